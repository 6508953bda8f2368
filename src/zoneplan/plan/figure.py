"""A figure of the ledger and how exactly it is known."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from zoneplan.plan.indicators import Indicator, Nature
from zoneplan.plan.period import Period
from zoneplan.plan.units import COUNTED, UNITS
from zoneplan.plan.working import workings

_PERCENT = 100.0


class Confidence(StrEnum):
    """How a figure came to be."""

    PUBLISHED = "published"
    DERIVED = "derived"
    ESTIMATED = "estimated"


class Bound(StrEnum):
    """What the source says about the figure's exactness; the value is the mark that opens the note."""

    EXACT = ""
    AT_LEAST = "[>=]"
    AT_MOST = "[<=]"
    ABOUT = "[~]"


_MARKED = tuple(bound for bound in Bound if bound)


@lru_cache(maxsize=8192)
def _in_base_unit(printed: str, unit: str) -> float:
    return float(Decimal(printed) * Decimal(UNITS[unit].factor))


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the ledger; ``line`` is its line in the file."""

    line: int
    subject: str
    indicator: str
    printed: float
    unit: str
    as_of: Period
    sources: tuple[str, ...]
    confidence: str
    preferred: bool
    note: str

    @property
    def value(self) -> float:
        """The figure in its base unit (persons for thousands of persons)."""
        return _in_base_unit(repr(self.printed), self.unit) if self.unit in UNITS else self.printed

    @property
    def bound(self) -> Bound:
        """What the note's opening mark says of the figure's exactness."""
        return next((b for b in _MARKED if self.note.startswith(b)), Bound.EXACT)

    @property
    def remark(self) -> str:
        """The note without its opening mark."""
        return self.note.removeprefix(self.bound).strip()


def figure_bounds(figure: Figure, indicator: Indicator | None = None) -> tuple[float, float]:
    """Gives the lowest and the highest value, in the base unit, that a figure allows; figures are never negative.

    "More than" opens the upper end, "less than" the lower end down to 0. "About" leaves open half a unit of the
    last digit that is not 0: about 9,000 is 8,500 to 9,500. Any other figure is rounded to the last digit printed
    (76.2 is 76.15 to 76.25), unless it is none at all, a whole count, or what a document lays down. What is derived
    by the arithmetic in its note is moreover as inexact as the numbers in it: 21,155 / 0.463 is 45,641 to 45,742.
    """
    low, high = _as_printed(figure, indicator)
    least, most = _as_derived(figure)
    return min(low, max(least, 0.0) if low >= 0 else least), max(high, most)


def _as_printed(figure: Figure, indicator: Indicator | None) -> tuple[float, float]:
    match figure.bound:
        case Bound.AT_LEAST:
            return figure.value, math.inf
        case Bound.AT_MOST:
            return 0.0, figure.value
        case Bound.ABOUT:
            return _rounded(figure, _place(Decimal(repr(figure.printed)).normalize()))
        case _:
            printed = Decimal(repr(figure.printed))
            laid_down = indicator is None or indicator.stated or indicator.nature is Nature.PLAN
            if laid_down or not printed or _is_count(figure) or not printed.is_finite():
                return figure.value, figure.value
            return _rounded(figure, min(0, _place(printed.normalize())))


def _as_derived(figure: Figure) -> tuple[float, float]:
    """Gives between what a derived figure lies by its note; itself where the note is no arithmetic that gives it."""
    value = figure.value
    if figure.confidence != Confidence.DERIVED or figure.bound not in {Bound.EXACT, Bound.ABOUT}:
        return value, value
    scale = _PERCENT if figure.unit == "pct" else 1.0
    for _, found in workings(figure.remark):
        for factor in dict.fromkeys((1.0, scale)):
            if factor * found.low <= value <= factor * found.high and math.isfinite(found.low + found.high):
                return factor * found.low, factor * found.high
    return value, value


def span(chosen: Figure, rivals: Iterable[Figure], indicator: Indicator | None) -> tuple[float, float]:
    """Gives the bounds of a figure, widened to those which contradict it.

    A rival that leaves room for the chosen value, such as "more than 1,000" beside 1,024, contradicts nothing.
    """
    low, high = figure_bounds(chosen, indicator)
    for rival in rivals:
        least, most = figure_bounds(rival, indicator)
        if least <= chosen.value <= most:
            continue
        exact = rival.bound in {Bound.EXACT, Bound.ABOUT}
        low = min(low, least if exact else rival.value)
        high = max(high, most if exact else rival.value)
    return low, high


def _is_count(figure: Figure) -> bool:
    return figure.unit in COUNTED and figure.printed == int(figure.printed)


def _place(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(figure: Figure, place: int) -> tuple[float, float]:
    """Gives a figure less and plus half a unit of a decimal place of what is printed."""
    unit = UNITS.get(figure.unit)
    factor = Decimal(unit.factor) if unit else Decimal(1)
    value, half = Decimal(repr(figure.printed)) * factor, Decimal(5).scaleb(place - 1) * factor
    least = value - half
    return float(least if value < 0 else max(least, Decimal(0))), float(value + half)
