"""People-weighted density, Gini coefficient and location quotient."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoneplan.kernels.weighted import gini, location_quotient, people_weighted_density

people = st.integers(0, 10**6).map(float)
areas = st.integers(1, 10**6).map(lambda n: n / 10)
cells = st.lists(st.tuples(people, areas), min_size=1, max_size=12).filter(
    lambda all_: any(p for p, _ in all_)
)
values = st.lists(st.integers(0, 10**6).map(float), min_size=1, max_size=12).filter(any)


def test_density_around_the_average_person_by_hand() -> None:
    # 900 people on 1 km² and 100 on 9 km²: (900² / 1 + 100² / 9) / 1000
    assert people_weighted_density([900, 100], [1, 9]) == pytest.approx((810_000 + 10_000 / 9) / 1000)
    assert people_weighted_density([900, 100, 0, 0], [1, 9, 0, math.nan]) == pytest.approx(811.1111, rel=1e-6)
    assert people_weighted_density([30, 10], 4) == pytest.approx(6.25)


@pytest.mark.parametrize(
    ("count", "area"),
    [
        ([], []),
        ([0, 0], [1, 1]),
        ([10, math.nan], [1, 1]),
        ([10, -1], [1, 1]),
        ([10, math.inf], [1, 1]),
        ([10, 5], [1, 0]),
        ([10, 5], [1, -2]),
        ([10, 5], [1, math.nan]),
        ([10, 5], [1, math.inf]),
    ],
)
def test_no_density_without_people_or_land(count: list[float], area: list[float]) -> None:
    assert math.isnan(people_weighted_density(count, area))


@given(cells, st.integers(1, 9))
def test_density_whatever_the_order_never_below_the_plain_one(
    given_: list[tuple[float, float]], scale: int
) -> None:
    count, area = np.array(given_).T
    found = people_weighted_density(count, area)
    assert found >= count.sum() / area.sum() * (1 - 1e-12)
    shuffled = np.array(given_)[np.random.default_rng(scale).permutation(len(given_))]
    assert people_weighted_density(*shuffled.T) == pytest.approx(found)
    assert people_weighted_density(count * scale, area) == pytest.approx(found * scale)
    assert people_weighted_density(count, area * scale) == pytest.approx(found / scale)


@given(st.lists(people, min_size=1, max_size=9).filter(any), areas)
def test_cells_of_one_density_have_that_density(count: list[float], density: float) -> None:
    assert people_weighted_density(count, np.array(count) / density) == pytest.approx(density)


def test_gini_by_hand() -> None:
    # one of four has all: 3 / 4; 1, 2, 3: differences 2 (1 + 2 + 1) = 8 over 2 · 9 · 2
    assert gini([0, 0, 0, 7]) == pytest.approx(0.75)
    assert gini([1, 2, 3]) == pytest.approx(8 / 36)
    assert gini([5, 5, 5]) == 0
    assert gini([5]) == 0
    assert gini([1e12, 1e12 + 1]) == pytest.approx(0.25e-12, rel=1e-6)
    assert gini([1, 3], [3, 1]) == pytest.approx(2 * 3 * 2 / (2 * 16 * 1.5))


@pytest.mark.parametrize(
    ("value", "weight"),
    [
        ([], 1.0),
        ([0, 0], 1.0),
        ([1, math.nan], 1.0),
        ([1, -1], 1.0),
        ([1, math.inf], 1.0),
        ([1, 2], [1, -1]),
        ([1, 2], [0, 0]),
        ([1, 2], [1, math.nan]),
    ],
)
def test_no_gini(value: list[float], weight: float | list[float]) -> None:
    assert math.isnan(gini(value, weight))


@given(values, st.data())
def test_gini_is_the_double_sum(given_: list[float], data: st.DataObject) -> None:
    weight = np.array(
        data.draw(st.lists(st.integers(1, 9), min_size=len(given_), max_size=len(given_))), float
    )
    value = np.array(given_)
    mean = (weight * value).sum() / weight.sum()
    double = sum(
        weight[i] * weight[j] * abs(value[i] - value[j]) for i in range(len(value)) for j in range(len(value))
    )
    assert gini(value, weight) == pytest.approx(double / (2 * weight.sum() ** 2 * mean), abs=1e-12)
    order = np.random.default_rng(len(value)).permutation(len(value))
    assert gini(value[order], weight[order]) == pytest.approx(gini(value, weight), abs=1e-12)
    assert gini(value * 7, weight * 3) == pytest.approx(gini(value, weight), abs=1e-12)
    assert gini(np.repeat(value, weight.astype(int))) == pytest.approx(gini(value, weight), abs=1e-12)


def test_location_quotient_by_hand() -> None:
    # 71.2 % of the region against 60 % of the whole
    assert location_quotient([712, 288], 1000, [6000, 4000], 10_000) == pytest.approx([712 / 600, 288 / 400])
    assert location_quotient(0, 1000, 6000, 10_000) == pytest.approx(0)


@pytest.mark.parametrize(
    "given_",
    [
        (1, 0, 6, 10),
        (1, 10, 0, 10),
        (0, 10, 0, 0),
        (11, 10, 6, 10),
        (1, 10, 11, 10),
        (-1, 10, 6, 10),
        (math.nan, 10, 6, 10),
        (1, 10, 6, math.inf),
    ],
)
def test_no_location_quotient(given_: tuple[float, float, float, float]) -> None:
    assert math.isnan(float(location_quotient(*given_)))


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=6), st.integers(2, 50))
def test_a_region_like_the_whole_is_not_specialised(branches: list[int], times: int) -> None:
    part = np.array(branches, dtype=float)
    found = location_quotient(part, part.sum(), part * times, part.sum() * times)
    assert found == pytest.approx(np.ones(len(part)))


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500)), min_size=2, max_size=6), st.integers(1, 9)
)
def test_quotients_weighted_by_the_whole_average_to_one(rows: list[tuple[int, int]], scale: int) -> None:
    part, branch = np.array(rows, dtype=float).T * scale
    found = location_quotient(part, part.sum(), branch, branch.sum())
    assert (found * branch).sum() / branch.sum() == pytest.approx(1)
