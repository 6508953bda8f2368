"""How things look: colours, hatches, dashes and signs, declared once for the map and its legend."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import pi, sqrt

from zoneplan.geo.areas import M2_PER_HA
from zoneplan.plan.horizons import State
from zoneplan.plan.regulations import LandUseCode

PAPER = "#f4f2ec"
WHITE = "#ffffff"
INK = "#1b2330"
RED = "#a93226"
PALE_RED = "#bf6a60"
BLUE = "#1f5fae"
PLUM = "#6d3b73"
GREY = "#6f7277"
OCHRE = "#9a6200"
CLAY = "#8a6f4d"
TEAL = "#0e7477"
PALE_TEAL = "#3f9496"
STONE = "#7c8288"
BLACK = "#14171c"
YELLOW = "#ffd21f"


class Shape(StrEnum):
    """The outline of a sign, and of its sample in the legend."""

    AREA = "area"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    HOUSE = "house"
    DISC = "disc"


class Hatch(StrEnum):
    """A pattern over a fill, in the colour of the stroke; the last one says that an outline is provisional."""

    LINES = "lines"
    BARS = "bars"
    DOTS = "dots"
    BACK = "back"


class Inside(StrEnum):
    """A small figure inside a sign, so that it is not told by its colour alone."""

    DOT = "dot"
    BAR = "bar"
    BANG = "bang"
    ASK = "ask"
    CROSS = "cross"


class Form(StrEnum):
    """How a place is drawn, which says how well its position is known."""

    OUTLINE = "outline"
    PROVISIONAL = "provisional"
    PART = "part"
    LINE = "line"
    CIRCLE = "circle"
    CIRCLE_CENTROID = "circle_centroid"
    SIGN = "sign"
    SIGN_CENTROID = "sign_centroid"
    NAME = "name"


OUTLINED = frozenset({Form.OUTLINE, Form.PROVISIONAL, Form.PART})
"""Forms that show the outline of an area."""
AREAL = OUTLINED | {Form.CIRCLE, Form.CIRCLE_CENTROID}


@dataclass(frozen=True, slots=True)
class Style:
    """A look; ``hatch`` holds patterns drawn over one another, ``dash`` lengths of dashes and gaps in pixels."""

    shape: Shape
    stroke: str
    fill: str
    fill_opacity: float = 1.0
    weight: float = 1.5
    dash: str = ""
    hatch: tuple[Hatch, ...] = ()
    mark: Inside | None = None


_AREA, _DIAMOND = Shape.AREA, Shape.DIAMOND
DASHED, DOTTED, LOOSE = "5 4", "1.5 3", "2.6 1.7"

_ORIGIN, _DESTINATION = "origin", "destination"
BASE: Mapping[tuple[str, str], Style] = {
    ("zones", ""): Style(_AREA, RED, RED, fill_opacity=0.3, weight=1.8),
    ("hydropower", ""): Style(_DIAMOND, TEAL, TEAL),
    ("relocation", _ORIGIN): Style(Shape.TRIANGLE, OCHRE, WHITE, weight=2.0),
    ("relocation", _DESTINATION): Style(Shape.HOUSE, OCHRE, OCHRE),
    ("disaster", _ORIGIN): Style(Shape.TRIANGLE, CLAY, WHITE, weight=2.0),
    ("disaster", _DESTINATION): Style(Shape.HOUSE, CLAY, "#efe4d2", weight=1.6),
    ("communes", ""): Style(Shape.DISC, STONE, STONE, fill_opacity=0.22, weight=0.8),
    ("context", ""): Style(_AREA, STONE, STONE, fill_opacity=0.12, weight=1.0),
    ("land_use", ""): Style(_AREA, STONE, STONE, fill_opacity=0.25, weight=0.8),
    ("plots", ""): Style(_AREA, STONE, STONE, fill_opacity=0.08, weight=0.8),
    ("buildings", ""): Style(_AREA, GREY, GREY, fill_opacity=0.45, weight=0.5),
    ("dwellings", ""): Style(Shape.DISC, OCHRE, OCHRE, fill_opacity=0.7, weight=0.8),
    ("basins", ""): Style(_AREA, TEAL, TEAL, fill_opacity=0.06, weight=1.0, dash=DASHED),
}
"""What exists, by layer and variant."""

FINDING = Style(Shape.DISC, BLACK, YELLOW, weight=1.8, mark=Inside.BANG)

_STATES: Mapping[tuple[str, State], Style] = {
    ("zones", State.MAYBE): Style(_AREA, PALE_RED, RED, 0.1, 1.5, DOTTED, (Hatch.DOTS,), Inside.ASK),
    ("zones", State.BUILDING): Style(_AREA, PLUM, PLUM, 0.16, 1.8, "", (Hatch.BARS,), Inside.DOT),
    ("zones", State.PLANNED): Style(_AREA, BLUE, BLUE, 0.13, 1.8, "", (Hatch.LINES,), Inside.BAR),
    ("hydropower", State.MAYBE): Style(_DIAMOND, PALE_TEAL, "#b9d9d8", 1.0, 1.2, DOTTED, (), Inside.ASK),
    ("hydropower", State.BUILDING): Style(_DIAMOND, TEAL, "#7dbcbc", mark=Inside.DOT),
    ("hydropower", State.PLANNED): Style(_DIAMOND, PALE_TEAL, "#dcecea", weight=1.2, mark=Inside.BAR),
}
"""What looks of its own a state has in a layer; in others it is told from what exists by pattern and sign."""

_ALIKE: Mapping[State, tuple[tuple[Hatch, ...], Inside, float]] = {
    State.MAYBE: ((Hatch.DOTS,), Inside.ASK, 0.35),
    State.BUILDING: ((Hatch.BARS,), Inside.DOT, 0.55),
    State.PLANNED: ((Hatch.LINES,), Inside.BAR, 0.45),
}
_LEGAL = frozenset({"zones", "relocation", "disaster"})
"""Layers whose outlines are taken for boundaries, so that one that may be off is marked."""
_PALE, _PALER = 0.8, 0.5
"""How much of its fill an area keeps that is drawn as a circle, and one at the centre of a commune."""


def base_style(layer: str, variant: str, codes: Mapping[str, LandUseCode]) -> Style:
    """Gives the look of what exists; land-use codes have their official colours, as far as they are known."""
    style = BASE.get((layer, variant)) or BASE.get((layer, "")) or BASE[layer, _DESTINATION]
    code = codes.get(variant)
    if code is None or code.rgb is None or not variant:
        return style
    return replace(style, fill="#{:02x}{:02x}{:02x}".format(*code.rgb), fill_opacity=0.85)


def in_state(layer: str, style: Style, state: State) -> Style:
    """Gives the look of a state from that of what exists."""
    if (layer, state) in _STATES:
        return _STATES[layer, state]
    if state is State.WITHDRAWN:
        areal = style.shape is _AREA
        return replace(
            style,
            stroke=GREY,
            fill=GREY if areal else PAPER,
            fill_opacity=0.03 if areal else 1.0,
            weight=1.2,
            dash=DASHED,
            hatch=(),
            mark=Inside.CROSS,
        )
    if state not in _ALIKE:
        return style
    hatch, mark, share = _ALIKE[state]
    opacity = round(style.fill_opacity * share, 3)
    return replace(
        style,
        fill_opacity=opacity,
        hatch=hatch,
        mark=mark,
        dash=DOTTED if state is State.MAYBE else style.dash,
    )


def in_form(layer: str, style: Style, form: Form) -> Style:
    """Gives a look as a place is drawn: areas have no sign inside, and what is known less well is dashed or hollow."""
    if form in AREAL:
        areal = replace(style, mark=None, fill_opacity=min(style.fill_opacity, _MOST[style.shape]))
        return _areal(layer, areal, form)
    if form in {Form.LINE, Form.NAME}:
        return replace(style, fill_opacity=0.0, mark=None, hatch=())
    plain = replace(style, hatch=(), fill_opacity=max(style.fill_opacity, 0.2))
    if form is Form.SIGN_CENTROID and layer != "communes":
        return replace(
            plain, fill=WHITE, fill_opacity=0.85, dash=style.dash if style.dash == DOTTED else LOOSE
        )
    return plain


_MOST = {Shape.AREA: 1.0, Shape.DISC: 0.06, Shape.DIAMOND: 0.3, Shape.TRIANGLE: 0.3, Shape.HOUSE: 0.3}
"""How full the fill of an area is at most whose look is made for a sign."""


def _areal(layer: str, style: Style, form: Form) -> Style:
    match form:
        case Form.PART:
            return replace(style, fill_opacity=0.0, weight=0.8, hatch=())
        case Form.PROVISIONAL if layer in _LEGAL:
            return replace(style, hatch=(*style.hatch, Hatch.BACK))
        case Form.CIRCLE:
            return replace(
                style, dash=style.dash or DASHED, fill_opacity=round(style.fill_opacity * _PALE, 3)
            )
        case Form.CIRCLE_CENTROID:
            return replace(style, dash=DOTTED, fill_opacity=round(style.fill_opacity * _PALER, 3))
        case _:
            return style


def look(layer: str, variant: str, state: State, form: Form, codes: Mapping[str, LandUseCode]) -> Style:
    """Gives the look of a place in the theme of states."""
    return in_form(layer, in_state(layer, base_style(layer, variant, codes), state), form)


MARKER_PX = 15.0
"""The size of a sign that shows no quantity."""


_LARGEST_M = 1e7
"""From the equator to the pole; no circle on the Earth is wider."""


def circle_radius_m(area_ha: float) -> float:
    """Gives the radius in metres of the circle that covers an area in hectares, as far as the Earth has room for it."""
    return min(_LARGEST_M, sqrt(area_ha) * sqrt(M2_PER_HA / pi))


def diamond_px(megawatts: float | None) -> float:
    """Gives the width of a power sign, its area growing with the capacity; the smallest where it is unknown."""
    return round(min(28.0, 9.0 + 1.8 * sqrt(max(megawatts or 0.0, 0.0))), 1)


def disc_px(people: float | None) -> float:
    """Gives the width of a commune's disc, its area in proportion to the people who live there."""
    return round(min(44.0, max(8.0, 0.16 * sqrt(max(people or 0.0, 0.0)))), 1)
