"""Density surfaces: the weights of points, polygons and rasters spread by a quartic kernel over a study area.

The kernel is ``K(u) = 3 / (pi h^2) (1 - u^2)^2`` a unit of area, ``u = d / h`` below 1 and ``h`` the bandwidth
(Silverman 1986, Density Estimation for Statistics and Data Analysis, 4.2.1). Every cell gets the integral of the
kernel over it, not its value at the centre, so that a bandwidth smaller than a cell is as exact as a large one:
what lies nearer to the sides of a cell than the bandwidth is split between the cells, all else stays in one.

Mass is kept: what of a kernel falls outside the study area is given back to the cells that it reaches inside, in
proportion (Diggle 1985, Applied Statistics 34, 138-147; Jones 1993, Statistics and Computing 3, 135-146). So the
densities times the area of a cell add up to the weight of all that lies in the study area. What lies outside has
no part in the surface and is told beside it. All coordinates are metres of one grid.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.shapes import Indices, Metres, Shapes, as_array

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Inside: TypeAlias = Flags | BaseGeometry | None
"""The study area: flags of the cells, shape ``(rows, cols)``; a polygon, for the cells that share land with it; or
``None`` for the whole grid."""

_PER_KM2 = 1e6
_CELLS = 2_000_000
"""How many cells of kernels are held at once."""
_NOISE = 1e-13
"""What the fast Fourier transform leaves where nothing is, as a part of the highest value, is less than this."""
_TOUCH = 1e-9
"""A cell shares land with a polygon when more than this part of it does; below it is rounding."""
_WHOLE = 1 - 1e-12
_SPREAD = 16
"""How many points a bandwidth, along each side, stand for mass that is spread evenly in a cell."""
_MOST_POINTS = 32
_SILVERMAN = (2304 / 5) ** (1 / 6)
"""``(d R(K) / (m(K)^2 R(f'')))^(1/6)`` in the plane, with ``R(K) = 9 / (5 pi)`` and ``m(K) = 1/8`` of this kernel and
``R(f'') = 1 / (2 pi)`` of the normal distribution: 2.78 in table 4.1 of Silverman (1986)."""
_SAME = 1e-6
"""When half of all points lie nearer to the centre than this part of the deviation, they lie in one place."""
_RAYLEIGH = np.sqrt(2 * np.log(2))
"""Half of a normal distribution in the plane lies nearer to its centre than this many standard deviations."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells in rows from the north and columns from the west.

    ``west`` and ``north`` are the corner of the first cell and ``cell_m`` the side of a cell, in metres.

    Raises:
        ValueError: The corner is not a number, the side is not above 0 or there is no cell.
    """

    west: float
    north: float
    cell_m: float
    rows: int
    cols: int

    def __post_init__(self) -> None:
        """Refuses what is no grid."""
        if not (np.isfinite([self.west, self.north, self.cell_m]).all() and self.cell_m > 0):
            raise ValueError(f"a grid needs a corner and cells with a side above 0, not {self}")
        if self.rows < 1 or self.cols < 1:
            raise ValueError(f"a grid needs a row and a column at least, not {self}")

    @classmethod
    def around(cls, bounds: tuple[float, float, float, float], cell_m: float) -> Self:
        """Gives the cells around ``(west, south, east, north)``, with sides at whole multiples of ``cell_m``.

        Raises:
            ValueError: The bounds are not numbers or the side is not above 0.
        """
        if not (np.isfinite([*bounds, cell_m]).all() and cell_m > 0):
            raise ValueError(f"a grid needs bounds and cells with a side above 0, not {bounds} and {cell_m}")
        west, south, east, north = np.asarray(bounds) / cell_m
        first, top = np.floor(west), np.ceil(north)
        rows, cols = max(int(top - np.floor(south)), 1), max(int(np.ceil(east) - first), 1)
        return cls(float(first * cell_m), float(top * cell_m), cell_m, rows, cols)

    @property
    def shape(self) -> tuple[int, int]:
        """The rows and columns."""
        return self.rows, self.cols

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north, in metres."""
        east, south = self.west + self.cols * self.cell_m, self.north - self.rows * self.cell_m
        return self.west, south, east, self.north

    @property
    def cell_km2(self) -> float:
        """The area of a cell in square kilometres."""
        return self.cell_m**2 / _PER_KM2


@dataclass(frozen=True, slots=True)
class Surface:
    """A density: ``per_km2`` in each cell, shape ``(rows, cols)``, and the weight ``outside`` the study area.

    Cells outside the study area hold 0.
    """

    per_km2: Numbers
    outside: float


