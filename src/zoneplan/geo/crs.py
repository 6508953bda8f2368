"""Coordinate reference systems of a plan and the one way to get from one to another."""

import re
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from zoneplan.errors import PlanInvalidError
from zoneplan.text import Text

WGS84 = "OGC:CRS84"
_CODE = re.compile(r"[A-Za-z]+:[A-Za-z0-9]+")
DEPRECATED_VN2000 = frozenset({6956, 6957, 6958, 6959})
"""VN-2000 codes whose false easting and northing stand exchanged; withdrawn by their publisher."""

VN2000_TM3 = {
    "EPSG:5896": 102.0,
    "EPSG:9205": 103.0,
    "EPSG:9206": 104.0,
    "EPSG:9207": 104.5,
    "EPSG:9208": 104.75,
    "EPSG:5897": 105.0,
    "EPSG:9209": 105.5,
    "EPSG:9210": 105.75,
    "EPSG:9211": 106.0,
    "EPSG:9212": 106.25,
    "EPSG:9213": 106.5,
    "EPSG:9214": 107.0,
    "EPSG:9215": 107.25,
    "EPSG:9216": 107.5,
    "EPSG:5899": 107.75,
    "EPSG:5898": 108.0,
    "EPSG:9217": 108.25,
    "EPSG:9218": 108.5,
}
"""The VN-2000 3-degree grids of the provinces and their central meridians, in degrees east."""

VN2000_UTM = {"EPSG:3405": 105.0, "EPSG:3406": 111.0}
"""The VN-2000 6-degree grids and their central meridians, in degrees east."""

UTM = VN2000_UTM | {"EPSG:32648": 105.0, "EPSG:32649": 111.0}
"""The 6-degree grids over Vietnam on VN-2000 and on WGS 84, and their central meridians."""

_NOT_A_CRS = Text(
    "“{code}” không phải là một hệ tọa độ. Viết mã EPSG, thí dụ EPSG:9208 (VN-2000, kinh tuyến trục 104°45').",
    "“{code}” is not a coordinate system. Write an EPSG code, for instance EPSG:9208 (VN-2000, 104°45').",
)
_NOT_PROJECTED = Text(
    "Hệ tọa độ {code} của quy hoạch không đo được bằng mét. "
    "Chọn lưới VN-2000 múi 3° của tỉnh, thí dụ EPSG:9208 cho Lào Cai.",
    "The plan's coordinate system {code} does not measure in metres. "
    "Choose the province's VN-2000 3° grid, for instance EPSG:9208 for Lào Cai.",
)
_MERCATOR = Text(
    "Không đo trên Mercator ({code}): diện tích ở Lào Cai lớn hơn thật khoảng 17 %. "
    "Chọn lưới VN-2000 múi 3° của tỉnh.",
    "Mercator ({code}) is no place to measure: areas in Lào Cai come out about 17 % too large. "
    "Choose the province's VN-2000 3° grid.",
)
_DEPRECATED = Text(
    "Mã {code} đã bị hủy (hoán vị trục). Dùng mã VN-2000 mới, thí dụ EPSG:9208.",
    "Code {code} is withdrawn (its axes are exchanged). Use the present VN-2000 code, for instance EPSG:9208.",
)
_NO_SHIFT = Text(
    "Không có phép chuyển chính thức từ {source} sang {target}; không chuyển gần đúng vì có thể lệch hơn 200 m.",
    "There is no official transformation from {source} to {target}; an approximate one may be 200 m off.",
)


@lru_cache(maxsize=64)
def parse_crs(code: str) -> CRS:
    """Gives the coordinate system named by an authority code such as ``EPSG:9208``.

    Raises:
        PlanInvalidError: The code names no system, or a withdrawn VN-2000 one. PROJ strings are no
            codes: written with ``+ellps=WGS84`` they lose the datum shift and land 223 m off.
    """
    authority, _, number = code.partition(":")
    if not _CODE.fullmatch(code):
        raise PlanInvalidError(_NOT_A_CRS, code=code)
    try:
        crs = CRS.from_authority(authority, number)
    except (CRSError, ValueError) as error:
        raise PlanInvalidError(_NOT_A_CRS, code=code) from error
    if crs.to_epsg() in DEPRECATED_VN2000:
        raise PlanInvalidError(_DEPRECATED, code=code)
    return crs


def _is_mercator(crs: CRS) -> bool:
    """Tells whether a system uses the Mercator projection itself, not a transverse or oblique one."""
    method = crs.coordinate_operation.method_name if crs.coordinate_operation else ""
    return "Mercator" in method and "Transverse" not in method and "Oblique" not in method


def plan_crs(code: str) -> CRS:
    """Gives the coordinate system of a plan: projected, in metres, fit to measure in.

    Raises:
        PlanInvalidError: The system is geographic, not metric, or Mercator.
    """
    crs = parse_crs(code)
    if _is_mercator(crs):
        raise PlanInvalidError(_MERCATOR, code=code)
    if not crs.is_projected or crs.axis_info[0].unit_name != "metre":
        raise PlanInvalidError(_NOT_PROJECTED, code=code)
    return crs


@lru_cache(maxsize=64)
def transformer(source: str, target: str) -> Transformer:
    """Gives the official transformation, east before north, never a ballpark one.

    Raises:
        PlanInvalidError: Only an approximate transformation exists.
    """
    try:
        return Transformer.from_crs(
            parse_crs(source), parse_crs(target), always_xy=True, only_best=True, allow_ballpark=False
        )
    except ProjError as error:
        raise PlanInvalidError(_NO_SHIFT, source=source, target=target) from error


def reproject(geometries: NDArray[np.object_], source: str, target: str) -> NDArray[np.object_]:
    """Gives the geometries (shape ``(n,)``) in another coordinate system; what cannot be shifted is infinite."""
    if source == target:
        return geometries
    shift = transformer(source, target)

    def moved(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(shift.transform(xy[:, 0], xy[:, 1]))

    return np.asarray(shapely.transform(geometries, moved), dtype=object)
