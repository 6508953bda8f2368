"""The time a figure speaks of: a day, a month, a year or an interval of them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of days, with the text it was written as."""

    start: date
    end: date
    text: str

    @property
    def is_year(self) -> bool:
        """Whether it is exactly one calendar year, as a yearly amount needs."""
        return (self.start, self.end) == (date(self.start.year, 1, 1), date(self.start.year, 12, 31))

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


def _part(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(group) if group else None for group in match.groups())
    year = year or 0
    if month is not None and day is not None:
        return date(year, month, day), date(year, month, day)
    if month is not None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


@lru_cache(maxsize=8192)
def begun(text: str) -> date | None:
    """Gives the first day of a written period; nothing where it is none."""
    try:
        return parse_period(text).start
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def parse_period(text: str) -> Period:
    """Gives the period of ``2024``, ``2024-09``, ``2024-09-30`` or ``2018/2024``.

    Raises:
        ValueError: The text is none of these, or its end lies before its start.
    """
    first, slash, last = text.partition("/")
    start, end = _part(first)
    if slash:
        end = _part(last)[1]
    if end < start:
        raise ValueError(text)
    return Period(start, end, text)
