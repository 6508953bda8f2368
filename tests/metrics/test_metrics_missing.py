"""What is missing stays missing: never 0, always named; bounds say what figures leave open."""

import math
from collections.abc import Callable

import pytest

from support import Draft, place, point
from zoneplan.metrics import METRICS, measure_all
from zoneplan.metrics.relocation.households import progress_bounds
from zoneplan.plan.regulations import Outcome
from zoneplan.text import render

MISSING = [
    # metric, subject, indicator whose row is taken out, subject of that row
    ("area_declared_ha", "KCN_B", "area_declared_ha", "KCN_B"),
    ("zones_per_100km2", "KCN", "area_km2", "TEST"),
    ("zones_per_100km2", "TEST", "area_km2", "TEST"),
    ("zone_area_share_pct", "KCN", "area_km2", "TEST"),
    ("zone_area_share_pct", "TEST", "area_km2", "TEST"),
    ("population_density_per_km2", "C_X", "population", "C_X"),
    ("population_density_per_km2", "C_X", "area_km2", "C_X"),
    ("population_density_per_km2", "TEST", "population", "TEST"),
    ("population", "C_X", "population", "C_X"),
    ("population", "TEST", "population", "TEST"),
    ("output_per_ha_bn_vnd", "KCN_A", "industrial_output_bn_vnd", "KCN_A"),
    ("output_per_ha_bn_vnd", "KCN_A", "industrial_land_ha", "KCN_A"),
    ("workers_per_ha", "KCN_A", "workers", "KCN_A"),
    ("capital_per_ha_bn_vnd", "KCN_A", "capital_registered_bn_vnd", "KCN_A"),
    ("tax_per_ha_bn_vnd", "KCN_A", "tax_bn_vnd", "KCN_A"),
    ("occupancy_pct", "KCN_A", "leased_land_ha", "KCN_A"),
    ("occupancy_pct", "KCN_A", "industrial_land_ha", "KCN_A"),
    ("industrial_land_share_pct", "KCN_A", "area_declared_ha", "KCN_A"),
    ("plan_area_existing_ha", "KCN_A", "area_declared_ha", "KCN_A"),
    ("plan_area_2030_ha", "KCN_D", "planned_area_2030_ha", "KCN_D"),
    ("plan_area_after_2030_ha", "KCN_D", "planned_area_after_2030_ha", "KCN_D"),
    ("installed_mw", "HP_1", "installed_mw", "HP_1"),
    ("hydropower_mw_per_100km2", "C_X", "area_km2", "C_X"),
    ("hydropower_mw_per_100km2", "TEST", "area_km2", "TEST"),
    ("households_to_move", "RL_1", "households_to_move", "RL_1"),
    ("households_to_move", "KCN_A", "households_to_move", "RL_1"),
    ("households_moved", "KCN_A", "households_moved", "KCN_A"),
    ("households_remaining", "KCN_A", "households_remaining", "KCN_A"),
    ("households_remaining", "RL_1", "households_to_move", "RL_1"),
    ("relocation_progress_pct", "KCN_A", "households_moved", "KCN_A"),
    ("relocation_progress_pct", "KCN_A", "households_remaining", "KCN_A"),
    ("industrial_output_bn_vnd", "TEST", "industrial_output_bn_vnd", "TEST"),
    ("output_target_progress_pct", "TEST", "industrial_output_target_bn_vnd", "TEST"),
    ("output_target_progress_pct", "TEST", "industrial_output_bn_vnd", "TEST"),
    ("output_target_met_pct", "TEST", "industrial_output_target_bn_vnd", "TEST"),
    ("land_needed_ha", "TEST", "industrial_output_target_bn_vnd", "TEST"),
    ("land_needed_at_benchmark_ha", "TEST", "industrial_output_bn_vnd", "TEST"),
    ("zones_share_of_output_pct", "KCN", "industrial_output_bn_vnd", "TEST"),
    ("zones_share_of_output_pct", "TEST", "industrial_output_bn_vnd", "TEST"),
]


@pytest.mark.parametrize(("metric", "subject", "indicator", "row"), MISSING)
def test_a_missing_figure_is_no_value_and_the_reason_names_its_row(
    metric: str, subject: str, indicator: str, row: str
) -> None:
    measure = Draft().drop(row, indicator).measure(metric, subject)
    assert (measure.value, measure.low, measure.high, measure.verdict) == (None, None, None, None)
    assert measure.subject.id == subject
    assert measure.reason is not None
    for language in ("vi", "en"):
        words = render(measure.reason, "vi" if language == "vi" else "en")
        assert row in words
        assert indicator in words


