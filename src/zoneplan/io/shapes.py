"""Geometries looked through before they are believed: types, heights, endless numbers, lines that are rings."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.io.format_rules import GEOMETRY_MIXED
from zoneplan.io.raw import Flaw, RawLayer
from zoneplan.io.rings import FEWEST_CORNERS, Fault, built, huge, unclosed
from zoneplan.io.rules import GEOMETRY_KIND, GEOMETRY_MISSING
from zoneplan.plan.kind import LayerKind
from zoneplan.text import Message, Text

LARGEST = 1e8
"""No grid has a coordinate beyond this; the widest of the world in metres end at 4e7."""
_WIDEST_GAP = 0.5
"""A line whose ends lie further apart than this share of its length is no ring that was left open."""
_MOST_TOLD = 50
"""Features of a wrong type that are told one by one; more are told together."""

_HEIGHTS = Text(
    "bỏ độ cao hoặc trị đo (Z, M) của {count} đối tượng",
    "heights or measures (Z, M) of {count} features were left out",
)
_FLATTENED = Text(
    "{count} GeometryCollection chỉ có một loại hình (đọc là hình đó)",
    "{count} GeometryCollections of one type were read as that type",
)
_RINGS = Text("{count} đường khép kín đọc là vùng", "{count} closed lines were read as polygons")
_COUNTED = Text("{name} ({count})", "{name} ({count})")
_FAMILY = {
    "Point": ("Point", "MultiPoint"),
    "LineString": ("LineString", "MultiLineString"),
    "Polygon": ("Polygon", "MultiPolygon"),
}
_AREAS, _LINES, _POINTS = Text("vùng", "polygons"), Text("đường", "lines"), Text("điểm", "points")
_TYPES = {
    "Polygon": _AREAS,
    "MultiPolygon": _AREAS,
    "LineString": _LINES,
    "LinearRing": _LINES,
    "MultiLineString": _LINES,
    "Point": _POINTS,
    "MultiPoint": _POINTS,
}
"""What planners call the types of geometry."""
_SHORTEST = 4
"""Positions of the shortest ring there is, its first one repeated."""


class _Work:
    """The geometries of a layer while they are being looked through."""

    def __init__(self, raw: RawLayer, kind: LayerKind) -> None:
        self.shapes = raw.geometries.copy()
        self.flaws = list(raw.flaws)
        self.notes = list(raw.tolerated)
        self.kind = kind
        self.told = {flaw.feature for flaw in raw.flaws}

    def drop(self, index: int, fault: Fault) -> None:
        """Tells a fault and leaves the feature without a geometry."""
        self.shapes[index] = None
        self.tell(index, fault)

    def tell(self, index: int, fault: Fault) -> None:
        """Tells a fault of a feature."""
        self.flaws.append(Flaw(index, fault.rule, fault.params, fault.place))
        self.told.add(index)

    def note(self, text: Text, count: int) -> None:
        """Notes what was done to so many features, if to any."""
        if count:
            self.notes.append(Message.of(text, count=count))


def examined(raw: RawLayer, kind: LayerKind) -> RawLayer:
    """Gives a layer whose geometries are flat, finite and of a type that the kind takes.

    What can be mended (a ring left open, a collection of several types) stands mended beside its flaw; what
    cannot is taken out and has a flaw.
    """
    work = _Work(raw, kind)
    _flatten_heights(work)
    _refuse_huge(work)
    _open_collections(work)
    _refuse_short(work)
    _close_lines(work)
    _refuse_missing(work)
    _refuse_types(work)
    return replace(raw, geometries=work.shapes, flaws=tuple(work.flaws), tolerated=tuple(work.notes))


def _flatten_heights(work: _Work) -> None:
    high = shapely.has_z(work.shapes) | shapely.has_m(work.shapes)
    work.note(_HEIGHTS, int(high.sum()))
    if high.any():
        work.shapes = np.asarray(shapely.force_2d(work.shapes), dtype=object)


def _refuse_huge(work: _Work) -> None:
    coordinates, owner = shapely.get_coordinates(work.shapes, return_index=True)
    bad = ~(np.abs(coordinates) <= LARGEST).all(axis=1)
    places = coordinates[bad]
    indices, first = np.unique(owner[bad], return_index=True)
    for index, place in zip(indices.tolist(), first.tolist(), strict=True):
        x, y = places[place]
        work.drop(index, huge((float(x), float(y))))


def _refuse_short(work: _Work) -> None:
    """Takes out rings of fewer than three distinct points; of a feature with others, those are kept."""
    areal = np.isin(_names(work.shapes), (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON))
    places = np.flatnonzero(areal)
    parts, of_part = shapely.get_parts(work.shapes[places], return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    corners = shapely.get_num_coordinates(rings)
    short = (corners > 0) & (corners < _SHORTEST)
    least = np.flatnonzero(corners == _SHORTEST)
    points = shapely.get_coordinates(rings[least]).reshape(-1, _SHORTEST, 2)[:, :FEWEST_CORNERS]
    same = (points == np.roll(points, 1, axis=1)).all(axis=2).any(axis=1)
    short[least[same]] = True
    for index in np.unique(places[of_part[of_ring[short]]]).tolist():
        made = built(json.loads(shapely.to_geojson(work.shapes[index])))
        work.shapes[index] = made.geometry
        for fault in made.faults:
            work.tell(index, fault)


def _names(shapes: NDArray[np.object_]) -> NDArray[np.int_]:
    return np.asarray(shapely.get_type_id(shapes), dtype=int)


def _open_collections(work: _Work) -> None:
    flattened = 0
    for index in np.flatnonzero(_names(work.shapes) == shapely.GeometryType.GEOMETRYCOLLECTION).tolist():
        families = _families(work.shapes[index])
        if not families:
            work.shapes[index] = shapely.Point()
        elif len(families) == 1:
            work.shapes[index] = _united(*families.popitem())
            flattened += 1
        else:
            _tell_mixed(work, index, families)
    work.note(_FLATTENED, flattened)


def _families(collection: BaseGeometry) -> dict[str, list[BaseGeometry]]:
    """Gives the simple parts of a collection by family, however deep they are nested."""
    found: dict[str, list[BaseGeometry]] = {}
    for part in _simple(collection):
        found.setdefault("LineString" if part.geom_type == "LinearRing" else part.geom_type, []).append(part)
    return found


def _simple(geometry: BaseGeometry) -> Iterable[BaseGeometry]:
    left = [geometry]
    while left:
        part = left.pop()
        if part.is_empty:
            continue
        if hasattr(part, "geoms"):
            left.extend(reversed(part.geoms))
        else:
            yield part


def _united(family: str, parts: list[BaseGeometry]) -> BaseGeometry:
    if len(parts) == 1:
        return parts[0]
    makers = {"Point": shapely.multipoints, "LineString": shapely.multilinestrings}
    made = makers.get(family, shapely.multipolygons)(parts)
    return made if isinstance(made, BaseGeometry) else parts[0]


def _tell_mixed(work: _Work, index: int, families: dict[str, list[BaseGeometry]]) -> None:
    whole = work.shapes[index]
    counted = [
        Message.of(_COUNTED, name=_TYPES.get(name, name), count=len(parts))
        for name, parts in families.items()
    ]
    params = {"found": counted, "expected": _expected(work.kind)}
    fitting = [name for name in families if work.kind.geometry & set(_FAMILY.get(name, ()))]
    best = next((name for name in ("Polygon", "LineString", "Point") if name in fitting), None)
    united = _united(best, families[best]) if best else None
    work.shapes[index] = united if united and united.geom_type in work.kind.geometry else None
    work.tell(index, Fault(GEOMETRY_MIXED, params, whole))


def _expected(kind: LayerKind) -> list[Text]:
    """Gives the types that a kind takes, in words, each once."""
    return list(dict.fromkeys(_TYPES[name] for name in _TYPES if name in kind.geometry))


def _close_lines(work: _Work) -> None:
    """Reads closed lines as polygons where the kind takes polygons and no lines."""
    if "Polygon" not in work.kind.geometry or "LineString" in work.kind.geometry:
        return
    types = _names(work.shapes)
    lines = np.isin(
        types,
        (
            shapely.GeometryType.LINESTRING,
            shapely.GeometryType.LINEARRING,
            shapely.GeometryType.MULTILINESTRING,
        ),
    )
    closed = 0
    for index in np.flatnonzero(lines).tolist():
        parts = [_as_ring(part) for part in shapely.get_parts(work.shapes[index])]
        if not parts or any(ring is None for ring, _ in parts):
            continue
        polygons = [shapely.Polygon(ring) for ring, _ in parts if ring is not None]
        fits = len(polygons) == 1 or "MultiPolygon" in work.kind.geometry
        if not fits:
            continue
        work.shapes[index] = _united("Polygon", polygons)
        faults = [fault for _, fault in parts if fault is not None]
        closed += not faults
        for fault in faults:
            work.tell(index, fault)
    work.note(_RINGS, closed)


def _as_ring(line: BaseGeometry) -> tuple[NDArray[np.float64] | None, Fault | None]:
    """Gives the corners of a line that is a ring or was meant as one, and the fault where it was left open."""
    corners = shapely.get_coordinates(line)
    if len(np.unique(corners, axis=0)) < FEWEST_CORNERS:
        return None, None
    first, last = corners[0], corners[-1]
    if (first == last).all():
        return corners, None
    if float(np.hypot(*(last - first))) > _WIDEST_GAP * line.length:
        return None, None
    fault = unclosed((float(last[0]), float(last[1])), (float(first[0]), float(first[1])))
    return np.vstack([corners, corners[:1]]), fault


def _refuse_missing(work: _Work) -> None:
    gone = shapely.is_missing(work.shapes) | shapely.is_empty(work.shapes)
    for index in np.flatnonzero(gone).tolist():
        work.shapes[index] = None
        if index not in work.told:
            work.tell(index, Fault(GEOMETRY_MISSING))


def _refuse_types(work: _Work) -> None:
    types = _names(work.shapes)
    numbers = {name: getattr(shapely.GeometryType, name.upper()) for name in work.kind.geometry}
    wrong = np.flatnonzero((types >= 0) & ~np.isin(types, list(numbers.values()))).tolist()
    expected = _expected(work.kind)
    if len(wrong) > _MOST_TOLD:
        counts = Counter(work.shapes[index].geom_type for index in wrong)
        counted = [
            Message.of(_COUNTED, name=_TYPES.get(name, name), count=count)
            for name, count in sorted(counts.items())
        ]
        work.flaws.append(Flaw(-1, GEOMETRY_MIXED, {"found": counted, "expected": expected}))
        work.shapes[wrong] = None
        return
    for index in wrong:
        shape = work.shapes[index]
        work.drop(
            index,
            Fault(
                GEOMETRY_KIND,
                {"found": _TYPES.get(shape.geom_type, shape.geom_type), "expected": expected},
                shape,
            ),
        )
