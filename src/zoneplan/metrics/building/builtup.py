"""How much of a zone a raster shows as built up, and how that compares with the land declared as leased."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import is_areal
from zoneplan.kernels.shapes import as_array
from zoneplan.kernels.zonal import Zonal
from zoneplan.metrics.build import difference, leaves
from zoneplan.metrics.density.people import LEAST_COVERED, Place, least_and_most
from zoneplan.metrics.efficiency.leased import LEASED_ROWS
from zoneplan.metrics.measure import Ceiling, Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import evaluate, metric
from zoneplan.metrics.view import View
from zoneplan.plan.layer import Feature
from zoneplan.plan.raster import BUILT_UP, Raster, in_zones
from zoneplan.text import Message, Number, Text, When

_NO_RASTER = Text(
    "Cần một raster loại {kind} trong zoneplan.toml, có số liệu không muộn hơn {date}.",
    "It needs a raster of kind {kind} in zoneplan.toml that speaks of a time up to {date}.",
)
_NO_OUTLINE = Text(
    "{subject} không có ranh giới hợp lệ, nên không biết ô nào của raster nằm trong đó.",
    "{subject} has no valid outline, so which cells of the raster lie in it is not known.",
)
_NO_ZONE = Text(
    "Không khu hiện có nào của nhóm có ranh giới hợp lệ và được raster “{name}” phủ ít nhất {least} %.",
    "No existing zone of the group has a valid outline of which the raster “{name}” covers at least {least} %.",
)
_NOT_COVERED = Text(
    "Raster “{name}” chỉ có số liệu trên {share} % diện tích khu, cần ít nhất {least} %.",
    "The raster “{name}” has data on {share} % of the zone only; {least} % are needed.",
)
_READ = Text(
    "Raster “{name}” ({date}), ô khoảng {cell} m, có số liệu trên {share} % diện tích.",
    "Raster “{name}” ({date}), cells of about {cell} m, with data on {share} % of the area.",
)
_WHATEVER = Text(
    "Khoảng giá trị: ranh giới có thể lệch tới {metres} m, phần không có số liệu có thể trống hoặc đã xây dựng.",
    "The range: the outline may be up to {metres} m off, and what has no data may be empty or built up.",
)
_PARTIAL = Text("Tính trên {known} trong {all} khu hiện có.", "From {known} of {all} existing zones.")
_WORKING = Text(
    "{built} ha đã xây dựng ÷ {area} ha trong ranh giới × 100 = {value} %",
    "{built} ha built up ÷ {area} ha within the outline × 100 = {value} %",
)
_GAP = Text("{built} − {leased} = {value}", "{built} − {leased} = {value}")
_TIMES = Text(
    "Raster nói về {raster}, tỷ lệ lấp đầy về {ledger}.",
    "The raster speaks of {raster}, the occupancy of {ledger}.",
)
_BASES = Text(
    "Hai tỷ lệ khác mẫu số: tỷ lệ xây dựng tính trên toàn khu ({area} ha, kể cả đường, cây xanh), tỷ lệ lấp đầy tính "
    "trên đất công nghiệp, dịch vụ. Chỉ để phát hiện chỗ cần xem lại, không phải đánh giá.",
    "The two have different bases: the built-up share is of the whole zone ({area} ha, with roads and green), the "
    "occupancy of industrial and service land. It points at what to look into and judges nothing.",
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a raster shows of a zone, in hectares.

    Attributes:
        zone: Its id.
        area: The land within its outline as drawn.
        built: What is built up of that.
        inner: The land that the zone has wherever its outline runs.
        inner_built: What is built up of that, the least and the most.
        ring: The land that the zone may or may not have.
        ring_built: What is built up of that, the least and the most.
        covered: The share of the zone with data.
        unsure_m: By how many metres the outline may be off.
    """

    zone: str
    area: float
    built: float
    inner: float
    inner_built: tuple[float, float]
    ring: float
    ring_built: tuple[float, float]
    covered: float
    unsure_m: float


def built_up_raster(view: View) -> Raster | None:
    """Gives the newest built-up raster that speaks of a time up to the date of the view."""
    found = view.plan.rasters_of(BUILT_UP.id)
    return next((raster for raster in found if raster.as_of.start <= view.on), None)


