"""Every metric by hand: the arithmetic of each expected value stands beside it."""

import math
from datetime import date
from pathlib import Path

import pytest
import shapely
from pyproj import Transformer

from support import Draft, degrees, square, subject_of, zone
from zoneplan.metrics import METRICS, Measure, measure_all
from zoneplan.metrics.measure import Role
from zoneplan.metrics.view import View
from zoneplan.plan.regulations import Outcome
from zoneplan.text import render

BY_HAND: dict[str, dict[str, float]] = {
    "area_declared_ha": {
        "KCN_A": 100,
        "KCN_B": 50,
        "KCN_D": 200,  # not founded, so what is planned to 2030
        "KCN": 100 + 50,
        "CCN": 20,
        "TEST": 100 + 50 + 20,
    },
    "area_planar_ha": {"KCN_A": 1000 * 1000 / 10_000, "KCN": 100, "TEST": 100},
    "area_gap_pct": {"KCN_A": 0},  # (100 − 100) ÷ 100
    "zones_per_100km2": {"KCN": 2 / 400 * 100, "CCN": 1 / 400 * 100, "TEST": 3 / 400 * 100},
    "zone_area_share_pct": {
        "KCN": 150 / 40_000 * 100,  # 400 km² are 40,000 ha
        "CCN": 20 / 40_000 * 100,
        "TEST": 170 / 40_000 * 100,
    },
    "population_density_per_km2": {"C_X": 12_000 / 80, "TEST": 60_000 / 400},
    "population": {"C_X": 12_000, "TEST": 60_000},
    "workers_per_km2": {"KCN": (1600 + 200) / 400, "TEST": (1600 + 200) / 400},
    "output_per_ha_bn_vnd": {
        "KCN_A": 400 / 80,
        "KCN_B": 80 / 40,
        "KCN": (400 + 80) / (80 + 40),
        "TEST": (400 + 80) / (80 + 40),  # the cluster has no output figure
    },
    "workers_per_ha": {
        "KCN_A": 1600 / 80,
        "KCN_B": 200 / 40,
        "KCN": (1600 + 200) / (80 + 40),
        "TEST": (1600 + 200) / (80 + 40),
    },
    "capital_per_ha_bn_vnd": {
        "KCN_A": 800 / 80,
        "KCN_B": 100 / 40,
        "KCN": (800 + 100) / (80 + 40),
        "TEST": (800 + 100) / (80 + 40),
    },
    "tax_per_ha_bn_vnd": {
        "KCN_A": 40 / 80,
        "KCN_B": 8 / 40,
        "KCN": (40 + 8) / (80 + 40),
        "TEST": (40 + 8) / (80 + 40),
    },
    "occupancy_pct": {
        "KCN_A": 60 / 80 * 100,
        "KCN_B": 12 / 40 * 100,
        "CCN_C": 25,  # as published
        "KCN": (60 + 12) / (80 + 40) * 100,
        "CCN": 25,  # 25 % × 16 ha ÷ 16 ha
        "TEST": (60 + 12 + 4) / (80 + 40 + 16) * 100,  # 25 % of 16 ha are 4 ha
    },
    "occupancy_operating_pct": {
        "KCN": (60 + 12) / (80 + 40) * 100,  # every zone has leased some land
        "CCN": 25,
        "TEST": (60 + 12 + 4) / (80 + 40 + 16) * 100,
    },
    "land_unleased_ha": {
        "KCN_A": 80 - 60,
        "KCN_B": 40 - 12,
        "CCN_C": 16 - 4,
        "KCN": 120 - 72,
        "TEST": 136 - 76,
    },
    "output_per_leased_ha_bn_vnd": {"KCN_A": 400 / 60, "KCN": (400 + 80) / (60 + 12)},
    "workers_per_leased_ha": {"KCN_A": 1600 / 60, "KCN": (1600 + 200) / (60 + 12)},
    "capital_per_leased_ha_bn_vnd": {"KCN_A": 800 / 60, "KCN": (800 + 100) / (60 + 12)},
    "tax_per_leased_ha_bn_vnd": {"KCN_A": 40 / 60, "KCN": (40 + 8) / (60 + 12)},
    "industrial_land_share_pct": {
        "KCN_A": 80 / 100 * 100,
        "KCN_B": 40 / 50 * 100,
        "CCN_C": 16 / 20 * 100,
        "KCN": (80 + 40) / (100 + 50) * 100,
        "TEST": (80 + 40 + 16) / (100 + 50 + 20) * 100,
    },
    "plan_area_existing_ha": {"KCN_A": 100, "KCN": 150, "CCN": 20, "TEST": 170},
    "plan_zones_existing": {"KCN": 2, "CCN": 1, "TEST": 3},
    "plan_area_2030_ha": {"KCN_D": 200, "KCN": 200, "TEST": 200},
    "plan_zones_2030": {"KCN": 1, "TEST": 1},
    "plan_area_after_2030_ha": {"KCN_D": 300, "KCN": 300, "TEST": 300},
    "plan_zones_after_2030": {"KCN": 1, "TEST": 1},
    "hydropower_sites": {"TEST": 2},
    "installed_mw": {"HP_1": 10, "HP_4": 5, "TEST": 10 + 6},
    "installed_2030_mw": {"TEST": 10 + 6 + 4},
    "installed_after_2030_mw": {"TEST": 10 + 6 + 4 + 5},
    "hydropower_mw_per_100km2": {
        "TEST": 16 / 400 * 100,
        "C_X": (10 + 6 / 2) / 80 * 100,  # the plant of two communes is halved
        "C_Y": 6 / 2 / 50 * 100,
    },
    "households_to_move": {"RL_1": 10, "KCN_A": 10, "KCN": 10, "TEST": 10},  # RL_1 serves KCN_A
    "households_moved": {"KCN_A": 30, "KCN": 30, "TEST": 30},
    "households_remaining": {"KCN_A": 10, "KCN": 10, "TEST": 10, "RL_1": 10},
    "relocation_progress_pct": {"KCN_A": 30 / (30 + 10) * 100, "KCN": 75, "TEST": 75},
    "polsby_popper": {"KCN_A": math.pi / 4},  # 4π × side² ÷ (4 × side)²
    "schwartzberg": {"KCN_A": math.sqrt(math.pi) / 2},
    "reock": {"KCN_A": 2 / math.pi},  # side² ÷ (π × side² ÷ 2)
    "convex_hull_ratio": {"KCN_A": 1},
    "industrial_output_bn_vnd": {"KCN_A": 400, "TEST": 900},
    "output_target_progress_pct": {"TEST": 900 / 1200 * 100},
    "output_target_met_pct": {"TEST": 900 / 1200 * 100},
    "zones_share_of_output_pct": {"KCN": (400 + 80) / 900 * 100, "TEST": (400 + 80) / 900 * 100},
    "land_needed_ha": {"TEST": (1200 - 900) / ((400 + 80) / (80 + 40))},
    "land_needed_at_benchmark_ha": {"TEST": (1200 - 900) / 20.3},
}
GEODESIC = {"area_geodesic_ha": {"KCN_A", "KCN", "TEST"}}


