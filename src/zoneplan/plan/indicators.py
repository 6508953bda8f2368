"""Indicators: what a row of the ledger may be a figure of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from zoneplan.plan.units import UNITS
from zoneplan.text import Text


class Nature(StrEnum):
    """How a figure relates to time."""

    STOCK = "stock"
    FLOW = "flow"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One kind of figure; a ``flow`` is an amount of a whole year, a ``plan`` is what is meant to be.

    ``open_ended`` marks a percentage that may exceed 100, such as the fulfilment of a yearly plan.
    ``stated`` marks what a document lays down, such as the area of a decision, and which is therefore as exact as it
    is printed; a ``plan`` is always stated, other figures are rounded to the last digit printed.
    ``ranges`` says between which values, in ``unit``, a figure is plausible: by the category of a zone
    (``KCN``), by the kind of a feature (``communes``), for a ``group``, for the ``plan``, or for ``any`` subject.
    """

    id: str
    name: Text
    unit: str
    nature: Nature
    open_ended: bool = False
    stated: bool = False
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def plausible(self, *roles: str) -> tuple[float, float] | None:
        """Gives the range of the first of the roles, or of ``any``, that one is declared for."""
        return next((self.ranges[role] for role in (*roles, "any") if role in self.ranges), None)


def indicators_from(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Indicator]:
    """Gives the indicators declared in a table of ``vi``, ``en``, ``unit``, ``nature``.

    Raises:
        ValueError: A unit or a nature is not known, or a range ends before it begins.
    """
    return {key: _indicator(key, row) for key, row in table.items()}


def _indicator(key: str, row: Mapping[str, Any]) -> Indicator:
    if row["unit"] not in UNITS:
        message = f"indicator {key}: unit {row['unit']} is not declared"
        raise ValueError(message)
    ranges = {role: (float(low), float(high)) for role, (low, high) in row.get("ranges", {}).items()}
    for role, (low, high) in ranges.items():
        if low > high:
            message = f"indicator {key}: range of {role} ends before it begins"
            raise ValueError(message)
    return Indicator(
        key,
        Text(row["vi"], row["en"]),
        row["unit"],
        Nature(row["nature"]),
        bool(row.get("open_ended")),
        bool(row.get("stated")),
        ranges,
    )
