"""Overlay areas of arrays of shapes: which of two layers share land, and how much.

An intersection is computed only where a boundary passes. A shape that lies wholly within another shares its own
area with it, which a prepared geometry tells; shapes with many vertices are cut into pieces with few, so that a
boundary is compared with what is near it and not with the whole outline. Cutting changes no area but by the
rounding of the cut's ends.

Coordinates are metres of one grid, areas squared metres. Shapes are polygons and multipolygons, valid; points,
lines, empty and missing shapes have no land. Invalid shapes and collections are refused, as their land is
not defined.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.shapes import Indices, Pieces, Shapes, doubles, parts
from zoneplan.kernels.topology import overlaps

SquareMetres = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_VERTICES = 256
"""Shapes with more vertices may be cut: between 128 and 512 the time is about the same."""
_LEAST = 16
"""Shapes cannot be cut much finer: what a small box holds of a plain outline has up to nine vertices."""
_WORTH = 2
"""A shape is cut when it has more than so many open pairs for each time it must be halved."""
_HALVINGS = 48
"""How often a shape is halved at most: a province is then cut to pieces of some millimetres."""
_CHUNK = 20_000
"""How many intersections are held at a time."""
_HITS = 20_000_000
"""About how many pairs one question to an index may give."""
_FEWEST = 1_000
"""How many shapes are asked for at a time at least."""
_NAMED = 10
"""How many positions an error names."""
_AREAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_LANDLESS = (
    shapely.GeometryType.MISSING,
    shapely.GeometryType.POINT,
    shapely.GeometryType.LINESTRING,
    shapely.GeometryType.LINEARRING,
    shapely.GeometryType.MULTIPOINT,
    shapely.GeometryType.MULTILINESTRING,
)


@dataclass(frozen=True, slots=True)
class SharedLand:
    """The pairs of a part and a zone that share land, by position, in order of part and then zone.

    ``part`` and ``zone`` are positions in the input, each pair once, ``area`` what they share; all have the
    shape ``(n,)``. Shapes that only touch share nothing, though rounding may leave some 1e-9 m².
    """

    part: Indices
    zone: Indices
    area: SquareMetres

    def by_zone(self, count: int) -> SquareMetres:
        """Gives the sum of the areas of each of ``count`` zones."""
        return _sums(self.zone, self.area, count)

    def by_part(self, count: int) -> SquareMetres:
        """Gives the sum of the areas of each of ``count`` parts."""
        return _sums(self.part, self.area, count)


def _sums(group: Indices, values: SquareMetres, count: int) -> SquareMetres:
    """Gives the sum of the values of each of ``count`` groups, as floats also where there are none."""
    return np.asarray(np.bincount(group, weights=values, minlength=count), dtype=np.float64)


def area_outside(parts: Shapes, wholes: Shapes) -> SquareMetres:
    """Gives, pair by pair, the area of each part that lies outside its whole, in squared map units."""
    return np.asarray(shapely.area(shapely.difference(parts, wholes)), dtype=np.float64)


def overlay_areas(parts: Shapes, zones: Shapes, *, most_vertices: int = MOST_VERTICES) -> SharedLand:
    """Gives the pairs of parts and zones that share land, with the areas of their intersections.

    Args:
        parts: Polygons, shape ``(n,)``; they may overlap each other.
        zones: Polygons of the same grid, shape ``(m,)``; they too may overlap.
        most_vertices: Polygons with more vertices are cut where it pays; that changes the time, not the result.

    Raises:
        ValueError: Shapes are invalid or collections, whose positions are named, or ``most_vertices`` is below 16.
    """
    whole, place = _land(parts, "parts"), _land(zones, "zones")
    origin = _origin(place)
    return _overlaid(_moved(whole, origin), _moved(place, origin), most_vertices)


def repeated_land(shapes: Shapes) -> Shapes:
    """Gives, shape by shape, the land that an earlier shape covers too; an empty polygon where there is none.

    Land covered ``k`` times stands in ``k - 1`` of the results, so that the sum of the areas of the shapes
    without those of the results is the area of their union.

    Args:
        shapes: Polygons, shape ``(n,)``.

    Raises:
        ValueError: Shapes are invalid or collections; their positions are named.
    """
    land = np.flatnonzero(shapely.area(_land(shapes, "shapes")) > 0)
    found = overlaps(shapes[land], _suspects(shapes[land]))
    again = np.full(len(shapes), shapely.Polygon(), dtype=object)
    if len(found.shape):
        later, group = np.unique(found.second, return_inverse=True)
        again[land[later]] = _unions(_clean(found.shape), group)
    return again


def clipped(shapes: Shapes, zone: shapely.Geometry) -> Shapes:
    """Gives what of each shape lies in one zone, as polygons; an empty polygon where nothing does.

    Raises:
        ValueError: Shapes are invalid or collections; their positions are named.
    """
    land, place = _land(shapes, "shapes"), shapely.force_2d(_land(np.array([zone], dtype=object), "zone"))
    found = np.full(len(shapes), shapely.Polygon(), dtype=object)
    shared = overlay_areas(land, place).part
    shapely.prepare(place)
    within = shapely.contains_properly(place, land[shared])
    found[shared[within]] = land[shared[within]]
    crossed = shared[~within]
    cut = parts(shapely.intersection(land[crossed], place))
    filled, polygons = _gathered(cut)
    found[crossed[filled]] = polygons
    return found


def cut_up(shapes: Shapes, most_vertices: int) -> Pieces:
    """Gives the polygons of shapes, those with more than ``most_vertices`` cut into pieces with fewer.

    A polygon is halved across the longer side of its box until its pieces are small enough.

    Raises:
        ValueError: ``most_vertices`` is less than 16.
    """
    if most_vertices < _LEAST:
        raise ValueError(f"shapes are cut into pieces of {_LEAST} vertices or more, not {most_vertices}")
    left = parts(shapes)
    owners, pieces = [], []
    for _ in range(_HALVINGS):
        large = shapely.get_num_coordinates(left.shape) > most_vertices
        owners.append(left.geometry[~large])
        pieces.append(left.shape[~large])
        left = _halved(Pieces(left.geometry[large], left.shape[large]))
        if not len(left.shape):
            break
    return Pieces(np.concatenate([*owners, left.geometry]), np.concatenate([*pieces, left.shape]))


def _halved(pieces: Pieces) -> Pieces:
    west, south, east, north = shapely.bounds(pieces.shape).reshape(-1, 4).T
    wide = east - west >= north - south
    x, y = np.where(wide, (west + east) / 2, east), np.where(wide, north, (south + north) / 2)
    first = parts(shapely.intersection(pieces.shape, shapely.box(west, south, x, y)))
    x, y = np.where(wide, x, west), np.where(wide, south, y)
    second = parts(shapely.intersection(pieces.shape, shapely.box(x, y, east, north)))
    owner = np.concatenate([pieces.geometry[first.geometry], pieces.geometry[second.geometry]])
    return Pieces(owner, np.concatenate([first.shape, second.shape]))


@dataclass(frozen=True, slots=True)
class _Layer:
    """Polygons with what is asked of them again and again."""

    shapes: Shapes
    area: SquareMetres
    bounds: NDArray[np.float64]


def _layer(shapes: Shapes) -> _Layer:
    return _Layer(shapes, shapely.area(shapes), shapely.bounds(shapes).reshape(-1, 4))


def _overlaid(parts_: Shapes, zones: Shapes, most_vertices: int) -> SharedLand:
    """Gives what checked shapes share, near the origin of their coordinates."""
    one, two = _layer(parts_), _layer(zones)
    part, zone, area, left = [], [], [], []
    for asked, met in _near(one.shapes, two.shapes):
        settled, open_ = _settled(one, two, asked, met)
        part.append(asked[~open_])
        zone.append(met[~open_])
        area.append(settled[~open_])
        left.append(asked[open_] * len(zones) + met[open_])
    keys = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *left]))
    part.append(keys // max(len(zones), 1))
    zone.append(keys % max(len(zones), 1))
    area.append(_bounded(one, two, keys, most_vertices))
    return _ordered(np.concatenate(part), np.concatenate(zone), np.concatenate(area))


def _ordered(part: Indices, zone: Indices, area: SquareMetres) -> SharedLand:
    shared = np.flatnonzero(area > 0)
    order = shared[np.lexsort((zone[shared], part[shared]))]
    return SharedLand(part[order].astype(np.intp), zone[order].astype(np.intp), area[order])


def _bounded(one: _Layer, two: _Layer, keys: NDArray[np.int64], most_vertices: int) -> SquareMetres:
    """Gives the areas of the pairs through which a boundary passes, piece by piece."""
    count = max(len(two.shapes), 1)
    first, second = (
        _cut(one.shapes, keys // count, most_vertices),
        _cut(two.shapes, keys % count, most_vertices),
    )
    left, right = _layer(first.shape), _layer(second.shape)
    total = np.zeros(len(keys))
    for asked, met in _near(left.shapes, right.shapes):
        key = first.geometry[asked] * count + second.geometry[met]
        at = np.searchsorted(keys, key)
        wanted = keys[np.minimum(at, len(keys) - 1)] == key
        asked, met, at = asked[wanted], met[wanted], at[wanted]  # noqa: PLW2901 - only the pairs that are open
        area, open_ = _settled(left, right, asked, met)
        area[open_] = _common(left.shapes[asked[open_]], right.shapes[met[open_]])
        total += _sums(at, area, len(keys))
    return total


def _cut(shapes: Shapes, paired: NDArray[np.int64], most_vertices: int) -> Pieces:
    """Gives the polygons of the shapes that stand in open pairs, cut where there are enough pairs for it."""
    chosen, pairs = np.unique(paired, return_counts=True)
    halvings = np.log2(np.maximum(shapely.get_num_coordinates(shapes[chosen]) / most_vertices, 1.0))
    worth = pairs > _WORTH * halvings
    cut, whole = cut_up(shapes[chosen[worth]], most_vertices), parts(shapes[chosen[~worth]])
    owner = np.concatenate([chosen[worth][cut.geometry], chosen[~worth][whole.geometry]])
    return Pieces(owner, np.concatenate([cut.shape, whole.shape]))


def _near(asked: Shapes, shapes: Shapes) -> Iterator[tuple[Indices, Indices]]:
    """Gives the pairs whose boxes meet, some at a time."""
    index = shapely.STRtree(shapes)
    step = max(_HITS // max(len(shapes), 1), _FEWEST)
    for start in range(0, len(asked), step):
        one, other = index.query(asked[start : start + step])
        yield one + start, other


def _settled(one: _Layer, two: _Layer, first: Indices, second: Indices) -> tuple[SquareMetres, Flags]:
    """Gives the common areas of pairs of which one lies within the other, and which pairs are still open."""
    within = _holds(two, one, second, first)
    around = _holds(one, two, first, second)
    area = np.where(within, one.area[first], np.where(around, two.area[second], 0.0))
    return area, ~(within | around)


def _holds(outer: _Layer, inner: _Layer, out: Indices, into: Indices) -> Flags:
    """Tells of which pairs the first shape has the second one in its interior."""
    big, small = outer.bounds[out], inner.bounds[into]
    held = np.asarray((big[:, :2] < small[:, :2]).all(axis=1) & (big[:, 2:] > small[:, 2:]).all(axis=1))
    around = outer.shapes[np.unique(out[held])]
    shapely.prepare(around)
    held[held] = shapely.contains_properly(outer.shapes[out[held]], inner.shapes[into[held]])
    shapely.destroy_prepared(around)
    return held


def _common(one: Shapes, two: Shapes) -> SquareMetres:
    area = np.zeros(len(one))
    for start in range(0, len(one), _CHUNK):
        here = slice(start, start + _CHUNK)
        area[here] = shapely.area(shapely.intersection(one[here], two[here]))
    return area


def _land(shapes: Shapes, name: str) -> Shapes:
    """Gives the shapes with an empty polygon for each that has no land."""
    kind = shapely.get_type_id(shapes)
    areal = np.isin(kind, _AREAL)
    bad = ~areal & ~np.isin(kind, _LANDLESS)
    bad[areal] = ~shapely.is_valid(shapes[areal])
    if bad.any():
        at = np.flatnonzero(bad)
        named = ", ".join(map(str, at[:_NAMED])) + (", ..." if len(at) > _NAMED else "")
        raise ValueError(f"{len(at)} of {name} are not valid polygons, at positions {named}")
    land = shapes.copy()
    land[~areal] = shapely.Polygon()
    return land


def _origin(shapes: Shapes) -> NDArray[np.float64]:
    """Gives a whole point near the shapes; counted from it, coordinates keep more of their fraction."""
    box = shapely.bounds(shapes[~shapely.is_empty(shapes)]).reshape(-1, 2, 2)
    if not len(box):
        return np.zeros(2)
    return np.asarray(np.round((box[:, 0].min(axis=0) + box[:, 1].max(axis=0)) / 2))


def _moved(shapes: Shapes, origin: NDArray[np.float64]) -> Shapes:
    return np.asarray(shapely.transform(shapes, lambda xy: xy - origin), dtype=object)


def _suspects(shapes: Shapes) -> Flags:
    """Tells which shapes may overlap others: copies, and those with edges that do not fit."""
    single = doubles(shapes) == np.arange(len(shapes))
    suspects: Flags = ~single
    suspects[single] = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes[single]))
    return suspects


def _clean(shapes: Shapes) -> Shapes:
    """Gives shapes valid; thin ones may have lost it by rounding."""
    bad = ~shapely.is_valid(shapes)
    shapes = shapes.copy()
    shapes[bad] = shapely.buffer(shapes[bad], 0)
    return shapes


def _unions(shapes: Shapes, group: Indices) -> Shapes:
    """Gives the union of the shapes of each group."""
    order = np.argsort(group, kind="stable")
    together = shapely.geometrycollections(shapes[order], indices=group[order])
    united = parts(shapely.union_all(together[:, None], axis=1))
    filled, polygons = _gathered(united)
    found = np.full(len(together), shapely.Polygon(), dtype=object)
    found[filled] = polygons
    return found


def _gathered(pieces: Pieces) -> tuple[Indices, Shapes]:
    """Gives the positions to which pieces belong, each once, and the multipolygon of each."""
    filled, row = np.unique(pieces.geometry, return_inverse=True)
    if not len(filled):
        return filled, pieces.shape
    return filled, shapely.multipolygons(pieces.shape, indices=row)
