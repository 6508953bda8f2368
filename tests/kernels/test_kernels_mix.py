"""Mix of uses against figures worked out by hand and the laws that entropy and concentration obey."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.kernels.mix import entropy, hhi

areas = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=9)
with_none = st.lists(st.just(0.0) | st.floats(0.001, 1e6), min_size=2, max_size=9).filter(any)


def bits(values: list[float]) -> float:
    """Gives the entropy in bits, term by term."""
    total = math.fsum(values)
    return math.fsum(v / total * math.log2(total / v) for v in values if v > 0)


@pytest.mark.parametrize(
    ("row", "k", "expected"),
    [
        ([5.0, 5.0], 2, 1.0),
        ([5.0, 5.0], 4, 0.5),
        ([5.0, 5.0, 0.0, 0.0], 4, 0.5),
        ([8.0, 4.0, 4.0], 4, 0.75),
        ([7.0, 0.0, 0.0], 3, 0.0),
        ([3.0] * 5, 5, 1.0),
        ([1.0, 3.0], 2, 2 - 0.75 * math.log2(3)),
    ],
)
def test_entropy_by_hand(row: list[float], k: int, expected: float) -> None:
    assert entropy([row], k) == pytest.approx([expected], abs=1e-15)


@pytest.mark.parametrize(
    ("row", "expected"),
    [([9.0], 1.0), ([5.0, 5.0], 0.5), ([8.0, 4.0, 4.0], 0.375), ([3.0] * 5, 0.2), ([6.0, 0.0], 1.0)],
)
def test_hhi_by_hand(row: list[float], expected: float) -> None:
    assert hhi([row]) == pytest.approx([expected])


def test_a_single_use_has_no_minus() -> None:
    assert str(entropy([[7.0, 0.0]], 2)[0]) == "0.0"


def test_rows_are_places() -> None:
    table = [[1.0, 1.0], [1.0, 0.0], [0.0, 0.0], [1.0, 3.0]]
    assert hhi(table) == pytest.approx([0.5, 1.0, math.nan, 0.625], nan_ok=True)
    assert entropy(table, 2) == pytest.approx([1.0, 0.0, math.nan, 2 - 0.75 * math.log2(3)], nan_ok=True)


@pytest.mark.parametrize(
    "row", [[0.0, 0.0], [-1.0, 3.0], [math.nan, 1.0], [math.inf, 1.0], [-1.0, -1.0]], ids=str
)
def test_a_row_that_is_no_division_of_land_has_no_figure(row: list[float]) -> None:
    assert np.isnan(entropy([row, [1.0, 1.0]], 2)).tolist() == [True, False]
    assert np.isnan(hhi([row, [1.0, 1.0]])).tolist() == [True, False]


@pytest.mark.parametrize("k", [1, 0, -3])
def test_one_class_cannot_mix(k: int) -> None:
    assert np.isnan(entropy([[1.0, 0.0], [1.0, 1.0]], k)).all()


def test_more_classes_than_there_can_be_have_no_figure() -> None:
    assert np.isnan(entropy([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]], 2)).tolist() == [True, False]


@pytest.mark.parametrize("shape", [(0, 3), (2, 0), (0, 0)])
def test_of_no_rows_or_classes(shape: tuple[int, int]) -> None:
    for figures in (entropy(np.zeros(shape), 3), hhi(np.zeros(shape))):
        assert figures.shape == (shape[0],)
        assert np.isnan(figures).all()


@pytest.mark.parametrize("given_", [[1.0, 2.0], 3.0, [[[1.0]]]])
def test_rows_and_columns_are_needed(given_: object) -> None:
    with pytest.raises(ValueError, match="a row for each place"):
        hhi(np.asarray(given_))
    with pytest.raises(ValueError, match="a row for each place"):
        entropy(np.asarray(given_), 3)


@given(with_none, st.integers(9, 60))
def test_entropy_is_that_in_bits_over_its_maximum(row: list[float], k: int) -> None:
    assert entropy([row], k)[0] == pytest.approx(bits(row) / math.log2(k), abs=1e-12)


@given(with_none)
def test_hhi_is_the_sum_of_squared_shares(row: list[float]) -> None:
    assert hhi([row])[0] == pytest.approx(math.fsum(v * v for v in row) / math.fsum(row) ** 2)


@given(with_none, st.integers(9, 60))
def test_figures_stay_within_their_bounds(row: list[float], k: int) -> None:
    mixed, concentrated = float(entropy([row], k)[0]), float(hhi([row])[0])
    assert 0.0 <= mixed <= 1.0
    assert 1 / len(row) - 1e-12 <= concentrated <= 1.0
    # Rényi's entropies fall with their order: -ln Σp² is at most -Σ p ln p.
    assert -math.log(concentrated) <= mixed * math.log(k) + 1e-12


@given(with_none, st.floats(1e-3, 1e3), st.integers(0, 100))
def test_scale_and_order_do_not_matter(row: list[float], factor: float, seed: int) -> None:
    other = np.random.default_rng(seed).permutation(row) * factor**2
    assert entropy([other], 9) == pytest.approx(entropy([row], 9), abs=1e-12)
    assert hhi([other]) == pytest.approx(hhi([row]), rel=1e-9)


@given(areas, areas)
def test_entropy_of_two_groups_adds_up(one: list[float], two: list[float]) -> None:
    # The chain rule: the mix of the groups, and the mix within each weighed by its share.
    k, total = 18, math.fsum(one + two)
    weigh = [math.fsum(one), math.fsum(two)]
    parts = [float(entropy([row], k)[0]) for row in (weigh, one, two)]
    expected = parts[0] + weigh[0] / total * parts[1] + weigh[1] / total * parts[2]
    assert entropy([one + two], k)[0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("size", [1e-300, 1e300])
def test_very_small_and_very_large_areas_keep_their_shares(size: float) -> None:
    assert entropy([[size, size]], 2) == pytest.approx([1.0])
    assert hhi([[size, size]]) == pytest.approx([0.5])
