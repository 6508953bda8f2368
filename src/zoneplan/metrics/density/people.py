"""How many people live somewhere and how closely: on residential land, and by a population raster."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.geo.position import is_areal
from zoneplan.kernels.shapes import as_array
from zoneplan.kernels.zonal import Zonal
from zoneplan.metrics.build import Pair, missing_row, no_value, rate
from zoneplan.metrics.measure import Measure, MetricSpec, Role, Subject
from zoneplan.metrics.registry import metric
from zoneplan.metrics.view import View, total
from zoneplan.plan.ledger import Figure
from zoneplan.plan.raster import POPULATION, Raster, Stat, in_zones
from zoneplan.text import Message, Number, Text, When

PEOPLE = "population"
RURAL, URBAN = "land_ont_ha", "land_odt_ha"
LEAST_COVERED = 0.9
"""A raster that covers less of a place than this says nothing of it."""
FULLY_COVERED = 0.99
"""From this share on what is not covered is taken for the ragged edge of a raster."""
_QUARTER = 4
_ARC = 1 / math.cos(math.pi / (4 * _QUARTER))
"""By how much a buffer is wider than asked for, so that its straight pieces keep outside the arc."""
_PLACES = frozenset({Role.COMMUNE, Role.PLAN})
_NO_RASTER = Text(
    "Cần một raster loại {kind} trong zoneplan.toml, có số liệu không muộn hơn {date}.",
    "It needs a raster of kind {kind} in zoneplan.toml that speaks of a time up to {date}.",
)
_NO_OUTLINE = Text(
    "Không có ranh giới hợp lệ, nên không biết ô nào của raster nằm trong đó.",
    "There is no valid outline, so which cells of the raster lie in it is not known.",
)
_NO_TERRITORY = Text(
    "Cần ranh giới của mọi xã, phường trong lớp communes; toàn tỉnh là hợp của chúng.",
    "It needs the outlines of all communes of a communes layer; the province is made up of them.",
)
_NOT_COVERED = Text(
    "Raster “{name}” chỉ có số liệu trên {share} % diện tích, cần ít nhất {least} %.",
    "The raster “{name}” has data on {share} % of the area only; {least} % are needed.",
)
_READ = Text(
    "Raster “{name}” ({date}), ô khoảng {cell} m, có số liệu trên {share} % diện tích.",
    "Raster “{name}” ({date}), cells of about {cell} m, with data on {share} % of the area.",
)
_REST = Text(
    "Không biết số người ở phần không có số liệu, nên đây là mức thấp nhất.",
    "How many live where there are no data is not known, so this is the least.",
)
_CELL_SIZE = Text(
    "Mật độ này tăng khi ô nhỏ đi: chỉ so sánh giữa các giá trị có cùng cỡ ô.",
    "This density grows as cells get smaller: compare it only with values of the same cell size.",
)
_SUMMED = Text(
    "tổng số người của các ô, ô bị ranh giới cắt tính theo phần diện tích = {value}",
    "sum of persons over the cells, of a cell that is cut the part inside = {value}",
)
_WEIGHTED = Text(
    "tổng (người × người trên ha của ô) ÷ tổng số người = {value}",
    "sum of (persons × persons per ha of the cell) ÷ sum of persons = {value}",
)
_NOBODY = Text(
    "Theo raster “{name}” không ai sống ở đây, nên không có mật độ quanh người dân.",
    "By the raster “{name}” nobody lives here, so there is no density around people.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Land that people are counted in: its shape, by how many metres its outline may be off, and its features."""

    shape: BaseGeometry
    uncertainty_m: float
    features: tuple[str, ...]


