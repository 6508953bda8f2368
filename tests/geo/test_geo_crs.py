"""Coordinate systems: the official datum shift, refusals, and guesses that are only hints."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Geod, Transformer

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.crs import (
    DEPRECATED_VN2000,
    VN2000_TM3,
    WGS84,
    parse_crs,
    plan_crs,
    reproject,
    transformer,
)

GRID = "EPSG:9208"
LON, LAT = 104.13, 22.29
EASTING, NORTHING = 435_918.332, 2_465_904.452
"""The published fixture of the project's rules: (104.13, 22.29) in the grid of Lào Cai."""

lons = st.floats(103.3, 104.9)
lats = st.floats(21.7, 23.0)


def test_the_fixture_lands_where_it_should() -> None:
    x, y = transformer(WGS84, GRID).transform(LON, LAT)
    assert x == pytest.approx(EASTING, abs=0.001)
    assert y == pytest.approx(NORTHING, abs=0.001)


def test_the_official_numbers_of_the_decision_give_the_same_place() -> None:
    """The parameters printed in QĐ 05/2007, in the sign convention of the Coordinate Frame rotation."""
    printed = (
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=WGS84 "
        "+step +inv +proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 "
        "+rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 +s=0.252906278 +convention=coordinate_frame "
        "+step +inv +proj=cart +ellps=WGS84 "
        "+step +proj=tmerc +lat_0=0 +lon_0=104.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84"
    )
    x, y = Transformer.from_pipeline(printed).transform(LON, LAT)
    ours = transformer(WGS84, GRID).transform(LON, LAT)
    assert ours == pytest.approx((x, y), abs=0.001)


def test_a_forgotten_shift_would_be_223_metres_off() -> None:
    trap = CRS.from_user_input("+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m")
    assert trap.to_epsg() == 9208, "the trap looks like the right system"
    forgotten = Transformer.from_crs("OGC:CRS84", trap, always_xy=True).transform(LON, LAT)
    ours = transformer(WGS84, GRID).transform(LON, LAT)
    assert math.dist(ours, forgotten) == pytest.approx(223.02, abs=0.05)
    assert ours[0] - forgotten[0] == pytest.approx(-195.62, abs=0.05)
    assert ours[1] - forgotten[1] == pytest.approx(107.11, abs=0.05)


@pytest.mark.parametrize("code", sorted(DEPRECATED_VN2000))
def test_withdrawn_codes_are_refused(code: int) -> None:
    with pytest.raises(PlanInvalidError, match="withdrawn"):
        parse_crs(f"EPSG:{code}")


def test_withdrawn_codes_are_those_of_the_rules() -> None:
    assert {6956, 6957, 6958, 6959} == DEPRECATED_VN2000


@pytest.mark.parametrize(
    "code", ["EPSG:3857", "EPSG:3785", "EPSG:900913", "ESRI:102100", "ESRI:102113", "EPSG:3395"]
)
def test_mercator_is_refused_under_all_its_names(code: str) -> None:
    with pytest.raises(PlanInvalidError):
        plan_crs(code)


@pytest.mark.parametrize(
    "code", ["OGC:CRS84", "EPSG:4326", "EPSG:4756", "EPSG:4978", "EPSG:5773", "EPSG:2276"]
)
def test_what_does_not_measure_in_metres_is_refused(code: str) -> None:
    with pytest.raises(PlanInvalidError, match="does not measure in metres"):
        plan_crs(code)


@pytest.mark.parametrize(
    "code",
    [
        "+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +ellps=WGS84",
        "+init=epsg:9208",
        'PROJCS["x"]',
        "EPSG:999999999",
        "EPSG:",
        "9208",
        "",
        "VN-2000",
    ],
)
def test_only_codes_name_a_system(code: str) -> None:
    with pytest.raises(PlanInvalidError, match="is not a coordinate system"):
        parse_crs(code)


@pytest.mark.parametrize("code", ["EPSG:9208", "EPSG:5897", "EPSG:3405", "EPSG:32648"])
def test_metric_grids_are_accepted(code: str) -> None:
    assert plan_crs(code).to_epsg() == int(code.removeprefix("EPSG:"))


@pytest.mark.parametrize(("code", "meridian"), VN2000_TM3.items())
def test_the_table_of_provincial_grids_matches_the_register(code: str, meridian: float) -> None:
    crs = CRS.from_string(code)
    wanted = {"Longitude of natural origin", "Scale factor at natural origin", "False easting"}
    assert crs.coordinate_operation is not None
    found: dict[str, object] = {p.name: p.value for p in crs.coordinate_operation.params if p.name in wanted}
    assert found == {
        "Longitude of natural origin": meridian,
        "Scale factor at natural origin": 0.9999,
        "False easting": 500_000.0,
    }
    assert crs.geodetic_crs is not None
    assert crs.geodetic_crs.to_epsg() == 4756


@given(lons, lats)
def test_round_trip_within_two_millimetres(lon: float, lat: float) -> None:
    """A flat shift drops the height of some 30 m between the two datums, which costs a millimetre there and back."""
    there = transformer(WGS84, GRID).transform(lon, lat)
    back = transformer(GRID, WGS84).transform(*there)
    _, _, metres = Geod(ellps="WGS84").inv(lon, lat, *back)
    assert metres < 0.002


@given(lons, lats)
def test_utm_and_provincial_grid_of_one_datum_agree(lon: float, lat: float) -> None:
    """Between grids of VN-2000 there is no datum shift, so going through UTM changes nothing."""
    direct = transformer(WGS84, GRID).transform(lon, lat)
    through = transformer("EPSG:3405", GRID).transform(*transformer(WGS84, "EPSG:3405").transform(lon, lat))
    assert math.dist(direct, through) < 0.001


def test_reproject_moves_every_vertex_and_keeps_the_shape() -> None:
    shapes = np.array([shapely.Point(LON, LAT), shapely.box(104.1, 22.2, 104.2, 22.3)], dtype=object)
    moved = reproject(shapes, WGS84, GRID)
    assert (moved[0].x, moved[0].y) == pytest.approx((EASTING, NORTHING), abs=0.001)
    assert moved[1].geom_type == "Polygon"
    assert shapely.get_num_coordinates(moved[1]) == 5
    assert reproject(shapes, GRID, GRID) is shapes


def test_reproject_of_nothing_is_nothing() -> None:
    assert len(reproject(np.empty(0, dtype=object), WGS84, GRID)) == 0
