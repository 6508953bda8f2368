"""What moves a measure, by hand: a per cent more of a figure, and the figure at which a verdict turns."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import Draft, subject_of
from zoneplan.metrics import METRICS, Measure, Subject
from zoneplan.metrics.measure import MetricSpec
from zoneplan.metrics.sensitivity import Influence, influences
from zoneplan.metrics.view import View
from zoneplan.plan.regulations import Outcome


def told(draft: Draft, metric: str, subject: str, most: int = 12) -> dict[str, Influence]:
    view = draft.view()
    measure = METRICS[metric][1](view, METRICS[metric][0], subject_of(view, metric, subject))
    judged = draft.measure(metric, subject)
    assert measure.value == judged.value
    return {f"{i.figure.subject} {i.figure.indicator}": i for i in influences(view, judged, most)}


def test_a_per_cent_more_of_each_figure() -> None:
    """60.6 ÷ 80 is 75.75 %; 60 ÷ 80.8 is 74.257 %."""
    found = told(Draft(), "occupancy_pct", "KCN_A")
    assert found["KCN_A leased_land_ha"].change == pytest.approx(0.75)
    assert found["KCN_A industrial_land_ha"].change == pytest.approx(60 / 80.8 * 100 - 75)


def test_the_figure_at_which_a_verdict_turns() -> None:
    """60 % of 80 ha are 48 ha; 60 ha are 60 % of 100 ha."""
    found = told(Draft(), "occupancy_pct", "KCN_A")
    (leased,), (land,) = found["KCN_A leased_land_ha"].turns, found["KCN_A industrial_land_ha"].turns
    assert [leased.at, land.at] == pytest.approx([48, 100])
    assert leased.outcome is land.outcome is Outcome.NOT_MET
    assert leased.threshold.id == "occupancy_kcn_new_zone"


def test_a_verdict_may_turn_below_and_above() -> None:
    """Of 100 ha drawn, 95.238 ha declared are 5 % less and 105.263 ha 5 % more: the limit of the gap."""
    (declared,) = told(Draft(), "area_gap_pct", "KCN_A").values()
    assert declared.figure.indicator == "area_declared_ha"
    turns = [turn for turn in declared.turns if turn.threshold.id == "area_gap_error_pct"]
    assert [turn.at for turn in turns] == pytest.approx([100 / 1.05, 100 / 0.95], rel=1e-5)
    assert {turn.outcome for turn in turns} == {Outcome.NOT_MET}


def test_a_verdict_that_cannot_turn_has_no_turn() -> None:
    """Ten times 0.5 of 80 ha are 6.25 %, still below 60 %; of 0.8333 ha they would be 60 %."""
    found = told(Draft().value("KCN_A", "leased_land_ha", 0.5), "occupancy_pct", "KCN_A")
    assert found["KCN_A leased_land_ha"].turns == ()
    assert [turn.at for turn in found["KCN_A industrial_land_ha"].turns] == pytest.approx(
        [0.5 / 0.6], rel=1e-4
    )


def test_a_figure_of_nothing_has_no_per_cent() -> None:
    found = told(Draft().value("KCN_A", "leased_land_ha", 0), "occupancy_pct", "KCN_A")
    assert list(found) == []  # 0 ÷ 80 stays 0 whatever the land, and 1 % of 0 is 0


def test_a_measure_without_a_value_is_moved_by_nothing() -> None:
    draft = Draft().drop("KCN_A", "leased_land_ha")
    assert influences(draft.view(), draft.measure("occupancy_pct", "KCN_A")) == ()


def test_a_benchmark_never_turns() -> None:
    """The national mean of 72.9 % lies between 60 % and the 75 % of the zone, and judges nothing."""
    found = told(Draft(), "occupancy_pct", "KCN_A")
    assert all(len(influence.turns) == 1 for influence in found.values())


def test_the_strongest_come_first_and_no_more_than_asked() -> None:
    found = list(told(Draft(), "occupancy_pct", "KCN").values())
    sizes = [abs(influence.change) for influence in found]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == 4
    assert len(told(Draft(), "occupancy_pct", "KCN", most=2)) == 2


def test_only_the_row_that_was_used_is_changed() -> None:
    """A newer row of the same figure counts, the older one moves nothing."""
    draft = Draft().row("KCN_A", "leased_land_ha", 70, as_of="2025-12")
    found = told(draft, "occupancy_pct", "KCN_A")
    assert found["KCN_A leased_land_ha"].figure.printed == 70


def test_a_value_that_does_not_run_one_way_gives_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measure that rises and falls again with a figure crosses its limit at no single one."""
    spec, _ = METRICS["occupancy_pct"]

    def hump(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        leased = view.own(subject, "leased_land_ha")
        assert leased is not None
        value = {60.0: 75.0, 54.0: 90.0}.get(round(leased.value, 6), 10.0)
        return Measure(spec=spec, subject=subject, value=value, low=value, high=value, figures=leased.figures)

    monkeypatch.setitem(METRICS, "occupancy_pct", (spec, hump))
    found = told(Draft(), "occupancy_pct", "KCN_A")
    (turn,) = found["KCN_A leased_land_ha"].turns
    assert turn.at == pytest.approx(60)  # upwards it falls at once; downwards it rises first


@given(st.lists(st.floats(0.1, 500), min_size=2, max_size=2))
def test_a_sum_grows_by_the_sum_of_its_parts(mw: list[float]) -> None:
    """One per cent more of every plant is one per cent more of all of them."""
    draft = Draft()
    for plant, value in zip(("HP_1", "HP_2"), mw, strict=True):
        draft.value(plant, "installed_mw", round(value, 3))
    found = told(draft, "installed_mw", "TEST")
    total = draft.measure("installed_mw", "TEST").value
    assert total is not None
    assert sum(influence.change for influence in found.values()) == pytest.approx(total / 100)


@given(st.floats(1, 79), st.floats(81, 500))
def test_the_turn_lies_where_the_value_is_the_limit(leased: float, land: float) -> None:
    draft = Draft().value("KCN_A", "leased_land_ha", round(leased, 2))
    draft.value("KCN_A", "industrial_land_ha", round(land, 2))
    view, measure = draft.view(), draft.measure("occupancy_pct", "KCN_A")
    for influence in influences(view, measure):
        for turn in influence.turns:
            rows = tuple(
                replace(f, printed=turn.at) if f.line == influence.figure.line else f
                for f in view.plan.ledger.figures
            )
            plan = replace(view.plan, ledger=replace(view.plan.ledger, figures=rows))
            spec, compute = METRICS["occupancy_pct"]
            value = compute(View(plan), spec, measure.subject).value
            assert value == pytest.approx(turn.threshold.value, rel=1e-4)
