"""What stands on the land of zones: their plots and outlines, and what the buildings of the plan cover of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.position import is_areal
from zoneplan.kernels.footprints import Buildings, Covered, covered
from zoneplan.kernels.overlay import overlay_areas
from zoneplan.kernels.shapes import as_array
from zoneplan.metrics.build import leaves
from zoneplan.metrics.measure import Role, Subject
from zoneplan.metrics.view import View, from_layers
from zoneplan.plan.layer import Feature

INDUSTRIAL_CODES = frozenset({"SKK", "SKN", "SKC", "SKT", "SCC", "SCT", "CNC"})
"""The land-use codes of plots for factories and warehouses; so is taken a plot of which no code is given."""
_MOST = 0.5
"""A plot that names no zone belongs to the zones that have more than this part of its land."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A quantity with the least and the most that it can be."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Site:
    """What buildings cover of some land; areas in m².

    Attributes:
        features: The zones or plots whose land it is.
        area: That land, what two of them share counted once.
        footprint: What buildings cover of it.
        floor_area: The floors they have on it; the most is infinite where floors are not known.
        buildings: The ids of the buildings on it as drawn.
        unknown: How many buildings that may stand on it are of unknown floors.
        floors: The fewest and the most floors of one of those; the most is infinite where they are not known.
    """

    features: tuple[str, ...]
    area: float
    footprint: Bounded
    floor_area: Bounded
    buildings: tuple[str, ...]
    unknown: int
    floors: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Standing:
    """The buildings of a plan that stand on the date of a view, as the kernel reads them."""

    features: tuple[Feature, ...]
    arrays: Buildings
    refused: tuple[str, ...]


def has_layer(view: View, kind: str) -> bool:
    """Tells whether a plan has a layer of a kind."""
    return any(layer.kind.id == kind for layer in view.plan.layers.values())


@from_layers("buildings")
def standing(view: View) -> Standing:
    """Gives the buildings finished by the year of the view; those whose shape is no valid polygon are named apart."""
    there = [f for f in view.plan.of_kind("buildings") if not _number(f, "year") > view.on.year]
    good = sorted((f for f in there if is_sound(f)), key=lambda f: f.id)
    arrays = Buildings.of(
        as_array([_flat(f) for f in good]),
        np.array([f.uncertainty_m for f in good], dtype=np.float64),
        np.array([_floors(f) for f in good], dtype=np.float64),
    )
    return Standing(tuple(good), arrays, tuple(f.id for f in there if not is_sound(f)))


@from_layers()
def plots(view: View) -> tuple[Feature, ...]:
    """Gives the plots whose shape is a valid polygon."""
    return tuple(f for f in view.plan.of_kind("plots") if is_sound(f))


def is_sound(feature: Feature) -> bool:
    """Tells whether a feature is a valid polygon with land."""
    shape = feature.geometry
    return is_areal(shape) and shape.is_valid and shape.area > 0


def is_industrial(plot: Feature) -> bool:
    """Tells whether factories and warehouses stand on a plot, by its land-use code."""
    return plot.text("code") in INDUSTRIAL_CODES | {""}


@from_layers()
def zones_of_plots(view: View) -> Mapping[str, tuple[str, ...]]:
    """Gives the zones to which each plot belongs, by the id of the plot.

    They are those it names, else those that have most of its land, and the zones that these are parts of.
    """
    by_id = view.plan.by_id
    drawn = _by_land(view)
    found = {}
    for plot in view.once(plots):
        named = [by_id[i] for i in plot.references("zone") if i in by_id]
        zones = [z.text("same_as") or z.id for z in named] or drawn.get(plot.id, [])
        parents = [by_id[z].text("part_of") for z in zones if z in by_id]
        found[plot.id] = tuple(dict.fromkeys(z for z in (*zones, *parents) if z))
    return found


def _by_land(view: View) -> dict[str, list[str]]:
    outlines = [z for z in view.plan.zones if is_sound(z)]
    lots = view.once(plots)
    shared = overlay_areas(_shapes(lots), _shapes(outlines))
    areas = shapely.area(_shapes(lots))
    found: dict[str, list[str]] = {}
    for lot, zone, area in zip(shared.part, shared.zone, shared.area, strict=True):
        if area > _MOST * areas[lot]:
            found.setdefault(lots[lot].id, []).append(outlines[zone].id)
    return found


@from_layers()
def _industrial_plots(view: View) -> Mapping[str, tuple[Feature, ...]]:
    """Gives the industrial plots of every zone that has some, by the id of the zone."""
    belonging = view.once(zones_of_plots)
    found: dict[str, list[Feature]] = {}
    for plot in filter(is_industrial, view.once(plots)):
        for zone in belonging[plot.id]:
            found.setdefault(zone, []).append(plot)
    return {zone: tuple(lots) for zone, lots in found.items()}


