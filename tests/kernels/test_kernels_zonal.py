"""What rasters hold in zones: by hand, by laying every cell over every zone, and by what must stay the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Transformer

from zoneplan.kernels import tally
from zoneplan.kernels.tally import Stat
from zoneplan.kernels.windows import WINDOW_CELLS, Affine, Window, windows
from zoneplan.kernels.zonal import Zonal, zonal
from zoneplan.plan.raster import ArraySource

GRID = "EPSG:9208"
CELL = 10.0
EAST, NORTH = 430_000.0, 2_470_000.0
NEAR = 3e-6
"""Fractions of cells are single-precision numbers."""


def raster(values: object, cell: float = CELL) -> ArraySource:
    """Gives a raster in the grid whose lower left corner lies at (EAST, NORTH)."""
    cells = np.array(values, dtype=float)
    return ArraySource(cells, (cell, 0.0, EAST, 0.0, -cell, NORTH + cell * len(cells)), GRID)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """Gives a box in metres from the lower left corner."""
    return shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)


def several(*shapes: object) -> NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def one(source: ArraySource, shape: object, stat: Stat) -> tuple[float, float, float, float, float]:
    """Gives value, low, high, coverage and cells of one zone."""
    found = zonal(source, several(shape), source.crs, stat)
    return (
        float(found.value[0]),
        float(found.low[0]),
        float(found.high[0]),
        float(found.coverage[0]),
        float(found.cells[0]),
    )


def columns(found: Zonal) -> NDArray[np.float64]:
    return np.array([found.value, found.low, found.high, found.coverage, found.cells])


# --- by hand -----------------------------------------------------------------------------------------------------

TWO = [[1.0, 2.0], [3.0, 4.0]]
GAP = [[1.0, np.nan], [3.0, 4.0]]
THREE = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]


@pytest.mark.parametrize(
    ("values", "zone", "expected"),
    [
        (TWO, box(0, 0, 20, 20), (10, 10, 10, 1, 4)),
        (TWO, box(0, 0, 10, 20), (4, 4, 4, 1, 2)),
        (TWO, box(5, 5, 15, 15), (2.5, 0, 10, 1, 1)),
        (TWO, box(0, 10, 15, 20), (2, 1, 3, 1, 1.5)),
        (TWO, box(0, 0, 5, 5), (0.75, 0, 3, 1, 0.25)),
        (TWO, box(-10, 0, 10, 20), (4, 4, 4, 0.5, 2)),
        (GAP, box(0, 0, 20, 20), (8, 8, 8, 0.75, 3)),
        (GAP, box(5, 5, 15, 15), (2, 0, 8, 0.75, 0.75)),
        (THREE, box(5, 5, 25, 25), (5 + (2 + 4 + 6 + 8) / 2 + (1 + 3 + 7 + 9) / 4, 5, 45, 1, 4)),
        (THREE, shapely.union_all([box(0, 20, 10, 30), box(20, 0, 30, 10)]), (10, 10, 10, 1, 2)),
        (THREE, shapely.difference(box(0, 0, 30, 30), box(10, 10, 20, 20)), (40, 40, 40, 1, 8)),
        (
            THREE,
            shapely.Polygon([(EAST, NORTH), (EAST + 30, NORTH), (EAST, NORTH + 30)]),
            (19 + 15 / 2, 19, 34, 1, 4.5),
        ),
    ],
    ids=[
        "all",
        "column",
        "quarters",
        "half",
        "corner",
        "beyond",
        "gap",
        "gap cut",
        "cut",
        "two parts",
        "hole",
        "slope",
    ],
)
def test_sums_by_hand(
    values: object, zone: shapely.Geometry, expected: tuple[float, float, float, float, float]
) -> None:
    assert one(raster(values), zone, Stat.SUM) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("values", "zone", "expected"),
    [
        ([[0.2, 0.4], [0.6, 0.8]], box(0, 0, 20, 20), (0.5, 0.5, 0.5, 1, 4)),
        ([[0.2, 0.4], [0.6, 0.8]], box(0, 10, 15, 20), (0.4 / 1.5, 0.4 / 1.5, 0.4 / 1.5, 1, 1.5)),
        ([[0.2, np.nan], [0.6, 0.8]], box(0, 10, 20, 20), (0.2, 0.1, 0.6, 0.5, 1)),
        ([[0.2, 0.4], [0.6, 0.8]], box(-20, 0, 20, 20), (0.5, 0.25, 0.75, 0.5, 4)),
        ([[0.2, np.inf], [0.6, -np.inf]], box(0, 0, 20, 20), (0.4, 0.2, 0.7, 0.5, 2)),
    ],
    ids=["all", "half", "gap", "beyond", "infinite"],
)
def test_means_by_hand(
    values: object, zone: shapely.Geometry, expected: tuple[float, float, float, float, float]
) -> None:
    assert one(raster(values), zone, Stat.MEAN) == pytest.approx(expected, abs=1e-6)


def test_densities_by_hand() -> None:
    """Of 1, 2, 3 and 4 persons on 100 m² each, a person sees (1 + 4 + 9 + 16) / 10 on 100 m²."""
    assert one(raster(TWO), box(0, 0, 20, 20), Stat.DENSITY)[:3] == pytest.approx((0.03, 0.03, 0.03))
    value, low, high, *_ = one(raster(TWO), box(0, 10, 15, 20), Stat.DENSITY)
    assert value == pytest.approx((1 + 2) / 2 / 100)
    assert low == pytest.approx(1 / 3 / 100)
    assert high == pytest.approx(0.02), "no more than the densest cell it touches"


def test_where_nobody_lives_there_is_no_density() -> None:
    assert np.isnan(one(raster([[0.0, 0.0]]), box(0, 0, 20, 10), Stat.DENSITY)[0])


def test_a_number_for_no_data_is_never_summed() -> None:
    cells = np.array([[1, -99999], [3, -99999]])
    source = ArraySource(cells, (CELL, 0, EAST, 0, -CELL, NORTH + 20), GRID, nodata=-99999)
    assert one(source, box(0, 0, 20, 20), Stat.SUM) == pytest.approx((4, 4, 4, 0.5, 2))


# --- no zone, no value -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stat", Stat)
def test_what_is_no_zone_has_no_value_and_leaves_the_others_theirs(stat: Stat) -> None:
    bow = shapely.Polygon([(EAST, NORTH), (EAST + 10, NORTH + 10), (EAST + 10, NORTH), (EAST, NORTH + 10)])
    nowhere = shapely.transform(box(0, 0, 9, 9), lambda xy: np.where(xy == EAST + 9, np.inf, xy))
    zones = several(None, shapely.Polygon(), bow, nowhere, box(0, 0, 20, 20), box(100, 100, 120, 120))
    found = zonal(raster(TWO), zones, GRID, stat)
    assert np.isnan(found.value).tolist() == [True, True, True, True, False, True]
    assert np.isnan(found.low).tolist() == np.isnan(found.high).tolist() == np.isnan(found.value).tolist()
    assert found.coverage[4:].tolist() == [1.0, 0.0]
    assert np.isnan(found.coverage[:4]).all()


def test_a_zone_on_no_data_has_no_value_rather_than_zero() -> None:
    assert np.isnan(one(raster(GAP), box(12, 12, 18, 18), Stat.SUM)[:3]).all()
    assert one(raster(GAP), box(12, 12, 18, 18), Stat.SUM)[3:] == (0.0, 0.0)


def test_no_zones_give_no_values() -> None:
    assert columns(zonal(raster(TWO), several(), GRID, Stat.SUM)).shape == (5, 0)


@pytest.mark.parametrize(
    "shape", [shapely.Point(EAST, NORTH), shapely.LineString([(EAST, NORTH), (EAST + 9, NORTH)])]
)
def test_points_and_lines_are_no_zones(shape: shapely.Geometry) -> None:
    with pytest.raises(ValueError, match="no polygon"):
        zonal(raster(TWO), several(shape), GRID, Stat.SUM)


def test_another_system_is_never_silently_wrong() -> None:
    with pytest.raises(ValueError, match=r"EPSG:4326.*EPSG:9208"):
        zonal(raster(TWO), several(box(0, 0, 10, 10)), "EPSG:4326", Stat.SUM)


@pytest.mark.parametrize("transform", [(0, 0, 0, 0, -1, 0), (1, 1, 0, 1, 1, 0), (np.nan, 0, 0, 0, -1, 0)])
def test_cells_without_area_are_refused(transform: Affine) -> None:
    source = ArraySource(np.ones((2, 2)), transform, GRID)
    with pytest.raises(ValueError, match="without area"):
        zonal(source, several(box(0, 0, 10, 10)), GRID, Stat.SUM)


# --- a second implementation: every cell over every zone -----------------------------------------------------------


def by_overlay(
    source: ArraySource, zone: shapely.Geometry, stat: Stat, areas: NDArray[np.float64]
) -> list[float]:
    """Gives value, low, high, coverage and cells from the overlay of every cell with the zone.

    Args:
        source: A north-up raster.
        zone: A polygon in the grid of the raster.
        stat: What is asked.
        areas: The area of a cell of each row, shape ``(rows,)``.
    """
    a, _, c, _, e, f = source.transform
    rows, cols = source.shape
    row, col = np.mgrid[:rows, :cols]
    cells = shapely.box(c + a * col, f + e * (row + 1), c + a * (col + 1), f + e * row)
    part = shapely.area(shapely.intersection(cells, zone)) / abs(a * e)
    part[part < 1e-9] = 0
    values = source.read(0, 0, rows, cols)
    data = ~np.isnan(values)
    v, ground = np.where(data, values, 0), np.broadcast_to(areas[:, np.newaxis], values.shape)
    held = np.where(data, part, 0)
    whole, touched = part > 1 - 1e-6, part > 1e-6
    outside = (shapely.area(zone) / abs(a * e) - part.sum()) * areas.mean()
    covered = (held * ground).sum() / ((part * ground).sum() + outside)
    if held.sum() < 1e-9:
        return [np.nan, np.nan, np.nan, covered, held.sum()]
    if stat is Stat.SUM:
        found = [(held * v).sum(), (v * whole).sum(), (v * touched).sum()]
    elif stat is Stat.MEAN:
        mean = (held * ground * v).sum() / (held * ground).sum()
        found = [mean, mean * covered, mean * covered + 1 - covered]
    else:
        q, inside, all_ = v * v / ground, (v * whole).sum(), (v * touched).sum()
        most = (v / ground * touched).max()
        found = [
            (held * q).sum() / (held * v).sum(),
            (q * whole).sum() / all_,
            min((q * touched).sum() / inside, most) if inside else most,
        ]
    return [*found, covered, held.sum()]


def stars(size: float) -> st.SearchStrategy[shapely.Polygon]:
    """Gives polygons that are seen whole from a point within or near a raster of a size in metres."""
    reach = st.floats(0.02 * size, 0.8 * size)
    return st.builds(
        _star,
        st.floats(-0.2 * size, 1.2 * size),
        st.floats(-0.2 * size, 1.2 * size),
        st.lists(reach, min_size=3, max_size=9),
    )


def _star(east: float, north: float, radii: list[float]) -> shapely.Polygon:
    angle = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    x, y = EAST + east + np.array(radii) * np.cos(angle), NORTH + north + np.array(radii) * np.sin(angle)
    return shapely.Polygon(np.column_stack([x, y]))


grids = st.builds(
    lambda rows, cols, seed: np.where(
        np.random.default_rng(seed).random((rows, cols)) < 0.15,
        np.nan,
        np.random.default_rng(seed + 1).random((rows, cols)),
    ),
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(0, 10**6),
)


@pytest.mark.parametrize("stat", Stat)
@given(values=grids, zones=st.lists(stars(90.0), min_size=1, max_size=4))
def test_as_if_every_cell_were_laid_over_every_zone(
    stat: Stat, values: NDArray[np.float64], zones: list[shapely.Polygon]
) -> None:
    source = raster(values)
    found = columns(zonal(source, several(*zones), GRID, stat))
    areas = np.full(source.shape[0], CELL**2)
    expected = np.array([by_overlay(source, zone, stat, areas) for zone in zones]).T
    tight = found[3] > 0.01
    assert found[:, tight] == pytest.approx(expected[:, tight], rel=1e-4, abs=1e-5, nan_ok=True)
    assert found[3:] == pytest.approx(expected[3:], rel=1e-4, abs=1e-5, nan_ok=True)


@pytest.mark.parametrize("stat", Stat)
@given(values=grids, zone=stars(90.0))
def test_the_bounds_hold_the_value(stat: Stat, values: NDArray[np.float64], zone: shapely.Polygon) -> None:
    value, low, high, coverage, cells = one(raster(values), zone, stat)
    assert np.isnan(value) or low <= value <= high
    assert 0 <= coverage <= 1
    assert cells >= 0


# --- degrees -----------------------------------------------------------------------------------------------------

EQUAL_AREA = Transformer.from_crs("EPSG:4326", "EPSG:6933", always_xy=True)


def on_the_ground(shape: shapely.Geometry) -> float:
    """Gives the area of a shape in degrees by a projection that keeps areas."""
    fine = shapely.segmentize(shape, 0.002)
    return float(
        shapely.transform(fine, lambda xy: np.column_stack(EQUAL_AREA.transform(xy[:, 0], xy[:, 1]))).area
    )


def in_degrees(values: object, cell: float = 0.5) -> ArraySource:
    return ArraySource(np.array(values, dtype=float), (cell, 0, 103.0, 0, -cell, 23.0), "EPSG:4326")


def test_a_mean_in_degrees_is_weighted_by_area_on_the_ground() -> None:
    """Between 20° and 60° a degree of latitude holds ever less land."""
    source = ArraySource(np.array([[1.0], [0.0]]), (20.0, 0, 100.0, 0, -20.0, 60.0), "EPSG:4326")
    north, south = on_the_ground(shapely.box(100, 40, 120, 60)), on_the_ground(shapely.box(100, 20, 120, 40))
    value, *_ = one(source, shapely.box(100, 20, 120, 60), Stat.MEAN)
    assert value == pytest.approx(north / (north + south), rel=1e-6)
    assert value < 0.45


def test_sums_in_degrees_need_no_areas() -> None:
    assert one(in_degrees(TWO), shapely.box(103.25, 22.25, 103.75, 22.75), Stat.SUM)[0] == pytest.approx(2.5)


def test_a_density_in_degrees_counts_square_metres_on_the_ground() -> None:
    source = in_degrees([[1000.0]])
    value, *_ = one(source, shapely.box(103, 22.5, 103.5, 23), Stat.DENSITY)
    assert value == pytest.approx(1000 / on_the_ground(shapely.box(103, 22.5, 103.5, 23)), rel=1e-6)


@pytest.mark.parametrize(
    "zone",
    [
        shapely.box(102.5, 22.2, 103.7, 22.9),
        shapely.box(103.2, 21.0, 103.7, 22.9),
        shapely.box(103.2, 22.2, 103.7, 25.0),
        shapely.Polygon([(102.0, 21.0), (105.0, 22.0), (103.5, 24.0)]),
    ],
    ids=["west", "south", "north", "around"],
)
def test_the_coverage_of_a_zone_that_sticks_out_is_that_on_the_ground(zone: shapely.Polygon) -> None:
    found = one(in_degrees(np.ones((10, 10)), 0.1), zone, Stat.MEAN)
    inside = shapely.intersection(zone, shapely.box(103, 22, 104, 23))
    assert found[3] == pytest.approx(on_the_ground(inside) / on_the_ground(zone), rel=3e-4)


def test_a_whole_zone_in_degrees_is_covered_whole() -> None:
    zone = shapely.Polygon([(103.01, 22.02), (103.97, 22.3), (103.5, 22.99), (103.2, 22.7)])
    assert one(in_degrees(np.ones((1000, 1000)), 0.001), zone, Stat.MEAN)[3] == 1.0


# --- what must stay the same ---------------------------------------------------------------------------------------


@given(values=grids, cuts=st.lists(st.floats(0.01, 0.99), min_size=1, max_size=4))
def test_zones_that_share_out_a_raster_share_out_its_sum(
    values: NDArray[np.float64], cuts: list[float]
) -> None:
    source = raster(values)
    width, height = CELL * values.shape[1], CELL * values.shape[0]
    edges = [0.0, *sorted(cuts), 1.0]
    zones = several(
        *(
            box(west * width, south * height, east * width, north * height)
            for west, east in pairwise(edges)
            for south, north in ((0, 0.37), (0.37, 1))
            if (east - west) * width > 1e-4
        )
    )
    found = zonal(source, zones, GRID, Stat.SUM)
    assert np.nansum(found.value) == pytest.approx(np.nansum(values), rel=1e-4, abs=1e-3)
    assert found.cells.sum() == pytest.approx((~np.isnan(values)).sum(), rel=1e-4, abs=1e-3)


@given(values=grids, zones=st.lists(stars(90.0), min_size=2, max_size=5), seed=st.integers(0, 99))
def test_the_order_of_zones_and_of_vertices_does_not_matter(
    values: NDArray[np.float64], zones: list[shapely.Polygon], seed: int
) -> None:
    source, given_zones = raster(values), several(*zones)
    order = np.random.default_rng(seed).permutation(len(zones))
    turned = several(
        *(shapely.Polygon(np.roll(z.exterior.coords[:-1], 1, axis=0)[::-1]) for z in given_zones[order])
    )
    before, after = (columns(zonal(source, z, GRID, Stat.SUM)) for z in (given_zones, turned))
    assert after == pytest.approx(before[:, order], rel=NEAR, abs=1e-6, nan_ok=True)


@pytest.mark.parametrize("turn", ["moved", "south-up", "turned"])
def test_where_the_cells_lie_does_not_matter(turn: str) -> None:
    values = np.random.default_rng(3).random((6, 5))
    zone = _star(22, 31, [20, 9, 24, 13, 17])
    expected = one(raster(values), zone, Stat.SUM)
    a, _, c, _, e, f = raster(values).transform
    if turn == "moved":
        source = ArraySource(values, (a, 0, c + 7_000, 0, e, f - 3_000), GRID)
        zone = shapely.transform(zone, lambda xy: np.add(xy, [7_000, -3_000]))
    elif turn == "south-up":
        source = ArraySource(values[::-1], (a, 0, c, 0, -e, f + e * 6), GRID)
    else:
        source = _turned_raster(values)
        zone = shapely.transform(zone, _turned)
    assert one(source, zone, Stat.SUM) == pytest.approx(expected, rel=NEAR)


def _turned(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turns places by 30° around the lower left corner."""
    x, y = xy[:, 0] - EAST, xy[:, 1] - NORTH
    cos, sin = np.cos(np.pi / 6), np.sin(np.pi / 6)
    return np.column_stack([EAST + cos * x - sin * y, NORTH + sin * x + cos * y])


