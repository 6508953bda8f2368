"""Very many findings of one rule stay readable."""

import pytest

from support import Draft, point, zone
from zoneplan.checks import CHECK_RULES, run_checks
from zoneplan.checks.bounded import MORE, SHOWN, bounded, more
from zoneplan.plan.finding import Finding
from zoneplan.text import render

ID_FORM, NEGATIVE = CHECK_RULES["id_form"], CHECK_RULES["figure_negative"]


def forms(count: int, layer: str = "zones") -> list[Finding]:
    return [ID_FORM.found(layer=layer, feature=f"Đ{i}", ids=f"Id “Đ{i}”") for i in range(count)]


@pytest.mark.parametrize("count", [0, 1, SHOWN])
def test_as_many_as_can_be_read_are_told(count: int) -> None:
    assert list(bounded(forms(count))) == forms(count)


def test_of_more_the_first_are_told_and_the_others_counted() -> None:
    *told, last = bounded(forms(SHOWN + 7))
    assert told == forms(SHOWN)
    assert (last.rule, last.layer, last.params["count"]) == (MORE, "zones", 7)
    assert render(last.message, "en") == "“Id has the wrong form” (id_form): further findings not listed: 7."
    assert render(last.message, "vi") == "“Mã sai dạng” (id_form): còn 7 phát hiện nữa không liệt kê."


def test_each_rule_and_layer_has_its_own_count() -> None:
    negative = [NEGATIVE.found(layer="ledger", feature="A", value=-1.0) for _ in range(3)]
    found = list(bounded([*forms(SHOWN + 1), *forms(SHOWN, "communes"), *negative]))
    assert [(f.layer, f.params["count"]) for f in found if f.rule is MORE] == [("zones", 1)]
    assert len(found) == 2 * SHOWN + 3 + 1


def test_what_a_check_has_counted_itself_is_added() -> None:
    found = list(bounded([more(ID_FORM, "zones", 40), *forms(SHOWN + 2), more(ID_FORM, "zones", 5)]))
    assert [f.params["count"] for f in found if f.rule is MORE] == [47]
    assert len(found) == SHOWN + 1


def test_a_plan_with_many_slips_has_a_readable_list() -> None:
    slips = (zone(f"D_{i}", point(7000 + i), commune=None, uncertainty_m=-1) for i in range(SHOWN + 50))
    found = run_checks(Draft().add(*slips).plan())
    assert len([f for f in found if f.rule.id == "uncertainty_range"]) == SHOWN
    counted = [f.params for f in found if f.rule is MORE and f.params["rule"] == "uncertainty_range"]
    assert [params["count"] for params in counted] == [50]
