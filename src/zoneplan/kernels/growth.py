"""Rates of growth: of land, of people, of one against the other, and the growth that a target asks for.

Every rate has a form for exact figures and one for figures known between bounds. The first gives ``nan`` where a
figure is missing, infinite or negative, a divisor is not positive or the years do not run forward. The second
takes ``(low, high)`` of each figure and gives ``(low, high)`` of the rate, which hold the exact rate whatever the
figures are within their bounds. They are found at ends of the bounds, because each rate rises or falls with one
figure while the others stand still; an open bound is infinite. Bounds that cross raise ``ValueError``.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zoneplan.kernels.rates import ratio

Bounds = tuple[ArrayLike, ArrayLike]
"""The lowest and the highest that figures can be; figures known exactly stand in it twice."""
Numbers = NDArray[np.float64]
Interval = tuple[Numbers, Numbers]

NEAR_ZERO_PGR = 0.001
"""Population growth a year below which it is not told from none: a count that is wrong by one percent moves the
rate of ten years by as much, so that below it the sign of the rate, and of a ratio to it, can be chance. That the
indicator does not suit places whose population hardly changes is known (doi:10.3390/ijgi10020064); no published limit
was found, so that this one is zoneplan's own."""
_DECADE = 10.0


class Reading(IntEnum):
    """How a ratio of land consumption to population growth is to be read.

    Only ``BOTH_GROW`` compares with 1, where less is more efficient. ``OPPOSITE`` and ``BOTH_SHRINK`` have a value
    that does not. ``MISSING`` and ``STEADY``, population that hardly changes, have no value.
    """

    BOTH_GROW = 0
    MISSING = 1
    STEADY = 2
    OPPOSITE = 3
    BOTH_SHRINK = 4


@dataclass(frozen=True, slots=True)
class Lcrpgr:
    """Ratios of land consumption to population growth, ``nan`` where there is none, and a ``Reading`` for each."""

    value: Numbers
    reading: NDArray[np.int8]


def land_consumption_rate(v0: ArrayLike, v1: ArrayLike, years: ArrayLike) -> Numbers:
    """Gives the land consumption rate ``(V1 - V0) / V0 / T`` a year.

    The form of UN-Habitat, SDG indicator 11.3.1, metadata of 2021; before, it was a logarithm.

    Args:
        v0: Built-up area at the beginning, in any unit.
        v1: Built-up area at the end, in the same unit.
        years: Years between the two.
    """
    return _value(ratio(ratio(_amount(v1), _amount(v0)) - 1, _amount(years)))


def land_consumption_rate_bounds(v0: Bounds, v1: Bounds, years: Bounds) -> Interval:
    """Gives bounds of the land consumption rate, which rises with ``v1`` and falls with ``v0``.

    More years bring it nearer to 0.
    """
    low, high = _quotient(v1, v0)
    return _a_year(low - 1, high - 1, years)


def population_growth_rate(p0: ArrayLike, p1: ArrayLike, years: ArrayLike) -> Numbers:
    """Gives the population growth rate ``ln(P1 / P0) / T`` a year (UN-Habitat, SDG indicator 11.3.1).

    Args:
        p0: People at the beginning.
        p1: People at the end; a place that everyone has left has no rate.
        years: Years between the two.
    """
    return _value(ratio(_logarithm(ratio(_amount(p1), _amount(p0))), _amount(years)))


def population_growth_rate_bounds(p0: Bounds, p1: Bounds, years: Bounds) -> Interval:
    """Gives bounds of the population growth rate, which rises with ``p1`` and falls with ``p0``.

    More years bring it nearer to 0.
    """
    low, high = _quotient(p1, p0)
    return _a_year(_logarithm(low), _logarithm(high), years)


def lcrpgr(lcr: ArrayLike, pgr: ArrayLike, near_zero: float = NEAR_ZERO_PGR) -> Lcrpgr:
    """Gives the ratio of the land consumption rate to the population growth rate (SDG indicator 11.3.1).

    Args:
        lcr: Land consumption rates a year.
        pgr: Population growth rates a year.
        near_zero: Population growth below this, either way, gives no ratio.
    """
    _threshold(near_zero)
    land, people = _together(lcr, pgr)
    missing = ~(np.isfinite(land) & np.isfinite(people))
    steady = ~missing & (np.abs(people) < near_zero) | (people == 0)
    value = np.full(land.shape, np.nan)
    with np.errstate(over="ignore"):
        np.divide(land, people, out=value, where=~(missing | steady))
    reading = np.select(
        [
            missing | ~(steady | np.isfinite(value)),
            steady,
            (land < 0) & (people < 0),
            (land < 0) | (people < 0),
        ],
        [Reading.MISSING, Reading.STEADY, Reading.BOTH_SHRINK, Reading.OPPOSITE],
        Reading.BOTH_GROW,
    )
    return Lcrpgr(_value(value), reading.astype(np.int8))


