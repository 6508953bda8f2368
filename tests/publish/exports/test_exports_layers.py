"""Exports are what RFC 7946, QGIS and the data dictionary say they are."""

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from support import Draft, square, zone
from zoneplan.build import assemble
from zoneplan.checks import run_checks
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.exports import artefacts

LAYERS = (
    "industrial_zones_existing",
    "industrial_zones_proposed",
    "relocation_areas",
    "hydropower_sites",
    "communes",
    "neighbours",
)
CENTIMETRE = 0.01


@pytest.fixture(scope="module")
def dossier(lao_cai: Plan) -> Dossier:
    return assemble(lao_cai, run_checks(lao_cai), "vi")


@pytest.fixture(scope="module")
def files(dossier: Dossier) -> dict[str, bytes]:
    return {artefact.path: artefact.make() for artefact in artefacts(dossier)}


def signed_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def rings(collection: dict[str, Any]) -> list[list[list[list[float]]]]:
    return [
        feature["geometry"]["coordinates"]
        for feature in collection["features"]
        if feature["geometry"]["type"] == "Polygon"
    ]


@pytest.mark.parametrize("layer", LAYERS)
def test_geojson_is_rfc_7946(files: dict[str, bytes], layer: str) -> None:
    text = files[f"exports/{layer}.geojson"].decode("utf-8")
    collection = json.loads(text)
    assert "crs" not in collection
    for polygon in rings(collection):
        assert signed_area(polygon[0]) > 0
        assert all(signed_area(hole) < 0 for hole in polygon[1:])
    for coordinates in re.findall(r'"coordinates": (\[.*\]) \}', text):
        assert all(len(decimals) <= 7 for decimals in re.findall(r"\.(\d+)", coordinates))


def test_a_left_handed_outline_and_its_hole_are_turned(plan_folder: Draft) -> None:
    outer, hole = square(side=1000), square(east=300, north=300, side=100)
    wrong = shapely.Polygon(
        outer.exterior.coords[::-1] if outer.exterior.is_ccw else outer.exterior, [hole.exterior.coords[::1]]
    )
    assert not wrong.exterior.is_ccw
    plan = plan_folder.set("KCN_A", wrong).plan()
    made = {a.path: a.make() for a in artefacts(assemble(plan, (), "en"))}
    polygon = rings(json.loads(made["exports/zones.geojson"]))[0]
    assert signed_area(polygon[0]) > 0 > signed_area(polygon[1])


@pytest.mark.parametrize("layer", LAYERS)
def test_geojson_reads_back_within_a_centimetre(files: dict[str, bytes], lao_cai: Plan, layer: str) -> None:
    frame = pyogrio.read_dataframe(io.BytesIO(files[f"exports/{layer}.geojson"]))
    shift = Transformer.from_crs("OGC:CRS84", "EPSG:9208", always_xy=True, only_best=True)
    for back, feature in zip(frame.geometry, lao_cai.layers[layer].features, strict=True):
        east, north = shift.transform(*shapely.get_coordinates(back).T)
        ours = shapely.get_coordinates(feature.geometry)
        distance = shapely.distance(shapely.points(np.column_stack([east, north])), shapely.MultiPoint(ours))
        assert float(np.max(distance)) < CENTIMETRE


def test_geopackage_holds_every_layer_in_the_grid(
    files: dict[str, bytes], lao_cai: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "plan.gpkg"
    path.write_bytes(files["exports/lao_cai.gpkg"])
    assert [str(name) for name in pyogrio.list_layers(path)[:, 0]] == [*LAYERS, "findings"]
    for layer in LAYERS:
        frame = pyogrio.read_dataframe(path, layer=layer)
        assert frame.crs.to_epsg() == 9208
        assert len(frame) == len(lao_cai.layers[layer].features)
        assert list(frame["id"]) == [feature.id for feature in lao_cai.layers[layer].features]


def test_the_same_plan_gives_the_same_bytes(dossier: Dossier, files: dict[str, bytes]) -> None:
    assert {artefact.path: artefact.make() for artefact in artefacts(dossier)} == files


def test_every_exported_column_stands_in_the_dictionary(files: dict[str, bytes]) -> None:
    text = files["exports/data_dictionary.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert all(row["name_vi"] and row["name_en"] and row["about_vi"] and row["about_en"] for row in rows)
    for layer in LAYERS:
        collection = json.loads(files[f"exports/{layer}.geojson"])
        columns = set(collection["features"][0]["properties"])
        assert columns == {row["column"] for row in rows if row["layer"] == layer}


def test_the_three_areas_of_tang_loong_are_three_columns(files: dict[str, bytes]) -> None:
    collection = json.loads(files["exports/industrial_zones_existing.geojson"])
    row = next(f["properties"] for f in collection["features"] if f["properties"]["id"] == "KCN_TANG_LOONG")
    assert row["area_declared_ha"] == 1100
    assert row["area_planar_ha"] == pytest.approx(1097.75, abs=0.05)
    assert row["area_geodesic_ha"] == pytest.approx(1097.87, abs=0.05)


def test_a_bound_and_a_date_go_with_the_number(plan_folder: Draft) -> None:
    plan_folder.value("KCN_A", "workers", 1600, "[>=] hơn 1.600")
    made = {a.path: a.make() for a in artefacts(assemble(plan_folder.plan(), (), "vi"))}
    row = json.loads(made["exports/zones.geojson"])["features"][0]["properties"]
    assert row["id"] == "KCN_A"
    assert "workers_per_ha ≥ 2025" in row["measures_note"].split("; ")
    assert "occupancy_pct 2025" in row["measures_note"].split("; ")


def test_what_is_unknown_is_null_and_an_entry_of_another_zone_has_no_figures(plan_folder: Draft) -> None:
    plan_folder.drop("KCN_B", "workers")
    plan_folder.add(zone("KCN_A_QH", square(), same_as="KCN_A", stage="2021-2030"))
    made = {a.path: a.make() for a in artefacts(assemble(plan_folder.plan(), (), "vi"))}
    rows = {
        f["properties"]["id"]: f["properties"] for f in json.loads(made["exports/zones.geojson"])["features"]
    }
    assert rows["KCN_A"]["workers_per_ha"] == pytest.approx(1600 / 80)
    assert rows["KCN_B"]["workers_per_ha"] is None
    assert rows["KCN_A_QH"]["area_planar_ha"] is None
