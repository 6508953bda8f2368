"""Where shapes that should fit together do not: overlaps, boundaries that do not match, gaps.

Every function takes an array of valid polygons and multipolygons, shape ``(n,)``, in a metric grid and gives
arrays: positions in the input beside the shape of what was found. An index finds the pairs; nothing loops over
them in Python.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.shapes import Indices, Metres, Shapes, holes, parts, segments

_CHUNK = 50_000
"""How many pairs or lines are worked on at a time, so that those which are of no interest take no memory."""
_TOUCH_M = 1e-3
"""Nearer than this two things touch: coordinates of a grid are exact to a millimetre."""

MOST_FACING = 2_000
"""When more shapes than this stand apart from their neighbours, it is the way the layer is drawn."""
_BESIDE_M = 0.01
"""A gap runs along its two sides; what meets a side for less only touches its end."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of shapes and what lies between them, the largest first.

    ``first`` and ``second`` are positions in the input with ``first < second``, each pair once; ``shape`` is
    the common polygon or line of each pair.
    """

    first: Indices
    second: Indices
    shape: Shapes


@dataclass(frozen=True, slots=True)
class CoverageFaults:
    """What keeps polygons from being a coverage.

    ``overlaps`` share land; ``mismatches`` share a line without having the same vertices on it, and no land;
    ``gaps`` are the polygons between them that none covers, the largest first. ``apart`` has one line per shape
    that faces others across a narrow gap to the outside where those are too many to measure each gap.
    """

    overlaps: Pairs
    mismatches: Pairs
    gaps: Shapes
    apart: Shapes


def overlaps(shapes: Shapes, suspects: Flags | None = None) -> Pairs:
    """Gives the pairs of shapes that share land, with the land that they share.

    Args:
        shapes: The polygons.
        suspects: Where only pairs with at least one of these can overlap, which they are.
    """
    first, second = _near_pairs(shapes, suspects)
    kept, shared = [], []
    for start in range(0, len(first), _CHUNK):
        here = slice(start, start + _CHUNK)
        common = _areal(shapely.intersection(shapes[first[here]], shapes[second[here]]))
        hit = np.flatnonzero(shapely.area(common) > 0)
        kept.append(hit + start)
        shared.append(common[hit])
    if not kept:
        return _pairs(first, second, np.empty(0, dtype=object))
    at = np.concatenate(kept)
    return _pairs(first[at], second[at], np.concatenate(shared))


def coverage_faults(shapes: Shapes, gap_m: float) -> CoverageFaults:
    """Gives every place where polygons that should cover land once, and without gaps, do not.

    Polygons whose edges all match those of their neighbours are told apart by GEOS; only the others are looked
    at in pairs.

    Args:
        shapes: The polygons, no two of them the same.
        gap_m: Gaps that open to the outside are found up to this width, enclosed ones of any width.
    """
    edges = shapely.coverage_invalid_edges(shapes)
    suspects = ~shapely.is_empty(edges)
    shared = overlaps(shapes, suspects)
    enclosed = _enclosed(shapes, suspects)
    facing = _facing(shapes, edges, enclosed, gap_m)
    few = len(facing) <= MOST_FACING
    gaps = np.concatenate([enclosed, _between(facing, shapes, gap_m)]) if few else enclosed
    return CoverageFaults(
        shared,
        _mismatches(shapes, edges, suspects, shared),
        gaps[np.argsort(-shapely.area(gaps), kind="stable")],
        facing[:0] if few else facing,
    )


def wider_than(polygons: Shapes, width_m: float | Metres) -> Flags:
    """Tells which polygons hold a circle wider than ``width_m`` anywhere, shape ``(n,)``.

    Args:
        polygons: The polygons.
        width_m: One width for all, or one for each.
    """
    radius = np.broadcast_to(np.asarray(width_m, dtype=np.float64) / 2, len(polygons))
    wide = np.asarray(shapely.area(polygons) > np.pi * radius**2)
    wide[wide] = ~shapely.is_empty(shapely.buffer(polygons[wide], -radius[wide]))
    return wide


def overlap_whatever_the_shift(one: Shapes, other: Shapes, shift_m: Metres) -> Flags:
    """Tells, pair by pair, whether two shapes overlap even when one of them lies up to ``shift_m`` elsewhere.

    They do when one reaches deeper than the shift into the other.
    """
    deep_one, deep_other = shapely.buffer(one, -shift_m), shapely.buffer(other, -shift_m)
    return np.asarray(shapely.intersects(deep_one, other) | shapely.intersects(one, deep_other))


def _near_pairs(shapes: Shapes, suspects: Flags | None) -> tuple[Indices, Indices]:
    """Gives the pairs whose boxes meet, each once."""
    chosen = np.arange(len(shapes)) if suspects is None else np.flatnonzero(suspects)
    asked, met = shapely.STRtree(shapes).query(shapes[chosen])
    one, two = chosen[asked], met
    fresh = one < two if suspects is None else (one != two) & ((one < two) | ~suspects[two])
    first, second = np.minimum(one, two)[fresh], np.maximum(one, two)[fresh]
    order = np.lexsort((second, first))
    return first[order], second[order]


def _pairs(first: Indices, second: Indices, shape: Shapes) -> Pairs:
    order = np.lexsort((-shapely.length(shape), -shapely.area(shape)))
    return Pairs(first[order], second[order], shape[order])


def _areal(shapes: Shapes) -> Shapes:
    """Gives the shapes without the lines and points of their collections."""
    mixed = np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION)
    found = shapes.copy()
    pieces = parts(shapes[mixed])
    found[mixed] = shapely.Polygon()
    filled = np.unique(pieces.geometry)
    if len(filled):
        found[mixed[filled]] = shapely.multipolygons(
            pieces.shape, indices=np.searchsorted(filled, pieces.geometry)
        )
    return found


def _mismatches(shapes: Shapes, edges: Shapes, suspects: Flags, shared: Pairs) -> Pairs:
    """Gives the pairs of which faulty edges run on one line, though they share no land."""
    first, second = _near_pairs(shapes, suspects)
    both = suspects[first] & suspects[second]
    count = len(shapes)
    both &= ~np.isin(first * count + second, shared.first * count + shared.second)
    first, second = first[both], second[both]
    line = shapely.intersection(edges[first], edges[second])
    hit = shapely.length(line) > 0
    return _pairs(first[hit], second[hit], line[hit])


def _enclosed(shapes: Shapes, suspects: Flags) -> Shapes:
    """Gives the holes of the union; what fits is dissolved by its common edges, the rest overlaid."""
    fitting = shapely.coverage_union_all(shapes[~suspects])
    whole = shapely.union_all([fitting, *shapes[suspects]]) if suspects.any() else fitting
    return np.asarray(holes(np.array([whole], dtype=object)).shape, dtype=object)


def _facing(shapes: Shapes, edges: Shapes, enclosed: Shapes, gap_m: float) -> Shapes:
    """Gives, shape by shape, the edges that run beside another shape with a gap that is not enclosed."""
    near = shapely.coverage_invalid_edges(shapes, gap_width=gap_m)
    doubtful = np.flatnonzero(~shapely.is_empty(near))
    gaps = shapely.STRtree(enclosed)
    found = [np.empty(0, dtype=object)]
    for start in range(0, len(doubtful), _CHUNK):
        here = doubtful[start : start + _CHUNK]
        found.append(_not_beside(shapely.difference(near[here], edges[here]), gaps))
    return np.concatenate(found)


def _not_beside(lines: Shapes, gaps: shapely.STRtree) -> Shapes:
    """Gives of each line the segments that none of the gaps accounts for; lines without any are left out."""
    single, of_line = shapely.get_parts(lines, return_index=True)
    ends, of_single = segments(single)
    segment, owner = shapely.linestrings(ends), of_line[of_single]
    middle = shapely.line_interpolate_point(segment, 0.5, normalized=True)
    known, _ = gaps.query(middle, predicate="dwithin", distance=_TOUCH_M)
    left = np.ones(len(segment), dtype=bool)
    left[known] = False
    _, row = np.unique(owner[left], return_inverse=True)
    found: Shapes = shapely.line_merge(shapely.multilinestrings(segment[left], indices=row))
    return found


def _between(line: Shapes, shapes: Shapes, gap_m: float) -> Shapes:
    """Gives what lies between lines no further apart than ``gap_m`` and is covered by no shape."""
    one, two = shapely.STRtree(line).query(line, predicate="dwithin", distance=gap_m)
    first, second = one[one < two], two[one < two]
    band = shapely.buffer(line, gap_m, quad_segs=2, cap_style="flat")
    free = _uncovered(_areal(shapely.intersection(band[first], band[second])), shapes)
    piece, of = shapely.get_parts(free, return_index=True)
    around = shapely.buffer(piece, _TOUCH_M)
    beside = np.minimum(
        shapely.length(shapely.intersection(around, line[first[of]])),
        shapely.length(shapely.intersection(around, line[second[of]])),
    )
    return np.asarray(shapely.get_parts(shapely.union_all(piece[beside > _BESIDE_M])), dtype=object)


def _uncovered(bands: Shapes, shapes: Shapes) -> Shapes:
    """Gives what no shape covers of each band, neighbour by neighbour for all bands at once."""
    band, cover = shapely.STRtree(shapes).query(bands)
    order = np.argsort(band, kind="stable")
    band, cover = band[order], cover[order]
    starts = np.searchsorted(band, np.arange(len(bands)))
    rank = np.arange(len(band)) - starts[band]
    free = bands.copy()
    for turn in range(int(rank.max(initial=-1)) + 1):
        now = rank == turn
        free[band[now]] = shapely.difference(free[band[now]], shapes[cover[now]])
    return free
