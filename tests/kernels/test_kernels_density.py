"""Density surfaces against integrals done by counting, by hand and by loops; mass is kept to the last figure."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from support import EAST, NORTH
from zoneplan.kernels.density import (
    Grid,
    Surface,
    areal_masses,
    cells_sharing,
    kernel_density,
    silverman,
    spread,
)

Numbers = NDArray[np.float64]

ROWS, COLS, CELL = 12, 15, 100.0
GRID = Grid(EAST, NORTH, CELL, ROWS, COLS)
across = st.integers(0, 1500).map(float)
down = st.integers(0, 1200).map(float)
points = st.lists(st.tuples(across, down, st.integers(0, 50).map(float)), min_size=1, max_size=8)
bandwidths = st.sampled_from([1.0, 30.0, 50.0, 99.0, 250.0, 700.0, 5000.0])
masks = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).random((ROWS, COLS)) < 0.6)


def spots(given_: list[tuple[float, float, float]]) -> tuple[Numbers, Numbers]:
    table = np.array(given_)
    return np.column_stack([EAST + table[:, 0], NORTH - table[:, 1]]), table[:, 2]


def mass(surface: Surface, grid: Grid = GRID) -> float:
    return float(surface.per_km2.sum()) * grid.cell_m**2 / 1e6


def counted(x: float, y: float, grid: Grid, bandwidth: float, fine: int = 60) -> Numbers:
    """The kernel of a point over each cell, summed over many small squares of it."""
    steps = (np.arange(fine) + 0.5) / fine
    found = np.zeros(grid.shape)
    for row in range(grid.rows):
        for col in range(grid.cols):
            east = grid.west + (col + steps) * grid.cell_m - x
            north = grid.north - (row + steps) * grid.cell_m - y
            u = np.hypot(east[:, None], north) / bandwidth
            kernel = np.where(u < 1, 3 / (math.pi * bandwidth**2) * (1 - u**2) ** 2, 0.0)
            found[row, col] = kernel.mean() * grid.cell_m**2
    return found


def array(*shapes: shapely.Geometry) -> NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = list(shapes)
    return found


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A rectangle counted from the south-west corner of the grid."""
    foot = NORTH - ROWS * CELL
    return shapely.box(EAST + west, foot + south, EAST + east, foot + north)


def test_a_grid_and_its_bounds() -> None:
    assert GRID.bounds == (EAST, NORTH - 1200, EAST + 1500, NORTH)
    assert GRID.shape == (12, 15)
    assert GRID.cell_km2 == pytest.approx(0.01)
    around = Grid.around((EAST + 1, NORTH - 1150, EAST + 1401, NORTH - 30), 100)
    assert around == GRID
    assert Grid.around((5, 5, 5, 5), 10).shape == (1, 1)


@pytest.mark.parametrize("cell", [0, -1, math.nan, math.inf])
def test_cells_without_a_side(cell: float) -> None:
    with pytest.raises(ValueError, match="side above 0"):
        Grid(0, 0, cell, 1, 1)
    with pytest.raises(ValueError, match="side above 0"):
        Grid.around((0, 0, 1, 1), cell)


@pytest.mark.parametrize(("rows", "cols"), [(0, 1), (1, 0), (-1, 1)])
def test_grids_without_cells(rows: int, cols: int) -> None:
    with pytest.raises(ValueError, match="a row and a column"):
        Grid(0, 0, 1, rows, cols)


def test_density_at_the_place_itself() -> None:
    # far more cells than the kernel bends over: 3 / (pi h²) for each of 5 people, h = 1 km
    fine = Grid(-2000, 2000, 8, 500, 500)
    found = kernel_density([[4.0, 4.0]], 5, fine, 1000)
    assert found.per_km2.max() == pytest.approx(5 * 3 / math.pi, rel=1e-4)
    # half of h away: (1 - 1/4)² of it
    assert found.per_km2[249, 250 + 62] == pytest.approx(5 * 3 / math.pi * (1 - 0.496**2) ** 2, rel=1e-4)
    assert mass(found, fine) == pytest.approx(5, rel=1e-12)


