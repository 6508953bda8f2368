"""What is left open when the outlines of polygons are only known to some metres.

An outline known to ``u`` metres may be any outline whose every point lies within ``u`` of the drawn one. Land
deeper inside than ``u`` then belongs to the polygon for certain, land farther outside than ``u`` certainly not. So
the polygon shrunk by ``u`` lies in every such shape and the polygon grown by ``u`` holds every such shape; their areas
bound its area. Arrays have the shape ``(n,)``, coordinates are metres of one grid.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.compactness import convex_hull_ratio, polsby_popper, reock
from zoneplan.kernels.overlay import repeated_land
from zoneplan.kernels.shapes import Metres, Shapes

Figures = NDArray[np.float64]
SquareMetres = NDArray[np.float64]

_QUADRANT = 32
"""Chords for a quarter of a circle: they stay within 0.03 % of the distance, which ``_REACH`` makes up for."""
_DIGIT_M = 1e-3
"""Coordinates of a grid are exact to a millimetre; outlines moved by less are the same."""
_SAME = 1e-9
"""Parts overlap when their union has less than their areas added up by more than this share."""
_REACH = 1 / np.cos(np.pi / (4 * _QUADRANT))
"""By how much a circle must be larger for its chords to enclose the circle asked for."""


def usable(metres: ArrayLike) -> Metres:
    """Gives distances with 0 for those that are negative, missing, without end, or below the last digit of a grid."""
    given = np.asarray(metres, dtype=np.float64)
    return np.where(np.isfinite(given) & (given >= _DIGIT_M), given, 0.0)


def joined(polygons: Shapes) -> Shapes:
    """Gives polygons as they are where valid, none where they have no definite area.

    A multipolygon whose parts lie side by side along a line is not valid, yet its area is that of its parts: it
    comes back as their union.
    """
    found = polygons.copy()
    for place in np.flatnonzero(~shapely.is_valid(polygons)):
        parts = shapely.get_parts(polygons[place])
        whole = shapely.union_all(parts) if shapely.is_valid(parts).all() else None
        area = shapely.area(parts).sum()
        found[place] = whole if whole is not None and whole.area >= area * (1 - _SAME) else None
    return found


def shrunk(polygons: Shapes, metres: ArrayLike) -> Shapes:
    """Gives the land that lies deeper inside each polygon than so many metres; empty where none does."""
    return _grown(polygons, -usable(metres))


def grown(polygons: Shapes, metres: ArrayLike) -> Shapes:
    """Gives the land that lies in each polygon or within so many metres of it."""
    return _grown(polygons, usable(metres))


def _grown(polygons: Shapes, metres: Metres) -> Shapes:
    moved = np.broadcast_to(metres, polygons.shape)
    result = polygons.copy()
    known = moved != 0
    result[known] = shapely.buffer(polygons[known], moved[known] * _REACH, quad_segs=_QUADRANT)
    return result


def area_bounds(polygons: Shapes, metres: ArrayLike) -> tuple[SquareMetres, SquareMetres]:
    """Gives the least and the largest area of polygons whose outlines are known to so many metres, in m²."""
    return shapely.area(shrunk(polygons, metres)), shapely.area(grown(polygons, metres))


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the largest that figures may be, each of shape ``(n,)``."""

    low: Figures
    high: Figures


def polsby_popper_bounds(polygons: Shapes, metres: ArrayLike) -> Bounds:
    """Gives bounds of ``4 π A / P²`` for outlines with the same corners, each up to so many metres off.

    Without the condition on corners a perimeter has no upper bound. Moving both ends of a side by up to ``u``
    changes its length by up to ``2 u``; a polygon of one part is no shorter around than the hull of its certain land.
    """
    moved = usable(metres)
    inner, outer = shrunk(polygons, moved), grown(polygons, moved)
    change, perimeter = 2 * moved * _sides(polygons), shapely.length(polygons)
    hull = np.where(
        shapely.get_num_geometries(polygons) == 1, shapely.length(shapely.convex_hull(inner)), 0.0
    )
    most, least = perimeter + change, np.maximum(perimeter - change, hull)
    low = _ratio(4 * np.pi * shapely.area(inner), most**2)
    return _around(polsby_popper(polygons), low, _ratio(4 * np.pi * shapely.area(outer), least**2))


