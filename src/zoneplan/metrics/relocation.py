"""Who had to move, who has moved, who still must."""

import math

from zoneplan.kernels.rates import ratio
from zoneplan.metrics.build import ZERO_BASE, from_amount, leaves, missing_members, missing_row, working
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, total
from zoneplan.text import Message, Text

MOVED = "households_moved"
REMAINING = "households_remaining"
TO_MOVE = "households_to_move"
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_BASE = Text("hộ phải di dời vì khu công nghiệp", "households moving because of an industrial zone")
_NOT_ORIGIN = Text("Chỉ tính cho nơi phải di dời.", "Only for places that people leave.")
_NOT_DISASTER = Text(
    "Chỉ tính hộ di dời vì khu công nghiệp; tái định cư thiên tai không cộng vào.",
    "Only households that move because of a zone; disaster resettlement is not added.",
)


def _summed(view: View, subject: Subject, indicator: str) -> Amount | None:
    known = [a for leaf in leaves(subject) if (a := view.own(leaf, indicator)) is not None]
    return total(known) if known else None


@metric(
    MetricSpec(
        id="households_moved",
        name=Text("Số hộ đã di dời", "Households moved"),
        formula=Text("số ghi trong sổ; nhóm: tổng các khu", "as in the ledger; groups: sum over zones"),
        unit="households",
        base=_BASE,
        roles=_ZONES,
        source="zoneplan",
        needs=(MOVED,),
        decimals=0,
    )
)
def moved(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the households that have moved."""
    amount = _summed(view, subject, MOVED)
    if amount is None:
        return missing_members(spec, subject, spec.needs[:1])
    return from_amount(spec, subject, amount, Message.of(_NOT_DISASTER))


@metric(
    MetricSpec(
        id="households_remaining",
        name=Text("Số hộ còn phải di dời", "Households still to move"),
        formula=Text(
            "số ghi trong sổ; nhóm: tổng các khu; nơi đi: số hộ phải di dời",
            "as in the ledger; groups: sum over zones; origin area: households to move",
        ),
        unit="households",
        base=_BASE,
        roles=_ZONES | {Role.RELOCATION},
        source="zoneplan",
        direction=Direction.LESS,
        needs=(REMAINING, TO_MOVE),
        decimals=0,
    )
)
def remaining(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the households that still have to move."""
    if subject.role is Role.RELOCATION:
        feature = view.feature(subject)
        if feature is not None and feature.text("role") != "origin":
            return Measure(spec=spec, subject=subject, reason=Message.of(_NOT_ORIGIN))
        own = view.own(subject, TO_MOVE)
        return from_amount(spec, subject, own) if own else missing_row(spec, subject, (TO_MOVE,))
    amount = _summed(view, subject, REMAINING)
    if amount is None:
        return missing_members(spec, subject, spec.needs[:1])
    return from_amount(spec, subject, amount, Message.of(_NOT_DISASTER))


@metric(
    MetricSpec(
        id="relocation_progress_pct",
        name=Text("Tiến độ di dời", "Relocation progress"),
        formula=Text(
            "hộ đã di dời ÷ (hộ đã di dời + hộ còn phải di dời) × 100",
            "households moved ÷ (households moved + households still to move) × 100",
        ),
        unit="pct",
        base=_BASE,
        roles=_ZONES,
        source="zoneplan",
        direction=Direction.MORE,
        needs=(MOVED, REMAINING),
        decimals=1,
    )
)
def progress(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the share of households that have moved, over the zones for which both counts are known."""
    pairs = [
        (done, left)
        for leaf in leaves(subject)
        if (done := view.own(leaf, MOVED)) is not None and (left := view.own(leaf, REMAINING)) is not None
    ]
    if not pairs:
        return missing_members(spec, subject, spec.needs)
    done, left = total(d for d, _ in pairs), total(r for _, r in pairs)
    whole = done.value + left.value
    figures = (*done.figures, *left.figures)
    if whole <= 0:
        return Measure(spec=spec, subject=subject, figures=figures, reason=Message.of(ZERO_BASE))
    value = float(ratio(100 * done.value, whole))
    low, high = progress_bounds((done.low, done.high), (left.low, left.high))
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=left.as_of,
        figures=figures,
        others=(*done.others, *left.others),
        features=done.counted,
        working=working(spec, done.value, whole, value, 100),
        remarks=(Message.of(_NOT_DISASTER),),
    )


def progress_bounds(done: tuple[float, float], left: tuple[float, float]) -> tuple[float, float]:
    """Gives the lowest and highest progress in per cent that bounded counts allow.

    Progress grows with the households moved and falls with those left, so its bounds pair the ends.
    """
    return _share(done[0], left[1]), _share(done[1], left[0])


def _share(done: float, left: float) -> float:
    if done == 0 or left == math.inf:
        return 0.0
    return 100.0 if done == math.inf else float(ratio(100 * done, done + left))
