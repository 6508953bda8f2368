"""Overlay areas against shapes whose areas are known by hand."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from zoneplan.kernels.overlay import area_outside

sides = st.integers(1, 50)
corners = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


def one(geometry: shapely.Geometry) -> NDArray[np.object_]:
    return np.array([geometry], dtype=object)


def test_areas_by_hand() -> None:
    whole = shapely.box(0, 0, 10, 10)
    parts = [
        shapely.box(2, 2, 4, 4),  # within
        shapely.box(8, 0, 13, 10),  # 3 × 10 stand out
        shapely.box(20, 20, 24, 25),  # apart: 4 × 5
        shapely.box(-1, -1, 11, 11),  # around: 12² − 10²
        shapely.Point(99, 99),  # no area
    ]
    found = area_outside(np.array(parts, dtype=object), np.array([whole] * len(parts), dtype=object))
    assert found == pytest.approx([0, 30, 20, 44, 0])


def test_of_nothing() -> None:
    assert area_outside(np.empty(0, dtype=object), np.empty(0, dtype=object)).shape == (0,)


@given(corners, sides, sides, corners, sides)
def test_outside_and_inside_make_the_whole_part(
    at: tuple[int, int], width: int, height: int, other: tuple[int, int], side: int
) -> None:
    part = shapely.box(*at, at[0] + width, at[1] + height)
    whole = shapely.box(*other, other[0] + side, other[1] + side)
    common_x = max(0, min(at[0] + width, other[0] + side) - max(at[0], other[0]))
    common_y = max(0, min(at[1] + height, other[1] + side) - max(at[1], other[1]))
    found = float(area_outside(one(part), one(whole))[0])
    assert found == pytest.approx(width * height - common_x * common_y)
    assert found + part.intersection(whole).area == pytest.approx(part.area)
