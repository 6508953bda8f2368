"""Geometries as the page holds them: degrees, rounded to a tenth of a metre."""

import shapely
from shapely.geometry.base import BaseGeometry

DEGREES = 6
"""Decimals of a coordinate in degrees: a tenth of a metre."""


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