def plots_of(view: View, subject: Subject) -> dict[str, tuple[Feature, ...]]:
    """Gives the industrial plots of a zone, or of each existing zone below a group, by the id of the zone."""
    found = view.once(_industrial_plots)
    return {zone.id: found.get(zone.id, ()) for zone in below(view, subject)}


def below(view: View, subject: Subject) -> tuple[Subject, ...]:
    """Gives a zone itself, of a group the existing zones below it."""
    return tuple(z for z in leaves(subject) if view.stands(z)) if subject.members else (subject,)


@from_layers("buildings")
def single_plots(view: View) -> Mapping[str, Site]:
    """Gives what stands on every plot, by its id."""
    return _sites(view, {lot.id: [lot] for lot in view.once(plots)})


@from_layers("buildings", "industrial_zones")
def on_plots(view: View) -> Mapping[str, Site]:
    """Gives what stands on the industrial plots of every zone, group and of the plan, by the id of the subject.

    Zones on whose plots no building is drawn are left out: nobody knows whether they are empty or not drawn.
    """
    built = {key for key, lot in view.once(single_plots).items() if lot.buildings}
    lands: dict[str, list[Feature]] = {}
    for subject in _measured(view):
        zones = plots_of(view, subject).values()
        drawn = [lots for lots in zones if any(lot.id in built for lot in lots)]
        lands[subject.id] = list({lot.id: lot for lots in drawn for lot in lots}.values())
    return _sites(view, lands)


@from_layers("buildings", "industrial_zones")
def on_outlines(view: View) -> Mapping[str, Site]:
    """Gives what stands within the outlines of every zone, group and of the plan, by the id of the subject.

    Zones within whose outline no building is drawn are left out.
    """
    alone = _sites(view, {zone.id: [zone] for zone in view.plan.zones if is_sound(zone)})
    drawn = {key for key, zone in alone.items() if zone.buildings}
    groups = {
        subject.id: [view.plan.by_id[z.id] for z in below(view, subject) if z.id in drawn]
        for subject in _measured(view)
        if subject.members
    }
    return {key: alone[key] for key in drawn} | _sites(view, groups)


def _measured(view: View) -> tuple[Subject, ...]:
    return tuple(s for s in view.subjects if s.role in {Role.ZONE, Role.GROUP, Role.PLAN})


def _sites(view: View, lands: Mapping[str, Sequence[Feature]]) -> dict[str, Site]:
    """Gives what stands on some lands; those without any feature are left out."""
    some = {key: land for key, land in lands.items() if land}
    regions = as_array([_together(land) for land in some.values()])
    unsure = np.array([max(f.uncertainty_m for f in land) for land in some.values()], dtype=np.float64)
    buildings = view.once(standing)
    found = covered(buildings.arrays, regions, unsure)
    areas = np.asarray(shapely.area(regions), dtype=np.float64)
    on: list[list[str]] = [[] for _ in some]
    for building, region in found.buildings.T:
        on[region].append(buildings.features[building].id)
    return {
        key: _site(found, at, float(areas[at]), (tuple(f.id for f in land), tuple(on[at])))
        for at, (key, land) in enumerate(some.items())
    }


def _site(found: Covered, at: int, area: float, ids: tuple[tuple[str, ...], tuple[str, ...]]) -> Site:
    one, two = found.footprint, found.floor_area
    return Site(
        ids[0],
        area,
        Bounded(float(one.value[at]), float(one.low[at]), float(one.high[at])),
        Bounded(float(two.value[at]), float(two.low[at]), float(two.high[at])),
        ids[1],
        int(found.unknown[at]),
        (float(found.floors_low[at]), float(found.floors_high[at])),
    )


def _together(land: Sequence[Feature]) -> BaseGeometry:
    return _flat(land[0]) if len(land) == 1 else shapely.union_all(_shapes(land))


def _shapes(features: Sequence[Feature]) -> NDArray[np.object_]:
    return as_array([_flat(f) for f in features])


def _flat(feature: Feature) -> BaseGeometry:
    return shapely.force_2d(feature.geometry)


def _floors(building: Feature) -> float:
    """Gives the floor area over the footprint: as stated, else the number of floors; NaN where neither is known."""
    stated, floors = _number(building, "floor_area_m2"), _number(building, "floors")
    if stated > 0:
        return stated / float(building.geometry.area)
    return floors if floors >= 1 else float("nan")


def _number(feature: Feature, key: str) -> float:
    value = feature.values.get(key)
    return float(value) if isinstance(value, int | float) else float("nan")
