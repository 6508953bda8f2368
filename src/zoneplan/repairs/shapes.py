"""Repairs of single geometries: pure, and done twice they do nothing more.

A repair that would leave no outline, or an invalid one, is not done: what remains needs a person.
"""

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.position import is_areal
from zoneplan.kernels import shapes as kernel
from zoneplan.plan import tolerance
from zoneplan.repairs.declared import (
    HOLES_REMOVED,
    MADE_VALID,
    PARTS_REMOVED,
    REPEATS_REMOVED,
    SPIKES_REMOVED,
    Repaired,
    Step,
)
from zoneplan.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

_AREAL = 2
_RING = 3
_LINE = 2
_ROUNDS = 20
"""Rounds after which repairs that call for each other are left to a person; two or three are usual."""

_MEANINGLESS = Text(
    "diện tích trước khi sửa không có nghĩa; xem lại hình mới",
    "its area before means nothing; look at the new shape",
)


def made_valid(geometry: BaseGeometry) -> Repaired:
    """Rebuilds an invalid outline by its structure; what is not clear stays as it is (see ``kernel.rebuilt``)."""
    if not is_areal(geometry) or geometry.is_valid:
        return Repaired(geometry)
    after = kernel.rebuilt(geometry)
    if after is None:
        return Repaired(geometry)
    places = kernel.crossings(geometry)
    place = places[0] if len(places) else shapely.point_on_surface(after)
    return Repaired(after, (Step.of(MADE_VALID, geometry, after, place, max(len(places), 1), _MEANINGLESS),))


def without_repeats(geometry: BaseGeometry) -> Repaired:
    """Removes vertices that repeat the one before them."""
    if not geometry.is_valid:
        return Repaired(geometry)
    corners = kernel.vertices(kernel.as_array([geometry]))
    again = kernel.repeated(corners, tolerance.REPEATED_M)
    if not again.any():
        return Repaired(geometry)
    after = _rebuilt(geometry, corners.without(again))
    if after is None:
        return Repaired(geometry)
    place = shapely.Point(corners.xy[again][0])
    return Repaired(after, (Step.of(REPEATS_REMOVED, geometry, after, place, int(again.sum())),))


def without_spikes(geometry: BaseGeometry) -> Repaired:
    """Removes vertices from which the outline runs back over itself, the highest spike first."""
    if not geometry.is_valid:
        return Repaired(geometry)
    corners = kernel.vertices(kernel.as_array([geometry]))
    corners = corners.without(kernel.repeated(corners, tolerance.REPEATED_M))
    removed: list[NDArray[np.float64]] = []
    while (apex := _highest_spike(corners)) is not None:
        removed.append(corners.xy[apex])
        corners = _cut(corners, apex)
        corners = corners.without(kernel.repeated(corners, tolerance.REPEATED_M))
    after = _rebuilt(geometry, corners) if removed else None
    if after is None:
        return Repaired(geometry)
    place = shapely.Point(removed[0])
    return Repaired(after, (Step.of(SPIKES_REMOVED, geometry, after, place, len(removed)),))


def _spikes(corners: kernel.Vertices) -> kernel.Spikes:
    return kernel.spikes(corners, tolerance.SPIKE_HEIGHT_M, tolerance.SPIKE_WIDTH_M, tolerance.SPIKE_SLOPE)


def _highest_spike(corners: kernel.Vertices) -> int | None:
    found = _spikes(corners)
    if not len(found.vertex):
        return None
    return int(found.vertex[np.lexsort((found.vertex, -found.height_m))[0]])


def _cut(corners: kernel.Vertices, apex: int) -> kernel.Vertices:
    """Takes a spike's apex away; where the rest is a spike with a blunt tip, one of the tip's two vertices too."""
    gone = np.zeros(len(corners.xy), dtype=bool)
    gone[apex] = True
    one, two = int(corners.before[apex]), int(corners.after[apex])
    rest = corners.without(gone)
    if math.dist(corners.xy[one], corners.xy[two]) > tolerance.SPIKE_WIDTH_M:
        return rest
    gone[two] = True
    pointed = corners.without(gone)
    tips = pointed.xy[_spikes(pointed).vertex]
    return pointed if (tips == corners.xy[one]).all(axis=1).any() else rest


