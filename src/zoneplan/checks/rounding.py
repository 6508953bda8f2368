"""What a printed figure can stand for: its rounding and the words that stood beside it."""

import math
from collections.abc import Iterable
from decimal import Decimal

from zoneplan.plan.ledger import Bound, Figure
from zoneplan.plan.units import UNITS

ABOUT = 0.05
"""A figure printed with “about” may be 5 % off."""

Span = tuple[float, float]
"""The lowest and the highest value that a figure, or what is computed from figures, can stand for."""


def half_unit(figure: Figure) -> float:
    """Gives half a unit of the last digit printed, in the base unit: 0.05 of 76.2, 0.5 of 1097."""
    printed = Decimal(repr(figure.printed)).normalize()
    exponent = printed.as_tuple().exponent
    digits = min(exponent, 0) if isinstance(exponent, int) else 0
    unit = UNITS.get(figure.unit)
    return float(Decimal(10) ** digits / 2) * (unit.factor if unit else 1.0)


def span(figure: Figure) -> Span:
    """Gives what a figure can stand for, in its base unit, by its rounding and by its bound marker."""
    slack = half_unit(figure)
    match figure.bound:
        case Bound.AT_LEAST:
            return figure.value - slack, math.inf
        case Bound.AT_MOST:
            return 0.0, figure.value + slack
        case Bound.ABOUT:
            slack = max(slack, ABOUT * abs(figure.value))
    return figure.value - slack, figure.value + slack


def meet(one: Span, other: Span) -> bool:
    """Tells whether two spans share a value, up to the error of the arithmetic itself."""
    slack = 1e-9 * max(1.0, *(abs(end) for end in (*one, *other) if math.isfinite(end)))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def together(spans: Iterable[Span]) -> Span:
    """Gives the span of a sum."""
    lows, highs = zip(*spans, strict=True)
    return sum(lows), sum(highs)
