"""A report model becomes an XLSX workbook: the same model, the same bytes."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from zoneplan.publish.reports import words
from zoneplan.publish.reports.clean import clean, shortened
from zoneplan.publish.reports.explained_sheets import explanation_sheet, ledger_sheet
from zoneplan.publish.reports.formats import FONT, Formats
from zoneplan.publish.reports.lines import lines_of, points
from zoneplan.publish.reports.model import Cell, Column, ReportModel, Row, Section, Table
from zoneplan.text import Language, Message, render

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10},
    "default_row_height": 17,
}
"""The font of the workbook is the one by which the widths of its columns are counted: the same everywhere."""
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LONGEST_TEXT = 32_000
_LONGEST_NOTE = 600
_MOST_NOTES = 4_000
"""Notes of a sheet: with many more of them a spreadsheet program takes minutes to open it."""
_LONGEST_HEADER = 80
_A4, _A3 = 9, 8
_WIDEST_A4 = 200
"""Characters across beyond which a sheet is set up for A3."""
_PRINTED = {_A4: (770, 500), _A3: (1118, 745)}
"""Width and height of what is printed on a page, in points."""
_SQUEEZE = 1.2
"""By how much a sheet may be too high for a single page and is still fitted to it."""
_LINE_HEIGHT = 12.5
_SMALL_LINE = 11.5
_ROW_HEIGHT = 17
_HIGHEST = 400
_TITLE_HEIGHT = 24
_CAPTION_HEIGHT = 26
_DEFAULT_HEIGHT = 12.75
_WIDEST_NUMBER = 30
"""Characters that a number may take; one that takes more has a unit of its own beside it."""
_NOTE_WIDTH, _NOTE_UNIT = 290, 7.4
"""The width of the box of a note in pixels, and how many of them a character of a column is worth there."""
_INDENT = 7
"""Points by which text stands in from the edge of its cell."""


def workbook_bytes(model: ReportModel) -> bytes:
    """Gives the workbook of a report.

    Text from data is always written as text, so that nothing in it becomes a formula or a link.
    """
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, deepcopy(_OPTIONS))
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
        self._row, self._heights, self._notes = 0, dict[int, float](), 0
        widest = max((table.columns for table in section.tables), key=len, default=())
        self._last = max(len(widest) - 1, 5)
        self._widths = _widths(section.tables, self._last + 1)

    def write(self, model: ReportModel) -> None:
        """Writes everything and sets up the printed page."""
        section, formats = self._section, self._formats
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width, formats.of())
        self._high(0, _TITLE_HEIGHT)
        self._text(0, 0, section.title, formats.title(section.accent))
        self._row = 1
        self._line(" · ".join(": ".join(fact) for fact in model.facts), formats.of(text_wrap=True), 10)
        self._text(2, 0, model.disclaimer, formats.disclaimer())
        self._row = 3
        for line in (*section.lead, *_notes_left_out(section, model.language)):
            self._remark(line)
        for place, table in enumerate(section.tables):
            self._table(table, first=place == 0)
        self._page(model)

    def _text(self, row: int, column: int, text: str, form: Any) -> None:
        self._sheet.write_string(row, column, shortened(clean(text), _LONGEST_TEXT), form)

    def _high(self, row: int, height: float) -> None:
        self._heights[row] = min(height, _HIGHEST)
        self._sheet.set_row(row, self._heights[row])

    def _line(self, text: str, form: Any, size: float) -> None:
        """Writes a line of text across the sheet, as high as it needs."""
        self._sheet.merge_range(self._row, 0, self._row, self._last, "", form)
        self._text(self._row, 0, text, form)
        self._high(self._row, _LINE_HEIGHT * lines_of(clean(text), sum(self._widths), size) + 2)
        self._row += 1

    def _remark(self, text: str) -> None:
        self._line(text, self._formats.line(), 9)

    def _table(self, table: Table, *, first: bool) -> None:
        """Writes a table: caption, headings, rows, and the lines below it."""
        accent = self._section.accent
        if not first or table.title:
            self._row += 0 if first else 1
            self._high(self._row, _CAPTION_HEIGHT)
            self._text(self._row, 0, table.title, self._formats.caption(accent))
            self._row += 1
        head = self._row
        for place, column in enumerate(table.columns):
            self._text(head, place, column.label, self._formats.head(accent, numeric=column.numeric))
        self._high(head, _head_height(table.columns, self._widths))
        for place, row in enumerate(table.rows, start=head + 1):
            self._cells(place, row, table.columns)
        self._row = head + len(table.rows) + 1
        if first:
            self._list(head, table)
        for line in table.notes:
            self._remark(line)

    def _list(self, head: int, table: Table) -> None:
        """Freezes and repeats the headings of a sheet's only table and lets it be filtered."""
        if len(self._section.tables) > 1 and table.title:
            self._sheet.freeze_panes(3, 1)
            return
        self._sheet.freeze_panes(head + 1, 1)
        self._sheet.repeat_rows(head)
        self._sheet.autofilter(head, 0, head + max(len(table.rows), 1), len(table.columns) - 1)

    def _cells(self, place: int, row: Row, columns: Sequence[Column]) -> None:
        self._high(place, _height(row, self._widths))
        for number, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            numeric = column.numeric or cell.number is not None
            form = self._formats.cell(cell, row.style, self._section.accent, numeric=numeric)
            if cell.number is not None:
                self._sheet.write_number(place, number, cell.number + 0.0, form)
            elif cell.text:
                self._text(place, number, cell.text, form)
            else:
                self._sheet.write_blank(place, number, None, form)
            if cell.note and (self._notes < _MOST_NOTES or row.style == "total"):
                self._notes += 1
                self._sheet.write_comment(place, number, _note(cell), _note_box(cell))

    def _page(self, model: ReportModel) -> None:
        """Sets up the printed page: A4 landscape, as wide as the sheet, titles above and below."""
        sheet = self._sheet
        sheet.set_landscape()
        printed = [place for t in self._section.tables for place, c in enumerate(t.columns) if c.printed]
        last = max(printed, default=self._last)
        paper = _A4 if sum(self._widths[: last + 1]) <= _WIDEST_A4 else _A3
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 1 if self._fits(paper, last) else 0)
        sheet.print_area(0, 0, self._row - 1, last)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.65)
        sheet.hide_gridlines(2)
        plan, title = (_header(text) for text in (model.plan, self._section.title))
        sheet.set_header(f"&L&8 {plan}&R&8 {title}")
        sheet.set_footer(f"&L&8 {_header(model.disclaimer)}&R&8 {words.PAGE_OF.in_(model.language)}")

    def _fits(self, paper: int, last: int) -> bool:
        """Tells whether the sheet, made narrow enough for a page, is low enough for it too, or nearly so."""
        wide, high = _PRINTED[paper]
        across = sum(points(width) for width in self._widths[: last + 1])
        down = sum(self._heights.get(row, _DEFAULT_HEIGHT) for row in range(self._row))
        return down * min(1, wide / across) <= high * _SQUEEZE


