"""Density surfaces of the map: classes at round numbers, colours that read by lightness alone, words in both languages."""

import hashlib
import json
import math
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any, cast

import numpy as np
import pytest
from branca.colormap import linear
from hypothesis import given
from hypothesis import strategies as st

from support import Draft
from zoneplan.metrics import measure_all
from zoneplan.metrics.density.surface import Surface, surfaces
from zoneplan.metrics.density.surface_kinds import SURFACE_KINDS
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model.overlay_words import OVERLAYS
from zoneplan.publish.maps.model.surfaces import (
    SCHEMES,
    MapSurface,
    class_breaks,
    map_surfaces,
    scheme_colours,
)
from zoneplan.publish.maps.page.blocks import block, json_bytes
from zoneplan.text import Message, Text


def dossier(plan: Plan, **changes: Any) -> Dossier:
    view = View(plan)
    return replace(Dossier(plan, (), measure_all(view), "vi", surfaces=surfaces(view)), **changes)


def by_id(found: tuple[MapSurface, ...]) -> dict[str, MapSurface]:
    return {str(surface.data["id"]): surface for surface in found}


@pytest.fixture(scope="module")
def lao_cai_surfaces(lao_cai: Plan) -> dict[str, MapSurface]:
    return by_id(map_surfaces(dossier(lao_cai)))


@pytest.mark.parametrize(
    ("values", "count", "breaks"),
    [
        ([0, 0.001, 34.1], 6, (0.5, 1, 2, 5, 10, 20)),
        ([0, 0.001, 3.18], 6, (0.05, 0.1, 0.2, 0.5, 1, 2)),
        ([0, 0.001, 2925], 6, (50, 100, 200, 500, 1000, 2000)),
        ([0, 0.001, 100], 3, (10, 20, 50)),
        ([30, 70, 90, 100], 6, (20, 50)),
        ([7], 6, (5,)),
        ([0, np.nan, np.inf], 6, ()),
    ],
)
def test_classes_begin_at_round_numbers(values: list[float], count: int, breaks: tuple[float, ...]) -> None:
    assert class_breaks(np.array([values], dtype=float), count) == breaks


@given(
    st.lists(st.floats(0, 1e9).map(lambda x: 0.0 if x < 1e-9 else x), min_size=1, max_size=40),
    st.integers(1, 9),
)
def test_breaks_grow_by_two_or_two_and_a_half_and_end_just_below_the_largest(
    values: list[float], count: int
) -> None:
    breaks = class_breaks(np.array(values), count)
    if max(values) == 0:
        assert breaks == ()
        return
    assert 1 <= len(breaks) <= count
    assert max(values) / 2.5 * (1 - 1e-12) <= breaks[-1] < max(values)
    for low, high in pairwise(breaks):
        assert round(high / low, 9) in {2, 2.5}
    assert all(
        re.fullmatch(r"[125]e[+-]\d+", f"{edge:.0e}") and float(f"{edge:.0e}") == edge for edge in breaks
    )
    least = min(value for value in values if value > 0)
    assert not [edge for edge in breaks[1:] if edge <= least]