GROUPS = [
    ("output_per_ha_bn_vnd", "industrial_output_bn_vnd"),
    ("occupancy_pct", "leased_land_ha"),
    ("area_declared_ha", "area_declared_ha"),
    ("plan_area_2030_ha", "planned_area_2030_ha"),
    ("plan_zones_2030", "planned_area_2030_ha"),
    ("households_to_move", "households_to_move"),
    ("households_moved", "households_moved"),
    ("relocation_progress_pct", "households_remaining"),
    ("zones_share_of_output_pct", "industrial_output_bn_vnd"),
]


@pytest.mark.parametrize(("metric", "indicator"), GROUPS)
def test_a_group_none_of_whose_zones_has_the_figure(metric: str, indicator: str) -> None:
    draft = Draft()
    draft.rows = [r for r in draft.rows if r.indicator != indicator]
    measure = draft.measure(metric, "KCN")
    assert measure.value is None
    assert measure.reason is not None
    assert indicator in render(measure.reason, "en")


@pytest.mark.parametrize("metric", ["area_planar_ha", "area_geodesic_ha", "area_gap_pct"])
def test_a_zone_without_an_outline_has_no_measured_area(metric: str) -> None:
    measure = Draft().measure(metric, "KCN_B")
    assert measure.value is None
    assert measure.reason is not None
    assert "No outline" in render(measure.reason, "en")


@pytest.mark.parametrize("metric", ["area_planar_ha", "area_geodesic_ha"])
def test_a_group_without_outlines_has_no_measured_area(metric: str) -> None:
    measure = Draft().measure(metric, "CCN")
    assert measure.value is None
    assert measure.reason is not None


ZERO = [
    ("workers_per_ha", "KCN_A", "industrial_land_ha", "KCN_A"),
    ("occupancy_pct", "KCN_A", "industrial_land_ha", "KCN_A"),
    ("industrial_land_share_pct", "KCN_A", "area_declared_ha", "KCN_A"),
    ("population_density_per_km2", "C_X", "area_km2", "C_X"),
    ("zones_per_100km2", "TEST", "area_km2", "TEST"),
    ("zone_area_share_pct", "KCN", "area_km2", "TEST"),
    ("hydropower_mw_per_100km2", "TEST", "area_km2", "TEST"),
    ("output_target_progress_pct", "TEST", "industrial_output_target_bn_vnd", "TEST"),
    ("output_target_met_pct", "TEST", "industrial_output_target_bn_vnd", "TEST"),
]


@pytest.mark.parametrize(("metric", "subject", "indicator", "row"), ZERO)
def test_a_denominator_of_zero_gives_no_value(metric: str, subject: str, indicator: str, row: str) -> None:
    measure = Draft().value(row, indicator, 0).measure(metric, subject)
    assert (measure.value, measure.low, measure.high) == (None, None, None)
    assert measure.reason is not None
    assert "0" in render(measure.reason, "en")


def test_nobody_moved_and_nobody_left_is_no_progress() -> None:
    draft = Draft().value("KCN_A", "households_moved", 0).value("KCN_A", "households_remaining", 0)
    for subject in ("KCN_A", "KCN", "TEST"):
        measure = draft.measure("relocation_progress_pct", subject)
        assert (measure.value, measure.low, measure.high) == (None, None, None)
        assert measure.reason is not None


def test_a_sum_says_which_zones_it_lacks() -> None:
    measure = Draft().drop("KCN_B", "area_declared_ha").measure("area_declared_ha", "KCN")
    assert measure.value == 100
    assert "1 of 2 features" in " ".join(render(r, "en") for r in measure.remarks)
    assert "KCN_B" in " ".join(render(r, "en") for r in measure.remarks)


def test_a_rate_leaves_out_on_both_sides_a_zone_that_lacks_one() -> None:
    measure = Draft().drop("KCN_B", "workers").measure("workers_per_ha", "KCN")
    assert measure.value == pytest.approx(1600 / 80)
    assert "KCN_B" in " ".join(render(r, "en") for r in measure.remarks)


def test_a_published_group_counts_as_all_its_zones() -> None:
    """Two KCN are covered by the group's own rows, one CCN has no figure: that is 2 of 3 zones."""
    draft = Draft().row("KCN", "workers", 1700).row("KCN", "industrial_land_ha", 130)
    measure = draft.measure("workers_per_ha", "TEST")
    assert measure.value == pytest.approx(1700 / 130)
    assert "2 of 3 features" in " ".join(render(r, "en") for r in measure.remarks)


def test_measured_areas_say_how_many_zones_have_an_outline() -> None:
    measure = Draft().measure("area_planar_ha", "TEST")
    remarks = " ".join(render(r, "en") for r in measure.remarks)
    assert "1 of 3 zones" in remarks
    assert "10 m off" in remarks


