"""The land of zones by the parcels of the newest survey, and what is certain of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import fsum

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.kernels.balance import LandBalance, SliverLimits, land_balance
from zoneplan.kernels.outline import CertainLand, certain_land, grown, usable
from zoneplan.kernels.shapes import Indices, as_array
from zoneplan.metrics.area.outlines import drawn_outline, outlined, reach, without_outline
from zoneplan.metrics.build import leaves, quiet
from zoneplan.metrics.land_use.surveys import KIND, Survey, newest_survey, no_survey
from zoneplan.metrics.measure import Measure, MetricSpec, Subject
from zoneplan.metrics.view import View, from_layers
from zoneplan.plan.layer import Feature
from zoneplan.plan.tolerance import SLIVER_WIDTH_M, TINY_M2
from zoneplan.text import Message, Text

SQUARE_METRES = NDArray[np.float64]
OUTSIDE = Text("Không khoanh đất nào {of} nằm trong {zones}.", "No parcel {of} lies in {zones}.")
OF_YEAR = Text("năm {year}", "of {year}")
UNDATED = Text("không ghi năm", "without a year")
FLAWED = Text(
    "Khoanh đất {parcels} trong hoặc gần {zone} tự cắt hoặc hỏng nên không cộng được; xem zoneplan check.",
    "The parcels {parcels} in or near {zone} cross themselves or are damaged and cannot be added up; see zoneplan check.",
)
PARTIAL = Text(
    "Chỉ cộng {known} khu có ranh giới và có khoanh đất, trong {all} khu hiện có.",
    "Only the {known} of {all} existing zones with an outline and with parcels are added up.",
)
RANGE = Text(
    "Khoảng giá trị: đất chắc chắn và đất có thể thuộc loại này khi ranh giới khu lệch tới {zone} m và ranh khoanh đất "
    "lệch tới {parcels} m.",
    "Range: the land that is certainly and possibly of this kind when the outline of the zone is up to {zone} m off and "
    "those of parcels up to {parcels} m.",
)
LIMITS = SliverLimits(SLIVER_WIDTH_M, TINY_M2)
_NAMED = 6
"""How many flawed parcels a reason names."""


@dataclass(frozen=True, slots=True)
class ZoneLand:
    """The land of a zone in m² by the labels of a survey, shape ``(k,)``, and what is certain of it.

    ``outline`` is that of the zone as a valid polygon. ``by_code.sum() + gap - overlap`` is ``area``; ``sliver`` and ``slivers`` are area and number of slivers.
    ``met`` are the places of the parcels that share land with the zone.
    """

    zone: Feature
    outline: BaseGeometry
    survey: Survey
    area: float
    by_code: SQUARE_METRES
    gap: float
    overlap: float
    sliver: float
    slivers: int
    certain: CertainLand
    met: Indices

    @property
    def features(self) -> tuple[str, ...]:
        """The ids of the zone and of the parcels in it."""
        return (self.zone.id, *(self.survey.parcels[i].id for i in self.met))


@from_layers(KIND)
def zone_lands(view: View) -> Mapping[str, ZoneLand | Message]:
    """Gives the land of every zone with a sound outline, or the reason why it is not known; none without a survey."""
    survey = newest_survey(view)
    zones = [(z, outline) for z in view.plan.zones if (outline := drawn_outline(view, z)) is not None]
    if survey is None or not zones:
        return {}
    shapes = as_array([outline for _, outline in zones])
    found = land_balance(survey.shapes, survey.codes, shapes, len(survey.labels), LIMITS)
    return {zone.id: _land(zone, outline, survey, found, i) for i, (zone, outline) in enumerate(zones)}


def _land(
    zone: Feature, outline: BaseGeometry, survey: Survey, found: LandBalance, place: int
) -> ZoneLand | Message:
    flawed = _flawed_near(outline, survey)
    if flawed:
        return Message.of(FLAWED, parcels=flawed, zone=zone.id)
    met = _met(outline, survey)
    if not len(met):
        return Message.of(OUTSIDE, of=said_year(survey), zones=zone.id)
    land = ZoneLand(
        zone,
        outline,
        survey,
        float(found.zone[place]),
        found.by_code[place],
        quiet(float(found.gap[place]), float(found.zone[place])),
        quiet(float(found.overlap[place]), float(found.zone[place])),
        float(found.sliver[place]),
        int(found.slivers[place]),
        CertainLand(
            found.by_code[place], found.by_code[place], found.by_code[place], float(found.zone[place])
        ),
        met,
    )
    return _with_certain(land)


def said_year(survey: Survey) -> Message:
    """Gives the year of a survey in words."""
    return Message.of(UNDATED) if survey.year is None else Message.of(OF_YEAR, year=survey.as_of)


def _flawed_near(outline: BaseGeometry, survey: Survey) -> tuple[str, ...]:
    """Gives flawed parcels that may lie in a zone: those whose box meets the zone's."""
    west, south, east, north = outline.bounds
    near = [
        p.id
        for p in survey.flawed
        if (b := p.geometry.bounds)[0] <= east and b[2] >= west and b[1] <= north and b[3] >= south
    ]
    return tuple(near[:_NAMED])


