"""A table of measures in words and as plain rows: the same values for the terminal, the reports and machines."""

from collections.abc import Sequence
from dataclasses import dataclass

from zoneplan.metrics import Measure
from zoneplan.metrics.table import Cell, Column, Table
from zoneplan.plan.plan import Plan
from zoneplan.publish.explain import (
    OUTCOME_SIGNS,
    bound_sign,
    source_text,
    source_title,
    sources_of,
    unit_sign,
)
from zoneplan.publish.tables import Cell as PlainCell
from zoneplan.publish.tables import plain
from zoneplan.text import Language, Message, Text, format_date, format_number, render

NO_NUMBER = "–"
"""What stands for a measure without a value."""
SIGNS = Text(
    "✓ đạt · ✗ chưa đạt · ? chưa chắc · * văn bản của ngưỡng chưa kiểm chứng · ! lớn hơn mức có thể có, xem lưu ý",
    "✓ met · ✗ not met · ? uncertain · * the threshold's document is not verified · ! more than it can be, see the remarks",
)
IMPOSSIBLE = Text("lớn hơn mức có thể có", "more than it can be")


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column; ``unit`` is empty where its cells have units of their own."""

    id: str
    name: str
    unit: str
    numeric: bool

    @property
    def label(self) -> str:
        """The heading with the unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


def heads(table: Table, language: Language) -> tuple[Head, ...]:
    """Gives the headings of a table, each with the unit that all of its cells share."""
    columns = table.spec.columns
    return tuple(_head(column, [row[i] for row in table.rows], language) for i, column in enumerate(columns))


def _head(column: Column, cells: Sequence[Cell], language: Language) -> Head:
    unit = unit_sign(_unit(column, cells), language)
    return Head(
        column.id,
        column.name.in_(language).removesuffix(f" ({unit})"),
        unit,
        bool(column.unit) or any(isinstance(cell, Measure | float | int) for cell in cells),
    )


def _unit(column: Column, cells: Sequence[Cell]) -> str:
    """Gives the unit of a column: as declared, else that of its measures if they share one."""
    units = {cell.spec.unit for cell in cells if isinstance(cell, Measure)}
    if column.unit:
        return column.unit if units <= {column.unit} else ""
    return units.pop() if len(units) == 1 else ""


def number_text(measure: Measure, language: Language) -> str:
    """Gives the value with its bound, without its unit."""
    if measure.value is None:
        return NO_NUMBER
    return bound_sign(measure) + format_number(measure.value, language, measure.spec.decimals)


def mark_of(measure: Measure) -> str:
    """Gives the sign of the verdict, with ``*`` where the document of the threshold is not verified.

    After it stands ``!`` where the value is more than it can be by its meaning.
    """
    doubt = "!" if measure.impossible else ""
    if measure.verdict is None or measure.value is None:
        return doubt
    known = "" if measure.verdict.threshold.verified else "*"
    return OUTCOME_SIGNS[measure.verdict.outcome] + known + doubt


def cell_text(cell: Cell, column: Column, head: Head, language: Language) -> str:
    """Gives a cell as people read it; whole numbers without a unit, such as years, are not grouped.

    Words that are a date are written as the language writes dates.
    """
    match cell:
        case None:
            return ""
        case Measure():
            unit = unit_sign(cell.spec.unit, language) if not head.unit and cell.value is not None else ""
            return " ".join(part for part in (number_text(cell, language), unit, mark_of(cell)) if part)
        case Text():
            return cell.in_(language)
        case Message():
            return render(cell, language)
        case str():
            return format_date(cell, language)
        case _:
            return plain_number(cell, column, language)


def plain_number(value: float, column: Column, language: Language) -> str:
    """Gives a plain number with the decimals of its column."""
    if isinstance(value, int):
        return format_number(value, language, 0) if column.unit else str(value)
    return format_number(value, language, column.decimals)


def plain_cell(cell: Cell, language: Language) -> PlainCell:
    """Gives a cell for machines: numbers without noise, words in one language."""
    match cell:
        case None:
            return None
        case Measure():
            return plain(cell.value)
        case Text():
            return cell.in_(language)
        case Message():
            return render(cell, language)
        case str() | int():
            return cell
        case _:
            return plain(cell)


def plain_rows(table: Table, language: Language) -> list[dict[str, PlainCell]]:
    """Gives the rows for machines, by the ids of the columns."""
    ids = [column.id for column in table.spec.columns]
    return [dict(zip(ids, (plain_cell(cell, language) for cell in row), strict=True)) for row in table.rows]


def table_sources(plan: Plan, table: Table) -> tuple[str, ...]:
    """Gives the ids of the sources of everything in a table, shapes and rasters included."""
    measures = (cell for row in table.rows for cell in row if isinstance(cell, Measure))
    used = [source for measure in measures for source in sources_of(plan, measure)]
    grids = [s for kind in table.spec.rasters for raster in plan.rasters_of(kind) for s in raster.source_ids]
    return tuple(dict.fromkeys((*used, *table.sources, *(grids if table.rows else ()))))


def table_record(plan: Plan, table: Table, language: Language) -> dict[str, object]:
    """Gives the one object of ``measure --table ID --json``."""
    spec, found = table.spec, heads(table, language)
    return {
        "table": spec.id,
        "name": spec.name.in_(language),
        "about": spec.about.in_(language),
        "method": source_text(spec.source, language),
        "columns": [
            {"id": column.id, "name": head.name, "unit": _unit(column, [row[i] for row in table.rows])}
            for i, (column, head) in enumerate(zip(spec.columns, found, strict=True))
        ],
        "rows": plain_rows(table, language),
        "remarks": [render(remark, language) for remark in table.remarks],
        "reason": render(table.reason, language) if table.reason else "",
        "sources": [
            {"id": source, "title": source_title(plan, source, language)}
            for source in table_sources(plan, table)
        ],
    }
