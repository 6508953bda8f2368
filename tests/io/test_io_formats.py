"""The same plan in three formats is the same plan; what a format cannot say is asked for."""

import sqlite3
import warnings
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from support import GRID, Draft, collection, point, square, zone
from zoneplan.io.geopackage import write_geopackage
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.text import render


def frame(draft: Draft, key: str, crs: str | None = GRID) -> gpd.GeoDataFrame:
    shapes = draft.layers[key]
    columns = list(dict.fromkeys(name for s in shapes for name in s.props))
    rows = [{name: s.props.get(name) for name in columns} for s in shapes]
    return gpd.GeoDataFrame(rows, geometry=[s.geometry for s in shapes], crs=crs)


def geopackage(draft: Draft, key: str, crs: str | None = GRID) -> None:
    """Puts a layer of the plan into a GeoPackage."""
    table = draft.config["layers"][key]
    table["path"] = f"layers/{key}.gpkg"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="'crs' was not provided")
        frame(draft, key, crs).to_file(draft.folder / table["path"], layer=key, driver="GPKG")
    draft.write_config()


def table(draft: Draft, key: str, x: str = "lon", y: str = "lat") -> None:
    """Puts a layer of points into a CSV with its coordinates in the grid."""
    shapes = draft.layers[key]
    columns = list(dict.fromkeys(name for s in shapes for name in s.props))
    rows = [[s.geometry.x, s.geometry.y, *(s.props.get(c) or "" for c in columns)] for s in shapes]
    draft.config["layers"][key] |= {"path": f"layers/{key}.csv", "x": x, "y": y}
    draft.write_rows(f"layers/{key}.csv", [[x, y, *columns], *rows])
    draft.write_config()


def loaded(draft: Draft) -> Plan:
    found = draft.load()
    assert found.plan is not None, found.findings
    return found.plan


def assert_same(features: tuple[Feature, ...], others: tuple[Feature, ...]) -> None:
    assert [f.id for f in features] == [f.id for f in others]
    for feature, other in zip(features, others, strict=True):
        assert dict(feature.values) == dict(other.values)
        assert feature.geometry.equals_exact(other.geometry, 1e-6)
        assert feature.lonlat.equals_exact(other.lonlat, 1e-11)


@pytest.mark.parametrize("key", ["zones", "hydropower", "communes", "relocations"])
def test_a_geopackage_gives_the_same_features(plan_folder: Draft, key: str) -> None:
    before = loaded(plan_folder).layers[key].features
    geopackage(plan_folder, key)
    assert_same(loaded(plan_folder).layers[key].features, before)


@pytest.mark.parametrize("key", ["hydropower", "communes", "relocations"])
def test_a_table_of_points_gives_the_same_features(plan_folder: Draft, key: str) -> None:
    before = loaded(plan_folder).layers[key].features
    table(plan_folder, key, "X (m)", "Y (m)")
    assert_same(loaded(plan_folder).layers[key].features, before)


def test_a_table_without_a_declared_system_is_refused_with_candidates(plan_folder: Draft) -> None:
    del plan_folder.config["layers"]["hydropower"]["crs"]
    table(plan_folder, "hydropower")
    (finding,) = plan_folder.findings()
    assert (finding.rule.id, finding.layer, finding.rule.exit_code) == ("layer_crs_missing", "hydropower", 1)
    assert "EPSG:9208" in render(finding.message, "en")
    assert "OGC:CRS84" not in render(finding.message, "en")


def test_a_table_without_its_coordinate_columns_is_refused(plan_folder: Draft) -> None:
    table(plan_folder, "hydropower")
    plan_folder.config["layers"]["hydropower"]["x"] = "kinh độ"
    plan_folder.write_config()
    (finding,) = plan_folder.findings()
    assert (finding.rule.id, finding.layer) == ("table_columns", "hydropower")
    assert "kinh độ" in render(finding.message, "en")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "geometry_missing"),
        ("nan", "field_number"),
        ("104°7'", "field_number"),
        ('"436000,0"', "field_number"),
        ("436.000", "coordinates_outside"),
    ],
)
def test_a_point_without_coordinates_is_refused(plan_folder: Draft, text: str, rule: str) -> None:
    table(plan_folder, "hydropower")
    path = plan_folder.folder / "layers/hydropower.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("436000.0", text, 1), encoding="utf-8")
    (finding,) = plan_folder.findings()
    assert (finding.rule.id, finding.feature) == (rule, "HP_1")


