"""Where something is in the plan's grid, as evidence and in words."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.text import Message, Number, Text

_ONE = Text("tại bắc {north} m, đông {east} m", "at north {north} m, east {east} m")
_MANY = Text(
    "tại {count} chỗ, chỗ đầu ở bắc {north} m, đông {east} m",
    "in {count} places, the first at north {north} m, east {east} m",
)


def gathered(shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> BaseGeometry:
    """Gives one geometry of several that are of one type: itself where there is one, else all together."""
    if len(shapes) == 1:
        only: BaseGeometry = shapes[0]
        return only
    many: BaseGeometry = shapely.union_all(shapes) if shapes[0].geom_type != "Point" else _points(shapes)
    return many


def _points(shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> shapely.MultiPoint:
    return shapely.MultiPoint(shapely.get_coordinates(shapes))


def where(shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> Message:
    """Says where shapes are: the grid coordinates of the first, and how many there are."""
    first = shapely.point_on_surface(shapes[0])
    north, east = Number(first.y, 2), Number(first.x, 2)
    if len(shapes) == 1:
        return Message.of(_ONE, north=north, east=east)
    return Message.of(_MANY, count=len(shapes), north=north, east=east)
