"""Cells that show a field of a feature: names, places, stages, sources."""

from collections.abc import Callable, Mapping

from zoneplan.plan.declared import declared_area
from zoneplan.plan.kind import Form
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.layer import Feature
from zoneplan.publish.reports import words
from zoneplan.publish.reports.cells import Context, plain_cell
from zoneplan.publish.reports.clean import short_name
from zoneplan.publish.reports.model import Cell
from zoneplan.text import Message, format_number

_TONES = {
    "existing": "existing",
    "2021-2030": "planned",
    "2026-2030": "planned",
    "after-2030": "planned",
    "planned": "planned",
    "operating": "hydropower",
    "construction": "hydropower",
    "removed": "muted",
}


def feature_name(ctx: Context, feature_id: str) -> str:
    """Gives the name of a feature, or its id where there is none."""
    feature = ctx.plan.by_id.get(feature_id)
    return short_name(feature.named(ctx.language) if feature else feature_id)


def _choice(ctx: Context, feature: Feature, field_id: str) -> str:
    field, value = KINDS[feature.kind].field(field_id), feature.text(field_id)
    return ctx.dossier.say(field.choice_name(value)) if field and value else value


def _name(ctx: Context, feature: Feature) -> Cell:
    name, whole = short_name(feature.named(ctx.language)), feature.text("part_of")
    if not whole:
        return Cell(name)
    return Cell(ctx.dossier.say(Message.of(words.PART_OF, name=name, whole=feature_name(ctx, whole))))


def _stage(ctx: Context, feature: Feature) -> Cell:
    """Gives the stage, followed by what the plan makes of an existing zone where it is something else."""
    entry, own = ctx.plan.plan_entry.get(feature.id), _choice(ctx, feature, "stage")
    later = _choice(ctx, entry, "stage") if entry else own
    tone = _TONES.get(feature.text("stage"), "") if feature.kind == "industrial_zones" else ""
    return Cell(own if own == later else f"{own} → {later}", tone=tone)


def _position(ctx: Context, feature: Feature) -> Cell:
    metres = format_number(feature.uncertainty_m, ctx.language, 0)
    return Cell(f"{_choice(ctx, feature, 'position')}, ±\u00a0{metres}\u00a0m")


def _commune(ctx: Context, feature: Feature) -> Cell:
    return Cell("; ".join(ctx.communes.get(name, name) for name in feature.references("commune")))


def _serves(ctx: Context, feature: Feature) -> Cell:
    return Cell("; ".join(feature_name(ctx, zone) for zone in feature.references("serves")))


def _sources_of(_: Context, feature: Feature) -> Cell:
    return Cell("; ".join(feature.references("source")))


def _basis(ctx: Context, feature: Feature) -> Cell:
    """Gives under which indicator a zone's declared area stands, and its sources."""
    found = declared_area(ctx.plan, feature.id)
    if found is None:
        return Cell()
    name = ctx.dossier.say(ctx.plan.ledger.indicators[found.chosen.indicator].name)
    return Cell(f"{name} ({', '.join(found.chosen.sources)})")


def _decision(ctx: Context, feature: Feature) -> Cell:
    entry = ctx.plan.plan_entry.get(feature.id)
    return Cell(feature.text("decision") or (entry.text("decision") if entry else ""))


def _river(ctx: Context, feature: Feature) -> Cell:
    river, basis = feature.text("river"), feature.text("river_basis")
    sure = basis in ("", "published")
    return Cell(river if sure or not river else f"{river} ({_choice(ctx, feature, 'river_basis')})")


_SPECIAL: Mapping[str, Callable[[Context, Feature], Cell]] = {
    "name": _name,
    "stage": _stage,
    "position": _position,
    "commune": _commune,
    "serves": _serves,
    "source": _sources_of,
    "basis": _basis,
    "decision": _decision,
    "river": _river,
}


def field_cell(ctx: Context, field_id: str, feature: Feature) -> Cell:
    """Gives the cell of a field as people read it; blank where the layer does not say."""
    if field_id in _SPECIAL:
        return _SPECIAL[field_id](ctx, feature)
    field, value = KINDS[feature.kind].field(field_id), feature.values.get(field_id)
    if value is None or field is None:
        return Cell()
    if field.form is Form.INTEGER and isinstance(value, int):
        return plain_cell(value)
    tone = _TONES.get(feature.text(field_id), "") if field.form is Form.CHOICE else ""
    return Cell(_choice(ctx, feature, field_id), tone=tone)