def test_a_plant_without_a_figure_is_not_a_plant_of_nothing() -> None:
    measure = Draft().drop("HP_2", "installed_mw").measure("hydropower_mw_per_100km2", "C_Y")
    assert measure.value is None
    assert measure.reason is not None


def test_a_commune_says_which_plants_it_lacks() -> None:
    measure = Draft().drop("HP_2", "installed_mw").measure("hydropower_mw_per_100km2", "C_X")
    assert measure.value == pytest.approx(10 / 80 * 100)
    assert "HP_2" in " ".join(render(r, "en") for r in measure.remarks)


def test_a_commune_without_plants_has_none() -> None:
    draft = Draft().add(place("C_Z", point(9000, 9000), name_vi="Xã Z"), layer="communes")
    measure = draft.row("C_Z", "area_km2", 10).measure("hydropower_mw_per_100km2", "C_Z")
    assert measure.value == 0


def test_the_province_says_which_plants_it_lacks() -> None:
    measure = Draft().drop("HP_2", "installed_mw").measure("installed_mw", "TEST")
    assert measure.value == 10
    assert "HP_2" in " ".join(render(r, "en") for r in measure.remarks)
    assert Draft().drop("HP_2", "installed_mw").measure("hydropower_sites", "TEST").value == 2


def test_a_shared_plant_bounds_the_power_of_its_communes() -> None:
    measure = Draft().measure("hydropower_mw_per_100km2", "C_X")
    # none of the 6 MW, half of them, or all of them beside the 10 MW that are certain
    # and 80 km2 are 79.5 to 80.5
    assert measure.low == pytest.approx(10 / 80.5 * 100)
    assert measure.value == pytest.approx(13 / 80 * 100)
    assert measure.high == pytest.approx(16 / 79.5 * 100)


Change = Callable[[Draft], Draft]
INF = math.inf
BOUNDS: list[tuple[str, Change, str, str, tuple[float, float, float]]] = [
    (
        "at least, above",
        lambda d: d.value("KCN_A", "workers", 1600, "[>=] hơn"),
        "workers_per_ha",
        "KCN_A",
        (20, 20, INF),
    ),
    (
        "at most, above",
        lambda d: d.value("KCN_A", "workers", 1600, "[<=] gần"),
        "workers_per_ha",
        "KCN_A",
        (0, 20, 20),
    ),
    (
        "about, above",
        lambda d: d.value("KCN_A", "workers", 1600, "[~] khoảng"),
        "workers_per_ha",
        "KCN_A",
        (1550 / 80, 20, 1650 / 80),
    ),
    (
        "at least, below",
        lambda d: d.value("KCN_A", "industrial_land_ha", 80, "[>=]"),
        "workers_per_ha",
        "KCN_A",
        (0, 20, 20),
    ),
    (
        "at most, below",
        lambda d: d.value("KCN_A", "industrial_land_ha", 80, "[<=]"),
        "workers_per_ha",
        "KCN_A",
        (20, 20, INF),
    ),
    (
        "nobody on at most so much land",
        lambda d: d.value("KCN_A", "industrial_land_ha", 80, "[<=]").value("KCN_A", "workers", 0),
        "workers_per_ha",
        "KCN_A",
        (0, 0, 0),
    ),
    (
        "in a sum",
        lambda d: d.value("KCN_B", "workers", 200, "[>=]"),
        "workers_per_ha",
        "KCN",
        (15, 15, INF),  # 1,800 ÷ 120
    ),
    (
        "in a sum of areas",
        lambda d: d.value("KCN_B", "area_declared_ha", 50, "[<=]"),
        "area_declared_ha",
        "KCN",
        (100, 150, 150),
    ),
    (
        "a share published as more than",
        lambda d: d.value("CCN_C", "occupancy_pct", 25, "[>=]"),
        "occupancy_pct",
        "CCN_C",
        (25, 25, 100),  # more land than there is cannot be leased
    ),
    (
        "a group's share published as more than",
        lambda d: d.value("CCN_C", "occupancy_pct", 25, "[>=]"),
        "occupancy_pct",
        "CCN",
        (25, 25, 100),
    ),
    (
        "nothing leased of at least so much",
        lambda d: d.value("CCN_C", "occupancy_pct", 0).value("CCN_C", "industrial_land_ha", 16, "[>=]"),
        "occupancy_pct",
        "CCN",
        (0, 0, 0),
    ),
    (
        "a plant of at most so much",
        lambda d: d.value("HP_1", "installed_mw", 10, "[<=]").drop("HP_2"),
        "hydropower_mw_per_100km2",
        "C_X",
        (0, 12.5, 10 / 79.5 * 100),
    ),
    (
        "a plant of at least so much",
        lambda d: d.value("HP_1", "installed_mw", 10, "[>=]").drop("HP_2"),
        "hydropower_mw_per_100km2",
        "C_X",
        (10 / 80.5 * 100, 12.5, INF),
    ),
    (
        "at least so many left",
        lambda d: d.value("KCN_A", "households_remaining", 10, "[>=]"),
        "relocation_progress_pct",
        "KCN_A",
        (0, 75, 75),
    ),
    (
        "at most so many left",
        lambda d: d.value("KCN_A", "households_remaining", 10, "[<=]"),
        "relocation_progress_pct",
        "KCN_A",
        (75, 75, 100),
    ),
    (
        "at least so many moved",
        lambda d: d.value("KCN_A", "households_moved", 30, "[>=]"),
        "relocation_progress_pct",
        "KCN_A",
        (75, 75, 100),
    ),
    (
        "at most so many moved",
        lambda d: d.value("KCN_A", "households_moved", 30, "[<=]"),
        "relocation_progress_pct",
        "KCN_A",
        (0, 75, 75),
    ),
]


