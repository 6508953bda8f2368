"""How large the cells of a raster are on the ground."""

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Proj, Transformer

from zoneplan.geo.crs import parse_crs

_POLE = 90.0


def row_areas_m2(
    crs: str, transform: tuple[float, float, float, float, float, float], shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Gives the area of one cell of each row in m², shape ``(rows,)``.

    Where rows follow parallels of latitude, as in degrees and in Mercator, it is the area on the ellipsoid,
    by the cylindrical equal-area projection (Snyder, J. P. (1987), Map projections: a working manual, ch. 10).
    In every other system it is the area in the plane, which is the official one in the grids of VN-2000.

    Args:
        crs: The code of the raster's system.
        transform: ``(a, b, c, d, e, f)``; the corner of a cell lies at ``x = a*column + b*row + c``,
            ``y = d*column + e*row + f``.
        shape: Rows and columns.

    Raises:
        PlanInvalidError: The code names no system.
        ValueError: Rows would follow parallels but the raster is turned.
    """
    system = parse_crs(crs)
    rows, columns = shape
    a, b, c, d, e, f = transform
    ellipsoid = system.ellipsoid
    if ellipsoid is None or not _has_parallel_rows(system):
        unit = system.axis_info[0].unit_conversion_factor
        return np.full(rows, abs(a * e - b * d) * unit**2)
    if b or d:
        raise ValueError(f"a turned raster in {crs}: {transform}")
    lon, _ = _degrees(system, np.array([c, c + a * columns]), np.array([f, f]))
    _, lat = _degrees(system, np.full(rows + 1, c), f + e * np.arange(rows + 1.0))
    equal = Proj(proj="cea", a=ellipsoid.semi_major_metre, b=ellipsoid.semi_minor_metre)
    _, heights = equal(np.zeros(rows + 1), np.clip(lat, -_POLE, _POLE))
    ends, _ = equal(np.array([0.0, (lon[1] - lon[0]) / columns]), np.zeros(2))
    return np.asarray(np.abs(np.diff(heights) * (ends[1] - ends[0])), dtype=np.float64)


def _has_parallel_rows(system: CRS) -> bool:
    """Tells whether a north-up row of cells has one latitude: in degrees and in cylinders around the equator."""
    if system.is_geographic:
        return True
    method = system.coordinate_operation.method_name if system.coordinate_operation else ""
    around = "Mercator" in method or "Cylindrical" in method
    return around and not any(word in method for word in ("Transverse", "Oblique", "Cassini", "Hotine"))


def _degrees(
    system: CRS, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gives longitude and latitude on the system's own datum."""
    if system.is_geographic or system.geodetic_crs is None:
        return x, y
    lon, lat = Transformer.from_crs(system, system.geodetic_crs, always_xy=True).transform(x, y)
    return np.asarray(lon), np.asarray(lat)