def lcrpgr_bounds(lcr: Bounds, pgr: Bounds, near_zero: float = NEAR_ZERO_PGR) -> Interval:
    """Gives bounds of the ratio of land consumption to population growth.

    There are none, ``nan``, where population growth can be 0, or is nearer to it than ``near_zero`` at any rate.
    Elsewhere its sign is known, the ratio rises or falls with each of the two, and the bounds are among the
    ratios of their ends.
    """
    _threshold(near_zero)
    land, people = _interval(lcr), _interval(pgr)
    ends = _together(*land, *people)
    low, high = ends[2], ends[3]
    signed = ((low > 0) & (high >= near_zero)) | ((high < 0) & (low <= -near_zero))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        corners = np.array([top / bottom for top in ends[:2] for bottom in ends[2:]])
    known = signed & ~np.isnan(np.array(ends)).any(axis=0)
    return _where(known, np.fmin.reduce(corners)), _where(known, np.fmax.reduce(corners))


def jrc_land_use_efficiency(y0: ArrayLike, y1: ArrayLike, years: ArrayLike) -> Numbers:
    """Gives the land-use efficiency ``(Y0 - Y1) / Y0 * 10 / n`` a decade; above 0 land is used better.

    Schiavina et al. (2019), Sustainability 11(20), 5674, doi:10.3390/su11205674.

    Args:
        y0: Built-up area per person at the beginning.
        y1: Built-up area per person at the end, in the same unit.
        years: Years between the two.
    """
    return _value(_DECADE * ratio(1 - ratio(_amount(y1), _amount(y0)), _amount(years)))


def jrc_land_use_efficiency_bounds(y0: Bounds, y1: Bounds, years: Bounds) -> Interval:
    """Gives bounds of the land-use efficiency, which rises with ``y0`` and falls with ``y1``.

    More years bring it nearer to 0.
    """
    low, high = _quotient(y1, y0)
    worst, best = _a_year(1 - high, 1 - low, years)
    return _DECADE * worst, _DECADE * best


def growth_needed(current: ArrayLike, target: ArrayLike, years: ArrayLike) -> Numbers:
    """Gives the constant growth a year, ``(target / current) ** (1 / years) - 1``, that leads to a target.

    Args:
        current: What there is.
        target: What there is to be, in the same unit and the same prices.
        years: Years left.
    """
    times = ratio(_amount(target), _amount(current))
    return _value(_root(times, _amount(years)) - 1)


def growth_needed_bounds(current: Bounds, target: Bounds, years: Bounds) -> Interval:
    """Gives bounds of the growth needed, which rises with ``target`` and falls with ``current``.

    More years bring it nearer to 0.
    """
    low, high = _quotient(target, current)
    fewest, most = _years(years)
    least = np.minimum(_root(low, fewest), _root(low, most))
    greatest = np.maximum(_root(high, fewest), _root(high, most))
    return least - 1, greatest - 1


def _together(*figures: ArrayLike) -> tuple[Numbers, ...]:
    return np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in figures))


def _where(known: NDArray[np.bool_], value: Numbers) -> Numbers:
    return np.where(known, value, np.nan)


def _value(found: Numbers) -> Numbers:
    """Gives what can be told: a rate too large to be a number is none, and nothing has no sign."""
    return _where(np.isfinite(found), found + 0.0)


def _amount(figures: ArrayLike) -> Numbers:
    """Gives the figures that can be amounts, ``nan`` for the others."""
    given = np.asarray(figures, dtype=np.float64)
    return _where(np.isfinite(given) & (given >= 0), given)


def _logarithm(times: Numbers) -> Numbers:
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(times), dtype=np.float64)


def _root(times: Numbers, years: Numbers) -> Numbers:
    """Gives the growth a year, as a factor; ``nan`` where one is not known, of which 1 would not take notice."""
    per_year = ratio(1.0, years)
    with np.errstate(over="ignore"):
        return np.where(np.isnan(times) | np.isnan(per_year), np.nan, times**per_year)


def _threshold(near_zero: float) -> None:
    if not (np.isfinite(near_zero) and near_zero >= 0):
        raise ValueError(f"near_zero must be a number from 0 upwards, not {near_zero}")


def _interval(bounds: Bounds) -> Interval:
    """Gives bounds as arrays, both ``nan`` where one of them is.

    Raises:
        ValueError: The lower bound of a figure is above its upper one.
    """
    low, high = _together(*bounds)
    if (low > high).any():
        raise ValueError("the lower bound of a figure is above its upper bound")
    known = ~(np.isnan(low) | np.isnan(high))
    return _where(known, low), _where(known, high)


def _years(bounds: Bounds) -> Interval:
    low, high = _interval(bounds)
    forward = (low > 0) & np.isfinite(high)
    return _where(forward, low), _where(forward, high)


def _quotient(top: Bounds, bottom: Bounds) -> Interval:
    """Gives the bounds of one amount over another that is not 0, ``nan`` where one can be negative."""
    top_low, top_high, low, high = _together(*_interval(top), *_interval(bottom))
    known = (top_low >= 0) & (low >= 0) & (high > 0) & np.isfinite(top_low) & np.isfinite(low)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        least = top_low / high
        greatest = np.where(top_high == 0, 0.0, top_high / low)
    return _where(known, least), _where(known, greatest)


def _a_year(low: Numbers, high: Numbers, years: Bounds) -> Interval:
    """Gives the bounds of a change divided by years: those nearest to 0 have the most of them."""
    fewest, most = _years(years)
    with np.errstate(over="ignore"):
        return np.minimum(low / fewest, low / most), np.maximum(high / fewest, high / most)