def lightness(colour: tuple[int, int, int]) -> float:
    """Gives CIE L* of an sRGB colour (D65)."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    y = float(np.dot(parts, [0.2126, 0.7152, 0.0722]))
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


@pytest.mark.parametrize("kind", [kind.id for kind in SURFACE_KINDS])
def test_every_surface_has_a_scheme_that_darkens_step_by_step(kind: str) -> None:
    steps = [lightness(colour) for colour in scheme_colours(kind)]
    assert np.diff(steps).max() < -5
    published = [
        tuple(round(255 * part) for part in rgba[:3]) for rgba in getattr(linear, SCHEMES[kind]).colors
    ]
    assert list(scheme_colours(kind)) == published[3:]
    assert lightness((244, 242, 236)) - steps[0] > 10


def test_no_two_surfaces_share_a_scheme() -> None:
    assert len(set(SCHEMES.values())) == len(SCHEMES) == len(SURFACE_KINDS)


def test_the_surfaces_of_lao_cai_say_what_they_show(lao_cai_surfaces: dict[str, MapSurface]) -> None:
    data = cast("dict[str, Any]", lao_cai_surfaces["zone_land"].data)
    assert data["unit"] == "ha/km²"
    assert data["total"] == ["1.426,7 ha", "1,426.7 ha"]
    assert data["as_of"] == ["06/2026", "2026-06"]
    assert [(kind["from"], kind["to"]) for kind in data["classes"]] == [
        (None, 0.5),
        (0.5, 1.0),
        (1.0, 2.0),
        (2.0, 5.0),
        (5.0, 10.0),
        (10.0, 20.0),
        (20.0, None),
    ]
    assert data["classes"][0]["colour"] is None
    assert len({kind["colour"] for kind in data["classes"]}) == 7
    assert data["decimals"] == 1
    assert "S_QD601" in data["sources"]
    (south, west), (north, east) = data["bounds"]
    assert west < 103.3
    assert east > 104.9
    assert south < 21.7
    assert north > 23.0
    assert all(len(text) == 2 for text in (*data["remarks"], data["method"]))


def test_decimals_show_every_break_exactly(lao_cai_surfaces: dict[str, MapSurface]) -> None:
    for surface in lao_cai_surfaces.values():
        data = cast("dict[str, Any]", surface.data)
        edges = [kind["from"] for kind in data["classes"][1:]]
        assert [float(f"{edge:.{data['decimals']}f}") for edge in edges] == edges


def test_pictures_are_small_and_named_by_blocks(lao_cai_surfaces: dict[str, MapSurface]) -> None:
    for surface in lao_cai_surfaces.values():
        assert surface.picture is not None
        png = surface.picture.png()
        assert png.startswith(b"\x89PNG")
        assert len(png) < 20_000
        assert block(surface.block, png)
        assert json.loads(json_bytes(surface.data)) == surface.data
    assert len({surface.block for surface in lao_cai_surfaces.values()}) == 3


def test_the_digest_changes_with_the_cells_and_with_nothing_else() -> None:
    plan = Draft().plan()
    made = dossier(plan)
    again = by_id(map_surfaces(dossier(plan)))
    first = by_id(map_surfaces(made))
    assert {key: s.data for key, s in first.items()} == {key: s.data for key, s in again.items()}
    drawn = next(s for s in made.surfaces if s.id == "zone_land")
    assert drawn.per_km2 is not None
    cells = drawn.per_km2.copy()
    cells[0, 0] += 1e-6
    other = by_id(map_surfaces(replace(made, surfaces=(replace(drawn, per_km2=cells),))))
    assert other["zone_land"].data["digest"] != first["zone_land"].data["digest"]


def test_the_picture_shows_the_classes_that_the_legend_has() -> None:
    found = by_id(map_surfaces(dossier(Draft().plan())))["zone_land"]
    picture = found.picture
    assert picture is not None
    kinds = cast("list[dict[str, Any]]", found.data["classes"])
    assert [kind["from"] for kind in kinds[1:]] == list(picture.breaks)
    assert [kind["colour"] for kind in kinds[1:]] == [
        f"#{r:02x}{g:02x}{b:02x}" for r, g, b in picture.colours
    ]
    assert hashlib.sha256(picture.png()).digest() == hashlib.sha256(picture.png()).digest()
    most = float(np.nanmax(picture.values))
    assert picture.breaks[-1] < most
    assert picture.colours[-1] == scheme_colours("zone_land")[-1]


def test_a_surface_without_values_says_why() -> None:
    blank = Surface(
        id="population",
        name=Text("Dân số", "People"),
        unit="persons_per_km2",
        bandwidth_m=1,
        cell_m=1,
        crs="EPSG:9208",
        mass_unit="persons",
        reason=Message.of(Text("Thiếu.", "Missing.")),
    )
    zero = replace(blank, id="zero", reason=None, per_km2=np.zeros((2, 2)), transform=(1.0, 0, 0, 0, -1.0, 0))
    (one, two) = map_surfaces(dossier(Draft().plan(), surfaces=(blank, zero)))
    assert one.picture is None
    assert one.data["reason"] == ["Thiếu.", "Missing."]
    assert two.picture is None
    assert two.data["reason"] == ["Mọi ô đều bằng 0.", "All cells are 0."]
    assert "block" not in one.data


def test_every_word_of_the_overlays_stands_in_both_languages() -> None:
    for key, text in OVERLAYS.items():
        assert key.startswith("overlay_")
        assert text.vi.strip()
        assert text.en.strip()
        assert set(re.findall(r"\{(\w+)\}", text.vi)) == set(re.findall(r"\{(\w+)\}", text.en))


def test_people_of_a_commune_are_all_in_the_picture() -> None:
    found = by_id(map_surfaces(dossier(Draft().plan())))["population"]
    assert found.picture is not None
    cell_km2 = math.prod(abs(found.picture.transform[n]) for n in (0, 4)) / 1e6
    assert np.nansum(found.picture.values) * cell_km2 == pytest.approx(12_000)
    assert found.data["total"] == ["12.000 người", "12,000 people"]
