"""The ledger: nothing overwritten, the right figure at a date, contradictions told."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import Row
from zoneplan.io.packaged import packaged_indicators
from zoneplan.plan.figure import figure_bounds
from zoneplan.plan.ledger import Bound, Figure, Ledger

TODAY = date(2026, 11, 22)
STOCK, FLOW, PLANNED = "industrial_land_ha", "industrial_output_bn_vnd", "industrial_output_target_bn_vnd"


def ledger(*rows: Row) -> Ledger:
    return Ledger(tuple(row.figure(line) for line, row in enumerate(rows, start=2)), packaged_indicators())


def chosen(book: Ledger, indicator: str = STOCK, on: date = TODAY) -> float | None:
    found = book.look_up("Z", indicator, on)
    return found.chosen.value if found else None


def stock(value: float, as_of: str, **cells: str) -> Row:
    return Row("Z", STOCK, value, as_of, **cells)


def test_a_new_month_is_a_new_row_and_the_old_one_is_shown_beside_it() -> None:
    book = ledger(stock(800, "2024-09"), stock(850, "2025-03"), stock(700, "2023"))
    found = book.look_up("Z", STOCK, TODAY)
    assert found is not None
    assert found.chosen.value == 850
    assert [f.value for f in found.others] == [800, 700]


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), 700),
        (date(2024, 8, 31), 700),
        (date(2024, 9, 1), 800),
        (date(2025, 2, 28), 800),
        (date(2025, 3, 1), 850),
    ],
)
def test_rows_are_known_from_their_first_day(on: date, value: float | None) -> None:
    book = ledger(stock(800, "2024-09"), stock(850, "2025-03"), stock(700, "2023"))
    assert chosen(book, on=on) == value


def test_nothing_known_is_no_figure() -> None:
    book = ledger(stock(1, "2024"))
    assert book.look_up("Z", "workers", TODAY) is None
    assert book.look_up("other", STOCK, TODAY) is None
    assert book.all_of("other", STOCK) == ()


def test_a_recent_interval_does_not_outlive_the_date_it_is_read_on() -> None:
    """A row of 2025/2030 read in November 2026 is as new as a row of that November."""
    book = ledger(stock(1, "2025/2030"), stock(2, "2026-11"))
    assert chosen(book, on=date(2026, 11, 22)) == 2


@pytest.mark.parametrize("part", ["2025-01/2025-04", "2025-06", "2024/2025", "2025-12-31"])
def test_parts_of_years_are_never_yearly_amounts(part: str) -> None:
    book = ledger(Row("Z", FLOW, 900, "2024"), Row("Z", FLOW, 300, part))
    assert chosen(book, FLOW) == 900
    assert chosen(ledger(Row("Z", FLOW, 300, part)), FLOW) is None


def test_a_whole_year_in_other_words_is_a_year() -> None:
    assert chosen(ledger(Row("Z", FLOW, 5, "2025-01/2025-12")), FLOW) == 5


def test_the_preferred_figure_counts_among_those_of_its_time() -> None:
    book = ledger(stock(914, "2025"), stock(918, "2025-06", preferred="yes"), stock(900, "2025-12"))
    assert chosen(book) == 900, "December and June share no day, so June is no rival"
    assert chosen(ledger(stock(914, "2025"), stock(918, "2025-06", preferred="yes"))) == 918
    assert chosen(ledger(stock(918, "2025-06", preferred="yes"), stock(914, "2025"))) == 918


def test_an_old_preference_does_not_hold_back_a_new_month() -> None:
    assert chosen(ledger(stock(918, "2024", preferred="yes"), stock(950, "2025"))) == 950


def test_of_equal_rows_the_earlier_line_counts() -> None:
    assert chosen(ledger(stock(1, "2025"), stock(2, "2025"))) == 1


@pytest.mark.parametrize(
    ("printed", "base"), [(781.103, 781_103), (64.1, 64_100), (16.1, 16_100), (0.4, 400)]
)
def test_thousands_of_persons_are_persons(printed: float, base: float) -> None:
    row = Row("Z", "population", printed, "2023", unit="thousand_persons")
    assert row.figure(2).value == base
    assert row.figure(2).printed == printed


def test_millions_of_cubic_metres_are_cubic_metres() -> None:
    volumes = [k for k, i in packaged_indicators().items() if i.unit == "m3"]
    assert volumes
    assert Row("Z", volumes[0], 2.5, unit="million_m3").figure(2).value == 2_500_000


@pytest.mark.parametrize(
    ("note", "bound", "bounds", "remark"),
    [
        ("", Bound.EXACT, (50, 50), ""),
        ("theo báo cáo", Bound.EXACT, (50, 50), "theo báo cáo"),
        ("[>=] hơn 50", Bound.AT_LEAST, (50, float("inf")), "hơn 50"),
        ("[<=] gần 50", Bound.AT_MOST, (0, 50), "gần 50"),
        ("[~] khoảng 50", Bound.ABOUT, (45, 55), "khoảng 50"),
        ("hơn 50 [>=]", Bound.EXACT, (50, 50), "hơn 50 [>=]"),
    ],
)
def test_the_mark_that_opens_a_note_bounds_the_figure(
    note: str, bound: Bound, bounds: tuple[float, float], remark: str
) -> None:
    figure = Row("Z", STOCK, 50, note=note).figure(2)
    assert figure.bound is bound
    assert figure_bounds(figure) == bounds
    assert figure.remark == remark


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([stock(1, "2025"), stock(2, "2025")], 1),
        ([stock(1, "2025"), stock(1, "2025")], 0),
        ([stock(1, "2025"), stock(2, "2025-06")], 1),
        ([stock(1, "2024"), stock(2, "2025")], 0),
        ([stock(1, "2024-12"), stock(2, "2025-01"), stock(3, "2025-01")], 1),
        ([Row("Z", FLOW, 1, "2025"), Row("Z", FLOW, 2, "2025-01/2025-06")], 0),
        ([Row("Z", FLOW, 1, "2025"), Row("Z", FLOW, 2, "2025-01/2025-12")], 1),
        ([stock(1, "2025"), Row("Y", STOCK, 2, "2025")], 0),
        (
            [
                Row("Z", "population", 64.1, unit="thousand_persons"),
                Row("Z", "population", 64_100),
            ],
            0,
        ),
        (
            [
                Row("Z", "population", 64.1, unit="thousand_persons"),
                Row("Z", "population", 64_200),
            ],
            1,
        ),
    ],
)
def test_contradictions(rows: list[Row], count: int) -> None:
    groups = list(ledger(*rows).contradictions())
    assert len(groups) == count
    for group in groups:
        assert len({f.value for f in group}) > 1


periods = st.sampled_from(
    ["2023", "2024", "2024-03", "2024-11", "2025", "2025-06", "2024/2025", "2026-01-15"]
)


@st.composite
def books(draw: st.DrawFn) -> list[Figure]:
    """Gives rows of one thing; at most one of them preferred, as the check demands of rivals."""
    count = draw(st.integers(1, 6))
    rows = [Row("Z", STOCK, draw(st.integers(1, 99)), draw(periods)) for _ in range(count)]
    preferred = draw(st.integers(0, count))
    if preferred < count:
        rows[preferred].preferred = "yes"
    return [row.figure(line) for line, row in enumerate(rows, start=2)]


@given(books(), st.randoms(), st.dates(date(2022, 1, 1), TODAY))
def test_the_order_in_which_rows_are_handed_over_does_not_matter(
    figures: list[Figure], random: Random, on: date
) -> None:
    mixed = list(figures)
    random.shuffle(mixed)
    found, again = (Ledger(tuple(f), packaged_indicators()).look_up("Z", STOCK, on) for f in (figures, mixed))
    assert (found and found.chosen) == (again and again.chosen)
    if found is not None and again is not None:
        assert found.chosen.as_of.start <= on
        assert {f.line for f in (found.chosen, *found.others)} == {f.line for f in figures}
        assert {f.line for f in again.others} == {f.line for f in found.others}


DAYS = st.dates(date(2022, 1, 1), TODAY)


@given(books(), st.lists(DAYS, min_size=2), st.sampled_from([STOCK, FLOW, PLANNED]))
def test_what_was_looked_up_before_does_not_matter(
    figures: list[Figure], days: list[date], indicator: str
) -> None:
    rows = tuple(replace(figure, indicator=indicator) for figure in figures)
    book = Ledger(rows, packaged_indicators())
    turns = {f.as_of.start for f in rows} | {f.as_of.end for f in rows}
    for day in (*days, *turns, *(day + timedelta(days=1) for day in turns)):
        fresh = Ledger(rows, packaged_indicators())
        assert book.look_up("Z", indicator, day) == fresh.look_up("Z", indicator, day)
        assert book.known("Z", indicator, day) == fresh.known("Z", indicator, day)


@given(books(), st.data(), DAYS)
def test_a_ledger_with_another_row_says_what_a_new_one_says(
    figures: list[Figure], data: st.DataObject, day: date
) -> None:
    rows = (*figures, *(replace(figure, subject="Y") for figure in figures))
    book = Ledger(rows, packaged_indicators())
    before = {key: book.look_up(key, STOCK, day) for key in "ZY"}
    place = data.draw(st.integers(0, len(rows) - 1))
    row = replace(rows[place], printed=data.draw(st.floats(1, 99)))
    changed, fresh = (
        book.with_row(place, row),
        Ledger(tuple({**dict(enumerate(rows)), place: row}.values()), packaged_indicators()),
    )
    assert changed == fresh
    for key in "ZY":
        assert changed.look_up(key, STOCK, day) == fresh.look_up(key, STOCK, day)
        assert changed.all_of(key, STOCK) == fresh.all_of(key, STOCK)
        assert book.look_up(key, STOCK, day) == before[key]


@given(books(), DAYS)
def test_what_is_known_leaves_out_only_what_comes_later(figures: list[Figure], on: date) -> None:
    book = Ledger(tuple(figures), packaged_indicators())
    told, known = book.look_up("Z", STOCK, on), book.known("Z", STOCK, on)
    if told is None or known is None:
        assert told is known
        return
    assert (known.chosen, known.low, known.high) == (told.chosen, told.low, told.high)
    assert known.others == tuple(f for f in told.others if f.as_of.start <= on)


@given(books())
def test_a_later_row_that_is_preferred_always_counts(figures: list[Figure]) -> None:
    newer = Row("Z", STOCK, 1000, "2026-06", preferred="yes").figure(99)
    assert chosen(Ledger((*figures, newer), packaged_indicators())) == 1000


def test_a_year_is_read_whatever_came_later() -> None:
    book = ledger(stock(800, "2023-09"), stock(850, "2023-03"), stock(900, "2024"), stock(700, "2022/2024"))
    found = book.of_year("Z", STOCK, 2023, TODAY)
    assert found is not None
    assert (found.chosen.value, [f.value for f in found.others]) == (800, [850])
    assert book.years("Z", STOCK, TODAY) == (2023, 2024), "a figure of several years is of none of them"
    assert book.of_year("Z", STOCK, 2022, TODAY) is None
    assert book.years("Z", STOCK, date(2023, 5, 1)) == (2023,)
    early = book.of_year("Z", STOCK, 2023, date(2023, 5, 1))
    assert early is not None
    assert early.chosen.value == 850


def test_a_part_of_a_year_is_no_year_of_a_yearly_amount() -> None:
    book = ledger(
        Row("Z", FLOW, 10, "2023-01/2023-06"), Row("Z", FLOW, 25, "2023"), Row("Z", FLOW, 5, "2024-01")
    )
    assert book.years("Z", FLOW, TODAY) == (2023,)
    found = book.of_year("Z", FLOW, 2023, TODAY)
    assert found is not None
    assert (found.chosen.value, found.others) == (25, ())
    assert book.years("Z", FLOW, date(2023, 12, 30)) == ()


@pytest.mark.parametrize(
    ("indicator", "as_of", "source", "since"),
    [
        (STOCK, "2024-03", "", date(2024, 3, 1)),
        (STOCK, "2024-03", "S_2025", date(2025, 2, 1)),
        (STOCK, "2024-03", "S_2025;S_2024", date(2024, 6, 1)),
        (STOCK, "2024-03", "S_2020", date(2024, 3, 1)),
        (FLOW, "2024", "", date(2024, 12, 31)),
        (FLOW, "2024", "S_2025", date(2025, 2, 1)),
        (PLANNED, "2030", "", date(2030, 1, 1)),
        (PLANNED, "2030", "S_2025", date(2025, 2, 1)),
    ],
)
def test_since_when_a_figure_is_known(indicator: str, as_of: str, source: str, since: date) -> None:
    figure = Row("Z", indicator, 1, as_of, source=source).figure(2)
    out = {"S_2020": date(2020, 1, 1), "S_2024": date(2024, 6, 1), "S_2025": date(2025, 2, 1)}
    book = Ledger((figure,), packaged_indicators(), out)
    assert book.known_from(figure) == since
    assert book.look_up("Z", indicator, since) is not None
    assert book.look_up("Z", indicator, date.fromordinal(since.toordinal() - 1)) is None
