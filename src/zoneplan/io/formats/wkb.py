"""Well-known binary taken apart without judging it, for geometries that the library refuses to build."""

import struct
from typing import Any

import numpy as np

_POINT, _LINE, _POLYGON = 1, 2, 3
_NAMES = {
    1: "Point",
    2: "LineString",
    3: "Polygon",
    4: "MultiPoint",
    5: "MultiLineString",
    6: "MultiPolygon",
    7: "GeometryCollection",
}
_EWKB_Z, _EWKB_M, _EWKB_SRID = 0x80000000, 0x40000000, 0x20000000
_DEEPEST = 32


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def integer(self, order: str) -> int:
        (value,) = struct.unpack_from(f"{order}I", self.data, self.at)
        self.at += 4
        return int(value)

    def points(self, order: str, count: int, axes: int) -> list[list[float]]:
        values = np.frombuffer(self.data, f"{order}f8", count * axes, self.at).reshape(count, axes)
        self.at += count * axes * 8
        return [[float(x), float(y)] for x, y in values[:, :2]]


def shape_of(data: bytes) -> dict[str, Any]:
    """Gives a geometry in GeoJSON's form, whatever its rings are like; an empty mapping where it is no WKB."""
    try:
        return _geometry(_Reader(data), 0)
    except (struct.error, ValueError, IndexError):
        return {}


def _geometry(reader: _Reader, depth: int) -> dict[str, Any]:
    if depth > _DEEPEST:
        raise ValueError
    order = "<" if reader.data[reader.at] == 1 else ">"
    reader.at += 1
    kind = reader.integer(order)
    axes = 2 + bool(kind & _EWKB_Z) + bool(kind & _EWKB_M)
    if kind & _EWKB_SRID:
        reader.integer(order)
    plain, thousand = kind & 0xFFFF, (kind & 0xFFFF) // 1000
    axes += (0, 1, 1, 2)[thousand]
    plain %= 1000
    name = _NAMES.get(plain)
    if name is None:
        return {"type": f"WKB {plain}"}
    if plain == _POINT:
        return {"type": name, "coordinates": reader.points(order, 1, axes)[0]}
    count = reader.integer(order)
    if plain == _LINE:
        return {"type": name, "coordinates": reader.points(order, count, axes)}
    if plain == _POLYGON:
        rings = [reader.points(order, reader.integer(order), axes) for _ in range(count)]
        return {"type": name, "coordinates": rings}
    parts = [_geometry(reader, depth + 1) for _ in range(count)]
    if name == "GeometryCollection":
        return {"type": name, "geometries": parts}
    return {"type": name, "coordinates": [part.get("coordinates") for part in parts]}
