"""A good layer in EPSG:9208, damaged in known ways: each fault is told by its own rule with the right way out."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from support import GRID, Draft
from zoneplan.geo.crs import VN2000_TM3
from zoneplan.io.crs_rules import CRS_RULES
from zoneplan.io.raw import RawLayer
from zoneplan.io.settle import Placed, Settled, place_shapes, settle_crs
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding, Severity
from zoneplan.text import render

LON, LAT = 104.13, 22.29
EASTING, NORTHING = 435_918.332, 2_465_904.452
SLOPPY = "+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m"
SHIFTS = "-191.90441429,-39.30318279,-111.45032835"
COPIED = f"{SLOPPY} +towgs84={SHIFTS},-0.00928836,0.01975479,-0.00427372,0.252906278"
GOOD = np.array(
    [shapely.box(EASTING + 900 * i, NORTHING, EASTING + 900 * i + 500, NORTHING + 500) for i in range(12)],
    dtype=object,
)

Move = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def moved(shapes: NDArray[np.object_], move: Move) -> NDArray[np.object_]:
    return np.asarray(shapely.transform(shapes, move), dtype=object)


def between(source: str, target: str) -> Move:
    """Gives the transformation by pyproj itself."""
    shift = Transformer.from_crs(source, target, always_xy=True, only_best=True, allow_ballpark=False)
    return lambda xy: np.column_stack(shift.transform(xy[:, 0], xy[:, 1]))


def swapped(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    return xy[:, ::-1]


def in_wgs84(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gives the degrees of WGS 84 that true grid numbers stand for."""
    return between(GRID, "OGC:CRS84")(xy)


@dataclass
class Case:
    """A damaged layer: its shapes, what its file and zoneplan.toml say, and what must be told."""

    rule: str
    words: str
    shapes: NDArray[np.object_] = field(default_factory=lambda: GOOD)
    said: str | None = GRID
    declared: str | None = None


