"""Values that are more than they can be by what they mean: told in every place, capped in their range, never hidden."""

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.saying import remarks
from support import Draft
from zoneplan.metrics import METRICS, Measure, measure_all
from zoneplan.metrics.ceiling import held
from zoneplan.metrics.table import Column
from zoneplan.plan.units import UNITS
from zoneplan.publish.explanation import explanation_lines, explanation_record, tell
from zoneplan.publish.measured import listing_lines
from zoneplan.publish.metrics_page import metrics_page
from zoneplan.publish.tabled import Head, cell_text
from zoneplan.publish.tables import measure_row
from zoneplan.text import Language, render

SUPPLY = "land_supply_rate_pct"
LANGUAGES = get_args(Language)

MOST = {"vi": "Mức cao nhất", "en": "At most"}

CAN_BE_ANY = {
    "area_gap_pct": "an outline can be far larger than the decision says",
    "area_geodesic_gap_pct": "how far the grid distorts",
    "builtup_minus_occupancy_pct": "points, of two bases",
    "total_change_builtup_pct": "growth",
    "output_target_progress_pct": "a target can be surpassed",
    "output_target_met_pct": "a target can be surpassed",
    "output_growth_pct": "growth",
    "relocation_funds_share_pct": "an estimated cost can be exceeded",
    "land_balance_residual_pct": "land can be covered many times",
    "floor_area_ratio": "floors stand on each other",
    "open_space_ratio": "little floor on much land",
    "built_floor_area_ratio": "floors stand on each other",
    "lcrpgr": "land can grow faster than people",
}
"""The shares and ratios that can be above the whole, and why."""


def test_every_share_says_whether_it_can_be_more_than_the_whole() -> None:
    shares = {key for key, (spec, _) in METRICS.items() if spec.unit in {"pct", "ratio"}}
    held_down = {key for key, (spec, _) in METRICS.items() if spec.at_most is not None}
    assert held_down | set(CAN_BE_ANY) == shares
    assert not held_down & set(CAN_BE_ANY)


@pytest.mark.parametrize("metric", [key for key, (spec, _) in METRICS.items() if spec.at_most])
def test_the_most_is_the_whole_and_the_reason_is_a_clause(metric: str) -> None:
    spec, _ = METRICS[metric]
    assert spec.at_most is not None
    assert spec.at_most.value == {"pct": 100, "ratio": 1}[spec.unit]
    for words in spec.at_most.why:
        assert words[0].islower()
        assert not words.endswith(".")
    assert spec.at_most.why.vi != spec.at_most.why.en


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_measures_names_the_most(language: Language) -> None:
    page = metrics_page(language)
    for key, (spec, _) in METRICS.items():
        entry = page.split(f"### {key}\n")[1].split("###")[0]
        assert (spec.at_most is not None) is (f"- {MOST[language]}: " in entry), key
        if spec.at_most:
            assert spec.at_most.why.in_(language) in entry
        if spec.caveat:
            assert spec.caveat.in_(language) in entry


def supplied(land: float) -> Draft:
    """Gives the small plan with land supplied and 100 ha ready for it; the rows stand last in the ledger."""
    return Draft().row("KCN_A", "supplied_land_ha", land).row("KCN_A", "ready_land_ha", 100)


def test_three_times_the_land_there_is_does_not_fit() -> None:
    draft = supplied(300)
    last = len(draft.rows) + 1  # the first row is on line 2
    measure = draft.measure(SUPPLY, "KCN_A")
    assert measure.value == pytest.approx(300)
    assert measure.impossible
    assert render(measure.remarks[0], "en") == (
        "It cannot be more than 100 %: land supplied is part of the land ready for supply. The figures do not fit each "
        f"other; check: line {last - 1} (KCN_A, supplied_land_ha), line {last} (KCN_A, ready_land_ha)."
    )
    assert render(measure.remarks[0], "vi") == (
        "Không thể lớn hơn 100 %: đất đã cung ứng là một phần của đất đủ điều kiện cung ứng. Các số liệu không khớp nhau; "
        f"hãy kiểm tra: dòng {last - 1} (KCN_A, supplied_land_ha), dòng {last} (KCN_A, ready_land_ha)."
    )


def test_it_is_said_wherever_the_value_is_shown() -> None:
    view = supplied(300).view()
    (measure,) = (m for m in measure_all(view) if (m.spec.id, m.subject.id) == (SUPPLY, "KCN_A"))
    for language in LANGUAGES:
        said = render(measure.remarks[0], language)
        told = tell(view, measure, language)
        assert said in str(explanation_record(told, language)["remarks"])
        assert said in "\n".join(explanation_lines(told, language))
        assert said in str(measure_row(measure, language)["reason"])
        column = Column("rate", METRICS[SUPPLY][0].name, "pct")
        shown = cell_text(measure, column, Head("rate", "", "%", numeric=True), language)
        assert shown == ("300,0 !" if language == "vi" else "300.0 !")
        page = " ".join(" ".join(listing_lines([measure], language, 100)).split())
        assert " !" in page
        assert ("more than it can be" if language == "en" else "lớn hơn mức có thể có") in page


