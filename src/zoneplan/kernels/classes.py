"""Classes of numbers for a legend: natural breaks with readable bounds."""

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

SAMPLE = 2_000
"""Natural breaks are looked for in so many values; of more, in as many at even steps of their ranks."""
_COARSEST, _FINEST = 2, 15
"""Powers of ten above and below the larger bound between which a readable number is looked for."""
_DIGITS = 800
"""Digits in which any two floating-point numbers can be told apart and rounded without loss."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of numbers.

    A value ``v`` is in class ``i`` when ``edges[i] <= v < edges[i + 1]``; the last class has its upper edge too, and
    may be of that value alone.

    Attributes:
        edges: The bounds in rising order, one more than there are classes.
        decimals: How many decimals the bounds need to be told apart.
        sampled: How many values the breaks were looked for in.
    """

    edges: tuple[float, ...]
    decimals: int
    sampled: int

    def of(self, values: Numbers) -> NDArray[np.intp]:
        """Gives the class of each value, shape ``(n,)``; values beyond the outer edges are in the outer classes."""
        return np.searchsorted(np.array(self.edges[1:-1]), values, side="right")


def natural_classes(values: Numbers, most: int) -> Classes | None:
    """Gives classes of values by natural breaks, with readable bounds that leave the values in their classes.

    The breaks keep the sum of squared deviations from the means of the classes as small as it can be
    (Fisher, W. D. (1958), On grouping for maximum homogeneity, JASA 53, 789-798; Jenks, G. F. (1977)).

    Args:
        values: Finite numbers, shape ``(n,)``.
        most: How many classes there may be.

    Returns:
        The classes, or nothing where fewer than three values differ: there is nothing to group then.
    """
    ordered = np.sort(values)
    distinct = np.unique(ordered)
    if len(distinct) < 3:  # noqa: PLR2004 - two values need no breaks
        return None
    sample = ordered if len(ordered) <= SAMPLE else ordered[_even_steps(len(ordered))]
    with localcontext(prec=_DIGITS):
        inner = [_between(*pair) for pair in _gaps(sample, most)]
        place = min((0, *(_place(number) for number in inner)))
        unit = Decimal(1).scaleb(place)
        low = Decimal(repr(float(distinct[0]))).quantize(unit, ROUND_FLOOR)
        high = Decimal(repr(float(distinct[-1]))).quantize(unit, ROUND_CEILING)
    edges = tuple(float(number) + 0.0 for number in (low, *inner, high))
    return Classes(edges, -place, len(sample))


def _even_steps(count: int) -> NDArray[np.intp]:
    return np.linspace(0, count - 1, SAMPLE).round().astype(np.intp)


def _gaps(sample: Numbers, most: int) -> list[tuple[float, float]]:
    """Gives between which two neighbouring values each break lies."""
    from jenkspy import jenks_breaks  # noqa: PLC0415 - only legends need it

    scaled = _scaled(sample)
    tops = np.unique(jenks_breaks(scaled.tolist(), min(most, len(np.unique(scaled))))[1:-1])
    last = np.searchsorted(scaled, tops, side="right") - 1
    return [(float(sample[i]), float(sample[i + 1])) for i in last if i + 1 < len(sample)]


def _scaled(ordered: Numbers) -> Numbers:
    """Gives numbers in rising order between 0 and 1, so that their squares neither overflow nor cancel each other."""
    half = ordered / 2
    span = half[-1] - half[0]
    return np.asarray((half - half[0]) / span if span > 0 else np.zeros(len(half)), dtype=np.float64)


def _between(below: float, above: float) -> Decimal:
    """Gives the most readable number that is larger than one value and not larger than another.

    It is a multiple of as large a power of ten, or half of one, as can be, and lies as near to the middle as that
    allows.
    """
    low, high = Decimal(repr(below)), Decimal(repr(above))
    top = math.ceil(math.log10(max(abs(below), abs(above))))
    for power in range(top + _COARSEST, top - _FINEST, -1):
        for step in (Decimal(1).scaleb(power), Decimal(5).scaleb(power - 1)):
            first, last = _whole(low / step) + 1, _whole(high / step)
            if first <= last:
                wanted = ((low + high) / 2 / step).to_integral_value(ROUND_HALF_EVEN)
                return (min(max(wanted, first), last) * step).normalize()
    return high


def _whole(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


def _place(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
