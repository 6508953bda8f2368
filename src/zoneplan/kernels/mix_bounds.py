"""Bounds of figures of mix when the area of each class is only known between two values.

Shares of classes then lie in a box cut by the plane on which they add up to 1. Entropy is concave and the sum of
squares convex on it: the most even point gives the one end, a corner of the cut box the other. Classes have the
shape ``(k,)``, shares lie between 0 and 1.
"""

from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zoneplan.kernels.mix import entropy, hhi
from zoneplan.kernels.outline import Bounds

Figures = NDArray[np.float64]

_MOST = 12
"""Of more classes the corners of the box are too many to try: 2 to the power of their number."""
_SLACK = 1e-9
"""By how much a corner may miss its bounds: what rounding leaves."""


def shares_from_areas(low: ArrayLike, high: ArrayLike) -> Bounds:
    """Gives bounds of the share of each class from bounds of all areas; 0 to 1 where nothing has land for certain."""
    least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    below, above = least + (most.sum() - most), most + (least.sum() - least)
    return Bounds(
        np.divide(least, below, out=np.zeros(len(least)), where=below > 0),
        np.divide(most, above, out=np.ones(len(most)), where=above > 0),
    )


def entropy_bounds(shares: Bounds, k: int) -> tuple[float, float]:
    """Gives the least and the largest ``-Σ p ln p / ln K`` of shares within bounds; 0 and 1 where none fit.

    Raises:
        ValueError: There are too many classes.
    """
    points = _ends(shares)
    found = entropy(points, k) if len(points) else np.array([0.0, 1.0])
    return float(found.min()), float(found.max())


def hhi_bounds(shares: Bounds) -> tuple[float, float]:
    """Gives the least and the largest ``Σ p²`` of shares within bounds; 1/k and 1 where none fit.

    Raises:
        ValueError: There are too many classes.
    """
    points = _ends(shares)
    found = hhi(points) if len(points) else np.array([1 / max(len(shares.low), 1), 1.0])
    return float(found.min()), float(found.max())


def _ends(shares: Bounds) -> Figures:
    """Gives the most even shares within bounds and all corners, a row for each; nothing where none add up to 1."""
    low, high = np.clip(shares.low, 0.0, 1.0), np.clip(shares.high, 0.0, 1.0)
    if len(low) > _MOST:
        raise ValueError(f"bounds of a mix of {len(low)} classes; at most {_MOST} can be tried")
    if not len(low) or low.sum() > 1 + _SLACK or high.sum() < 1 - _SLACK:
        return np.empty((0, len(low)))
    return np.vstack([_most_even(low, high), *_corners(low, high)])


def _most_even(low: Figures, high: Figures) -> Figures:
    """Gives the shares nearest to each other: every one at a common level, or at its bound short of that level."""
    levels = np.unique(np.concatenate([low, high]))
    sums = np.clip(levels[:, None], low, high).sum(axis=1)
    level = np.interp(1.0, sums, levels)
    return np.asarray(np.clip(level, low, high), dtype=np.float64)


def _corners(low: Figures, high: Figures) -> list[Figures]:
    """Gives the corners of the cut box: all shares but one at a bound, that one what is left."""
    found = []
    at_high = np.array(list(product((False, True), repeat=len(low) - 1)), dtype=bool).reshape(
        -1, len(low) - 1
    )
    for free in range(len(low)):
        others = np.delete(np.arange(len(low)), free)
        point = np.zeros((len(at_high), len(low)))
        point[:, others] = np.where(at_high, high[others], low[others])
        left = 1 - point.sum(axis=1)
        fits = (left >= low[free] - _SLACK) & (left <= high[free] + _SLACK)
        point[:, free] = np.clip(left, low[free], high[free])
        found.append(point[fits])
    return found