def cases(table: dict[str, dict[str, float]]) -> list[tuple[str, str, float]]:
    return [(metric, subject, value) for metric, row in table.items() for subject, value in row.items()]


ELSEWHERE = {
    "admin_land_share_pct",
    "annual_gwh",
    "area_geodesic_gap_pct",
    "average_layers_floors",
    "building_coefficient_pct",
    "built_building_density_pct",
    "built_floor_area_ratio",
    "built_industrial_share_pct",
    "builtup_minus_occupancy_pct",
    "builtup_per_capita_m2",
    "builtup_share_pct",
    "capacity_factor",
    "clearance_of_declared_pct",
    "clearance_of_planned_pct",
    "floor_area_ratio",
    "gross_building_density_pct",
    "ground_space_index_ratio",
    "gwh_per_ha",
    "gwh_per_reservoir_ha",
    "households_per_mw",
    "households_within_1000m",
    "households_within_100m",
    "households_within_300m",
    "households_within_500m",
    "infrastructure_cost_per_ha_bn_vnd",
    "jrc_land_use_efficiency_per_decade",
    "land_balance_residual_ha",
    "land_balance_residual_pct",
    "land_built_rate_pct",
    "land_consumption_rate_pct_per_year",
    "land_per_mw_ha",
    "land_supply_rate_pct",
    "land_use_covered_pct",
    "land_use_entropy",
    "land_use_hhi",
    "lcrpgr",
    "mw_per_ha",
    "net_building_density_pct",
    "net_residential_density_per_ha",
    "open_space_ratio",
    "output_3yr_per_ha_bn_vnd",
    "output_growth_needed_pct_per_year",
    "output_growth_pct",
    "output_share_mining_pct",
    "output_share_processing_pct",
    "people_within_1000m",
    "people_within_100m",
    "people_within_300m",
    "people_within_500m",
    "population_growth_rate_pct_per_year",
    "population_raster",
    "population_weighted_density_per_ha",
    "power_density_w_per_m2",
    "projects_per_ha",
    "province_industrial_land_2030_pct",
    "province_industrial_land_pct",
    "relocation_cost_per_household_m_vnd",
    "relocation_funds_share_pct",
    "residential_land_per_person_m2",
    "revenue_per_ha_bn_vnd",
    "revenue_per_leased_ha_bn_vnd",
    "total_change_builtup_pct",
    "zone_green_share_pct",
    "zone_technical_share_pct",
    "zone_traffic_share_pct",
}
"""Metrics that need more than the small plan has: their worked examples stand in the file of their family."""


