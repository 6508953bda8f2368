"""Output year by year: growth within one series of prices, and a table that never joins two."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.saying import told
from support import Draft
from zoneplan.metrics import TABLES, Measure, Table
from zoneplan.text import Message, Text, render

OUTPUT, TARGET = "industrial_output_bn_vnd", "industrial_output_target_bn_vnd"
OLD = "industrial_output_1994_bn_vnd"
GROWTH = "output_growth_pct"


@pytest.mark.parametrize("subject", ["TEST", "KCN", "KCN_A"])
def test_growth_on_the_year_before(subject: str) -> None:
    draft = Draft().drop(subject, OUTPUT).row(subject, OUTPUT, 400, "2025").row(subject, OUTPUT, 320, "2024")
    measure = draft.measure(GROWTH, subject)
    assert measure.value == pytest.approx(25)
    assert measure.as_of == "2025"
    assert (measure.low, measure.high) == pytest.approx(
        ((399.5 / 320.5 - 1) * 100, (400.5 / 319.5 - 1) * 100)
    )


def test_output_may_shrink() -> None:
    assert Draft().row("TEST", OUTPUT, 1000, "2024").measure(GROWTH, "TEST").value == pytest.approx(-10)


def test_published_growth_stands_beside_it() -> None:
    draft = Draft().row("TEST", OUTPUT, 800, "2024").row("TEST", "industrial_output_growth_pct", 12.6)
    measure = draft.row("TEST", "industrial_output_growth_pct", 3, "2024").measure(GROWTH, "TEST")
    assert measure.value == pytest.approx(12.5)
    growths = [f.value for f in measure.others if f.indicator == "industrial_output_growth_pct"]
    assert growths == [12.6]


def test_growth_is_never_told_over_a_gap_a_part_of_a_year_or_other_prices() -> None:
    draft = Draft().row("TEST", OUTPUT, 500, "2023").row("TEST", OUTPUT, 300, "2024-01/2024-06")
    reason = told(draft.row("TEST", OLD, 200, "2024").measure(GROWTH, "TEST"))
    assert "The whole of 2024 is not on record" in reason
    assert f"TEST, {OUTPUT}" in reason


def test_growth_from_nothing_is_no_rate() -> None:
    assert "denominator is 0" in told(Draft().row("TEST", OUTPUT, 0, "2024").measure(GROWTH, "TEST"))


def test_without_output_the_row_is_named() -> None:
    assert f"TEST, {OUTPUT}" in told(Draft().drop("TEST", OUTPUT).measure(GROWTH, "TEST"))


@given(st.floats(1, 9000), st.floats(1, 9000))
def test_the_interval_holds_the_growth_of_what_was_rounded(before: float, now: float) -> None:
    draft = Draft().row("TEST", OUTPUT, round(before), "2024").value("TEST", OUTPUT, round(now))
    draft.rows[-1].value = round(before)
    measure = draft.measure(GROWTH, "TEST")
    assert measure.low is not None
    assert measure.high is not None
    exact = (now / before - 1) * 100
    assert measure.low - 1e-9 <= exact <= measure.high + 1e-9


def series(draft: Draft) -> tuple[Table, list[dict[str, Any]]]:
    spec, tabulate = TABLES["output_series"]
    found = tabulate(draft.view(), spec)
    columns = [column.id for column in spec.columns]

    def plain(cell: Any) -> Any:
        if isinstance(cell, Measure):
            return cell.value
        if isinstance(cell, Message):
            return render(cell, "en")
        return cell.en if isinstance(cell, Text) else cell

    return found, [dict(zip(columns, map(plain, row), strict=True)) for row in found.rows]


def history() -> Draft:
    draft = (
        Draft()
        .row("TEST", OUTPUT, 750, "2024")
        .row("TEST", OUTPUT, 600, "2022")
        .row("TEST", TARGET, 1000, "2023")
    )
    draft.row("TEST", OLD, 100, "2014").row("TEST", OLD, 120, "2015").row("TEST", OLD, 50, "2016-01/2016-03")
    draft.row("TEST", OUTPUT, 400, "2025-01/2025-06", note="[>=] hơn").row("KCN", OUTPUT, 450)
    return draft.row("TEST", TARGET, 800, "2024")


def test_every_series_is_a_block_of_its_own() -> None:
    _, rows = series(history())
    blocks = [(row["subject"], row["series"]) for row in rows]
    assert blocks == sorted(blocks, key=blocks.index), "no block is broken up"
    shown = ("subject", "period", "kind", "output", "growth", "target")
    new, old = "whole year", "part of a year"
    assert [tuple(row[key] for key in shown) for row in rows] == [
        ("TEST", "2022", new, 600, None, None),
        ("TEST", "2023", "target only", None, None, 1000),
        ("TEST", "2024", new, 750, None, 800),
        ("TEST", "2025", new, 900, pytest.approx(20), 1200),
        ("TEST", "2025-01/2025-06", old, 400, None, None),
        ("TEST", "2014", new, 100, None, None),
        ("TEST", "2015", new, 120, pytest.approx(20), None),
        ("TEST", "2016-01/2016-03", old, 50, None, None),
        ("KCN", "2025", new, 450, None, None),
    ]
    assert {row["series"] for row in rows[:5]}.isdisjoint({row["series"] for row in rows[5:8]})


def test_shares_of_target_and_province_are_of_the_same_year() -> None:
    _, rows = series(history())
    assert [row["target_met"] for row in rows] == [
        None,
        None,
        pytest.approx(93.75),
        pytest.approx(75),
        *[None] * 5,
    ]
    assert [row["share"] for row in rows] == [*[None] * 8, pytest.approx(50)]


def test_a_mark_of_a_part_of_a_year_is_kept() -> None:
    found, _ = series(history())
    cell = found.rows[4][5]
    assert isinstance(cell, Measure)
    assert (cell.low, cell.value, cell.high) == (400, 400, math.inf)


def test_the_dates_of_the_sources_are_told() -> None:
    draft = Draft().row("TEST", OUTPUT, 750, "2024", source="S2;S1")
    draft.sources += [["S2", "Bài báo", "Báo", "2025-03-01", "", ""], ["S3", "Trang", "Báo", "", "", ""]]
    draft.row("TEST", OUTPUT, 600, "2023", source="S3")
    _, rows = series(draft)
    assert [row["published"] for row in rows] == [None, "2025-03-01; 2025", "2025"]


def test_of_rivals_the_preferred_one_is_shown() -> None:
    draft = (
        history()
        .row("TEST", OUTPUT, 420, "2025-01/2025-06", preferred="yes")
        .row("TEST", OUTPUT, 760, "2024")
    )
    _, rows = series(draft.row("TEST", OUTPUT, 755, "2024", preferred="yes"))
    assert [row["output"] for row in rows][2:5] == [755, 900, 420]


def test_a_price_base_that_a_plan_declares_itself_is_one_more_block() -> None:
    draft = Draft()
    own = {
        "vi": "Giá trị sản xuất, giá 2010",
        "en": "Output, 2010 prices",
        "unit": "bn_vnd",
        "nature": "flow",
    }
    draft.config["indicators"] = {"industrial_output_2010_bn_vnd": own}
    draft.row("TEST", "industrial_output_2010_bn_vnd", 70, "2024", unit="bn_vnd")
    _, rows = series(draft)
    assert [(row["series"], row["period"], row["growth"]) for row in rows][-1] == (
        "Output, 2010 prices",
        "2024",
        None,
    )
    assert len(rows) == 2


def test_what_comes_later_is_not_known_yet() -> None:
    draft = history()
    draft.config["plan"]["as_of"] = "2025-03-31"
    _, rows = series(draft)
    assert "2025-01/2025-06" not in {row["period"] for row in rows}
    assert [row["output"] for row in rows if row["period"] == "2025"] == [None], "only its target is known"


def test_plain_numbers_have_their_rows() -> None:
    found, _ = series(history())
    assert {f.value for f in found.figures} >= {100, 120, 50, 1000, 800, 1200}
    assert found.sources == ("S1",)
    assert len(found.remarks) == 2


def test_without_output_there_is_no_table() -> None:
    found, rows = series(Draft().drop("TEST", OUTPUT, TARGET))
    assert rows == []
    assert found.reason is not None
