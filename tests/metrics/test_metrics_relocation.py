"""Relocation: who must move, has moved and remains, what it costs, phase by phase; disasters apart."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.saying import remarks, told
from support import Draft, Shape, place, point
from zoneplan.metrics import TABLES, Measure, Table
from zoneplan.plan.regulations import Outcome
from zoneplan.text import Message, Text, render

TO_MOVE, MOVED, REMAINING = "households_to_move", "households_moved", "households_remaining"
COST, FUNDS = "relocation_cost_bn_vnd", "relocation_funds_bn_vnd"
PER_HOUSEHOLD, SHARE = "relocation_cost_per_household_m_vnd", "relocation_funds_share_pct"


def origin(area: str, serves: str = "KCN_A", **props: str) -> Shape:
    base = {"role": "origin", "cause": "industrial_zone", "serves": serves}
    return place(area, point(700, 700), **(base | props))


def with_areas(*areas: Shape) -> Draft:
    """Gives the small plan with these places to leave and nothing said of households by zones."""
    draft = Draft()
    draft.layers["relocations"] = list(areas)
    return draft.drop("KCN_A", MOVED, REMAINING).drop("RL_1")


@pytest.mark.parametrize(("subject", "value"), [("KCN_A", 30), ("KCN", 30 + 7), ("TEST", 30 + 7 + 5)])
def test_households_to_move_are_those_of_the_areas_that_serve_a_zone(subject: str, value: float) -> None:
    draft = with_areas(origin("A1"), origin("A2"), origin("B1", "KCN_B"), origin("C1", "CCN_C"))
    draft.row("A1", TO_MOVE, 10).row("A2", TO_MOVE, 20).row("B1", TO_MOVE, 7).row("C1", TO_MOVE, 5)
    assert draft.measure(TO_MOVE, subject).value == value


def test_an_area_that_serves_two_zones_counts_once_in_their_group() -> None:
    draft = with_areas(origin("A1", "KCN_A; KCN_B")).row("A1", TO_MOVE, 12)
    assert [draft.measure(TO_MOVE, s).value for s in ("KCN_A", "KCN_B", "KCN", "TEST")] == [12, 12, 12, 12]


def test_what_a_zone_states_itself_goes_before_its_areas() -> None:
    draft = (
        with_areas(origin("A1"), origin("AB", "KCN_A; KCN_B")).row("A1", TO_MOVE, 10).row("AB", TO_MOVE, 5)
    )
    draft.row("KCN_A", TO_MOVE, 40)
    assert draft.measure(TO_MOVE, "KCN_A").value == 40
    assert draft.measure(TO_MOVE, "KCN").value == 40, "the area of both is part of what the first zone states"
    assert TO_MOVE in told(draft.measure(TO_MOVE, "KCN_B"))


def test_the_province_also_counts_areas_that_name_no_zone() -> None:
    draft = with_areas(origin("A1"), origin("X", "")).row("A1", TO_MOVE, 10).row("X", TO_MOVE, 3)
    assert draft.measure(TO_MOVE, "KCN").value == 10
    assert draft.measure(TO_MOVE, "TEST").value == 13


def test_an_area_without_a_figure_is_named() -> None:
    measure = with_areas(origin("A1"), origin("A2")).row("A1", TO_MOVE, 10).measure(TO_MOVE, "KCN_A")
    assert measure.value == 10
    assert "A2" in remarks(measure)


@pytest.mark.parametrize("metric", [TO_MOVE, MOVED, REMAINING, PER_HOUSEHOLD])
@pytest.mark.parametrize(
    ("role", "cause"),
    [("destination", "industrial_zone"), ("origin", "disaster"), ("destination", "disaster")],
)
def test_only_places_left_because_of_a_zone_have_households(metric: str, role: str, cause: str) -> None:
    draft = with_areas(origin("A1", role=role, cause=cause))
    for indicator in (TO_MOVE, MOVED, REMAINING, COST):
        draft.row("A1", indicator, 10)
    assert "because of an industrial zone" in told(draft.measure(metric, "A1"))
    assert draft.measure(TO_MOVE, "TEST").value is None


@pytest.mark.parametrize(
    ("rows", "value", "low", "high"),
    [
        ({REMAINING: (4, "")}, 4, 4, 4),
        ({TO_MOVE: (10, "")}, 10, 10, 10),
        ({TO_MOVE: (10, ""), MOVED: (3, "")}, 7, 7, 7),
        ({TO_MOVE: (10, ""), MOVED: (10, "")}, 0, 0, 0),
        ({TO_MOVE: (10, ""), MOVED: (3, ""), REMAINING: (8, "")}, 8, 8, 8),
        ({TO_MOVE: (82, "[~]"), MOVED: (3, "")}, 79, 78.5, 79.5),
        ({TO_MOVE: (10, "[>=]"), MOVED: (3, "")}, 7, 7, math.inf),
        ({TO_MOVE: (10, ""), MOVED: (3, "[>=]")}, 7, 0, 7),
        ({TO_MOVE: (10, ""), MOVED: (3, "[<=]")}, 7, 7, 10),
    ],
)
def test_households_left_in_an_area(
    rows: dict[str, tuple[float, str]], value: float, low: float, high: float
) -> None:
    draft = with_areas(origin("A1"))
    for indicator, (number, note) in rows.items():
        draft.row("A1", indicator, number, note=note)
    measure = draft.measure(REMAINING, "A1")
    assert (measure.value, measure.low, measure.high) == pytest.approx((value, low, high))


def test_an_area_of_which_nobody_is_on_record_to_have_moved_says_so() -> None:
    measure = with_areas(origin("A1")).row("A1", TO_MOVE, 10).measure(REMAINING, "A1")
    assert "no households moved from here" in remarks(measure)


def test_more_moved_than_must_is_no_value() -> None:
    measure = with_areas(origin("A1")).row("A1", TO_MOVE, 10).row("A1", MOVED, 11).measure(REMAINING, "A1")
    assert measure.value is None
    assert "one of the rows is wrong" in told(measure)


@pytest.mark.parametrize(
    ("metric", "indicator"),
    [
        (TO_MOVE, TO_MOVE),
        (MOVED, MOVED),
        (REMAINING, TO_MOVE),
        (PER_HOUSEHOLD, COST),
        (PER_HOUSEHOLD, REMAINING),
    ],
)
def test_an_area_without_figures_names_its_row(metric: str, indicator: str) -> None:
    reason = told(with_areas(origin("A1")).measure(metric, "A1"))
    assert "A1" in reason
    assert indicator in reason


@given(st.integers(0, 500), st.integers(0, 500), st.integers(-500, 500))
def test_the_households_left_lie_within_their_bounds(to_move: int, moved: int, shift: int) -> None:
    """Whatever a figure marked "about" really was, the difference with it is inside the interval."""
    draft = with_areas(origin("A1")).row("A1", TO_MOVE, to_move + moved, note="[~]").row("A1", MOVED, moved)
    measure = draft.measure(REMAINING, "A1")
    low, high = measure.low, measure.high
    assert low is not None
    assert high is not None
    digits = str(to_move + moved).rstrip("0")
    half = 0.5 * 10 ** (len(str(to_move + moved)) - len(digits)) if to_move + moved else 0.0
    true = to_move + half * shift / 500
    assert low <= max(true, 0) + 1e-9
    assert true - 1e-9 <= high


def test_progress_tells_that_moved_and_left_are_of_different_dates() -> None:
    draft = Draft().drop("KCN_A", MOVED, REMAINING)
    draft.row("KCN_A", MOVED, 30, "2018/2024").row("KCN_A", REMAINING, 10, "2025")
    measure = draft.measure("relocation_progress_pct", "KCN_A")
    assert measure.value == pytest.approx(30 / 40 * 100)
    assert "(2018–2024)" in remarks(measure)
    assert "different dates" in remarks(measure)
    assert "different dates" not in remarks(Draft().measure("relocation_progress_pct", "KCN_A"))


def test_progress_is_met_only_when_nobody_is_left() -> None:
    assert Draft().measure("relocation_progress_pct", "KCN_A").outcome is Outcome.NOT_MET
    done = Draft().value("KCN_A", REMAINING, 0).measure("relocation_progress_pct", "KCN_A")
    assert (done.value, done.outcome) == (100, Outcome.MET)


@pytest.mark.parametrize(
    ("subject", "value"), [("KCN_A", 45 / 10 * 1000), ("KCN", 45 / 10 * 1000), ("TEST", 4500)]
)
def test_cost_per_household_that_remains(subject: str, value: float) -> None:
    measure = Draft().row("KCN_A", COST, 45).measure(PER_HOUSEHOLD, subject)
    assert measure.value == pytest.approx(value)
    assert measure.spec.unit == "m_vnd_per_household"
    assert "Households still to be moved" in remarks(measure)


def test_cost_per_household_without_a_count_of_those_who_remain_takes_those_who_must_move() -> None:
    measure = Draft().drop("KCN_A", REMAINING).row("KCN_A", COST, 45).measure(PER_HOUSEHOLD, "KCN_A")
    assert measure.value == pytest.approx(45 / 10 * 1000)  # RL_1 serves it: 10 households
    assert "Households to move out of the area" in remarks(measure)


def test_cost_per_household_of_an_area() -> None:
    measure = Draft().row("RL_1", COST, 8).measure(PER_HOUSEHOLD, "RL_1")
    assert measure.value == pytest.approx(800)


def test_cost_per_household_of_a_group_is_a_ratio_of_sums() -> None:
    draft = Draft().row("KCN_A", COST, 45).row("KCN_B", COST, 5).row("KCN_B", REMAINING, 40)
    assert draft.measure(PER_HOUSEHOLD, "KCN").value == pytest.approx((45 + 5) / (10 + 40) * 1000)


def test_cost_leaves_out_a_zone_without_households_on_both_sides() -> None:
    draft = Draft().row("KCN_A", COST, 45).row("KCN_B", COST, 5)
    assert draft.measure(PER_HOUSEHOLD, "KCN").value == pytest.approx(4500)


def test_cost_for_nobody_is_no_rate() -> None:
    measure = Draft().value("KCN_A", REMAINING, 0).row("KCN_A", COST, 45).measure(PER_HOUSEHOLD, "KCN_A")
    assert measure.value is None
    assert "denominator is 0" in told(measure)


def test_cost_bounds_pair_the_ends() -> None:
    """About 1,300 is 1,250 to 1,350; more than 400 households may be any number above."""
    draft = Draft().value("KCN_A", REMAINING, 400, "[>=]").row("KCN_A", COST, 1300, note="[~]")
    measure = draft.measure(PER_HOUSEHOLD, "KCN_A")
    assert (measure.low, measure.value, measure.high) == pytest.approx((0, 3250, 1350 / 400 * 1000))


@pytest.mark.parametrize("lacking", [COST, FUNDS])
def test_funds_against_the_cost(lacking: str) -> None:
    draft = Draft().row("KCN_A", FUNDS, 30, "2021").row("KCN_A", COST, 120)
    for subject in ("KCN_A", "KCN", "TEST"):
        measure = draft.measure(SHARE, subject)
        assert measure.value == pytest.approx(25)
        assert "different phases" in remarks(measure)
        assert "different dates" in remarks(measure)
    assert lacking in told(draft.drop("KCN_A", lacking).measure(SHARE, "KCN_A"))


def test_funds_against_a_cost_of_nothing() -> None:
    assert Draft().row("KCN_A", FUNDS, 30).row("KCN_A", COST, 0).measure(SHARE, "KCN_A").value is None


def phases(draft: Draft) -> Table:
    spec, tabulate = TABLES["relocation_phases"]
    return tabulate(draft.view(), spec)


def words(cell: object) -> object:
    """Gives what a cell says in English; a measure its value."""
    if isinstance(cell, Measure):
        return cell.value
    if isinstance(cell, Message):
        return render(cell, "en")
    return cell.en if isinstance(cell, Text) else cell


def three_phases() -> Draft:
    draft = with_areas(
        origin("A2", phase="2"),
        origin("A1", phase="1"),
        origin("A3", phase="1"),
        place("D1", point(), role="destination", cause="industrial_zone", serves="KCN_A"),
        place("T1", point(), role="destination", cause="disaster", phase="2026-2030"),
        place("T2", point(), role="destination", cause="disaster", phase="2026-2030"),
    )
    draft.row("A1", TO_MOVE, 10).row("A2", TO_MOVE, 20).row("A3", TO_MOVE, 5).row("A3", MOVED, 2)
    draft.row("T1", "households_affected", 60).row("T2", "households_affected", 40)
    return draft.row("KCN_A", MOVED, 30).row("KCN_A", REMAINING, 33).row("D1", "investment_total_bn_vnd", 6)


def test_the_table_of_phases() -> None:
    found = phases(three_phases())
    columns = [column.id for column in found.spec.columns]
    rows = [dict(zip(columns, map(words, row), strict=True)) for row in found.rows]
    shown = ("phase", "subject", "to_move", "moved", "remaining", "affected", "invested")
    assert [tuple(row[key] for key in shown) for row in rows] == [
        ("1", "A1", 10, None, 10, None, None),
        ("1", "A3", 5, 2, 3, None, None),
        ("1", None, 15, None, 13, None, None),  # the phase: 10 + 5; of A1 nobody is on record to have moved
        ("2", "A2", 20, None, 20, None, None),
        (None, "D1", None, None, None, None, 6),
        (None, None, 35, 30, 33, None, 6),  # the zones' own counts where they have them
        ("2026-2030", "T1", None, None, None, 60, None),
        ("2026-2030", "T2", None, None, None, 40, None),
        (None, None, None, None, None, 100, None),
    ]
    assert {row["cause"] for row in rows[:6]} == {"industrial zone"}
    assert {row["cause"] for row in rows[6:]} == {"natural disaster"}
    assert rows[0]["serves"] == "Zone KCN_A"
    assert {f.value for f in found.figures} == {60, 40, 6}


def test_disasters_do_not_change_a_total() -> None:
    before = [words(cell) for cell in phases(three_phases()).rows[5]]
    draft = three_phases().row("T1", TO_MOVE, 999).row("T1", MOVED, 999).row("T1", REMAINING, 999)
    assert [words(cell) for cell in phases(draft).rows[5]] == before


def test_a_plan_without_places_has_no_phases() -> None:
    found = phases(with_areas())
    assert not found.rows
    assert found.reason is not None
    assert "Relocation areas" in render(found.reason, "en")


@given(st.randoms())
def test_the_order_of_places_does_not_matter(random: Random) -> None:
    draft = three_phases()
    expected = [[words(cell) for cell in row] for row in phases(draft).rows]
    random.shuffle(draft.layers["relocations"])
    random.shuffle(draft.rows)
    assert [[words(cell) for cell in row] for row in phases(draft).rows] == expected


@given(
    st.lists(
        st.tuples(st.sampled_from(["KCN_A", "KCN_B", "CCN_C"]), st.integers(0, 99)), min_size=1, max_size=6
    )
)
def test_areas_of_one_zone_each_add_up_to_groups_and_province(areas: list[tuple[str, int]]) -> None:
    draft = with_areas(*(origin(f"A{n}", zone) for n, (zone, _) in enumerate(areas)))
    for n, (_, count) in enumerate(areas):
        draft.row(f"A{n}", TO_MOVE, count)
    parts = [draft.measure(TO_MOVE, s).value for s in ("KCN_A", "KCN_B", "CCN_C")]
    whole = sum(count for _, count in areas)
    assert sum(part for part in parts if part is not None) == whole
    assert draft.measure(TO_MOVE, "TEST").value == whole
