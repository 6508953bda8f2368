"""GeoJSON as offices have it: read strictly, refused with the place of the fault."""

import json
import re
from pathlib import Path
from typing import Any, NoReturn

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from zoneplan.io.raw import RawFeature, RawLayer, Unreadable
from zoneplan.text import Message, Text

_JSON = Text(
    "dòng {line}, cột {column}: không đúng cú pháp JSON.",
    "line {line}, column {column}: this is not valid JSON.",
)
_NOT_UTF8 = Text("không phải UTF-8 (byte thứ {byte}).", "this is not UTF-8 (byte {byte}).")
_DEEP = Text("lồng nhau quá sâu.", "it is nested too deeply.")
_NUMBER = Text("“{value}” không phải là số JSON.", "“{value}” is not a JSON number.")
_NOT_COLLECTION = Text(
    "không phải FeatureCollection của GeoJSON.", "this is not a GeoJSON FeatureCollection."
)
_CRS_NAME = re.compile(r"(?:urn:ogc:def:crs:)?(OGC|EPSG):(?::|[\d.]+:)?(CRS84|\d+)", re.IGNORECASE)


def _refuse_constant(name: str) -> NoReturn:
    raise Unreadable(Message.of(_NUMBER, value=name))


def _parse(path: Path) -> Any:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Unreadable(Message.of(_NOT_UTF8, byte=error.start)) from error
    except json.JSONDecodeError as error:
        raise Unreadable(Message.of(_JSON, line=str(error.lineno), column=str(error.colno))) from error
    except RecursionError as error:
        raise Unreadable(Message.of(_DEEP)) from error
    except ValueError as error:
        raise Unreadable(Message.of(_NUMBER, value=str(error)[:40])) from error


def _stated_crs(document: dict[str, Any]) -> str | None:
    """Gives the system a file names; RFC 7946 without a ``crs`` member is WGS 84, ``null`` is none."""
    if "crs" not in document:
        return "OGC:CRS84"
    member = document["crs"]
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    match = _CRS_NAME.fullmatch(name.strip()) if isinstance(name, str) else None
    return f"{match.group(1).upper()}:{match.group(2).upper()}" if match else None


def _geometry(value: Any) -> BaseGeometry | Message | None:
    if value is None:
        return None
    try:
        geometry = shapely.from_geojson(json.dumps(value))
    except (ShapelyError, ValueError, RecursionError) as error:
        return Message.of(Text("{detail}", "{detail}"), detail=str(error)[:160])
    return geometry if isinstance(geometry, BaseGeometry) else None


def read_geojson(path: Path) -> RawLayer:
    """Gives the features of a GeoJSON file as they stand in it.

    Raises:
        Unreadable: The file is no GeoJSON; the message says where.
    """
    document = _parse(path)
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise Unreadable(Message.of(_NOT_COLLECTION))
    items = document.get("features")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable(Message.of(_NOT_COLLECTION))
    features = tuple(
        RawFeature(
            properties if isinstance(properties := item.get("properties"), dict) else {},
            _geometry(item.get("geometry")),
        )
        for item in items
    )
    return RawLayer(features, _stated_crs(document))
