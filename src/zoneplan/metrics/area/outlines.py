"""The outlines of zones: which can be measured, their areas, and what their uncertainty leaves open."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.areas import geodesic_ha, planar_ha
from zoneplan.geo.crs import WGS84, reproject
from zoneplan.geo.position import POSITION_NAMES, Position, is_areal
from zoneplan.kernels.outline import grown, joined, shrunk, usable
from zoneplan.kernels.shapes import Shapes, as_array
from zoneplan.metrics.build import leaves
from zoneplan.metrics.measure import Measure, MetricSpec, Subject
from zoneplan.metrics.view import View, from_layers
from zoneplan.plan.layer import Feature
from zoneplan.plan.tolerance import TINY_M2
from zoneplan.text import Message, Text

LAYERS = ("industrial_zones",)
NO_OUTLINE = Text(
    "Chưa công bố ranh giới ({position}), nên không đo được.",
    "No outline is published ({position}), so nothing can be measured.",
)
NO_OUTLINES = Text(
    "Không khu hiện có nào trong nhóm có ranh giới đã công bố.",
    "No existing zone of the group has a published outline.",
)
FLAWED = Text(
    "Ranh giới tự cắt hoặc hỏng nên không có diện tích xác định; xem zoneplan check.",
    "The outline crosses itself or is damaged, so it has no definite area; see zoneplan check.",
)
LEFT_OUT = Text(
    "Bỏ qua {zones}: ranh giới tự cắt hoặc hỏng.",
    "{zones} left out: the outline crosses itself or is damaged.",
)
PARTIAL = Text(
    "Chỉ cộng {known} khu có ranh giới trong {all} khu hiện có.",
    "Only the {known} of {all} zones that exist and have an outline are added up.",
)
PROVISIONAL = Text(
    "Ranh giới tạm thời, lệch tới {metres} m; không phải ranh giới pháp lý.",
    "The outline is provisional, up to {metres} m off; it is no legal limit.",
)
SURVEYED = Text("Ranh giới đo đạc, sai số tới {metres} m.", "The outline is surveyed, up to {metres} m off.")
NOT_STATED = Text(
    "Chưa ghi sai số ranh giới (uncertainty_m) của {zones}; khoảng giá trị coi ranh giới đó là đúng.",
    "The uncertainty of the outline (uncertainty_m) of {zones} is not stated; the range takes it as exact.",
)


class Interval(NamedTuple):
    """A figure and its bounds."""

    value: float
    low: float
    high: float


def around(value: float, low: float, high: float) -> Interval:
    """Gives a figure with bounds that hold it, which rounding may have put a hair outside."""
    return Interval(value, min(low, value), max(high, value))


@dataclass(frozen=True, slots=True)
class OutlineAreas:
    """The areas of an outline in hectares, and how much larger the planar one is than the geodesic, in per cent."""

    planar: Interval
    geodesic: Interval
    gap_pct: Interval


@dataclass(frozen=True, slots=True)
class Outlined:
    """The zones of a subject that can be measured, how many there are in all, and those with a flawed outline."""

    features: tuple[Feature, ...]
    count: int
    flawed: tuple[str, ...]


def outlined(view: View, subject: Subject) -> Outlined:
    """Gives the zones of a subject that can be measured: itself, or the existing ones of a group."""
    members = [leaf for leaf in leaves(subject) if view.stands(leaf)] if subject.members else [subject]
    features = [f for leaf in members if (f := view.feature(leaf)) is not None]
    areal = [(f, drawn_outline(view, f)) for f in features if is_areal(f.geometry)]
    return Outlined(
        tuple(f for f, outline in areal if outline is not None),
        len(features),
        tuple(f.id for f, outline in areal if outline is None),
    )


def outline_of(feature: Feature) -> BaseGeometry | None:
    """Gives the outline of a feature as a valid polygon; none where it has none, or one without a definite area."""
    if not is_areal(feature.geometry) or not (
        np.isfinite(feature.lonlat.bounds).all() and feature.lonlat.area
    ):
        return None
    outline: BaseGeometry | None = joined(as_array([feature.geometry]))[0]
    return outline if outline is not None and outline.area >= TINY_M2 else None


@from_layers()
def _outlines(_view: View) -> dict[str, BaseGeometry | None]:
    return {}


def drawn_outline(view: View, feature: Feature) -> BaseGeometry | None:
    """Gives the outline of a feature (see ``outline_of``), for all dates worked out only once."""
    kept = _outlines(view)
    if feature.id not in kept:
        kept[feature.id] = outline_of(feature)
    return kept[feature.id]


def is_sound(feature: Feature) -> bool:
    """Tells whether a feature has an outline with a definite area."""
    return outline_of(feature) is not None


def without_outline(view: View, spec: MetricSpec, subject: Subject, found: Outlined) -> Measure:
    """Gives a measure without a value that says why no outline can be measured."""
    feature = view.feature(subject)
    if subject.members or feature is None:
        reason = Message.of(NO_OUTLINES)
    elif found.flawed:
        reason = Message.of(FLAWED)
    else:
        reason = Message.of(NO_OUTLINE, position=_position_name(feature))
    return Measure(spec=spec, subject=subject, reason=reason)


def outline_remarks(found: Outlined) -> tuple[Message, ...]:
    """Gives what a reader must know of measured outlines: how far they may be off, and which are missing."""
    remarks = [*uncertainty_remarks(found.features)]
    if len(found.features) < found.count:
        remarks.append(Message.of(PARTIAL, known=len(found.features), all=found.count))
    if found.flawed and found.features:
        remarks.append(Message.of(LEFT_OUT, zones=found.flawed))
    return tuple(remarks)


def uncertainty_remarks(features: Collection[Feature]) -> tuple[Message, ...]:
    """Gives how far the outlines of zones may be off, and of which it is not said."""
    remarks = []
    for surveyed, text in ((False, PROVISIONAL), (True, SURVEYED)):
        alike = [f for f in features if (f.text("position") == Position.SURVEYED) is surveyed]
        metres = max((reach(f) for f in alike), default=0.0)
        if metres > 0:
            remarks.append(Message.of(text, metres=metres))
    unknown = tuple(f.id for f in features if f.values.get("uncertainty_m") is None)
    if unknown:
        remarks.append(Message.of(NOT_STATED, zones=unknown))
    return tuple(remarks)


def reach(feature: Feature) -> float:
    """Gives how many metres an outline may be off; 0 where nothing usable is said."""
    return float(usable(feature.uncertainty_m))


@from_layers()
def _measured(_view: View) -> dict[str, OutlineAreas]:
    return {}


def outline_areas(view: View, feature: Feature) -> OutlineAreas:
    """Gives the areas of a feature with a sound outline, for all dates worked out only once."""
    kept = _measured(view)
    if feature.id not in kept:
        outline = drawn_outline(view, feature) or feature.geometry
        kept[feature.id] = _areas(feature, outline, view.plan.crs)
    return kept[feature.id]


def _areas(feature: Feature, outline: BaseGeometry, crs: str) -> OutlineAreas:
    planar, geodesic = float(planar_ha(as_array([outline]))[0]), geodesic_ha(feature.lonlat)
    gap = _gap(planar, geodesic)
    ends = _extremes(outline, reach(feature))
    flat = [float(area) for area in planar_ha(ends)]
    curved = [geodesic_ha(shape) for shape in reproject(ends, crs, WGS84)]
    gaps = [_gap(a, b) for a, b in zip(flat, curved, strict=True) if b > 0]
    return OutlineAreas(
        around(planar, min(flat, default=planar), max(flat, default=planar)),
        around(geodesic, min(curved, default=geodesic), max(curved, default=geodesic)),
        around(gap, min(gaps, default=gap), max(gaps, default=gap)),
    )


def _gap(planar: float, geodesic: float) -> float:
    return (planar / geodesic - 1) * 100


def _extremes(outline: BaseGeometry, metres: float) -> Shapes:
    """Gives an outline shrunk, grown, and moved east, west, north and south; nothing where it is exact."""
    if not metres:
        return as_array([])
    drawn = as_array([outline])
    ways = [(metres, 0.0), (-metres, 0.0), (0.0, metres), (0.0, -metres)]
    moved = [shapely.transform(outline, lambda xy, by=by: xy + np.array(by)) for by in ways]
    return as_array([shrunk(drawn, metres)[0], grown(drawn, metres)[0], *moved])


def _position_name(feature: Feature) -> Text:
    code = feature.text("position")
    return POSITION_NAMES[Position(code)] if code in set(Position) else Text(code, code)
