"""The columns of a file become the fields of a kind, as the configuration maps them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from zoneplan.io.format_rules import COLUMN_MISSING, COLUMN_UNKNOWN, FIELD_UNKNOWN
from zoneplan.io.near import near_fields, near_names
from zoneplan.io.raw import RawLayer, together
from zoneplan.io.rules import CONFIG_INVALID
from zoneplan.plan.config import LayerTable
from zoneplan.plan.finding import Finding
from zoneplan.plan.kind import Field, Form, LayerKind
from zoneplan.plan.numbers import pointed
from zoneplan.plan.values import is_blank, worded
from zoneplan.text import Message, Text

_CONFIG = "zoneplan.toml"
_TWICE = Text("nhiều cột cùng nối với trường {field}.", "several columns are mapped to the field {field}.")
_THERE_ARE = Text("tệp có: {names}", "the file has: {names}")
_PERHAPS = Text("có phải là: {names}", "perhaps it is: {names}")
_MAY_BE = Text("Cột “{column}” có thể là {field}.", "Column “{column}” may be {field}.")
_WRITE = Text(
    "Ghi vào [layers.{layer}] của zoneplan.toml, mỗi mục một lần và trên một dòng (trường và giá trị: zoneplan kinds):{lines}",
    "Write under [layers.{layer}] of zoneplan.toml, each entry once and on its own line "
    "(fields and values: zoneplan kinds):{lines}",
)
_LINE_START = "\n    "
_HAS = Text("Các cột của tệp: {names}.", "The columns of the file: {names}.")
_HAS_NONE = Text("Tệp không có cột thuộc tính nào.", "The file has no attribute columns.")
_MOST_NAMED = 12
_NUMBERS = frozenset({Form.NUMBER, Form.INTEGER})
_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_USUAL = "outline"
"""The position that a drawn boundary mostly has."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layer whose columns bear the names of fields, the fields it lacks altogether, and what was found."""

    raw: RawLayer
    absent: frozenset[str]
    findings: tuple[Finding, ...]


def fitted(raw: RawLayer, table: LayerTable, kind: LayerKind, layer: str) -> Fitted:
    """Gives a layer with its columns renamed, constants filled in and ids counted as the configuration says.

    A value of the file stands before a constant of the configuration; ids that the configuration wants counted
    stand before those of the file. Fields that are required and that no feature has are told once for the
    whole layer.
    """
    columns = {normalize("NFC", name.strip()): values for name, values in raw.columns.items()}
    findings = _wrong_names(columns, table, kind, layer)
    renamed = _renamed(columns, table)
    for field, value in table.values.items():
        renamed[field] = _filled(renamed.get(field), [value] * len(raw))
    _set_ids(renamed, table, len(raw))
    if table.decimal == ",":
        for number in (f.id for f in kind.fields if f.form in _NUMBERS and f.id in renamed):
            renamed[number] = [pointed(value) for value in renamed[number]]
    absent = [f.id for f in kind.fields if f.required and _is_absent(renamed.get(f.id), len(raw))]
    if absent:
        findings.append(_missing(absent, columns, table, kind, layer))
    return Fitted(replace(raw, columns=renamed), frozenset(absent), tuple(findings))


def _renamed(columns: Mapping[str, Sequence[Any]], table: LayerTable) -> dict[str, Sequence[Any]]:
    mapping = {normalize("NFC", column.strip()): field for column, field in table.fields.items()}
    kept = {name: values for name, values in columns.items() if name not in mapping}
    return kept | {field: columns[column] for column, field in mapping.items() if column in columns}


def _filled(values: Sequence[Any] | None, instead: Sequence[Any]) -> Sequence[Any]:
    if values is None:
        return instead
    return [other if is_blank(value) else value for value, other in zip(values, instead, strict=True)]


def _set_ids(columns: dict[str, Sequence[Any]], table: LayerTable, count: int) -> None:
    """Counts the ids of a layer or puts a prefix before them, where the configuration says so."""
    if table.numbered is not None:
        start = table.numbered if table.numbered.endswith(("_", "-")) else f"{table.numbered}_"
        columns["id"] = [f"{start}{number}" for number in range(1, count + 1)]
    elif table.id_prefix is not None and "id" in columns:
        columns["id"] = [
            None if is_blank(value) else f"{table.id_prefix}{worded(value).strip()}"
            for value in columns["id"]
        ]


