"""People and households in zones and within some distance of them: a screening, no legal finding."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from zoneplan.errors import PlanInvalidError
from zoneplan.geo.position import is_areal
from zoneplan.kernels.distance import EDGES_M
from zoneplan.metrics.build import named
from zoneplan.metrics.density.people import FULLY_COVERED, LEAST_COVERED, population_raster
from zoneplan.metrics.measure import Direction, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.relocation.nearby import (
    DWELLINGS,
    ZONES,
    Anchor,
    Counts,
    Homes,
    Near,
    anchors,
    around,
    homes,
    no_anchor,
    of_homes,
    of_raster,
)
from zoneplan.metrics.view import View
from zoneplan.plan.raster import POPULATION, Raster
from zoneplan.text import Message, Number, Text, When, format_number

HOUSEHOLDS, PEOPLE = "households", "people"
SCREENING = Text(
    "Sàng lọc theo khoảng cách, không phải kết luận pháp lý về khoảng cách an toàn.",
    "A screening by distance, no legal finding on safety distances.",
)
_BASE = Text(
    "người ở trong khu và trong khoảng cách tính từ ranh giới khu",
    "residents in the zone and within the distance of its outline",
)
_WORKING = Text(
    "trong vòng {edge} m theo vị trí đã vẽ: {value}; chắc chắn: {low}; có thể: {high}",
    "within {edge} m as drawn: {value}; certain: {low}; possible: {high}",
)
_OPEN = Text("chưa rõ", "not known")
_BY_HOMES = Text(
    "Đếm theo lớp {layers}; nguồn: {sources}. Nhà không ghi số hộ tính là 1 hộ.",
    "Counted from the layer {layers}; sources: {sources}. A dwelling without a number is one household.",
)
_BY_RASTER = Text(
    "Theo raster {name} ({date}), coi dân ở đều trong ô {cell} m; nguồn: {sources}.",
    "From the raster {name} ({date}), people spread evenly in cells of {cell} m; sources: {sources}.",
)
_FROM_MARKER = Text(
    "Chưa có ranh giới của {zones}: đo từ điểm đánh dấu, cộng trừ bán kính hình tròn bằng diện tích công bố.",
    "No outline of {zones}: measured from the marker, give or take the radius of a circle of the declared area.",
)
_LEFT_OUT = Text(
    "Chưa tính {zones}: vị trí chưa đủ rõ để đo khoảng cách.",
    "Not counted: {zones}, as their places are not known well enough to measure distances.",
)
_LONE = Text(
    "Lớp nhà ở không có nhà nào trong vòng {edge} m quanh {zones}; chưa rõ nơi đó đã khảo sát chưa.",
    "The layer of dwellings has none within {edge} m of {zones}; whether they were surveyed is not known.",
)
_UNKNOWN = Text(
    "{count} nhà ở có thể nằm trong khoảng này không ghi trường {field}: con số chỉ là ít nhất.",
    "{count} dwellings that can be within it have no {field}: the number is a least one.",
)
_COVERED = Text(
    "Raster chỉ có số liệu trên {share} % vùng này; không biết số người ở phần còn lại, nên đây là mức thấp nhất.",
    "The raster has data on {share} % of this land only; how many live on the rest is not known, so this is the least.",
)
_NO_DATA = {
    HOUSEHOLDS: Text("Cần lớp {layer}.", "It needs a layer {layer}."),
    PEOPLE: Text(
        "Cần lớp {layer} có trường people, hoặc raster {raster}.",
        "It needs a layer {layer} with the field people, or a raster {raster}.",
    ),
}
_NO_FIELD = Text(
    "Nhà ở trong khoảng này chưa ghi trường {field}.", "The dwellings within it have no field {field}."
)
_NO_CELLS = Text(
    "Raster chỉ có số liệu trên {share} % vùng này, cần ít nhất {least} %.",
    "The raster has data on {share} % of this land only; {least} % are needed.",
)
_NOT_COVERED = Text("Raster {name} không có số liệu ở vùng này.", "The raster {name} has no data there.")


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted around a subject, or the reason why nothing could be."""

    near: Near | None = None
    zones: tuple[str, ...] = ()
    as_of: str = ""
    remarks: tuple[Message, ...] = ()
    reason: Message | None = None


Key: TypeAlias = tuple[str, str, Role]


def _kept(_view: View) -> dict[Key, Counted]:
    return {}


def counted(view: View, subject: Subject, what: str) -> Counted:
    """Gives the households or the people around a subject in all bands, worked out once for a view."""
    kept, key = view.once(_kept), (what, subject.id, subject.role)
    if key not in kept:
        kept[key] = _counted(view, subject, what)
    return kept[key]


def _counted(view: View, subject: Subject, what: str) -> Counted:
    places, raster = view.once(homes), population_raster(view) if what == PEOPLE else None
    if places is None and raster is None:
        return Counted(reason=_needed(what))
    found, left = anchors(view, subject)
    if not found:
        return Counted(reason=no_anchor(subject, left))
    by_homes = _by_homes(view, found, places, what) if places is not None else Counted(reason=_needed(what))
    by_raster = _by_raster(view, found, raster) if by_homes.near is None and raster is not None else None
    best = by_raster or by_homes
    if best.near is None:
        return best
    remarks = (*best.remarks, *_doubts(view, found, [zone for zone, _ in left]))
    return replace(best, zones=tuple(each.id for each in found), remarks=remarks)


def _needed(what: str) -> Message:
    return Message.of(_NO_DATA[what], layer=DWELLINGS, raster=POPULATION.id)