WRONG_MERIDIANS = {
    f"numbers of {code} called {GRID}": Case("meridian_wrong", code, moved(GOOD, between(GRID, code)))
    for code in ("EPSG:9205", "EPSG:9210", "EPSG:9211", "EPSG:9213", "EPSG:9214")
}
CALLED_OTHERWISE = {
    f"numbers of {GRID} called {code}": Case("meridian_wrong", GRID, said=code)
    for code in ("EPSG:9205", "EPSG:9210", "EPSG:5899", "EPSG:5898", "EPSG:9218", "EPSG:3406", "EPSG:32649")
}
FAULTS: dict[str, Case] = {
    **WRONG_MERIDIANS,
    **CALLED_OTHERWISE,
    "missing": Case("layer_crs_missing", f"{GRID} (VN-2000, 104°45′)", said=None),
    "MapInfo drawing plane": Case("layer_crs_missing", GRID, said='LOCAL_CS["Nonearth",UNIT["Meter",1.0]]'),
    "missing and exchanged": Case(
        "layer_crs_missing", f"{GRID} (VN-2000, 104°45′), X and Y exchanged", moved(GOOD, swapped), said=None
    ),
    "missing, in millimetres": Case(
        "layer_crs_missing", f"{GRID} (VN-2000, 104°45′), in mm", moved(GOOD, lambda xy: xy * 1000), said=None
    ),
    "withdrawn": Case("layer_crs_deprecated", "its successor is EPSG:5897", said="EPSG:6957"),
    "withdrawn in the configuration": Case(
        "layer_crs_deprecated", "EPSG:5897", said=None, declared="EPSG:6957"
    ),
    "no shift": Case("layer_crs_no_shift", "223 m off", said=SLOPPY),
    "no shift, +datum": Case("layer_crs_no_shift", GRID, said=SLOPPY.replace("+ellps", "+datum")),
    "unnamed degrees": Case("layer_crs_invalid", "is not recognised", said="+proj=longlat +ellps=WGS84"),
    "unknown": Case("layer_crs_invalid", GRID, said='PROJCS["nonsense"'),
    "heights": Case("layer_crs_invalid", "no system of places", said="EPSG:5773"),
    "no official transformation": Case("layer_crs_invalid", "no official transformation", said="EPSG:2045"),
    "not a code": Case("layer_crs_invalid", "is not a coordinate system", declared="VN-2000"),
    "differs": Case("layer_crs_differs", "EPSG:5897 (VN-2000, 105°00′)", declared="EPSG:5897"),
    "another sloppy definition": Case("layer_crs_differs", "EPSG:5897", said=SLOPPY, declared="EPSG:5897"),
    "WGS 84 is not VN-2000": Case("layer_crs_differs", "EPSG:4756", said="EPSG:4326", declared="EPSG:4756"),
    "inexact": Case("layer_crs_loose", "0.79 m off", said=COPIED),
    "no shift, but declared": Case("layer_crs_loose", "is 223 m off EPSG:9208", said=SLOPPY, declared=GRID),
    "of another grid": Case(
        "layer_grid_differs",
        f"is in EPSG:5897 (VN-2000, 105°00′), the plan in {GRID} (VN-2000, 104°45′)",
        moved(GOOD, between(GRID, "EPSG:5897")),
        said="EPSG:5897",
    ),
    "in UTM": Case(
        "layer_grid_differs",
        "is in EPSG:3405 (VN-2000, UTM 48N)",
        moved(GOOD, between(GRID, "EPSG:3405")),
        said="EPSG:3405",
    ),
    "a wrong meridian within the extent": Case("layer_grid_differs", "EPSG:5897", said="EPSG:5897"),
    "exchanged": Case(
        "axes_exchanged", f"{GRID} (VN-2000, 104°45′), X and Y exchanged", moved(GOOD, swapped)
    ),
    "exchanged and on another meridian": Case(
        "axes_exchanged",
        "EPSG:9210 (VN-2000, 105°45′), X and Y exchanged",
        moved(moved(GOOD, between(GRID, "EPSG:9210")), swapped),
    ),
    "latitude first": Case(
        "lonlat_exchanged",
        "longitude and latitude exchanged",
        moved(moved(GOOD, in_wgs84), swapped),
        said="OGC:CRS84",
    ),
    "degrees called metres": Case("degrees_as_metres", "OGC:CRS84", moved(GOOD, in_wgs84)),
    "exchanged degrees called metres": Case(
        "degrees_as_metres", "latitude exchanged", moved(moved(GOOD, in_wgs84), swapped)
    ),
    "metres called degrees": Case("metres_as_degrees", f"{GRID} (VN-2000, 104°45′)", said="OGC:CRS84"),
    "Web Mercator called the grid": Case(
        "meridian_wrong", "EPSG:3857", moved(GOOD, between(GRID, "EPSG:3857"))
    ),
    "millimetres": Case("unit_wrong", "in mm", moved(GOOD, lambda xy: xy * 1000)),
    "kilometres": Case("unit_wrong", "in km", moved(GOOD, lambda xy: xy / 1000)),
    "somewhere else": Case("coordinates_outside", "No familiar mistake", moved(GOOD, lambda xy: xy * 0.9)),
}


def configured(declared: str | None = None, **settings: object) -> Config:
    """Gives a configuration whose layer ``zones`` says so."""
    draft = Draft()
    table = draft.config["layers"]["zones"]
    table.pop("crs")
    table.update({"crs": declared} if declared else {}, **settings)
    return Config.model_validate(draft.config)


def read(
    shapes: NDArray[np.object_], said: str | None, declared: str | None = None, **settings: object
) -> tuple[Settled, Placed | None, list[Finding]]:
    """Gives what becomes of the shapes of a file, and everything told about them."""
    config = configured(declared, **settings)
    raw = RawLayer({}, shapes, said)
    settled = settle_crs(raw, "zones", config.layers["zones"], config)
    if settled.code is None:
        return settled, None, list(settled.findings)
    labels = [f"Z{i}" for i in range(len(shapes))]
    placed = place_shapes(shapes, labels, settled.code, "zones", config)
    return settled, placed, [*settled.findings, *placed.findings]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_once_with_its_way_out(fault: str) -> None:
    case = FAULTS[fault]
    _, placed, found = read(case.shapes, case.said, case.declared)
    if case.rule == "coordinates_outside":
        assert {f.rule.id for f in found} == {case.rule}
    else:
        assert [f.rule.id for f in found] == [case.rule]
    assert found[0].layer == "zones"
    assert case.words in render(found[0].message, "en")
    assert render(found[0].message, "vi") != render(found[0].message, "en")
    refused = found[0].rule.severity is Severity.ERROR
    assert refused == (placed is None or not placed.inside.all())


def test_every_rule_has_a_fault() -> None:
    apart = {"axes_exchanged_partly"}
    assert {case.rule for case in FAULTS.values()} | apart == {rule.id for rule in CRS_RULES}


