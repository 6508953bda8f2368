"""Indicators: what a row of the ledger may be a figure of."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    """

    id: str
    name: Text
    unit: str
    nature: Nature
    open_ended: bool = False


def indicators_from(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Indicator]:
    """Gives the indicators declared in a table of ``vi``, ``en``, ``unit``, ``nature``.

    Raises:
        ValueError: A unit or a nature is not known.
    """
    found = {}
    for key, row in table.items():
        if row["unit"] not in UNITS:
            message = f"indicator {key}: unit {row['unit']} is not declared"
            raise ValueError(message)
        found[key] = Indicator(
            key, Text(row["vi"], row["en"]), row["unit"], Nature(row["nature"]), bool(row.get("open_ended"))
        )
    return found
