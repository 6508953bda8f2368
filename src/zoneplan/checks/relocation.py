"""Where people leave and where they arrive, against the zones that make them move."""

import math
from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.checks.registry import check
from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import Certainty, Position, is_areal
from zoneplan.plan.declared import declared_area
from zoneplan.plan.finding import Finding, Rule, Severity
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.text import Text

USABLE_M = 1000.0
"""Of places that are less well known than this, everything is possible with everything near: nothing is said."""
FARTHEST_M = 4e7
"""No coordinate of a grid and no uncertainty is larger than the way around the Earth."""
STRETCH = 2.0
"""A commune centroid is off by the radius of a circle as large as the commune, which is longer than it is wide."""

_PROPOSED = frozenset({"2021-2030", "2026-2030", "after-2030"})

_OVER_WHY = Text(
    "Người dân sẽ được chuyển đến đất sắp phải giải phóng một lần nữa.",
    "People would be moved onto land that has to be cleared once more.",
)
_OVER_REMEDY = Text(
    "Dời ranh giới khu hoặc chọn nơi tái định cư khác; xem lại tọa độ và uncertainty_m của cả hai.",
    "Move the outline of the zone or choose another place; look at the coordinates and uncertainty_m of both.",
)
ON_DESTINATION = Rule(
    "zone_over_destination",
    Severity.WARNING,
    Text("Khu quy hoạch nằm trên nơi tái định cư", "Proposed zone over a relocation destination"),
    Text("{zone} nằm trên nơi tái định cư {place}.", "{zone} lies over the relocation destination {place}."),
    _OVER_WHY,
    _OVER_REMEDY,
    example=Text(
        "Điểm tái định cư nằm giữa ranh giới một khu sẽ lập đến 2030.",
        "A resettlement site lies in the middle of a zone to be founded by 2030.",
    ),
)
MAYBE_ON_DESTINATION = Rule(
    "zone_possibly_over_destination",
    Severity.NOTE,
    Text("Khu quy hoạch có thể nằm trên nơi tái định cư", "Proposed zone may lie over a destination"),
    Text(
        "{zone} có thể nằm trên nơi tái định cư {place}: cách {distance} m, vị trí hai bên sai tới {metres} m.",
        "{zone} may lie over the relocation destination {place}: {distance} m apart, positions up to {metres} m off.",
    ),
    _OVER_WHY,
    Text(
        "Đo tọa độ nơi tái định cư hoặc lấy ranh giới pháp lý của khu rồi kiểm tra lại.",
        "Survey the destination or get the legal outline of the zone, then check again.",
    ),
    example=Text(
        "Điểm tái định cư cách ranh giới khu 80 m, cả hai vị trí sai tới 200 m.",
        "A resettlement site lies 80 m from the outline of a zone, and both may be 200 m off.",
    ),
)
ORIGIN_OUTSIDE = Rule(
    "origin_outside_zone",
    Severity.WARNING,
    Text("Nơi phải di dời nằm ngoài khu liên quan", "Origin lies outside the zone it serves"),
    Text(
        "{place} phải di dời vì {zone} nhưng cách khu {distance} m, hơn sai số vị trí {metres} m.",
        "People leave {place} because of {zone}, yet it lies {distance} m away, beyond the position uncertainty of {metres} m.",
    ),
    Text(
        "Nơi đó thuộc khu khác, tọa độ sai, hoặc di dời vì khoảng cách an toàn mà chưa nói.",
        "It belongs to another zone, a coordinate is wrong, or people leave for a safety distance that is not stated.",
    ),
    Text(
        "Xem lại serves và tọa độ; di dời vì khoảng cách an toàn thì bỏ serves và ghi lý do ở note.",
        "Look at serves and the coordinates; if it is for a safety distance, take serves away and say so in the note.",
    ),
    example=Text(
        "Thôn phải di dời vì khu A nằm cách ranh giới khu A 5 km.",
        "A village that has to leave because of zone A lies 5 km from its outline.",
    ),
)


