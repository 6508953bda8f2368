"""Plots and buildings by hand, in squares of the grid: densities, floor area, Spacematrix, and every plot."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from support import EAST, GRID, NORTH, Draft, Shape, point, square, subject_of, zone
from zoneplan.metrics import TABLES, Measure, Table, evaluate
from zoneplan.metrics.measure import Role, Subject
from zoneplan.metrics.view import View
from zoneplan.plan.regulations import Outcome
from zoneplan.text import Message, Text, render

INF = math.inf
NET, FAR = "net_building_density_pct", "floor_area_ratio"


def box(east: float, north: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(EAST + east, NORTH + north, EAST + east + width, NORTH + north + height)


def drawn(feature_id: str, geometry: Any, **props: Any) -> Shape:
    base = {
        "id": feature_id,
        "name_vi": f"Lô {feature_id}",
        "position": "surveyed",
        "uncertainty_m": 0,
        "source": "S1",
    }
    return Shape(base | props, geometry)


def with_layers(draft: Draft, **layers: Sequence[Shape]) -> Draft:
    for kind, shapes in layers.items():
        table = {
            "kind": kind,
            "path": f"layers/{kind}.geojson",
            "crs": GRID,
            "name_vi": kind,
            "name_en": kind,
        }
        draft.config["layers"][kind] = table
        draft.layers[kind] = list(shapes)
    return draft


def built() -> Draft:
    """Gives zone A (1,000 × 1,000 m) with two plots of 10,000 and 20,000 m².

    On P1 stand 50 × 40 m with 2 floors and, 10 m over the edge, 40 × 50 m with a stated floor area of 6,000 m²;
    on P2 50 × 100 m with 1 floor.
    """
    return with_layers(
        Draft().set("KCN_A", uncertainty_m=0),
        plots=[
            drawn("P1", box(0, 0, 100, 100), zone="KCN_A", density_permitted_pct=30, far_permitted=0.8),
            drawn("P2", box(200, 0, 200, 100), density_permitted_pct=60),
        ],
        buildings=[
            drawn("B1", box(10, 10, 50, 40), floors=2),
            drawn("B2", box(70, 40, 40, 50), floor_area_m2=6000),
            drawn("B3", box(210, 0, 50, 100), floors=1),
        ],
    )


FOOT = 50 * 40 + 30 * 50 + 50 * 100  # B2 has 30 of its 40 m on the plot
FLOOR = 2 * 50 * 40 + 6000 * 30 / 40 + 50 * 100
AREA = 100 * 100 + 200 * 100
BY_HAND = {
    "net_building_density_pct": FOOT / AREA * 100,
    "gross_building_density_pct": (FOOT + 10 * 50) / 1_000_000 * 100,
    "floor_area_ratio": FLOOR / AREA,
    "ground_space_index_ratio": FOOT / AREA,
    "open_space_ratio": (1 - FOOT / AREA) / (FLOOR / AREA),
    "average_layers_floors": FLOOR / FOOT,
}


def words(measure: Measure) -> str:
    return " ".join(render(m, "en") for m in (*measure.remarks, measure.reason, measure.working) if m)


def measured(draft: Draft) -> dict[str, float | None]:
    """Gives the values of zone A, all of one view."""
    view = draft.view()
    return {m: evaluate(view, m, subject_of(view, m, "KCN_A")).value for m in BY_HAND}


@pytest.mark.parametrize(("metric", "value"), BY_HAND.items())
@pytest.mark.parametrize("subject", ["KCN_A", "KCN", "TEST"])
def test_values_by_hand(metric: str, value: float, subject: str) -> None:
    measure = built().measure(metric, subject)
    assert measure.value == pytest.approx(value)
    assert (measure.low, measure.high) == pytest.approx((value, value))
    assert {"B1", "B2", "B3"} <= set(measure.features)
    assert ("1 of" in words(measure)) is (subject != "KCN_A")


def test_every_indicator_of_spacematrix_follows_from_two() -> None:
    """FSI = GSI × L and OSR = (1 − GSI) ÷ FSI, as Berghauser Pont and Haupt define them."""
    found = {m: built().measure(m, "KCN_A").value for m in BY_HAND}
    fsi, gsi, osr, layers = (
        found[m]
        for m in ("floor_area_ratio", "ground_space_index_ratio", "open_space_ratio", "average_layers_floors")
    )
    assert fsi is not None
    assert gsi is not None
    assert layers is not None
    assert fsi == pytest.approx(gsi * layers)
    assert osr == pytest.approx((1 - gsi) / fsi)


def test_overlapping_footprints_count_once() -> None:
    """B4 repeats half of B1 with 5 floors: no land more, and 1,000 m² with 3 floors more."""
    draft = built()
    draft.layers["buildings"].append(drawn("B4", box(10, 10, 25, 40), floors=5))
    assert draft.measure(NET, "KCN_A").value == pytest.approx(FOOT / AREA * 100)
    assert draft.measure(FAR, "KCN_A").value == pytest.approx((FLOOR + 1000 * 3) / AREA)


def test_overlapping_plots_count_once() -> None:
    draft = built()
    draft.layers["plots"].append(drawn("P3", box(0, 0, 100, 50), zone="KCN_A"))
    assert draft.measure(NET, "KCN_A").value == pytest.approx(FOOT / AREA * 100)


def test_floors_that_are_not_known_are_one_at_least() -> None:
    draft = built()
    draft.set("B1", floors=None)
    measure = draft.measure(FAR, "KCN_A")
    assert measure.value == measure.low == pytest.approx((FLOOR - 50 * 40) / AREA)
    assert measure.high == INF
    assert "floors of 1 buildings are not known" in words(measure)
    assert draft.measure(NET, "KCN_A").value == pytest.approx(FOOT / AREA * 100)
    assert "floors" not in words(draft.measure(NET, "KCN_A"))
    openness = draft.measure("open_space_ratio", "KCN_A")
    assert openness.low == 0
    assert openness.high == openness.value


@pytest.mark.parametrize("floors", [0, -3])
def test_no_building_has_no_floors(floors: int) -> None:
    measure = built().set("B1", floors=floors).measure(FAR, "KCN_A")
    assert measure.high == INF


def test_places_that_may_be_off_give_a_range() -> None:
    """B3 lies on the edge of P2, which it may leave by 2 + 3 m; that is all that P1 and P2 can lose of it."""
    draft = built()
    draft.layers["buildings"] = [drawn("B3", box(200, 10, 50, 80), floors=2, uncertainty_m=2)]
    draft.layers["plots"] = [drawn("P2", box(200, 0, 200, 100), zone="KCN_A", uncertainty_m=3)]
    measure = draft.measure(NET, "KCN_A")
    assert measure.value == pytest.approx(20)
    assert measure.low == pytest.approx(45 * 80 / 20_000 * 100, rel=1e-3)
    assert measure.high == pytest.approx(20)
    assert "off their places" in words(measure)
    layers = draft.measure("average_layers_floors", "KCN_A")
    assert (layers.low, layers.value, layers.high) == pytest.approx((2, 2, 2))


@given(st.floats(0, 5), st.floats(0, 2 * math.pi))
@settings(max_examples=20)
def test_the_range_holds_for_every_shift_within_the_uncertainty(metres: float, angle: float) -> None:
    draft = built()
    for shape in draft.layers["buildings"]:
        shape.props["uncertainty_m"] = 2
    for shape in draft.layers["plots"]:
        shape.props["uncertainty_m"] = 3
    measure = draft.measure(NET, "KCN_A")
    step = metres * np.array([math.cos(angle), math.sin(angle)])
    moved = shapely.union_all(
        [shapely.transform(s.geometry, lambda xy: xy + step) for s in draft.layers["buildings"]]
    )
    plots = shapely.union_all([s.geometry for s in draft.layers["plots"]])
    truth = moved.intersection(plots).area / plots.area * 100
    assert measure.low is not None
    assert measure.high is not None
    assert measure.low - 1e-6 <= truth <= measure.high + 1e-6


def test_plots_belong_to_the_zone_they_name_or_lie_in() -> None:
    draft = built().add(zone("KCN_E", square(2000, 0)))
    draft.layers["plots"].append(drawn("P3", box(2100, 100, 100, 100)))
    draft.layers["buildings"].append(drawn("B4", box(2100, 100, 10, 100), floors=1))
    assert draft.measure(NET, "KCN_E").value == pytest.approx(10)
    assert draft.measure(NET, "KCN").value == pytest.approx((FOOT + 1000) / (AREA + 10_000) * 100)
    draft.set("P3", zone="KCN_A")
    assert draft.measure(NET, "KCN_E").value is None
    assert draft.measure(NET, "KCN_A").value == pytest.approx((FOOT + 1000) / (AREA + 10_000) * 100)


def test_plots_of_a_part_belong_to_the_whole_zone_too() -> None:
    draft = built().add(zone("PART", square(0, 0, 150), part_of="KCN_A"))
    draft.set("P1", zone="PART")
    assert draft.measure(NET, "PART").value == pytest.approx(3500 / 10_000 * 100)
    for subject in ("KCN_A", "KCN"):
        assert draft.measure(NET, subject).value == pytest.approx(FOOT / AREA * 100)


def test_a_plot_between_zones_belongs_to_none() -> None:
    draft = built().set("P2", box(950, 0, 200, 100))
    assert draft.measure(NET, "KCN_A").value == pytest.approx(3500 / 10_000 * 100)


def test_only_industrial_plots_count() -> None:
    draft = built().set("P2", code="DKV").set("P1", code="SKK")
    assert draft.measure(NET, "KCN_A").value == pytest.approx(3500 / 10_000 * 100)


def test_a_building_not_yet_there_does_not_count() -> None:
    draft = built().set("B3", year=2027).set("B1", year=2026)  # the plan is of January 2026
    assert draft.measure(NET, "KCN_A").value == pytest.approx(3500 / AREA * 100)
    assert "1 of 2 plots have no building" in words(draft.measure(NET, "KCN_A"))


def test_planned_zones_do_not_enter_their_group() -> None:
    draft = built().set("KCN_A", stage="2021-2030")
    assert draft.measure(NET, "KCN_A").value == pytest.approx(FOOT / AREA * 100)
    assert draft.measure(NET, "KCN").value is None


def test_shapes_that_cross_themselves_are_left_out_and_named() -> None:
    bow = shapely.Polygon([(EAST, NORTH), (EAST + 50, NORTH + 50), (EAST + 50, NORTH), (EAST, NORTH + 50)])
    draft = built()
    draft.layers["buildings"].append(drawn("B_BAD", bow))
    draft.layers["plots"].append(drawn("P_BAD", bow))
    measure = draft.measure(NET, "KCN_A")
    assert measure.value == pytest.approx(FOOT / AREA * 100)
    assert "B_BAD" in words(measure)
    found = plots_table(draft)
    assert [row["plot"] for row in rows_of(found)] == ["P1", "P2"]
    assert "P_BAD" in render(found.remarks[0], "en")


@pytest.mark.parametrize("metric", BY_HAND)
def test_without_its_layers_there_is_no_value(metric: str) -> None:
    measure = Draft().measure(metric, "KCN_A")
    assert measure.value is None
    assert "no layer of" in words(measure)
    without_buildings = built()
    del without_buildings.config["layers"]["buildings"], without_buildings.layers["buildings"]
    assert "(buildings)" in words(without_buildings.measure(metric, "KCN_A"))


@pytest.mark.parametrize("metric", BY_HAND)
def test_nothing_drawn_is_not_nothing_built(metric: str) -> None:
    draft = built()
    draft.layers["buildings"] = [drawn("B9", box(5000, 5000, 10, 10), floors=1)]
    for subject in ("KCN_A", "KCN"):
        measure = draft.measure(metric, subject)
        assert (measure.value, measure.low, measure.high) == (None, None, None)
        assert "empty or not drawn" in words(measure)


def test_zones_without_plots_or_outline_say_so() -> None:
    assert "no industrial plot of KCN_B" in words(built().measure(NET, "KCN_B"))
    assert "no outline of KCN_B" in words(built().measure("gross_building_density_pct", "KCN_B"))


@given(st.randoms())
@settings(max_examples=10)
def test_the_order_of_plots_and_buildings_does_not_matter(random: Any) -> None:
    draft = built()
    draft.layers["buildings"].append(drawn("B4", box(10, 10, 25, 40), floors=5))
    expected = measured(draft)
    for layer in ("plots", "buildings"):
        random.shuffle(draft.layers[layer])
    assert measured(draft) == pytest.approx(expected)


@given(st.integers(-20_000, 20_000), st.integers(-20_000, 20_000))
@settings(max_examples=10)
def test_moving_everything_changes_nothing(east: int, north: int) -> None:
    draft = built()
    for shapes in (draft.layers[name] for name in ("zones", "plots", "buildings")):
        for shape in shapes:
            shape.geometry = shapely.transform(shape.geometry, lambda xy: xy + np.array([east, north]))
    assert measured(draft) == pytest.approx(BY_HAND)


# --- What is permitted, and the table of plots


def plots_table(draft: Draft) -> Table:
    spec, tabulate = TABLES["plots"]
    return tabulate(draft.view(), spec)


def rows_of(table: Table) -> list[dict[str, Any]]:
    return [dict(zip([c.id for c in table.spec.columns], row, strict=True)) for row in table.rows]


def said(cell: Text | Message | None) -> str:
    return cell.en if isinstance(cell, Text) else ""


def test_every_plot_has_a_row() -> None:
    first, second = rows_of(plots_table(built()))
    assert (first["plot"], first["zone"], second["zone"]) == ("P1", "KCN_A", "KCN_A")
    assert first["area_ha"] == pytest.approx(1)
    assert first["footprint_m2"] == pytest.approx(3500)
    assert first["density_pct"].value == pytest.approx(35)
    assert first["far"].value == pytest.approx((4000 + 4500) / 10_000)
    assert second["density_pct"].value == pytest.approx(25)
    assert second["far"].value == pytest.approx(0.25)


def test_every_plot_is_held_against_what_is_permitted() -> None:
    first, second = rows_of(plots_table(built()))
    assert (first["density_permitted_pct"], first["far_permitted"]) == (30, 0.8)
    assert (said(first["density_verdict"]), said(first["far_verdict"])) == ("not met", "not met")
    assert said(first["density_code_verdict"]) == "met"  # 35 % of 70 %
    assert first["density_pct"].outcome is Outcome.NOT_MET
    assert said(second["density_verdict"]) == "met"
    assert (second["far_permitted"], second["far_verdict"]) == (None, None)
    zone_ = built().measure(NET, "KCN_A")
    assert "1 plots exceed what is permitted on them: P1" in words(zone_)
    assert zone_.verdict is not None
    assert zone_.verdict.threshold.id == "net_density_factory"


def test_a_plot_that_may_exceed_is_uncertain() -> None:
    """35 % as drawn, permitted 36 %; B2 may lie wholly on the plot, which makes 40 %."""
    draft = built().set("P1", density_permitted_pct=36).set("B2", uncertainty_m=12)
    first, _ = rows_of(plots_table(draft))
    assert said(first["density_verdict"]) == "uncertain"


def test_plots_of_many_floors_have_a_limit_of_their_own() -> None:
    """65 % is within the 70 % of a factory plot, beyond the 60 % of one with more than five floors."""
    draft = built()
    draft.layers["buildings"] = [drawn("B1", box(0, 0, 65, 100), floors=5)]
    assert said(rows_of(plots_table(draft))[0]["density_code_verdict"]) == "met"
    draft.set("B1", floors=6)
    first = rows_of(plots_table(draft))[0]
    assert said(first["density_code_verdict"]) == "not met"
    assert {v.threshold.id for v in first["density_pct"].verdicts} == {
        "density_permitted_pct:P1",
        "net_density_factory",
        "net_density_factory_over_5_floors",
    }


def test_the_code_of_factories_does_not_judge_other_plots() -> None:
    first, _ = rows_of(plots_table(built().set("P1", code="TMD")))
    assert first["density_code_verdict"] is None
    assert said(first["density_verdict"]) == "not met"


def test_a_plot_without_buildings_has_no_density() -> None:
    draft = built()
    draft.layers["plots"].append(drawn("P3", box(500, 500, 100, 100), density_permitted_pct=50))
    third = rows_of(plots_table(draft))[2]
    assert third["density_pct"].value is None
    assert "empty or not drawn" in words(third["density_pct"])
    assert (third["footprint_m2"], third["density_verdict"]) == (None, None)


def test_a_plot_is_measured_like_a_zone() -> None:
    view = built().view()
    for row in rows_of(plots_table(built())):
        for cell in (row["density_pct"], row["far"]):
            found = evaluate(view, cell.spec.id, Subject(row["plot"], Role.PLOT, Text("", "")))
            assert (found.value, found.low, found.high) == (cell.value, cell.low, cell.high)


def test_the_table_of_a_plan_without_plots_says_so() -> None:
    found = plots_table(Draft())
    assert found.rows == ()
    assert found.reason is not None
    assert "(plots)" in render(found.reason, "en")
    empty = plots_table(with_layers(Draft(), plots=[], buildings=[]))
    assert empty.reason is not None


def test_a_view_of_an_earlier_year_sees_the_plots_of_then() -> None:
    view = View(built().set("B3", year=2025).plan(), date(2024, 6, 30))
    spec, tabulate = TABLES["plots"]
    second = rows_of(tabulate(view, spec))[1]
    assert second["density_pct"].value is None


# --- Rates of the Chinese evaluation that need buildings

BUILT_LAND = {
    # 2 ha built on in zone A; 9,000 m² of footprints and all floors lie within its outline
    "built_building_density_pct": 9000 / 20_000 * 100,
    "built_floor_area_ratio": (4000 + 6000 + 5000) / 20_000,
    # 8,500 m² and 0.5 ha of yards on the 30,000 m² of plots
    "building_coefficient_pct": (FOOT + 5000) / AREA * 100,
}


def on_record() -> Draft:
    return built().row("KCN_A", "built_land_ha", "2.0").row("KCN_A", "structures_yards_ha", "0.50")


@pytest.mark.parametrize(("metric", "value"), BUILT_LAND.items())
@pytest.mark.parametrize("subject", ["KCN_A", "KCN", "TEST"])
def test_what_stands_on_the_land_built_on(metric: str, value: float, subject: str) -> None:
    measure = on_record().measure(metric, subject)
    assert measure.value == pytest.approx(value)
    assert measure.low is not None
    assert measure.high is not None
    assert measure.low < value < measure.high  # ledger figures are rounded
    assert measure.features == ("KCN_A",)


@pytest.mark.parametrize(
    ("metric", "row"),
    [
        ("built_building_density_pct", "built_land_ha"),
        ("built_floor_area_ratio", "built_land_ha"),
        ("building_coefficient_pct", "structures_yards_ha"),
    ],
)
def test_rates_of_the_land_built_on_name_what_is_missing(metric: str, row: str) -> None:
    for subject in ("KCN_A", "KCN"):
        assert row in words(on_record().drop("KCN_A", row).measure(metric, subject))
    assert "no layer of" in words(Draft().row("KCN_A", row, 1).measure(metric, "KCN_A"))
    nothing_drawn = on_record()
    nothing_drawn.layers["buildings"].clear()
    assert "empty or not drawn" in words(nothing_drawn.measure(metric, "KCN_A"))


def test_a_part_that_is_more_than_the_whole_has_no_value() -> None:
    measure = built().row("KCN_A", "built_land_ha", 0.5).measure("built_building_density_pct", "KCN_A")
    assert measure.value is None
    assert "do not fit" in words(measure)


def test_unknown_floors_leave_the_composite_ratio_open() -> None:
    measure = on_record().set("B1", floors=None).measure("built_floor_area_ratio", "KCN_A")
    assert measure.value == pytest.approx(13_000 / 20_000)
    assert measure.high == INF


def test_the_building_coefficient_has_comparison_values() -> None:
    measure = on_record().measure("building_coefficient_pct", "KCN_A")
    assert {t.id for t in measure.benchmarks} == {
        "cn_building_coefficient_2008",
        "cn_building_coefficient_2023",
    }


def test_a_zone_that_is_a_point_takes_its_plots_by_name() -> None:
    draft = built().set("KCN_A", geometry=point()).set("P2", zone="KCN_A")
    assert draft.measure(NET, "KCN_A").value == pytest.approx(FOOT / AREA * 100)
    assert draft.measure("gross_building_density_pct", "KCN_A").value is None


def test_the_gross_density_of_an_outline_that_may_be_off() -> None:
    """Sure to 10 m, the outline may cut 10 m off B3 that stands on its edge, and nothing of the others."""
    draft = (
        built().set("KCN_A", uncertainty_m=10).set("B1", box(20, 20, 50, 40)).set("B2", box(120, 40, 40, 50))
    )
    measure = draft.measure("gross_building_density_pct", "KCN_A")
    assert measure.value == pytest.approx(0.9)
    assert measure.low == pytest.approx((2000 + 2000 + 50 * 90) / 10_000, rel=1e-3)
    assert measure.high == pytest.approx(0.9)
