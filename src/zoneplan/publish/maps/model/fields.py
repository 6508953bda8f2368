"""The fields of all places, kind by kind, in columns that know no language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zoneplan.plan.kind import Field, Form
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.plan.units import UNITS
from zoneplan.publish.maps.model.columns import Json, sparse
from zoneplan.publish.maps.model.said import said
from zoneplan.text import Text

_ELSEWHERE = frozenset({"id", "name_vi", "name_en"})
"""Fields that every place has in columns of their own."""


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The fields of one kind that any place of it has a value of.

    ``columns`` holds them as ``sparse`` gives them, ``choices`` the names of the values that occur.
    """

    kind: str
    columns: Mapping[str, dict[str, Json]]
    choices: Mapping[str, Mapping[str, Text]]


def field_tables(plan: Plan, features: Sequence[Feature]) -> tuple[FieldTable, ...]:
    """Gives the fields of features, which are the places of the map in their order."""
    by_kind: dict[str, list[int]] = {}
    for place, feature in enumerate(features):
        by_kind.setdefault(feature.kind, []).append(place)
    return tuple(_table(plan, kind, places, features) for kind, places in sorted(by_kind.items()))


def _table(plan: Plan, kind: str, places: Sequence[int], features: Sequence[Feature]) -> FieldTable:
    columns: dict[str, dict[str, Json]] = {}
    choices: dict[str, Mapping[str, Text]] = {}
    for field in KINDS[kind].fields:
        if field.id in _ELSEWHERE:
            continue
        values = [features[place].values.get(field.id) for place in places]
        found = sparse(places, [None if value == "" else value for value in values])
        if found is not None:
            columns[field.id] = found
            choices[field.id] = _choices(plan, field, {str(value) for value in values if value is not None})
    return FieldTable(kind, columns, {key: names for key, names in choices.items() if names})


def _choices(plan: Plan, field: Field, values: set[str]) -> Mapping[str, Text]:
    if field.form is Form.CHOICE:
        return {choice.id: choice.name for choice in field.choices if choice.id in values}
    if field.refers_to == "land_use_codes":
        codes = plan.regulations.land_use_codes
        used = {part.strip() for value in values for part in value.split(";")}
        return {code: codes[code].name for code in sorted(used) if code in codes}
    return {}


def plain_kind(table: FieldTable) -> dict[str, Json]:
    """Gives the declaration of a kind with the fields that its places have."""
    kind = KINDS[table.kind]
    return {
        "name": said(kind.name),
        "fields": [_declared(field, table) for field in kind.fields if field.id in table.columns],
    }


def _declared(field: Field, table: FieldTable) -> dict[str, Json]:
    unit = UNITS[field.unit].sign if field.unit in UNITS else Text(field.unit, field.unit)
    names = table.choices.get(field.id, {})
    return {
        "id": field.id,
        "name": said(field.name),
        "form": field.form.value,
        "unit": said(unit),
        "refers_to": field.refers_to,
        "choices": {value: said(name) for value, name in names.items()},
    }
