"""What can be wrong with the coordinate system of a layer."""

from zoneplan.geo.recognise import Signature
from zoneplan.plan.finding import Rule, Severity
from zoneplan.text import Text

_ASK = Text(
    'Hỏi nơi cấp tệp, rồi ghi vào zoneplan.toml ở [layers.…], thí dụ crs = "EPSG:9208".',
    'Ask who made the file, then write it into zoneplan.toml under [layers.…], for instance crs = "EPSG:9208".',
)

CRS_MISSING = Rule(
    "layer_crs_missing",
    Severity.ERROR,
    Text("Thiếu hệ tọa độ", "Coordinate system is missing"),
    Text(
        "{path} không nói tọa độ thuộc hệ nào. Theo vị trí có thể là: {candidates}.",
        "{path} does not say which coordinate system it is in. By where it falls it may be: {candidates}.",
    ),
    Text(
        "Đoán sai kinh tuyến trục là lệch hàng chục km, quên chuyển hệ là lệch 223 m.",
        "A wrong central meridian is tens of kilometres off, a forgotten datum shift 223 m.",
    ),
    Text(
        "Hỏi nơi cấp tệp, rồi ghi crs = … vào zoneplan.toml ở [layers.…]; nếu hệ được nêu là “đổi chỗ” "
        'thì ghi thêm axes = "yx".',
        "Ask who made the file, then write crs = … into zoneplan.toml under [layers.…]; where the system named "
        'above is “exchanged”, also write axes = "yx".',
    ),
    example=Text(
        "Shapefile không kèm tệp .prj, hoặc bản vẽ DXF.",
        "A shapefile without its .prj file, or a DXF drawing.",
    ),
)
CRS_DIFFERS = Rule(
    "layer_crs_differs",
    Severity.ERROR,
    Text("Hệ tọa độ không khớp", "Coordinate system differs"),
    Text(
        "{path} ghi {found}, zoneplan.toml ghi {declared}.",
        "{path} says {found}, zoneplan.toml says {declared}.",
    ),
    Text("Một trong hai sai; không biết cái nào.", "One of the two is wrong; it is not known which."),
    Text(
        "Sửa chỗ sai; không bao giờ đổi cho khớp mà không kiểm tra.",
        "Correct the wrong one; never make them agree unchecked.",
    ),
    example=Text(
        'Tệp .prj ghi kinh tuyến trục 105°00′, zoneplan.toml ghi crs = "EPSG:9208" (104°45′).',
        'The .prj says central meridian 105°00′, zoneplan.toml says crs = "EPSG:9208" (104°45′).',
    ),
)
CRS_INVALID = Rule(
    "layer_crs_invalid",
    Severity.ERROR,
    Text("Hệ tọa độ không dùng được", "Coordinate system cannot be used"),
    Text("{path}: {problem}", "{path}: {problem}"),
    Text("Tọa độ sẽ sai chỗ.", "Coordinates would land in the wrong place."),
    _ASK,
    example=Text('crs = "VN-2000" thay cho một mã EPSG.', 'crs = "VN-2000" in place of an EPSG code.'),
)
CRS_DEPRECATED = Rule(
    "layer_crs_deprecated",
    Severity.ERROR,
    Text("Mã hệ tọa độ đã bị hủy", "Coordinate system is withdrawn"),
    Text(
        "{path}: {code} đã bị hủy vì hoán vị độ dời gốc đông và bắc; mã thay thế là {successor}.",
        "{path}: {code} is withdrawn because its false easting and northing are exchanged; "
        "its successor is {successor}.",
    ),
    Text(
        "Mỗi chương trình hiểu mã này một cách, lệch nhau 500 km.",
        "Each program takes this code its own way, 500 km apart.",
    ),
    Text(
        "Ghi mã thay thế vào zoneplan.toml (crs = …), rồi xem lớp có nằm đúng chỗ không.",
        "Write the successor into zoneplan.toml (crs = …), then look whether the layer lies in its place.",
    ),
    example=Text("Tệp ghi EPSG:6957 thay cho EPSG:5897.", "The file says EPSG:6957 instead of EPSG:5897."),
)
CRS_NO_SHIFT = Rule(
    "layer_crs_no_shift",
    Severity.ERROR,
    Text("Hệ tọa độ mất phép chuyển VN-2000", "Coordinate system has lost its datum shift"),
    Text(
        "{path}: định nghĩa “{name}” chiếu như {code} nhưng đặt thẳng trên WGS 84, "
        "không có phép chuyển VN-2000: lệch {metres} m.",
        "{path}: the definition “{name}” projects like {code} but sits on WGS 84 itself, "
        "without the shift to VN-2000: {metres} m off.",
    ),
    Text(
        "Số trong tệp có thể là VN-2000 thật hoặc tính thẳng từ WGS 84; hai cách đọc cách nhau từng ấy mét.",
        "The numbers may be true VN-2000 or computed straight from WGS 84; the two readings are that far apart.",
    ),
    Text(
        "Hỏi nơi cấp tệp. Nếu số là VN-2000 (bản đồ địa chính, quyết định), ghi crs = mã trên; "
        'nếu tính từ GPS, Google Earth bằng định nghĩa này, ghi thêm datum = "WGS84".',
        "Ask who made the file. If the numbers are VN-2000 (cadastral maps, decisions), write crs = that code; "
        'if they were computed from GPS or Google Earth with this definition, also write datum = "WGS84".',
    ),
    example=Text(
        "+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +ellps=WGS84, không có +towgs84.",
        "+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +ellps=WGS84, without +towgs84.",
    ),
)
CRS_LOOSE = Rule(
    "layer_crs_loose",
    Severity.NOTE,
    Text("Định nghĩa hệ tọa độ không chính xác", "Coordinate system is defined inexactly"),
    Text(
        "{path}: định nghĩa “{name}” trong tệp lệch {metres} m so với {code}; lớp được đọc theo {code}.",
        "{path}: the definition “{name}” in the file is {metres} m off {code}; the layer is read in {code}.",
    ),
    Text(
        "Chương trình khác mở tệp này sẽ thấy nó lệch chừng ấy.",
        "Another program that opens the file will show it that far off.",
    ),
    Text(
        "Đặt lại hệ tọa độ của tệp bằng mã EPSG (QGIS: Đặt hệ quy chiếu cho lớp).",
        "Set the file's system again by its EPSG code (QGIS: Set layer CRS).",
    ),
    example=Text(
        "+towgs84 chép nguyên dấu góc xoay của QĐ 05/2007: lệch 0,79 m.",
        "+towgs84 with the rotations of QĐ 05/2007 copied without changing their sign: 0.79 m off.",
    ),
)
GRID_DIFFERS = Rule(
    "layer_grid_differs",
    Severity.NOTE,
    Text("Lớp theo lưới khác lưới quy hoạch", "Layer in another grid than the plan's"),
    Text(
        "{path} theo {found}, quy hoạch theo {grid}; lớp được chuyển sang lưới của quy hoạch.",
        "{path} is in {found}, the plan in {grid}; the layer is converted to the plan's grid.",
    ),
    Text(
        "Nếu tệp ghi nhầm kinh tuyến trục, cả lớp lệch hàng chục km mà vẫn có thể nằm trong phạm vi quy hoạch.",
        "If the file names the wrong central meridian, the whole layer is tens of kilometres off and may still "
        "lie within the plan's extent.",
    ),
    Text(
        "Đối chiếu với kinh tuyến trục ghi trên bản vẽ gốc; nếu đúng thì không cần làm gì.",
        "Compare it with the central meridian on the original drawing; if it is right, nothing need be done.",
    ),
    example=Text(
        "Quy hoạch theo EPSG:9208 (104°45′), một lớp theo EPSG:5897 (105°00′).",
        "The plan is in EPSG:9208 (104°45′), one layer in EPSG:5897 (105°00′).",
    ),
)

