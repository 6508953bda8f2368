"""How full the zones are and how much of them is industrial land."""

from dataclasses import replace

from zoneplan.kernels.rates import ratio_bounds
from zoneplan.metrics.build import (
    Pair,
    from_amount,
    leaves,
    missing_members,
    missing_row,
    own_pair,
    pair,
    rate,
)
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View
from zoneplan.plan.declared import FOUNDED
from zoneplan.text import Message, Text

LEASED = "leased_land_ha"
LAND = "industrial_land_ha"
_NOT_RECOMPUTED = Text(
    "Tỷ lệ lấy như công bố: chưa có số ha đã cho thuê của riêng khu này.",
    "The rate is as published: the leased hectares of this zone alone are not known.",
)
_BY_RATE = Text(
    "Đất đã cho thuê của {zones} suy ra từ tỷ lệ công bố × đất công nghiệp.",
    "The leased land of {zones} is the published rate × industrial land.",
)
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})


@metric(
    MetricSpec(
        id="occupancy_pct",
        name=Text("Tỷ lệ lấp đầy", "Occupancy rate"),
        formula=Text(
            "đất công nghiệp, dịch vụ đã cho thuê ÷ tổng đất công nghiệp, dịch vụ × 100",
            "leased industrial and service land ÷ total industrial and service land × 100",
        ),
        unit="pct",
        base=Text(
            "đất công nghiệp và dịch vụ, không phải diện tích toàn khu",
            "industrial and service land, never gross",
        ),
        roles=_ZONES,
        source="NĐ 35/2022/NĐ-CP, Điều 2; NĐ 32/2024/NĐ-CP, Điều 8",
        direction=Direction.MORE,
        needs=(LEASED, LAND),
        decimals=1,
    )
)
def occupancy(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives leased over leasable land; where a zone's leased hectares are not known, the published rate."""
    if not subject.members:
        return _of_zone(view, spec, subject)
    both = pair(view, subject, LEASED, LAND, _leased_or_published)
    if both is None:
        return missing_members(spec, subject, spec.needs)
    measure = _narrowed(view, subject, rate(spec, subject, *both, scale=100))
    by_rate = [f.subject for f in both[0].figures if f.indicator == "occupancy_pct"]
    remarks = (Message.of(_BY_RATE, zones=tuple(by_rate)),) if by_rate else ()
    return replace(measure, remarks=(*measure.remarks, *remarks))


def _narrowed(view: View, subject: Subject, measure: Measure) -> Measure:
    """Narrows the bounds of a ratio of sums, which is a mean of the rates of the zones that were added up."""
    zones = {leaf.id: leaf for leaf in leaves(subject)}
    if measure.low is None or measure.high is None or not {f.subject for f in measure.figures} <= set(zones):
        return measure
    rates = [bounds for zone in measure.features if (bounds := _rate_bounds(view, zones[zone]))]
    low, high = min(low for low, _ in rates), max(high for _, high in rates)
    return replace(measure, low=max(measure.low, low), high=min(measure.high, high))


def _rate_bounds(view: View, zone: Subject) -> tuple[float, float] | None:
    both = own_pair(view, zone, LEASED, LAND)
    if both:
        leased, land = both
        return ratio_bounds((100 * leased.low, 100 * leased.high), (land.low, land.high))
    published = view.own(zone, "occupancy_pct")
    return (published.low, min(published.high, 100.0)) if published else None


def _of_zone(view: View, spec: MetricSpec, zone: Subject) -> Measure:
    both = own_pair(view, zone, LEASED, LAND)
    if both:
        return rate(spec, zone, *both, scale=100)
    published = view.own(zone, "occupancy_pct")
    if published:
        capped = replace(published, high=min(published.high, 100.0))
        return from_amount(spec, zone, capped, Message.of(_NOT_RECOMPUTED))
    return missing_row(spec, zone, spec.needs)


def _leased_or_published(view: View, zone: Subject, top: str, bottom: str) -> Pair | None:
    """Gives leased and leasable land; leased land not on record is the published rate of the leasable."""
    both = own_pair(view, zone, top, bottom)
    published, land = view.own(zone, "occupancy_pct"), view.own(zone, bottom)
    if both or published is None or land is None:
        return both
    share = replace(
        published,
        value=published.value * land.value / 100,
        low=published.low * land.low / 100,
        high=min(published.high, 100.0) * land.high / 100 if published.high else 0.0,
    )
    return share, land


@metric(
    MetricSpec(
        id="industrial_land_share_pct",
        name=Text("Tỷ trọng đất công nghiệp trong khu", "Industrial land share"),
        formula=Text(
            "đất công nghiệp ÷ diện tích theo quyết định × 100", "industrial land ÷ declared area × 100"
        ),
        unit="pct",
        base=Text("diện tích toàn khu theo quyết định", "declared area of the whole zone"),
        roles=_ZONES,
        source="NĐ 35/2022/NĐ-CP",
        needs=(LAND, FOUNDED),
        decimals=1,
    )
)
def industrial_land_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how much of a zone is industrial land."""
    both = pair(view, subject, LAND, FOUNDED)
    return rate(spec, subject, *both, scale=100) if both else missing_members(spec, subject, spec.needs)
