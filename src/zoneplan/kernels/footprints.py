"""How much of a region buildings cover and how much floor they have in it, land under two of them counted once.

A region and a building may each lie some metres from where they are drawn. What lies in the region wherever both
may be is the least that a region holds, what can lie in it the most; the areas of the shapes themselves are
known. Coordinates are metres of one grid.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.overlay import SharedLand, overlay_areas, repeated_land
from zoneplan.kernels.shapes import Indices, Metres, Shapes, parts

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

_QUARTER = 16
_ROUND_OUT = 1 / np.cos(np.pi / (4 * _QUARTER))
"""Arcs of straight pieces whose radius is so much larger lie wholly outside the circle."""
_MANY_PARTS = 256
"""Parts beyond which each is made larger or smaller alone: the time for all at once grows with their square."""
_NOTHING_M2 = 1e-6
"""Shapes that share less only touch."""


@dataclass(frozen=True, slots=True)
class Buildings:
    """Footprints as arrays of shape ``(n,)``.

    Attributes:
        shapes: Valid polygons.
        unsure_m: How far each may lie from where it is drawn.
        floors: The floor area over the footprint; NaN where it is not known.
        again: What of each another covers too that has as many floors or more.
    """

    shapes: Shapes
    unsure_m: Metres
    floors: Floats
    again: Shapes

    @classmethod
    def of(cls, shapes: Shapes, unsure_m: Metres, floors: Floats) -> Self:
        """Gives footprints with what of them is covered twice.

        Raises:
            ValueError: Shapes are invalid or collections.
        """
        order = np.argsort(-np.where(np.isfinite(floors), floors, -1.0), kind="stable")
        again = np.empty(len(shapes), dtype=object)
        again[order] = repeated_land(shapes[order])
        return cls(shapes, unsure_m, floors, again)


@dataclass(frozen=True, slots=True)
class Ranged:
    """Values with the least and the most that they can be, shape ``(m,)`` each."""

    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Covered:
    """What buildings cover of regions, arrays of shape ``(m,)``.

    Attributes:
        footprint: The land under buildings, in m².
        floor_area: Their floors, in m²; a building of unknown floors counts with one, and what it can have at most
            is infinite.
        buildings: Which building has land in which region: positions of both, shape ``(2, k)``.
        unknown: Of how many that may have, the floors are not known.
        floors_low: The fewest floors of a building that may have land in the region; infinite where there is none.
        floors_high: The most floors of one; infinite where they are not known.
    """

    footprint: Ranged
    floor_area: Ranged
    buildings: Indices
    unknown: Counts
    floors_low: Floats
    floors_high: Floats


@dataclass(frozen=True, slots=True)
class _Land:
    """What each building has in each region, and what of it an earlier building has too."""

    own: SharedLand
    again: SharedLand

    def sums(self, weight: Floats, count: int) -> Floats:
        own = np.bincount(self.own.zone, self.own.area * weight[self.own.part], count)
        again = np.bincount(self.again.zone, self.again.area * weight[self.again.part], count)
        return np.asarray(np.maximum(own - again, 0.0), dtype=np.float64)


def covered(buildings: Buildings, regions: Shapes, unsure_m: Metres) -> Covered:
    """Gives what buildings cover of regions.

    Where footprints overlap the land counts once, as that of the building with more floors.

    Args:
        buildings: The footprints.
        regions: Valid polygons, shape ``(m,)``; they may overlap.
        unsure_m: How far each region may lie from where it is drawn, shape ``(m,)``.

    Raises:
        ValueError: Shapes are invalid or collections.
    """
    count = len(regions)
    known = np.isfinite(buildings.floors)
    floors = np.where(known, buildings.floors, 1.0)
    drawn = _land(buildings.shapes, buildings.again, regions)
    ones = np.ones(len(floors))
    least, most = (_shifted(buildings, regions, unsure_m, sign) for sign in (-1, 1))
    footprint = Ranged(drawn.sums(ones, count), _sum(least, ones, count), _sum(most, ones, count))
    area = np.asarray(shapely.area(regions), dtype=np.float64)
    high = np.clip(footprint.high, footprint.value, np.maximum(area, footprint.value))
    unknown = _sum_counts(most, ~known, count)
    top = np.where(unknown > 0, np.inf, _sum(most, floors, count))
    value = drawn.sums(floors, count)
    floor_area = Ranged(value, np.minimum(_sum(least, floors, count), value), np.maximum(top, value))
    touched = drawn.own.area > _NOTHING_M2
    few, many = _extremes(most, floors, np.where(known, floors, np.inf), count)
    return Covered(
        Ranged(footprint.value, np.minimum(footprint.low, footprint.value), high),
        floor_area,
        np.stack([drawn.own.part[touched], drawn.own.zone[touched]]),
        unknown,
        few,
        many,
    )


def nearer(shapes: Shapes, metres: Metres) -> Shapes:
    """Gives the land that lies in each shape wherever it is shifted by so many metres; empty where none does."""
    return _resized(shapes, -metres * _ROUND_OUT)


def farther(shapes: Shapes, metres: Metres) -> Shapes:
    """Gives the land that lies in each shape for some shift by at most so many metres."""
    return _resized(shapes, metres * _ROUND_OUT)


def _resized(shapes: Shapes, metres: Metres) -> Shapes:
    """Gives shapes made larger or smaller by so many metres, those of many parts part by part."""
    many = shapely.get_num_geometries(shapes) > _MANY_PARTS
    found = np.empty(len(shapes), dtype=object)
    found[~many] = shapely.buffer(shapes[~many], metres[~many], quad_segs=_QUARTER)
    for place in np.flatnonzero(many):
        resized = shapely.buffer(shapely.get_parts(shapes[place]), metres[place], quad_segs=_QUARTER)
        grown = metres[place] > 0
        found[place] = shapely.union_all(resized) if grown else shapely.multipolygons(parts(resized).shape)
    return found


def _land(shapes: Shapes, again: Shapes, regions: Shapes) -> _Land:
    """Gives what buildings have in regions, polygon by polygon: those of a region share no land."""
    pieces = parts(regions)
    return _Land(
        *(_gathered(overlay_areas(s, pieces.shape), pieces.geometry, len(regions)) for s in (shapes, again))
    )


def _gathered(found: SharedLand, owner: Indices, count: int) -> SharedLand:
    """Gives what was found in the polygons of regions for the regions."""
    keys, at = np.unique(found.part * max(count, 1) + owner[found.zone], return_inverse=True)
    area = np.asarray(np.bincount(at, found.area, len(keys)), dtype=np.float64)
    return SharedLand(keys // max(count, 1), keys % max(count, 1), area)


def _shifted(
    buildings: Buildings, regions: Shapes, unsure_m: Metres, sign: int
) -> list[tuple[Indices, _Land]]:
    """Gives what buildings have in regions made larger or smaller by what both are unsure of."""
    found = []
    for metres in np.unique(buildings.unsure_m):
        these = np.flatnonzero(buildings.unsure_m == metres)
        together = unsure_m + metres
        moved = regions.copy()
        unsure = together > 0
        resized = farther if sign > 0 else nearer
        moved[unsure] = resized(regions[unsure], together[unsure])
        found.append((these, _land(buildings.shapes[these], buildings.again[these], moved)))
    return found


def _sum(found: list[tuple[Indices, _Land]], weight: Floats, count: int) -> Floats:
    sums = [np.zeros(count), *(land.sums(weight[these], count) for these, land in found)]
    return np.asarray(np.sum(sums, axis=0), dtype=np.float64)


def _sum_counts(found: list[tuple[Indices, _Land]], wanted: NDArray[np.bool_], count: int) -> Counts:
    total = np.zeros(count, dtype=np.int64)
    for these, land in found:
        counted = wanted[these][land.own.part] & (land.own.area > _NOTHING_M2)
        total += np.bincount(land.own.zone[counted], minlength=count)
    return total


def _extremes(
    found: list[tuple[Indices, _Land]], fewest: Floats, most: Floats, count: int
) -> tuple[Floats, Floats]:
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    for these, land in found:
        there = land.own.area > _NOTHING_M2
        at, of = land.own.zone[there], these[land.own.part[there]]
        np.minimum.at(low, at, fewest[of])
        np.maximum.at(high, at, most[of])
    return low, np.where(np.isfinite(low), high, np.inf)
