"""The model of the map as JSON."""

from dataclasses import asdict

from zoneplan.plan.horizons import STATE_NAMES, State
from zoneplan.publish.maps.model.columns import Json
from zoneplan.publish.maps.model.decisions import decisions_by_place
from zoneplan.publish.maps.model.fields import plain_kind
from zoneplan.publish.maps.model.findings import plain_finding, plain_mark
from zoneplan.publish.maps.model.graticule import GridLine, grid_name
from zoneplan.publish.maps.model.horizons import first, plain_stop
from zoneplan.publish.maps.model.legend import FORM_NAMES, entries, readings
from zoneplan.publish.maps.model.painted import left_out
from zoneplan.publish.maps.model.palette import Painter, Palette, drawn
from zoneplan.publish.maps.model.place_json import Numbering, plain_places, variants_of
from zoneplan.publish.maps.model.plain import compact
from zoneplan.publish.maps.model.said import said
from zoneplan.publish.maps.model.spec import CARD_CHUNK, MapLayer, MapModel
from zoneplan.publish.maps.model.style import FINDING, Form
from zoneplan.publish.maps.model.theme_json import plain_left_out, plain_status, plain_theme
from zoneplan.publish.maps.model.themes import STATUS, Kind
from zoneplan.publish.maps.model.words import ATTRIBUTION
from zoneplan.text import Language


def plain(model: MapModel) -> dict[str, object]:
    """Gives the model as JSON, without what the page holds in blocks of its own and without its own words."""
    palette, variants = Palette(), variants_of(model.places)
    numbers = Numbering([layer.rule.id for layer in model.layers], variants, model.shape, model.card)
    place_of = {place.id: number for number, place in enumerate(model.places)}
    painter = Painter(palette, drawn(model.places), variants, model.plan.regulations.land_use_codes)
    looks = painter.states()
    finding = palette.number(FINDING)
    decisions = decisions_by_place(model.plan, [place.feature for place in model.places])
    fields: dict[str, Json] = {table.kind: dict(table.columns) for table in model.fields}
    written: dict[str, object] = {
        "title": said(model.title),
        "subtitle": said(model.subtitle),
        "language": model.language,
        "attribution": said(ATTRIBUTION),
        "plan": {"id": model.plan.id, "grid": grid_name(model.plan), "as_of": model.plan.as_of.isoformat()},
        "extent": list(model.extent),
        "horizons": [plain_stop(stop) for stop in model.stops],
        "horizon": first(model.stops),
        "states": [{"id": state.value, "name": said(STATE_NAMES[state])} for state in State],
        "forms": _forms(model, palette),
        "layers": [_layer(layer) for layer in model.layers],
        "kinds": {table.kind: plain_kind(table) for table in model.fields},
        "themes": _themes(model, painter),
        "themes_without": [plain_left_out(theme) for theme in model.themes if left_out(theme)],
        "theme": STATUS,
        "titles": {source: said(title) for source, title in model.titles.items()},
        "links": dict(model.links),
        "key_figures": {key: [compact(row) for row in rows] for key, rows in model.key_figures.items()},
        "places": {**plain_places(model.places, numbers, decisions), "fields": fields},
        "card_chunk": CARD_CHUNK,
        "rules": dict(model.findings.rules),
        "findings": [plain_finding(found, place_of) for found in model.findings.findings],
        "marks": [plain_mark(mark) for mark in model.findings.marks],
        "unmarked": said(model.findings.rest),
        "grid": [_line(line) for line in model.grid],
        "formula": asdict(model.formula) if model.formula else None,
        "compare": None,
    }
    written["looks"] = {"styles": palette.plain(), "layers": looks, "findings": finding}
    return written


def plain_cards(model: MapModel) -> dict[Language, list[dict[str, Json]]]:
    """Gives the cards as JSON by language, in the order in which places number them."""
    return {language: [compact(card) for card in cards] for language, cards in model.cards.items()}


def _forms(model: MapModel, palette: Palette) -> list[Json]:
    read = {reading.form: reading for reading in readings(model.plan, model.places)}
    return [
        {
            "id": form.value,
            "name": said(FORM_NAMES[form]),
            "look": palette.number(read[form].style) if form in read else 0,
            "count": read[form].count if form in read else 0,
        }
        for form in Form
    ]


def _layer(layer: MapLayer) -> dict[str, Json]:
    rule = layer.rule
    return {
        "id": rule.id,
        "name": said(rule.name),
        "kind": rule.kind,
        "pane": rule.pane,
        "on": rule.on,
        "label_zoom": rule.label_zoom,
        "signs": rule.signs,
        "state": rule.state.value if rule.state else None,
        "count": layer.count,
    }


def _themes(model: MapModel, painter: Painter) -> list[Json]:
    written: list[Json] = []
    for theme in model.themes:
        if theme.theme.kind is Kind.STATUS:
            written.append(plain_status(theme, entries(model.plan, painter.found), painter))
        elif not left_out(theme):
            written.append(plain_theme(theme, painter))
    return written


def _line(line: GridLine) -> dict[str, Json]:
    return {
        "axis": line.axis,
        "km": line.km,
        "label": said(line.label),
        "points": [list(point) for point in line.points],
    }
