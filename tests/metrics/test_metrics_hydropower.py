"""What plants yield and take, what a basin holds, and plants along rivers; expected values are worked out by hand."""

import csv
import json
import math
from datetime import date
from pathlib import Path
from random import Random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from support import GRID, Draft, Shape, place, point, square, subject_of
from zoneplan.checks import run_checks
from zoneplan.metrics import TABLES, Measure, Table, evaluate
from zoneplan.metrics.hydropower.rivers import river_key
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Outcome
from zoneplan.text import Text, render

HOURS = 24 * 365


def whole() -> Draft:
    """Gives a plan whose two operating plants, of 10 and 6 MW, have every figure."""
    return (
        Draft()
        .row("HP_1", "annual_gwh", 42)
        .row("HP_2", "annual_gwh", 21)
        .row("HP_1", "occupied_land_ha", 80)
        .row("HP_2", "occupied_land_ha", 70)
        .row("HP_1", "reservoir_ha", 20)
        .row("HP_2", "reservoir_ha", 5)
        .row("HP_1", "households_moved", 4)
        .row("HP_2", "households_moved", 9)
    )


BY_HAND: dict[str, dict[str, float]] = {
    "annual_gwh": {"HP_1": 42, "TEST": 42 + 21},
    "capacity_factor": {
        "HP_1": 42_000 / (10 * HOURS),  # 0.479
        "HP_2": 21_000 / (6 * HOURS),
        "TEST": 63_000 / (16 * HOURS),
    },
    "gwh_per_ha": {"HP_1": 42 / 80, "TEST": 63 / 150},
    "gwh_per_reservoir_ha": {"HP_1": 42 / 20, "TEST": 63 / 25},
    "mw_per_ha": {"HP_1": 10 / 80, "TEST": 16 / 150},
    "land_per_mw_ha": {"HP_1": 80 / 10, "HP_2": 70 / 6, "TEST": 150 / 16},
    "power_density_w_per_m2": {
        "HP_1": 10e6 / (20 * 10_000),  # 10 MW on 20 ha
        "TEST": 16e6 / (25 * 10_000),
    },
    "households_per_mw": {"HP_1": 4 / 10, "HP_2": 9 / 6, "TEST": 13 / 16},
}
NEEDED = {
    "annual_gwh": ("annual_gwh",),
    "capacity_factor": ("annual_gwh", "installed_mw"),
    "gwh_per_ha": ("annual_gwh", "occupied_land_ha"),
    "gwh_per_reservoir_ha": ("annual_gwh", "reservoir_ha"),
    "mw_per_ha": ("installed_mw", "occupied_land_ha"),
    "land_per_mw_ha": ("occupied_land_ha", "installed_mw"),
    "power_density_w_per_m2": ("installed_mw", "reservoir_ha"),
    "households_per_mw": ("households_moved", "installed_mw"),
}
LACKING = [(metric, indicator) for metric, needed in NEEDED.items() for indicator in needed]


def said(measure: Measure) -> str:
    words = (*measure.remarks, *((measure.reason,) if measure.reason else ()))
    assert all(render(each, "vi") != render(each, "en") for each in words)
    return " ".join(render(each, "en") for each in words)


@pytest.mark.parametrize(
    ("metric", "subject", "value"), [(m, s, v) for m, row in BY_HAND.items() for s, v in row.items()]
)
def test_values_by_hand(metric: str, subject: str, value: float) -> None:
    measure = whole().measure(metric, subject)
    assert measure.value == pytest.approx(value, rel=1e-12)
    assert measure.low is not None
    assert measure.high is not None
    assert measure.low <= value <= measure.high
    assert measure.working is not None


@pytest.mark.parametrize(("metric", "indicator"), LACKING)
def test_a_plant_without_a_figure_has_no_value_and_the_reason_names_it(metric: str, indicator: str) -> None:
    measure = whole().drop("HP_1", indicator).measure(metric, "HP_1")
    assert (measure.value, measure.low, measure.high) == (None, None, None)
    assert "HP_1" in said(measure)
    assert indicator in said(measure)