def test_a_bandwidth_smaller_than_a_cell() -> None:
    found = kernel_density([[EAST + 250, NORTH - 350]], 7, GRID, 50)
    assert found.per_km2[3, 2] == pytest.approx(700)
    assert np.count_nonzero(found.per_km2) == 1
    corner = kernel_density([[EAST + 300, NORTH - 300]], 8, GRID, 50)
    assert corner.per_km2[2:4, 2:4] == pytest.approx(np.full((2, 2), 200))
    # h / 2 from the side: with x = sin t the part beyond is 1/2 - (16 / (5 pi)) (5t/16 + 15 sin 2t/64 + 3 sin 4t/64
    # + sin 6t/192) at t = 30 degrees, which is 0.0852
    half_root = math.sqrt(3) / 2
    beyond = 0.5 - 16 / (5 * math.pi) * (5 * math.pi / 96 + 18 * half_root / 64)
    side = kernel_density([[EAST + 280, NORTH - 350]], 1, GRID, 40)
    assert side.per_km2[3, 2:4] == pytest.approx([100 * (1 - beyond), 100 * beyond])


@pytest.mark.parametrize("bandwidth", [30, 90, 260, 900])
@pytest.mark.parametrize("xy", [(730, 510), (800, 600), (20, 1190)])
def test_cells_hold_the_integral_of_the_kernel(xy: tuple[float, float], bandwidth: float) -> None:
    place = EAST + xy[0], NORTH - xy[1]
    exact = counted(*place, GRID, bandwidth)
    found = kernel_density([place], 1, GRID, bandwidth).per_km2 * GRID.cell_km2
    assert found == pytest.approx(exact / exact.sum(), abs=2e-3 * exact.max())