def _notes_left_out(section: Section, language: Language) -> Iterator[str]:
    """Gives the line that says that not all cells have their notes, where that is so."""
    count = sum(bool(cell.note) for table in section.tables for row in table.rows for cell in row.cells)
    if count > _MOST_NOTES:
        told = Message.of(words.FIRST_NOTES, count=count, shown=_MOST_NOTES, path="reports/measures.csv")
        yield render(told, language)


def _widths(tables: Sequence[Table], count: int) -> list[int]:
    """Gives the widths of a sheet's columns: those of its first table, then of the others beyond it.

    A column is never too narrow for a number, which would only be shown as a row of ``#``.
    """
    widths = [12] * count
    for table in reversed(tables):
        for place, column in enumerate(table.columns):
            widths[place] = column.width
    for table in tables:
        for row in table.rows:
            for place, cell in enumerate(row.cells):
                if cell.number is not None:
                    widths[place] = max(widths[place], min(len(cell.text + cell.mark) + 2, _WIDEST_NUMBER))
    return widths


def _head_height(columns: Sequence[Column], widths: Sequence[int]) -> float:
    lines = max(
        lines_of(clean(column.label), width, 9, bold=True, indent=_INDENT)
        for column, width in zip(columns, widths, strict=False)
    )
    return max(2, lines) * _SMALL_LINE + 8


def _height(row: Row, widths: Sequence[int]) -> float:
    """Gives the height of a row whose texts are wrapped; those of headings are not."""
    if row.style == "heading":
        return _ROW_HEIGHT + 2
    bold = row.style == "total"
    lines = max(
        lines_of(clean(cell.text), width, bold=bold, indent=_INDENT) if cell.number is None else 1
        for cell, width in zip(row.cells, widths, strict=False)
    )
    return _ROW_HEIGHT + _LINE_HEIGHT * (lines - 1) + (2 if bold else 0)


def _note(cell: Cell) -> str:
    """Gives the note of a cell, short; its last line, which points at the explanation, is kept."""
    *body, last = (clean(line) for line in cell.note)
    if not body:
        return shortened(last, _LONGEST_NOTE)
    last = shortened(last, _LONGEST_NOTE // 2)
    return shortened("\n".join(body), _LONGEST_NOTE - len(last) - 1) + "\n" + last


def _note_box(cell: Cell) -> dict[str, object]:
    lines = lines_of(_note(cell), _NOTE_WIDTH / _NOTE_UNIT, 8)
    return {
        "author": "zoneplan",
        "width": _NOTE_WIDTH,
        "height": 15 * lines + 14,
        "font_name": "Arial",
        "font_size": 8,
    }


def _header(text: str) -> str:
    """Gives a text as headers and footers take it, short enough for the 255 characters of all parts.

    A blank follows every doubled ampersand, else ``R&G`` would be taken for the code of a picture.
    """
    line = " ".join(shortened(clean(text), _LONGEST_HEADER).split())
    return re.sub(r"& ?", "&& ", line)
