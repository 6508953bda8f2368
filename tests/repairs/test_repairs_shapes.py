"""Repairs of single geometries, against areas told by hand; done twice they do nothing more."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from checks.cases.base import bow_tie
from checks.cases.shapes import Corners, box, outline, spiked, streamed
from support import point, square
from zoneplan.repairs.shapes import (
    made_valid,
    needy,
    repaired,
    without_repeats,
    without_spikes,
    without_tiny_holes,
    without_tiny_parts,
)


def changed(repair: Any, geometry: Any) -> Any:
    (step,) = repair(geometry).steps
    return step.repair.id, step.count, step.before_m2, step.after_m2


def test_a_bow_tie_becomes_its_two_triangles() -> None:
    # two triangles of 1000 m × 500 m ÷ 2
    assert changed(made_valid, bow_tie())[::3] == ("made_valid", pytest.approx(500_000))
    done = made_valid(bow_tie())
    assert done.geometry.is_valid
    assert done.steps[0].place.equals(point(500, 500))


def test_a_hole_outside_is_left_to_a_person() -> None:
    shape = outline(box(0), [[(2000, 0), (2100, 0), (2100, 100)]])
    assert repaired(shape, own=True).geometry is shape


def test_a_hole_across_the_edge_takes_what_it_covers() -> None:
    shape = outline(box(0), [[(900, 100), (1100, 100), (1100, 200), (900, 200)]])
    # 100 m × 100 m of the hole lie inside
    assert changed(made_valid, shape)[3] == pytest.approx(1_000_000 - 10_000)


def test_a_part_within_a_part_counts_once() -> None:
    shape = shapely.MultiPolygon([square(), square(100, 100, 100)])
    assert changed(made_valid, shape) == ("made_valid", 1, 1_010_000, 1_000_000)


def test_what_encloses_nothing_is_left_to_a_person() -> None:
    flat = outline([(0, 0), (1000, 0), (500, 0)])
    assert not flat.is_valid
    assert repaired(flat, own=True).geometry is flat


def test_a_spike_is_cut_off_at_its_foot() -> None:
    # a triangle of 300 m × 0.2 m
    name, count, before, after = changed(without_spikes, spiked(300, 0.2))
    assert (name, count) == ("spikes_removed", 1)
    assert (before, after) == pytest.approx((1_000_030, 1_000_000))


def test_a_spike_of_several_vertices_goes_whole() -> None:
    tip = [(500.02, 1100), (500, 1300), (499.98, 1100)]
    shape = outline([*box(0)[:3], (500.1, 1000), *tip, (499.9, 1000), box(0)[3]])
    done = without_spikes(shape)
    assert done.geometry.bounds == outline(box(0)).bounds
    assert done.geometry.area == pytest.approx(1_000_000, abs=0.01)


def test_two_spikes_are_both_cut() -> None:
    east, north = [(1000, 300), (1200, 300.1), (1000, 300.2)], [(500.1, 1000), (500, 1300), (499.9, 1000)]
    shape = outline([*box(0)[:2], *east, box(0)[2], *north, box(0)[3]])
    # 200 m × 0.2 m ÷ 2 and 300 m × 0.2 m ÷ 2
    assert changed(without_spikes, shape) == (
        "spikes_removed",
        2,
        pytest.approx(1_000_050),
        pytest.approx(1e6),
    )


def test_a_repeated_vertex_is_taken_out() -> None:
    shape = outline([*box(0)[:3], (1000, 1000.001), box(0)[3]])
    # a triangle of 1000 m × 0.001 m ÷ 2
    assert changed(without_repeats, shape) == ("repeats_removed", 1, pytest.approx(1_000_000.5), 1_000_000)
    assert shapely.get_num_coordinates(without_repeats(shape).geometry) == 5


def test_crumbs_go_and_land_stays() -> None:
    shape = shapely.MultiPolygon([square(), square(2000), square(4000, 0, 0.5)])
    assert changed(without_tiny_parts, shape) == ("parts_removed", 1, pytest.approx(2_000_000.25), 2_000_000)
    alone = shapely.MultiPolygon([square(), square(4000, 0, 0.5)])
    assert without_tiny_parts(alone).geometry.geom_type == "Polygon"
    assert without_tiny_parts(square(0, 0, 0.5)).steps == ()


def test_a_tiny_hole_is_filled_and_a_pond_stays() -> None:
    pond: Corners = [(100, 100), (200, 100), (200, 200), (100, 200)]
    crumb: Corners = [(500, 500), (500.5, 500), (500.5, 500.5)]
    shape = outline(box(0), [pond, crumb])
    assert changed(without_tiny_holes, shape) == ("holes_removed", 1, 1e6 - 1e4 - 0.125, 1e6 - 1e4)


def test_many_vertices_are_left_to_a_person() -> None:
    assert repaired(streamed(0), own=True).steps == ()


def test_others_outlines_keep_their_crumbs() -> None:
    shape = shapely.MultiPolygon([square(), square(4000, 0, 0.5)])
    assert repaired(shape, own=False).steps == ()
    assert [s.repair.id for s in repaired(spiked(), own=False).steps] == ["spikes_removed"]


@pytest.mark.parametrize(
    "shape", [point(), shapely.LineString([(0, 0), (100, 0)]), square(), shapely.Polygon()]
)
def test_what_is_right_comes_back_as_it_is(shape: Any) -> None:
    assert repaired(shape, own=True).geometry is shape


CORNERS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 40), st.sampled_from([0.0005, 0.001, 0.5, 10.001, 20.05])),
        st.one_of(st.integers(0, 40), st.sampled_from([0.0, 0.001, 0.4, 10.0, 30.02])),
    ),
    min_size=3,
    max_size=14,
)


@given(CORNERS, st.booleans())
def test_repaired_twice_is_repaired_once(corners: list[tuple[float, float]], own: bool) -> None:
    shape = shapely.Polygon(corners)
    once = repaired(shape, own=own)
    twice = repaired(once.geometry, own=own)
    assert twice.steps == ()
    assert twice.geometry is once.geometry
    assert once.geometry.is_valid or once.geometry is shape
    asked = np.empty(1, dtype=object)
    asked[0] = shape
    assert needy(asked, own=own)[0] or once.steps == ()


def test_a_repair_that_would_spoil_the_outline_is_left_to_a_person() -> None:
    # cutting the inward spike between the two parts would let them overlap
    low = [(0, 0), (100, 0), (100, 100), (50.1, 100), (50, 50), (49.9, 100), (0, 100)]
    wedge = [(50.02, 99), (50, 60), (49.98, 99)]
    shape = shapely.MultiPolygon([shapely.Polygon(low), shapely.Polygon(wedge)])
    assert shape.is_valid
    assert without_spikes(shape).steps == ()


@given(CORNERS)
def test_every_square_metre_is_accounted_for(corners: list[tuple[float, float]]) -> None:
    shape = shapely.Polygon(corners)
    done = repaired(shape, own=True)
    told = sum(step.after_m2 - step.before_m2 for step in done.steps)
    assert done.geometry.area - shape.area == pytest.approx(told, abs=1e-6)
