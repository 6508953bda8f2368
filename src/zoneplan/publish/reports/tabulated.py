"""The tables of measures: each a chapter of its own, and those that have no rows with the reason."""

from collections.abc import Sequence
from math import ceil, isfinite

from zoneplan.metrics import Measure, Table
from zoneplan.metrics.table import Cell as Value
from zoneplan.metrics.table import Column as TableColumn
from zoneplan.publish.families import families
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context, missing_cell, value_cell
from zoneplan.publish.reports.clean import clean, shortened
from zoneplan.publish.reports.lines import width_of
from zoneplan.publish.reports.model import Cell, Column, Row, Section
from zoneplan.publish.reports.model import Table as Shown
from zoneplan.publish.tabled import Head, cell_text, heads, table_sources
from zoneplan.text import Message, decimals_shown

_LONGEST_SHEET = 31
"""What a spreadsheet allows as the name of a sheet."""
_NOT_IN_SHEETS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST, _NARROWEST = 36, 9
_FOLDED_NOTES = 400
"""Cells of a table beyond which only empty ones have a note: the workbook stays small."""


def path_of(table: Table) -> str:
    """Gives the file that holds the rows of a table for machines."""
    return f"reports/tables/{table.spec.id}.csv"


def tabulated(ctx: Context) -> tuple[Section, ...]:
    """Gives a chapter for each table that has rows, by family."""
    order = [key for _, _, tables in families() for key in tables]
    filled = sorted((t for t in ctx.dossier.tables if t.rows), key=lambda table: order.index(table.spec.id))
    return tuple(_section(ctx, number, table) for number, table in enumerate(filled, start=1))


def _section(ctx: Context, number: int, table: Table) -> Section:
    say, spec = ctx.dossier.say, table.spec
    name = say(spec.name)
    sheet = shortened(f"{number}. {name}".translate(_NOT_IN_SHEETS), _LONGEST_SHEET)
    found = heads(table, ctx.language)
    noted = len(table.rows) * len(found) <= _FOLDED_NOTES
    rows = tuple(
        Row(
            tuple(
                _cell(ctx, cell, column, head, noted=noted)
                for cell, column, head in zip(row, spec.columns, found, strict=True)
            )
        )
        for row in table.rows
    )
    columns = tuple(_column(head, [row.cells[i] for row in rows]) for i, head in enumerate(found))
    sources = table_sources(ctx.plan, table)
    notes = (
        *(say(remark) for remark in table.remarks),
        f"{say(words.METHOD)}: {spec.source}",
        *((say(Message.of(words.FROM, sources=sources)),) if sources else ()),
    )
    shown = Shown(f"table-{spec.id}", "", columns, rows, notes, path=path_of(table))
    return Section(f"tables-{spec.id}", name, sheet, "neutral", (shown,), (say(spec.about),))


def _column(head: Head, cells: Sequence[Cell]) -> Column:
    """Gives a column as wide as its cells and as the words of its heading need."""
    longest = max((width_of(clean(cell.text)) for cell in cells), default=0)
    heading = max((width_of(word, 9, bold=True) for word in clean(head.label).split()), default=0)
    width = min(max(ceil(longest) + 2, ceil(heading) + 2, len(head.label) // 3, _NARROWEST), _WIDEST)
    return Column(head.id, head.name, head.unit, width, head.numeric)


def _cell(ctx: Context, value: Value, column: TableColumn, head: Head, *, noted: bool) -> Cell:
    if isinstance(value, Measure):
        return _measured(ctx, value, head, noted=noted)
    text = cell_text(value, column, head, ctx.language)
    if value is None or not isinstance(value, int | float):
        return Cell(text)
    if not isfinite(value):
        return missing_cell(ctx.dossier.say(words.BEYOND))
    grouped = not isinstance(value, int) or bool(column.unit)
    decimals = 0 if isinstance(value, int) else decimals_shown(value, column.decimals)
    return Cell(text, float(value), decimals, grouped)


def _measured(ctx: Context, measure: Measure, head: Head, *, noted: bool) -> Cell:
    """Gives the cell of a measure, linked to its explanation where the report has that very value."""
    key = (measure.spec.id, measure.subject.id)
    same = ctx.dossier.measure(*key)
    number = ctx.numbers.get(key, 0) if same == measure else 0
    cell = value_cell(ctx, measure, number)
    if cell.missing:
        return cell
    text = cell.text if head.unit or not cell.unit else f"{cell.text} {cell.unit}"
    return Cell(
        text,
        cell.number,
        cell.decimals,
        unit="" if head.unit else cell.unit,
        bound=cell.bound,
        verdict=cell.verdict,
        mark=cell.mark,
        word=cell.word,
        note=cell.note if noted else (),
        explanation=number,
    )


def without_rows(ctx: Context) -> Shown:
    """Gives the tables that could not be filled, each with the reason."""
    say = ctx.dossier.say
    rows = tuple(
        Row(
            (Cell(say(table.spec.name)), Cell(table.spec.id), Cell(say(table.reason) if table.reason else ""))
        )
        for table in ctx.dossier.tables
        if not table.rows
    )
    shown = (
        Column("table", say(words.TABLE), width=34),
        Column("id", say(words.TABLE_ID), width=38),
        Column("reason", say(words.NO_ROWS), width=64),
    )
    return Shown("missing-tables", say(words.NEVER_TABULATED), shown, rows)
