"""Layers and looks: everything has one, states are told apart without colour, and nothing pretends to be known."""

from itertools import combinations
from typing import Any

import pytest

from map_models import Written
from support import Draft, place, point, square, zone
from zoneplan.plan.horizons import State
from zoneplan.plan.kinds import KINDS
from zoneplan.plan.regulations import LandUseCode
from zoneplan.publish.maps.model.layers import LAYER, LAYERS, layer_of
from zoneplan.publish.maps.model.style import (
    AREAL,
    BASE,
    Form,
    Hatch,
    Style,
    base_style,
    circle_radius_m,
    diamond_px,
    disc_px,
    look,
)
from zoneplan.text import Text

SHOWN = [state for state in State if state is not State.ABSENT]
VARIANTS = list(BASE)


def patterned(style: Style) -> tuple[Any, ...]:
    """Gives all of a look that is not its colour."""
    filled = style.fill_opacity > 0 and style.fill != "#ffffff"
    return style.shape, style.dash, style.hatch, style.mark, filled


def luminance(colour: str) -> float:
    """Gives the relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_kind_has_a_layer() -> None:
    assert {rule.kind for rule in LAYERS if rule.kind} == set(KINDS)
    assert len({rule.id for rule in LAYERS}) == len(LAYERS)


def test_layers_stand_in_the_order_of_the_drawing() -> None:
    assert [rule.id for rule in LAYERS][:5] == ["zones", "hydropower", "relocation", "disaster", "withdrawn"]
    assert {rule.id for rule in LAYERS if rule.on} == {
        "zones",
        "hydropower",
        "relocation",
        "communes",
        "context",
    }
    assert LAYER["withdrawn"].state is State.WITHDRAWN


def test_every_layer_has_a_look_of_its_own() -> None:
    assert {layer for layer, _ in BASE} == {rule.id for rule in LAYERS if rule.kind}


@pytest.mark.parametrize(("layer", "variant"), VARIANTS)
def test_every_state_has_a_look_in_every_form(layer: str, variant: str) -> None:
    for state in SHOWN:
        for form in Form:
            style = look(layer, variant, state, form, {})
            assert 0 <= style.fill_opacity <= 1
            assert style.weight > 0
            assert all(colour.startswith("#") and len(colour) == 7 for colour in (style.stroke, style.fill))


OUTLINED = (Form.OUTLINE, Form.PROVISIONAL)
SIGNED = (Form.SIGN, Form.SIGN_CENTROID)
STATED = [
    *(("zones", "", form) for form in (*OUTLINED, Form.CIRCLE, Form.CIRCLE_CENTROID, *SIGNED)),
    *(("hydropower", "", form) for form in SIGNED),
    *(
        (layer, role, form)
        for layer in ("relocation", "disaster")
        for role in ("origin", "destination")
        for form in (*OUTLINED, *SIGNED)
    ),
]
"""The forms in which places are drawn that change their state."""


@pytest.mark.parametrize(("layer", "variant", "form"), STATED)
def test_states_are_told_apart_without_colour(layer: str, variant: str, form: Form) -> None:
    looks = {state: look(layer, variant, state, form, {}) for state in SHOWN}
    for one, other in combinations(SHOWN, 2):
        apart = patterned(looks[one]) != patterned(looks[other])
        assert apart or abs(looks[one].fill_opacity - looks[other].fill_opacity) > 0.1, (one, other)


@pytest.mark.parametrize(("layer", "variant"), VARIANTS)
@pytest.mark.parametrize("state", SHOWN)
def test_strokes_stand_out_from_the_paper(layer: str, variant: str, state: State) -> None:
    stroke = luminance(look(layer, variant, state, Form.OUTLINE, {}).stroke)
    assert (luminance("#f4f2ec") + 0.05) / (stroke + 0.05) >= 3  # WCAG 2.2, 1.4.11: graphical objects


@pytest.mark.parametrize("layer", ["zones", "relocation", "disaster"])
def test_a_provisional_outline_is_hatched_in_every_state(layer: str) -> None:
    for state in SHOWN:
        sure, doubtful = (look(layer, "", state, form, {}) for form in (Form.OUTLINE, Form.PROVISIONAL))
        assert Hatch.BACK not in sure.hatch
        assert Hatch.BACK in doubtful.hatch


def test_a_zone_without_outline_is_dashed_and_one_at_a_centroid_dotted() -> None:
    for state in SHOWN:
        outline, circle, centroid = (
            look("zones", "", state, form, {}) for form in (Form.OUTLINE, Form.CIRCLE, Form.CIRCLE_CENTROID)
        )
        assert circle.dash
        assert centroid.dash
        assert centroid.fill_opacity <= circle.fill_opacity <= outline.fill_opacity
    assert not look("zones", "", State.EXISTING, Form.OUTLINE, {}).dash


def test_a_plant_at_a_centroid_is_hollow_and_dashed() -> None:
    for state in SHOWN:
        style = look("hydropower", "", state, Form.SIGN_CENTROID, {})
        assert style.fill == "#ffffff"
        assert style.dash


def test_areas_carry_no_sign_and_signs_no_hatch() -> None:
    for (layer, variant), state, form in ((key, s, f) for key in VARIANTS for s in SHOWN for f in Form):
        style = look(layer, variant, state, form, {})
        assert style.mark is None if form in AREAL else not style.hatch


def test_land_has_the_official_colour_of_its_code() -> None:
    code = LandUseCode("LUC", Text("Lúa", "Rice"), (255, 252, 140), (), verified=True, mark="")
    bare = LandUseCode("XXX", Text("?", "?"), None, (), verified=False, mark="")
    assert base_style("land_use", "LUC", {"LUC": code}).fill == "#fffc8c"
    assert base_style("land_use", "XXX", {"XXX": bare}) == BASE["land_use", ""]


def test_signs_grow_with_what_they_show() -> None:
    assert diamond_px(None) < diamond_px(5) < diamond_px(30) < diamond_px(90)
    assert disc_px(40_000) == pytest.approx(2 * disc_px(10_000))
    assert circle_radius_m(314.159265) == pytest.approx(1000)  # π km² is the circle of 1 km


def test_a_plan_entry_of_a_zone_belongs_to_no_layer() -> None:
    draft = Draft().add(zone("KCN_A_QH", square(), same_as="KCN_A", stage="2021-2030"))
    assert layer_of(draft.plan().by_id["KCN_A_QH"]) is None


def test_what_is_withdrawn_has_a_layer_to_itself() -> None:
    assert "withdrawn" not in {layer["id"] for layer in Written.of(Draft()).json["layers"]}
    draft = Draft().add(zone("KCN_R", point(20_000, 0), stage="removed")).set("HP_4", status="removed")
    layers = {layer["id"]: layer for layer in Written.of(draft).json["layers"]}
    assert (layers["withdrawn"]["count"], layers["withdrawn"]["state"]) == (2, "withdrawn")
    assert layers["zones"]["count"] == 5


def test_the_page_finds_the_look_of_a_place() -> None:
    written = Written.of(Draft())
    assert written.look("KCN_A") == {
        "shape": "area",
        "stroke": "#a93226",
        "fill": "#a93226",
        "fill_opacity": 0.3,
        "weight": 1.8,
        "dash": "",
        "hatch": "back",
        "mark": "",
    }
    assert written.look("KCN_D", 2)["hatch"] == "lines"
    assert written.look("HP_1")["shape"] == "diamond"
    assert written.look("RL_1")["shape"] == "triangle"
    assert written.look("RL_2")["shape"] == "house"


def test_looks_hold_land_in_its_colours() -> None:
    draft = Draft()
    draft.config["layers"]["land"] = {
        "kind": "land_use",
        "path": "layers/land.geojson",
        "name_vi": "Đất",
        "name_en": "Land",
    }
    draft.layers["land"] = [
        place("L_1", square(), code="LUC", position="outline"),
        place("L_2", square(1000), code="CLN; LUC", position="outline"),
        place("L_3", square(2000), code="không rõ", position="outline"),
    ]
    written = Written.of(draft)
    codes = written.model.plan.regulations.land_use_codes
    for land, code in (("L_1", "LUC"), ("L_2", "CLN")):
        rgb = codes[code].rgb
        assert rgb is not None
        assert written.look(land)["fill"] == "#{:02x}{:02x}{:02x}".format(*rgb)
    assert written.look("L_3")["fill"] == BASE["land_use", ""].fill
    lines = [c for c in written.theme("status")["classes"] if c["layer"] == "land_use"]
    assert [c["name"][0].split(" – ")[0] for c in lines] == ["Sử dụng đất", "CLN", "LUC"]
