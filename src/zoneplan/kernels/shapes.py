"""The fine shape of outlines: repeated vertices, spikes, thin and tiny parts, vertex density, doubles.

Every function takes an array of geometries, shape ``(n,)``, in a metric grid and gives arrays: positions in
the input beside what was found there. Nothing loops over geometries in Python.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Indices = NDArray[np.intp]
Metres = NDArray[np.float64]
Shapes = NDArray[np.object_]

_LINE = 1
_POLYGON = 3
_NONE = -1
_AMBIGUOUS = "Hole lies outside shell"
_MILLIMETRE = 3


def as_array(geometries: Collection[BaseGeometry | None]) -> Shapes:
    """Gives geometries as an array of shape ``(n,)``."""
    array = np.empty(len(geometries), dtype=object)
    array[:] = list(geometries)
    return array


@dataclass(frozen=True, slots=True)
class Vertices:
    """All vertices of rings and lines, each once: the one that closes a ring is left out.

    ``xy`` has shape ``(v, 2)``; ``path`` says to which ring or line a vertex belongs, ``owner`` to which
    geometry a path belongs, and ``before`` and ``after`` give the neighbours of a vertex, -1 where a line ends.
    """

    xy: Metres
    path: Indices
    owner: Indices
    closed: NDArray[np.bool_]
    before: Indices
    after: Indices

    @property
    def geometry(self) -> Indices:
        """The position in the input of the geometry that each vertex belongs to, shape ``(v,)``."""
        return self.owner[self.path]

    def without(self, dropped: NDArray[np.bool_]) -> Self:
        """Gives the vertices that are not dropped, with the neighbours they then have."""
        kept = ~dropped
        before, after = _neighbours(self.path[kept], self.closed)
        return type(self)(self.xy[kept], self.path[kept], self.owner, self.closed, before, after)


def _neighbours(path: Indices, closed: NDArray[np.bool_]) -> tuple[Indices, Indices]:
    count = len(path)
    place = np.arange(count)
    first = np.ones(count, dtype=bool)
    first[1:] = path[1:] != path[:-1]
    last = np.roll(first, -1)
    starts, ends = place[first], place[last]
    before, after = place - 1, place + 1
    rings = closed[path[starts]]
    before[starts] = np.where(rings, ends, _NONE)
    after[ends] = np.where(rings, starts, _NONE)
    return before, after


def vertices(geometries: Shapes) -> Vertices:
    """Gives the vertices of all rings and lines of the geometries; points have none."""
    parts, owner = shapely.get_parts(geometries, return_index=True)
    kind = shapely.get_type_id(parts)
    rings, of_part = shapely.get_rings(parts[kind == _POLYGON], return_index=True)
    lines = kind == _LINE
    paths = np.concatenate([rings, parts[lines]])
    owners = np.concatenate([owner[kind == _POLYGON][of_part], owner[lines]])
    closed = np.arange(len(paths)) < len(rings)
    xy, path = shapely.get_coordinates(paths, return_index=True)
    last = np.ones(len(path), dtype=bool)
    last[:-1] = path[1:] != path[:-1]
    open_end = ~(last & closed[path])
    before, after = _neighbours(path[open_end], closed)
    return Vertices(xy[open_end], path[open_end], owners, closed, before, after)


def repeated(corners: Vertices, within_m: float) -> NDArray[np.bool_]:
    """Tells which vertices can go because the nearest kept one before them is the same place, shape ``(v,)``.

    Args:
        corners: The vertices.
        within_m: How near two consecutive vertices are one place. The first vertex of a path is kept; where a
            ring ends on its first vertex, the end can go. Of a long row of near vertices enough are kept that
            the outline stays where it is.
    """
    dropped = np.zeros(len(corners.xy), dtype=bool)
    left, at = corners, np.arange(len(dropped))
    while (again := _repeated_once(left, within_m)).any():
        dropped[at[again]] = True
        left, at = left.without(again), at[~again]
    return dropped


def _repeated_once(corners: Vertices, within_m: float) -> NDArray[np.bool_]:
    """Tells which vertices are near the one before, every other one where several follow each other."""
    place = np.arange(len(corners.xy))
    known = np.flatnonzero(corners.before >= 0)
    near = np.zeros(len(place), dtype=bool)
    near[known] = np.hypot(*(corners.xy[known] - corners.xy[corners.before[known]]).T) <= within_m
    starts = np.flatnonzero(corners.before >= place)
    ends = corners.before[starts[near[starts]]]
    near[starts] = False
    row = np.maximum.accumulate(np.where(near, 0, place))
    again: NDArray[np.bool_] = near & ((place - row) % 2 == 1)
    again[ends[~np.isin(ends, starts)]] = True
    return again


@dataclass(frozen=True, slots=True)
class Spikes:
    """Vertices from which an outline runs back over itself, with the triangle that each cuts out or adds.

    ``vertex`` are positions among the vertices searched, ``geometry`` positions in the input; ``height_m`` is
    the shorter of the two edges, ``width_m`` how far its end lies from the other edge.
    """

    vertex: Indices
    geometry: Indices
    height_m: Metres
    width_m: Metres
    triangle: Shapes


def spikes(corners: Vertices, height_m: float, width_m: float, slope: float) -> Spikes:
    """Gives the spikes of outlines, outward and inward.

    A vertex is a spike when both its edges are at least ``height_m`` long and leave it in the same direction,
    and the end of the shorter lies at most ``width_m`` and at most ``slope`` times its length from the longer.
    A triangle has none: without one of its vertices it would be no ring.
    """
    inner = _sharp(corners, slope)
    apex, one, two = (corners.xy[i] for i in (inner, corners.before[inner], corners.after[inner]))
    swap = np.hypot(*(one - apex).T) > np.hypot(*(two - apex).T)
    short = np.where(swap[:, None], two, one) - apex
    long = np.where(swap[:, None], one, two) - apex
    height, reach = np.hypot(*short.T), np.hypot(*long.T)
    with np.errstate(divide="ignore", invalid="ignore"):
        width = np.abs(short[:, 0] * long[:, 1] - short[:, 1] * long[:, 0]) / reach
        along = (short * long).sum(axis=1) / reach
        found = (along > 0) & (height >= height_m) & (width <= np.minimum(width_m, slope * height))
    at = np.flatnonzero(found)
    foot = apex[at] + long[at] * (along[at] / reach[at])[:, None]
    corner = np.stack([apex[at] + short[at], apex[at], foot, apex[at] + short[at]], axis=1)
    return Spikes(inner[at], corners.geometry[inner[at]], height[at], width[at], shapely.polygons(corner))


def _sharp(corners: Vertices, slope: float) -> Indices:
    """Gives the vertices whose edges leave them in nearly one direction, those of spikes among them."""
    inner = np.flatnonzero((corners.before >= 0) & (corners.after >= 0) & (corners.before != corners.after))
    one = corners.xy[corners.before[inner]] - corners.xy[inner]
    two = corners.xy[corners.after[inner]] - corners.xy[inner]
    along = np.einsum("ij,ij->i", one, two)
    ahead = np.flatnonzero(along > 0)
    one, two = one[ahead], two[ahead]
    across = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0])
    sharp: Indices = inner[ahead[across <= 2 * slope * along[ahead]]]
    return np.asarray(sharp[corners.before[corners.before[sharp]] != corners.after[sharp]], dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Single polygons, holes or parts, with the position of the geometry that each belongs to."""

    geometry: Indices
    shape: Shapes


