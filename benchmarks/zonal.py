"""How long zonal statistics take on a large raster, how much memory they need, and how the alternatives do.

Run from the repository: ``.venv/bin/python benchmarks/zonal.py [--side N] [--file FOLDER]``. It writes a raster of
random values, sums it up in zones that share it out, checks that nothing is lost, and prints seconds, memory and
ratios. Every task runs in a process of its own, so that the memory is its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import rasterio
import shapely
from exactextract import exact_extract
from exactextract.feature import JSONFeatureSource
from numpy.typing import NDArray
from rasterio.features import rasterize
from rasterio.windows import Window, from_bounds

from zoneplan.io.rasters.file import FileSource, stamp_of
from zoneplan.kernels.tally import Stat
from zoneplan.kernels.zonal import zonal

CELL = 30.0
EAST, NORTH = 300_000.0, 2_600_000.0
CRS = "EPSG:32648"
NODATA = -99999.0
SETS = {
    "64 zones that share out the raster": (8, 1.0, False),
    "64 round zones of a twentieth of the raster each": (8, 2.0, True),
    "2,500 small zones": (50, 0.2, True),
    "22,500 tiny zones": (150, 0.15, True),
}
"""How many zones along a side, how large each is in parts of its place, and whether it is round."""


def say(line: str) -> None:
    """Writes a line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def written(path: Path, side: int) -> float:
    """Writes a raster of random values, a twentieth of them without data, and gives their sum."""
    chance = np.random.default_rng(1)
    total = 0.0
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=side,
        width=side,
        count=1,
        dtype="float32",
        crs=CRS,
        transform=rasterio.Affine(CELL, 0, EAST, 0, -CELL, NORTH),
        nodata=NODATA,
        tiled=True,
        blockxsize=512,
        blockysize=512,
        compress="deflate",
        predictor=3,
        zlevel=1,
    ) as dataset:
        for row in range(0, side, 512):
            cells = chance.gamma(0.5, 4, (min(512, side - row), side)).astype(np.float32)
            lacking = chance.random(cells.shape) < 0.05  # noqa: PLR2004 - a twentieth
            total += float(cells[~lacking].sum(dtype=np.float64))
            cells[lacking] = NODATA
            dataset.write(cells, 1, window=Window(0, row, side, len(cells)))
    return total


def zones_of(name: str, side: int) -> NDArray[np.object_]:
    """Gives the zones of a set in the grid of the raster."""
    count, part, is_round = SETS[name]
    step = side * CELL / count
    row, column = (index.ravel() for index in np.mgrid[:count, :count])
    x, y = EAST + column * step, NORTH - row * step
    if not is_round:
        slant = np.linspace(0, step / 3, count + 1)
        return np.array(
            [_slanted(i, j, step, slant) for i in range(count) for j in range(count)], dtype=object
        )
    centres = shapely.points(x + step / 2, y - step / 2)
    return np.asarray(shapely.buffer(centres, step * part / 2, quad_segs=16), dtype=object)


def _slanted(i: int, j: int, step: float, slant: NDArray[np.float64]) -> shapely.Polygon:
    """Gives a zone whose inner edges run askew, so that most cells there are cut."""
    last = len(slant) - 2

    def across(column: int, height: float) -> float:
        """Gives where a cut between columns lies at a height, counted in zones from the top."""
        if column in {0, last + 1}:
            return EAST + column * step
        return EAST + column * step + float(np.interp(height, [0, last + 1], [-1, 1])) * step / 3

    top, bottom = float(i), float(i + 1)
    corners = [
        (across(j, top), top),
        (across(j + 1, top), top),
        (across(j + 1, bottom), bottom),
        (across(j, bottom), bottom),
    ]
    return shapely.Polygon([(x, NORTH - height * step) for x, height in corners])