def test_every_metric_has_a_value_worked_out_by_hand() -> None:
    assert set(BY_HAND) | set(GEODESIC) | ELSEWHERE == set(METRICS)


@pytest.mark.parametrize("metric", sorted(ELSEWHERE))
def test_what_is_worked_out_elsewhere_is_tested_there(metric: str) -> None:
    others = (path for path in Path(__file__).parent.glob("test_metrics_*.py") if path != Path(__file__))
    assert any(f'"{metric}"' in path.read_text(encoding="utf-8") for path in others)


@pytest.mark.parametrize(("metric", "subject", "value"), cases(BY_HAND))
def test_values_by_hand(metric: str, subject: str, value: float) -> None:
    measure = Draft().measure(metric, subject)
    assert measure.reason is None
    assert measure.value == pytest.approx(value, rel=1e-12, abs=1e-9)
    assert measure.low is not None
    assert measure.high is not None
    assert measure.value is not None
    assert measure.low <= measure.value <= measure.high


@pytest.mark.parametrize(
    ("metric", "subject", "low", "high"),
    [
        ("workers_per_ha", "KCN_A", 20, 20),
        ("occupancy_pct", "KCN_A", 59.5 / 80 * 100, 60.5 / 80 * 100),
        ("area_declared_ha", "KCN", 150, 150),
        ("population_density_per_km2", "C_X", 12_000 / 80.5, 12_000 / 79.5),
        ("output_target_progress_pct", "TEST", 899.5 / 1200 * 100, 900.5 / 1200 * 100),
    ],
)
def test_counts_and_decisions_are_exact_and_other_figures_rounded(
    metric: str, subject: str, low: float, high: float
) -> None:
    measure = Draft().measure(metric, subject)
    assert (measure.low, measure.high) == pytest.approx((low, high), rel=1e-12)


@pytest.mark.parametrize("subject", sorted(GEODESIC["area_geodesic_ha"]))
def test_geodesic_area_against_an_equal_area_map(subject: str) -> None:
    """The second way: a Lambert azimuthal equal-area map of the ellipsoid centred on the zone."""
    lonlat = degrees(shapely.segmentize(square(), 50))
    x, y = lonlat.centroid.x, lonlat.centroid.y
    laea = Transformer.from_crs("OGC:CRS84", f"+proj=laea +lat_0={y} +lon_0={x} +ellps=WGS84", always_xy=True)
    expected = degrees(lonlat, laea).area / 10_000
    assert Draft().measure("area_geodesic_ha", subject).value == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("declared", "gap"), [(98.0, 2 / 98 * 100), (125.0, -25 / 125 * 100), (80.0, 20 / 80 * 100)]
)
def test_the_gap_of_areas_has_a_sign(declared: float, gap: float) -> None:
    draft = Draft().value("KCN_A", "area_declared_ha", declared)
    assert draft.measure("area_gap_pct", "KCN_A").value == pytest.approx(gap)
    assert draft.measure("area_declared_ha", "KCN_A").value == declared
    assert draft.measure("area_planar_ha", "KCN_A").value == pytest.approx(100)


