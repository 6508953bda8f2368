"""Every rule: a plan that breaks it and nothing else, beside a plan that breaks none."""

from importlib import import_module
from pathlib import Path

import pytest
import shapely

from checks.cases.base import Change, bow_tie
from support import EAST, NORTH, Draft, point, square, zone
from zoneplan.checks import CHECK_RULES, run_checks
from zoneplan.checks.bounded import MORE
from zoneplan.plan.finding import ORDER, Severity
from zoneplan.text import render

MODULES = [
    import_module(f"checks.cases.{path.stem}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.py"))
]
BREAKS: dict[str, tuple[Change, str, str]] = {
    rule: case for module in MODULES for rule, case in module.BREAKS.items()
}
HARMLESS: dict[str, Change] = {name: case for module in MODULES for name, case in module.HARMLESS.items()}
EXCLUSIVE = set().union(*(module.EXCLUSIVE for module in MODULES))


def test_the_clean_plan_breaks_no_rule() -> None:
    assert run_checks(Draft().plan()) == ()


@pytest.mark.parametrize("rule", BREAKS)
def test_a_plan_that_breaks_one_rule(rule: str) -> None:
    change, feature, words = BREAKS[rule]
    draft = Draft()
    change(draft)
    found = run_checks(draft.plan())
    assert [f.rule.id for f in found] == [rule]
    assert found[0].feature == feature
    assert words in render(found[0].message, "en")
    if rule != "uncertainty_range":
        assert render(found[0].message, "vi") != render(found[0].message, "en")
    if found[0].layer not in {"ledger", ""}:
        assert found[0].layer in draft.layers


def test_no_case_hides_another_of_its_name() -> None:
    assert len(BREAKS) == sum(len(module.BREAKS) for module in MODULES)
    assert len(HARMLESS) == sum(len(module.HARMLESS) for module in MODULES)
    assert set(BREAKS) > EXCLUSIVE


def test_every_rule_has_a_test() -> None:
    assert set(BREAKS) | {MORE.id} == set(CHECK_RULES), "what tells of many findings has a test of its own"


@pytest.mark.parametrize("change", HARMLESS.values(), ids=list(HARMLESS))
def test_what_is_right_is_left_alone(change: Change) -> None:
    draft = Draft()
    change(draft)
    assert run_checks(draft.plan()) == ()


@pytest.mark.parametrize("field", ["same_as", "part_of"])
def test_a_zone_that_points_at_itself_is_told(field: str) -> None:
    found = run_checks(Draft().set("KCN_B", **{field: "KCN_B"}).plan())
    assert "same_as_chain" in {f.rule.id for f in found}


def test_two_preferred_rows_contradict_as_much_as_none() -> None:
    draft = Draft().row("KCN_B", "workers", 250, "2025-06", preferred="yes", note="a")
    next(r for r in draft.rows if (r.subject, r.indicator) == ("KCN_B", "workers")).preferred = "yes"
    draft.value("KCN_B", "workers", 250, note="b")
    draft.rows[-1].value = 260
    assert [f.rule.id for f in run_checks(draft.plan())] == ["ledger_contradiction"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_zone_of_several_parts_fits_its_grid_whatever_their_direction(turned: bool) -> None:
    parts = [square(), square(2000).reverse() if turned else square(2000)]
    draft = Draft().set("KCN_A", shapely.MultiPolygon(parts)).value("KCN_A", "area_declared_ha", 200)
    assert run_checks(draft.plan()) == ()


def test_the_place_of_a_crossing_is_given() -> None:
    draft = Draft().drop("KCN_A", "area_declared_ha").set("KCN_A", bow_tie())
    (finding,) = run_checks(draft.plan())
    assert finding.geometry is not None
    assert finding.geometry.equals_exact(point(500, 500), 1e-6)


def test_what_lies_outside_is_shown() -> None:
    draft = Draft().add(zone("P1", square(900, 0, 200), part_of="KCN_A"))
    (finding,) = run_checks(draft.plan())
    assert finding.geometry is not None
    assert finding.geometry.equals(shapely.box(EAST + 1000, NORTH, EAST + 1100, NORTH + 200))


def test_findings_stand_in_order_of_weight() -> None:
    draft = (
        Draft()
        .value("KCN_A", "area_declared_ha", 98)
        .set("KCN_B", decision=None)
        .value("KCN_A", "workers", -5)
    )
    found = run_checks(draft.plan())
    assert [f.rule.severity for f in found] == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    assert list(ORDER) == list(Severity)


def test_the_order_of_features_and_rows_does_not_change_what_is_found() -> None:
    def broken() -> Draft:
        draft = Draft()
        for rule, (change, *_) in BREAKS.items():
            if rule not in EXCLUSIVE:
                change(draft)
        return draft

    forwards, backwards = broken(), broken()
    for shapes in backwards.layers.values():
        shapes.reverse()
    backwards.rows.reverse()
    found = [sorted((f.rule.id, f.feature) for f in run_checks(d.plan())) for d in (forwards, backwards)]
    assert found[0] == found[1]
    assert {rule for rule, _ in found[0]} == set(BREAKS) - EXCLUSIVE


@pytest.mark.parametrize("rule", sorted(EXCLUSIVE))
def test_the_order_of_features_and_rows_does_not_hide_what_stands_alone(rule: str) -> None:
    change, *_ = BREAKS[rule]
    draft = Draft()
    change(draft)
    for shapes in draft.layers.values():
        shapes.reverse()
    draft.rows.reverse()
    assert [f.rule.id for f in run_checks(draft.plan())] == [rule]


def test_an_empty_layer_is_checked() -> None:
    draft = Draft()
    draft.layers["hydropower"] = []
    for site in ("HP_1", "HP_2", "HP_3", "HP_4"):
        draft.drop(site)
    assert run_checks(draft.plan()) == ()
