"""What uncertain outlines leave open: by hand on squares, and by outlines drawn at random within the uncertainty."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from zoneplan.kernels.compactness import convex_hull_ratio, polsby_popper, reock
from zoneplan.kernels.outline import (
    Bounds,
    area_bounds,
    certain_land,
    convex_hull_bounds,
    grown,
    joined,
    polsby_popper_bounds,
    reock_bounds,
    share_bounds,
    shrunk,
    usable,
)


def one(shape: shapely.Geometry) -> NDArray[np.object_]:
    return np.array([shape], dtype=object)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def test_the_area_of_a_square_shrinks_by_its_sides_and_grows_by_strips_and_quarters_of_a_disc() -> None:
    low, high = area_bounds(one(box(0, 0, 1000, 1000)), 10)
    assert low[0] == pytest.approx(980**2, rel=2e-5)
    assert high[0] == pytest.approx(1000**2 + 4 * 1000 * 10 + math.pi * 10**2, rel=2e-5)


def test_bounds_hold_the_exact_areas() -> None:
    low, high = area_bounds(one(box(0, 0, 1000, 1000)), 10)
    assert low[0] <= 980**2
    assert high[0] >= 1000**2 + 4 * 1000 * 10 + math.pi * 10**2


def test_a_hole_grows_where_the_land_shrinks() -> None:
    shape = box(0, 0, 1000, 1000) - box(400, 400, 600, 600)
    low, high = area_bounds(one(shape), 10)
    assert low[0] == pytest.approx(980**2 - (200**2 + 4 * 200 * 10 + math.pi * 10**2), rel=2e-5)
    assert high[0] == pytest.approx(1000**2 + 4 * 1000 * 10 + math.pi * 10**2 - 180**2, rel=2e-5)


def test_of_a_small_shape_nothing_is_certain() -> None:
    low, high = area_bounds(one(box(0, 0, 20, 20)), 15)
    assert low[0] == 0
    assert high[0] > 20 * 20


def test_every_shape_has_its_own_uncertainty() -> None:
    shapes = np.array([box(0, 0, 100, 100), box(0, 0, 100, 100)], dtype=object)
    assert shapely.area(shrunk(shapes, [0, 10])).tolist() == pytest.approx([10_000, 6_400], rel=2e-4)


def test_what_is_no_distance_is_none() -> None:
    assert usable([-1, math.nan, math.inf, 0, 1e-200, 5]).tolist() == [0, 0, 0, 0, 0, 5]
    shape = one(box(0, 0, 10, 10))
    for metres in (-1.0, math.nan, math.inf, 0.0):
        assert grown(shape, metres)[0] == shape[0]


def test_shapes_are_left_as_they_were() -> None:
    shapes = one(box(0, 0, 100, 100))
    grown(shapes, 5)
    shrunk(shapes, 5)
    assert shapes[0] == box(0, 0, 100, 100)


def test_parts_side_by_side_are_one_shape_and_parts_over_each_other_none() -> None:
    beside = shapely.MultiPolygon([box(0, 0, 10, 10), box(10, 0, 20, 10)])
    over = shapely.MultiPolygon([box(0, 0, 10, 10), box(5, 0, 15, 10)])
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    apart = shapely.MultiPolygon([box(0, 0, 10, 10), box(20, 0, 30, 10)])
    found = joined(np.array([beside, over, bow, apart], dtype=object))
    assert [None if s is None else (s.is_valid, s.area) for s in found] == [
        (True, 200),
        None,
        None,
        (True, 200),
    ]


Figure: TypeAlias = Callable[[NDArray[np.object_]], NDArray[np.float64]]
Bounding: TypeAlias = Callable[[NDArray[np.object_], float], Bounds]

RATIOS: list[tuple[Figure, Bounding]] = [
    (polsby_popper, polsby_popper_bounds),
    (reock, reock_bounds),
    (convex_hull_ratio, convex_hull_bounds),
]


@pytest.mark.parametrize(("figure", "bounds"), RATIOS, ids=["polsby_popper", "reock", "hull"])
def test_an_exact_outline_has_exact_figures(figure: Figure, bounds: Bounding) -> None:
    shape = one(shapely.Polygon([(0, 0), (300, 0), (300, 100), (100, 100), (100, 300), (0, 300)]))
    found = bounds(shape, 0)
    assert (found.low[0], found.high[0]) == pytest.approx((figure(shape)[0], figure(shape)[0]))


def test_bounds_of_a_square_by_hand() -> None:
    """A square of 1,000 m, 10 m off: sides of 980 to 1,020 m and radii 10 m shorter or longer."""
    shape = one(box(0, 0, 1000, 1000))
    inner, outer = 980**2, 1000**2 + 4 * 1000 * 10 + math.pi * 10**2
    found = polsby_popper_bounds(shape, 10)
    low, high = 4 * math.pi * inner / 4080**2, 4 * math.pi * outer / 3920**2
    assert (found.low[0], found.high[0]) == pytest.approx((low, high), rel=1e-4)
    radius = 500 * math.sqrt(2)
    found = reock_bounds(shape, 10)
    low, high = inner / (math.pi * (radius + 10) ** 2), outer / (math.pi * (radius - 10) ** 2)
    assert (found.low[0], found.high[0]) == pytest.approx((low, high), rel=1e-4)
    found = convex_hull_bounds(shape, 10)
    assert (found.low[0], found.high[0]) == pytest.approx((inner / outer, 1.0), rel=1e-4)


def test_a_shape_of_several_parts_is_longer_around_than_no_hull() -> None:
    """Two far squares: their hull is longer around than they are, so it bounds nothing."""
    far = shapely.MultiPolygon([box(0, 0, 100, 100), box(5000, 0, 5100, 100)])
    found = polsby_popper_bounds(one(far), 1)
    assert found.high[0] == pytest.approx(4 * math.pi * 2 * (104 * 100 + math.pi) / (800 - 16) ** 2, rel=1e-3)


@pytest.mark.parametrize(("figure", "bounds"), RATIOS, ids=["polsby_popper", "reock", "hull"])
def test_what_is_no_sound_polygon_has_no_bounds(figure: Figure, bounds: Bounding) -> None:
    shapes = np.array(
        [shapely.Point(0, 0), shapely.Polygon(), shapely.LineString([(0, 0), (1, 1)])], dtype=object
    )
    assert np.isnan(figure(shapes)).all()
    found = bounds(shapes, 1)
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()


stars = st.lists(st.floats(100, 400), min_size=4, max_size=12)
moves = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 2 * math.pi)), min_size=12, max_size=12)


def star(radii: list[float]) -> list[tuple[float, float]]:
    angles = np.linspace(0, 2 * math.pi, len(radii), endpoint=False)
    return [(r * math.cos(a), r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]


@given(stars, moves, st.floats(0.5, 20))
def test_outlines_within_the_uncertainty_stay_within_the_bounds(
    radii: list[float], moved: list[tuple[float, float]], metres: float
) -> None:
    drawn = star(radii)
    real = [
        (x + metres * r * math.cos(a), y + metres * r * math.sin(a))
        for (x, y), (r, a) in zip(drawn, moved, strict=False)
    ]
    shape, true = shapely.Polygon(drawn), shapely.Polygon(real)
    if not (shape.is_valid and true.is_valid):
        return
    low, high = area_bounds(one(shape), metres)
    assert low[0] <= true.area <= high[0]
    for figure, bounds in RATIOS:
        found = bounds(one(shape), metres)
        assert found.low[0] <= figure(one(true))[0] * (1 + 1e-12)
        assert figure(one(true))[0] <= found.high[0] * (1 + 1e-12)
        assert found.low[0] <= figure(one(shape))[0] <= found.high[0]


@given(stars, st.floats(0.5, 20), st.floats(0.1, 10))
def test_bounds_follow_the_scale(radii: list[float], metres: float, scale: float) -> None:
    small, large = shapely.Polygon(star(radii)), shapely.Polygon(np.array(star(radii)) * scale)
    for got, want in zip(
        area_bounds(one(large), metres * scale), area_bounds(one(small), metres), strict=True
    ):
        assert got[0] == pytest.approx(want[0] * scale**2, rel=1e-3)
    for _, bounds in RATIOS:
        found, expected = bounds(one(large), metres * scale), bounds(one(small), metres)
        assert (found.low[0], found.high[0]) == pytest.approx((expected.low[0], expected.high[0]), rel=1e-3)


def test_certain_land_by_hand() -> None:
    """A zone of 100 m, 1 m off, in two exact halves: 49 x 98 m are certain of each, 100 x 50 m in all of it."""
    halves = np.array([box(0, 0, 50, 100), box(50, 0, 100, 100)], dtype=object)
    land = certain_land(box(0, 0, 100, 100), 1, halves, 0)
    assert land.drawn.tolist() == [5000, 5000]
    assert land.inside == pytest.approx([49 * 98, 49 * 98], rel=1e-4)
    assert land.around.tolist() == [5000, 5000]
    assert land.most == pytest.approx(100**2 + 400 + math.pi, rel=1e-4)
    found = share_bounds(land)
    least = 49 * 98 / (49 * 98 + 10_400 + math.pi - 5000)
    assert found.low == pytest.approx([least, least], rel=1e-3)
    assert found.high == pytest.approx([1 - least, 1 - least], rel=1e-3)


def test_land_that_two_classes_claim_is_certain_of_neither() -> None:
    classes = np.array([box(0, 0, 60, 100), box(50, 0, 100, 100)], dtype=object)
    land = certain_land(box(0, 0, 100, 100), 0, classes, 0)
    assert land.inside.tolist() == [5000, 4000]
    found = share_bounds(land)
    assert found.low == pytest.approx([0.5, 0.4])
    assert found.high == pytest.approx([0.6, 0.5])


def test_land_without_a_class_may_be_of_any() -> None:
    land = certain_land(box(0, 0, 100, 100), 0, one(box(0, 0, 30, 100)), 0)
    found = share_bounds(land)
    assert (found.low[0], found.high[0]) == pytest.approx((0.3, 1.0))


def test_without_classes_nothing_is_certain() -> None:
    land = certain_land(box(0, 0, 100, 100), 1, np.array([], dtype=object), 0)
    assert share_bounds(land).low.tolist() == []


@given(
    st.integers(1, 9),
    st.floats(0, 3),
    st.floats(0, 3),
    st.lists(st.floats(-1, 1), min_size=3, max_size=3),
)
def test_shares_of_shifted_outlines_stay_within_the_bounds(
    at: int, zone_off: float, class_off: float, moved: list[float]
) -> None:
    """A zone in wide land of two classes, both shifted as far as they may be off."""
    zone, border = box(0, 0, 100, 100), 10 * at
    wide = np.array([box(-50, -50, border, 150), box(border, -50, 150, 150)], dtype=object)
    found = share_bounds(certain_land(zone, zone_off, wide, class_off))
    east, north = moved[0] * zone_off / 2, moved[1] * zone_off / 2
    true = box(east, north, 100 + east, 100 + north)
    line = border + moved[2] * class_off
    share = true.intersection(box(-50, -50, line, 150)).area / true.area
    assert found.low[0] - 1e-9 <= share <= found.high[0] + 1e-9
    assert found.low[1] - 1e-9 <= 1 - share <= found.high[1] + 1e-9
