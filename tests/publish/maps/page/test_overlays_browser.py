"""Surfaces, moves and bands in a browser without a network, under the policy of the page."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from pyproj import Transformer

from support import Draft, place, point
from zoneplan.io.packaged import leaflet, template
from zoneplan.kernels.shapes import as_array
from zoneplan.metrics import measure_all
from zoneplan.metrics.density.surface import Surface, surfaces
from zoneplan.metrics.view import View
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps.model.bands import map_bands
from zoneplan.publish.maps.model.moves import map_moves
from zoneplan.publish.maps.model.overlay_words import OVERLAYS
from zoneplan.publish.maps.model.said import said
from zoneplan.publish.maps.model.surfaces import map_surfaces
from zoneplan.publish.maps.page import assets
from zoneplan.publish.maps.page.blocks import block, json_block
from zoneplan.publish.maps.page.pack import pack
from zoneplan.publish.maps.page.policy import PLACE, with_policy
from zoneplan.text import Message, Text

pytestmark = pytest.mark.browser

PACKAGE = "zoneplan.publish.maps.page"
SCRIPTS = (
    "base",
    "tongue",
    "state",
    "blocks",
    "unpack",
    "layer_list",
    "doubled",
    "rows",
    "surfaces",
    "move_arrows",
    "moves",
    "band_lines",
    "bands",
    "room",
    "page",
)
SHEETS = ("base", "map", "panel", "overlays", "phone")
BITS = 30
WIDE, NARROW = (1200, 800), (360, 740)
HOSTILE = "<img src=x onerror=window.hacked=1></script>{{ 7*7 }}"
START = """
(async function () {
  const model = await zoneplan.jsonBlock("model");
  const map = L.map("map", { zoomAnimation: false, fadeAnimation: false, zoomSnap: 0.25 }).setView(model.centre, 11);
  const names = new Map(Object.entries(model.names));
  const shapes = zoneplan.unpack(await zoneplan.block("shapes"), model.bits);
  const book = { model, find: (id) => (names.has(id) ? { name: names.get(id), plain: id } : null), shapes };
  const page = new zoneplan.Page(map, model, book);
  page.said = [];
  page.announce = (text, seen) => { page.said.push([text, Boolean(seen)]); };
  page.layerList = new zoneplan.LayerList(page);
  zoneplan.page = page;
  [page.layerList, new zoneplan.Surfaces(page), new zoneplan.Moves(page), new zoneplan.Bands(page)].forEach((piece) => piece.start());
  document.documentElement.dataset.ready = "yes";
})();
"""
Opened = Callable[..., Page]


def dossier(plan: Plan) -> Dossier:
    view = View(plan)
    return Dossier(plan, (), measure_all(view), "vi", surfaces=surfaces(view))


def page_of(made: Dossier, *, without: str = "") -> str:
    """Gives a page that has the overlays of a dossier and nothing else."""
    drawn, bands = map_surfaces(made), map_bands(made)
    west, south, east, north = made.plan.config.plan.extent
    model = {
        "language": "vi",
        "layers": [],
        "titles": {"S1": ["Báo cáo", "Report"]},
        "words": {key: said(text) for key, text in OVERLAYS.items()} | {"layers": ["Lớp", "Layers"]},
        "centre": [(south + north) / 2, (west + east) / 2],
        "names": {feature.id: said(feature.name) for feature in made.plan.features},
        "surfaces": [surface.data for surface in drawn],
        "moves": map_moves(made),
        "bands": bands.data(0) if bands else None,
        "bits": BITS,
    }
    shapes = pack(as_array(bands.shapes if bands else ()), BITS)
    blocks = [json_block("model", model), block("shapes", shapes)]
    blocks += [block(s.block, s.picture.png()) for s in drawn if s.picture and s.block != without]
    sheet = leaflet("leaflet.css") + "".join(template(PACKAGE, f"css/{name}.css") for name in SHEETS)
    script = leaflet("leaflet.js") + "".join(assets.script(name) for name in SCRIPTS)
    sheet = sheet.replace("url(images/", "url(data:,")
    html = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(made.plan.id)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{PLACE}"><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{sheet}</style></head><body>"
        '<div id="map" class="map"></div><aside id="panel"><div id="panel-body"><h2 id="layers-title"></h2>'
        '<div id="layers"></div><div id="overlays"></div></div></aside>'
        f"{''.join(blocks)}<script>{script}</script><script>{START}</script></body></html>"
    )
    return with_policy(html)


@pytest.fixture(scope="module")
def lao_cai_dossier(lao_cai: Plan) -> Dossier:
    return dossier(lao_cai)


@pytest.fixture(scope="module")
def lao_cai_overlays(lao_cai_dossier: Dossier) -> str:
    return page_of(lao_cai_dossier)


def speak(page: Page, language: str) -> None:
    page.evaluate("lang => zoneplan.page.state.set({ lang })", language)


def test_a_surface_is_only_opened_when_asked_for_and_lies_where_it_belongs(
    opened: Opened, lao_cai_overlays: str, lao_cai_dossier: Dossier
) -> None:
    page = opened(lao_cai_overlays)
    picture = page.locator("img.surface-picture")
    expect(page.locator("#surface-none")).to_be_checked()
    assert picture.count() == 0
    page.focus("#surface-none")
    page.keyboard.press("ArrowDown")
    expect(picture).to_have_count(1)
    expect(page.locator("#surface-population")).to_be_checked()
    expect(picture).to_have_attribute("alt", "Mật độ dân số")
    assert picture.get_attribute("src", timeout=1000) is not None
    page.wait_for_function("() => document.querySelector('img.surface-picture').naturalWidth > 900")
    off = page.evaluate(
        """() => { const { map } = zoneplan.page, [[s, w], [n, e]] = zoneplan.page.model.surfaces[0].bounds;
        const box = document.querySelector("img.surface-picture").getBoundingClientRect(), at = map.getContainer().getBoundingClientRect();
        const nw = map.latLngToContainerPoint([n, w]), se = map.latLngToContainerPoint([s, e]);
        return [box.left - at.left - nw.x, box.top - at.top - nw.y, box.right - at.left - se.x, box.bottom - at.top - se.y]; }"""
    )
    assert off == pytest.approx([0, 0, 0, 0], abs=1.01)
    page.check("#surface-hydropower")
    expect(picture).to_have_count(1)
    expect(picture).to_have_attribute("alt", "Mật độ công suất thủy điện đang vận hành")
    page.check("#surface-none")
    expect(picture).to_have_count(0)
    assert page.evaluate("zoneplan.page.said.map(([text]) => text)") == [
        "Đang hiện bề mặt: Mật độ dân số.",
        "Đang hiện bề mặt: Mật độ công suất thủy điện đang vận hành.",
        "Không hiện bề mặt nào.",
    ]


def test_pixels_of_the_opened_picture_have_the_colours_of_the_legend(
    opened: Opened, lao_cai_overlays: str, lao_cai_dossier: Dossier
) -> None:
    page = opened(lao_cai_overlays)
    page.check("#surface-population")
    page.wait_for_function("() => (document.querySelector('img.surface-picture') || {}).naturalWidth > 900")
    surface = next(s for s in lao_cai_dossier.surfaces if s.id == "population")
    spots, expected = known_spots(surface, page.evaluate("zoneplan.page.model.surfaces[0].classes"))
    got = page.evaluate(
        """(spots) => { const img = document.querySelector("img.surface-picture"), [[s, w], [n, e]] = zoneplan.page.model.surfaces[0].bounds;
        const canvas = document.createElement("canvas"); canvas.width = img.naturalWidth; canvas.height = img.naturalHeight;
        const pen = canvas.getContext("2d", { willReadFrequently: true }); pen.drawImage(img, 0, 0);
        const up = (lat) => Math.asinh(Math.tan((lat * Math.PI) / 180));
        return spots.map(([lon, lat]) => { const x = ((lon - w) / (e - w)) * canvas.width, y = ((up(n) - up(lat)) / (up(n) - up(s))) * canvas.height;
          const [r, g, b, a] = pen.getImageData(Math.floor(x), Math.floor(y), 1, 1).data;
          return a === 0 ? null : "#" + [r, g, b].map((c) => c.toString(16).padStart(2, "0")).join(""); }); }""",
        spots,
    )
    assert len(set(expected)) == 7
    assert got == expected


def known_spots(surface: Surface, kinds: list[dict[str, Any]]) -> tuple[list[list[float]], list[str | None]]:
    """Gives the middles of cells whose neighbours are all of their class, in degrees, and the colours of the classes."""
    values, transform = surface.per_km2, surface.transform
    assert values is not None
    assert transform is not None
    found = np.digitize(values, [kind["from"] for kind in kinds[1:]])
    alike = np.ones(values.shape, dtype=bool)
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            alike &= np.roll(found, (down, across), (0, 1)) == found
    alike[[0, -1], :] = alike[:, [0, -1]] = False
    rows, columns = np.nonzero(alike)
    few = np.concatenate([np.flatnonzero(found[rows, columns] == k)[:40] for k in range(len(kinds))])
    to_degrees = Transformer.from_crs(surface.crs, "OGC:CRS84", always_xy=True, only_best=True)
    east = transform[2] + transform[0] * (columns[few] + 0.5)
    north = transform[5] + transform[4] * (rows[few] + 0.5)
    lon, lat = to_degrees.transform(east, north)
    classes = found[rows[few], columns[few]]
    return np.column_stack([lon, lat]).tolist(), [kinds[k]["colour"] for k in classes]


def test_the_legend_has_the_bounds_in_the_readers_number_format(
    opened: Opened, lao_cai_overlays: str
) -> None:
    page = opened(lao_cai_overlays)
    page.check("#surface-population")
    rows = page.locator(".overlay-classes li")
    assert rows.all_inner_texts() == [
        "< 50 (để trong suốt)",
        "50 đến dưới 100",
        "100 đến dưới 200",
        "200 đến dưới 500",
        "500 đến dưới 1.000",
        "1.000 đến dưới 2.000",
        "≥ 2.000",
    ]
    expect(page.locator("#surface-classes")).to_contain_text("người/km²")
    expect(page.locator(".overlay-total")).to_have_text("Tổng: 832.549 người · Thời điểm: 2025")
    page.focus("#surface-population")
    speak(page, "en")
    assert rows.all_inner_texts()[-2:] == ["1,000 to under 2,000", "≥ 2,000"]
    expect(page.locator("#surface-classes")).to_contain_text("people/km²")
    expect(page.locator("#surface-population")).to_be_focused()
    expect(page.locator("img.surface-picture")).to_have_attribute("alt", "Population density")
    fills = page.locator(".overlay-classes rect").evaluate_all(
        "all => all.map((r) => r.getAttribute('fill'))"
    )
    assert fills == [
        kind["colour"] or "none" for kind in page.evaluate("zoneplan.page.model.surfaces[0].classes")
    ]


def test_opacity_follows_the_slider_and_the_state(opened: Opened, lao_cai_overlays: str) -> None:
    page = opened(lao_cai_overlays)
    page.check("#surface-zone_land")
    picture = page.locator("img.surface-picture")
    expect(picture).to_have_css("opacity", "0.7")
    slider = page.get_by_label("Độ đậm của bề mặt")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(picture).to_have_css("opacity", "0.75")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "75 %")
    expect(page.locator(".overlay-classes rect").nth(2)).to_have_attribute("fill-opacity", "0.75")
    page.evaluate("zoneplan.page.state.set({ opacity: 0.3 })")
    expect(picture).to_have_css("opacity", "0.3")
    expect(slider).to_have_value("30")


def test_what_lies_below_a_surface_can_still_be_clicked(opened: Opened, lao_cai_overlays: str) -> None:
    page = opened(lao_cai_overlays)
    page.check("#surface-population")
    expect(page.locator("img.surface-picture")).to_have_count(1)
    below = page.evaluate(
        "[[700, 200], [800, 400], [1000, 600]].map(([x, y]) => document.elementFromPoint(x, y).className)"
    )
    assert all("surface-picture" not in name for name in below)
    order = page.evaluate("getComputedStyle(zoneplan.page.map.getPane('overlay-picture')).zIndex")
    assert int(order) < 300


def test_a_surface_without_values_says_why_and_cannot_be_chosen(opened: Opened) -> None:
    made = dossier(Draft().plan())
    reason = Message.of(
        Text(f"Thiếu {HOSTILE}", f"Missing {HOSTILE}".replace("{{", "{{{{").replace("}}", "}}}}"))
    )
    reason = Message.of(Text("Thiếu {what}", "Missing {what}"), what=HOSTILE)
    blank = replace(made.surfaces[0], per_km2=None, reason=reason)
    page = opened(page_of(replace(made, surfaces=(blank, *made.surfaces[1:]))))
    radio = page.locator("#surface-population")
    expect(radio).to_be_disabled()
    why = page.locator(f"#{radio.get_attribute('aria-describedby')}")
    expect(why).to_contain_text(HOSTILE)
    assert page.evaluate("window.hacked") is None


def test_a_picture_that_cannot_be_opened_is_told(opened: Opened) -> None:
    page = opened(page_of(dossier(Draft().plan()), without="surface-zone-land"))
    page.check("#surface-zone_land")
    page.wait_for_function("() => zoneplan.page.said.length > 1")
    assert ["Không mở được ảnh của bề mặt này.", True] in page.evaluate("zoneplan.page.said")
    page.check("#surface-hydropower")
    expect(page.locator("img.surface-picture")).to_have_count(1)


def test_moves_are_off_until_asked_for_then_as_wide_as_their_households(
    opened: Opened, lao_cai_overlays: str
) -> None:
    page = opened(lao_cai_overlays)
    lines = page.locator(".leaflet-moves-pane path.move")
    assert lines.count() == 0
    expect(page.locator("#moves")).to_be_hidden()
    page.focus('[data-layer="moves"]')
    page.keyboard.press("Space")
    expect(page.locator('[data-layer="moves"]')).to_be_focused()
    page.evaluate("zoneplan.page.map.setView([22.3, 104.1], 12)")
    widths = lines.evaluate_all("all => all.map((p) => Number(p.getAttribute('stroke-width')))")
    assert widths == pytest.approx([9 * 82 / 269, 9.0, 9 * 49 / 269], rel=1e-6)
    assert lines.evaluate_all("all => all.every((p) => p.getAttribute('stroke-dasharray'))")
    assert page.locator(".leaflet-moves-pane path.move-head").count() == 3
    entries = page.locator("#moves details")
    assert entries.count() == 3
    entries.first.locator("summary").press("Enter")
    expect(entries.first).to_contain_text("Phải di dời: ≈ 82 hộ (2025)")
    speak(page, "en")
    expect(page.locator("#moves")).to_contain_text("Area 2: former Tằng Loỏng township →")
    page.uncheck('[data-layer="moves"]')
    assert lines.count() == 0
    expect(page.locator("#moves")).to_be_hidden()


def test_pointing_at_an_arrow_tells_who_moves(opened: Opened, lao_cai_overlays: str) -> None:
    page = opened(lao_cai_overlays)
    page.check('[data-layer="moves"]')
    page.evaluate("zoneplan.page.map.setView([22.3, 104.1], 12)")
    at = (
        page.locator("path.move-hit")
        .nth(0)
        .evaluate(
            """(path) => { const p = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM()); return [p.x, p.y]; }"""
        )
    )
    page.mouse.move(*at)
    tip = page.locator(".leaflet-tooltip.overlay-tip")
    expect(tip).to_contain_text("Khu vực 1: thôn Mường 1 → Khu tái định cư Hợp Xuân")
    expect(tip).to_contain_text("≈ 82 hộ")


def test_an_arrow_leads_from_its_origin_to_its_destination(opened: Opened, lao_cai_overlays: str) -> None:
    page = opened(lao_cai_overlays)
    page.check('[data-layer="moves"]')
    page.evaluate("zoneplan.page.map.setView([22.3, 104.1], 12)")
    ends = page.evaluate(
        """() => { const { map, model } = zoneplan.page; return [...document.querySelectorAll("path.move-hit")].map((path, i) => {
          const first = path.getPointAtLength(0), last = path.getPointAtLength(path.getTotalLength());
          const a = map.latLngToLayerPoint(model.moves.arrows[i].start), b = map.latLngToLayerPoint(model.moves.arrows[i].end);
          return [a.distanceTo([first.x, first.y]), b.distanceTo([last.x, last.y]), b.distanceTo([first.x, first.y])]; }); }"""
    )
    for start, end, _ in ends:
        assert 10 < start < 30
        assert 10 < end < 30
    assert ends[0][2] > 100


def test_bands_show_what_can_be_told_apart_and_name_it(opened: Opened) -> None:
    made = dossier(Draft().plan())
    page = opened(page_of(made))
    bands = map_bands(made)
    assert bands is not None
    assert page.locator(".leaflet-bands-pane path").count() == 0
    page.check('[data-layer="bands"]')
    lon, lat = bands.shapes[3].centroid.coords[0]
    page.evaluate("at => zoneplan.page.map.setView(at, 15)", [lat, lon])
    lines = page.locator(".leaflet-bands-pane path.band")
    boxes = lines.evaluate_all(
        "all => all.slice(0, 4).map((p) => p.getBBox()).map((b) => [b.width, b.height])"
    )
    scale = np.cos(np.radians(lat)) * 2 * np.pi * 6378137 / 256 / 2**15
    expected = [(1000 + 2 * edge) / scale for edge in (100, 300, 500, 1000)]
    assert [wide for wide, _ in boxes] == pytest.approx(expected, abs=3)
    names = page.locator(".band-name").all_inner_texts()
    assert {"100 m", "300 m", "500 m", "1.000 m"} <= set(names)
    page.evaluate("zoneplan.page.map.setZoom(9)")
    assert lines.count() == 0
    page.evaluate("zoneplan.page.map.setZoom(11)")
    assert lines.count() == 9
    assert page.locator(".leaflet-bands-pane path.dashed[stroke-dasharray]").count() == 6
    page.evaluate("zoneplan.page.state.set({ place: 'KCN_A' })")
    assert lines.count() == 3
    assert page.locator(".leaflet-bands-pane path.dashed").count() == 0
    page.evaluate("zoneplan.page.state.set({ place: 'HP_1' })")
    assert lines.count() == 9


def test_names_of_bands_do_not_run_into_each_other(opened: Opened, lao_cai_overlays: str) -> None:
    page = opened(lao_cai_overlays)
    page.check('[data-layer="bands"]')
    for zoom in (12, 13, 15):
        page.evaluate("zoom => zoneplan.page.map.setView([22.47, 103.98], zoom)", zoom)
        boxes = page.locator(".band-name span").evaluate_all(
            "all => all.map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"
        )
        assert len(boxes) > 4
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_bands_say_that_they_are_a_screening(opened: Opened, lao_cai_overlays: str) -> None:
    page = opened(lao_cai_overlays)
    expect(page.locator("#bands")).to_be_hidden()
    page.check('[data-layer="bands"]')
    told = page.locator("#bands")
    expect(told).to_contain_text("không phải kết luận pháp lý")
    expect(told).to_contain_text("trong vòng 1.000 m: xí nghiệp cấp độc hại I")
    expect(told).to_contain_text("Quanh ranh giới đã vẽ (số khu, cụm: 2)")
    speak(page, "en")
    expect(told).to_contain_text("no legal finding")
    expect(told).to_contain_text("within 1,000 m")
    page.uncheck('[data-layer="bands"]')
    expect(told).to_be_hidden()


def test_names_from_data_stay_text(opened: Opened) -> None:
    made = Draft().set("RL_1", name_vi=HOSTILE, name_en=HOSTILE).set("KCN_A", name_vi=HOSTILE)
    made.set("KCN_B", position="commune_centroid", name_vi=HOSTILE)
    made.add(
        place("TDC", point(3000, 900), role="destination", cause="industrial_zone", serves="KCN_A"),
        layer="relocations",
    )
    made.sources[0][1] = HOSTILE
    page = opened(page_of(dossier(made.plan())))
    page.check('[data-layer="moves"]')
    page.check('[data-layer="bands"]')
    page.check("#surface-population")
    page.locator("details").evaluate_all("all => all.forEach((d) => { d.open = true; })")
    expect(page.locator("#moves summary")).to_contain_text(HOSTILE)
    expect(page.locator("#bands")).to_contain_text(HOSTILE)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#overlays img").count() == 0


def test_a_plan_without_overlays_leaves_no_trace(opened: Opened) -> None:
    made = Draft(rows=[])
    made.layers = {key: [] for key in made.layers}
    bare = Dossier(made.plan(), (), (), "vi")
    page = opened(page_of(bare))
    assert page.locator("#overlays *").count() == 0
    assert page.locator("#layers input").count() == 0


def test_the_panel_fits_a_phone(opened: Opened, lao_cai_overlays: str) -> None:
    page = opened(lao_cai_overlays, NARROW)
    page.evaluate("zoneplan.page.state.set({ surface: 'zone_land', moves: true, bands: true })")
    page.locator("details").evaluate_all("all => all.forEach((d) => { d.open = true; })")
    expect(page.locator(".overlay-classes li").first).to_be_attached()
    wide = page.evaluate(
        "[...document.querySelectorAll('#overlays *')].filter((n) => n.getBoundingClientRect().right > 361).length"
    )
    assert wide == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
