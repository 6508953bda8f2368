"""Layer kinds: what a layer may hold, declared once for reading, checking, showing and documenting."""

from zoneplan.plan.detail_kinds import BASINS, BUILDINGS, DWELLINGS, PLOTS
from zoneplan.plan.kind import ANY_GEOMETRY, COMMON, POINT, POLYGON, Choice, Field, Form, LayerKind, choices
from zoneplan.text import Text

STAGES = (
    Choice("existing", Text("hiện có", "existing")),
    Choice("2021-2030", Text("quy hoạch 2021–2030", "planned 2021–2030")),
    Choice("2026-2030", Text("quy hoạch 2026–2030", "planned 2026–2030")),
    Choice("after-2030", Text("sau 2030", "after 2030")),
    Choice("removed", Text("đưa ra khỏi quy hoạch", "removed from the plan")),
)

_STAGE = Field(
    "stage",
    Text("Giai đoạn", "Stage"),
    Text("hiện có, hoặc giai đoạn quy hoạch đầu tiên", "existing, or the first stage in which it is planned"),
    Form.CHOICE,
    choices=STAGES,
)

INDUSTRIAL_ZONES = LayerKind(
    "industrial_zones",
    Text("Khu, cụm công nghiệp", "Industrial zones"),
    Text("vùng, hoặc điểm khi chưa công bố ranh giới", "polygons, or points where no outline is published"),
    POLYGON | POINT,
    (
        *COMMON,
        Field(
            "category",
            Text("Loại", "Category"),
            Text("loại khu", "kind of zone"),
            Form.CHOICE,
            required=True,
            choices=choices(
                KCN=("khu công nghiệp", "industrial zone (KCN)"),
                CCN=("cụm công nghiệp", "industrial cluster (CCN)"),
                trade_zone=("khu thương mại – công nghiệp", "trade zone"),
                site=("mặt bằng sản xuất", "production site"),
            ),
        ),
        Field(_STAGE.id, _STAGE.name, _STAGE.about, _STAGE.form, required=True, choices=STAGES),
        Field(
            "established",
            Text("Thành lập", "Established"),
            Text("năm hoặc ngày thành lập", "year or date of establishment"),
        ),
        Field(
            "decision",
            Text("Quyết định", "Decision"),
            Text("văn bản thành lập hoặc quy hoạch", "the document that establishes or plans it"),
        ),
        Field(
            "industries", Text("Ngành nghề", "Industries"), Text("ngành nghề chính", "its main industries")
        ),
        Field(
            "part_of",
            Text("Thuộc khu", "Part of"),
            Text(
                "khu mà nó là một phần; không cộng diện tích hai lần",
                "the zone it is a part of; not added twice",
            ),
            Form.REFERENCES,
            refers_to="industrial_zones",
        ),
        Field(
            "same_as",
            Text("Cũng là", "Same as"),
            Text(
                "khu hiện có mà dòng này là phần quy hoạch; số liệu ghi theo mã đó",
                "the existing zone that this plan entry speaks of; figures stand under that id",
            ),
            Form.REFERENCES,
            refers_to="industrial_zones",
        ),
    ),
)

RELOCATION_AREAS = LayerKind(
    "relocation_areas",
    Text("Di dời, tái định cư", "Relocation areas"),
    Text("nơi dân phải chuyển đi và nơi dân chuyển đến", "where people leave and where people arrive"),
    POLYGON | POINT,
    (
        *COMMON,
        Field(
            "role",
            Text("Vai trò", "Role"),
            Text("nơi đi hoặc nơi đến", "whether people leave or arrive"),
            Form.CHOICE,
            required=True,
            choices=choices(
                origin=("nơi phải di dời", "origin"), destination=("nơi tái định cư", "destination")
            ),
        ),
        Field("phase", Text("Đợt", "Phase"), Text("đợt hoặc khu vực di dời", "phase of the relocation")),
        Field(
            "serves",
            Text("Phục vụ", "Serves"),
            Text("các khu công nghiệp liên quan", "the zones it serves"),
            Form.REFERENCES,
            refers_to="industrial_zones",
        ),
        Field(
            "cause",
            Text("Nguyên nhân", "Cause"),
            Text(
                "vì khu công nghiệp hay vì thiên tai; hai loại không cộng", "zone or disaster; never added up"
            ),
            Form.CHOICE,
            required=True,
            choices=choices(
                industrial_zone=("khu công nghiệp", "industrial zone"),
                disaster=("thiên tai", "natural disaster"),
            ),
        ),
    ),
)

