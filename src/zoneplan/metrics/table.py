"""Tables: what is measured of many things at once, or of one thing over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from zoneplan.metrics.measure import Measure
from zoneplan.metrics.view import View
from zoneplan.plan.ledger import Figure
from zoneplan.text import Message, Text

Cell: TypeAlias = Measure | float | int | str | Text | Message | None
"""A cell: a measure with all that explains it, a plain number, words, or nothing where nothing is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``unit`` and ``decimals`` are those of its plain numbers."""

    id: str
    name: Text
    unit: str = ""
    decimals: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """The declaration of a table: what it tells, from what, and after whom it is made."""

    id: str
    name: Text
    about: Text
    columns: tuple[Column, ...]
    source: str
    needs: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    rasters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a table, or the reason why there are none.

    Every row has a cell for each column. ``figures`` are the ledger rows behind plain numbers, ``remarks`` what a
    reader must know before quoting them.
    """

    spec: TableSpec
    rows: tuple[tuple[Cell, ...], ...] = ()
    figures: tuple[Figure, ...] = ()
    remarks: tuple[Message, ...] = ()
    reason: Message | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of everything in it, each once, in the order of use."""
        cells = (cell for row in self.rows for cell in row if isinstance(cell, Measure))
        used = (*(source for cell in cells for source in cell.sources), *_sources(self.figures))
        return tuple(dict.fromkeys(used))


def _sources(figures: Sequence[Figure]) -> tuple[str, ...]:
    return tuple(source for figure in figures for source in figure.sources)


Tabulate: TypeAlias = Callable[[View, TableSpec], Table]

TABLES: dict[str, tuple[TableSpec, Tabulate]] = {}
"""Every table by its id, in the order in which reports show them."""


def table(spec: TableSpec) -> Callable[[Tabulate], Tabulate]:
    """Registers a function that fills a declared table."""

    def register(tabulate: Tabulate) -> Tabulate:
        if spec.id in TABLES:
            raise ValueError(spec.id)
        TABLES[spec.id] = (spec, tabulate)
        return tabulate

    return register


def tabulate_all(view: View) -> tuple[Table, ...]:
    """Gives every table, also those without rows."""
    return tuple(tabulate(view, spec) for spec, tabulate in TABLES.values())
