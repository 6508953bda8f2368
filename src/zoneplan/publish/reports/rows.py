"""Rows and tables from column declarations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zoneplan.metrics import METRICS, Role
from zoneplan.metrics.measure import ROLE_NAMES
from zoneplan.plan.kind import Form
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.publish.explain import threshold_text, unit_sign
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context, figure_cell, measure_cell, missing_cell
from zoneplan.publish.reports.clean import short_name
from zoneplan.publish.reports.columns import ColumnSpec, Origin
from zoneplan.publish.reports.fields import field_cell
from zoneplan.publish.reports.model import Cell, Column, Row
from zoneplan.text import Message

_STAGES = tuple(choice.id for choice in KINDS["industrial_zones"].field("stage").choices)  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Block:
    """Zones that stand together in a table; ``group`` is empty for those of no group."""

    group: str
    zones: tuple[Feature, ...]


def province_name(ctx: Context) -> str:
    """Gives the words for the whole plan."""
    name = ctx.dossier.say(ROLE_NAMES[Role.PLAN])
    return name[:1].upper() + name[1:]


def subject_name(ctx: Context, subject: str) -> str:
    """Gives the name of a group, of the province, or of any other subject."""
    if subject == ctx.plan.id:
        return province_name(ctx)
    found = ctx.plan.subjects.get(subject)
    return short_name(found.in_(ctx.language) if found else subject)


def totals(plan: Plan) -> tuple[str, ...]:
    """Gives the ids of the groups and of the plan."""
    return (*plan.config.groups, plan.id)


def column(ctx: Context, spec: ColumnSpec, kind: str = "") -> Column:
    """Gives the heading of a declared column; ``kind`` is the layer kind whose field it may show."""
    say = ctx.dossier.say
    if spec.origin is Origin.METRIC:
        metric = METRICS[spec.id][0]
        heading = say(spec.heading or metric.name)
        return Column(spec.id, heading, unit_sign(metric.unit, ctx.language), spec.width, numeric=True)
    if spec.origin is Origin.FIGURE:
        figure = ctx.plan.ledger.indicators[spec.id]
        heading = say(spec.heading or figure.name)
        return Column(spec.id, heading, unit_sign(figure.unit, ctx.language), spec.width, numeric=True)
    field = KINDS[kind].field(spec.id) if kind else None
    heading = say(spec.heading) if spec.heading else say(field.name) if field else spec.id
    numeric = field is not None and field.form is Form.INTEGER
    return Column(spec.id, heading, "", spec.width, numeric, printed=spec.id != "id")


def columns(ctx: Context, specs: Iterable[ColumnSpec], kind: str) -> tuple[Column, ...]:
    """Gives the headings of a table about features of a layer kind."""
    return tuple(column(ctx, spec, kind) for spec in specs)


def _cell(ctx: Context, spec: ColumnSpec, feature: Feature) -> Cell:
    match spec.origin:
        case Origin.METRIC if spec.only_existing and feature.text("stage") != "existing":
            return Cell()
        case Origin.METRIC:
            return measure_cell(ctx, spec.id, feature.id)
        case Origin.FIGURE:
            return figure_cell(ctx, spec.id, feature.id)
        case _:
            return field_cell(ctx, spec.id, feature)


def feature_row(ctx: Context, specs: Iterable[ColumnSpec], feature: Feature) -> Row:
    """Gives the row of a feature; that of a part of another zone is marked as such."""
    style = "part" if feature.text("part_of") else ""
    return Row(tuple(_cell(ctx, spec, feature) for spec in specs), style)


def total_row(ctx: Context, specs: Sequence[ColumnSpec], subject: str) -> Row:
    """Gives the row of a group or of the province: its measures, never a sum made here."""
    name = subject_name(ctx, subject)
    if subject != ctx.plan.id:
        name = ctx.dossier.say(Message.of(words.WHOLE_GROUP, name=name))
    cells = [Cell(name)]
    for spec in specs[1:]:
        if spec.in_totals:
            cells.append(missing_cell(ctx.dossier.say(spec.in_totals)))
        elif spec.origin is Origin.METRIC:
            cells.append(measure_cell(ctx, spec.id, subject))
        elif spec.origin is Origin.FIGURE and subject == ctx.plan.id:
            cells.append(figure_cell(ctx, spec.id, subject))
        else:
            cells.append(Cell())
    return Row(tuple(cells), "total")


def heading_row(text: str, count: int) -> Row:
    """Gives a row that names the rows below it."""
    return Row((Cell(text), *[Cell()] * (count - 1)), "heading")


def zone_blocks(plan: Plan, *, existing: bool) -> tuple[Block, ...]:
    """Gives the zones by group, each followed by its parts, then those of no group.

    Args:
        plan: The plan.
        existing: Whether only zones that exist are wanted.
    """
    order = {zone.id: place for place, zone in enumerate(plan.zones)}

    def place(zone: Feature) -> tuple[int, int, bool, int]:
        whole = plan.by_id.get(zone.text("part_of"), zone)
        stage = whole.text("stage")
        rank = _STAGES.index(stage) if stage in _STAGES else len(_STAGES)
        return rank, order.get(whole.id, order[zone.id]), whole is not zone, order[zone.id]

    wanted = sorted((z for z in plan.zones if not existing or z.text("stage") == "existing"), key=place)
    categories = {table.category: group for group, table in plan.config.groups.items()}
    blocks = [
        Block(g, tuple(z for z in wanted if categories.get(z.text("category")) == g))
        for g in plan.config.groups
    ]
    others = tuple(z for z in wanted if z.text("category") not in categories)
    return tuple(block for block in (*blocks, Block("", others)) if block.zones or block.group)


def zone_rows(ctx: Context, specs: Sequence[ColumnSpec], *, existing: bool) -> tuple[Row, ...]:
    """Gives zones by group with the group's own row below them, and the province's row at the end."""
    rows: list[Row] = []
    for block in zone_blocks(ctx.plan, existing=existing):
        name = subject_name(ctx, block.group) if block.group else ctx.dossier.say(words.OTHERS)
        rows.append(heading_row(name, len(specs)))
        rows += [feature_row(ctx, specs, zone) for zone in block.zones]
        if block.group:
            rows.append(total_row(ctx, specs, block.group))
    return (*rows, total_row(ctx, specs, ctx.plan.id))


def verdict_lines(ctx: Context, keys: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Gives the thresholds that judged measures, each once: value, document, and whether it was verified."""
    lines = []
    for metric, subject in keys:
        measure = ctx.dossier.measure(metric, subject)
        if measure is not None and measure.verdict is not None:
            threshold = threshold_text(measure.verdict.threshold, ctx.language)
            lines.append(f"{ctx.dossier.say(measure.spec.name)}: {threshold}.")
    return tuple(dict.fromkeys(lines))


def formula_lines(ctx: Context, specs: Iterable[ColumnSpec]) -> tuple[str, ...]:
    """Gives how the measures of columns are computed and what they rest on."""
    metrics = [METRICS[spec.id][0] for spec in specs if spec.origin is Origin.METRIC]
    say = ctx.dossier.say
    return tuple(
        f"{say(m.name)} = {say(m.formula)} ({say(words.BASE).lower()}: {say(m.base)})." for m in metrics
    )
