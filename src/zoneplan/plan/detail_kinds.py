"""Layer kinds of the detail inside and around zones: plots, buildings, dwellings, river basins."""

from zoneplan.plan.kind import COMMON, POINT, POLYGON, Field, Form, LayerKind
from zoneplan.text import Text

_ZONE = Field(
    "zone",
    Text("Thuộc khu", "Zone"),
    Text("khu, cụm mà nó nằm trong", "the zone it lies in"),
    Form.REFERENCES,
    refers_to="industrial_zones",
)

PLOTS = LayerKind(
    "plots",
    Text("Lô đất", "Plots"),
    Text("lô đất trong khu, cụm và chỉ tiêu được phép", "plots inside zones and what may be built on them"),
    POLYGON,
    (
        *COMMON,
        _ZONE,
        Field(
            "density_permitted_pct",
            Text("Mật độ xây dựng được phép", "Permitted net building density"),
            Text("theo quy hoạch chi tiết", "by the detailed plan"),
            Form.NUMBER,
            unit="pct",
        ),
        Field(
            "far_permitted",
            Text("Hệ số sử dụng đất được phép", "Permitted floor area ratio"),
            Text("theo quy hoạch chi tiết", "by the detailed plan"),
            Form.NUMBER,
            unit="ratio",
        ),
        Field(
            "code",
            Text("Mã loại đất", "Land-use code"),
            Text("mã loại đất theo thông tư", "official land-use code"),
            Form.REFERENCES,
            refers_to="land_use_codes",
        ),
        Field(
            "occupier",
            Text("Đơn vị thuê", "Occupier"),
            Text("doanh nghiệp thuê lô đất", "who leases the plot"),
        ),
    ),
)

BUILDINGS = LayerKind(
    "buildings",
    Text("Công trình", "Buildings"),
    Text("hình chiếu công trình chính trên mặt đất", "footprints of main structures"),
    POLYGON,
    (
        *COMMON,
        _ZONE,
        Field("floors", Text("Số tầng", "Floors"), Text("số tầng nổi", "floors above ground"), Form.INTEGER),
        Field(
            "floor_area_m2",
            Text("Diện tích sàn", "Gross floor area"),
            Text(
                "tổng diện tích sàn, không kể tầng hầm kỹ thuật và để xe",
                "gross floor area without basements for technical use and parking",
            ),
            Form.NUMBER,
            unit="m2",
        ),
        Field("year", Text("Năm", "Year"), Text("năm hoàn thành", "year of completion"), Form.INTEGER),
    ),
)

DWELLINGS = LayerKind(
    "dwellings",
    Text("Nhà ở", "Dwellings"),
    Text("nhà ở của người dân quanh khu, cụm", "homes of residents around zones"),
    POLYGON | POINT,
    (
        *COMMON,
        Field(
            "households",
            Text("Số hộ", "Households"),
            Text("số hộ ở đó; không ghi là 1", "households living there; 1 where nothing is said"),
            Form.INTEGER,
            unit="households",
        ),
        Field(
            "people",
            Text("Số người", "People"),
            Text("số người ở đó", "people living there"),
            Form.INTEGER,
            unit="persons",
        ),
    ),
)

BASINS = LayerKind(
    "basins",
    Text("Lưu vực sông", "River basins"),
    Text("lưu vực của sông, suối", "the land that a river or stream drains"),
    POLYGON,
    (
        *COMMON,
        Field("river", Text("Sông, suối", "River"), Text("sông, suối của lưu vực", "the river of the basin")),
    ),
)
