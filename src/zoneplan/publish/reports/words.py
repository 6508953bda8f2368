"""The fixed words of the reports."""

from zoneplan.text import Text

TITLE = Text(
    "Hiệu quả sử dụng đất khu, cụm công nghiệp", "Land-use efficiency of industrial zones and clusters"
)
DISCLAIMER = Text("Để tham khảo, không phải văn bản pháp lý.", "For reference, not a legal document.")
PLAN = Text("Quy hoạch", "Plan")
AS_OF = Text("Số liệu đến ngày", "Figures as of")
GRID = Text("Hệ tọa độ", "Coordinate system")
MERIDIAN = Text("VN-2000, kinh tuyến trục {meridian} ({crs})", "VN-2000, central meridian {meridian} ({crs})")

SUMMARY = Text("Tóm tắt", "Summary")
EFFICIENCY = Text("Hiệu quả sử dụng đất", "Land efficiency")
PLANNED = Text("Quy hoạch khu, cụm công nghiệp", "Plan of zones and clusters")
PLANNED_SHEET = Text("Quy hoạch", "Plan")
RELOCATION = Text("Di dời, tái định cư", "Relocation and resettlement")
RELOCATION_SHEET = Text("Di dời", "Relocation")
HYDROPOWER = Text("Thủy điện", "Hydropower")
COMMUNES = Text("Xã, phường", "Communes")
FINDINGS = Text("Cảnh báo khi kiểm tra", "Findings of the checks")
FINDINGS_SHEET = Text("Cảnh báo", "Findings")
SOURCES = Text("Nguồn", "Sources")
EXPLAINED = Text("Giải thích cách tính", "How the values were computed")
EXPLAINED_SHEET = Text("Giải thích", "How computed")
LEDGER_LAYER = Text("sổ số liệu", "ledger")
LEDGER = Text("Dòng sổ đã dùng", "Ledger rows used")

TABLES = Text("Bảng số liệu", "Tables")
TABLES_LEAD = Text(
    "Mỗi bảng một trang tính trong tệp XLSX và một tệp CSV; bảng dài chỉ hiện các dòng đầu ở đây.",
    "Each table is a sheet of the XLSX and a CSV file; of long tables only the first rows stand here.",
)
ALL_ROWS = Text("Đủ {count} dòng: {path}", "All {count} rows: {path}")
SHOW_TABLE = Text("{count} dòng", "{count} rows")
EVERYTHING = Text("Mọi giá trị", "All values")
EVERYTHING_LEAD = Text(
    "Mọi chỉ tiêu có giá trị của mọi đối tượng; lọc theo cột. Cận dưới, cận trên là khoảng mà số liệu cho phép.",
    "Every measure that has a value, of every subject; filter by column. Low and high are what the figures allow.",
)
LOW = Text("Cận dưới", "Low")
HIGH = Text("Cận trên", "High")
OTHER_TOTALS = Text(
    "Các chỉ tiêu khác của tỉnh và các nhóm", "Further measures of the province and the groups"
)
NEVER_COMPUTED = Text("Chỉ tiêu chưa tính được cho đối tượng nào", "Measures without a value for any subject")
NEVER_TABULATED = Text("Bảng chưa lập được", "Tables without rows")
UNMEASURED = Text("Chưa đo được", "Not measured")
UNMEASURED_LEAD = Text(
    "Chương trình đo được những điều này khi quy hoạch có thêm dữ liệu ở cột bên phải.",
    "The program measures these once the plan has the input named on the right.",
)
ALL_MEASURED = Text("Chỉ tiêu nào cũng có giá trị.", "Every measure has a value.")
TABLE = Text("Bảng", "Table")
TABLE_ID = Text("Mã bảng", "Table id")
BEYOND = Text(
    "Số liệu quá lớn hoặc quá nhỏ để tính.", "The figures are too large or too small to compute with."
)
NO_ROWS = Text("Vì sao chưa lập được", "Why there are no rows")
SUBJECTS = Text("Số đối tượng", "Subjects")
LACKING = Text("Còn thiếu dữ liệu", "Input that is missing")
NEEDS_FIGURES = Text("số liệu trong sổ: {names}", "figures in the ledger: {names}")
NEEDS_LAYERS = Text("lớp: {names}", "layers: {names}")
NEEDS_RASTERS = Text("raster: {names}", "rasters: {names}")
TOLERANCE = Text("Sai số do đâu", "Tolerance")
BENCHMARKS = Text("Mức để so sánh", "To compare with")
MATERIALS = Text("Lớp, raster đã dùng", "Layers, rasters used")
RANGE = Text("Khoảng", "Range")

