"""The reports of a dossier: a workbook, a page, and tables for machines."""

from collections.abc import Mapping, Sequence

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


def artefacts(dossier: Dossier) -> tuple[Artefact, ...]:
    """Gives the report files of a dossier; workbook and page are only made when asked for."""
    language = dossier.language
    report = report_model(dossier)
    measures = [measure_row(measure, language) for measure in dossier.measures]
    findings = [finding_row(finding, language) for finding in dossier.findings]
    told = fingerprint(report)
    return (
        _workbook(report, told),
        _page(report, told),
        _table("reports/measures.csv", MEASURE_COLUMNS, measures),
        _table("reports/findings.csv", FINDING_COLUMNS, findings),
        *(_tabulated(table, language) for table in dossier.tables if table.rows),
    )


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


def _table(path: str, columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> Artefact:
    return Artefact(path, {"columns": list(columns), "rows": rows}, lambda: csv_bytes(columns, rows))