def test_points_masked_by_loops() -> None:
    chance = np.random.default_rng(3)
    inside = chance.random(GRID.shape) < 0.7
    weights, xy = chance.uniform(0, 9, 12), chance.uniform(0, 1200, (12, 2)) * [1, -1] + [EAST, NORTH]
    expected, left = np.zeros(GRID.shape), 0.0
    for (x, y), weight in zip(xy, weights, strict=True):
        if inside[int((NORTH - y) // CELL), int((x - EAST) // CELL)]:
            kernel = counted(x, y, GRID, 230) * inside
            expected += weight * kernel / kernel.sum()
        else:
            left += weight
    found = kernel_density(xy, weights, GRID, 230, inside)
    assert found.per_km2 * GRID.cell_km2 == pytest.approx(expected, abs=1e-3 * expected.max())
    assert found.outside == pytest.approx(left)
    assert left > 0


@given(points, bandwidths, masks)
def test_mass_of_points_is_kept(
    given_: list[tuple[float, float, float]], bandwidth: float, inside: NDArray[np.bool_]
) -> None:
    xy, weight = spots(given_)
    whole = kernel_density(xy, weight, GRID, bandwidth)
    assert mass(whole) == pytest.approx(weight.sum(), rel=1e-9)
    assert whole.outside == 0
    part = kernel_density(xy, weight, GRID, bandwidth, inside)
    assert mass(part) + part.outside == pytest.approx(weight.sum(), rel=1e-9)
    assert not part.per_km2[~inside].any()
    assert (part.per_km2 >= 0).all()


@given(points, bandwidths, masks, st.integers(-40, 40), st.sampled_from([0.25, 3.0, 20.0]))
def test_order_and_place_do_not_matter_and_scale_does(
    given_: list[tuple[float, float, float]],
    bandwidth: float,
    inside: NDArray[np.bool_],
    moved: int,
    scale: float,
) -> None:
    xy, weight = spots(given_)
    found = kernel_density(xy, weight, GRID, bandwidth, inside)
    slack = 1e-9 * (1 + found.per_km2.max())
    turned = kernel_density(xy[::-1], weight[::-1], GRID, bandwidth, inside)
    assert turned.per_km2 == pytest.approx(found.per_km2, abs=slack)
    away = Grid(EAST + moved * 500, NORTH - moved * 250, CELL, ROWS, COLS)
    same = kernel_density(xy + np.array([moved * 500, -moved * 250]), weight, away, bandwidth, inside)
    assert same.per_km2 == pytest.approx(found.per_km2, abs=slack)
    large = Grid(0, 0, CELL * scale, ROWS, COLS)
    thin = kernel_density((xy - [[EAST, NORTH]]) * scale, weight, large, bandwidth * scale, inside)
    assert thin.per_km2 * scale**2 == pytest.approx(found.per_km2, abs=slack)


@given(points, bandwidths, masks)
def test_mirrors(
    given_: list[tuple[float, float, float]], bandwidth: float, inside: NDArray[np.bool_]
) -> None:
    xy, weight = spots(given_)
    found = kernel_density(xy, weight, GRID, bandwidth, inside).per_km2
    slack = 1e-9 * (1 + found.max())
    east = np.column_stack([2 * EAST + COLS * CELL - xy[:, 0], xy[:, 1]])
    assert kernel_density(east, weight, GRID, bandwidth, inside[:, ::-1]).per_km2[:, ::-1] == pytest.approx(
        found, abs=slack
    )
    north = np.column_stack([xy[:, 0], 2 * NORTH - ROWS * CELL - xy[:, 1]])
    assert kernel_density(north, weight, GRID, bandwidth, inside[::-1]).per_km2[::-1] == pytest.approx(
        found, abs=slack
    )


def test_at_the_edge_the_lost_half_is_given_back() -> None:
    wide = Grid(EAST - 1500, NORTH, CELL, ROWS, 2 * COLS)
    place = [[EAST, NORTH - 550]]
    free = kernel_density(place, 6, wide, 400).per_km2[:, COLS:]
    edge = kernel_density(place, 6, GRID, 400).per_km2
    assert edge == pytest.approx(2 * free)
    half = np.zeros(wide.shape, dtype=bool)
    half[:, COLS:] = True
    assert kernel_density(place, 6, wide, 400, half).per_km2[:, COLS:] == pytest.approx(edge)


def test_what_lies_outside_the_study_area_is_told() -> None:
    inside = np.zeros(GRID.shape, dtype=bool)
    inside[:, :5] = True
    xy = [[EAST + 250, NORTH - 250], [EAST + 510, NORTH - 250], [EAST - 1, NORTH - 250], [EAST + 9e5, NORTH]]
    found = kernel_density(xy, [1, 2, 4, 8], GRID, 300, inside)
    assert found.outside == 14
    assert mass(found) == pytest.approx(1)
    on_the_side = kernel_density([[EAST + 500, NORTH - 250]], 3, GRID, 300, inside)
    assert on_the_side.outside == 0
    assert mass(on_the_side) == pytest.approx(3)
    nowhere = kernel_density(xy, 1, GRID, 300, np.zeros(GRID.shape, dtype=bool))
    assert nowhere.outside == 4
    assert not nowhere.per_km2.any()


@pytest.mark.parametrize("corner", [(0, 0), (1500, 0), (0, 1200), (1500, 1200), (700, 1200)])
def test_the_sides_of_the_grid_belong_to_it(corner: tuple[float, float]) -> None:
    found = kernel_density([[EAST + corner[0], NORTH - corner[1]]], 2, GRID, 150)
    assert found.outside == 0
    assert mass(found) == pytest.approx(2)


def test_kernels_far_larger_than_the_grid_are_flat() -> None:
    found = kernel_density([[EAST + 10, NORTH - 10]], 9, GRID, 1e9)
    assert found.per_km2 == pytest.approx(np.full(GRID.shape, 9 / 1.8))
    assert spread(np.eye(ROWS, COLS), GRID, 1e9).per_km2 == pytest.approx(np.full(GRID.shape, 12 / 1.8))


def test_without_points() -> None:
    found = kernel_density(np.empty((0, 2)), 1, GRID, 100)
    assert found.outside == 0
    assert not found.per_km2.any()
    assert not kernel_density([], [], GRID, 100).per_km2.any()


def test_more_kernels_than_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    xy, weight = np.random.default_rng(5).uniform(0, 1200, (40, 2)) * [1, -1] + [EAST, NORTH], np.arange(40.0)
    whole = kernel_density(xy, weight, GRID, 250).per_km2
    monkeypatch.setattr("zoneplan.kernels.density._CELLS", 100)
    assert kernel_density(xy, weight, GRID, 250).per_km2 == pytest.approx(whole)


@pytest.mark.parametrize("bandwidth", [0, -1, math.nan, math.inf])
def test_bandwidths_that_are_none(bandwidth: float) -> None:
    with pytest.raises(ValueError, match="bandwidth"):
        kernel_density([[0, 0]], 1, GRID, bandwidth)
    with pytest.raises(ValueError, match="bandwidth"):
        spread(np.zeros(GRID.shape), GRID, bandwidth)


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf])
def test_weights_that_are_none(bad: float) -> None:
    with pytest.raises(ValueError, match="weights"):
        kernel_density([[EAST, NORTH]], bad, GRID, 100)
    with pytest.raises(ValueError, match="weights"):
        areal_masses(array(box(0, 0, 1, 1)), bad, GRID)
    with pytest.raises(ValueError, match="weights"):
        silverman([[0, 0], [1, 1]], [1, bad])
    with pytest.raises(ValueError, match="masses"):
        spread(np.full(GRID.shape, bad), GRID, 100)


