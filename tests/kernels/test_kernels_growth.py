"""Growth rates worked by hand, and bounds that hold whatever the figures are within theirs."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from zoneplan.kernels import growth
from zoneplan.kernels.growth import Reading, lcrpgr, lcrpgr_bounds

Numbers = NDArray[np.float64]
Rate = Callable[[float, float, float], Numbers]
RateBounds = Callable[..., tuple[Numbers, Numbers]]

RATES: list[tuple[Rate, RateBounds]] = [
    (growth.land_consumption_rate, growth.land_consumption_rate_bounds),
    (growth.population_growth_rate, growth.population_growth_rate_bounds),
    (growth.jrc_land_use_efficiency, growth.jrc_land_use_efficiency_bounds),
    (growth.growth_needed, growth.growth_needed_bounds),
]
amounts = st.integers(1, 10**9).map(lambda n: n / 1000)
spans = st.integers(1, 400).map(lambda n: n / 10)
rates = st.integers(-2000, 2000).map(lambda n: n / 10_000)


def exact(figure: float) -> tuple[float, float]:
    return figure, figure


def pairs(figures: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[float, float]]:
    return st.tuples(figures, figures).map(lambda two: (min(two), max(two)))


def test_land_consumption_is_linear() -> None:
    # 868.68 ha to 1,000 ha in 5 years: 131.32 / 868.68 / 5
    assert growth.land_consumption_rate(868.68, 1000, 5) == pytest.approx(131.32 / 868.68 / 5)
    assert growth.land_consumption_rate([100, 100], [50, 100], 10) == pytest.approx([-0.05, 0])
    assert growth.land_consumption_rate(100, 0, 4) == pytest.approx(-0.25)


def test_population_grows_by_its_logarithm() -> None:
    assert growth.population_growth_rate(1000, 1000 * math.e, 20) == pytest.approx(0.05)
    # twice as many in 35 years: ln 2 / 35 = 1.98 %, the rule of seventy
    assert growth.population_growth_rate(365_000, 730_000, 35) == pytest.approx(0.0198, abs=1e-4)


def test_efficiency_is_counted_by_decades() -> None:
    # 200 m² a person become 150 in 20 years: a quarter in two decades
    assert growth.jrc_land_use_efficiency(200, 150, 20) == pytest.approx(0.125)
    assert growth.jrc_land_use_efficiency(150, 200, 10) == pytest.approx(-1 / 3)
    assert growth.jrc_land_use_efficiency(200, 0, 10) == pytest.approx(1)


def test_growth_that_a_target_asks_for() -> None:
    # 76.2 % of the target with one year left, and four times as much in two years
    assert growth.growth_needed(76.2, 100, 1) == pytest.approx(1 / 0.762 - 1)
    assert growth.growth_needed(100, 400, 2) == pytest.approx(1)
    assert growth.growth_needed(100, 25, 2) == pytest.approx(-0.5)
    assert growth.growth_needed([100, 100], [100, 0], 3) == pytest.approx([0, -1])


@pytest.mark.parametrize("rate", [rate for rate, _ in RATES])
@pytest.mark.parametrize(
    "figures",
    [
        (0, 10, 5),
        (-1, 10, 5),
        (10, -1, 5),
        (10, 10, 0),
        (10, 10, -5),
        (math.nan, 10, 5),
        (10, math.nan, 5),
        (10, 10, math.nan),
        (math.inf, 10, 5),
        (10, math.inf, 5),
        (10, 10, math.inf),
        (5e-324, 1e300, 1),
        (1, 10, 5e-324),
    ],
)
def test_no_rate(rate: Rate, figures: tuple[float, float, float]) -> None:
    assert math.isnan(float(rate(*figures)))


def test_a_place_that_everyone_left_has_no_rate() -> None:
    assert np.isnan(growth.population_growth_rate(100, 0, 10))


@pytest.mark.parametrize(("rate", "bounds"), RATES)
@given(st.tuples(pairs(amounts), pairs(amounts), pairs(spans)).map(list), st.data())
def test_bounds_hold_the_rate_of_whatever_lies_within(
    rate: Rate,
    bounds: RateBounds,
    figures: list[tuple[float, float]],
    data: st.DataObject,
) -> None:
    low, high = bounds(*figures)
    chosen = [data.draw(st.floats(*each)) for each in figures]
    found = float(rate(*chosen))
    slack = 1e-12 * (1 + abs(found))
    assert float(low) <= found + slack
    assert found <= float(high) + slack


@pytest.mark.parametrize(("rate", "bounds"), RATES)
@given(pairs(amounts), pairs(amounts), pairs(spans))
def test_bounds_are_rates_of_some_ends(
    rate: Rate,
    bounds: RateBounds,
    first: tuple[float, float],
    last: tuple[float, float],
    years: tuple[float, float],
) -> None:
    corners = [float(rate(a, b, t)) for a in first for b in last for t in years]
    found = [float(each) for each in bounds(first, last, years)]
    assert found == pytest.approx([min(corners), max(corners)], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("rate", "bounds"), RATES)
def test_exact_figures_have_exact_bounds(rate: Rate, bounds: RateBounds) -> None:
    low, high = bounds(exact(120), exact(150), exact(8))
    assert float(low) == pytest.approx(float(rate(120, 150, 8)))
    assert float(high) == pytest.approx(float(rate(120, 150, 8)))


@pytest.mark.parametrize("bounds", [bounds for _, bounds in RATES])
@pytest.mark.parametrize(
    "figures",
    [
        ((-1, 10), (5, 6), (5, 5)),
        ((0, 0), (5, 6), (5, 5)),
        ((1, 2), (-5, 6), (5, 5)),
        ((1, 2), (5, 6), (0, 5)),
        ((1, 2), (5, 6), (5, math.inf)),
        ((math.nan, 2), (5, 6), (5, 5)),
        ((1, 2), (5, math.nan), (5, 5)),
        ((math.inf, math.inf), (5, 6), (5, 5)),
        ((5, 5), (5, 5), (0, 5)),
        ((5, 5), (5, 5), (math.nan, 5)),
    ],
)
def test_no_bounds(bounds: RateBounds, figures: tuple[tuple[float, float], ...]) -> None:
    assert np.isnan(bounds(*figures)).all()


def test_open_bounds() -> None:
    assert growth.land_consumption_rate_bounds((0, 80), (40, 60), exact(5)) == pytest.approx((-0.1, math.inf))
    assert growth.land_consumption_rate_bounds((50, math.inf), exact(60), exact(2)) == pytest.approx(
        (-0.5, 0.1)
    )
    assert growth.population_growth_rate_bounds(exact(50), (0, 50), exact(5)) == pytest.approx((-math.inf, 0))
    assert growth.growth_needed_bounds(exact(50), (0, math.inf), exact(5)) == pytest.approx((-1, math.inf))
    assert growth.jrc_land_use_efficiency_bounds((0, 5), exact(5), exact(10)) == pytest.approx((-math.inf, 0))


@pytest.mark.parametrize("bounds", [bounds for _, bounds in RATES])
def test_crossed_bounds_are_refused(bounds: RateBounds) -> None:
    with pytest.raises(ValueError, match="above its upper"):
        bounds((3, 2), (5, 6), (5, 5))


def test_ratio_and_how_to_read_it() -> None:
    land = [0.03, 0.03, 0.0, 0.02, 0.02, -0.01, -0.02, math.nan, 0.02, math.inf]
    people = [0.02, 0.0005, 0.02, -0.0005, -0.01, 0.02, -0.01, 0.02, math.nan, 0.02]
    found = lcrpgr(land, people)
    nan = math.nan
    assert found.value == pytest.approx([1.5, nan, 0, nan, -2, -0.5, 2, nan, nan, nan], nan_ok=True)
    grow, steady, opposite = Reading.BOTH_GROW, Reading.STEADY, Reading.OPPOSITE
    assert found.reading.tolist() == [
        *(grow, steady, grow, steady, opposite, opposite),
        *(Reading.BOTH_SHRINK, Reading.MISSING, Reading.MISSING, Reading.MISSING),
    ]


def test_people_that_do_not_grow_at_all_give_no_ratio_whatever_the_threshold() -> None:
    found = lcrpgr([0.01, 0.01, 0.01], [0.0, 1e-5, 0.001], near_zero=0)
    assert found.value == pytest.approx([math.nan, 1000, 10], nan_ok=True)
    assert found.reading.tolist() == [Reading.STEADY, Reading.BOTH_GROW, Reading.BOTH_GROW]
    assert lcrpgr(0.01, 0.001).reading == Reading.BOTH_GROW  # the threshold itself is told from none


@pytest.mark.parametrize("near_zero", [-0.1, math.nan, math.inf])
def test_thresholds_that_are_none(near_zero: float) -> None:
    with pytest.raises(ValueError, match="near_zero"):
        lcrpgr(0.1, 0.1, near_zero)
    with pytest.raises(ValueError, match="near_zero"):
        lcrpgr_bounds((0.1, 0.1), (0.1, 0.1), near_zero)


@given(pairs(rates), pairs(rates), st.data())
def test_bounds_of_the_ratio_hold_it(
    land: tuple[float, float], people: tuple[float, float], data: st.DataObject
) -> None:
    low, high = (float(each) for each in lcrpgr_bounds(land, people))
    found = float(lcrpgr(data.draw(st.floats(*land)), data.draw(st.floats(*people))).value)
    if people[0] <= 0 <= people[1] or max(map(abs, people)) < growth.NEAR_ZERO_PGR:
        assert math.isnan(low)
        assert math.isnan(high)
    elif not math.isnan(found):
        assert low <= found + 1e-12 * abs(found)
        assert found <= high + 1e-12 * abs(found)


def test_bounds_of_the_ratio_by_hand() -> None:
    assert lcrpgr_bounds((0.02, 0.04), (0.01, 0.02)) == pytest.approx((1, 4))
    assert lcrpgr_bounds((-0.02, 0.04), (0.01, 0.02)) == pytest.approx((-2, 4))
    assert lcrpgr_bounds((0.02, 0.04), (-0.02, -0.01)) == pytest.approx((-4, -1))
    assert lcrpgr_bounds((0.02, 0.04), (0.0005, 0.02)) == pytest.approx((1, 80))
    assert lcrpgr_bounds((0.02, math.inf), (0.01, math.inf)) == pytest.approx((0, math.inf))
    assert np.isnan(lcrpgr_bounds((math.nan, 0.04), (0.01, 0.02))).all()
    assert np.isnan(lcrpgr_bounds((0.02, 0.04), (0.0005, 0.0009))).all()
    assert np.isnan(lcrpgr_bounds((0.02, 0.04), (-0.0009, -0.0005))).all()
    with pytest.raises(ValueError, match="above its upper"):
        lcrpgr_bounds((0.04, 0.02), (0.01, 0.02))


@given(amounts, amounts, spans, st.integers(1, 1000))
def test_rates_do_not_know_the_unit(first: float, last: float, years: float, scale: int) -> None:
    for rate, _ in RATES:
        same = rate(first * scale, last * scale, years)
        assert same == pytest.approx(rate(first, last, years), rel=1e-9, abs=1e-12)


@given(amounts, amounts, st.integers(1, 30))
def test_growth_needed_leads_to_the_target(current: float, target: float, years: int) -> None:
    reached = current * (1 + growth.growth_needed(current, target, years)) ** years
    assert reached == pytest.approx(target, rel=1e-6)


@given(amounts, amounts, amounts, spans, spans)
def test_growth_of_two_spans_adds_up(one: float, two: float, three: float, early: float, late: float) -> None:
    parts = early * growth.population_growth_rate(one, two, early) + late * growth.population_growth_rate(
        two, three, late
    )
    assert parts == pytest.approx((early + late) * growth.population_growth_rate(one, three, early + late))


def test_arrays_of_bounds() -> None:
    low, high = growth.land_consumption_rate_bounds(([100, 100], [100, 125]), (150, [150, 200]), exact(10))
    assert low == pytest.approx([0.05, 0.02])
    assert high == pytest.approx([0.05, 0.1])
