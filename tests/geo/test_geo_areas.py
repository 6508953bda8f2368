"""Areas: planar against geodesic, and both against formulas of their own."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from support import degrees
from zoneplan.geo.areas import geodesic_ha, planar_ha

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563


def strip_area_m2(lat: float) -> float:
    """Gives the area of one radian of longitude from the equator to a latitude, in closed form.

    Snyder (1987), Map Projections: a Working Manual, eq. 3-12: q(φ), of which the area is a²q/2.
    """
    e2 = FLATTENING * (2 - FLATTENING)
    e, s = math.sqrt(e2), math.sin(math.radians(lat))
    q = (1 - e2) * (s / (1 - e2 * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))
    return SEMI_MAJOR_M**2 * q / 2


def cell_ha(west: float, south: float, east: float, north: float) -> float:
    """Gives the area between two meridians and two parallels of the ellipsoid."""
    return math.radians(east - west) * (strip_area_m2(north) - strip_area_m2(south)) / 10_000


def cell(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """Gives the cell with its parallels in short steps, as a geodesic is no parallel."""
    return shapely.segmentize(shapely.box(west, south, east, north), 0.01)


def array(*geometries: shapely.Geometry) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    found = np.empty(len(geometries), dtype=np.object_)
    found[:] = geometries
    return found


def test_planar_hectares_by_hand() -> None:
    ring = shapely.Polygon([(0, 0), (400, 0), (400, 300)])
    holed = shapely.box(0, 0, 1000, 1000) - shapely.box(100, 100, 200, 300)
    # 400 × 300 ÷ 2 = 60,000 m²; 1,000,000 − 100 × 200 = 980,000 m²; a point has none
    assert planar_ha(array(ring, holed, shapely.Point(1, 1))) == pytest.approx([6.0, 98.0, 0.0])


def test_planar_of_nothing() -> None:
    assert planar_ha(array()).shape == (0,)


@pytest.mark.parametrize(
    "corners", [(104.0, 22.0, 105.0, 23.0), (103.6, 22.5, 103.7, 22.51), (104.0, -0.5, 105.0, 0.5)]
)
def test_geodesic_area_of_a_cell_has_a_closed_form(corners: tuple[float, float, float, float]) -> None:
    assert geodesic_ha(cell(*corners)) == pytest.approx(cell_ha(*corners), rel=1e-6)


def test_planar_area_at_tang_loong_is_109_ppm_small() -> None:
    """The table of the rules: −0.0109 % in EPSG:9208 around (104.13, 22.29)."""
    shape = shapely.box(435_918 - 1500, 2_465_904 - 1500, 435_918 + 1500, 2_465_904 + 1500)
    planar = float(planar_ha(array(shape))[0])
    assert planar == pytest.approx(900)
    gap = (planar / geodesic_ha(degrees(shape)) - 1) * 100
    assert gap == pytest.approx(-0.0109, abs=0.0005)


@pytest.mark.parametrize(
    ("code", "gap"), [("EPSG:5897", -0.0011), ("EPSG:3405", -0.0611), ("EPSG:3857", 17.36)]
)
def test_other_grids_at_tang_loong_are_off_as_published(code: str, gap: float) -> None:
    lonlat = shapely.segmentize(shapely.box(104.12, 22.28, 104.14, 22.30), 0.0005)
    shape = degrees(lonlat, Transformer.from_crs("OGC:CRS84", code, always_xy=True))
    found = (float(planar_ha(array(shape))[0]) / geodesic_ha(lonlat) - 1) * 100
    assert found == pytest.approx(gap, abs=0.001 if abs(gap) < 1 else 0.02)


@settings(max_examples=40)
@given(st.floats(103.4, 104.8), st.floats(21.8, 22.8), st.floats(0.001, 0.05), st.booleans())
def test_direction_and_holes_do_not_matter(lon: float, lat: float, size: float, clockwise: bool) -> None:
    outer = shapely.box(lon, lat, lon + size, lat + size)
    inner = shapely.box(lon + size / 4, lat + size / 4, lon + size / 2, lat + size / 2)
    hole = list(inner.exterior.coords)
    holed = shapely.Polygon(outer.exterior.coords, [hole if clockwise else hole[::-1]])
    expected = geodesic_ha(outer) - geodesic_ha(inner)
    for shape in (holed, holed.reverse()):
        assert geodesic_ha(shape) == pytest.approx(expected, rel=1e-9)
        assert geodesic_ha(shapely.MultiPolygon([shape])) == pytest.approx(expected, rel=1e-9)


def test_nothing_has_no_area() -> None:
    for shape in (shapely.Polygon(), shapely.MultiPolygon()):
        assert geodesic_ha(shape) == 0


@pytest.mark.parametrize("turned", [(False, False), (True, True), (False, True), (True, False)])
def test_parts_of_a_multipolygon_add_up_whatever_their_direction(turned: tuple[bool, bool]) -> None:
    boxes = (shapely.box(104, 22, 104.01, 22.01), shapely.box(104.02, 22, 104.05, 22.01))
    parts = [box.reverse() if turn else box for box, turn in zip(boxes, turned, strict=True)]
    expected = cell_ha(104, 22, 104.01, 22.01) + cell_ha(104.02, 22, 104.05, 22.01)
    assert geodesic_ha(shapely.MultiPolygon(parts)) == pytest.approx(expected, rel=1e-5)
