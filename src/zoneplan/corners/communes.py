"""Communes that a table states, and how far a shape lies from them."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from unicodedata import normalize

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from zoneplan.text import fold

_RADIUS_M = 6_371_000.0
_KIND = re.compile(r"^(xã|phường|thị trấn|đặc khu)\s+", re.IGNORECASE)
_NEIGHBOUR = re.compile(r"\bgiáp\b", re.IGNORECASE)
REACH = 2.0
"""How many times the radius of its circle a commune known by its centre may reach."""
_MOST_NEAR, _ALIKE = 5, 0.75
_EDGE_M = 500.0
"""How far a site may stick out of its commune, for boundaries that do not match exactly."""


@dataclass(frozen=True)
class Commune:
    """A commune of the plan.

    Attributes:
        name: Its name since 1 July 2025.
        former: The names of the communes it was made of.
        lonlat: Its outline or, where the plan has none, its centre, in degrees.
        radius_m: Radius of a circle with its area around the centre; 0 for an outline.
    """

    name: str
    former: tuple[str, ...]
    lonlat: BaseGeometry
    radius_m: float = 0.0

    @property
    def is_outlined(self) -> bool:
        """Whether its outline is known."""
        return self.radius_m == 0 and self.lonlat.area > 0

    @cached_property
    def latitude(self) -> float:
        """The latitude near which distances to it are true."""
        return float(self.lonlat.bounds[1] + self.lonlat.bounds[3]) / 2

    @cached_property
    def flat(self) -> BaseGeometry:
        """Its outline or centre in metres east and north."""
        return flat(self.lonlat, self.latitude)


@dataclass(frozen=True, slots=True)
class Stated:
    """The communes that a site's words or the user name: by their present names and by former ones."""

    now: tuple[Commune, ...] = ()
    former: tuple[tuple[str, Commune], ...] = ()
    is_asked: bool = False

    @property
    def communes(self) -> tuple[Commune, ...]:
        """Each commune the site may lie in."""
        return tuple({id(c): c for c in (*self.now, *(c for _, c in self.former))}.values())


def _plain(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split())


def stated_in(words: Iterable[str], communes: Sequence[Commune]) -> Stated:
    """Gives the communes that words name with their kind (``xã Bản Qua``), or a cell names alone.

    Former names count only where no present one is named. Words that speak of a neighbour
    (``giáp xã …``) are passed over.
    """
    texts = [_plain(word) for word in words if not _NEIGHBOUR.search(word)]
    now = tuple(c for c in communes if _named(c.name, texts))
    if now:
        return Stated(now)
    return Stated((), tuple((f, c) for c in communes for f in c.former if _named(f, texts)))


def near_names(name: str, communes: Sequence[Commune]) -> list[str]:
    """Gives at most five names of communes that are written like a name but for accents, kind or a slip."""
    bare = {c.name: fold(_KIND.sub("", _plain(c.name))) for c in communes}
    wanted = fold(_KIND.sub("", _plain(name)))
    wanted = re.sub(r"^(xa|phuong|thi tran|dac khu)\s+", "", wanted)
    alike = get_close_matches(wanted, bare.values(), n=_MOST_NEAR, cutoff=_ALIKE)
    holding = [there for there in bare.values() if wanted and re.search(rf"\b{re.escape(wanted)}\b", there)]
    return [n for there in dict.fromkeys((*alike, *holding)) for n, b in bare.items() if b == there][
        :_MOST_NEAR
    ]


def _named(name: str, texts: Sequence[str]) -> bool:
    plain = _plain(name)
    bare = _KIND.sub("", plain)
    if plain == bare:
        return plain in texts
    pattern = re.compile(rf"(?<!\w){re.escape(plain)}(?!\w)")
    return any(text == bare or pattern.search(text) for text in texts)


def flat(geometry: BaseGeometry, latitude: float) -> BaseGeometry:
    """Gives a shape in degrees in metres east and north, true to scale near a latitude."""
    metre = math.radians(1) * _RADIUS_M
    scale = np.array([metre * math.cos(math.radians(latitude)), metre])

    def scaled(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(xy * scale, dtype=np.float64)

    return shapely.transform(geometry, scaled)


def distance_m(shape: BaseGeometry, commune: Commune) -> float:
    """Gives how far a shape lies from a commune's outline or centre, both in degrees; true within 1 % near the commune."""
    if not all(math.isfinite(value) for value in shape.bounds):
        return math.inf
    return float(flat(shape, commune.latitude).distance(commune.flat))


def lies_in(shape: BaseGeometry, commune: Commune) -> bool:
    """Tells whether a shape may lie in a commune as far as its outline or centre is known."""
    return distance_m(shape, commune) <= REACH * commune.radius_m + _EDGE_M


def nearest_commune(shape: BaseGeometry, communes: Sequence[Commune]) -> tuple[Commune, float] | None:
    """Gives the commune of the plan nearest to a shape, and how far it is in metres."""
    distances = [(commune, distance_m(shape, commune)) for commune in communes]
    return min(distances, key=lambda pair: pair[1], default=None)


def share_in(shape: BaseGeometry, commune: Commune) -> float:
    """Gives which share of a shape lies inside an outlined commune."""
    return float(shape.intersection(commune.lonlat).area / shape.area) if shape.area else 0.0
