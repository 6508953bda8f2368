"""The cells of a file from anywhere, refused before it can do harm."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from zoneplan.io.apart import run, workspace
from zoneplan.io.archive import guarded
from zoneplan.io.cells.delimited import csv_rows
from zoneplan.io.cells.pasted import pasted_rows
from zoneplan.io.cells.rules import CELLS_REFUSED
from zoneplan.io.formats.encodings import configured
from zoneplan.io.raw import NOT_UTF8, Refused, Unreadable, together
from zoneplan.io.rules import FILE_TOO_LARGE
from zoneplan.plan.cells import Cell, Row, Sheet
from zoneplan.plan.config import Limits
from zoneplan.text import Message, Text
from zoneplan.text.legacy import Encoding, convert

MEGABYTE = 1_000_000
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".docx")
"""The files that tables of corners are read from."""
_TASK = Path(__file__).with_name("task.py")
_REMOTE = re.compile(r"^/vsi|^[A-Za-z][A-Za-z0-9+.-]+:|[\x00-\x1f]", re.IGNORECASE)
_CELLS = Text("ô", "cells")
_MB = Text("MB", "MB")
_ADDRESS = Text(
    "đây là địa chỉ mạng hoặc đường dẫn ảo; tải tệp về máy rồi nhập từ đó.",
    "this is a network address or a virtual path; download the file and import it from disk.",
)
_NO_FILE = Text("không có tệp này, hoặc nó không phải tệp thường.", "there is no such regular file.")
_SUFFIX = Text(
    "không đọc bảng từ tệp “{suffix}”; dùng {known}. Tệp .doc, .xls: lưu lại thành .docx, .xlsx; "
    "tệp PDF: chép bảng rồi dán vào tệp .txt.",
    "tables are not read from “{suffix}” files; use {known}. Save .doc and .xls files as .docx and .xlsx; "
    "copy the table out of a PDF and paste it into a .txt file.",
)
_SAY_IT = Text(
    "Cho biết bằng --encoding, thí dụ cp1258, tcvn3, vni.",
    "Say what it is with --encoding, for instance cp1258, tcvn3, vni.",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_cells(path: str, limits: Limits, encoding: str | None = None) -> tuple[Sheet, ...]:
    """Gives the tables of a file that the user names, wherever it lies on this machine.

    Args:
        path: A regular file; network addresses and GDAL's virtual paths are refused.
        limits: How large it may be and how long reading may take.
        encoding: A byte encoding, or an old font of ``text.legacy`` whose text is converted.

    Raises:
        Unreadable: It is broken.
        Refused: There is no such file, or it is larger, slower or heavier than the limits allow.
    """
    if _REMOTE.search(path):
        raise _refused(path, Message.of(_ADDRESS))
    file = Path(path)
    size = _size(file)
    suffix = file.suffix.lower()
    if size is None:
        raise _refused(path, Message.of(_NO_FILE))
    if suffix not in SUFFIXES:
        raise _refused(path, Message.of(_SUFFIX, suffix=suffix or file.name, known=list(SUFFIXES)))
    if size > limits.file_mb * MEGABYTE:
        raise Refused(FILE_TOO_LARGE, found=size / MEGABYTE, limit=limits.file_mb, what=_MB)
    if suffix in {".csv", ".tsv", ".txt"}:
        return text_cells(file.read_bytes(), limits, encoding, is_csv=suffix != ".txt")
    sheets = _packed(file, "document" if suffix == ".docx" else "workbook", limits)
    return _in_font(sheets, encoding)


def _refused(path: str, problem: Message) -> Refused:
    return Refused(CELLS_REFUSED, path=path, problem=problem)


def _size(file: Path) -> int | None:
    """Gives the size of a regular file; nothing where there is none, or its name cannot be one."""
    try:
        return file.stat().st_size if file.is_file() else None
    except (OSError, ValueError):
        return None


def text_cells(
    data: bytes, limits: Limits, encoding: str | None = None, *, is_csv: bool = False
) -> tuple[Sheet, ...]:
    """Gives the table in bytes of text, as ``read_cells`` does.

    Args:
        data: The bytes.
        limits: How large they may be.
        encoding: See ``read_cells``.
        is_csv: Whether cells are separated as in CSV, whatever stands in between; pasted text is looked at
            line by line.
    """
    if len(data) > limits.file_mb * MEGABYTE:
        raise Refused(FILE_TOO_LARGE, found=len(data) / MEGABYTE, limit=limits.file_mb, what=_MB)
    text = _decoded(data, encoding)
    rows = csv_rows(text) if is_csv else pasted_rows(text)
    if sum(len(row.cells) for row in rows) > limits.features:
        raise Refused(FILE_TOO_LARGE, found=limits.features + 1, limit=limits.features, what=_CELLS)
    return _in_font((Sheet("", tuple(rows)),), encoding)


def _decoded(data: bytes, encoding: str | None) -> str:
    """Gives bytes as text; text in an old font may itself be stored as UTF-8 or a byte a letter."""
    if _font(encoding) is not None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    byte_encoding = configured(encoding) or ("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    try:
        return data.decode(byte_encoding)
    except UnicodeDecodeError as error:
        problem = Message.of(NOT_UTF8, byte=error.start)
        raise Unreadable(together([problem, Message.of(_SAY_IT)])) from error


def _font(encoding: str | None) -> Encoding | None:
    """Gives the old font that an encoding names, if it names one."""
    name = encoding.strip().lower() if encoding else ""
    return Encoding(name) if name in {font.value for font in Encoding} else None


def _packed(file: Path, kind: str, limits: Limits) -> tuple[Sheet, ...]:
    guarded(file, limits.unpacked_mb)
    with workspace() as folder:
        job = {"kind": kind, "path": str(file.resolve()), "written_mb": limits.memory_mb}
        answer = run(_TASK, job, folder, limits)
    return tuple(_sheet(table) for table in answer["tables"])


def _sheet(table: dict[str, Any]) -> Sheet:
    rows = tuple(
        Row(line, tuple(_cell(*cell) for cell in cells)) for line, cells in enumerate(table["rows"], start=1)
    )
    return Sheet(table["name"], rows, is_text=table["text"])


def _cell(text: str, number: float | None, origin: Sequence[int] | None) -> Cell:
    return Cell(normalize("NFC", text.strip()), number, (origin[0], origin[1]) if origin else None)


def _in_font(sheets: tuple[Sheet, ...], encoding: str | None) -> tuple[Sheet, ...]:
    """Gives the sheets with text in an old font converted, where that is what the user says."""
    font = _font(encoding)
    if font is None:
        return sheets
    return tuple(
        replace(
            sheet,
            name=convert(sheet.name, font),
            rows=tuple(
                replace(row, cells=tuple(replace(c, text=convert(c.text, font)) for c in row.cells))
                for row in sheet.rows
            ),
        )
        for sheet in sheets
    )
