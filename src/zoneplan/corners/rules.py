"""What can be wrong or doubtful in a table of corners."""

from zoneplan.plan.finding import Rule, Severity
from zoneplan.text import Text

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_NOT_WRITTEN = Text(
    "Thiếu hoặc sai một góc thì cả ranh giới sai, nên không ghi gì.",
    "One missing or wrong corner makes the whole outline wrong, so nothing is written.",
)
_MAY_BE_WRONG = Text("Ranh giới có thể sai ở chỗ đó.", "The outline may be wrong there.")
_COMPARE = Text(
    "So lại với bản gốc của quyết định và sửa trong bảng.",
    "Compare with the original of the decision and correct the table.",
)
_CHOOSE = Text(
    "Hỏi cơ quan lập bảng, rồi chạy lại với --cm và --zone (hoặc --crs) của hệ đúng.",
    "Ask the office that made the table, then run again with --cm and --zone (or --crs) of the right grid.",
)

TABLE_NONE = Rule(
    "corners_none",
    _E,
    Text("Không có bảng tọa độ", "No table of corners"),
    Text(
        "Không tìm thấy hai cột tọa độ nằm cạnh nhau trong tệp. {hint}",
        "No two neighbouring columns of coordinates were found in the file. {hint}",
    ),
    _NOT_WRITTEN,
    Text(
        "Ghi tiêu đề X và Y (hoặc Kinh độ, Vĩ độ) trên hai cột; mỗi góc một dòng.",
        "Write the headings X and Y (or longitude, latitude) over the two columns; one corner a row.",
    ),
    example=Text(
        "Tệp chỉ có lời văn của quyết định, không có bảng góc.",
        "The file holds only the text of a decision and no table of corners.",
    ),
)
CORNER_UNREAD = Rule(
    "corner_unread",
    _E,
    Text("Tọa độ không phải là số", "Coordinate is not a number"),
    Text("Dòng {line}: “{text}” không đọc được thành tọa độ.", "Line {line}: “{text}” is not a coordinate."),
    _NOT_WRITTEN,
    _COMPARE,
    example=Text("Chữ l thay cho số 1: “436l23,45”.", "A letter l stands for the digit 1: “436l23,45”."),
)
ROW_WIDE = Rule(
    "corner_row_wide",
    _E,
    Text("Dòng nhiều ô hơn tiêu đề", "Row has more cells than the heading"),
    Text(
        "Từ dòng {line}, dòng có nhiều ô hơn {expected} ô của tiêu đề.",
        "From line {line} on, rows have more than the {expected} cells of the heading.",
    ),
    Text(
        "Dấu phẩy thập phân có thể đã cắt một số thành hai ô.",
        "A decimal comma may have cut one number into two cells.",
    ),
    Text(
        "Lưu tệp CSV với dấu chấm phẩy, hoặc lưu thành .xlsx.",
        "Save the CSV with semicolons, or save it as .xlsx.",
    ),
    example=Text(
        "Tiêu đề “STT,X,Y” mà dòng ghi “1,2478419,5,436123,2”.",
        "The heading says “STT,X,Y” and the row “1,2478419,5,436123,2”.",
    ),
)
MARKS_MIXED = Rule(
    "corner_marks_mixed",
    _E,
    Text("Lẫn dấu thập phân", "Decimal signs are mixed"),
    Text(
        "“{comma}” dùng dấu phẩy thập phân, “{point}” dùng dấu chấm thập phân.",
        "“{comma}” has a decimal comma, “{point}” a decimal point.",
    ),
    _NOT_WRITTEN,
    Text("Viết cả bảng theo một kiểu.", "Write the whole table in one way."),
    example=Text(
        "Một dòng ghi 2478419,50, dòng khác ghi 2478430.25.",
        "One row says 2478419,50, another 2478430.25.",
    ),
)
MARK_OPEN = Rule(
    "corner_mark_open",
    _E,
    Text("Không rõ dấu thập phân", "Decimal sign is unclear"),
    Text(
        "“{text}” có thể là {grouped} hoặc {decimal}; bảng không có số nào phân biệt được.",
        "“{text}” may be {grouped} or {decimal}; no number of the table tells which.",
    ),
    _NOT_WRITTEN,
    Text(
        "Chạy lại với --decimal comma hoặc --decimal point.",
        "Run again with --decimal comma or --decimal point.",
    ),
    example=Text("Mọi tọa độ đều có dạng 436.123.", "Every coordinate is written like 436.123."),
)
MARK_TOLD = Rule(
    "corner_mark_read",
    _N,
    Text("Dấu thập phân suy từ độ lớn", "Decimal sign read from the size"),
    Text(
        "“{text}” được đọc là {value}, vì đọc cách khác thì không phải tọa độ ở Việt Nam.",
        "“{text}” is read as {value}, because the other way it is no coordinate in Việt Nam.",
    ),
    _MAY_BE_WRONG,
    Text("Nếu sai, chạy lại với --decimal.", "If that is wrong, run again with --decimal."),
    example=Text(
        "Tọa độ theo độ với ba số lẻ, như 104.131 và 22.291.",
        "Degrees written with three decimals, such as 104.131 and 22.291.",
    ),
)
RING_SHORT = Rule(
    "ring_short",
    _E,
    Text("Quá ít góc", "Too few corners"),
    Text(
        "{ring} (từ dòng {line}) chỉ có {count} góc khác nhau; cần ít nhất 3.",
        "{ring} (from line {line}) has only {count} different corners; 3 are needed.",
    ),
    _NOT_WRITTEN,
    _COMPARE,
    example=Text("Bảng của một thửa chỉ có hai điểm.", "The table of a part has only two points."),
)
RING_CROSSES = Rule(
    "ring_crosses",
    _E,
    Text("Ranh giới tự cắt", "Outline crosses itself"),
    Text(
        "{ring} tự cắt tại ({first}; {second}), gần các góc {near}.",
        "{ring} crosses itself at ({first}; {second}), near the corners {near}.",
    ),
    Text(
        "Diện tích của ranh giới tự cắt không có nghĩa; thường là hai góc bị đổi thứ tự hoặc một số gõ nhầm.",
        "The area of such an outline means nothing; usually two corners stand in the wrong order or a digit is wrong.",
    ),
    _COMPARE,
    example=Text(
        "Góc 3 và góc 4 đổi chỗ cho nhau trong bảng.", "Corners 3 and 4 stand exchanged in the table."
    ),
)
RINGS_OVERLAP = Rule(
    "rings_overlap",
    _E,
    Text("Các phần chồng nhau", "Parts overlap"),
    Text("{one} và {other} chồng nhau {area} ha.", "{one} and {other} overlap by {area} ha."),
    _NOT_WRITTEN,
    Text(
        "So lại với bản gốc; nếu là hai khu khác nhau, ghi tên từng khu hoặc dùng --separate.",
        "Compare with the original; if they are different sites, name each or use --separate.",
    ),
    example=Text("Vùng 2 phủ lên một góc của vùng 1.", "Part 2 covers a corner of part 1."),
)
CUT_OUT_OUTSIDE = Rule(
    "cut_out_outside",
    _E,
    Text("Phần trừ nằm ngoài", "Cut-out lies outside"),
    Text(
        "“{ring}” được ghi là phần trừ ra nhưng không nằm trong phần nào.",
        "“{ring}” is called a cut-out but lies inside no part.",
    ),
    _NOT_WRITTEN,
    _COMPARE,
    example=Text(
        "Bảng “Phần trừ ra” có tọa độ ở ngoài ranh giới khu.",
        "The table “Phần trừ ra” has corners outside the outline of the site.",
    ),
)
CLOSING_DIFFERS = Rule(
    "closing_corner_differs",
    _W,
    Text("Góc khép lặp lại không khớp", "Closing corner differs"),
    Text(
        "Dòng {line}: góc {label} ghi lại ở cuối là ({again}; {again_second}), ở đầu là ({first}; {second}). Dùng dòng đầu.",
        "Line {line}: corner {label} stands again at the end as ({again}; {again_second}), at the start as ({first}; {second}). The first is used.",
    ),
    _MAY_BE_WRONG,
    _COMPARE,
    example=Text(
        "Góc 1 ở cuối bảng lệch 1 m so với góc 1 ở đầu bảng.",
        "Corner 1 at the end of the table is 1 m off corner 1 at its start.",
    ),
)
LABEL_JUMP = Rule(
    "corner_label_jump",
    _W,
    Text("Số hiệu góc không liên tục", "Corner numbers do not follow"),
    Text(
        "Dòng {line}: sau góc {before} là góc {label}.",
        "Line {line}: corner {before} is followed by {label}.",
    ),
    Text("Có thể thiếu dòng hoặc sai thứ tự.", "Rows may be missing or out of order."),
    _COMPARE,
    example=Text("Sau góc 4 là góc 6.", "Corner 4 is followed by corner 6."),
)
CORNER_FAR = Rule(
    "corner_far",
    _W,
    Text("Góc nằm xa các góc khác", "Corner lies far from the others"),
    Text(
        "Góc {label} (dòng {line}) cách các góc còn lại {distance} m, trong khi chúng nằm trong {size} m. {hint}",
        "Corner {label} (line {line}) lies {distance} m from the others, which lie within {size} m. {hint}",
    ),
    Text("Có thể gõ nhầm một chữ số.", "A digit may be mistyped."),
    _COMPARE,
    example=Text(
        "2478419 bị gõ thành 2488419: góc lệch 10 km.",
        "2478419 was typed as 2488419: the corner is 10 km off.",
    ),
)
CORNER_DIGITS = Rule(
    "corner_digits",
    _E,
    Text("Thừa hoặc thiếu chữ số", "A digit is missing or too many"),
    Text(
        "Dòng {line}, góc {label}: {value} có {found} chữ số phần nguyên, các góc khác có {expected}.",
        "Line {line}, corner {label}: {value} has {found} digits before the decimals, the other corners {expected}.",
    ),
    _NOT_WRITTEN,
    _COMPARE,
    example=Text("2478419 bị gõ thành 247819.", "2478419 was typed as 247819."),
)
CORNER_REPEATED = Rule(
    "corner_repeated",
    _N,
    Text("Góc ghi hai lần liền nhau", "Corner stands twice in a row"),
    Text(
        "Dòng {line}: góc {label} trùng với góc ngay trước; đã bỏ.",
        "Line {line}: corner {label} is the same as the one before it and was left out.",
    ),
    Text("Thường do ngắt trang hoặc chép hai lần.", "Usually from a page break or copying twice."),
    _COMPARE,
    example=Text(
        "Dòng cuối trang được ghi lại ở đầu trang sau.", "The last row of a page stands again on the next."
    ),
)
RING_RESTARTED = Rule(
    "ring_untitled",
    _N,
    Text("Vòng góc thứ hai không có tên", "Second ring without a title"),
    Text(
        "Từ dòng {line} (góc {label}) có một vòng mới mà không ghi tên; đọc là phần khác hoặc lỗ của cùng khu.",
        "A new ring without a title starts at line {line} (corner {label}); it is read as another part or a hole of the same site.",
    ),
    Text("Nếu là khu khác thì hai khu bị gộp làm một.", "If it is another site, two sites became one."),
    Text(
        "Nếu là các khu khác nhau: ghi tên từng khu trong bảng, hoặc chạy lại với --separate.",
        "If they are different sites, name each in the table or run again with --separate.",
    ),
    example=Text(
        "Bảng không có tên khu, số hiệu góc quay lại 1 ở dòng 9.",
        "A table without names whose numbering starts again at 1 on line 9.",
    ),
)
NAME_MISSING = Rule(
    "site_unnamed",
    _N,
    Text("Khu chưa có tên", "Site has no name"),
    Text("Bảng không ghi tên khu; tạm dùng “{name}”.", "The table names no site; “{name}” is used."),
    Text("Tên và mã sẽ khó nhận ra.", "Name and id will be hard to recognise."),
    Text('Chạy lại với --name "Tên khu".', 'Run again with --name "name of the site".'),
    example=Text("Bảng chỉ có STT, X, Y.", "The table has only a number, X and Y."),
)
AREA_FAR = Rule(
    "import_area_gap",
    _W,
    Text("Diện tích lệch với số ghi", "Area differs from the declared one"),
    Text(
        "Tính từ các góc được {measured} ha, văn bản ghi {declared} ha: lệch {gap} %.",
        "The corners enclose {measured} ha, the document says {declared} ha: {gap} % apart.",
    ),
    Text(
        "Thiếu góc, sai số, thiếu một phần, hoặc văn bản tính cách khác.",
        "A corner or a part is missing or wrong, or the document counts otherwise.",
    ),
    Text(
        "So lại bảng; giữ cả hai số, không sửa số này cho khớp số kia.",
        "Look at the table again; keep both numbers, do not bend one to fit the other.",
    ),
    legal="area_gap_note_pct",
    example=Text(
        "Bảng góc cho 98,7 ha, quyết định ghi 100 ha.",
        "The corners enclose 98.7 ha, the decision says 100 ha.",
    ),
)
GRID_OPEN = Rule(
    "grid_open",
    _E,
    Text("Chưa rõ hệ tọa độ", "Grid is not certain"),
    Text(
        "{count} cách đọc đều hợp với những gì đã biết; không chọn thay bạn và không ghi gì. {hint}",
        "{count} readings agree with what is known; none is chosen for you and nothing is written. {hint}",
    ),
    Text(
        "Sai kinh tuyến trục thì khu nằm lệch hàng chục km: 104°45' và 105°00' cách nhau 25,7 km.",
        "A wrong meridian moves the site by tens of kilometres: 104°45' and 105°00' are 25.7 km apart.",
    ),
    Text(
        "Hỏi cơ quan lập bảng, rồi chọn một hệ trong danh sách (--cm, --zone hoặc --crs).",
        "Ask the office that made the table, then choose one of the list (--cm, --zone or --crs).",
    ),
    example=Text(
        "Bảng chỉ có X và Y, không ghi kinh tuyến trục và không ghi xã.",
        "A table with X and Y that names neither a central meridian nor a commune.",
    ),
)
GRID_NONE = Rule(
    "grid_none",
    _E,
    Text("Không hệ nào hợp", "No grid fits"),
    Text(
        "Đọc theo hệ VN-2000 nào thì các góc cũng nằm ngoài {where}.",
        "Read in any VN-2000 grid, the corners lie outside {where}.",
    ),
    Text(
        "Có số gõ nhầm, bảng thuộc nơi khác, hoặc phạm vi của quy hoạch ghi sai.",
        "A number is mistyped, the table belongs elsewhere, or the plan's extent is wrong.",
    ),
    Text(
        "Xem các góc bị nghi ở trên; kiểm tra extent trong zoneplan.toml và tên xã.",
        "Look at the doubtful corners above; check extent in zoneplan.toml and the commune.",
    ),
    example=Text(
        "Bảng của tỉnh khác được nhập vào quy hoạch Lào Cai.",
        "A table of another province is imported into the plan of Lào Cai.",
    ),
)
GRID_CONTRADICTED = Rule(
    "grid_contradicted",
    _E,
    Text("Hệ tọa độ ghi trong bảng không hợp", "The stated grid does not fit"),
    Text(
        "{stated}, nhưng theo hệ đó các góc nằm ngoài {where}.",
        "{stated}, but read that way the corners lie outside {where}.",
    ),
    Text("Hoặc hệ tọa độ, hoặc nơi đã ghi là sai.", "Either the grid or the stated place is wrong."),
    _CHOOSE,
    example=Text(
        "Bảng ghi kinh tuyến trục 105°00' mà theo đó khu nằm cách xã đã ghi 25 km.",
        "The table says central meridian 105°00', which puts the site 25 km from its commune.",
    ),
)
SHIFT_OPEN = Rule(
    "grid_shift_assumed",
    _N,
    Text("Cho rằng đã chuyển đúng sang VN-2000", "The datum shift is taken as done"),
    Text(
        "Đọc là VN-2000 đúng quy định. Nếu máy đo quên chuyển từ WGS 84, khu lệch {distance} m; các góc không cho biết điều đó.",
        "Read as lawful VN-2000. If the surveyor's software left out the shift from WGS 84 the site is {distance} m off; the corners cannot tell.",
    ),
    _MAY_BE_WRONG,
    Text(
        "So với ảnh hoặc một góc đã biết; nếu lệch khoảng 220 m, chạy lại với --unshifted.",
        "Compare with imagery or a known corner; if it is about 220 m off, run again with --unshifted.",
    ),
    example=Text(
        "Bất kỳ bảng VN-2000 nào mà lớp xã không đủ chính xác để kiểm chứng.",
        "Any VN-2000 table that no exact outline of its place can confirm.",
    ),
)
GRID_UNLIKE_TABLE = Rule(
    "grid_unlike_table",
    _W,
    Text("Hệ tọa độ đã chọn khác hệ ghi trong bảng", "The chosen grid is not that of the table"),
    Text("{stated}, nhưng bạn chọn {grid}.", "{stated}, but you chose {grid}."),
    Text(
        "Đọc sai kinh tuyến trục thì khu lệch hàng chục km; sai múi thì 700 m, sai hệ quy chiếu thì khoảng 220 m.",
        "A wrong meridian moves the site by tens of kilometres, a wrong zone by 700 m, a wrong datum by about 220 m.",
    ),
    Text(
        "Nếu bảng đúng, chạy lại và bỏ --cm, --zone, --crs, --shifted; nếu bảng ghi nhầm, hỏi lại cơ quan lập bảng.",
        "If the table is right, run again without --cm, --zone, --crs, --shifted; if it is wrong, ask the office that made it.",
    ),
    example=Text(
        "Bảng in kinh tuyến trục 104°45' mà lệnh có --cm 105.",
        "The table prints the central meridian 104°45' and the command says --cm 105.",
    ),
)
GRID_HN72 = Rule(
    "grid_hn72",
    _W,
    Text("Bảng ghi hệ HN-72", "The table says HN-72"),
    Text(
        "Bảng ghi hệ Hà Nội 1972 (HN-72), nhưng các góc được đọc theo {grid}.",
        "The table says Hanoi 1972 (HN-72), but the corners are read as {grid}.",
    ),
    Text(
        "HN-72 là hệ khác VN-2000; đọc lẫn hai hệ thì khu bị lệch.",
        "HN-72 is another system than VN-2000; the site is misplaced when one is read as the other.",
    ),
    Text(
        "Chuyển tọa độ sang VN-2000 rồi nhập; nếu tọa độ thật ra đã là VN-2000, sửa lời ghi trong bảng.",
        "Transform the corners to VN-2000 and import those; if they are VN-2000 already, correct the words of the table.",
    ),
    example=Text(
        "Trên bảng ghi “Hệ tọa độ HN-72, kinh tuyến trục 105°”.",
        "Above the table stands “Hệ tọa độ HN-72, kinh tuyến trục 105°”.",
    ),
)
CATEGORY_UNLIKE_NAME = Rule(
    "category_unlike_name",
    _W,
    Text("Loại khác với tên khu", "Category is not that of the name"),
    Text(
        "Tên “{name}” là {named}, nhưng loại được ghi là {given}.",
        "The name “{name}” says {named}, but the category given is {given}.",
    ),
    Text(
        "Khu và cụm công nghiệp được cộng và so với chỉ tiêu riêng.",
        "Zones and clusters are added up and compared with figures of their own.",
    ),
    Text(
        "Bỏ --category để mỗi khu lấy loại theo tên của nó, hoặc sửa tên.",
        "Leave out --category, so that each site takes the category of its name, or correct the name.",
    ),
    example=Text(
        "Lệnh có --category KCN mà bảng có “Cụm công nghiệp Bản Qua”.",
        "The command says --category KCN and the table has “Cụm công nghiệp Bản Qua”.",
    ),
)
ORDER_UNLIKE_HEADING = Rule(
    "order_unlike_heading",
    _W,
    Text("X và Y ngược với tiêu đề", "X and Y are not as headed"),
    Text(
        "Theo độ lớn, cột “{heading}” chứa {holds}; đã đọc theo độ lớn.",
        "By its size the column headed “{heading}” holds {holds}; it is read by its size.",
    ),
    Text(
        "Trong bảng VN-2000, X là bắc và Y là đông; nhiều phần mềm ghi ngược lại.",
        "In VN-2000 tables X is northing and Y easting; much software has it the other way round.",
    ),
    Text(
        "Xem vị trí trên bản đồ; nếu sai, dùng --order.",
        "Look at the place on the map; if wrong, use --order.",
    ),
    example=Text("Cột X ghi 436123 và cột Y ghi 2478419.", "Column X says 436123 and column Y 2478419."),
)
COMMUNE_FAR = Rule(
    "commune_far",
    _W,
    Text("Không nằm trong xã đã ghi", "Not in its stated commune"),
    Text(
        "Khu nằm cách {commune} {distance} km. {hint}", "The site lies {distance} km from {commune}. {hint}"
    ),
    Text("Hệ tọa độ đã chọn hoặc tên xã có thể sai.", "The chosen grid or the commune may be wrong."),
    _CHOOSE,
    example=Text(
        "Đã cho --cm 105 mà khu rơi cách xã 25 km.", "With --cm 105 the site falls 25 km from its commune."
    ),
)
COMMUNE_UNPLACED = Rule(
    "commune_unplaced",
    _W,
    Text("Không có xã này trong quy hoạch", "Commune is not in the plan"),
    Text(
        "Lớp xã của quy hoạch không có “{name}”. {hint}", "The plan's communes layer has no “{name}”. {hint}"
    ),
    Text("Không dùng được tên xã để nhận ra hệ tọa độ.", "Its name cannot help to tell the grid."),
    Text("Viết đúng tên trong lớp xã, phường.", "Write the name as in the communes layer."),
    example=Text('--commune "Xã Bản Quà" viết sai dấu.', '--commune "Xã Bản Quà" with a wrong accent.'),
)
FEATURE_KNOWN = Rule(
    "site_known",
    _W,
    Text("Quy hoạch đã có khu này", "The plan has this site already"),
    Text(
        "“{name}” đã là {known} của lớp {in_layer}; nhập thêm thì có hai đối tượng.",
        "“{name}” is {known} of layer {in_layer} already; the import makes a second one.",
    ),
    Text("Diện tích sẽ được cộng hai lần.", "Its area would be counted twice."),
    Text(
        "Chép ranh giới vào đối tượng cũ rồi bỏ lớp nhập, hoặc xóa đối tượng cũ.",
        "Copy the outline into the old feature and drop the imported layer, or delete the old one.",
    ),
    example=Text(
        "Nhập ranh giới của một khu mà quy hoạch mới có điểm đánh dấu.",
        "The outline of a zone is imported that the plan has as a marker.",
    ),
)
OLD_FONT = Rule(
    "import_old_font",
    _W,
    Text("Chữ theo phông cũ", "Text in an old font"),
    Text(
        "Chữ giống {encoding} (độ tin cậy {confidence} %); để nguyên vì chưa có --encoding.",
        "The text looks like {encoding} (confidence {confidence} %); it was left as it is, for lack of --encoding.",
    ),
    Text("Tên khu và tên xã không đọc được.", "Names of sites and communes cannot be read."),
    Text("Chạy lại với --encoding và tên đó.", "Run again with --encoding and that name."),
    example=Text(
        "“Khu c«ng nghiÖp” trong bảng Word gõ bằng phông .VnTime.",
        "“Khu c«ng nghiÖp” in a Word table typed in the font .VnTime.",
    ),
)

IMPORT_RULES = (
    TABLE_NONE,
    CORNER_UNREAD,
    ROW_WIDE,
    MARKS_MIXED,
    MARK_OPEN,
    MARK_TOLD,
    RING_SHORT,
    RING_CROSSES,
    RINGS_OVERLAP,
    CUT_OUT_OUTSIDE,
    CLOSING_DIFFERS,
    LABEL_JUMP,
    CORNER_FAR,
    CORNER_DIGITS,
    CORNER_REPEATED,
    RING_RESTARTED,
    NAME_MISSING,
    AREA_FAR,
    GRID_OPEN,
    GRID_NONE,
    GRID_CONTRADICTED,
    SHIFT_OPEN,
    GRID_UNLIKE_TABLE,
    GRID_HN72,
    CATEGORY_UNLIKE_NAME,
    ORDER_UNLIKE_HEADING,
    COMMUNE_FAR,
    COMMUNE_UNPLACED,
    FEATURE_KNOWN,
    OLD_FONT,
)
"""Every rule of an import."""
