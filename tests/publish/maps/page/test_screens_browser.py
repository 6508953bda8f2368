"""The page on screens of many sizes: nothing lies on anything else, names stand free, and time moves as little as it can."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import shapely
from playwright.sync_api import Page, expect

from map_models import dossier_of
from map_pages import page_of, page_of_dossier, page_of_dossiers
from publish.maps.screens import NARROW, SMALL, WIDE, Opened
from support import EAST, GRID, NORTH, Draft, place, point, square
from zoneplan.metrics.density.surface import surfaces
from zoneplan.metrics.view import View
from zoneplan.plan.finding import Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

pytestmark = pytest.mark.browser

HALL, LAPTOP, TABLET, LOW = (1920, 1080), (1180, 720), (900, 700), (844, 390)
BOXES = ("panel", "timeline", "position", "corner", "scale", "zoom")
TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}
NAMES = """() => [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible")
  .map((n) => [n.textContent, n.getBoundingClientRect()]).map(([text, r]) => [text, r.left, r.top, r.right, r.bottom])"""
GRID_NAMES = """() => [...document.querySelectorAll(".grid-names span")].map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"""
AT = """id => { const { scene, map, book } = zoneplan.page, at = map.latLngToContainerPoint(scene.signs.at(book.find(id))); return [at.x, at.y]; }"""


@pytest.fixture(scope="module")
def surfaced_page(lao_cai: Plan) -> str:
    """The page of Lào Cai with its density surfaces."""
    return page_of_dossier(replace(dossier_of(lao_cai), surfaces=surfaces(View(lao_cai))))


def edges(page: Page, selector: str) -> tuple[float, float, float, float]:
    """Gives left, top, right and bottom of what is shown."""
    box = page.locator(selector).bounding_box()
    assert box is not None, selector
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def apart(a: Sequence[float], b: Sequence[float]) -> bool:
    """Tells whether two boxes share no more than an edge."""
    return a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5


@pytest.mark.parametrize("size", [WIDE, HALL, LAPTOP, TABLET, LOW, NARROW, SMALL])
def test_no_box_lies_on_another(opened: Opened, lao_cai_page: str, size: tuple[int, int]) -> None:
    page = opened(lao_cai_page, size, **(TOUCH if size[0] < 900 else {}))
    stand_apart(page, size)


@pytest.mark.parametrize("size", [(1000, 760), (1024, 768), (1180, 820), (1280, 800), (1366, 1024), WIDE])
def test_no_box_lies_on_another_where_buttons_are_for_fingers(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    stand_apart(page, size)
    page.select_option("#compare-with", "0")
    stand_apart(page, size)
    assert page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(zoneplan.byId('timeline'))"
    )


def stand_apart(page: Page, size: tuple[int, int]) -> None:
    """Fails where boxes overlap, or reach out of the page, in either language."""
    for lang in ("vi", "en"):
        page.evaluate("lang => zoneplan.page.state.set({ lang })", lang)
        boxes = {name: edges(page, f"#{name}") for name in BOXES}
        for n, one in enumerate(BOXES):
            left, top, right, bottom = boxes[one]
            assert left >= 0
            assert top >= 0
            assert right <= size[0]
            assert bottom <= size[1]
            for two in BOXES[n + 1 :]:
                assert apart(boxes[one], boxes[two]), (lang, one, two)


@pytest.mark.parametrize("size", [WIDE, LAPTOP, NARROW])
def test_names_keep_clear_of_boxes_and_of_the_names_of_the_grid(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **(TOUCH if size == NARROW else {}))
    for lang in ("vi", "en"):
        page.evaluate("lang => zoneplan.page.state.set({ lang })", lang)
        names = page.evaluate(NAMES)
        assert len(names) > 15
        walls = [edges(page, f"#{name}") for name in BOXES] + page.evaluate(GRID_NAMES)
        assert len(walls) > len(BOXES)
        for text, *box in names:
            assert all(apart(box, wall) for wall in walls), text


def spots(
    page: Page, items: list[dict[str, Any]], things: Sequence[dict[str, Any]]
) -> dict[str, list[float]]:
    """Gives where names stand among things, in a room of 600 by 400 pixels, by their text."""
    page.evaluate(
        """([items, things]) => { window.labels = window.labels || new zoneplan.Labels(document.body.appendChild(zoneplan.el("div", { id: "trial" })));
        window.labels.show(items.map((one, key) => ({ key, strong: true, kind: "zones", mode: "beside", ...one })), things, [], { x: 0, y: 0, w: 600, h: 400 }); }""",
        [items, things],
    )
    found: dict[str, list[float]] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#trial .place-label")].filter((n) => n.style.visibility === "visible")
        .map((n) => [n.textContent, n.style.transform.match(/-?[\\d.]+/g).slice(0, 2).map(Number)]))"""
    )
    return found


