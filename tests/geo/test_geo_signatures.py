"""Readings of bare numbers, against pyproj called directly, and the mistakes they give away."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Geod, Transformer

from zoneplan.geo.crs import VN2000_TM3
from zoneplan.geo.recognise import Signature, candidates, recognise
from zoneplan.geo.signatures import (
    Reading,
    codes,
    fitting,
    lands,
    meridian_text,
    reaches,
    reading_name,
    reread,
    scaled,
    to_lonlat,
)

GRID = "EPSG:9208"
EXTENT = (103.3, 21.7, 104.9, 23.0)
WAYS = tuple(Reading(code, exchanged) for code in codes(EXTENT) for exchanged in (False, True))
LON, LAT = 104.13, 22.29
FIXTURE = np.array([[435_918.332, 2_465_904.452]])
"""The published fixture of the project's rules in EPSG:9208."""
GEOD = Geod(ellps="WGS84")

lons = st.floats(103.35, 104.85)
lats = st.floats(21.75, 22.95)


def boxes(*pairs: tuple[float, float], side: float = 0.0) -> NDArray[np.float64]:
    """Gives squares from their lower left corners."""
    return np.array([(x, y, x + side, y + side) for x, y in pairs], dtype=np.float64).reshape(-1, 4)


def grid_numbers(code: str, lon: float = LON, lat: float = LAT) -> tuple[float, float]:
    x, y = Transformer.from_crs("OGC:CRS84", code, always_xy=True).transform(lon, lat)
    return float(x), float(y)


def test_the_fixture_is_read_where_it_lies() -> None:
    assert to_lonlat(Reading(GRID), FIXTURE)[0] == pytest.approx((LON, LAT), abs=1e-8)
    assert to_lonlat(Reading(GRID, exchanged=True), FIXTURE[:, ::-1])[0] == pytest.approx(
        (LON, LAT), abs=1e-8
    )
    assert to_lonlat(Reading(GRID, scale=1000.0), FIXTURE / 1000)[0] == pytest.approx((LON, LAT), abs=1e-8)


def test_numbers_that_were_never_shifted_are_read_without_the_datum() -> None:
    """Grid numbers made from WGS 84 degrees by the bare projection come back to those degrees."""
    bare = "+proj=tmerc +lon_0=104.75 +k=0.9999 +x_0=500000 +ellps=WGS84"
    project = Transformer.from_crs("+proj=longlat +ellps=WGS84", bare, always_xy=True)
    xy = np.array([project.transform(LON, LAT)])
    assert to_lonlat(Reading(GRID, shifted=False), xy)[0] == pytest.approx((LON, LAT), abs=1e-9)
    shifted = to_lonlat(Reading(GRID), xy)[0]
    assert GEOD.inv(LON, LAT, *shifted)[2] == pytest.approx(223.02, abs=0.05)


@settings(max_examples=30)
@given(lons, lats, st.sampled_from(WAYS))
def test_a_reading_undoes_what_wrote_the_numbers(lon: float, lat: float, reading: Reading) -> None:
    x, y = grid_numbers(reading.code, lon, lat)
    written = np.array([(y, x) if reading.exchanged else (x, y)])
    found = to_lonlat(reading, written)[0]
    assert GEOD.inv(lon, lat, *found)[2] < 0.005


