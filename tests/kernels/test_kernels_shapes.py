"""The fine shape of outlines, against counts and lengths told by hand."""

import math
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.kernels import shapes as kernel

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def array(*geometries: Any) -> Any:
    found = np.empty(len(geometries), dtype=object)
    found[:] = geometries
    return found


def dropped(geometry: Any, within: float = 0.002) -> list[tuple[float, float]]:
    corners = kernel.vertices(array(geometry))
    return [tuple(xy) for xy in corners.xy[kernel.repeated(corners, within)].tolist()]


def spikes_of(geometry: Any) -> kernel.Spikes:
    return kernel.spikes(kernel.vertices(array(geometry)), 0.5, 1.0, 0.02)


def test_every_vertex_stands_once_with_its_neighbours() -> None:
    hole = [(2, 2), (3, 2), (3, 3)]
    corners = kernel.vertices(
        array(shapely.Point(1, 1), shapely.Polygon(SQUARE, [hole]), shapely.LineString([(0, 0), (5, 5)]))
    )
    assert len(corners.xy) == 4 + 3 + 2
    assert corners.geometry.tolist() == [1] * 7 + [2] * 2
    assert corners.before.tolist() == [3, 0, 1, 2, 6, 4, 5, -1, 7]
    assert corners.after.tolist() == [1, 2, 3, 0, 5, 6, 4, 8, -1]


def test_nothing_has_no_vertices() -> None:
    assert len(kernel.vertices(array()).xy) == 0
    assert kernel.doubles(array()).tolist() == []


@pytest.mark.parametrize(
    ("corners", "gone"),
    [
        (SQUARE, []),
        ([*SQUARE[:2], (10.0, 0.001), *SQUARE[2:]], [(10.0, 0.001)]),
        ([*SQUARE, (0.0, 0.001)], [(0.0, 0.001)]),
        ([*SQUARE[:2], (10.0, 0.0), (10.0, 0.0), *SQUARE[2:]], [(10.0, 0.0)] * 2),
        ([*SQUARE[:2], (10.0, 0.003), *SQUARE[2:]], []),
    ],
)
def test_repeated_vertices(corners: list[tuple[float, float]], gone: list[tuple[float, float]]) -> None:
    assert dropped(shapely.Polygon(corners)) == gone


def test_a_row_of_near_vertices_keeps_its_shape() -> None:
    arc = [(math.cos(t / 2000), math.sin(t / 2000)) for t in range(2000)]
    corners = kernel.vertices(array(shapely.LineString(arc)))
    kept = corners.without(kernel.repeated(corners, 0.002)).xy
    steps = np.hypot(*np.diff(kept, axis=0).T)
    assert steps.min() > 0.002
    assert shapely.hausdorff_distance(shapely.LineString(kept), shapely.LineString(arc)) < 2 * 0.002


@pytest.mark.parametrize(("height", "width"), [(300.0, 0.2), (40.0, 0.5), (1.0, 0.015)])
def test_a_spike_is_measured(height: float, width: float) -> None:
    shape = shapely.Polygon(
        [(0, 0), (100, 0), (100, 50), (50 + width, 50), (50, 50 + height), (50, 50), (0, 50)]
    )
    found = spikes_of(shape)
    assert found.height_m.tolist() == pytest.approx([height], rel=1e-3)
    assert found.width_m.tolist() == pytest.approx([width], rel=1e-3)
    assert shapely.area(found.triangle).tolist() == pytest.approx([height * width / 2], rel=1e-3)


@pytest.mark.parametrize(
    "tip",
    [
        [(60, 50), (50, 350), (50, 50)],  # 10 m wide
        [(50.001, 50), (50, 50.4), (50, 50)],  # 40 cm high
        [(50.05, 50), (50, 52), (50, 50)],  # an angle of 1.4 degrees
    ],
)
def test_what_is_no_spike(tip: list[tuple[float, float]]) -> None:
    assert not len(spikes_of(shapely.Polygon([(0, 0), (100, 0), (100, 50), *tip, (0, 50)])).vertex)


