"""The looks that a map needs, each once, and which place has which."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from zoneplan.plan.horizons import State
from zoneplan.plan.regulations import LandUseCode
from zoneplan.publish.maps.model.columns import Json
from zoneplan.publish.maps.model.places import Place
from zoneplan.publish.maps.model.style import (
    AREAL,
    GREY,
    INK,
    WHITE,
    Form,
    Hatch,
    Shape,
    Style,
    base_style,
    in_form,
    in_state,
)

Looks = dict[str, dict[str, int]]
"""The numbers of styles by state and form."""

NO_FIGURE = Style(Shape.AREA, GREY, WHITE, fill_opacity=0.75, weight=1.3, dash="3 2")
"""The look of a place that a theme has no value of."""


class Palette:
    """Styles by number; 0 stands for what is not drawn."""

    def __init__(self) -> None:
        self._number: dict[Style, int] = {}

    def number(self, style: Style) -> int:
        """Gives the number of a style."""
        return self._number.setdefault(style, len(self._number) + 1)

    def plain(self) -> list[Json]:
        """Gives the styles as JSON, nothing in the first place."""
        return [None, *(plain_style(style) for style in self._number)]


def plain_style(style: Style) -> dict[str, Json]:
    """Gives a style as JSON."""
    return {
        "shape": style.shape.value,
        "stroke": style.stroke,
        "fill": style.fill,
        "fill_opacity": style.fill_opacity,
        "weight": style.weight,
        "dash": style.dash,
        "hatch": " ".join(style.hatch),
        "mark": style.mark.value if style.mark else "",
    }


@dataclass(frozen=True, slots=True)
class Drawn:
    """In what forms and states the places of a layer and variant are drawn; what is absent is not drawn."""

    forms: Mapping[tuple[str, str], tuple[Form, ...]]
    states: Mapping[tuple[str, str], tuple[State, ...]]


def drawn(places: Iterable[Place]) -> Drawn:
    """Gives what forms and states occur, in the order of their declaration."""
    forms: dict[tuple[str, str], set[Form]] = {}
    states: dict[tuple[str, str], set[State]] = {}
    for place in places:
        key = place.layer.id, place.variant
        forms.setdefault(key, set()).add(place.form)
        states.setdefault(key, set()).update(place.states)
    return Drawn(
        {key: tuple(form for form in Form if form in found) for key, found in forms.items()},
        {
            key: tuple(s for s in State if s in found and s is not State.ABSENT)
            for key, found in states.items()
        },
    )


@dataclass(frozen=True, slots=True)
class Fill:
    """The colour of a class and the pattern that goes with it."""

    colour: str
    hatch: tuple[Hatch, ...] = ()


@dataclass(frozen=True)
class Painter:
    """Gives looks to what is drawn: ``variants`` names those of each layer in the order of their numbers."""

    palette: Palette
    found: Drawn
    variants: Mapping[str, Sequence[str]]
    codes: Mapping[str, LandUseCode]

    def states(self) -> dict[str, list[Looks]]:
        """Gives the looks of states, a list by variant for each layer."""
        return {
            layer: [self._looks(layer, variant, partial(in_form, layer)) for variant in names]
            for layer, names in self.variants.items()
        }

    def classes(self, layers: Iterable[str], fills: Sequence[Fill]) -> dict[str, list[list[Looks]]]:
        """Gives the looks of classes, for each layer a list by variant of a list by class, the last for no value."""
        return {
            layer: [
                [self._looks(layer, variant, partial(in_class, layer, fill)) for fill in (*fills, None)]
                for variant in self.variants[layer]
            ]
            for layer in layers
        }

    def _looks(self, layer: str, variant: str, shaped: Callable[[Style, Form], Style]) -> Looks:
        base = base_style(layer, variant, self.codes)
        return {
            state.value: {
                form.value: self.palette.number(shaped(in_state(layer, base, state), form))
                for form in self.found.forms[layer, variant]
            }
            for state in self.found.states[layer, variant]
        }


_CLASS_OPACITY = 0.85
_GROUND = frozenset({"communes", "land_use", "plots", "buildings", "basins"})
_FINE = 0.6
"""The width of lines between areas of the ground, which meet each other."""


def in_class(layer: str, fill: Fill | None, style: Style, form: Form) -> Style:
    """Gives a look with the colour of a class; dash and signs still say how a place is known and what it is."""
    shaped = in_form(layer, style, form)
    if fill is None:
        return replace(
            shaped,
            stroke=NO_FIGURE.stroke,
            fill=NO_FIGURE.fill,
            fill_opacity=0.0 if form in {Form.LINE, Form.PART} else NO_FIGURE.fill_opacity,
            weight=NO_FIGURE.weight,
            dash=NO_FIGURE.dash,
            hatch=(),
        )
    back = (Hatch.BACK,) if Hatch.BACK in shaped.hatch else ()
    areal = form in AREAL
    return replace(
        shaped,
        stroke=INK,
        fill=fill.colour,
        fill_opacity=0.0 if form is Form.LINE else _CLASS_OPACITY if areal else 1.0,
        weight=_FINE if layer in _GROUND and areal else 1.0,
        hatch=(*fill.hatch, *back) if areal else (),
    )


def sample(shape: Shape, fill: Fill | None) -> Style:
    """Gives what a class looks like in the legend."""
    if fill is None:
        return replace(NO_FIGURE, shape=shape)
    return Style(shape, INK, fill.colour, fill_opacity=1.0, weight=1.0, hatch=fill.hatch)