def test_every_grid_is_read_and_the_plans_own_first() -> None:
    found = codes(EXTENT, GRID)
    assert found[0] == GRID
    assert set(VN2000_TM3) | {"EPSG:3405", "EPSG:3406", "EPSG:32648", "EPSG:32649", "OGC:CRS84"} <= set(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("value", [1e300, -1e300, math.inf, math.nan])
def test_nonsense_lands_nowhere(value: float) -> None:
    wild = np.full((1, 4), value)
    for way in (*WAYS, *scaled(EXTENT)):
        assert not lands(way, wild, EXTENT).any()
        assert not reaches(way, wild, EXTENT).any()


def test_a_grid_is_not_read_far_from_its_meridian() -> None:
    """436 m east of the false origin is 500 km from the meridian: no province is that wide."""
    assert fitting(boxes((436.0, 2_466_000.0)), EXTENT, WAYS) == ()


def test_a_box_that_sticks_out_reaches_but_does_not_land() -> None:
    out = np.array([[103.2, 22.0, 103.4, 22.1]])
    assert reaches(Reading("OGC:CRS84"), out, EXTENT).all()
    assert not lands(Reading("OGC:CRS84"), out, EXTENT).any()


def test_reading_in_the_wrong_grid_is_undone() -> None:
    numbers = grid_numbers(GRID)
    wrong = Transformer.from_crs("EPSG:5897", GRID, always_xy=True).transform(*numbers)
    assert math.dist(wrong, numbers) == pytest.approx(25_766, abs=60)  # 0.25° × 103.06 km on the ground
    right = reread(np.array([wrong]), GRID, "EPSG:5897", GRID)[0]
    assert right == pytest.approx(numbers, abs=0.001)


def test_names_say_what_the_numbers_are() -> None:
    assert meridian_text(104.75) == "104°45′"
    assert meridian_text(105.0) == "105°00′"
    assert reading_name(Reading(GRID)).en == "EPSG:9208 (VN-2000, 104°45′)"
    assert reading_name(Reading(GRID, exchanged=True)).vi == "EPSG:9208 (VN-2000, 104°45′), đổi chỗ X và Y"
    assert reading_name(Reading("EPSG:32649")).en == "EPSG:32649 (WGS 84, UTM 49N)"
    assert reading_name(Reading("EPSG:3405")).en == "EPSG:3405 (VN-2000, UTM 48N)"
    assert "never shifted" in reading_name(Reading(GRID, shifted=False)).en
    assert "in mm" in reading_name(Reading(GRID, scale=0.001)).en
    assert "longitude and latitude exchanged" in reading_name(Reading("OGC:CRS84", exchanged=True)).en
    assert reading_name(Reading("EPSG:2044")).en == "EPSG:2044"


@pytest.mark.parametrize("code", [GRID, "EPSG:5897", "EPSG:9207", "EPSG:9209", "EPSG:9206", "EPSG:3405"])
def test_the_true_grid_is_among_the_candidates(code: str) -> None:
    found = candidates(boxes(grid_numbers(code), side=1000), GRID, EXTENT)
    assert Reading(code) in found
    assert not any(way.exchanged for way in found)


def test_exchanged_and_scaled_numbers_are_offered_only_where_nothing_else_fits() -> None:
    x, y = grid_numbers(GRID)
    assert candidates(boxes((y, x)), GRID, EXTENT)[0] == Reading(GRID, exchanged=True)
    assert candidates(boxes((x * 1000, y * 1000)), GRID, EXTENT)[0] == Reading(GRID, scale=0.001)
    assert candidates(boxes((22.29, 104.13)), GRID, EXTENT)[0] == Reading("OGC:CRS84", exchanged=True)
    assert candidates(boxes(), GRID, EXTENT) == ()


def test_a_layer_of_two_mistakes_is_sorted() -> None:
    x, y = grid_numbers(GRID)
    written = boxes((x, y), (y, x), (LON, LAT), (y + 10, x), (0.0, 0.0), (x * 1000, y * 1000))
    outside = np.array([False, True, True, True, True, True])
    found = recognise(written, outside, GRID, GRID, EXTENT)
    assert {(g.signature, tuple(g.rows.tolist())) for g in found} == {
        (Signature.AXES_EXCHANGED, (1, 3)),
        (Signature.DEGREES_AS_METRES, (2,)),
        (Signature.UNIT_WRONG, (5,)),
        (None, (4,)),
    }
    assert not any(g.whole for g in found)


def test_one_shape_that_sticks_out_is_not_of_another_meridian() -> None:
    """A shape with one bad corner fits a grid further east, but its neighbours do not."""
    x, y = grid_numbers(GRID)
    written = np.vstack([boxes((x, y), (x + 70_000, y)), [[300_000, y, x, y]]])
    (found,) = recognise(written, np.array([False, False, True]), GRID, GRID, EXTENT)
    assert found.signature is None
