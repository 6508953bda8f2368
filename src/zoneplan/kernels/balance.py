"""Land balance of zones by category of land, and change of land between two years.

Shapes carry a category number from 0 to ``k - 1``. What shapes leave uncovered, cover twice or only graze is
not hidden in a category: it stands beside them, so that every sum can be checked. Coordinates are metres of one
grid, areas squared metres.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from zoneplan.kernels.overlay import SharedLand, SquareMetres, overlay_areas, repeated_land
from zoneplan.kernels.shapes import Indices, Metres, Pieces, Shapes, parts
from zoneplan.kernels.topology import wider_than

CLOSES = 1e-9
"""A balance closes to this share of the area that it divides: what rounding of coordinates leaves."""
_SAME = 1e-9
"""A shape of which a zone has all but this share is wholly in it."""
_TIED = 6
"""Remainders that agree to so many decimals are a tie."""
_CHUNK = 20_000

Codes = NDArray[np.integer]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SliverLimits:
    """Below which width in metres or which area in m² a piece of land is a sliver; 0 sets no limit."""

    width_m: float = 0.0
    area_m2: float = 0.0


@dataclass(frozen=True, slots=True)
class LandBalance:
    """How the land of zones divides, in m²: ``by_code.sum(axis=1) + gap - overlap`` is ``zone``.

    That holds to ``CLOSES`` of the zone's area. ``by_code`` has the shape ``(n, k)``, the others ``(n,)``.

    Attributes:
        zone: The area of each zone, 0 where it has none.
        by_code: What shapes of each category cover of it, each shape counted whole.
        gap: What no shape covers.
        overlap: What is counted more than once: land under ``k`` shapes counts ``k - 1`` times.
        sliver: The part of ``by_code`` that is slivers, see ``slivers``.
        slivers: How many they are.
    """

    zone: SquareMetres
    by_code: SquareMetres
    gap: SquareMetres
    overlap: SquareMetres
    sliver: SquareMetres
    slivers: Counts


@dataclass(frozen=True, slots=True)
class ChangeMatrix:
    """Land by its category in an old and in a new year, in m².

    ``area[i, j]`` was ``i`` and is ``j``; the last row and column, ``k``, are land that no shape of the old or
    the new year covers, and ``area[k, k]`` is 0, as land that neither covers is not looked at. A row sums to
    the area of its category in the old year, and a column in the new one, but for land that the shapes of the
    other year cover more than once: ``area.sum(axis=1)[:k] - new_overlap`` are the areas of the old year,
    ``area.sum(axis=0)[:k] - old_overlap`` those of the new one.

    Attributes:
        area: Shape ``(k + 1, k + 1)``.
        old_overlap: By new category, what is counted again as the shapes of the old year overlap, shape ``(k,)``.
        new_overlap: By old category, what is counted again as the shapes of the new year overlap, shape ``(k,)``.
    """

    area: SquareMetres
    old_overlap: SquareMetres
    new_overlap: SquareMetres


def land_balance(
    shapes: Shapes, codes: Codes, zones: Shapes, k: int, limits: SliverLimits | None = None
) -> LandBalance:
    """Gives for each zone its land by category, with what is uncovered, counted again, and slivers.

    Args:
        shapes: Polygons of land, shape ``(m,)``; they may overlap and reach out of the zones.
        codes: The category of each shape, from 0 to ``k - 1``.
        zones: Polygons, shape ``(n,)``; each is balanced by itself.
        k: How many categories there are.
        limits: What a sliver is; without it there are none.

    Raises:
        ValueError: Shapes are invalid, or codes do not fit.
    """
    codes = _checked(codes, len(shapes), k)
    shared = overlay_areas(shapes, zones)
    count = len(zones)
    by_code = _table(shared.zone, codes[shared.part], shared.area, (count, k))
    overlap = overlay_areas(_repeated(shapes, shared), zones).by_zone(count)
    area = np.asarray(np.nan_to_num(shapely.area(zones)), dtype=np.float64)
    gap = np.maximum(area - by_code.sum(axis=1) + overlap, 0.0)
    thin = _slivers(shapes, zones, shared, limits or SliverLimits())
    size = np.bincount(thin.geometry, weights=shapely.area(thin.shape), minlength=count).astype(np.float64)
    return LandBalance(area, by_code, gap, overlap, size, np.bincount(thin.geometry, minlength=count))


def slivers(shapes: Shapes, zones: Shapes, limits: SliverLimits) -> Pieces:
    """Gives the slivers that the outlines of zones cut off shapes, with the position of the zone of each.

    A sliver is a single polygon of what a shape and a zone share that holds no circle wider than
    ``limits.width_m`` or has less area than ``limits.area_m2``. A shape that lies wholly in the zone is none,
    however thin: it was drawn so. Slivers are what is left where land and zones follow one line drawn twice.

    Raises:
        ValueError: Shapes are invalid.
    """
    return _slivers(shapes, zones, overlay_areas(shapes, zones), limits)


def change_matrix(
    old_shapes: Shapes, old_codes: Codes, new_shapes: Shapes, new_codes: Codes, k: int
) -> ChangeMatrix:
    """Gives how much land went from each category of an old year to each of a new one.

    Args:
        old_shapes: Polygons of the old year, shape ``(n,)``.
        old_codes: The category of each, from 0 to ``k - 1``.
        new_shapes: Polygons of the new year, shape ``(m,)``.
        new_codes: The category of each.
        k: How many categories there are in both years.

    Raises:
        ValueError: Shapes are invalid, or codes do not fit.
    """
    before, after = _checked(old_codes, len(old_shapes), k), _checked(new_codes, len(new_shapes), k)
    shared = overlay_areas(old_shapes, new_shapes)
    matrix = np.zeros((k + 1, k + 1))
    matrix[:k, :k] = _table(before[shared.part], after[shared.zone], shared.area, (k, k))
    new_again = overlay_areas(repeated_land(new_shapes), old_shapes).by_zone(len(old_shapes))
    old_again = overlay_areas(repeated_land(old_shapes), new_shapes).by_zone(len(new_shapes))
    gone = _uncovered(old_shapes, shared.by_part(len(old_shapes)) - new_again)
    come = _uncovered(new_shapes, shared.by_zone(len(new_shapes)) - old_again)
    matrix[:k, k], matrix[k, :k] = _by_code(before, gone, k), _by_code(after, come, k)
    return ChangeMatrix(matrix, _by_code(after, old_again, k), _by_code(before, new_again, k))


def apportioned(areas: ArrayLike, units: int) -> Counts:
    """Divides a whole number of units in proportion to areas, shape ``(k,)``, so that they add up exactly.

    Each gets the whole units of its exact share; those left over go to the largest remainders, equal ones to
    the first. No figure is a whole unit or more off its exact share. Hamilton's method, or of largest
    remainders: Balinski, M. L., Young, H. P. (2001). Fair Representation, 2nd ed., Brookings.

    Raises:
        ValueError: An area is negative or not finite, their sum is not positive, or there are no areas.
    """
    given = np.asarray(areas, dtype=np.float64)
    if given.ndim != 1 or not np.isfinite(given).all() or (given < 0).any() or not given.any():
        raise ValueError("shares need areas that are finite, not negative, and not all zero")
    scaled = given / given.max()
    exact = scaled / scaled.sum() * units
    whole: Counts = np.floor(exact).astype(np.int64)
    first = np.argsort(-np.round(exact - whole, _TIED), kind="stable")
    whole[first[: units - int(whole.sum())]] += 1
    return whole


def shares_pct(areas: ArrayLike, decimals: int = 2) -> NDArray[np.float64]:
    """Gives the shares of areas in percent, rounded so that their written figures add up to exactly 100.

    The figures are whole numbers of the last decimal, see ``apportioned``; only their division is rounded.

    Raises:
        ValueError: An area is negative or not finite, or their sum is not positive.
    """
    scale = 10**decimals
    return np.asarray(apportioned(areas, 100 * scale) / scale, dtype=np.float64)


def _repeated(shapes: Shapes, shared: SharedLand) -> Shapes:
    return repeated_land(shapes[np.unique(shared.part)])


def _uncovered(shapes: Shapes, covered: SquareMetres) -> SquareMetres:
    return np.asarray(np.maximum(np.nan_to_num(shapely.area(shapes)) - covered, 0.0))


def _by_code(codes: Indices, areas: SquareMetres, k: int) -> SquareMetres:
    return np.asarray(np.bincount(codes, weights=areas, minlength=k), dtype=np.float64)


def _table(row: Indices, column: Indices, area: SquareMetres, shape: tuple[int, int]) -> SquareMetres:
    """Gives the sums of areas by row and column."""
    total = np.bincount(row * shape[1] + column, weights=area, minlength=shape[0] * shape[1])
    return np.asarray(total, dtype=np.float64).reshape(shape)


def _slivers(shapes: Shapes, zones: Shapes, shared: SharedLand, limits: SliverLimits) -> Pieces:
    cut = np.flatnonzero(shared.area < shapely.area(shapes[shared.part]) * (1 - _SAME))
    owner, thin = [np.empty(0, dtype=np.intp)], [np.empty(0, dtype=object)]
    for start in range(0, len(cut) if limits != SliverLimits() else 0, _CHUNK):
        here = cut[start : start + _CHUNK]
        found = parts(shapely.intersection(shapes[shared.part[here]], zones[shared.zone[here]]))
        small = _small(found.shape, limits)
        owner.append(shared.zone[here][found.geometry[small]])
        thin.append(found.shape[small])
    return Pieces(np.concatenate(owner), np.concatenate(thin))


def _small(polygons: Shapes, limits: SliverLimits) -> NDArray[np.bool_]:
    area: Metres = shapely.area(polygons)
    small = area < limits.area_m2
    if limits.width_m > 0:
        small |= ~wider_than(polygons, limits.width_m)
    return np.asarray(small & (area > 0))


def _checked(codes: Codes, count: int, k: int) -> Indices:
    """Gives category numbers as positions.

    Raises:
        ValueError: They are not whole numbers from 0 to ``k - 1``, one for each shape.
    """
    found = np.asarray(codes)
    if found.shape != (count,):
        raise ValueError(f"{count} shapes need as many codes, not an array of the shape {found.shape}")
    if count and (found.dtype.kind not in "iu" or found.min() < 0 or found.max() >= k):
        raise ValueError(f"codes must be whole numbers from 0 to {k - 1}")
    return found.astype(np.intp)
