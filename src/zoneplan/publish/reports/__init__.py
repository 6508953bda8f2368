"""The reports of a dossier: a workbook, a page, and tables for machines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from zoneplan.io.atomic import sha256
from zoneplan.io.manifest import fingerprint
from zoneplan.io.packaged import template
from zoneplan.metrics import Table
from zoneplan.publish.dossier import Artefact, Dossier
from zoneplan.publish.reports.compose import report_model
from zoneplan.publish.reports.model import ReportModel
from zoneplan.publish.reports.tabulated import path_of
from zoneplan.publish.tabled import plain_rows
from zoneplan.publish.tables import (
    FINDING_COLUMNS,
    MEASURE_COLUMNS,
    Cell,
    csv_bytes,
    finding_row,
    measure_row,
)
from zoneplan.text import Language

__all__ = ["artefacts"]

_PAGE = "page.html.j2"
_STYLE = "page.css"
_AT_ONCE = 1_000
"""Rows of a report whose fingerprint is taken at once."""


def artefacts(dossier: Dossier) -> tuple[Artefact, ...]:
    """Gives the report files of a dossier; workbook and page are only made when asked for."""
    language = dossier.language
    measures = (measure_row(measure, language) for measure in dossier.measures)
    findings = (finding_row(finding, language) for finding in dossier.findings)
    tables = (
        _table("reports/measures.csv", MEASURE_COLUMNS, measures),
        _table("reports/findings.csv", FINDING_COLUMNS, findings),
        *(_tabulated(table, language) for table in dossier.tables if table.rows),
    )
    report = report_model(dossier)
    told = _told(report)
    return (_workbook(report, told), _page(report, told), *tables)


def _told(report: ReportModel) -> str:
    """Gives the fingerprint of a report, taken part by part: the whole as one text may not fit into memory."""
    return fingerprint([fingerprint(part) for part in _parts(report)])


def _parts(report: ReportModel) -> Iterator[object]:
    """Gives everything that a report says, in parts of some thousand cells."""
    sections = (*report.sections, *report.tables, report.everything)
    everything = replace(report.everything, tables=())
    yield replace(report, sections=(), tables=(), explanations=(), everything=everything)
    yield from _batched(report.explanations)
    for section in sections:
        yield replace(section, tables=())
        for table in section.tables:
            yield replace(table, rows=())
            yield from _batched(table.rows)


def _batched(found: Sequence[object]) -> Iterator[Sequence[object]]:
    """Gives a sequence in parts of at most so many as are written out at once."""
    return (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))


def _tabulated(table: Table, language: Language) -> Artefact:
    columns = [column.id for column in table.spec.columns]
    return _table(path_of(table), columns, plain_rows(table, language))


def _workbook(report: ReportModel, told: str) -> Artefact:
    def make() -> bytes:
        from zoneplan.publish.reports.workbook import workbook_bytes  # noqa: PLC0415

        return workbook_bytes(report)

    return Artefact("reports/land_efficiency.xlsx", {"workbook": told}, make)


def _page(report: ReportModel, told: str) -> Artefact:
    page, style = (template("zoneplan.publish.reports", name) for name in (_PAGE, _STYLE))

    def make() -> bytes:
        from zoneplan.publish.reports.page import page_bytes  # noqa: PLC0415

        return page_bytes(report, page, style)

    return Artefact("reports/land_efficiency.html", {"page": told, "template": page, "style": style}, make)


def _table(path: str, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Artefact:
    """Gives a table as the bytes that it becomes: they are smaller than its rows."""
    data = csv_bytes(columns, rows)
    return Artefact(path, sha256(data), lambda: data)
