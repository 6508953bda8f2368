"""How mixed the uses of land are: figures made of the shares of the classes, without a unit.

Areas have the shape ``(n, m)``: a row for each place, a column for each class. The result has the shape
``(n,)``, with ``nan`` for a row that has no land, a negative area, or one that is missing or not finite.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Figures = NDArray[np.float64]


def entropy(areas: ArrayLike, k: int) -> Figures:
    """Gives ``-Σ p ln p / ln K``: 0 for a single use, 1 where ``K`` uses have equal shares.

    ``K`` is the number of classes that land could have, not of those that a place has, so that places compare.
    Shannon, C. E. (1948). A Mathematical Theory of Communication. Bell System Technical Journal 27, 379-423,
    over its maximum.

    Args:
        areas: The areas by class, not negative.
        k: The number of classes, the same for all that is compared. There is no value if it is below 2, nor
            for a row with land in more classes.

    Raises:
        ValueError: The areas are not an array of two dimensions.
    """
    share = _shares(areas)
    if k < 2:  # noqa: PLR2004 - of one class there is no mix
        return np.full(len(share), np.nan)
    logarithm = np.log(share, out=np.zeros_like(share), where=share > 0)
    figures = -(share * logarithm).sum(axis=1) / np.log(k)
    figures[(share > 0).sum(axis=1) > k] = np.nan
    return np.asarray(np.clip(figures, 0.0, 1.0) + 0.0)


def hhi(areas: ArrayLike) -> Figures:
    """Gives ``Σ p²``, the Herfindahl-Hirschman index: 1 for a single use, ``1/K`` for ``K`` equal ones.

    Hirschman, A. O. (1964). The Paternity of an Index. American Economic Review 54(5), 761-762.

    Args:
        areas: The areas by class, not negative.

    Raises:
        ValueError: The areas are not an array of two dimensions.
    """
    return np.asarray(np.minimum((_shares(areas) ** 2).sum(axis=1), 1.0))


def _shares(areas: ArrayLike) -> Figures:
    """Gives the share of each class in its row; ``nan`` in all of a row that has none."""
    given = np.asarray(areas, dtype=np.float64)
    if given.ndim != 2:  # noqa: PLR2004 - places and classes
        raise ValueError(
            f"areas need a row for each place and a column for each class, not {given.ndim} axes"
        )
    if not given.shape[1]:
        return np.full((len(given), 1), np.nan)
    known = np.isfinite(given).all(axis=1) & (given >= 0).all(axis=1) & (given > 0).any(axis=1)
    share = np.full(given.shape, np.nan)
    scaled = given[known] / given[known].max(axis=1, keepdims=True)
    share[known] = scaled / scaled.sum(axis=1, keepdims=True)
    return share
