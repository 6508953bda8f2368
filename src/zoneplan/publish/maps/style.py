"""How things look: colours, hatches, dashes and sizes, declared once for the map and its legend."""

from dataclasses import dataclass
from math import pi, sqrt

PAPER = "#f4f2ec"
INK = "#1b2330"
RED = "#a93226"
BLUE = "#1f5fae"
PALE_BLUE = "#5583bd"
GREY = "#6f7277"
OCHRE = "#9a6200"
CLAY = "#8a6f4d"
TEAL = "#0e7477"
PALE_TEAL = "#3f9496"
STONE = "#8d9299"
BLACK = "#14171c"
YELLOW = "#ffd21f"

M2_PER_HA = 10_000.0


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a layer.

    ``shape`` is ``area``, ``diamond``, ``triangle``, ``house`` or ``disc``; ``hatch`` is ``lines``,
    ``dots`` or nothing; ``mark`` is a ``dot``, a ``bar`` or a ``bang`` (exclamation mark) inside the sign, so
    that colour is not needed.
    """

    shape: str
    stroke: str
    fill: str
    fill_opacity: float = 1.0
    weight: float = 1.5
    dash: str = ""
    hatch: str = ""
    mark: str = ""


STYLES = {
    "zones_existing": Style("area", RED, RED, fill_opacity=0.3, weight=1.8),
    "zones_2030": Style("area", BLUE, BLUE, fill_opacity=0.9, weight=1.8, hatch="lines"),
    "zones_after_2030": Style("area", PALE_BLUE, PALE_BLUE, fill_opacity=0.8, weight=1.2, hatch="dots"),
    "zones_removed": Style("area", GREY, GREY, fill_opacity=0.06, weight=1.2, dash="5 4"),
    "relocation_origin": Style("triangle", OCHRE, "#ffffff", weight=2.0),
    "relocation_destination": Style("house", OCHRE, OCHRE),
    "resettlement_disaster": Style("house", CLAY, "#efe4d2", weight=1.6),
    "hydropower_operating": Style("diamond", TEAL, TEAL),
    "hydropower_construction": Style("diamond", TEAL, "#7dbcbc", mark="dot"),
    "hydropower_planned": Style("diamond", PALE_TEAL, "#dcecea", weight=1.2, mark="bar"),
    "hydropower_removed": Style("diamond", GREY, PAPER, weight=1.2, mark="bar"),
    "land_use": Style("area", STONE, STONE, fill_opacity=0.25, weight=0.8),
    "plots": Style("area", STONE, STONE, fill_opacity=0.08, weight=0.8),
    "buildings": Style("area", GREY, GREY, fill_opacity=0.45, weight=0.5),
    "dwellings": Style("disc", OCHRE, OCHRE, fill_opacity=0.7, weight=0.8),
    "basins": Style("area", TEAL, TEAL, fill_opacity=0.06, weight=1.0, dash="5 4"),
    "context": Style("area", STONE, STONE, fill_opacity=0.12, weight=1.0),
    "communes": Style("disc", STONE, STONE, fill_opacity=0.22, weight=0.8),
    "findings": Style("disc", BLACK, YELLOW, weight=1.8, mark="bang"),
}
"""The look of every layer by its id."""

MARKER_PX = 15.0
"""The size of a sign that shows no quantity."""


def circle_radius_m(area_ha: float) -> float:
    """Gives the radius in metres of the circle that covers an area in hectares."""
    return sqrt(area_ha * M2_PER_HA / pi)


def diamond_px(megawatts: float | None) -> float:
    """Gives the width of a power sign, its area growing with the capacity; the smallest where it is unknown."""
    return round(min(28.0, 9.0 + 1.8 * sqrt(megawatts or 0.0)), 1)


def disc_px(people: float | None) -> float:
    """Gives the width of a commune's disc, its area in proportion to the people who live there."""
    return round(min(44.0, max(8.0, 0.16 * sqrt(people or 0.0))), 1)
