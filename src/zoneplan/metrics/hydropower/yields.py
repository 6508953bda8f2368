"""What hydropower plants yield and what they take: energy, land, homes; each over the capacity it comes with."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

from zoneplan.metrics.build import Pair, from_amount, missing_row, named, no_value, rate
from zoneplan.metrics.hydropower.plants import POWER, SITES, operating, plant, without_layer
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, total
from zoneplan.plan.ledger import Figure
from zoneplan.plan.units import HOURS_PER_YEAR
from zoneplan.text import Message, Number, Text

GENERATED = "annual_gwh"
PLANNED = "annual_plan_gwh"
FACTOR = "capacity_factor"
OCCUPIED = "occupied_land_ha"
RESERVOIR = "reservoir_ha"
MOVED = "households_moved"
_PUBLISHED = "hydropower_annual_gwh"
GWH_PER_MW = HOURS_PER_YEAR / 1_000
"""What one MW generates in a year at full load, in GWh."""
W_PER_M2 = 100.0
"""One MW on one hectare, in W/m²."""
_DRAFT = "TT 43/2012/TT-BCT"
_ROLES = frozenset({Role.HYDROPOWER, Role.PLAN})
_NO_PLANT = Text(
    "Không nhà máy nào đang vận hành có đủ số liệu: {indicators}.",
    "No plant in operation has the figures: {indicators}.",
)
_OF_YEAR = Text("Sản lượng: {indicator} ({date}).", "Energy: {indicator} ({date}).")
_IMPOSSIBLE = Text(
    "{energy} GWh nhiều hơn mức {power} MW phát được trong một năm ({most} GWh): "
    "sản lượng hoặc công suất sai, nên không có giá trị.",
    "{energy} GWh is more than {power} MW can generate in a year ({most} GWh): "
    "energy or capacity is wrong, so there is no value.",
)
_LEFT_OUT = Text(
    "Không tính các nhà máy có sản lượng lớn hơn mức công suất cho phép: {plants}.",
    "Left out are plants whose energy is more than their capacity allows: {plants}.",
)
_FACTOR = Text(
    "{energy} GWh × 1.000 ÷ ({power} MW × 8.760 giờ) = {value}",
    "{energy} GWh × 1,000 ÷ ({power} MW × 8,760 hours) = {value}",
)
_ONE_PLANT = Text(
    "từng nhà máy; toàn tỉnh: các nhà máy đang vận hành có đủ số liệu",
    "each plant; province: plants in operation that have both figures",
)

Reading: TypeAlias = Callable[[View, Subject], Pair | None]
"""How numerator and denominator of a plant are read; nothing where either is unknown."""


def energy(view: View, subject: Subject) -> Amount | None:
    """Gives the yearly energy of a plant in GWh: what it generated, else what is planned."""
    return view.own(subject, GENERATED) or view.own(subject, PLANNED)


def _energy_and_power(view: View, subject: Subject) -> Pair | None:
    """Gives energy and capacity of a plant; the capacity of the same year where the ledger has it, else today's."""
    made = energy(view, subject)
    if made is None:
        return None
    period = made.figures[0].as_of
    same = view.of_year(subject, POWER, period.start.year) if period.is_year else None
    capacity = same or view.own(subject, POWER)
    return (made, capacity) if capacity is not None else None


def _reading(top: str, bottom: str) -> Reading:
    def read(view: View, subject: Subject) -> Pair | None:
        upper, lower = view.own(subject, top), view.own(subject, bottom)
        return (upper, lower) if upper is not None and lower is not None else None

    return read


def _energy_on(land: str) -> Reading:
    def read(view: View, subject: Subject) -> Pair | None:
        made, taken = energy(view, subject), view.own(subject, land)
        return (made, taken) if made is not None and taken is not None else None

    return read


def _together(view: View, read: Reading, keep: Callable[[Pair], bool] = lambda _: True) -> Pair | None:
    """Gives both sums over the operating plants that have both figures and are kept."""
    plants = [plant(site) for site in operating(view)]
    pairs = {each.id: read(view, each) for each in plants}
    known = [found for found in pairs.values() if found is not None and keep(found)]
    if not known:
        return None
    missing = tuple(key for key, found in pairs.items() if found is None)
    return total((upper for upper, _ in known), missing), total(lower for _, lower in known)


