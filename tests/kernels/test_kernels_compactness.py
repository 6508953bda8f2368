"""Compactness against the formulas of regular figures, and a smallest circle found by trying them all."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from support import EAST, NORTH, square
from zoneplan.kernels.compactness import convex_hull_ratio, polsby_popper, reock, schwartzberg
from zoneplan.kernels.shapes import Shapes, as_array

Figure = Callable[[Shapes], NDArray[np.float64]]
FIGURES: tuple[Figure, ...] = (polsby_popper, schwartzberg, reock, convex_hull_ratio)
seeds = st.integers(0, 2**32 - 1)


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)


def of(figure: Figure, shape: shapely.Geometry) -> float:
    return float(figure(as_array([shape]))[0])


def regular(corners: int, radius: float = 250.0) -> shapely.Polygon:
    angle = 2 * np.pi * np.arange(corners) / corners
    return shapely.Polygon(np.column_stack([EAST + radius * np.cos(angle), NORTH + radius * np.sin(angle)]))


def star(seed: int, corners: int = 11) -> shapely.Polygon:
    random = np.random.default_rng(seed)
    angle = 2 * np.pi * (np.arange(corners) + random.uniform(0, 0.9, corners)) / corners
    reach = random.uniform(20, 300, corners)
    return shapely.Polygon(np.column_stack([EAST + reach * np.cos(angle), NORTH + reach * np.sin(angle)]))


def smallest_radius(shape: shapely.Geometry) -> float:
    """Gives the radius of the smallest circle through two or three vertices that has all vertices in it."""
    points = np.unique(shapely.get_coordinates(shape), axis=0) - (EAST, NORTH)
    best = math.inf
    for chosen in itertools.chain(itertools.combinations(points, 2), itertools.combinations(points, 3)):
        start, turns = chosen[0], np.array(chosen[1:]) - chosen[0]
        centre = start + np.linalg.lstsq(turns, (turns**2).sum(axis=1) / 2)[0]
        radius = float(np.hypot(*(start - centre)))
        if radius < best and (np.hypot(*(points - centre).T) <= radius * (1 + 1e-9)).all():
            best = radius
    return best


@pytest.mark.parametrize(
    ("shape", "polsby", "circle", "hull"),
    [
        (square(), math.pi / 4, 2 / math.pi, 1.0),
        (box(0, 0, 10, 1), 40 * math.pi / 22**2, 10 / (math.pi * 101 / 4), 1.0),
        (box(0, 0, 3, 3).difference(box(1, 1, 2, 2)), math.pi / 8, 8 / (4.5 * math.pi), 8 / 9),
        (
            shapely.MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)]),
            math.pi / 8,
            2 / (2.5 * math.pi),
            2 / 3,
        ),
        (box(0, 0, 2, 2).difference(box(1, 1, 2, 2)), 3 * math.pi / 16, 3 / (2 * math.pi), 3 / 3.5),
        (regular(3), math.pi / (3 * math.sqrt(3)), 3 * math.sqrt(3) / (4 * math.pi), 1.0),
    ],
    ids=["square", "strip", "hole", "two parts", "corner", "triangle"],
)
def test_figures_by_hand(shape: shapely.Geometry, polsby: float, circle: float, hull: float) -> None:
    assert of(polsby_popper, shape) == pytest.approx(polsby, rel=1e-8)
    assert of(schwartzberg, shape) == pytest.approx(math.sqrt(polsby), rel=1e-8)
    assert of(reock, shape) == pytest.approx(circle, rel=1e-8)
    assert of(convex_hull_ratio, shape) == pytest.approx(hull, rel=1e-8)


def test_a_square_has_the_published_figure() -> None:
    assert of(polsby_popper, square()) == pytest.approx(0.785, abs=5e-4)


@pytest.mark.parametrize("corners", [4, 6, 8, 12, 100, 1000])
def test_regular_polygons_follow_their_formulas(corners: int) -> None:
    shape, half = regular(corners), math.pi / corners
    assert of(polsby_popper, shape) == pytest.approx(half / math.tan(half), rel=1e-8)
    assert of(reock, shape) == pytest.approx(math.sin(2 * half) / (2 * half), rel=1e-8)
    assert of(convex_hull_ratio, shape) == pytest.approx(1.0, rel=1e-8)


def test_many_corners_come_near_the_disc() -> None:
    for figure in FIGURES:
        assert 1 - 1e-6 < of(figure, regular(20_000)) <= 1.0


@pytest.mark.parametrize("figure", FIGURES)
def test_what_has_no_area_has_no_figure(figure: Figure) -> None:
    shapes = as_array(
        [
            None,
            shapely.Polygon(),
            shapely.MultiPolygon(),
            shapely.Point(1, 1),
            shapely.LineString([(0, 0), (1, 1)]),
            shapely.LineString([(0, 0), (1, 0), (1, 1), (0, 0)]),
            shapely.GeometryCollection([square(), shapely.Point(1, 1)]),
            shapely.Polygon([(0, 0), (1, 1), (2, 2)]),
            shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 1)]),
            square(),
        ]
    )
    assert np.isnan(figure(shapes)).tolist() == [True] * 9 + [False]
    assert figure(as_array([])).shape == (0,)


@given(seeds)
def test_figures_lie_between_nothing_and_a_disc(seed: int) -> None:
    for figure in FIGURES:
        assert 0 < of(figure, star(seed)) <= 1
    assert of(schwartzberg, star(seed)) ** 2 == pytest.approx(of(polsby_popper, star(seed)))


@given(seeds)
def test_the_circle_is_the_smallest(seed: int) -> None:
    shape = star(seed, 7)
    assert of(reock, shape) == pytest.approx(shape.area / (math.pi * smallest_radius(shape) ** 2), rel=1e-7)


@given(seeds)
def test_the_hull_is_no_smaller_and_convex_shapes_fill_it(seed: int) -> None:
    shape = star(seed)
    assert of(convex_hull_ratio, shape.convex_hull) == pytest.approx(1.0)
    assert of(reock, shape) == pytest.approx(
        of(reock, shape.convex_hull) * of(convex_hull_ratio, shape), rel=1e-7
    )


@given(
    st.tuples(seeds, st.integers(0, 10)),
    st.floats(0.1, 10),
    st.floats(0, 2 * math.pi),
    st.floats(-1e5, 1e5),
)
def test_place_size_direction_and_first_vertex_do_not_matter(
    start: tuple[int, int], scale: float, turn: float, east: float
) -> None:
    shape = star(start[0])
    xy = shapely.get_coordinates(shape)[:-1] - (EAST, NORTH)
    spin = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    moved = np.roll(xy, start[1], axis=0)[::-1] @ spin.T * scale + (EAST + east, NORTH)
    for figure in FIGURES:
        assert of(figure, shapely.Polygon(moved)) == pytest.approx(of(figure, shape), rel=1e-6)


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_keep_the_order_of_the_shapes(figure: Figure) -> None:
    shapes = as_array([star(seed) for seed in range(8)])
    order = np.random.default_rng(1).permutation(8)
    assert figure(shapes[order]).tolist() == figure(shapes)[order].tolist()


@pytest.mark.parametrize("figure", FIGURES)
def test_an_area_too_small_to_be_told_has_no_figure(figure: Figure) -> None:
    assert math.isnan(of(figure, shapely.box(0, 0, 1e-200, 1e-200)))


@pytest.mark.parametrize("figure", FIGURES)
def test_very_small_and_very_large_shapes_have_the_same_figure(figure: Figure) -> None:
    sizes = as_array([shapely.box(0, 0, side, side) for side in (1e-60, 1.0, 1e60)])
    assert figure(sizes) == pytest.approx([of(figure, square())] * 3, rel=1e-6)
