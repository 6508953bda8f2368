"""Periods: what a date in the ledger may look like."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.plan.period import Period, parse_period

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end", "is_year"),
    [
        ("2024", "2024-01-01", "2024-12-31", True),
        ("2024-09", "2024-09-01", "2024-09-30", False),
        ("2024-02", "2024-02-01", "2024-02-29", False),
        ("2023-02", "2023-02-01", "2023-02-28", False),
        ("2024-09-30", "2024-09-30", "2024-09-30", False),
        ("2018/2024", "2018-01-01", "2024-12-31", False),
        ("2025-01/2025-06", "2025-01-01", "2025-06-30", False),
        ("2024-01/2024-12", "2024-01-01", "2024-12-31", True),
        ("2024-01-01/2024-12-31", "2024-01-01", "2024-12-31", True),
        ("2024/2024", "2024-01-01", "2024-12-31", True),
        ("2024-09-15/2025", "2024-09-15", "2025-12-31", False),
    ],
)
def test_every_form(text: str, start: str, end: str, is_year: bool) -> None:
    period = parse_period(text)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert period.text == text
    assert period.is_year is is_year


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2024",
        "24",
        "2024-9",
        "2024-13",
        "2024-00",
        "2024-09-00",
        "2024-02-30",
        "2023-02-29",
        "0000",
        "2024/2023",
        "2024-09/2024-08",
        "2024/",
        "/2024",
        "2024//2025",
        "2024/2025/2026",
        "30/09/2024",
        "09/2024",
        "Q3 2024",
        "2024-09-30T00:00",
        "２０２４",
        "2024\n",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the text itself
        parse_period(text)


@given(days)
def test_a_day_is_itself(day: date) -> None:
    period = parse_period(day.isoformat())
    assert (period.start, period.end) == (day, day)


@given(days)
def test_a_month_ends_where_the_next_begins(day: date) -> None:
    month = parse_period(f"{day:%Y-%m}")
    assert month.start <= day <= month.end
    assert month.start.day == 1
    assert (month.end + timedelta(days=1)).day == 1


@given(st.tuples(days, days).map(sorted), st.tuples(days, days).map(sorted))
def test_overlap_is_symmetric_and_means_a_common_day(first: list[date], second: list[date]) -> None:
    a, b = (Period(span[0], span[1], "") for span in (first, second))
    assert a.overlaps(b) is b.overlaps(a)
    assert a.overlaps(b) is not (a.end < b.start or b.end < a.start)
    assert a.overlaps(a)