def test_what_does_not_fit_the_grid() -> None:
    with pytest.raises(ValueError, match="coordinates"):
        kernel_density([[math.nan, 0]], 1, GRID, 100)
    with pytest.raises(ValueError, match="study area has the shape"):
        kernel_density([[0, 0]], 1, GRID, 100, np.ones((2, 2), dtype=bool))
    with pytest.raises(ValueError, match="masses have the shape"):
        spread(np.ones((2, 2)), GRID, 100)


@pytest.mark.parametrize("bandwidth", [20, 60, 150, 400])
def test_a_cell_is_spread_as_many_points_in_it(bandwidth: float) -> None:
    masses = np.zeros(GRID.shape)
    masses[5, 7] = 3
    steps = (np.arange(80) + 0.5) / 80 * CELL
    east, north = np.meshgrid(EAST + 700 + steps, NORTH - 500 - steps)
    many = kernel_density(np.column_stack([east.ravel(), north.ravel()]), 3 / east.size, GRID, bandwidth)
    found = spread(masses, GRID, bandwidth).per_km2
    assert found == pytest.approx(many.per_km2, abs=2e-3 * many.per_km2.max())


@pytest.mark.parametrize("bandwidth", [70, 330, 900])
def test_masses_spread_by_loops(bandwidth: float) -> None:
    chance = np.random.default_rng(11)
    masses, inside = chance.uniform(0, 9, GRID.shape), chance.random(GRID.shape) < 0.7
    wide = Grid(0, 0, CELL, 2 * ROWS + 1, 2 * COLS + 1)
    single = np.zeros(wide.shape)
    single[ROWS, COLS] = 1
    kernel = spread(single, wide, bandwidth).per_km2
    expected = np.zeros(GRID.shape)
    for row, col in np.argwhere(inside):
        here = kernel[ROWS - row : 2 * ROWS - row, COLS - col : 2 * COLS - col] * inside
        expected += masses[row, col] * here / here.sum()
    found = spread(masses, GRID, bandwidth, inside)
    assert found.per_km2 * GRID.cell_km2 == pytest.approx(expected, rel=1e-9)
    assert found.outside == pytest.approx(masses[~inside].sum())


@given(st.integers(0, 2**32 - 1), bandwidths, masks)
def test_mass_of_cells_is_kept(seed: int, bandwidth: float, inside: NDArray[np.bool_]) -> None:
    chance = np.random.default_rng(seed)
    masses = np.where(chance.random(GRID.shape) < 0.3, chance.lognormal(0, 4, GRID.shape), 0.0)
    found = spread(masses, GRID, bandwidth, inside)
    assert mass(found) == pytest.approx(masses[inside].sum(), rel=1e-9)
    assert found.outside == pytest.approx(masses[~inside].sum())
    assert (found.per_km2 >= 0).all()
    assert not found.per_km2[~inside].any()
    assert spread(masses[::-1], GRID, bandwidth, inside[::-1]).per_km2[::-1] == pytest.approx(
        found.per_km2, abs=1e-9 * (1 + found.per_km2.max())
    )


def test_cells_out_of_reach_stay_empty() -> None:
    masses = np.zeros(GRID.shape)
    masses[5, 7] = 1e6
    filled = np.argwhere(spread(masses, GRID, 150).per_km2)
    # 150 m from a cell are the second cells beside it; the corner of (2, 2) is 141 m away
    assert filled.min(axis=0).tolist() == [3, 5]
    assert filled.max(axis=0).tolist() == [7, 9]
    assert len(filled) == 25
    assert not spread(np.zeros(GRID.shape), GRID, 150).per_km2.any()


def test_grids_of_one_row_and_of_one_cell() -> None:
    row = Grid(0, 0, 10, 1, 7)
    found = spread(np.arange(7.0)[None, :], row, 35)
    assert mass(found, row) == pytest.approx(21)
    assert spread([[5.0]], Grid(0, 0, 10, 1, 1), 99).per_km2 == pytest.approx(50_000)


def test_an_even_surface_stays_even_away_from_the_edge() -> None:
    found = spread(np.full((40, 40), 2.0), Grid(0, 0, 100, 40, 40), 450).per_km2
    assert found[10:-10, 10:-10] == pytest.approx(np.full((20, 20), 200))


