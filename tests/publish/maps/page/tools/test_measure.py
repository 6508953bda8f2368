"""Measuring by mouse, by keyboard and by finger."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from publish.maps.page.tools.screen import (
    NARROW,
    Opened,
    area_and_perimeter,
    between,
    centre,
    lonlat,
    said,
    vietnamese,
)

pytestmark = pytest.mark.browser

LINES = ".leaflet-measure-pane path"


def figure(page: Page, name: str) -> Locator:
    """Gives the value beside a name in the box of measures."""
    return page.locator("#measure dt", has_text=name).locator("+ dd")


def begin(page: Page, kind: str) -> None:
    """Chooses a tool with the mouse."""
    page.locator(f"#tool-{kind}").click()
    expect(page.locator(f"#tool-{kind}")).to_have_attribute("aria-pressed", "true")


def test_a_distance_by_mouse(opened: Opened) -> None:
    page = opened()
    begin(page, "distance")
    corners = [lonlat(page, x, y) for x, y in ((500, 300), (700, 350), (640, 500))]
    legs = [between(one, two) / 1000 for one, two in pairwise(corners)]
    page.mouse.click(500, 300)
    page.mouse.move(700, 350)
    expect(figure(page, "Tổng")).to_have_text(f"{vietnamese(legs[0], 2)} km")
    page.mouse.click(700, 350)
    page.mouse.click(640, 500)
    expect(figure(page, "Tổng")).to_have_text(f"{vietnamese(sum(legs), 2)} km")
    expect(figure(page, "Đoạn cuối")).to_have_text(f"{vietnamese(legs[1], 2)} km")
    assert (
        said(page) == f"Điểm 3. Tổng: {vietnamese(sum(legs), 2)} km. Đoạn cuối: {vietnamese(legs[1], 2)} km"
    )
    page.mouse.click(640, 500)
    expect(page.locator(".measure-label")).to_have_text(f"{vietnamese(sum(legs), 2)} km")
    expect(page.locator("#measure li span")).to_have_text(f"Tổng: {vietnamese(sum(legs), 2)} km")


def test_enter_ends_what_a_mouse_began_without_a_further_point(opened: Opened) -> None:
    page = opened()
    begin(page, "area")
    for x, y in ((500, 300), (700, 350), (640, 500)):
        page.mouse.click(x, y)
    told = figure(page, "Diện tích").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#measure li span").first).to_contain_text(told)
    assert page.evaluate("document.querySelectorAll('#measure li').length") == 1


def test_clicks_for_a_measure_reach_nothing_else(opened: Opened) -> None:
    page = opened()
    begin(page, "distance")
    page.mouse.dblclick(600, 300)
    assert page.evaluate("[zoneplan.page.clicks, zoneplan.page.zoomedBy, zoneplan.page.map.getZoom()]") == [
        0,
        0,
        11,
    ]
    page.keyboard.press("Escape")
    assert page.evaluate("zoneplan.page.state.get('tool')") is None
    page.mouse.click(600, 300)
    assert page.evaluate("zoneplan.page.clicks") == 1


def test_a_drag_moves_the_map_and_adds_no_point(opened: Opened) -> None:
    page = opened()
    begin(page, "distance")
    before = centre(page)
    page.mouse.move(600, 300)
    page.mouse.down()
    page.mouse.move(700, 380, steps=5)
    page.mouse.up()
    assert centre(page) != before
    expect(page.locator("#tool-undo")).to_be_disabled()


def test_several_measures_stay_until_they_are_cleared(opened: Opened) -> None:
    page = opened()
    for kind, corners in (
        ("distance", [(500, 300), (600, 300)]),
        ("area", [(500, 400), (600, 400), (550, 500)]),
    ):
        begin(page, kind)
        for corner in corners:
            page.mouse.click(*corner)
        page.locator("#tool-finish").click()
    rows = page.locator("#measure li")
    expect(rows).to_have_count(2)
    expect(page.locator(".measure-label")).to_have_count(2)
    page.locator("#tool-end").click()
    expect(rows).to_have_count(2)
    rows.first.locator("button").click()
    expect(rows).to_have_count(1)
    assert "Diện tích" in rows.inner_text()
    page.locator("#tool-clear").click()
    expect(page.locator("#measure")).to_be_hidden()
    expect(page.locator(LINES)).to_have_count(0)


def test_an_area_by_mouse_is_geodesic(opened: Opened) -> None:
    page = opened()
    begin(page, "area")
    pixels = [(500, 300), (700, 320), (640, 520)]
    ring = [lonlat(page, *pixel) for pixel in pixels]
    for pixel in pixels:
        page.mouse.click(*pixel)
    area, perimeter = area_and_perimeter(ring)
    page.mouse.move(640, 519)
    page.mouse.move(640, 520)
    page.locator("#tool-finish").click()
    expect(page.locator("#measure li span")).to_have_text(
        f"Diện tích: {vietnamese(abs(area) / 1e6, 2)} km². Chu vi: {vietnamese(perimeter / 1000, 2)} km"
    )


def test_an_outline_that_crosses_itself_has_no_figure(opened: Opened) -> None:
    page = opened()
    begin(page, "area")
    for corner in ((500, 300), (700, 500), (700, 300), (500, 500)):
        page.mouse.click(*corner)
    expect(figure(page, "Diện tích")).to_have_text("chưa tính: đường ranh tự cắt")
    assert "tự cắt" in said(page)
    expect(page.locator("#measure dl")).not_to_contain_text("ha")
    page.locator("#tool-finish").click()
    expect(page.locator(".measure-label")).to_have_text("ranh tự cắt")


def test_lengths_are_written_in_fitting_units(opened: Opened) -> None:
    lengths = [0.0, 12.34, 842.4, 12_345.0, 1_234_567.0]
    told = ["0,0 m", "12,3 m", "842 m", "12,35 km", "1.234,6 km"]
    assert (
        opened().evaluate("all => all.map((m) => zoneplan.measuredLength(zoneplan.page, m))", lengths) == told
    )


def test_areas_are_written_in_fitting_units(opened: Opened) -> None:
    page = opened()
    areas = [12.34, 9_999.4, 10_000.0, 10_977_500.0, 1e8]
    told = ["12,3 m²", "9.999 m²", "1,00 ha", "1.097,75 ha", "100,00 km²"]
    assert page.evaluate("all => all.map((m2) => zoneplan.measuredArea(zoneplan.page, m2))", areas) == told
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    assert page.evaluate("zoneplan.measuredArea(zoneplan.page, 10977500)") == "1,097.75 ha"


def test_a_distance_by_keyboard_alone(opened: Opened) -> None:
    page = opened()
    page.locator("#query").focus()
    while page.evaluate("document.activeElement.id") != "tool-distance":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement === zoneplan.page.map.getContainer()")
    expect(page.locator(".tool-crosshair")).to_be_visible()
    start = centre(page)
    page.keyboard.press("Enter")
    page.evaluate(
        "() => { window.moved = new Promise((done) => { zoneplan.page.map.once('moveend', () => done()); }); }"
    )
    page.keyboard.press("ArrowRight")
    page.evaluate("window.moved")
    end = centre(page)
    page.keyboard.press("Enter")
    assert said(page).startswith(f"Điểm 2. Tổng: {vietnamese(between(start, end) / 1000, 2)} km")
    page.keyboard.press("Enter")
    assert said(page).startswith("Đã đo xong.")
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    assert said(page) == "Đã bỏ điểm cuối, còn 0 điểm."
    page.keyboard.press("Escape")
    assert page.evaluate("zoneplan.page.state.get('tool')") is None
    expect(page.locator(".tool-crosshair")).to_be_hidden()
    expect(page.locator("#measure li")).to_have_count(1)


def test_escape_keeps_what_can_be_kept(opened: Opened) -> None:
    page = opened()
    begin(page, "area")
    page.mouse.click(500, 300)
    page.mouse.click(600, 300)
    page.keyboard.press("Escape")
    expect(page.locator("#measure")).to_be_hidden()
    begin(page, "distance")
    page.mouse.click(500, 300)
    page.mouse.click(600, 300)
    page.keyboard.press("Escape")
    expect(page.locator("#measure li")).to_have_count(1)


def test_an_area_by_touch(opened: Opened) -> None:
    page = opened(NARROW, has_touch=True, is_mobile=True)
    page.locator(".tool-opener").tap()
    page.locator("#tool-area").tap()
    pixels = [(100, 300), (220, 320), (180, 450)]
    ring = [lonlat(page, *pixel) for pixel in pixels]
    for pixel in pixels:
        page.touchscreen.tap(*pixel)
        page.wait_for_timeout(450)
    area, _ = area_and_perimeter(ring)
    expect(figure(page, "Diện tích")).to_have_text(f"{vietnamese(abs(area) / 1e4, 2)} ha")
    page.touchscreen.tap(*pixels[2])
    page.touchscreen.tap(pixels[2][0] + 8, pixels[2][1] + 8)
    expect(page.locator("#measure li")).to_have_count(1)
    for button in page.locator("#measure button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 40


def test_the_words_change_with_the_language(opened: Opened) -> None:
    page = opened()
    begin(page, "distance")
    page.mouse.click(500, 300)
    page.mouse.click(600, 300)
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    metres = between(lonlat(page, 500, 300), lonlat(page, 600, 300))
    expect(figure(page, "Total")).to_have_text(f"{metres / 1000:,.2f} km")
    page.locator("#tool-finish").click()
    expect(page.locator("#measure li button")).to_have_attribute("aria-label", "Remove measure 1")
    page.evaluate("zoneplan.page.state.set({ lang: 'vi' })")
    expect(page.locator("#measure li button")).to_have_attribute("aria-label", "Xóa hình đo 1")


def test_measuring_ends_a_comparison(opened: Opened) -> None:
    page = opened()
    page.evaluate("zoneplan.page.state.set({ compare: '0' })")
    begin(page, "distance")
    assert page.evaluate("zoneplan.page.state.get('compare')") is None
