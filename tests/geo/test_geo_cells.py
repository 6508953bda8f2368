"""Areas of cells on the ground, against geodesic polygons."""

import numpy as np
import pytest
from pyproj import Geod, Transformer

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.cells import row_areas_m2

GEOD = Geod(ellps="WGS84")


def geodesic_m2(west: float, south: float, east: float, north: float) -> float:
    """Gives the area between meridians and parallels; parallels are followed in short geodesics."""
    there = np.linspace(west, east, 400)
    lon = np.concatenate([there, there[::-1]])
    lat = np.concatenate([np.full(400, south), np.full(400, north)])
    area, _ = GEOD.polygon_area_perimeter(lon, lat)
    return abs(float(area))


@pytest.mark.parametrize("side", [1 / 1200, 1 / 120, 0.1])
def test_a_cell_in_degrees_is_as_large_as_the_geodesic_polygon(side: float) -> None:
    found = row_areas_m2("EPSG:4326", (side, 0, 103.3, 0, -side, 23.0), (5, 4))
    for row, area in enumerate(found):
        north = 23.0 - row * side
        assert area == pytest.approx(geodesic_m2(103.3, north - side, 103.3 + side, north), rel=1e-8)


def test_south_up_rows_are_those_of_a_raster_turned_upside_down() -> None:
    north_up = row_areas_m2("EPSG:4326", (0.1, 0, 103.0, 0, -0.1, 23.0), (10, 3))
    south_up = row_areas_m2("EPSG:4326", (0.1, 0, 103.0, 0, 0.1, 22.0), (10, 3))
    assert south_up[::-1] == pytest.approx(north_up, rel=1e-12)


def test_all_cells_of_the_globe_make_up_the_ellipsoid() -> None:
    found = row_areas_m2("EPSG:4326", (1.0, 0, -180.0, 0, -1.0, 90.0), (180, 360))
    assert found.sum() * 360 == pytest.approx(510_065_621_724_089, rel=1e-9), (
        "the published area of WGS 84 in m²"
    )


def test_a_mercator_cell_is_smaller_on_the_ground_than_in_the_plane() -> None:
    found = row_areas_m2("EPSG:3857", (100.0, 0, 11_500_000.0, 0, -100.0, 2_600_000.0), (3, 4))
    back = Transformer.from_crs("EPSG:3857", "EPSG:4326", always_xy=True)
    west, north = back.transform(11_500_000.0, 2_600_000.0)
    east, south = back.transform(11_500_100.0, 2_599_900.0)
    assert found[0] == pytest.approx(geodesic_m2(west, south, east, north), rel=1e-8)
    assert found[0] < 8_600


@pytest.mark.parametrize("crs", ["EPSG:9208", "EPSG:32648", "ESRI:54009"])
def test_in_other_grids_it_is_the_area_in_the_plane(crs: str) -> None:
    assert row_areas_m2(crs, (30.0, 0, 430_000.0, 0, -20.0, 2_500_000.0), (3, 7)).tolist() == [600.0] * 3


def test_a_turned_grid_of_metres_keeps_the_area_of_its_cells() -> None:
    found = row_areas_m2("EPSG:9208", (6.0, 8.0, 430_000.0, 8.0, -6.0, 2_500_000.0), (2, 2))
    assert found == pytest.approx([100.0, 100.0])


def test_a_turned_grid_of_degrees_has_no_rows_along_parallels() -> None:
    with pytest.raises(ValueError, match="turned"):
        row_areas_m2("EPSG:4326", (0.1, 0.01, 103.0, 0, -0.1, 23.0), (2, 2))


def test_a_code_that_names_nothing_is_refused() -> None:
    with pytest.raises(PlanInvalidError):
        row_areas_m2("EPSG:1", (1.0, 0, 0, 0, -1.0, 0), (1, 1))