def test_polygons_by_cells() -> None:
    # 600 people on 250 m x 100 m: two cells and a half; 40 on a triangle that is half of a cell
    triangle = shapely.Polygon([(EAST, NORTH), (EAST + 100, NORTH), (EAST, NORTH - 100)])
    found = areal_masses(array(box(100, 100, 350, 200), triangle), [600, 40], GRID)
    assert found.per_cell[10, 1:4] == pytest.approx([240, 240, 120])
    assert found.per_cell[0, 0] == pytest.approx(40)
    assert found.per_cell.sum() == pytest.approx(640)
    assert found.outside == 0


def test_polygons_beyond_the_grid() -> None:
    found = areal_masses(array(box(-100, 0, 300, 100), box(-900, -900, -800, -800)), [8, 5], GRID)
    assert found.per_cell[11, :3] == pytest.approx([2, 2, 2])
    assert found.per_cell.sum() == pytest.approx(6)
    assert found.outside == pytest.approx(2 + 5)
    assert areal_masses(array(), 1, GRID).outside == 0


def test_polygons_without_land() -> None:
    for flat in (shapely.Polygon(), shapely.Point(0, 0), None):
        with pytest.raises(ValueError, match=r"without an area at \[1\]"):
            areal_masses(array(box(0, 0, 1, 1), flat), 1, GRID)


def test_polygons_cell_by_cell() -> None:
    foot = NORTH - ROWS * CELL
    hole = shapely.Point(EAST + 700, foot + 600).buffer(150)
    round_ = shapely.Point(EAST + 650, foot + 610).buffer(480).difference(hole)
    far = shapely.Point(EAST + 1400, foot + 100).buffer(250)
    shapes = [shapely.MultiPolygon([box(5, 5, 99, 20), box(1250, 1050, 1499, 1199)]), round_, far]
    weights = [10, 20, 40]
    expected = np.zeros(GRID.shape)
    for row in range(ROWS):
        for col in range(COLS):
            cell = box(col * CELL, (ROWS - row - 1) * CELL, (col + 1) * CELL, (ROWS - row) * CELL)
            expected[row, col] = sum(
                weight * shape.intersection(cell).area / shape.area
                for shape, weight in zip(shapes, weights, strict=True)
            )
    found = areal_masses(array(*shapes), weights, GRID)
    assert found.per_cell == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert found.outside == pytest.approx(70 - expected.sum())
    assert found.outside > 5


@given(
    st.lists(
        st.tuples(st.integers(-300, 1700), st.integers(-300, 1400), st.integers(1, 700), st.integers(1, 700)),
        min_size=1,
        max_size=5,
    )
)
def test_mass_of_polygons_is_kept(rectangles: list[tuple[int, int, int, int]]) -> None:
    shapes = array(*(box(x, y, x + w, y + h) for x, y, w, h in rectangles))
    weights = np.arange(1.0, len(rectangles) + 1)
    found = areal_masses(shapes, weights, GRID)
    assert found.per_cell.sum() + found.outside == pytest.approx(weights.sum(), rel=1e-9)
    inner = sum(
        weight * max(0, min(x + w, 1500) - max(x, 0)) * max(0, min(y + h, 1200) - max(y, 0)) / (w * h)
        for weight, (x, y, w, h) in zip(weights, rectangles, strict=True)
    )
    assert found.per_cell.sum() == pytest.approx(inner, rel=1e-9, abs=1e-12)
    turned = areal_masses(shapes[::-1], weights[::-1], GRID)
    assert turned.per_cell == pytest.approx(found.per_cell, rel=1e-9, abs=1e-12)


def test_more_polygons_than_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = array(*(box(90 * k, 50 * k, 90 * k + 300, 50 * k + 500) for k in range(12)))
    whole = areal_masses(shapes, 3, GRID)
    monkeypatch.setattr("zoneplan.kernels.density._CELLS", 20)
    assert areal_masses(shapes, 3, GRID).per_cell == pytest.approx(whole.per_cell)


