"""Rasters from strangers: damaged, lying, swollen or reaching out, each ends in words and within its limits."""

import os
import random
import socket
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from hostile.corpus import damaged, told, unchanged
from hostile.test_hostile_config import REACHES
from raster_files import PEOPLE, TIF, with_raster, write_tif
from support import EAST, GRID, NORTH, Draft
from zoneplan.io.rasters import read
from zoneplan.plan.config import Config
from zoneplan.plan.finding import Finding
from zoneplan.plan.raster import Raster

SEEDS = range(14)
KINDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "tiles": {"tiled": True, "blockxsize": 16, "blockysize": 16, "compress": "deflate", "predictor": 3},
    "big": {"BIGTIFF": "YES", "compress": "lzw"},
    "jpeg": {"dtype": "uint8", "tiled": True, "blockxsize": 16, "blockysize": 16, "compress": "jpeg"},
}


def read_now(draft: Draft) -> tuple[dict[str, Raster], list[Finding]]:
    return read.read_rasters(draft.folder, Config.model_validate(draft.config))


def rules(draft: Draft) -> set[str]:
    return {finding.rule.id for finding in read_now(draft)[1]}


def tiff(*tags: tuple[int, int, int, int], body: bytes = b"") -> bytes:
    """Gives a little-endian TIFF of one directory with tags ``(id, type, count, value)``."""
    entries = b"".join(struct.pack("<HHII", *tag) for tag in sorted(tags))
    return struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + struct.pack("<I", 0) + body


def claimed(width: int, height: int, bits: int = 32, *, compression: int = 1) -> bytes:
    """Gives a TIFF that claims so many cells and holds none of them."""
    return tiff(
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, bits),
        (259, 3, 1, compression),
        (262, 3, 1, 1),
        (273, 4, 1, 400),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, 10),
        (339, 3, 1, 3),
        body=bytes(300),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_raster_is_read_or_told(plan_folder: Draft, seed: int) -> None:
    chance = random.Random(f"raster {seed}")  # noqa: S311 - damage, not secrets
    kind = chance.choice(list(KINDS))
    values = PEOPLE.astype(np.uint8) if kind == "jpeg" else PEOPLE
    path = write_tif(plan_folder.folder / TIF, values, **KINDS[kind])
    path.write_bytes(damaged(path.read_bytes(), chance))
    with_raster(plan_folder)
    rasters, findings = read_now(plan_folder)
    assert rasters or any(finding.is_error for finding in findings)
    for raster in rasters.values():
        cells = raster.source.read(0, 0, *raster.shape)
        assert not (cells < 0).any()
        assert np.isfinite(np.nansum(cells))


def test_a_damaged_raster_ends_the_commands_in_words(plan_folder: Draft) -> None:
    path = write_tif(plan_folder.folder / TIF, compress="deflate")
    path.write_bytes(path.read_bytes()[:200])
    with_raster(plan_folder)
    with unchanged(plan_folder.folder):
        assert told("check", plan_folder.folder, "--lang", "en").code == 3
        assert told("build", plan_folder.folder).code == 3


LYING = {
    "too many cells": (
        claimed(2**31 - 1, 2**31 - 1),
        {"raster_unreadable", "file_too_large", "file_too_heavy"},
    ),
    "many cells": (claimed(30_000, 30_000), {"raster_unreadable", "file_too_large"}),
    "no cells": (claimed(0, 0), {"raster_unreadable"}),
    "one long row": (
        claimed(400_000_000, 1),
        {"raster_unreadable", "raster_block_too_large", "raster_grid_unfit"},
    ),
    "odd bits": (claimed(20, 20, 31), {"raster_unreadable", "raster_grid_unfit"}),
    "unknown packing": (claimed(20, 20, compression=9999), {"raster_unreadable", "raster_grid_unfit"}),
    "directory in a circle": (struct.pack("<2sHIHI", b"II", 42, 8, 0, 8), {"raster_unreadable"}),
    "directory beyond the end": (struct.pack("<2sHI", b"II", 42, 2**31), {"raster_unreadable"}),
    "BigTIFF of nothing": (struct.pack("<2sHHHQ", b"II", 43, 8, 0, 2**62), {"raster_unreadable"}),
}


@pytest.mark.parametrize("lie", LYING)
def test_a_header_that_lies_is_told(plan_folder: Draft, lie: str) -> None:
    data, expected = LYING[lie]
    (plan_folder.folder / TIF).write_bytes(data)
    found = rules(with_raster(plan_folder))
    assert len(found) == 1
    assert found <= expected


