"""Places: relocation, hydropower, communes."""

from collections.abc import Sequence
from dataclasses import replace

from zoneplan.metrics import METRICS
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature
from zoneplan.publish.explain import value_text
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context, measure_cell
from zoneplan.publish.reports.columns import (
    COMMUNES,
    DESTINATIONS,
    HYDROPOWER,
    HYDROPOWER_TOTALS,
    ORIGINS,
    PROGRESS,
    ColumnSpec,
    Origin,
)
from zoneplan.publish.reports.model import Cell, Row, Section, Table
from zoneplan.publish.reports.rows import columns, feature_row, total_row, verdict_lines
from zoneplan.text import Text


def _table(
    ctx: Context, table_id: str, title: Text | None, specs: Sequence[ColumnSpec], features: Sequence[Feature]
) -> Table:
    kind = features[0].kind if features else ""
    rows = tuple(feature_row(ctx, specs, feature) for feature in features)
    return Table(table_id, ctx.dossier.say(title) if title else "", columns(ctx, specs, kind), rows)


def _lead(ctx: Context, tables: Sequence[Table], text: Text) -> str:
    return ctx.dossier.say(text if tables else words.NOTHING)


def _progress(ctx: Context) -> Table:
    metrics = [spec.id for spec in PROGRESS[1:]]
    known = [
        zone
        for zone in ctx.plan.zones
        if any((m := ctx.dossier.measure(i, zone.id)) is not None and m.value is not None for i in metrics)
    ]
    table = _table(ctx, "relocation-progress", words.PROGRESS, PROGRESS, known)
    if not known:
        return table
    keys = [(metric, subject) for metric in metrics for subject in (*(z.id for z in known), ctx.plan.id)]
    rows = (*table.rows, total_row(ctx, PROGRESS, ctx.plan.id))
    return replace(table, columns=columns(ctx, PROGRESS, ""), rows=rows, notes=verdict_lines(ctx, keys))


def relocation(ctx: Context) -> Section:
    """Gives who has to leave, where people arrive, and apart from them resettlement after disasters."""
    say, areas = ctx.dossier.say, ctx.plan.of_kind("relocation_areas")
    zone_made = [a for a in areas if a.text("cause") != "disaster"]
    origins = [a for a in zone_made if a.text("role") == "origin"]
    arrivals = [a for a in zone_made if a.text("role") != "origin"]
    disaster = [a for a in areas if a.text("cause") == "disaster"]
    tables = (
        _progress(ctx),
        _table(ctx, "relocation-origins", words.ORIGINS, ORIGINS, origins),
        _table(ctx, "relocation-destinations", words.DESTINATIONS, DESTINATIONS, arrivals),
        _table(ctx, "relocation-disaster", words.DISASTER, DESTINATIONS, disaster),
    )
    shown = tuple(table for table in tables if table.rows)
    sheet = say(words.RELOCATION_SHEET)
    return Section(
        "relocation", say(words.RELOCATION), sheet, "relocation", shown, (_lead(ctx, shown, words.NO_SUM),)
    )


def _power_total(ctx: Context, metric: str) -> Row:
    """Gives a total of the province's sites; that of operating ones says how many they are."""
    name, count = (
        ctx.dossier.say(METRICS[metric][0].name),
        ctx.dossier.measure("hydropower_sites", ctx.plan.id),
    )
    if metric == "installed_mw" and count is not None and count.value is not None:
        name = f"{name}: {value_text(count, ctx.language)}"
    shown = {"installed_mw": metric}
    if metric == "installed_mw":
        shown |= {spec.id: spec.id for spec in HYDROPOWER if spec.origin is Origin.METRIC}
    cells = (
        measure_cell(ctx, shown[spec.id], ctx.plan.id) if spec.id in shown else Cell()
        for spec in HYDROPOWER[1:]
    )
    return Row((Cell(name), *cells), "total")


def hydropower(ctx: Context) -> Section:
    """Gives every hydropower site by status, and the totals of the province."""
    status = KINDS["hydropower_sites"].field("status")
    rank = {choice.id: place for place, choice in enumerate(status.choices if status else ())}
    sites = ctx.plan.of_kind("hydropower_sites")
    sites = tuple(sorted(sites, key=lambda site: rank.get(site.text("status"), len(rank))))
    table = _table(ctx, "hydropower-sites", None, HYDROPOWER, sites)
    totals = tuple(_power_total(ctx, metric) for metric in HYDROPOWER_TOTALS)
    tables = (replace(table, rows=(*table.rows, *totals)),) if sites else ()
    title = ctx.dossier.say(words.HYDROPOWER)
    return Section(
        "hydropower", title, title, "hydropower", tables, (_lead(ctx, tables, words.HYDROPOWER_LEAD),)
    )


def communes(ctx: Context) -> Section:
    """Gives every commune and the province."""
    table = _table(ctx, "communes-all", None, COMMUNES, ctx.plan.of_kind("communes"))
    whole = total_row(ctx, COMMUNES, ctx.plan.id)
    tables = (replace(table, rows=(*table.rows, whole)),) if table.rows else ()
    title = ctx.dossier.say(words.COMMUNES)
    return Section("communes", title, title, "people", tables, (_lead(ctx, tables, words.COMMUNE_LEAD),))
