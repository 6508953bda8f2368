"""Industrial zones: how well the existing ones use their land, and what is planned."""

from collections.abc import Sequence

from zoneplan.metrics import Measure
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context
from zoneplan.publish.reports.columns import EFFICIENCY, PLANNED, Origin
from zoneplan.publish.reports.everything import never_computed
from zoneplan.publish.reports.model import Cell, Column, Row, Section, Table
from zoneplan.publish.reports.rows import (
    columns,
    formula_lines,
    subject_name,
    totals,
    verdict_lines,
    zone_blocks,
    zone_rows,
)
from zoneplan.publish.reports.tabulated import without_rows

_KIND = "industrial_zones"


def keys(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Gives metric and subject of every value in the table of land efficiency, row by row."""
    metrics = [spec for spec in EFFICIENCY if spec.origin is Origin.METRIC]
    found: list[tuple[str, str]] = []
    for block in zone_blocks(ctx.plan, existing=True):
        found += [(spec.id, zone.id) for zone in block.zones for spec in metrics]
    whole = [(spec.id, subject) for subject in totals(ctx.plan) for spec in metrics if not spec.in_totals]
    return (*found, *whole)


def _rows_needed(ctx: Context, measure: Measure) -> tuple[str, ...]:
    """Gives the ledger rows that a measure without a value still needs, those it has left out."""
    known = ctx.plan.ledger
    lacking = (i for i in measure.spec.needs if known.look_up(measure.subject.id, i, ctx.plan.as_of) is None)
    return tuple(f"{measure.subject.id}, {i} ({ctx.dossier.say(known.indicators[i].name)})" for i in lacking)


def _missing_row(ctx: Context, zone: str, gaps: Sequence[Measure]) -> Row:
    say = ctx.dossier.say
    names = [say(gap.spec.name) for gap in gaps]
    needed = dict.fromkeys(row for gap in gaps if not gap.spec.layers for row in _rows_needed(ctx, gap))
    shapes = dict.fromkeys(say(gap.reason) for gap in gaps if gap.spec.layers and gap.reason)
    texts = (subject_name(ctx, zone), "; ".join(names), "\n".join((*needed, *shapes)))
    return Row(tuple(Cell(text) for text in texts))


def _still_missing(ctx: Context) -> Table:
    """Gives, for each existing zone, what cannot be computed yet and which ledger rows would mend it."""
    say = ctx.dossier.say
    gaps: dict[str, list[Measure]] = {}
    for metric, subject in keys(ctx):
        measure = ctx.dossier.measure(metric, subject)
        if measure is not None and measure.value is None and not measure.subject.members:
            gaps.setdefault(subject, []).append(measure)
    rows = tuple(_missing_row(ctx, zone, found) for zone, found in gaps.items())
    shown = (
        Column("zone", say(words.ZONE), width=34),
        Column("measure", say(words.NOT_COMPUTED), width=56),
        Column("needed", say(words.NEEDED), width=64),
    )
    return Table("missing-rows", "", shown, rows)


def efficiency(ctx: Context) -> Section:
    """Gives the existing zones with the measures of land efficiency, and what is missing for more."""
    say = ctx.dossier.say
    notes = (*verdict_lines(ctx, keys(ctx)), *formula_lines(ctx, EFFICIENCY))
    rows = zone_rows(ctx, EFFICIENCY, existing=True)
    table = Table("efficiency-zones", "", columns(ctx, EFFICIENCY, _KIND), rows, notes)
    title = say(words.EFFICIENCY)
    return Section("efficiency", title, title, "existing", (table,), (say(words.SIGNS),))


def missing(ctx: Context) -> Section:
    """Gives the figures still missing, the list that staff collect by."""
    say, table = ctx.dossier.say, _still_missing(ctx)
    tables, lead = ((table,), say(words.MISSING_LEAD)) if table.rows else ((), say(words.NOTHING_MISSING))
    return Section("missing", say(words.STILL_MISSING), say(words.STILL_MISSING), "existing", tables, (lead,))


def unmeasured(ctx: Context) -> Section:
    """Gives the measures that have no value at all and the tables without rows, each with what they lack."""
    tables = tuple(table for table in (never_computed(ctx), without_rows(ctx)) if table.rows)
    title, lead = ctx.dossier.say(words.UNMEASURED), words.UNMEASURED_LEAD if tables else words.ALL_MEASURED
    return Section("unmeasured", title, title, "existing", tables, (ctx.dossier.say(lead),))


def planned(ctx: Context) -> Section:
    """Gives all zones of the plan."""
    say = ctx.dossier.say
    rows = zone_rows(ctx, PLANNED, existing=False)
    table = Table("plan-zones", "", columns(ctx, PLANNED, _KIND), rows)
    sheet = say(words.PLANNED_SHEET)
    return Section("plan", say(words.PLANNED), sheet, "planned", (table,), (say(words.PLAN_LEAD),))
