"""Who had to move, who has moved, who still must."""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from zoneplan.kernels.rates import ratio
from zoneplan.metrics.build import (
    NO_ROW,
    Pair,
    from_amount,
    leaves,
    missing_members,
    missing_row,
    no_value,
    rate,
)
from zoneplan.metrics.measure import Ceiling, Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import Amount, View, amount_of, from_layers, total
from zoneplan.plan.layer import Feature
from zoneplan.text import Message, Text, When

MOVED = "households_moved"
REMAINING = "households_remaining"
TO_MOVE = "households_to_move"
_AREAS = "relocation_areas"
ZONES = frozenset({Role.ZONE, Role.GROUP, Role.PLAN})
PLACES = ZONES | {Role.RELOCATION}
BASE = Text("hộ phải di dời vì khu công nghiệp", "households moving because of an industrial zone")
NOT_ORIGIN = Text(
    "Chỉ tính cho nơi phải di dời vì khu công nghiệp.",
    "Only for places that people leave because of an industrial zone.",
)
_NOT_DISASTER = Text(
    "Chỉ tính hộ di dời vì khu công nghiệp; tái định cư thiên tai không cộng vào.",
    "Only households that move because of a zone; disaster resettlement is not added.",
)
_OTHER_DATE = Text(
    "Số đã di dời ({moved}) và số còn phải di dời ({left}) ghi ở hai thời điểm khác nhau.",
    "Those who moved ({moved}) and those who still must ({left}) are figures of different dates.",
)
_NONE_MOVED = Text(
    "Sổ chưa ghi số hộ đã di dời khỏi nơi này: mọi hộ phải di dời được tính là còn lại.",
    "The ledger has no households moved from here: all who must move are taken to remain.",
)
_MORE_MOVED = Text(
    "Số hộ đã di dời ({moved}) lớn hơn số hộ phải di dời ({to_move}): một trong hai dòng sai.",
    "More households have moved ({moved}) than must move ({to_move}): one of the rows is wrong.",
)
_DIFFERENCE = Text("{to_move} − {moved} = {left}", "{to_move} − {moved} = {left}")


@from_layers()
def origins(view: View) -> tuple[Feature, ...]:
    """Gives the places that people leave because of an industrial zone."""
    return tuple(area for area in view.plan.of_kind(_AREAS) if is_origin(area))


def is_origin(feature: Feature) -> bool:
    """Tells whether a feature is a place that people leave because of an industrial zone."""
    left = feature.text("role") == "origin" and feature.text("cause") == "industrial_zone"
    return left and feature.kind == _AREAS


@from_layers()
def _serving(view: View) -> dict[str, tuple[int, ...]]:
    """Gives by the id of a zone the places in ``origins`` that people leave for it."""
    found: dict[str, list[int]] = {}
    for number, area in enumerate(origins(view)):
        for zone in dict.fromkeys(area.references("serves")):
            found.setdefault(zone, []).append(number)
    return {zone: tuple(numbers) for zone, numbers in found.items()}


def _origins_of(view: View, zones: Iterable[str]) -> tuple[Feature, ...]:
    """Gives the places that people leave for any of some zones, each once, in the order of the layer."""
    every, serving = origins(view), _serving(view)
    return tuple(every[number] for number in sorted({n for zone in zones for n in serving.get(zone, ())}))


def leaves_a_zone(view: View, subject: Subject) -> bool:
    """Tells whether a subject is a place that people leave because of an industrial zone."""
    feature = view.feature(subject)
    return feature is not None and is_origin(feature)


def _summed(view: View, subject: Subject, indicator: str) -> Amount | None:
    known = [a for leaf in leaves(subject) if (a := view.own(leaf, indicator)) is not None]
    return total(known) if known else None


def _stated(view: View) -> frozenset[str]:
    """Gives the zones that state themselves how many have to move."""
    return frozenset(z.id for z in view.plan.zones if view.figure(z.id, TO_MOVE) is not None)


