"""From the cells of a file to the sites that its tables describe."""

from collections.abc import Sequence

from zoneplan.corners.grouping import group
from zoneplan.corners.lines import read_lines
from zoneplan.corners.rules import LABEL_JUMP, TABLE_NONE
from zoneplan.corners.sites import Tables
from zoneplan.plan.cells import Sheet


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
        findings = (TABLE_NONE.found(),)
    return Tables(grouped.sites, read.grid, read.order, read.is_certain, findings)