@pytest.mark.parametrize(("metric", "indicator"), LACKING)
def test_the_province_is_a_ratio_of_sums_over_plants_that_have_both(metric: str, indicator: str) -> None:
    measure = whole().drop("HP_2", indicator).measure(metric, "TEST")
    assert measure.value == pytest.approx(BY_HAND[metric]["HP_1"])
    assert "1 of 2 features" in said(measure)
    assert "HP_2" in said(measure)
    nobody = whole().drop("HP_1", indicator).drop("HP_2", indicator).measure(metric, "TEST")
    assert nobody.value is None
    assert indicator in said(nobody)


@pytest.mark.parametrize(
    ("metric", "indicator"),
    [(m, needed[-1]) for m, needed in NEEDED.items() if m != "annual_gwh"],
)
def test_a_denominator_of_zero_gives_no_value(metric: str, indicator: str) -> None:
    measure = whole().value("HP_1", indicator, 0).measure(metric, "HP_1")
    assert (measure.value, measure.low, measure.high) == (None, None, None)
    assert "0" in said(measure)


@pytest.mark.parametrize("metric", BY_HAND)
def test_a_plan_without_plants_says_so(metric: str) -> None:
    draft = whole()
    del draft.config["layers"]["hydropower"], draft.layers["hydropower"]
    assert "no hydropower layer" in said(draft.measure(metric, "TEST"))


@pytest.mark.parametrize("metric", BY_HAND)
def test_plants_that_are_only_planned_do_not_count_in_the_province(metric: str) -> None:
    draft = whole()
    for indicator in {name for needed in NEEDED.values() for name in needed}:
        draft.drop("HP_3", indicator).row("HP_3", indicator, 3)
    assert draft.measure(metric, "TEST").value == whole().measure(metric, "TEST").value


def test_energy_is_rounded_to_its_last_digit_and_capacity_is_exact() -> None:
    measure = whole().measure("capacity_factor", "HP_1")
    assert (measure.low, measure.high) == pytest.approx((41_500 / 87_600, 42_500 / 87_600))


def test_a_factor_just_below_one_is_bounded_by_one() -> None:
    measure = whole().value("HP_1", "annual_gwh", 87.5, "[>=]").measure("capacity_factor", "HP_1")
    assert (measure.low, measure.value, measure.high) == pytest.approx((87.5 / 87.6, 87.5 / 87.6, 1))


def test_a_factor_above_one_is_no_value_and_a_finding() -> None:
    draft = whole().value("HP_1", "annual_gwh", 88)
    measure = draft.measure("capacity_factor", "HP_1")
    assert (measure.value, measure.low, measure.high) == (None, None, None)
    assert "88 GWh is more than 10 MW can generate in a year (87.6 GWh)" in said(measure)
    assert {f.indicator for f in measure.figures} == {"annual_gwh", "installed_mw"}
    assert [(f.rule.id, f.feature) for f in run_checks(draft.plan())] == [("plant_energy_impossible", "HP_1")]


def test_the_province_leaves_out_what_cannot_be() -> None:
    measure = whole().value("HP_1", "annual_gwh", 88).measure("capacity_factor", "TEST")
    assert measure.value == pytest.approx(21_000 / (6 * HOURS))
    assert "HP_1" in said(measure)
    assert "features" not in said(measure), "a wrong figure is not a missing one"


@settings(max_examples=40)
@given(st.integers(1, 200), st.integers(1, 100))
def test_where_there_is_no_factor_there_is_a_finding(energy: int, power: int) -> None:
    draft = whole().value("HP_1", "annual_gwh", energy).value("HP_1", "installed_mw", power)
    found = {f.rule.id for f in run_checks(draft.plan())}
    lacking = draft.measure("capacity_factor", "HP_1").value is None
    assert lacking == ("plant_energy_impossible" in found) == (1000 * energy > power * HOURS)


def test_the_capacity_is_that_of_the_year_of_the_energy() -> None:
    draft = whole().drop("HP_1", "annual_gwh").row("HP_1", "annual_gwh", 42, "2021")
    assert "different dates" in said(draft.measure("capacity_factor", "HP_1"))
    draft.row("HP_1", "installed_mw", 8, "2021")
    measure = draft.measure("capacity_factor", "HP_1")
    assert measure.value == pytest.approx(42_000 / (8 * HOURS))
    assert "different dates" not in said(measure)


