"""How well a place is known, and answers that admit it."""

from enum import StrEnum

import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.text import Text


class Position(StrEnum):
    """Where a feature's coordinates come from, the most certain first."""

    SURVEYED = "surveyed"
    OUTLINE = "outline"
    MARKER = "marker"
    COMMUNE_CENTROID = "commune_centroid"


class Certainty(StrEnum):
    """An answer about places that are only known to some metres."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


POSITION_NAMES = {
    Position.SURVEYED: Text("đo đạc", "surveyed"),
    Position.OUTLINE: Text("ranh giới đã công bố", "published outline"),
    Position.MARKER: Text("điểm đánh dấu", "map marker"),
    Position.COMMUNE_CENTROID: Text("tâm xã", "commune centroid"),
}


def inside(part: BaseGeometry, whole: BaseGeometry, uncertainty_m: float, sliver_m: float) -> Certainty:
    """Tells whether one shape lies inside another when both may be off by some metres.

    Args:
        part: The inner shape, in a metric grid.
        whole: The outer shape, in the same grid.
        uncertainty_m: How far the two may be shifted against each other.
        sliver_m: Digitising noise that never counts as lying outside.

    Returns:
        ``certain`` when it lies inside as drawn, up to slivers; ``possible`` when what lies outside
        is nearer to the outer shape than the uncertainty; ``no`` otherwise.
    """
    if whole.buffer(sliver_m).covers(part):
        return Certainty.CERTAIN
    if whole.buffer(uncertainty_m + sliver_m).covers(part):
        return Certainty.POSSIBLE
    return Certainty.NO


def is_areal(geometry: BaseGeometry | None) -> bool:
    """Tells whether the geometry covers land, so that its area means something."""
    return isinstance(geometry, shapely.Polygon | shapely.MultiPolygon) and not geometry.is_empty
