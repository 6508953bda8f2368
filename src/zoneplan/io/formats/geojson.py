"""GeoJSON as offices and portals have it: harmless oddities are read and told, real faults with their place."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from zoneplan.io.formats.source import Source
from zoneplan.io.raw import NOT_UTF8, Flaw, RawLayer, Refused, Unreadable
from zoneplan.io.rings import built
from zoneplan.io.rules import FILE_TOO_LARGE
from zoneplan.plan.config import Limits
from zoneplan.text import Message, Text

_JSON = Text(
    "dòng {line}, cột {column}: không đúng cú pháp JSON.",
    "line {line}, column {column}: this is not valid JSON.",
)
_DEEP = Text("lồng nhau quá sâu.", "it is nested too deeply.")
_NUMBER = Text("“{value}” không phải là số JSON.", "“{value}” is not a JSON number.")
_NOT_COLLECTION = Text(
    "không phải FeatureCollection của GeoJSON.", "this is not a GeoJSON FeatureCollection."
)
_TOPOLOGY = Text(
    "đây là TopoJSON; hãy xuất lại thành GeoJSON (thí dụ bằng QGIS hoặc mapshaper).",
    "this is TopoJSON; export it as GeoJSON (with QGIS or mapshaper, for instance).",
)
_ESRI = Text(
    "đây là JSON của Esri; khi tải về hãy chọn f=geojson.",
    "this is Esri's JSON; choose f=geojson when you download it.",
)
_WRAPPED = Text("nội dung nằm trong câu lệnh JavaScript", "its content stands inside a JavaScript statement")
_LINES = Text("mỗi dòng một đối tượng", "it has one feature a line")
_BARE = Text(
    "là một {found} trần, không phải FeatureCollection", "it is a bare {found}, not a FeatureCollection"
)
_NOT_FINITE = Text(
    "có giá trị NaN hoặc Infinity trong thuộc tính (coi là không biết)",
    "attributes hold NaN or Infinity (they count as unknown)",
)
_MEASURED = Text(
    "{count} đối tượng có hơn ba số mỗi tọa độ (chỉ đọc hai số đầu)",
    "{count} features have more than three numbers a position (the first two were read)",
)
_XYZ = 3
_SPARE = 1_000_000
_A_FEATURE = 20
"""Lists and objects of a feature beside one list a vertex; more than these are there only to fill memory."""
_BRACKETS = Text(
    "ngoặc mở (tính theo limits.vertices và limits.features)",
    "opening brackets (from limits.vertices and limits.features)",
)
_CRS_NAME = re.compile(r"(?:urn:ogc:def:crs:)?(OGC|EPSG):(?::|[\d.]+:)?(CRS84|\d+)", re.IGNORECASE)
_PREFIX = re.compile(
    r"\s*(?:(?:(?:var|let|const)\s+)?[\w$][\w$.]*(?:\[[\"'\w$-]+\])?\s*=\s*|[\w$][\w$.]*\s*\(\s*)(?=[{\[])"
)
_SUFFIX = re.compile(r"[)\s;]*\Z")
_RECORD_SEPARATOR = "\x1e"
_GEOMETRIES = frozenset({"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"})


def read_geojson(source: Source) -> RawLayer:
    """Gives the features of a GeoJSON file as they stand in it.

    Raises:
        Unreadable: The file is no GeoJSON; the message says where.
        Refused: It would take more memory than so many vertices and features do.
    """
    data = source.path.read_bytes()
    _counted(data, source.limits)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Message.of(NOT_UTF8, byte=error.start)) from error
    notes: list[Message] = []
    document = _parsed(text, notes)
    items = _items(document, notes)
    return _layer(items, _stated_crs(document), notes)


def _counted(data: bytes, limits: Limits) -> None:
    """Counts what opens a list or an object, before each of them becomes one in memory."""
    found = data.count(b"[") + data.count(b"{")
    most = _SPARE + limits.vertices + _A_FEATURE * limits.features
    if found > most:
        raise Refused(FILE_TOO_LARGE, found=found, limit=most, what=_BRACKETS)


def _parsed(text: str, notes: list[Message]) -> dict[str, Any]:
    plain = _unwrapped(text, notes)
    try:
        document = json.loads(plain)
    except json.JSONDecodeError as error:
        lines = _line_features(text) if error.msg == "Extra data" or _RECORD_SEPARATOR in text else None
        if lines is None:
            place = {"line": str(error.lineno), "column": str(error.colno)}
            raise Unreadable(Message.of(_JSON, **place)) from error
        notes.append(Message.of(_LINES))
        return {"type": "FeatureCollection", "features": lines}
    except RecursionError as error:
        raise Unreadable(Message.of(_DEEP)) from error
    except ValueError as error:
        raise Unreadable(Message.of(_NUMBER, value=str(error)[:40])) from error
    if not isinstance(document, dict):
        raise Unreadable(Message.of(_NOT_COLLECTION))
    return document


def _unwrapped(text: str, notes: list[Message]) -> str:
    """Blanks out an assignment or a call around the document; places of faults stay where they were."""
    match = _PREFIX.match(text)
    if match is None:
        return text
    notes.append(Message.of(_WRAPPED))
    blank = "".join("\n" if char == "\n" else " " for char in match.group())
    return _SUFFIX.sub("", blank + text[match.end() :])


def _line_features(text: str) -> list[Any] | None:
    """Gives the features of a text sequence, one a line or after record separators; nothing if it is none."""
    parts = text.replace(_RECORD_SEPARATOR, "\n").splitlines()
    try:
        items = [json.loads(part) for part in parts if part.strip()]
    except (ValueError, RecursionError):
        return None
    whole = all(isinstance(item, dict) and item.get("type") == "Feature" for item in items)
    return items if whole and items else None


def _items(document: dict[str, Any], notes: list[Message]) -> list[dict[str, Any]]:
    """Gives the features of a document, also of one that is a bare feature or geometry."""
    kind = document.get("type")
    if kind == "Topology":
        raise Unreadable(Message.of(_TOPOLOGY))
    if "geometryType" in document or "spatialReference" in document:
        raise Unreadable(Message.of(_ESRI))
    if kind == "FeatureCollection":
        items = document.get("features")
    else:
        items = _bare(document, kind)
        notes.append(Message.of(_BARE, found=str(kind)))
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable(Message.of(_NOT_COLLECTION))
    return items


def _bare(document: dict[str, Any], kind: object) -> Any:
    if kind == "Feature" and "geometry" in document:
        return [document]
    if isinstance(kind, str) and kind in _GEOMETRIES:
        return [{"geometry": document}]
    parts = document.get("geometries")
    if kind == "GeometryCollection" and isinstance(parts, list):
        return [{"geometry": part} for part in parts]
    return None


def _stated_crs(document: dict[str, Any]) -> str | None:
    """Gives the system a file names; RFC 7946 without a ``crs`` member is WGS 84, ``null`` is none."""
    if "crs" not in document:
        return "OGC:CRS84"
    member = document["crs"]
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    match = _CRS_NAME.fullmatch(name.strip()) if isinstance(name, str) else None
    return f"{match.group(1).upper()}:{match.group(2).upper()}" if match else None


def _layer(items: list[dict[str, Any]], crs: str | None, notes: list[Message]) -> RawLayer:
    rows = [_row(item) for item in items]
    shapes: list[BaseGeometry | None] = []
    flaws: list[Flaw] = []
    for index, item in enumerate(items):
        shape, found = _geometry(item.get("geometry"), index)
        shapes.append(shape)
        flaws += found
    measured = sum(_axes(item.get("geometry")) > _XYZ for item in items)
    if measured:
        notes.append(Message.of(_MEASURED, count=measured))
    if any(True for row in rows for _ in _endless(row)):
        notes.append(Message.of(_NOT_FINITE))
    return RawLayer.of(rows, shapes, crs, flaws, notes)


def _row(item: dict[str, Any]) -> dict[str, Any]:
    """Gives the properties of a feature, and its member ``id`` where no property has that name."""
    properties = item.get("properties")
    row = properties if isinstance(properties, dict) else {}
    own = item.get("id")
    return {"id": own, **row} if isinstance(own, str | int) else row


def _endless(row: dict[str, Any]) -> Iterator[str]:
    return (name for name, value in row.items() if isinstance(value, float) and not math.isfinite(value))


def _axes(value: Any) -> int:
    """Gives how many numbers the first position of a geometry has."""
    inner = value.get("coordinates") if isinstance(value, dict) else None
    while isinstance(inner, list) and inner and isinstance(inner[0], list):
        inner = inner[0]
    return len(inner) if isinstance(inner, list) else 0


def _geometry(value: Any, index: int) -> tuple[BaseGeometry | None, list[Flaw]]:
    if value is None:
        return None, []
    try:
        geometry = shapely.from_geojson(json.dumps(value, allow_nan=False))
    except (ShapelyError, ValueError, RecursionError):
        made = built(value if isinstance(value, dict) else {})
        return made.geometry, made.flaws(index)
    return (geometry, []) if isinstance(geometry, BaseGeometry) else (None, [])
