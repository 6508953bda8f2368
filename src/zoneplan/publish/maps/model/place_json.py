"""The places of the map as JSON: a column for each of their properties."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zoneplan.kernels.shapes import as_array
from zoneplan.plan.horizons import State
from zoneplan.plan.layer import Feature
from zoneplan.publish.maps.model.columns import Json, column
from zoneplan.publish.maps.model.places import Place
from zoneplan.publish.maps.model.said import said
from zoneplan.publish.maps.model.shapes import MICRO
from zoneplan.publish.maps.model.style import Form
from zoneplan.text import Text, fold, readable

_SOUGHT = ("id", "commune", "former_unit", "former_units", "decision")
"""Fields in which a search looks beside the names."""


def _find(feature: Feature, decisions: Iterable[str], folded: Callable[[str], str]) -> str:
    """Gives what a search looks through beside the names, without accents, a line each.

    Of the decisions only those which the fields do not name.
    """
    texts = (feature.values.get(key) for key in _SOUGHT)
    fields = "\n".join(dict.fromkeys(folded(str(text)) for text in texts if text))
    further = dict.fromkeys(number for number in map(folded, decisions) if number not in fields)
    return "\n".join((fields, *further))


def variants_of(found: Iterable[Place]) -> dict[str, list[str]]:
    """Gives the variants that the places of each layer have."""
    variants: dict[str, list[str]] = {}
    for layer, variant in sorted({(place.layer.id, place.variant) for place in found}):
        variants.setdefault(layer, []).append(variant)
    return variants


def shapes_of(found: Sequence[Place]) -> tuple[NDArray[np.object_], list[int]]:
    """Gives the geometries that are drawn, in degrees and in the order of the files, and each place's number in them."""
    drawn = sorted((i for i, place in enumerate(found) if place.has_shape), key=lambda i: found[i].spot.order)
    number = {place: shape for shape, place in enumerate(drawn)}
    return as_array([found[i].feature.lonlat for i in drawn]), [number.get(i, -1) for i in range(len(found))]


@dataclass(frozen=True, slots=True)
class Numbering:
    """By what numbers the columns of places refer to other lists: of layers, variants, shapes and cards.

    ``shape`` and ``card`` hold a number for each place, -1 for none.
    """

    layers: Sequence[str]
    variants: Mapping[str, Sequence[str]]
    shape: Sequence[int]
    card: Sequence[int]


_FORM = {form: number for number, form in enumerate(Form)}
_STATE = {state: str(number) for number, state in enumerate(State)}


def plain_places(
    found: Sequence[Place], numbers: Numbering, decisions: Mapping[str, Iterable[str]]
) -> dict[str, Json]:
    """Gives the places as JSON, a column a property.

    Args:
        found: The places.
        numbers: By what numbers their columns refer to other lists.
        decisions: The numbers of the decisions that each place rests on, by its id.
    """
    at = {name: number for number, name in enumerate(numbers.layers)}
    variant = {(key, name): i for key, names in numbers.variants.items() for i, name in enumerate(names)}
    folded = cache(fold)
    labels: list[Json] = [
        None if place.label == place.feature.name else _worded(place.label) for place in found
    ]
    return {
        "count": len(found),
        "id": [place.id for place in found],
        "layer": column([at[place.layer.id] for place in found]),
        "variant": column([variant[place.layer.id, place.variant] for place in found]),
        "form": column([_FORM[place.form] for place in found]),
        "name": [_worded(_name(place.feature)) for place in found],
        "label": labels if any(label is not None for label in labels) else None,
        "strong": column([int(place.strong) for place in found]),
        "part": column([int(bool(place.feature.values.get("part_of"))) for place in found]),
        "exact": column([int(place.is_exact) for place in found]),
        "rank": column([_short(place.rank) for place in found]),
        "radius_m": column([_short(place.radius_m) for place in found]),
        "size_px": column([_short(place.size_px) for place in found]),
        "uncertainty_m": column([_short(place.feature.uncertainty_m) for place in found]),
        "shape": column(numbers.shape),
        "lat": column([round(place.spot.at[0] * MICRO) for place in found]),
        "lon": column([round(place.spot.at[1] * MICRO) for place in found]),
        "states": column(["".join(_STATE[state] for state in place.states) for place in found]),
        "find": [_find(place.feature, decisions[place.id], folded) for place in found],
        "card": column(numbers.card),
    }


def _name(feature: Feature) -> Text:
    """Gives the name of a feature, or its id where nobody could see the name."""
    return Text(*(readable(name).strip() or feature.id for name in feature.name))


def _worded(text: Text) -> Json:
    found = said(text)
    return found if isinstance(found, str) else list(found)


def _short(number: float) -> float | int:
    """Gives a number without a needless decimal."""
    return int(number) if number == int(number) else number
