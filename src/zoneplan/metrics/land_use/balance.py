"""Land balance of zones: how much parcels cover, what they leave open, what they cover more than once."""

from collections.abc import Callable

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.metrics.land_use.surveys import LAYERS
from zoneplan.metrics.land_use.zone_land import LIMITS, Surveyed, ZoneLand, surveyed
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.text import Message, Number, Text

_AS_DRAWN = Text(
    "Đo trên bản vẽ: cho biết hai lớp vẽ khớp nhau đến đâu, không xét sai số vị trí.",
    "As drawn: it tells how well the two layers fit each other, whatever their position is worth.",
)
_SLIVERS = Text(
    "Ranh giới khu cắt ra {count} mảnh vụn hẹp dưới {width} m hoặc nhỏ hơn {least} m², cộng lại {area} m²; chúng vẫn tính "
    "vào loại đất của mình.",
    "The outline of the zone cuts off {count} slivers narrower than {width} m or below {least} m², {area} m² in all; they "
    "still count as land of their code.",
)
ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_COVERED = Text("({area} − {gap}) ÷ {area} × 100 = {value} %", "({area} − {gap}) ÷ {area} × 100 = {value} %")
_RESIDUAL = Text(
    "hở {gap} ha + chồng {overlap} ha = {value} ha", "gaps {gap} ha + overlaps {overlap} ha = {value} ha"
)
_RESIDUAL_SHARE = Text(
    "(hở {gap} ha + chồng {overlap} ha) ÷ {area} ha × 100 = {value} %",
    "(gaps {gap} ha + overlaps {overlap} ha) ÷ {area} ha × 100 = {value} %",
)
BASE = Text("diện tích đo trên ranh giới khu", "measured area of the zone's outline")
_SOURCE = "TT 08/2024/TT-BTNMT"


def _exact(spec: MetricSpec, subject: Subject, found: Surveyed, value: float, text: Text) -> Measure:
    """Gives a measure of the drawing itself, with the areas that it is made of."""
    slivers = sum(land.slivers for land in found.lands)
    thin = Message.of(
        _SLIVERS,
        count=slivers,
        width=LIMITS.width_m,
        least=LIMITS.area_m2,
        area=Number(found.sum(lambda z: z.sliver), 1),
    )
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=value,
        high=value,
        as_of=found.as_of,
        features=found.features,
        working=Message.of(
            text,
            area=Number(_hectares(found, lambda z: z.area), 4),
            gap=Number(_hectares(found, lambda z: z.gap), 4),
            overlap=Number(_hectares(found, lambda z: z.overlap), 4),
            value=Number(value, spec.decimals),
        ),
        remarks=(*found.remarks, Message.of(_AS_DRAWN), *((thin,) if slivers else ())),
    )


def _hectares(found: Surveyed, part: Callable[[ZoneLand], float]) -> float:
    return found.sum(part) / M2_PER_HA


@metric(
    MetricSpec(
        id="land_use_covered_pct",
        name=Text("Phần khu có hiện trạng sử dụng đất", "Zone covered by land-use parcels"),
        formula=Text(
            "(diện tích khu − phần không khoanh đất nào phủ) ÷ diện tích khu × 100",
            "(area of the zone − what no parcel covers) ÷ area of the zone × 100",
        ),
        unit="pct",
        base=BASE,
        roles=ZONES,
        source=_SOURCE,
        direction=Direction.MORE,
        layers=LAYERS,
        at_most=Ceiling(
            100.0, Text("phần được phủ là một phần của khu", "what is covered is part of the zone")
        ),
    )
)
def land_use_covered(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how much of a zone the newest land-use survey covers."""
    found = surveyed(view, spec, subject)
    if isinstance(found, Measure):
        return found
    area, gap = found.sum(lambda z: z.area), found.sum(lambda z: z.gap)
    return _exact(spec, subject, found, min((area - gap) / area * 100, 100.0), _COVERED)


@metric(
    MetricSpec(
        id="land_balance_residual_ha",
        name=Text("Phần hở và chồng của cân bằng đất", "Gaps and overlaps of the land balance"),
        formula=Text(
            "diện tích không khoanh đất nào phủ + diện tích bị phủ thừa",
            "area that no parcel covers + area covered more than once",
        ),
        unit="ha",
        base=BASE,
        roles=ZONES,
        source=_SOURCE,
        direction=Direction.LESS,
        layers=LAYERS,
        decimals=4,
    )
)
def land_balance_residual(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives what keeps the land balance of a zone from closing, gaps and overlaps added and never set off."""
    found = surveyed(view, spec, subject)
    if isinstance(found, Measure):
        return found
    value = _hectares(found, lambda z: z.gap + z.overlap)
    return _exact(spec, subject, found, value, _RESIDUAL)


@metric(
    MetricSpec(
        id="land_balance_residual_pct",
        name=Text("Tỷ lệ hở và chồng của cân bằng đất", "Share of gaps and overlaps in the land balance"),
        formula=Text(
            "(diện tích không khoanh đất nào phủ + diện tích bị phủ thừa) ÷ diện tích khu × 100",
            "(area that no parcel covers + area covered more than once) ÷ area of the zone × 100",
        ),
        unit="pct",
        base=BASE,
        roles=ZONES,
        source=_SOURCE,
        direction=Direction.LESS,
        layers=LAYERS,
        decimals=3,
    )
)
def land_balance_residual_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the residual in per cent of the zone, by which it is judged whether the balance closes."""
    found = surveyed(view, spec, subject)
    if isinstance(found, Measure):
        return found
    value = found.sum(lambda z: z.gap + z.overlap) / found.sum(lambda z: z.area) * 100
    return _exact(spec, subject, found, value, _RESIDUAL_SHARE)
