"""Features that are there twice."""

from collections.abc import Iterable, Mapping

import numpy as np

from zoneplan.kernels.shapes import as_array, doubles
from zoneplan.plan.layer import Feature
from zoneplan.plan.plan import Plan
from zoneplan.text import fold

_APART: Mapping[str, tuple[str, ...]] = {
    "relocation_areas": ("role", "cause", "phase"),
    "land_use": ("year",),
}
"""Fields in which features of one place may rightly differ: people may leave and arrive in one area."""
_RELATIONS = ("same_as", "part_of")
_REFERRING = (*_RELATIONS, "serves")


def same_places(plan: Plan) -> tuple[tuple[Feature, ...], ...]:
    """Gives the groups of features of one kind that have the same geometry.

    The one that has figures in the ledger or that others refer to stands first in its group, then by id.
    Points that share a place count only where they have the same name: several sites may be known by the
    centre of one commune. Features that say how they belong together (``same_as``, ``part_of``) and features of
    different role, cause, phase or year are not the same.
    """
    groups: list[tuple[Feature, ...]] = []
    needed = needed_ids(plan)
    for kind in dict.fromkeys(layer.kind.id for layer in plan.layers.values()):
        features = plan.of_kind(kind)
        first = doubles(as_array([feature.geometry for feature in features]))
        alike: dict[tuple[object, ...], list[Feature]] = {}
        shared = np.bincount(first, minlength=len(first)) > 1
        for place in np.flatnonzero(shared[first]).tolist():
            feature = features[place]
            alike.setdefault((int(first[place]), *_told_apart(feature)), []).append(feature)
        groups += [
            group for group in (_unrelated(found, needed) for found in alike.values()) if len(group) > 1
        ]
    return tuple(groups)


def _told_apart(feature: Feature) -> tuple[str, ...]:
    """Gives what else must agree for two features of one place to be the same."""
    name = fold(feature.name.vi) if feature.geometry.geom_type == "Point" else ""
    return (name, *(feature.text(field) for field in _APART.get(feature.kind, ())))


def _unrelated(group: Iterable[Feature], needed: frozenset[str]) -> tuple[Feature, ...]:
    """Gives the features of a group that do not say that they belong to another of it, in a fixed order."""
    features = list(group)
    ids = {feature.id for feature in features}
    apart = [f for f in features if not any(ids & set(f.references(field)) for field in _RELATIONS)]
    return tuple(sorted(apart, key=lambda f: (f.id not in needed, f.id)))


def needed_ids(plan: Plan) -> frozenset[str]:
    """Gives the ids that the ledger has figures of or that other features refer to."""
    named = {figure.subject for figure in plan.ledger.figures}
    for feature in plan.features:
        for field in _REFERRING:
            named.update(feature.references(field))
    return frozenset(named)


def own_values(other: Feature, first: Feature) -> tuple[str, ...]:
    """Gives the fields in which a duplicate says what the first of its group does not; ids always differ."""
    return tuple(
        name
        for name, value in other.values.items()
        if name != "id" and value not in {None, first.values.get(name)}
    )


def adds_nothing(other: Feature, first: Feature, needed: frozenset[str]) -> bool:
    """Tells whether nothing is lost without a duplicate: no figure, no reference, no value of its own."""
    return (other.id not in needed or other.id == first.id) and not own_values(other, first)