BY_HORIZON = Text("Quy mô quy hoạch theo giai đoạn", "Size of the plan by horizon")
RATES = Text("Hiệu quả và mật độ", "Efficiency and density")
PROVINCE = Text("Toàn tỉnh", "Province")
WHOLE_GROUP = Text("Cả nhóm: {name}", "Whole group: {name}")
OTHERS = Text("Khác (không cộng vào nhóm nào)", "Others (added to no group)")
PART_OF = Text("{name} (trong {whole}, không cộng)", "{name} (within {whole}, not added)")
STILL_MISSING = Text("Số liệu còn thiếu", "Figures still missing")
MISSING_LEAD = Text(
    "Thêm các dòng sau (đối tượng, số liệu) vào sổ thì tính được các ô còn trống ở bảng hiệu quả sử dụng đất. "
    "Số liệu của một năm phải đủ 12 tháng.",
    "With these rows (subject, figure) in the ledger the empty cells of land efficiency can be computed. "
    "Yearly amounts need a whole year.",
)
NOTHING_MISSING = Text("Không thiếu số liệu nào.", "No figure is missing.")
NOT_COMPUTED = Text("Chỉ tiêu chưa tính được", "Measures without a value")
PROGRESS = Text("Tiến độ di dời theo khu", "Progress by zone")
ORIGINS = Text("Nơi phải di dời vì khu công nghiệp", "Places people leave because of a zone")
DESTINATIONS = Text("Nơi tái định cư phục vụ khu công nghiệp", "Resettlement areas serving the zones")
DISASTER = Text(
    "Tái định cư do thiên tai (không cộng với di dời vì khu công nghiệp)",
    "Disaster resettlement (never added to relocation because of a zone)",
)
NO_FINDINGS = Text("Không có cảnh báo.", "Nothing was found.")

NOTHING = Text("Quy hoạch này không có.", "There is none in this plan.")

NAME = Text("Tên", "Name")
ZONE = Text("Khu, cụm", "Zone")
GROUP = Text("Nhóm", "Group")
MEASURE = Text("Chỉ tiêu", "Measure")
VALUE = Text("Giá trị", "Value")
UNIT = Text("Đơn vị", "Unit")
DATE = Text("Thời điểm", "As of")
NUMBER = Text("Giải thích số", "Explanation no.")
NEEDED = Text("Cần gì", "What is needed")
POSITION = Text("Vị trí biết từ đâu, sai số", "Position, uncertainty")
BASIS = Text("Diện tích theo quyết định ghi ở", "The declared area stands under")
APPROVED = Text("Văn bản", "Decision")
HOUSEHOLDS = Text("Số hộ", "Households")
CAPACITY = Text("Công suất", "Capacity")
SEVERITY = Text("Mức", "Severity")
RULE = Text("Quy tắc", "Rule")
LAYER = Text("Lớp", "Layer")
FEATURE = Text("Đối tượng", "Feature")
MESSAGE = Text("Phát hiện", "What was found")
WHY = Text("Vì sao quan trọng", "Why it matters")
REMEDY = Text("Cách xử lý", "What to do")
SOURCE_ID = Text("Mã nguồn", "Source id")
SOURCE_TITLE = Text("Tên tài liệu", "Title")
PUBLISHER = Text("Nơi phát hành", "Publisher")
ISSUED = Text("Ngày", "Date")
URL = Text("Địa chỉ", "Address")
NOTE = Text("Ghi chú", "Note")
METRIC_ID = Text("Mã chỉ tiêu", "Metric id")
SUBJECT = Text("Đối tượng", "Subject")
SUBJECT_ID = Text("Mã đối tượng", "Subject id")
BASE = Text("Tính trên", "Base")
FORMULA = Text("Công thức", "Formula")
WORKING = Text("Phép tính", "Working")
VERDICT = Text("Đối chiếu quy định", "Verdict")
REASON = Text("Vì sao chưa có giá trị", "Why there is no value")
REMARKS = Text("Lưu ý", "Remarks")
METHOD = Text("Cơ sở phương pháp", "Method")
OUTLINES = Text("Ranh giới đã đo", "Outlines measured")
ROWS = Text("Dòng trong sổ", "Ledger lines")
LINE = Text("Dòng", "Line")
USE = Text("Vai trò", "Role")
USED = Text("đã dùng", "used")
OTHER_VALUE = Text("số khác, không dùng", "other value, not used")
INDICATOR = Text("Số liệu", "Figure")
CONFIDENCE = Text("Độ tin cậy", "Confidence")

