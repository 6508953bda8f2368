"""Links to a view, and layers as files."""

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from publish.maps.page.tools.harness import HOSTILE, OUTLINE, RIVER, TWO_PARTS
from publish.maps.page.tools.screen import Opened, centre, said, until

pytestmark = pytest.mark.browser

VIEW = "#at=22.45000/104.20000/13&lang=en&theme=occupancy&time=2020&layers=zones&place=KCN_A&surface=people"
STATE = """() => { const { state, map } = zoneplan.page; const c = map.getCenter();
return [c.lat, c.lng, map.getZoom(), state.get("lang"), state.get("theme"), state.get("horizon"), [...state.get("layers")], state.get("place"), state.get("surface")]; }"""


def view_of(page: Page) -> list[Any]:
    """Gives what the page shows."""
    found: list[Any] = page.evaluate(STATE)
    return found


def test_a_link_opens_its_view(opened: Opened) -> None:
    lat, lng, *rest = view_of(opened(at=VIEW))
    assert (lat, lng) == pytest.approx((22.45, 104.2), abs=1e-4)
    assert rest == [13, "en", "occupancy", 0, ["zones"], "KCN_A", "people"]


def test_the_view_stands_in_the_address(opened: Opened) -> None:
    page = opened()
    assert "#" not in page.url
    page.evaluate("zoneplan.page.map.setView([22.5, 104.3], 12, { animate: false })")
    page.evaluate(
        "zoneplan.page.state.set({ theme: 'occupancy', layers: new Set(['rivers']), place: 'KCN_B', horizon: 0 })"
    )
    until(page, "location.hash.includes('KCN_B')")
    parts = parse_qs(page.url.split("#")[1])
    lon, lat = centre(page)
    assert [float(part) for part in parts["at"][0].split("/")] == pytest.approx([lat, lon, 12], abs=1e-5)
    assert {key: value[0] for key, value in parts.items() if key != "at"} == {
        "lang": "vi",
        "theme": "occupancy",
        "time": "2020",
        "layers": "rivers",
        "place": "KCN_B",
    }
    shown = view_of(page)
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    assert view_of(page)[:2] == pytest.approx(shown[:2], abs=1e-4)
    assert view_of(page)[2:] == shown[2:]


def test_a_changed_address_changes_the_view(opened: Opened) -> None:
    page = opened()
    page.evaluate("location.hash = 'theme=occupancy&place=KCN_A'")
    until(page, "zoneplan.page.state.get('theme') === 'occupancy'")
    assert page.evaluate("zoneplan.page.went") == ["KCN_A"]
    page.evaluate("location.hash = 'theme=status'")
    until(page, "zoneplan.page.state.get('theme') === 'status'")
    assert page.evaluate("zoneplan.page.state.get('place')") is None


UNKNOWN = (
    "#at=NaN/1e9/99&lang=de&theme=__proto__&time=constructor&layers=toString&place=<img src=x onerror=window.hacked=1>&surface=..",
    "#at=22.3/104.1/99",
    "#at=-33.9/151.2/12",
    "#at=22.3/104.1",
    "#%E0%A4%A",
    "#" + "a=b&" * 4000 + "theme=occupancy",
    "#base=1&opacity=9&tool=distance&compare=7",
    "#javascript:window.hacked=1",
)


def test_what_the_plan_does_not_know_is_ignored(opened: Opened) -> None:
    page = opened(at=UNKNOWN[0])
    for at in UNKNOWN:
        page.evaluate(
            "at => new Promise((done) => { addEventListener('hashchange', () => done(), { once: true }); location.hash = '#' + Math.random(); }).then(() => { location.hash = at; })",
            at,
        )
        page.wait_for_timeout(30)
        lat, lng, *rest = view_of(page)
        assert (lat, lng) == pytest.approx((22.3, 104.1), abs=1e-3)
        assert rest == [11, "vi", "status", 1, ["zones", "rivers"], None, None]
        others = page.evaluate("['base', 'tool', 'compare'].map((key) => zoneplan.page.state.get(key))")
        assert others == [False, None, None]
        assert page.evaluate("window.hacked === undefined")


def test_the_known_part_of_a_link_counts(opened: Opened) -> None:
    page = opened(at="#at=22.4/104.2/12&theme=nothing&layers=zones,nothing&place=nowhere")
    _, _, *rest = view_of(page)
    assert rest == [12, "vi", "status", 1, ["zones"], None, None]


def test_a_link_without_layers_shows_none(opened: Opened) -> None:
    assert view_of(opened(at="#layers="))[6] == []


def test_a_link_is_copied_and_a_page_that_is_a_file_says_so(opened: Opened) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.locator("#tool-link").click()
    expect(page.locator("#notice")).to_contain_text("Trang này là một tệp")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.url.split("#")[0] + "#at=22.30000/104.10000/11&lang=vi")


