"""What buildings cover of regions: squares by hand, a grid of unit cells as the second way, shifts within bounds."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.footprints import Buildings, Covered, covered, farther, nearer
from zoneplan.kernels.shapes import as_array

SIDE = 12
NAN = math.nan


def found(
    shapes: Sequence[BaseGeometry],
    floors: Sequence[float],
    regions: Sequence[BaseGeometry],
    unsure: float = 0.0,
    region_unsure: float = 0.0,
) -> Covered:
    buildings = Buildings.of(as_array(shapes), np.full(len(shapes), unsure), np.asarray(floors, dtype=float))
    return covered(buildings, as_array(regions), np.full(len(regions), region_unsure))


def test_a_building_half_inside_a_plot() -> None:
    """Of 10 × 10 m with 3 floors, 6 m lie in the plot: 60 m² of land and 180 m² of floors."""
    got = found([shapely.box(-4, 0, 6, 10)], [3], [shapely.box(0, 0, 20, 20)])
    assert got.footprint.value.tolist() == [60]
    assert got.floor_area.value.tolist() == [180]
    assert got.footprint.low.tolist() == got.footprint.high.tolist() == [60]
    assert got.buildings.tolist() == [[0], [0]]
    assert (got.floors_low.tolist(), got.floors_high.tolist()) == ([3], [3])


def test_land_under_two_buildings_counts_once_as_that_of_the_higher() -> None:
    """100 + 100 m² share 50 m²: 150 m² of land; 100 m² with 4 floors and 50 m² with 1."""
    low, high = shapely.box(0, 0, 10, 10), shapely.box(5, 0, 15, 10)
    for shapes, floors in (([low, high], [1, 4]), ([high, low], [4, 1])):
        got = found(shapes, floors, [shapely.box(0, 0, 20, 20)])
        assert got.footprint.value.tolist() == [150]
        assert got.floor_area.value.tolist() == [100 * 4 + 50]


def test_a_building_of_unknown_floors_has_one_at_least() -> None:
    got = found(
        [shapely.box(0, 0, 10, 10), shapely.box(10, 0, 15, 10)], [2, NAN], [shapely.box(0, 0, 20, 20)]
    )
    assert got.floor_area.value.tolist() == got.floor_area.low.tolist() == [2 * 100 + 50]
    assert got.floor_area.high.tolist() == [math.inf]
    assert got.unknown.tolist() == [1]
    assert (got.floors_low.tolist(), got.floors_high.tolist()) == ([1], [math.inf])


def test_a_building_that_touches_a_region_is_not_in_it() -> None:
    got = found([shapely.box(0, 0, 10, 10)], [1], [shapely.box(10, 0, 20, 10), shapely.box(50, 0, 60, 10)])
    assert got.footprint.value == pytest.approx([0, 0], abs=1e-6)
    assert got.buildings.shape == (2, 0)
    assert got.floors_low.tolist() == [math.inf, math.inf]


def test_what_may_lie_elsewhere_is_between_least_and_most() -> None:
    """A 10 m square 2 m from the edge of a large plot, both sure to 3 m: up to 4 of its 10 m may lie outside."""
    got = found([shapely.box(2, 20, 12, 30)], [1], [shapely.box(0, 0, 100, 100)], 3, 3)
    assert got.footprint.value.tolist() == [100]
    assert got.footprint.low[0] == pytest.approx(60, rel=0.01)
    assert got.footprint.low[0] <= 60
    assert got.footprint.high.tolist() == [100]
    outside = found([shapely.box(-12, 20, -2, 30)], [1], [shapely.box(0, 0, 100, 100)], 3, 3)
    assert outside.footprint.value.tolist() == [0]
    assert outside.footprint.high[0] == pytest.approx(40, rel=0.01)
    assert outside.footprint.high[0] >= 40


def test_no_more_is_covered_than_there_is() -> None:
    got = found([shapely.box(-50, -50, 50, 50)], [1], [shapely.box(0, 0, 10, 10)], 5, 5)
    assert got.footprint.high.tolist() == [100]


def test_a_region_smaller_than_its_uncertainty_may_hold_nothing() -> None:
    got = found([shapely.box(0, 0, 10, 10)], [1], [shapely.box(0, 0, 10, 10)], 0, 20)
    assert got.footprint.low.tolist() == [0]
    assert got.footprint.value.tolist() == got.footprint.high.tolist() == [100]


def test_nothing_and_nowhere() -> None:
    nothing = found([], [], [shapely.box(0, 0, 1, 1)], 0, 1)
    assert nothing.footprint.high.tolist() == nothing.floor_area.high.tolist() == [0]
    assert found([shapely.box(0, 0, 1, 1)], [1], []).footprint.value.shape == (0,)


def test_invalid_shapes_are_refused() -> None:
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    with pytest.raises(ValueError, match="not valid"):
        found([bow], [1], [shapely.box(0, 0, 1, 1)])


@pytest.mark.parametrize("metres", [0.5, 7.0, 300.0])
def test_resized_land_keeps_outside_the_arcs(metres: float) -> None:
    square = as_array([shapely.box(0, 0, 1000, 1000)])
    wider, narrower = farther(square, np.array([metres]))[0], nearer(square, np.array([metres]))[0]
    corner = [
        shapely.Point(1000 + metres * math.cos(a), 1000 + metres * math.sin(a))
        for a in np.linspace(0, 1.57, 41)
    ]
    assert all(wider.covers(point) for point in corner)
    assert wider.area == pytest.approx(1e6 + 4000 * metres + math.pi * metres**2, rel=0.003)
    assert narrower.area == pytest.approx((1000 - 2 * metres) ** 2, rel=0.01)
    assert narrower.area <= (1000 - 2 * metres) ** 2


Box = tuple[int, int, int, int]
corners = st.tuples(st.integers(0, SIDE - 1), st.integers(0, SIDE - 1), st.integers(1, 6), st.integers(1, 6))
storeys = st.one_of(st.just(NAN), st.integers(1, 5).map(float))
built = st.lists(st.tuples(corners, storeys), min_size=0, max_size=7)


def shape(box: Box) -> shapely.Polygon:
    x, y, width, height = box
    return shapely.box(x, y, x + width, y + height)


def by_cells(buildings: Sequence[tuple[Box, float]], region: Box) -> tuple[int, float]:
    """Gives land and floors by unit cells: every cell under a building has the most floors known of it, or one."""
    floors = np.zeros((2 * SIDE, 2 * SIDE))
    for (x, y, width, height), storeys_ in buildings:
        part = floors[x : x + width, y : y + height]
        np.maximum(part, 1 if math.isnan(storeys_) else storeys_, out=part)
    x, y, width, height = region
    inside = floors[x : x + width, y : y + height]
    return int((inside > 0).sum()), float(inside.sum())


@given(built, corners)
def test_land_and_floors_are_those_of_the_cells(buildings: list[tuple[Box, float]], region: Box) -> None:
    got = found([shape(b) for b, _ in buildings], [f for _, f in buildings], [shape(region)])
    land, floors = by_cells(buildings, region)
    assert got.footprint.value[0] == pytest.approx(land, abs=1e-6)
    assert got.floor_area.value[0] == pytest.approx(floors, abs=1e-6)


@given(built, corners, st.randoms())
def test_the_order_of_buildings_does_not_matter(
    buildings: list[tuple[Box, float]], region: Box, random: object
) -> None:
    assert hasattr(random, "shuffle")
    mixed = buildings.copy()
    random.shuffle(mixed)
    one, two = (
        found([shape(b) for b, _ in some], [f for _, f in some], [shape(region)], 0.3, 0.2)
        for some in (buildings, mixed)
    )
    for a, b in zip((one.footprint, one.floor_area), (two.footprint, two.floor_area), strict=True):
        for part in ("value", "low", "high"):
            assert getattr(a, part) == pytest.approx(getattr(b, part), abs=1e-6)


@given(built, corners, st.floats(0, 1.5), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_wherever_the_layer_may_lie_the_truth_is_within_the_bounds(
    buildings: list[tuple[Box, float]], region: Box, unsure: float, angle: float, part: float
) -> None:
    """All buildings are shifted together by no more than both are unsure of; the land under them is measured anew."""
    got = found([shape(b) for b, _ in buildings], [f for _, f in buildings], [shape(region)], unsure, 0.5)
    far = (unsure + 0.5) * part
    moved = [
        shapely.transform(shape(b), lambda xy: xy + far * np.array([math.cos(angle), math.sin(angle)]))
        for b, _ in buildings
    ]
    truth = shapely.union_all(moved).intersection(shape(region)).area
    assert got.footprint.low[0] - 1e-6 <= truth <= got.footprint.high[0] + 1e-6


@given(built, corners, st.sampled_from([0.5, 3.0, 100.0]))
def test_areas_grow_with_the_square_of_lengths(
    buildings: list[tuple[Box, float]], region: Box, scale: float
) -> None:
    def scaled(box: Box) -> BaseGeometry:
        return shapely.transform(shape(box), lambda xy: xy * scale)

    small = found([shape(b) for b, _ in buildings], [f for _, f in buildings], [shape(region)], 0.4, 0.1)
    large = found(
        [scaled(b) for b, _ in buildings],
        [f for _, f in buildings],
        [scaled(region)],
        0.4 * scale,
        0.1 * scale,
    )
    assert large.footprint.low == pytest.approx(small.footprint.low * scale**2, rel=1e-6, abs=1e-6)
    assert large.floor_area.high == pytest.approx(small.floor_area.high * scale**2, rel=1e-6, abs=1e-6)


@given(built, corners, st.integers(-10_000, 10_000), st.integers(-10_000, 10_000))
def test_moving_everything_changes_nothing(
    buildings: list[tuple[Box, float]], region: Box, east: int, north: int
) -> None:
    def moved(box: Box) -> BaseGeometry:
        return shapely.transform(shape(box), lambda xy: xy + np.array([436_000 + east, 2_466_000 + north]))

    floors = [f for _, f in buildings]
    here = found([shape(b) for b, _ in buildings], floors, [shape(region)], 0.4)
    there = found([moved(b) for b, _ in buildings], floors, [moved(region)], 0.4)
    assert there.footprint.value == pytest.approx(here.footprint.value, abs=1e-5)
    assert there.footprint.low == pytest.approx(here.footprint.low, abs=1e-4)


MANY = 300


@pytest.mark.parametrize("gap", [40, 1])
def test_a_region_of_many_parts_is_shrunk_and_grown_as_one(gap: int) -> None:
    """Squares of 10 m in a row, 1 m in and out: 8 × 8 m each; grown apart from each other, or into one strip.

    Corners grown are quarter circles: of a square 12 × 12 m without 4 − π m².
    """
    squares = [shapely.box(i * (10 + gap), 0, i * (10 + gap) + 10, 10) for i in range(MANY)]
    region, one = as_array([shapely.multipolygons(squares)]), np.array([1.0])
    assert shapely.area(nearer(region, one)).tolist() == pytest.approx([MANY * 64], rel=2e-3)
    corners = 4 - math.pi
    strip = (MANY * (10 + gap) - gap + 2) * 12 - corners
    wanted = MANY * (144 - corners) if gap > 2 else strip
    (grown,) = farther(region, one)
    assert grown.is_valid
    assert grown.area == pytest.approx(wanted, rel=1e-3)
    assert shapely.get_num_geometries(grown) == (MANY if gap > 2 else 1)


def test_a_region_of_many_parts_can_shrink_to_nothing() -> None:
    squares = [shapely.box(i * 20, 0, i * 20 + 10, 10) for i in range(MANY)]
    (shrunk,) = nearer(as_array([shapely.multipolygons(squares)]), np.array([6.0]))
    assert shrunk.is_empty
