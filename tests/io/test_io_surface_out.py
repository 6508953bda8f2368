"""Surfaces as Cloud Optimised GeoTIFF: the same values, the same bytes, laid out as the format asks."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rasterio.enums import Compression

from support import EAST, GRID, NORTH
from zoneplan.io.surface_out import NODATA, cog_bytes

PLACE = (100.0, 0.0, EAST, 0.0, -100.0, NORTH)
LARGE = np.add.outer(np.arange(1200.0), np.arange(1300.0) / 7)


def opened(data: bytes) -> tuple[rasterio.MemoryFile, rasterio.DatasetReader]:
    file = rasterio.MemoryFile(data)
    return file, file.open(driver="GTiff")


def values_of(data: bytes) -> NDArray[np.float64]:
    file, dataset = opened(data)
    with file, dataset:
        return np.asarray(dataset.read(1, masked=True).astype(np.float64).filled(np.nan))


@settings(max_examples=20)
@given(
    st.lists(
        st.lists(st.floats(-(2.0**100), 2.0**100, width=32) | st.just(float("nan")), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_values_in_single_precision_come_back_as_they_were(rows: list[list[float]]) -> None:
    values = np.array(rows)
    if (values == NODATA).any():
        return
    assert np.array_equal(values_of(cog_bytes(values, PLACE, GRID)), values, equal_nan=True)


def test_a_large_surface_is_tiled_compressed_and_has_overviews() -> None:
    file, dataset = opened(
        cog_bytes(LARGE, PLACE, GRID, name="Mật độ", unit="người/km²", tags={"as_of": "2026"})
    )
    with file, dataset:
        assert np.array_equal(dataset.read(1), LARGE.astype(np.float32))
        assert (dataset.dtypes, dataset.nodata, dataset.count) == (("float32",), NODATA, 1)
        assert dataset.block_shapes == [(512, 512)]
        assert dataset.compression is Compression.deflate
        assert dataset.overviews(1) == [2, 4]
        assert dataset.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert dataset.crs.to_epsg() == 9208
        assert tuple(dataset.transform)[:6] == PLACE
        assert (dataset.descriptions, dataset.units) == (("Mật độ",), ("người/km²",))
        assert dataset.tags()["as_of"] == "2026"


def test_an_overview_keeps_the_mean() -> None:
    data = cog_bytes(LARGE[:1024, :1024], PLACE, GRID)
    with rasterio.MemoryFile(data) as file, file.open(overview_level=0) as dataset:
        small = dataset.read(1)
    assert small.shape == (512, 512)
    assert small.mean() == pytest.approx(LARGE[:1024, :1024].mean(), rel=1e-5)


def test_what_has_no_data_has_none_and_does_not_dilute_overviews() -> None:
    values = np.full((1024, 1024), 5.0)
    values[:, 512:] = np.nan
    values[0, 0] = np.inf
    data = cog_bytes(values, PLACE, GRID)
    assert np.isnan(values_of(data)[:, 512:]).all()
    assert np.isnan(values_of(data)[0, 0])
    with rasterio.MemoryFile(data) as file, file.open(overview_level=0) as dataset:
        assert set(np.unique(dataset.read(1)).tolist()) == {5.0, NODATA}


def test_the_same_surface_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib, numpy as np; from zoneplan.io.surface_out import cog_bytes;"
        "v = np.add.outer(np.arange(1200.0), np.arange(1300.0) / 7);"
        f"print(hashlib.sha256(cog_bytes(v, {PLACE}, 'EPSG:9208', name='x', tags={{'b': '1', 'a': '2'}})).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    here = cog_bytes(LARGE, PLACE, GRID, name="x", tags={"b": "1", "a": "2"})
    assert hashlib.sha256(here).hexdigest() == there.strip()
    assert here == cog_bytes(LARGE, PLACE, GRID, name="x", tags={"b": "1", "a": "2"})


def test_it_is_written_in_memory_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cog_bytes(LARGE, PLACE, GRID)
    assert not list(tmp_path.iterdir())


def test_texts_of_data_are_kept_as_text() -> None:
    file, dataset = opened(
        cog_bytes(
            np.ones((2, 2)),
            PLACE,
            GRID,
            name="<b>&\x00\x1b[2J",
            tags={"note": "</GDALMetadata>\x07ư\n5\u00a0m"},
        )
    )
    with file, dataset:
        assert dataset.descriptions == ("<b>&[2J",)
        assert dataset.tags()["note"] == "</GDALMetadata>ư 5 m"


@pytest.mark.parametrize(
    "values",
    [np.empty((0, 3)), np.ones(3), np.ones((1, 2, 3)), np.array([[1e39]]), np.array([[NODATA, 1.0]])],
    ids=["empty", "a row", "a cube", "too large", "the mark itself"],
)
def test_what_is_no_surface_is_refused(values: NDArray[np.float64]) -> None:
    with pytest.raises(ValueError, match=r"cells|precision|mark"):
        cog_bytes(values, PLACE, GRID)


def test_a_surface_without_any_data_can_be_written() -> None:
    assert np.isnan(values_of(cog_bytes(np.full((3, 2), np.nan), PLACE, GRID))).all()