def _met(outline: BaseGeometry, survey: Survey) -> Indices:
    """Gives the places of the parcels that share land with a zone, in their order."""
    near = np.sort(survey.index.query(outline, predicate="intersects"))
    return np.asarray(near[~shapely.touches(outline, survey.shapes[near])], dtype=np.intp)


def _with_certain(land: ZoneLand) -> ZoneLand:
    """Gives the land of a zone with what is certain of it; exact outlines that do not overlap need no more work."""
    metres, survey = reach(land.zone), land.survey
    around = grown(np.array([land.outline], dtype=object), metres)[0]
    near = np.sort(survey.index.query(around, predicate="intersects"))
    if not metres and not usable(survey.reach[near]).any() and land.overlap <= TINY_M2:
        return land
    present = np.unique(survey.codes[near])
    classes = [shapely.union_all(survey.shapes[near[survey.codes[near] == code]]) for code in present]
    reaches = [usable(survey.reach[near[survey.codes[near] == code]]).max() for code in present]
    found = certain_land(land.outline, metres, as_array(classes), reaches)
    k = len(survey.labels)
    return replace(
        land,
        certain=CertainLand(
            _spread(found.drawn, present, k),
            _spread(found.inside, present, k),
            _spread(found.around, present, k),
            found.most,
        ),
    )


def _spread(values: SQUARE_METRES, places: Indices, k: int) -> SQUARE_METRES:
    spread = np.zeros(k)
    spread[places] = values
    return spread


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The zones of a subject whose land is known, and what a reader must know of them."""

    lands: tuple[ZoneLand, ...]
    remarks: tuple[Message, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The ids of the zones and of the parcels in them, each once."""
        return tuple(dict.fromkeys(key for land in self.lands for key in land.features))

    @property
    def as_of(self) -> str:
        """The year of the survey."""
        return self.lands[0].survey.as_of

    def sum(self, part: Callable[[ZoneLand], float]) -> float:
        """Gives the sum of a part of their land, in m²."""
        return fsum(part(land) for land in self.lands)


def surveyed(view: View, spec: MetricSpec, subject: Subject) -> Surveyed | Measure:
    """Gives the land of a zone or of the existing zones of a group, or a measure that says what is missing."""
    outlines = outlined(view, subject)
    if not outlines.features:
        return without_outline(view, spec, subject, outlines)
    survey = newest_survey(view)
    if survey is None:
        return Measure(spec=spec, subject=subject, reason=no_survey(view))
    lands = view.once(zone_lands)
    known = [(f.id, lands[f.id]) for f in outlines.features]
    found = tuple(land for _, land in known if isinstance(land, ZoneLand))
    if not found:
        reasons = [land for _, land in known if isinstance(land, Message)]
        zones = tuple(key for key, _ in known)
        outside = Message.of(OUTSIDE, of=said_year(survey), zones=zones)
        reason = next((r for r in reasons if r.text is FLAWED), outside)
        return Measure(spec=spec, subject=subject, reason=reason)
    all_of = sum(view.stands(leaf) for leaf in leaves(subject)) if subject.members else 1
    partial = (Message.of(PARTIAL, known=len(found), all=all_of),) if len(found) < all_of else ()
    return Surveyed(found, (*survey.remarks, *partial))


def ranges(found: Surveyed) -> tuple[Message, ...]:
    """Gives the remark from what uncertainties of outlines a range comes; none where all outlines are exact."""
    zone = max((reach(land.zone) for land in found.lands), default=0.0)
    near = [usable(land.survey.reach[land.met]).max() for land in found.lands]
    parcels = float(max(near, default=0.0))
    return (Message.of(RANGE, zone=zone, parcels=parcels),) if zone or parcels else ()
