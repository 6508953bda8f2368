"""Adds up the cells of a raster in zones, window by window.

Zones lie on the grid of cells, where every cell is a unit square.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.fractions import SAME, fractions
from zoneplan.kernels.windows import WINDOW_CELLS, Cells, Window, WindowSource, windows

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_BLOCK = 512
"""A zone read on its own costs about so many rows and columns more, for files hold their cells in blocks."""
_SQUARE = 64
"""The side of the squares in which large zones are looked at: shorter ones cost more calls, longer ones more cells."""
_SMALL = 16 * _SQUARE**2
"""Up to so many cells a zone is cheaper laid over them all at once."""
GREATEST = "most"
"""The name of what is not added up: the greatest counts."""


class Stat(StrEnum):
    """What is asked of the cells in a zone."""

    SUM = "sum"
    """The sum of an amount per cell; of a cell that is cut the part that lies inside."""
    MEAN = "mean"
    """The mean of a share or an intensity, weighted by area."""
    DENSITY = "density"
    """The density around a unit of the amount, on average over the units: ``sum(f v v/a) / sum(f v)``, per m²."""


def sums_in(source: WindowSource, shapes: Shapes, stat: Stat) -> dict[str, Floats]:
    """Gives what is summed up for a statistic by its name, each of shape ``(n,)``."""
    tally = _Tally(source, shapes, stat)
    boxes = _boxes(shapes, source.shape)
    reached = np.flatnonzero((boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1]))
    if not len(reached):
        return tally.sums
    low, high = boxes[reached, :2].min(axis=0), boxes[reached, 2:].max(axis=0)
    together = _window(*low, *high)
    if _by_raster(boxes[reached], together):
        tally.add(together, reached)
    else:
        for zone in reached:
            tally.add(_window(*boxes[zone]), np.array([zone]))
    return tally.sums


def _boxes(shapes: Shapes, shape: tuple[int, int]) -> Indices:
    """Gives the cells in which each shape lies: first row and column and those after the last, shape ``(n, 4)``."""
    rows, columns = shape
    left, bottom, right, top = shapely.bounds(shapes).reshape(-1, 4).T
    edges = np.column_stack([np.floor(rows - top), np.floor(left), np.ceil(rows - bottom), np.ceil(right)])
    return np.asarray(np.clip(edges, 0, [rows, columns, rows, columns]), dtype=np.intp)


def _window(top: int, left: int, bottom: int, right: int) -> Window:
    return Window(int(top), int(left), int(bottom - top), int(right - left))


def _by_raster(boxes: Indices, together: Window) -> bool:
    """Tells whether to go through the raster once, all zones together, rather than to read zone by zone.

    That pays where the windows of the zones, with the blocks that a file gives only whole, hold more cells than
    the part of the raster in which they all lie.
    """
    alone = ((boxes[:, 2] - boxes[:, 0] + _BLOCK) * (boxes[:, 3] - boxes[:, 1] + _BLOCK)).sum()
    return bool(alone > together.height * together.width)


@dataclass(frozen=True, slots=True)
class _Held:
    """The cells of a window: its values, those without data NaN, and the areas of its rows, shape ``(height, 1)``."""

    window: Window
    values: Cells
    areas: Cells


class _Tally:
    """Adds up the cells of zones, window by window.

    A zone that is small beside a window is laid over its cells at once. A larger one is looked at in squares:
    those wholly inside add what a square holds, which is summed up once for all zones, and only the cells of those
    through which its edge runs are cut.
    """

    def __init__(self, source: WindowSource, shapes: Shapes, stat: Stat) -> None:
        self._source, self._shapes, self._stat = source, shapes, stat
        names = _amounts(stat, np.empty((0, 0)), np.empty((0, 1)), np.empty((0, 0)))
        self.sums = {name: np.zeros(len(shapes)) for name in names}
        shapely.prepare(shapes)

    def add(self, part: Window, zones: Indices) -> None:
        """Adds the cells of a part of the raster to some of the zones."""
        tree = shapely.STRtree(self._shapes[zones])
        for window in windows(part, _SQUARE):
            hit = zones[np.sort(tree.query(self._box(window)))]
            if not len(hit):
                continue
            values = self._source.read(*window)
            areas = self._source.row_areas_m2[window.row : window.row + window.height, np.newaxis]
            held = _Held(window, np.where(np.isfinite(values), values, np.nan), areas)
            large = self._cells_in(window, hit) > _SMALL
            self._cut(held, window, hit[~large])
            if large.any():
                self._in_squares(held, hit[large])

    def _box(self, window: Window) -> shapely.Polygon:
        """Gives the outline of a window among the cells."""
        top = self._source.shape[0] - window.row
        return shapely.box(window.column, top - window.height, window.column + window.width, top)

    def _cells_in(self, window: Window, zones: Indices) -> Floats:
        """Gives how many cells of a window the box of each zone holds."""
        frame = self._box(window).bounds
        left, bottom, right, top = shapely.bounds(self._shapes[zones]).T
        wide = np.minimum(right, frame[2]) - np.maximum(left, frame[0])
        high = np.minimum(top, frame[3]) - np.maximum(bottom, frame[1])
        return np.asarray((np.maximum(wide, 0) + 1) * (np.maximum(high, 0) + 1))

    def _in_squares(self, held: _Held, zones: Indices) -> None:
        """Adds large zones square by square."""
        squares = list(windows(held.window, _SQUARE, _SQUARE**2))
        boxes = np.array([self._box(square) for square in squares], dtype=object)
        which, square = shapely.STRtree(boxes).query(self._shapes[zones], predicate="intersects")
        zone = zones[which]
        inside = shapely.contains(self._shapes[zone], boxes[square])
        if inside.any():
            self._whole(held, square[inside], zone[inside])
        order = np.argsort(square[~inside], kind="stable")
        crossed, cut = square[~inside][order], zone[~inside][order]
        for number, some in zip(*_grouped(crossed, cut), strict=True):
            self._cut(held, squares[number], some)

    def _whole(self, held: _Held, square: Indices, zone: Indices) -> None:
        """Adds squares to zones in which they lie wholly."""
        rows, columns = (np.arange(0, side, _SQUARE) for side in held.values.shape)
        found = _amounts(self._stat, held.values, held.areas, np.ones((1, 1)))
        for name, amounts in found.items():
            join = _joined(name)
            totals = join.reduceat(join.reduceat(amounts, rows, axis=0), columns, axis=1).ravel()
            join.at(self.sums[name], zone, totals[square])

    def _cut(self, held: _Held, window: Window, zones: Indices) -> None:
        """Adds the parts of the cells of a window that lie in zones, so many zones at a time as memory allows."""
        batch = (np.cumsum(self._cells_in(window, zones)) // WINDOW_CELLS).astype(np.intp)
        for some in _grouped(batch, zones)[1]:
            self._cut_some(held, window, some)

    def _cut_some(self, held: _Held, window: Window, zones: Indices) -> None:
        bottom = self._source.shape[0] - window.row - window.height
        found = fractions(self._shapes[zones], window.column, bottom, window.height, window.width)
        if not len(found.cell):
            return
        row, column = np.divmod(found.cell, window.width)
        row += window.row - held.window.row
        column += window.column - held.window.column
        there = np.flatnonzero(found.counts)
        starts = np.concatenate([[0], np.cumsum(found.counts)[:-1]])[there]
        amounts = _amounts(self._stat, held.values[row, column], held.areas[row, 0], found.fraction)
        for name, each in amounts.items():
            join = _joined(name)
            join.at(self.sums[name], zones[there], join.reduceat(each, starts))


def _grouped(keys: Indices, values: Indices) -> tuple[Indices, list[Indices]]:
    """Gives the different keys of sorted keys, and the values of each."""
    found, starts = np.unique(keys, return_index=True)
    return found, np.split(values, starts[1:]) if len(keys) else []


def _joined(name: str) -> np.ufunc:
    """Gives how amounts of a name are put together."""
    return np.maximum if name == GREATEST else np.add


def _amounts(stat: Stat, values: Cells, areas: Cells, parts: Cells) -> dict[str, Cells]:
    """Gives what each cell adds to a statistic, by name.

    Args:
        stat: The statistic.
        values: The values of the cells, those without data NaN.
        areas: Their areas.
        parts: Which fraction of each lies in the zone.
    """
    lacking = np.isnan(values)
    held, values = np.where(lacking, 0.0, parts), np.where(lacking, 0.0, values)
    found = {"cells": held, "area": held * areas}
    if stat is Stat.MEAN:
        return found | {"weighted": held * areas * values}
    whole, touched = parts >= 1 - SAME, parts > SAME
    found |= {"sum": held * values, "sum_in": values * whole, "sum_all": values * touched}
    if stat is Stat.DENSITY:
        dense = np.divide(
            values, areas, out=np.zeros_like(values), where=np.broadcast_to(areas > 0, values.shape)
        )
        square = values * dense
        found |= {"square": held * square, "square_in": square * whole, "square_all": square * touched}
        found |= {GREATEST: dense * touched}
    return found