HYDROPOWER_SITES = LayerKind(
    "hydropower_sites",
    Text("Thủy điện", "Hydropower"),
    Text("nhà máy và vị trí thủy điện", "hydropower plants and sites"),
    POINT,
    (
        *COMMON,
        Field("river", Text("Sông, suối", "River"), Text("sông, suối", "river or stream")),
        Field(
            "river_basis",
            Text("Cơ sở tên sông", "River basis"),
            Text("tên sông biết từ đâu", "how the river is known"),
            Form.CHOICE,
            choices=choices(
                published=("đã công bố", "published"),
                name_derived=("suy từ tên nhà máy", "derived from the plant's name"),
                estimated=("ước đoán", "estimated"),
                derived=("suy ra", "derived"),
            ),
        ),
        Field(
            "status",
            Text("Tình trạng", "Status"),
            Text("tình trạng", "status"),
            Form.CHOICE,
            required=True,
            choices=choices(
                operating=("đang vận hành", "operating"),
                construction=("đang xây dựng", "under construction"),
                planned=("quy hoạch", "planned"),
                removed=("đưa ra khỏi quy hoạch", "removed"),
            ),
        ),
        Field(
            "year",
            Text("Năm phát điện", "Year"),
            Text("năm vận hành", "year of commissioning"),
            Form.INTEGER,
        ),
        _STAGE,
        Field(
            "river_km",
            Text("Lý trình trên sông", "River kilometre"),
            Text(
                "cách cửa sông bao nhiêu km dọc dòng chảy",
                "kilometres above the river's mouth, along the stream",
            ),
            Form.NUMBER,
            unit="km",
        ),
        Field("owner", Text("Chủ đầu tư", "Owner"), Text("chủ đầu tư", "owner")),
    ),
)

COMMUNES = LayerKind(
    "communes",
    Text("Xã, phường", "Communes"),
    Text("xã, phường từ 1/7/2025", "communes since 1 July 2025"),
    POLYGON | POINT,
    (
        *COMMON,
        Field("code", Text("Mã xã", "Code"), Text("mã đơn vị hành chính", "official code")),
        Field(
            "former_units",
            Text("Đơn vị cũ", "Former units"),
            Text("các xã, phường nhập thành", "the communes it was made of"),
        ),
    ),
)

LAND_USE = LayerKind(
    "land_use",
    Text("Sử dụng đất", "Land use"),
    Text("khoanh đất theo mã loại đất", "parcels by official land-use code"),
    POLYGON,
    (
        *COMMON,
        Field(
            "code",
            Text("Mã loại đất", "Land-use code"),
            Text("mã loại đất theo thông tư", "official land-use code"),
            Form.REFERENCES,
            required=True,
            refers_to="land_use_codes",
        ),
        Field("year", Text("Năm", "Year"), Text("năm hiện trạng", "year of the survey"), Form.INTEGER),
    ),
)

CONTEXT = LayerKind(
    "context",
    Text("Nền", "Context"),
    Text(
        "sông, đường và những gì giúp nhận ra nơi chốn", "rivers, roads and what helps to recognise a place"
    ),
    ANY_GEOMETRY,
    (
        *COMMON,
        Field("label", Text("Nhãn", "Label"), Text("chữ ghi trên bản đồ", "what the map writes beside it")),
    ),
)

KINDS = {
    kind.id: kind
    for kind in (
        INDUSTRIAL_ZONES,
        RELOCATION_AREAS,
        HYDROPOWER_SITES,
        COMMUNES,
        LAND_USE,
        PLOTS,
        BUILDINGS,
        DWELLINGS,
        BASINS,
        CONTEXT,
    )
}
"""Every layer kind by its id."""
