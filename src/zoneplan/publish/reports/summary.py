"""The summary: the plan by horizon, efficiency, key figures of the province."""

from collections.abc import Iterator

from zoneplan.metrics import METRICS
from zoneplan.publish.explain import unit_sign
from zoneplan.publish.families import Family, families
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context, measure_cell, plain_cell
from zoneplan.publish.reports.columns import HIGHLIGHTS, HORIZON, PROVINCE, RATES, ColumnSpec
from zoneplan.publish.reports.model import Cell, Column, Highlight, Row, Section, Table
from zoneplan.publish.reports.rows import (
    column,
    formula_lines,
    heading_row,
    subject_name,
    totals,
    verdict_lines,
)
from zoneplan.text import format_date


def keys(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Gives metric and subject of every value in the summary, in the order of reading."""
    wide = [
        (spec.id, subject) for specs in (HORIZON, RATES) for subject in totals(ctx.plan) for spec in specs
    ]
    further = [(metric, s) for _, metrics in _further(ctx) for metric in metrics for s in totals(ctx.plan)]
    return (*wide, *((metric, ctx.plan.id) for metric in PROVINCE), *further)


def _further(ctx: Context) -> Iterator[tuple[Family, tuple[str, ...]]]:
    """Gives the measures of the province and the groups that have a value and stand in no other table, by family."""
    shown = {*PROVINCE, *(spec.id for spec in (*HORIZON, *RATES))}
    for family, metrics, _ in families():
        left = tuple(key for key in metrics if key not in shown and _has_value(ctx, key))
        if left:
            yield family, left


def _has_value(ctx: Context, metric: str) -> bool:
    found = (ctx.dossier.measure(metric, subject) for subject in totals(ctx.plan))
    return any(measure is not None and measure.value is not None for measure in found)


def _others(ctx: Context) -> Table:
    """Gives the further measures, the province and the groups side by side."""
    say, subjects = ctx.dossier.say, totals(ctx.plan)
    shown = (
        Column("measure", say(words.MEASURE), width=44),
        *(Column(s, subject_name(ctx, s), width=14, numeric=True) for s in subjects),
        Column("unit", say(words.UNIT), width=16),
    )
    rows: list[Row] = []
    for family, metrics in _further(ctx):
        rows.append(heading_row(say(family.title), len(shown)))
        for metric in metrics:
            spec = METRICS[metric][0]
            cells = (_applied(ctx, metric, s) for s in subjects)
            rows.append(Row((Cell(say(spec.name)), *cells, Cell(unit_sign(spec.unit, ctx.language)))))
    return Table("summary-further", say(words.OTHER_TOTALS), shown, tuple(rows))


def _applied(ctx: Context, metric: str, subject: str) -> Cell:
    """Gives the cell of a measure, blank where it does not apply to the subject at all."""
    return measure_cell(ctx, metric, subject) if ctx.dossier.measure(metric, subject) else Cell()


def _wide(
    ctx: Context, table_id: str, title: str, specs: tuple[ColumnSpec, ...], explain: tuple[ColumnSpec, ...]
) -> Table:
    subjects = totals(ctx.plan)
    rows = tuple(
        Row(
            (Cell(subject_name(ctx, s)), *(measure_cell(ctx, spec.id, s) for spec in specs)),
            "total" if s == ctx.plan.id else "",
        )
        for s in subjects
    )
    name = Column("group", ctx.dossier.say(words.GROUP), width=44)
    notes = verdict_lines(ctx, [(spec.id, s) for spec in specs for s in subjects])
    shown = (name, *(column(ctx, spec) for spec in specs))
    return Table(table_id, title, shown, rows, (*notes, *formula_lines(ctx, explain)))


def _province(ctx: Context) -> Table:
    say, plan = ctx.dossier.say, ctx.plan.id
    rows = []
    for metric in PROVINCE:
        spec, measure = METRICS[metric][0], ctx.dossier.measure(metric, plan)
        number = ctx.numbers.get((metric, plan))
        rows.append(
            Row(
                (
                    Cell(say(spec.name)),
                    measure_cell(ctx, metric, plan),
                    Cell(unit_sign(spec.unit, ctx.language)),
                    Cell(format_date(measure.as_of, ctx.language) if measure else ""),
                    plain_cell(number) if number else Cell(),
                )
            )
        )
    shown = (
        Column("measure", say(words.MEASURE), width=44),
        Column("value", say(words.VALUE), width=14, numeric=True),
        Column("unit", say(words.UNIT), width=16),
        Column("as_of", say(words.DATE), width=16),
        Column("explanation", say(words.NUMBER), width=11, numeric=True),
    )
    notes = verdict_lines(ctx, [(metric, plan) for metric in PROVINCE])
    return Table("summary-province", say(words.PROVINCE), shown, tuple(rows), notes)


def highlights(ctx: Context) -> tuple[Highlight, ...]:
    """Gives the figures that stand large at the head of the page, as far as the plan has them."""
    found = []
    for metric, group, accent in HIGHLIGHTS:
        subject = group or ctx.plan.id
        cell = measure_cell(ctx, metric, subject)
        if not cell.missing:
            label = ctx.dossier.say(METRICS[metric][0].name)
            found.append(Highlight(label, subject_name(ctx, subject), accent, cell))
    return tuple(found)


def summary(ctx: Context) -> Section:
    """Gives the summary."""
    say = ctx.dossier.say
    tables = (
        _wide(ctx, "summary-horizon", say(words.BY_HORIZON), HORIZON, HORIZON[:1]),
        _wide(ctx, "summary-rates", say(words.RATES), RATES, RATES),
        _province(ctx),
    )
    further = _others(ctx)
    shown = (*tables, further) if further.rows else tables
    return Section("summary", say(words.SUMMARY), say(words.SUMMARY), "neutral", shown, (say(words.SIGNS),))
