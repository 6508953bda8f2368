"""Each format gives what GDAL's own command-line tools give: counts, extents and attributes."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from numpy.typing import NDArray

from format_files import DRIVERS, NAMES, boxes, layer, notes, write, zipped, zones
from support import EAST, GRID, NORTH, TO_DEGREES

GRID_BOXES = [
    (EAST, NORTH, EAST + 1000, NORTH + 1000),
    (EAST + 3000, NORTH, EAST + 3500, NORTH + 500),
    (EAST, NORTH + 3000, EAST + 300, NORTH + 3300),
]


def gdal(path: Path, out: Path, *options: str) -> list[dict[str, Any]]:
    """Gives the features of a file as ``ogr2ogr`` reads them."""
    if shutil.which("ogr2ogr") is None:
        pytest.skip("ogr2ogr of Debian's package gdal-bin is not here")
    target = out / "gdal.geojson"
    target.unlink(missing_ok=True)
    line = ["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=9", *options, str(target), str(path)]
    subprocess.run(line, check=True, capture_output=True)
    features: list[dict[str, Any]] = json.loads(target.read_text(encoding="utf-8"))["features"]
    return features


def _to_grid(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(TO_DEGREES.transform(degrees[:, 0], degrees[:, 1], direction="INVERSE"))


@pytest.mark.parametrize("suffix", [*DRIVERS, ".parquet"])
def test_a_format_gives_what_was_written(tmp_path: Path, suffix: str) -> None:
    raw = layer(tmp_path, write(tmp_path, suffix).name)
    assert len(raw) == 3
    if suffix == ".kml":
        raw = replace(raw, geometries=shapely.transform(raw.geometries, _to_grid))
    tolerance = {".tab": 0.02, ".kml": 0.01}.get(suffix, 1e-6)
    for mine, expected in zip(sorted(boxes(raw)), sorted(GRID_BOXES), strict=True):
        assert mine == pytest.approx(expected, abs=tolerance)
    if suffix == ".dxf":
        assert raw.crs is None
        return
    assert sorted(raw.columns["ten"]) == sorted(NAMES)
    by_name = dict(zip(raw.columns["ten"], raw.columns["ha"], strict=True))
    assert [float(by_name[name]) for name in NAMES] == [100.5, 25.25, 9.0]
    years = dict(zip(raw.columns["ten"], raw.columns["nam"], strict=True))
    assert [int(years[name]) for name in NAMES] == [2003, 2011, 2024]


@pytest.mark.parametrize("suffix", list(DRIVERS))
def test_a_format_agrees_with_gdal(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, suffix: str
) -> None:
    path = write(tmp_path, suffix)
    expected = gdal(path, tmp_path_factory.mktemp("gdal"))
    raw = layer(tmp_path, path.name)
    assert len(raw) == len(expected)
    for index, feature in enumerate(expected):
        other = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shapely.bounds(raw.geometries[index]) == pytest.approx(shapely.bounds(other), abs=1e-7)
        assert raw.geometries[index].area == pytest.approx(shapely.force_2d(other).area, rel=1e-6)
        for name in ("ten", "ha", "nam"):
            if suffix != ".dxf":
                assert str(raw.columns[name][index]) == str(feature["properties"][name])


@pytest.mark.parametrize("suffix", [".gpkg", ".gdb", ".fgb", ".parquet"])
def test_a_format_that_names_an_authority_hands_its_code_on(tmp_path: Path, suffix: str) -> None:
    assert layer(tmp_path, write(tmp_path, suffix).name).crs == GRID


def test_a_shapefile_hands_on_the_text_of_its_prj(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp")
    assert layer(tmp_path, path.name).crs == path.with_suffix(".prj").read_text(encoding="utf-8")
    loose = 'PROJCS["x",GEOGCS["y",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]]'
    path.with_suffix(".prj").write_text(loose, encoding="utf-8")
    assert layer(tmp_path, path.name).crs == loose
    path.with_suffix(".prj").unlink()
    assert layer(tmp_path, path.name).crs is None


def test_a_mapinfo_file_hands_on_its_datum_shift(tmp_path: Path) -> None:
    path = write(tmp_path, ".mif")
    text = path.read_text(encoding="utf-8")
    shift = "9999, 28, -191.90441429, -39.30318279, -111.45032835, -0.00928836, 0.01975479, -0.00427372, 0.252906278, 0"
    head, _, tail = text.partition("CoordSys")
    line, _, rest = tail.partition("\n")
    path.write_text(
        f"{head}CoordSys Earth Projection 8, {shift}, 7, 104.75, 0, 0.9999, 500000, 0\n{rest}",
        encoding="utf-8",
    )
    assert "104" in line
    crs = layer(tmp_path, path.name).crs or ""
    assert crs.startswith("PROJCS")
    assert "-191.90441429" in crs
    assert 'PARAMETER["central_meridian",104.75]' in crs


def test_kml_is_longitude_and_latitude(tmp_path: Path) -> None:
    assert layer(tmp_path, write(tmp_path, ".kml").name).crs == "OGC:CRS84"


@pytest.mark.parametrize("suffix", [".shp", ".tab", ".mif", ".gdb", ".gpkg", ".parquet"])
def test_a_zipped_format_reads_as_it_does_unpacked(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, suffix)
    plain = layer(tmp_path, path.name)
    archive = zipped(
        tmp_path / "packed.zip", *sorted(p for p in tmp_path.iterdir() if p.suffix != ".zip"), base=tmp_path
    )
    raw = layer(tmp_path, archive.name)
    assert boxes(raw) == boxes(plain)
    assert (dict(raw.columns), raw.crs) == (dict(plain.columns), plain.crs)
    assert f"zones{suffix}" in notes(raw)


def test_an_archive_of_several_shapefiles_asks_for_one(tmp_path: Path) -> None:
    write(tmp_path, ".shp", stem="kcn")
    write(tmp_path, ".shp", zones().iloc[:1], stem="ccn")
    zipped(tmp_path / "all.zip", *sorted(tmp_path.iterdir()))
    raw = layer(tmp_path, "all.zip", sublayer="ccn")
    assert len(raw) == 1


def test_a_kmz_reads_as_its_kml(tmp_path: Path) -> None:
    path = write(tmp_path, ".kml", stem="doc")
    plain = layer(tmp_path, "doc.kml")
    zipped(tmp_path / "phone.kmz", path)
    assert boxes(layer(tmp_path, "phone.kmz")) == boxes(plain)


@pytest.mark.parametrize("change", [str.upper, str.title])
def test_side_files_are_found_whatever_their_case(tmp_path: Path, change: Any) -> None:
    write(tmp_path, ".shp")
    for file in list(tmp_path.iterdir()):
        if file.suffix != ".shp":
            file.rename(file.with_name(change(file.name)))
    raw = layer(tmp_path, "zones.shp")
    assert raw.columns["ten"] == NAMES
    assert raw.crs is not None


def test_a_shapefile_without_its_table_or_index_is_read_and_told(tmp_path: Path) -> None:
    path = write(tmp_path, ".shp")
    path.with_suffix(".dbf").unlink()
    path.with_suffix(".shx").unlink()
    raw = layer(tmp_path, path.name)
    assert boxes(raw) == GRID_BOXES
    assert "attributes" in notes(raw)
    assert ".shx" in notes(raw)
    assert not path.with_suffix(".shx").exists()


def test_geoparquet_without_a_crs_key_is_degrees_and_with_null_is_unknown(tmp_path: Path) -> None:
    frame = zones().to_crs("OGC:CRS84")
    write(tmp_path, ".parquet", frame)
    assert layer(tmp_path, "zones.parquet").crs == "OGC:CRS84"
    write(tmp_path, ".parquet", frame.set_crs(None, allow_override=True))
    assert layer(tmp_path, "zones.parquet").crs is None


def test_geoparquet_with_nested_coordinates_gives_the_same_shapes(tmp_path: Path) -> None:
    zones().to_parquet(tmp_path / "zones.parquet", geometry_encoding="geoarrow")
    raw = layer(tmp_path, "zones.parquet")
    expected = zones().geometry
    assert all(a.equals(b) for a, b in zip(raw.geometries, expected, strict=True))


@pytest.mark.parametrize("suffix", [".gpkg", ".gdb", ".parquet", ".fgb"])
def test_dates_booleans_and_nothing_become_plain_values(tmp_path: Path, suffix: str) -> None:
    frame = zones().iloc[:2]
    frame["ngay"] = pd.to_datetime(["2020-01-31 00:00", "2021-06-01 08:30"])
    frame["co"], frame["ha"] = [True, False], [1.5, None]
    raw = layer(tmp_path, write(tmp_path, suffix, frame).name)
    rows = {
        raw.columns["id"][i]: {name: raw.columns[name][i] for name in ("ngay", "co", "ha")} for i in range(2)
    }
    assert (rows["KCN_1"]["ngay"], rows["KCN_1"]["ha"]) == ("2020-01-31", 1.5)
    assert str(rows["KCN_2"]["ngay"]).startswith("2021-06-01 08:30:00")
    assert rows["KCN_2"]["ha"] is None
    assert (rows["KCN_1"]["co"], rows["KCN_2"]["co"]) == (True, False)
