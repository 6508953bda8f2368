"""Evidence: what the checks found, and the sources."""

from zoneplan.plan.finding import SEVERITY_NAMES, Finding
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context
from zoneplan.publish.reports.fields import feature_name
from zoneplan.publish.reports.model import Cell, Column, Row, Section, Table
from zoneplan.text import Text, format_date


def _columns(ctx: Context, *declared: tuple[str, Text, int]) -> tuple[Column, ...]:
    return tuple(Column(key, ctx.dossier.say(name), width=width) for key, name, width in declared)


def _finding(ctx: Context, finding: Finding) -> Row:
    say, rule = ctx.dossier.say, finding.rule
    layer = ctx.plan.layers.get(finding.layer)
    ledger = say(words.LEDGER_LAYER) if finding.layer == "ledger" else finding.layer
    cells = (
        Cell(say(SEVERITY_NAMES[rule.severity]), tone=rule.severity.value),
        Cell(say(rule.name)),
        Cell(say(layer.name) if layer else ledger),
        Cell(feature_name(ctx, finding.feature)),
        Cell(say(finding.message)),
        Cell(say(rule.why)),
        Cell(say(rule.remedy)),
    )
    return Row(cells)


def findings(ctx: Context) -> Section:
    """Gives what the checks found, worst first."""
    say = ctx.dossier.say
    shown = _columns(
        ctx,
        ("severity", words.SEVERITY, 10),
        ("rule", words.RULE, 24),
        ("layer", words.LAYER, 20),
        ("feature", words.FEATURE, 22),
        ("message", words.MESSAGE, 40),
        ("why", words.WHY, 34),
        ("remedy", words.REMEDY, 34),
    )
    table = Table("findings-all", "", shown, tuple(_finding(ctx, f) for f in ctx.dossier.findings))
    lead = () if table.rows else (say(words.NO_FINDINGS),)
    tables = (table,) if table.rows else ()
    return Section("findings", say(words.FINDINGS), say(words.FINDINGS_SHEET), "warning", tables, lead)


def sources(ctx: Context) -> Section:
    """Gives every source of the ledger; addresses stand as plain text."""
    shown = _columns(
        ctx,
        ("source", words.SOURCE_ID, 16),
        ("title", words.SOURCE_TITLE, 48),
        ("publisher", words.PUBLISHER, 28),
        ("date", words.ISSUED, 13),
        ("url", words.URL, 40),
        ("note", words.NOTE, 34),
    )
    rows = tuple(
        Row(
            tuple(
                Cell(text)
                for text in (s.id, s.title, s.publisher, format_date(s.date, ctx.language), s.url, s.note)
            )
        )
        for s in ctx.plan.sources.values()
    )
    title = ctx.dossier.say(words.SOURCES)
    return Section("sources", title, title, "neutral", (Table("sources-all", "", shown, rows),))
