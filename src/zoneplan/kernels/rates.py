"""Rates with guarded denominators and bounds that travel through the division."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray


def ratio(numerator: ArrayLike, denominator: ArrayLike) -> NDArray[np.float64]:
    """Gives ``numerator / denominator`` element by element.

    The result is ``nan`` where the denominator is not positive or both are ``inf``, and ``inf`` where the
    denominator is too small.
    """
    top, bottom = np.broadcast_arrays(np.asarray(numerator, np.float64), np.asarray(denominator, np.float64))
    result = np.full(top.shape, np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        np.divide(top, bottom, out=result, where=bottom > 0)
    return result


def ratio_bounds(numerator: tuple[float, float], denominator: tuple[float, float]) -> tuple[float, float]:
    """Gives the lowest and the highest ratio of two non-negative bounded figures.

    The bounds of a figure known exactly are equal; an open upper bound is ``inf``.
    """
    return _over(numerator[0], denominator[1]), _over(numerator[1], denominator[0])


def _over(top: float, bottom: float) -> float:
    if top == 0 or bottom == math.inf:
        return 0.0
    return top / bottom if bottom > 0 else math.inf
