"""How full the zones are, what is left to lease, and how much of a zone is industrial land."""

from dataclasses import replace

from zoneplan.kernels.rates import ratio_bounds
from zoneplan.metrics.build import (
    Pair,
    coverage,
    difference,
    from_amount,
    leaves,
    missing_members,
    missing_row,
    no_value,
    pair,
    rate,
    unknown,
)
from zoneplan.metrics.efficiency.leased import (
    LAND,
    LEASED,
    LEASED_ROWS,
    PUBLISHED,
    is_leased,
    leased_or_published,
    leased_pair,
    leased_remarks,
)
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View, total
from zoneplan.plan.declared import FOUNDED
from zoneplan.text import Message, Number, Text

_NOT_RECOMPUTED = Text(
    "Tỷ lệ lấy như công bố: chưa có số ha đã cho thuê của riêng khu này.",
    "The rate is as published: the leased hectares of this zone alone are not known.",
)
_IDLE_COUNTED = Text(
    "Kể cả {zones}, nơi chưa cho thuê đất nào; riêng các khu đang hoạt động: occupancy_operating_pct.",
    "{zones} counted too, where no land is leased yet; of the operating zones alone: occupancy_operating_pct.",
)
_IDLE = Text(
    "Không tính {zones}: chưa cho thuê đất nào, coi là chưa hoạt động.",
    "{zones} left out: no land leased yet, taken as not operating.",
)
_ALL_IDLE = Text(
    "Chưa khu nào trong nhóm cho thuê đất, nên không có khu đang hoạt động.",
    "No zone of the group has leased any land, so none operates.",
)
_UNLEASED = Text("{land} − {leased} = {value}", "{land} − {leased} = {value}")
_TOO_MUCH = Text(
    "Đất đã cho thuê ({leased} ha) lớn hơn tổng đất cho thuê được ({land} ha): hai số liệu không khớp.",
    "More land is leased ({leased} ha) than can be ({land} ha): the two figures do not fit.",
)
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_FORMULA = Text(
    "đất công nghiệp, dịch vụ đã cho thuê ÷ tổng đất công nghiệp, dịch vụ × 100",
    "leased industrial and service land ÷ total industrial and service land × 100",
)
_BASE = Text(
    "đất công nghiệp và dịch vụ, không phải diện tích toàn khu",
    "industrial and service land, never gross",
)
_LEASABLE = Ceiling(
    100.0,
    Text(
        "đất đã cho thuê là một phần của đất công nghiệp, dịch vụ",
        "leased land is part of the industrial and service land",
    ),
)
_DECREES = "NĐ 35/2022/NĐ-CP, Điều 2; NĐ 32/2024/NĐ-CP, Điều 8"


@metric(
    MetricSpec(
        id="occupancy_pct",
        name=Text("Tỷ lệ lấp đầy", "Occupancy rate"),
        formula=_FORMULA,
        unit="pct",
        base=_BASE,
        roles=_ZONES,
        source=_DECREES,
        direction=Direction.MORE,
        needs=(*LEASED_ROWS, PUBLISHED),
        decimals=1,
        at_most=_LEASABLE,
    )
)
def occupancy(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives leased over leasable land; where a zone's leased hectares are not known, the published rate."""
    if not subject.members:
        return _of_zone(view, spec, subject)
    both = pair(view, subject, LEASED, LAND, leased_or_published)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, LEASED, LAND))
    measure = _rated(view, spec, subject, both)
    counted = tuple(zone for zone in _idle(view, subject) if zone in measure.features)
    remarks = (Message.of(_IDLE_COUNTED, zones=counted),) if counted else ()
    return replace(measure, remarks=(*remarks, *measure.remarks))


def _idle(view: View, subject: Subject) -> tuple[str, ...]:
    """Gives the existing zones of a group of which the ledger says that nothing is leased."""
    return tuple(z.id for z in leaves(subject) if view.stands(z) and is_leased(view, z) is False)


