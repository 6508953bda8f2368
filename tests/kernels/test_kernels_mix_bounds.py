"""Bounds of mix: against points drawn at random, and by hand where the ends are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zoneplan.kernels.mix import entropy, hhi
from zoneplan.kernels.mix_bounds import entropy_bounds, hhi_bounds, shares_from_areas
from zoneplan.kernels.outline import Bounds


def shares(low: list[float], high: list[float]) -> Bounds:
    return Bounds(np.array(low), np.array(high))


def test_exact_shares_have_exact_figures() -> None:
    exact = shares([0.5, 0.3, 0.2], [0.5, 0.3, 0.2])
    expected = -(0.5 * np.log(0.5) + 0.3 * np.log(0.3) + 0.2 * np.log(0.2)) / np.log(3)
    assert entropy_bounds(exact, 3) == pytest.approx((expected, expected))
    assert hhi_bounds(exact) == pytest.approx((0.38, 0.38))


def test_unknown_shares_may_be_anything() -> None:
    unknown = shares([0, 0, 0, 0], [1, 1, 1, 1])
    assert entropy_bounds(unknown, 4) == pytest.approx((0, 1))
    assert hhi_bounds(unknown) == pytest.approx((1 / 4, 1))


def test_two_classes_by_hand() -> None:
    """One class has 60 to 80 %: the most even is 60 to 40, the least 80 to 20."""
    box = shares([0.6, 0.2], [0.8, 0.4])
    assert hhi_bounds(box) == pytest.approx((0.6**2 + 0.4**2, 0.8**2 + 0.2**2))


def test_shares_from_areas_by_hand() -> None:
    found = shares_from_areas([10, 20], [12, 30])
    assert found.low == pytest.approx([10 / (10 + 30), 20 / (20 + 12)])
    assert found.high == pytest.approx([12 / (12 + 20), 30 / (30 + 10)])


def test_no_land_at_all_leaves_all_open() -> None:
    found = shares_from_areas([0, 0], [0, 0])
    assert (found.low.tolist(), found.high.tolist()) == ([0, 0], [1, 1])


def test_bounds_that_no_shares_fit_leave_all_open() -> None:
    assert entropy_bounds(shares([0.9, 0.9], [1, 1]), 2) == (0, 1)
    assert hhi_bounds(shares([0, 0], [0.1, 0.1])) == (0.5, 1)


def test_too_many_classes_are_refused() -> None:
    with pytest.raises(ValueError, match="13 classes"):
        hhi_bounds(shares([0.0] * 13, [1.0] * 13))


areas = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted), min_size=2, max_size=5)


@given(areas, st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_every_mix_within_the_areas_is_within_the_bounds(spans: list[list[float]], at: list[float]) -> None:
    low, high = (np.array([s[i] for s in spans]) for i in (0, 1))
    point = low + (high - low) * np.array(at[: len(spans)])
    if point.sum() <= 0:
        return
    found = shares_from_areas(low, high)
    for value, (least, most) in (
        (entropy(point[None, :], len(spans))[0], entropy_bounds(found, len(spans))),
        (hhi(point[None, :])[0], hhi_bounds(found)),
    ):
        assert least - 1e-9 <= value <= most + 1e-9


@settings(max_examples=25)
@given(areas, st.integers(0, 2**32 - 1))
def test_the_bounds_are_reached(spans: list[list[float]], seed: int) -> None:
    """Points of the box of shares, found by cutting random ones to it, come near both ends but never beyond."""
    low, high = (np.array([s[i] for s in spans]) for i in (0, 1))
    if low.sum() <= 0:
        return
    box = shares_from_areas(low, high)
    generator = np.random.default_rng(seed)
    start = generator.random((30, len(spans))) ** generator.choice([0.2, 1, 5], size=(30, 1))
    inside = np.array([projected(row, box) for row in start])
    least, most = hhi_bounds(box)
    assert hhi(inside).min() >= least - 1e-9
    assert hhi(inside).max() <= most + 1e-9
    even = projected(np.full(len(spans), 1 / len(spans)), box)
    assert hhi(even[None, :])[0] == pytest.approx(least, abs=1e-6)


def projected(point: np.ndarray, box: Bounds) -> np.ndarray:
    """Gives the nearest point of the cut box, by bisection of the common step."""
    below, above = -2.0, 2.0
    for _ in range(80):
        step = (below + above) / 2
        if np.clip(point + step, box.low, box.high).sum() < 1:
            below = step
        else:
            above = step
    return np.clip(point + above, box.low, box.high)


@given(areas.filter(lambda spans: len(spans) == 2))
def test_of_two_classes_the_ends_are_those_of_an_interval(spans: list[list[float]]) -> None:
    low, high = (np.array([s[i] for s in spans]) for i in (0, 1))
    if low.sum() <= 0:
        return
    box = shares_from_areas(low, high)
    least, most = max(box.low[0], 1 - box.high[1]), min(box.high[0], 1 - box.low[1])
    ends = [p**2 + (1 - p) ** 2 for p in (least, most)]
    even = min(max(0.5, least), most)
    assert hhi_bounds(box) == pytest.approx((even**2 + (1 - even) ** 2, max(ends)), abs=1e-6)
