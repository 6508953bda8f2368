"""What leaves a value open and what would change it, in words of both languages."""

import pytest

from support import Draft, point, zone
from zoneplan.metrics.sensitivity import influences
from zoneplan.metrics.tolerance import causes
from zoneplan.publish.influence import influence_lines, tolerance_lines
from zoneplan.text import Language


def why(draft: Draft, metric: str, subject: str, language: Language = "en") -> list[str]:
    view, measure = draft.view(), draft.measure(metric, subject)
    return list(tolerance_lines(view.plan, measure, causes(view, measure), language))


def told(draft: Draft, metric: str, subject: str, language: Language = "en") -> list[tuple[str, ...]]:
    view, measure = draft.view(), draft.measure(metric, subject)
    return list(influence_lines(measure, influences(view, measure), language))


def test_counts_and_documents_leave_nothing_open() -> None:
    assert why(Draft(), "households_moved", "KCN_A") == [
        "No range: the figures are counts or laid down by a document."
    ]


def test_what_is_open_may_leave_the_result_alone() -> None:
    """Whatever a plant's power is, it is one plant."""
    draft = Draft().row("HP_1", "installed_mw", 12)
    measure = draft.measure("hydropower_sites", "TEST")
    assert measure.low == measure.high == 2
    lines = why(draft, "hydropower_sites", "TEST")
    assert lines[0].startswith("No range: ")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("[>=]", "line {n}: the source gives a bound or a round figure (≥ 60 ha): 60 ha or more"),
        ("[<=]", "line {n}: the source gives a bound or a round figure (≤ 60 ha): 0 ha to 60 ha"),
        ("[~]", "line {n}: the source gives a bound or a round figure (≈ 60 ha): 55 ha to 65 ha"),
        ("", "line {n}: rounded to its last digit (60 ha): 59.5 ha to 60.5 ha"),
    ],
)
def test_each_mark_has_its_words(note: str, said: str) -> None:
    draft = Draft().value("KCN_A", "leased_land_ha", 60, note)
    number = next(
        n
        for n, r in enumerate(draft.rows, start=2)
        if (r.subject, r.indicator) == ("KCN_A", "leased_land_ha")
    )
    assert said.format(n=number) in why(draft, "occupancy_pct", "KCN_A")


def test_a_contradiction_names_the_other_lines() -> None:
    draft = Draft().row("KCN_A", "workers", 1700)
    (line,) = [text for text in why(draft, "workers_per_ha", "KCN_A", "vi") if "nói khác" in text]
    assert line.endswith(f"(dòng {len(draft.rows) + 1}): từ 1.600 người đến 1.700 người")


def test_long_lists_are_cut_and_counted() -> None:
    draft = Draft()
    for n in range(9):
        draft.add(zone(f"KCN_X{n}", point(0, 12_000 + 3_000 * n)))
        draft.row(f"KCN_X{n}", "leased_land_ha", 7.5).row(f"KCN_X{n}", "industrial_land_ha", 10)
    lines = why(draft, "occupancy_pct", "KCN")
    rounded = [line for line in lines if "rounded to its last digit" in line]
    assert len(rounded) == 6
    assert "and 5 more rounded figures" in lines  # nine and the two zones of the draft, less six


def test_an_outline_that_may_lie_elsewhere() -> None:
    assert "Zone KCN_A: the position may be off by up to 10 m" in why(Draft(), "area_planar_ha", "KCN_A")
    assert why(Draft().drop("KCN_A", "leased_land_ha"), "occupancy_pct", "KCN_A") == []


def test_a_change_has_three_digits_and_its_unit() -> None:
    """60.6 ÷ 80 is 0.75 points more; 1,616 ÷ 80 is 0.2 people more; 1,600 ÷ 80.8 is 0.198 less."""
    (leased, *_), (land, *_) = told(Draft(), "occupancy_pct", "KCN_A", "vi")
    assert leased.endswith("leased_land_ha = 60 ha: thêm 1 % thì +0,750 điểm %")
    assert land.endswith("industrial_land_ha = 80 ha: thêm 1 % thì -0,743 điểm %")
    heads = [head for head, *_ in told(Draft(), "workers_per_ha", "KCN_A")]
    assert any(head.endswith("1 % more gives +0.200 people/ha") for head in heads)
    assert any(head.endswith("1 % more gives -0.198 people/ha") for head in heads)


def test_a_turn_says_where_and_into_what() -> None:
    (_, *turns), _ = told(Draft(), "occupancy_pct", "KCN_A")
    assert turns == ["at 48 ha (-20.0 %) it turns to “not met” (≥ 60 %)"]
    (_, *turns), _ = told(Draft().value("KCN_A", "leased_land_ha", 40), "occupancy_pct", "KCN_A", "vi")
    assert turns == ["đến mức 48 ha (+20,0 %) thì chuyển sang “đạt” (≥ 60 %)"]