def test_cells_that_are_nowhere_in_the_file_are_bounded(plan_folder: Draft) -> None:
    """A sparse file of a few kilobytes that would unpack to 1.6 GB."""
    with rasterio.open(
        plan_folder.folder / TIF,
        "w",
        driver="GTiff",
        count=1,
        dtype="float32",
        height=20_001,
        width=20_000,
        crs=GRID,
        transform=rasterio.Affine(1, 0, EAST, 0, -1, NORTH),
        tiled=True,
        SPARSE_OK="TRUE",
        compress="deflate",
    ):
        pass
    assert (plan_folder.folder / TIF).stat().st_size < 100_000
    assert rules(with_raster(plan_folder)) == {"file_too_large"}


def test_a_crash_ends_the_process_apart_and_not_the_program(
    plan_folder: Draft, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crashing = tmp_path / "crash.py"
    crashing.write_text("import os\n\n\ndef do(job):\n    os.abort()\n", encoding="utf-8")
    monkeypatch.setattr(read, "_TASK", crashing)
    write_tif(plan_folder.folder / TIF)
    assert rules(with_raster(plan_folder)) == {"raster_unreadable"}


@pytest.mark.parametrize("path", REACHES)
def test_a_path_reaches_nothing_but_files_of_the_plan(
    plan_folder: Draft, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing may be opened")

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(read, "run", never)
    rasters, findings = read_now(with_raster(plan_folder, path=path))
    assert not rasters
    assert {f.rule.id for f in findings} <= {
        "path_refused",
        "file_missing",
        "file_misnamed",
        "raster_unreadable",
    }


def test_links_and_pipes_are_no_way_out(plan_folder: Draft, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = write_tif(tmp_path_factory.mktemp("outside") / "people.tif")
    link = plan_folder.folder / TIF
    link.symlink_to(outside)
    assert rules(with_raster(plan_folder)) == {"path_refused"}
    link.unlink()
    os.mkfifo(link)
    assert rules(plan_folder) <= {"file_missing", "file_misnamed"}


VRT = (
    '<VRTDataset rasterXSize="20" rasterYSize="20"><VRTRasterBand dataType="Float32" band="1"><SimpleSource>'
    "<SourceFilename>/etc/passwd</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"
)


@pytest.mark.parametrize(
    "content",
    [
        VRT.encode(),
        b"II*\x00" + VRT.encode(),
        b"<GDAL_WMS><Service name='TMS'><ServerUrl>http://127.0.0.1:9/</ServerUrl></Service></GDAL_WMS>",
        b"\x89HDF\r\n\x1a\n" + bytes(200),
        b"CDF\x01" + bytes(200),
        b"SQLite format 3\x00" + bytes(200),
    ],
    ids=["VRT", "VRT behind a mark", "WMS", "HDF5", "netCDF", "SQLite"],
)
def test_other_formats_are_not_opened_under_a_false_name(plan_folder: Draft, content: bytes) -> None:
    (plan_folder.folder / TIF).write_bytes(content)
    assert rules(with_raster(plan_folder)) == {"raster_unreadable"}


def test_metadata_cannot_point_elsewhere_or_steer_the_terminal(plan_folder: Draft) -> None:
    tags = {
        "OVERVIEW_FILE": "/etc/passwd",
        "x": "\x1b[2J<script>alert(1)</script>",
        "TIFFTAG_SOFTWARE": "a" * 50_000,
    }
    write_tif(plan_folder.folder / TIF, tags=tags)
    rasters, _ = read_now(with_raster(plan_folder))
    assert np.array_equal(rasters["people"].source.read(0, 0, 20, 20), PEOPLE)
    assert "\x1b" not in told("check", plan_folder.folder).text


def test_nothing_is_left_behind(plan_folder: Draft) -> None:
    write_tif(plan_folder.folder / TIF)
    with_raster(plan_folder)
    with unchanged(plan_folder.folder):
        read_now(plan_folder)


@pytest.mark.parametrize("limits", ["cells = -1", "raster_mb = 0", "cells = 1.5"])
def test_limits_without_sense_are_told(plan_folder: Draft, limits: str) -> None:
    write_tif(plan_folder.folder / TIF)
    with_raster(plan_folder)
    config = plan_folder.folder / "zoneplan.toml"
    config.write_text(config.read_text(encoding="utf-8") + f"\n[limits]\n{limits}\n", encoding="utf-8")
    assert "config_invalid" in told("check", plan_folder.folder).text
