"""The plan of this repository, and the large real layers beside it."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from pyproj import Geod

from support import Draft, place
from zoneplan.checks import run_checks
from zoneplan.io.load import load
from zoneplan.plan.finding import Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import render


def features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def plain(name: str) -> str:
    """Gives a name without accents: offices write “Hòa” and “Hoà”."""
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(char for char in letters if not unicodedata.combining(char))


def test_the_repository_reads_without_a_fault(repo_root: Path) -> None:
    assert load(repo_root).findings == ()


def test_the_repository_has_no_errors(lao_cai: Plan) -> None:
    errors = [f for f in run_checks(lao_cai) if f.rule.severity is Severity.ERROR]
    assert [render(f.message, "en") for f in errors] == []


def test_every_finding_can_be_told_in_both_languages(lao_cai: Plan) -> None:
    for finding in run_checks(lao_cai):
        assert render(finding.message, "vi")
        assert render(finding.message, "en")


@pytest.mark.real_data
def test_commune_centroids_lie_as_near_their_communes_as_they_say(lao_cai: Plan, real_data: Path) -> None:
    """The position of a commune may be off by its radius: its outline must come at least that near."""
    outlines = {
        key: shapely.from_geojson(json.dumps(f["geometry"]))
        for f in features(real_data / "communes_2025.geojson")
        for key in (f["properties"]["code"], plain(f["properties"]["fullName"]))
    }
    geod = Geod(ellps="WGS84")
    communes = lao_cai.of_kind("communes")
    assert len(communes) == 48
    for commune in communes:
        outline = outlines[commune.text("code") or plain(commune.name.vi)]
        nearest, _ = shapely.ops.nearest_points(outline, commune.lonlat)
        _, _, metres = geod.inv(nearest.x, nearest.y, commune.lonlat.x, commune.lonlat.y)
        assert metres <= commune.uncertainty_m, commune.id


@pytest.mark.real_data
def test_a_quarter_million_vertices_are_read_and_checked(tmp_path: Path, real_data: Path) -> None:
    source = features(real_data / "communes_2025.geojson")
    draft = Draft(tmp_path)
    draft.config["plan"]["extent"] = [103, 21, 106, 23.2]
    draft.config["layers"]["communes"]["crs"] = "OGC:CRS84"
    draft.write()
    content = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": place(
                    f"C_{f['properties']['code']}",
                    None,
                    name_vi=f["properties"]["fullName"],
                    position="outline",
                ).props,
                "geometry": f["geometry"],
            }
            for f in source
        ],
    }
    draft.write_json("layers/communes.geojson", content)
    draft.rows = [r for r in draft.rows if r.subject not in {"C_X", "C_Y"}]
    for shapes in draft.layers.values():
        for shape in shapes:
            shape.props.pop("commune", None)
    communes = draft.layers.pop("communes")
    draft.write()
    draft.layers["communes"] = communes
    loaded = draft.load()
    assert loaded.findings == ()
    assert loaded.plan is not None
    layer = loaded.plan.layers["communes"]
    assert len(layer.features) == 99
    assert int(shapely.get_num_coordinates(layer.geometries).sum()) == 248_594
    found = run_checks(loaded.plan)
    known = {"coverage_overlap", "coverage_mismatch"}
    assert {f.rule.id for f in found} == known, "an equal-area second look finds the grid fit"
    areas = gpd.GeoSeries(layer.lonlats, crs="OGC:CRS84").to_crs("EPSG:6933").area / 1e4
    planar = shapely.area(layer.geometries) / 1e4
    assert abs(planar / areas - 1).max() < 0.0004