def test_a_needle_of_three_vertices_is_a_sliver_not_a_spike() -> None:
    assert not len(spikes_of(shapely.Polygon([(0, 0), (100, 0), (0, 0.1)])).vertex)


def test_a_cut_is_a_spike_inwards() -> None:
    found = spikes_of(shapely.Polygon([(0, 0), (100, 0), (100, 50), (50.1, 50), (50, 20), (50, 50), (0, 50)]))
    assert found.height_m.tolist() == pytest.approx([30.0], rel=1e-3)


def test_a_line_that_turns_back_is_a_spike_and_its_ends_are_none() -> None:
    assert spikes_of(shapely.LineString([(0, 0), (100, 0), (0, 0.5)])).vertex.tolist() == [1]
    assert not len(spikes_of(shapely.LineString([(0, 0), (100, 0)])).vertex)


def test_parts_and_holes_know_their_geometry() -> None:
    pierced = shapely.Polygon(SQUARE, [[(1, 1), (2, 1), (2, 2)], [(5, 5), (7, 5), (7, 7)]])
    shapes = array(shapely.box(0, 0, 1, 1), shapely.MultiPolygon([shapely.box(20, 0, 21, 1), pierced]))
    assert kernel.parts(shapes).geometry.tolist() == [0, 1, 1]
    holes = kernel.holes(shapes)
    assert holes.geometry.tolist() == [1, 1]
    assert shapely.area(holes.shape).tolist() == [0.5, 2.0]


@given(st.floats(0.01, 10), st.floats(11, 1000))
def test_a_strip_is_measured_as_the_rectangle_that_it_is(width: float, length: float) -> None:
    found = kernel.strips(array(shapely.box(0, 0, length, width)))
    assert (found[0][0], found[1][0]) == pytest.approx((width, length), rel=1e-6)


def test_spacing_is_length_over_vertices() -> None:
    shapes = array(shapely.box(0, 0, 10, 10), shapely.Point(0, 0))
    count, metres = kernel.spacing(shapes, kernel.vertices(shapes))
    assert count.tolist() == [4, 0]
    assert metres.tolist() == [10.0, math.inf]


def test_doubles_are_the_same_however_they_are_written() -> None:
    square = shapely.Polygon(SQUARE)
    turned = shapely.Polygon([*SQUARE[2:], *SQUARE[:2]]).reverse()
    hair = shapely.transform(square, lambda xy: xy + 0.0001)
    moved = shapely.transform(square, lambda xy: xy + 0.01)
    more = shapely.Polygon([*SQUARE, (0.0, 5.0)])
    two = shapely.MultiPolygon([square, shapely.box(20, 0, 21, 1)])
    swapped = shapely.MultiPolygon([shapely.box(20, 0, 21, 1), square])
    shapes = array(square, moved, turned, more, hair, two, swapped, shapely.Point(), shapely.Point())
    assert kernel.doubles(shapes).tolist() == [0, 1, 0, 3, 0, 5, 5, 7, 8]


def test_crossings_are_all_found() -> None:
    zigzag = shapely.Polygon([(0, 0), (30, 10), (30, 0), (0, 10)])
    assert [p.wkt for p in kernel.crossings(zigzag)] == ["POINT (15 5)"]
    twice = shapely.Polygon([(0, 0), (40, 0), (40, 2), (30, 2), (30, -2), (10, -2), (10, 2), (0, 2)])
    assert sorted((p.x, p.y) for p in kernel.crossings(twice)) == [(10, 0), (30, 0)]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=3, max_size=12))
def test_without_repetitions_nothing_is_repeated(points: list[tuple[int, int]]) -> None:
    corners = kernel.vertices(array(shapely.Polygon([(x / 1000, y / 1000) for x, y in points])))
    left = corners.without(kernel.repeated(corners, 0.002))
    assert not kernel.repeated(left, 0.002).any()
    assert len(left.xy) >= 1
