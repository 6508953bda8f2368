"""Outlines that are none, told in plain words with every place; large real layers stay silent."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer
from shapely.affinity import translate

from checks.cases.shapes import BREAKS, Corners, background, box, far, outline
from support import EAST, GRID, NORTH, Draft, degrees, place, square
from zoneplan.checks import run_checks
from zoneplan.text import render

POND: Corners = [(100, 100), (200, 100), (200, 200), (100, 200)]


@pytest.mark.parametrize(
    ("shape", "words", "mendable"),
    [
        (outline([*box(0)[:2], (0, 1000), (1000, 1000)]), "The outline crosses itself", True),
        (
            outline([(0, 0), (1000, 0), (500, 500), (1000, 1000), (0, 1000), (500, 500)]),
            "touches itself",
            True,
        ),
        (outline(box(0), [[(2000, 0), (2100, 0), (2100, 100)]]), "A hole lies outside its polygon", False),
        (outline(box(0), [[(50, 50), (450, 50), (450, 450), (50, 450)], POND]), "inside another hole", True),
        (shapely.MultiPolygon([square(), square(100, 100, 100)]), "One part lies inside another", True),
        (outline([(0, 0), (1000, 0), (0, 0)]), "few different vertices", False),
    ],
)
def test_a_fault_is_told_in_plain_words(shape: Any, words: str, *, mendable: bool) -> None:
    found = [f for f in run_checks(Draft().add(far("V9", shape)).plan()) if f.feature == "V9"]
    rule = "geometry_invalid" if mendable else "geometry_unclear"
    told = [render(f.message, "en") for f in found if f.rule.id == rule]
    assert len(told) == 1
    assert ("--fix" in found[0].rule.remedy.en) == mendable
    assert words in told[0]
    assert "[" not in told[0]
    assert found[0].geometry is not None


def test_all_crossings_are_shown() -> None:
    shape = outline([(0, 0), (40, 0), (40, 2), (30, 2), (30, -2), (10, -2), (10, 2), (0, 2)])
    (finding,) = [f for f in run_checks(Draft().add(far("V9", shape)).plan()) if f.feature == "V9"]
    assert "in 2 places" in render(finding.message, "en")
    assert finding.geometry is not None
    assert shapely.get_num_geometries(finding.geometry) == 2


@pytest.mark.parametrize(
    ("rule", "evidence"),
    [
        ("vertices_repeated", "MULTIPOINT|POINT"),
        ("spike", "POLYGON"),
        ("sliver", "POLYGON"),
        ("part_tiny", "POLYGON"),
        ("hole_tiny", "POLYGON"),
        ("geometry_unclear", "POINT"),
        ("types_mixed", "MULTIPOINT"),
    ],
)
def test_evidence_is_what_was_found(rule: str, evidence: str) -> None:
    draft = Draft()
    BREAKS[rule][0](draft)
    (finding,) = run_checks(draft.plan())
    assert finding.geometry is not None
    assert finding.geometry.geom_type.upper() in evidence.split("|")
    assert finding.geometry.is_valid


SMALL_SHAPES = {
    "sliver": shapely.box(EAST, NORTH + 5000, EAST + 1500, NORTH + 5001.1),
    "part_small": shapely.MultiPolygon([square(0, 5000), square(1200, 5000, 2)]),
    "hole_small": outline(box(0), [[(500, 500), (501, 500), (501, 501), (500, 501)]]),
}


@pytest.mark.parametrize("rule", SMALL_SHAPES)
def test_a_zone_is_judged_by_its_size_and_a_parcel_by_its_own(rule: str) -> None:
    shape = translate(SMALL_SHAPES[rule], 50_000)
    found = [f.rule.id for f in run_checks(Draft().add(far("V9", shape)).plan()) if f.feature == "V9"]
    assert found == [rule]
    draft = Draft()
    draft.config["layers"]["land"] = {
        "kind": "land_use",
        "path": "layers/land.geojson",
        "crs": GRID,
        "name_vi": "Đất",
        "name_en": "Land",
    }
    draft.layers["land"] = [place("V9", shape, code="SKK", year=2025, position="outline", uncertainty_m=1)]
    assert SHAPE_RULES.isdisjoint(f.rule.id for f in run_checks(draft.plan()))


def test_a_small_part_of_a_small_zone_may_be_meant() -> None:
    """4 m² are a thousandth of 4,000 m²: of 4,900 m² they are less, of 2,500 m² more."""
    for side, told in ((70, ["part_small"]), (50, [])):
        shape = shapely.MultiPolygon([square(50_000, 0, side), square(50_200, 0, 2)])
        found = run_checks(Draft().add(far("V9", shape)).plan())
        assert [f.rule.id for f in found if f.feature == "V9"] == told


def test_an_invalid_outline_is_told_once() -> None:
    # a needle that runs back over itself exactly: no spike beside the crossing
    shape = outline([*box(0)[:3], (500, 1000), (500, 1300), (500, 1000), (0, 1000)])
    found = [f.rule.id for f in run_checks(Draft().add(far("V9", shape)).plan()) if f.feature == "V9"]
    assert "geometry_invalid" in found
    assert "spike" not in found


TO_GRID = Transformer.from_crs("OGC:CRS84", GRID, always_xy=True, only_best=True, allow_ballpark=False)
SHAPE_RULES = {*BREAKS, "geometry_invalid"}


@pytest.mark.real_data
def test_real_layers_are_silent(real_data: Path) -> None:
    draft = Draft()
    for name in ("communes_2025", "roads_railways", "rivers"):
        features = json.loads((real_data / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in features]
        grid = [degrees(s, TO_GRID) for s in shapes if not s.is_empty]
        if name == "communes_2025":
            draft.layers["communes"] = [
                place(f"C_{i}", shape, name_vi=str(i), position="outline") for i, shape in enumerate(grid)
            ]
        else:
            background(draft, *grid)
    assert {f.rule.id for f in run_checks(draft.plan())} & SHAPE_RULES == set()