FELL_ONE = Text(
    "({x}, {y}) theo {stated} nằm ngoài phạm vi quy hoạch.",
    "({x}, {y}) in {stated} lies outside the plan's extent.",
)
FELL_MANY = Text(
    "{count}/{total} đối tượng nằm ngoài phạm vi quy hoạch, thí dụ {example}: ({x}, {y}) theo {stated}.",
    "{count} of {total} features lie outside the plan's extent, for instance {example}: ({x}, {y}) in {stated}.",
)


def _fell(vi: str, en: str) -> Text:
    return Text("{fell} " + vi, "{fell} " + en)


AXES_EXCHANGED = Rule(
    "axes_exchanged",
    Severity.ERROR,
    Text("Đổi chỗ X và Y", "Axes are exchanged"),
    _fell(
        "Đổi chỗ hai số thì đúng chỗ: {candidates}.",
        "With the two numbers exchanged the place is right: {candidates}.",
    ),
    Text(
        "Bảng của Việt Nam ghi X là hướng bắc, Y là hướng đông; bản đồ số thì ngược lại.",
        "Vietnamese tables call the northing X and the easting Y; digital maps do the opposite.",
    ),
    Text(
        'Ghi axes = "yx" cho lớp này trong zoneplan.toml (nếu đã ghi thì bỏ đi), '
        "hoặc dùng “Đổi chỗ tọa độ X và Y” của QGIS.",
        'Write axes = "yx" for this layer in zoneplan.toml (remove it where it stands already), '
        "or use “Swap X and Y coordinates” of QGIS.",
    ),
    example=Text("X = 2465904, Y = 435918 trong EPSG:9208.", "x = 2465904, y = 435918 in EPSG:9208."),
)
LONLAT_EXCHANGED = Rule(
    "lonlat_exchanged",
    Severity.ERROR,
    Text("Đổi chỗ kinh độ và vĩ độ", "Longitude and latitude are exchanged"),
    _fell(
        "Đổi chỗ kinh độ và vĩ độ thì đúng chỗ: {candidates}.",
        "With longitude and latitude exchanged the place is right: {candidates}.",
    ),
    Text(
        "GeoJSON và bản đồ số ghi kinh độ trước; máy định vị và Google Maps ghi vĩ độ trước.",
        "GeoJSON and digital maps put longitude first; receivers and Google Maps put latitude first.",
    ),
    AXES_EXCHANGED.remedy,
    example=Text("[22.29, 104.13] thay cho [104.13, 22.29].", "[22.29, 104.13] instead of [104.13, 22.29]."),
)
EXCHANGED_PARTLY = Rule(
    "axes_exchanged_partly",
    Severity.ERROR,
    Text("Đổi chỗ tọa độ ở một phần của lớp", "Coordinates are exchanged in part of the layer"),
    _fell(
        "Đổi chỗ hai số thì đúng chỗ: {candidates}; các đối tượng khác của lớp không bị đổi chỗ.",
        "With the two numbers exchanged the place is right: {candidates}; other features of the layer are not "
        "exchanged.",
    ),
    Text(
        "Mục axes của zoneplan.toml áp dụng cho cả lớp nên sẽ đưa các đối tượng khác đi sai chỗ.",
        "The entry axes of zoneplan.toml holds for the whole layer and would misplace the other features.",
    ),
    Text(
        "Sửa riêng các đối tượng này: trong QGIS chọn chúng rồi dùng “Đổi chỗ tọa độ X và Y”, "
        "hoặc sửa trong tệp gốc. Chỉ khi phần lớn của lớp bị đổi chỗ mới đổi mục axes, rồi sửa số còn lại.",
        "Mend these features only: select them in QGIS and use “Swap X and Y coordinates”, "
        "or correct them in the source file. Change axes only where most of the layer is exchanged, "
        "and then mend the rest.",
    ),
    example=Text(
        "Trong ba khu, một khu chép tay có vĩ độ đứng trước kinh độ.",
        "Of three zones one was typed in with its latitude before its longitude.",
    ),
)
DEGREES_AS_METRES = Rule(
    "degrees_as_metres",
    Severity.ERROR,
    Text("Độ ghi là mét", "Degrees labelled as metres"),
    _fell(
        "Các số ấy là độ, không phải mét: {candidates}.",
        "These numbers are degrees, not metres: {candidates}.",
    ),
    Text(
        "Đọc là mét thì cả lớp dồn vào một chỗ ngoài khơi châu Phi hoặc xích đạo.",
        "Read as metres the whole layer shrinks to one spot on the equator.",
    ),
    Text(
        'Ghi đúng hệ trong zoneplan.toml, thường là crs = "OGC:CRS84", hoặc xuất lại tệp theo lưới.',
        'Write the right system in zoneplan.toml, usually crs = "OGC:CRS84", or export the file in the grid.',
    ),
    example=Text(
        "104.13; 22.29 trong lớp khai là EPSG:9208.", "104.13, 22.29 in a layer said to be in EPSG:9208."
    ),
)
METRES_AS_DEGREES = Rule(
    "metres_as_degrees",
    Severity.ERROR,
    Text("Mét ghi là độ", "Metres labelled as degrees"),
    _fell(
        "Các số ấy là mét của một lưới, không phải độ; có thể là: {candidates}.",
        "These numbers are metres of a grid, not degrees; it may be: {candidates}.",
    ),
    Text("Không có kinh độ nào lớn hơn 180.", "No longitude exceeds 180."),
    Text(
        "Ghi lưới đúng trong zoneplan.toml (crs = …). GeoJSON theo lưới phải có thành phần crs.",
        "Write the right grid in zoneplan.toml (crs = …). A GeoJSON in a grid needs its crs member.",
    ),
    example=Text(
        "GeoJSON chứa 435918; 2465904 mà không nói là EPSG:9208.",
        "A GeoJSON that holds 435918, 2465904 and does not say EPSG:9208.",
    ),
)
MERIDIAN_WRONG = Rule(
    "meridian_wrong",
    Severity.ERROR,
    Text("Sai kinh tuyến trục hoặc sai lưới", "Wrong central meridian or grid"),
    _fell(
        "Với lưới khác thì nằm trong vùng quy hoạch; có thể là: {candidates}.",
        "In another grid the place is inside; it may be: {candidates}.",
    ),
    Text(
        "Tọa độ VN-2000 không mang theo kinh tuyến trục: sai 15 phút là lệch 25 km.",
        "VN-2000 coordinates do not carry their meridian: 15 minutes wrong are 25 km.",
    ),
    Text(
        "Xem kinh tuyến trục trên bản vẽ hoặc quyết định, rồi ghi crs = … của lớp trong zoneplan.toml.",
        "Read the central meridian off the drawing or decision, then write the layer's crs = … in zoneplan.toml.",
    ),
    example=Text(
        "Lớp tính theo 107°45′ khai là 104°45′.", "A layer computed on 107°45′ is said to be on 104°45′."
    ),
)
UNIT_WRONG = Rule(
    "unit_wrong",
    Severity.ERROR,
    Text("Sai đơn vị dài", "Wrong unit of length"),
    _fell(
        "Các số ấy không tính bằng mét; có thể là: {candidates}.",
        "These numbers are not in metres; it may be: {candidates}.",
    ),
    Text(
        "Bản vẽ CAD hay dùng milimét; dấu chấm hàng nghìn làm mét thành kilômét.",
        "CAD drawings are often in millimetres; a thousands point turns metres into kilometres.",
    ),
    Text(
        "Thu phóng bản vẽ về mét (thí dụ × 0,001) rồi xuất lại, hoặc bỏ dấu chấm hàng nghìn.",
        "Scale the drawing to metres (for instance × 0.001) and export it again, or take out the thousands point.",
    ),
    example=Text(
        "435918332; 2465904452: bản vẽ tính bằng milimét.", "435918332, 2465904452: a drawing in millimetres."
    ),
)
OUTSIDE_EXTENT = Rule(
    "coordinates_outside",
    Severity.ERROR,
    Text("Tọa độ ngoài vùng quy hoạch", "Coordinates outside the plan"),
    _fell(
        "Không thấy dấu hiệu của một lỗi hệ tọa độ quen thuộc.",
        "No familiar mistake of coordinate systems shows in it.",
    ),
    Text(
        "Gõ nhầm, thiếu chữ số, hoặc đối tượng của nơi khác.",
        "A slip, a lost digit, or a feature of another place.",
    ),
    Text(
        "Sửa tọa độ, bỏ đối tượng, hoặc mở rộng plan.extent nếu nó đúng là thuộc quy hoạch.",
        "Correct the coordinates, leave the feature out, or widen plan.extent if it does belong to the plan.",
    ),
    example=Text(
        "Gõ 436.0 thay cho 436000.0, hoặc một điểm ở tỉnh khác.",
        "436.0 typed for 436000.0, or a point in another province.",
    ),
)

SIGNATURE_RULES = {
    None: OUTSIDE_EXTENT,
    Signature.AXES_EXCHANGED: AXES_EXCHANGED,
    Signature.LONLAT_EXCHANGED: LONLAT_EXCHANGED,
    Signature.DEGREES_AS_METRES: DEGREES_AS_METRES,
    Signature.METRES_AS_DEGREES: METRES_AS_DEGREES,
    Signature.MERIDIAN_WRONG: MERIDIAN_WRONG,
    Signature.UNIT_WRONG: UNIT_WRONG,
}
"""The rule of each mistake that places show."""

CRS_RULES = (
    CRS_MISSING,
    CRS_DIFFERS,
    CRS_INVALID,
    CRS_DEPRECATED,
    CRS_NO_SHIFT,
    CRS_LOOSE,
    GRID_DIFFERS,
    *SIGNATURE_RULES.values(),
    EXCHANGED_PARTLY,
)
"""Every rule about the coordinate system of a layer."""
