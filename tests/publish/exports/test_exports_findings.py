"""Findings as a layer: where they are, what they say, and the file that a user asks for."""

import csv
import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from shapely.geometry.base import BaseGeometry
from typer.testing import CliRunner, Result

from support import GRID, Draft, degrees, point, square
from zoneplan.build import assemble
from zoneplan.cli import app
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.publish.console import finding_lines
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.evidence import EVIDENCE_COLUMNS
from zoneplan.publish.exports import artefacts
from zoneplan.text import Text

RULE = Rule(
    "some_rule",
    Severity.WARNING,
    Text("Tên", "Name"),
    Text("Thấy {thing}.", "Saw {thing}."),
    Text("Lý do.", "Reason."),
    Text("Cách sửa.", "Remedy."),
    legal="ccn_size",
)
WORDS = Text("Chữ", "Words")
PLAIN = Rule("plain_rule", Severity.NOTE, WORDS, WORDS, WORDS, WORDS)
CENTIMETRE_DEG = 1e-7


def dossier(plan: Plan, *findings: Finding) -> Dossier:
    return assemble(plan, findings, "vi")


def exported(plan: Plan, *findings: Finding) -> dict[str, bytes]:
    return {artefact.path: artefact.make() for artefact in artefacts(dossier(plan, *findings))}


def features(plan: Plan, *findings: Finding) -> list[dict[str, Any]]:
    collection = json.loads(exported(plan, *findings)["exports/findings.geojson"])
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    found: list[dict[str, Any]] = collection["features"]
    return found


def found(geometry: BaseGeometry | None, feature: str = "KCN_A", layer: str = "zones") -> Finding:
    return RULE.found(layer=layer, feature=feature, geometry=geometry, thing="gì đó")


def ring_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


@pytest.mark.parametrize(
    "evidence",
    [
        point(10, 20),
        shapely.LineString([(436_000, 2_466_000), (437_000, 2_466_500)]),
        square(side=50),
        shapely.MultiPolygon([square(side=20), square(east=100, side=20)]),
        shapely.MultiPoint([(436_000, 2_466_000), (437_000, 2_466_500)]),
        shapely.GeometryCollection([point(), square(side=9)]),
    ],
    ids=lambda shape: shape.geom_type,
)
def test_evidence_lands_where_pyproj_puts_it(evidence: BaseGeometry) -> None:
    (feature,) = features(Draft().plan(), found(evidence))
    back = shapely.geometry.shape(feature["geometry"])
    assert back.geom_type == evidence.geom_type
    assert shapely.hausdorff_distance(back, degrees(evidence)) < CENTIMETRE_DEG
    assert feature["properties"]["shows"] == "evidence"


def test_rings_are_right_handed_and_have_seven_decimals() -> None:
    hole = square(east=100, north=100, side=100)
    left = shapely.Polygon(square().exterior.coords[::-1], [hole.exterior.coords])
    many = shapely.MultiPolygon([left, square(east=5000)])
    (feature,) = features(Draft().plan(), found(many))
    polygons = feature["geometry"]["coordinates"]
    assert all(ring_area(polygon[0]) > 0 for polygon in polygons)
    assert [ring_area(ring) < 0 for polygon in polygons for ring in polygon[1:]] == [True]
    assert all(
        round(value, 7) == value for polygon in polygons for ring in polygon for p in ring for value in p
    )


def test_an_outline_that_crosses_itself_is_shown_as_it_is() -> None:
    bow = shapely.Polygon(
        [(436_000, 2_466_000), (436_500, 2_466_500), (436_500, 2_466_000), (436_000, 2_466_500)]
    )
    (feature,) = features(Draft().plan(), found(bow))
    corners = {tuple(xy) for xy in np.round(shapely.get_coordinates(degrees(bow)), 7).tolist()}
    assert {tuple(xy) for xy in feature["geometry"]["coordinates"][0]} == corners


def test_without_evidence_the_feature_is_shown() -> None:
    plan = Draft().plan()
    by_layer, by_subject, whole = features(
        plan, found(None), found(None, layer="ledger"), found(plan.by_id["KCN_A"].geometry)
    )
    for feature in (by_layer, by_subject, whole):
        assert feature["geometry"]["type"] == "Polygon"
        assert feature["properties"]["shows"] == "feature"


