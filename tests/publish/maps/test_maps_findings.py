"""Findings on the map: a sign at each, its evidence, its card, and the card of its place."""

import json
import re
from html.parser import HTMLParser
from typing import Any, cast

import pytest
import shapely

from support import Draft, degrees, place, point, square, zone
from zoneplan.metrics import measure_all
from zoneplan.metrics.view import View
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps import artefacts
from zoneplan.publish.maps.findings import MAX_FINDINGS, MAX_VERTICES
from zoneplan.text import Language, Text

HOSTILE = "<img src=x onerror=window.hacked=1></script>{{ 7*7 }}{% raise %}"
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


def made(draft: Draft, *findings: Finding, language: Language = "en") -> tuple[dict[str, Any], str]:
    """Gives the model and the page of a plan with findings."""
    plan = draft.plan()
    (artefact,) = artefacts(Dossier(plan, findings, measure_all(View(plan)), language))
    return cast("dict[str, Any]", artefact.model), artefact.make().decode("utf-8")


def on(feature: str = "KCN_A", geometry: Any = None, rule: Rule = RULE, other: str = "KCN_B") -> Finding:
    return rule.found(layer="zones", feature=feature, geometry=geometry, other=other)


def card(model: dict[str, Any], place_id: str) -> dict[str, Any]:
    return cast("dict[str, Any]", next(p["card"] for p in model["places"] if p["id"] == place_id))


def row_of(model: dict[str, Any]) -> dict[str, Any] | None:
    return next((layer for layer in model["layers"] if layer["id"] == "findings"), None)


def test_without_findings_there_is_nothing_of_them() -> None:
    model, page = made(Draft())
    assert model["marks"] == []
    assert row_of(model) is None
    assert 'data-layer="findings"' not in page


def test_the_legend_counts_the_findings_that_are_drawn() -> None:
    model, page = made(Draft(), on(), on(geometry=point(50, 50)), RULE.found(other="x"))
    row = row_of(model)
    assert row is not None
    assert (row["count"], row["on"]) == (2, False)
    assert model["unmarked"].startswith("1 more")
    assert model["unmarked"] in page
    assert re.search(r'data-layer="findings">.*?Findings to look at.*?<span class="count">2</span>', page)


def test_evidence_is_drawn_where_it_is() -> None:
    evidence = square(east=100, north=100, side=50)
    model, _ = made(Draft(), on(geometry=evidence))
    (mark,) = model["marks"]
    (outline,) = mark["outlines"]
    expected = degrees(evidence)
    assert shapely.hausdorff_distance(shapely.geometry.shape(outline), expected) < 2e-6
    lat, lon = mark["at"]
    assert expected.buffer(1e-6).contains(shapely.Point(lon, lat))
    assert mark["places"] == []


def test_a_whole_feature_is_pointed_at_not_copied() -> None:
    plan = Draft().plan()
    model, _ = made(Draft(), on(), on(geometry=plan.by_id["KCN_A"].geometry, rule=NOTE))
    (mark,) = model["marks"]
    assert mark["places"] == ["KCN_A"]
    assert mark["outlines"] == []
    assert len(mark["findings"]) == 2


def test_a_finding_on_a_sign_stands_beside_it() -> None:
    model, _ = made(Draft(), on("KCN_B"))
    (mark,) = model["marks"]
    assert mark["aside"]
    exact, _ = made(Draft(), on("KCN_B", geometry=point(5, 5)))
    assert not exact["marks"][0]["aside"]


def test_a_warning_weighs_more_than_a_note() -> None:
    warning, note = (made(Draft(), on(rule=rule))[0]["marks"][0] for rule in (RULE, NOTE))
    assert warning["size_px"] > note["size_px"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            (
                "Chồng lên KCN_B.",
                "cảnh báo",
                "Đất bị tính hai lần.",
                "Sửa ranh giới.",
                "Điều 9 (chưa kiểm chứng)",
            ),
        ),
        (
            "en",
            (
                "It overlaps KCN_B.",
                "warning",
                "Land counts twice.",
                "Mend the outline.",
                "Điều 9 (not verified)",
            ),
        ),
    ],
)
def test_the_cards_say_what_why_and_what_to_do(language: Language, words: tuple[str, ...]) -> None:
    _, page = made(Draft(), on(), language=language)
    data = model_in(page)
    shown = next(p["html"] for p in data["places"] if p["id"] == "KCN_A")
    for html in (shown, data["marks"][0]["html"]):
        for word in words:
            assert word in html


def test_only_the_place_itself_tells_its_findings() -> None:
    model, _ = made(Draft(), on("KCN_B"))
    assert len(card(model, "KCN_B")["findings"]) == 1
    assert card(model, "KCN_A")["findings"] == []


def test_a_finding_of_an_entry_stands_on_the_card_of_its_zone() -> None:
    draft = Draft().add(zone("KCN_A_QH", square(), same_as="KCN_A", stage="2021-2030"))
    model, _ = made(draft, on("KCN_A_QH"))
    assert len(card(model, "KCN_A")["findings"]) == 1
    assert model["marks"][0]["places"] == ["KCN_A"]


def test_a_finding_about_no_feature_keeps_its_rule_s_name() -> None:
    model, _ = made(Draft(), on("", geometry=point()))
    assert (model["marks"][0]["title"], model["marks"][0]["where"]) == ("Overlap", "")


def test_the_map_stays_small_with_very_many_findings() -> None:
    many = [on(geometry=square(east=i, side=5)) for i in range(MAX_FINDINGS + 200)]
    model, page = made(Draft(), *many)
    row = row_of(model)
    assert row is not None
    assert row["count"] == MAX_FINDINGS
    assert model["unmarked"].startswith("200 more")
    assert len(card(model, "KCN_A")["findings"]) + card(model, "KCN_A")["findings_more"] == MAX_FINDINGS
    assert len(page.encode()) < 3_000_000


def test_evidence_of_too_many_vertices_keeps_its_sign() -> None:
    ring = shapely.Point(437_000, 2_467_000).buffer(900, quad_segs=MAX_VERTICES // 4 + 1)
    model, _ = made(Draft(), on(geometry=ring), on("KCN_B", geometry=square(side=3)))
    assert [len(mark["outlines"]) for mark in model["marks"]] == [0, 1]


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
    model, _ = made(Draft(), on(geometry=evidence))
    assert len(model["marks"][0]["outlines"]) == 1


class Tags(HTMLParser):
    """Collects tags and the embedded data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = dict(attrs).get("id") == "model"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        self.data += data if self._inside else ""


def model_in(page: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(Tags(page).data))


def test_hostile_text_stays_text() -> None:
    draft = Draft().add(place("C_EVIL", point(9, 9), name_vi=HOSTILE, name_en=HOSTILE), layer="communes")
    _, page = made(draft, on(other=HOSTILE), on("C_EVIL"), on(HOSTILE, geometry=point(70, 70)))
    _, clean = made(Draft(), on())
    assert Tags(page).tags.count("script") == Tags(clean).tags.count("script")
    assert "img" not in Tags(page).tags
    data = model_in(page)
    shown = [mark["html"] for mark in data["marks"]]
    shown += [p["html"] for p in data["places"] if p["id"] in {"KCN_A", "C_EVIL"}]
    assert not {tag for html in shown for tag in Tags(html).tags} & {"img", "script"}
    assert sum("{{ 7*7 }}{% raise %}" in html for html in shown) >= 3


def test_the_same_findings_give_the_same_bytes() -> None:
    assert made(Draft(), on(), on(geometry=point()))[1] == made(Draft(), on(), on(geometry=point()))[1]