@pytest.mark.parametrize(
    ("present", "value"),
    [
        (("area_declared_ha", "approved_area_ha", "planned_area_2030_ha", "planned_area_after_2030_ha"), 10),
        (("approved_area_ha", "planned_area_2030_ha", "planned_area_after_2030_ha"), 20),
        (("planned_area_2030_ha", "planned_area_after_2030_ha"), 30),
        (("planned_area_after_2030_ha",), 40),
    ],
)
def test_the_declared_area_is_that_of_the_nearest_decision(present: tuple[str, ...], value: float) -> None:
    order = ("area_declared_ha", "approved_area_ha", "planned_area_2030_ha", "planned_area_after_2030_ha")
    draft = Draft().drop("KCN_D")
    for number, indicator in enumerate(order, start=1):
        if indicator in present:
            draft.row("KCN_D", indicator, number * 10)
    measure = draft.measure("area_declared_ha", "KCN_D")
    assert measure.value == value
    assert len(measure.remarks) == (0 if value == 10 else 1)


def test_a_published_figure_of_a_group_goes_before_the_sum_of_its_zones() -> None:
    draft = Draft().row("KCN", "leased_land_ha", 90).row("KCN", "industrial_land_ha", 150)
    assert draft.measure("occupancy_pct", "KCN").value == pytest.approx(90 / 150 * 100)
    whole = draft.measure("occupancy_pct", "TEST")
    assert whole.value == pytest.approx((90 + 4) / (150 + 16) * 100)


def test_one_published_figure_of_a_group_is_not_mixed_with_sums() -> None:
    draft = Draft().row("KCN", "leased_land_ha", 90)
    assert draft.measure("occupancy_pct", "KCN").value == pytest.approx((60 + 12) / (80 + 40) * 100)


def test_planned_zones_do_not_enter_present_rates() -> None:
    draft = Draft().row("KCN_D", "industrial_land_ha", 500).row("KCN_D", "leased_land_ha", 500)
    assert draft.measure("occupancy_pct", "KCN").value == pytest.approx((60 + 12) / (80 + 40) * 100)
    assert draft.measure("zones_per_100km2", "KCN").value == pytest.approx(2 / 400 * 100)


def test_an_older_plan_date_reads_older_figures() -> None:
    draft = Draft()
    draft.sources.append(["S0", "Báo cáo", "Sở", "2024-05", "", ""])
    draft.row("KCN_A", "leased_land_ha", 40, "2023", source="S0")
    draft.row("KCN_A", "industrial_land_ha", 50, "2023", source="S0")
    for day in (date(2024, 6, 30), date(2024, 5, 1)):
        measure = draft.measure("occupancy_pct", "KCN_A", day)
        assert measure.value == pytest.approx(80)
        assert measure.as_of == "2023"
    assert draft.measure("occupancy_pct", "KCN_A", date(2024, 4, 30)).value is None
    assert draft.measure("occupancy_pct", "KCN_A").value == pytest.approx(75)
    draft.config["plan"]["as_of"] = "2024-06-30"
    assert draft.measure("occupancy_pct", "KCN_A").value == pytest.approx(80)


@pytest.mark.parametrize(("as_of", "told"), [("2025", False), ("2025-06", False), ("2024", True)])
def test_figures_of_different_years_are_told(as_of: str, told: bool) -> None:
    draft = Draft().drop("KCN_A", "workers").row("KCN_A", "workers", 1600, as_of)
    measure = draft.measure("workers_per_ha", "KCN_A")
    assert measure.as_of == as_of
    assert ("different dates" in " ".join(render(r, "en") for r in measure.remarks)) is told


def test_a_sum_is_of_the_span_of_its_figures() -> None:
    draft = Draft().drop("KCN_A", "area_declared_ha").row("KCN_A", "area_declared_ha", 100, "2019/2024")
    assert draft.measure("area_declared_ha", "KCN").as_of == "2019/2025"
    draft = Draft().drop("KCN_A", "area_declared_ha").row("KCN_A", "area_declared_ha", 100, "2024/2025-12")
    draft.drop("KCN_B", "area_declared_ha").row("KCN_B", "area_declared_ha", 50, "2025-03")
    assert draft.measure("area_declared_ha", "KCN").as_of == "2024/2025-12"


def test_part_years_do_not_count_as_output() -> None:
    draft = Draft().row("TEST", "industrial_output_bn_vnd", 500, "2025-01/2025-04")
    assert draft.measure("industrial_output_bn_vnd", "TEST").value == 900
    assert draft.measure("output_target_progress_pct", "TEST").value == pytest.approx(75)


