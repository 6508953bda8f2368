"""The Arrow file that a process of its own leaves becomes columns of plain values and geometries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from zoneplan.io.formats.encodings import Decoded, decoded
from zoneplan.io.formats.wkb import shape_of
from zoneplan.io.raw import Flaw
from zoneplan.io.rings import built
from zoneplan.text import Message


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of plain values, geometries of shape ``(n,)``, and what was found on the way."""

    columns: dict[str, Sequence[Any]]
    geometries: NDArray[np.object_]
    flaws: tuple[Flaw, ...]
    notes: tuple[Message, ...]


def table_of(path: Path, geometry: str, encoding: str | None, *, bytes_text: bool) -> Table:
    """Gives the content of an Arrow file.

    Args:
        path: The file.
        geometry: The column that holds the geometry.
        encoding: The encoding of its text, where it is known.
        bytes_text: Whether text stands as the bytes of the file rather than as UTF-8.
    """
    with pa.OSFile(str(path), "rb") as source:
        table = pa.ipc.open_file(source).read_all()
    names = _distinct(table.schema, geometry)
    table = table.rename_columns(names)
    shapes, flaws = _geometries(table.column(geometry) if geometry in names else None, table.num_rows)
    texts = _texts(table, geometry, encoding if bytes_text else None)
    columns: dict[str, Sequence[Any]] = {}
    for name in names:
        if name in texts.columns:
            columns[name] = texts.columns[name]
        elif name != geometry and not _is_binary(table.schema.field(name).type):
            columns[name] = _plain_column(table.column(name))
    notes = texts.notes if bytes_text else ()
    return Table(columns, shapes, flaws, notes)


def _distinct(schema: Any, geometry: str) -> list[str]:
    """Gives the names of columns, those that repeat an earlier one numbered; the geometry keeps its name."""
    places = [place for place, field in enumerate(schema) if field.name == geometry]
    shape = max(places, key=lambda place: (not _is_text(schema.field(place).type), place), default=-1)
    taken = set(schema.names)
    seen = {geometry} if places else set()
    names: list[str] = []
    for place, name in enumerate(schema.names):
        new = name
        if name in seen and place != shape:
            new = next(f"{name}_{n}" for n in count(2) if f"{name}_{n}" not in taken)
            taken.add(new)
        seen.add(name)
        names.append(new)
    return names


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_binary(kind: Any) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _texts(table: Any, geometry: str, encoding: str | None) -> Decoded:
    names = [f.name for f in table.schema if f.name != geometry and _is_text(f.type)]
    raw = {name: table.column(name).cast(pa.large_binary()).to_pylist() for name in names}
    return decoded(raw, encoding)


def _plain_column(column: Any) -> list[Any]:
    kind = column.type
    values = column.to_pylist()
    if pa.types.is_integer(kind):
        return list(values)
    change: Callable[[Any], Any] = _plain
    return [None if value is None else change(value) for value in values]


def _plain(value: Any) -> Any:
    """Gives dates in ISO form, decimals as numbers and text of bytes as text; anything else as it is."""
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _geometries(column: Any, count: int) -> tuple[NDArray[np.object_], tuple[Flaw, ...]]:
    if column is None:
        return np.full(count, None, dtype=object), ()
    if not _is_binary(column.type):
        return _native(column.to_pylist())
    wkb = np.empty(count, dtype=object)
    wkb[:] = column.to_pylist()
    given = np.array([value is not None for value in wkb], dtype=bool)
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    flaws: list[Flaw] = []
    for index in np.flatnonzero(shapely.is_missing(shapes) & given).tolist():
        made = built(shape_of(wkb[index]))
        shapes[index] = made.geometry
        flaws += made.flaws(index)
    return shapes, tuple(flaws)


def _native(values: list[Any]) -> tuple[NDArray[np.object_], tuple[Flaw, ...]]:
    """Gives geometries of GeoArrow's own encodings, in which coordinates stand as nested lists of structures."""
    shapes = np.full(len(values), None, dtype=object)
    flaws: list[Flaw] = []
    for index, value in enumerate(values):
        if value is not None:
            made = built(_shape(value))
            shapes[index] = made.geometry
            flaws += made.flaws(index)
    return shapes, tuple(flaws)


_NESTED = ("Point", "LineString", "Polygon", "MultiPolygon")


def _shape(value: Any) -> dict[str, Any]:
    coordinates, depth = _coordinates(value)
    return {"type": _NESTED[min(depth, len(_NESTED) - 1)], "coordinates": coordinates}


def _coordinates(value: Any) -> tuple[Any, int]:
    if isinstance(value, dict):
        return [value[axis] for axis in ("x", "y")], 0
    inner = [_coordinates(item) for item in value]
    return [coordinates for coordinates, _ in inner], 1 + max((depth for _, depth in inner), default=0)