def without_tiny_parts(geometry: BaseGeometry) -> Repaired:
    """Removes parts smaller than any land from what has larger ones."""
    if not is_areal(geometry) or not geometry.is_valid or geometry.area < tolerance.TINY_M2:
        return Repaired(geometry)
    pieces = kernel.parts(kernel.as_array([geometry])).shape
    small = shapely.area(pieces) < tolerance.TINY_M2
    if not small.any() or small.all():
        return Repaired(geometry)
    after = _joined(pieces[~small])
    place = shapely.point_on_surface(pieces[small][0])
    return Repaired(after, (Step.of(PARTS_REMOVED, geometry, after, place, int(small.sum())),))


def without_tiny_holes(geometry: BaseGeometry) -> Repaired:
    """Fills holes smaller than any land."""
    if not is_areal(geometry) or not geometry.is_valid or geometry.area < tolerance.TINY_M2:
        return Repaired(geometry)
    pierced = kernel.holes(kernel.as_array([geometry])).shape
    small = pierced[shapely.area(pierced) < tolerance.TINY_M2]
    if not len(small):
        return Repaired(geometry)
    after = _joined(
        np.array([_filled(part) for part in kernel.parts(kernel.as_array([geometry])).shape], dtype=object)
    )
    if not after.is_valid:
        return Repaired(geometry)
    place = shapely.point_on_surface(small[0])
    return Repaired(after, (Step.of(HOLES_REMOVED, geometry, after, place, len(small)),))


def _filled(polygon: shapely.Polygon) -> shapely.Polygon:
    rings = [ring for ring in polygon.interiors if shapely.Polygon(ring).area >= tolerance.TINY_M2]
    return shapely.Polygon(polygon.exterior, rings)


def needy(geometries: NDArray[np.object_], *, own: bool) -> NDArray[np.bool_]:
    """Tells which geometries need a repair, shape ``(n,)``; ``own`` as in ``repaired``."""
    valid = np.asarray(shapely.is_valid(geometries))
    need: NDArray[np.bool_] = ~valid & (shapely.get_dimensions(geometries) == _AREAL)
    at = np.flatnonzero(valid)
    shapes = geometries[at]
    corners = kernel.vertices(shapes)
    again = kernel.repeated(corners, tolerance.REPEATED_M)
    apart = corners.without(again) if again.any() else corners
    need[at[_spikes(apart).geometry]] = True
    if own:
        need[at[corners.geometry[again]]] = True
        for pieces in (kernel.parts(shapes), kernel.holes(shapes)):
            need[at[pieces.geometry[shapely.area(pieces.shape) < tolerance.TINY_M2]]] = True
    return need


def repaired(geometry: BaseGeometry, *, own: bool) -> Repaired:
    """Does every repair that a geometry needs, again until none is left.

    Args:
        geometry: A geometry in a metric grid.
        own: Whether the outline is the plan's own; in others only what spoils measures is mended.
    """
    repairs: tuple[Callable[[BaseGeometry], Repaired], ...] = (
        (made_valid, without_repeats, without_spikes, without_tiny_parts, without_tiny_holes)
        if own
        else (made_valid, without_spikes)
    )
    steps: list[Step] = []
    for _ in range(_ROUNDS):
        before = len(steps)
        for repair in repairs:
            done = repair(geometry)
            geometry = done.geometry
            steps += done.steps
        if len(steps) == before:
            break
    return Repaired(geometry, tuple(steps))


def _joined(polygons: NDArray[np.object_]) -> BaseGeometry:
    joined: BaseGeometry = polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
    return joined


def _rebuilt(geometry: BaseGeometry, corners: kernel.Vertices) -> BaseGeometry | None:
    """Gives the geometry with other vertices of the same rings and lines; nothing where that is no outline."""
    paths = np.split(corners.xy, np.flatnonzero(np.diff(corners.path)) + 1)
    least = _RING if corners.closed.any() else _LINE
    if len(paths) < len(corners.closed) or any(len(path) < least for path in paths):
        return None
    after = _polygons(geometry, paths) if corners.closed.any() else _lines(paths)
    return after if after.is_valid else None


def _polygons(geometry: BaseGeometry, paths: list[NDArray[np.float64]]) -> BaseGeometry:
    rings = iter(paths)
    polygons = []
    for part in kernel.parts(kernel.as_array([geometry])).shape:
        shell = next(rings)
        polygons.append(shapely.Polygon(shell, [next(rings) for _ in part.interiors]))
    return _joined(np.array(polygons, dtype=object))


def _lines(paths: list[NDArray[np.float64]]) -> BaseGeometry:
    lines = [shapely.LineString(path) for path in paths]
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
