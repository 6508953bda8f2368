"""What relocation costs, and how much of the money has been passed on."""

from dataclasses import replace

from zoneplan.metrics.build import Pair, coverage, missing_members, no_value, rate
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.relocation.households import (
    BASE,
    NOT_ORIGIN,
    PLACES,
    REMAINING,
    TO_MOVE,
    ZONES,
    households_to_move,
    leaves_a_zone,
    sums,
)
from zoneplan.metrics.view import View
from zoneplan.text import Message, Text

COST = "relocation_cost_bn_vnd"
FUNDS = "relocation_funds_bn_vnd"
_PER = Text("Chia cho: {indicators}.", "Divided by: {indicators}.")
_OTHER_PHASE = Text(
    "Tiền đã chuyển và kinh phí ước tính có thể thuộc các đợt khác nhau.",
    "The money passed on and the estimated cost may belong to different phases.",
)


def _estimate(view: View, place: Subject) -> Pair | None:
    """Gives the estimated cost of a zone or an origin area and the households it is for."""
    cost = view.own(place, COST)
    households = view.own(place, REMAINING)
    if households is None:
        households = (
            view.own(place, TO_MOVE) if place.role is Role.RELOCATION else households_to_move(view, place)
        )
    return (cost, households) if cost is not None and households is not None else None


@metric(
    MetricSpec(
        id="relocation_cost_per_household_m_vnd",
        name=Text("Kinh phí di dời trên hộ", "Relocation cost per household"),
        formula=Text(
            "kinh phí di dời ước tính (tỷ đồng) ÷ số hộ còn phải di dời, thiếu thì số hộ phải di dời × 1.000",
            "estimated cost of relocation (billion VND) ÷ households still to move, else households to move × 1,000",
        ),
        unit="m_vnd_per_household",
        base=BASE,
        roles=PLACES,
        source="zoneplan",
        needs=(COST, REMAINING, TO_MOVE),
        decimals=0,
    )
)
def cost_per_household(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the estimated cost of relocation per household, over the zones for which both are known."""
    if subject.role is Role.RELOCATION and not leaves_a_zone(view, subject):
        return no_value(spec, subject, NOT_ORIGIN)
    found = sums(view, subject, _estimate)
    if found is None:
        return missing_members(spec, subject, spec.needs[:2])
    cost, households = found
    measure = rate(spec, subject, cost, households, scale=1000)
    if measure.value is None:
        return measure
    declared = view.plan.ledger.indicators
    names = dict.fromkeys(figure.indicator for figure in households.figures)
    per = Message.of(_PER, indicators=tuple(declared[name].name for name in names))
    return replace(measure, remarks=(*measure.remarks, per, *coverage(households)))


@metric(
    MetricSpec(
        id="relocation_funds_share_pct",
        name=Text("Kinh phí đã chuyển so với ước tính", "Relocation funds against the estimated cost"),
        formula=Text(
            "kinh phí di dời đã chuyển ÷ kinh phí di dời ước tính × 100",
            "relocation funds passed on ÷ estimated cost of relocation × 100",
        ),
        unit="pct",
        base=Text("kinh phí di dời ước tính", "estimated cost of relocation"),
        roles=ZONES,
        source="zoneplan",
        direction=Direction.MORE,
        needs=(FUNDS, COST),
        decimals=1,
    )
)
def funds_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the money passed on for relocation as a share of the estimated cost, over zones that have both."""
    found = sums(view, subject, _money)
    if found is None:
        return missing_members(spec, subject, spec.needs)
    measure = rate(spec, subject, *found, scale=100)
    if measure.value is None:
        return measure
    return replace(measure, remarks=(*measure.remarks, Message.of(_OTHER_PHASE)))


def _money(view: View, zone: Subject) -> Pair | None:
    funds, cost = view.own(zone, FUNDS), view.own(zone, COST)
    return (funds, cost) if funds is not None and cost is not None else None
