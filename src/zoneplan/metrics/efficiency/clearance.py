"""How far the land of a zone is cleared, of the whole zone and of what is to be cleared, never mixed."""

from dataclasses import replace

from zoneplan.metrics.build import Pair, missing_members, own_pair, pair, rate, unknown
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View
from zoneplan.plan.declared import DECLARED, FOUNDED
from zoneplan.text import Message, Text

CLEARED = "cleared_area_ha"
TO_CLEAR = "clearance_area_ha"
_NAME_OF_BASE = Text("Diện tích mẫu số ghi ở: {indicator}.", "The base stands under: {indicator}.")
_TOO_MUCH = Text(
    "Diện tích đã giải phóng ({cleared} ha) lớn hơn mẫu số ({base} ha): hai số liệu không khớp.",
    "More land is cleared ({cleared} ha) than the base has ({base} ha): the two figures do not fit.",
)
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})


@metric(
    MetricSpec(
        id="clearance_of_declared_pct",
        name=Text("Tiến độ giải phóng mặt bằng trên toàn khu", "Clearance of the whole zone"),
        formula=Text(
            "diện tích đã giải phóng mặt bằng ÷ diện tích theo quyết định × 100",
            "area cleared ÷ declared area × 100",
        ),
        unit="pct",
        base=Text(
            "diện tích toàn khu theo quyết định; nhóm: các khu hiện có",
            "declared area of the whole zone; groups: existing ones",
        ),
        roles=_ZONES,
        source="Luật Đất đai 2024",
        direction=Direction.MORE,
        needs=(CLEARED, *DECLARED),
        decimals=1,
        at_most=Ceiling(
            100.0, Text("đất đã giải phóng là một phần của khu", "the land cleared is part of the zone")
        ),
    )
)
def clearance_of_declared(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the cleared area over the area that the decision nearest to the zone declares."""
    both = pair(view, subject, CLEARED, FOUNDED, _of_declared)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, CLEARED, FOUNDED))
    measure = _progress(spec, subject, both)
    names = dict.fromkeys(f.indicator for f in both[1].figures if f.indicator != FOUNDED)
    known = view.plan.ledger.indicators
    remarks = tuple(Message.of(_NAME_OF_BASE, indicator=known[name].name) for name in names)
    return replace(measure, remarks=(*remarks, *measure.remarks))


@metric(
    MetricSpec(
        id="clearance_of_planned_pct",
        name=Text(
            "Tiến độ giải phóng mặt bằng trên phần phải giải phóng", "Clearance of what is to be cleared"
        ),
        formula=Text(
            "diện tích đã giải phóng mặt bằng ÷ diện tích phải giải phóng mặt bằng × 100",
            "area cleared ÷ area to be cleared × 100",
        ),
        unit="pct",
        base=Text("diện tích phải giải phóng mặt bằng", "area to be cleared"),
        roles=_ZONES,
        source="Luật Đất đai 2024",
        direction=Direction.MORE,
        needs=(CLEARED, TO_CLEAR),
        decimals=1,
        at_most=Ceiling(
            100.0,
            Text(
                "đất đã giải phóng là một phần của đất phải giải phóng",
                "the land cleared is part of the land to be cleared",
            ),
        ),
    )
)
def clearance_of_planned(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the cleared area over the area that is to be cleared."""
    both = pair(view, subject, CLEARED, TO_CLEAR, own_pair)
    if both is None:
        return missing_members(spec, subject, unknown(view, subject, *spec.needs))
    return _progress(spec, subject, both)


def _of_declared(view: View, subject: Subject, top: str, bottom: str) -> Pair | None:
    """Gives the cleared area and the declared one; of a zone not yet founded the area that is planned."""
    cleared = view.own(subject, top)
    declared = view.own(subject, bottom) if subject.members else _declared(view, subject)
    return (cleared, declared) if cleared is not None and declared is not None else None


def _declared(view: View, zone: Subject) -> Amount | None:
    found = [amount for key in DECLARED if (amount := view.own(zone, key)) is not None]
    return next((amount for amount in found if amount.value > 0), found[0] if found else None)


def _progress(spec: MetricSpec, subject: Subject, both: Pair) -> Measure:
    """Gives a share; none where certainly more is cleared than there is."""
    cleared, base = both
    if 0 < base.high < cleared.low:
        reason = Message.of(_TOO_MUCH, cleared=cleared.value, base=base.value)
        figures = (*cleared.figures, *base.figures)
        return Measure(spec=spec, subject=subject, figures=figures, reason=reason)
    return rate(spec, subject, cleared, base, scale=100)
