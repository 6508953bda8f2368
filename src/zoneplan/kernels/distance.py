"""Distances and distance bands of places that are known only to some metres.

A place with an uncertainty of ``u`` lies anywhere up to ``u`` metres from where it is drawn, and an outline with
one runs anywhere up to ``u`` metres from its line. What is within a distance wherever both may lie is certain,
what can be is possible. Whoever is inside a zone is at distance 0. All coordinates are metres of one grid.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.shapes import Indices, Metres, Shapes

EDGES_M = (100.0, 300.0, 500.0, 1000.0)
"""The usual bands of a screening."""
ARC_M = 0.1
"""How far the straight pieces that stand for an arc may run inside it."""
_PAIRS = 2_000_000
"""How many pairs of a shape and a target are held at once."""


@dataclass(frozen=True, slots=True)
class Within:
    """The weight within each distance, shape ``(k,)`` each, growing with the distance.

    ``certain`` is never above ``possible``.
    """

    certain: NDArray[np.float64]
    possible: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distances:
    """The least and the greatest distance to the nearest target, shape ``(n,)`` each, in metres.

    Both are infinite where there are no targets.
    """

    low: Metres
    high: Metres


@dataclass(frozen=True, slots=True)
class BandShapes:
    """The land within each distance of any zone, one shape a distance.

    ``zones`` is the land of the zones; ``within`` holds it and all land up to each distance; ``rings`` are what
    each distance adds to the one before and the first to the zones. ``certain`` and ``possible`` are ``within``
    for the outlines that the zones have at least and at most.
    """

    zones: BaseGeometry
    within: Shapes
    rings: Shapes
    certain: Shapes
    possible: Shapes

    @property
    def ring_areas_m2(self) -> NDArray[np.float64]:
        """The area of each ring, shape ``(k,)``."""
        return np.asarray(shapely.area(self.rings), dtype=np.float64)


def bands(
    distance_low: ArrayLike, distance_high: ArrayLike, weights: ArrayLike, edges_m: Sequence[float] = EDGES_M
) -> Within:
    """Gives the weight that is certainly and that is possibly within each distance.

    Args:
        distance_low: The least distance of each place, shape ``(n,)``, in metres.
        distance_high: The greatest distance of each place.
        weights: What each place counts: households, people or 1.
        edges_m: The distances, each larger than the one before; a place exactly at one is within it.

    Raises:
        ValueError: A distance is missing or negative, a least one is above the greatest, a weight is missing,
            infinite or negative, or the edges do not grow.
    """
    edges = _edges(edges_m)
    low, high, weight = np.broadcast_arrays(
        np.asarray(distance_low, np.float64),
        np.asarray(distance_high, np.float64),
        _amounts(weights, "weights"),
    )
    if not ((low >= 0) & (low <= high)).all():
        raise ValueError("distances must be from 0 upwards, the least not above the greatest")
    certain, possible = _cumulated(high, weight, edges), _cumulated(low, weight, edges)
    return Within(certain, np.maximum(certain, possible))


def distance_range(
    shapes: Shapes,
    targets: Shapes,
    uncertainty_m: ArrayLike = 0.0,
    target_uncertainty_m: ArrayLike = 0.0,
) -> Distances:
    """Gives the least and the greatest distance of each shape to the nearest target.

    To one target it is ``max(0, d - ua - ub)`` at least and ``d + ua + ub`` at most, ``d`` as drawn. The least
    over all targets is taken of each of the two, so that a target farther away, but less well known, can be the
    one that is nearest at least.

    Args:
        shapes: Points or valid shapes, shape ``(n,)``.
        targets: Points or valid shapes, shape ``(m,)``.
        uncertainty_m: One uncertainty for all shapes, or one for each.
        target_uncertainty_m: One uncertainty for all targets, or one for each.

    Raises:
        ValueError: A shape is missing or empty, or an uncertainty is missing, infinite or negative.
    """
    _present(shapes, "shapes")
    _present(targets, "targets")
    own = np.broadcast_to(_amounts(uncertainty_m, "uncertainties"), len(shapes))
    other = np.broadcast_to(_amounts(target_uncertainty_m, "uncertainties"), len(targets))
    low, high = np.full(len(shapes), np.inf), np.full(len(shapes), np.inf)
    for at, target, apart in _candidates(shapes, targets, other):
        np.minimum.at(low, at, apart - other[target])
        np.minimum.at(high, at, apart + other[target])
    return Distances(np.maximum(low - own, 0), high + own)


def band_shapes(
    zones: Shapes, edges_m: Sequence[float] = EDGES_M, uncertainty_m: ArrayLike = 0.0
) -> BandShapes:
    """Gives the land within each distance of any of the zones.

    Arcs are drawn with straight pieces inside them, nowhere more than ``ARC_M`` metres.

    Args:
        zones: Valid polygons, or points of places without an outline, shape ``(n,)``.
        edges_m: The distances, each larger than the one before.
        uncertainty_m: How far the outlines may lie elsewhere, one for all zones or one for each. Where that is
            more than the distance, only what lies deeper in the zone than the rest is certain.

    Raises:
        ValueError: A zone is missing or empty, an uncertainty is missing, infinite or negative, or the edges do
            not grow.
    """
    _present(zones, "zones")
    edges = _edges(edges_m)
    unsure = np.broadcast_to(_amounts(uncertainty_m, "uncertainties"), len(zones))
    land = shapely.union_all(zones[shapely.get_dimensions(zones) > 1])
    within = _around(zones, edges, np.zeros(len(zones)))
    inner = np.array([land, *within[:-1]], dtype=object)[: len(edges)]
    rings = np.asarray(shapely.difference(within, inner), dtype=object)
    return BandShapes(land, within, rings, _around(zones, edges, -unsure), _around(zones, edges, unsure))


def _cumulated(distance: Metres, weight: NDArray[np.float64], edges: Metres) -> NDArray[np.float64]:
    ring = np.searchsorted(edges, distance.ravel(), side="left")
    found = np.bincount(ring, weights=weight.ravel(), minlength=len(edges) + 1)
    return np.cumsum(found[:-1])


def _candidates(shapes: Shapes, targets: Shapes, unsure: Metres) -> Iterator[tuple[Indices, Indices, Metres]]:
    """Gives pairs of a shape and a target with their distance, among them all that can bound the nearest one.

    With the target drawn nearest, at ``d`` and with ``u``, no other can have a least distance below ``d - u``
    when it is farther than ``d - u`` and the largest uncertainty, nor a greatest one below ``d + u`` when it is
    farther than ``d + u`` less the smallest uncertainty.
    """
    if not len(shapes) or not len(targets):
        return
    tree = shapely.STRtree(targets)
    (at, nearest), apart = tree.query_nearest(shapes, return_distance=True, all_matches=False)
    yield at, nearest, apart
    if np.ptp(unsure) == 0:
        return
    reach = apart + np.maximum(unsure.max() - unsure[nearest], unsure[nearest] - unsure.min())
    step = max(_PAIRS // len(targets), 1)
    for start in range(0, len(shapes), step):
        some = at[start : start + step]
        one, target = tree.query(shapes[some], predicate="dwithin", distance=reach[start : start + step])
        yield some[one], target, shapely.distance(shapes[some[one]], targets[target])


def _around(zones: Shapes, edges: Metres, extra: Metres) -> Shapes:
    """Gives the union of the zones, each grown by each distance and what is extra to it."""
    found = np.empty(len(edges), dtype=object)
    for place, edge in enumerate(edges):
        grown = shapely.buffer(zones, edge + extra, quad_segs=_quarter(edge + np.abs(extra).max(initial=0.0)))
        found[place] = shapely.union_all(grown)
    return found


def _quarter(radius: float) -> int:
    """Gives the pieces of a quarter circle that keep within ``ARC_M`` of it: the rise of an arc is r (1 - cos)."""
    if radius <= ARC_M:
        return 1
    return int(np.ceil(np.pi / 4 / np.arccos(1 - ARC_M / radius)))


def _edges(edges_m: Sequence[float]) -> Metres:
    edges = np.asarray(edges_m, dtype=np.float64)
    if not (
        edges.ndim == 1 and np.isfinite(edges).all() and (edges >= 0).all() and (np.diff(edges) > 0).all()
    ):
        raise ValueError("the distances of bands must be from 0 upwards, each larger than the one before")
    return edges


def _amounts(given: ArrayLike, what: str) -> NDArray[np.float64]:
    amounts = np.asarray(given, dtype=np.float64)
    if not (np.isfinite(amounts) & (amounts >= 0)).all():
        raise ValueError(f"{what} must be numbers from 0 upwards")
    return amounts


def _present(shapes: Shapes, what: str) -> None:
    absent = np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    if len(absent):
        raise ValueError(f"{what} without a geometry at {absent.tolist()}")
