"""Reads the cells of a workbook or of a Word document in a process of its own.

Loaded by path, it imports nothing of this package; heavy libraries are imported where they are used, when the limits
stand. A cell becomes ``[text, number, origin]``: what it shows, its value where the file keeps a number, and row and
column of the first cell of its merged range.
"""

from collections.abc import Iterator
from typing import Any

_EXACT = 1e15
_WIDEST = 2_000
"""Columns of a table in a Word document; Word itself allows 63."""
Grid = list[list[list[Any]]]


class TooManyError(Exception):
    """The file holds more cells than are read."""


def do(job: dict[str, Any]) -> dict[str, Any]:
    """Gives the ``tables`` of a file.

    Args:
        job: ``kind``, which is ``workbook`` or ``document``; its ``path``; ``features``, how many cells it may have.
    """
    try:
        return {"tables": (_workbook if job["kind"] == "workbook" else _document)(job)}
    except TooManyError:
        return {"fault": "features", "found": job["features"] + 1}


def _workbook(job: dict[str, Any]) -> list[dict[str, Any]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only for workbooks

    tables = []
    with CalamineWorkbook.from_path(job["path"]) as book:
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            last_row, last_column = sheet.end or (0, 0)
            if (last_row + 1) * (last_column + 1) > job["features"]:
                raise TooManyError
            rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            _merge(rows, sheet.merged_cell_ranges or [])
            tables.append({"name": name, "text": False, "rows": rows})
    return tables


def _cell(value: Any) -> list[Any]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return [str(value), None, None]
    whole = float(value).is_integer() and abs(value) < _EXACT
    return [str(int(value)) if whole else repr(float(value)), float(value), None]


def _merge(rows: Grid, ranges: list[Any]) -> None:
    """Lets every cell of a merged range show what its first cell holds."""
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        first = rows[top][left]
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                rows[row][column] = [first[0], first[1], [top, left]]


def _document(job: dict[str, Any]) -> list[dict[str, Any]]:
    from docx import Document  # noqa: PLC0415 - only for documents
    from docx.oxml.ns import qn  # noqa: PLC0415

    tables: list[dict[str, Any]] = []
    count, cells = 0, 0
    body = Document(job["path"]).element.body
    for element in body.iter(qn("w:p"), qn("w:tbl")):
        if any(above.tag == qn("w:tbl") for above in element.iterancestors()):
            continue
        if element.tag == qn("w:tbl"):
            count += 1
            rows = list(_table(element, qn, job["features"] - cells))
            cells += sum(len(row) for row in rows)
            tables.append({"name": str(count), "text": False, "rows": rows})
        elif text := _words(element, qn):
            if not tables or not tables[-1]["text"]:
                tables.append({"name": "", "text": True, "rows": []})
            tables[-1]["rows"].append([[text, None, None]])
    return tables


def _words(element: Any, qn: Any) -> str:
    """Gives the text of a paragraph or a cell; paragraphs, breaks and tabs become spaces."""
    spaces = {qn("w:br"), qn("w:tab"), qn("w:p"), qn("w:cr")}
    parts = [node.text or "" if node.tag == qn("w:t") else " " for node in element.iter(qn("w:t"), *spaces)]
    return "".join(parts).strip()


def _table(element: Any, qn: Any, left: int) -> Iterator[list[list[Any]]]:
    """Gives the rows of a table, cells merged sideways and downwards spread over their ranges."""
    above: dict[int, list[Any]] = {}
    used = 0
    for number, row in enumerate(element.findall(qn("w:tr"))):
        cells: list[list[Any]] = []
        properties = row.find(qn("w:trPr"))
        if properties is not None:
            cells += [["", None, None] for _ in range(_value(properties.find(qn("w:gridBefore")), qn))]
        for cell in _cells_of(row, qn):
            span, goes_on, starts = _merged(cell, qn)
            column = len(cells)
            if goes_on and column in above:
                one = above[column]
            else:
                origin = [number, column] if span > 1 or starts else None
                one = [_words(cell, qn), None, origin]
            for place in range(column, column + span):
                above[place] = one
            cells += [one] * span
        used += len(cells)
        if used > left:
            raise TooManyError
        yield cells


def _cells_of(row: Any, qn: Any) -> Iterator[Any]:
    """Gives the cells of a row, also those that stand in a content control."""
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag == qn("w:sdt"):
            yield from child.iter(qn("w:tc"))


def _merged(cell: Any, qn: Any) -> tuple[int, bool, bool]:
    """Gives how many columns a cell spans, whether it goes on from above, whether it goes on below."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return 1, False, False
    span = max(1, _value(properties.find(qn("w:gridSpan")), qn))
    merge = properties.find(qn("w:vMerge"))
    starts = merge is not None and merge.get(qn("w:val")) == "restart"
    return span, merge is not None and not starts, starts


def _value(element: Any, qn: Any) -> int:
    text = element.get(qn("w:val")) if element is not None else None
    return min(int(text), _WIDEST) if text and text.isdigit() else 0
