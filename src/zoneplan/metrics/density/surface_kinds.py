"""What density surfaces are made of: people, land of existing zones, operating hydropower capacity."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zoneplan.kernels.shapes import as_array
from zoneplan.metrics.build import leaves
from zoneplan.metrics.density.people import LEAST_COVERED, PEOPLE, headcount, population_raster, territory
from zoneplan.metrics.density.study_area import frame
from zoneplan.metrics.hydropower.plants import NO_LAYER, POWER, SITES, operating
from zoneplan.metrics.view import Amount, View, amount_of
from zoneplan.plan.declared import FOUNDED
from zoneplan.plan.layer import Feature
from zoneplan.plan.raster import POPULATION, Raster, in_zones
from zoneplan.text import Message, Text, When

_FROM_RASTER = Text(
    "Dân số lấy từ raster “{name}” ({date}), không phải từ sổ.",
    "People are those of the raster “{name}” ({date}), not of the ledger.",
)
_FROM_COMMUNES = Text(
    "Dân số của {count} xã, phường lấy từ sổ: xã có ranh giới được rải đều trên diện tích, xã khác đặt tại tâm.",
    "People of {count} communes are those of the ledger: spread evenly where there is an outline, else at the centre.",
)
_NO_PEOPLE = Text(
    "Cần một raster loại {raster}, hoặc dân số ({indicator}) của các xã, phường trong sổ.",
    "It needs a raster of kind {raster}, or the population ({indicator}) of communes in the ledger.",
)
_NO_FIGURES = Text(
    "Không nơi nào có số liệu trong sổ: {indicator}.", "No place has the figure in the ledger: {indicator}."
)


@dataclass(frozen=True, slots=True)
class SurfaceKind:
    """What a surface is of, and how its weights are found: places with amounts, or a raster."""

    id: str
    name: Text
    unit: str
    mass_unit: str
    weights: Callable[[View], "Weights | Message"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What is to be spread: amounts of features, or a raster."""

    features: tuple[Feature, ...] = ()
    amounts: tuple[Amount, ...] = ()
    missing: tuple[str, ...] = ()
    raster: Raster | None = None
    told: tuple[Message, ...] = ()


def _people(view: View) -> Weights | Message:
    """Gives the people of a raster where it covers the study area, else those of the communes; never of both."""
    raster = population_raster(view)
    if raster is not None and _covers(view, raster):
        named = Message.of(_FROM_RASTER, name=raster.name, date=When(raster.as_of.text))
        return Weights(raster=raster, told=(named,))
    found = _weights(view, view.plan.of_kind("communes"), PEOPLE)
    if not found.amounts:
        return Message.of(_NO_PEOPLE, raster=POPULATION.id, indicator=PEOPLE)
    return replace(found, told=(Message.of(_FROM_COMMUNES, count=len(found.amounts)),))


def _covers(view: View, raster: Raster) -> bool:
    """Tells whether a raster has data on the province; where its land is not known, anybody in the frame."""
    if view.once(territory) is not None:
        head = headcount(view, view.province)
        return head is not None and head.covered >= LEAST_COVERED
    held = in_zones(raster, as_array([frame(view)]), view.plan.crs)
    return bool(np.nan_to_num(held.value)[0] > 0)


def _land(view: View) -> Weights | Message:
    """Gives the declared land of the existing zones of the groups, parts of another zone left out."""
    zones = [
        f for leaf in leaves(view.province) if view.stands(leaf) and (f := view.feature(leaf)) is not None
    ]
    found = _weights(view, zones, FOUNDED)
    return found if found.amounts else Message.of(_NO_FIGURES, indicator=FOUNDED)


def _power(view: View) -> Weights | Message:
    if not any(layer.kind.id == SITES for layer in view.plan.layers.values()):
        return Message.of(NO_LAYER)
    found = _weights(view, operating(view), POWER)
    return found if found.amounts else Message.of(_NO_FIGURES, indicator=POWER)


def _weights(view: View, features: Sequence[Feature], indicator: str) -> Weights:
    there = [feature for feature in features if not feature.geometry.is_empty]
    looked = [(feature, view.figure(feature.id, indicator)) for feature in there]
    known = [(feature, amount_of(found, feature.id)) for feature, found in looked if found is not None]
    return Weights(
        tuple(feature for feature, _ in known),
        tuple(amount for _, amount in known),
        tuple(feature.id for feature, found in looked if found is None),
    )


SURFACE_KINDS = (
    SurfaceKind(
        "population", Text("Mật độ dân số", "Population density"), "persons_per_km2", "persons", _people
    ),
    SurfaceKind(
        "zone_land",
        Text("Mật độ đất khu, cụm công nghiệp hiện có", "Density of existing industrial-zone land"),
        "ha_per_km2",
        "ha",
        _land,
    ),
    SurfaceKind(
        "hydropower",
        Text("Mật độ công suất thủy điện đang vận hành", "Density of operating hydropower capacity"),
        "mw_per_km2",
        "MW",
        _power,
    ),
)
"""Every kind of surface, in the order in which they are drawn."""
