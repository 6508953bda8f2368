"""Which vertices of a row of rings repeat those of an earlier ring, so that a boundary is stored once.

Neighbours run along their common boundary in opposite directions. A ring therefore holds runs of vertices that an
earlier ring holds in reverse; such a run is told by where it stands there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Units = NDArray[np.int64]

_LEAST = 2
"""Runs of fewer vertices are not worth a reference."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Runs of vertices that stand in an earlier ring in reverse, in their order.

    ``first`` is the position of a run's first vertex, ``length`` how many vertices it has, ``source`` the position
    of the vertex that equals the first one; the following equal ``source - 1``, ``source - 2`` and so on.
    """

    first: Indices
    length: Indices
    source: Indices


@dataclass(frozen=True, slots=True)
class _Rings:
    """Rings laid end to end: for each vertex its ring and the next vertex around that ring."""

    of: Indices
    start: Indices
    after: Indices

    @classmethod
    def sized(cls, sizes: Indices) -> "_Rings":
        """Gives the rings of these numbers of vertices, none of them zero."""
        end = np.cumsum(sizes)
        after = np.arange(1, sizes.sum() + 1)
        after[end - 1] = end - sizes
        return cls(np.repeat(np.arange(len(sizes)), sizes), end - sizes, after)

    @property
    def before(self) -> Indices:
        """The vertex before each vertex around its ring."""
        found = np.empty_like(self.after)
        found[self.after] = np.arange(len(self.after))
        return found


def turned(xy: Units, sizes: Indices, closed: NDArray[np.bool_]) -> Indices:
    """Gives the order of vertices in which each closed ring starts where it first comes to a shared boundary.

    Args:
        xy: Vertices of all rings, shape ``(n, 2)``.
        sizes: How many vertices each ring has.
        closed: Which rings may start at any of their vertices.
    """
    rings = _Rings.sized(sizes)
    beside = _beside(rings, _twins(xy, rings.after))
    arrives = beside[rings.before] != beside
    earlier = arrives & (beside >= 0) & (beside < rings.of)
    shift = np.zeros(len(sizes), dtype=np.intp)
    for starts in (arrives, earlier):
        at = np.flatnonzero(starts)
        ring, first = np.unique(rings.of[at], return_index=True)
        shift[ring] = at[first] - rings.start[ring]
    shift[~closed] = 0
    along = np.arange(len(xy)) - rings.start[rings.of] + shift[rings.of]
    order: Indices = rings.start[rings.of] + along % sizes[rings.of]
    return order


def copies(xy: Units, sizes: Indices) -> Copies:
    """Gives the runs of vertices that stand in an earlier ring in reverse."""
    source = _sources(xy, _Rings.sized(sizes))
    copied = source >= 0
    goes_on = np.zeros(len(source), dtype=bool)
    goes_on[1:] = copied[1:] & copied[:-1] & (source[1:] == source[:-1] - 1)
    first = np.flatnonzero(copied & ~goes_on)
    run = np.cumsum(copied & ~goes_on) - 1
    length = np.bincount(run[copied], minlength=len(first))
    worth = length >= _LEAST
    return Copies(first[worth], length[worth], source[first[worth]])


def _twins(xy: Units, after: Indices) -> Indices:
    """Gives for each edge, told by its first vertex, the first edge that runs the other way; -1 where none does."""
    count = len(xy)
    names = np.unique(xy[:, 0] << 32 | xy[:, 1], return_inverse=True)[1] if count else after
    forth, back = names * count + names[after], names[after] * count + names
    order = np.argsort(forth, kind="stable")
    place = np.searchsorted(forth, back, sorter=order)
    found = order[np.minimum(place, count - 1)] if count else order
    twins: Indices = np.where(forth[found] == back, found, -1)
    return twins


def _beside(rings: _Rings, twins: Indices) -> Indices:
    """Gives the ring on the other side of each edge; -1 where there is none."""
    beside: Indices = np.where(twins >= 0, rings.of[twins], -1)
    return beside


def _sources(xy: Units, rings: _Rings) -> Indices:
    """Gives for each vertex an equal one of an earlier ring, found by the edge that leads to it or from it."""
    twins = _twins(xy, rings.after)
    earlier = np.where(_beside(rings, twins) < rings.of, twins, -1)
    first = np.zeros(len(xy), dtype=bool)
    first[rings.start] = True
    arriving = np.where(first, -1, earlier[rings.before])
    following = np.where(first[rings.after], -1, earlier)
    leaving = np.where((following >= 0) & ~first[rings.after[following]], following + 1, -1)
    sources: Indices = np.where(arriving >= 0, arriving, leaving)
    return sources