def parts(geometries: Shapes) -> Pieces:
    """Gives the polygons of which the geometries consist; lines and points have none."""
    found, owner = shapely.get_parts(geometries, return_index=True)
    areal = shapely.get_type_id(found) == _POLYGON
    return Pieces(owner[areal], found[areal])


def holes(geometries: Shapes) -> Pieces:
    """Gives the holes of the geometries as polygons."""
    polygons = parts(geometries)
    pierced = shapely.get_num_interior_rings(polygons.shape) > 0
    rings, of_part = shapely.get_rings(polygons.shape[pierced], return_index=True)
    inner = np.zeros(len(rings), dtype=bool)
    inner[1:] = of_part[1:] == of_part[:-1]
    return Pieces(polygons.geometry[pierced][of_part[inner]], shapely.polygons(rings[inner]))


def strips(polygons: Shapes) -> tuple[Metres, Metres]:
    """Gives width and length of the rectangles that have the areas and perimeters of the polygons.

    With half the perimeter ``h`` and the area ``a`` the length is ``(h + sqrt(h² - 4a)) / 2`` and the width
    ``a`` over it. Shapes rounder than a square count as squares of their perimeter's length.
    """
    half, area = shapely.length(polygons) / 2, shapely.area(polygons)
    length = (half + np.sqrt(np.maximum(half**2 - 4 * area, 0.0))) / 2
    return np.divide(area, length, out=np.zeros_like(length), where=length > 0), length