def test_a_plan_stands_in_for_energy_and_says_so() -> None:
    draft = whole().drop("HP_1", "annual_gwh").row("HP_1", "annual_plan_gwh", 40)
    measure = draft.measure("capacity_factor", "HP_1")
    assert measure.value == pytest.approx(40_000 / (10 * HOURS))
    assert "Energy: Planned yearly generation (2025)." in said(measure)
    assert draft.measure("annual_gwh", "HP_1").value == 40
    measure = draft.row("HP_1", "annual_gwh", 42, "2020").measure("capacity_factor", "HP_1")
    assert measure.value == pytest.approx(42_000 / (10 * HOURS))
    assert "Energy: Yearly generation (2020)." in said(measure)


def test_a_published_factor_stands_beside_the_computed_one() -> None:
    measure = whole().row("HP_1", "capacity_factor", 0.5).measure("capacity_factor", "HP_1")
    assert measure.value == pytest.approx(42_000 / (10 * HOURS))
    assert [f.value for f in measure.others] == [0.5]


def test_the_published_energy_of_the_province_stands_beside_the_sum() -> None:
    measure = whole().row("TEST", "hydropower_annual_gwh", 70).measure("annual_gwh", "TEST")
    assert measure.value == 63
    assert [f.value for f in measure.others] == [70]


@pytest.mark.parametrize(
    ("metric", "indicator", "figure", "outcome"),
    [
        ("land_per_mw_ha", "occupied_land_ha", 100, Outcome.MET),  # 10 ha/MW
        ("land_per_mw_ha", "occupied_land_ha", 101, Outcome.NOT_MET),
        ("households_per_mw", "households_moved", 10, Outcome.MET),
        ("households_per_mw", "households_moved", 11, Outcome.NOT_MET),
    ],
)
def test_land_and_homes_are_judged(metric: str, indicator: str, figure: int, outcome: Outcome) -> None:
    measure = whole().value("HP_1", indicator, figure).measure(metric, "HP_1")
    assert measure.outcome is outcome
    assert measure.verdict is not None
    assert not measure.verdict.threshold.verified
    assert whole().measure(metric, "TEST").verdict is None, "the rule is one of single plants"


@pytest.mark.parametrize(
    ("metric", "values"), [("capacity_factor", {0.35, 0.55}), ("power_density_w_per_m2", {4, 5, 10})]
)
def test_benchmarks_judge_nothing(metric: str, values: set[float]) -> None:
    measure = whole().measure(metric, "HP_1")
    assert {t.value for t in measure.benchmarks} == values
    assert measure.outcome is Outcome.NOT_APPLICABLE


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(1, 80), st.integers(10, 90)), min_size=2, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_and_plants_does_not_matter_and_the_mean_lies_between(
    plants: list[tuple[int, int]], random: Random
) -> None:
    draft = Draft()
    for key in ("HP_1", "HP_2", "HP_3", "HP_4"):
        draft.drop(key)
    draft.layers["hydropower"] = [
        place(f"P{n}", point(0, 1000 * n), status="operating") for n in range(len(plants))
    ]
    for n, (energy, power) in enumerate(plants):
        draft.row(f"P{n}", "annual_gwh", energy).row(f"P{n}", "installed_mw", power)
    one = draft.measure("capacity_factor", "TEST")
    factors = [draft.measure("capacity_factor", f"P{n}").value for n in range(len(plants))]
    known = [f for f in factors if f is not None]
    if not known:
        assert one.value is None
        return
    assert one.value is not None
    assert min(known) * (1 - 1e-9) <= one.value <= max(known) * (1 + 1e-9)
    random.shuffle(draft.rows)
    random.shuffle(draft.layers["hydropower"])
    other = draft.measure("capacity_factor", "TEST")
    assert (other.low, other.value, other.high) == pytest.approx((one.low, one.value, one.high))


# --- Basins ---


def with_basin(*basins: Shape, **plants: tuple[float, float, float]) -> Draft:
    """Gives a plan with basins and plants at ``(east, north, uncertainty)`` of 1, 2, 4 … MW."""
    draft = Draft()
    for key in ("HP_1", "HP_2", "HP_3", "HP_4"):
        draft.drop(key)
    draft.config["layers"]["basins"] = {
        "kind": "basins",
        "path": "layers/basins.geojson",
        "crs": GRID,
        "name_vi": "Lưu vực",
        "name_en": "Basins",
    }
    draft.layers["basins"] = list(basins) or [
        place("B_1", square(side=10_000), position="outline", uncertainty_m=100)  # 100 km²
    ]
    draft.layers["hydropower"] = [
        place(key, point(east, north), status="operating", uncertainty_m=off)
        for key, (east, north, off) in plants.items()
    ]
    for number, key in enumerate(plants):
        draft.row(key, "installed_mw", 2**number)
    return draft


