"""How a measure moves with the figures it is made of, and where its verdicts would turn.

Everything is found by measuring again on a plan in which one row of the ledger says something else: so it holds for
every measure, whatever its formula.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import TypeAlias

from zoneplan.metrics.measure import Measure
from zoneplan.metrics.registry import evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.ledger import Figure
from zoneplan.plan.regulations import Outcome, Threshold

MOST = 12
"""How many figures are told of: those that move the measure most."""
_STEP = 1.01
_DOWN = (1.0, 0.9, 0.75, 0.5, 0.25, 0.1, 0.01, 0.0)
_UP = (1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0)
"""The multiples of a figure at which a measure is looked at, from the figure outwards."""
_HALVINGS = 30

Again: TypeAlias = Callable[[float], float | None]
"""The value of a measure with one of its figures multiplied."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a value crosses a threshold as one figure changes and all else stays.

    Attributes:
        threshold: What is crossed.
        at: The figure at which that happens, in the unit in which it is printed.
        outcome: How the value stands beyond.
    """

    threshold: Threshold
    at: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Influence:
    """What one ledger row does to a measure.

    Attributes:
        figure: The row.
        change: How much the measure grows, in its own unit, when the figure is one per cent larger.
        turns: Where the verdicts would turn, at most once below the figure and once above.
    """

    figure: Figure
    change: float
    turns: tuple[Turn, ...]


def influences(view: View, measure: Measure, most: int = MOST) -> tuple[Influence, ...]:
    """Gives the figures that move a measure, the strongest first.

    Args:
        view: The plan and the date that it was measured at.
        measure: A measure of that plan; without a value nothing moves it.
        most: How many figures are told of.
    """
    if measure.value is None:
        return ()
    moved = [(figure, _change(view, measure, figure)) for figure in _rows(view, measure)]
    strongest = sorted(
        (pair for pair in moved if pair[1] and isfinite(pair[1])), key=lambda pair: -abs(pair[1])
    )[:most]
    return tuple(
        Influence(figure, change, tuple(_turns(view, measure, figure))) for figure, change in strongest
    )


def _rows(view: View, measure: Measure) -> list[Figure]:
    """Gives the rows of the ledger that a measure used, each once; a figure of 0 has no per cent."""
    known = {figure.line for figure in view.plan.ledger.figures}
    used = {figure.line: figure for figure in measure.figures if figure.line in known and figure.printed}
    return list(used.values())


def _again(view: View, measure: Measure, figure: Figure) -> Again:
    """Gives the measure as a function of a multiple of one of its figures."""
    ledger = view.plan.ledger
    place = next(i for i, row in enumerate(ledger.figures) if row.line == figure.line)

    def value(multiple: float) -> float | None:
        row = replace(ledger.figures[place], printed=figure.printed * multiple)
        changed = view.retold(ledger.with_row(place, row))
        return evaluate(changed, measure.spec.id, measure.subject).value

    return value


def _change(view: View, measure: Measure, figure: Figure) -> float:
    after = _again(view, measure, figure)(_STEP)
    return 0.0 if after is None or measure.value is None else after - measure.value


def _turns(view: View, measure: Measure, figure: Figure) -> Iterator[Turn]:
    if not measure.verdicts:
        return
    again = _again(view, measure, figure)
    for multiples in (_DOWN, _UP):
        seen = [(multiple, again(multiple)) for multiple in multiples]
        for threshold in dict.fromkeys(verdict.threshold for verdict in measure.verdicts):
            found = _crossing(again, seen, threshold)
            if found is not None:
                yield Turn(threshold, _readable(found[0], figure.printed), found[1])


def _readable(multiple: float, printed: float) -> float:
    """Gives a multiple of a figure without the noise of the halving: to a millionth of the figure."""
    return round(multiple * printed, 6 - math.floor(math.log10(abs(printed))))


def _crossing(
    again: Again, seen: Sequence[tuple[float, float | None]], threshold: Threshold
) -> tuple[float, Outcome] | None:
    """Gives the first multiple at which the outcome is another one; nothing unless the value runs one way up to it."""
    start = seen[0][1]
    if start is None:
        return None
    outcome = threshold.outcome(start, start)
    way: list[float] = [start]
    for (inner, _), (outer, value) in itertools.pairwise(seen):
        if value is None:
            return None
        way.append(value)
        if way not in (sorted(way), sorted(way, reverse=True)):
            return None
        beyond = threshold.outcome(value, value)
        if beyond is not outcome and beyond is not None:
            return _halved(again, threshold, (inner, outer), outcome), beyond
    return None


def _halved(again: Again, threshold: Threshold, ends: tuple[float, float], same: Outcome | None) -> float:
    """Gives the multiple between two ends at which the outcome changes, by bisection."""
    inner, outer = ends
    for _ in range(_HALVINGS):
        middle = (inner + outer) / 2
        value = again(middle)
        if value is not None and threshold.outcome(value, value) is same:
            inner = middle
        else:
            outer = middle
    return (inner + outer) / 2
