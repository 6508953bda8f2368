"""Who lives in zones and within some distance of them, from dwellings or from a population raster.

A zone is where its outline is drawn, give or take the outline's uncertainty. A zone that is only a marker is
measured from the marker, give or take the marker's uncertainty and the radius of a circle of the declared area;
one that is only known by its commune is not measured.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import Position, is_areal
from zoneplan.kernels.distance import EDGES_M, Distances, band_shapes, bands, distance_range
from zoneplan.kernels.shapes import Shapes, as_array
from zoneplan.metrics.area.outlines import FLAWED, is_sound, reach
from zoneplan.metrics.build import NO_ROW, leaves
from zoneplan.metrics.measure import Subject
from zoneplan.metrics.view import View
from zoneplan.plan.declared import FOUNDED, declared_area
from zoneplan.plan.layer import Feature
from zoneplan.plan.raster import Raster, in_zones
from zoneplan.text import Message, Text

DWELLINGS = "dwellings"
ZONES = "industrial_zones"
_NO_PLACE = Text(
    "Vị trí chỉ biết đến xã (sai số {metres} m), nên không đo được khoảng cách.",
    "The position is only known to the commune ({metres} m off), so no distance can be measured.",
)
_NO_GEOMETRY = Text("Khu này không có vị trí trên bản đồ.", "The zone has no place on the map.")
_GONE = Text(
    "Không khu hiện có nào trong nhóm có vị trí đủ rõ.",
    "No existing zone of the group has a place known well enough.",
)

Counts = NDArray[np.float64]


_MOST_HA = 33_200_000.0
"""The area of the country: no circle of a declared area is larger."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A zone as distances are measured from it; ``uncertainty_m`` is how far its edge may be from what is drawn."""

    id: str
    shape: BaseGeometry
    uncertainty_m: float


@dataclass(frozen=True, slots=True)
class Homes:
    """Dwellings with the households and people in them, ``nan`` where the layer says nothing usable."""

    ids: tuple[str, ...]
    layers: tuple[str, ...]
    sources: tuple[str, ...]
    shapes: Shapes
    boxes: Counts
    uncertainty_m: Counts
    households: Counts
    people: Counts


@dataclass(frozen=True, slots=True)
class Near:
    """How many are inside the zones and within each distance of them, zones included, arrays of shape ``(k,)``.

    Attributes:
        inside: How many are inside the outlines as drawn; ``nan`` where no zone has an outline.
        drawn: How many are within each distance by the positions as drawn.
        certain: How many are within it wherever all may lie.
        possible: How many can be; ``inf`` where somebody of unknown number can be.
        unknown: How many dwellings of unknown number can be within it; 0 for a raster.
        unsaid: How many dwellings of unknown number are inside and in each band as drawn, shape ``(k + 1,)``.
        coverage: The share of the land within each distance that lies on data; 1 for dwellings.
    """

    inside: float
    drawn: Counts
    certain: Counts
    possible: Counts
    unknown: Counts
    unsaid: Counts
    coverage: Counts


def anchor(view: View, zone: Subject) -> Anchor | Message:
    """Gives a zone as distances are measured from it, or why none can be."""
    feature = view.feature(zone)
    if feature is None or feature.geometry is None or feature.geometry.is_empty:
        return Message.of(_NO_GEOMETRY)
    if is_areal(feature.geometry):
        if not is_sound(feature):
            return Message.of(FLAWED)
        return Anchor(zone.id, feature.geometry, reach(feature))
    if feature.text("position") == Position.COMMUNE_CENTROID:
        return Message.of(_NO_PLACE, metres=feature.uncertainty_m)
    area = declared_area(view.plan, zone.id, view.on)
    if area is None:
        return Message.of(NO_ROW, subject=zone.id, indicators=(FOUNDED,))
    radius = math.sqrt(min(max(area.chosen.value, 0.0), _MOST_HA) * M2_PER_HA / math.pi)
    return Anchor(zone.id, feature.geometry, reach(feature) + radius)


def anchors(view: View, subject: Subject) -> tuple[tuple[Anchor, ...], tuple[tuple[str, Message], ...]]:
    """Gives the zones of a subject that distances can be measured from, and why the others cannot.

    Of a group these are its existing zones, of a zone it is the zone, existing or not.
    """
    zones = [leaf for leaf in leaves(subject) if view.stands(leaf)] if subject.members else [subject]
    found = [(zone.id, anchor(view, zone)) for zone in zones]
    left = tuple((key, why) for key, why in found if isinstance(why, Message))
    return tuple(place for _, place in found if isinstance(place, Anchor)), left


def no_anchor(subject: Subject, left: Sequence[tuple[str, Message]]) -> Message:
    """Gives the reason why no distance can be measured from a subject."""
    return left[0][1] if left and not subject.members else Message.of(_GONE)


