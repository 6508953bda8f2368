"""The cells that density surfaces are drawn on, and what of points, outlines and rasters lies in them."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.crs import WGS84, reproject, transformer
from zoneplan.kernels.density import Grid, areal_masses
from zoneplan.kernels.shapes import as_array
from zoneplan.kernels.windows import Affine, Window, windows
from zoneplan.metrics.density.people import territory
from zoneplan.metrics.view import View
from zoneplan.plan.raster import Raster

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_CELLS = 4_000_000
"""More cells than this are not drawn: a surface of them takes 32 MB."""
_TOUCH = 1e-9
"""A cell has land of the area when more than this part of it does; below it is rounding."""
_STEPS = 64
"""Into so many pieces the sides of a frame are broken before it is brought into another system."""
_FINEST = 16
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class StudyArea:
    """Cells of the plan's grid, and which of them have land of the province.

    Attributes:
        grid: The cells.
        land: The province, made up of its communes; nothing where their outlines are not known, and then the study
            area is the frame of the plan.
        inside: The cells with land of it, shape ``(rows, cols)``.
        cut: Those of them that also have other land.
    """

    grid: Grid
    land: BaseGeometry | None
    inside: Flags
    cut: Flags

    @property
    def transform(self) -> Affine:
        """Where the cells lie in the plan's grid."""
        return (self.grid.cell_m, 0.0, self.grid.west, 0.0, -self.grid.cell_m, self.grid.north)


def frame(view: View) -> BaseGeometry:
    """Gives the extent of the plan in its grid; its sides are lines of longitude and latitude."""
    west, south, east, north = view.plan.config.plan.extent
    step = max(east - west, north - south) / _STEPS
    box = shapely.segmentize(shapely.box(west, south, east, north), step)
    shape: BaseGeometry = reproject(as_array([box]), WGS84, view.plan.crs)[0]
    return shape


def cells_of(view: View, cell_m: float) -> int:
    """Gives how many cells of a size the study area would have."""
    west, south, east, north = _bounds(view)
    return int(np.ceil((east - west) / cell_m) + 1) * int(np.ceil((north - south) / cell_m) + 1)


def _bounds(view: View) -> tuple[float, float, float, float]:
    province = view.once(territory)
    west, south, east, north = (province.shape if province else frame(view)).bounds
    return west, south, east, north


def study_area(view: View, cell_m: float) -> StudyArea:
    """Gives the study area of a plan: the province where its communes have outlines, else the frame of the plan."""
    grid = Grid.around(_bounds(view), cell_m)
    province = view.once(territory)
    if province is None:
        return StudyArea(grid, None, np.ones(grid.shape, dtype=bool), np.zeros(grid.shape, dtype=bool))
    shape = province.shape
    share = areal_masses(as_array([shape]), shape.area, grid).per_cell / cell_m**2
    inside = share > _TOUCH
    return StudyArea(grid, shape, inside, inside & (share < 1 - _TOUCH))


def placed(area: StudyArea, points: NDArray[np.object_], uncertainty_m: Numbers) -> tuple[Numbers, int]:
    """Gives the places of points, shape ``(n, 2)``, and how many of them were moved.

    A point that is drawn beyond the border, but no farther than its position is uncertain, stands on the border.
    """
    xy = shapely.get_coordinates(points)
    if area.land is None or not len(points):
        return xy, 0
    away = shapely.distance(area.land, points)
    near = np.flatnonzero((away > 0) & (away <= uncertainty_m))
    xy[near] = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(area.land, points[near]), 0))
    return xy, len(near)


def raster_masses(area: StudyArea, raster: Raster, crs: str) -> Numbers:
    """Gives what a raster of amounts holds in each cell of a study area, shape ``(rows, cols)``.

    Every cell of the raster is broken into equal parts no larger than half a cell of the study area, and each goes
    whole to the cell in which its middle lies; what is not on the land of the province has no part in it. Cells
    without data hold nothing.

    Args:
        area: The study area.
        raster: The raster, in any system.
        crs: The code of the plan's system.
    """
    total = np.zeros(area.grid.rows * area.grid.cols)
    parts = int(np.clip(np.ceil(2 * raster.cell_m / area.grid.cell_m), 1, _FINEST))
    middles = (np.arange(parts) + 0.5) / parts
    for window in windows(_part(area, raster, crs), _BLOCK):
        cells = raster.source.read(*window)
        row, col = np.nonzero(cells > 0)
        amount = cells[row, col] / parts**2
        for down in middles:
            for across in middles:
                at = col + window.column + across, row + window.row + down
                _deposit(total, area, _moved(raster, crs, *at), amount)
    return total.reshape(area.grid.shape)


def _moved(raster: Raster, crs: str, col: Numbers, row: Numbers) -> tuple[Numbers, Numbers]:
    """Gives places of a raster, in its columns and rows, in the plan's grid."""
    a, b, c, d, e, f = raster.transform
    x, y = a * col + b * row + c, d * col + e * row + f
    if raster.crs == crs:
        return x, y
    east, north = transformer(raster.crs, crs).transform(x, y)
    return np.asarray(east), np.asarray(north)


def _part(area: StudyArea, raster: Raster, crs: str) -> Window:
    """Gives the part of a raster that can lie on the study area; an empty one where none does."""
    west, south, east, north = area.grid.bounds
    box = shapely.segmentize(shapely.box(west, south, east, north), max(east - west, north - south) / _STEPS)
    corners = shapely.get_coordinates(reproject(as_array([box]), crs, raster.crs))
    corners = corners[np.isfinite(corners).all(axis=1)]
    if not len(corners):
        return Window(0, 0, 0, 0)
    a, b, c, d, e, f = raster.transform
    col, row = np.linalg.solve(np.array([[a, b], [d, e]]), (corners - (c, f)).T)
    rows, cols = raster.shape
    first = np.clip(np.floor([row.min() - 1, col.min() - 1]), 0, [rows, cols]).astype(int)
    last = np.clip(np.ceil([row.max() + 1, col.max() + 1]), first, [rows, cols]).astype(int)
    return Window(int(first[0]), int(first[1]), int(last[0] - first[0]), int(last[1] - first[1]))


def _deposit(total: Numbers, area: StudyArea, at: tuple[Numbers, Numbers], amount: Numbers) -> None:
    """Adds amounts to the cells in which they lie, if that is on the land of the province."""
    grid = area.grid
    col = np.floor((at[0] - grid.west) / grid.cell_m)
    row = np.floor((grid.north - at[1]) / grid.cell_m)
    known = (row >= 0) & (row < grid.rows) & (col >= 0) & (col < grid.cols)
    cell = (row[known].astype(np.intp), col[known].astype(np.intp))
    there = area.inside[cell]
    border = np.flatnonzero(area.cut[cell])
    if area.land is not None and len(border):
        there[border] = shapely.contains_xy(area.land, at[0][known][border], at[1][known][border])
    place = np.ravel_multi_index(cell, grid.shape)[there]
    np.add.at(total, place, amount[known][there])
