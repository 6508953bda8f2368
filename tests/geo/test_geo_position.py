"""Answers about places that are only known to some metres."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.geo.position import POSITION_NAMES, Certainty, Position, inside, is_areal

WHOLE = shapely.box(0, 0, 1000, 1000)
metres = st.integers(0, 400).map(float)
slivers = st.integers(0, 10).map(float)


def shifted(east: float, north: float = 0.0) -> shapely.Polygon:
    """Gives a square of the size of the whole, moved."""
    return shapely.box(east, north, 1000 + east, 1000 + north)


@given(metres, slivers)
def test_a_part_that_is_the_whole_is_certainly_inside(uncertainty: float, sliver: float) -> None:
    assert inside(shifted(0), WHOLE, uncertainty, sliver) is Certainty.CERTAIN


@given(st.floats(0.5, 900), metres, slivers, st.sampled_from([1, -1]))
def test_a_shifted_square_is_as_sure_as_its_shift_is_small(
    shift: float, uncertainty: float, sliver: float, side: int
) -> None:
    near = min(abs(shift - sliver), abs(shift - sliver - uncertainty)) < 0.01
    if near:
        return
    answer = inside(shifted(side * shift), WHOLE, uncertainty, sliver)
    if shift < sliver:
        assert answer is Certainty.CERTAIN
    elif shift < sliver + uncertainty:
        assert answer is Certainty.POSSIBLE
    else:
        assert answer is Certainty.NO


@given(st.floats(1, 900), metres, metres)
def test_more_uncertainty_never_makes_a_no_out_of_a_possible(shift: float, less: float, more: float) -> None:
    low, high = sorted((less, more))
    if inside(shifted(shift), WHOLE, low, 0) is not Certainty.NO:
        assert inside(shifted(shift), WHOLE, high, 0) is not Certainty.NO


def test_a_point_is_a_part_too() -> None:
    assert inside(shapely.Point(500, 500), WHOLE, 0, 0) is Certainty.CERTAIN
    assert inside(shapely.Point(1050, 500), WHOLE, 100, 0) is Certainty.POSSIBLE
    assert inside(shapely.Point(1150, 500), WHOLE, 100, 0) is Certainty.NO


@pytest.mark.parametrize(
    ("geometry", "areal"),
    [
        (WHOLE, True),
        (shapely.MultiPolygon([WHOLE]), True),
        (shapely.Polygon(), False),
        (shapely.Point(1, 1), False),
        (shapely.LineString([(0, 0), (1, 1)]), False),
        (None, False),
    ],
)
def test_only_shapes_that_cover_land_are_areal(geometry: shapely.Geometry, areal: bool) -> None:
    assert is_areal(geometry) is areal


def test_every_position_has_names() -> None:
    assert set(POSITION_NAMES) == set(Position)
