"""Field values as the kind declares them, whatever a file wrote."""

from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

from zoneplan.plan.kinds import Field, Form, LayerKind
from zoneplan.plan.layer import Value
from zoneplan.plan.numbers import plain_number


class NotANumberError(ValueError):
    """A number field holds something else."""


def typed(field: Field, raw: Any) -> Value:
    """Gives a raw value as its field declares it: text in NFC, numbers as numbers, blanks as unknown.

    Raises:
        NotANumberError: The field takes a number and the value is none.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if field.form in (Form.NUMBER, Form.INTEGER):
        return _number(field.form, raw)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return normalize("NFC", str(raw).strip())


def _number(form: Form, raw: Any) -> float | int:
    number = plain_number(str(raw).strip()) if not isinstance(raw, bool) else None
    if number is None or (form is Form.INTEGER and not number.is_integer()):
        raise NotANumberError(str(raw))
    return int(number) if form is Form.INTEGER else number


def row_of(kind: LayerKind, raw: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, str]]:
    """Gives the declared fields of a raw row, and the texts that should have been numbers.

    Fields that the kind does not declare are left behind.
    """
    values: dict[str, Value] = {}
    faults: dict[str, str] = {}
    for field in kind.fields:
        try:
            values[field.id] = typed(field, raw.get(field.id))
        except NotANumberError as error:
            values[field.id] = None
            faults[field.id] = str(error)
    return values, faults
