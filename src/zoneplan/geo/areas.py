"""Areas in hectares: planar in the plan's grid and geodesic on the ellipsoid."""

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

M2_PER_HA = 10_000.0
HA_PER_KM2 = 100.0
_WGS84 = Geod(ellps="WGS84")


def planar_ha(geometries: NDArray[np.object_]) -> NDArray[np.float64]:
    """Gives planar areas in hectares of geometries in a metric grid; points give 0.

    The official area of a Vietnamese zone is the planar one in the province's VN-2000 grid.
    """
    return np.asarray(shapely.area(geometries), dtype=np.float64) / M2_PER_HA


def geodesic_ha(geometry: BaseGeometry) -> float:
    """Gives the area in hectares on the WGS 84 ellipsoid (that of VN-2000) of a lon/lat polygon.

    Method: Karney, C. F. F. (2013), Algorithms for geodesics, J. Geodesy 87, 43-55.
    """
    polygons = shapely.get_parts(shapely.orient_polygons(geometry))
    area = sum(sum(_inside_m2(ring) for ring in shapely.get_rings(polygon)) for polygon in polygons)
    return abs(area) / M2_PER_HA


def _inside_m2(ring: BaseGeometry) -> float:
    lon, lat = shapely.get_coordinates(ring).T
    area, _ = _WGS84.polygon_area_perimeter(lon, lat)
    return float(area)
