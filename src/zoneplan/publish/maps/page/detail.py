"""How finely shapes are drawn: as fine as a small plan is known, as fine as a screen shows for a large one."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

_POLYGONAL = (3, 6)
_TURN = 360.0
_CORNER = 3
_WORTH = 0.05
"""The share of vertices from which on simplifying a layer pays for the time that it takes."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How finely shapes are packed.

    ``bits``: the world is ``2 ** bits`` units wide. ``tolerance``: boundaries are simplified by corners whose
    triangle is smaller than the square of this, in degrees; 0 leaves them as they are.
    """

    bits: int
    tolerance: float


_LEVELS = ((500_000, 30, 0), (4_000_000, 27, 2), (None, 26, 2))
"""Up to how many vertices, bits, and tolerance in units.

With 30 bits a vertex is off by less than 2 cm, finer than any layer is surveyed; half a million take at most 3 MB of
the file. With 27 bits a unit is a pixel of a screen of double density at zoom 18, the largest: 28 cm in northern Việt
Nam; what the simplification takes away is smaller than a pixel of a plain screen there. With 26 bits the same holds at
zoom 17.
"""


def detail(vertices: int) -> Detail:
    """Gives how finely shapes with so many vertices together are packed."""
    bits, units = next((bits, units) for most, bits, units in _LEVELS if most is None or vertices <= most)
    return Detail(bits, units * _TURN / 2.0**bits)


def simplified(shapes: Shapes, tolerance: float) -> Shapes:
    """Gives the shapes of one layer with fewer vertices on their boundaries, neighbours still meeting.

    Only polygons that fit all their neighbours change, and of those that touch one which does not, only the
    boundaries that they share with each other. Every polygon, hole and part remains, be it as a triangle.

    Args:
        shapes: Geometries in degrees.
        tolerance: The square root of the area of the largest triangle that is cut off, in degrees.
    """
    if tolerance <= 0 or _superfluous(shapes, tolerance) < _WORTH:
        return shapes
    chosen = np.flatnonzero(fitting(shapes))
    whole = len(chosen) == np.count_nonzero(_polygonal(shapes))
    result = shapes.copy()
    result[chosen] = shapely.coverage_simplify(shapes[chosen], tolerance, simplify_boundary=whole)
    return result


def fitting(shapes: Shapes) -> NDArray[np.bool_]:
    """Tells which shapes of one layer are valid polygons that overlap no other and match its boundary where they meet."""
    fits = _polygonal(shapes)
    fits[fits] = shapely.is_valid(shapes[fits])
    known = fits.copy()
    fits[known] = shapely.is_empty(shapely.coverage_invalid_edges(shapes[known]))
    return fits


def _polygonal(shapes: Shapes) -> NDArray[np.bool_]:
    """Tells which shapes are polygons or multipolygons with something in them."""
    found: NDArray[np.bool_] = np.isin(shapely.get_type_id(shapes), _POLYGONAL) & ~shapely.is_empty(shapes)
    return found


def _superfluous(shapes: Shapes, tolerance: float) -> float:
    """Gives the share of the vertices of polygons whose triangle with their neighbours is small enough to be cut off."""
    xy, of = shapely.get_coordinates(shapely.get_rings(shapes[_polygonal(shapes)]), return_index=True)
    if len(xy) < _CORNER:
        return 0.0
    step = np.diff(xy, axis=0)
    doubled = np.abs(step[:-1, 0] * step[1:, 1] - step[:-1, 1] * step[1:, 0])
    small = (doubled < 2 * tolerance**2) & (of[:-2] == of[2:])
    return float(np.count_nonzero(small) / len(xy))