SPREAD: dict[str, tuple[float, float, float]] = {
    "IN": (5000, 5000, 1000),  # 1 MW, 5 km inside: certain
    "NEAR_IN": (9000, 5000, 1000),  # 2 MW, drawn 1,000 m inside, together 1,100 m off: possible
    "NEAR_OUT": (10_900, 5000, 800),  # 4 MW, drawn 900 m outside, 900 m off: possible
    "OUT": (10_950, 5000, 800),  # 8 MW, 950 m outside: no
}


@pytest.mark.parametrize(
    ("metric", "low", "value", "high"),
    [
        ("installed_mw", 1, 1 + 2, 1 + 2 + 4),
        ("hydropower_sites", 1, 2, 3),
        ("hydropower_mw_per_100km2", 1, 3, 7),
    ],
)
def test_the_uncertainty_of_places_bounds_what_a_basin_holds(
    metric: str, low: float, value: float, high: float
) -> None:
    measure = with_basin(**SPREAD).measure(metric, "B_1")
    assert (measure.low, measure.value, measure.high) == pytest.approx((low, value, high))
    assert set(measure.features) == {"B_1", "IN", "NEAR_IN", "NEAR_OUT"}
    assert "2 plants are drawn in the basin" in said(measure)


def test_plants_known_exactly_leave_nothing_open() -> None:
    exact = {key: (east, north, 0.0) for key, (east, north, _) in SPREAD.items()}
    basin = place("B_1", square(side=10_000), position="outline", uncertainty_m=0)
    measure = with_basin(basin, **exact).measure("installed_mw", "B_1")
    assert (measure.low, measure.value, measure.high) == (3, 3, 3)
    assert not measure.remarks


def test_the_density_of_a_basin_is_on_its_own_area() -> None:
    basin = place("B_1", square(side=5_000), position="outline", uncertainty_m=0)  # 25 km²
    measure = with_basin(basin, P=(2500, 2500, 100)).measure("hydropower_mw_per_100km2", "B_1")
    assert measure.value == pytest.approx(1 / 25 * 100)


def test_a_basin_without_plants_has_no_capacity() -> None:
    measure = with_basin(P=(50_000, 0, 100)).measure("installed_mw", "B_1")
    assert (measure.low, measure.value, measure.high) == (0, 0, 0)


@pytest.mark.parametrize("metric", ["installed_mw", "hydropower_mw_per_100km2"])
def test_a_plant_in_a_basin_without_a_figure_is_not_nothing(metric: str) -> None:
    draft = with_basin(IN=SPREAD["IN"], NEAR_OUT=SPREAD["NEAR_OUT"])
    measure = draft.drop("IN").measure(metric, "B_1")
    assert measure.value is None, "what the plant drawn inside has is not known"
    assert "installed_mw" in said(measure)


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.integers(-3000, 13_000), st.integers(-3000, 13_000), st.integers(0, 3000)),
        min_size=1,
        max_size=8,
    ),
    st.integers(-5000, 5000),
    st.randoms(use_true_random=False),
)
def test_bounds_of_a_basin_hold_every_place_the_plants_may_have(
    spots: list[tuple[int, int, int]], shift: int, random: Random
) -> None:
    plants = {f"P{n}": (float(e), float(u), float(r)) for n, (e, u, r) in enumerate(spots)}
    basin = place("B_1", square(side=10_000), position="outline", uncertainty_m=0)
    measure = with_basin(basin, **plants).measure("installed_mw", "B_1")
    for _ in range(5):
        moved = 0
        for number, (east, north, off) in enumerate(spots):
            angle, away = random.uniform(0, math.tau), random.uniform(0, off)
            e, n = east + away * math.cos(angle), north + away * math.sin(angle)
            moved += 2**number if 0 <= e <= 10_000 and 0 <= n <= 10_000 else 0
        assert measure.low is not None
        assert measure.high is not None
        assert measure.low <= moved <= measure.high
    there = place("B_1", square(east=shift, side=10_000), position="outline", uncertainty_m=0)
    along = {key: (east + shift, north, off) for key, (east, north, off) in plants.items()}
    other = with_basin(there, **along).measure("installed_mw", "B_1")
    assert (other.low, other.value, other.high) == (measure.low, measure.value, measure.high)