def test_a_name_takes_the_free_side_and_keeps_it(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    item = {"text": "KCN", "box": {"x": 300, "y": 200, "w": 10, "h": 10}}
    beside = {"x": 312, "y": 190, "w": 60, "h": 30, "weight": 3}
    x, _ = spots(page, [item], [beside])["KCN"]
    assert x < 300
    again = spots(page, [item], [])["KCN"]
    assert again[0] == x
    page.evaluate("() => window.labels.clear()")
    fresh = spots(page, [item], [])["KCN"]
    assert fresh[0] > 310


def test_a_name_without_room_stands_farther_off_and_is_led(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    item = {"text": "KCN", "box": {"x": 300, "y": 200, "w": 10, "h": 10}}
    ring = [
        {"x": 305 + 18 * dx - 7, "y": 205 + 18 * dy - 7, "w": 14, "h": 14, "weight": 3}
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
        if dx or dy
    ]
    assert len(spots(page, [item], ring)) == 1
    expect(page.locator("#trial .label-leader")).to_have_count(1)
    weak = {**item, "strong": False}
    page.evaluate("() => window.labels.clear()")
    assert spots(page, [weak], ring) == {}
    expect(page.locator("#trial .label-leader")).to_have_count(0)


def test_lines_are_named_along_and_areas_inside(opened: Opened) -> None:
    draft = Draft()
    road = shapely.LineString([(EAST - 4000, NORTH - 9000), (EAST + 9000, NORTH + 500)])
    for layer, kind in (("context", "context"), ("wards", "communes")):
        table = {
            "kind": kind,
            "path": f"layers/{layer}.geojson",
            "crs": GRID,
            "name_vi": kind,
            "name_en": kind,
        }
        draft.config["layers"][layer] = table
    draft.layers["context"] = [place("R_1", road, label="Đường tỉnh 151")]
    draft.layers["wards"] = [
        place("C_1", square(11_000, 0, 6000), name_vi="Xã Rộng", code="1", position="outline")
    ]
    page = opened(page_of(draft))
    name = page.locator(".place-label", has_text="Đường tỉnh 151")
    expect(name).to_be_visible()
    turn = float(name.evaluate("n => n.style.transform.match(/rotate\\((-?[\\d.]+)rad/)[1]"))
    # it climbs 9,500 m over 13,000 m, and the page's y goes down
    assert turn == pytest.approx(-0.631, abs=0.03)
    expect(page.locator(".place-label", has_text="Rộng")).to_be_visible()
    box = page.evaluate(
        """() => { const { map, book } = zoneplan.page, b = book.bounds(book.find("C_1"));
        const a = map.latLngToContainerPoint(b.getNorthWest()), z = map.latLngToContainerPoint(b.getSouthEast()); return [a.x, a.y, z.x, z.y]; }"""
    )
    left, top, right, bottom = edges(page, ".place-label:text('Rộng')")
    assert box[0] < (left + right) / 2 < box[2]
    assert box[1] < top
    assert bottom < box[3]
    rows = page.locator("#legend .legend-row")
    expect(rows.filter(has_text="Xã, phường").locator(".name")).to_have_text("Xã, phường")
    line = rows.filter(has_text="Sông, đường, địa danh").locator("path").first.get_attribute("d")
    area = rows.filter(has_text="Xã, phường").locator("path").first.get_attribute("d")
    assert line != area


def test_the_legend_keeps_still_while_time_passes(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    seen, heights = [], []
    for horizon in range(4):
        page.evaluate("horizon => zoneplan.page.state.set({ horizon })", horizon)
        seen.append(page.locator("#legend .legend-row .name").all_inner_texts())
        heights.append(edges(page, "#legend")[3])
    assert all(names == seen[0] for names in seen)
    assert heights == pytest.approx([heights[0]] * 4)
    absent = page.locator("#legend .legend-row.absent .count").all_inner_texts()
    assert set(absent) == {"0"}


def test_parts_of_a_line_add_up_to_it(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    rows = page.locator("#legend .legend-row:has(.legend-part)")
    assert rows.count() >= 2
    for row in rows.all():
        parts = [int(text) for text in row.locator(".legend-part b").all_inner_texts()]
        assert len(parts) == 2
        assert sum(parts) == int(row.locator(".count").inner_text())


def test_a_comparison_counts_both_sides_and_names_each_on_its_own(opened: Opened, surfaced_page: str) -> None:
    page = opened(surfaced_page)
    counts = "#legend .legend-row .count"
    alone = {}
    for horizon in (0, 2):
        page.evaluate("horizon => zoneplan.page.state.set({ horizon })", horizon)
        alone[horizon] = page.locator(counts).all_inner_texts()
    page.select_option("#compare-with", "0")
    both = page.locator(counts).all_inner_texts()
    assert both[0::2] == alone[0]
    assert both[1::2] == alone[2]
    expect(page.locator(".legend-drawings span")).to_have_text(["2020", "2030"])
    bar = edges(page, "#bar")
    middle = (bar[0] + bar[2]) / 2
    sides = page.evaluate(
        """() => [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible")
        .map((n) => [Boolean(n.closest("#second")), n.getBoundingClientRect().left, n.getBoundingClientRect().right])"""
    )
    assert {second for second, _, _ in sides} == {True, False}
    for second, left, right in sides:
        assert right <= middle + 1 if second else left >= middle - 1
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(page.locator("#second .place-label.strong").first).to_contain_text(" IZ")
    page.check("#surface-zone_land")
    expect(page.locator("img.surface-picture")).to_have_count(2)
    page.check("#surface-none")
    expect(page.locator("img.surface-picture")).to_have_count(0)
    page.select_option("#compare-with", "")
    page.evaluate("zoneplan.page.state.set({ lang: 'vi' })")
    assert page.locator(counts).all_inner_texts() == alone[2]


DRAWN = """() => [".map:not(#second)", "#second"].map((map) => [".move-head", ".band", ".finding-sign"].map((one) => document.querySelectorAll(`${map} ${one}`).length))"""
LAO_CAI_AT = "at=22.33/104.13/11"


def test_arrows_bands_and_findings_are_drawn_on_both_sides_of_a_comparison(opened: Opened) -> None:
    said = Text("Chồng lên.", "Overlaps.")
    rule = Rule("overlap", Severity.WARNING, Text("Chồng lấn", "Overlap"), said, said, said)
    draft = Draft().add(
        place("TDC", point(9000, 900), role="destination", cause="industrial_zone", serves="KCN_A"),
        layer="relocations",
    )
    page = opened(page_of(draft, rule.found(layer="zones", feature="CCN_C")))
    usual = page.evaluate("[...zoneplan.page.state.get('layers')]")
    page.evaluate("zoneplan.page.map.setZoom(12, { animate: false })")
    page.evaluate(
        "on => zoneplan.page.state.set({ moves: true, bands: true, layers: new Set([...on, 'findings']) })",
        usual,
    )
    alone, nothing = page.evaluate(DRAWN)
    assert min(alone) > 0
    assert nothing == [0, 0, 0]
    page.select_option("#compare-with", "1")
    assert page.evaluate(DRAWN) == [alone, alone]
    page.evaluate("zoneplan.page.map.setZoom(13, { animate: false })")
    nearer = page.evaluate(DRAWN)
    assert nearer[0] == nearer[1]
    page.evaluate("on => zoneplan.page.state.set({ moves: false, bands: false, layers: new Set(on) })", usual)
    assert page.evaluate(DRAWN) == [[0, 0, 0], [0, 0, 0]]
    page.evaluate("zoneplan.page.state.set({ moves: true })")
    page.select_option("#compare-with", "")
    assert page.evaluate(DRAWN)[0][0] == alone[0]
    page.select_option("#compare-with", "0")
    assert page.evaluate(DRAWN)[1][0] == alone[0]
    assert page.evaluate("zoneplan.page.covers.length") == 2 * 2  # arrows and findings, of two maps


def test_names_keep_clear_of_arrows_and_of_what_says_which_side_is_which(
    opened: Opened, lao_cai_page: str
) -> None:
    page = opened(lao_cai_page, at=f"#moves=1&compare=0&{LAO_CAI_AT}")
    walls = [edges(page, ".side.left"), edges(page, ".side.right")]
    names = page.evaluate(NAMES)
    assert len(names) > 15
    for text, *box in names:
        assert all(apart(box, wall) for wall in walls), text
    under = page.evaluate(
        """() => { const boxes = [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible").map((n) => n.getBoundingClientRect());
        return [...document.querySelectorAll(".map:not(#second) path.move")].map((path) => {
          const length = path.getTotalLength(), to = path.getScreenCTM();
          return [...Array(60).keys()].map((k) => path.getPointAtLength((length * k) / 59).matrixTransform(to))
            .filter((p) => boxes.some((b) => p.x > b.left && p.x < b.right && p.y > b.top && p.y < b.bottom)).length / 60;
        }); }"""
    )
    assert len(under) >= 3
    assert max(under) < 0.15


CREDIT = ".leaflet-control-attribution"


def lead_bar(page: Page, x: float) -> None:
    """Leads the bar between two drawings to a column of pixels."""
    page.evaluate(
        "x => { const { compared, map } = zoneplan.page; compared.divider.move(x / map.getSize().x); compared.settle(); }",
        x,
    )


@pytest.mark.parametrize("side", [-1, 1])
def test_a_hint_stays_on_its_side_of_the_bar(opened: Opened, lao_cai_page: str, side: int) -> None:
    page = opened(lao_cai_page, at="#compare=0&at=22.3/104.13/11")
    x, y = page.evaluate(AT, "KCN_TANG_LOONG")
    lead_bar(page, x + side * 24)
    page.mouse.move(x, y)
    tip = page.locator(".tip")
    expect(tip).to_contain_text("Tằng Loỏng")
    left, top, right, bottom = edges(page, ".tip")
    bar = edges(page, "#bar")
    assert right - left > 2 * 24
    assert (right <= bar[0] + 12) if side > 0 else (left >= bar[2] - 12)  # the bar is 24 px wide
    assert top - 20 < y < bottom + 20
    lead_bar(page, x + side * 320)
    page.mouse.move(x + 1, y)
    expect(tip).to_have_class(re.compile("leaflet-tooltip-top"))
    left, _, right, _ = edges(page, ".tip")
    assert (left + right) / 2 == pytest.approx(x + 1, abs=2)


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
def test_who_made_the_ground_is_named_over_both_drawings(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **(TOUCH if size[0] < 900 else {}))
    page.select_option("#compare-with", "0")
    page.evaluate("zoneplan.page.map.attributionControl.addAttribution('© OpenStreetMap contributors')")
    page.locator(CREDIT).evaluate("node => { node.style.pointerEvents = 'auto'; }")
    for share in (0.1, 0.5, 0.95):
        lead_bar(page, share * size[0])
        credit = edges(page, CREDIT)
        seen = page.evaluate(
            """([left, top, right, bottom]) => Array.from({ length: 40 }, (_, k) => document.elementFromPoint(left + 3 + ((right - left - 6) * k) / 39, (top + bottom) / 2))
            .every((node) => node && node.closest(".leaflet-control-attribution"))""",
            credit,
        )
        assert seen, share
        assert credit[0] >= 0
        names = page.locator(".side:visible").evaluate_all(
            "all => all.map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"
        )
        assert names
        assert all(apart(credit, name) for name in names)


def test_names_of_neighbours_stand_alone_and_do_not_widen_the_view(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    regions = page.locator(".place-label.region:visible")
    expect(regions).to_have_count(4)
    assert {name.text_content() for name in regions.all()} == {
        "Tuyên Quang",
        "Vân Nam (Trung Quốc)",
        "Lai Châu",
        "Yên Bái (cũ)",
    }
    drawn = page.evaluate(
        "[...zoneplan.page.scene.signs.drawn.keys()].map((i) => zoneplan.page.book.get('id', i))"
    )
    assert not any(name.startswith("NB_") for name in drawn)
    view = "(() => { const { page } = zoneplan; page.home(); return [page.map.getZoom(), page.map.getCenter().lat, page.map.getCenter().lng]; })()"
    whole = page.evaluate(view)
    page.evaluate(
        "zoneplan.page.state.set({ layers: new Set([...zoneplan.page.state.get('layers')].filter((id) => id !== 'context')) })"
    )
    expect(regions).to_have_count(0)
    assert page.evaluate(view) == whole
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('NB_YUNNAN'))")
    expect(page.locator("#card h2")).to_have_text("Vân Nam (Trung Quốc)")
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(regions.filter(has_text="Yunnan")).to_have_text("Yunnan (China)")


@pytest.mark.parametrize("size", [(720, 450), (740, 400), (820, 1180)])
def test_a_card_between_phone_and_desk_covers_no_control_and_shows_its_place(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('KCN_TANG_LOONG'))")
    expect(page.locator("#card h2")).to_be_visible()
    card = edges(page, "#card")
    for name in ("timeline", "position", "corner", "scale", "zoom", "panel"):
        assert apart(card, edges(page, f"#{name}")), name
    assert apart(edges(page, "#scale"), edges(page, "#position"))
    x, y = page.evaluate(AT, "KCN_TANG_LOONG")
    assert all(apart([x, y, x, y], edges(page, f"#{name}")) for name in ("card", "panel", "timeline"))
    assert page.evaluate("zoneplan.page.map.getZoom()") > 10


def test_names_are_dark_on_a_surface(opened: Opened, surfaced_page: str) -> None:
    page = opened(surfaced_page)
    name = page.locator(".place-label.communes").first
    expect(name).to_have_css("color", "rgb(95, 102, 112)")
    page.evaluate("zoneplan.page.state.set({ surface: 'zone_land' })")
    expect(name).to_have_css("color", "rgb(27, 35, 48)")
    page.evaluate("zoneplan.page.state.set({ surface: null })")
    expect(name).to_have_css("color", "rgb(95, 102, 112)")


def test_the_legend_says_how_many_withdrawn_places_are_out_of_sight(
    opened: Opened, lao_cai_page: str
) -> None:
    page = opened(lao_cai_page)
    gone = "zoneplan.page.state.set({ layers: new Set([...zoneplan.page.state.get('layers'), 'withdrawn']) })"
    note = page.locator("#legend > .note", has_text="Không vẽ")
    told = note.inner_text()
    page.evaluate(gone)
    expect(note).to_have_count(0)
    drawn = page.evaluate(
        "[...zoneplan.page.scene.reading.of].filter((index, i) => index && zoneplan.page.book.stateOf(i, zoneplan.page.state.get('horizon')).id === 'withdrawn').length"
    )
    assert drawn > 0
    assert f"Không vẽ {drawn} nơi" in told


def test_a_card_of_a_place_that_is_not_there_yet_says_so(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('KCN_TANG_LOONG'))")
    absent = page.evaluate(
        "[...zoneplan.page.book.columns.id].find((id, i) => zoneplan.page.book.stateOf(i, 0).id === 'absent' && zoneplan.page.book.stateOf(i, 2).id === 'planned')"
    )
    page.evaluate("id => zoneplan.page.choose(zoneplan.page.find(id))", absent)
    page.evaluate("zoneplan.page.state.set({ horizon: 0 })")
    expect(page.locator("#card .badges")).to_contain_text("2020: chưa có")


def test_closing_a_card_leads_back_to_where_it_was_asked_for(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.fill("#query", "tang loong")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("#query")).to_be_focused()


def test_a_page_of_two_plans_opens_with_both(opened: Opened) -> None:
    other = Draft()
    other.config["plan"].update(name_vi="Bản kia", name_en="The other")
    page = opened(page_of_dossiers(dossier_of(Draft().plan()), dossier_of(other.plan())))
    expect(page.locator(".side.left")).to_contain_text("Bản kia")
    expect(page).to_have_title("Quy hoạch thử ↔ Bản kia")
    expect(page.locator("#bar")).to_have_attribute("aria-valuetext", re.compile(r"^vạch ở \d+ % bề ngang$"))
    expect(page.locator("#says")).to_contain_text("Bản kia")


def test_a_word_at_a_place_leaves_it_free(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate("zoneplan.page.map.setView(zoneplan.page.book.find('KCN_TANG_LOONG').at, 12)")
    page.mouse.click(*page.evaluate(AT, "KCN_TANG_LOONG"))
    word = edges(page, ".leaflet-popup")
    north = page.evaluate(
        "() => { const { map, book } = zoneplan.page; return map.latLngToContainerPoint(book.bounds(book.find('KCN_TANG_LOONG')).getNorthWest()).y; }"
    )
    assert word[3] <= north + 1


@pytest.mark.parametrize("size", [NARROW, SMALL])
def test_a_tapped_place_is_seen_above_its_card(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    page.evaluate(
        "() => { const { map, book } = zoneplan.page; map.setView(book.find('KCN_TANG_LOONG').at, 11, { animate: false }); map.panBy([0, -120], { animate: false }); }"
    )
    x, y = page.evaluate(AT, "KCN_TANG_LOONG")
    page.touchscreen.tap(x, y)
    expect(page.locator("#card h2")).to_have_text("Khu công nghiệp Tằng Loỏng")
    top = edges(page, "#card")[1]
    assert y > top
    page.wait_for_timeout(100)
    moved = page.evaluate(AT, "KCN_TANG_LOONG")
    assert edges(page, "#scale")[3] < moved[1] < top
    expect(page.locator(".tip")).to_have_count(0)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.book.find('KCN_TANG_LOONG'))")
    seen = page.evaluate(
        """() => { const { map, book } = zoneplan.page, b = book.bounds(book.find("KCN_TANG_LOONG"));
        const a = map.latLngToContainerPoint(b.getNorthWest()), z = map.latLngToContainerPoint(b.getSouthEast()); return [a.x, a.y, z.x, z.y]; }"""
    )
    assert seen[0] >= 0
    assert seen[1] >= edges(page, "#scale")[3]
    assert seen[2] <= size[0]
    assert seen[3] <= top


@pytest.mark.parametrize("size", [NARROW, SMALL])
def test_a_finding_on_a_phone_is_read_beside_the_boxes(opened: Opened, size: tuple[int, int]) -> None:
    said = Text("Ranh giới chồng lên nhau, cần xem lại bảng tọa độ góc ranh.", "Outlines overlap.")
    rule = Rule(
        "overlap", Severity.WARNING, Text("Chồng lấn", "Overlap"), said, said, Text("Sửa ranh.", "Mend.")
    )
    page = opened(page_of(Draft(), rule.found(layer="zones", feature="CCN_C")), size, **TOUCH)
    page.evaluate(
        "zoneplan.page.state.set({ layers: new Set([...zoneplan.page.state.get('layers'), 'findings']) })"
    )
    page.locator(".finding-sign").first.tap()
    page.wait_for_timeout(600)
    word = edges(page, ".leaflet-popup-content-wrapper")
    for name in ("position", "corner", "zoom", "timeline"):
        assert apart(word, edges(page, f"#{name}")), name


def test_buttons_zoom_and_lead_back_to_the_whole(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    view = "() => [zoneplan.page.map.getZoom(), zoneplan.page.map.getCenter().lat]"
    first = page.evaluate(view)
    page.click("#zoom-in")
    page.click("#zoom-in")
    assert page.evaluate(view)[0] == first[0] + 2
    page.focus("#zoom-out")
    page.keyboard.press("Enter")
    assert page.evaluate(view)[0] == first[0] + 1
    page.click("#zoom-home")
    assert page.evaluate(view) == pytest.approx(first, abs=1e-3)
    page.evaluate("zoneplan.page.map.setZoom(18)")
    expect(page.locator("#zoom-in")).to_have_attribute("aria-disabled", "true")
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(page.locator("#zoom-home")).to_have_attribute("aria-label", "See the whole plan")


def test_signs_around_a_point_keep_their_distance_at_every_zoom(opened: Opened) -> None:
    draft = Draft()
    for number in range(3):
        draft.add(place(f"HP_N{number}", point(5000, 5000), status="operating"), layer="hydropower")
    page = opened(page_of(draft))
    off = """() => { const { scene, map, book } = zoneplan.page, { left, top } = map.getContainer().getBoundingClientRect(); return [0, 1, 2].map((n) => { const one = book.find(`HP_N${n}`);
      const sign = scene.signs.drawn.get(one.i).marker, r = sign.getElement().getBoundingClientRect(), at = map.latLngToContainerPoint(one.at);
      return [r.left - left + r.width / 2 - at.x, r.top - top + r.height / 2 - at.y, sign.getLatLng().distanceTo(one.at)]; }); }"""
    before = page.evaluate(off)
    assert all(distance == 0 for _, _, distance in before)
    assert all((x * x + y * y) ** 0.5 > 8 for x, y, _ in before)
    page.evaluate("zoneplan.page.map.setZoom(zoneplan.page.map.getZoom() + 2, { animate: false })")
    for (x, y, _), (x2, y2, _) in zip(before, page.evaluate(off), strict=True):
        assert (x2, y2) == pytest.approx((x, y), abs=1.5)


def test_what_folds_away_stays_as_the_reader_left_it(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    for fold in (
        "#figures-box",
        '#themes-without [data-fold="themes-without"]',
        '#legend [data-fold="reading"]',
    ):
        expect(page.locator(fold)).not_to_have_attribute("open", "")
        page.locator(f"{fold} > summary").click()
        page.evaluate("zoneplan.page.state.set({ lang: 'en', horizon: 1, theme: 'occupancy' })")
        page.evaluate("zoneplan.page.state.set({ lang: 'vi', horizon: 2, theme: 'status' })")
        expect(page.locator(fold)).to_have_attribute("open", "")
    expect(page.locator("#figures .row").first).to_be_visible()
    expect(page.locator("#legend")).to_contain_text("Chưa có ranh giới")


def test_a_card_shows_the_key_figures_and_folds_the_rest(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.book.find('KCN_TANG_LOONG'))")
    card = page.locator("#card")
    expect(card.locator('[data-metric="occupancy_pct"]')).to_be_visible()
    rest = card.locator('[data-metric="reock"]')
    expect(rest).to_have_count(1)
    expect(rest).to_be_hidden()
    shown = card.locator("details.row:visible").count()
    assert shown < card.locator("details.row").count() / 2
    card.locator('[data-fold="ledger"] > summary').click()
    assert card.locator("details.row:visible").count() > shown
    expect(card.locator('[data-metric="occupancy_pct"] .sign')).to_have_attribute("aria-label", "đạt")


def test_a_card_leads_to_the_places_that_it_names(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.book.find('RL_TANG_LOONG_KV1'))")
    link = page.locator("#card dd .link")
    expect(link).to_have_text("Khu công nghiệp Tằng Loỏng")
    link.click()
    expect(page.locator("#card h2")).to_have_text("Khu công nghiệp Tằng Loỏng")


def test_paper_folds_nothing_away_and_shows_what_is_there(opened: Opened, surfaced_page: str) -> None:
    page = opened(surfaced_page)
    page.evaluate(
        "() => { window.print = () => {}; zoneplan.page.state.set({ surface: 'zone_land', horizon: 2 }); }"
    )
    expect(page.locator("img.surface-picture")).to_have_count(1)
    page.click("#tool-print")
    page.click("#print-go")
    sheet = page.locator(".sheet-legend")
    expect(sheet).to_contain_text("Ký hiệu rỗng: đặt tại tâm xã")
    expect(page.locator("#legend")).to_contain_text("Bật lớp “Đưa ra khỏi quy hoạch” để xem.")
    expect(sheet).to_contain_text("nơi đã đưa ra khỏi quy hoạch.")
    expect(sheet).not_to_contain_text("để xem")
    expect(sheet.locator("details")).to_have_count(0)
    expect(sheet.locator(".absent")).to_have_count(0)
    assert sheet.locator(".overlay-classes li").count() > 2
    expect(page.locator("#print-back")).to_be_visible()
    frame, last = edges(page, ".sheet-legend"), edges(page, ".sheet-legend .how-to-read > p >> nth=-1")
    assert last[3] <= frame[3] + 1
