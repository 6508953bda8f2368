"""What the map shows, as plain data in both languages."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.plan.horizons import State
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import source_title
from zoneplan.publish.maps.model.cards import Card, card_of, index
from zoneplan.publish.maps.model.fields import FieldTable, field_tables
from zoneplan.publish.maps.model.findings import MapFindings, map_findings
from zoneplan.publish.maps.model.graticule import GridFormula, GridLine, grid_formula, grid_lines, grid_name
from zoneplan.publish.maps.model.horizons import Stop, stops
from zoneplan.publish.maps.model.layers import FINDINGS, LAYERS, WITHDRAWN, LayerRule
from zoneplan.publish.maps.model.painted import Painted, Shown, painted
from zoneplan.publish.maps.model.place_json import shapes_of
from zoneplan.publish.maps.model.places import Place, places
from zoneplan.publish.maps.model.rows import Row, Teller
from zoneplan.publish.maps.model.said import LANGUAGES, both, each
from zoneplan.publish.maps.model.words import SUBTITLE
from zoneplan.text import Language, Message, Text, When

KEY_FIGURES = (
    ("plan_area_2030_ha", "KCN"),
    ("occupancy_pct", "KCN"),
    ("installed_mw", ""),
    ("relocation_progress_pct", ""),
    ("output_target_progress_pct", ""),
)
"""The measures at the head of the panel and the group each is of; no group means the whole plan."""

_WEB = re.compile(r"https?://[^\s/?#@\\<>\"]+([/?#][^\s\\<>\"]*)?", re.IGNORECASE)

CARD_CHUNK = 64
"""How many cards are read at once."""


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer that has something to show, and how many places (or marks) that is."""

    rule: LayerRule
    count: int


@dataclass(frozen=True)
class MapModel:
    """Everything that the map shows.

    Attributes:
        plan: The plan.
        language: The language that is shown first.
        title: What the map is called.
        subtitle: Grid, date and caution.
        extent: West, south, east and north of all that is shown, in degrees.
        stops: The horizons.
        layers: The layers that have something to show.
        places: The places, the most important first.
        fields: Their fields, kind by kind.
        themes: All themes, those too that have nothing to show.
        findings: The findings.
        cards: The cards by language, in the order of the places that have one.
        card: The number of the card of each place, -1 for none.
        key_figures: The key figures by language.
        titles: What each source is.
        links: The address of each source that has one on the web.
        grid: The lines of the grid.
        formula: What a browser needs to compute grid coordinates.
        shapes: The geometries that are drawn, in degrees.
        shape: The number of the geometry of each place, -1 for none.
    """

    plan: Plan
    language: Language
    title: Text
    subtitle: Text
    extent: tuple[float, float, float, float]
    stops: tuple[Stop, ...]
    layers: tuple[MapLayer, ...]
    places: tuple[Place, ...]
    fields: tuple[FieldTable, ...]
    themes: tuple[Painted, ...]
    findings: MapFindings
    cards: Mapping[Language, tuple[Card, ...]]
    card: Sequence[int]
    key_figures: Mapping[Language, tuple[Row, ...]]
    titles: Mapping[str, Text]
    links: Mapping[str, str]
    grid: tuple[GridLine, ...]
    formula: GridFormula | None
    shapes: NDArray[np.object_]
    shape: Sequence[int]


def map_model(dossier: Dossier, beside: Dossier | None = None) -> MapModel:
    """Gives everything that the map of a dossier shows, in both languages; ``beside`` is what it is compared with."""
    plan = dossier.plan
    found, findings = places(dossier), map_findings(dossier)
    known = index(dossier, findings.by_place)
    told = [place for place in found if known.has_card(place)]
    tellers = {language: Teller(plan, language) for language in LANGUAGES}
    number = {place.id: card for card, place in enumerate(told)}
    shapes, shape = shapes_of(found)
    as_of = When(plan.as_of.isoformat())
    return MapModel(
        plan=plan,
        language=dossier.language,
        title=plan.name,
        subtitle=both(Message.of(SUBTITLE, grid=grid_name(plan), date=as_of)),
        extent=_extent(plan, found),
        stops=stops(dossier),
        layers=_layers(found, findings),
        places=found,
        fields=field_tables(plan, [place.feature for place in found]),
        themes=painted(Shown(dossier, found), Shown(beside, places(beside)) if beside else None),
        findings=findings,
        cards={
            key: tuple(card_of(teller, known, place) for place in told) for key, teller in tellers.items()
        },
        card=[number.get(place.id, -1) for place in found],
        key_figures={key: _key_figures(dossier, teller) for key, teller in tellers.items()},
        titles={source: _title(plan, source) for source in plan.sources},
        links={key: source.url for key, source in plan.sources.items() if is_web(source.url)},
        grid=grid_lines(plan),
        formula=grid_formula(plan),
        shapes=shapes,
        shape=shape,
    )


def is_web(address: str) -> bool:
    """Tells whether a text is the whole address of a page on the web and nothing else."""
    return address.isprintable() and _WEB.fullmatch(address) is not None


def _title(plan: Plan, source: str) -> Text:
    return each(lambda language: source_title(plan, source, language))


def _extent(plan: Plan, found: Sequence[Place]) -> tuple[float, float, float, float]:
    """Gives the bounds of all places; where there are none, of the plan."""
    if not found:
        return plan.config.plan.extent
    bounds = shapely.bounds(np.array([place.feature.lonlat for place in found], dtype=object))
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    return round(float(west), 6), round(float(south), 6), round(float(east), 6), round(float(north), 6)


def _layers(found: Sequence[Place], findings: MapFindings) -> tuple[MapLayer, ...]:
    """Gives the layers with something to show; what is withdrawn is counted in its own layer too."""
    counts = Counter(place.layer.id for place in found)
    counts[WITHDRAWN] = sum(State.WITHDRAWN in place.states for place in found)
    counts[FINDINGS] = len(findings.marks)
    return tuple(MapLayer(rule, counts[rule.id]) for rule in LAYERS if counts[rule.id])


def _key_figures(dossier: Dossier, teller: Teller) -> tuple[Row, ...]:
    found = (dossier.measure(metric, group or dossier.plan.id) for metric, group in KEY_FIGURES)
    return tuple(
        teller.measured(m, of="" if m.subject.id == dossier.plan.id else teller.say(m.subject.name), key=True)
        for m in found
        if m is not None
    )
