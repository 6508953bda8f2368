"""What a report says, before it is a workbook or a page: sections, tables and cells, all plain values."""

from dataclasses import dataclass

from zoneplan.publish.explain import Explanation
from zoneplan.text import Language

DASH = "–"
"""What stands where there is no value; a cell that shows it always has a note with the reason."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    ``text`` is what people read, without the unit of its column. ``number`` is the same value for a
    spreadsheet, shown with ``decimals``, after ``bound`` (``≥``) and before ``mark`` (``✓``, with ``*``
    where the document is not verified and ``!`` where it is more than it can be). ``grouped`` is false
    for years and line numbers. ``note`` tells where the value comes from or why there is none, and
    ``explanation`` is the number of its explanation, 0 where it has none.
    """

    text: str = ""
    number: float | None = None
    decimals: int = 0
    grouped: bool = True
    unit: str = ""
    bound: str = ""
    verdict: str = ""
    mark: str = ""
    word: str = ""
    tone: str = ""
    note: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    explanation: int = 0

    @property
    def missing(self) -> bool:
        """Whether it stands for a value that is not there."""
        return self.text == DASH


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its unit, how wide it is in characters, and whether it holds numbers.

    Columns at the end of a sheet that are not ``printed`` stand beside the printed page.
    """

    id: str
    heading: str
    unit: str = ""
    width: int = 14
    numeric: bool = False
    printed: bool = True

    @property
    def label(self) -> str:
        """The heading with the unit."""
        return f"{self.heading} ({self.unit})" if self.unit else self.heading


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``style`` is empty, ``heading``, ``total`` or ``part``."""

    cells: tuple[Cell, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the lines that stand above and below it.

    ``path`` is the file that holds all of its rows, where there is one: of a long table the page shows the first.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the page and a sheet of the workbook; ``accent`` names its colour."""

    id: str
    title: str
    sheet: str
    accent: str
    tables: tuple[Table, ...]
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A figure that stands large at the head of the page."""

    label: str
    subject: str
    accent: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of the ledger that a value was made of, or that says something else about the same thing."""

    used: bool
    line: int
    subject: str
    subject_name: str
    name: str
    value: Cell
    as_of: str
    confidence: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Explained:
    """How one value came about; ``number`` is what cells refer to, ``tolerance`` why it is known no better.

    ``rows`` are the first of its ledger rows, and ``rest`` counts those beyond them.
    """

    number: int
    cell: Cell
    subject: str
    about: Explanation
    rows: tuple[LedgerRow, ...]
    outlines: tuple[str, ...]
    range: str
    tolerance: tuple[str, ...]
    rest: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the ledger that the value was made of, and an ellipsis where not all rows are shown."""
        used = tuple(str(row.line) for row in self.rows if row.used)
        return (*used, "…") if self.rest else used


@dataclass(frozen=True, slots=True)
class ReportModel:
    """A whole report in one language.

    ``tables`` are chapters of one table each: sheets of the workbook, one chapter of the page. ``everything`` is the
    list of all values, a sheet of the workbook alone. ``unexplained`` counts the values for whose explanations
    there was no room.
    """

    language: Language
    title: str
    plan: str
    facts: tuple[tuple[str, str], ...]
    ledger: str
    disclaimer: str
    highlights: tuple[Highlight, ...]
    sections: tuple[Section, ...]
    explanations: tuple[Explained, ...]
    unexplained: int
    tables: tuple[Section, ...]
    everything: Section
