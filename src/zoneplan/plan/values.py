"""Field values as the kind declares them, whatever a file wrote."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from zoneplan.plan.kind import Field, Form, LayerKind
from zoneplan.plan.layer import Value
from zoneplan.plan.numbers import plain_number

_WORDS = {True: "true", False: "false"}
_LARGEST_WHOLE = 2**53


class NotANumberError(ValueError):
    """A number field holds something else."""


def is_blank(raw: Any) -> bool:
    """Tells whether a raw value says nothing: it is missing, blank, or a number that is none."""
    if isinstance(raw, str):
        return not raw.strip()
    return raw is None or (isinstance(raw, float) and not math.isfinite(raw))


def worded(raw: Any) -> str:
    """Gives a raw value as text: whole numbers without a point, lists of plain values separated by “; ”."""
    if isinstance(raw, bool):
        return _WORDS[raw]
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, list) and not any(isinstance(item, list | dict) for item in raw):
        return "; ".join(worded(item) for item in raw if not is_blank(item))
    if isinstance(raw, list | dict):
        return json.dumps(raw, ensure_ascii=False, default=str)
    return str(raw)


def typed(field: Field, raw: Any) -> Value:
    """Gives a raw value as its field declares it: text in NFC, numbers as numbers, blanks as unknown.

    Raises:
        NotANumberError: The field takes a number and the value is none.
    """
    if is_blank(raw):
        return None
    if field.form in (Form.NUMBER, Form.INTEGER):
        return _number(field.form, raw)
    return normalize("NFC", _whole(worded(raw)).strip()) or None


def _whole(text: str) -> str:
    """Gives text with a replacement character for each half of a character, which no file could be written with."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _number(form: Form, raw: Any) -> float | int:
    number = plain_number(str(raw).strip()) if not isinstance(raw, bool) else None
    if number is None or (form is Form.INTEGER and not _is_whole(number)):
        raise NotANumberError(worded(raw))
    return int(number) if form is Form.INTEGER else number


def _is_whole(number: float) -> bool:
    """Tells whether a number is a whole one whose every digit is known."""
    return number.is_integer() and abs(number) <= _LARGEST_WHOLE


@dataclass(frozen=True, slots=True)
class Typed:
    """The declared fields of a layer column by column, and the texts that should have been numbers.

    ``faults`` holds those texts by the place of their feature and the field.
    """

    columns: Mapping[str, Sequence[Value]]
    faults: Mapping[tuple[int, str], str]

    def row(self, index: int) -> dict[str, Value]:
        """Gives the fields of one feature."""
        return {name: values[index] for name, values in self.columns.items()}


def columns_of(kind: LayerKind, raw: Mapping[str, Sequence[Any]], count: int) -> Typed:
    """Gives the declared fields of raw columns of length ``count``; other columns are left behind."""
    faults: dict[tuple[int, str], str] = {}
    columns: dict[str, list[Value]] = {}
    for field in kind.fields:
        values: list[Value] = [None] * count
        for index, value in enumerate(raw.get(field.id, ())):
            try:
                values[index] = typed(field, value)
            except NotANumberError as error:
                faults[index, field.id] = str(error)
        columns[field.id] = values
    return Typed(columns, faults)