def ours(path: Path, zones: NDArray[np.object_]) -> float:
    """Sums up by this program's wrapper, streaming from the file."""
    with rasterio.open(path) as dataset:
        shape = dataset.shape
    source = FileSource(path, path.name, stamp_of(path), shape, (CELL, 0, EAST, 0, -CELL, NORTH), CRS, NODATA)
    return float(np.nansum(zonal(source, zones, CRS, Stat.SUM).value))


def by_exactextract(path: Path, zones: NDArray[np.object_], strategy: str) -> float:
    """Sums up by exactextract called directly, which gives the sum only."""
    features = [{"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(z)} for z in zones]
    found = exact_extract(str(path), JSONFeatureSource(features), ["sum"], strategy=strategy)
    return float(sum(row["properties"]["sum"] for row in found))


def by_masks(path: Path, zones: NDArray[np.object_]) -> float:
    """Sums up the cells whose middle lies in a zone, zone by zone: what most programs do."""
    total = 0.0
    with rasterio.open(path) as dataset:
        for zone in zones:
            window = (
                from_bounds(*zone.bounds, transform=dataset.transform)
                .round_offsets()
                .round_lengths(op="ceil")
            )
            window = window.intersection(Window(0, 0, dataset.width, dataset.height))
            cells = dataset.read(1, window=window).astype(np.float64)
            place = dataset.window_transform(window)
            inside = rasterize([zone], out_shape=cells.shape, transform=place).astype(bool)
            total += float(cells[inside & (cells != NODATA)].sum())
    return total


WAYS: dict[str, Callable[[Path, NDArray[np.object_]], float]] = {
    "zoneplan: sum, bounds, coverage, cells": ours,
    "exactextract, zone by zone: sum": lambda path, zones: by_exactextract(path, zones, "feature-sequential"),
    "exactextract, raster by parts: sum": lambda path, zones: by_exactextract(
        path, zones, "raster-sequential"
    ),
    "rasterio masks, middles of cells: sum": by_masks,
}


def alone(way: str, name: str, path: Path, side: int) -> None:
    """Does one task and says its result, seconds, the processor's seconds, and memory."""
    zones = zones_of(name, side)
    start, busy = time.perf_counter(), time.process_time()
    total = WAYS[way](path, zones)
    elapsed, busy = time.perf_counter() - start, time.process_time() - busy
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    say(f"{total!r} {elapsed} {busy} {most}")


def apart(way: str, name: str, path: Path, side: int) -> tuple[float, float, float, float]:
    """Has a process of its own do one task."""
    line = [sys.executable, __file__, "--alone", way, name, "--file", str(path), "--side", str(side)]
    said = subprocess.run(line, check=True, capture_output=True, text=True, env=os.environ).stdout  # noqa: S603 - itself
    total, elapsed, busy, most = (float(part) for part in said.split())
    return total, elapsed, busy, most


def compare(path: Path, side: int, total: float) -> None:
    """Says how every way does on every set of zones."""
    for name in SETS:
        say(name)
        own: tuple[float, float] | None = None
        for way in WAYS:
            found, elapsed, busy, most = apart(way, name, path, side)
            own = own or (busy, found)
            say(
                f"  {way:<42}{elapsed:7.1f} s {busy:7.1f} s busy {most:6.2f} GB"
                f" {busy / own[0]:6.1f} times  sum off by {found / own[1] - 1:+.1e}"
            )
        if own and name == next(iter(SETS)):
            say(f"  the zones hold {own[1]!r}, the raster holds {total!r}: off by {own[1] / total - 1:+.1e}")


def main() -> None:
    """Runs everything, or one task alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=10_000, help="rows and columns of the raster")
    parser.add_argument("--file", type=Path, help="where the raster is to lie")
    parser.add_argument("--alone", nargs=2, metavar=("WAY", "SET"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        way, name = given.alone
        alone(way, name, given.file, given.side)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or Path(folder) / "raster.tif"
        total = written(path, given.side)
        say(f"a raster of {given.side:,} x {given.side:,} cells, {path.stat().st_size / 1e6:,.0f} MB")
        compare(path, given.side, total)


if __name__ == "__main__":
    main()
