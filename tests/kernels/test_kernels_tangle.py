"""How much work comparing polygons would be: counts by hand, and the chance that random segments cross."""

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.tangle import Estimate, crossings_estimate, neighbours_estimate


def shapes(*geometries: shapely.Geometry) -> NDArray[np.object_]:
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array


def stacked(count: int) -> NDArray[np.object_]:
    """Gives squares of 10 km, each a metre north-east of the one before: any two cross in two places."""
    return shapes(*(shapely.box(i, i, 10_000 + i, 10_000 + i) for i in range(count)))


def chess(side: int) -> NDArray[np.object_]:
    """Gives squares that fill a square without overlaps."""
    return shapes(*(shapely.box(x, y, x + 1, y + 1) for x in range(side) for y in range(side)))


def test_crossings_of_few_edges_are_counted_one_by_one() -> None:
    found = crossings_estimate(stacked(30), enough=5000)
    assert found.count == 30 * 29 / 2 * 2


def test_crossings_of_random_edges_come_out_as_chance_has_it() -> None:
    # Two segments between random points of a square cross with a probability of 25/108 (Sylvester's problem).
    count = 6_000
    ends = np.random.default_rng(1).uniform(0, 1000, (count, 2))
    found = crossings_estimate(shapes(shapely.Polygon(ends)), enough=1e9)
    assert found.count == 0.0, "there cannot be as many, so none is counted"
    found = crossings_estimate(shapes(shapely.Polygon(ends)), enough=1e6)
    assert found.count == pytest.approx(25 / 108 * count * count / 2, rel=0.1)


def test_neighbours_that_meet_do_not_cross() -> None:
    assert crossings_estimate(chess(30), enough=1000) == Estimate(0.0, -1)


def test_every_square_of_a_stack_is_a_neighbour_of_all_others() -> None:
    assert neighbours_estimate(stacked(300), enough=100).count == 299


def test_a_chessboard_has_eight_neighbours_a_square_but_for_its_rim() -> None:
    inner, rim, corners = 18 * 18, 4 * 18, 4
    expected = (inner * 8 + rim * 5 + corners * 3) / 400
    assert neighbours_estimate(chess(20), enough=100).count == pytest.approx(expected)


def test_rings_of_one_polygon_are_neighbours_too() -> None:
    nested = [shapely.box(i, i, 1000 - i, 1000 - i).exterior for i in range(100)]
    assert neighbours_estimate(shapes(shapely.Polygon(nested[0], nested[1:])), enough=0).count == 99


def test_the_shape_that_has_most_is_named() -> None:
    several = [*chess(4), *stacked(9), shapely.Point(1, 1)]
    tangled = shapely.Polygon([(0, 50), *((x, 60 * (x % 2)) for x in range(50)), (50, 51), (0, 51)])
    found = crossings_estimate(shapes(*several, shapely.transform(tangled, lambda xy: xy + 1e6)), enough=5000)
    assert found.worst == len(several)
    assert neighbours_estimate(shapes(*several), enough=0).worst in range(16, 25)


def test_points_and_nothing_have_no_neighbours() -> None:
    assert neighbours_estimate(shapes(), enough=0) == Estimate(0.0, -1)
    assert crossings_estimate(shapes(shapely.Point(1, 1)), enough=0) == Estimate(0.0, -1)
