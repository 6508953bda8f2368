"""Hydropower: how much, how many, how dense, now and as planned."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from zoneplan.geo.areas import HA_PER_KM2, planar_ha
from zoneplan.kernels.shapes import as_array
from zoneplan.metrics.build import from_amount, missing_row, no_value, rate
from zoneplan.metrics.density.densities import AREA, counted
from zoneplan.metrics.hydropower.plants import (
    POWER,
    SITES,
    InBasin,
    basin_power,
    in_basin,
    operating,
    power,
    without_layer,
)
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, amount_of, from_layers, total
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.text import Message, Text

_PUBLISHED_SITES = "hydropower_operating_sites"
_PUBLISHED_POWER = "hydropower_operating_mw"
_LAYER = (SITES,)
_WITH_BASINS = (SITES, "basins")
_BASE = Text("các công trình trong lớp thủy điện", "the sites of the hydropower layer")
_NO_POWER = Text(
    "Không nhà máy nào ở đây có công suất trong sổ ({indicator}).",
    "No plant here has its capacity in the ledger ({indicator}).",
)
_COUNT = Text("đếm {count} nhà máy", "count of {count} plants")
_NO_BASIN = Text(
    "Lưu vực không có ranh giới, nên không biết nhà máy nào nằm trong đó.",
    "The basin has no outline, so which plants lie in it is not known.",
)
_IN_BASIN = Text(
    "{drawn} nhà máy nằm trong ranh giới lưu vực; xét sai số vị trí thì chắc chắn {certain}, nhiều nhất {possible}.",
    "{drawn} plants are drawn in the basin; with the uncertainty of positions {certain} lie in it for certain, "
    "{possible} at most.",
)


def _by_2030(site: Feature) -> bool:
    return site.text("status") != "removed" and site.text("stage") != "after-2030"


def _ever(site: Feature) -> bool:
    return site.text("status") != "removed"


def _published(view: View, subject: Subject, indicator: str) -> tuple[Figure, ...]:
    own = view.own(subject, indicator)
    return (*own.figures, *own.others) if own else ()


@metric(
    MetricSpec(
        id="hydropower_sites",
        name=Text("Số nhà máy thủy điện đang vận hành", "Operating hydropower sites"),
        formula=Text("đếm công trình đang vận hành", "number of sites in operation"),
        unit="sites",
        base=_BASE,
        roles=frozenset({Role.PLAN, Role.BASIN}),
        source="zoneplan",
        layers=_WITH_BASINS,
        needs=(POWER,),
        decimals=0,
    )
)
def operating_sites(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the number of operating sites, with the ledger row of each one's capacity."""
    if nothing := without_layer(view, spec, subject):
        return nothing
    if subject.role is Role.BASIN:
        return _basin_sites(view, spec, subject)
    sites = operating(view)
    amount = counted(tuple(site.id for site in sites), power(view, sites))
    measure = _number(spec, subject, amount)
    return replace(measure, others=_published(view, subject, _PUBLISHED_SITES))


def _number(spec: MetricSpec, subject: Subject, amount: Amount) -> Measure:
    return from_amount(spec, subject, amount, done=Message.of(_COUNT, count=int(amount.value)))


