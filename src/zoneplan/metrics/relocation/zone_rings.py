"""The land within each distance of every existing zone, to be drawn: a screening, no legal finding."""

from dataclasses import dataclass

import numpy as np
import shapely

from zoneplan.geo.crs import WGS84, reproject
from zoneplan.geo.position import is_areal
from zoneplan.kernels.distance import EDGES_M, band_shapes
from zoneplan.kernels.shapes import Shapes, as_array
from zoneplan.metrics.area.outlines import reach
from zoneplan.metrics.relocation.nearby import Anchor, anchors
from zoneplan.metrics.view import View
from zoneplan.text import Message, Text

COARSE_M = 1.0
"""How far a drawn line may run from where it belongs."""
MOST_ZONES = 300
"""Of more zones than this nothing is drawn: each takes some hundred vertices."""
_TOO_MANY = Text(
    "{count} khu hiện có, nhiều hơn {most}: không vẽ dải khoảng cách.",
    "{count} existing zones, more than {most}: distance bands are not drawn.",
)


@dataclass(frozen=True, slots=True)
class ZoneRings:
    """The land within each distance of one zone.

    Attributes:
        zone: The id of the zone.
        outlined: Whether it is measured from an outline, and not from a circle of the declared area.
        uncertainty_m: How far the outline or the circle may lie elsewhere.
        within: The land within each distance of ``EDGES_M``, the zone included, in the plan's grid.
        lonlat: The same in degrees.
    """

    zone: str
    outlined: bool
    uncertainty_m: float
    within: Shapes
    lonlat: Shapes


@dataclass(frozen=True, slots=True)
class Ringed:
    """The rings of all zones that have some, why others have none by their ids, and why nothing is drawn."""

    zones: tuple[ZoneRings, ...] = ()
    left: tuple[tuple[str, Message], ...] = ()
    reason: Message | None = None


def zone_rings(view: View) -> Ringed:
    """Gives the rings around the existing zones of all groups.

    A zone without an outline has those of a circle of its declared area around its marker.
    """
    found, left = anchors(view, view.province)
    if len(found) > MOST_ZONES:
        return Ringed(left=left, reason=Message.of(_TOO_MANY, count=len(found), most=MOST_ZONES))
    return Ringed(tuple(_rings(view, each) for each in found), left)


def _rings(view: View, zone: Anchor) -> ZoneRings:
    off = reach(view.plan.by_id[zone.id])
    outlined = is_areal(zone.shape)
    within = _within(zone, 0.0 if outlined else zone.uncertainty_m - off)
    return ZoneRings(zone.id, outlined, off, within, reproject(within, view.plan.crs, WGS84))


def _within(zone: Anchor, radius_m: float) -> Shapes:
    """Gives the land within each distance; what an anchor is unsure of beyond its place is the radius of its circle."""
    edges = [radius_m + edge for edge in EDGES_M]
    found = band_shapes(as_array([zone.shape]), edges).within
    return np.asarray(shapely.simplify(found, COARSE_M), dtype=object)