def test_the_study_area_is_the_cells_that_share_its_land() -> None:
    flags = cells_sharing(box(100, 100, 300, 250), GRID)
    rows, cols = np.nonzero(flags)
    assert (rows.min(), rows.max(), cols.min(), cols.max()) == (9, 10, 1, 2)
    assert flags.sum() == 4
    lane = cells_sharing(box(0, 149, 1500, 151), GRID)  # narrower than a cell, and through no centre of one
    assert lane.sum() == 15
    assert not cells_sharing(box(5000, 0, 6000, 9), GRID).any()
    assert not cells_sharing(shapely.Polygon(), GRID).any()


@given(points, bandwidths)
def test_a_polygon_as_study_area(given_: list[tuple[float, float, float]], bandwidth: float) -> None:
    xy, weight = spots(given_)
    area = box(0, 0, 800, 650)
    found = kernel_density(xy, weight, GRID, bandwidth, area)
    inside = shapely.intersects(area, shapely.points(xy))
    assert mass(found) >= weight[inside].sum() * (1 - 1e-9)
    assert mass(found) + found.outside == pytest.approx(weight.sum(), rel=1e-9)
    assert not found.per_km2[:, 8:].any()
    assert not found.per_km2[:5].any()
    flags = cells_sharing(area, GRID)
    assert (kernel_density(xy, weight, GRID, bandwidth, flags).per_km2 == found.per_km2).all()


def test_points_polygons_and_rasters_share_one_smoothing() -> None:
    masses = areal_masses(array(box(400, 300, 800, 600)), 100, GRID)
    steps = (np.arange(80) + 0.5) / 80
    east, north = np.meshgrid(EAST + 400 + 400 * steps, NORTH - ROWS * CELL + 300 + 300 * steps)
    many = kernel_density(np.column_stack([east.ravel(), north.ravel()]), 100 / east.size, GRID, 290)
    found = spread(masses.per_cell, GRID, 290).per_km2
    assert found == pytest.approx(many.per_km2, abs=1e-3 * many.per_km2.max())
    assert mass(spread(masses.per_cell, GRID, 350)) == pytest.approx(100, rel=1e-12)


def test_silverman_by_hand() -> None:
    # 1,000 m from the centre each: 707 m along an axis, less than 1000 / 1.177; 2.78 of table 4.1, fourth to the 1/6
    cross = [[1000, 0], [-1000, 0], [0, 1000], [0, -1000]]
    assert silverman(cross) == pytest.approx(2.78 * 1000 / math.sqrt(2) / 4 ** (1 / 6), rel=1e-3)
    # two more, 100 km away, move the deviation, not the median distance: 1000 / 1.1774 m with n = 6
    far = [*cross, [100_000, 0], [-100_000, 0]]
    assert silverman(far) == pytest.approx(2.78 * 1000 / 1.1774 / 6 ** (1 / 6), rel=1e-3)


def test_silverman_of_normal_points() -> None:
    xy = np.random.default_rng(2).normal(0, 500, (4000, 2))
    assert silverman(xy) == pytest.approx(2.78 * 500 / 4000 ** (1 / 6), rel=0.03)


@pytest.mark.parametrize(
    ("xy", "weight"),
    [([], 1), ([[1, 1]], 1), ([[1, 1], [1, 1]], 1), ([[1, 1], [5, 5]], [1, 0]), ([[1, 1]] * 9, 3)],
)
def test_no_bandwidth_without_two_places(xy: list[list[float]], weight: float | list[float]) -> None:
    assert silverman(xy, weight) is None


def test_a_majority_in_one_place_still_has_a_bandwidth() -> None:
    found = silverman([[0, 0]] * 8 + [[300, 0], [-300, 0]])
    assert found == pytest.approx(2.78 * math.sqrt(2 * 300**2 / 10 / 2) / 10 ** (1 / 6), rel=1e-3)


@given(
    st.lists(
        st.tuples(st.integers(-500, 500), st.integers(-500, 500), st.integers(1, 9)), min_size=3, max_size=9
    ),
    st.integers(0, 359),
)
def test_bandwidths_turn_move_and_scale_with_the_points(
    given_: list[tuple[int, int, int]], degrees: int
) -> None:
    table = np.array(given_, dtype=float)
    xy, weight = table[:, :2], table[:, 2]
    found = silverman(xy, weight)
    if found is None:
        assert len(np.unique(xy, axis=0)) == 1
        return
    order = np.random.default_rng(degrees).permutation(len(xy))
    assert silverman(xy[order], weight[order] * 5) == pytest.approx(found)
    angle = math.radians(degrees)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    assert silverman(xy @ turn * 7 + 1000, weight) == pytest.approx(7 * found, rel=1e-6)