@pytest.mark.parametrize(
    "fault", ["exchanged", "degrees called metres", "metres called degrees", "millimetres"]
)
def test_the_evidence_lies_where_the_layer_belongs(fault: str) -> None:
    case = FAULTS[fault]
    _, _, (finding,) = read(case.shapes, case.said)
    assert finding.feature == ""
    assert "12 of 12 features" in render(finding.message, "en")
    assert "for instance Z0" in render(finding.message, "en")
    assert finding.geometry is not None
    assert finding.geometry.equals_exact(shapely.GeometryCollection(list(GOOD)), 0.01)


@pytest.mark.parametrize("code", VN2000_TM3)
def test_the_first_candidate_is_the_grid_of_the_plan(code: str) -> None:
    """Whatever grid is declared, the plan's own is offered first, or the layer lies in the extent as it is."""
    _, placed, found = read(GOOD, code)
    lonlat = moved(GOOD, between(code, "OGC:CRS84"))
    inside = all(shapely.box(103.3, 21.7, 104.9, 23.0).contains(shape) for shape in lonlat)
    assert any(f.is_error for f in found) is not inside
    if not inside:
        assert render(found[0].message, "en").partition("it may be: ")[2].startswith(GRID)
    else:
        assert placed is not None
        assert placed.inside.all()
        assert [f.rule.id for f in found] == ["layer_grid_differs"] * (code != GRID)


def assert_in_place(placed: Placed | None, metres: float = 0.005) -> None:
    assert placed is not None
    assert placed.inside.all()
    pairs = zip(placed.grid, GOOD, strict=True)
    assert all(shapely.equals_exact(found, good, metres) for found, good in pairs)


CLEAN: dict[str, tuple[NDArray[np.object_], str | None, str | None]] = {
    # shapes, what the file says, what zoneplan.toml says
    "by code": (GOOD, GRID, None),
    "declared alone": (GOOD, None, GRID),
    "both": (GOOD, GRID, GRID),
    "ESRI": (GOOD, CRS.from_epsg(9208).to_wkt("WKT1_ESRI"), None),
    "ESRI, declared": (GOOD, CRS.from_epsg(9208).to_wkt("WKT1_ESRI"), GRID),
    "PROJJSON": (GOOD, CRS.from_epsg(9208).to_json(), GRID),
    "garbage, declared": (GOOD, 'PROJCS["nonsense"', GRID),
    "drawing plane, declared": (GOOD, 'LOCAL_CS["Nonearth",UNIT["Meter",1.0]]', GRID),
    "WGS 84": (moved(GOOD, in_wgs84), "OGC:CRS84", "EPSG:4326"),
    "VN-2000 degrees": (moved(GOOD, between(GRID, "EPSG:4756")), "EPSG:4756", None),
    "UTM": (moved(GOOD, between(GRID, "EPSG:3405")), "EPSG:3405", None),
    "UTM on WGS 84": (moved(GOOD, between(GRID, "EPSG:32648")), "+proj=utm +zone=48 +datum=WGS84", None),
    "Hanoi 1972": (moved(GOOD, between(GRID, "EPSG:2044")), "EPSG:2044", None),
    "withdrawn, successor declared": (moved(GOOD, between(GRID, "EPSG:5897")), "EPSG:6957", "EPSG:5897"),
}
NOTED = {"UTM", "withdrawn, successor declared"}
"""Clean layers in another VN-2000 grid than the plan's."""


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_layer_gives_nothing(name: str) -> None:
    shapes, said, declared = CLEAN[name]
    _, placed, found = read(shapes, said, declared)
    assert [f.rule.id for f in found] == ["layer_grid_differs"] * (name in NOTED)
    assert_in_place(placed)


def test_the_word_of_the_configuration_counts_over_a_definition_that_lost_its_shift() -> None:
    settled, placed, found = read(GOOD, SLOPPY, GRID)
    assert settled.code == GRID
    assert [f.rule.severity for f in found] == [Severity.NOTE]
    assert_in_place(placed)