@pytest.mark.parametrize("land", [99.9, 100.0])
def test_up_to_the_whole_nothing_is_said(land: float) -> None:
    measure = supplied(land).measure(SUPPLY, "KCN_A")
    assert not measure.impossible
    assert "cannot be more" not in remarks(measure)
    assert measure.high == 100


def test_what_is_above_only_within_the_figures_is_no_contradiction() -> None:
    """100.5 ha, rounded to a tenth, of 100 ha, rounded to one, can be 100.45 of 100.5 ha."""
    measure = supplied(100.5).measure(SUPPLY, "KCN_A")
    assert measure.value == pytest.approx(100.5)
    assert measure.low == pytest.approx(100.45 / 100.5 * 100)
    assert measure.high == pytest.approx(100.5)
    assert "only within what the figures leave open" in remarks(measure)


def test_a_range_ends_at_the_whole() -> None:
    """99.8 ha can be 99.85 of 99.5 ha, which is more than all of it."""
    measure = supplied(99.8).measure(SUPPLY, "KCN_A")
    assert measure.value == pytest.approx(99.8)
    assert measure.high == 100


def test_occupancy_above_all_land_is_told_and_has_no_unleased_land() -> None:
    draft = Draft().value("KCN_A", "leased_land_ha", 120)
    filled, left = draft.measure("occupancy_pct", "KCN_A"), draft.measure("land_unleased_ha", "KCN_A")
    assert filled.value == pytest.approx(150)
    assert "leased land is part of the industrial and service land" in remarks(filled)
    assert left.value is None
    assert left.reason is not None
    assert "do not fit" in render(left.reason, "en")


def test_a_published_rate_above_all_is_told_with_its_row() -> None:
    draft = Draft().value("CCN_C", "occupancy_pct", 250)
    line = 2 + next(i for i, row in enumerate(draft.rows) if row.subject == "CCN_C" and row.value == 250)
    assert f"check: line {line} (CCN_C, occupancy_pct)" in remarks(draft.measure("occupancy_pct", "CCN_C"))


def test_many_rows_are_counted_not_listed() -> None:
    draft = Draft()
    for i in range(5):
        draft.layers["zones"].append(type(draft.shape("KCN_A"))(dict(draft.shape("KCN_A").props), None))
        new = draft.layers["zones"][-1]
        new.props["id"], new.geometry = f"KCN_{i}", draft.shape("KCN_A").geometry
        draft.row(f"KCN_{i}", "supplied_land_ha", 30).row(f"KCN_{i}", "ready_land_ha", 10)
    said = remarks(draft.measure(SUPPLY, "KCN"))
    assert said.count("line ") == 6
    assert "and 4 more lines" in said


def test_targets_can_be_surpassed() -> None:
    draft = Draft().value("TEST", "industrial_output_bn_vnd", 2400)
    measure = draft.measure("output_target_progress_pct", "TEST")
    assert measure.value == pytest.approx(200)
    assert not measure.impossible
    assert "cannot be more" not in remarks(measure)


@given(
    st.floats(0, 300),
    st.floats(0, 50),
    st.floats(0, 50) | st.just(math.inf),
)
def test_the_range_still_holds_the_value(value: float, below: float, above: float) -> None:
    spec, _ = METRICS[SUPPLY]
    subject = Draft().view().province
    given_ = Measure(spec=spec, subject=subject, value=value, low=value - below, high=value + above)
    found = held(given_)
    assert found.low == given_.low
    assert found.value == value
    assert found.high is not None
    assert found.high == min(value + above, max(100.0, value))
    assert bool(found.remarks) is found.impossible is (value > 100 * (1 + 1e-9))


def test_signs_of_units_stand_in_the_remark() -> None:
    """The most of a ratio has no sign, that of a percentage has one."""
    spec, _ = METRICS["polsby_popper"]
    assert UNITS[spec.unit].sign.en == ""
    subject = Draft().view().province
    shape = held(Measure(spec=spec, subject=subject, value=1.5, low=1.5, high=1.5, features=("KCN_A",)))
    assert remarks(shape) == (
        "It cannot be more than 1: of all shapes of one area a disc has the shortest perimeter. The figures do not fit "
        "each other; check: the shapes of KCN_A."
    )
