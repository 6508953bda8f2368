"""The findings on the map: where each is, what it says in both languages, and which belong to a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import shapely

from zoneplan.plan.finding import SEVERITY_NAMES, Finding, Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.plan.regulations import Threshold
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.evidence import Located, Shows, locate
from zoneplan.publish.legal import legal_text, threshold_of
from zoneplan.publish.maps.model.columns import Json
from zoneplan.publish.maps.model.said import both, each, said
from zoneplan.publish.maps.model.shapes import anchor_of, outline_of
from zoneplan.publish.maps.model.words import FINDINGS_REST
from zoneplan.text import Message, Text
from zoneplan.text.message import printable

MAX_FINDINGS = 500
"""The map shows so many, the weightiest first; all are in the exports."""
MAX_VERTICES = 20_000
"""Vertices of all evidence together; evidence beyond that is shown by its sign alone."""
_NOTE_PX = 15.0
_PX = 19.0


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in words; ``place`` is the id of the place whose card tells it, empty where none does."""

    rule: str
    message: Text
    place: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on the map with the findings at that point, by their numbers.

    ``at`` is latitude and longitude; ``outlines`` are GeoJSON geometries of the evidence; ``places`` are the
    places that are the evidence as a whole; ``aside`` says that a place's own sign stands at the point.
    """

    at: tuple[float, float]
    title: Text
    where: Text
    size_px: float
    aside: bool
    outlines: tuple[dict[str, object], ...]
    places: tuple[str, ...]
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapFindings:
    """The findings that the map tells and their rules; ``by_place`` holds numbers of findings, ``rest`` what is not drawn."""

    rules: Mapping[str, dict[str, Json]]
    findings: tuple[Found, ...]
    marks: tuple[Mark, ...]
    by_place: Mapping[str, tuple[int, ...]]
    rest: Text


def map_findings(dossier: Dossier) -> MapFindings:
    """Gives the findings of a dossier as the map shows them."""
    plan = dossier.plan
    shown = locate(plan, dossier.findings[:MAX_FINDINGS])
    found = tuple(_found(plan, at.finding) for at in shown)
    placed = [(number, at) for number, at in enumerate(shown) if at.lonlat is not None]
    rest = len(dossier.findings) - len(placed)
    rules = {at.finding.rule.id: at.finding.rule for at in shown}
    by_place: dict[str, tuple[int, ...]] = {}
    for number, one in enumerate(found):
        if one.place:
            by_place[one.place] = (*by_place.get(one.place, ()), number)
    return MapFindings(
        rules={key: _rule(rule, plan.regulations.thresholds) for key, rule in sorted(rules.items())},
        findings=found,
        marks=_marks(plan, placed),
        by_place=by_place,
        rest=both(Message.of(FINDINGS_REST, n=rest)) if rest else Text("", ""),
    )


def _found(plan: Plan, finding: Finding) -> Found:
    """Gives a finding with the place whose card tells it: an entry's stands on the card of its zone."""
    message = both(finding.message)
    feature = plan.by_id.get(finding.feature)
    place = (feature.text("same_as") or feature.id) if feature is not None else ""
    return Found(finding.rule.id, Text(printable(message.vi), printable(message.en)), place)


def _rule(rule: Rule, thresholds: Mapping[str, Threshold]) -> dict[str, Json]:
    threshold = threshold_of(rule, thresholds)
    legal = each(partial(legal_text, threshold)) if threshold else Text("", "")
    return {
        "name": said(rule.name),
        "severity": said(SEVERITY_NAMES[rule.severity]),
        "weight": rule.severity.value,
        "why": said(rule.why),
        "remedy": said(rule.remedy),
        "legal": said(legal),
    }


def _marks(plan: Plan, placed: Sequence[tuple[int, Located]]) -> tuple[Mark, ...]:
    groups: dict[tuple[float, float], list[tuple[int, Located]]] = {}
    for number, at in placed:
        if at.lonlat is not None:
            groups.setdefault(anchor_of(at.lonlat), []).append((number, at))
    budget = MAX_VERTICES
    marks = []
    for anchor, group in groups.items():
        outlines, used = _outlines([at for _, at in group], budget)
        budget -= used
        marks.append(_mark(plan, anchor, group, outlines))
    return tuple(marks)


def _outlines(group: Sequence[Located], budget: int) -> tuple[tuple[dict[str, object], ...], int]:
    """Gives the different outlines of the evidence at one point and the vertices that they take."""
    shapes = {at.lonlat.wkb: at.lonlat for at in group if at.lonlat and at.shows is Shows.EVIDENCE}
    outlines, used = [], 0
    for shape in shapes.values():
        vertices = int(shapely.get_num_coordinates(shape))
        outline = outline_of(shape) if used + vertices <= budget else None
        if outline is not None:
            outlines.append(outline)
            used += vertices
    return tuple(outlines), used


def _mark(
    plan: Plan,
    anchor: tuple[float, float],
    numbered: Sequence[tuple[int, Located]],
    outlines: tuple[dict[str, object], ...],
) -> Mark:
    group = [at for _, at in numbered]
    findings = [at.finding for at in group]
    features = {f.feature: plan.by_id[f.feature] for f in findings if f.feature in plan.by_id}
    whole = [at.finding.feature for at in group if at.shows is Shows.FEATURE]
    layers = dict.fromkeys(feature.layer for feature in features.values())
    notes = all(finding.rule.severity is Severity.NOTE for finding in findings)
    return Mark(
        at=anchor,
        title=_joined([feature.name for feature in features.values()]) if features else findings[0].rule.name,
        where=_joined([plan.layers[layer].name for layer in layers]),
        size_px=_NOTE_PX if notes else _PX,
        aside=any(at.lonlat is not None and at.lonlat.geom_type == "Point" for at in group) and bool(whole),
        outlines=outlines,
        places=tuple(dict.fromkeys(plan.by_id[i].text("same_as") or i for i in whole if i in plan.by_id)),
        findings=tuple(number for number, _ in numbered),
    )


def _joined(names: Sequence[Text]) -> Text:
    return Text(
        *(", ".join(dict.fromkeys(name.in_(language) for name in names)) for language in ("vi", "en"))
    )


def plain_finding(found: Found, place_of: Mapping[str, int]) -> dict[str, Json]:
    """Gives a finding as JSON; its place is a number in the list of places, -1 for none."""
    return {"rule": found.rule, "message": said(found.message), "place": place_of.get(found.place, -1)}


def plain_mark(mark: Mark) -> dict[str, object]:
    """Gives a mark as JSON."""
    return {
        "at": list(mark.at),
        "title": said(mark.title),
        "where": said(mark.where),
        "size_px": mark.size_px,
        "aside": mark.aside,
        "outlines": list(mark.outlines),
        "places": list(mark.places),
        "findings": list(mark.findings),
    }