def _zones(view: View) -> Mapping[str, Built]:
    """Gives what the raster shows of every zone with a valid outline, by its id."""
    raster = built_up_raster(view)
    zones = [z for z in view.plan.zones if is_areal(z.geometry) and z.geometry.is_valid]
    if raster is None or not zones:
        return {}
    sides = [least_and_most(Place(z.geometry, z.uncertainty_m, (z.id,))) for z in zones]
    shapes = as_array([*(z.geometry for z in zones), *(s[0] for s in sides), *(s[1] for s in sides)])
    areas = np.asarray(shapely.area(shapes), dtype=np.float64) / M2_PER_HA
    seen = in_zones(raster, shapes, view.plan.crs)
    return {z.id: _built(z, areas, seen, at) for at, z in enumerate(zones)}


def _built(zone: Feature, areas: NDArray[np.float64], seen: Zonal, at: int) -> Built:
    count = len(areas) // 3
    drawn, inner, outer = at, at + count, at + 2 * count
    ends = [_ends(areas, seen, i) for i in (inner, outer)]
    ring = max(float(areas[outer] - areas[inner]), 0.0)
    least, most = (min(max(ends[1][i] - ends[0][i], 0.0), ring) for i in (0, 1))
    share = float(seen.value[drawn])
    return Built(
        zone.id,
        float(areas[drawn]),
        math.nan if math.isnan(share) else share * float(areas[drawn]),
        float(areas[inner]),
        ends[0],
        ring,
        (least, max(least, most)),
        float(np.nan_to_num(seen.coverage[drawn])),
        zone.uncertainty_m,
    )


def _ends(areas: NDArray[np.float64], seen: Zonal, at: int) -> tuple[float, float]:
    """Gives the least and the most that is built up of a shape; of one without any data nothing and all."""
    if math.isnan(seen.value[at]):
        return 0.0, float(areas[at])
    return float(seen.low[at] * areas[at]), float(seen.high[at] * areas[at])


def share_bounds(parts: Iterable[Built]) -> tuple[float, float]:
    """Gives the least and the largest built-up share of zones whose outlines are not certain, 0 to 1.

    Of the land that the zones may or may not have, the least share takes in all that is not built up and nothing
    else, the largest share all that is.
    """
    some = tuple(parts)
    inner, ring = math.fsum(b.inner for b in some), math.fsum(b.ring for b in some)
    least, most = (math.fsum(b.inner_built[i] for b in some) for i in (0, 1))
    ring_least, ring_most = (math.fsum(b.ring_built[i] for b in some) for i in (0, 1))
    lower, upper = inner + ring - ring_least, inner + ring_most
    low = least / lower if lower > 0 else 0.0
    high = (most + ring_most) / upper if upper > 0 else 1.0
    return low, min(high, 1.0)