def test_a_column_that_stands_twice_is_refused(plan_folder: Draft) -> None:
    table(plan_folder, "hydropower")
    path = plan_folder.folder / "layers/hydropower.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},id", *(f"{row},X" for row in rows)]), encoding="utf-8")
    (finding,) = plan_folder.findings()
    assert (finding.rule.id, finding.layer) == ("table_columns", "hydropower")


def test_a_geopackage_without_a_system_is_refused(plan_folder: Draft) -> None:
    del plan_folder.config["layers"]["zones"]["crs"]
    geopackage(plan_folder, "zones", crs=None)
    (finding,) = plan_folder.findings()
    assert (finding.rule.id, finding.layer) == ("layer_crs_missing", "zones")
    assert "EPSG:9208" in render(finding.message, "en")


def test_a_geopackage_in_another_system_is_brought_into_the_grid(plan_folder: Draft) -> None:
    plan_folder.config["layers"]["zones"]["crs"] = "EPSG:3405"
    shapes = frame(plan_folder, "zones").to_crs("EPSG:3405")
    plan_folder.config["layers"]["zones"]["path"] = "layers/zones.gpkg"
    shapes.to_file(plan_folder.folder / "layers/zones.gpkg", driver="GPKG")
    plan_folder.write_config()
    assert loaded(plan_folder).by_id["KCN_A"].geometry.equals_exact(square(), 0.001)


def test_a_geopackage_of_several_layers_is_refused(plan_folder: Draft) -> None:
    geopackage(plan_folder, "zones")
    frame(plan_folder, "communes").to_file(
        plan_folder.folder / "layers/zones.gpkg", layer="more", driver="GPKG"
    )
    (finding,) = plan_folder.findings()
    assert (finding.rule.id, finding.layer) == ("sublayer_unclear", "zones")
    assert "zones, more" in render(finding.message, "en")


def test_a_geopackage_that_is_none_is_refused(plan_folder: Draft) -> None:
    plan_folder.config["layers"]["zones"]["path"] = "layers/zones.gpkg"
    plan_folder.write_config()
    (plan_folder.folder / "layers/zones.gpkg").write_bytes(b"SQLite format 3\x00" + b"\x00" * 200)
    assert [(f.rule.id, f.layer) for f in plan_folder.findings()] == [("file_unreadable", "zones")]


def test_a_database_without_layers_is_refused(plan_folder: Draft) -> None:
    plan_folder.config["layers"]["zones"]["path"] = "layers/zones.gpkg"
    plan_folder.write_config()
    with sqlite3.connect(plan_folder.folder / "layers/zones.gpkg") as base:
        base.execute("create table x (a)")
    base.close()
    assert [f.layer for f in plan_folder.findings()] == ["zones"]


def test_a_file_cannot_send_the_reader_elsewhere(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """GDAL knows a file by its content: a virtual layer under a harmless name would open any file or address."""
    outside = tmp_path_factory.mktemp("outside") / "secret.geojson"
    plan_folder.write_json("elsewhere.geojson", collection(plan_folder.layers["zones"]))
    (plan_folder.folder / "elsewhere.geojson").rename(outside)
    virtual = (
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{outside}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    plan_folder.config["layers"]["zones"]["path"] = "layers/zones.gpkg"
    plan_folder.write_config()
    plan_folder.write_text("layers/zones.gpkg", virtual)
    found = plan_folder.load()
    assert found.plan is None
    assert [(f.rule.id, f.layer) for f in found.findings] == [("file_unreadable", "zones")]


def test_a_written_geopackage_is_the_same_bytes_each_time_and_reads_back(plan_folder: Draft) -> None:
    layers = [("zones", frame(plan_folder, "zones")), ("communes", frame(plan_folder, "communes"))]
    data = write_geopackage(layers)
    assert write_geopackage(layers) == data
    path = Path(plan_folder.folder / "out.gpkg")
    path.write_bytes(data)
    for name, expected in layers:
        found = gpd.read_file(path, layer=name)
        assert found.crs.to_epsg() == 9208
        assert list(found["id"]) == list(expected["id"])
        pairs = zip(found.geometry, expected.geometry, strict=True)
        assert all(shapely.equals_exact(a, b, 1e-9) for a, b in pairs)


def test_figures_follow_their_zone_through_every_format(plan_folder: Draft) -> None:
    plan_folder.layers["zones"] = [zone("KCN_A", point())]
    plan_folder.write()
    geopackage(plan_folder, "zones")
    plan = loaded(plan_folder)
    found = plan.ledger.look_up("KCN_A", "area_declared_ha", plan.as_of)
    assert found is not None
    assert found.chosen.value == 100
