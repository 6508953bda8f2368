"""Targets of industrial output, the land they would take, and what part of it comes from where."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.saying import remarks, told
from support import Draft, point, zone
from zoneplan.metrics import evaluate
from zoneplan.metrics.view import View

OUTPUT, TARGET = "industrial_output_bn_vnd", "industrial_output_target_bn_vnd"
PROGRESS, MET = "output_target_progress_pct", "output_target_met_pct"
NEEDED = "output_growth_needed_pct_per_year"
LAND, AT_BENCHMARK = "land_needed_ha", "land_needed_at_benchmark_ha"
SHARE = "zones_share_of_output_pct"


def aiming(*targets: tuple[str, float], latest: float = 900, year: str = "2024") -> Draft:
    """Gives the small plan read in the middle of 2025, with an output of 2024 and targets of later years."""
    draft = Draft().drop("TEST", OUTPUT, TARGET)
    draft.config["plan"]["as_of"] = "2025-06-30"
    draft.sources[0][3] = "2020"
    draft.row("TEST", OUTPUT, latest, year)
    for aim, value in targets:
        draft.row("TEST", TARGET, value, aim)
    return draft


@pytest.mark.parametrize(
    ("year", "goal", "value"),
    [
        ("2025", 990, 10.0),
        ("2026", 1089, 10.0),  # 900 × 1.1²
        ("2027", 900 * 1.05**3, 5.0),
        ("2026", 729, -10.0),
        ("2028", 900, 0.0),
    ],
)
def test_growth_needed_by_hand(year: str, goal: float, value: float) -> None:
    measure = aiming((year, goal)).measure(NEEDED, "TEST")
    assert measure.value == pytest.approx(value, abs=1e-9)
    assert measure.spec.unit == "pct_per_year"
    assert ("has reached the target" in remarks(measure)) is (value <= 0)


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(2025, 2035))
def test_growing_so_much_every_year_reaches_the_target(latest: int, goal: int, year: int) -> None:
    measure = aiming((str(year), goal), latest=latest).measure(NEEDED, "TEST")
    assert measure.value is not None
    output = float(latest)
    for _ in range(2024, year):
        output *= 1 + measure.value / 100
    assert output == pytest.approx(goal)


@given(st.floats(1, 5000), st.floats(1, 5000))
def test_growth_needed_holds_what_was_rounded(latest: float, goal: float) -> None:
    assume(round(latest))
    measure = aiming(("2026", round(goal)), latest=round(latest)).measure(NEEDED, "TEST")
    assert measure.low is not None
    assert measure.high is not None
    true = (math.sqrt(round(goal) / latest) - 1) * 100
    assert measure.low - 1e-9 <= true <= measure.high + 1e-9


@pytest.mark.parametrize(
    ("note", "low", "high"),
    [("[>=]", -100, 10), ("[<=]", 10, math.inf), ("[~]", (990 / 950 - 1) * 100, (990 / 850 - 1) * 100)],
)
def test_growth_needed_from_a_vague_output(note: str, low: float, high: float) -> None:
    draft = aiming(("2025", 990)).value("TEST", OUTPUT, 900, note)
    measure = draft.measure(NEEDED, "TEST")
    assert (measure.low, measure.value, measure.high) == pytest.approx((low, 10, high))


def test_a_target_whose_year_is_over_says_what_came_of_it() -> None:
    measure = Draft().measure(NEEDED, "TEST")  # 900 of 1,200 in 2025, and it is 2026
    assert told(measure) == "The target year 2025 is over: 75.0 % of the target was reached."
    unknown = aiming(("2025", 1200))
    unknown.config["plan"]["as_of"] = "2026-01-31"
    assert told(unknown.measure(NEEDED, "TEST")) == (
        "The target year 2025 is over: the whole of 2025 is not on record; 2024 reached 75.0 % of the target."
    )


def test_on_the_last_day_of_its_year_a_target_is_not_over() -> None:
    draft = aiming(("2025", 990))
    for day, over in ((date(2025, 12, 31), False), (date(2026, 1, 1), True)):
        view = View(draft.plan(), day)
        assert (evaluate(view, NEEDED, view.province).value is None) is over


@pytest.mark.parametrize(("latest", "goal"), [(0, 990), (900, 0)])
def test_growth_from_or_to_nothing_is_no_rate(latest: float, goal: float) -> None:
    assert told(aiming(("2026", goal), latest=latest).measure(NEEDED, "TEST"))


def test_the_target_is_that_of_the_next_year_that_has_one() -> None:
    draft = aiming(("2023", 500), ("2025", 1000), ("2030", 2000))
    assert draft.measure(PROGRESS, "TEST").value == pytest.approx(90)
    assert draft.measure(NEEDED, "TEST").value == pytest.approx(100 / 9)
    view = View(draft.plan(), date(2026, 1, 1))
    assert evaluate(view, PROGRESS, view.province).value == pytest.approx(45)
    assert aiming(("2020", 450), ("2023", 500)).measure(PROGRESS, "TEST").value == pytest.approx(180)


def test_a_target_that_is_over_is_compared_with_its_own_year() -> None:
    draft = Draft().row("TEST", OUTPUT, 700, "2024").drop("TEST", TARGET).row("TEST", TARGET, 1000, "2024")
    assert draft.measure(PROGRESS, "TEST").value == pytest.approx(70)


def test_a_target_of_several_years_ends_with_the_last() -> None:
    draft = aiming(("2024/2026", 1089))
    assert draft.measure(NEEDED, "TEST").value == pytest.approx(10)


def test_groups_may_have_targets_too() -> None:
    draft = aiming().row("KCN", OUTPUT, 400, "2024").row("KCN", TARGET, 440, "2025")
    assert draft.measure(NEEDED, "KCN").value == pytest.approx(10)
    assert draft.measure(PROGRESS, "KCN").value == pytest.approx(40 / 44 * 100)
    draft.row("KCN", "industrial_land_ha", 100, "2024")
    assert draft.measure(LAND, "KCN").value == pytest.approx(40 / 4)


def test_the_target_of_a_year_is_met_by_the_output_of_that_year() -> None:
    draft = aiming(("2023", 800), ("2024", 1000), ("2025", 2000)).row("TEST", OUTPUT, 600, "2023")
    assert draft.measure(MET, "TEST").value == pytest.approx(90)
    assert draft.measure(MET, "TEST").as_of == "2024"
    reason = told(aiming(("2025", 2000)).measure(MET, "TEST"))
    assert OUTPUT in reason
    assert TARGET in reason
    assert "TEST" in reason


@pytest.mark.parametrize("metric", [PROGRESS, NEEDED, LAND, AT_BENCHMARK])
@pytest.mark.parametrize("indicator", [OUTPUT, TARGET])
def test_without_output_or_target_the_row_is_named(metric: str, indicator: str) -> None:
    reason = told(Draft().drop("TEST", indicator).measure(metric, "TEST"))
    assert "TEST" in reason
    assert indicator in reason


def test_land_needed_by_hand() -> None:
    """300 are missing; the zones make 480 on 120 ha, that is 4 a hectare; the benchmark of KCN is 20.3."""
    assert Draft().measure(LAND, "TEST").value == pytest.approx(300 / 4)
    measure = Draft().measure(AT_BENCHMARK, "TEST")
    assert measure.value == pytest.approx(300 / 20.3)
    assert "Output per ha of industrial land" in remarks(measure)
    assert "The target year 2025 is over" in remarks(measure)
    assert (measure.low, measure.high) == pytest.approx((299.5 / 20.3, 300.5 / 20.3))


def test_land_needed_names_every_figure_it_rests_on() -> None:
    measure = Draft().measure(LAND, "TEST")
    found = {(f.subject, f.indicator) for f in measure.figures}
    assert found == {
        ("TEST", OUTPUT),
        ("TEST", TARGET),
        ("KCN_A", OUTPUT),
        ("KCN_B", OUTPUT),
        ("KCN_A", "industrial_land_ha"),
        ("KCN_B", "industrial_land_ha"),
    }
    assert {"KCN_A", "KCN_B"} <= set(measure.features)


def test_a_target_that_is_reached_needs_no_land() -> None:
    for metric in (LAND, AT_BENCHMARK):
        measure = Draft().value("TEST", TARGET, 800).measure(metric, "TEST")
        assert (measure.low, measure.value, measure.high) == (0, 0, 0)
        assert "no more land is needed" in remarks(measure)


def test_a_target_that_may_be_reached_may_need_no_land() -> None:
    measure = Draft().value("TEST", OUTPUT, 900, "[>=]").measure(LAND, "TEST")
    assert (measure.low, measure.value, measure.high) == pytest.approx((0, 75, 75), rel=0.01)


def test_without_output_of_zones_there_is_no_density_and_no_land() -> None:
    draft = Draft().drop("KCN_A", OUTPUT).drop("KCN_B", OUTPUT)
    assert OUTPUT in told(draft.measure(LAND, "TEST"))
    assert draft.measure(AT_BENCHMARK, "TEST").value is not None
    assert told(Draft().value("KCN_A", OUTPUT, 0).value("KCN_B", OUTPUT, 0).measure(LAND, "TEST"))


def test_the_highest_benchmark_is_taken_and_an_unverified_one_told() -> None:
    plan = Draft().plan()
    first = plan.regulations.thresholds["output_per_ha_lao_cai_2023"]
    second = replace(first, id="other", value=30.0, verified=False)
    rules = replace(plan.regulations, thresholds=dict(plan.regulations.thresholds) | {"other": second})
    view = View(replace(plan, regulations=rules))
    measure = evaluate(view, AT_BENCHMARK, view.province)
    assert measure.value == pytest.approx(10)
    assert "2 benchmarks apply" in remarks(measure)
    assert "not verified" in remarks(measure)
    none = replace(plan.regulations, thresholds={})
    view = View(replace(plan, regulations=none))
    assert "no benchmark that applies" in told(evaluate(view, AT_BENCHMARK, view.province))


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 5000))
def test_so_much_land_at_todays_density_makes_what_is_missing(
    latest: int, goal: int, made: int, land: int
) -> None:
    draft = Draft().value("TEST", OUTPUT, latest).value("TEST", TARGET, goal).drop("KCN_B", OUTPUT)
    measure = (
        draft.value("KCN_A", OUTPUT, made).value("KCN_A", "industrial_land_ha", land).measure(LAND, "TEST")
    )
    assert measure.value is not None
    assert latest + measure.value * made / land == pytest.approx(max(latest, goal))


SECTORS = {
    "output_share_processing_pct": "industrial_output_processing_bn_vnd",
    "output_share_mining_pct": "industrial_output_mining_bn_vnd",
}


@pytest.mark.parametrize(("metric", "part"), SECTORS.items())
def test_the_share_of_a_sector_is_of_one_year(metric: str, part: str) -> None:
    draft = (
        Draft()
        .row("TEST", OUTPUT, 800, "2024")
        .row("TEST", part, 200, "2024")
        .row("TEST", metric, 24.8, "2024")
    )
    measure = draft.measure(metric, "TEST")
    assert measure.value == pytest.approx(25)
    assert measure.as_of == "2024"
    assert 24.8 in {f.value for f in measure.others}, "what was published stands beside it"
    assert (measure.low, measure.high) == pytest.approx((199.5 / 800.5 * 100, 200.5 / 799.5 * 100))


@pytest.mark.parametrize(("metric", "part"), SECTORS.items())
def test_a_sector_of_another_year_has_no_share(metric: str, part: str) -> None:
    reason = told(Draft().row("TEST", part, 200, "2024").measure(metric, "TEST"))
    assert part in reason
    assert OUTPUT in reason
    assert "TEST" in reason


@pytest.mark.parametrize(("metric", "part"), SECTORS.items())
def test_a_part_larger_than_the_whole_is_no_share(metric: str, part: str) -> None:
    assert "one of them is wrong" in told(Draft().row("TEST", part, 901).measure(metric, "TEST"))
    full = Draft().row("TEST", part, 900).measure(metric, "TEST")
    assert (full.value, full.high) == (100, 100)
    assert told(Draft().value("TEST", OUTPUT, 0).row("TEST", part, 0).measure(metric, "TEST"))


@pytest.mark.parametrize(("subject", "value"), [("KCN", 480 / 900 * 100), ("TEST", 480 / 900 * 100)])
def test_the_share_of_the_zones_by_hand(subject: str, value: float) -> None:
    assert Draft().measure(SHARE, subject).value == pytest.approx(value)


def test_the_share_of_the_zones_takes_the_latest_year_that_both_have() -> None:
    draft = Draft().row("TEST", OUTPUT, 1000, "2024").row("KCN", OUTPUT, 610, "2024")
    draft.drop("KCN_A", OUTPUT).drop("KCN_B", OUTPUT).row("KCN", "output_share_of_province_pct", 60.9, "2024")
    measure = draft.measure(SHARE, "TEST")
    assert measure.value == pytest.approx(61)
    assert measure.as_of == "2024"
    assert 60.9 in {f.value for f in measure.others}
    assert "CCN_C" in remarks(measure), "the cluster has no figure"


def test_planned_zones_have_no_share() -> None:
    draft = (
        Draft().row("KCN_D", OUTPUT, 300).add(zone("PART", point(), part_of="KCN_A")).row("PART", OUTPUT, 50)
    )
    assert draft.measure(SHARE, "TEST").value == pytest.approx(480 / 900 * 100)


def test_a_change_of_the_share_is_explained_by_its_two_figures() -> None:
    draft = Draft().row("TEST", OUTPUT, 600, "2023").row("KCN", OUTPUT, 400, "2023", source="S2")
    draft.sources.append(["S2", "Bài báo", "Báo", "2024", "", ""])
    text = remarks(draft.measure(SHARE, "KCN"))
    assert "In 2023 it was 66.7 %" in text
    assert "the output of the zones changed by 20.0 % (400 → 480)" in text
    assert "that of the province by 50.0 % (600 → 900)" in text
    assert "different sources (S2; S1)" in text
    assert "derived" not in text


def test_figures_that_are_derived_say_how() -> None:
    draft = Draft().row("TEST", OUTPUT, 600, "2023", confidence="derived", note="[~] 400 / 0,667")
    text = remarks(draft.row("KCN", OUTPUT, 400, "2023").measure(SHARE, "KCN"))
    assert "of 2023 is not published but derived: 400 / 0,667" in text
    assert "different sources" not in text


def test_a_share_is_never_above_everything() -> None:
    measure = Draft().value("KCN_A", OUTPUT, 400, "[>=]").measure(SHARE, "KCN")
    assert measure.high == 100
    assert "one of them is wrong" in told(Draft().value("KCN_A", OUTPUT, 4000).measure(SHARE, "KCN"))


@pytest.mark.parametrize("subject", ["KCN", "TEST"])
def test_without_figures_the_share_names_its_rows(subject: str) -> None:
    reason = told(Draft().drop("TEST", OUTPUT).measure(SHARE, subject))
    assert "TEST" in reason
    assert OUTPUT in reason
    reason = told(Draft().drop("KCN_A", OUTPUT).drop("KCN_B", OUTPUT).measure(SHARE, subject))
    assert OUTPUT in reason
    assert subject in reason
