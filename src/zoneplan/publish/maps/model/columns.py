"""Columns of a table as JSON: what is the same throughout stands once, repeated values are numbered."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

Json = None | bool | int | float | str | Sequence["Json"] | dict[str, "Json"]
"""What JSON can hold."""
Value = TypeVar("Value", bound=Hashable)

_WORTH = 0.5
"""Values are numbered where no more than this part of them differ."""


def column(values: Sequence[int | float | str | None]) -> Json:
    """Gives a column; one value stands alone where all are the same."""
    first = values[0] if values else None
    return first if values and all(value == first for value in values) else list(values)


def numbered(values: Sequence[Value]) -> tuple[list[Value], list[int]]:
    """Gives the different values in their order, and for each place the number of its value."""
    place: dict[Value, int] = {}
    codes = [place.setdefault(value, len(place)) for value in values]
    return list(place), codes


def sparse(places: Sequence[int], values: Sequence[int | float | str | None]) -> dict[str, Json] | None:
    """Gives a column that not every place has a value in; nothing where none has.

    Args:
        places: The place of each value.
        values: The values, ``None`` where there is none.

    Returns:
        ``of``: the places of the values, none where it is every place; ``values``: the values, or the different
        ones; ``codes``: for each the number of its value, -1 for no value, none where the values stand themselves.
    """
    known = [(place, value) for place, value in zip(places, values, strict=True) if value is not None]
    if not known:
        return None
    most = len(known) > len(places) / 2
    of = None if most else [place for place, _ in known]
    shown = list(values) if most else [value for _, value in known]
    different, _ = numbered([value for _, value in known])
    if len(different) > _WORTH * len(known) and len(known) > 1:
        return {"of": of, "values": list(shown), "codes": None}
    at = {value: number for number, value in enumerate(different)}
    codes = [-1 if value is None else at[value] for value in shown]
    return {"of": of, "values": list(different), "codes": list(codes)}
