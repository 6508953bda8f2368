"""All repairs of a plan: what needs no decision is done, whatever order its features stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from zoneplan.geo.crs import WGS84, reproject
from zoneplan.geo.position import Position, is_areal
from zoneplan.kernels.shapes import doubles
from zoneplan.plan import tolerance
from zoneplan.plan.doubles import adds_nothing, needed_ids, same_places
from zoneplan.plan.layer import Feature, Layer
from zoneplan.plan.plan import Plan
from zoneplan.repairs.coverage import matched
from zoneplan.repairs.declared import BOUNDARY_MATCHED, FEATURE_DROPPED, Repair, Step
from zoneplan.repairs.shapes import needy, repaired
from zoneplan.text import Message, Text

_COVERAGES = (("communes", ""), ("land_use", "year"))
"""Kinds whose polygons lie edge to edge, and the field that tells one coverage of a kind from another."""
_ROUNDS = 5
_SAME_AS = Text(
    "giống {first} của lớp {layer} ở mọi trường", "agrees with {first} of layer {layer} in every field"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One repair of one feature: where, in how many places, and its area in square metres before and after.

    ``before_m2`` is unknown where the feature had no area before.
    """

    repair: Repair
    layer: str
    feature: str
    place: BaseGeometry
    count: int
    before_m2: float | None
    after_m2: float
    note: Message | Text | None = None


@dataclass(frozen=True)
class Mended:
    """A plan after its repairs, and every change in the order in which it was made."""

    plan: Plan
    changes: tuple[Change, ...] = ()

    @property
    def layers(self) -> frozenset[str]:
        """The ids of the layers that were changed."""
        return frozenset(change.layer for change in self.changes)


@dataclass(slots=True)
class _Work:
    """Layers on their way; a set of features is replaced at a time."""

    layers: dict[str, Layer]
    crs: str
    changes: list[Change] = field(default_factory=list)

    def put(self, layer: Layer, features: Iterable[Feature]) -> None:
        self.layers[layer.id] = replace(layer, features=tuple(features))

    def reshaped(self, layer: Layer, shapes: Mapping[int, BaseGeometry]) -> None:
        """Gives features of a layer new geometries, in the grid and in degrees."""
        if not shapes:
            return
        grid = np.empty(len(shapes), dtype=object)
        grid[:] = list(shapes.values())
        lonlat = dict(zip(shapes, reproject(grid, self.crs, WGS84), strict=True))
        self.put(
            layer,
            (
                replace(feature, geometry=shapes[i], lonlat=lonlat[i]) if i in shapes else feature
                for i, feature in enumerate(layer.features)
            ),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """A feature and where it stands: its layer and its row there."""

    layer: str
    row: int
    feature: Feature

    @property
    def key(self) -> tuple[str, bytes]:
        """What brings the features of a coverage into one order, whatever order their layers have."""
        return self.feature.id, self.feature.geometry.wkb


def mended(plan: Plan) -> Mended:
    """Gives a plan in which everything is mended that needs no decision.

    Mended again it stays as it is. What a person must decide stays as it was: land that two features claim,
    duplicates that differ in a field or both have figures, shapes that enclose nothing.
    """
    work = _Work(dict(plan.layers), plan.crs)
    for _ in range(_ROUNDS):
        before = len(work.changes)
        _drop_duplicates(replace(plan, layers=dict(work.layers)), work)
        for layer in list(work.layers.values()):
            _mend_shapes(layer, work)
        _match_boundaries(work)
        if len(work.changes) == before:
            break
    if not work.changes:
        return Mended(plan)
    return Mended(replace(plan, layers=work.layers), tuple(work.changes))


def _drop_duplicates(plan: Plan, work: _Work) -> None:
    needed = needed_ids(plan)
    for first, *others in same_places(plan):
        for other in others:
            if adds_nothing(other, first, needed):
                layer = work.layers[other.layer]
                work.put(layer, (f for f in layer.features if f is not other))
                work.changes.append(
                    Change(
                        FEATURE_DROPPED,
                        other.layer,
                        other.id,
                        shapely.point_on_surface(other.geometry),
                        1,
                        float(other.geometry.area),
                        0.0,
                        Message.of(_SAME_AS, first=first.id, layer=first.layer),
                    )
                )


def _mend_shapes(layer: Layer, work: _Work) -> None:
    own = layer.kind.id not in tolerance.OUTLINED_BY_OTHERS
    shapes: dict[int, BaseGeometry] = {}
    for i in np.flatnonzero(needy(layer.geometries, own=own)).tolist():
        feature = layer.features[i]
        done = repaired(feature.geometry, own=own)
        if done.steps:
            shapes[i] = done.geometry
            work.changes += [_change(layer, feature, step) for step in done.steps]
    work.reshaped(layer, shapes)


def _change(layer: Layer, feature: Feature, step: Step) -> Change:
    return Change(
        step.repair, layer.id, feature.id, step.place, step.count, step.before_m2, step.after_m2, step.note
    )


def _match_boundaries(work: _Work) -> None:
    for kind, field_id in _COVERAGES:
        groups: dict[str, list[_Place]] = {}
        for layer in work.layers.values():
            for i, feature in enumerate(layer.features if layer.kind.id == kind else ()):
                if is_areal(feature.geometry) and feature.geometry.is_valid:
                    groups.setdefault(feature.text(field_id), []).append(_Place(layer.id, i, feature))
        for group in groups.values():
            _match_group(sorted(group, key=lambda place: place.key), work)


def _match_group(group: list[_Place], work: _Work) -> None:
    before = np.empty(len(group), dtype=object)
    before[:] = [place.feature.geometry for place in group]
    first = doubles(before)
    once, row = np.unique(first, return_inverse=True)
    surveyed = any(place.feature.text("position") == Position.SURVEYED for place in group)
    done = matched(before[once], gaps=surveyed)
    after, changed = done.shapes[row], np.flatnonzero(done.changed[row]).tolist()
    for k in changed:
        difference = shapely.symmetric_difference(before[k], after[k])
        place = shapely.point_on_surface(before[k] if difference.is_empty else difference)
        step = Step.of(BOUNDARY_MATCHED, before[k], after[k], place, 1)
        work.changes.append(_change(work.layers[group[k].layer], group[k].feature, step))
    for layer in {group[k].layer for k in changed}:
        work.reshaped(
            work.layers[layer], {group[k].row: after[k] for k in changed if group[k].layer == layer}
        )
