"""The parts of the page put together: the model as JSON, and the blocks of shapes, cards and pictures beside it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.kernels.shapes import as_array
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model.bands import MapBands, map_bands
from zoneplan.publish.maps.model.base import online_base
from zoneplan.publish.maps.model.columns import column
from zoneplan.publish.maps.model.compare_words import COMPARE
from zoneplan.publish.maps.model.frame_words import ABBREVIATIONS, FRAME
from zoneplan.publish.maps.model.moves import map_moves
from zoneplan.publish.maps.model.overlay_words import OVERLAYS
from zoneplan.publish.maps.model.readable_json import all_readable
from zoneplan.publish.maps.model.said import Said, said
from zoneplan.publish.maps.model.spec import CARD_CHUNK, MapModel, map_model
from zoneplan.publish.maps.model.spoken_words import SPOKEN
from zoneplan.publish.maps.model.surfaces import MapSurface, map_surfaces
from zoneplan.publish.maps.model.tool_words import TOOLS
from zoneplan.publish.maps.model.written import plain, plain_cards
from zoneplan.publish.maps.page.blocks import json_bytes
from zoneplan.publish.maps.page.detail import Detail, detail, fitting, simplified
from zoneplan.publish.maps.page.pack import pack
from zoneplan.text import Message, Text, When, fold

WORDS: Mapping[str, Text] = {**FRAME, **COMPARE, **TOOLS, **OVERLAYS, **SPOKEN}
"""What the page says beside the data, by the names that its scripts know."""

OTHER = "other-"
"""How the names of the blocks of a second plan begin."""

Block = tuple[str, Callable[[], bytes]]
"""A block of the page: its name, and what makes its bytes when they are wanted."""


@dataclass(frozen=True)
class Composed:
    """A page before it is written: its model, and its blocks by name."""

    model: dict[str, object]
    blocks: tuple[Block, ...]

    @cached_property
    def digest(self) -> dict[str, str]:
        """What the bytes of the blocks depend on, a digest each."""
        return {
            name: sha256(make()).hexdigest() for name, make in self.blocks if not name.startswith("surface-")
        }


def composed(dossier: Dossier, beside: Dossier | None = None) -> Composed:
    """Gives the page of a dossier; ``beside`` is what it is compared with."""
    found = map_model(dossier, beside)
    bands, surfaces = map_bands(dossier), map_surfaces(dossier)
    drawn, first = _drawn(found, bands)
    level = detail(int(shapely.get_num_coordinates(drawn).sum()))
    layers = _layer_of_shape(found)
    fits = _fits(found, layers)
    model = plain(found) | {
        "words": {key: said(text) for key, text in WORDS.items()},
        "abbreviations": [[fold(form) for form in pair] for pair in ABBREVIATIONS],
        "base": online_base(dossier.plan),
        "shapes": {"bits": level.bits, "simplified": level.tolerance > 0},
        "surfaces": [surface.data for surface in surfaces],
        "moves": map_moves(dossier),
        "bands": bands.data(first) if bands else None,
        "card_chunk": CARD_CHUNK,
    }
    places = model["places"]
    if isinstance(places, dict):
        places["fits"] = column(fits)
    packed = pack(_simple(drawn, layers, level), level.bits)
    return Composed(
        json.loads(json_bytes(all_readable(model))),
        (
            ("shapes", lambda: packed),
            *_cards(found),
            *_pictures(surfaces),
        ),
    )


def compared(page: Composed, other: Composed) -> Composed:
    """Gives a page that holds a second plan beside its own, to be laid over it."""
    title = other.model["title"] if other.model["title"] != page.model["title"] else _second(other.model)
    model = page.model | {"compare": {"title": title}}
    second = ("model", lambda: json_bytes(other.model | {"title": title}))
    kept = [one for one in other.blocks if not one[0].startswith("surface-")]
    return Composed(model, (*page.blocks, *((f"{OTHER}{name}", make) for name, make in (second, *kept))))


_SECOND = Text("{title} (bản kia, số liệu đến {date})", "{title} (the other one, figures to {date})")


def _second(model: Mapping[str, object]) -> Said:
    """Gives the title of a plan that is called as the one it is laid over."""
    title, about = model["title"], model["plan"]
    words = Text(*title) if isinstance(title, list) else Text(str(title), str(title))
    as_of = str(about["as_of"]) if isinstance(about, Mapping) else ""
    return said(Message.of(_SECOND, title=words, date=When(as_of)))


def _drawn(found: MapModel, bands: MapBands | None) -> tuple[NDArray[np.object_], int]:
    """Gives the geometries of places, then those of distance bands, and how many the first are."""
    rest = as_array(list(bands.shapes)) if bands else as_array([])
    return np.concatenate([found.shapes, rest]), len(found.shapes)


def _layer_of_shape(found: MapModel) -> NDArray[np.int64]:
    """Gives for each geometry of a place the number of its file's layer, from 1."""
    names: dict[str, int] = {}
    layers = np.zeros(len(found.shapes), dtype=np.int64)
    for place, shape in zip(found.places, found.shape, strict=True):
        if shape >= 0:
            layers[shape] = names.setdefault(place.feature.layer, len(names) + 1)
    return layers


def _fits(found: MapModel, layers: NDArray[np.int64]) -> list[int]:
    """Gives for each place the number of the coverage that it fits into; 0 for none."""
    number = np.zeros(len(found.shapes), dtype=np.int64)
    for layer in np.unique(layers):
        inside = layers == layer
        number[inside] = np.where(fitting(found.shapes[inside]), layer, 0)
    return [int(number[shape]) if shape >= 0 else 0 for shape in found.shape]


def _simple(shapes: NDArray[np.object_], layers: NDArray[np.int64], level: Detail) -> NDArray[np.object_]:
    result = shapes.copy()
    for layer in np.unique(layers):
        inside = np.flatnonzero(layers == layer)
        result[inside] = simplified(shapes[inside], level.tolerance)
    return result


def _cards(found: MapModel) -> Iterator[Block]:
    for language, cards in plain_cards(found).items():
        for number, start in enumerate(range(0, len(cards), CARD_CHUNK)):
            yield f"cards-{language}-{number}", _json(cards[start : start + CARD_CHUNK])


def _json(cards: Sequence[object]) -> Callable[[], bytes]:
    return lambda: json_bytes(all_readable(cards))


def _pictures(surfaces: Sequence[MapSurface]) -> Iterator[Block]:
    for surface in surfaces:
        if surface.picture is not None:
            yield surface.block, surface.picture.png