@metric(
    MetricSpec(
        id="builtup_share_pct",
        name=Text("Tỷ lệ đất đã xây dựng thấy trên raster", "Built-up share seen in a raster"),
        formula=Text(
            "trung bình tỷ lệ xây dựng của các ô trong ranh giới, ô bị ranh giới cắt tính theo phần diện tích × 100",
            "mean built-up share of the cells within the outline, cells that are cut by the part inside × 100",
        ),
        unit="pct",
        base=Text("toàn khu trong ranh giới", "the whole zone within its outline"),
        roles=frozenset({Role.ZONE, Role.GROUP, Role.PLAN}),
        source="Baston, exactextract; UN-Habitat SDG 11.3.1",
        layers=("industrial_zones",),
        rasters=(BUILT_UP.id,),
        decimals=1,
        at_most=Ceiling(
            100.0, Text("phần đã xây dựng là một phần của khu", "what is built up is part of the zone")
        ),
    )
)
def builtup_share(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the share of a zone, or of the existing zones of a group, that is built up."""
    raster = built_up_raster(view)
    if raster is None:
        reason = Message.of(_NO_RASTER, kind=BUILT_UP.id, date=When(view.on.isoformat()))
        return Measure(spec=spec, subject=subject, reason=reason)
    seen = view.once(_zones)
    zones = [z for z in leaves(subject) if view.stands(z)] if subject.members else [subject]
    parts = [seen[z.id] for z in zones if z.id in seen]
    enough = [b for b in parts if b.covered >= LEAST_COVERED]
    if not enough:
        return Measure(spec=spec, subject=subject, reason=_why(raster, subject, parts))
    remarks = [_reading(raster, enough)]
    if subject.members and len(enough) < len(zones):
        remarks.append(Message.of(_PARTIAL, known=len(enough), all=len(zones)))
    return _shared(spec, subject, raster, enough, remarks)


def _shared(
    spec: MetricSpec, subject: Subject, raster: Raster, parts: list[Built], remarks: list[Message]
) -> Measure:
    built, area = math.fsum(b.built for b in parts), math.fsum(b.area for b in parts)
    value, (low, high) = built / area * 100, share_bounds(parts)
    if low < high:
        remarks.append(Message.of(_WHATEVER, metres=max(b.unsure_m for b in parts)))
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low * 100,
        high=high * 100,
        as_of=raster.as_of.text,
        features=tuple(b.zone for b in parts),
        working=Message.of(_WORKING, built=built, area=area, value=Number(value, spec.decimals)),
        remarks=tuple(remarks),
    )


def _why(raster: Raster, subject: Subject, parts: list[Built]) -> Message:
    least = round(100 * LEAST_COVERED)
    if subject.members:
        return Message.of(_NO_ZONE, name=raster.name, least=least)
    if not parts:
        return Message.of(_NO_OUTLINE, subject=subject.id)
    share = Number(100 * parts[0].covered, 1)
    return Message.of(_NOT_COVERED, name=raster.name, share=share, least=least)


def _reading(raster: Raster, parts: list[Built]) -> Message:
    area = math.fsum(b.area for b in parts)
    share = Number(100 * math.fsum(b.covered * b.area for b in parts) / area, 1)
    return Message.of(
        _READ, name=raster.name, date=When(raster.as_of.text), cell=round(raster.cell_m), share=share
    )


@metric(
    MetricSpec(
        id="builtup_minus_occupancy_pct",
        name=Text("Chênh lệch tỷ lệ xây dựng và tỷ lệ lấp đầy", "Built-up share less occupancy"),
        formula=Text(
            "tỷ lệ đất đã xây dựng thấy trên raster − tỷ lệ lấp đầy công bố (điểm phần trăm)",
            "built-up share seen in the raster − declared occupancy (percentage points)",
        ),
        unit="pct",
        base=Text(
            "hai mẫu số khác nhau: toàn khu, và đất công nghiệp, dịch vụ",
            "two different bases: the whole zone, and industrial and service land",
        ),
        roles=frozenset({Role.ZONE}),
        source="zoneplan",
        needs=LEASED_ROWS,
        layers=("industrial_zones",),
        rasters=(BUILT_UP.id,),
        decimals=1,
    )
)
def builtup_minus_occupancy(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives how many points more of a zone is built up than of its industrial land is leased."""
    built, leased = (evaluate(view, key, subject) for key in ("builtup_share_pct", "occupancy_pct"))
    one, other = _range(built), _range(leased)
    if one is None or other is None:
        reason = built.reason or leased.reason
        return Measure(spec=spec, subject=subject, reason=reason)
    value = difference(one[0], other[0])
    shown = [Number(n, spec.decimals) for n in (one[0], other[0], value)]
    dates = Message.of(_TIMES, raster=When(built.as_of), ledger=When(leased.as_of))
    area = view.once(_zones)[subject.id].area
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=one[1] - other[2],
        high=one[2] - other[1],
        as_of=leased.as_of,
        figures=leased.figures,
        others=leased.others,
        features=built.features,
        working=Message.of(_GAP, built=shown[0], leased=shown[1], value=shown[2]),
        remarks=(Message.of(_BASES, area=area), dates, *built.remarks, *leased.remarks),
    )


def _range(measure: Measure) -> tuple[float, float, float] | None:
    if measure.value is None or measure.low is None or measure.high is None:
        return None
    return measure.value, measure.low, measure.high
