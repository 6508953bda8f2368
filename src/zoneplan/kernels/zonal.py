"""What a raster holds inside zones, by the exact fraction of every cell.

Zones are brought onto the grid of cells, where every cell is a unit square: fractions of cells, and with them the
results, are the same there for any north-up, south-up or turned raster. They are good to about one part in a
million, see ``fractions``.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.fractions import SAME
from zoneplan.kernels.tally import GREATEST, Floats, Indices, Shapes, Stat, sums_in
from zoneplan.kernels.windows import WindowSource

__all__ = ["Stat", "Zonal", "zonal"]

_SNAP = 1e-7
"""Vertices this near to an edge between cells, in cells, lie on it."""
_STEPS = 256
"""Edges are broken into pieces no longer than this part of a raster whose cells differ in area."""


@dataclass(frozen=True, slots=True)
class Zonal:
    """What was found in each zone, arrays of shape ``(n,)`` in the order of the zones.

    Attributes:
        value: The sum, mean or density; NaN where the zone lies on no cell with data, or is no valid polygon.
        low: The least the value can be. Of a sum: what the cells wholly inside hold. Of a mean: it counts the
            uncovered part of the zone with the least possible share.
        high: The most the value can be. Of a sum: what all touched cells hold. Neither bound of a sum says
            anything of the part of a zone that lies on no data.
        coverage: The share of the zone's area that lies on cells with data, 0 to 1.
        cells: How many cells with data the zone covers, parts of cells counted as parts.
    """

    value: Floats
    low: Floats
    high: Floats
    coverage: Floats
    cells: Floats


def zonal(
    source: WindowSource, zones: Shapes, crs: str, stat: Stat, share: tuple[float, float] = (0.0, 1.0)
) -> Zonal:
    """Gives what a raster holds in each zone; cells without data are never counted.

    Args:
        source: The raster; of a sum and a density its values are not negative.
        zones: Polygons in the coordinate system of the raster, shape ``(n,)``.
        crs: The system that the zones are in, so that it is never silently another one.
        stat: What is asked.
        share: The least and the most that a cell of a mean can hold.

    Raises:
        ValueError: The systems differ, the raster's cells have no area, or a zone is no polygon.
    """
    if crs != source.crs:
        raise ValueError(f"zones in {crs}, raster in {source.crs}")
    shapes = _on_cells(source, np.asarray(zones, dtype=object))
    known = np.flatnonzero(_areal(shapes))
    sums = sums_in(source, shapes[known], stat)
    total = _ground_areas(shapes[known], source.row_areas_m2)
    covered = np.clip(sums["area"] / total, 0.0, 1.0)
    covered = np.where(covered > 1 - SAME, 1.0, covered)
    found = _bounded(sums, covered, stat, share)
    held = sums["cells"] > SAME**2
    columns = (*(np.where(held, column, np.nan) for column in found), covered, sums["cells"])
    return Zonal(*(_spread(column, known, len(zones)) for column in columns))


def _spread(column: Floats, at: Indices, count: int) -> Floats:
    whole = np.full(count, np.nan)
    whole[at] = column
    return whole


def _on_cells(source: WindowSource, zones: Shapes) -> Shapes:
    """Gives zones in columns and in rows counted from below; there is none for what has no finite place."""
    a, b, c, d, e, f = source.transform
    turn = a * e - b * d
    if not np.isfinite(turn) or turn == 0:
        raise ValueError(f"cells without area: {source.transform}")

    def moved(xy: Floats) -> Floats:
        x, y = xy[:, 0] - c, xy[:, 1] - f
        cells = np.column_stack([(e * x - b * y) / turn, source.shape[0] - (a * y - d * x) / turn])
        near = np.round(cells)
        return np.where(np.abs(cells - near) < _SNAP, near, cells)

    placed = zones.copy()
    placed[~np.isfinite(shapely.bounds(zones).reshape(-1, 4)).all(axis=1)] = None
    return np.asarray(shapely.transform(placed, moved), dtype=object)


def _areal(shapes: Shapes) -> NDArray[np.bool_]:
    """Tells which shapes are valid polygons with an area.

    Raises:
        ValueError: A shape is a point, a line or a collection.
    """
    there = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    areal = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
    other = np.flatnonzero(there & ~np.isin(shapely.get_type_id(shapes), areal))
    if len(other):
        raise ValueError(f"zone {other[0]} is no polygon but a {shapes[other[0]].geom_type}")
    there[there] = shapely.is_valid(shapes[there]) & (shapely.area(shapes[there]) > 0)
    return np.asarray(there)


def _ground_areas(shapes: Shapes, row_areas: Floats) -> Floats:
    """Gives the areas of shapes on cells as the sums of their parts of cells would give them, in m².

    Where rows differ, what lies above a row's lower edge is summed up; beyond the raster rows go on to grow or
    shrink as its outermost do.
    """
    rows = len(row_areas)
    if np.ptp(row_areas) <= SAME**2 * row_areas[0]:
        return np.asarray(shapely.area(shapes) * row_areas[0])
    upwards = row_areas[::-1]
    heights = np.concatenate([[0.0], np.cumsum(upwards)])

    def lifted(xy: Floats) -> Floats:
        inside = np.interp(xy[:, 1], np.arange(rows + 1), heights)
        below, above = np.minimum(xy[:, 1], 0.0), np.maximum(xy[:, 1] - rows, 0.0)
        first, last = upwards[1] - upwards[0], upwards[-1] - upwards[-2]
        beyond = below * (upwards[0] + first * (below - 1) / 2) + above * (
            upwards[-1] + last * (above + 1) / 2
        )
        return np.column_stack([xy[:, 0], inside + beyond])

    pieces = shapely.segmentize(shapes, max(1.0, rows / _STEPS))
    return np.asarray(shapely.area(shapely.transform(pieces, lifted)))


def _bounded(
    sums: dict[str, Floats], covered: Floats, stat: Stat, share: tuple[float, float]
) -> tuple[Floats, Floats, Floats]:
    """Gives the value of a statistic and its bounds."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if stat is Stat.SUM:
            value, low, high = sums["sum"], sums["sum_in"], sums["sum_all"]
        elif stat is Stat.MEAN:
            value = sums["weighted"] / sums["area"]
            low, high = (value * covered + end * (1 - covered) for end in share)
        else:
            value = sums["square"] / sums["sum"]
            low = sums["square_in"] / sums["sum_all"]
            high = np.fmin(sums["square_all"] / sums["sum_in"], sums[GREATEST])
        return value, np.minimum(low, value), np.maximum(high, value)
