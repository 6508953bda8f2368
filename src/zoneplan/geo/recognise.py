"""Shapes that do not land where they belong, sorted by the mistake that would explain it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from zoneplan.geo.crs import WGS84, parse_crs
from zoneplan.geo.signatures import (
    VN2000,
    Extent,
    Reading,
    codes,
    fitting,
    lands,
    reaches,
    scaled,
)

SAMPLE = 400
"""So many shapes, evenly chosen, stand for a layer while readings are tried."""


class Signature(StrEnum):
    """A mistake that coordinates show by where they fall."""

    DEGREES_AS_METRES = "degrees_as_metres"
    METRES_AS_DEGREES = "metres_as_degrees"
    AXES_EXCHANGED = "axes_exchanged"
    LONLAT_EXCHANGED = "lonlat_exchanged"
    MERIDIAN_WRONG = "meridian_wrong"
    UNIT_WRONG = "unit_wrong"


@dataclass(frozen=True, slots=True)
class Recognised:
    """Shapes that share a mistake.

    Attributes:
        signature: The mistake; none where no known one explains them.
        rows: Which of the shapes, in their order.
        ways: The readings under which these shapes land where they belong, the likeliest first.
        whole: The first of them would put every shape of the layer where it belongs.
    """

    signature: Signature | None
    rows: NDArray[np.intp]
    ways: tuple[Reading, ...] = ()
    whole: bool = False


def recognise(
    boxes: NDArray[np.float64], outside: NDArray[np.bool_], stated: str, grid: str, extent: Extent
) -> tuple[Recognised, ...]:
    """Sorts the shapes of a layer that lie outside the plan by the mistake that explains them.

    Args:
        boxes: Least and greatest coordinates of every shape as they are written, shape ``(n, 4)``.
        outside: Which of them do not land within the extent, shape ``(n,)``.
        stated: The system the layer is said to be in.
        grid: The grid of the plan, the likeliest of the VN-2000 grids.
        extent: Where the plan lies.
    """
    left = np.flatnonzero(outside)
    found = []
    for signature, ways in _suspicions(stated, grid, extent):
        if not len(left):
            break
        best = _best(boxes[_sample(left)], ways, extent)
        rows = left[lands(best, boxes[left], extent)] if best else left[:0]
        whole = bool(best and lands(best, boxes, extent).all())
        if signature is Signature.MERIDIAN_WRONG and not whole:
            rows = rows[~reaches(Reading(stated), boxes[rows], extent)]
        if best and len(rows):
            fits = fitting(boxes[_sample(rows)], extent, ways)
            found.append(Recognised(signature, rows, (best, *(w for w in fits if w != best)), whole))
            left = np.setdiff1d(left, rows)
    if len(left):
        found.append(Recognised(None, left))
    return tuple(found)


def candidates(boxes: NDArray[np.float64], grid: str, extent: Extent) -> tuple[Reading, ...]:
    """Gives the readings under which shapes (boxes, shape ``(n, 4)``) of no stated system lie in the plan.

    Exchanged axes and other units are only offered where nothing simpler fits.
    """
    some = boxes[_sample(np.arange(len(boxes)))]
    every = codes(extent, grid)
    for ways in (
        tuple(Reading(code) for code in every),
        tuple(Reading(code, exchanged=True) for code in every),
        scaled(extent, grid),
    ):
        if found := fitting(some, extent, ways):
            return found
    return ()


def _sample(rows: NDArray[np.intp]) -> NDArray[np.intp]:
    return rows[np.unique(np.linspace(0, len(rows) - 1, min(SAMPLE, len(rows))).astype(np.intp))]


def _best(boxes: NDArray[np.float64], ways: tuple[Reading, ...], extent: Extent) -> Reading | None:
    """Gives the reading that brings most boxes home, the first of equals."""
    counts = np.array([lands(way, boxes, extent).sum() for way in ways], dtype=np.intp)
    return ways[int(counts.argmax())] if counts.any() else None


def _suspicions(stated: str, grid: str, extent: Extent) -> Iterator[tuple[Signature, tuple[Reading, ...]]]:
    """Gives the mistakes to look for, the surest first, each with the readings that would undo it."""
    metric = tuple(c for c in codes(extent, grid) if c not in {WGS84, VN2000})
    plain = tuple(Reading(c) for c in metric if c != stated)
    turned = tuple(Reading(c, exchanged=True) for c in metric if c != stated)
    if parse_crs(stated).is_geographic:
        yield Signature.LONLAT_EXCHANGED, (Reading(stated, exchanged=True),)
        yield Signature.METRES_AS_DEGREES, plain
        yield Signature.METRES_AS_DEGREES, turned
        return
    yield (
        Signature.DEGREES_AS_METRES,
        tuple(Reading(code, exchanged) for exchanged in (False, True) for code in (WGS84, VN2000)),
    )
    yield Signature.AXES_EXCHANGED, (Reading(stated, exchanged=True),)
    yield Signature.MERIDIAN_WRONG, plain
    yield Signature.AXES_EXCHANGED, turned
    yield Signature.UNIT_WRONG, scaled(extent, grid)
