"""How each value came about: formula, working, ledger rows, verdict, doubts."""

from collections.abc import Iterator
from dataclasses import replace

from zoneplan.metrics import Measure
from zoneplan.metrics.tolerance import causes
from zoneplan.metrics.view import View
from zoneplan.plan.ledger import Figure
from zoneplan.publish.explain import explain_without_rows, figure_line, range_text
from zoneplan.publish.influence import tolerance_lines
from zoneplan.publish.reports.cells import Context, measure_cell, printed_cell
from zoneplan.publish.reports.fields import feature_name
from zoneplan.publish.reports.model import Explained, LedgerRow
from zoneplan.publish.reports.rows import subject_name

_MOST_ROWS = 200
"""How many ledger rows an explanation shows: a total of a thousand zones has thousands."""
_MOST_OUTLINES = 40
"""How many outlines an explanation names."""
_MOST_CAUSES = 2
"""How many causes of one kind leave a value open by name."""


def _ledger_row(ctx: Context, figure: Figure, *, used: bool) -> LedgerRow:
    line = figure_line(ctx.plan, figure, ctx.language)
    return LedgerRow(
        used=used,
        line=line.line,
        subject=line.subject,
        subject_name=line.subject_name,
        name=line.name,
        value=replace(printed_cell(ctx, figure), note=(), sources=()),
        as_of=line.as_of,
        confidence=line.confidence,
        sources=line.sources,
        note=line.note,
    )


def explained(ctx: Context, measure: Measure, number: int) -> Explained:
    """Gives how a value came about."""
    figures = [*((f, True) for f in measure.figures), *((f, False) for f in measure.others)]
    shapes = measure.features if measure.spec.layers and not measure.figures else ()
    about = explain_without_rows(ctx.plan, measure, ctx.language)
    return Explained(
        number=number,
        cell=replace(measure_cell(ctx, measure.spec.id, measure.subject.id), note=()),
        subject=subject_name(ctx, measure.subject.id),
        about=replace(about, features=()),
        rows=tuple(_ledger_row(ctx, figure, used=used) for figure, used in figures[:_MOST_ROWS]),
        rest=max(len(figures) - _MOST_ROWS, 0),
        outlines=tuple(_outline(ctx, shape) for shape in shapes[:_MOST_OUTLINES]),
        range=range_text(measure, ctx.language),
        tolerance=tuple(_tolerance(ctx, measure)),
    )


def _tolerance(ctx: Context, measure: Measure) -> Iterator[str]:
    return tolerance_lines(ctx.plan, measure, causes(View(ctx.plan), measure), ctx.language, _MOST_CAUSES)


def _outline(ctx: Context, feature_id: str) -> str:
    feature = ctx.plan.by_id.get(feature_id)
    return f"{feature_name(ctx, feature_id)} ({', '.join(feature.references('source')) if feature else ''})"
