"""What can be wrong with the formats that offices have: their layers, columns, rings and limits."""

from zoneplan.plan.finding import Rule, Severity
from zoneplan.text import Message, Text

_UNREADABLE = 3

FILE_TOO_SLOW = Rule(
    "file_too_slow",
    Severity.ERROR,
    Text("Đọc tệp quá lâu", "Reading takes too long"),
    Text(
        "{path}: sau {seconds} giây vẫn chưa đọc xong nên đã dừng.",
        "{path}: it was not read after {seconds} seconds, so reading was stopped.",
    ),
    Text(
        "Tệp hỏng hoặc gây hại có thể làm máy đọc mãi không xong.",
        "A broken or harmful file could keep the machine reading for ever.",
    ),
    Text(
        "Nếu tệp đúng là lớn thế, nâng seconds ở [limits] của zoneplan.toml.",
        "If the file really is that large, raise seconds under [limits] of zoneplan.toml.",
    ),
    exit_code=_UNREADABLE,
    example=Text(
        "Một shapefile toàn tỉnh cần ba phút để đọc, trong khi limits.seconds là 120.",
        "A shapefile of a whole province takes three minutes to read while limits.seconds is 120.",
    ),
)
FILE_TOO_HEAVY = Rule(
    "file_too_heavy",
    Severity.ERROR,
    Text("Đọc tệp tốn quá nhiều bộ nhớ", "Reading takes too much memory"),
    Text(
        "{path}: cần hơn {memory_mb} MB bộ nhớ để đọc.",
        "{path}: reading it needs more than {memory_mb} MB of memory.",
    ),
    Text(
        "Tệp hỏng có thể khai hàng tỉ đỉnh mà không có đỉnh nào.",
        "A broken file may claim billions of vertices and have none.",
    ),
    Text(
        "Xuất lại tệp; nếu tệp đúng là lớn thế, nâng memory_mb ở [limits].",
        "Export the file again; if it really is that large, raise memory_mb under [limits].",
    ),
    exit_code=_UNREADABLE,
    example=Text(
        "Phần đầu của một shapefile hỏng khai một vùng có một tỉ đỉnh.",
        "The header of a damaged shapefile claims a polygon of a billion vertices.",
    ),
)
FILE_TOLERATED = Rule(
    "file_tolerated",
    Severity.NOTE,
    Text("Tệp khác thường nhưng đọc được", "File is unusual but was read"),
    Text("{path}: {what}.", "{path}: {what}."),
    Text(
        "Chương trình khác có thể đọc tệp này khác đi.",
        "Another program may read this file differently.",
    ),
    Text(
        "Xem qua điều đã nêu; nếu đúng ý thì không phải làm gì.",
        "Look at what is said; if that is what you meant, nothing needs doing.",
    ),
    example=Text(
        "Tệp tải từ cổng thông tin bắt đầu bằng “var x = ” và tọa độ có thêm độ cao.",
        "A file saved from a portal begins with “var x = ” and its coordinates carry heights.",
    ),
)
SUBLAYER_UNCLEAR = Rule(
    "sublayer_unclear",
    Severity.ERROR,
    Text("Không rõ lấy lớp nào trong tệp", "Unclear which layer of the file is meant"),
    Text(
        "{path} có các lớp: {names}; phải chỉ đúng một lớp. {asked}",
        "{path} holds the layers {names}; exactly one of them must be named. {asked}",
    ),
    Text("Đoán lớp là lấy nhầm dữ liệu.", "A guess would take the wrong data."),
    Text(
        "Ghi tên lớp, trang tính hoặc lớp CAD cần lấy vào sublayer của lớp trong zoneplan.toml.",
        "Write the wanted layer, sheet or CAD layer as sublayer of the layer in zoneplan.toml.",
    ),
    example=Text(
        "Một GeoPackage có hai lớp “kcn” và “ccn” mà cấu hình không ghi sublayer.",
        "A GeoPackage holds the layers “kcn” and “ccn” and the configuration names no sublayer.",
    ),
)
ENCODING_UNKNOWN = Rule(
    "encoding_unknown",
    Severity.ERROR,
    Text("Không biết cách ghi chữ", "Text encoding is unknown"),
    Text(
        "{path}: không biết bảng mã “{encoding}”; thí dụ: {known}.",
        "{path}: there is no encoding “{encoding}”; there are, for instance, {known}.",
    ),
    Text("Tên tiếng Việt sẽ đọc sai.", "Vietnamese names would be misread."),
    Text("Sửa encoding của lớp trong zoneplan.toml.", "Correct encoding of the layer in zoneplan.toml."),
    example=Text('Cấu hình ghi encoding = "abc" cho một lớp.', 'The configuration says encoding = "abc".'),
)
RING_UNCLOSED = Rule(
    "ring_unclosed",
    Severity.ERROR,
    Text("Vòng ranh không khép", "Ring is not closed"),
    Text(
        "Vòng ranh không khép: điểm cuối cách điểm đầu {gap}.",
        "The ring is not closed: its last point lies {gap} from its first.",
    ),
    Text(
        "Không biết ranh đi đâu ở đoạn hở; diện tích phụ thuộc vào đó.",
        "It is not known where the boundary runs in the gap; the area depends on it.",
    ),
    Text(
        "Khép vòng bằng bắt điểm (snap) vào điểm đầu; kiểm tra xem có thiếu góc ranh nào không.",
        "Close the ring by snapping its end to its start; check whether a corner is missing.",
    ),
    example=Text(
        "Đường ranh vẽ trong CAD kết thúc cách điểm đầu 0,4 m.",
        "A boundary drawn in CAD ends 0.4 m from where it began.",
    ),
)
RING_SHORT = Rule(
    "ring_too_short",
    Severity.ERROR,
    Text("Vòng ranh thiếu điểm", "Ring has too few points"),
    Text(
        "Vòng ranh chỉ có {points} điểm khác nhau; cần ít nhất ba.",
        "The ring has only {points} distinct points; it needs at least three.",
    ),
    Text("Ba điểm trở lên mới thành vùng.", "Fewer than three points enclose nothing."),
    Text("Vẽ lại ranh hoặc bỏ vòng đó.", "Draw the boundary again or delete the ring."),
    example=Text(
        "Một vùng trong GeoJSON có vòng đi từ A đến B rồi về A.",
        "A polygon in GeoJSON has a ring that goes from A to B and back.",
    ),
)
COORDINATES_HUGE = Rule(
    "coordinates_huge",
    Severity.ERROR,
    Text("Tọa độ lớn vô lý", "Coordinates beyond any grid"),
    Text(
        "Tọa độ ({x}, {y}) lớn hơn mọi lưới tọa độ hoặc không phải số hữu hạn.",
        "Coordinates ({x}, {y}) are larger than any grid has, or not finite.",
    ),
    Text(
        "Không nơi nào trên Trái Đất có tọa độ như vậy; tệp hỏng hoặc sai đơn vị.",
        "No place on Earth has such coordinates; the file is damaged or its unit is wrong.",
    ),
    Text(
        "Xuất lại đối tượng; kiểm tra đơn vị bản vẽ (mét, không phải milimét).",
        "Export the feature again; check the drawing's unit (metres, not millimetres).",
    ),
    example=Text(
        "Bản vẽ tính bằng milimét cho tọa độ bắc 2.466.000.000.",
        "A drawing in millimetres gives a northing of 2,466,000,000.",
    ),
)
GEOMETRY_MIXED = Rule(
    "geometry_mixed",
    Severity.ERROR,
    Text("Lẫn nhiều loại hình", "Mixed geometry types"),
    Text(
        "Lẫn các loại hình: {found}; lớp loại này nhận {expected}.",
        "It mixes geometry types: {found}; this kind takes {expected}.",
    ),
    Text(
        "Không biết hình nào là ranh, hình nào là chú thích.",
        "It is not known which shape is the boundary and which is annotation.",
    ),
    Text(
        "Tách các loại hình thành lớp riêng; với DXF, ghi tên lớp CAD (nêu ở lưu ý về tệp) vào sublayer.",
        "Separate the types into layers of their own; for DXF name the CAD layer (the note on the file lists "
        "them) as sublayer.",
    ),
    example=Text(
        "Một đối tượng là GeometryCollection gồm một vùng và một đường.",
        "A feature is a GeometryCollection of a polygon and a line.",
    ),
)
COLUMN_MISSING = Rule(
    "column_missing",
    Severity.ERROR,
    Text("Tệp thiếu cột bắt buộc", "File lacks required columns"),
    Text(
        "{path}: cả tệp không có {columns}. {hint}",
        "{path}: the whole file lacks {columns}. {hint}",
    ),
    Text("Thiếu các trường đó thì không dùng được đối tượng.", "Without them the features cannot be used."),
    Text(
        "Nối cột của tệp với trường bằng fields, cho giá trị chung bằng values (thay “…” bằng giá trị thật), "
        "hoặc đánh mã theo thứ tự bằng numbered. zoneplan kinds liệt kê các trường và giá trị.",
        "Map columns of the file with fields, give a common value with values (put the true one for “…”), "
        "or count ids with numbered. zoneplan kinds lists the fields and their values.",
    ),
    example=Text(
        "Shapefile có cột ten_kcn thay cho name_vi và không có cột source.",
        "A shapefile has a column ten_kcn instead of name_vi, and no column source.",
    ),
)
COLUMN_UNKNOWN = Rule(
    "column_unknown",
    Severity.ERROR,
    Text("Tệp không có cột này", "File has no such column"),
    Text(
        "{path}: không có cột “{column}” đã ghi trong zoneplan.toml; {near}.",
        "{path}: it has no column “{column}” that zoneplan.toml names; {near}.",
    ),
    Text("Trường nối với cột đó sẽ trống.", "The field mapped to it would stay empty."),
    Text("Sửa tên cột trong zoneplan.toml.", "Correct the column's name in zoneplan.toml."),
    example=Text(
        'fields = { ten_khu = "name_vi" } trong khi cột của tệp là ten_kcn.',
        'fields = { ten_khu = "name_vi" } while the column of the file is ten_kcn.',
    ),
)
FIELD_UNKNOWN = Rule(
    "field_unknown",
    Severity.ERROR,
    Text("Loại lớp không có trường này", "Kind has no such field"),
    Text(
        "zoneplan.toml ghi trường “{field}” cho {path}; loại lớp {kind} không có; {near}.",
        "zoneplan.toml names a field “{field}” for {path} that the kind {kind} does not have; {near}.",
    ),
    Text("Giá trị của nó sẽ bị bỏ.", "Its values would be lost."),
    Text("Sửa tên trường; xem zoneplan kinds.", "Correct the field's name; see zoneplan kinds."),
    example=Text(
        'fields = { ten = "name" } trong khi trường là name_vi.',
        'fields = { ten = "name" } while the field is called name_vi.',
    ),
)

_ASKED_NONE = Text("zoneplan.toml chưa ghi sublayer.", "zoneplan.toml names no sublayer.")
_ASKED = Text("zoneplan.toml ghi sublayer = “{asked}”.", "zoneplan.toml says sublayer = “{asked}”.")


def asked_for(sublayer: str | None) -> Message:
    """Tells which layer of a file the configuration asks for."""
    return Message.of(_ASKED, asked=sublayer) if sublayer else Message.of(_ASKED_NONE)


FORMAT_RULES = (
    FILE_TOO_SLOW,
    FILE_TOO_HEAVY,
    FILE_TOLERATED,
    SUBLAYER_UNCLEAR,
    ENCODING_UNKNOWN,
    RING_UNCLOSED,
    RING_SHORT,
    COORDINATES_HUGE,
    GEOMETRY_MIXED,
    COLUMN_MISSING,
    COLUMN_UNKNOWN,
    FIELD_UNKNOWN,
)
"""The rules of reading formats."""