def _turned_raster(values: NDArray[np.float64]) -> ArraySource:
    """Gives a raster turned in the same way."""
    rows = len(values)
    cos, sin = np.cos(np.pi / 6), np.sin(np.pi / 6)
    corner = _turned(np.array([[EAST, NORTH + CELL * rows]]))[0]
    return ArraySource(
        values,
        (CELL * cos, CELL * sin, float(corner[0]), CELL * sin, -CELL * cos, float(corner[1])),
        GRID,
    )


@given(values=grids, zone=stars(90.0), factor=st.floats(0.1, 50))
def test_scaling_laws(values: NDArray[np.float64], zone: shapely.Polygon, factor: float) -> None:
    """Twice the people are twice the sum; a grid twice as wide keeps sums and has a quarter of the density."""
    source = raster(values)
    total, dense = one(source, zone, Stat.SUM), one(source, zone, Stat.DENSITY)
    more = raster(values * factor)
    assert one(more, zone, Stat.SUM)[:3] == pytest.approx(
        [v * factor for v in total[:3]], rel=1e-9, nan_ok=True
    )
    wide = raster(values, CELL * 2)
    far = shapely.transform(zone, lambda xy: (xy - [EAST, NORTH]) * 2 + [EAST, NORTH])
    assert one(wide, far, Stat.SUM)[:4] == pytest.approx(total[:4], rel=1e-4, abs=1e-5, nan_ok=True)
    assert one(wide, far, Stat.DENSITY)[0] == pytest.approx(dense[0] / 4, rel=1e-4, nan_ok=True)


