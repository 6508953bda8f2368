"""Occupancy, clearance and what a hectare yields: worked out by hand, bounds, what is missing, and Lào Cai."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import Draft, point, subject_of, zone
from zoneplan.metrics import TABLES, Measure, Table, evaluate
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Outcome
from zoneplan.text import render

INF = math.inf


def words(measure: Measure) -> str:
    """Gives everything a measure says beside its value."""
    return " ".join(render(m, "en") for m in (*measure.remarks, measure.reason, measure.working) if m)


def bounds(measure: Measure) -> tuple[float | None, float | None, float | None]:
    return measure.low, measure.value, measure.high


# --- Occupancy: Zone A has leased 60 of 80 ha, B 12 of 40, the cluster 25 % of 16 ha.


def test_service_land_counts_on_both_sides() -> None:
    """(60 + 5) of (80 + 20) ha."""
    draft = Draft().row("KCN_A", "service_land_ha", 20).row("KCN_A", "leased_service_land_ha", 5)
    measure = draft.measure("occupancy_pct", "KCN_A")
    assert measure.value == pytest.approx(65)
    assert "service land of KCN_A is counted" in words(measure)
    assert draft.measure("land_unleased_ha", "KCN_A").value == pytest.approx(35)
    group = draft.measure("occupancy_pct", "KCN")
    assert group.value == pytest.approx((65 + 12) / (100 + 40) * 100)
    assert group.features == ("KCN_A", "KCN_B")


def test_service_land_of_a_group_counts_in_its_own_rows() -> None:
    draft = Draft().row("KCN", "leased_land_ha", 90).row("KCN", "industrial_land_ha", 150)
    draft.row("KCN", "service_land_ha", 50).row("KCN", "leased_service_land_ha", 10)
    assert draft.measure("occupancy_pct", "KCN").value == pytest.approx(100 / 200 * 100)


def test_service_land_of_which_the_leased_part_is_not_known_widens_the_range() -> None:
    """60 of 80 ha industrial land; of 20 ha of service land none or all may be leased."""
    measure = Draft().row("KCN_A", "service_land_ha", 20).measure("occupancy_pct", "KCN_A")
    assert measure.value == pytest.approx(75)
    assert measure.low is not None
    assert measure.high is not None
    assert measure.low <= 60 / 100 * 100
    assert measure.high >= 80 / 100 * 100
    assert "leased_service_land_ha" in words(measure)


def test_leased_service_land_without_its_total_leaves_the_rate_open() -> None:
    measure = Draft().row("KCN_A", "leased_service_land_ha", 5).measure("occupancy_pct", "KCN_A")
    assert bounds(measure) == pytest.approx((0, 75, (60.5 + 5.5) / 80 * 100))


def test_a_published_rate_is_of_industrial_and_service_land() -> None:
    """25 % of 16 + 4 ha are 5 ha, so 15 ha are left."""
    draft = Draft().row("CCN_C", "service_land_ha", 4)
    assert draft.measure("land_unleased_ha", "CCN_C").value == pytest.approx(15)
    measure = draft.measure("occupancy_pct", "TEST")
    assert measure.value == pytest.approx((60 + 12 + 5) / (80 + 40 + 20) * 100)


@given(st.floats(1, 500), st.floats(0, 1), st.floats(0, 500), st.floats(0, 1))
@settings(max_examples=30)
def test_the_range_holds_whatever_the_missing_row_may_be(
    land: float, filled: float, service: float, let: float
) -> None:
    draft = Draft().value("KCN_A", "industrial_land_ha", land).value("KCN_A", "leased_land_ha", land * filled)
    draft.row("KCN_A", "service_land_ha", service)
    truth = (land * filled + service * let) / (land + service) * 100
    measure = draft.measure("occupancy_pct", "KCN_A")
    assert measure.low is not None
    assert measure.high is not None
    assert measure.low - 1e-9 <= truth <= measure.high + 1e-9


def test_no_more_than_everything_is_leased() -> None:
    """80 ha leased, known to half a hectare, of 80 ha."""
    measure = Draft().value("KCN_A", "leased_land_ha", 80).measure("occupancy_pct", "KCN_A")
    assert bounds(measure) == pytest.approx((79.5 / 80 * 100, 100, 100))


def test_a_zone_that_has_leased_nothing_does_not_operate() -> None:
    draft = Draft().value("KCN_B", "leased_land_ha", 0)
    assert draft.measure("occupancy_pct", "KCN").value == pytest.approx(60 / 120 * 100)
    measure = draft.measure("occupancy_operating_pct", "KCN")
    assert measure.value == pytest.approx(60 / 80 * 100)
    assert measure.features == ("KCN_A",)
    assert "KCN_B left out" in words(measure)
    assert "KCN_B counted too" in words(draft.measure("occupancy_pct", "KCN"))
    assert draft.measure("occupancy_operating_pct", "TEST").value == pytest.approx((60 + 4) / (80 + 16) * 100)


def test_a_zone_that_may_operate_is_missing_not_idle() -> None:
    measure = Draft().drop("KCN_B", "leased_land_ha").measure("occupancy_operating_pct", "KCN")
    assert measure.value == pytest.approx(75)
    assert "1 of 2 features" in words(measure)
    assert "left out" not in words(measure)


def test_the_rows_of_a_group_are_those_of_its_operating_zones_only_if_all_operate() -> None:
    draft = Draft().row("KCN", "leased_land_ha", 90).row("KCN", "industrial_land_ha", 150)
    assert draft.measure("occupancy_operating_pct", "KCN").value == pytest.approx(90 / 150 * 100)
    draft.value("KCN_B", "leased_land_ha", 0)
    assert draft.measure("occupancy_operating_pct", "KCN").value == pytest.approx(60 / 80 * 100)


def test_a_group_of_idle_zones_has_no_operating_occupancy() -> None:
    measure = Draft().value("CCN_C", "occupancy_pct", 0).measure("occupancy_operating_pct", "CCN")
    assert measure.value is None
    assert "none operates" in words(measure)
    assert Draft().value("CCN_C", "occupancy_pct", 0).measure("occupancy_pct", "CCN").value == 0


def test_unleased_land_and_its_range() -> None:
    """80 ha less 59.5 to 60.5 ha; of 16 ha at 24.5 to 25.5 % the rest."""
    assert bounds(Draft().measure("land_unleased_ha", "KCN_A")) == pytest.approx((19.5, 20, 20.5))
    assert bounds(Draft().measure("land_unleased_ha", "CCN_C")) == pytest.approx((16 * 0.745, 12, 16 * 0.755))


def test_more_leased_than_there_is_gives_no_unleased_land() -> None:
    measure = Draft().value("KCN_A", "leased_land_ha", 90).measure("land_unleased_ha", "KCN_A")
    assert bounds(measure) == (None, None, None)
    assert "do not fit" in words(measure)
    assert {f.indicator for f in measure.figures} == {"leased_land_ha", "industrial_land_ha"}


@pytest.mark.parametrize("note", ["", "[>=]", "[<=]", "[~]"])
def test_what_is_leased_and_what_is_left_make_up_the_land(note: str) -> None:
    draft = Draft().value("KCN_A", "leased_land_ha", 60, note)
    occupancy, left = draft.measure("occupancy_pct", "KCN_A"), draft.measure("land_unleased_ha", "KCN_A")
    for filled, rest in zip(bounds(occupancy), reversed(bounds(left)), strict=True):
        assert filled is not None
        assert rest is not None
        assert 80 * filled / 100 + rest == pytest.approx(80)


# --- Clearance


def test_clearance_is_of_the_whole_zone_and_of_what_is_to_be_cleared() -> None:
    draft = Draft().row("KCN_A", "cleared_area_ha", 30).row("KCN_A", "clearance_area_ha", 40)
    assert bounds(draft.measure("clearance_of_declared_pct", "KCN_A")) == pytest.approx((29.5, 30, 30.5))
    assert bounds(draft.measure("clearance_of_planned_pct", "KCN_A")) == pytest.approx(
        (29.5 / 40 * 100, 75, 30.5 / 40 * 100)
    )


def test_clearance_of_a_group_is_the_ratio_of_sums_of_zones_with_both() -> None:
    draft = Draft().row("KCN_A", "cleared_area_ha", 30).row("KCN_B", "cleared_area_ha", 50)
    draft.row("KCN_A", "clearance_area_ha", 40)
    assert draft.measure("clearance_of_declared_pct", "KCN").value == pytest.approx(80 / 150 * 100)
    planned = draft.measure("clearance_of_planned_pct", "KCN")
    assert planned.value == pytest.approx(75)
    assert "KCN_B" in words(planned)


def test_a_planned_zone_is_cleared_of_its_planned_area() -> None:
    measure = Draft().row("KCN_D", "cleared_area_ha", 20).measure("clearance_of_declared_pct", "KCN_D")
    assert measure.value == pytest.approx(10)
    assert "Planned area to 2030" in words(measure)


@pytest.mark.parametrize(
    ("metric", "row"),
    [("clearance_of_declared_pct", "area_declared_ha"), ("clearance_of_planned_pct", "clearance_area_ha")],
)
def test_each_clearance_needs_its_own_base(metric: str, row: str) -> None:
    draft = Draft().row("KCN_B", "cleared_area_ha", 5)
    if row == "area_declared_ha":
        draft.drop("KCN_B", row)
    measure = draft.measure(metric, "KCN_B")
    assert measure.value is None
    assert f"KCN_B, {row}." in words(measure)
    nothing = Draft().measure(metric, "KCN_B")
    assert nothing.value is None
    assert "cleared_area_ha" in words(nothing)
    zero = Draft().row("KCN_B", "cleared_area_ha", 5).row("KCN_B", "clearance_area_ha", 0)
    assert zero.value("KCN_B", "area_declared_ha", 0).measure(metric, "KCN_B").value is None


def test_more_cleared_than_there_is_gives_no_progress() -> None:
    measure = Draft().row("KCN_A", "cleared_area_ha", 130).measure("clearance_of_declared_pct", "KCN_A")
    assert measure.value is None
    assert "do not fit" in words(measure)
    about = Draft().row("KCN_A", "cleared_area_ha", 100.2).measure("clearance_of_declared_pct", "KCN_A")
    assert about.value is None
    full = Draft().row("KCN_A", "cleared_area_ha", 100).measure("clearance_of_declared_pct", "KCN_A")
    assert bounds(full) == pytest.approx((99.5, 100, 100))


# --- Per hectare


PER_HECTARE = {
    # KCN_A has 80 ha of industrial land, 60 leased; B 40 and 12
    "revenue_per_ha_bn_vnd": {"KCN_A": 500 / 80, "KCN": (500 + 60) / 120, "TEST": (500 + 60) / 120},
    "projects_per_ha": {"KCN_A": 20 / 80, "KCN": (20 + 4) / 120},
    "output_per_leased_ha_bn_vnd": {"KCN_A": 400 / 60, "KCN_B": 80 / 12, "KCN": 480 / 72},
    "workers_per_leased_ha": {"KCN_A": 1600 / 60, "KCN": 1800 / 72},
    "capital_per_leased_ha_bn_vnd": {"KCN_A": 800 / 60, "KCN": 900 / 72},
    "tax_per_leased_ha_bn_vnd": {"KCN_A": 40 / 60, "KCN": 48 / 72},
    "revenue_per_leased_ha_bn_vnd": {"KCN_A": 500 / 60, "KCN": 560 / 72},
    "infrastructure_cost_per_ha_bn_vnd": {"KCN_A": 250 / 100, "CCN_C": 30 / 20, "TEST": 280 / 120},
}


def yielding() -> Draft:
    draft = Draft().row("KCN_A", "revenue_bn_vnd", 500).row("KCN_B", "revenue_bn_vnd", 60)
    draft.row("KCN_A", "projects", 20).row("KCN_B", "projects", 4)
    return draft.row("KCN_A", "infrastructure_cost_bn_vnd", 250).row(
        "CCN_C", "infrastructure_cost_bn_vnd", 30
    )


@pytest.mark.parametrize(
    ("metric", "subject", "value"), [(m, s, v) for m, row in PER_HECTARE.items() for s, v in row.items()]
)
def test_what_a_hectare_yields(metric: str, subject: str, value: float) -> None:
    measure = yielding().measure(metric, subject)
    assert measure.value == pytest.approx(value)
    assert measure.low is not None
    assert measure.high is not None
    assert measure.low <= value * (1 + 1e-12)
    assert value * (1 - 1e-12) <= measure.high


@pytest.mark.parametrize("metric", PER_HECTARE)
def test_nothing_is_divided_by_no_land(metric: str) -> None:
    draft = yielding()
    for row in draft.rows:
        if row.subject == "KCN_A" and row.indicator.endswith("_ha"):
            row.value = 0
    assert draft.measure(metric, "KCN_A").value is None
    assert "0" in words(draft.measure(metric, "KCN_A"))


@pytest.mark.parametrize(
    ("metric", "row"),
    [
        ("revenue_per_ha_bn_vnd", "revenue_bn_vnd"),
        ("projects_per_ha", "projects"),
        ("output_per_leased_ha_bn_vnd", "leased_land_ha"),
        ("workers_per_leased_ha", "workers"),
        ("capital_per_leased_ha_bn_vnd", "capital_registered_bn_vnd"),
        ("tax_per_leased_ha_bn_vnd", "tax_bn_vnd"),
        ("revenue_per_leased_ha_bn_vnd", "revenue_bn_vnd"),
        ("infrastructure_cost_per_ha_bn_vnd", "infrastructure_cost_bn_vnd"),
    ],
)
def test_the_row_that_is_missing_is_named_alone(metric: str, row: str) -> None:
    measure = yielding().drop("KCN_A", row).measure(metric, "KCN_A")
    assert measure.value is None
    assert f"KCN_A, {row}." in words(measure)


def test_leased_land_may_come_from_a_published_rate() -> None:
    """25 % of 16 ha are 4 ha."""
    measure = Draft().row("CCN_C", "workers", 40).measure("workers_per_leased_ha", "CCN_C")
    assert measure.value == pytest.approx(10)
    assert {f.indicator for f in measure.figures} == {"workers", "occupancy_pct", "industrial_land_ha"}
    assert "published rate" in words(measure)


def test_parts_of_a_year_are_no_revenue() -> None:
    measure = (
        Draft()
        .row("KCN_A", "revenue_bn_vnd", 500, "2025-01/2025-08")
        .measure("revenue_per_ha_bn_vnd", "KCN_A")
    )
    assert measure.value is None


@given(st.floats(0.1, 1e4), st.floats(0.1, 1e3), st.floats(0.1, 100))
@settings(max_examples=25)
def test_a_rate_grows_with_its_top_and_falls_with_its_land(top: float, land: float, factor: float) -> None:
    def rate(amount: float, hectares: float) -> float:
        draft = Draft().value("KCN_A", "tax_bn_vnd", amount).value("KCN_A", "industrial_land_ha", hectares)
        value = draft.measure("tax_per_ha_bn_vnd", "KCN_A").value
        assert value is not None
        return value

    assert rate(top * factor, land) == pytest.approx(rate(top, land) * factor)
    assert rate(top, land * factor) == pytest.approx(rate(top, land) / factor)


def test_infrastructure_of_clusters_has_a_comparison_value() -> None:
    measure = yielding().measure("infrastructure_cost_per_ha_bn_vnd", "CCN_C")
    assert [t.id for t in measure.benchmarks] == ["ccn_infrastructure_cost"]
    assert measure.verdict is None


# --- Years


def table(view: View, name: str) -> Table:
    spec, tabulate = TABLES[name]
    return tabulate(view, spec)


def test_earlier_years_are_told_on_the_land_of_the_nearest_date() -> None:
    draft = Draft().row("KCN_A", "workers", 900, "2021").row("KCN_A", "industrial_land_ha", 60, "2020")
    measure = draft.measure("workers_per_ha", "KCN_A")
    assert measure.value == pytest.approx(20)
    assert "2021: 15.00 (land: 2020)" in words(measure)


def test_the_years_of_a_zone_stand_below_each_other() -> None:
    draft = Draft().row("KCN_A", "workers", 900, "2021").row("KCN_A", "industrial_land_ha", 60, "2020")
    draft.row("KCN_A", "industrial_output_bn_vnd", 300, "2021").row(
        "KCN_A", "industrial_output_bn_vnd", 99, "2022-01/2022-06"
    )
    found = table(draft.view(), "land_yield_by_year")
    columns = [c.id for c in found.spec.columns]
    assert columns[:5] == ["subject", "name", "year", "industrial_land_ha", "land_as_of"]
    rows = {(r[0], r[2]): dict(zip(columns, r, strict=True)) for r in found.rows}
    assert [key for key in rows if key[0] == "KCN_A"] == [("KCN_A", 2025), ("KCN_A", 2021)]
    old = rows["KCN_A", 2021]
    assert (old["industrial_land_ha"], old["land_as_of"]) == (60, "2020")
    output, workers = old["output_per_ha_bn_vnd"], old["workers_per_ha"]
    assert isinstance(output, Measure)
    assert isinstance(workers, Measure)
    assert output.value == pytest.approx(300 / 60)
    assert workers.value == pytest.approx(900 / 60)
    assert "different dates" in words(output)
    assert old["tax_per_ha_bn_vnd"] is None


def test_the_present_year_of_the_table_is_the_measure() -> None:
    view = Draft().view()
    found = table(view, "land_yield_by_year")
    columns = [c.id for c in found.spec.columns]
    for row in found.rows:
        for cell, metric in zip(row, columns, strict=True):
            if isinstance(cell, Measure):
                assert cell.spec.id == metric
                assert cell.value == evaluate(view, metric, cell.subject).value


def test_no_figures_no_years() -> None:
    draft = Draft()
    draft.rows = []
    found = table(draft.view(), "land_yield_by_year")
    assert found.rows == ()
    assert found.reason is not None


# --- Rates of the Chinese evaluation


def supplied() -> Draft:
    draft = Draft()
    rows = {"ready_land_ha": 90, "supplied_land_ha": 72, "built_land_ha": 54, "built_industrial_land_ha": 45}
    for indicator, value in rows.items():
        draft.row("KCN_A", indicator, value)
    draft.row("KCN_A", "admin_land_ha", 3)
    for year, output in (("2024", 350), ("2023", 300)):
        draft.row("KCN_A", "industrial_output_bn_vnd", output, year)
    return draft


INTENSITY = {
    "land_supply_rate_pct": 72 / 90 * 100,
    "land_built_rate_pct": 54 / 72 * 100,
    "built_industrial_share_pct": 45 / 54 * 100,
    "admin_land_share_pct": 3 / 60 * 100,
    "output_3yr_per_ha_bn_vnd": (400 + 350 + 300) / 3 / 80,
}


@pytest.mark.parametrize(("metric", "value"), INTENSITY.items())
def test_rates_of_the_evaluation(metric: str, value: float) -> None:
    for subject in ("KCN_A", "KCN", "TEST"):  # the other zones have no figures
        measure = supplied().measure(metric, subject)
        assert measure.value == pytest.approx(value)
        assert measure.low is not None
        assert measure.high is not None
        assert measure.low <= value <= measure.high


def test_leased_land_stands_for_land_supplied_where_that_is_not_on_record() -> None:
    draft = supplied().drop("KCN_A", "supplied_land_ha")
    assert draft.measure("land_supply_rate_pct", "KCN_A").value == pytest.approx(60 / 90 * 100)
    assert draft.measure("land_built_rate_pct", "KCN_A").value == pytest.approx(54 / 60 * 100)
    assert "leased land is used" in words(draft.measure("land_built_rate_pct", "KCN_A"))
    assert "leased land is used" not in words(supplied().measure("land_built_rate_pct", "KCN_A"))


@pytest.mark.parametrize(
    ("metric", "row"),
    [
        ("land_supply_rate_pct", "ready_land_ha"),
        ("land_built_rate_pct", "built_land_ha"),
        ("built_industrial_share_pct", "built_industrial_land_ha"),
        ("admin_land_share_pct", "admin_land_ha"),
        ("output_3yr_per_ha_bn_vnd", "industrial_land_ha"),
    ],
)
def test_a_rate_of_the_evaluation_names_its_missing_row(metric: str, row: str) -> None:
    measure = supplied().drop("KCN_A", row).measure(metric, "KCN_A")
    assert measure.value is None
    assert f"KCN_A, {row}." in words(measure)


def test_three_years_are_three_in_a_row() -> None:
    draft = supplied()
    draft.rows = [r for r in draft.rows if (r.indicator, r.as_of) != ("industrial_output_bn_vnd", "2024")]
    measure = draft.measure("output_3yr_per_ha_bn_vnd", "KCN_A")
    assert measure.value is None
    assert "for 2024." in words(measure)


def test_administration_land_has_a_comparison_value() -> None:
    measure = supplied().measure("admin_land_share_pct", "KCN_A")
    assert [t.id for t in measure.benchmarks] == ["cn_admin_share_2008"]


# --- Lào Cai


def lao_cai_measure(plan: Plan, metric: str, subject: str, on: date | None = None) -> Measure:
    view = View(plan, on)
    return evaluate(view, metric, subject_of(view, metric, subject))


def test_lao_cai_per_hectare_of_2023(lao_cai: Plan) -> None:
    """17,630 bn VND and about 9,000 workers of 2023 on 868.68 ha of September 2024."""
    at = date(2024, 12, 31)
    output = lao_cai_measure(lao_cai, "output_per_ha_bn_vnd", "KCN", at)
    assert output.value == pytest.approx(17_630 / 868.68)
    assert output.value == pytest.approx(20.3, abs=0.05)
    workers = lao_cai_measure(lao_cai, "workers_per_ha", "KCN", at)
    assert bounds(workers) == pytest.approx((8_500 / 868.68, 9_000 / 868.68, 9_500 / 868.68))
    assert workers.value == pytest.approx(10.4, abs=0.05)
    for measure in (output, workers):
        assert measure.as_of == "2023"
        assert "(2023) and denominator (2024-09)" in words(measure)


def test_lao_cai_today_tells_of_2023_too(lao_cai: Plan) -> None:
    output = lao_cai_measure(lao_cai, "output_per_ha_bn_vnd", "KCN")
    assert output.value == pytest.approx(21_155 / 868.68)
    assert "2023: 20.30 (land: 2024-09)" in words(output)
    assert "2023: ≈ 10.36 (land: 2024-09)" in words(lao_cai_measure(lao_cai, "workers_per_ha", "KCN"))


def test_lao_cai_clusters_with_and_without_the_one_being_built(lao_cai: Plan) -> None:
    leased = 8.8 + 1.845 + 4.2 + 0.3059 * 20.27 + 0.29 * 3
    land = 8.8 + 1.845 + 4.2 + 20.27 + 3
    every = lao_cai_measure(lao_cai, "occupancy_pct", "CCN")
    at_work = lao_cai_measure(lao_cai, "occupancy_operating_pct", "CCN")
    assert every.value == pytest.approx(leased / (land + 52) * 100)
    assert every.value == pytest.approx(24.3, abs=0.05)
    assert at_work.value == pytest.approx(leased / land * 100)
    assert at_work.value == pytest.approx(57.5, abs=0.05)
    assert "CCN_THONG_NHAT_1 left out" in words(at_work)
    left = lao_cai_measure(lao_cai, "land_unleased_ha", "CCN")
    assert left.value == pytest.approx(land + 52 - leased)


def test_lao_cai_clearance_and_infrastructure(lao_cai: Plan) -> None:
    cleared = lao_cai_measure(lao_cai, "clearance_of_declared_pct", "CCN")
    assert cleared.value == pytest.approx((6.2 + 74.97) / (31.01 + 75) * 100)
    assert lao_cai_measure(lao_cai, "clearance_of_planned_pct", "CCN").value is None
    cost = lao_cai_measure(lao_cai, "infrastructure_cost_per_ha_bn_vnd", "CCN_PHO_RANG")
    assert cost.value == pytest.approx(7.1 / 31.01)


def test_lao_cai_has_no_three_years_in_a_row(lao_cai: Plan) -> None:
    measure = lao_cai_measure(lao_cai, "output_3yr_per_ha_bn_vnd", "KCN")
    assert measure.value is None
    assert "of KCN for 2022." in words(measure)


def test_a_rule_of_occupancy_does_not_judge_the_operating_zones_alone() -> None:
    draft = Draft().add(zone("CCN_E", point(3000, 3000), category="CCN")).row("CCN_E", "occupancy_pct", 80)
    draft.row("CCN_E", "industrial_land_ha", 10)
    assert draft.measure("occupancy_operating_pct", "CCN").outcome is Outcome.NOT_APPLICABLE
