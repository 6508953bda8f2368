"""Findings on the map: where each stands, what it says in both languages, on whose card it is told."""

from typing import Any

import pytest
import shapely

from map_models import Written
from support import Draft, degrees, point, square, zone
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.publish.maps.model.findings import MAX_FINDINGS, MAX_VERTICES
from zoneplan.text import Text

RULE = Rule(
    "overlap",
    Severity.WARNING,
    Text("Chồng lấn", "Overlap"),
    Text("Chồng lên {other}.", "It overlaps {other}."),
    Text("Đất bị tính hai lần.", "Land counts twice."),
    Text("Sửa ranh giới.", "Mend the outline."),
    legal="kcn_phase_rice_other",
)
NOTE = Rule("note", Severity.NOTE, RULE.name, RULE.what, RULE.why, RULE.remedy)


def on(feature: str = "KCN_A", geometry: Any = None, rule: Rule = RULE, other: str = "KCN_B") -> Finding:
    return rule.found(layer="zones", feature=feature, geometry=geometry, other=other)


def marks(*findings: Finding, draft: Draft | None = None) -> list[dict[str, Any]]:
    return list(Written.of(draft or Draft(), *findings).json["marks"])


def test_without_findings_there_is_nothing_of_them() -> None:
    written = Written.of(Draft())
    assert (written.json["marks"], written.json["findings"], written.json["unmarked"]) == ([], [], "")
    assert "findings" not in {layer["id"] for layer in written.json["layers"]}


def test_a_finding_is_told_in_both_languages_and_its_rule_once() -> None:
    written = Written.of(Draft(), on(), on("KCN_B"))
    number = written.place("KCN_A")["number"]
    assert written.json["findings"][0] == {
        "rule": "overlap",
        "message": ["Chồng lên KCN_B.", "It overlaps KCN_B."],
        "place": number,
    }
    (rule,) = written.json["rules"].values()
    assert rule["severity"] == ["cảnh báo", "warning"]
    assert rule["weight"] == "warning"
    assert rule["why"] == ["Đất bị tính hai lần.", "Land counts twice."]
    assert "Điều 9 (chưa kiểm chứng)" in rule["legal"][0]
    assert "Article 9 (not verified)" in rule["legal"][1]


def test_marks_are_counted_and_the_rest_is_told() -> None:
    written = Written.of(Draft(), on(), on(geometry=point(50, 50)), RULE.found(other="x"))
    layer = next(layer for layer in written.json["layers"] if layer["id"] == "findings")
    assert (layer["count"], layer["on"], len(written.json["marks"])) == (2, False, 2)
    assert written.json["unmarked"][1].startswith("1 more")


def test_evidence_is_drawn_where_it_is() -> None:
    evidence = square(east=100, north=100, side=50)
    (mark,) = marks(on(geometry=evidence))
    (outline,) = mark["outlines"]
    expected = degrees(evidence)
    assert shapely.hausdorff_distance(shapely.geometry.shape(outline), expected) < 2e-6
    lat, lon = mark["at"]
    assert expected.buffer(1e-6).contains(shapely.Point(lon, lat))
    assert mark["places"] == []


def test_a_whole_feature_is_pointed_at_not_copied() -> None:
    plan = Draft().plan()
    (mark,) = marks(on(), on(geometry=plan.by_id["KCN_A"].geometry, rule=NOTE))
    assert (mark["places"], mark["outlines"], mark["findings"]) == (["KCN_A"], [], [0, 1])
    assert (mark["title"], mark["where"]) == (["Khu KCN_A", "Zone KCN_A"], "zones")


def test_a_finding_on_a_sign_stands_beside_it() -> None:
    assert marks(on("KCN_B"))[0]["aside"]
    assert not marks(on("KCN_B", geometry=point(5, 5)))[0]["aside"]


def test_a_warning_weighs_more_than_a_note() -> None:
    warning, note = (marks(on(rule=rule))[0]["size_px"] for rule in (RULE, NOTE))
    assert warning > note


def test_only_the_place_itself_tells_its_findings() -> None:
    written = Written.of(Draft(), on("KCN_B"), on("KCN_B", geometry=point(3, 3)))
    for language in ("vi", "en"):
        assert written.card("KCN_B", language)["findings"] == [0, 1]
    assert "findings" not in written.card("KCN_A")


def test_a_finding_of_an_entry_stands_on_the_card_of_its_zone() -> None:
    draft = Draft().add(zone("KCN_A_QH", square(), same_as="KCN_A", stage="2021-2030"))
    written = Written.of(draft, on("KCN_A_QH"))
    assert written.card("KCN_A")["findings"] == [0]
    assert written.json["findings"][0]["place"] == written.place("KCN_A")["number"]
    assert written.json["marks"][0]["places"] == ["KCN_A"]


def test_a_finding_about_no_feature_keeps_its_rules_name() -> None:
    written = Written.of(Draft(), on("", geometry=point()))
    assert (written.json["marks"][0]["title"], written.json["marks"][0]["where"]) == (
        ["Chồng lấn", "Overlap"],
        "",
    )
    assert written.json["findings"][0]["place"] == -1


def test_the_map_stays_small_with_very_many_findings() -> None:
    many = [on(geometry=square(east=i, side=5)) for i in range(MAX_FINDINGS + 200)]
    written = Written.of(Draft(), *many)
    assert len(written.json["marks"]) == MAX_FINDINGS
    assert written.json["unmarked"][1].startswith("200 more")
    card = written.card("KCN_A")
    assert len(card["findings"]) + card["findings_more"] == MAX_FINDINGS


def test_evidence_of_too_many_vertices_keeps_its_sign() -> None:
    ring = shapely.Point(437_000, 2_467_000).buffer(900, quad_segs=MAX_VERTICES // 4 + 1)
    found = marks(on(geometry=ring), on("KCN_B", geometry=square(side=3)))
    assert [len(mark["outlines"]) for mark in found] == [0, 1]


@pytest.mark.parametrize(
    "evidence",
    [
        shapely.Polygon(
            [(436_000, 2_466_000), (436_500, 2_466_500), (436_500, 2_466_000), (436_000, 2_466_500)]
        ),
        shapely.Polygon([(436_000, 2_466_000), (436_000.01, 2_466_000), (436_000, 2_466_000.01)]),
        shapely.GeometryCollection([point(), square(side=9)]),
        shapely.MultiPoint([(436_000, 2_466_000), (437_000, 2_466_500)]),
    ],
    ids=["crossed", "tiny", "collection", "points"],
)
def test_odd_evidence_is_drawn_too(evidence: Any) -> None:
    assert len(marks(on(geometry=evidence))[0]["outlines"]) == 1


def test_control_characters_of_data_are_shown_not_obeyed() -> None:
    written = Written.of(Draft(), on(other="\u202ex\x1b[2J"))
    message = written.json["findings"][0]["message"]
    assert "\x1b" not in message[0]
    assert "\u202e" not in message[0]
