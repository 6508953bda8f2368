"""Faults of single geometries: the rule, the feature, the place, and what is kept of it."""

import math
import sqlite3
import struct
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from format_files import layer, notes, write
from support import EAST, NORTH, Draft, collection, zone
from zoneplan.io.formats.wkb import shape_of
from zoneplan.io.load import load
from zoneplan.io.rings import built
from zoneplan.plan.finding import Finding
from zoneplan.text import render

A, B, C, D = (EAST, NORTH), (EAST + 1000, NORTH), (EAST + 1000, NORTH + 1000), (EAST, NORTH + 1000)
NEAR_A = (EAST + 3, NORTH + 4)
LINE = {"type": "LineString", "coordinates": [A, (EAST + 9000, NORTH)]}


def polygon(*rings: tuple[Any, ...]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(ring) for ring in rings]}


def gathered(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": list(parts)}


SQUARE = polygon((A, B, C, D, A))
CASES: dict[str, tuple[dict[str, Any] | None, str, str, float]] = {
    # what is wrong: geometry, rule, words of the message, hectares that are kept
    "a gap of five metres": (polygon((A, B, C, D, NEAR_A)), "ring_unclosed", "5.00 m", 99.85),
    "a corner left out at the end": (polygon((A, B, C, D)), "ring_unclosed", "1,000.00 m", 100.0),
    "an open hole": (
        polygon((A, B, C, D, A), ((EAST + 1, NORTH + 1), (EAST + 101, NORTH + 1), (EAST + 101, NORTH + 101))),
        "ring_unclosed",
        "141.42 m",
        99.5,
    ),
    "a part left open": (
        {"type": "MultiPolygon", "coordinates": [[[A, B, C, D]]]},
        "ring_unclosed",
        "1,000.00 m",
        100.0,
    ),
    "there and back": (polygon((A, B, A)), "ring_too_short", "2 distinct", 0.0),
    "one point": (polygon((A, A, A, A)), "ring_too_short", "1 distinct", 0.0),
    "no geometry": (None, "geometry_missing", "no coordinates", 0.0),
    "no rings": (polygon(), "geometry_missing", "no coordinates", 0.0),
    "empty collection": (gathered(), "geometry_missing", "no coordinates", 0.0),
    "a polygon and a line": (gathered(SQUARE, LINE), "geometry_mixed", "polygons (1), lines (1)", 100.0),
    "a long line": (LINE, "geometry_kind", "type lines", 0.0),
    "an open road": (
        {"type": "LineString", "coordinates": [A, B, (EAST + 2000, NORTH + 10), (EAST + 3000, NORTH)]},
        "geometry_kind",
        "type lines",
        0.0,
    ),
    "a line left open": (
        {"type": "LineString", "coordinates": [A, B, C, D, NEAR_A]},
        "ring_unclosed",
        "5.00 m",
        99.85,
    ),
}


def first(draft: Draft, geometry: dict[str, Any] | None) -> None:
    content = collection(draft.layers["zones"])
    content["features"][0]["geometry"] = geometry
    draft.write_json("layers/zones.geojson", content)


def only(draft: Draft) -> Finding:
    (found,) = draft.findings()
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_fault_names_its_feature_and_keeps_what_can_be_mended(plan_folder: Draft, case: str) -> None:
    geometry, rule, words, hectares = CASES[case]
    first(plan_folder, geometry)
    found = only(plan_folder)
    assert (found.rule.id, found.layer, found.feature) == (rule, "zones", "KCN_A")
    assert words in render(found.message, "en")
    plan = load(plan_folder.folder, lenient=True).plan
    assert plan is not None
    if hectares:
        kept = plan.by_id["KCN_A"].geometry
        assert kept.geom_type in {"Polygon", "MultiPolygon"}
        assert kept.area / 10_000 == pytest.approx(hectares, abs=0.01)
    else:
        assert "KCN_A" not in plan.by_id


def test_the_gap_is_shown_where_it_is(plan_folder: Draft) -> None:
    first(plan_folder, CASES["a gap of five metres"][0])
    gap = only(plan_folder).geometry
    assert gap is not None
    assert sorted(gap.coords) == sorted([NEAR_A, A])


def test_a_gap_in_degrees_is_told_in_metres(plan_folder: Draft) -> None:
    """A thousandth of a degree of latitude is 110.7 m at 22 degrees north."""
    ring = [(104.13, 22.29), (104.14, 22.29), (104.14, 22.30), (104.13, 22.30), (104.13, 22.291)]
    content = collection([zone("KCN_A", shapely.Point(0, 0))], None)
    content["features"][0]["geometry"] = polygon(tuple(ring))
    del content["crs"]
    plan_folder.config["layers"]["zones"]["crs"] = "OGC:CRS84"
    plan_folder.write_config()
    plan_folder.write_json("layers/zones.geojson", content)
    found = next(f for f in plan_folder.findings() if f.rule.id == "ring_unclosed")
    assert "110.7" in render(found.message, "en")


def test_a_closed_line_is_a_polygon_where_the_kind_takes_polygons(tmp_path: Path) -> None:
    lines = gpd.GeoDataFrame(geometry=[shapely.LineString([A, B, C, D, A])], crs="EPSG:9208")
    raw = layer(tmp_path, write(tmp_path, ".dxf", lines).name)
    assert raw.geometries[0].equals(shapely.box(*A, *C))
    assert "1 closed lines" in notes(raw)
    kept = layer(tmp_path, "zones.dxf", kind="context")
    assert kept.geometries[0].geom_type == "LineString"


def test_a_collection_of_one_type_is_that_type(tmp_path: Path) -> None:
    both = shapely.GeometryCollection(
        [shapely.box(*A, *C), shapely.box(EAST + 2000, NORTH, EAST + 2100, NORTH + 100)]
    )
    raw = layer(tmp_path, write(tmp_path, ".gpkg", gpd.GeoDataFrame(geometry=[both], crs="EPSG:9208")).name)
    assert raw.geometries[0].geom_type == "MultiPolygon"
    assert raw.geometries[0].area == pytest.approx(1_010_000)
    assert "GeometryCollections" in notes(raw)


def test_many_of_a_wrong_type_are_told_together(plan_folder: Draft) -> None:
    for index in range(60):
        x = EAST + 10.0 * index
        plan_folder.layers["hydropower"].append(
            zone(f"W{index}", shapely.LineString([(x, NORTH), (x, NORTH + 5)]), status="operating")
        )
    plan_folder.write()
    found = [f for f in plan_folder.findings() if f.rule.id == "geometry_mixed"]
    assert [f.feature for f in found] == [""]
    assert "lines (60)" in render(found[0].message, "en")
    assert not [f for f in plan_folder.findings() if f.rule.id == "geometry_kind"]


def wkb(ring: list[tuple[float, float]]) -> bytes:
    body = struct.pack("<BIII", 1, 3, 1, len(ring))
    return body + b"".join(struct.pack("<dd", *corner) for corner in ring)


def test_an_open_ring_in_binary_is_closed_and_told() -> None:
    made = built(shape_of(wkb([A, B, C, D])))
    assert made.geometry is not None
    assert made.geometry.equals(shapely.box(*A, *C))
    assert [fault.rule.id for fault in made.faults] == ["ring_unclosed"]


@pytest.mark.parametrize(
    "data", [b"", b"\x01", b"\x01\x03\x00\x00\x00\xff\xff\xff\xff", wkb([A, B, C, A])[:-3]]
)
def test_binary_that_breaks_off_is_told(data: bytes) -> None:
    made = built(shape_of(data))
    assert made.geometry is None
    assert [fault.rule.id for fault in made.faults] == ["geometry_unreadable"]


@pytest.mark.parametrize(
    "shape",
    [
        shapely.Point(1, 2),
        shapely.LineString([A, B]),
        shapely.box(*A, *C),
        shapely.MultiPoint([A, B]),
        shapely.MultiLineString([[A, B], [C, D]]),
        shapely.MultiPolygon([shapely.box(*A, *C)]),
        shapely.GeometryCollection([shapely.Point(1, 2), shapely.LineString([A, B])]),
        shapely.Point(1, 2, 3),
    ],
)
@pytest.mark.parametrize("flavor", ["iso", "extended"])
def test_binary_taken_apart_is_the_same_shape(shape: shapely.Geometry, flavor: str) -> None:
    made = built(shape_of(shapely.to_wkb(shape, flavor=flavor)))
    assert made.faults == ()
    assert made.geometry is not None
    assert made.geometry.equals(shapely.force_2d(shape))


def test_arcs_of_circles_are_read_as_short_lines(tmp_path: Path) -> None:
    """The circle has a radius of 500 m; a polygon inscribed in it is smaller by less than a per mille."""
    raw = layer(tmp_path, curved(tmp_path))
    (shape,) = raw.geometries
    assert shape.geom_type == "Polygon"
    assert shape.area == pytest.approx(math.pi * 500**2, rel=1e-3)
    assert raw.columns["id"] == ["A"]
    assert raw.crs == "EPSG:9208"
    assert "arcs" in notes(raw)


def curved(folder: Path) -> str:
    """Writes a GeoPackage with a circle of two arcs, its geometry put in by hand."""
    frame = gpd.GeoDataFrame({"id": ["A"]}, geometry=[shapely.box(*A, *C)], crs="EPSG:9208")
    path = write(folder, ".gpkg", frame)
    corners = [(0, 0), (500, 500), (1000, 0), (500, -500), (0, 0)]
    arc = struct.pack("<BII", 1, 8, 5) + b"".join(struct.pack("<dd", EAST + x, NORTH + y) for x, y in corners)
    circle = struct.pack("<BII", 1, 10, 1) + arc
    base = sqlite3.connect(path)
    for (name,) in base.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        base.execute(f"drop trigger {name}")
    base.execute("update gpkg_geometry_columns set geometry_type_name = 'CURVEPOLYGON'")
    base.execute("update zones set geom = ?", (b"GP\x00\x01" + struct.pack("<i", 9208) + circle,))
    base.commit()
    base.close()
    return path.name
