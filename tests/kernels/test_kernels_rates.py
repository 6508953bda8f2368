"""Rates: guarded denominators, ratios of sums, bounds that hold."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.kernels.rates import ratio, ratio_bounds, ratio_of_sums

amounts = st.integers(0, 10**12).map(lambda n: n / 1000)
positive = st.integers(1, 10**12).map(lambda n: n / 1000)
maybe = st.one_of(amounts, st.just(math.nan))


def test_a_denominator_that_is_not_positive_gives_no_rate() -> None:
    found = ratio([6.0, 1.0, 1.0, 0.0, 5.0], [4.0, 0.0, -2.0, 8.0, math.nan])
    assert found == pytest.approx([1.5, math.nan, math.nan, 0.0, math.nan], nan_ok=True)


def test_a_single_pair_and_a_shared_denominator() -> None:
    assert float(ratio(3, 4)) == pytest.approx(0.75)
    assert ratio([1, 2, 3], 2) == pytest.approx([0.5, 1.0, 1.5])
    assert ratio([], []).shape == (0,)


@given(st.lists(st.tuples(maybe, maybe), max_size=20))
def test_ratio_of_sums_is_what_a_loop_gives(pairs: list[tuple[float, float]]) -> None:
    top = bottom = 0.0
    for upper, lower in pairs:
        if not math.isnan(upper) and not math.isnan(lower):
            top += upper
            bottom += lower
    expected = top / bottom if bottom > 0 else math.nan
    found = ratio_of_sums([p[0] for p in pairs], [p[1] for p in pairs])
    assert found == pytest.approx(expected, rel=1e-9, nan_ok=True)


def test_a_ratio_of_sums_is_no_mean_of_ratios() -> None:
    # (1 + 90) ÷ (10 + 100) = 91 ÷ 110, while the mean of 0.1 and 0.9 is 0.5
    assert ratio_of_sums([1, 90], [10, 100]) == pytest.approx(91 / 110)


@given(st.lists(st.tuples(amounts, positive), min_size=1, max_size=20), st.randoms())
def test_order_does_not_matter(pairs: list[tuple[float, float]], random: Random) -> None:
    mixed = list(pairs)
    random.shuffle(mixed)
    before, after = (ratio_of_sums([p[0] for p in ps], [p[1] for p in ps]) for ps in (pairs, mixed))
    assert after == pytest.approx(before, rel=1e-9)


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