@pytest.mark.parametrize(
    "evidence", [None, shapely.Point(), shapely.Point(1e300, 1e300), shapely.Point(float("nan"), 0)]
)
def test_what_has_no_place_is_listed_without_one(evidence: BaseGeometry | None) -> None:
    (feature,) = features(Draft().plan(), found(evidence, feature="#7"))
    assert feature["geometry"] is None
    assert feature["properties"]["feature"] == "#7"
    assert feature["properties"]["shows"] == "nothing"


def test_a_row_says_everything_in_both_languages() -> None:
    (feature,) = features(Draft().plan(), found(point()))
    assert feature["properties"] == {
        "rule": "some_rule",
        "severity": "warning",
        "layer": "zones",
        "feature": "KCN_A",
        "name_vi": "Tên",
        "name_en": "Name",
        "message_vi": "Thấy gì đó.",
        "message_en": "Saw gì đó.",
        "why_vi": "Lý do.",
        "why_en": "Reason.",
        "remedy_vi": "Cách sửa.",
        "remedy_en": "Remedy.",
        "legal": "ccn_size",
        "document": "NĐ 32/2024/NĐ-CP",
        "article": "khoản 1 Điều 2",
        "verified": "yes",
        "shows": "evidence",
    }


def test_a_rule_without_a_legal_source_has_none() -> None:
    (feature,) = features(Draft().plan(), PLAIN.found(layer="zones", feature="KCN_A"))
    assert {feature["properties"][key] for key in ("legal", "document", "article", "verified")} == {None}


def test_the_plan_s_own_regulation_is_the_one_that_is_cited(plan_folder: Draft) -> None:
    plan_folder.config["regulations"] = {"ccn_size": {"document": "QĐ 1/2026", "verified": False}}
    plan_folder.write()
    plan = plan_folder.load().plan
    assert plan is not None
    (feature,) = features(plan, found(point()))
    assert (feature["properties"]["document"], feature["properties"]["verified"]) == ("QĐ 1/2026", "no")


def test_no_finding_is_an_empty_collection() -> None:
    assert features(Draft().plan()) == []


def test_hostile_text_is_harmless_and_readable() -> None:
    name = 'a"\x1b[31m<b>\ud800\x00'
    (feature,) = features(Draft().plan(), RULE.found(layer="zones", feature=name, thing=name))
    assert feature["properties"]["feature"] == 'a"\\x1b[31m<b>\\xd800\\x00'
    assert feature["properties"]["message_en"] == 'Saw a"\\x1b[31m<b>\\xd800\\x00.'


def test_the_geopackage_has_them_in_the_grid(tmp_path: Path) -> None:
    evidence = [point(3, 4), square(side=7), None]
    made = exported(
        Draft().plan(),
        *(found(shape, feature=f"X{i}") for i, shape in enumerate(evidence)),
    )
    (name,) = [name for name in made if name.endswith(".gpkg")]
    path = tmp_path / "plan.gpkg"
    path.write_bytes(made[name])
    assert pyogrio.list_layers(path)[-1].tolist() == ["findings", "Unknown"]
    frame = pyogrio.read_dataframe(path, layer="findings")
    assert frame.crs.to_string() == GRID
    assert list(frame["feature"]) == ["X0", "X1", "X2"]
    for back, given in zip(frame.geometry, evidence, strict=True):
        assert back is None if given is None else back.equals(given)


def test_every_column_stands_in_the_dictionary() -> None:
    made = exported(Draft().plan(), found(point()))
    rows = list(csv.DictReader(io.StringIO(made["exports/data_dictionary.csv"].decode("utf-8-sig"))))
    mine = [row for row in rows if row["layer"] == "findings"]
    assert [row["column"] for row in mine] == [column.id for column in EVIDENCE_COLUMNS]
    assert all(row[key] for row in mine for key in ("name_vi", "name_en", "about_vi", "about_en"))
    (feature,) = json.loads(made["exports/findings.geojson"])["features"]
    assert list(feature["properties"]) == [row["column"] for row in mine]


@pytest.mark.parametrize("name", ["findings", "Findings"])
def test_a_layer_of_the_plan_named_findings_keeps_its_file(name: str) -> None:
    draft = Draft()
    draft.config["layers"][name] = draft.config["layers"].pop("zones")
    draft.layers[name] = draft.layers.pop("zones")
    made = exported(draft.plan(), found(point()))
    assert "KCN_A" in made[f"exports/{name}.geojson"].decode()
    assert (
        json.loads(made["exports/zoneplan_findings.geojson"])["features"][0]["properties"]["rule"]
        == "some_rule"
    )


