"""The two sheets of the workbook that explain values; the page tells the same in its own way."""

from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import plain_cell
from zoneplan.publish.reports.model import (
    Cell,
    Column,
    Explained,
    LedgerRow,
    ReportModel,
    Row,
    Section,
    Table,
)
from zoneplan.text import Language, Message, Text, render


def _columns(language: Language, *declared: tuple[str, Text, int]) -> tuple[Column, ...]:
    unprinted = ("outlines", "method", "metric", "subject_id")
    return tuple(
        Column(key, name.in_(language), width=width, printed=key not in unprinted)
        for key, name, width in declared
    )


def explained_lead(model: ReportModel) -> str:
    """Gives the line that stands above the explanations."""
    lead = Message.of(words.EXPLAINED_LEAD, path=model.ledger)
    if model.unexplained:
        lead = Message.of(
            words.EXPLAINED_FIRST, count=len(model.explanations), rest=model.unexplained, path=model.ledger
        )
    return render(lead, model.language)


def _explanation(item: Explained) -> Row:
    about = item.about
    texts = (
        about.as_of,
        about.formula,
        about.working,
        about.base,
        "\n".join(about.verdicts),
        "\n".join(about.benchmarks),
        about.reason,
        item.range,
        "\n".join(item.tolerance),
        "\n".join(about.remarks),
        ", ".join(source for source, _ in about.sources),
        "; ".join(item.outlines),
        about.method,
        about.metric,
        about.subject,
    )
    head = (
        plain_cell(item.number),
        Cell(about.name),
        Cell(item.subject),
        item.cell,
        Cell(item.cell.unit),
    )
    return Row((*head, *(Cell(text) for text in texts)))


def explanation_sheet(model: ReportModel) -> Section:
    """Gives the sheet with one row a value."""
    shown = _columns(
        model.language,
        ("number", words.NUMBER, 9),
        ("measure", words.MEASURE, 26),
        ("subject", words.SUBJECT, 22),
        ("value", words.VALUE, 12),
        ("unit", words.UNIT, 12),
        ("as_of", words.DATE, 11),
        ("formula", words.FORMULA, 28),
        ("working", words.WORKING, 26),
        ("base", words.BASE, 20),
        ("verdict", words.VERDICT, 28),
        ("benchmarks", words.BENCHMARKS, 26),
        ("reason", words.REASON, 26),
        ("range", words.RANGE, 16),
        ("tolerance", words.TOLERANCE, 46),
        ("remarks", words.REMARKS, 34),
        ("sources", words.SOURCES, 18),
        ("outlines", words.OUTLINES, 22),
        ("method", words.METHOD, 22),
        ("metric", words.METRIC_ID, 24),
        ("subject_id", words.SUBJECT_ID, 22),
    )
    rows = tuple(_explanation(item) for item in model.explanations)
    table, lead = Table("explained-all", "", shown, rows), explained_lead(model)
    title, sheet = words.EXPLAINED.in_(model.language), words.EXPLAINED_SHEET.in_(model.language)
    return Section("explained", title, sheet, "neutral", (table,), (lead,))


def _use(language: Language, item: Explained, row: LedgerRow) -> Row:
    return Row(
        (
            plain_cell(item.number),
            Cell(
                (words.USED if row.used else words.OTHER_VALUE).in_(language),
                tone="" if row.used else "muted",
            ),
            plain_cell(row.line),
            Cell(row.subject_name),
            Cell(row.name),
            Cell(row.value.text, row.value.number, row.value.decimals, bound=row.value.bound),
            Cell(row.value.unit),
            Cell(row.as_of),
            Cell(row.confidence),
            Cell(", ".join(row.sources)),
            Cell(row.note),
            Cell(row.subject),
        )
    )


def ledger_sheet(model: ReportModel) -> Section:
    """Gives the sheet with the ledger rows of every explained value."""
    shown = _columns(
        model.language,
        ("number", words.NUMBER, 11),
        ("use", words.USE, 20),
        ("line", words.LINE, 8),
        ("subject", words.SUBJECT, 34),
        ("indicator", words.INDICATOR, 34),
        ("value", words.VALUE, 14),
        ("unit", words.UNIT, 14),
        ("as_of", words.DATE, 16),
        ("confidence", words.CONFIDENCE, 12),
        ("sources", words.SOURCES, 26),
        ("note", words.NOTE, 50),
        ("subject_id", words.SUBJECT_ID, 22),
    )
    rows = tuple(_use(model.language, item, row) for item in model.explanations for row in item.rows)
    title, table = words.LEDGER.in_(model.language), Table("ledger-used", "", shown, rows)
    return Section("ledger", title, title, "neutral", (table,), _ledger_lead(model))


def _ledger_lead(model: ReportModel) -> tuple[str, ...]:
    """Gives the line that says of which values not all rows stand in the sheet, where there are any."""
    longer = [len(item.rows) for item in model.explanations if item.rest]
    if not longer:
        return ()
    told = Message.of(words.FIRST_LEDGER_ROWS, most=max(longer), count=len(longer))
    return (render(told, model.language),)
