"""Rows of one time: what the ledger says of a subject and an indicator, time by time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zoneplan.plan.ledger import Figure
from zoneplan.plan.period import Period
from zoneplan.plan.plan import Plan

if TYPE_CHECKING:
    from datetime import date


class Series:
    """The ledger by subject, indicator and time; two periods are one time when they are the same days."""

    def __init__(self, plan: Plan) -> None:
        """Sorts the rows of known subjects, in file order and of rivals the preferred ones first."""
        self._rows: dict[tuple[str, str], dict[tuple[date, date], list[Figure]]] = {}
        self._subjects: dict[str, dict[str, None]] = {}
        for figure in sorted(plan.ledger.figures, key=lambda f: (not f.preferred, f.line)):
            if figure.subject in plan.subjects:
                times = self._rows.setdefault((figure.subject, figure.indicator), {})
                times.setdefault((figure.as_of.start, figure.as_of.end), []).append(figure)
                self._subjects.setdefault(figure.indicator, {})[figure.subject] = None

    def subjects(self, indicator: str) -> list[str]:
        """Gives the known subjects that have a figure of an indicator."""
        return list(self._subjects.get(indicator, ()))

    def rivals(self, subject: str, indicator: str, period: Period) -> Sequence[Figure]:
        """Gives the rows of exactly this time, the preferred one first."""
        return self._rows.get((subject, indicator), {}).get((period.start, period.end), ())

    def at(self, subject: str, indicator: str, period: Period) -> Figure | None:
        """Gives the row that counts at exactly this time, or nothing."""
        return next(iter(self.rivals(subject, indicator, period)), None)

    def times(self, subject: str, indicator: str) -> list[Figure]:
        """Gives the row that counts at each time of a subject and an indicator."""
        return [rows[0] for rows in self._rows.get((subject, indicator), {}).values()]

    def set_aside(self, figure: Figure) -> bool:
        """Tells whether another row of the same time is preferred to this one."""
        counts = self.at(figure.subject, figure.indicator, figure.as_of)
        return counts is not None and counts is not figure and counts.preferred and not figure.preferred