def test_a_plant_runs_from_its_year_on() -> None:
    draft = Draft()
    for row in draft.rows:
        row.as_of = "2015"
    draft.sources = []
    plan = draft.set("HP_1", year=2018).plan()
    found = {}
    for on in (date(2017, 12, 31), date(2018, 1, 1)):
        view = View(plan, on)
        found[on.year] = [
            evaluate(view, metric, subject_of(view, metric, "TEST")).value
            for metric in ("hydropower_sites", "installed_mw")
        ]
    assert found == {2017: [1, 6], 2018: [2, 16]}


# --- Rivers ---


def on_rivers(*plants: Shape, lines: tuple[Shape, ...] = ()) -> Draft:
    """Gives a plan with these plants alone, of 1, 2, 4 … MW."""
    draft = with_basin()
    draft.layers["hydropower"] = list(plants)
    for number, shape in enumerate(plants):
        draft.row(shape.props["id"], "installed_mw", 2**number)
    draft.config["layers"]["rivers"] = {
        "kind": "context",
        "path": "layers/rivers.geojson",
        "crs": GRID,
        "name_vi": "Sông",
        "name_en": "Rivers",
    }
    draft.layers["rivers"] = list(lines)
    return draft


def stands(key: str, east: float, river: str | None = "Nậm A", **props: object) -> Shape:
    base = {"status": "operating", "river": river, "river_basis": "published", "uncertainty_m": 50}
    return place(key, point(east, 0), **(base | props))


def line(*east: float, name: str = "Nậm A") -> Shape:
    return place(f"L_{east[0]}", shapely.LineString([point(e, 0) for e in east]), name_vi=name)


def table_of(draft: Draft) -> Table:
    spec, tabulate = TABLES["cascade"]
    return tabulate(View(draft.plan()), spec)


def cell(table: Table, column: str) -> list[object]:
    """Gives a column, of a measure its value."""
    place_of = [c.id for c in table.spec.columns].index(column)
    cells = [row[place_of] for row in table.rows]
    return [c.value if isinstance(c, Measure) else c for c in cells]


def bases(table: Table) -> list[str]:
    return [c.en for c in cell(table, "basis") if isinstance(c, Text)]


def remarks(table: Table) -> str:
    return " ".join(render(r, "en") for r in table.remarks)


def test_plants_stand_in_the_order_of_their_kilometres_from_the_source_down() -> None:
    table = table_of(
        on_rivers(
            stands("P_1", 0, river_km=5),
            stands("P_2", 0, river_km=30, status="planned"),
            stands("P_3", 0, river_km=12.5),
        )
    )
    assert cell(table, "id") == ["P_2", "P_3", "P_1", ""]
    assert cell(table, "order") == [1, 2, 3, None]
    assert cell(table, "installed_mw") == [2, 4, 1, None]
    assert cell(table, "operating_mw_above") == [0, 4, 5, 5]
    assert cell(table, "planned_mw_above") == [2, 6, 7, 7]
    assert set(bases(table)) == {"by river kilometre"}
    assert not table.remarks


def test_rivers_stand_in_alphabetical_order_and_a_lone_plant_needs_no_place() -> None:
    table = table_of(
        on_rivers(
            stands("P_1", 0, "Suối Vui"),
            stands("P_2", 0, "Đum"),
            stands("P_3", 0, "Nậm Khoá", river_km=1),
            stands("P_4", 0, "Nậm Khóa", river_km=2),
            stands("P_5", 0, "Ngòi Bo"),
        )
    )
    assert cell(table, "river") == ["Đum", "Nậm Khoá", "Nậm Khoá", "Nậm Khoá", "Ngòi Bo", "Suối Vui"]
    assert cell(table, "id") == ["P_2", "P_4", "P_3", "", "P_5", "P_1"]
    assert cell(table, "order") == [1, 1, 2, None, 1, 1]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_line_orders_plants_once_two_kilometres_tell_its_direction(backwards: bool) -> None:
    """The river runs from east 20,000 down to 0; the line may be drawn either way and in pieces."""
    pieces = [line(0, 8000), line(8000, 20_000)]
    if backwards:
        pieces = [line(20_000, 8000), line(8000, 0)]
    plants = (
        stands("P_1", 2000, river_km=2),
        stands("P_2", 15_000),
        stands("P_3", 9000, river_km=9),
        stands("P_4", 5000),
    )
    table = table_of(on_rivers(*plants, lines=tuple(pieces)))
    assert cell(table, "id") == ["P_2", "P_3", "P_4", "P_1", ""]
    assert cell(table, "order") == [1, 2, 3, 4, None]
    assert cell(table, "operating_mw_above") == [2, 6, 14, 15, 15]
    assert set(bases(table)) == {"along the line of the river"}


