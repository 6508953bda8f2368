"""How each value came about: formula, working, ledger rows, verdict, doubts."""

from dataclasses import replace

from zoneplan.metrics import Measure
from zoneplan.plan.ledger import Figure
from zoneplan.publish.explain import explain, figure_line
from zoneplan.publish.reports.cells import Context, measure_cell, printed_cell
from zoneplan.publish.reports.fields import feature_name
from zoneplan.publish.reports.model import Explained, LedgerRow
from zoneplan.publish.reports.rows import subject_name


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
    used = [_ledger_row(ctx, figure, used=True) for figure in measure.figures]
    others = [_ledger_row(ctx, figure, used=False) for figure in measure.others]
    shapes = measure.features if measure.spec.layers and not measure.figures else ()
    about = explain(ctx.plan, measure, ctx.language)
    return Explained(
        number=number,
        cell=replace(measure_cell(ctx, measure.spec.id, measure.subject.id), note=()),
        subject=subject_name(ctx, measure.subject.id),
        about=replace(about, figures=(), others=(), features=()),
        rows=(*used, *others),
        outlines=tuple(_outline(ctx, shape) for shape in shapes),
    )


def _outline(ctx: Context, feature_id: str) -> str:
    feature = ctx.plan.by_id.get(feature_id)
    return f"{feature_name(ctx, feature_id)} ({', '.join(feature.references('source')) if feature else ''})"
