"""The ledger of figures: nothing overwritten, everything dated and sourced."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from zoneplan.plan.figure import Bound, Confidence, Figure, span
from zoneplan.plan.indicators import Indicator, Nature

__all__ = ["Bound", "Confidence", "Figure", "Ledger", "LookUp", "Source"]


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
class LookUp:
    """The figure that counts at a date, what else the ledger says about the same thing, and what that leaves open.

    ``low`` and ``high`` bound the value as far as the chosen figure and those that contradict it at its own time go.
    """

    chosen: Figure
    others: tuple[Figure, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a subject and an indicator with what was looked up in them.

    ``known`` says from when on each row is known, ``turns`` on which days the answer may become another one.
    """

    rows: list[Figure]
    known: tuple[date, ...]
    turns: tuple[date, ...]
    found: dict[int, tuple[LookUp, LookUp] | None] = field(default_factory=dict)


_DAY = timedelta(days=1)
_TRUST = {Confidence.PUBLISHED.value: 2, Confidence.DERIVED.value: 1}
"""Of equal figures of the same time the published one counts before the derived, the derived before the rest."""


def _newest(figures: list[Figure], on: date) -> Figure:
    newest = max(
        figures, key=lambda f: (min(f.as_of.end, on), f.as_of.start, _TRUST.get(f.confidence, 0), -f.line)
    )
    rivals = [f for f in figures if f.as_of.overlaps(newest.as_of)]
    return next((f for f in rivals if f.preferred), newest)


def _chosen(known: list[Figure], rows: list[Figure], declared: Indicator | None, on: date) -> LookUp:
    chosen = _newest(known, on)
    rivals = [f for f in known if f is not chosen and f.as_of.overlaps(chosen.as_of)]
    low, high = span(chosen, rivals, declared)
    return LookUp(chosen, tuple(f for f in rows if f is not chosen), low, high)


@dataclass(frozen=True)
class Ledger:
    """All figures and what they may be figures of."""

    figures: tuple[Figure, ...]
    indicators: Mapping[str, Indicator]
    published: Mapping[str, date] = field(default_factory=dict)
    """Since when a source is known, where its date says so."""

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[Figure]]:
        index: dict[tuple[str, str], list[Figure]] = {}
        for figure in self.figures:
            index.setdefault((figure.subject, figure.indicator), []).append(figure)
        return index

    def with_row(self, place: int, row: Figure) -> "Ledger":
        """Gives the ledger with another figure of the same thing in a place; what it found of all else it keeps."""
        old, key = self.figures[place], (row.subject, row.indicator)
        told = replace(self, figures=(*self.figures[:place], row, *self.figures[place + 1 :]))
        same = [row if figure is old else figure for figure in self._by_key[key]]
        found = {other: rows for other, rows in self._rows.items() if other != key}
        vars(told).update({"_by_key": {**self._by_key, key: same}, "_rows": found})
        return told

    def all_of(self, subject: str, indicator: str) -> tuple[Figure, ...]:
        """Gives every row of a subject and an indicator, in file order."""
        return tuple(self._by_key.get((subject, indicator), ()))

    def look_up(self, subject: str, indicator: str, on: date) -> LookUp | None:
        """Gives the figure known on a date: the newest, and among rivals of its time the preferred one.

        A yearly amount is only read from rows of a whole year that is over: four months are not a small year.
        A figure is known from the day on which the first of its sources came out; one whose sources are not
        dated from the time it speaks of. What was planned is known before that time comes.
        """
        found = self._look_up(subject, indicator, on)
        return found[0] if found else None

    def known(self, subject: str, indicator: str, on: date) -> LookUp | None:
        """Gives the same as ``look_up``, of the other figures only those which are known on the date too."""
        found = self._look_up(subject, indicator, on)
        return found[1] if found else None

    @cached_property
    def _rows(self) -> dict[tuple[str, str], _Rows]:
        return {}

    def _look_up(self, subject: str, indicator: str, on: date) -> tuple[LookUp, LookUp] | None:
        key = (subject, indicator)
        if key not in self._by_key:
            return None
        if key not in self._rows:
            self._rows[key] = self._rows_of(self._by_key[key])
        rows = self._rows[key]
        place = bisect_right(rows.turns, on)
        if place not in rows.found:
            rows.found[place] = self._find(rows, self.indicators.get(indicator), on)
        return rows.found[place]

    def _rows_of(self, rows: list[Figure]) -> _Rows:
        known = tuple(self.known_from(f) for f in rows)
        over = {f.as_of.end + _DAY for f in rows if f.as_of.end < date.max}
        return _Rows(rows, known, tuple(sorted({*known, *over})))

    def _find(self, rows: _Rows, declared: Indicator | None, on: date) -> tuple[LookUp, LookUp] | None:
        yearly = declared is not None and declared.nature is Nature.FLOW
        out = [f for f, since in zip(rows.rows, rows.known, strict=True) if since <= on]
        known = [f for f in out if f.as_of.is_year or not yearly]
        if not known:
            return None
        found = _chosen(known, rows.rows, declared, on)
        return found, replace(found, others=tuple(f for f in out if f is not found.chosen))

    def of_year(self, subject: str, indicator: str, year: int, on: date) -> LookUp | None:
        """Gives the figure of one calendar year that is known on a date, whatever the ledger says of later ones.

        A yearly amount is read from rows of exactly that year, other figures from rows that lie within it.
        """
        rows = self._by_key.get((subject, indicator), [])
        declared = self.indicators.get(indicator)
        known = [f for f in rows if self._year(f) == year and self.known_from(f) <= on]
        return _chosen(known, known, declared, on) if known else None

    def years(self, subject: str, indicator: str, on: date) -> tuple[int, ...]:
        """Gives the calendar years of which a figure is known on a date, in their order."""
        rows = self._by_key.get((subject, indicator), [])
        found = {self._year(f) for f in rows if self.known_from(f) <= on}
        return tuple(sorted(year for year in found if year is not None))

    def known_from(self, figure: Figure) -> date:
        """Gives the first day on which a figure is known (see ``look_up``)."""
        declared = self.indicators.get(figure.indicator)
        nature = declared.nature if declared else Nature.STOCK
        begins = figure.as_of.end if nature is Nature.FLOW else figure.as_of.start
        out = [self.published[source] for source in figure.sources if source in self.published]
        if not out:
            return begins
        return min(out) if nature is Nature.PLAN else max(begins, min(out))

    def _year(self, figure: Figure) -> int | None:
        """Gives the calendar year that a figure speaks of, if it is one year alone."""
        declared = self.indicators.get(figure.indicator)
        yearly = declared is not None and declared.nature is Nature.FLOW
        year = figure.as_of.start.year
        return year if year == figure.as_of.end.year and (figure.as_of.is_year or not yearly) else None

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
