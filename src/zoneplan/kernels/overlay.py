"""Overlay areas of arrays of shapes."""

import numpy as np
import shapely
from numpy.typing import NDArray


def area_outside(parts: NDArray[np.object_], wholes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Gives, pair by pair, the area of each part that lies outside its whole, in squared map units."""
    return np.asarray(shapely.area(shapely.difference(parts, wholes)), dtype=np.float64)
