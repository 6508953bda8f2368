"""Geometries built from bare coordinates, ring by ring, so that each fault is told by its own name."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from zoneplan.io.format_rules import COORDINATES_HUGE, RING_SHORT, RING_UNCLOSED
from zoneplan.io.raw import Flaw
from zoneplan.io.rules import GEOMETRY_UNREADABLE
from zoneplan.plan.finding import Rule
from zoneplan.text import Message, Text

_MANY_DIGITS = 1e10
Point = tuple[float, float]
FEWEST_CORNERS = 3
_DETAIL = Text("{detail}", "{detail}")
_NO_SHAPE = Text("không có tọa độ đọc được.", "it has no readable coordinates.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a geometry: its rule, its figures, and where it is in the coordinates as they are."""

    rule: Rule
    params: Mapping[str, object] = field(default_factory=dict)
    place: BaseGeometry | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A geometry, mended where that was possible, and what was wrong with it."""

    geometry: BaseGeometry | None
    faults: tuple[Fault, ...] = ()

    def flaws(self, feature: int) -> list[Flaw]:
        """Gives the faults as flaws of a feature."""
        return [Flaw(feature, fault.rule, fault.params, fault.place) for fault in self.faults]


class _Malformed(Exception):  # noqa: N818 - it never leaves this module
    """Coordinates are not nested as their type says."""


def built(shape: Mapping[str, Any]) -> Built:
    """Gives a geometry written in GeoJSON's form, with unclosed rings closed and told."""
    faults: list[Fault] = []
    try:
        match shape.get("type"):
            case "Polygon":
                return Built(_polygon(shape.get("coordinates"), faults), tuple(faults))
            case "MultiPolygon":
                parts = [_polygon(part, faults) for part in _list(shape.get("coordinates"))]
                whole = [part for part in parts if part is not None]
                return Built(shapely.MultiPolygon(whole) if whole else None, tuple(faults))
            case _:
                return _other(shape)
    except _Malformed:
        return _other(shape)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _Malformed
    return value


def _polygon(coordinates: Any, faults: list[Fault]) -> shapely.Polygon | None:
    rings = [_ring([_point(p) for p in _list(ring)], faults) for ring in _list(coordinates)]
    if not rings or rings[0] is None:
        return None
    return shapely.Polygon(rings[0], [ring for ring in rings[1:] if ring is not None])


def _point(value: Any) -> Point:
    numbers = _list(value)[:2]
    if len(numbers) < 2 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):  # noqa: PLR2004 - x and y
        raise _Malformed
    try:
        return float(numbers[0]), float(numbers[1])
    except OverflowError:
        return math.inf, math.inf


def _ring(points: Sequence[Point], faults: list[Fault]) -> Sequence[Point] | None:
    """Gives a ring closed, or nothing where it encloses nothing."""
    endless = next((p for p in points if not (math.isfinite(p[0]) and math.isfinite(p[1]))), None)
    if endless is not None:
        faults.append(huge(endless))
        return None
    if len(set(points)) < FEWEST_CORNERS:
        place = shapely.MultiPoint(points) if points else None
        faults.append(Fault(RING_SHORT, {"points": len(set(points))}, place))
        return None
    if points[0] != points[-1]:
        faults.append(unclosed(points[-1], points[0]))
        return [*points, points[0]]
    return points


def unclosed(last: Point, first: Point) -> Fault:
    """Gives the fault of a ring that ends elsewhere than it began; its place is the way across the gap."""
    return Fault(RING_UNCLOSED, {}, shapely.LineString([last, first]))


def huge(point: Point) -> Fault:
    """Gives the fault of a coordinate that no grid has."""
    return Fault(COORDINATES_HUGE, {"x": _plain(point[0]), "y": _plain(point[1])})


def _plain(value: float) -> str:
    """Gives a coordinate in digits, and by its power of ten only where it has too many of them."""
    return f"{value:.10g}" if abs(value) < _MANY_DIGITS else f"{value:.6g}"


def _numbers(value: Any) -> list[float]:
    if isinstance(value, list):
        return [number for item in value for number in _numbers(item)]
    return [float(value)] if isinstance(value, float) else []


def _other(shape: Mapping[str, Any]) -> Built:
    """Gives a geometry that has no rings to mend, or the library's own word on why there is none."""
    try:
        endless = next((n for n in _numbers(shape.get("coordinates")) if not math.isfinite(n)), None)
        if endless is not None:
            return Built(None, (huge((endless, endless)),))
        geometry = shapely.from_geojson(json.dumps(shape))
    except (ShapelyError, ValueError, TypeError, RecursionError) as error:
        problem = Message.of(_DETAIL, detail=str(error)[:160])
        return Built(None, (Fault(GEOMETRY_UNREADABLE, {"problem": problem}),))
    if isinstance(geometry, BaseGeometry):
        return Built(geometry)
    return Built(None, (Fault(GEOMETRY_UNREADABLE, {"problem": Message.of(_NO_SHAPE)}),))
