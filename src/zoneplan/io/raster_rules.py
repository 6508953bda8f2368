"""What can be wrong with the rasters of a plan."""

from zoneplan.plan.finding import Rule, Severity
from zoneplan.text import Text

_UNREADABLE = 3
_NOT_COUNTED = Text(
    "Số đo cần raster này không tính được.", "Measures that need this raster cannot be computed."
)


def _rule(  # noqa: PLR0913, PLR0917 - the parts of a rule
    rule_id: str,
    severity: Severity,
    name: Text,
    what: Text,
    why: Text,
    remedy: Text,
    example: Text,
    exit_code: int = 1,
) -> Rule:
    return Rule(rule_id, severity, name, what, why, remedy, exit_code=exit_code, example=example)


RASTER_KIND_UNKNOWN = _rule(
    "raster_kind_unknown",
    Severity.ERROR,
    Text("Loại raster lạ", "Raster kind is unknown"),
    Text(
        "Không có loại raster “{kind}”; có: {known}.", "There is no raster kind “{kind}”; there are {known}."
    ),
    Text(
        "Không biết giá trị của ô là số người hay tỷ lệ, nên không biết cộng hay lấy trung bình.",
        "It is not known whether cells hold amounts to add up or shares to average.",
    ),
    Text("Sửa kind của raster trong zoneplan.toml.", "Correct kind of the raster in zoneplan.toml."),
    Text('kind = "dan_so", đúng ra là population.', 'kind = "people" where it should be population.'),
)
RASTER_SOURCE_UNKNOWN = _rule(
    "raster_source_unknown",
    Severity.ERROR,
    Text("Raster dẫn nguồn không có", "Raster cites an unknown source"),
    Text(
        "source trỏ tới “{target}”, không có trong bảng nguồn.",
        "source points at “{target}”, which is not in the table of sources.",
    ),
    Text(
        "Số đo tính từ raster phải nói được số liệu lấy ở đâu.",
        "A measure made from a raster must be able to say where it comes from.",
    ),
    Text(
        "Sửa mã nguồn, hoặc thêm một dòng cho nguồn đó vào sources.csv.",
        "Correct the id, or add a row for that source to sources.csv.",
    ),
    Text(
        'source = "WORLDPOP" trong khi sources.csv ghi S_WORLDPOP.',
        'source = "WORLDPOP" while sources.csv says S_WORLDPOP.',
    ),
)
RASTER_UNREADABLE = _rule(
    "raster_unreadable",
    Severity.ERROR,
    Text("Không đọc được raster", "Raster cannot be read"),
    Text("{path}: {problem}", "{path}: {problem}"),
    _NOT_COUNTED,
    Text(
        "Tải lại tệp, hoặc xuất lại thành GeoTIFF (QGIS: Xuất → Lưu thành…).",
        "Fetch the file again, or export it as GeoTIFF again (QGIS: Export → Save As…).",
    ),
    Text(
        "Tệp .tif tải về dở dang nên thiếu các khối ở cuối.",
        "A .tif was not fetched whole, so that its last blocks are missing.",
    ),
    _UNREADABLE,
)
RASTER_BAND_MISSING = _rule(
    "raster_band_missing",
    Severity.ERROR,
    Text("Không có kênh ấy", "Raster has no such band"),
    Text(
        "{path} có {count} kênh; không có kênh {band}.",
        "{path} has {count} bands; there is no band {band}.",
    ),
    _NOT_COUNTED,
    Text(
        "Sửa band của raster trong zoneplan.toml; kênh đếm từ 1.",
        "Correct band in zoneplan.toml; it counts from 1.",
    ),
    Text("band = 2 với một tệp chỉ có một kênh.", "band = 2 with a file of one band."),
)
RASTER_NOT_NUMBERS = _rule(
    "raster_not_numbers",
    Severity.ERROR,
    Text("Giá trị ô là số phức", "Cells hold complex numbers"),
    Text(
        "{path}: kênh {band} chứa số phức, không phải số đo.",
        "{path}: band {band} holds complex numbers, which measure nothing here.",
    ),
    _NOT_COUNTED,
    Text("Dùng raster có số thực hoặc số nguyên.", "Use a raster of real or whole numbers."),
    Text("Ảnh radar SLC thay cho lưới dân số.", "A radar image (SLC) in place of a population grid."),
)
RASTER_BLOCK_TOO_LARGE = _rule(
    "raster_block_too_large",
    Severity.ERROR,
    Text("Khối của raster quá lớn", "Blocks of the raster are too large"),
    Text(
        "{path}: mỗi khối nén chiếm {found} MB, giới hạn là {limit} MB.",
        "{path}: one compressed block takes {found} MB, the limit is {limit} MB.",
    ),
    Text(
        "Raster được đọc từng phần; một khối lớn phải mở cả ra mới đọc được một ô.",
        "Rasters are read in parts; a large block must be unpacked whole for a single cell.",
    ),
    Text(
        "Lưu lại theo ô vuông: gdal_translate -of COG cũ.tif mới.tif.",
        "Save it in tiles: gdal_translate -of COG old.tif new.tif.",
    ),
    Text(
        "Một GeoTIFF 10.000 × 10.000 nén thành một dải duy nhất.",
        "A GeoTIFF of 10,000 × 10,000 cells, compressed as a single strip.",
    ),
    _UNREADABLE,
)
RASTER_GRID_UNFIT = _rule(
    "raster_grid_unfit",
    Severity.ERROR,
    Text("Lưới ô không dùng được", "Grid of cells cannot be used"),
    Text("{path}: {problem}", "{path}: {problem}"),
    Text("Không biết ô nào nằm ở đâu.", "It is not known which cell lies where."),
    Text(
        "Nắn lại raster về lưới hướng bắc (QGIS: Raster → Phép chiếu → Chuyển hệ; hoặc gdalwarp).",
        "Warp the raster to a north-up grid (QGIS: Raster → Projections → Warp; or gdalwarp).",
    ),
    Text(
        "Ảnh quét chưa nắn: ô đếm từ 0 chứ không có tọa độ.",
        "A scan that was never georeferenced: its cells are counted from 0 and have no coordinates.",
    ),
)
RASTER_CRS_MISSING = _rule(
    "raster_crs_missing",
    Severity.ERROR,
    Text("Raster thiếu hệ tọa độ", "Raster has no coordinate system"),
    Text(
        "{path} không nói tọa độ thuộc hệ nào. Theo vị trí có thể là: {candidates}.",
        "{path} does not say which coordinate system it is in. By where it falls it may be: {candidates}.",
    ),
    Text("Đoán sai hệ là cộng dân của nơi khác.", "A wrong guess counts the people of another place."),
    Text(
        'Hỏi nơi cấp tệp, rồi ghi vào zoneplan.toml ở [rasters.…], thí dụ crs = "EPSG:4326".',
        'Ask who made the file, then write it into zoneplan.toml under [rasters.…], for instance crs = "EPSG:4326".',
    ),
    Text(
        "Raster xuất từ phần mềm khác, hệ tọa độ nằm ở tệp .prj đi kèm.",
        "A raster of another program that keeps its system in a .prj file beside it.",
    ),
)
RASTER_CRS_DIFFERS = _rule(
    "raster_crs_differs",
    Severity.ERROR,
    Text("Hệ tọa độ của raster không khớp", "Coordinate system of the raster differs"),
    Text(
        "{path} ghi {found}, zoneplan.toml ghi {declared}.",
        "{path} says {found}, zoneplan.toml says {declared}.",
    ),
    Text("Một trong hai sai; không biết cái nào.", "One of the two is wrong; it is not known which."),
    Text(
        "Bỏ crs ở [rasters.…] nếu tệp đúng; nếu tệp sai thì gán lại hệ cho tệp.",
        "Leave crs out of [rasters.…] if the file is right; else set the file's system anew.",
    ),
    Text(
        'Tệp ghi EPSG:4326, zoneplan.toml ghi crs = "EPSG:32648".',
        'The file says EPSG:4326, zoneplan.toml says crs = "EPSG:32648".',
    ),
)
RASTER_CRS_UNFIT = _rule(
    "raster_crs_unfit",
    Severity.ERROR,
    Text("Hệ tọa độ của raster không dùng được", "Coordinate system of the raster cannot be used"),
    Text("{path}: {problem}", "{path}: {problem}"),
    Text("Các khu sẽ rơi vào những ô khác.", "Zones would fall on other cells."),
    Text(
        "Chuyển raster về hệ có mã EPSG tính bằng độ hoặc mét (gdalwarp -t_srs EPSG:…), "
        "hoặc ghi crs = … ở [rasters.…] nếu tệp ghi sai.",
        "Warp the raster to a system with an EPSG code in degrees or metres (gdalwarp -t_srs EPSG:…), "
        "or write crs = … under [rasters.…] where the file is wrong.",
    ),
    Text(
        "Lưới VN-2000 đặt thẳng trên WGS 84 vì mất +towgs84.",
        "A VN-2000 grid that sits on WGS 84 itself because it has lost +towgs84.",
    ),
)
RASTER_OUTSIDE = _rule(
    "raster_outside",
    Severity.ERROR,
    Text("Raster nằm ngoài vùng quy hoạch", "Raster lies outside the plan"),
    Text(
        "{path} không phủ chỗ nào của vùng quy hoạch (plan.extent).",
        "{path} covers no part of the plan's extent.",
    ),
    _NOT_COUNTED,
    Text(
        "Xem có nhầm tệp của tỉnh khác hoặc sai hệ tọa độ không.",
        "See whether it is the file of another province, or in another system than it says.",
    ),
    Text("Lưới dân số của Quảng Ninh trong quy hoạch Lào Cai.", "A grid of Quảng Ninh in a plan of Lào Cai."),
)
RASTER_PARTLY = _rule(
    "raster_partly",
    Severity.NOTE,
    Text("Raster chỉ phủ một phần", "Raster covers a part only"),
    Text(
        "{path} phủ {share} % vùng quy hoạch.",
        "{path} covers {share} % of the plan's extent.",
    ),
    Text(
        "Khu nằm ngoài raster không có số đo; khu nằm một phần thì nói rõ phần nào có số liệu.",
        "A zone outside it has no value; of one that sticks out, the share that is covered is told.",
    ),
    Text(
        "Nếu cần cả vùng, lấy raster phủ hết; nếu không thì không phải làm gì.",
        "If the whole extent is needed, get a raster that covers it; if not, nothing needs doing.",
    ),
    Text("Lưới đất xây dựng chỉ có quanh Tằng Loỏng.", "A built-up grid that was made for Tằng Loỏng only."),
)
RASTER_EMPTY = _rule(
    "raster_empty",
    Severity.ERROR,
    Text("Raster không có số liệu", "Raster has no data"),
    Text("{path}: không ô nào có giá trị dùng được.", "{path}: no cell has a value that can be used."),
    _NOT_COUNTED,
    Text(
        "Xem nodata trong tệp và ở [rasters.…], và xem tệp có phải kết quả của một lần xuất hỏng không.",
        "Look at nodata in the file and under [rasters.…], and whether the file comes of an export that failed.",
    ),
    Text("nodata = 0 trong khi mọi ô đều là 0.", "nodata = 0 while every cell is 0."),
)
RASTER_NODATA_UNDECLARED = _rule(
    "raster_nodata_undeclared",
    Severity.WARNING,
    Text("Mã “không có số liệu” không khai báo", "Undeclared mark for “no data”"),
    Text(
        "{path}: {count} ô ghi {value} mà không khai báo đó là “không có số liệu”; các ô ấy không được tính.",
        "{path}: {count} cells hold {value}, which is not declared to mean “no data”; they are not counted.",
    ),
    Text(
        "Chương trình khác sẽ cộng con số ấy như một giá trị thật.",
        "Other programs will add that number up like a real value.",
    ),
    Text(
        "Ghi nodata = đúng số ấy ở [rasters.…], hoặc ghi vào tệp (gdal_edit -a_nodata).",
        "Write nodata = that number under [rasters.…], or into the file (gdal_edit -a_nodata).",
    ),
    Text(
        "Lưới dân số có -99999 ở ngoài biên giới nhưng tệp không ghi nodata.",
        "A population grid holds -99999 beyond the border and the file names no nodata.",
    ),
)
RASTER_TOO_LOW = _rule(
    "raster_too_low",
    Severity.WARNING,
    Text("Ô có giá trị thấp hơn mức có thể", "Cells hold less than can be"),
    Text(
        "{path}: {count} ô có giá trị dưới {limit}, thấp nhất {lowest}; các ô ấy coi như không có số liệu.",
        "{path}: {count} cells hold less than {limit}, down to {lowest}; they count as no data.",
    ),
    Text(
        "Số người âm không bao giờ được cộng; nội suy hay phép trừ hai lưới thường sinh ra số âm.",
        "Negative persons are never added up; resampling or the difference of two grids often makes them.",
    ),
    Text(
        "Lấy lại raster gốc, hoặc lấy mẫu lại bằng cách giữ tổng (gdalwarp -r sum).",
        "Go back to the original raster, or resample in a way that keeps the sum (gdalwarp -r sum).",
    ),
    Text(
        "Lưới dân số nội suy bậc ba có ô -0,4 người.",
        "A population grid resampled with cubic convolution has a cell of -0.4 persons.",
    ),
)
RASTER_TOO_HIGH = _rule(
    "raster_too_high",
    Severity.ERROR,
    Text("Ô có giá trị cao hơn mức có thể", "Cells hold more than can be"),
    Text(
        "{path}: {count} ô có giá trị trên {limit}, cao nhất {highest}.",
        "{path}: {count} cells hold more than {limit}, up to {highest}.",
    ),
    Text(
        "Đơn vị khác, hoặc một mã “không có số liệu”: mọi số đo sẽ sai.",
        "It is in another unit, or a mark for “no data”: every measure would be wrong.",
    ),
    Text(
        "Nếu tỷ lệ ghi bằng phần trăm, ghi scale = 0.01 ở [rasters.…]; nếu là mã “không có số liệu”, ghi nodata = ….",
        "If shares are stored in per cent, write scale = 0.01 under [rasters.…]; if it means “no data”, write nodata = ….",
    ),
    Text(
        "Tỷ lệ đất xây dựng ghi từ 0 đến 100, hoặc 255 cho ô không có số liệu.",
        "Built-up shares stored from 0 to 100, or 255 where there is no data.",
    ),
)
RASTER_ROUNDED = _rule(
    "raster_rounded",
    Severity.NOTE,
    Text("Giá trị nhỉnh hơn giới hạn", "Values a little beyond the limit"),
    Text(
        "{path}: {count} ô có giá trị từ {lowest} đến {highest}, nhỉnh ra ngoài khoảng {low}–{high}; "
        "đọc là đúng giới hạn.",
        "{path}: {count} cells hold {lowest} to {highest}, a little beyond {low}–{high}; "
        "they are read as the limit.",
    ),
    Text(
        "Mô hình và phép nội suy thường cho giá trị nhỉnh hơn 1 vài phần nghìn.",
        "Models and resampling often give values a few thousandths above 1.",
    ),
    Text("Không phải làm gì.", "Nothing needs doing."),
    Text("Tỷ lệ đất xây dựng 1,009 ở hai ô.", "A built-up share of 1.009 in two cells."),
)

RASTER_RULES = (
    RASTER_KIND_UNKNOWN,
    RASTER_SOURCE_UNKNOWN,
    RASTER_UNREADABLE,
    RASTER_BAND_MISSING,
    RASTER_NOT_NUMBERS,
    RASTER_BLOCK_TOO_LARGE,
    RASTER_GRID_UNFIT,
    RASTER_CRS_MISSING,
    RASTER_CRS_DIFFERS,
    RASTER_CRS_UNFIT,
    RASTER_OUTSIDE,
    RASTER_PARTLY,
    RASTER_EMPTY,
    RASTER_NODATA_UNDECLARED,
    RASTER_TOO_LOW,
    RASTER_TOO_HIGH,
    RASTER_ROUNDED,
)
"""Every rule about rasters."""
