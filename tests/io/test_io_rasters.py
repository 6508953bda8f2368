"""GeoTIFF rasters of a plan: what is read, exactly, and what is told instead."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS

from raster_files import CELL, PEOPLE, TIF, with_raster, write_tif
from support import EAST, GRID, NORTH, Draft, square
from zoneplan.build import Step, build
from zoneplan.errors import FileError
from zoneplan.geo.areas import geodesic_ha
from zoneplan.io.apart import frame, process
from zoneplan.io.load import load
from zoneplan.io.manifest import read_manifest
from zoneplan.io.raster_rules import RASTER_RULES
from zoneplan.io.rasters import read, task
from zoneplan.io.rasters.file import FileSource, stamp_of
from zoneplan.kernels.tally import Stat
from zoneplan.kernels.zonal import zonal
from zoneplan.mend import mend
from zoneplan.plan.config import Config, Limits
from zoneplan.plan.finding import Finding
from zoneplan.plan.raster import Raster, in_zones
from zoneplan.text import render

WIDE = [103.3, 21.7, 104.9, 23.0]


@pytest.fixture(autouse=True)
def _at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries files out without a process of their own, which takes a third of a second, unless that is tested."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr(read, "run", _answered_here)


@pytest.fixture
def apart() -> None:
    """Asks for the process that the program uses."""


def _answered_here(_: Path, job: dict[str, Any], __: Path, limits: Limits) -> dict[str, Any]:
    answer = frame.answered(task.do, job | limits.model_dump())
    process.judge(answer, limits)
    return answer


def read_now(draft: Draft) -> tuple[dict[str, Raster], list[Finding]]:
    """Gives the rasters of a plan and what is told of them; a part of the extent is always uncovered here."""
    rasters, found = read.read_rasters(draft.folder, Config.model_validate(draft.config))
    found += read.unknown_sources(Config.model_validate(draft.config), {"S1"})
    return rasters, [finding for finding in found if finding.rule.id != "raster_partly"]


def the_raster(draft: Draft) -> Raster:
    rasters, found = read_now(draft)
    assert rasters, [said(finding) for finding in found]
    return rasters["people"]


def told(draft: Draft) -> dict[str, Finding]:
    return {finding.rule.id: finding for finding in read_now(draft)[1]}


def said(finding: Finding) -> str:
    return render(finding.message, "en")


def held(draft: Draft) -> Any:
    raster = the_raster(draft)
    return raster.source.read(0, 0, *raster.shape)


# --- what is read --------------------------------------------------------------------------------------------------


def test_a_raster_is_read_as_it_was_written(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF, nodata=-1)
    raster = the_raster(with_raster(plan_folder))
    assert (raster.id, raster.kind.id, raster.as_of.text) == ("people", "population", "2020")
    assert (raster.name.vi, raster.name.en) == ("Dân số", "People")
    assert (raster.source_ids, raster.path, raster.crs, raster.nodata) == (("S1",), TIF, GRID, -1)
    assert raster.shape == (20, 20)
    assert raster.transform == (CELL, 0.0, EAST, 0.0, -CELL, NORTH + 20 * CELL)
    assert np.array_equal(raster.source.read(0, 0, 20, 20), PEOPLE)
    assert np.array_equal(raster.source.read(3, 5, 2, 4), PEOPLE[3:5, 5:9])


def test_a_measure_reads_it_exactly(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF)
    raster = the_raster(with_raster(plan_folder))
    zones = np.array([square(), square(side=2000), square(east=50, north=50)], dtype=object)
    found = in_zones(raster, zones, GRID)
    assert found.value[0] == PEOPLE[10:, :10].sum()
    assert found.value[1] == PEOPLE.sum()
    corners = np.add.reduce([PEOPLE[9 + i : 19 + i, j : 10 + j].sum() for i in (0, 1) for j in (0, 1)])
    assert found.value[2] == pytest.approx(corners / 4)
    assert found.coverage.tolist() == [1, 1, 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    row=st.integers(0, 299), column=st.integers(0, 199), height=st.integers(1, 300), width=st.integers(1, 200)
)
@pytest.mark.parametrize("tiled", [True, False], ids=["tiles", "strips"])
def test_a_window_is_a_part_of_the_whole(  # noqa: PLR0917 - a file and a window
    tmp_path: Path, tiled: bool, row: int, column: int, height: int, width: int
) -> None:
    values = np.random.default_rng(1).random((300, 200)).astype(np.float32)
    path = tmp_path / f"{tiled}.tif"
    if not path.exists():
        sides = {"tiled": True, "blockxsize": 64, "blockysize": 64} if tiled else {"blockysize": 7}
        write_tif(path, values, compress="deflate", **sides)
    source = FileSource(path, TIF, stamp_of(path), (300, 200), (1.0, 0, 0, 0, -1.0, 0), GRID)
    height, width = min(height, 300 - row), min(width, 200 - column)
    assert np.array_equal(
        source.read(row, column, height, width), values[row : row + height, column : column + width]
    )


STORED: dict[str, tuple[Any, dict[str, Any], dict[str, Any]]] = {
    "bytes": (np.array([[1, 2], [255, 4]], dtype=np.uint8), {"nodata": 255}, {}),
    "small whole numbers": (np.array([[1, 2], [-1, 4]], dtype=np.int16), {"nodata": -1}, {}),
    "large whole numbers": (np.array([[1, 2], [-1, 4]], dtype=np.int32), {"nodata": -1}, {}),
    "doubles": (np.array([[1, 2], [np.nan, 4]], dtype=np.float64), {"dtype": "float64"}, {}),
    "NaN marks": (np.array([[1, 2], [np.nan, 4]]), {"nodata": np.nan}, {}),
    "infinite": (np.array([[1, 2], [np.inf, 4]]), {}, {}),
    "tagged": (np.array([[1, 2], [-99999, 4]]), {"nodata": -99999}, {}),
    "declared": (np.array([[1, 2], [-99999, 4]]), {}, {"nodata": -99999}),
    "declared in more digits": (
        np.array([[1, 2], [-3.4028235e38, 4]]),
        {},
        {"nodata": -3.4028234663852886e38},
    ),
    "declared otherwise": (np.array([[1, 2], [-9, 4]]), {"nodata": 1}, {"nodata": -9}),
    "masked": (np.array([[1, 2], [3, 4]]), {"mask": np.array([[1, 1], [0, 1]], dtype=bool)}, {}),
    "scaled in the file": (np.array([[10, 20], [-1, 40]], dtype=np.int16), {"nodata": -1, "scale": 0.1}, {}),
    "scaled and shifted": (
        np.array([[110, 120], [0, 140]], dtype=np.int16),
        {"nodata": 0, "scale": 0.1, "offset": -10.0},
        {},
    ),
    "scaled by the plan": (
        np.array([[100, 200], [-1, 400]], dtype=np.int16),
        {"nodata": -1},
        {"scale": 0.01},
    ),
    "scaled otherwise": (
        np.array([[100, 200], [-1, 400]], dtype=np.int16),
        {"nodata": -1, "scale": 5.0, "offset": 3.0},
        {"scale": 0.01},
    ),
    "second band": (
        np.array([[[9, 9], [9, 9]], [[1, 2], [-1, 4]]], dtype=np.int16),
        {"nodata": -1},
        {"band": 2},
    ),
    "pixel by pixel": (
        np.array([[[9, 9], [9, 9]], [[1, 2], [-1, 4]]], dtype=np.int16),
        {"nodata": -1, "interleave": "pixel"},
        {"band": 2},
    ),
    "BigTIFF": (np.array([[1, 2], [-1, 4]]), {"nodata": -1, "BIGTIFF": "YES"}, {}),
    "other byte order": (np.array([[1, 2], [-1, 4]]), {"nodata": -1, "ENDIANNESS": "BIG"}, {}),
    "LZW": (np.array([[1, 2], [-1, 4]]), {"nodata": -1, "compress": "lzw"}, {}),
    "Cloud Optimised": (np.array([[1, 2], [-1, 4]]), {"nodata": -1, "driver": "COG"}, {}),
}


@pytest.mark.parametrize("case", STORED)
def test_however_it_is_stored(plan_folder: Draft, case: str) -> None:
    values, profile, entries = STORED[case]
    path = plan_folder.folder / TIF
    if profile.get("driver") == "COG":
        write_tif(path.with_suffix(".plain"), values, **(profile | {"driver": "GTiff"}))
        rasterio.shutil.copy(path.with_suffix(".plain"), path, driver="COG")
    else:
        write_tif(path, values, **profile)
    with_raster(plan_folder, **entries)
    expected = np.array([[1, 2], [np.nan, 4]])
    assert held(plan_folder) == pytest.approx(expected, rel=1e-6, nan_ok=True)
    assert told(plan_folder) == {}


@pytest.mark.parametrize(
    "name", ["people.tif", "PEOPLE.TIFF", "dân số.tif", "a!b.tif", "zip:x.tif", "q?b#c.tif"]
)
def test_however_it_is_called(plan_folder: Draft, name: str) -> None:
    write_tif(plan_folder.folder / "layers" / "plain.tif")
    shutil.copy(plan_folder.folder / "layers" / "plain.tif", plan_folder.folder / "layers" / name)
    assert np.array_equal(held(with_raster(plan_folder, path=f"layers/{name}")), PEOPLE)


def test_files_beside_it_say_nothing(plan_folder: Draft) -> None:
    """Neither metadata, masks, overviews, world files nor projections of other files are believed."""
    path = write_tif(plan_folder.folder / TIF)
    (path.parent / "people.tif.aux.xml").write_text(
        '<PAMDataset><PAMRasterBand band="1"><NoDataValue>400</NoDataValue></PAMRasterBand>'
        "<SRS>EPSG:4326</SRS></PAMDataset>",
        encoding="utf-8",
    )
    (path.parent / "people.tfw").write_text("1\n0\n0\n-1\n0\n0\n", encoding="utf-8")
    (path.parent / "people.prj").write_text(CRS.from_epsg(4326).to_wkt(), encoding="utf-8")
    write_tif(path.parent / "people.tif.msk", np.zeros((20, 20), dtype=np.uint8))
    write_tif(path.parent / "people.tif.ovr", np.zeros((10, 10)))
    before = sorted(path.parent.iterdir())
    assert np.array_equal(held(with_raster(plan_folder)), PEOPLE)
    assert the_raster(plan_folder).crs == GRID
    assert sorted(path.parent.iterdir()) == before


def test_a_raster_in_degrees(plan_folder: Draft) -> None:
    west, south, east, north = WIDE
    transform = rasterio.Affine((east - west) / 20, 0, west, 0, (south - north) / 20, north)
    write_tif(plan_folder.folder / TIF, crs="EPSG:4326", transform=transform)
    raster = the_raster(with_raster(plan_folder))
    assert raster.crs == "EPSG:4326"
    assert not read.read_rasters(plan_folder.folder, Config.model_validate(plan_folder.config))[1]
    whole = zonal(raster.source, np.array([shapely.box(*WIDE)], dtype=object), "EPSG:4326", Stat.SUM)
    assert whole.value[0] == pytest.approx(PEOPLE.sum(), rel=1e-9)
    assert raster.source.row_areas_m2.sum() * 20 == pytest.approx(
        geodesic_ha(shapely.segmentize(shapely.box(*WIDE), 0.001)) * 1e4, rel=1e-6
    )


def test_a_file_that_changes_is_not_read_any_more(plan_folder: Draft) -> None:
    path = write_tif(plan_folder.folder / TIF)
    raster = the_raster(with_raster(plan_folder))
    write_tif(path, PEOPLE * 2)
    os.utime(path, ns=(1, 1))
    with pytest.raises(FileError, match="has changed"):
        raster.source.read(0, 0, 1, 1)


def test_a_file_that_is_gone_is_told(plan_folder: Draft) -> None:
    path = write_tif(plan_folder.folder / TIF)
    raster = the_raster(with_raster(plan_folder))
    path.unlink()
    with pytest.raises(FileError, match=TIF):
        raster.source.read(0, 0, 1, 1)


# --- what is told ----------------------------------------------------------------------------------------------------


def tif(values: Any = PEOPLE, **profile: Any) -> Callable[[Draft], object]:
    return lambda draft: write_tif(draft.folder / TIF, values, **profile)


def content(data: bytes) -> Callable[[Draft], object]:
    return lambda draft: (draft.folder / TIF).write_bytes(data)


def nowhere(draft: Draft) -> None:
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        write_tif(draft.folder / TIF, transform=rasterio.Affine.identity(), crs=None)


def withdrawn(draft: Draft) -> None:
    with rasterio.Env(OSR_USE_NON_DEPRECATED="NO"):
        write_tif(draft.folder / TIF, crs="EPSG:6957")


def cut(draft: Draft) -> None:
    path = write_tif(draft.folder / TIF, np.random.default_rng(0).random((300, 300)), compress="deflate")
    path.write_bytes(path.read_bytes()[:-50_000])


NO_SHIFT = "+proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m"
HALF = np.full((20, 20), 0.5)
MOVED = rasterio.Affine(CELL, 0, 700_000, 0, -CELL, 1_700_000)
SMALL_NORTH = rasterio.Affine(0.05, 0, 103.0, 0, -0.05, 23.0)

FAULTS: dict[str, tuple[Callable[[Draft], object], dict[str, Any], str, str]] = {
    "kind": (tif(), {"kind": "people"}, "raster_kind_unknown", "“people”; there are population, builtup."),
    "source": (tif(), {"source": "S1; S9"}, "raster_source_unknown", "points at “S9”"),
    "no source": (tif(), {"source": " "}, "raster_source_unknown", "points at “”"),
    "no file": (lambda _: None, {}, "file_missing", TIF),
    "outside the folder": (tif(), {"path": "../people.tif"}, "path_refused", "../people.tif"),
    "virtual": (tif(), {"path": "/vsicurl/http://127.0.0.1:9/x.tif"}, "path_refused", "vsicurl"),
    "other format": (content(b"\x89PNG\r\n\x1a\n" + bytes(100)), {}, "raster_unreadable", "no GeoTIFF"),
    "empty file": (content(b""), {}, "raster_unreadable", "no GeoTIFF"),
    "header only": (content(b"II*\x00\x08\x00\x00\x00"), {}, "raster_unreadable", "cannot be read"),
    "cut off": (cut, {}, "raster_unreadable", "cannot be read: TIFF"),
    "band": (tif(), {"band": 2}, "raster_band_missing", "has 1 bands; there is no band 2"),
    "complex": (tif(PEOPLE.astype(np.complex64)), {}, "raster_not_numbers", "band 1"),
    "complex whole numbers": (tif(PEOPLE.astype(np.complex64), dtype="complex_int16"), {}, "raster_not_numbers", "1"),
    "no place": (nowhere, {}, "raster_grid_unfit", "not georeferenced"),
    "turned": (
        tif(transform=rasterio.Affine(98.5, 17.4, EAST, 17.4, -98.5, NORTH + 2000)),
        {},
        "raster_grid_unfit",
        "turned away from north",
    ),
    "flat cells": (tif(transform=rasterio.Affine(1e-12, 0, EAST, 0, -100, NORTH)), {}, "raster_grid_unfit", "1e-12"),
    "no system": (tif(crs=None), {}, "raster_crs_missing", "EPSG:9208"),
    "another system": (tif(), {"crs": "EPSG:32648"}, "raster_crs_differs", "EPSG:9208"),
    "no such system": (tif(crs=None), {"crs": "EPSG:1"}, "raster_crs_unfit", "EPSG:1"),
    "no shift": (tif(crs=NO_SHIFT), {}, "raster_crs_unfit", "no shift to VN-2000"),
    "withdrawn": (withdrawn, {}, "raster_crs_unfit", "withdrawn"),
    "local system": (tif(crs='LOCAL_CS["x",UNIT["metre",1]]'), {}, "raster_crs_missing", TIF),
    "feet": (tif(crs="EPSG:2263"), {}, "raster_crs_unfit", "neither in degrees nor in metres"),
    "elsewhere": (tif(transform=MOVED), {}, "raster_outside", TIF),
    "nothing": (tif(np.full((4, 4), -1.0), nodata=-1), {}, "raster_empty", TIF),
    "only nonsense": (tif(np.full((4, 4), -3.0)), {}, "raster_empty", TIF),
    "per cent": (tif(HALF * 100), {"kind": "builtup"}, "raster_too_high", "400 cells hold more than 1, up to 50.00"),
    "sentinel above": (tif(np.where(PEOPLE > 390, 3.4e38, PEOPLE)), {}, "raster_too_high", "10 cells hold more"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_stops_the_raster_and_is_told(plan_folder: Draft, fault: str) -> None:
    make, entries, rule, words = FAULTS[fault]
    make(plan_folder)
    with_raster(plan_folder, **entries)
    rasters, found = read_now(plan_folder)
    (finding,) = (f for f in found if f.rule.id == rule)
    assert finding.is_error
    assert finding.layer == "people"
    assert words in said(finding), said(finding)
    assert not rasters or rule == "raster_source_unknown"


NOTES: dict[str, tuple[Callable[[Draft], object], dict[str, Any], str, str, float]] = {
    "sentinel": (
        tif(np.where(PEOPLE > 390, -99999, PEOPLE)),
        {},
        "raster_nodata_undeclared",
        "10 cells hold -99999, which",
        PEOPLE[PEOPLE <= 390].sum(),
    ),
    "sentinel of whole numbers": (
        tif(np.where(PEOPLE > 390, -32768, PEOPLE).astype(np.int16)),
        {},
        "raster_nodata_undeclared",
        "-32768",
        PEOPLE[PEOPLE <= 390].sum(),
    ),
    "negative": (
        tif(np.where(PEOPLE > 390, 390.5 - PEOPLE, PEOPLE)),
        {},
        "raster_too_low",
        "10 cells hold less than 0, down to -9.5",
        PEOPLE[PEOPLE <= 390].sum(),
    ),
    "small and negative": (
        tif(np.where(PEOPLE > 390, -0.4, PEOPLE)),
        {},
        "raster_too_low",
        "down to -0.4",
        PEOPLE[PEOPLE <= 390].sum(),
    ),
    "rounded": (
        tif(np.where(PEOPLE > 398, 1.009, np.where(PEOPLE < 2, -0.002, 0.5))),
        {"kind": "builtup"},
        "raster_rounded",
        "3 cells hold -0.002 to 1.009",
        397 * 0.5 + 2,
    ),
}


@pytest.mark.parametrize("case", NOTES)
def test_what_can_be_left_out_is_told_and_left_out(plan_folder: Draft, case: str) -> None:
    make, entries, rule, words, total = NOTES[case]
    make(plan_folder)
    with_raster(plan_folder, **entries)
    found = told(plan_folder)
    assert list(found) == [rule]
    assert not found[rule].is_error
    assert words in said(found[rule]), said(found[rule])
    assert np.nansum(held(plan_folder)) == pytest.approx(total, rel=1e-6)


def test_a_raster_of_a_part_of_the_plan_is_noted_with_its_share(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF)
    west, south, east, north = WIDE
    half = rasterio.Affine((east - west) / 40, 0, west, 0, (south - north) / 20, north)
    write_tif(plan_folder.folder / TIF, crs="EPSG:4326", transform=half)
    with_raster(plan_folder)
    _, (note,) = read.read_rasters(plan_folder.folder, Config.model_validate(plan_folder.config))
    assert (note.rule.id, note.is_error) == ("raster_partly", False)
    assert "covers 50.0 %" in said(note)


def test_the_word_of_the_plan_stands_where_the_file_is_silent(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF, crs=None)
    assert the_raster(with_raster(plan_folder, crs=GRID)).crs == GRID


def test_the_word_of_the_plan_stands_where_the_file_has_lost_the_shift(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF, crs=NO_SHIFT)
    assert the_raster(with_raster(plan_folder, crs=GRID)).crs == GRID
    assert "raster_crs_differs" in told(with_raster(plan_folder, crs="EPSG:32648"))


def test_the_successor_of_a_withdrawn_code_may_be_declared(plan_folder: Draft) -> None:
    withdrawn(plan_folder)
    found = told(with_raster(plan_folder, crs="EPSG:5897"))
    assert "raster_crs_unfit" not in found
    assert "raster_crs_differs" not in found


def test_an_inexact_definition_is_read_as_what_it_means(plan_folder: Draft) -> None:
    """The rotations of VN-2000 with the wrong sign carry a place off by less than a metre."""
    shift = "+towgs84=-191.90441429,-39.30318279,-111.45032835,-0.00928836,0.01975479,-0.00427372,0.252906278"
    write_tif(plan_folder.folder / TIF, crs=f"{NO_SHIFT} {shift}")
    found = told(with_raster(plan_folder))
    assert list(found) in ([], ["layer_crs_loose"])
    assert the_raster(plan_folder).crs == GRID


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ({"cells": 399}, "file_too_large"),
        ({"raster_mb": 0.0001}, "file_too_large"),
        ({"memory_mb": 1}, "file_too_heavy"),
        ({"seconds": 0.001}, "file_too_slow"),
    ],
)
def test_a_raster_beyond_the_limits_is_told(plan_folder: Draft, limits: dict[str, float], rule: str) -> None:
    write_tif(plan_folder.folder / TIF)
    plan_folder.config["limits"] = limits
    assert list(told(with_raster(plan_folder))) == [rule]


def test_a_block_that_would_not_fit_is_told(plan_folder: Draft) -> None:
    """One compressed strip of 36 million cells: sparse, so that the file itself is small."""
    sparse = {"height": 6000, "width": 6000, "SPARSE_OK": "TRUE", "compress": "deflate", "blockysize": 6000}
    path = plan_folder.folder / TIF
    with rasterio.open(
        path, "w", driver="GTiff", count=1, dtype="float32", crs=GRID, transform=MOVED, **sparse
    ):
        pass
    finding = told(with_raster(plan_folder))["raster_block_too_large"]
    assert "144 MB, the limit is 128 MB" in said(finding)


def test_every_raster_rule_has_a_test() -> None:
    tried = {rule for _, _, rule, _ in FAULTS.values()} | {rule for _, _, rule, *_ in NOTES.values()}
    tried |= {"raster_partly", "raster_block_too_large"}
    assert {rule.id for rule in RASTER_RULES} <= tried


def test_the_other_rasters_of_a_plan_are_read_all_the_same(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF)
    with_raster(plan_folder)
    table = plan_folder.config["rasters"]["people"]
    plan_folder.config["rasters"]["lost"] = table | {"path": "layers/lost.tif"}
    plan_folder.write_config()
    loaded = load(plan_folder.folder, lenient=True)
    assert loaded.plan is not None
    assert list(loaded.plan.rasters) == ["people"]
    assert {f.rule.id for f in loaded.findings if f.layer == "lost"} == {"file_missing"}


# --- the rest of the house ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("apart")
def test_the_program_reads_the_rasters_of_a_plan(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF)
    loaded = with_raster(plan_folder).load()
    assert loaded.plan is not None
    assert [f.rule.id for f in loaded.findings if f.layer == "people"] == ["raster_partly"]
    assert np.array_equal(loaded.plan.rasters["people"].source.read(0, 0, 20, 20), PEOPLE)
    write_tif(plan_folder.folder / TIF, PEOPLE * 1e7)
    assert plan_folder.load().plan is None


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("fault", ["header only", "cut off", "complex", "withdrawn", "nothing"])
def test_the_process_of_its_own_says_the_same(plan_folder: Draft, fault: str) -> None:
    test_a_fault_stops_the_raster_and_is_told(plan_folder, fault)


def test_a_raster_is_an_input_of_the_build(plan_folder: Draft) -> None:
    path = write_tif(plan_folder.folder / TIF)
    with_raster(plan_folder)
    build(plan_folder.folder, "vi", (Step.EXPORT,))
    assert TIF in read_manifest(plan_folder.folder).inputs
    assert build(plan_folder.folder, "vi", (Step.EXPORT,)).unchanged
    write_tif(path, PEOPLE * 2)
    before = read_manifest(plan_folder.folder).inputs[TIF]
    build(plan_folder.folder, "vi", (Step.EXPORT,))
    assert read_manifest(plan_folder.folder).inputs[TIF] != before


def test_a_mended_copy_keeps_its_rasters(
    plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write_tif(plan_folder.folder / TIF)
    with_raster(plan_folder)
    target = tmp_path_factory.mktemp("mended") / "copy"
    outcome = mend(plan_folder.folder, target, "vi")
    assert not outcome.needs_person
    assert (target / TIF).read_bytes() == path.read_bytes()


# --- real data --------------------------------------------------------------------------------------------------------


@pytest.fixture
def real_plan(plan_folder: Draft, real_data: Path) -> Draft:
    """The small plan with the population grids of WorldPop and the built-up grid of Tằng Loỏng."""
    tables = {}
    for key, kind, name in (
        ("p2000", "population", "population_2000_1km.tif"),
        ("p2020", "population", "population_2020_1km.tif"),
        ("built", "builtup", "impervious_fraction_90m.tif"),
    ):
        shutil.copy(real_data / name, plan_folder.folder / "layers" / name)
        tables[key] = {
            "kind": kind,
            "path": f"layers/{name}",
            "name_vi": key,
            "as_of": "2020",
            "source": "S1",
        }
    plan_folder.config["rasters"] = tables
    plan_folder.write_config()
    return plan_folder


@pytest.mark.real_data
def test_real_grids_hold_what_their_cells_hold(real_plan: Draft, real_data: Path) -> None:
    loaded = real_plan.load()
    assert loaded.plan is not None
    told_of = {(f.layer, f.rule.id) for f in loaded.findings if f.rule in RASTER_RULES}
    assert told_of == {("built", "raster_partly"), ("built", "raster_rounded")}
    for key, name in (("p2000", "population_2000_1km.tif"), ("p2020", "population_2020_1km.tif")):
        raster = loaded.plan.rasters[key]
        with rasterio.open(real_data / name) as dataset:
            cells = dataset.read(1).astype(float)
            whole = np.array([shapely.box(*dataset.bounds)], dtype=object)
        found = zonal(raster.source, whole, raster.crs, Stat.SUM)
        assert found.value[0] == pytest.approx(cells[cells != -99999].sum(), rel=1e-12)
        assert found.cells[0] == (cells != -99999).sum()


@pytest.mark.real_data
def test_real_communes_share_out_the_people_of_their_union(real_plan: Draft, real_data: Path) -> None:
    """Thirteen pairs of communes overlap; cut out of each other they share out what all of them hold together."""
    import geopandas as gpd  # noqa: PLC0415 - heavy

    plan = real_plan.load().plan
    assert plan is not None
    raster = plan.rasters["p2020"]
    communes = np.array(gpd.read_file(real_data / "communes_2025.geojson").geometry.values, dtype=object)
    whole = shapely.union_all(communes)
    parts, left = [], whole
    for commune in communes:
        parts.append(shapely.intersection(left, commune))
        left = shapely.difference(left, commune)
    areal = np.array(
        [shapely.multipolygons([p for p in shapely.get_parts(g) if p.area]) for g in parts], dtype=object
    )
    shared = zonal(raster.source, areal, raster.crs, Stat.SUM)
    together = zonal(raster.source, np.array([whole], dtype=object), raster.crs, Stat.SUM)
    assert np.nansum(shared.value) == pytest.approx(together.value[0], rel=1e-6)
    assert shared.cells.sum() == pytest.approx(together.cells[0], rel=1e-6)