@pytest.mark.parametrize(
    ("change", "metric", "subject", "expected"), [b[1:] for b in BOUNDS], ids=[b[0] for b in BOUNDS]
)
def test_bounds(change: Change, metric: str, subject: str, expected: tuple[float, float, float]) -> None:
    measure = change(Draft()).measure(metric, subject)
    assert (measure.low, measure.value, measure.high) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("leased", "note", "outcome"),
    [
        (40, "[>=]", Outcome.UNCERTAIN),
        (50, "[>=]", Outcome.MET),
        (70, "[<=]", Outcome.UNCERTAIN),
        (40, "[<=]", Outcome.NOT_MET),
    ],
)
def test_a_verdict_is_only_sure_where_the_bounds_are(leased: float, note: str, outcome: Outcome) -> None:
    """Of 80 ha, 60 % are 48 ha."""
    measure = Draft().value("KCN_A", "leased_land_ha", leased, note).measure("occupancy_pct", "KCN_A")
    assert measure.verdict is not None
    assert measure.verdict.outcome is outcome


@pytest.mark.parametrize(
    ("done", "left", "expected"),
    [
        ((30, 30), (10, 10), (75, 75)),
        ((0, 0), (10, 10), (0, 0)),
        ((30, 30), (0, 0), (100, 100)),
        ((0, 30), (10, 10), (0, 75)),
        ((30, INF), (10, INF), (0, 100)),
        ((0, 0), (0, 5), (0, 0)),
    ],
)
def test_progress_bounds(
    done: tuple[float, float], left: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert progress_bounds(done, left) == pytest.approx(expected)


@pytest.mark.parametrize("note", ["[>=]", "[<=]", "[~]", ""])
@pytest.mark.parametrize("value", [0, 1])
def test_no_measure_is_ever_not_a_number(note: str, value: float) -> None:
    """Every figure at once at most, at least or exactly 0 or 1: bounds stay bounds."""
    draft = Draft()
    for row in draft.rows:
        row.value, row.note = value, note
    for measure in measure_all(draft.view()):
        if measure.value is not None:
            assert measure.low is not None
            assert measure.high is not None
            assert math.isfinite(measure.value), measure.spec.id
            assert measure.low <= measure.value <= measure.high, measure.spec.id
        else:
            assert measure.reason is not None, measure.spec.id


def test_every_metric_without_its_figures_has_a_reason() -> None:
    draft = Draft()
    draft.rows = []
    silent = {
        "hydropower_sites",
        "area_planar_ha",
        "area_geodesic_ha",
        "area_geodesic_gap_pct",
        "polsby_popper",
        "schwartzberg",
        "reock",
        "convex_hull_ratio",
    }
    for measure in measure_all(draft.view()):
        if measure.spec.id in silent:
            continue
        assert measure.value is None, measure.spec.id
        assert measure.reason is not None, measure.spec.id
    assert silent <= set(METRICS)


def test_a_planned_zone_has_no_existing_area_and_no_row_would_give_it_one() -> None:
    measure = Draft().measure("plan_area_existing_ha", "KCN_D")
    assert measure.value is None
    assert measure.reason is not None
    assert "does not exist yet" in render(measure.reason, "en")


def test_a_plan_without_hydropower_has_no_count_of_plants() -> None:
    draft = Draft()
    del draft.config["layers"]["hydropower"]
    del draft.layers["hydropower"]
    for metric, subject in (("hydropower_sites", "TEST"), ("hydropower_mw_per_100km2", "C_X")):
        measure = draft.measure(metric, subject)
        assert measure.value is None
        assert measure.reason is not None
        assert "no hydropower layer" in render(measure.reason, "en")
