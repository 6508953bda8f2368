"""Where places are: their anchors in degrees, and the geometries that are drawn."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

DEGREES = 6
"""Decimals of a coordinate in degrees: a tenth of a metre."""
MICRO = 10**DEGREES


def anchors(lonlat: NDArray[np.object_]) -> NDArray[np.float64]:
    """Gives latitude and longitude of points, or of a point on each line and inside each area, shape ``(n, 2)``."""
    points = shapely.point_on_surface(lonlat)
    return np.column_stack([shapely.get_y(points), shapely.get_x(points)]).round(DEGREES)


def anchor_of(lonlat: BaseGeometry) -> tuple[float, float]:
    """Gives latitude and longitude of a point, or of a point on a line or inside an area."""
    point = lonlat if lonlat.geom_type == "Point" else lonlat.representative_point()
    return round(float(point.y), DEGREES), round(float(point.x), DEGREES)


def outline_of(lonlat: BaseGeometry) -> dict[str, object] | None:
    """Gives a geometry as GeoJSON; nothing for a point, which its anchor already tells."""
    if lonlat.geom_type == "Point":
        return None
    rounded = shapely.transform(lonlat, lambda xy: xy.round(DEGREES))
    found: dict[str, object] = dict(shapely.geometry.mapping(rounded))
    return found
