"""What stands on the land built on: rates of the Chinese evaluation that need buildings and ledger rows together."""

import math
from collections.abc import Callable
from dataclasses import replace

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.metrics.build import Pair, missing_members, pair, rate
from zoneplan.metrics.building.intensity import BUILT, EVALUATION
from zoneplan.metrics.building.plots import FLOORS_UNKNOWN, lacking, outline_site, plot_site
from zoneplan.metrics.building.sites import Bounded, Site
from zoneplan.metrics.measure import Ceiling, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, total
from zoneplan.text import Message, Number, Text

YARDS = "structures_yards_ha"
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_BUILT_LAND = Text("đất đã xây dựng", "land built on")
_M2 = Text("Tính bằng m²; số liệu trong sổ đổi từ ha.", "In m²; ledger figures turned from hectares.")
_TOO_MUCH = Text(
    "Phần ({value} %) lớn hơn toàn bộ: công trình đã vẽ và số liệu trong sổ không khớp.",
    "The part ({value} %) is more than the whole: drawn buildings and ledger figures do not fit.",
)
_WHOLE = 100.0
_LAYERS = ("buildings", "industrial_zones")


def _in_m2(amount: Amount) -> Amount:
    value, low, high = (n * M2_PER_HA for n in (amount.value, amount.low, amount.high))
    return replace(amount, value=value, low=low, high=high)


def _drawn(bounded: Bounded, zone: Subject) -> Amount:
    return Amount(bounded.value, bounded.low, bounded.high, (), (), (zone.id,))


def _on_built_land(
    view: View, spec: MetricSpec, subject: Subject, part: Callable[[Site], Bounded], scale: float
) -> Measure:
    def read(view: View, zone: Subject, _top: str, bottom: str) -> Pair | None:
        site = outline_site(view, spec, zone) if not zone.members else None
        built = view.own(zone, bottom)
        return (_drawn(part(site), zone), _in_m2(built)) if isinstance(site, Site) and built else None

    both = pair(view, subject, "", BUILT, read)
    if both is None:
        return _without(view, spec, subject)
    measure = _told(rate(spec, subject, *both, scale=scale))
    site = outline_site(view, spec, subject)
    if measure.high != math.inf or not isinstance(site, Site):
        return measure
    return replace(measure, remarks=(Message.of(FLOORS_UNKNOWN, count=site.unknown), *measure.remarks))


def _told(measure: Measure) -> Measure:
    """Gives a rate with its remark; none where it is a share that is certainly more than the whole."""
    if measure.value is None or measure.low is None:
        return measure
    if measure.spec.unit == "pct" and measure.low > _WHOLE:
        reason = Message.of(_TOO_MUCH, value=Number(measure.value, measure.spec.decimals))
        return Measure(spec=measure.spec, subject=measure.subject, figures=measure.figures, reason=reason)
    return replace(measure, remarks=(*measure.remarks, Message.of(_M2)))


def _without(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the measure without a value: of a zone or group without buildings for that, else for the missing row."""
    site = outline_site(view, spec, subject)
    return site if isinstance(site, Measure) else missing_members(spec, subject, (BUILT,))


@metric(
    MetricSpec(
        id="built_floor_area_ratio",
        name=Text("Hệ số sử dụng đất tổng hợp", "Composite floor area ratio"),
        formula=Text(
            "tổng diện tích sàn trong khu ÷ đất đã xây dựng", "floor area in the zone ÷ land built on"
        ),
        unit="ratio",
        base=_BUILT_LAND,
        roles=_ZONES,
        source=EVALUATION,
        needs=(BUILT,),
        layers=_LAYERS,
    )
)
def built_floor_area_ratio(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the floor area within the outline over the land built on."""
    return _on_built_land(view, spec, subject, lambda site: site.floor_area, 1)


@metric(
    MetricSpec(
        id="built_building_density_pct",
        name=Text("Mật độ xây dựng trên đất đã xây dựng", "Building density of the land built on"),
        formula=Text(
            "diện tích chiếm đất của công trình trong khu ÷ đất đã xây dựng × 100",
            "footprints in the zone ÷ land built on × 100",
        ),
        unit="pct",
        base=_BUILT_LAND,
        roles=_ZONES,
        source=EVALUATION,
        needs=(BUILT,),
        layers=_LAYERS,
        decimals=1,
        at_most=Ceiling(
            _WHOLE, Text("công trình đứng trên đất đã xây dựng", "buildings stand on land built on")
        ),
    )
)
def built_building_density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the footprints within the outline over the land built on."""
    return _on_built_land(view, spec, subject, lambda site: site.footprint, 100)


@metric(
    MetricSpec(
        id="building_coefficient_pct",
        name=Text("Hệ số xây dựng của lô công nghiệp", "Building coefficient of industrial plots"),
        formula=Text(
            "(diện tích chiếm đất + công trình khác và sân bãi sản xuất) ÷ diện tích lô × 100",
            "(footprints + other structures and open production yards) ÷ plot area × 100",
        ),
        unit="pct",
        base=Text("diện tích các lô đất công nghiệp", "area of the industrial plots"),
        roles=_ZONES,
        source="Trung Quốc, kiểm soát đất dự án công nghiệp (2008, 2023)",
        needs=(YARDS,),
        layers=("plots", *_LAYERS),
        decimals=1,
        at_most=Ceiling(
            _WHOLE,
            Text("công trình, sân bãi nằm trong lô đất", "structures and yards lie inside the plots"),
        ),
    )
)
def building_coefficient(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives what is built on or used for production in the open over the plots."""
    absent = lacking(view, spec, subject, ("plots", "buildings"))
    if absent:
        return absent

    def read(view: View, zone: Subject, top: str, _bottom: str) -> Pair | None:
        site = plot_site(view, spec, zone) if not zone.members else None
        yards = view.own(zone, top)
        if not isinstance(site, Site) or yards is None:
            return None
        used = total((_drawn(site.footprint, zone), _in_m2(yards)))
        area = Bounded(site.area, site.area, site.area)
        return replace(used, counted=(zone.id,)), _drawn(area, zone)

    both = pair(view, subject, YARDS, "", read)
    if both is None:
        site = plot_site(view, spec, subject)
        return site if isinstance(site, Measure) else missing_members(spec, subject, (YARDS,))
    return _told(rate(spec, subject, *both, scale=100))