def test_a_line_of_unknown_direction_gives_no_order() -> None:
    plants = (stands("P_1", 2000, river_km=2), stands("P_2", 15_000), stands("P_3", 9000))
    table = table_of(on_rivers(*plants, lines=(line(0, 20_000),)))
    assert cell(table, "order") == [None] * 4
    assert cell(table, "operating_mw_above") == [None, None, None, 7]
    assert set(bases(table)) == {"along the line of the river, direction unknown"}
    assert "On 1 rivers the order of the plants is not known" in remarks(table)


def test_kilometres_that_contradict_the_line_give_no_direction() -> None:
    plants = (
        stands("P_1", 2000, river_km=2),
        stands("P_2", 15_000, river_km=1),
        stands("P_3", 9000, river_km=9),
        stands("P_4", 4000),
    )
    table = table_of(on_rivers(*plants, lines=(line(0, 20_000),)))
    assert cell(table, "order") == [None] * 5


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (line(0, 20_000, name="Nậm B"),),
        (line(0, 3000), line(9000, 20_000)),  # a gap between the pieces
        (place("AREA", square(side=20_000), name_vi="Nậm A"),),
    ],
    ids=["no line", "another river", "in pieces", "no line but land"],
)
def test_without_a_line_there_is_no_place(lines: tuple[Shape, ...]) -> None:
    table = table_of(on_rivers(stands("P_1", 2000, river_km=2), stands("P_2", 15_000), lines=lines))
    assert cell(table, "order") == [None] * 3
    assert set(bases(table)) == {"place on the river unknown"}


def test_a_plant_too_far_from_the_line_has_no_place_on_it() -> None:
    far = place("P_3", point(9000, 2000), status="operating", river="Nậm A", uncertainty_m=900)
    plants = (stands("P_1", 2000, river_km=2), stands("P_2", 15_000, river_km=15), far)
    table = table_of(on_rivers(*plants, lines=(line(0, 20_000),)))  # the line is up to 1,000 m off
    assert cell(table, "order") == [None] * 4
    assert set(bases(table)) == {"place on the river unknown"}


def test_plants_nearer_to_each_other_than_they_are_known_may_stand_either_way_round() -> None:
    plants = (
        stands("P_1", 2000, river_km=2),
        stands("P_2", 15_000, river_km=15),
        stands("P_3", 9000, uncertainty_m=400),
        stands("P_4", 8300, uncertainty_m=300),
    )
    table = table_of(on_rivers(*plants, lines=(line(0, 20_000),)))
    assert cell(table, "id") == ["P_2", "P_3", "P_4", "P_1", ""]
    assert cell(table, "order") == [1, None, None, 4, None]
    assert cell(table, "operating_mw_above") == [2, None, None, 15, 15]
    assert bases(table)[1].startswith("along the line of the river; positions are not known well enough")


def test_running_totals_end_where_a_capacity_is_not_known() -> None:
    draft = on_rivers(*(stands(f"P_{n}", 0, river_km=10 - n) for n in (1, 2, 3)))
    table = table_of(draft.drop("P_2", "installed_mw"))
    assert cell(table, "installed_mw") == [1, None, 4, None]
    assert cell(table, "operating_mw_above") == [1, None, None, None]


def test_what_is_not_in_the_table_is_told() -> None:
    draft = on_rivers(
        stands("P_1", 0),
        stands("P_2", 0, None),
        stands("P_3", 0, " "),
        stands("P_4", 0, river_basis="name_derived"),
        stands("P_5", 0, status="removed"),
    )
    table = table_of(draft)
    assert set(cell(table, "id")) == {"P_1", "P_4", ""}
    assert "2 plants have no name of a river" in remarks(table)
    assert "Of 1 plants the river is derived" in remarks(table)