@dataclass(frozen=True, slots=True)
class Masses:
    """The weight in each cell, shape ``(rows, cols)``, and the weight ``outside`` the grid."""

    per_cell: Numbers
    outside: float


def kernel_density(
    points_xy: ArrayLike, weights: ArrayLike, grid: Grid, bandwidth_m: float, inside: Inside = None
) -> Surface:
    """Gives the density of weighted points, each at its exact position.

    Args:
        points_xy: East and north of the points, shape ``(n, 2)``.
        weights: The weight of each point, or one for all.
        grid: The cells to fill.
        bandwidth_m: The radius of the kernel.
        inside: The study area. A point belongs to it when a cell that it lies in, or on the side of, does.

    Raises:
        ValueError: A coordinate is not a number, a weight is missing, infinite or negative, the bandwidth is not
            above 0, or the study area has another shape than the grid.
    """
    xy, weight = _points(points_xy, weights)
    area, reach = _study_area(grid, inside), _bandwidth(bandwidth_m)
    home = _at_home(xy, grid, area)
    total = np.zeros(grid.shape)
    xy, spread_out = xy[home], weight[home]
    size = (
        min(int(2 * reach / grid.cell_m) + 2, grid.rows),
        min(int(2 * reach / grid.cell_m) + 2, grid.cols),
    )
    step = max(_CELLS // (size[0] * size[1]), 1)
    for start in range(0, len(xy), step):
        here = slice(start, start + step)
        _deposit(total, area, _windows(xy[here], grid, reach, size), spread_out[here])
    return Surface(total / grid.cell_km2, float(weight[~home].sum()))


def spread(masses: ArrayLike, grid: Grid, bandwidth_m: float, inside: Inside = None) -> Surface:
    """Gives the density of masses that lie evenly in the cells of the grid.

    The kernels of all cells are summed by a fast Fourier transform, in a few arrays of the size of the grid.

    Args:
        masses: The weight in each cell, shape ``(rows, cols)``; nodata must have become 0, or been refused.
        grid: The cells.
        bandwidth_m: The radius of the kernel.
        inside: The study area.

    Raises:
        ValueError: A mass is missing, infinite or negative, the bandwidth is not above 0, or masses or study area
            have another shape than the grid.
    """
    mass = _amounts(masses, "masses")
    if mass.shape != grid.shape:
        raise ValueError(f"masses have the shape {mass.shape} and the grid {grid.shape}")
    area = _study_area(grid, inside)
    sources = np.where(area, mass, 0.0)
    total = float(sources.sum())
    kernel = _stencil(grid, _bandwidth(bandwidth_m))
    smoothed = _convolution(grid.shape, kernel)
    kept = np.maximum(smoothed(area.astype(np.float64)), kernel[kernel.shape[0] // 2, kernel.shape[1] // 2])
    found = np.where(area, smoothed(sources / kept), 0.0)
    found[found < _NOISE * found.max()] = 0.0
    if total > 0:
        found *= total / found.sum()
    return Surface(found / grid.cell_km2, float(mass[~area].sum()))


def areal_masses(polygons: Shapes, weights: ArrayLike, grid: Grid) -> Masses:
    """Gives the weights of polygons by cells, each spread evenly over the land of its polygon.

    Areas are exact to the rounding of coordinates, which keeps the mass; cell fractions in single precision do not.

    Args:
        polygons: Valid polygons, shape ``(n,)``.
        weights: The weight of each polygon, or one for all.
        grid: The cells.

    Returns:
        The masses to ``spread``; a weight goes to the cells by the area that its polygon shares with them.

    Raises:
        ValueError: A polygon is missing or has no area, or a weight is missing, infinite or negative.
    """
    area = np.asarray(shapely.area(polygons), dtype=np.float64)
    bare = np.flatnonzero(~(area > 0))
    if len(bare):
        raise ValueError(f"polygons without an area at {bare.tolist()}")
    weight = np.broadcast_to(_amounts(weights, "weights"), len(polygons))
    enclosed = shapely.covers(shapely.box(*grid.bounds), polygons)
    covered, per_cell = np.zeros(len(polygons)), np.zeros(grid.rows * grid.cols)
    for owner, cell, shared in _shared_land(polygons, grid):
        np.add.at(covered, owner, shared)
        whole = np.where(enclosed, covered, np.maximum(area, covered))
        np.add.at(per_cell, cell, weight[owner] * (shared / whole[owner]))
    left = np.where(enclosed, 0.0, 1 - np.minimum(covered / area, 1))
    return Masses(per_cell.reshape(grid.shape), float(weight @ left))


def cells_sharing(polygon: BaseGeometry, grid: Grid) -> Flags:
    """Tells which cells share land with a valid polygon, shape ``(rows, cols)``."""
    found = np.zeros(grid.rows * grid.cols, dtype=np.bool_)
    for _, cell, shared in _shared_land(as_array([polygon]), grid):
        found[cell[shared > _TOUCH * grid.cell_m**2]] = True
    return found.reshape(grid.shape)


def silverman(points_xy: ArrayLike, weights: ArrayLike = 1.0) -> float | None:
    """Suggests a bandwidth of the quartic kernel in metres: ``2.78 s n^(-1/6)``.

    The rule of Silverman (1986, 4.3.2), best for points that are distributed normally and too smooth for several
    clusters. ``s`` is the smaller of the standard deviation along an axis and the one that a normal distribution
    with the same median distance from the centre has, which few distant points do not change. With weights, ``n``
    is ``(sum w)^2 / sum w^2``.

    Returns:
        The bandwidth, or ``None`` where fewer than two points have a weight or all lie in one place.

    Raises:
        ValueError: A coordinate is not a number, or a weight is missing, infinite or negative.
    """
    xy, weight = _points(points_xy, weights)
    xy, weight = xy[weight > 0], weight[weight > 0]
    if not len(xy) or not np.ptp(xy, axis=0).any():
        return None
    share = weight / weight.sum()
    away = np.hypot(*(xy - share @ xy).T)
    deviation = float(np.sqrt(share @ away**2 / 2))
    robust = _median(away, share) / _RAYLEIGH
    scale = min(deviation, robust) if robust > _SAME * deviation else deviation
    return float(_SILVERMAN * scale * np.sum(share**2) ** (1 / 6))


def _median(values: Numbers, share: Numbers) -> float:
    """Gives the weighted median: half of the weight is not above it and half is not below."""
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(share[order])
    half = upto[-1] / 2
    low, high = np.searchsorted(upto, [half * _WHOLE, half / _WHOLE])
    return float(values[order[[low, min(high, len(order) - 1)]]].mean())


def _amounts(given: ArrayLike, what: str) -> Numbers:
    amounts = np.asarray(given, dtype=np.float64)
    if not (np.isfinite(amounts) & (amounts >= 0)).all():
        raise ValueError(f"{what} must be numbers from 0 upwards")
    return amounts


def _points(points_xy: ArrayLike, weights: ArrayLike) -> tuple[Metres, Numbers]:
    xy = np.asarray(points_xy, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(xy).all():
        raise ValueError("coordinates of points must be numbers")
    return xy, np.broadcast_to(_amounts(weights, "weights"), len(xy))


def _bandwidth(bandwidth_m: float) -> float:
    if not (np.isfinite(bandwidth_m) and bandwidth_m > 0):
        raise ValueError(f"a bandwidth must be above 0 metres, not {bandwidth_m}")
    return bandwidth_m


def _study_area(grid: Grid, inside: Inside) -> Flags:
    if inside is None:
        return np.ones(grid.shape, dtype=np.bool_)
    if isinstance(inside, BaseGeometry):
        return cells_sharing(inside, grid)
    flags = np.asarray(inside, dtype=np.bool_)
    if flags.shape != grid.shape:
        raise ValueError(f"the study area has the shape {flags.shape} and the grid {grid.shape}")
    return flags


def _at_home(xy: Metres, grid: Grid, area: Flags) -> Flags:
    """Tells which points lie in, or on the side of, a cell of the study area."""
    margin: Flags = np.pad(area, 1)
    col, row = (xy[:, 0] - grid.west) / grid.cell_m, (grid.north - xy[:, 1]) / grid.cell_m
    rows = [np.clip(each, 0, grid.rows + 1).astype(np.intp) for each in (np.floor(row) + 1, np.ceil(row))]
    cols = [np.clip(each, 0, grid.cols + 1).astype(np.intp) for each in (np.floor(col) + 1, np.ceil(col))]
    return np.asarray(np.logical_or.reduce([margin[i, j] for i in rows for j in cols]))


@dataclass(frozen=True, slots=True)
class _Windows:
    """Parts of kernels, shape ``(n, h, w)``, and the first row and column of each."""

    share: Numbers
    row: Indices
    col: Indices


def _windows(xy: Metres, grid: Grid, reach: float, size: tuple[int, int]) -> _Windows:
    """Gives the integral of the kernel of each point over the cells that it can reach in the grid."""
    across, down = (xy[:, 0] - grid.west) / grid.cell_m, (grid.north - xy[:, 1]) / grid.cell_m
    radius = reach / grid.cell_m
    row = np.clip(np.floor(down - radius), 0, grid.rows - size[0]).astype(np.intp)
    col = np.clip(np.floor(across - radius), 0, grid.cols - size[1]).astype(np.intp)
    sides_down = (row[:, None] + np.arange(size[0] + 1) - down[:, None]) / radius
    sides_across = (col[:, None] + np.arange(size[1] + 1) - across[:, None]) / radius
    return _Windows(_cell_shares(sides_across, sides_down), row, col)


def _deposit(total: Numbers, area: Flags, windows: _Windows, weight: Numbers) -> None:
    """Adds weights to the cells of the study area, all of each weight."""
    _, high, wide = windows.share.shape
    row = windows.row[:, None, None] + np.arange(high)[:, None]
    col = windows.col[:, None, None] + np.arange(wide)
    share = windows.share * area[row, col]
    share *= (weight / share.sum(axis=(1, 2)))[:, None, None]
    np.add.at(total, (row, col), share)


def _stencil(grid: Grid, reach: float) -> Numbers:
    """Gives the parts of an evenly filled cell that come to the cells around it, itself in the middle.

    The mean over the cell is taken at the points of Gauss and Legendre, ``_SPREAD`` a bandwidth along a side.
    """
    radius = reach / grid.cell_m
    tall, wide = (min(int(np.ceil(radius)), side - 1) for side in grid.shape)
    count = int(np.clip(np.ceil(_SPREAD / radius), 2, _MOST_POINTS))
    place, part = np.polynomial.legendre.leggauss(count)
    down, across = np.arange(-tall, tall + 2) - 0.5, np.arange(-wide, wide + 2) - 0.5
    found = np.zeros((2 * tall + 1, 2 * wide + 1))
    for y, share_y in zip(place / 2, part / 2, strict=True):
        for x, share_x in zip(place / 2, part / 2, strict=True):
            found += share_y * share_x * _cell_shares((across - x) / radius, (down - y) / radius)
    return found


def _convolution(shape: tuple[int, int], kernel: Numbers) -> Callable[[Numbers], Numbers]:
    """Gives the function that smooths an array of this shape with the kernel, cut at the sides."""
    tall, wide = (side // 2 for side in kernel.shape)
    padded = _composite(shape[0] + 2 * tall), _composite(shape[1] + 2 * wide)
    spectrum = np.fft.rfft2(kernel, padded)

    def smoothed(values: Numbers) -> Numbers:
        full = np.fft.irfft2(np.fft.rfft2(values, padded) * spectrum, padded)
        return full[tall : tall + shape[0], wide : wide + shape[1]]

    return smoothed


def _composite(count: int) -> int:
    """Gives a number from ``count`` upwards, by less than an eighth, with small divisors, as transforms like."""
    step = 1 << max(count.bit_length() - 4, 0)
    return -(-count // step) * step


def _cell_shares(across: Numbers, down: Numbers) -> Numbers:
    """Gives the integral of the kernel of radius 1 over cells between sides, ``(..., w+1)`` and ``(..., h+1)``."""
    corner = _quadrant(across[..., None, :], down[..., :, None])
    return np.maximum(np.diff(np.diff(corner, axis=-1), axis=-2), 0.0)


def _quadrant(x: Numbers, y: Numbers) -> Numbers:
    """Gives the integral of the kernel of radius 1 from the centre to ``(x, y)``, negative for one negative side.

    Of the polynomial ``(1 - x^2 - y^2)^2`` where the corner is within the radius. Elsewhere what lies beyond one
    side does not meet what lies beyond the other, so that both are taken off the quarter.
    """
    a, b = np.minimum(np.abs(x), 1.0), np.minimum(np.abs(y), 1.0)
    aa, bb = a * a, b * b
    within = a * b * (1 - (aa + bb) * (2 / 3) + (aa * aa + bb * bb) / 5 + aa * bb * (2 / 9))
    beyond = _strip(a) + _strip(b) - np.pi / 12
    return np.sign(x) * np.sign(y) * np.where(aa + bb <= 1, within, beyond) * (3 / np.pi)


def _strip(a: Numbers) -> Numbers:
    """Gives the integral of ``(1 - x^2 - y^2)^2`` over the quarter disc from 0 to ``a``: of ``8/15 cos^6`` in angles."""
    rest = 1 - a * a
    odd = np.sqrt(rest) * a
    return (8 / 15) * (odd * (rest * rest / 6 + rest * (5 / 24) + 5 / 16) + np.arcsin(a) * (5 / 16))


def _shared_land(polygons: Shapes, grid: Grid) -> Iterator[tuple[Indices, Indices, Metres]]:
    """Gives the polygons, cells and areas that share land, a number of polygons at a time.

    A polygon is cut along the sides of the cells into halves, and these again, down to single cells; a block of
    cells that it fills is not cut any more.
    """
    blocks = _blocks(polygons, grid)
    cells = (blocks[:, 1] - blocks[:, 0]) * (blocks[:, 3] - blocks[:, 2])
    batch = np.cumsum(cells) // _CELLS
    for number in np.unique(batch[cells > 0]):
        owner = np.flatnonzero((batch == number) & (cells > 0))
        yield _cut(polygons[owner], owner, blocks[owner], grid)


def _blocks(polygons: Shapes, grid: Grid) -> Indices:
    """Gives the first and last row and column of the cells around each polygon, the last ones not included."""
    west, south, east, north = shapely.bounds(polygons).T
    place = [(grid.north - north), (grid.north - south), (west - grid.west), (east - grid.west)]
    first_row, last_row, first_col, last_col = (each / grid.cell_m for each in place)
    found = [np.floor(first_row), np.ceil(last_row), np.floor(first_col), np.ceil(last_col)]
    most = [grid.rows, grid.rows, grid.cols, grid.cols]
    clipped = [np.clip(np.nan_to_num(each), 0, limit) for each, limit in zip(found, most, strict=True)]
    return np.stack(clipped, axis=1).astype(np.intp)


def _cut(piece: Shapes, owner: Indices, block: Indices, grid: Grid) -> tuple[Indices, Indices, Metres]:
    """Gives the cells in the blocks and the area of the pieces in them; empty cells are left out."""
    found = [(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))]
    piece = shapely.intersection(piece, _boxes(block, grid))
    while len(piece):
        area, count = shapely.area(piece), (block[:, 1] - block[:, 0]) * (block[:, 3] - block[:, 2])
        full = (count > 1) & (area >= count * grid.cell_m**2 * _WHOLE)
        single, more = (count == 1) & (area > 0), (count > 1) & (area > 0) & ~full
        found.append((owner[single], block[single, 0] * grid.cols + block[single, 2], area[single]))
        found.append(_all_cells(owner[full], block[full], grid))
        owner, block = np.tile(owner[more], 2), _halves(block[more])
        piece = shapely.intersection(np.tile(piece[more], 2), _boxes(block, grid))
    owners, cells, areas = zip(*found, strict=True)
    return np.concatenate(owners), np.concatenate(cells), np.concatenate(areas)


def _all_cells(owner: Indices, block: Indices, grid: Grid) -> tuple[Indices, Indices, Metres]:
    """Gives every cell of the blocks, with the area of a cell."""
    width = block[:, 3] - block[:, 2]
    count = (block[:, 1] - block[:, 0]) * width
    of = np.repeat(np.arange(len(block)), count)
    place = np.arange(len(of)) - (np.cumsum(count) - count)[of]
    row, col = block[of, 0] + place // width[of], block[of, 2] + place % width[of]
    return owner[of], row * grid.cols + col, np.full(len(of), grid.cell_m**2)


def _halves(block: Indices) -> Indices:
    """Gives the first halves of the blocks, cut across their longer side, and then the second ones."""
    tall = block[:, 1] - block[:, 0] >= block[:, 3] - block[:, 2]
    row, col = (block[:, 0] + block[:, 1]) // 2, (block[:, 2] + block[:, 3]) // 2
    first, second = block.copy(), block.copy()
    first[tall, 1] = second[tall, 0] = row[tall]
    first[~tall, 3] = second[~tall, 2] = col[~tall]
    return np.concatenate([first, second])


def _boxes(block: Indices, grid: Grid) -> Shapes:
    north, south = (grid.north - grid.cell_m * block[:, each] for each in (0, 1))
    west, east = (grid.west + grid.cell_m * block[:, each] for each in (2, 3))
    return np.asarray(shapely.box(west, south, east, north), dtype=object)