# --- windows -----------------------------------------------------------------------------------------------------


@dataclass
class Watched:
    """A source that remembers what was read of it."""

    inner: ArraySource
    reads: list[Window] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shape, self.transform, self.crs = self.inner.shape, self.inner.transform, self.inner.crs
        self.nodata, self.row_areas_m2 = self.inner.nodata, self.inner.row_areas_m2

    def read(self, row: int, column: int, height: int, width: int) -> NDArray[np.float64]:
        rows, cols = self.inner.shape
        assert 0 <= row < row + height <= rows
        assert 0 <= column < column + width <= cols
        self.reads.append(Window(row, column, height, width))
        return self.inner.read(row, column, height, width)


ZONES = several(
    _star(220, 310, [200, 90, 240, 130, 170]),
    _star(400, 400, [300, 350, 320]),
    _star(50, 650, [20, 25, 22, 30]),
    box(0, 0, 800, 800),
    box(-100, -100, 300, 300),
)
BIG = raster(
    np.where(
        np.random.default_rng(1).random((80, 80)) < 0.1, np.nan, np.random.default_rng(2).random((80, 80))
    )
)


@pytest.mark.parametrize("together", [True, False], ids=["once", "zone by zone"])
@pytest.mark.parametrize("stat", Stat)
@pytest.mark.parametrize(("square", "cells"), [(4, 100), (16, 256), (5, 1000), (64, 10**6)])
def test_small_windows_find_what_large_ones_find(
    monkeypatch: pytest.MonkeyPatch, stat: Stat, square: int, cells: int, together: bool
) -> None:
    expected = np.array([by_overlay(BIG, zone, stat, np.full(80, CELL**2)) for zone in ZONES]).T
    monkeypatch.setattr(tally, "_SQUARE", square)
    monkeypatch.setattr(tally, "_SMALL", 2 * square**2)
    monkeypatch.setattr(tally, "WINDOW_CELLS", cells)
    monkeypatch.setattr(tally, "windows", partial(_windows, cells))
    monkeypatch.setattr(tally, "_by_raster", lambda boxes, part: together)
    watched = Watched(BIG)
    assert columns(zonal(watched, ZONES, GRID, stat)) == pytest.approx(expected, rel=1e-5)
    assert max(w.height * w.width for w in watched.reads) <= max(cells, square**2)


