"""GeoJSON the way portals serve it: harmless oddities are read and told, faults keep their place."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from format_files import fault, layer, notes, read, told
from support import EAST, NORTH, Draft, collection, zone
from zoneplan.io.rings import built
from zoneplan.text import render

A, B, C, D = (EAST, NORTH), (EAST + 1000, NORTH), (EAST + 1000, NORTH + 1000), (EAST, NORTH + 1000)
SQUARE = {"type": "Polygon", "coordinates": [[A, B, C, D, A]]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"id": "KCN_A", **properties}, "geometry": geometry}


def document(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def put(folder: Path, text: str, name: str = "zones.geojson") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("var x = ", ";"),
        ("var json_kcn_2 =\n", ""),
        ("const khu = ", ";\n"),
        ("x=", ""),
        ("window.data = ", ";"),
        ('layers["kcn"] = ', ";"),
        ("callback(", ");"),
        ("jQuery.cb_1( ", " )"),
        ("\ufeffvar x = ", ";"),
    ],
)
def test_a_document_inside_a_statement_is_read_and_told(tmp_path: Path, before: str, after: str) -> None:
    name = put(tmp_path, before + json.dumps(document(feature(SQUARE))) + after, "zones.js")
    raw = layer(tmp_path, name)
    assert raw.columns == {"id": ["KCN_A"]}
    assert raw.geometries[0].equals(shapely.box(*A, *C))
    assert "JavaScript" in notes(raw)


def test_a_fault_inside_a_statement_keeps_its_place(tmp_path: Path) -> None:
    found = fault(tmp_path, put(tmp_path, 'var x =\n  {"type": "FeatureCollection",\n "features": [,]};'))
    assert found.rule.id == "file_unreadable"
    assert "line 3, column 15" in told(found)


def test_a_plain_document_is_not_remarked_upon(tmp_path: Path) -> None:
    assert layer(tmp_path, put(tmp_path, json.dumps(document(feature(SQUARE))))).tolerated == ()


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_an_attribute_that_is_no_number_is_unknown(plan_folder: Draft, word: str) -> None:
    text = json.dumps(collection(plan_folder.layers["hydropower"]))
    text = text.replace('"status": "operating"', f'"status": "operating", "year": {word}', 1)
    plan_folder.write_text("layers/hydropower.geojson", text)
    loaded = plan_folder.load()
    assert loaded.plan is not None
    assert loaded.plan.by_id["HP_1"].values["year"] is None
    (note,) = loaded.findings
    assert (note.rule.id, note.layer, note.is_error) == ("file_tolerated", "hydropower", False)
    assert "NaN" in render(note.message, "vi")


@pytest.mark.parametrize("word", ["NaN", "Infinity", "1e999"])
def test_a_coordinate_that_is_no_number_is_a_fault_of_its_feature(plan_folder: Draft, word: str) -> None:
    text = json.dumps(collection(plan_folder.layers["zones"]))
    assert "436000.0" in text
    plan_folder.write_text("layers/zones.geojson", text.replace("436000.0", word, 1))
    (found,) = plan_folder.findings()
    assert (found.rule.id, found.feature) == ("coordinates_huge", "KCN_A")


@pytest.mark.parametrize("extra", [[12.5], [12.5, 3.0]])
def test_heights_and_measures_are_left_out_and_told_once(tmp_path: Path, extra: list[float]) -> None:
    ring = [[*corner, *extra] for corner in (A, B, C, D, A)]
    shape = {"type": "Polygon", "coordinates": [ring]}
    raw = layer(tmp_path, put(tmp_path, json.dumps(document(feature(shape), feature(shape)))))
    assert not shapely.has_z(raw.geometries).any()
    assert raw.geometries[0].area == pytest.approx(1e6)
    assert "2 features" in notes(raw)
    assert len(raw.tolerated) == 1


@pytest.mark.parametrize(
    ("content", "word", "count"),
    [
        (feature(SQUARE), "Feature", 1),
        (SQUARE, "Polygon", 1),
        ({"type": "GeometryCollection", "geometries": [SQUARE, SQUARE]}, "GeometryCollection", 2),
    ],
)
def test_a_bare_feature_or_geometry_is_a_layer(tmp_path: Path, content: Any, word: str, count: int) -> None:
    raw = layer(tmp_path, put(tmp_path, json.dumps(content)))
    assert len(raw) == count
    assert f"bare {word}" in notes(raw)


@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_one_feature_a_line_is_read(tmp_path: Path, mark: str) -> None:
    lines = "\n".join(mark + json.dumps(feature(SQUARE, id=f"K{i}")) for i in range(3))
    raw = layer(tmp_path, put(tmp_path, lines + "\n", "zones.geojsonl"))
    assert raw.columns["id"] == ["K0", "K1", "K2"]
    assert "one feature a line" in notes(raw)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"type": "Topology", "objects": {}, "arcs": []}, "TopoJSON"),
        ({"geometryType": "esriGeometryPolygon", "features": []}, "f=geojson"),
        ({"type": "Feature"}, "FeatureCollection"),
        ([1], "FeatureCollection"),
    ],
)
def test_what_is_no_geojson_says_what_it_is(tmp_path: Path, content: Any, word: str) -> None:
    found = fault(tmp_path, put(tmp_path, json.dumps(content)))
    assert found.rule.id == "file_unreadable"
    assert word in told(found)


@pytest.mark.parametrize(
    ("member", "crs"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9208"}}, "EPSG:9208"),
        ({"type": "name", "properties": {"name": "EPSG:9208"}}, "EPSG:9208"),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, "OGC:CRS84"),
        (None, None),
    ],
)
def test_a_crs_member_is_read_in_both_spellings(tmp_path: Path, member: Any, crs: str | None) -> None:
    text = json.dumps(document(feature(SQUARE)) | {"crs": member})
    assert layer(tmp_path, put(tmp_path, text)).crs == crs


def test_the_id_of_a_feature_is_its_id(tmp_path: Path) -> None:
    item = {"type": "Feature", "id": "KCN_9", "properties": {"ten": "x"}, "geometry": SQUARE}
    assert layer(tmp_path, put(tmp_path, json.dumps(document(item)))).columns["id"] == ["KCN_9"]


def test_nested_attributes_become_text(plan_folder: Draft) -> None:
    plan_folder.layers["zones"][0] = zone(
        "KCN_A",
        shapely.box(*A, *C),
        industries=["luyện kim", "hóa chất"],
        note={"a": [1, None]},
        established=2011.0,
    )
    plan_folder.write()
    plan = plan_folder.load().plan
    assert plan is not None
    values = plan.by_id["KCN_A"].values
    assert values["industries"] == "luyện kim; hóa chất"
    assert values["note"] == '{"a": [1, null]}'
    assert values["established"] == "2011"


NUMBERS = st.floats() | st.integers(-(10**400), 10**400) | st.sampled_from([1e300, -1e300, 0.0])
NESTED = st.recursive(
    NUMBERS | st.none() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=5), max_leaves=25
)
TYPES = st.sampled_from(
    ["Point", "LineString", "Polygon", "MultiPoint", "MultiPolygon", "GeometryCollection", "x", None]
)


@given(kind=TYPES, coordinates=NESTED, geometries=NESTED)
def test_no_coordinates_break_the_builder(kind: Any, coordinates: Any, geometries: Any) -> None:
    made = built({"type": kind, "coordinates": coordinates, "geometries": geometries})
    assert made.geometry is None or not made.geometry.is_empty or not made.faults


@given(
    st.recursive(
        st.none()
        | NUMBERS
        | st.text(max_size=4)
        | st.sampled_from(["Feature", "FeatureCollection", "Polygon"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["type", "features", "geometry", "properties", "coordinates", "crs", "id"]),
                inner,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_a_layer_or_a_finding(tmp_path_factory: pytest.TempPathFactory, content: Any) -> None:
    folder = tmp_path_factory.mktemp("json")
    (folder / "zones.geojson").write_text(json.dumps(content), encoding="utf-8")
    raw, findings = read(folder, "zones.geojson")
    assert (raw is None) == any(f.rule.id == "file_unreadable" for f in findings)
