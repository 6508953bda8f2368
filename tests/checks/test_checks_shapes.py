"""Outlines that are none, told in plain words with every place; large real layers stay silent."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer

from checks.cases.shapes import BREAKS, Corners, background, box, far, outline
from support import GRID, Draft, degrees, place, square
from zoneplan.checks import run_checks
from zoneplan.text import render

POND: Corners = [(100, 100), (200, 100), (200, 200), (100, 200)]


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (outline([*box(0)[:2], (0, 1000), (1000, 1000)]), "The outline crosses itself"),
        (outline([(0, 0), (1000, 0), (500, 500), (1000, 1000), (0, 1000), (500, 500)]), "touches itself"),
        (outline(box(0), [[(2000, 0), (2100, 0), (2100, 100)]]), "A hole lies outside its polygon"),
        (outline(box(0), [[(50, 50), (450, 50), (450, 450), (50, 450)], POND]), "inside another hole"),
        (shapely.MultiPolygon([square(), square(100, 100, 100)]), "One part lies inside another"),
        (outline([(0, 0), (1000, 0), (0, 0)]), "few different vertices"),
    ],
)
def test_a_fault_is_told_in_plain_words(shape: Any, words: str) -> None:
    found = [f for f in run_checks(Draft().add(far("V9", shape)).plan()) if f.feature == "V9"]
    told = [render(f.message, "en") for f in found if f.rule.id == "geometry_invalid"]
    assert len(told) == 1
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