_Three: TypeAlias = tuple[float, float, float]
"""A value, the least and the most that it can be."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """The people of a place by a raster and the density around them per ha, each with bounds, and the covered share."""

    people: _Three
    per_ha: _Three
    covered: float


_Found: TypeAlias = tuple[Raster, Place, Headcount]
"""A raster, the land of a subject, and what the one says of the other."""


def population_raster(view: View) -> Raster | None:
    """Gives the newest population raster that speaks of a time up to the date of the view."""
    found = view.plan.rasters_of(POPULATION.id)
    return next((raster for raster in found if raster.as_of.start <= view.on), None)


def territory(view: View) -> Place | None:
    """Gives the land of the province: its communes together; nothing where one of them has no valid outline."""
    communes = view.plan.of_kind("communes")
    if not communes or not all(is_areal(c.geometry) and c.geometry.is_valid for c in communes):
        return None
    whole = shapely.union_all(as_array([commune.geometry for commune in communes]))
    return Place(whole, max(c.uncertainty_m for c in communes), tuple(c.id for c in communes))


def place(view: View, subject: Subject) -> Place | None:
    """Gives the land of a subject; nothing where it has no valid outline."""
    if subject.role is Role.PLAN:
        return view.once(territory)
    feature = view.feature(subject)
    if feature is None or not is_areal(feature.geometry) or not feature.geometry.is_valid:
        return None
    return Place(feature.geometry, feature.uncertainty_m, (feature.id,))


def least_and_most(spot: Place) -> tuple[BaseGeometry, BaseGeometry]:
    """Gives the land that a place has wherever its outline runs, and the land that it can have.

    The outline is simplified by a tenth of its uncertainty first, which both make up for.
    """
    if spot.uncertainty_m <= 0:
        return spot.shape, spot.shape
    coarse = shapely.simplify(spot.shape, spot.uncertainty_m / 10)
    reach = spot.uncertainty_m * 1.1 * _ARC
    return shapely.buffer(coarse, -reach, quad_segs=_QUARTER), shapely.buffer(
        coarse, reach, quad_segs=_QUARTER
    )


def _heads(view: View) -> dict[tuple[Role, str], Headcount]:
    """Gives what the population raster says of every zone, commune and the province with an outline."""
    raster = population_raster(view)
    asked = [s for s in view.subjects if s.role in {Role.ZONE, Role.COMMUNE, Role.PLAN}]
    found = [(s, spot) for s in asked if (spot := place(view, s)) is not None]
    if raster is None or not found:
        return {}
    sides = [least_and_most(spot) for _, spot in found]
    shapes = as_array([*(spot.shape for _, spot in found), *(s[0] for s in sides), *(s[1] for s in sides)])
    sums = in_zones(raster, shapes, view.plan.crs)
    dense = in_zones(raster, shapes, view.plan.crs, Stat.DENSITY)
    counted = _headcounts(sums, dense, len(found))
    return {(s.role, s.id): head for (s, _), head in zip(found, counted, strict=True)}


def headcount(view: View, subject: Subject) -> Headcount | None:
    """Gives what the population raster says of a subject; nothing without a raster or a valid outline."""
    return view.once(_heads).get((subject.role, subject.id))


def _headcounts(sums: Zonal, dense: Zonal, size: int) -> Sequence[Headcount]:
    """Gives the people and densities of places from what was found in their drawn, least and most land.

    Of the density around people, ``sum(P²/A) / sum(P)``, the least numerator is that of the cells wholly inside the
    least land and the greatest denominator that of all cells which the most land touches; and the other way round.
    """
    drawn, least, most = (slice(n * size, (n + 1) * size) for n in range(3))
    low, high = np.nan_to_num(sums.low[least]), np.fmax(sums.high[most], sums.value[drawn])
    with np.errstate(divide="ignore", invalid="ignore"):
        dense_low = np.nan_to_num(dense.low[least] * sums.high[least] / high)
        dense_high = dense.high[most] * sums.low[most] / low
    dense_high = np.where(np.isfinite(dense_high), dense_high, np.inf)
    people = _bounded(sums.value[drawn], low, high)
    per_ha = _bounded(dense.value[drawn] * M2_PER_HA, dense_low * M2_PER_HA, dense_high * M2_PER_HA)
    return [Headcount(*row) for row in zip(people, per_ha, sums.coverage[drawn].tolist(), strict=True)]


def _bounded(
    value: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> list[tuple[float, float, float]]:
    """Gives values with bounds that hold them."""
    rows = np.column_stack([value, np.fmin(low, value), np.fmax(high, value)])
    return [(float(row[0]), float(row[1]), float(row[2])) for row in rows]


def _counted(view: View, subject: Subject) -> _Found | Message:
    """Gives what a raster says of a subject, or the reason why it says nothing."""
    raster = population_raster(view)
    if raster is None:
        return Message.of(_NO_RASTER, kind=POPULATION.id, date=When(view.on.isoformat()))
    spot = place(view, subject)
    if spot is None:
        return Message.of(_NO_TERRITORY if subject.role is Role.PLAN else _NO_OUTLINE)
    head = view.once(_heads)[subject.role, subject.id]
    if math.isnan(head.people[0]) or head.covered < LEAST_COVERED:
        share = Number(100 * np.nan_to_num(head.covered), 1)
        return Message.of(_NOT_COVERED, name=raster.name, share=share, least=100 * LEAST_COVERED)
    return raster, spot, head


def _read(raster: Raster, head: Headcount) -> Message:
    return Message.of(
        _READ,
        name=raster.name,
        date=When(raster.as_of.text),
        cell=Number(raster.cell_m, 0),
        share=Number(100 * head.covered, 1),
    )


def _printed(view: View, subject: Subject) -> tuple[Figure, ...]:
    """Gives what the ledger says of the people of a subject, beside which a raster is one more opinion."""
    own = view.own(subject, PEOPLE)
    return (*own.figures, *own.others) if own else ()


@metric(
    MetricSpec(
        id="net_residential_density_per_ha",
        name=Text("Mật độ dân cư trên đất ở", "Net residential density"),
        formula=Text(
            "dân số ÷ (đất ở nông thôn ONT + đất ở đô thị ODT)",
            "population ÷ (rural residential land ONT + urban residential land ODT)",
        ),
        unit="persons_per_ha",
        base=Text("đất ở (ONT + ODT)", "residential land (ONT + ODT)"),
        roles=_PLACES,
        source="standard",
        needs=(PEOPLE, RURAL, URBAN),
        decimals=1,
    )
)
def net_residential_density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the people on a hectare of residential land; a commune without one of the two kinds needs a row of 0."""
    both = _people_and_land(view, subject)
    return rate(spec, subject, *both) if both else missing_row(spec, subject, _unknown(view, spec, subject))