def spacing(geometries: Shapes, corners: Vertices) -> tuple[NDArray[np.int64], Metres]:
    """Gives the number of vertices of each geometry and their mean distance along it.

    The distance is infinite where a geometry has no outline.

    Args:
        geometries: The geometries.
        corners: Their vertices.
    """
    count = np.bincount(corners.geometry, minlength=len(geometries)).astype(np.int64)
    length = shapely.length(geometries)
    return count, np.divide(length, count, out=np.full(len(length), np.inf), where=count > 0)


def doubles(geometries: Shapes) -> NDArray[np.int64]:
    """Gives for each geometry the position of the first one that is the same, itself where it is the first.

    The same are geometries with the same vertices to the millimetre, wherever their rings begin, whichever
    way they run and in whatever order their parts stand.
    """
    first = np.arange(len(geometries), dtype=np.int64)
    box = np.round(shapely.bounds(geometries), _MILLIMETRE)
    key = np.column_stack([box, shapely.get_num_coordinates(geometries)])
    _, group, count = np.unique(key, axis=0, return_inverse=True, return_counts=True)
    likely = np.flatnonzero((count[group] > 1) & np.isfinite(box).all(axis=1))
    if not len(likely):
        return first
    rounded = shapely.transform(geometries[likely], lambda xy: np.round(xy, _MILLIMETRE) + 0.0)
    written = shapely.to_wkb(shapely.normalize(rounded))
    _, where, inverse = np.unique(written, return_index=True, return_inverse=True)
    first[likely] = likely[where[inverse]]
    return first


def segments(paths: Shapes) -> tuple[Metres, Indices]:
    """Gives the edges of single rings and lines.

    Returns:
        The two ends of each edge, shape ``(m, 2, 2)``, and the position of the ring or line that it belongs to.
    """
    xy, of = shapely.get_coordinates(paths, return_index=True)
    within = np.flatnonzero(of[1:] == of[:-1])
    return np.stack([xy[within], xy[within + 1]], axis=1), of[within]


def crossings(geometry: shapely.Geometry) -> Shapes:
    """Gives the points where the outline of one geometry meets itself, in order of place.

    The outline is noded; a node where more than two of its pieces end is such a point.
    """
    noded = shapely.get_parts(shapely.node(shapely.boundary(geometry)))
    if not len(noded):
        return np.empty(0, dtype=object)
    ends = np.concatenate([shapely.get_coordinates(shapely.get_point(noded, place)) for place in (0, -1)])
    places, count = np.unique(ends, axis=0, return_counts=True)
    return np.asarray(shapely.points(places[count > 2]), dtype=object)  # noqa: PLR2004 - a plain node joins two


def rebuilt(shape: BaseGeometry) -> BaseGeometry | None:
    """Gives an invalid polygon or multipolygon rebuilt by its structure: shells bound land, holes take it away.

    Only polygons are kept of what comes of it. There is none for a shape that encloses nothing, nor for one with
    a hole outside it: that may be land or a slip.
    """
    if shapely.is_empty(shape) or shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return None
    if shapely.is_valid_reason(shape).startswith(_AMBIGUOUS):
        return None
    whole = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    polygons = parts(as_array([whole])).shape
    polygons = polygons[shapely.area(polygons) > 0]
    if not len(polygons):
        return None
    after: BaseGeometry = polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)
    return after if after.is_valid else None
