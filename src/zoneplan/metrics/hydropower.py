"""Hydropower: how much, how many, how dense, now and as planned."""

from collections.abc import Callable
from dataclasses import replace

from zoneplan.metrics.build import from_amount, missing_row, rate
from zoneplan.metrics.density import AREA, counted
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, amount_of, total
from zoneplan.plan.layer import Feature
from zoneplan.plan.ledger import Figure
from zoneplan.text import Message, Text

POWER = "installed_mw"
_PUBLISHED_SITES = "hydropower_operating_sites"
_PUBLISHED_POWER = "hydropower_operating_mw"
_LAYER = ("hydropower_sites",)
_BASE = Text("các công trình trong lớp thủy điện", "the sites of the hydropower layer")
_NO_LAYER = Text("Quy hoạch này không có lớp thủy điện.", "This plan has no hydropower layer.")
_NO_POWER = Text(
    "Không nhà máy nào ở đây có công suất trong sổ ({indicator}).",
    "No plant here has its capacity in the ledger ({indicator}).",
)
_COUNT = Text("đếm {count} nhà máy", "count of {count} plants")


def _operating(site: Feature) -> bool:
    return site.text("status") == "operating"


def _by_2030(site: Feature) -> bool:
    return site.text("status") != "removed" and site.text("stage") != "after-2030"


def _ever(site: Feature) -> bool:
    return site.text("status") != "removed"


def _power(view: View, keep: Callable[[Feature], bool]) -> Amount | None:
    sites = [site for site in view.plan.of_kind("hydropower_sites") if keep(site)]
    known = [(site.id, view.figure(site.id, POWER)) for site in sites]
    amounts = [amount_of(found, site) for site, found in known if found is not None]
    return total(amounts, tuple(site for site, found in known if found is None)) if amounts else None


def _without_layer(view: View, spec: MetricSpec, subject: Subject) -> Measure | None:
    if any(layer.kind.id == "hydropower_sites" for layer in view.plan.layers.values()):
        return None
    return Measure(spec=spec, subject=subject, reason=Message.of(_NO_LAYER))


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
        roles=frozenset({Role.PLAN}),
        source="zoneplan",
        layers=_LAYER,
        needs=(POWER,),
        decimals=0,
    )
)
def operating_sites(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the number of operating sites, with the ledger row of each one's capacity."""
    if nothing := _without_layer(view, spec, subject):
        return nothing
    sites = tuple(s.id for s in view.plan.of_kind("hydropower_sites") if _operating(s))
    amount = counted(sites, _power(view, _operating))
    return Measure(
        spec=spec,
        subject=subject,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        as_of=amount.as_of,
        figures=amount.figures,
        others=_published(view, subject, _PUBLISHED_SITES),
        features=amount.counted,
        working=Message.of(_COUNT, count=len(sites)),
    )


@metric(
    MetricSpec(
        id="installed_mw",
        name=Text(
            "Công suất lắp máy (toàn tỉnh: đang vận hành)", "Installed capacity (province: in operation)"
        ),
        formula=Text(
            "tổng công suất các công trình đang vận hành; một công trình: số ghi trong sổ",
            "sum over operating sites; a single site: as in the ledger",
        ),
        unit="MW",
        base=_BASE,
        roles=frozenset({Role.PLAN, Role.HYDROPOWER}),
        source="zoneplan",
        layers=_LAYER,
        needs=(POWER,),
    )
)
def installed(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the capacity of a site, or of all operating sites with the published totals beside it."""
    if subject.role is Role.HYDROPOWER:
        own = view.own(subject, POWER)
        return from_amount(spec, subject, own) if own else missing_row(spec, subject, spec.needs)
    amount = _power(view, _operating)
    if amount is None:
        return missing_row(spec, subject, spec.needs)
    return from_amount(spec, subject, replace(amount, others=_published(view, subject, _PUBLISHED_POWER)))


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
        amount = _power(view, keep)
        return from_amount(spec, subject, amount) if amount else missing_row(spec, subject, spec.needs)

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
        base=Text("diện tích tự nhiên", "total area"),
        roles=frozenset({Role.PLAN, Role.COMMUNE}),
        source="zoneplan",
        layers=_LAYER,
        needs=(POWER, AREA),
    )
)
def density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives operating MW per 100 km2 of the province or of a commune."""
    if nothing := _without_layer(view, spec, subject):
        return nothing
    area = view.own(subject, AREA)
    power = _power(view, _operating) if subject.role is Role.PLAN else _commune_power(view, subject)
    if area is None:
        return missing_row(spec, subject, (AREA,))
    if power is None:
        return Measure(spec=spec, subject=subject, reason=Message.of(_NO_POWER, indicator=POWER))
    return rate(spec, subject, power, area, scale=100)


def _commune_power(view: View, subject: Subject) -> Amount | None:
    """Gives the operating capacity stated to stand in a commune; nothing where no plant there has a figure.

    A plant named with several communes counts in equal parts; the bounds say what that leaves open.
    """
    here = [
        (site, view.figure(site.id, POWER))
        for site in view.plan.of_kind("hydropower_sites")
        if _operating(site) and subject.name.vi in site.references("commune")
    ]
    parts = [
        _part(amount_of(found, site.id), len(site.references("commune")))
        for site, found in here
        if found is not None
    ]
    return (
        total(parts, tuple(site.id for site, found in here if found is None)) if parts or not here else None
    )


def _part(power: Amount, communes: int) -> Amount:
    return replace(power, value=power.value / communes, low=power.low if communes == 1 else 0.0)
