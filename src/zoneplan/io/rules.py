"""What can be wrong with a file before its content can be judged."""

from zoneplan.io.config_syntax import CONFIG_SYNTAX
from zoneplan.io.crs_rules import CRS_RULES
from zoneplan.io.format_rules import FORMAT_RULES
from zoneplan.io.formats.known import LISTED
from zoneplan.io.raster_rules import RASTER_RULES
from zoneplan.io.text_rules import TEXT_RULES
from zoneplan.plan.finding import Rule, Severity
from zoneplan.text import Text

UNREADABLE = 3
"""Exit code when a file could not be read at all."""


def _error(  # noqa: PLR0913, PLR0917 - the parts of a rule
    rule_id: str, name: Text, what: Text, why: Text, remedy: Text, exit_code: int = 1, *, example: Text
) -> Rule:
    return Rule(rule_id, Severity.ERROR, name, what, why, remedy, exit_code=exit_code, example=example)


_NOT_READ = Text("Phần này của quy hoạch không đọc được.", "This part of the plan cannot be read.")

CONFIG_INVALID = _error(
    "config_invalid",
    Text("Cấu hình sai", "Configuration is wrong"),
    Text("{path}: {place}: {problem}", "{path}: {place}: {problem}"),
    Text("Không biết quy hoạch gồm những gì.", "It is not known what the plan consists of."),
    Text("Sửa mục đó trong zoneplan.toml.", "Correct that entry of zoneplan.toml."),
    example=Text(
        "Trong zoneplan.toml, mục [plan] không có as_of.", "In zoneplan.toml the section [plan] has no as_of."
    ),
)
CONFIG_MISSING = _error(
    "config_missing",
    Text("Không phải thư mục quy hoạch", "Not a plan's folder"),
    Text("Thư mục này không có {path}.", "This folder has no {path}."),
    Text("Không biết quy hoạch gồm những gì.", "It is not known what the plan consists of."),
    Text(
        "Chạy trong thư mục quy hoạch hoặc ghi tên nó sau lệnh: zoneplan check THƯ_MỤC; lập mới: zoneplan init THƯ_MỤC.",
        "Run this in the plan's folder or name it: zoneplan check FOLDER; to start a new one: zoneplan init FOLDER.",
    ),
    UNREADABLE,
    example=Text(
        "Chạy zoneplan check trong thư mục layers/ thay vì thư mục chứa nó.",
        "zoneplan check is run in layers/ and not in the folder above it.",
    ),
)
PATH_REFUSED = _error(
    "path_refused",
    Text("Đường dẫn không được phép", "Path is refused"),
    Text("{path}: không nằm trong thư mục quy hoạch.", "{path}: does not lie in the plan's folder."),
    Text(
        "Chỉ đọc tệp trong thư mục quy hoạch; không đọc mạng, tệp ảo hay liên kết ra ngoài.",
        "Only files of the plan's folder are read: no network, no virtual files, no links that lead out.",
    ),
    Text(
        "Chép tệp vào layers/ và ghi đường dẫn tương đối.",
        "Copy the file into layers/ and write a relative path.",
    ),
    example=Text(
        'path = "../khac/khu.geojson" trỏ ra ngoài thư mục quy hoạch.',
        'path = "../other/zones.geojson" leads out of the plan\'s folder.',
    ),
)
FILE_MISSING = _error(
    "file_missing",
    Text("Thiếu tệp", "File is missing"),
    Text("Không có tệp {path}.", "There is no file {path}."),
    _NOT_READ,
    Text(
        "Đặt tệp vào đúng chỗ hoặc sửa path trong zoneplan.toml.",
        "Put the file there or correct path in zoneplan.toml.",
    ),
    UNREADABLE,
    example=Text(
        'zoneplan.toml ghi path = "layers/khu.geojson" nhưng trong layers/ không có tệp ấy.',
        'zoneplan.toml says path = "layers/zones.geojson", but layers/ has no such file.',
    ),
)
FILE_MISNAMED = _error(
    "file_misnamed",
    Text("Sai tên tệp", "File name differs"),
    Text("Không có tệp {path}; ở đó có: {near}.", "There is no file {path}; there is: {near}."),
    _NOT_READ,
    Text(
        "Sửa path trong zoneplan.toml cho giống hệt tên tệp, cả chữ hoa, chữ thường và dấu.",
        "Make path in zoneplan.toml exactly the name of the file, capitals and accents too.",
    ),
    UNREADABLE,
    example=Text(
        'zoneplan.toml ghi path = "layers/Khu.geojson", tệp tên là khu.geojson.',
        'zoneplan.toml says path = "layers/Zones.geojson", the file is called zones.geojson.',
    ),
)
LAYER_EMPTY = Rule(
    "layer_empty",
    Severity.NOTE,
    Text("Lớp trống", "Layer is empty"),
    Text("{path} không có đối tượng nào.", "{path} holds no features."),
    Text("Bản đồ và bảng sẽ không có gì của lớp này.", "Map and tables will show nothing of this layer."),
    Text(
        "Nếu không cố ý để trống, xuất lại tệp và bỏ bộ lọc hoặc vùng chọn khi xuất.",
        "If that is not meant, export the file again without a filter or selection.",
    ),
    example=Text(
        "Tệp xuất từ QGIS chỉ với các đối tượng đang chọn, mà không chọn đối tượng nào.",
        "The file was exported from QGIS with selected features only, and none was selected.",
    ),
)
FILE_UNREADABLE = _error(
    "file_unreadable",
    Text("Tệp hỏng", "File is broken"),
    Text("{path}: {problem}", "{path}: {problem}"),
    _NOT_READ,
    Text(
        "Xuất lại tệp từ chương trình đã tạo ra nó, hoặc lấy lại bản sao lưu.",
        "Export the file again from the program that made it, or bring back a copy.",
    ),
    UNREADABLE,
    example=Text(
        "khu.geojson chép dở qua USB nên mất nửa cuối.",
        "zones.geojson lost its second half in an interrupted copy.",
    ),
)
FILE_TOO_LARGE = _error(
    "file_too_large",
    Text("Tệp quá lớn", "File is too large"),
    Text(
        "{path}: {found} {what}, giới hạn là {limit}.",
        "{path}: {found} {what}, the limit is {limit}.",
    ),
    Text("Giới hạn này chặn tệp hỏng hoặc tệp gây hại.", "The limit keeps broken and harmful files out."),
    Text(
        "Nếu tệp đúng là lớn thế, nâng giới hạn ở [limits].",
        "If the file really is that large, raise it under [limits].",
    ),
    UNREADABLE,
    example=Text(
        "Lớp thửa đất có 700.000 đối tượng, giới hạn là 500.000.",
        "A layer of parcels has 700,000 features, the limit is 500,000.",
    ),
)
FORMAT_UNKNOWN = _error(
    "format_unknown",
    Text("Định dạng lạ", "Format is unknown"),
    Text("{path}: không đọc được loại tệp này.", "{path}: files of this type are not read."),
    _NOT_READ,
    Text(f"Dùng một trong: {LISTED.vi}.", f"Use one of these: {LISTED.en}."),
    UNREADABLE,
    example=Text('path = "layers/khu.pdf".', 'path = "layers/zones.pdf".'),
)
KIND_UNKNOWN = _error(
    "kind_unknown",
    Text("Loại lớp lạ", "Layer kind is unknown"),
    Text("Không có loại lớp “{kind}”; có: {known}.", "There is no layer kind “{kind}”; there are {known}."),
    Text("Không biết lớp này phải có những gì.", "It is not known what this layer must hold."),
    Text("Sửa kind trong zoneplan.toml.", "Correct kind in zoneplan.toml."),
    example=Text(
        'kind = "industrial_zone", đúng ra là industrial_zones.',
        'kind = "industrial_zone" where it should be industrial_zones.',
    ),
)
GEOMETRY_MISSING = _error(
    "geometry_missing",
    Text("Thiếu hình", "Geometry is missing"),
    Text("Đối tượng không có tọa độ.", "The feature has no coordinates."),
    Text("Không vẽ và không đo được.", "It can neither be drawn nor measured."),
    Text(
        "Cho điểm ước chừng với position và uncertainty_m, hoặc bỏ đối tượng.",
        "Give an approximate point with position and uncertainty_m, or leave the feature out.",
    ),
    example=Text(
        "CCN_BAT_XAT có dòng thuộc tính nhưng không có hình.",
        "CCN_BAT_XAT has a row of attributes but no geometry.",
    ),
)
GEOMETRY_UNREADABLE = _error(
    "geometry_unreadable",
    Text("Hình không đọc được", "Geometry cannot be read"),
    Text("Hình không đúng: {problem}", "The geometry is not well formed: {problem}"),
    Text("Không vẽ và không đo được.", "It can neither be drawn nor measured."),
    Text("Vẽ lại hoặc xuất lại đối tượng.", "Draw or export the feature again."),
    example=Text(
        "Ranh giới của KCN_VO_LAO chỉ có hai đỉnh.", "The outline of KCN_VO_LAO has only two vertices."
    ),
)
GEOMETRY_KIND = _error(
    "geometry_kind",
    Text("Sai loại hình", "Wrong geometry type"),
    Text(
        "Hình là {found}; lớp loại này nhận {expected}.",
        "The geometry is of the type {found}; this kind takes {expected}.",
    ),
    Text("Số đo của lớp này không tính được.", "The measures of this kind cannot be computed."),
    Text(
        "Đưa đối tượng vào lớp khác hoặc đổi loại hình; với DXF, ghi tên lớp CAD (nêu ở lưu ý về tệp) vào sublayer.",
        "Move the feature to another layer or change its type; for DXF name the CAD layer (the note on the "
        "file lists them) as sublayer.",
    ),
    example=Text(
        "Một đường nằm trong lớp khu công nghiệp.",
        "A line lies in the layer of industrial zones.",
    ),
)
FIELD_REQUIRED = _error(
    "field_required",
    Text("Thiếu trường", "Field is missing"),
    Text("Trường {field} trống.", "Field {field} is empty."),
    Text("Không có nó thì không dùng được đối tượng.", "Without it the feature cannot be used."),
    Text("Điền trường đó.", "Fill it in."),
    example=Text("Một khu để trống ô id.", "A zone has an empty id."),
)
FIELD_VALUE = _error(
    "field_value_unknown",
    Text("Giá trị lạ", "Field value is unknown"),
    Text("{field} = “{value}”; chỉ nhận: {known}.", "{field} = “{value}”; it takes: {known}."),
    Text(
        "Giá trị lạ sẽ bị bỏ sót trong bản đồ và bảng.", "An unknown value would be lost from map and tables."
    ),
    Text("Chọn một giá trị trong danh sách.", "Choose one of the list."),
    example=Text(
        "category = “KKT”, trong khi chỉ có KCN, CCN, trade_zone và site.",
        "category = “KKT”, where only KCN, CCN, trade_zone and site exist.",
    ),
)
FIELD_NUMBER = _error(
    "field_number",
    Text("Không phải là số", "Not a number"),
    Text("{field} = “{value}” không phải là số.", "{field} = “{value}” is not a number."),
    Text(
        "Tệp máy dùng dấu chấm thập phân, không dấu nhóm.",
        "Machine files use a decimal point and no grouping.",
    ),
    Text("Viết 1097.6, không viết 1.097,6.", "Write 1097.6, not 1.097,6."),
    example=Text("uncertainty_m = “khoảng 200”.", "uncertainty_m = “about 200”."),
)
DECIMAL_COMMA = _error(
    "decimal_comma",
    Text("Số có dấu phẩy thập phân", "Numbers have a decimal comma"),
    Text(
        "Cột {columns}: {count} số viết bằng dấu phẩy thập phân, thí dụ “{example}”.",
        "Column {columns}: {count} numbers are written with a decimal comma, “{example}” for instance.",
    ),
    Text(
        "Excel tiếng Việt ghi dấu phẩy thập phân; không tự đổi vì 1,097 có thể là 1,097 hoặc 1097.",
        "Excel in Vietnamese writes decimal commas; nothing is converted unasked, "
        "for 1,097 may be 1.097 or 1097.",
    ),
    Text(
        'Ghi decimal = "," vào lớp đó trong zoneplan.toml.',
        'Write decimal = "," for that layer in zoneplan.toml.',
    ),
    example=Text(
        "Bảng CSV từ Excel tiếng Việt: 2465780,548;435935,356.",
        "A CSV table from Excel in Vietnamese: 2465780,548;435935,356.",
    ),
)
TABLE_COLUMNS = _error(
    "table_columns",
    Text("Thiếu cột", "Columns are missing"),
    Text("{path} thiếu hoặc lặp cột: {columns}.", "{path} lacks or repeats the columns: {columns}."),
    _NOT_READ,
    Text("Dòng đầu phải có mỗi cột đúng một lần.", "The first line must have each of them once."),
    example=Text("indicators.csv không có cột as_of.", "indicators.csv has no column as_of."),
)
ROW_LENGTH = _error(
    "row_length",
    Text("Dòng sai số ô", "Row has the wrong number of cells"),
    Text(
        "{path} dòng {line}: {found} ô, cần {expected}.",
        "{path} line {line}: {found} cells, {expected} needed.",
    ),
    Text("Các ô lệch sang cột khác.", "Cells slip into other columns."),
    Text("Ô có dấu phẩy phải đặt trong ngoặc kép.", "Put cells that hold a comma between double quotes."),
    example=Text(
        "Ghi chú “đất, nhà xưởng” không đặt trong ngoặc kép nên dòng thừa một ô.",
        "The note “land, halls” is not quoted, so its row has one cell too many.",
    ),
)
LEDGER_NUMBER = _error(
    "ledger_number",
    Text("Số liệu không phải là số", "Figure is not a number"),
    Text(
        "{path} dòng {line}: {subject}, {indicator}: “{value}” không phải là số.",
        "{path} line {line}: {subject}, {indicator}: “{value}” is not a number.",
    ),
    Text(
        "Sổ số liệu dùng dấu chấm thập phân, không dấu nhóm: 1.097,6 có thể bị đọc sai nghìn lần.",
        "The ledger uses a decimal point and no grouping: 1.097,6 could be read a thousand times wrong.",
    ),
    Text("Viết dấu chấm thập phân, không dấu nhóm: 1097.6.", "Use a decimal point and no grouping: 1097.6."),
    example=Text("Ô value ghi 1.097,6.", "The cell value holds 1.097,6."),
)
LEDGER_PERIOD = _error(
    "ledger_period",
    Text("Thời điểm không đọc được", "Date cannot be read"),
    Text(
        "{path} dòng {line}: {subject}, {indicator}: as_of “{value}”.",
        "{path} line {line}: {subject}, {indicator}: as_of “{value}”.",
    ),
    Text("Số liệu không có thời điểm thì không dùng được.", "A figure without a date cannot be used."),
    Text(
        "Viết 2024, 2024-09, 2024-09-30 hoặc 2025-01/2025-06.",
        "Write 2024, 2024-09, 2024-09-30 or 2025-01/2025-06.",
    ),
    example=Text(
        "Ô as_of ghi “tháng 9/2024” thay vì 2024-09.",
        "The cell as_of says “September 2024” instead of 2024-09.",
    ),
)
LEDGER_FLAG = _error(
    "ledger_flag",
    Text("Ô chỉ nhận vài giá trị", "Cell takes few values"),
    Text(
        "{path} dòng {line}: {column} = “{value}”; chỉ nhận: {known}.",
        "{path} line {line}: {column} = “{value}”; it takes: {known}.",
    ),
    Text(
        "Không biết số liệu nào được chọn hoặc đáng tin đến đâu.",
        "It is not known which figure counts or how far to trust it.",
    ),
    Text("Chọn một giá trị trong danh sách.", "Choose one of the list."),
    example=Text(
        "Ô confidence ghi “chắc chắn” thay vì published, derived hoặc estimated.",
        "The cell confidence says “sure” instead of published, derived or estimated.",
    ),
)