@pytest.mark.parametrize(
    ("leased", "outcome"),
    [
        (49, Outcome.MET),
        (48, Outcome.UNCERTAIN),
        (47.9, Outcome.NOT_MET),
        (80, Outcome.MET),
        (0, Outcome.NOT_MET),
    ],
)
def test_occupancy_is_judged_at_sixty_per_cent(leased: float, outcome: Outcome) -> None:
    measure = Draft().value("KCN_A", "leased_land_ha", leased).measure("occupancy_pct", "KCN_A")
    assert measure.verdict is not None
    assert measure.verdict.outcome is outcome
    assert measure.verdict.threshold.id == "occupancy_kcn_new_zone"


def test_a_cluster_is_judged_by_the_rule_of_clusters_and_the_province_by_none() -> None:
    cluster, whole = (Draft().measure("occupancy_pct", s) for s in ("CCN_C", "TEST"))
    assert cluster.verdict is not None
    assert cluster.verdict.threshold.id == "occupancy_ccn_expansion"
    assert whole.verdict is None


def test_a_rule_not_yet_in_force_judges_nothing() -> None:
    draft = Draft()
    draft.rows = [r for r in draft.rows if r.as_of != "2020"]
    for row in draft.rows:
        row.as_of = "2020"
    draft.config["plan"]["as_of"] = "2021-12-31"
    assert draft.measure("occupancy_pct", "KCN_A").verdict is None


def test_all_measures_are_of_the_subjects_asked_for() -> None:
    view = Draft().view()
    expected = [
        (metric, subject.id, subject.role)
        for metric, (spec, _) in METRICS.items()
        for subject in view.subjects
        if subject.role in spec.roles
    ]
    found = measure_all(view)
    assert [(m.spec.id, m.subject.id, m.subject.role) for m in found] == expected
    assert {m.subject.role for m in found} == {
        Role.ZONE,
        Role.GROUP,
        Role.PLAN,
        Role.COMMUNE,
        Role.HYDROPOWER,
        Role.RELOCATION,
    }


def assert_whole(measure: Measure) -> None:
    """A measure has a finite value within its bounds, or none and a reason."""
    if measure.value is None:
        assert measure.reason is not None
        assert measure.low is None
        assert measure.high is None
        assert measure.verdict is None
    else:
        assert measure.reason is None
        assert measure.low is not None
        assert measure.high is not None
        assert math.isfinite(measure.value)
        assert measure.low <= measure.value <= measure.high
        assert measure.working is not None


def test_every_measure_is_whole() -> None:
    for measure in measure_all(Draft().view()):
        assert_whole(measure)


def test_every_measure_of_an_empty_plan_is_whole() -> None:
    draft = Draft()
    draft.rows = []
    for shapes in draft.layers.values():
        shapes.clear()
    for measure in measure_all(draft.view()):
        assert_whole(measure)


def test_a_plan_without_groups_is_measured() -> None:
    draft = Draft()
    draft.config["groups"] = {}
    for measure in measure_all(draft.view()):
        assert_whole(measure)


def test_figures_and_features_of_a_sum_are_told() -> None:
    measure = Draft().measure("area_declared_ha", "KCN")
    assert [(f.subject, f.indicator) for f in measure.figures] == [
        ("KCN_A", "area_declared_ha"),
        ("KCN_B", "area_declared_ha"),
    ]
    assert measure.features == ("KCN_A", "KCN_B")
    assert measure.sources == ("S1",)


def test_other_values_stay_beside_the_chosen_one() -> None:
    draft = Draft().row("KCN_A", "leased_land_ha", 55, "2024")
    measure = draft.measure("occupancy_pct", "KCN_A")
    assert measure.value == pytest.approx(75)
    assert [f.value for f in measure.others] == [55]


def test_subjects_are_every_feature_once() -> None:
    draft = Draft().add(zone("KCN_A_QH", square(), stage="2021-2030", same_as="KCN_A"))
    view = View(draft.plan())
    ids = [s.id for s in view.subjects]
    assert len(ids) == len(set(ids))
    assert "KCN_A_QH" not in ids
    assert {"TEST", "KCN", "CCN", "KCN_A", "C_X", "HP_1", "RL_1"} <= set(ids)
    assert subject_of(view, "occupancy_pct", "KCN").members[0].id == "KCN_A"
