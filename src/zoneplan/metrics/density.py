"""How densely land carries zones, people and hydropower."""

from dataclasses import replace

from zoneplan.geo.areas import HA_PER_KM2
from zoneplan.metrics.build import from_amount, leaves, missing_members, missing_row, rate, sum_members
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View
from zoneplan.plan.declared import FOUNDED
from zoneplan.text import Text

AREA = "area_km2"
_PROVINCE = Text("diện tích toàn tỉnh", "area of the province")
_GROUPS = frozenset({Role.GROUP, Role.PLAN})


def _existing(view: View, subject: Subject) -> tuple[str, ...]:
    return tuple(leaf.id for leaf in leaves(subject) if view.stands(leaf))


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
    """Gives the existing zones per 100 km2 of the province."""
    area = view.own(view.province, AREA)
    if area is None:
        return missing_row(spec, subject, spec.needs, view.province)
    measure = rate(spec, subject, counted(_existing(view, subject)), area, scale=100)
    return replace(measure, as_of=view.plan.as_of.isoformat()) if measure.value is not None else measure


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
