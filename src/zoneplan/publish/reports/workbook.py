"""A report model becomes an XLSX workbook: the same model, the same bytes."""

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from zoneplan.publish.reports import words
from zoneplan.publish.reports.clean import clean, shortened
from zoneplan.publish.reports.explained_sheets import explanation_sheet, ledger_sheet
from zoneplan.publish.reports.formats import Formats
from zoneplan.publish.reports.model import Cell, Column, ReportModel, Row, Section, Table

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LONGEST_TEXT = 32_000
_LONGEST_NOTE = 600
_LONGEST_HEADER = 80
_A4, _A3 = 9, 8
_WIDEST_A4 = 200
"""Characters across beyond which a sheet is set up for A3."""
_ROWS_OF_A_PAGE = 20
"""Rows up to which a sheet is fitted to a single page."""
_LINE_HEIGHT = 12.5
_ROW_HEIGHT = 17
_TITLE_HEIGHT = 24
_CAPTION_HEIGHT = 26


def workbook_bytes(model: ReportModel) -> bytes:
    """Gives the workbook of a report.

    Text from data is always written as text, so that nothing in it becomes a formula or a link.
    """
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties(
        {
            "title": shortened(clean(f"{model.title} – {model.plan}"), 250),
            "subject": model.disclaimer,
            "author": "zoneplan",
            "comments": shortened(clean(" · ".join(": ".join(fact) for fact in model.facts)), 250),
            "created": _CREATED,
        }
    )
    formats = Formats(book)
    for section in (
        *model.sections,
        *model.tables,
        model.everything,
        explanation_sheet(model),
        ledger_sheet(model),
    ):
        _Sheet(book.add_worksheet(section.sheet), formats, section).write(model)
    book.close()
    return stream.getvalue()


class _Sheet:
    """One sheet while it is written, from its title down."""

    def __init__(self, sheet: Any, formats: Formats, section: Section) -> None:
        self._sheet, self._formats, self._section = sheet, formats, section
        self._row = 0
        widest = max((table.columns for table in section.tables), key=len, default=())
        self._last = max(len(widest) - 1, 5)
        self._widths = _widths(section.tables, self._last + 1)

    def write(self, model: ReportModel) -> None:
        """Writes everything and sets up the printed page."""
        section, formats = self._section, self._formats
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width, formats.of())
        self._sheet.set_row(0, _TITLE_HEIGHT)
        self._text(0, 0, section.title, formats.title(section.accent))
        facts = " · ".join(": ".join(fact) for fact in model.facts)
        self._text(1, 0, facts, formats.of())
        self._text(2, 0, model.disclaimer, formats.disclaimer())
        self._row = 3
        for line in section.lead:
            self._line(line)
        for place, table in enumerate(section.tables):
            self._table(table, first=place == 0)
        self._page(model)

    def _text(self, row: int, column: int, text: str, form: Any) -> None:
        self._sheet.write_string(row, column, shortened(clean(text), _LONGEST_TEXT), form)

    def _line(self, text: str) -> None:
        """Writes a line of text across the sheet, as high as it needs."""
        form, across = self._formats.line(), sum(self._widths)
        self._sheet.merge_range(self._row, 0, self._row, self._last, "", form)
        self._text(self._row, 0, text, form)
        self._sheet.set_row(self._row, _LINE_HEIGHT * max(1, math.ceil(len(text) / (across * 1.1))))
        self._row += 1

    def _table(self, table: Table, *, first: bool) -> None:
        """Writes a table: caption, headings, rows, and the lines below it."""
        accent = self._section.accent
        if not first or table.title:
            self._row += 0 if first else 1
            self._sheet.set_row(self._row, _CAPTION_HEIGHT)
            self._text(self._row, 0, table.title, self._formats.caption(accent))
            self._row += 1
        head = self._row
        for place, column in enumerate(table.columns):
            self._text(head, place, column.label, self._formats.head(accent, numeric=column.numeric))
        self._sheet.set_row(head, _head_height(table.columns, self._widths))
        for place, row in enumerate(table.rows, start=head + 1):
            self._cells(place, row, table.columns)
        self._row = head + len(table.rows) + 1
        if first:
            self._list(head, table)
        for line in table.notes:
            self._line(line)

    def _list(self, head: int, table: Table) -> None:
        """Freezes and repeats the headings of a sheet's only table and lets it be filtered."""
        if len(self._section.tables) > 1 and table.title:
            self._sheet.freeze_panes(3, 1)
            return
        self._sheet.freeze_panes(head + 1, 1)
        self._sheet.repeat_rows(head)
        self._sheet.autofilter(head, 0, head + max(len(table.rows), 1), len(table.columns) - 1)

    def _cells(self, place: int, row: Row, columns: Sequence[Column]) -> None:
        self._sheet.set_row(place, _height(row, self._widths))
        for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            numeric = column.numeric or cell.number is not None
            form = self._formats.cell(cell, row.style, self._section.accent, numeric=numeric)
            if cell.number is not None:
                self._sheet.write_number(place, number, cell.number, form)
            elif cell.text:
                self._text(place, number, cell.text, form)
            else:
                self._sheet.write_blank(place, number, None, form)
            if cell.note:
                self._sheet.write_comment(place, number, _note(cell), _note_box(cell))

    def _page(self, model: ReportModel) -> None:
        """Sets up the printed page: A4 landscape, as wide as the sheet, titles above and below."""
        sheet = self._sheet
        sheet.set_landscape()
        printed = [place for t in self._section.tables for place, c in enumerate(t.columns) if c.printed]
        last = max(printed, default=self._last)
        rows = sum(len(table.rows) for table in self._section.tables)
        sheet.set_paper(_A4 if sum(self._widths[: last + 1]) <= _WIDEST_A4 else _A3)
        sheet.fit_to_pages(1, 1 if rows <= _ROWS_OF_A_PAGE else 0)
        sheet.print_area(0, 0, self._row - 1, last)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.65)
        sheet.hide_gridlines(2)
        plan, title = (_header(text) for text in (model.plan, self._section.title))
        sheet.set_header(f"&L&8 {plan}&R&8 {title}")
        sheet.set_footer(f"&L&8 {_header(model.disclaimer)}&R&8 {words.PAGE_OF.in_(model.language)}")


