"""CSV as spreadsheets and strangers write it: the delimiter is told from the content."""

import csv
import io
import re
from collections.abc import Sequence
from unicodedata import normalize

from zoneplan.io.raw import NOT_CSV, Unreadable
from zoneplan.plan.cells import Cell, Row
from zoneplan.text import Message

_DELIMITERS = ("\t", ";", "|", ",")
_COORDINATE = re.compile(r"\s*'?-?\d{1,3}(?:[.,\s]?\d{3})+(?:[.,]\d+)?\s*|\s*\d{1,3}\s*[°º.,]\s*\d+.*")
_PAIR = 2
_LOOKED_AT = 500


def csv_rows(text: str) -> list[Row]:
    """Gives the rows of a CSV text, separated by what gives most rows two cells that look like coordinates.

    Raises:
        Unreadable: The text is no CSV table.
    """
    sample = "\n".join(text.splitlines()[:_LOOKED_AT])
    best = max(_DELIMITERS, key=lambda delimiter: _score(sample, delimiter))
    return [row_of(number, cells) for number, cells in enumerate(_split(text, best), start=1)]


def row_of(line: int, cells: Sequence[str]) -> Row:
    """Gives a row of plain cells in NFC without space around."""
    return Row(line, tuple(Cell(normalize("NFC", cell.strip())) for cell in cells))


def _split(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(Message.of(NOT_CSV, detail=str(error))) from error


def _score(text: str, delimiter: str) -> tuple[int, int]:
    """Gives how many rows have two cells like coordinates, then how many have several cells at all."""
    try:
        rows = _split(text, delimiter)
    except Unreadable:
        return 0, 0
    likely = sum(sum(bool(_COORDINATE.fullmatch(cell)) for cell in row) >= _PAIR for row in rows)
    return likely, sum(len(row) >= _PAIR for row in rows)
