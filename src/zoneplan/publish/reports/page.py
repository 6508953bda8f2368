"""A report model becomes one self-contained page: no network, no script, every value linked to its explanation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import jinja2
from markupsafe import Markup, escape

from zoneplan.publish.reports import words
from zoneplan.publish.reports.clean import clean
from zoneplan.publish.reports.explained_sheets import explained_lead
from zoneplan.publish.reports.model import ReportModel, Table
from zoneplan.text import Message, Text, render

_SHORT = 14
"""Rows up to which a table of measures stands open on the page."""
_TALL = 40
"""Rows beyond which a table scrolls by itself, so that its headings stay in sight."""
_MOST = 200
"""Rows of a table of measures that the page shows."""
_MOST_OF_A_CHAPTER = 1_000
"""Rows of any other table that the page shows."""
_WORKBOOK = "reports/land_efficiency.xlsx"
"""Where all rows of a table stand that has no file of its own."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The reasons why cells of a table are empty, as far as no explanation gives them."""

    table: str
    texts: tuple[str, ...]

    def number(self, note: tuple[str, ...]) -> int:
        """Gives the number of a note, counted from 1."""
        return self.texts.index(_joined(note)) + 1


def page_bytes(model: ReportModel, template: str, style: str) -> bytes:
    """Gives the page of a report as UTF-8.

    Args:
        model: What the report says.
        template: The page template.
        style: The style sheet that goes into the page.
    """
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )
    page = environment.from_string(template).render(
        report=model,
        style=Markup(style),  # noqa: S704 - our own style sheet, no data in it
        word=_words(model),
        explained_lead=explained_lead(model),
        footnotes=footnotes,
        fill=lambda text, **params: render(Message.of(text, **params), model.language),
        show_rows=words.SHOW_ROWS,
        first_ledger_rows=words.FIRST_ROWS,
        word_show_table=words.SHOW_TABLE,
        word_all_rows=words.ALL_ROWS,
        first_rows=first_rows,
        breakable=breakable,
        short=_SHORT,
        tall=_TALL,
        most=_MOST,
        most_of_a_chapter=_MOST_OF_A_CHAPTER,
        workbook=_WORKBOOK,
    )
    return (page + "\n").encode("utf-8")


def first_rows(table: Table, most: int) -> Table:
    """Gives a table with so many of its rows, and with all of its totals."""
    totals = (row for row in table.rows[most:] if row.style == "total")
    return replace(table, rows=(*table.rows[:most], *totals))


def breakable(identifier: str) -> Markup:
    """Gives an id that may go on in the next line after each of its parts."""
    return escape(clean(identifier)).replace("_", Markup("_<wbr>"))


def footnotes(table: Table) -> Footnotes:
    """Gives the footnotes of a table: each reason once, in the order of its first cell."""
    cells = (cell for row in table.rows for cell in row.cells if cell.missing and not cell.explanation)
    return Footnotes(table.id, tuple(dict.fromkeys(_joined(cell.note) for cell in cells)))


def _joined(note: tuple[str, ...]) -> str:
    return " ".join(note)


def _cleaned(value: object) -> object:
    return clean(value) if type(value) is str else value


def _words(model: ReportModel) -> Mapping[str, str]:
    found = {key.lower(): value for key, value in vars(words).items() if isinstance(value, Text)}
    return {key: text.in_(model.language) for key, text in found.items()}