def test_the_same_findings_give_the_same_bytes() -> None:
    plan = Draft().plan()
    assert exported(plan, found(point()), found(None)) == exported(plan, found(point()), found(None))


def test_lines_for_people_name_the_legal_source() -> None:
    shown = "\n".join(finding_lines([found(point())], "en", {}))
    assert "Legal source: Decree 32/2024/NĐ-CP, Article 2(1)" in shown
    own = Rule(
        **{
            **{key: getattr(RULE, key) for key in ("id", "severity", "name", "what", "why", "remedy")},
            "legal": "kcn_phase_rice_other",
        }
    )
    assert "Decree 35/2022/NĐ-CP, Article 9 (not verified)" in "\n".join(
        finding_lines([own.found(thing="x")], "en", {})
    )
    assert "Legal source" not in "\n".join(finding_lines([PLAIN.found()], "en", {}))


def check(folder: Path, path: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["check", str(folder), "--evidence", str(path), "--lang", "en", *more])


def read(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return rows


def test_check_writes_the_evidence_of_errors(plan_folder: Draft, tmp_path: Path) -> None:
    bow = [(0, 0), (1000, 1000), (1000, 0), (0, 1000)]
    crossed = shapely.Polygon([(436_000 + x, 2_466_000 + y) for x, y in bow])
    plan_folder.set("KCN_A", crossed).write()
    path = tmp_path / "seen.geojson"
    result = check(plan_folder.folder, path)
    assert result.exit_code == 1
    assert "seen.geojson" in result.stdout
    crossing = degrees(shapely.Point(436_500, 2_466_500))
    assert any(
        shapely.geometry.shape(row["geometry"]).distance(crossing) < CENTIMETRE_DEG
        for row in read(path)
        if row["geometry"] and row["properties"]["severity"] == "error"
    )


def test_check_writes_them_although_files_have_errors(plan_folder: Draft, tmp_path: Path) -> None:
    plan_folder.set("KCN_A", stage="someday").write()
    (plan_folder.folder / "layers/communes.geojson").unlink()
    path = tmp_path / "seen.geojson"
    assert check(plan_folder.folder, path).exit_code == 3
    rows = {row["properties"]["rule"]: row for row in read(path)}
    assert rows["field_value_unknown"]["geometry"]["type"] == "Polygon"
    assert rows["file_missing"]["geometry"] is None


def test_check_writes_them_although_there_is_no_plan(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    path = tmp_path / "seen.geojson"
    assert check(folder, path).exit_code != 0
    assert read(path)
    assert all(row["geometry"] is None for row in read(path))


def test_json_for_machines_stays_json(plan_folder: Draft, tmp_path: Path) -> None:
    result = check(plan_folder.folder, tmp_path / "seen.geojson", "--json")
    assert json.loads(result.stdout) == []
    assert read(tmp_path / "seen.geojson") == []


def test_an_older_file_of_findings_is_replaced(plan_folder: Draft, tmp_path: Path) -> None:
    path = tmp_path / "seen.geojson"
    assert check(plan_folder.folder, path).exit_code == 0
    plan_folder.set("KCN_A", stage="someday").write()
    assert check(plan_folder.folder, path).exit_code == 1
    assert [row["properties"]["rule"] for row in read(path)] == ["field_value_unknown"]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"type": "FeatureCollection", "features": []}'])
def test_nothing_else_is_ever_replaced(plan_folder: Draft, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.geojson"
    path.write_bytes(content)
    result = check(plan_folder.folder, path)
    assert result.exit_code == 2
    assert "was not replaced" in result.stderr
    assert path.read_bytes() == content


def test_a_layer_of_the_plan_is_never_replaced(plan_folder: Draft) -> None:
    path = plan_folder.folder / "layers/zones.geojson"
    before = path.read_bytes()
    assert check(plan_folder.folder, path).exit_code == 2
    assert path.read_bytes() == before


def test_links_folders_and_other_endings_are_refused(plan_folder: Draft, tmp_path: Path) -> None:
    link, folder = tmp_path / "link.geojson", tmp_path / "folder.geojson"
    link.symlink_to(tmp_path / "nowhere")
    folder.mkdir()
    for path in (link, folder, tmp_path / "seen.csv"):
        assert check(plan_folder.folder, path).exit_code == 2
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "seen.csv").exists()