def _windows(cells: int, part: Window, side: int, most: int | None = None) -> Iterator[Window]:
    return windows(part, side, most or cells)


def test_zones_together_read_no_cell_twice() -> None:
    watched = Watched(BIG)
    zonal(watched, ZONES, GRID, Stat.SUM)
    assert sum(w.height * w.width for w in watched.reads) <= 80 * 80


def test_few_small_zones_read_only_what_lies_under_them() -> None:
    far = raster(np.broadcast_to(1.0, (4000, 4000)))
    watched = Watched(far)
    found = zonal(watched, several(box(0, 0, 40, 40), box(39_000, 39_000, 39_040, 39_040)), GRID, Stat.SUM)
    assert found.value == pytest.approx([16, 16])
    assert sum(w.height * w.width for w in watched.reads) == 32


@given(
    st.integers(0, 300),
    st.integers(0, 300),
    st.integers(1, 70),
    st.integers(1, 70),
    st.integers(1, 9),
    st.integers(1, 900),
)
def test_windows_make_up_a_part(  # noqa: PLR0917 - a part, and what its windows keep to
    row: int, column: int, height: int, width: int, side: int, cells: int
) -> None:
    part = Window(row, column, height, width)
    seen = np.zeros((row + height, column + width), dtype=int)
    for window in windows(part, side, cells):
        assert window.height * window.width <= max(cells, side**2)
        assert (window.row - row) % side == (window.column - column) % side == 0
        seen[window.row : window.row + window.height, window.column : window.column + window.width] += 1
    assert (seen[row:, column:] == 1).all()
    assert seen.sum() == height * width
    assert WINDOW_CELLS >= 64**2
