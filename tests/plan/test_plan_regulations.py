"""Regulations: three-valued outcomes, force in time, and a file whose rows can be told apart."""

import math
import tomllib
from datetime import date
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.io.packaged import packaged_regulations
from zoneplan.plan.regulations import Outcome, Threshold, overridden, regulations_from, threshold_from

ROW: dict[str, Any] = {
    "id": "t",
    "name_vi": "ngưỡng",
    "name_en": "limit",
    "comparison": ">=",
    "value": 60,
    "unit": "pct",
    "document": "NĐ 1",
    "verified": True,
}


def threshold(comparison: str, value: float = 60.0, high: float | None = None, **more: Any) -> Threshold:
    return threshold_from({**ROW, "comparison": comparison, "value": value, "value_high": high, **more})


@pytest.mark.parametrize(
    ("comparison", "low", "high", "outcome"),
    [
        (">=", 60, 60, Outcome.MET),
        (">=", 60, math.inf, Outcome.MET),
        (">=", 59.9, 59.9, Outcome.NOT_MET),
        (">=", 0, 60, Outcome.UNCERTAIN),
        (">=", 0, 59.9, Outcome.NOT_MET),
        (">", 60, 60, Outcome.NOT_MET),
        (">", 60, 61, Outcome.UNCERTAIN),
        (">", 60.1, 61, Outcome.MET),
        ("<=", 60, 60, Outcome.MET),
        ("<=", 60, 61, Outcome.UNCERTAIN),
        ("<=", 60.1, 61, Outcome.NOT_MET),
        ("<=", 10, math.inf, Outcome.UNCERTAIN),
        ("between", 60, 80, Outcome.MET),
        ("between", 59, 80, Outcome.UNCERTAIN),
        ("between", 60, 81, Outcome.UNCERTAIN),
        ("between", 0, 100, Outcome.UNCERTAIN),
        ("between", 81, 90, Outcome.NOT_MET),
        ("between", 0, 59, Outcome.NOT_MET),
        ("info", 0, 0, None),
    ],
)
def test_outcomes(comparison: str, low: float, high: float, outcome: Outcome | None) -> None:
    limit = threshold(comparison, 60, 80 if comparison == "between" else None)
    assert limit.outcome(low, high) is outcome


values = st.floats(0, 100)


@given(
    st.tuples(values, values).map(sorted),
    st.tuples(values, values).map(sorted),
    st.sampled_from([">=", ">", "<=", "between"]),
    st.data(),
)
def test_a_sure_outcome_holds_for_every_value_within_the_bounds(
    span: list[float], limits: list[float], comparison: str, data: st.DataObject
) -> None:
    limit = threshold(comparison, limits[0], limits[1])
    outcome = limit.outcome(span[0], span[1])
    exact = data.draw(st.floats(*span))
    if outcome is not Outcome.UNCERTAIN:
        assert limit.outcome(exact, exact) is outcome


@given(values, st.sampled_from([">=", ">", "<="]))
def test_an_exact_value_is_never_merely_possible(value: float, comparison: str) -> None:
    assert threshold(comparison).outcome(value, value) is not Outcome.UNCERTAIN


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        (None, None, True),
        (date(2025, 1, 1), None, True),
        (date(2025, 1, 2), None, False),
        (None, date(2025, 1, 1), True),
        (None, date(2024, 12, 31), False),
    ],
)
def test_in_force(start: date | None, end: date | None, inside: bool) -> None:
    assert threshold(">=", in_force_from=start, in_force_to=end).in_force(date(2025, 1, 1)) is inside


@pytest.mark.parametrize(
    "key", ["id", "name_vi", "name_en", "comparison", "value", "unit", "document", "verified"]
)
def test_a_row_without_what_it_needs_is_refused(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        threshold_from({k: v for k, v in ROW.items() if k != key})


@pytest.mark.parametrize("key", ["document", "document_en", "article"])
def test_citations_are_text(key: str) -> None:
    with pytest.raises(ValueError, match=f'{key} = 5 → {key} = "…"'):
        threshold_from({**ROW, key: 5})


def test_a_plan_that_names_another_document_says_it_in_english_too() -> None:
    limit = threshold_from(
        {**ROW, "document": "Thông lệ", "document_en": "Practice", "article": "khoản 1 Điều 2"}
    )
    assert (limit.document.en, limit.article.en) == ("Practice", "Article 2(1)")
    assert overridden(limit, {"value": 70.0}).document == ("Thông lệ", "Practice")
    assert overridden(limit, {"document": "QĐ 1/2026"}).document == ("QĐ 1/2026", "Decision 1/2026")
    assert overridden(limit, {"document": "Sổ tay", "document_en": "Manual"}).document == ("Sổ tay", "Manual")


def test_no_two_rows_share_an_id() -> None:
    text = resources.files("zoneplan.plan").joinpath("regulations.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    for key, id_key in (("threshold", "id"), ("distance", "id"), ("land_use_code", "code")):
        ids = [row[id_key] for row in table[key]]
        assert len(ids) == len(set(ids))
    found = regulations_from(table)
    assert len(found.thresholds) == len(table["threshold"])


def test_every_threshold_can_judge_or_says_that_it_does_not() -> None:
    for limit in packaged_regulations().thresholds.values():
        assert limit.comparison in {">=", ">", "<=", "between", "within", "info"}, limit.id
        judged = limit.outcome(limit.value, limit.value)
        assert (judged is None) == (limit.comparison == "info"), limit.id
        if limit.comparison == "between":
            assert limit.value_high is not None
            assert limit.value < limit.value_high, limit.id
        assert not (limit.superseded and limit.metric), f"{limit.id}: no present law, so it judges nothing"


@pytest.mark.parametrize(
    ("rule", "value", "applies_to"),
    [
        ("occupancy_kcn_new_zone", 60, "KCN"),
        ("occupancy_ccn_expansion", 60, "zone:CCN"),
        ("geodesic_gap_pct", 0.03, "any"),
    ],
)
def test_the_numbers_of_the_rules(rule: str, value: float, applies_to: str) -> None:
    limit = packaged_regulations().thresholds[rule]
    assert limit.value == value
    assert limit.applies_to == applies_to


@pytest.mark.parametrize(
    ("code", "rgb"),
    [
        ("SKK", (250, 170, 160)),
        ("SKS", (205, 170, 205)),
        ("ONT", (255, 208, 255)),
        ("ODT", (255, 160, 255)),
        ("LUC", (255, 252, 140)),
        ("CLN", (255, 210, 160)),
        ("RPH", (190, 255, 30)),
        ("SON", (160, 255, 255)),
        ("NTD", (210, 210, 210)),
    ],
)
def test_the_colours_of_the_rules(code: str, rgb: tuple[int, int, int]) -> None:
    assert packaged_regulations().land_use_codes[code].rgb == rgb


def test_colours_are_colours() -> None:
    for code in packaged_regulations().land_use_codes.values():
        assert code.rgb is None or all(0 <= part <= 255 for part in code.rgb), code.code