def test_numbers_that_were_never_shifted_are_brought_in_on_the_users_word() -> None:
    """True places in WGS 84, projected by the sloppy definition, come back when ``datum`` says so."""
    project = Transformer.from_crs("+proj=longlat +ellps=WGS84", SLOPPY, always_xy=True)
    lonlat = moved(GOOD, in_wgs84)
    written = moved(lonlat, lambda xy: np.column_stack(project.transform(xy[:, 0], xy[:, 1])))
    _, placed, found = read(written, SLOPPY, GRID, datum="WGS84")
    assert [f.rule.id for f in found] == ["layer_crs_loose"]
    assert_in_place(placed)
    assert placed is not None
    assert all(shapely.equals_exact(a, b, 1e-8) for a, b in zip(placed.lonlats, lonlat, strict=True))


@pytest.mark.parametrize("code", ["OGC:CRS84", "EPSG:32648", "EPSG:4756"])
def test_a_datum_is_only_told_of_a_vn_2000_grid(code: str) -> None:
    settled, _, found = read(GOOD, None, code, datum="WGS84")
    assert settled.code is None
    assert [f.rule.id for f in found] == ["layer_crs_invalid"]
    assert code in render(found[0].message, "en")


@pytest.mark.parametrize(
    ("shapes", "code"), [(GOOD, GRID), (moved(GOOD, in_wgs84), "OGC:CRS84")], ids=["metres", "degrees"]
)
def test_exchanged_axes_are_read_on_the_users_word(shapes: NDArray[np.object_], code: str) -> None:
    _, placed, found = read(moved(shapes, swapped), code, axes="yx")
    assert found == []
    assert_in_place(placed)


def test_axes_that_were_right_show_the_mistake() -> None:
    assert [f.rule.id for f in read(GOOD, GRID, axes="yx")[2]] == ["axes_exchanged"]


def test_single_features_are_told_one_by_one() -> None:
    shapes = GOOD.copy()
    shapes[3:5] = moved(shapes[3:5], swapped)
    shapes[7] = shapely.transform(shapes[7], in_wgs84)
    _, placed, found = read(shapes, GRID)
    assert {(f.rule.id, f.feature) for f in found} == {
        ("axes_exchanged_partly", "Z3"),
        ("axes_exchanged_partly", "Z4"),
        ("degrees_as_metres", "Z7"),
    }
    assert placed is not None
    assert np.flatnonzero(~placed.inside).tolist() == [3, 4, 7]
    for finding in found:
        assert finding.geometry is not None
        expected = shapely.GeometryCollection([GOOD[int(finding.feature[1:])]])
        assert finding.geometry.equals_exact(expected, 0.01)


def test_many_of_many_are_told_together() -> None:
    shapes = np.tile(GOOD, 5)
    shapes[:20] = moved(shapes[:20], swapped)
    (finding,) = read(shapes, GRID)[2]
    assert (finding.rule.id, finding.feature) == ("axes_exchanged_partly", "")
    assert 'axes = "yx"' not in finding.rule.remedy.en
    assert "20 of 60 features" in render(finding.message, "en")


def test_evidence_and_candidates_stay_short() -> None:
    _, _, (finding,) = read(np.tile(moved(GOOD, swapped), 100), GRID)
    assert finding.geometry is not None
    assert shapely.get_num_geometries(finding.geometry) <= 300
    assert len(render(finding.message, "vi")) < 400


def test_an_empty_layer_has_no_place() -> None:
    nothing = np.empty(0, dtype=object)
    assert read(nothing, GRID)[2] == []
    (finding,) = read(nothing, None)[2]
    assert "no coordinates could be read" in render(finding.message, "en")


@pytest.mark.parametrize(
    ("shapes", "axes", "lines"),
    [
        (GOOD, "xy", f'crs = "{GRID}")'),
        (moved(GOOD, swapped), "xy", f'crs = "{GRID}", axes = "yx")'),
        (GOOD, "yx", f'crs = "{GRID}", axes = "xy")'),
        (moved(GOOD, in_wgs84), "xy", 'crs = "OGC:CRS84")'),
        (moved(moved(GOOD, in_wgs84), swapped), "xy", 'crs = "OGC:CRS84", axes = "yx")'),
    ],
    ids=["grid", "grid exchanged", "axes said wrongly", "degrees", "degrees exchanged"],
)
def test_what_to_write_for_the_likeliest_system_is_told(
    shapes: NDArray[np.object_], axes: str, lines: str
) -> None:
    (finding,) = read(shapes, None, axes=axes)[2]
    assert finding.rule.id == "layer_crs_missing"
    assert f"write {lines}" in render(finding.message, "en")
    assert f"ghi {lines}" in render(finding.message, "vi")
