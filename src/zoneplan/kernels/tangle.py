"""How much work comparing polygons would be, estimated before any of it is done.

Overlays cost as much as there are crossings, and finding pairs as much as there are neighbours. Both are
counted exactly for small arrays and for a fixed random sample of larger ones, so that the same input gives the
same estimate.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.shapes import Indices, Metres, Shapes, parts, segments

_SEED = 20_250_701
_SAMPLE = 1_024
_FEWEST = 8
_TESTS = 3_000_000
"""How many pairs of segments with boxes that meet are looked at, which takes some seconds."""
_PER_CROSSING = 100
"""About how many pairs of edges whose boxes meet, though they do not, cost as much as one crossing."""
_LOOKS = ((_FEWEST, 20), (64, 2), (_SAMPLE, 1))
"""How many of a sample are asked, and by what factor too many hits make it needless to ask more."""
_INDEXED = 1_000_000
"""How many segments stand in the index; of more a random part does."""
_HITS = 20_000_000
"""About how many hits a single query may give, so that it fits in memory whatever the shapes are."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of things, and the position of the shape that has most of them; -1 where there are none."""

    count: float
    worst: int


def crossings_estimate(polygons: Shapes, *, enough: float) -> Estimate:
    """Gives about how many places there are where the outlines of polygons cross, themselves or each other.

    Where the boxes of so many edges meet that looking for crossings is dearer than ``enough`` of them would be,
    their number is given in crossings of the same cost.

    Args:
        polygons: Polygons and multipolygons, valid or not; other shapes count for nothing.
        enough: Nothing is counted where there cannot be more crossings than this.
    """
    ends, owner = _edges(polygons)
    total = len(ends)
    if total * (total - 1) / 2 <= enough:
        return Estimate(0.0, -1)
    chance = np.random.default_rng(_SEED)
    indexed = ends if total <= _INDEXED else ends[chance.choice(total, _INDEXED, replace=False)]
    tree = shapely.STRtree(shapely.linestrings(indexed))
    asked = chance.permutation(total)[:_SAMPLE]
    lines = np.asarray(shapely.linestrings(ends[asked]), dtype=object)
    near = float(_hits(tree, lines[:_FEWEST], None).mean())
    asked = asked[: max(_FEWEST, int(_TESTS / max(near, 1.0)))]
    lines = lines[: len(asked)]
    scale = total * total / len(indexed) / 2
    found = _estimate(lambda some: _hits(tree, lines[some], "crosses"), owner[asked], scale, enough)
    return (
        Estimate(near * scale / _PER_CROSSING, int(owner[asked[0]]))
        if (near * scale > _PER_CROSSING * max(found.count, enough))
        else found
    )


def neighbours_estimate(polygons: Shapes, *, enough: float) -> Estimate:
    """Gives about how many other rings the box of a ring of polygons meets, on average.

    Args:
        polygons: Polygons and multipolygons, valid or not; other shapes count for nothing.
        enough: Nothing is counted where a ring cannot have more neighbours than this.
    """
    pieces = parts(polygons)
    rings, of_piece = shapely.get_rings(pieces.shape, return_index=True)
    total = len(rings)
    if total - 1 <= enough:
        return Estimate(0.0, -1)
    asked = np.random.default_rng(_SEED).permutation(total)[:_SAMPLE]
    tree = shapely.STRtree(rings)
    owner = pieces.geometry[of_piece[asked]]
    return _estimate(lambda some: _hits(tree, rings[asked[some]], None) - 1, owner, 1.0, enough)


def _hits(tree: shapely.STRtree, asked: Shapes, predicate: str | None) -> NDArray[np.int64]:
    """Gives for each geometry how many in the index it meets, never more of them at once than fit in memory."""
    step = max(_HITS // max(len(tree.geometries), 1), 1)
    found = np.zeros(len(asked), dtype=np.int64)
    for start in range(0, len(asked), step):
        here = asked[start : start + step]
        one, _ = tree.query(here, predicate=predicate)
        found[start : start + step] = np.bincount(one, minlength=len(here))
    return found


def _estimate(
    hits_of: Callable[[slice], NDArray[np.int64]], owner: Indices, scale: float, enough: float
) -> Estimate:
    """Gives ``scale`` times the mean number of hits of a sample, which is as large as it need be."""
    found = Estimate(0.0, -1)
    for size, times in _LOOKS:
        hits = hits_of(slice(size))
        if hits.any():
            worst = int(np.argmax(np.bincount(owner[:size], weights=hits)))
            found = Estimate(float(hits.mean()) * scale, worst)
        if found.count > times * enough:
            break
    return found


def _edges(polygons: Shapes) -> tuple[Metres, Indices]:
    """Gives the ends of all edges that have a length, shape ``(m, 2, 2)``, and the position of the polygon of each."""
    pieces = parts(polygons)
    rings, of_piece = shapely.get_rings(pieces.shape, return_index=True)
    ends, of_ring = segments(rings)
    long = (ends[:, 0] != ends[:, 1]).any(axis=1)
    return ends[long], pieces.geometry[of_piece[of_ring[long]]]
