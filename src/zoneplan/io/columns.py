"""The columns of a file become the fields of a kind, as the configuration maps them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from zoneplan.io.near import near_fields, near_names
from zoneplan.io.raw import RawLayer, together
from zoneplan.io.rules import CONFIG_INVALID
from zoneplan.io.rules_formats import COLUMN_MISSING, COLUMN_UNKNOWN, FIELD_UNKNOWN
from zoneplan.plan.config import LayerTable
from zoneplan.plan.finding import Finding
from zoneplan.plan.kinds import LayerKind
from zoneplan.plan.values import is_blank
from zoneplan.text import Message, Text

_CONFIG = "zoneplan.toml"
_TWICE = Text("nhiều cột cùng nối với trường {field}.", "several columns are mapped to the field {field}.")
_THERE_ARE = Text("tệp có: {names}", "the file has: {names}")
_PERHAPS = Text("có phải là: {names}", "perhaps it is: {names}")
_HINT = Text(
    'Cột “{column}” có thể là {field}: fields = {{ {quoted} = "{field}" }}.',
    'Column “{column}” may be {field}: fields = {{ {quoted} = "{field}" }}.',
)
_HAS = Text("Các cột của tệp: {names}.", "The columns of the file: {names}.")
_HAS_NONE = Text("Tệp không có cột thuộc tính nào.", "The file has no attribute columns.")
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layer whose columns bear the names of fields, the fields it lacks altogether, and what was found."""

    raw: RawLayer
    absent: frozenset[str]
    findings: tuple[Finding, ...]


def fitted(raw: RawLayer, table: LayerTable, kind: LayerKind, layer: str) -> Fitted:
    """Gives a layer with its columns renamed, constants filled in and ids counted as the configuration says.

    A value of the file stands before a constant of the configuration. Fields that are required and that no
    feature has are told once for the whole layer.
    """
    columns = {normalize("NFC", name.strip()): values for name, values in raw.columns.items()}
    findings = _wrong_names(columns, table, kind, layer)
    renamed = _renamed(columns, table)
    for field, value in table.values.items():
        renamed[field] = _filled(renamed.get(field), [value] * len(raw))
    if table.numbered is not None:
        renamed["id"] = _filled(renamed.get("id"), [f"{table.numbered}_{n}" for n in range(1, len(raw) + 1)])
    absent = [f.id for f in kind.fields if f.required and _is_absent(renamed.get(f.id), len(raw))]
    if absent:
        findings.append(_missing(absent, columns, table, layer))
    return Fitted(replace(raw, columns=renamed), frozenset(absent), tuple(findings))


def _renamed(columns: Mapping[str, Sequence[Any]], table: LayerTable) -> dict[str, Sequence[Any]]:
    mapping = {normalize("NFC", column.strip()): field for column, field in table.fields.items()}
    kept = {name: values for name, values in columns.items() if name not in mapping}
    return kept | {field: columns[column] for column, field in mapping.items() if column in columns}


def _filled(values: Sequence[Any] | None, instead: Sequence[Any]) -> Sequence[Any]:
    if values is None:
        return instead
    return [other if is_blank(value) else value for value, other in zip(values, instead, strict=True)]


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
    absent: Sequence[str], columns: Mapping[str, Sequence[Any]], table: LayerTable, layer: str
) -> Finding:
    used = set(table.fields)
    free = [name for name in columns if name not in used]
    hints: list[Message] = []
    for field in absent:
        near = [name for name in near_names(field, free) if name != field]
        if near:
            column = near[0]
            free.remove(column)
            hints.append(Message.of(_HINT, column=column, field=field, quoted=_key(column)))
    if not hints:
        hints = [Message.of(_HAS, names=list(columns)[:_MOST_NAMED]) if columns else Message.of(_HAS_NONE)]
    return COLUMN_MISSING.found(layer=layer, path=table.path, columns=list(absent), hint=together(hints))


def _key(column: str) -> str:
    """Gives a column's name as a key of TOML."""
    bare = column.isascii() and column.replace("_", "").replace("-", "").isalnum()
    return column if bare else '"' + column.replace("\\", "\\\\").replace('"', '\\"') + '"'
