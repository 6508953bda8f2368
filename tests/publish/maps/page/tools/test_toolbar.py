"""The bar of tools: names, keys, focus, scale and position."""

import re

import pytest
from playwright.sync_api import expect
from pyproj import Transformer

from publish.maps.page.tools.harness import TOOL_SCRIPTS
from publish.maps.page.tools.screen import NARROW, Opened, between, centre, lonlat, until, vietnamese
from zoneplan.publish.maps.model.tool_words import TOOLS
from zoneplan.publish.maps.page import assets

pytestmark = pytest.mark.browser

BUTTONS = ["distance", "area", "link", "download", "print", "fullscreen", "help"]
KEYS = re.compile(r"\btool_[a-z_]+[a-z](?![a-z_$-]|\.)")


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    source = "\n".join(assets.script(name) for name in TOOL_SCRIPTS)
    used = set(KEYS.findall(source))
    made = {f"tool_{kind}{end}" for kind in ("distance", "area") for end in ("", "_begun", "_hint")}
    made |= {f"tool_print_{key}" for key in ("paper", "orientation", "scale", "title", "note")}
    assert used | made == set(TOOLS)


def test_buttons_are_named_and_one_stop_for_tab(opened: Opened) -> None:
    page = opened()
    buttons = page.locator("#tool-buttons button")
    assert [button.get_attribute("id") for button in buttons.all()] == [f"tool-{name}" for name in BUTTONS]
    for button in buttons.all():
        assert button.get_attribute("aria-label")
    assert [button.get_attribute("tabindex") for button in buttons.all()] == [
        "0",
        *["-1"] * (len(BUTTONS) - 1),
    ]
    buttons.first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tool-area")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#tool-help")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tool-distance")).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_names_follow_the_language(opened: Opened) -> None:
    page = opened()
    expect(page.locator("#tool-distance")).to_have_attribute("title", "Đo khoảng cách (d)")
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(page.locator("#tool-distance")).to_have_attribute("title", "Measure a distance (d)")
    expect(page.locator("#tool-buttons")).to_have_attribute("aria-label", "Tools")


def test_single_keys_work_outside_of_text_and_can_be_turned_off(opened: Opened) -> None:
    page = opened()
    page.locator("#query").focus()
    page.keyboard.type("d?a")
    assert page.evaluate("zoneplan.page.state.get('tool')") is None
    page.locator("#query").blur()
    page.keyboard.press("d")
    assert page.evaluate("zoneplan.page.state.get('tool')") == "distance"
    page.keyboard.press("Control+a")
    assert page.evaluate("zoneplan.page.state.get('tool')") == "distance"
    page.keyboard.press("d")
    page.keyboard.press("?")
    expect(page.locator("#tool-help-dialog")).to_be_visible()
    expect(page.locator("#tool-help-dialog dt", has_text="d").locator("+ dd").first).to_have_text(
        "Đo khoảng cách"
    )
    page.locator("#tool-keys-on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#tool-help-dialog")).to_be_hidden()
    page.keyboard.press("d")
    assert page.evaluate("zoneplan.page.state.get('tool')") is None


def test_a_dialog_closes_and_gives_the_focus_back(opened: Opened) -> None:
    page = opened()
    page.locator("#tool-help").click()
    dialog = page.locator("#tool-help-dialog")
    expect(dialog).to_be_visible()
    assert dialog.get_attribute("aria-labelledby") == "tool-help-dialog-title"
    dialog.locator(".tool-close").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#tool-help")).to_be_focused()
    page.locator("#tool-help").click()
    page.mouse.click(5, 400)
    expect(dialog).to_be_hidden()