def _unknown(view: View, spec: MetricSpec, subject: Subject) -> tuple[str, ...]:
    return tuple(indicator for indicator in spec.needs if view.own(subject, indicator) is None)


def _people_and_land(view: View, subject: Subject) -> Pair | None:
    people, rural, urban = (view.own(subject, indicator) for indicator in (PEOPLE, RURAL, URBAN))
    if people is None or rural is None or urban is None:
        return None
    return people, replace(total((rural, urban)), counted=rural.counted)


@metric(
    MetricSpec(
        id="residential_land_per_person_m2",
        name=Text("Đất ở bình quân đầu người", "Residential land per person"),
        formula=Text(
            "(đất ở nông thôn ONT + đất ở đô thị ODT) × 10.000 ÷ dân số",
            "(rural residential land ONT + urban residential land ODT) × 10,000 ÷ population",
        ),
        unit="m2_per_person",
        base=Text("mỗi người dân", "each person"),
        roles=_PLACES,
        source="standard",
        needs=(PEOPLE, RURAL, URBAN),
        decimals=1,
    )
)
def residential_land(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the residential land of a person; dwelling-unit land, which QCVN 01:2021 limits, is more than that."""
    both = _people_and_land(view, subject)
    if both is None:
        return missing_row(spec, subject, _unknown(view, spec, subject))
    people, land = both
    return rate(spec, subject, land, people, scale=M2_PER_HA)


@metric(
    MetricSpec(
        id="population_raster",
        name=Text("Số người theo raster dân số", "People by a population raster"),
        formula=Text(
            "tổng số người của các ô trong ranh giới; ô bị cắt tính theo phần diện tích nằm trong",
            "sum of persons over the cells inside the outline; of a cell that is cut the part inside",
        ),
        unit="persons",
        base=Text("phần raster trong ranh giới", "the raster inside the outline"),
        roles=_PLACES | {Role.ZONE},
        source="Baston, D., exactextract (isciences/exactextract)",
        layers=("communes", "industrial_zones"),
        rasters=(POPULATION.id,),
        decimals=0,
    )
)
def people_in(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the people whom a raster puts inside an outline.

    At least those in cells wholly inside the land that is certainly its own, at most those in all cells that touch
    the land that can be.
    """
    found = _counted(view, subject)
    if isinstance(found, Message):
        return Measure(spec=spec, subject=subject, reason=found)
    people, partial = found[2].people, found[2].covered < FULLY_COVERED
    measure = _told(spec, subject, found, people, _SUMMED, *([_REST] if partial else []))
    others = _printed(view, subject) if subject.role is not Role.ZONE else ()
    return replace(measure, high=math.inf if partial else measure.high, others=others)


def _told(
    spec: MetricSpec, subject: Subject, found: _Found, told: _Three, done: Text, *remarks: Text
) -> Measure:
    """Gives a measure from what a raster says of a subject: its value, least and most."""
    raster, spot, head = found
    value, low, high = told
    return Measure(
        spec=spec,
        subject=subject,
        value=value,
        low=low,
        high=high,
        as_of=raster.as_of.text,
        features=spot.features,
        working=Message.of(done, value=Number(value, spec.decimals)),
        remarks=(_read(raster, head), *(Message.of(remark) for remark in remarks)),
    )


@metric(
    MetricSpec(
        id="population_weighted_density_per_ha",
        name=Text("Mật độ dân số bình quân theo dân", "Population-weighted density"),
        formula=Text(
            "Σ(P² ÷ A) ÷ ΣP, với P là số người và A là diện tích của ô hay phần ô trong ranh giới",
            "Σ(P² ÷ A) ÷ ΣP, P the people and A the area of a cell or of its part inside the outline",
        ),
        unit="persons_per_ha",
        base=Text(
            "đất quanh mỗi người dân, theo ô của raster",
            "the land around each person, by cells of the raster",
        ),
        roles=_PLACES,
        source="Craig (1984), Demography 21(3), 405-412",
        layers=("communes",),
        rasters=(POPULATION.id,),
        decimals=1,
    )
)
def weighted_density(view: View, spec: MetricSpec, subject: Subject) -> Measure:
    """Gives the density in which the average person lives."""
    found = _counted(view, subject)
    if isinstance(found, Message):
        return Measure(spec=spec, subject=subject, reason=found)
    raster, _, head = found
    if math.isnan(head.per_ha[0]):
        return no_value(spec, subject, _NOBODY, name=raster.name)
    return _told(spec, subject, found, head.per_ha, _WEIGHTED, _CELL_SIZE)
