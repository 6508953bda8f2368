"""Densities as people live them, inequality and specialisation. ``nan`` is given where there is no value."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zoneplan.kernels.rates import ratio

Numbers = NDArray[np.float64]


def people_weighted_density(people: ArrayLike, areas: ArrayLike) -> float:
    """Gives the density around the average person, ``sum(P² / A) / sum(P)``, in people per unit of area.

    It is never below the plain density ``sum(P) / sum(A)``, grows as the parts get smaller and compares only
    between parts of one size. Craig, J. (1984), Averaging population density, Demography 21(3), 405-412.

    Args:
        people: People of each part, shape ``(n,)``; parts without people do not count, whatever their area.
        areas: Area of each part, shape ``(n,)`` or one for all.

    Returns:
        The density; ``nan`` without people, or where a number is missing, infinite or negative, or people live
        on no area.
    """
    count, area = _together(people, areas)
    if not _amounts(count):
        return np.nan
    lived, on = count[count > 0], area[count > 0]
    if not (lived.size and _amounts(on) and (on > 0).all()):
        return np.nan
    return float(np.sum(lived / lived.sum() * (lived / on)))


def gini(values: ArrayLike, weights: ArrayLike = 1.0) -> float:
    """Gives the Gini coefficient, ``sum sum w_i w_j |x_i - x_j| / (2 W² mean)``, from 0, all equal, to below 1.

    With ``W`` the sum of the weights and the mean a weighted one. Sorting spares the double sum: a value counts
    with the weight below it less the weight above it.

    Args:
        values: Values, shape ``(n,)``.
        weights: A weight for each value, or one for all.

    Returns:
        The coefficient; ``nan`` where a number is missing, infinite or negative or the mean is not positive.
    """
    value, weight = _together(values, weights)
    if not (_amounts(value) and _amounts(weight)):
        return np.nan
    order = np.argsort(value, kind="stable")
    value, weight = value[order], weight[order]
    below = np.cumsum(weight) - weight
    whole, total = weight.sum(), np.sum(weight * value)
    if not total > 0:
        return np.nan
    rank = (2 * below + weight - whole) / whole
    found = np.sum(weight * (value - value[0]) / total * rank)
    return float(max(found, 0.0))


def location_quotient(part: ArrayLike, region: ArrayLike, branch: ArrayLike, whole: ArrayLike) -> Numbers:
    """Gives location quotients, ``(e_ij / e_j) / (E_i / E)``; above 1 a region is specialised in a branch.

    Args:
        part: What the region has of the branch: workers, output or land.
        region: What the region has of all branches.
        branch: What the whole has of the branch.
        whole: What the whole has of all branches.

    Returns:
        The quotients; ``nan`` where a number is missing, infinite or negative, a divisor is 0, or a branch is
        larger than all branches.
    """
    given = _together(part, region, branch, whole)
    known = np.isfinite(given).all(axis=0) & (np.array(given) >= 0).all(axis=0)
    known &= (given[0] <= given[1]) & (given[2] <= given[3])
    found = ratio(ratio(given[0], given[1]), ratio(given[2], given[3]))
    return np.where(known & np.isfinite(found), found, np.nan)


def _together(*numbers: ArrayLike) -> tuple[Numbers, ...]:
    return np.broadcast_arrays(*(np.asarray(each, dtype=np.float64) for each in numbers))


def _amounts(numbers: Numbers) -> bool:
    return bool((np.isfinite(numbers) & (numbers >= 0)).all())
