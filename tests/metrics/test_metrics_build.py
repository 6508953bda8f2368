"""The small parts that measures are put together of: names in messages, differences without noise."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.metrics.build import difference, named, quiet
from zoneplan.text import Message, Text, render

LISTED = Text("{names}", "{names}")


@pytest.mark.parametrize(
    ("count", "said"), [(0, ""), (1, "0"), (6, "0, 1, 2, 3, 4, 5"), (8, "0, 1, 2, 3, 4, 5, and 2 more")]
)
def test_many_names_are_counted(count: int, said: str) -> None:
    assert render(Message.of(LISTED, names=named([str(i) for i in range(count)])), "en") == said


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        (0.1 + 0.2, 0.3, 0.0),  # 5.6e-17 in binary
        (80.3, 80.3, 0.0),
        (100.0, 99.99, 0.01),
        (1e-20, 0.0, 1e-20),
        (0.0, 0.0, 0.0),
        (math.inf, 5.0, math.inf),
    ],
)
def test_what_binary_numbers_leave_over_is_no_difference(one: float, other: float, gap: float) -> None:
    assert difference(one, other) == pytest.approx(gap, rel=1e-9)
    assert difference(other, one) == pytest.approx(-gap, rel=1e-9)


def test_a_difference_of_two_infinities_is_none() -> None:
    assert math.isnan(difference(math.inf, math.inf))


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_whole_numbers_keep_their_difference(one: int, other: int) -> None:
    assert difference(one, other) == one - other


def test_noise_beside_a_large_number_is_nothing() -> None:
    assert quiet(1e-6, 1e5) == 0
    assert quiet(1e-4, 1e5) == 1e-4