NO_ROW = Text(
    "Chưa có số liệu. Cần một dòng trong sổ: {subject}, {indicator}.",
    "No figure. It needs a ledger row: {subject}, {indicator}.",
)
THIS_ROW = Text("(mã của dòng này)", "(id of this row)")
NOT_MEASURED = Text("Không tính cho đối tượng này.", "Not computed for this subject.")
ONLY_ZONES = Text("Chỉ tính cho từng khu, không tính cho cả nhóm.", "Computed for single zones only.")
EXISTING_ELSEWHERE = Text(
    "Số đo của nhóm chỉ gồm các khu hiện có, nên đứng ở bảng hiệu quả sử dụng đất.",
    "The measured area of a group is that of its existing zones, so it stands in the table of land efficiency.",
)
NOT_ADDED = Text(
    "Mỗi khu theo một văn bản khác nhau nên không cộng; tổng theo giai đoạn ở các cột bên.",
    "Each zone follows its own document, so nothing is added up; totals by horizon stand beside.",
)
SEE = Text("Giải thích số {number}", "Explanation no. {number}")
FROM = Text("Nguồn: {sources}", "Sources: {sources}")
AT = Text("Số liệu {date}", "Figures of {date}")
SIGNS = Text(
    "✓ đạt · ✗ chưa đạt · ? chưa chắc · * văn bản của ngưỡng chưa kiểm chứng · ! lớn hơn mức có thể có · "
    "≥ ≤ ≈ nguồn chỉ cho cận hoặc số gần đúng · – chưa có giá trị, lý do ghi ở chú thích.",
    "✓ met · ✗ not met · ? uncertain · * the threshold's document is not verified · ! more than it can be · "
    "≥ ≤ ≈ the source gives a bound or a round figure · – no value, the note says why.",
)
PLAN_LEAD = Text(
    "Mỗi khu một dòng. Dòng in nghiêng là phần của khu khác, không cộng hai lần. "
    "Khu không có ranh giới đã công bố thì không có diện tích đo. Cộng nhóm lấy từ các chỉ tiêu.",
    "One row a zone. Rows in italics are parts of another zone and are not added twice. "
    "A zone without a published outline has no measured area. Group rows are the group's measures.",
)
COMMUNE_LEAD = Text(
    "Dòng toàn tỉnh lấy từ số liệu của tỉnh, khác thời điểm, không phải tổng các xã.",
    "The province's row comes from province-wide figures of another date; it is not the sum of the communes.",
)
HYDROPOWER_LEAD = Text(
    "Vị trí “tâm xã” chỉ đúng đến mức xã: không dùng để đo khoảng cách tới công trình.",
    "A “commune centroid” is only as good as the commune: no distance to a plant may be measured from it.",
)
EXPLAINED_LEAD = Text(
    "Mỗi giá trị ở Tóm tắt và Hiệu quả sử dụng đất có một mục; số dòng là dòng trong tệp sổ số liệu {path}.",
    "Every value of the summary and of land efficiency has an entry; lines are those of the ledger {path}.",
)
EXPLAINED_FIRST = Text(
    "{count} giá trị đầu của Tóm tắt và Hiệu quả sử dụng đất có mục ở đây; {rest} giá trị còn lại xem bằng lệnh "
    "zoneplan explain. Số dòng là dòng trong tệp sổ số liệu {path}.",
    "The first {count} values of the summary and of land efficiency have an entry; for the other {rest} there is "
    "zoneplan explain. Lines are those of the ledger {path}.",
)
FIRST_VALUES = Text(
    "Trang tính này có {shown} giá trị đầu; đủ {count} giá trị: {path}.",
    "This sheet has the first {shown} values; all {count}: {path}.",
)
FIRST_NOTES = Text(
    "Trang tính này có {count} ghi chú, chỉ {shown} ghi chú đầu và của dòng tổng được ghi; lý do thiếu của mọi giá trị: "
    "{path}; cách tính: zoneplan explain.",
    "Of the {count} notes of this sheet it has the first {shown} and those of totals; why any value is missing: {path}; "
    "how it came about: zoneplan explain.",
)
NO_SUM = Text(
    "Số hộ từng nơi theo sổ, kể cả số gần đúng.",
    "Households of each place as in the ledger, round figures too.",
)

CONTENTS = Text("Mục lục", "Contents")
PAGE_OF = Text("Trang &P/&N", "Page &P of &N")
SCROLL = Text("Bảng cuộn ngang được", "Table that scrolls sideways")
FIRST_ROWS = Text(
    "{shown} dòng đầu trong {count} dòng; đủ các dòng: zoneplan explain {metric} {subject}",
    "The first {shown} of {count} rows; all of them: zoneplan explain {metric} {subject}",
)
FIRST_LEDGER_ROWS = Text(
    "Giá trị gộp từ hơn {most} dòng sổ chỉ có {most} dòng đầu ở đây: {count} giá trị; đủ các dòng: zoneplan explain.",
    "Of values made of more than {most} ledger rows the first {most} stand here: {count} values; for all rows there is "
    "zoneplan explain.",
)
SHOW_ROWS = Text("{count} dòng trong sổ", "{count} ledger rows")
BACK = Text("Về đầu trang", "Back to top")