def _widths(tables: Sequence[Table], count: int) -> list[int]:
    """Gives the widths of a sheet's columns: those of its first table, then of the others beyond it."""
    widths = [12] * count
    for table in reversed(tables):
        for place, column in enumerate(table.columns):
            widths[place] = column.width
    return widths


def _head_height(columns: Sequence[Column], widths: Sequence[int]) -> float:
    lines = max(math.ceil(len(c.label) * 1.1 / widths[place]) for place, c in enumerate(columns))
    return max(2, lines) * _LINE_HEIGHT + 6


def _height(row: Row, widths: Sequence[int]) -> float:
    """Gives the height of a row whose texts are wrapped; those of headings and totals are not."""
    if row.style in ("heading", "total"):
        return _ROW_HEIGHT + 2
    lines = max(
        sum(max(1, math.ceil(len(part) * 0.98 / (width - 1))) for part in cell.text.split("\n"))
        for cell, width in zip(row.cells, widths, strict=False)
    )
    return min(_ROW_HEIGHT + _LINE_HEIGHT * (lines - 1), 400)


def _note(cell: Cell) -> str:
    """Gives the note of a cell, short; its last line, which points at the explanation, is kept."""
    *body, last = (clean(line) for line in cell.note)
    if not body:
        return shortened(last, _LONGEST_NOTE)
    last = shortened(last, _LONGEST_NOTE // 2)
    return shortened("\n".join(body), _LONGEST_NOTE - len(last) - 1) + "\n" + last


def _note_box(cell: Cell) -> dict[str, object]:
    lines = sum(math.ceil(len(line) / 44) for line in _note(cell).split("\n"))
    return {
        "author": "zoneplan",
        "width": 290,
        "height": 16 * lines + 14,
        "font_name": "Arial",
        "font_size": 8,
    }


def _header(text: str) -> str:
    """Gives a text as headers and footers take it, short enough for the 255 characters of all parts.

    A blank follows every doubled ampersand, else ``R&G`` would be taken for the code of a picture.
    """
    line = " ".join(shortened(clean(text), _LONGEST_HEADER).split())
    return re.sub(r"& ?", "&& ", line)