def extent(plan: Plan, feature: Feature) -> BaseGeometry:
    """Gives the outline of a feature; a zone without one is the circle of its declared area."""
    found = declared_area(plan, feature.id) if feature.kind == "industrial_zones" else None
    if is_areal(feature.geometry) or found is None:
        return feature.geometry
    radius = math.sqrt(min(found.chosen.value, UNITS["ha"].most) * M2_PER_HA / math.pi)
    return feature.geometry.buffer(radius)


def overlap(one: BaseGeometry, other: BaseGeometry, metres: float) -> Certainty:
    """Tells whether two shapes share ground when they may be shifted against each other by some metres."""
    if any(a.buffer(-metres).intersects(b) for a, b in ((one, other), (other, one))):
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if shapely.dwithin(one, other, metres) else Certainty.NO


def _usable(feature: Feature) -> bool:
    """Tells whether a feature lies somewhere at all: on Earth, with a shape that can be compared."""
    if feature.geometry.is_empty or not 0 <= feature.uncertainty_m <= FARTHEST_M:
        return False
    return all(abs(end) <= FARTHEST_M for end in feature.geometry.bounds) and bool(feature.geometry.is_valid)


def _off_m(*features: Feature) -> float:
    """Gives how far features may be shifted against each other, in metres."""
    return sum(
        feature.uncertainty_m * (STRETCH if feature.text("position") == Position.COMMUNE_CENTROID else 1.0)
        for feature in features
    )


@check(ON_DESTINATION, MAYBE_ON_DESTINATION)
def over_destinations(plan: Plan) -> Iterator[Finding]:
    """Finds proposed zones over places where people are to arrive, as far as positions allow to tell."""
    zones = [z for z in plan.zones if z.text("stage") in _PROPOSED and _usable(z) and not z.text("part_of")]
    places = [p for p in plan.of_kind("relocation_areas") if p.text("role") == "destination" and _usable(p)]
    if not zones or not places:
        return
    tree = shapely.STRtree([place.geometry for place in places])
    for zone in zones:
        shape = extent(plan, zone)
        for index in sorted(tree.query(shape, predicate="dwithin", distance=USABLE_M)):
            yield from _over(zone, shape, places[index])


def _over(zone: Feature, shape: BaseGeometry, place: Feature) -> Iterator[Finding]:
    metres = _off_m(zone, place)
    answer = overlap(shape, place.geometry, metres)
    shared = shape.intersection(place.geometry)
    at = {
        "layer": zone.layer,
        "feature": zone.id,
        "geometry": place.geometry if shared.is_empty else shared,
        "zone": zone.name,
        "place": place.name,
    }
    if answer is Certainty.CERTAIN:
        yield ON_DESTINATION.found(**at)
    elif answer is Certainty.POSSIBLE and metres <= USABLE_M:
        yield MAYBE_ON_DESTINATION.found(**at, distance=shape.distance(place.geometry), metres=metres)


@check(ORIGIN_OUTSIDE)
def origins(plan: Plan) -> Iterator[Finding]:
    """Finds origins that certainly share no ground with any of the zones they are to make way for."""
    for place in plan.of_kind("relocation_areas"):
        zones = [plan.by_id[z] for z in place.references("serves") if z in plan.by_id]
        zones = [zone for zone in zones if zone.kind == "industrial_zones" and _usable(zone)]
        if place.text("role") != "origin" or not zones or not _usable(place):
            continue
        gaps = [(extent(plan, zone).distance(place.geometry) - _off_m(zone, place), zone) for zone in zones]
        gap, nearest = min(gaps, key=lambda pair: pair[0])
        if gap > 0:
            yield ORIGIN_OUTSIDE.found(
                layer=place.layer,
                feature=place.id,
                geometry=place.geometry,
                place=place.name,
                zone=nearest.name,
                distance=gap + _off_m(nearest, place),
                metres=_off_m(nearest, place),
            )