def households_to_move(view: View, subject: Subject) -> Amount | None:
    """Gives what zones state themselves, and for the others what the places that people leave for them state.

    A place that serves several zones is counted once; one that serves a zone which states the number itself is
    part of that number. The plan also counts places that name no zone.
    """
    stated = view.once(_stated)
    below = leaves(subject)
    asked = origins(view) if subject.role is Role.PLAN else _origins_of(view, (leaf.id for leaf in below))
    areas = [area for area in asked if stated.isdisjoint(area.references("serves"))]
    own = [a for leaf in below if (a := view.own(leaf, TO_MOVE)) is not None]
    found = [(area.id, view.figure(area.id, TO_MOVE)) for area in areas]
    known = [*own, *(amount_of(figure, area) for area, figure in found if figure is not None)]
    return total(known, tuple(area for area, figure in found if figure is None)) if known else None


def _nobody_known(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the reason why nobody is known to have to move: no row of the zone, nor of a place that serves it."""
    if subject.members:
        return missing_members(spec, subject, spec.needs)
    rows = (subject.id, *(area.id for area in _origins_of(view, (subject.id,))))
    reason = Message.of(NO_ROW, subject=rows, indicators=spec.needs)
    return Measure(spec=spec, subject=subject, reason=reason)


@metric(
    MetricSpec(
        id="households_to_move",
        name=Text("Số hộ phải di dời", "Households to move"),
        formula=Text(
            "số ghi trong sổ; khu: tổng các nơi đi phục vụ khu; nhóm: mỗi nơi đi một lần",
            "as in the ledger; zone: sum of the origin areas that serve it; groups: each area once",
        ),
        unit="households",
        base=BASE,
        roles=PLACES,
        source="zoneplan",
        direction=Direction.LESS,
        needs=(TO_MOVE,),
        decimals=0,
    )
)
def to_move(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the households that have to move."""
    if subject.role is Role.RELOCATION:
        if not leaves_a_zone(view, subject):
            return no_value(spec, subject, NOT_ORIGIN)
        own = view.own(subject, TO_MOVE)
        return from_amount(spec, subject, own) if own else missing_row(spec, subject, spec.needs)
    amount = households_to_move(view, subject)
    if amount is None:
        return _nobody_known(view, spec, subject)
    return from_amount(spec, subject, amount, Message.of(_NOT_DISASTER))


@metric(
    MetricSpec(
        id="households_moved",
        name=Text("Số hộ đã di dời", "Households moved"),
        formula=Text("số ghi trong sổ; nhóm: tổng các khu", "as in the ledger; groups: sum over zones"),
        unit="households",
        base=BASE,
        roles=PLACES,
        source="zoneplan",
        needs=(MOVED,),
        decimals=0,
    )
)
def moved(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the households that have moved."""
    if subject.role is Role.RELOCATION:
        if not leaves_a_zone(view, subject):
            return no_value(spec, subject, NOT_ORIGIN)
        own = view.own(subject, MOVED)
        return from_amount(spec, subject, own) if own else missing_row(spec, subject, spec.needs)
    amount = _summed(view, subject, MOVED)
    if amount is None:
        return missing_members(spec, subject, spec.needs)
    return from_amount(spec, subject, amount, Message.of(_NOT_DISASTER))


@metric(
    MetricSpec(
        id="households_remaining",
        name=Text("Số hộ còn phải di dời", "Households still to move"),
        formula=Text(
            "số ghi trong sổ; nhóm: tổng các khu; nơi đi: số hộ phải di dời − số hộ đã di dời",
            "as in the ledger; groups: sum over zones; origin area: households to move − households moved",
        ),
        unit="households",
        base=BASE,
        roles=PLACES,
        source="zoneplan",
        direction=Direction.LESS,
        needs=(REMAINING, TO_MOVE, MOVED),
        decimals=0,
    )
)
def remaining(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the households that still have to move."""
    if subject.role is Role.RELOCATION:
        return _left_in_area(view, spec, subject)
    amount = _summed(view, subject, REMAINING)
    if amount is None:
        return missing_members(spec, subject, spec.needs[:1])
    return from_amount(spec, subject, amount, Message.of(_NOT_DISASTER))


def _left_in_area(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    if not leaves_a_zone(view, subject):
        return no_value(spec, subject, NOT_ORIGIN)
    left, whole, done = (view.own(subject, indicator) for indicator in (REMAINING, TO_MOVE, MOVED))
    if left is not None:
        return from_amount(spec, subject, left)
    if whole is None:
        return missing_row(spec, subject, (TO_MOVE,))
    if done is None:
        return from_amount(spec, subject, whole, Message.of(_NONE_MOVED))
    return _difference(spec, subject, whole, done)


def _difference(spec: MetricSpec, subject: Subject, whole: Amount, done: Amount) -> Measure:
    figures = (*whole.figures, *done.figures)
    if done.value > whole.value:
        reason = Message.of(_MORE_MOVED, moved=done.value, to_move=whole.value)
        return Measure(spec=spec, subject=subject, figures=figures, reason=reason)
    left = Amount(
        whole.value - done.value,
        max(0.0, whole.low - done.high) if done.high < math.inf else 0.0,
        max(0.0, whole.high - done.low),
        figures,
        (*whole.others, *done.others),
        whole.counted,
    )
    shown = Message.of(_DIFFERENCE, to_move=whole.value, moved=done.value, left=left.value)
    measure = from_amount(spec, subject, left, *_dates(done, whole), done=shown)
    return replace(measure, as_of=whole.as_of)


def _dates(done: Amount, left: Amount) -> tuple[Message, ...]:
    if done.as_of == left.as_of:
        return ()
    return (Message.of(_OTHER_DATE, moved=When(done.as_of), left=When(left.as_of)),)


def sums(view: View, subject: Subject, read: Callable[[View, Subject], Pair | None]) -> Pair | None:
    """Gives the sums of two quantities over the zones for which both are known."""
    pairs = [found for leaf in leaves(subject) if (found := read(view, leaf)) is not None]
    return (total(top for top, _ in pairs), total(bottom for _, bottom in pairs)) if pairs else None


def _counts(view: View, zone: Subject) -> Pair | None:
    done, left = view.own(zone, MOVED), view.own(zone, REMAINING)
    return (done, left) if done is not None and left is not None else None


@metric(
    MetricSpec(
        id="relocation_progress_pct",
        name=Text("Tiến độ di dời", "Relocation progress"),
        formula=Text(
            "hộ đã di dời ÷ (hộ đã di dời + hộ còn phải di dời) × 100",
            "households moved ÷ (households moved + households still to move) × 100",
        ),
        unit="pct",
        base=BASE,
        roles=ZONES,
        source="zoneplan",
        direction=Direction.MORE,
        needs=(MOVED, REMAINING),
        decimals=1,
        at_most=Ceiling(
            100.0,
            Text(
                "hộ đã di dời là một phần của tất cả các hộ",
                "the households that moved are part of all of them",
            ),
        ),
    )
)
def progress(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the share of households that have moved, over the zones for which both counts are known."""
    found = sums(view, subject, _counts)
    if found is None:
        return missing_members(spec, subject, spec.needs)
    done, left = found
    measure = rate(spec, subject, done, replace(left, value=done.value + left.value), scale=100)
    if measure.value is None:
        return measure
    low, high = progress_bounds((done.low, done.high), (left.low, left.high))
    remarks = (Message.of(_NOT_DISASTER), *_dates(done, left))
    return replace(measure, low=low, high=high, as_of=left.as_of, remarks=remarks)


def progress_bounds(done: tuple[float, float], left: tuple[float, float]) -> tuple[float, float]:
    """Gives the lowest and highest progress in per cent that bounded counts allow.

    Progress grows with the households moved and falls with those left, so its bounds pair the ends.
    """
    return _share(done[0], left[1]), _share(done[1], left[0])


def _share(done: float, left: float) -> float:
    if done == 0 or left == math.inf:
        return 0.0
    return 100.0 if done == math.inf else float(ratio(100 * done, done + left))