def test_head_and_energy_stand_beside_the_plants() -> None:
    draft = on_rivers(stands("P_1", 0)).row("P_1", "head_m", 136).row("P_1", "annual_gwh", 5)
    table = table_of(draft)
    assert cell(table, "head_m") == [136]
    assert cell(table, "annual_gwh") == [5]
    assert [f.indicator for f in table.figures] == ["head_m"]


def test_without_rivers_or_plants_the_table_says_why() -> None:
    nameless = table_of(on_rivers(stands("P_1", 0, None)))
    assert nameless.reason is not None
    assert "field river" in render(nameless.reason, "en")
    draft = Draft()
    del draft.config["layers"]["hydropower"], draft.layers["hydropower"]
    nothing = table_of(draft)
    assert nothing.reason is not None
    assert "no hydropower layer" in render(nothing.reason, "en")


@settings(max_examples=20)
@given(st.permutations(range(5)), st.booleans())
def test_the_order_of_features_does_not_change_the_table(order: list[int], with_line: bool) -> None:
    plants = [stands(f"P_{n}", 3000.0 * n + 1000, river_km=3 * n if n != 2 else None) for n in range(5)]
    lines = (line(0, 9000), line(9000, 20_000)) if with_line else ()
    one = on_rivers(*plants, lines=lines)
    other = on_rivers(*plants, lines=lines[::-1])
    other.layers["hydropower"] = [plants[i] for i in order]
    for column in ("id", "order", "operating_mw_above"):
        assert cell(table_of(one), column) == cell(table_of(other), column)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nậm Khoá", "nậm khóa", True),
        ("Sông Chảy", "Chảy", True),
        ("suối  Chăn", "Chăn", True),
        ("Nậm Chảy", "Nậm Chày", False),
        ("Ngòi Đum", "Ngòi Dum", False),
        ("Suối", "Sông", False),
    ],
)
def test_which_names_are_one_river(one: str, other: str, same: bool) -> None:
    assert (river_key(one) == river_key(other)) is same


# --- Lào Cai ---


def test_capacity_factors_of_lao_cai_are_those_of_the_ledger(lao_cai: Plan, repo_root: Path) -> None:
    """The ledger's own factors, computed by staff, except where they took the capacity of a later stage."""
    with (repo_root / "layers/indicators.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["indicator"] == "capacity_factor"]
    view = View(lao_cai)
    later_stage = {"HP_SEO_CHOONG_HO": 100_000 / (22 * HOURS), "HP_NAM_TOONG": 151_000 / (30 * HOURS)}
    for row in rows:
        found = evaluate(view, "capacity_factor", subject_of(view, "capacity_factor", row["subject"]))
        if float(row["value"]) > 1:
            assert found.value is None
        else:
            expected = later_stage.get(row["subject"], float(row["value"]))
            assert found.value == pytest.approx(expected, abs=0.005), row["subject"]
    assert len(rows) == 15


def test_the_cascade_of_lao_cai_adds_up_the_plants_of_each_river(lao_cai: Plan, repo_root: Path) -> None:
    """The totals of rivers with several plants, added up here from the files alone."""
    content = json.loads((repo_root / "layers/hydropower_sites.geojson").read_text(encoding="utf-8"))
    plants = [f["properties"] for f in content["features"]]
    with (repo_root / "layers/indicators.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["indicator"] == "installed_mw"]
    newest = [row for row in rows if row["as_of"] == "2026-06" and row["value"] != "5.75"]
    power = {row["subject"]: float(row["value"]) for row in newest}
    spelt = {"Nậm Khóa": "Nậm Khoá"}
    expected: dict[str, list[float]] = {}
    for plant in plants:
        if plant["river"]:
            running = power[plant["id"]] if plant["status"] == "operating" else 0
            expected.setdefault(spelt.get(plant["river"], plant["river"]), []).append(running)
    spec, tabulate = TABLES["cascade"]
    table = tabulate(View(lao_cai), spec)
    columns = (cell(table, key) for key in ("river", "id", "operating_mw_above"))
    totals = {river: total for river, key, total in zip(*columns, strict=True) if not key}
    assert totals == {river: pytest.approx(sum(mw)) for river, mw in expected.items() if len(mw) > 1}
    assert len([key for key in cell(table, "id") if key]) == sum(len(mw) for mw in expected.values()) == 88
    assert "56 plants have no name of a river" in remarks(table)