SOURCE_TWICE = _error(
    "source_duplicate",
    Text("Trùng mã nguồn", "Duplicate source"),
    Text("{path}: mã nguồn {source} có nhiều dòng.", "{path}: source {source} has several rows."),
    Text("Không biết số liệu dẫn nguồn nào.", "It is not known which of them a figure cites."),
    Text("Đổi mã của một nguồn.", "Rename one of them."),
    example=Text("sources.csv có hai dòng cùng mã QD_601.", "sources.csv has two rows with the id QD_601."),
)

READING_RULES = (
    CONFIG_SYNTAX,
    CONFIG_MISSING,
    CONFIG_INVALID,
    PATH_REFUSED,
    FILE_MISSING,
    FILE_MISNAMED,
    LAYER_EMPTY,
    FILE_UNREADABLE,
    FILE_TOO_LARGE,
    FORMAT_UNKNOWN,
    KIND_UNKNOWN,
    *CRS_RULES,
    GEOMETRY_MISSING,
    GEOMETRY_UNREADABLE,
    GEOMETRY_KIND,
    FIELD_REQUIRED,
    FIELD_VALUE,
    FIELD_NUMBER,
    DECIMAL_COMMA,
    TABLE_COLUMNS,
    ROW_LENGTH,
    LEDGER_NUMBER,
    LEDGER_PERIOD,
    LEDGER_FLAG,
    SOURCE_TWICE,
    *FORMAT_RULES,
    *TEXT_RULES,
    *RASTER_RULES,
)
"""Every rule about reading."""
