"""A report model becomes one self-contained page: no network, no script, every value linked to its explanation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import jinja2
from markupsafe import Markup

from zoneplan.publish.reports import words
from zoneplan.publish.reports.clean import clean
from zoneplan.publish.reports.explained_sheets import explained_lead
from zoneplan.publish.reports.model import ReportModel, Table
from zoneplan.text import Message, Text, render

_SHORT = 14
"""Rows up to which a table of measures stands open on the page."""
_MOST = 200
"""Rows of a table of measures that the page shows."""


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
        word_show_table=words.SHOW_TABLE,
        word_all_rows=words.ALL_ROWS,
        first_rows=first_rows,
        short=_SHORT,
        most=_MOST,
    )
    return (page + "\n").encode("utf-8")


def first_rows(table: Table) -> Table:
    """Gives a table with no more rows than the page shows."""
    return replace(table, rows=table.rows[:_MOST])


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
