"""The findings on the map as data: where each is, what it says, and which belong to a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely

from zoneplan.plan.finding import SEVERITY_NAMES, Finding, Severity
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.evidence import Located, Shows, locate
from zoneplan.publish.legal import legal_text, threshold_of
from zoneplan.publish.maps.shapes import anchor_of, outline_of
from zoneplan.publish.maps.words import FINDINGS_REST
from zoneplan.text import Message
from zoneplan.text.message import printable

MAX_FINDINGS = 500
"""The map shows so many, the weightiest first; all are in the exports."""
MAX_VERTICES = 20_000
"""Vertices of all evidence together; evidence beyond that is shown by its sign alone."""
_NOTE_PX = 15.0
_PX = 19.0


@dataclass(frozen=True, slots=True)
class Words:
    """A finding in the map's language."""

    rule: str
    severity: str
    message: str
    why: str
    remedy: str
    legal: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on the map with the findings at that point.

    ``at`` is latitude and longitude; ``outlines`` are GeoJSON geometries of the evidence; ``places`` are the
    places that are the evidence as a whole; ``aside`` says that a place's own sign stands at the point.
    """

    at: tuple[float, float]
    title: str
    where: str
    size_px: float
    aside: bool
    outlines: tuple[dict[str, object], ...]
    places: tuple[str, ...]
    findings: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class MapFindings:
    """The findings that the map shows; ``rest`` says how many it does not, if any."""

    marks: tuple[Mark, ...]
    by_place: Mapping[str, tuple[Words, ...]]
    count: int
    rest: str


def map_findings(dossier: Dossier) -> MapFindings:
    """Gives the findings of a dossier as the map shows them."""
    shown = locate(dossier.plan, dossier.findings[:MAX_FINDINGS])
    placed = [at for at in shown if at.lonlat is not None]
    rest = len(dossier.findings) - len(placed)
    return MapFindings(
        marks=_marks(dossier, placed),
        by_place=_by_place(dossier, [at.finding for at in shown]),
        count=len(placed),
        rest=dossier.say(Message.of(FINDINGS_REST, n=rest)) if rest else "",
    )


def _words(dossier: Dossier, finding: Finding) -> Words:
    threshold = threshold_of(finding.rule, dossier.plan.regulations.thresholds)
    return Words(
        rule=finding.rule.id,
        severity=dossier.say(SEVERITY_NAMES[finding.rule.severity]),
        message=printable(dossier.say(finding.message)),
        why=dossier.say(finding.rule.why),
        remedy=dossier.say(finding.rule.remedy),
        legal=legal_text(threshold, dossier.language) if threshold else "",
    )


def _by_place(dossier: Dossier, findings: Sequence[Finding]) -> dict[str, tuple[Words, ...]]:
    """Gives the findings by the place whose card tells them: an entry's stand on the card of its zone."""
    found: dict[str, list[Words]] = {}
    for finding in findings:
        feature = dossier.plan.by_id.get(finding.feature)
        if feature is not None:
            place = feature.text("same_as") or feature.id
            found.setdefault(place, []).append(_words(dossier, finding))
    return {place: tuple(words) for place, words in found.items()}


def _marks(dossier: Dossier, placed: Sequence[Located]) -> tuple[Mark, ...]:
    groups: dict[tuple[float, float], list[Located]] = {}
    for at in placed:
        if at.lonlat is not None:
            groups.setdefault(anchor_of(at.lonlat), []).append(at)
    budget = MAX_VERTICES
    marks = []
    for anchor, group in groups.items():
        outlines, used = _outlines(group, budget)
        budget -= used
        marks.append(_mark(dossier, anchor, group, outlines))
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
    dossier: Dossier,
    anchor: tuple[float, float],
    group: Sequence[Located],
    outlines: tuple[dict[str, object], ...],
) -> Mark:
    plan = dossier.plan
    findings = [at.finding for at in group]
    features = {f.feature: plan.by_id[f.feature] for f in findings if f.feature in plan.by_id}
    whole = [at.finding.feature for at in group if at.shows is Shows.FEATURE]
    names = dict.fromkeys(feature.named(dossier.language) for feature in features.values())
    layers = dict.fromkeys(feature.layer for feature in features.values())
    notes = all(finding.rule.severity is Severity.NOTE for finding in findings)
    return Mark(
        at=anchor,
        title=", ".join(names) or dossier.say(findings[0].rule.name),
        where=", ".join(dossier.say(plan.layers[layer].name) for layer in layers),
        size_px=_NOTE_PX if notes else _PX,
        aside=any(at.lonlat is not None and at.lonlat.geom_type == "Point" for at in group) and bool(whole),
        outlines=outlines,
        places=tuple(dict.fromkeys(plan.by_id[i].text("same_as") or i for i in whole if i in plan.by_id)),
        findings=tuple(_words(dossier, finding) for finding in findings),
    )