def _basin_sites(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    found = _basin(view, subject)
    if found is None:
        return no_value(spec, subject, _NO_BASIN)
    amount = counted(tuple(site.id for site in found.possible), power(view, found.possible))
    low, value = float(len(found.certain)), float(len(found.drawn))
    return _placed(_number(spec, subject, replace(amount, value=value, low=low)), subject, found)


def _basin(view: View, subject: Subject) -> InBasin | None:
    feature = view.feature(subject)
    return in_basin(view, feature) if feature is not None else None


def _placed(measure: Measure, subject: Subject, found: InBasin) -> Measure:
    """Gives a measure of a basin with its outline among the features and a word on uncertain positions."""
    certain, drawn, possible = (len(sites) for sites in (found.certain, found.drawn, found.possible))
    told = Message.of(_IN_BASIN, drawn=drawn, certain=certain, possible=possible)
    remarks = (told, *measure.remarks) if certain < possible else measure.remarks
    return replace(measure, features=(subject.id, *measure.features), remarks=remarks)


@metric(
    MetricSpec(
        id="installed_mw",
        name=Text(
            "Công suất lắp máy (tỉnh, lưu vực: đang vận hành)",
            "Installed capacity (province, basin: in operation)",
        ),
        formula=Text(
            "tổng công suất các công trình đang vận hành; một công trình: số ghi trong sổ",
            "sum over operating sites; a single site: as in the ledger",
        ),
        unit="MW",
        base=_BASE,
        roles=frozenset({Role.PLAN, Role.HYDROPOWER, Role.BASIN}),
        source="zoneplan",
        layers=_WITH_BASINS,
        needs=(POWER,),
    )
)
def installed(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the capacity of a site, or of all operating sites with the published totals beside it."""
    if subject.role is Role.HYDROPOWER:
        own = view.own(subject, POWER)
        return from_amount(spec, subject, own) if own else missing_row(spec, subject, spec.needs)
    if nothing := without_layer(view, spec, subject):
        return nothing
    if subject.role is Role.BASIN:
        return _basin_power(view, spec, subject)
    amount = power(view, operating(view))
    if amount is None:
        return no_value(spec, subject, _NO_POWER, indicator=POWER)
    return from_amount(spec, subject, replace(amount, others=_published(view, subject, _PUBLISHED_POWER)))


def _basin_power(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    found = _basin(view, subject)
    if found is None:
        return no_value(spec, subject, _NO_BASIN)
    amount = basin_power(view, found)
    if amount is None:
        return no_value(spec, subject, _NO_POWER, indicator=POWER)
    return _placed(from_amount(spec, subject, amount), subject, found)


def _planned(metric_id: str, name: Text, formula: Text, keep: Callable[[Feature], bool]) -> None:
    spec = MetricSpec(
        id=metric_id,
        name=name,
        formula=formula,
        unit="MW",
        base=_BASE,
        roles=frozenset({Role.PLAN}),
        source="zoneplan",
        layers=_LAYER,
        needs=(POWER,),
    )

    def compute(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        if nothing := without_layer(view, spec, subject):
            return nothing
        amount = power(view, filter(keep, view.plan.of_kind(SITES)))
        if amount is None:
            return no_value(spec, subject, _NO_POWER, indicator=POWER)
        return from_amount(spec, subject, amount)

    metric(spec)(compute)


_planned(
    "installed_2030_mw",
    Text("Công suất thủy điện đến 2030", "Hydropower capacity to 2030"),
    Text(
        "đang vận hành + đang xây dựng + quy hoạch đến 2030",
        "operating + under construction + planned to 2030",
    ),
    _by_2030,
)
_planned(
    "installed_after_2030_mw",
    Text("Công suất thủy điện sau 2030", "Hydropower capacity after 2030"),
    Text("công suất đến 2030 + quy hoạch sau 2030", "capacity to 2030 + planned after 2030"),
    _ever,
)


@metric(
    MetricSpec(
        id="hydropower_mw_per_100km2",
        name=Text("Mật độ thủy điện", "Hydropower density"),
        formula=Text(
            "công suất đang vận hành ÷ diện tích × 100; nhà máy ở nhiều xã chia đều",
            "operating capacity ÷ area × 100; a plant in several communes is divided equally",
        ),
        unit="mw_per_100km2",
        base=Text(
            "diện tích tự nhiên; lưu vực: diện tích ranh giới trên lưới của quy hoạch",
            "total area; of a basin that of its outline in the plan's grid",
        ),
        roles=frozenset({Role.PLAN, Role.COMMUNE, Role.BASIN}),
        source="zoneplan",
        layers=_WITH_BASINS,
        needs=(POWER, AREA),
    )
)
def density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives operating MW per 100 km2 of the province, of a commune or of a basin."""
    if nothing := without_layer(view, spec, subject):
        return nothing
    if subject.role is Role.BASIN:
        return _basin_density(view, spec, subject)
    area = view.own(subject, AREA)
    if area is None:
        return missing_row(spec, subject, (AREA,))
    whole = subject.role is Role.PLAN
    found = power(view, operating(view)) if whole else _commune_power(view, subject)
    if found is None:
        return no_value(spec, subject, _NO_POWER, indicator=POWER)
    return rate(spec, subject, found, area, scale=100)


def _basin_density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    feature, found = view.feature(subject), _basin(view, subject)
    if feature is None or found is None:
        return no_value(spec, subject, _NO_BASIN)
    amount = basin_power(view, found)
    if amount is None:
        return no_value(spec, subject, _NO_POWER, indicator=POWER)
    km2 = float(np.sum(planar_ha(as_array([feature.geometry])))) / HA_PER_KM2
    return _placed(rate(spec, subject, amount, Amount(km2, km2, km2, ()), scale=100), subject, found)


@from_layers(SITES)
def _by_commune(view: View) -> dict[str, tuple[Feature, ...]]:
    """Gives the plants in operation that are stated to stand in a commune, by its name."""
    found: dict[str, list[Feature]] = {}
    for site in operating(view):
        for commune in dict.fromkeys(site.references("commune")):
            found.setdefault(commune, []).append(site)
    return {commune: tuple(sites) for commune, sites in found.items()}


def _commune_power(view: View, subject: Subject) -> Amount | None:
    """Gives the operating capacity stated to stand in a commune; nothing where no plant there has a figure.

    A plant named with several communes counts in equal parts; the bounds say what that leaves open.
    """
    here = [(site, view.figure(site.id, POWER)) for site in _by_commune(view).get(subject.name.vi, ())]
    parts = [
        _part(amount_of(found, site.id), len(site.references("commune")))
        for site, found in here
        if found is not None
    ]
    return (
        total(parts, tuple(site.id for site, found in here if found is None)) if parts or not here else None
    )


def _part(whole: Amount, communes: int) -> Amount:
    return replace(whole, value=whole.value / communes, low=whole.low if communes == 1 else 0.0)
