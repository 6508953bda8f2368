"""Coverages: what does not fit is found where it was put, with the area that it was given."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from meshes import mesh, planted, shoelace
from support import EAST, NORTH, square
from zoneplan.kernels.shapes import doubles
from zoneplan.kernels.topology import (
    MOST_FACING,
    CoverageFaults,
    coverage_faults,
    overlap_whatever_the_shift,
    overlaps,
    wider_than,
)

WIDTH = 5.0


def array(*shapes: shapely.Geometry) -> NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def faults(*shapes: shapely.Geometry) -> CoverageFaults:
    return coverage_faults(array(*shapes), WIDTH)


def nothing(found: CoverageFaults) -> bool:
    return not any(map(len, (found.overlaps.first, found.mismatches.first, found.gaps, found.apart)))


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)


def polygon(*corners: tuple[float, float]) -> shapely.Polygon:
    return shapely.Polygon([(EAST + x, NORTH + y) for x, y in corners])


def by_brute_force(shapes: NDArray[np.object_]) -> set[tuple[int, int]]:
    """Gives the pairs with a common area, each pair overlaid by itself."""
    return {
        (i, j) for j in range(len(shapes)) for i in range(j) if shapes[i].intersection(shapes[j]).area > 0
    }


@pytest.mark.parametrize(
    "shapes",
    [
        (),
        (square(),),
        (box(0, 0, 10, 10), box(10, 0, 20, 10)),
        (box(0, 0, 10, 10), box(10, 10, 20, 20)),
        (box(0, 0, 10, 10), box(16, 0, 20, 10)),
        (box(0, 0, 10, 10).difference(box(3, 3, 4, 4)), box(3, 3, 4, 4)),
        (shapely.MultiPolygon([box(0, 0, 10, 10), box(20, 0, 30, 10)]), box(10, 0, 20, 10)),
    ],
    ids=["none", "one", "side by side", "corner to corner", "a road apart", "hole filled", "between parts"],
)
def test_what_fits_is_left_alone(shapes: tuple[shapely.Geometry, ...]) -> None:
    assert nothing(faults(*shapes))


@pytest.mark.parametrize(
    ("shapes", "area"),
    [
        ((box(0, 0, 10, 10), box(9, 0, 20, 10)), 10),
        ((box(0, 0, 10, 10), box(4, 4, 5, 5)), 1),
        ((box(0, 0, 10, 10), box(0, 0, 5, 5)), 25),
        ((box(0, 0, 10, 1), box(4, -5, 5, 5)), 1),
        ((shapely.MultiPolygon([box(0, 0, 1, 1), box(5, 0, 6, 1)]), box(5.5, 0, 7, 1)), 0.5),
    ],
    ids=["side", "within", "in a corner", "across", "a part"],
)
def test_an_overlap_has_its_area(shapes: tuple[shapely.Geometry, ...], area: float) -> None:
    found = faults(*shapes).overlaps
    assert (found.first.tolist(), found.second.tolist()) == ([0], [1])
    assert found.shape[0].area == pytest.approx(area, rel=1e-6)


def test_shapes_inside_one_another_are_all_told() -> None:
    found = faults(box(0, 0, 10, 10), box(2, 2, 8, 8), box(4, 4, 5, 5)).overlaps
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
    assert shapely.area(found.shape) == pytest.approx([36, 1, 1])


def test_the_same_shape_twice_overlaps() -> None:
    found = faults(square(), square(1000), square()).overlaps
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 2)]


def test_an_overlap_leaves_out_the_lines_that_the_two_also_share() -> None:
    step = polygon((10, 0), (20, 0), (20, 10), (10, 10), (10, 6), (9, 6), (9, 4), (10, 4))
    found = faults(box(0, 0, 10, 10), step).overlaps
    assert found.shape[0].geom_type in {"Polygon", "MultiPolygon"}
    assert found.shape[0].area == pytest.approx(2)


def test_a_vertex_that_one_side_lacks_does_not_match() -> None:
    found = faults(box(0, 0, 10, 10), polygon((10, 0), (20, 0), (20, 10), (10, 10), (10, 5)))
    assert (found.mismatches.first.tolist(), found.mismatches.second.tolist()) == ([0], [1])
    assert found.mismatches.shape[0].length == pytest.approx(10)
    assert not len(found.overlaps.first)
    assert not len(found.gaps)


def test_an_enclosed_hole_is_a_gap_of_any_width() -> None:
    ring = (box(0, 0, 60, 20), box(0, 40, 60, 60), box(0, 20, 20, 40), box(40, 20, 60, 40))
    assert shapely.area(faults(*ring).gaps).tolist() == pytest.approx([400])
    assert shapely.area(faults(box(0, 0, 9, 9).difference(box(1, 1, 8, 8))).gaps).tolist() == [49]


@pytest.mark.parametrize(
    ("shapes", "area"),
    [
        ((box(0, 0, 10, 10), box(10.5, 0, 20, 10)), 5),
        ((box(0, 0, 10, 10), box(10.5, -5, 20, 15)), 5),
        ((box(0, 0, 10, 10), box(10.5, 0, 12, 10)), 5),
        ((box(0, 0, 100, 10), *(box(i, 11, i + 10, 20) for i in range(0, 100, 10))), 100),
        (
            (
                polygon((0, 0), (20, 0), (20, 10), (10, 10), (10, 20), (0, 20)),
                box(10.5, 10.5, 20, 20),
            ),
            10 * 0.5 + 9.5 * 0.5,
        ),
        (
            (
                polygon((0, 0), (100, 0), (100, 50), (50, 50), (0, 50)),
                polygon((0, 50), (50, 50), (100, 53), (100, 100), (0, 100)),
            ),
            50 * 3 / 2,
        ),
        ((box(0, 0, 10, 10), box(11, 0, 20, 10), box(0, 11, 10, 20), box(11, 11, 20, 20)), 20 + 19),
    ],
    ids=["strip", "long neighbour", "thin neighbour", "wall", "bent", "wedge", "cross"],
)
def test_a_narrow_gap_open_to_the_outside_has_its_area(
    shapes: tuple[shapely.Geometry, ...], area: float
) -> None:
    found = faults(*shapes)
    assert shapely.area(found.gaps).tolist() == pytest.approx([area], abs=1e-6)
    assert not len(found.overlaps.first)


def test_gaps_of_a_layer_drawn_apart_are_counted() -> None:
    side = int(np.sqrt(MOST_FACING)) + 1
    x, y = (11.0 * n.ravel() for n in np.meshgrid(np.arange(side), np.arange(side)))
    apart = shapely.box(EAST + x, NORTH + y, EAST + x + 10, NORTH + y + 10)
    found = coverage_faults(apart, WIDTH)
    assert len(found.apart) == side * side
    assert not len(found.gaps)
    assert not len(coverage_faults(apart[:100], WIDTH).apart)


def test_every_planted_fault_is_found_and_nothing_else() -> None:
    made = planted(60, 60)
    once = made.shapes[doubles(made.shapes) == np.arange(len(made.shapes))]
    assert len(made.shapes) - len(once) == len(made.cells["repeated"])
    found = coverage_faults(once, WIDTH)
    expected = np.concatenate([made.areas[kind] for kind in ("bulging", "hairline", "within")])
    assert len(expected) > 60
    assert shapely.area(found.overlaps.shape) == pytest.approx(np.sort(expected)[::-1], abs=1e-4)
    gaps = np.concatenate([made.areas["receding"], made.areas["missing"]])
    assert shapely.area(found.gaps) == pytest.approx(np.sort(gaps)[::-1], abs=1e-4)
    assert not len(found.mismatches.first)
    assert not len(found.apart)


def test_the_faults_are_those_of_an_overlay_by_geopandas() -> None:
    made = planted(30, 30)
    once = made.shapes[doubles(made.shapes) == np.arange(len(made.shapes))]
    frame = gpd.GeoDataFrame({"n": np.arange(len(once))}, geometry=once)
    both = frame.overlay(frame, how="intersection", keep_geom_type=True)
    both = both[(both["n_1"] < both["n_2"]) & (both.area > 0)]
    found = coverage_faults(once, WIDTH).overlaps
    pairs = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert pairs == set(zip(both["n_1"].tolist(), both["n_2"].tolist(), strict=True))
    assert shapely.area(found.shape).sum() == pytest.approx(both.area.sum())
    union = frame.union_all()
    assert shapely.area(coverage_faults(once, WIDTH).gaps).sum() == pytest.approx(
        sum(shapely.Polygon(ring).area for ring in union.interiors)
    )


@given(st.integers(0, 10_000), st.integers(3, 40))
def test_a_voronoi_diagram_is_a_coverage(seed: int, count: int) -> None:
    points = np.random.default_rng(seed).uniform(0, 1000, (count, 2)) + np.array([EAST, NORTH])
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points)))
    assert nothing(coverage_faults(cells, WIDTH))


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 12), st.integers(0, 3))
def test_a_mesh_is_a_coverage(seed: int, columns: int, rows: int, bends: int) -> None:
    assert nothing(coverage_faults(shapely.polygons(mesh(columns, rows, bends=bends, seed=seed)), WIDTH))


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 15), st.integers(1, 15)),
        max_size=12,
        unique=True,
    )
)
def test_overlaps_are_those_that_brute_force_finds(boxes: list[tuple[int, int, int, int]]) -> None:
    shapes = array(*(box(x, y, x + w, y + h) for x, y, w, h in boxes))
    for found in (overlaps(shapes), coverage_faults(shapes, WIDTH).overlaps):
        pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
        assert set(pairs) == by_brute_force(shapes)
        assert len(set(pairs)) == len(pairs)


@given(st.integers(0, 10_000), st.floats(-300_000, 300_000), st.floats(-300_000, 300_000))
def test_neither_order_nor_place_changes_what_is_found(seed: int, east: float, north: float) -> None:
    made = planted(13, 13, seed=seed % 97)
    once = made.shapes[doubles(made.shapes) == np.arange(len(made.shapes))]
    order = np.random.default_rng(seed).permutation(len(once))
    moved = shapely.transform(once[order], lambda xy: xy + np.array([east, north]))
    one, two = coverage_faults(once, WIDTH), coverage_faults(moved, WIDTH)
    pairs = [
        {frozenset(pair) for pair in zip(f.overlaps.first.tolist(), f.overlaps.second.tolist(), strict=True)}
        for f in (one, two)
    ]
    assert {frozenset(order[list(pair)].tolist()) for pair in pairs[1]} == pairs[0]
    for first, second in ((one.gaps, two.gaps), (one.overlaps.shape, two.overlaps.shape)):
        assert shapely.area(first) == pytest.approx(shapely.area(second), abs=1e-4)


@given(st.floats(0.2, 90.0), st.floats(1.0, 90.0))
def test_an_overlap_of_known_area_has_that_area(deep: float, long: float) -> None:
    found = faults(square(side=100), box(100 - deep, 0, 200, long)).overlaps
    assert shapely.area(found.shape) == pytest.approx([deep * long], rel=1e-6)


@pytest.mark.parametrize(("width", "wider"), [(0.099, False), (0.101, True)])
def test_the_width_of_a_strip(width: float, wider: bool) -> None:
    strip = box(0, 0, 1000, width)
    assert wider_than(array(strip), 0.1).tolist() == [wider]
    knob = shapely.union(box(0, 0, 1000, 0.01), box(500, 0, 500 + width, width))
    assert wider_than(array(knob), 0.1).tolist() == [wider], "one wide place counts"
    assert wider_than(array(strip, strip), np.array([0.05, 0.2])).tolist() == [True, False]


def test_an_overlap_deeper_than_the_shift_stays() -> None:
    one, other = array(square(), square()), array(square(990), square(950))
    assert overlap_whatever_the_shift(one, other, np.array([20.0, 20.0])).tolist() == [False, True]


def test_the_areas_of_the_mesh_add_up() -> None:
    rings = mesh(7, 5)
    assert shoelace(rings).sum() == pytest.approx(shapely.union_all(shapely.polygons(rings)).area)
