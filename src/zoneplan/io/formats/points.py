"""Rows with a coordinate pair each become a layer of points, from a text table or a workbook."""

import csv
import io
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.io.apart import workspace
from zoneplan.io.archive import guarded, opened
from zoneplan.io.formats.encodings import configured
from zoneplan.io.formats.process import run
from zoneplan.io.formats.source import Source, staged
from zoneplan.io.near import folded, near_names
from zoneplan.io.raw import NOT_CSV, NOT_UTF8, Flaw, RawLayer, Refused, Unreadable, together
from zoneplan.io.rules import DECIMAL_COMMA, FIELD_NUMBER, ROW_LENGTH, TABLE_COLUMNS
from zoneplan.plan.numbers import has_decimal_comma, plain_number, pointed
from zoneplan.text import Message, Text

_NAME_IT = Text(
    "Nếu là bảng mã khác, ghi encoding trong zoneplan.toml.",
    "If it is another encoding, name it as encoding in zoneplan.toml.",
)
_EMPTY = Text("bảng trống.", "the table is empty.")
_NOT_XLSX = Text("nội dung không phải sổ tính XLSX.", "its content is no XLSX workbook.")
_SEPARATED = Text("ô ngăn bằng “{delimiter}”", "cells are separated by “{delimiter}”")
_TAB_NAME = Text("dấu tab", "tab")
_LIKE = Text("{column} (có thể là {near})", "{column} (it may be {near})")
_NORTHING_FIRST = Text(
    'lon, lat (bảng Việt Nam ghi X là hướng bắc, Y là hướng đông: ghi x = "{y}" và y = "{x}" vào zoneplan.toml; '
    'chỉ khi X là hướng đông mới ghi x = "{x}" và y = "{y}")',
    'lon, lat (in a Vietnamese table X is the northing and Y the easting: write x = "{y}" and y = "{x}" in '
    'zoneplan.toml; only where X is the easting write x = "{x}" and y = "{y}")',
)
_CALLED = {"x": frozenset({"x", "toadox", "xm"}), "y": frozenset({"y", "toadoy", "ym"})}
"""What columns of coordinates are called, folded."""
_WORKBOOK_ENTRY = "xl/workbook.xml"
_LONGEST_CELL = 1_000_000

Row = tuple[int, Sequence[Any]]
"""A row with the number of its line."""


def read_csv(source: Source) -> RawLayer:
    """Gives a text table as points; cells may be separated by comma, semicolon or tab."""
    text = _decoded(source)
    delimiter = _delimiter(text, (source.table.x, source.table.y))
    header, rows = _csv_rows(text, delimiter)
    name = _TAB_NAME if delimiter == "\t" else delimiter
    notes = () if delimiter == "," else (Message.of(_SEPARATED, delimiter=name),)
    return _points(source, header, rows, notes)


def _decoded(source: Source) -> str:
    encoding = configured(source.table.encoding)
    try:
        return source.path.read_bytes().decode("utf-8-sig" if encoding in {None, "utf-8"} else str(encoding))
    except UnicodeDecodeError as error:
        problem = Message.of(NOT_UTF8, byte=error.start)
        raise Unreadable(together([problem, Message.of(_NAME_IT)])) from error


def _delimiter(text: str, wanted: tuple[str, str]) -> str:
    """Gives what separates the cells of the first line: what shows the wanted columns, else what is most frequent."""
    first = text.partition("\n")[0].rstrip("\r")
    split = {d: _first_row(first, d) for d in (",", ";", "\t")}
    return max(split, key=lambda d: (sum(name in split[d] for name in wanted), len(split[d])))


