"""Who had to move, who has moved, who still must."""

from zoneplan.kernels.rates import ratio
from zoneplan.metrics.build import NO_MEMBER, PERCENT, from_amount, leaves, missing_row
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, total
from zoneplan.text import Message, Text

MOVED = "households_moved"
REMAINING = "households_remaining"
TO_MOVE = "households_to_move"
_ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
_BASE = Text("hộ phải di dời vì khu công nghiệp", "households moving because of an industrial zone")
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
        return _unknown(spec, subject)
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
        own = view.own(subject, TO_MOVE)
        return from_amount(spec, subject, own) if own else missing_row(spec, subject, (TO_MOVE,))
    amount = _summed(view, subject, REMAINING)
    if amount is None:
        return _unknown(spec, subject)
    return from_amount(spec, subject, amount, Message.of(_NOT_DISASTER))


def _unknown(spec: MetricSpec, subject: Subject) -> Measure:
    if subject.members:
        return Measure(spec=spec, subject=subject, reason=Message.of(NO_MEMBER, indicators=spec.needs[:1]))
    return missing_row(spec, subject, spec.needs[:1])


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
        regulations={"any": "relocation_complete"},
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
        return missing_row(spec, subject, spec.needs)
    done, left = total(d for d, _ in pairs), total(r for _, r in pairs)
    whole = done.value + left.value
    value = float(ratio(100 * done.value, whole))
    low, high = progress_bounds((done.low, done.high), (left.low, left.high))
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=left.as_of,
        figures=(*done.figures, *left.figures),
        others=(*done.others, *left.others),
        features=done.counted,
        working=Message.of(PERCENT, top=done.value, bottom=whole, value=value),
        remarks=(Message.of(_NOT_DISASTER),),
    )


def progress_bounds(done: tuple[float, float], left: tuple[float, float]) -> tuple[float, float]:
    """Gives the lowest and highest progress in per cent that bounded counts allow.

    Progress grows with the households moved and falls with those left, so its bounds pair the ends.
    """
    low = 0.0 if left[1] == float("inf") else float(ratio(100 * done[0], done[0] + left[1]))
    high = 100.0 if done[1] == float("inf") else float(ratio(100 * done[1], done[1] + left[0]))
    return low, high