def _lacking(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the measure without a value that says which figures would give it one."""
    if nothing := without_layer(view, spec, subject):
        return nothing
    needed = tuple(indicator for indicator in spec.needs if indicator != PLANNED)
    if subject.role is not Role.PLAN:
        return missing_row(spec, subject, [name for name in needed if not _known(view, subject, name)])
    return no_value(spec, subject, _NO_PLANT, indicators=needed)


def _known(view: View, subject: Subject, indicator: str) -> bool:
    found = energy(view, subject) if indicator == GENERATED else view.own(subject, indicator)
    return found is not None


def _told(view: View, figures: Iterable[Figure]) -> tuple[Message, ...]:
    """Gives the remark which energy was taken; of one plant only, for those of many stand in the list of figures."""
    found = [f for f in figures if f.indicator in {GENERATED, PLANNED}]
    if len(found) != 1:
        return ()
    name = view.plan.ledger.indicators[found[0].indicator].name
    return (Message.of(_OF_YEAR, indicator=name, date=found[0].as_of.text),)


@metric(
    MetricSpec(
        id="annual_gwh",
        name=Text("Sản lượng điện năm", "Yearly generation"),
        formula=Text(
            "số ghi trong sổ: sản lượng năm, nếu chưa có thì kế hoạch năm; toàn tỉnh: tổng các nhà máy đang vận hành",
            "as in the ledger: generation, else the plan for a year; province: sum over plants in operation",
        ),
        unit="GWh",
        base=Text("các công trình trong lớp thủy điện", "the sites of the hydropower layer"),
        roles=_ROLES,
        source="standard",
        direction=Direction.MORE,
        needs=(GENERATED, PLANNED),
        layers=(SITES,),
    )
)
def annual(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the yearly energy of a plant, or of all operating plants with the published total beside it."""
    if subject.role is not Role.PLAN:
        own = energy(view, subject)
        return (
            from_amount(spec, subject, own, *_told(view, own.figures))
            if own
            else _lacking(view, spec, subject)
        )
    known = {site.id: energy(view, plant(site)) for site in operating(view)}
    amounts = [amount for amount in known.values() if amount is not None]
    if not amounts:
        return _lacking(view, spec, subject)
    whole = total(amounts, tuple(key for key, amount in known.items() if amount is None))
    published = view.own(subject, _PUBLISHED)
    return from_amount(
        spec, subject, replace(whole, others=(*published.figures, *published.others) if published else ())
    )


def _possible(pair: Pair) -> bool:
    made, capacity = pair
    return made.value <= capacity.value * GWH_PER_MW


@metric(
    MetricSpec(
        id=FACTOR,
        name=Text("Hệ số công suất", "Capacity factor"),
        formula=Text(
            "sản lượng năm (GWh) × 1.000 ÷ (công suất lắp máy (MW) × 8.760 giờ)",
            "yearly energy (GWh) × 1,000 ÷ (installed capacity (MW) × 8,760 hours)",
        ),
        unit="ratio",
        base=_ONE_PLANT,
        roles=_ROLES,
        source="standard",
        direction=Direction.MORE,
        needs=(GENERATED, PLANNED, POWER),
        layers=(SITES,),
        decimals=3,
        at_most=Ceiling(
            1.0,
            Text(
                "nhà máy không phát được hơn mức đầy tải cả năm",
                "a plant generates no more than at full load all year",
            ),
        ),
    )
)
def capacity_factor(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the share of the energy at full load that a plant generates; there is none above 1."""
    whole = subject.role is Role.PLAN
    both = _together(view, _energy_and_power, _possible) if whole else _energy_and_power(view, subject)
    if both is None:
        return _lacking(view, spec, subject)
    made, capacity = both
    measure = rate(spec, subject, made, capacity, scale=1 / GWH_PER_MW)
    others = (*measure.others, *_published_factor(view, subject))
    if measure.value is None:
        return replace(measure, others=others)
    if not _possible(both):
        return _no_factor(spec, subject, both, others)
    return replace(
        measure,
        others=others,
        working=Message.of(
            _FACTOR, energy=made.value, power=capacity.value, value=Number(measure.value, spec.decimals)
        ),
        remarks=(*measure.remarks, *(_left_out(view) if whole else _told(view, made.figures))),
    )


def _no_factor(spec: MetricSpec, subject: Subject, both: Pair, others: tuple[Figure, ...]) -> Measure:
    made, capacity = both
    reason = Message.of(
        _IMPOSSIBLE, energy=made.value, power=capacity.value, most=capacity.value * GWH_PER_MW
    )
    figures = (*made.figures, *capacity.figures)
    return Measure(spec=spec, subject=subject, figures=figures, others=others, reason=reason)


def _published_factor(view: View, subject: Subject) -> tuple[Figure, ...]:
    own = view.own(subject, FACTOR)
    return (*own.figures, *own.others) if own else ()


def _left_out(view: View) -> tuple[Message, ...]:
    pairs = [(site.id, _energy_and_power(view, plant(site))) for site in operating(view)]
    off = tuple(key for key, pair in pairs if pair is not None and not _possible(pair))
    return (Message.of(_LEFT_OUT, plants=named(off)),) if off else ()


def _declare(spec: MetricSpec, read: Reading, scale: float = 1.0) -> None:
    """Declares a rate of a plant; that of the province is a ratio of sums over operating plants."""

    def compute(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        both = _together(view, read) if subject.role is Role.PLAN else read(view, subject)
        if both is None:
            return _lacking(view, spec, subject)
        measure = rate(spec, subject, *both, scale=scale)
        return replace(measure, remarks=(*measure.remarks, *_told(view, both[0].figures)))

    metric(spec)(compute)


def _rate(  # noqa: PLR0913 - a declaration
    metric_id: str,
    name: Text,
    formula: Text,
    unit: str,
    needs: tuple[str, ...],
    *,
    source: str,
    direction: Direction,
    decimals: int = 2,
) -> MetricSpec:
    return MetricSpec(
        id=metric_id,
        name=name,
        formula=formula,
        unit=unit,
        base=_ONE_PLANT,
        roles=_ROLES,
        source=source,
        direction=direction,
        needs=needs,
        layers=(SITES,),
        decimals=decimals,
    )


_declare(
    _rate(
        "gwh_per_ha",
        Text("Điện lượng trên đất chiếm dụng", "Energy per hectare of occupied land"),
        Text("sản lượng năm ÷ đất chiếm dụng", "yearly energy ÷ occupied land"),
        "gwh_per_ha",
        (GENERATED, PLANNED, OCCUPIED),
        source="standard",
        direction=Direction.MORE,
    ),
    _energy_on(OCCUPIED),
)
_declare(
    _rate(
        "gwh_per_reservoir_ha",
        Text("Điện lượng trên mặt hồ", "Energy per hectare of reservoir"),
        Text("sản lượng năm ÷ diện tích hồ chứa", "yearly energy ÷ reservoir area"),
        "gwh_per_ha",
        (GENERATED, PLANNED, RESERVOIR),
        source="standard",
        direction=Direction.MORE,
    ),
    _energy_on(RESERVOIR),
)
_declare(
    _rate(
        "mw_per_ha",
        Text("Công suất trên đất chiếm dụng", "Capacity per hectare of occupied land"),
        Text("công suất lắp máy ÷ đất chiếm dụng", "installed capacity ÷ occupied land"),
        "mw_per_ha",
        (POWER, OCCUPIED),
        source="standard",
        direction=Direction.MORE,
        decimals=3,
    ),
    _reading(POWER, OCCUPIED),
)
_declare(
    _rate(
        "land_per_mw_ha",
        Text("Suất chiếm đất thủy điện", "Hydropower land per MW"),
        Text(
            "đất chiếm dụng vĩnh viễn và tạm thời ÷ công suất lắp máy",
            "permanently and temporarily occupied land ÷ installed capacity",
        ),
        "ha_per_mw",
        (OCCUPIED, POWER),
        source=_DRAFT,
        direction=Direction.LESS,
    ),
    _reading(OCCUPIED, POWER),
)
_declare(
    _rate(
        "power_density_w_per_m2",
        Text("Mật độ công suất trên mặt hồ", "Power density of the reservoir"),
        Text(
            "công suất lắp máy (W) ÷ diện tích hồ chứa (m²)",
            "installed capacity (W) ÷ reservoir area (m²)",
        ),
        "w_per_m2",
        (POWER, RESERVOIR),
        source="CDM EB 23, annex 5",
        direction=Direction.MORE,
    ),
    _reading(POWER, RESERVOIR),
    W_PER_M2,
)
_declare(
    _rate(
        "households_per_mw",
        Text("Số hộ di dời trên 1 MW", "Households moved per MW"),
        Text(
            "số hộ đã di dời vì công trình ÷ công suất lắp máy",
            "households moved for the plant ÷ installed capacity",
        ),
        "households_per_mw",
        (MOVED, POWER),
        source=_DRAFT,
        direction=Direction.LESS,
    ),
    _reading(MOVED, POWER),
)
