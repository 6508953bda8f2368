"""Measures over time: each as it was by what was known, on every day between two changes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import Draft, Row, subject_of
from zoneplan.metrics import METRICS, TABLES, Measure, evaluate, measure_all
from zoneplan.metrics.growth.trends import Known, trend, turning_days
from zoneplan.metrics.measure import Role
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Outcome

TODAY = date(2026, 1, 31)
DAYS = st.dates(date(2018, 1, 1), TODAY)
PERIODS = ["2019", "2021", "2021-06", "2022", "2023-11-15", "2024", "2024-03", "2023/2025", "2025"]


def said(measure: Measure) -> tuple[Any, ...]:
    """Gives all that a measure says, the rows by their lines."""
    return (
        measure.spec.id,
        measure.subject.id,
        measure.subject.role,
        measure.value,
        measure.low,
        measure.high,
        measure.as_of,
        measure.outcome,
        [f.line for f in measure.figures],
        sorted({f.line for f in measure.others}),
        measure.remarks,
        measure.reason,
    )


def state(measure: Measure) -> tuple[Any, ...]:
    lines = [f.line for f in measure.figures] if measure.value is not None else None
    return measure.value, measure.low, measure.high, measure.outcome, lines


def of(plan: Plan, metric: str, subject: str) -> tuple[Known, ...]:
    view = View(plan)
    return trend(view, metric, subject_of(view, metric, subject))


def history() -> Draft:
    """Gives the small plan with older figures and sources that came out at several times."""
    draft = Draft().set("KCN_B", established="2022-05-01")
    draft.sources += [[f"P{year}", "Báo cáo", "Sở", f"{year}-07-01", "", ""] for year in range(2019, 2026)]
    for subject, indicator, rows in (
        (
            "KCN_A",
            "leased_land_ha",
            (("2021", 30, "P2022"), ("2023-11-15", 45, "P2023"), ("2024-03", 50, "P2025")),
        ),
        ("KCN_A", "industrial_land_ha", (("2021", 60, "P2021"), ("2023/2025", 75, "P2023"))),
        (
            "KCN_A",
            "industrial_output_bn_vnd",
            (("2021", 200, "P2022"), ("2022", 250, "P2022"), ("2024", 333, "P2025")),
        ),
        (
            "TEST",
            "industrial_output_bn_vnd",
            (("2021", 500, "P2022"), ("2022", 600, "P2023"), ("2024", 800, "P2024")),
        ),
        ("TEST", "industrial_output_target_bn_vnd", (("2022", 700, "P2019"), ("2024", 1000, "P2020"))),
        ("TEST", "population", (("2019", 50_000, "P2019"), ("2024", 58_000, "P2024"))),
        ("TEST", "builtup_ha", (("2019", 500, "P2020"), ("2024", 600, "P2025"))),
        ("KCN_A", "households_moved", (("2019", 5, "P2019"), ("2022", 12, "P2022"))),
        ("KCN_A", "households_remaining", (("2019", 35, "P2019"), ("2022", 28, "P2022"))),
        ("HP_1", "installed_mw", (("2021", 8, "P2021"),)),
    ):
        for as_of, value, source in rows:
            draft.row(subject, indicator, value, as_of, source=source)
    return draft


def steps(found: tuple[Known, ...]) -> list[tuple[date, float | None]]:
    """Gives days and values, these to nine digits."""
    return [
        (step.since, None if step.measure.value is None else round(step.measure.value, 9)) for step in found
    ]


def test_a_trend_by_hand() -> None:
    """Leased by industrial land of KCN_A; the rows of 2025 come with a source of that year."""
    found = of(history().plan(), "occupancy_pct", "KCN_A")
    assert steps(found) == [
        (date(2022, 7, 1), round(30 / 60 * 100, 9)),  # land known since 2021, leased since 1 July 2022
        (date(2022, 7, 15), round(30 / 60 * 100, 9)),
        (date(2023, 7, 1), round(30 / 75 * 100, 9)),
        (date(2023, 11, 15), round(45 / 75 * 100, 9)),
        (date(2025, 1, 1), round(60 / 80 * 100, 9)),
    ]
    assert found[1].measure.outcome is Outcome.NOT_MET, "the rule is in force since 15 July 2022"
    assert found[0].measure.outcome is Outcome.NOT_APPLICABLE


def test_a_zone_counts_from_its_founding() -> None:
    found = of(history().plan(), "zones_per_100km2", "KCN")
    assert steps(found)[0] == (date(2025, 1, 1), 0.5)
    draft = history().row("TEST", "area_km2", 400, "2019", source="P2019")
    values = steps(of(draft.plan(), "zones_per_100km2", "KCN"))
    assert values[0] == (date(2019, 7, 1), 0.25)
    assert (date(2022, 5, 1), 0.5) in values


def test_a_target_gives_way_to_the_next_when_its_year_is_over() -> None:
    found = of(history().plan(), "output_target_progress_pct", "TEST")
    # what is known of the output: 2021 since July 2022, 2022 since July 2023, 2024 since its end, 2025 since its end
    assert steps(found) == [
        (date(2022, 7, 1), round(500 / 700 * 100, 9)),
        (date(2023, 1, 1), round(500 / 1000 * 100, 9)),
        (date(2023, 7, 1), round(600 / 1000 * 100, 9)),
        (date(2024, 12, 31), round(800 / 1000 * 100, 9)),
        (date(2025, 1, 1), round(800 / 1200 * 100, 9)),
        (date(2025, 12, 31), round(900 / 1200 * 100, 9)),
    ]


def test_before_its_first_value_there_is_nothing_and_after_it_gaps_are_told() -> None:
    plan = history().plan()
    for metric, (spec, _) in METRICS.items():
        view = View(plan)
        for subject in (
            s for s in view.subjects if s.role in spec.roles and s.role in {Role.PLAN, Role.GROUP}
        ):
            found = trend(view, metric, subject)
            if found:
                assert found[0].measure.value is not None
                assert found[0].since <= TODAY
                days = [step.since for step in found]
                assert days == sorted(set(days))


SOME = ("TEST", "KCN", "KCN_A", "C_X", "HP_1", "RL_1")


@settings(max_examples=10)
@given(
    DAYS,
    st.lists(st.tuples(st.sampled_from(PERIODS), st.sampled_from(["S1", "P2019", "P2022", ""])), min_size=9),
)
def test_between_its_days_a_trend_stands_still(day: date, times: list[tuple[str, str]]) -> None:
    """For every measure: on any day it is what it was on the last day of its trend before."""
    draft = history()
    for n, row in enumerate(r for r in draft.rows if r.source == "S1" and r.subject != "TEST"):
        row.as_of, row.source = times[n % len(times)]
    plan = draft.plan()
    today, then = View(plan), View(plan, day)
    for metric, (spec, _) in METRICS.items():
        for subject in (s for s in today.subjects if s.role in spec.roles and s.id in SOME):
            if day < turning_days(today, spec, subject)[0]:
                continue
            now = evaluate(then, metric, subject)
            before = [step.measure for step in trend(today, metric, subject) if step.since <= day]
            if before:
                assert state(now) == state(before[-1]), (metric, subject.id)
            else:
                assert now.value is None, (metric, subject.id)


def without_later(plan: Plan, day: date) -> Plan:
    ledger = plan.ledger
    known = tuple(f for f in ledger.figures if ledger.known_from(f) <= day)
    return replace(plan, ledger=replace(ledger, figures=known))


@settings(max_examples=20)
@given(DAYS)
def test_a_date_knows_what_a_plan_without_later_rows_knows(day: date) -> None:
    plan = history().plan()
    now, then = (measure_all(View(p, day)) for p in (plan, without_later(plan, day)))
    assert [said(m) for m in now] == [said(m) for m in then]


@settings(max_examples=20)
@given(DAYS)
def test_tables_too_know_nothing_of_later_rows(day: date) -> None:
    plan = history().plan()
    for name in ("output_series", "growth", "relocation_phases", "distance_bands"):
        spec, tabulate = TABLES[name]
        now, then = (tabulate(View(p, day), spec) for p in (plan, without_later(plan, day)))
        assert now.figures == then.figures, name
        assert [[cell_said(cell) for cell in row] for row in now.rows] == [
            [cell_said(cell) for cell in row] for row in then.rows
        ], name


def cell_said(cell: Any) -> Any:
    return said(cell) if isinstance(cell, Measure) else cell


@given(st.lists(st.tuples(st.sampled_from(PERIODS), st.integers(1, 99)), min_size=1, max_size=6), DAYS)
def test_turning_days_are_the_only_ones_on_which_a_figure_changes(
    rows: list[tuple[str, int]], day: date
) -> None:
    draft = Draft().drop("KCN_A", "workers")
    draft.sources[0][3] = ""
    draft.rows += [Row("KCN_A", "workers", value, as_of) for as_of, value in rows]
    view = View(draft.plan())
    days = turning_days(view, METRICS["workers_per_ha"][0], subject_of(view, "workers_per_ha", "KCN_A"))
    assert days[-1] == TODAY
    before = [turn for turn in days if turn <= day]
    ledger = view.plan.ledger
    found = ledger.look_up("KCN_A", "workers", day)
    assert found == (ledger.look_up("KCN_A", "workers", before[-1]) if before else None)


def table_rows(plan: Plan) -> list[tuple[Any, ...]]:
    spec, tabulate = TABLES["trends"]
    return list(tabulate(View(plan), spec).rows)


def test_the_table_has_the_measures_that_changed() -> None:
    rows = table_rows(history().plan())
    assert ("occupancy_pct", "KCN_A", "2023-11-15") in {(row[0], row[2], row[4]) for row in rows}
    found = [row for row in rows if (row[0], row[2]) == ("occupancy_pct", "KCN_A")]
    assert [row[5].value for row in found] == pytest.approx([50, 50, 40, 60, 75])
    assert [row[6] for row in found] == ["2021", "2021", "2021", "2023-11-15", "2025"]
    for key in {(row[0], row[2]) for row in rows}:
        values = {row[5].value for row in rows if (row[0], row[2]) == key and row[5].value is not None}
        assert len(values) > 1, key


def test_the_table_leaves_out_what_never_changed() -> None:
    rows = table_rows(history().plan())
    assert ("occupancy_pct", "CCN_C") not in {(row[0], row[2]) for row in rows}


def test_a_plan_without_history_has_no_trends() -> None:
    draft = Draft()
    draft.rows = []
    spec, tabulate = TABLES["trends"]
    found = tabulate(draft.view(), spec)
    assert not found.rows
    assert found.reason is not None


def test_a_trend_ends_with_the_date_of_its_view() -> None:
    plan = history().plan()
    view = View(plan, date(2023, 6, 30))
    found = trend(view, "occupancy_pct", subject_of(view, "occupancy_pct", "KCN_A"))
    assert max(step.since for step in found) <= view.on
    assert state(found[-1].measure) == state(
        evaluate(view, "occupancy_pct", subject_of(view, "occupancy_pct", "KCN_A"))
    )
    spec, subject = METRICS["occupancy_pct"][0], subject_of(view, "occupancy_pct", "KCN_A")
    assert turning_days(view, spec, subject)[-1] == view.on
    assert turning_days(View(plan), spec, subject)[-1] == TODAY