def _by_homes(view: View, found: Sequence[Anchor], places: Homes, what: str) -> Counted:
    near = around(places, found)
    lone = Message.of(_LONE, edge=EDGES_M[-1], zones=_names(view, near.lone))
    if not len(near.chosen):
        return Counted(reason=lone)
    weights: Counts = places.households if what == HOUSEHOLDS else places.people
    outlined = any(is_areal(each.shape) for each in found)
    result = of_homes(near, weights, outlined=outlined)
    if result.unknown[-1] == len(near.chosen):
        return Counted(reason=Message.of(_NO_FIELD, field=what))
    source = Message.of(_BY_HOMES, layers=places.layers, sources=places.sources)
    return Counted(result, remarks=(source, *([lone] if near.lone else [])))


def _by_raster(view: View, found: Sequence[Anchor], raster: Raster) -> Counted:
    try:
        near = of_raster(raster, found, view.plan.crs)
    except PlanInvalidError as error:
        return Counted(reason=error.message)
    if all(math.isnan(value) for value in near.drawn):
        return Counted(reason=Message.of(_NOT_COVERED, name=raster.name))
    source = Message.of(
        _BY_RASTER,
        name=raster.name,
        date=When(raster.as_of.text),
        cell=Number(raster.cell_m, 0),
        sources=raster.source_ids,
    )
    return Counted(near, as_of=raster.as_of.text, remarks=(source,))


def _doubts(view: View, found: Sequence[Anchor], left: Sequence[str]) -> list[Message]:
    markers = [each.id for each in found if not is_areal(each.shape)]
    told = ((_FROM_MARKER, markers), (_LEFT_OUT, list(left)))
    return [Message.of(text, zones=_names(view, zones)) for text, zones in told if zones]


def _names(view: View, zones: Sequence[str]) -> tuple[object, ...]:
    """Gives the names of some zones, of many only the first and how many more there are."""
    return named([view.plan.subjects[zone] for zone in zones])


def _within(counted: Counted, spec: MetricSpec, subject: Subject, band: int, field: str) -> Measure:
    """Gives the measure of one band from what was counted in all."""
    near = counted.near
    if near is None:
        return Measure(spec=spec, subject=subject, features=counted.zones, reason=counted.reason)
    drawn, low, high = (float(count[band]) for count in (near.drawn, near.certain, near.possible))
    if near.coverage[band] < FULLY_COVERED:
        high = math.inf
    reason = _nothing(near, band, field)
    if reason is not None:
        return Measure(spec=spec, subject=subject, features=counted.zones, reason=reason)
    return Measure(
        spec=spec,
        subject=subject,
        value=drawn,
        low=low,
        high=high,
        as_of=counted.as_of,
        features=counted.zones,
        working=Message.of(
            _WORKING,
            edge=EDGES_M[band],
            value=Number(drawn, 0),
            low=Number(low, 0),
            high=_OPEN if math.isinf(high) else Number(high, 0),
        ),
        remarks=(Message.of(SCREENING), *counted.remarks, *_gaps(near, band, field)),
    )


def _nothing(near: Near, band: int, field: str) -> Message | None:
    """Gives the reason why a band has no number: nothing in it is known."""
    covered = float(near.coverage[band])
    if math.isnan(near.drawn[band]) or covered < LEAST_COVERED:
        share = 0.0 if math.isnan(covered) else 100 * covered
        return Message.of(_NO_CELLS, share=Number(share, 1), least=100 * LEAST_COVERED)
    if near.unknown[band] and not near.drawn[band]:
        return Message.of(_NO_FIELD, field=field)
    return None


def _gaps(near: Near, band: int, field: str) -> list[Message]:
    gaps = []
    if near.unknown[band]:
        gaps.append(Message.of(_UNKNOWN, count=int(near.unknown[band]), field=field))
    if near.coverage[band] < FULLY_COVERED:
        gaps.append(Message.of(_COVERED, share=Number(100 * float(near.coverage[band]), 1)))
    return gaps


def _declare(what: str, band: int, name: Text, unit: str) -> Callable[[View, MetricSpec, Subject], Measure]:
    edge = round(EDGES_M[band])
    far = Text(format_number(edge, "vi"), format_number(edge, "en"))

    def within(view: View, spec: MetricSpec, subject: Subject) -> Measure:
        return _within(counted(view, subject, what), spec, subject, band, what)

    return metric(
        MetricSpec(
            id=f"{what}_within_{edge}m",
            name=Text(
                f"{name.vi} trong vòng {far.vi} m (sàng lọc)", f"{name.en} within {far.en} m (screening)"
            ),
            formula=Text(
                f"{name.vi.lower()} trong khu và cách ranh giới không quá {far.vi} m",
                f"{name.en.lower()} in the zone and up to {far.en} m from its outline",
            ),
            unit=unit,
            base=_BASE,
            roles=frozenset({Role.ZONE, Role.GROUP, Role.PLAN}),
            source="zoneplan",
            direction=Direction.LESS,
            layers=(ZONES, DWELLINGS),
            rasters=(POPULATION.id,) if what == PEOPLE else (),
            decimals=0,
        )
    )(within)


WITHIN = {
    HOUSEHOLDS: (Text("Số hộ", "Households"), "households"),
    PEOPLE: (Text("Số người", "People"), "persons"),
}
"""What is counted within each distance, and its unit."""

for _what, (_name, _unit) in WITHIN.items():
    for _band in range(len(EDGES_M)):
        _declare(_what, _band, _name, _unit)