def _is_absent(values: Sequence[Any] | None, count: int) -> bool:
    """Tells whether a column is missing from a file that has features, or empty in all of several."""
    if values is None:
        return count > 0
    return count > 1 and all(is_blank(value) for value in values)


def _wrong_names(
    columns: Mapping[str, Sequence[Any]], table: LayerTable, kind: LayerKind, layer: str
) -> list[Finding]:
    findings = [
        COLUMN_UNKNOWN.found(layer=layer, path=table.path, column=name, near=_near(name, columns))
        for name in table.fields
        if normalize("NFC", name.strip()) not in columns
    ]
    known = [field.id for field in kind.fields]
    findings += [
        FIELD_UNKNOWN.found(
            layer=layer,
            path=table.path,
            field=name,
            kind=kind.id,
            near=_near(name, known, near_fields(name, kind)),
        )
        for name in dict.fromkeys([*table.fields.values(), *table.values])
        if name not in known
    ]
    twice = [field for field, count in Counter(table.fields.values()).items() if count > 1]
    findings += [
        CONFIG_INVALID.found(
            path=_CONFIG, place=f"layers.{layer}.fields", problem=Message.of(_TWICE, field=field)
        )
        for field in twice
    ]
    return findings


def _near(name: str, names: Iterable[str], found: Sequence[str] | None = None) -> Message:
    near = near_names(name, names) if found is None else found
    if near:
        return Message.of(_PERHAPS, names=list(near))
    return Message.of(_THERE_ARE, names=list(names)[:_MOST_NAMED])


def _missing(
    absent: Sequence[str],
    columns: Mapping[str, Sequence[Any]],
    table: LayerTable,
    kind: LayerKind,
    layer: str,
) -> Finding:
    free = [name for name in columns if name not in table.fields]
    mapped: dict[str, str] = {}
    for field in absent:
        near = [name for name in near_names(field, free) if name != field]
        if near:
            mapped[near[0]] = field
            free.remove(near[0])
    hints = [Message.of(_MAY_BE, column=column, field=field) for column, field in mapped.items()]
    if not hints:
        hints = [Message.of(_HAS, names=list(columns)[:_MOST_NAMED]) if columns else Message.of(_HAS_NONE)]
    lines = "".join(_LINE_START + line for line in _lines(absent, mapped, table, kind, layer))
    hints.append(Message.of(_WRITE, layer=layer, lines=lines))
    return COLUMN_MISSING.found(layer=layer, path=table.path, columns=list(absent), hint=together(hints))


def _lines(
    absent: Sequence[str], mapped: Mapping[str, str], table: LayerTable, kind: LayerKind, layer: str
) -> Iterator[str]:
    """Gives the lines of zoneplan.toml that would supply absent fields; what stands there already is kept."""
    left = [field for field in absent if field not in mapped.values()]
    if mapped:
        entries = {**table.fields, **mapped}
        yield f"fields = {{ {', '.join(f'{_key(c)} = {_quoted(f)}' for c, f in entries.items())} }}"
    if "id" in left:
        yield f'numbered = "{layer.upper() if _PLAIN_ID.fullmatch(layer) else "KHU"}"'
    wanted = [field for field in kind.fields if field.id in left and field.id != "id"]
    if wanted:
        given = {name: _plain_value(value) for name, value in table.values.items()}
        given |= {field.id: _sample(field) for field in wanted}
        yield f"values = {{ {', '.join(f'{name} = {value}' for name, value in given.items())} }}"


def _sample(field: Field) -> str:
    """Gives what stands for a value that is still to be chosen, as TOML: all that the field takes, if few."""
    known = [choice.id for choice in field.choices]
    return _quoted(_USUAL if _USUAL in known else "|".join(known) or "…")


def _plain_value(value: str | float) -> str:
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(column: str) -> str:
    """Gives a column's name as a key of TOML."""
    bare = column.isascii() and column.replace("_", "").replace("-", "").isalnum()
    return column if bare else _quoted(column)
