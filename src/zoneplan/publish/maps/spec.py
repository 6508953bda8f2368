"""What the map shows, as plain data: layers, places, grid, key figures and words."""

from collections import Counter
from dataclasses import dataclass

from zoneplan.plan.declared import declared_area
from zoneplan.plan.layer import Feature
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.explain import source_title
from zoneplan.publish.maps.card import Card, Row, card_of, measure_row
from zoneplan.publish.maps.findings import MapFindings, Mark, map_findings
from zoneplan.publish.maps.graticule import GridFormula, GridLine, grid_formula, grid_lines, grid_name
from zoneplan.publish.maps.layers import FINDINGS, LAYERS, LayerRule, layer_of
from zoneplan.publish.maps.shapes import anchor_of, outline_of
from zoneplan.publish.maps.style import MARKER_PX, STYLES, Style, circle_radius_m, diamond_px, disc_px
from zoneplan.publish.maps.words import READING, SUBTITLE, card_words, page_words, shortened
from zoneplan.text import Language, Message, fold, format_date

KEY_FIGURES = (
    ("plan_area_2030_ha", "KCN"),
    ("occupancy_pct", "KCN"),
    ("installed_mw", ""),
    ("relocation_progress_pct", ""),
    ("output_target_progress_pct", ""),
)
"""The measures at the head of the panel and the group each is of; no group means the whole plan."""


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One row of the legend."""

    id: str
    name: str
    pane: str
    on: bool
    count: int
    label_zoom: int
    style: Style


@dataclass(frozen=True, slots=True)
class Place:
    """One thing on the map.

    ``at`` is latitude and longitude; ``outline`` a GeoJSON geometry where one is published; ``radius_m``
    belongs to a circle drawn instead of an outline and ``size_px`` to a sign. ``find`` is what a search
    looks through, already without accents.
    """

    id: str
    layer: str
    name: str
    label: str
    strong: bool
    rank: float
    at: tuple[float, float]
    outline: dict[str, object] | None
    radius_m: float
    size_px: float
    exact: bool
    part: bool
    uncertainty_m: float
    find: str
    card: Card


@dataclass(frozen=True, slots=True)
class MapSpec:
    """The whole page; ``titles`` says what each source is, ``unmarked`` how many findings are not drawn."""

    language: Language
    title: str
    subtitle: str
    words: dict[str, str]
    card_words: dict[str, str]
    reading: tuple[tuple[str, str], ...]
    titles: dict[str, str]
    key_figures: tuple[Row, ...]
    layers: tuple[MapLayer, ...]
    places: tuple[Place, ...]
    marks: tuple[Mark, ...]
    unmarked: str
    grid: tuple[GridLine, ...]
    formula: GridFormula | None


def map_spec(dossier: Dossier) -> MapSpec:
    """Gives everything that the map of a dossier shows."""
    plan = dossier.plan
    shown = [(f, rule) for f in plan.by_id.values() if (rule := layer_of(f)) and not f.lonlat.is_empty]
    sharing = Counter(anchor_of(f.lonlat) for f, rule in shown if _fanned(f, rule))
    around = [sharing[anchor_of(f.lonlat)] if _fanned(f, rule) else 1 for f, rule in shown]
    found = map_findings(dossier)
    places = tuple(_place(dossier, f, r, n, found) for (f, r), n in zip(shown, around, strict=True))
    counts = Counter(place.layer for place in places) + Counter({FINDINGS: found.count})
    as_of = format_date(plan.as_of.isoformat(), dossier.language)
    return MapSpec(
        language=dossier.language,
        title=dossier.say(plan.name),
        subtitle=dossier.say(Message.of(SUBTITLE, grid=grid_name(plan), date=as_of)),
        words=page_words(dossier.language),
        card_words=card_words(dossier.language),
        reading=tuple((key, dossier.say(text)) for key, text in READING),
        titles={source: source_title(plan, source, dossier.language) for source in plan.sources},
        key_figures=_key_figures(dossier),
        layers=tuple(_layer(dossier, rule, counts[rule.id]) for rule in LAYERS if counts[rule.id]),
        places=tuple(sorted(places, key=lambda p: (-p.rank, p.id))),
        marks=found.marks,
        unmarked=found.rest,
        grid=grid_lines(plan, dossier.language),
        formula=grid_formula(plan),
    )


def _layer(dossier: Dossier, rule: LayerRule, count: int) -> MapLayer:
    name = dossier.say(rule.name)
    return MapLayer(rule.id, name, rule.pane, rule.on, count, rule.label_zoom, STYLES[rule.id])


def _key_figures(dossier: Dossier) -> tuple[Row, ...]:
    found = (dossier.measure(metric, group or dossier.plan.id) for metric, group in KEY_FIGURES)
    return tuple(
        measure_row(dossier, m, of="" if m.subject.id == dossier.plan.id else dossier.say(m.subject.name))
        for m in found
        if m is not None
    )


def _fanned(feature: Feature, rule: LayerRule) -> bool:
    return feature.lonlat.geom_type == "Point" and rule.pane in ("zones", "signs")


def _number(dossier: Dossier, metric: str, subject: str) -> float | None:
    measure = dossier.measure(metric, subject)
    return None if measure is None else measure.value


def _size(dossier: Dossier, feature: Feature) -> float:
    if feature.kind == "hydropower_sites":
        return diamond_px(_number(dossier, "installed_mw", feature.id))
    if feature.kind == "communes":
        return disc_px(_number(dossier, "population", feature.id))
    return MARKER_PX


def _area_ha(dossier: Dossier, feature: Feature) -> float:
    """Gives the declared area of a zone; 0 where there is none or it is no zone."""
    found = declared_area(dossier.plan, feature.id) if feature.kind == "industrial_zones" else None
    return found.chosen.value if found else 0.0


def _rank(rule: LayerRule, size: float, *, strong: bool) -> float:
    """Gives the importance of a place: larger first, industrial zones before all else."""
    order = len(LAYERS) - LAYERS.index(rule)
    return round((1e6 if strong else 0.0) + order * 1e4 + min(size, 9999.0), 2)


def _find(dossier: Dossier, feature: Feature) -> str:
    texts = (feature.named(dossier.language), feature.name.vi, feature.name.en)
    more = (feature.id, feature.text("commune"), feature.text("decision"), feature.text("former_unit"))
    return "\n".join(dict.fromkeys(fold(text) for text in (*texts, *more) if text))


def _label(dossier: Dossier, feature: Feature) -> str:
    if feature.kind == "context":
        return feature.text("label")
    name = feature.named(dossier.language)
    return name if feature.text("part_of") else shortened(name, dossier.language)


def _place(dossier: Dossier, feature: Feature, rule: LayerRule, sharing: int, found: MapFindings) -> Place:
    area = _area_ha(dossier, feature)
    size = _size(dossier, feature)
    strong = feature.text("category") == "KCN" and not feature.text("part_of")
    outline = outline_of(feature.lonlat)
    return Place(
        id=feature.id,
        layer=rule.id,
        name=feature.named(dossier.language),
        label=_label(dossier, feature),
        strong=strong and rule.id != "zones_removed",
        rank=_rank(rule, area or size, strong=strong),
        at=anchor_of(feature.lonlat),
        outline=outline,
        radius_m=round(circle_radius_m(area), 3) if outline is None and area else 0.0,
        size_px=size,
        exact=feature.text("position") in ("surveyed", "outline", "marker"),
        part=bool(feature.text("part_of")),
        uncertainty_m=feature.uncertainty_m,
        find=_find(dossier, feature),
        card=card_of(dossier, feature, sharing, found.by_place.get(feature.id, ())),
    )
