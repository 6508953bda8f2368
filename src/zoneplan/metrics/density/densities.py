"""How densely land carries zones, people and hydropower."""

from dataclasses import replace

from zoneplan.geo.areas import HA_PER_KM2
from zoneplan.metrics.build import (
    from_amount,
    leaves,
    missing_members,
    missing_row,
    rate,
    sum_members,
)
from zoneplan.metrics.measure import Ceiling, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, total
from zoneplan.plan.declared import FOUNDED
from zoneplan.plan.period import parse_period
from zoneplan.text import Message, Text, When

AREA = "area_km2"
WORKERS = "workers"
_PROVINCE = Text("diện tích toàn tỉnh", "area of the province")
_GROUPS = frozenset({Role.GROUP, Role.PLAN})
_UNDATED = Text(
    "Chưa rõ các khu này đã thành lập vào {date} hay chưa: {zones}.",
    "Whether these zones were established by {date} is not known: {zones}.",
)


def _existing(view: View, subject: Subject) -> tuple[str, ...]:
    return tuple(leaf.id for leaf in leaves(subject) if view.stands(leaf))


def _undated(view: View, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Gives the zones that exist today and of which it is not known whether they did on the date of the view."""
    if view.on >= view.plan.as_of:
        return ()
    return tuple(key for key in ids if not _founded_by(view, view.plan.by_id[key].text("established")))


def _founded_by(view: View, established: str) -> bool:
    try:
        return parse_period(established).end <= view.on
    except ValueError:
        return False


def counted(ids: tuple[str, ...], figures: Amount | None = None) -> Amount:
    """Gives the number of features as an amount that remembers which ones were counted."""
    n = float(len(ids))
    return Amount(n, n, n, figures.figures if figures else (), (), ids)


@metric(
    MetricSpec(
        id="zones_per_100km2",
        name=Text("Mật độ khu, cụm công nghiệp", "Zone density"),
        formula=Text(
            "số khu, cụm hiện có ÷ diện tích tỉnh × 100",
            "number of existing zones ÷ area of the province × 100",
        ),
        unit="zones_per_100km2",
        base=_PROVINCE,
        roles=_GROUPS,
        source="zoneplan",
        needs=(AREA,),
        layers=("industrial_zones",),
        decimals=3,
    )
)
def zones_per_100km2(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the existing zones per 100 km2 of the province.

    A zone of the plan lies in the province wherever in its commune it is drawn, so positions leave nothing open;
    for a date before the plan's own the year of its establishment may.
    """
    area = view.own(view.province, AREA)
    if area is None:
        return missing_row(spec, subject, spec.needs, view.province)
    there = _existing(view, subject)
    unsure = _undated(view, there)
    count = replace(counted(there), low=float(len(there) - len(unsure)))
    measure = rate(spec, subject, count, area, scale=100)
    if measure.value is None:
        return measure
    on = view.on.isoformat()
    told = (Message.of(_UNDATED, date=When(on), zones=unsure),) if unsure else ()
    return replace(measure, as_of=on, remarks=(*measure.remarks, *told))


@metric(
    MetricSpec(
        id="zone_area_share_pct",
        name=Text("Tỷ trọng đất khu, cụm trong tỉnh", "Zone area share of the province"),
        formula=Text(
            "diện tích các khu hiện có (km²) ÷ diện tích tỉnh (km²) × 100 = km² trên 100 km²",
            "area of existing zones (km²) ÷ area of the province (km²) × 100 = km² per 100 km²",
        ),
        unit="pct",
        base=_PROVINCE,
        roles=_GROUPS,
        source="zoneplan",
        needs=(FOUNDED, AREA),
        decimals=3,
        at_most=Ceiling(100.0, Text("các khu nằm trong tỉnh", "the zones lie in the province")),
    )
)
def zone_area_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the share of the province that existing zones take, in per cent (km2 per 100 km2)."""
    zones = sum_members(view, subject, FOUNDED, view.stands)
    area = view.own(view.province, AREA)
    if area is None:
        return missing_row(spec, subject, (AREA,), view.province)
    if zones is None:
        return missing_members(spec, subject, (FOUNDED,))
    return rate(spec, subject, zones, hectares(area), scale=100)


def hectares(area_km2: Amount) -> Amount:
    """Gives an amount of square kilometres in hectares, its figures unchanged."""
    return Amount(
        area_km2.value * HA_PER_KM2,
        area_km2.low * HA_PER_KM2,
        area_km2.high * HA_PER_KM2,
        area_km2.figures,
        area_km2.others,
        area_km2.counted,
    )


@metric(
    MetricSpec(
        id="workers_per_km2",
        name=Text(
            "Mật độ lao động của các khu trên toàn tỉnh", "Workers of the zones per km² of the province"
        ),
        formula=Text(
            "lao động trong các khu hiện có ÷ diện tích tỉnh; nhóm: số của cả nhóm nếu sổ có, không thì tổng các khu",
            "workers of existing zones ÷ area of the province; groups: their own figure, else the sum of zones",
        ),
        unit="persons_per_km2",
        base=_PROVINCE,
        roles=_GROUPS,
        source="standard",
        needs=(WORKERS, AREA),
    )
)
def workers_per_km2(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the workers of existing zones per km2 of the province."""
    workers, area = _workers(view, subject), view.own(view.province, AREA)
    if area is None:
        return missing_row(spec, subject, (AREA,), view.province)
    if workers is None:
        return missing_members(spec, subject, (WORKERS,))
    return rate(spec, subject, workers, area)


def _workers(view: View, subject: Subject) -> Amount | None:
    """Gives the workers of a group, its own figure before the sum of its zones; of the plan those of its groups."""
    if not any(member.members for member in subject.members):
        own = None if subject.role is Role.PLAN else view.own(subject, WORKERS)
        covered = _existing(view, subject)
        return replace(own, counted=covered) if own else sum_members(view, subject, WORKERS, view.stands)
    found = [(group, _workers(view, group)) for group in subject.members]
    known = [amount for _, amount in found if amount is not None]
    missing = tuple(key for group, amount in found if amount is None for key in _existing(view, group))
    return total(known, missing) if known else None


@metric(
    MetricSpec(
        id="population_density_per_km2",
        name=Text("Mật độ dân số", "Population density"),
        formula=Text("dân số ÷ diện tích tự nhiên", "population ÷ total area"),
        unit="persons_per_km2",
        base=Text("diện tích tự nhiên", "total area"),
        roles=frozenset({Role.COMMUNE, Role.PLAN}),
        source="standard",
        needs=("population", AREA),
        decimals=1,
    )
)
def population_density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the gross population density."""
    people, area = view.own(subject, "population"), view.own(subject, AREA)
    if people is None or area is None:
        return missing_row(spec, subject, spec.needs)
    return rate(spec, subject, people, area)


@metric(
    MetricSpec(
        id="population",
        name=Text("Dân số", "Population"),
        formula=Text("số ghi trong sổ", "as in the ledger"),
        unit="persons",
        base=Text("xã hoặc tỉnh", "commune or province"),
        roles=frozenset({Role.COMMUNE, Role.PLAN}),
        source="standard",
        needs=("population",),
        decimals=0,
    )
)
def population(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the population on record."""
    people = view.own(subject, "population")
    return from_amount(spec, subject, people) if people else missing_row(spec, subject, spec.needs)
