"""Rates: guarded denominators, bounds that hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.kernels.rates import ratio, ratio_bounds

amounts = st.integers(0, 10**12).map(lambda n: n / 1000)
positive = st.integers(1, 10**12).map(lambda n: n / 1000)


def test_a_denominator_that_is_not_positive_gives_no_rate() -> None:
    found = ratio([6.0, 1.0, 1.0, 0.0, 5.0], [4.0, 0.0, -2.0, 8.0, math.nan])
    assert found == pytest.approx([1.5, math.nan, math.nan, 0.0, math.nan], nan_ok=True)


def test_figures_beyond_measure_give_no_rate_and_no_warning() -> None:
    found = ratio([math.inf, 1e308, 1.0], [math.inf, 1e-10, math.inf])
    assert found == pytest.approx([math.nan, math.inf, 0.0], nan_ok=True)


def test_a_single_pair_and_a_shared_denominator() -> None:
    assert float(ratio(3, 4)) == pytest.approx(0.75)
    assert ratio([1, 2, 3], 2) == pytest.approx([0.5, 1.0, 1.5])
    assert ratio([], []).shape == (0,)


@given(st.tuples(amounts, amounts).map(sorted), st.tuples(positive, positive).map(sorted), st.data())
def test_bounds_hold_the_ratio_of_whatever_lies_within(
    top: list[float], bottom: list[float], data: st.DataObject
) -> None:
    low, high = ratio_bounds((top[0], top[1]), (bottom[0], bottom[1]))
    true = data.draw(st.floats(*top)) / data.draw(st.floats(*bottom))
    assert low <= true * (1 + 1e-12)
    assert true <= high * (1 + 1e-12)


@pytest.mark.parametrize(
    ("top", "bottom", "expected"),
    [
        ((60, 60), (80, 80), (0.75, 0.75)),
        ((60, math.inf), (80, 80), (0.75, math.inf)),
        ((0, 60), (80, 80), (0.0, 0.75)),
        ((60, 60), (80, math.inf), (0.0, 0.75)),
        ((60, 60), (0, 80), (0.75, math.inf)),
        ((60, math.inf), (80, math.inf), (0.0, math.inf)),
        ((0, 60), (0, 80), (0.0, math.inf)),
        ((0, 0), (0, 80), (0.0, 0.0)),  # nothing over anything is nothing
        ((0, 0), (80, math.inf), (0.0, 0.0)),
    ],
)
def test_bounds_of_open_figures(
    top: tuple[float, float], bottom: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert ratio_bounds(top, bottom) == pytest.approx(expected)
