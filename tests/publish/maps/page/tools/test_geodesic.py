"""Lengths and areas on the ellipsoid against PROJ's geodesics."""

import math
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from publish.maps.page.tools.screen import GEOD, Opened, Point, area_and_perimeter

pytestmark = pytest.mark.browser

POINTS = "points => points.map(([lng, lat]) => ({ lat, lng }))"


@pytest.fixture
def page(opened: Opened) -> Page:
    """The page with the tools."""
    return opened()


def measured(page: Page, rings: list[list[Point]]) -> list[dict[str, Any]]:
    """Gives what the page says of polygons."""
    found: list[dict[str, Any]] = page.evaluate(
        f"rings => rings.map({POINTS}).map((ring) => zoneplan.geodesic.polygon(ring))", rings
    )
    return found


def star(chance: Random, lon: float, lat: float, radius_m: float, corners: int) -> list[Point]:
    """Gives a polygon around a point that does not cross itself, in either direction."""
    turns = [360 * i / corners for i in range(corners)]
    ring = [GEOD.fwd(lon, lat, turn, radius_m * chance.uniform(0.3, 1))[:2] for turn in turns]
    return ring if chance.random() < 0.5 else ring[::-1]


def test_distances_are_those_of_proj(page: Page) -> None:
    chance = Random(7)  # noqa: S311 - only sets places
    pairs: list[tuple[float, float, float, float]] = []
    for wide in (1e-6, 1e-3, 1.0, 30.0, 120.0):
        for _ in range(25):
            lon, lat = chance.uniform(-180, 180), chance.uniform(-80, 80)
            pairs.append(
                (
                    lon,
                    lat,
                    lon + chance.uniform(-wide, wide),
                    max(-89.0, min(89.0, lat + chance.uniform(-wide, wide))),
                )
            )
    pairs += [
        (104.1, 22.3, 104.1, 22.3),
        (104.1, 22.3, 104.1, 23.3),
        (104.1, 0.0, 105.1, 0.0),
        (179.9, 10.0, -179.9, 10.0),
    ]
    got = page.evaluate(
        "pairs => pairs.map((p) => zoneplan.geodesic.distance({ lng: p[0], lat: p[1] }, { lng: p[2], lat: p[3] }))",
        pairs,
    )
    for pair, metres in zip(pairs, got, strict=True):
        assert metres == pytest.approx(GEOD.inv(*pair)[2], rel=1e-9, abs=1e-6)


def test_nearly_opposite_points_are_measured_the_other_way(page: Page) -> None:
    pairs = [
        (lon, lat, lon + turn, -lat + rise)
        for lon, lat in ((104.0, 22.3), (0.0, 0.0), (10.0, -1.0))
        for turn, rise in ((180.0, 0.0), (179.9, 0.1), (179.7, 0.0))
    ]
    got = page.evaluate(
        "pairs => pairs.map((p) => [{ lng: p[0], lat: p[1] }, { lng: p[2], lat: p[3] }]).map(([a, b]) => [zoneplan.geodesic.vincenty(a, b) === null, zoneplan.geodesic.distance(a, b)])",
        pairs,
    )
    assert sum(unsettled for unsettled, _ in got) > 5
    for pair, (_, metres) in zip(pairs, got, strict=True):
        assert metres == pytest.approx(GEOD.inv(*pair)[2], rel=1e-9)


@pytest.mark.parametrize("radius_m", [50.0, 500.0, 5_000.0, 50_000.0, 150_000.0])
def test_areas_and_perimeters_are_those_of_proj(page: Page, radius_m: float) -> None:
    chance = Random(int(radius_m))  # noqa: S311 - only sets places
    rings = [
        star(chance, chance.uniform(-170, 170), lat, radius_m, corners)
        for lat in (22.3, 0.0, -40.0, 65.0)
        for corners in (3, 7, 40)
    ]
    rings.append(star(chance, 180.0, 10.0, radius_m, 9))
    for ring, got in zip(rings, measured(page, rings), strict=True):
        area, perimeter = area_and_perimeter(ring)
        assert not got["crossing"]
        # PROJ itself rounds to about a ten-thousandth of a square metre
        assert got["area"] == pytest.approx(abs(area), rel=1e-7, abs=2e-4)
        assert got["perimeter"] == pytest.approx(perimeter, rel=1e-7)


def test_a_degree_square_at_the_equator_has_the_area_between_its_parallels(page: Page) -> None:
    (got,) = measured(page, [[(0.0, -0.5), (1.0, -0.5), (1.0, 0.5), (0.0, 0.5)]])
    flattening, sine = 1 / 298.257223563, math.sin(math.radians(0.5))
    e2 = flattening * (2 - flattening)
    # Snyder (1987), equation 3-12, for the zone from the equator; the geodesics bulge by less than a ten-thousandth
    q = sine / (1 - e2 * sine**2) + math.log((1 + math.sqrt(e2) * sine) / (1 - math.sqrt(e2) * sine)) / (
        2 * math.sqrt(e2)
    )
    assert got["area"] == pytest.approx(2 * 6378137.0**2 * (1 - e2) / 2 * q * math.radians(1), rel=1e-4)


def test_an_outline_that_meets_itself_has_no_area(page: Page) -> None:
    bow = [(104.0, 22.0), (104.2, 22.2), (104.2, 22.0), (104.0, 22.2)]
    through_a_corner = [
        (104.0, 22.0),
        (104.1, 22.1),
        (104.2, 22.0),
        (104.2, 22.2),
        (104.1, 22.1),
        (104.0, 22.2),
    ]
    back = [(104.0, 22.0), (104.2, 22.0), (104.2, 22.2), (104.1, 22.0), (104.0, 22.2)]
    for got in measured(page, [bow, bow[::-1], through_a_corner, back]):
        assert got["crossing"]
        assert got["area"] is None
        assert got["perimeter"] > 0


def test_the_same_point_twice_changes_nothing(page: Page) -> None:
    ring = [(104.0, 22.0), (104.2, 22.0), (104.1, 22.2)]
    once, twice, flat = measured(page, [ring, [ring[0], *ring, ring[2]], ring[:2]])
    assert twice == once
    assert (flat["area"], flat["crossing"]) == (0, False)


def test_an_outline_round_a_pole_has_no_area(page: Page) -> None:
    (got,) = measured(page, [[(0.0, 80.0), (90.0, 80.0), (180.0, 80.0), (-90.0, 80.0)]])
    assert got["area"] is None


def test_a_line_lies_on_the_geodesic(page: Page) -> None:
    ends = [(103.5, 21.8), (106.4, 23.1)]
    got = page.evaluate(
        f"ends => zoneplan.geodesic.line(...({POINTS})(ends)).map((p) => [p.lng, p.lat])", ends
    )
    azimuth, _, whole = GEOD.inv(*ends[0], *ends[1])
    assert len(got) == math.ceil(whole / 4000) + 1
    for i, point in enumerate(got):
        lon, lat, _ = GEOD.fwd(*ends[0], azimuth, whole * i / (len(got) - 1))
        assert GEOD.inv(lon, lat, *point)[2] < 1e-4