def homes(view: View) -> Homes | None:
    """Gives the dwellings of the plan; nothing where it has none with a place."""
    found = [f for f in view.plan.of_kind(DWELLINGS) if f.geometry is not None and not f.geometry.is_empty]
    if not found:
        return None
    shapes = as_array([f.geometry for f in found])
    return Homes(
        ids=tuple(f.id for f in found),
        layers=tuple(dict.fromkeys(f.layer for f in found)),
        sources=tuple(dict.fromkeys(s for f in found for s in f.references("source"))),
        shapes=shapes,
        boxes=np.asarray(shapely.bounds(shapes)),
        uncertainty_m=np.array([reach(f) for f in found]),
        households=np.array([_count(f, "households", 1.0) for f in found]),
        people=np.array([_count(f, "people", math.nan) for f in found]),
    )


def _count(feature: Feature, field: str, unsaid: float) -> float:
    value = feature.values.get(field)
    if value is None:
        return unsaid
    return float(value) if isinstance(value, int | float) and 0 <= value < math.inf else math.nan


@dataclass(frozen=True, slots=True)
class Around:
    """The dwellings that can be within the largest distance of some sites, and how far they are."""

    chosen: NDArray[np.intp]
    drawn: Counts
    distances: Distances
    lone: tuple[str, ...]


def around(places: Homes, found: Sequence[Anchor]) -> Around:
    """Gives the dwellings near sites; ``lone`` are the sites near which the layer has none.

    Whether anybody was looked for near those is not known.
    """
    at = as_array([each.shape for each in found])
    unsure = np.array([each.uncertainty_m for each in found])
    near = np.zeros(len(places.ids), dtype=bool)
    lone = []
    for shape, metres, key in zip(at, unsure, (each.id for each in found), strict=True):
        close = np.flatnonzero(_in_box(places, shape, metres))
        least = distance_range(
            places.shapes[close], as_array([shape]), places.uncertainty_m[close], metres
        ).low
        close = close[least <= EDGES_M[-1]]
        near[close] = True
        if not len(close):
            lone.append(key)
    chosen = np.flatnonzero(near)
    shapes = places.shapes[chosen]
    return Around(
        chosen,
        distance_range(shapes, at).low,
        distance_range(shapes, at, places.uncertainty_m[chosen], unsure),
        tuple(lone),
    )


def _in_box(places: Homes, shape: BaseGeometry, metres: float) -> NDArray[np.bool_]:
    """Tells which dwellings are not obviously too far from a shape."""
    far = EDGES_M[-1] + metres + places.uncertainty_m
    left, bottom, right, top = shape.bounds
    x0, y0, x1, y1 = places.boxes.T
    beside = (x0 > right + far) | (x1 < left - far) | (y0 > top + far) | (y1 < bottom - far)
    return np.asarray(~beside, dtype=np.bool_)


def of_homes(near: Around, weights: Counts, *, outlined: bool) -> Near:
    """Gives how many are near sites by what each dwelling counts; ``outlined`` where a site has an outline."""
    own = weights[near.chosen]
    known = np.isfinite(own)
    count, lacking = np.where(known, own, 0.0), (~known).astype(np.float64)
    drawn = bands(near.drawn, near.drawn, count).certain
    sure = bands(near.distances.low, near.distances.high, count)
    unknown = bands(near.distances.low, near.distances.low, lacking).certain
    inside = float(count[near.drawn == 0].sum()) if outlined else math.nan
    rings = np.searchsorted([0.0, *EDGES_M], near.drawn)
    unsaid = np.zeros(len(EDGES_M) + 2)
    np.add.at(unsaid, rings, lacking)
    possible = np.where(unknown > 0, np.inf, sure.possible)
    return Near(inside, drawn, sure.certain, possible, unknown, unsaid[:-1], np.ones(len(EDGES_M)))


def of_raster(raster: Raster, found: Sequence[Anchor], crs: str) -> Near:
    """Gives how many are near sites by the exact fractions of cells.

    At least are those in cells wholly inside the land that is certainly within a distance, at most those in all
    cells that touch the land that can be.
    """
    at = as_array([each.shape for each in found])
    land = band_shapes(at, EDGES_M, np.array([each.uncertainty_m for each in found]))
    size = len(EDGES_M)
    outlined = not land.zones.is_empty
    shapes = as_array([*land.within, *land.certain, *land.possible, *([land.zones] if outlined else [])])
    held = in_zones(raster, shapes, crs)
    drawn = held.value[:size]
    certain = np.nan_to_num(held.low[size : 2 * size])
    possible = np.fmax(held.high[2 * size : 3 * size], drawn)
    inside = float(np.nan_to_num(held.value[-1])) if outlined else math.nan
    return Near(
        inside,
        drawn,
        np.fmin(certain, drawn),
        possible,
        np.zeros(size),
        np.zeros(size + 1),
        held.coverage[:size],
    )