def test_where_the_clipboard_is_refused_the_link_can_be_copied_by_hand(opened: Opened) -> None:
    page = opened()
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false; }"
    )
    page.locator("#tool-link").click()
    dialog = page.locator("#tool-by-hand")
    expect(dialog).to_contain_text("Trình duyệt không cho")
    field = dialog.locator("textarea")
    expect(field).to_be_focused()
    assert "#at=22.3" in field.input_value()
    assert page.evaluate("window.getSelection().toString()").startswith("file:")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_old_command_copies_where_there_is_no_clipboard(opened: Opened) -> None:
    page = opened()
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = (what) => { window.copied = [what, document.activeElement.value]; return true; }; }"
    )
    page.locator("#tool-link").click()
    expect(page.locator("#notice")).to_contain_text("Đã chép liên kết")
    what, text = page.evaluate("window.copied")
    assert (what, "#at=" in text) == ("copy", True)
    expect(page.locator("#tool-link")).to_be_focused()


def test_a_card_links_to_its_place(opened: Opened) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(
        "() => { const { page } = zoneplan; page.state.set({ place: 'KCN_A' }); return page.card.actions.find((one) => one.name() === 'Liên kết tới chỗ này').act(page.book.find('KCN_A')); }"
    )
    assert "place=KCN_A" in page.evaluate("navigator.clipboard.readText()")


def downloaded(page: Page, layer: str) -> dict[str, Any]:
    """Gives the file of a layer."""
    page.locator("#tool-download").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-layer={layer}]").click()
    assert waiting.value.suggested_filename == f"{layer}.geojson"
    found: dict[str, Any] = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    return found


def test_a_layer_is_downloaded_as_geojson(opened: Opened) -> None:
    page = opened(accept_downloads=True)
    data = downloaded(page, "zones")
    assert said(page) == "Đã tạo tệp zones.geojson."
    assert {
        key: data[key] for key in ("type", "name", "title_vi", "title_en", "plan_vi", "plan_en", "as_of")
    } == {
        "type": "FeatureCollection",
        "name": "zones",
        "title_vi": "Khu công nghiệp",
        "title_en": "Industrial zones",
        "plan_vi": "Quy hoạch thử",
        "plan_en": "A plan to try",
        "as_of": "2026-11-22",
    }
    assert "crs" not in data
    assert "note_vi" not in data
    first, second, third = data["features"]
    assert first["id"] == "KCN_A"
    assert first["properties"] == {
        "id": "KCN_A",
        "name_vi": "Khu A",
        "name_en": "Zone A",
        "layer": "zones",
        "category": "KCN",
        "area_declared_ha": 1100.5,
        "position_known": True,
        "uncertainty_m": None,
        "has_outline": True,
    }
    outline = shape(first["geometry"])
    assert isinstance(outline, shapely.Polygon)
    assert outline.exterior.is_ccw
    assert not outline.interiors[0].is_ccw
    assert outline.symmetric_difference(OUTLINE).area < 1e-8
    assert second["geometry"]["type"] == "MultiPolygon"
    assert shape(second["geometry"]).symmetric_difference(TWO_PARTS).area < 1e-8
    assert all(part.exterior.is_ccw for part in shape(second["geometry"]).geoms)
    assert third["geometry"] == {"type": "Point", "coordinates": [104.25, 22.31]}
    assert (third["properties"]["name_vi"], third["properties"]["uncertainty_m"]) == (HOSTILE, 1500)


def test_lines_stay_lines_and_empty_layers_are_not_offered(opened: Opened) -> None:
    page = opened(accept_downloads=True)
    (river,) = downloaded(page, "rivers")["features"]
    line = shape(river["geometry"])
    assert line.geom_type == "LineString"
    assert shapely.hausdorff_distance(line, RIVER) < 1e-6
    expect(page.locator("[data-layer]")).to_have_count(2)


def test_a_simplified_layer_says_so(opened: Opened) -> None:
    page = opened(accept_downloads=True, model={"shapes": {"bits": 27, "simplified": True}})
    data = downloaded(page, "zones")
    # two units of which 2 ** 27 go round the equator, 40,075 km, are 0.6 m
    assert "khoảng 0,6 m" in data["note_vi"]
    assert "about 0.6 m" in data["note_en"]
    expect(page.locator("#tool-download-dialog")).to_contain_text("0,6 m")


def test_a_card_downloads_its_place(opened: Opened) -> None:
    page = opened(accept_downloads=True)
    with page.expect_download() as waiting:
        page.evaluate(
            "() => { const { page } = zoneplan; page.card.actions.find((one) => one.name() === 'Tải GeoJSON').act(page.book.find('KCN_M')); }"
        )
    data = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert waiting.value.suggested_filename == "KCN_M.geojson"
    assert [feature["id"] for feature in data["features"]] == ["KCN_M"]
