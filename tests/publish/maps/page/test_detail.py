"""How finely shapes are drawn, and what is left of them."""

import math

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from meshes import mesh
from zoneplan.publish.maps.page.detail import detail, fitting, simplified
from zoneplan.publish.maps.page.pack import pack

EQUATOR_M = 2 * math.pi * 6_378_137
LAO_CAI = math.cos(math.radians(22.3))


def array(*geometries: BaseGeometry | None) -> NDArray[np.object_]:
    """Geometries as the functions take them."""
    made = np.empty(len(geometries), dtype=object)
    made[:] = geometries
    return made


def bumpy(far: float, seed: int = 3) -> shapely.Polygon:
    """A polygon on one side of a line with many small bends; ``far`` is where its other side is."""
    bends = 10 + np.random.default_rng(seed).uniform(-0.01, 0.01, 99)
    side = [(10.0, 0.0), *((x, n + 1.0) for n, x in enumerate(bends)), (10.0, 100.0)]
    return shapely.Polygon([(far, 0), *side, (far, 100)])


def test_a_small_plan_is_drawn_to_two_centimetres_and_not_simplified() -> None:
    level = detail(500_000)
    assert level.tolerance == 0
    assert EQUATOR_M / 2**level.bits / 2 < 0.02


@pytest.mark.parametrize(("vertices", "zoom"), [(500_001, 18), (4_000_000, 18), (4_000_001, 17)])
def test_a_large_plan_is_drawn_as_finely_as_a_screen_shows(vertices: int, zoom: int) -> None:
    level = detail(vertices)
    pixel = EQUATOR_M / (256 * 2**zoom)
    assert EQUATOR_M / 2**level.bits == pytest.approx(pixel / 2)
    assert level.tolerance * EQUATOR_M / 360 == pytest.approx(pixel)
    assert detail(2_000_000).tolerance * EQUATOR_M / 360 * LAO_CAI < 0.56


def test_neighbours_are_simplified_alike() -> None:
    pair = array(bumpy(0.0), bumpy(20.0))
    left, right = simplified(pair, 1.0)
    assert shapely.get_num_coordinates(left) < 10
    assert left.area + right.area == pytest.approx(20 * 100)
    assert left.intersection(right).area == 0
    common = left.intersection(right)
    assert common.length == pytest.approx(100, abs=0.1)
    assert shapely.coverage_is_valid(array(left, right))


def test_polygons_that_overlap_stay_as_they_are() -> None:
    pair = array(bumpy(0.0), bumpy(20.0, seed=4))
    assert fitting(pair).tolist() == [False, False]
    for before, after in zip(pair, simplified(pair, 1.0), strict=True):
        assert shapely.equals_exact(before, after, 0)


def test_beside_a_fault_only_boundaries_between_sound_neighbours_are_simplified() -> None:
    left = shapely.Polygon([*bumpy(0.0).exterior.coords[:-1], (0.005, 50)])
    right, third, faulty = bumpy(20.0), shapely.box(20, 0, 30, 100), shapely.box(25, 40, 40, 60)
    before = array(left, right, third, faulty)
    assert fitting(before).tolist() == [True, True, False, False]
    after = simplified(before, 1.0)
    assert shapely.get_num_coordinates(after[1]) == 5
    assert (0.005, 50) in after[0].exterior.coords
    assert shapely.equals_exact(after[2], third, 0)
    assert after[0].area + after[1].area == pytest.approx(left.area + right.area)
    assert shapely.coverage_is_valid(after[:3])


def test_nothing_vanishes_in_simplifying() -> None:
    islands = [shapely.Point(x, 0).buffer(0.1) for x in range(0, 50, 5)]
    pierced = shapely.Point(0, 50).buffer(20).difference(shapely.Point(0, 50).buffer(0.2))
    after = simplified(array(*islands, pierced), 1.0)
    assert (shapely.area(after) > 0).all()
    assert len(after[-1].interiors) == 1
    assert shapely.get_num_coordinates(after).sum() < shapely.get_num_coordinates([*islands, pierced]).sum()


def test_lines_points_and_nothing_go_through() -> None:
    mixed = array(
        shapely.LineString([(0, 0), (1, 1e-9), (2, 0)]), shapely.Point(0, 0), shapely.Polygon(), None
    )
    assert fitting(mixed).tolist() == [False] * 4
    assert simplified(mixed, 1.0).tolist() == mixed.tolist()
    assert fitting(array()).tolist() == []


def test_an_invalid_polygon_does_not_fit() -> None:
    bow = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    assert fitting(array(bow, shapely.box(5, 5, 6, 6))).tolist() == [False, True]


def test_what_has_no_superfluous_vertices_is_left_as_it_is() -> None:
    cells = shapely.polygons(mesh(5, 5))
    assert simplified(cells, 0.5) is cells


def test_simplified_neighbours_share_their_boundary_in_the_file() -> None:
    pair = array(bumpy(0.0), bumpy(20.0))
    told = int.from_bytes(pack(simplified(pair, 1.0), 27)[12:16], "little")
    assert told == 4 + 2
