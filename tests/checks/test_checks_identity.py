"""Ids of a wrong form are told one by one where few are wrong, and once where a layer has no others."""

import pytest

from support import Draft, point, zone
from zoneplan.checks import CHECK_RULES, run_checks
from zoneplan.plan.finding import Finding
from zoneplan.text import render

ID_FORM = CHECK_RULES["id_form"]


def found(draft: Draft) -> list[Finding]:
    return [f for f in run_checks(draft.plan()) if f.rule is ID_FORM]


@pytest.mark.parametrize(("count", "findings"), [(10, 10), (11, 1)])
def test_many_wrong_ids_of_a_layer_are_told_together(count: int, findings: int) -> None:
    draft = Draft().add(*(zone(f"{i}", point(7000 + i), commune=None) for i in range(count)))
    assert len(found(draft)) == findings


def test_a_layer_of_official_codes_is_one_finding_with_a_way_out() -> None:
    draft = Draft()
    draft.layers["zones"] = [zone(code, point(i), commune=None) for i, code in enumerate(["02647", "02650"])]
    (finding,) = found(draft)
    assert (finding.layer, finding.feature) == ("zones", "")
    assert "The id of 2 of 2 features (“02647”, for instance)" in render(finding.message, "en")
    assert "Mã của 2/2 đối tượng (thí dụ “02647”)" in render(finding.message, "vi")
    for words in (finding.rule.remedy.vi, finding.rule.remedy.en):
        assert "id_prefix" in words
        assert "numbered" in words
        assert "fields" in words
