"""The tables that staff keep: the ledger of figures and its sources."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from zoneplan.io.raw import NOT_CSV, NOT_UTF8, Refused, Unreadable
from zoneplan.io.rules import (
    FILE_TOO_LARGE,
    LEDGER_FLAG,
    LEDGER_NUMBER,
    LEDGER_PERIOD,
    ROW_LENGTH,
    SOURCE_TWICE,
    TABLE_COLUMNS,
)
from zoneplan.plan.finding import Finding
from zoneplan.plan.layer import split_references
from zoneplan.plan.ledger import Confidence, Figure, Source
from zoneplan.plan.numbers import plain_number
from zoneplan.plan.period import Period, parse_period
from zoneplan.text import Message, Text

LEDGER_COLUMNS = (
    "subject",
    "indicator",
    "value",
    "unit",
    "as_of",
    "source",
    "confidence",
    "preferred",
    "note",
)
SOURCE_COLUMNS = ("source", "title", "publisher", "date", "url", "note")
PREFERRED = ("yes", "")
_ROWS = Text("dòng", "rows")
_EMPTY = Text("bảng trống.", "the table is empty.")


def _rows(path: Path, most: int) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Gives the header and the rows with their line numbers.

    Raises:
        Unreadable: The file is no UTF-8 CSV.
        Refused: It has more than ``most`` rows.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Message.of(NOT_UTF8, byte=error.start)) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise Unreadable(Message.of(_EMPTY))
        filled = ((reader.line_num, row) for row in reader if any(cell.strip() for cell in row))
        rows = list(islice(filled, most + 1))
    except csv.Error as error:
        raise Unreadable(Message.of(NOT_CSV, detail=str(error))) from error
    if len(rows) > most:
        raise Refused(FILE_TOO_LARGE, found=len(rows), limit=most, what=_ROWS)
    return _cells(header), rows


def _cells(row: list[str]) -> list[str]:
    return [normalize("NFC", cell.strip()) for cell in row]


def _records(
    path: Path, written: str, columns: tuple[str, ...], findings: list[Finding], most: int
) -> Iterator[tuple[int, dict[str, str]]]:
    header, rows = _rows(path, most)
    missing = [name for name in columns if header.count(name) != 1]
    if missing:
        findings.append(TABLE_COLUMNS.found(path=written, columns=", ".join(missing)))
        return
    for line, row in rows:
        if len(row) != len(header):
            findings.append(
                ROW_LENGTH.found(path=written, line=str(line), found=len(row), expected=len(header))
            )
            continue
        yield line, dict(zip(header, _cells(row), strict=True))


def read_ledger(path: Path, written: str, most: int) -> tuple[tuple[Figure, ...], list[Finding]]:
    """Gives the rows of the ledger and what is wrong with those that cannot be read.

    Args:
        path: The file.
        written: Its path as the configuration has it, for messages.
        most: How many rows it may have.

    Raises:
        Unreadable: The file is no UTF-8 CSV.
        Refused: It has more rows than it may.
    """
    findings: list[Finding] = []
    figures = [
        figure
        for line, row in _records(path, written, LEDGER_COLUMNS, findings, most)
        if (figure := _figure(line, row, written, findings)) is not None
    ]
    return tuple(figures), findings


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


def _figure(line: int, row: dict[str, str], written: str, findings: list[Finding]) -> Figure | None:
    value, as_of = plain_number(row["value"]), _period(row["as_of"])
    at = {"path": written, "line": str(line), "subject": row["subject"], "indicator": row["indicator"]}
    known_confidence = tuple(c.value for c in Confidence)
    if value is None:
        findings.append(LEDGER_NUMBER.found(feature=row["subject"], value=row["value"], **at))
    if as_of is None:
        findings.append(LEDGER_PERIOD.found(feature=row["subject"], value=row["as_of"], **at))
    for column, known in (("confidence", known_confidence), ("preferred", PREFERRED)):
        if row[column] not in known:
            findings.append(
                LEDGER_FLAG.found(
                    feature=row["subject"],
                    path=written,
                    line=str(line),
                    column=column,
                    value=row[column],
                    known=[k or "∅" for k in known],
                )
            )
    if value is None or as_of is None:
        return None
    return Figure(
        line=line,
        subject=row["subject"],
        indicator=row["indicator"],
        printed=value,
        unit=row["unit"],
        as_of=as_of,
        sources=split_references(row["source"]),
        confidence=row["confidence"],
        preferred=row["preferred"] == "yes",
        note=row["note"],
    )


def read_sources(path: Path, written: str, most: int) -> tuple[tuple[Source, ...], list[Finding]]:
    """Gives the sources and what is wrong with the table.

    Args:
        path: The file.
        written: Its path as the configuration has it, for messages.
        most: How many rows it may have.

    Raises:
        Unreadable: The file is no UTF-8 CSV.
        Refused: It has more rows than it may.
    """
    findings: list[Finding] = []
    sources = tuple(
        Source(*(row[column] for column in SOURCE_COLUMNS))
        for _, row in _records(path, written, SOURCE_COLUMNS, findings, most)
    )
    repeated = [key for key, count in Counter(s.id for s in sources).items() if count > 1]
    findings += [SOURCE_TWICE.found(path=written, source=key) for key in repeated]
    return sources, findings
