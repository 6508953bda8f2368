"""The ledger of figures: nothing overwritten, everything dated and sourced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from zoneplan.plan.indicators import Indicator, Nature
from zoneplan.plan.period import Period
from zoneplan.plan.units import UNITS


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


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures and shapes come from."""

    id: str
    title: str
    publisher: str
    date: str
    url: str
    note: str


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
        unit = UNITS.get(self.unit)
        return float(Decimal(repr(self.printed)) * Decimal(unit.factor)) if unit else self.printed

    @property
    def bound(self) -> Bound:
        """What the note's opening mark says of the figure's exactness."""
        return next((b for b in Bound if b and self.note.startswith(b)), Bound.EXACT)

    @property
    def remark(self) -> str:
        """The note without its opening mark."""
        return self.note.removeprefix(self.bound).strip()

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value that the source allows; figures are never negative."""
        match self.bound:
            case Bound.AT_LEAST:
                return self.value, float("inf")
            case Bound.AT_MOST:
                return 0.0, self.value
            case _:
                return self.value, self.value


@dataclass(frozen=True, slots=True)
class LookUp:
    """The figure that counts at a date, and what else the ledger says about the same thing."""

    chosen: Figure
    others: tuple[Figure, ...]


_TRUST = {Confidence.PUBLISHED.value: 2, Confidence.DERIVED.value: 1}
"""Of equal figures of the same time the published one counts before the derived, the derived before the rest."""


def _newest(figures: list[Figure], on: date) -> Figure:
    newest = max(
        figures, key=lambda f: (min(f.as_of.end, on), f.as_of.start, _TRUST.get(f.confidence, 0), -f.line)
    )
    rivals = [f for f in figures if f.as_of.overlaps(newest.as_of)]
    return next((f for f in rivals if f.preferred), newest)


@dataclass(frozen=True)
class Ledger:
    """All figures and what they may be figures of."""

    figures: tuple[Figure, ...]
    indicators: Mapping[str, Indicator]

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[Figure]]:
        index: dict[tuple[str, str], list[Figure]] = {}
        for figure in self.figures:
            index.setdefault((figure.subject, figure.indicator), []).append(figure)
        return index

    def all_of(self, subject: str, indicator: str) -> tuple[Figure, ...]:
        """Gives every row of a subject and an indicator, in file order."""
        return tuple(self._by_key.get((subject, indicator), ()))

    def look_up(self, subject: str, indicator: str, on: date) -> LookUp | None:
        """Gives the figure known on a date: the newest, and among rivals of its time the preferred one.

        A yearly amount is only read from rows of a whole year: four months are not a small year.
        Rows that begin after ``on`` are not known yet.
        """
        rows = self._by_key.get((subject, indicator), [])
        yearly = indicator in self.indicators and self.indicators[indicator].nature is Nature.FLOW
        known = [f for f in rows if f.as_of.start <= on and (f.as_of.is_year or not yearly)]
        if not known:
            return None
        chosen = _newest(known, on)
        return LookUp(chosen, tuple(f for f in rows if f is not chosen))

    def contradictions(self) -> Iterable[tuple[Figure, ...]]:
        """Gives the groups of rows that speak of the same thing at the same time with different values.

        Yearly amounts contradict each other when their periods are equal, other figures when they overlap.
        """
        for (_, indicator), rows in self._by_key.items():
            yearly = indicator in self.indicators and self.indicators[indicator].nature is Nature.FLOW
            for group in _same_time(rows, exact=yearly):
                if len({f.value for f in group}) > 1:
                    yield tuple(group)


def _same_time(rows: list[Figure], *, exact: bool) -> Iterable[list[Figure]]:
    ordered = sorted(rows, key=lambda f: (f.as_of.start, f.as_of.end))
    if exact:
        for _, same in groupby(ordered, key=lambda f: (f.as_of.start, f.as_of.end)):
            yield list(same)
        return
    group: list[Figure] = []
    for figure in ordered:
        if group and figure.as_of.start > max(f.as_of.end for f in group):
            yield group
            group = []
        group.append(figure)
    if group:
        yield group