@metric(
    MetricSpec(
        id="occupancy_operating_pct",
        name=Text("Tỷ lệ lấp đầy của các khu đang hoạt động", "Occupancy of the operating zones"),
        formula=_FORMULA,
        unit="pct",
        base=Text(
            "đất công nghiệp và dịch vụ của các khu hiện có đã cho thuê đất",
            "industrial and service land of the existing zones that have leased any",
        ),
        roles=frozenset({Role.GROUP, Role.PLAN}),
        source=_DECREES,
        direction=Direction.MORE,
        needs=(*LEASED_ROWS, PUBLISHED),
        decimals=1,
        at_most=_LEASABLE,
    )
)
def occupancy_operating(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the occupancy of the zones that operate, which are those with any leased land."""
    idle = _idle(view, subject)
    both = _operating(view, subject)
    if both is None:
        if idle:
            return no_value(spec, subject, _ALL_IDLE)
        return missing_members(spec, subject, unknown(view, subject, LEASED, LAND))
    measure = _rated(view, spec, subject, both)
    remarks = (Message.of(_IDLE, zones=idle),) if idle else ()
    return replace(measure, remarks=(*remarks, *measure.remarks))


def _operating(view: View, subject: Subject) -> Pair | None:
    """Gives leased and leasable land of the operating zones, of a group all of whose zones do from its own rows."""
    if any(member.members for member in subject.members):
        found = [_operating(view, member) for member in subject.members]
        known = [both for both in found if both is not None]
        lost = tuple(
            zone.id
            for member, both in zip(subject.members, found, strict=True)
            if both is None
            for zone in leaves(member)
            if view.stands(zone) and is_leased(view, zone) is not False
        )
        return (total((t for t, _ in known), lost), total(b for _, b in known)) if known else None
    zones = [zone for zone in subject.members if view.stands(zone)]
    at_work = [zone for zone in zones if is_leased(view, zone) is not False]
    if len(at_work) == len(zones):
        return pair(view, subject, LEASED, LAND, leased_or_published)
    pairs = {zone.id: leased_or_published(view, zone) for zone in at_work}
    read = [both for both in pairs.values() if both is not None]
    missing = tuple(zone for zone, both in pairs.items() if both is None)
    return (total((t for t, _ in read), missing), total(b for _, b in read)) if read else None


def _rated(view: View, spec: MetricSpec, subject: Subject, both: Pair) -> Measure:
    measure = _narrowed(view, subject, rate(spec, subject, *both, scale=100))
    if measure.value is None:
        return measure
    return replace(measure, remarks=(*measure.remarks, *leased_remarks(measure.figures)))


def _narrowed(view: View, subject: Subject, measure: Measure) -> Measure:
    """Narrows the bounds of a ratio of sums, which is a mean of the rates of the zones that were added up."""
    zones = {leaf.id: leaf for leaf in leaves(subject)}
    if measure.low is None or measure.high is None or not {f.subject for f in measure.figures} <= set(zones):
        return measure
    rates = [bounds for zone in measure.features if (bounds := _rate_bounds(view, zones[zone]))]
    low, high = min(low for low, _ in rates), max(high for _, high in rates)
    return replace(measure, low=max(measure.low, low), high=min(measure.high, high))


def _rate_bounds(view: View, zone: Subject) -> tuple[float, float] | None:
    both = leased_pair(view, zone)
    if both:
        leased, land = both
        return ratio_bounds((100 * leased.low, 100 * leased.high), (land.low, land.high))
    published = view.own(zone, PUBLISHED)
    return (published.low, min(published.high, 100.0)) if published else None


def _of_zone(view: View, spec: MetricSpec, zone: Subject) -> Measure:
    both = leased_pair(view, zone)
    if both:
        return _rated(view, spec, zone, both)
    published = view.own(zone, PUBLISHED)
    if published:
        return from_amount(spec, zone, published, Message.of(_NOT_RECOMPUTED))
    return missing_row(spec, zone, unknown(view, zone, LEASED, LAND))


@metric(
    MetricSpec(
        id="land_unleased_ha",
        name=Text("Đất chưa cho thuê", "Unleased land"),
        formula=Text(
            "tổng đất công nghiệp, dịch vụ − đất đã cho thuê",
            "total industrial and service land − leased land",
        ),
        unit="ha",
        base=Text("đất công nghiệp và dịch vụ", "industrial and service land"),
        roles=_ZONES,
        source=_DECREES,
        direction=Direction.LESS,
        needs=(*LEASED_ROWS, PUBLISHED),
    )
)
def land_unleased(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the land that can be leased and is not yet.

    What is left is land × (1 − occupancy), so that the bounds of the occupancy narrow its own.
    """
    both = pair(view, subject, LEASED, LAND, leased_or_published)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, LEASED, LAND))
    leased, land = both
    figures, others = (*leased.figures, *land.figures), (*leased.others, *land.others)
    if leased.low > land.high:
        reason = Message.of(_TOO_MUCH, leased=leased.value, land=land.value)
        return Measure(spec=spec, subject=subject, figures=figures, others=others, reason=reason)
    value = max(difference(land.value, leased.value), 0.0)
    low, high = max(land.low - leased.high, 0.0), land.high - min(leased.low, land.high)
    filled = occupancy(view, spec, subject)
    if filled.low is not None and filled.high is not None:
        low = max(low, _part(land.low, 100 - filled.high))
        high = min(high, _part(land.high, 100 - filled.low))
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=leased.as_of,
        figures=figures,
        others=others,
        features=leased.counted,
        working=Message.of(
            _UNLEASED, land=land.value, leased=leased.value, value=Number(value, spec.decimals)
        ),
        remarks=(*coverage(leased), *leased_remarks(figures)),
    )


def _part(land: float, pct: float) -> float:
    """Gives so many per cent of some land, which may be any amount."""
    return land * pct / 100 if pct > 0 else 0.0


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
        at_most=Ceiling(
            100.0, Text("đất công nghiệp là một phần của khu", "industrial land is part of the zone")
        ),
    )
)
def industrial_land_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how much of a zone is industrial land."""
    both = pair(view, subject, LAND, FOUNDED)
    return rate(spec, subject, *both, scale=100) if both else missing_members(spec, subject, spec.needs)
