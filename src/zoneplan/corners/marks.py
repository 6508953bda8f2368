"""Which decimal sign a table is written with, told from all its numbers together."""

from collections.abc import Sequence

from zoneplan.corners.layout import is_plausible
from zoneplan.corners.numbers import MARKS, Mark, Written, settled
from zoneplan.corners.rules import MARK_OPEN, MARK_TOLD, MARKS_MIXED
from zoneplan.plan.finding import Finding

_MOST = 0.8
"""Share of the coordinates that must be possible places for a decimal sign to be believed."""


def settle_mark(numbers: Sequence[Written], chosen: Mark | None) -> tuple[Mark | None, list[Finding]]:
    """Gives the decimal sign of a table, nothing where it cannot be told, and what to report.

    Args:
        numbers: Every coordinate of the table.
        chosen: The sign the user names, which then counts.
    """
    left = settled(numbers) & {chosen} if chosen else settled(numbers)
    if not left:
        return None, [_mixed(numbers, chosen)]
    if len(left) == 1:
        return next(iter(left)), []
    open_ = [number for number in numbers if number.is_open]
    if not open_:
        return ".", []
    believed = [mark for mark in MARKS if _share(numbers, mark) >= _MOST]
    if len(believed) == 1:
        told = open_[0]
        return believed[0], [MARK_TOLD.found(text=told.text, value=f"{told.values[believed[0]]:.10g}")]
    values = sorted(open_[0].values.values(), reverse=True)
    return None, [
        MARK_OPEN.found(text=open_[0].text, grouped=f"{values[0]:.10g}", decimal=f"{values[-1]:.10g}")
    ]


def _share(numbers: Sequence[Written], mark: Mark) -> float:
    return sum(is_plausible(number.values[mark]) for number in numbers) / len(numbers)


def _mixed(numbers: Sequence[Written], chosen: Mark | None) -> Finding:
    """Reports one number of each kind; with a chosen sign, a number that it cannot read."""

    def only(mark: Mark) -> str:
        return next((n.text for n in numbers if not n.exact and set(n.values) == {mark}), chosen or "∅")

    return MARKS_MIXED.found(comma=only(","), point=only("."))
