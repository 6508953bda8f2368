"""From the cells of a file to the sites that its tables describe."""

import re
from collections.abc import Sequence

from zoneplan.corners.grouping import group
from zoneplan.corners.lines import read_lines
from zoneplan.corners.rules import LABEL_JUMP, TABLE_NONE
from zoneplan.corners.sites import Tables
from zoneplan.plan.cells import Sheet
from zoneplan.text import Message, Text

_LOST_POINT = re.compile(r"[1-9]\d{7,11}")
"""More digits than a coordinate in metres has before its decimals."""
_NEEDED = Text(
    "Cần hai cột số như 2466099,152 và 437720,321.",
    "It takes two columns such as 2466099.152 and 437720.321.",
)
_LOST = Text(
    "“{number}” có quá nhiều chữ số: có lẽ dấu thập phân đã mất khi chép.",
    "“{number}” has too many digits: the decimal point was probably lost in copying.",
)


def read_tables(sheets: Sequence[Sheet], *, separate: bool = False) -> Tables:
    """Gives the sites of all tables of a file, still in its own numbers.

    Args:
        sheets: The tables and the text between them, in the file's order.
        separate: Whether each ring without a title of its own is a site of its own.
    """
    read = read_lines(sheets)
    grouped = group(read.lines, separate=separate)
    unread = any(finding.is_error for finding in read.findings)
    doubts = [f for f in grouped.findings if not (unread and f.rule is LABEL_JUMP)]
    findings = (*read.findings, *doubts)
    if not grouped.sites and not findings:
        findings = (TABLE_NONE.found(hint=_hint(sheets)),)
    return Tables(grouped.sites, read.grid, read.order, read.is_certain, findings)


def _hint(sheets: Sequence[Sheet]) -> Message | Text:
    """Says what the numbers of a file without coordinates look like."""
    words = (word for s in sheets for r in s.rows for c in r.cells for word in c.text.split())
    lost = [word for word in words if _LOST_POINT.fullmatch(word)]
    return Message.of(_LOST, number=lost[0]) if len(lost) > 1 else _NEEDED
