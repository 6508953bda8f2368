"""Classes of numbers: breaks that group best, told by trying all of them, and bounds that move no value."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.kernels.classes import SAMPLE, Classes, natural_classes

numbers = st.lists(
    st.one_of(st.integers(-1000, 1000).map(float), st.floats(-1e6, 1e6, allow_nan=False, width=32)),
    min_size=3,
    max_size=12,
).filter(lambda found: len(set(found)) > 2)


def classes(values: list[float], most: int = 5) -> Classes:
    found = natural_classes(np.array(values), most)
    assert found is not None
    return found


def grouped(values: list[float], found: Classes) -> list[list[float]]:
    """Gives the values class by class, by comparing each with the edges."""
    groups: list[list[float]] = []
    for number, (low, high) in enumerate(pairwise(found.edges)):
        last = number == len(found.edges) - 2
        groups.append(sorted(v for v in values if low <= v < high or (last and v == high)))
    return groups


def spread(groups: list[list[float]]) -> float:
    """Gives the sum of squared deviations from the means of the groups."""
    return sum(float(((np.array(g) - np.mean(g)) ** 2).sum()) for g in groups if g)


def test_three_groups_that_anybody_would_see() -> None:
    values = [1.0, 2.0, 3.0, 41.0, 42.0, 43.0, 90.0, 91.0]
    found = classes(values, most=3)
    assert grouped(values, found) == [[1, 2, 3], [41, 42, 43], [90, 91]]
    assert list(found.edges) == [1, 20, 50, 91]  # 10 … 40 lie between 3 and 41, only 50 is a half of 100
    assert found.decimals == 0


def test_bounds_have_no_more_digits_than_they_need() -> None:
    assert classes([0.01, 0.02, 0.31, 0.32, 0.99], most=3).edges[1:-1] == (0.2, 0.5)
    assert classes([101.23, 101.31, 101.52, 104.0], most=4).decimals == 1


@given(numbers)
def test_no_grouping_is_better(values: list[float]) -> None:
    found = classes(values)
    ordered = sorted(set(values))
    counts = {v: values.count(v) for v in ordered}
    k = min(5, len(ordered))
    best = min(
        spread(
            [
                [v for v in ordered[a:b] for _ in range(counts[v])]
                for a, b in pairwise((0, *cut, len(ordered)))
            ]
        )
        for cut in combinations(range(1, len(ordered)), k - 1)
    )
    scale = max(abs(v) for v in values) ** 2
    assert spread(grouped(values, found)) <= best + 1e-9 * scale


@given(numbers)
def test_every_value_is_in_one_class_and_edges_rise(values: list[float]) -> None:
    found = classes(values)
    assert sum(len(group) for group in grouped(values, found)) == len(values)
    assert all(grouped(values, found))
    inner = found.edges[:-1]
    assert list(inner) == sorted(set(inner))
    assert found.edges[-1] >= max(values)
    assert found.edges[0] <= min(values)
    told = [
        [v for v, code in zip(values, found.of(np.array(values)), strict=True) if code == number]
        for number in range(len(found.edges) - 1)
    ]
    assert [sorted(group) for group in told] == grouped(values, found)


@given(numbers, st.randoms())
def test_order_does_not_matter(values: list[float], random: object) -> None:
    assert classes(sorted(values)) == classes(values)


@pytest.mark.parametrize("values", [[], [5.0], [5.0, 5.0, 5.0], [1.0, 2.0], [1.0, 2.0, 2.0]])
def test_fewer_than_three_values_are_no_classes(values: list[float]) -> None:
    assert natural_classes(np.array(values), 5) is None


def test_of_very_many_values_a_sample_decides_and_all_have_a_class() -> None:
    values = np.concatenate(
        [np.linspace(0, 10, 3000), np.linspace(500, 510, 3000), np.linspace(900, 930, 3000)]
    )
    found = natural_classes(values, 3)
    assert found is not None
    assert found.sampled == SAMPLE
    assert np.bincount(found.of(values)).tolist() == [3000, 3000, 3000]
    assert found.edges[0] == 0
    assert found.edges[-1] == 930


def test_a_last_class_of_one_value_begins_and_ends_with_it() -> None:
    assert classes([0.0, 1.0, 500_000.0]).edges == (0, 1, 500_000, 500_000)


def test_values_too_rare_for_the_sample_are_in_a_class_all_the_same() -> None:
    values = np.concatenate([np.full(100_000, 5.0), [6.0, 7.0], np.full(100_000, 9.0)])
    found = natural_classes(values, 5)
    assert found is not None
    assert list(found.edges) == [5, 7, 9]
    assert found.of(np.array([5.0, 6.0, 7.0, 9.0])).tolist() == [0, 0, 1, 1]


def test_numbers_beyond_all_measure_do_not_stop_it() -> None:
    for values in ([1.7e308, -1.7e308, 5.0, 2e-300], [0.0, 5e-324, -5e-324]):
        found = classes(values)
        assert [v for group in grouped(values, found) for v in group] == sorted(values)


def test_numbers_that_differ_little_are_told_apart() -> None:
    values = [1e9 + v for v in (0.0, 1.0, 2.0, 50.0, 51.0, 90.0)]
    assert grouped(values, classes(values, most=3)) == [values[:3], values[3:5], values[5:]]


def test_no_more_classes_than_values() -> None:
    assert classes([1.0, 5.0, 9.0]).edges == (1, 5, 7, 9)