def test_full_screen_is_offered_only_where_there_is_one(opened: Opened) -> None:
    page = opened()
    expect(page.locator("#tool-fullscreen")).to_be_visible()
    page.locator("#tool-fullscreen").click()
    until(page, "document.fullscreenElement === document.documentElement")
    expect(page.locator("#tool-fullscreen")).to_have_attribute("aria-label", "Thoát toàn màn hình")
    page.locator("#tool-fullscreen").click()
    until(page, "document.fullscreenElement === null")
    page.evaluate("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    page.evaluate("new zoneplan.Fullscreen(zoneplan.page).start()")
    expect(page.locator("#tool-fullscreen").last).to_be_hidden()


@pytest.mark.parametrize("lat", [0.5, 22.3, 60.0])
def test_the_scale_bar_is_as_long_as_it_says(opened: Opened, lat: float) -> None:
    page = opened()
    for zoom in (7, 11, 16):
        page.evaluate("v => zoneplan.page.map.setView([v[0], 104.1], v[1], { animate: false })", [lat, zoom])
        wide = page.evaluate("document.querySelector('.scale-line').getBoundingClientRect().width")
        metres = between(lonlat(page, 640 - wide / 2, 400), lonlat(page, 640 + wide / 2, 400))
        number, unit = page.locator(".scale-text").inner_text().split(" ")
        told = float(number.replace(".", "")) * {"m": 1, "km": 1000}[unit]
        assert metres == pytest.approx(told, rel=2e-3)
        assert 40 < wide <= 108
        scale = metres / wide * 96 / 0.0254
        title = page.locator("#scale").get_attribute("title") or ""
        written = int(re.sub(r"\D", "", title.split("1:")[1].split(" ")[0]))
        assert written == pytest.approx(scale, rel=6e-3)


def test_grid_coordinates_agree_with_proj(opened: Opened) -> None:
    page = opened()
    to_grid = Transformer.from_crs(
        "OGC:CRS84", "EPSG:9208", always_xy=True, only_best=True, allow_ballpark=False
    )
    for point in [(103.35, 21.75), (104.85, 22.8), (104.1356, 22.31), (103.6, 22.65), (104.75, 22.0)]:
        got = page.evaluate("p => zoneplan.toGrid(zoneplan.page.model.formula, p[0], p[1])", point)
        east, north = to_grid.transform(*point)
        assert got["east"] == pytest.approx(east, abs=0.05)
        assert got["north"] == pytest.approx(north, abs=0.05)


def test_the_position_follows_pointer_click_and_centre(opened: Opened) -> None:
    page = opened()
    to_grid = Transformer.from_crs(
        "OGC:CRS84", "EPSG:9208", always_xy=True, only_best=True, allow_ballpark=False
    )

    def shows(point: tuple[float, float], of: str) -> None:
        east, north = to_grid.transform(*point)
        expect(page.locator(".position-of")).to_have_text(of)
        expect(page.locator(".position-grid")).to_have_text(
            f"X {vietnamese(north, 0)} · Y {vietnamese(east, 0)}"
        )
        expect(page.locator("#degrees")).to_have_text(
            f"{vietnamese(point[1], 5)}° B  {vietnamese(point[0], 5)}° Đ"
        )

    shows(centre(page), "tâm")
    page.mouse.move(700, 300)
    shows(lonlat(page, 700, 300), "con trỏ")
    page.mouse.click(700, 300)
    at = lonlat(page, 700, 300)
    page.locator("#degrees").hover()
    shows(at, "điểm bấm")
    page.evaluate("zoneplan.page.map.setView([22.9, 103.5], 13, { animate: false })")
    shows(centre(page), "tâm")


def test_degrees_can_be_written_with_minutes_and_seconds(opened: Opened) -> None:
    page = opened()
    page.evaluate("zoneplan.page.map.setView([22.29999999, 104.0625], 12, { animate: false })")
    page.locator("#degrees").click()
    page.evaluate("zoneplan.page.map.setView([22.29999999, 104.0625], 12, { animate: false })")
    lon, lat = centre(page)
    # 22.3 degrees are 22°18′00″, 104.0625 degrees are 104°03′45″
    assert (lon, lat) == pytest.approx((104.0625, 22.3), abs=1e-5)
    expect(page.locator("#degrees")).to_have_text("22°18′00,0″ B  104°03′45,0″ Đ")
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(page.locator("#degrees")).to_have_text("22°18′00.0″ N  104°03′45.0″ E")
    page.locator("#degrees").click()
    expect(page.locator("#degrees")).to_have_text(f"{lat:.5f}° N  {lon:.5f}° E")


def test_the_position_is_copied_as_plain_numbers(opened: Opened) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    lon, lat = centre(page)
    page.locator("#copy-position").click()
    expect(page.locator("#notice")).to_have_text("Đã chép tọa độ.")
    text = page.evaluate("navigator.clipboard.readText()")
    found = re.fullmatch(r"X (\d+\.\d\d), Y (\d+\.\d\d) \(VN-2000 · 104°45′\); (\S+), (\S+) \(WGS 84\)", text)
    assert found
    to_grid = Transformer.from_crs(
        "OGC:CRS84", "EPSG:9208", always_xy=True, only_best=True, allow_ballpark=False
    )
    east, north = to_grid.transform(lon, lat)
    assert [float(part) for part in found.groups()] == pytest.approx([north, east, lat, lon], abs=0.05)
    assert float(found.group(3)) == pytest.approx(lat, abs=1e-6)


def test_a_plan_in_another_grid_shows_degrees_alone(opened: Opened) -> None:
    page = opened(model={"formula": None})
    expect(page.locator(".position-grid")).to_be_hidden()
    expect(page.locator("#degrees")).to_contain_text("° B")


def test_a_phone_keeps_the_tools_behind_one_button(opened: Opened) -> None:
    page = opened(NARROW, has_touch=True, is_mobile=True)
    expect(page.locator("#tool-buttons")).to_be_hidden()
    page.locator(".tool-opener").tap()
    expect(page.locator(".tool-opener")).to_have_attribute("aria-expanded", "true")
    for button in page.locator("#tool-buttons button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 40
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW[0]
    for part in ("#position", "#scale"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= NARROW[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    page.locator("#tool-print").tap()
    expect(page.locator("#tool-buttons")).to_be_hidden()
    box = page.locator("#tool-print-dialog").bounding_box()
    assert box is not None
    assert box["width"] <= NARROW[0]
