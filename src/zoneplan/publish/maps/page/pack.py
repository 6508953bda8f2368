"""Shapes as few bytes: Web Mercator integers, each shared boundary once, differences laid out byte by byte.

What is packed, all numbers unsigned, 32 bits, low byte first: how many shapes, rings, copied runs and told vertices
there are, then the columns

- rings of each shape,
- vertices of each ring times four, plus its role (outer ring, hole, line),
- for each copied run how many told vertices stand before it, how many vertices it has, and how far back its first
  one stands; the others are copied from there backwards,
- easting and southing of each told vertex, less those of the vertex before it, zigzag (0, -1, 1, -2 ... as 0, 1, 2,
  3 ...).

A column is written as four planes, the low bytes of all its numbers first: gzip does better with like beside like
than with numbers of varying length, by a fifth. Shapes keep their order: to put neighbours side by side and tell the
order again saves a seventh where they are scattered and costs as much where they are not.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.publish.maps.page.shared_edges import Copies, Indices, Units, copies, turned

Shapes = NDArray[np.object_]
OUTER, HOLE, LINE = 0, 1, 2
_ROLES = 4
_POLYGON, _COLLECTIONS = 3, (4, 5, 6, 7)
_NORTHMOST = 85.0511287798066
"""Where the square of Web Mercator ends, in degrees of latitude."""
_LEAST_IN_HOLE = 3


@dataclass(frozen=True, slots=True)
class _Rings:
    """Rings laid end to end in the order of their shapes: vertices, and by ring its shape, role and size."""

    xy: Units
    shape: Indices
    role: Indices
    size: Indices


def pack(shapes: Shapes, bits: int) -> bytes:
    """Gives geometries in degrees as the block that the page unpacks.

    Args:
        shapes: Polygons, lines, points, collections of these, or empty ones, of which nothing is drawn.
        bits: The world is ``2 ** bits`` units wide, at most 30.
    """
    rings = _rings(shapes, bits)
    order = turned(rings.xy, rings.size, rings.role != LINE)
    xy = rings.xy[order]
    repeated = copies(xy, rings.size)
    told = _told(len(xy), repeated)
    steps = np.diff(xy, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))[told]
    columns = (
        np.bincount(rings.shape, minlength=len(shapes)),
        rings.size * _ROLES + rings.role,
        _before(repeated),
        repeated.length,
        repeated.first - repeated.source,
        *np.where(steps < 0, -2 * steps - 1, 2 * steps).T,
    )
    counts = np.array([len(shapes), len(rings.size), len(repeated.first), len(steps)], dtype="<u4")
    return counts.tobytes() + b"".join(map(_planes, columns))


def _rings(shapes: Shapes, bits: int) -> _Rings:
    """Gives the rings of all shapes in their order, rounded, without closing and repeated vertices."""
    parts, shape = _parts(shapes)
    polygon = shapely.get_type_id(parts) == _POLYGON
    bounds, of = shapely.get_rings(shapely.orient_polygons(parts[polygon]), return_index=True)
    part = np.concatenate([np.flatnonzero(polygon)[of], np.flatnonzero(~polygon)])
    order = np.argsort(part, kind="stable")
    part = part[order]
    role = np.where(np.diff(part, prepend=-1) > 0, OUTER, HOLE)
    role[~polygon[part]] = LINE
    degrees, ring = shapely.get_coordinates(
        np.concatenate([bounds, parts[~polygon]])[order], return_index=True
    )
    return _lean(_mercator(degrees, bits), ring, shape[part], role)


def _parts(shapes: Shapes) -> tuple[Shapes, Indices]:
    """Gives polygons, lines and points that are not empty, with the position of the shape that each is part of."""
    parts, of = np.asarray(shapes, dtype=object), np.arange(len(shapes))
    while np.isin(shapely.get_type_id(parts), _COLLECTIONS).any():
        parts, back = shapely.get_parts(parts, return_index=True)
        of = of[back]
    drawn = ~shapely.is_empty(parts) & ~shapely.is_missing(parts)
    return parts[drawn], of[drawn]


def _mercator(degrees: NDArray[np.float64], bits: int) -> Units:
    """Gives degrees as whole units from the north-western corner of the world."""
    lon, lat = degrees[:, 0], np.radians(np.clip(degrees[:, 1], -_NORTHMOST, _NORTHMOST))
    across, down = 0.5 + lon / 360, 0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi)
    units: Units = np.rint(np.column_stack([across, down]) * 2.0**bits).astype(np.int64)
    return np.clip(units, 0, 2**bits - 1)


def _lean(xy: Units, ring: Indices, shape: Indices, role: Indices) -> _Rings:
    """Gives rings without what rounding made superfluous; what a whole polygon became stays, be it one vertex."""
    repeated = np.zeros(len(xy), dtype=bool)
    repeated[1:] = (np.diff(ring) == 0) & (np.diff(xy, axis=0) == 0).all(axis=1)
    xy, ring = xy[~repeated], ring[~repeated]
    size = np.bincount(ring, minlength=len(role))
    last = np.cumsum(size) - 1
    closes = (size > 1) & (role != LINE) & (xy[last] == xy[last - size + 1]).all(axis=1)
    size = size - closes
    lost = (role == HOLE) & (size < _LEAST_IN_HOLE)
    kept = ~lost[ring]
    kept[last[closes]] = False
    return _Rings(xy[kept], shape[~lost], role[~lost], size[~lost])


def _told(count: int, repeated: Copies) -> NDArray[np.bool_]:
    """Tells which of so many vertices are not copied."""
    edges = np.zeros(count + 1, dtype=np.int8)
    edges[repeated.first] = 1
    edges[repeated.first + repeated.length] -= 1
    told: NDArray[np.bool_] = np.cumsum(edges)[:-1] == 0
    return told


def _before(repeated: Copies) -> Indices:
    """Gives how many vertices are told between each run and the one before it."""
    ends = repeated.first + repeated.length
    return repeated.first - np.concatenate([[0], ends[:-1]]).astype(np.intp) if len(ends) else ends


def _planes(column: NDArray[np.int64]) -> bytes:
    """Gives a column of numbers below 2³², the low bytes of all of them first."""
    return column.astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()
