"""Relocation moves on the map: arrows from places that people leave to those that serve the same zone."""

from collections.abc import Iterator
from dataclasses import dataclass

from zoneplan.geo.position import Position
from zoneplan.metrics.measure import Measure
from zoneplan.plan.kinds import RELOCATION_AREAS
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import value_text
from zoneplan.publish.maps.model.overlay_words import (
    MOVE,
    MOVE_CENTROID,
    MOVE_FOR,
    MOVE_HERE,
    MOVE_HOUSEHOLDS,
    MOVE_NO_PHASE,
    MOVE_PHASE,
    MOVE_SHARED,
    MOVE_UNKNOWN,
    MOVES_ABOUT,
    MOVES_ALONE,
    MOVES_MORE,
)
from zoneplan.publish.maps.model.said import said
from zoneplan.text import Message, Number, Text, When

TO_MOVE = "households_to_move"
MOST_ARROWS = 400
"""More arrows than these nobody can tell apart."""
_DEGREES = 6

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move: where from, where to as far as those places share a point, and whether the data name their phase.

    ``only`` tells that no other arrow leaves the same origin, so that all its households go this way.
    """

    origin: Feature
    destinations: tuple[Feature, ...]
    start: Spot
    end: Spot
    only: bool


def map_moves(dossier: Dossier) -> dict[str, object] | None:
    """Gives the moves of a dossier as the page holds them; nothing where the plan has no origins."""
    origins = _leaving(dossier.plan)
    if not origins:
        return None
    found = [arrow for origin in origins for arrow in arrows(dossier.plan, origin)]
    joined = {arrow.origin.id for arrow in found}
    alone = tuple(origin.name for origin in origins if origin.id not in joined)
    remarks: list[Message | Text] = [MOVES_ABOUT]
    if alone:
        remarks.append(Message.of(MOVES_ALONE, places=alone))
    if len(found) > MOST_ARROWS:
        remarks.append(Message.of(MOVES_MORE, count=len(found) - MOST_ARROWS))
    return {
        "arrows": [_data(dossier, arrow) for arrow in found[:MOST_ARROWS]],
        "remarks": [said(remark) for remark in remarks],
    }


def _leaving(plan: Plan) -> tuple[Feature, ...]:
    return tuple(f for f in _placed(plan) if f.text("role") == "origin")


def _placed(plan: Plan) -> Iterator[Feature]:
    return (f for f in plan.of_kind(RELOCATION_AREAS.id) if not f.lonlat.is_empty)


def arrows(plan: Plan, origin: Feature) -> tuple[Arrow, ...]:
    """Gives the moves from an origin, those to places drawn at one point as one arrow."""
    ends: dict[Spot, list[Feature]] = {}
    for place in _placed(plan):
        if place.text("role") == "destination" and takes(place, origin):
            ends.setdefault(spot(place), []).append(place)
    only = len(ends) == 1
    return tuple(Arrow(origin, tuple(places), spot(origin), end, only) for end, places in ends.items())


def takes(destination: Feature, origin: Feature) -> bool:
    """Tells whether the data say that a destination is for the people of an origin.

    Both serve a common zone for the same cause, and no phase is given for the destination that the origin has not.
    """
    shared = set(destination.references("serves")) & set(origin.references("serves"))
    phase = destination.text("phase")
    alike = destination.text("cause") == origin.text("cause")
    return bool(shared) and alike and phase in {"", origin.text("phase")}


def spot(feature: Feature) -> Spot:
    """Gives latitude and longitude of a place, of an area those of a point inside it."""
    at = feature.lonlat if feature.lonlat.geom_type == "Point" else feature.lonlat.representative_point()
    return round(float(at.y), _DEGREES), round(float(at.x), _DEGREES)


def _data(dossier: Dossier, arrow: Arrow) -> dict[str, object]:
    measure = dossier.measure(TO_MOVE, arrow.origin.id)
    known = arrow.only and measure is not None and measure.value is not None
    return {
        "from": arrow.origin.id,
        "to": [place.id for place in arrow.destinations],
        "start": list(arrow.start),
        "end": list(arrow.end),
        "households": measure.value if known and measure else None,
        "dashed": any(_centred(place) for place in (arrow.origin, *arrow.destinations)),
        "text": [said(line) for line in _lines(dossier, arrow, measure)],
    }


def _centred(place: Feature) -> bool:
    return place.text("position") == Position.COMMUNE_CENTROID


def _lines(dossier: Dossier, arrow: Arrow, measure: Measure | None) -> Iterator[Message | Text]:
    places = (arrow.origin, *arrow.destinations)
    yield Message.of(
        MOVE, origin=arrow.origin.name, destinations=tuple(place.name for place in arrow.destinations)
    )
    yield _households(measure)
    yield Message.of(MOVE_FOR, zones=_shared(dossier.plan, arrow))
    phases = {place.text("phase") for place in arrow.destinations}
    if phases == {arrow.origin.text("phase")} and "" not in phases:
        yield Message.of(MOVE_PHASE, phase=arrow.origin.text("phase"))
    else:
        yield MOVE_NO_PHASE
    if len(arrow.destinations) > 1 or not arrow.only:
        yield MOVE_SHARED
    if arrow.start == arrow.end:
        yield MOVE_HERE
    centred = [place for place in places if _centred(place)]
    if centred:
        metres = Number(max(place.uncertainty_m for place in centred), 0)
        yield Message.of(MOVE_CENTROID, places=tuple(place.name for place in centred), metres=metres)


def _households(measure: Measure | None) -> Message | Text:
    if measure is None or measure.value is None:
        return MOVE_UNKNOWN
    value = Text(value_text(measure, "vi"), value_text(measure, "en"))
    return Message.of(MOVE_HOUSEHOLDS, households=value, date=When(measure.as_of))


def _shared(plan: Plan, arrow: Arrow) -> tuple[Text, ...]:
    """Gives the names of the zones that both ends serve."""
    served = {zone for place in arrow.destinations for zone in place.references("serves")}
    return tuple(
        plan.subjects.get(zone, Text(zone, zone))
        for zone in arrow.origin.references("serves")
        if zone in served
    )