def _first_row(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _csv_rows(text: str, delimiter: str) -> tuple[list[str], list[Row]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise Unreadable(Message.of(_EMPTY))
        rows: list[Row] = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unreadable(Message.of(NOT_CSV, detail=str(error))) from error
    return [cell.strip() for cell in header], rows


def read_xlsx(source: Source) -> RawLayer:
    """Gives a sheet of a workbook as points; its first row with content holds the names of the columns."""
    with opened(source.path, source.limits.unpacked_mb) as archive:
        if _WORKBOOK_ENTRY not in archive.namelist():
            raise Unreadable(Message.of(_NOT_XLSX))
    guarded(source.path, source.limits.unpacked_mb)
    with workspace() as folder:
        job = {
            "kind": "sheets",
            "path": str(staged(source, folder)),
            "sublayer": source.table.sublayer,
        }
        answer = run(job, folder, source.limits)
    filled = [
        (line, row)
        for line, row in enumerate(answer["rows"], start=1)
        if any(str(cell).strip() for cell in row)
    ]
    if not filled:
        raise Unreadable(Message.of(_EMPTY))
    header = [str(cell).strip() for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    rows: list[Row] = [(line, _trimmed(row, len(header))) for line, row in filled[1:]]
    return _points(source, header, rows, ())


def _trimmed(row: list[Any], width: int) -> list[Any]:
    """Gives a row without the empty cells beyond the header, which workbooks are full of."""
    extra = row[width:]
    return row if any(str(cell).strip() for cell in extra) else row[:width]


def _points(source: Source, header: list[str], rows: list[Row], notes: tuple[Message, ...]) -> RawLayer:
    axes = (source.table.x, source.table.y)
    _must_have(header, axes)
    _refuse_commas(header, rows, source)
    values: list[dict[str, Any]] = []
    shapes: list[BaseGeometry | None] = []
    flaws: list[Flaw] = []
    findings = []
    for line, cells in rows:
        if len(cells) != len(header):
            findings.append(
                ROW_LENGTH.found(
                    layer=source.layer,
                    path=source.table.path,
                    line=str(line),
                    found=len(cells),
                    expected=len(header),
                )
            )
            continue
        row = {name: _known(cell) for name, cell in zip(header, cells, strict=True) if name}
        point, faults = _point(row, axes, len(values), source.table.decimal)
        shapes.append(point)
        flaws += faults
        values.append({name: value for name, value in row.items() if name not in axes})
    raw = RawLayer.of(values, shapes, None, flaws, notes)
    return RawLayer(raw.columns, raw.geometries, None, raw.flaws, raw.tolerated, tuple(findings))


def _must_have(header: list[str], axes: tuple[str, str]) -> None:
    names = [name for name in header if name]
    absent = [name for name in dict.fromkeys(axes) if name not in names]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if absent or twice:
        pair = {axis: next((n for n in names if folded(n) in _CALLED[axis]), None) for axis in _CALLED}
        if len(absent) > 1 and all(pair.values()):
            told: list[Message | str] = [Message.of(_NORTHING_FIRST, **pair), *twice]
        else:
            told = [*(_like(name, names) for name in absent), *twice]
        raise Refused(TABLE_COLUMNS, columns=told)


def _refuse_commas(header: list[str], rows: list[Row], source: Source) -> None:
    """Refuses a table whose coordinates have decimal commas that the configuration does not speak of."""
    if source.table.decimal == ",":
        return
    places = [header.index(axis) for axis in (source.table.x, source.table.y)]
    cells = [str(row[place]).strip() for _, row in rows for place in places if place < len(row)]
    commas = [cell for cell in cells if has_decimal_comma(cell)]
    if len(commas) > 1 and not any(
        "." in str(pointed(cell)) for cell in cells if plain_number(cell) is not None
    ):
        columns = [source.table.x, source.table.y]
        raise Refused(DECIMAL_COMMA, columns=columns, count=len(commas), example=commas[0])


def _like(column: str, names: list[str]) -> Message | str:
    near = near_names(column, names)
    return Message.of(_LIKE, column=column, near=near) if near else column


def _known(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell.strip() or None
    return cell


def _point(
    row: dict[str, Any], axes: tuple[str, str], feature: int, decimal: str
) -> tuple[BaseGeometry | None, list[Flaw]]:
    plain = [pointed(row[axis]) if decimal == "," else row[axis] for axis in axes]
    numbers = [None if cell is None else plain_number(str(cell)) for cell in plain]
    flaws = [
        Flaw(feature, FIELD_NUMBER, {"field": axis, "value": row[axis]})
        for axis, number in zip(axes, numbers, strict=True)
        if number is None and row[axis] is not None
    ]
    x, y = numbers
    if x is None or y is None or not (math.isfinite(x) and math.isfinite(y)):
        return None, flaws
    return shapely.Point(x, y), flaws