def reock_bounds(polygons: Shapes, metres: ArrayLike) -> Bounds:
    """Gives bounds of ``A / (π R²)``: the smallest circle grows or shrinks by no more than the metres."""
    moved = usable(metres)
    inner, outer = shrunk(polygons, moved), grown(polygons, moved)
    radius = shapely.minimum_bounding_radius(polygons)
    least = np.maximum(radius - moved, shapely.minimum_bounding_radius(inner))
    low = _ratio(shapely.area(inner), np.pi * (radius + moved) ** 2)
    return _around(reock(polygons), low, _ratio(shapely.area(outer), np.pi * least**2))


def convex_hull_bounds(polygons: Shapes, metres: ArrayLike) -> Bounds:
    """Gives bounds of ``A / A_hull``: the hull holds that of the certain land and lies in that of all possible."""
    inner, outer = shrunk(polygons, metres), grown(polygons, metres)
    low = _ratio(shapely.area(inner), shapely.area(shapely.convex_hull(outer)))
    high = _ratio(shapely.area(outer), shapely.area(shapely.convex_hull(inner)))
    return _around(convex_hull_ratio(polygons), low, high)


def _sides(polygons: Shapes) -> NDArray[np.float64]:
    """Gives how many sides the rings of each polygon have."""
    parts, owner = shapely.get_parts(polygons, return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    sides = shapely.get_num_coordinates(rings) - 1
    return np.asarray(np.bincount(owner[of_part], weights=sides, minlength=len(polygons)), dtype=np.float64)


def _ratio(top: Figures, bottom: Figures) -> Figures:
    """Gives ``top / bottom``, which is above 1 where there is no bottom."""
    return np.asarray(np.divide(top, bottom, out=np.full(len(top), np.inf), where=bottom > 0))


def _around(value: Figures, low: Figures, high: Figures) -> Bounds:
    """Gives bounds between 0 and 1 that hold the value, which rounding may have put a hair outside."""
    return Bounds(np.minimum(low, value), np.maximum(np.minimum(high, 1.0), value))


@dataclass(frozen=True, slots=True)
class CertainLand:
    """What is certain of the classes of land in a zone, in m²; classes have the shape ``(k,)``.

    Attributes:
        drawn: The land of each class in the zone as drawn, each place once.
        inside: The least land of each class in the zone.
        around: The land certainly of each class in all that may be the zone.
        most: The most that the zone may have.
    """

    drawn: SquareMetres
    inside: SquareMetres
    around: SquareMetres
    most: float


def certain_land(
    zone: BaseGeometry, zone_metres: float, classes: Shapes, class_metres: ArrayLike
) -> CertainLand:
    """Gives what is certain of classes of land in a zone when the outlines of both are known to some metres.

    Land lies in one class. Where two overlap by less than their outlines may be off, the deeper one has it; land that
    both have for certain contradicts itself and is certain of neither.

    Args:
        zone: A valid polygon.
        zone_metres: How far its outline may be off.
        classes: One valid polygon or multipolygon for each class, of all its land near the zone.
        class_metres: How far the outlines of each class may be off.
    """
    place = np.array([zone], dtype=object)
    inner, outer = shrunk(place, zone_metres)[0], grown(place, zone_metres)[0]
    alone = shrunk(classes, class_metres)
    claimed_twice = shapely.union_all(repeated_land(alone)) if len(classes) else shapely.Polygon()
    sure = shapely.difference(alone, claimed_twice)
    return CertainLand(
        shapely.area(shapely.intersection(classes, zone)),
        shapely.area(shapely.intersection(sure, inner)),
        shapely.area(shapely.intersection(sure, outer)),
        float(shapely.area(outer)),
    )


def share_bounds(land: CertainLand) -> Bounds:
    """Gives bounds of the share of each class in the zone, between 0 and 1; 0 to 1 where nothing is certain.

    Of a zone ``Z`` a class has at least ``inside`` and everything else at most what may be the zone without
    ``around``; so the share is at least ``inside / (inside + most - around)``, and in the same way at most.
    """
    others = land.inside.sum() - land.inside
    possible = np.maximum(land.most - (land.around.sum() - land.around), 0.0)
    rest = np.maximum(land.most - land.around, 0.0)
    low = np.divide(land.inside, land.inside + rest, out=np.zeros(len(rest)), where=land.inside + rest > 0)
    high = np.divide(possible, possible + others, out=np.ones(len(rest)), where=possible + others > 0)
    return Bounds(low, np.maximum(low, high))
