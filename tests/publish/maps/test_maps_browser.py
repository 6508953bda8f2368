"""The page in a browser without a network."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from pyproj import Transformer

from support import EAST, GRID, NORTH, Draft, degrees, place, square, zone
from zoneplan.metrics import measure_all
from zoneplan.metrics.view import View
from zoneplan.plan.finding import Rule, Severity
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps import artefacts
from zoneplan.text import Text

pytestmark = pytest.mark.browser

WIDE, NARROW = (1440, 900), (390, 844)
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, or the reason why there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page offline; afterwards nothing may have been fetched and nothing complained about."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def refuse(route: Route) -> None:
        if route.request.url.startswith("file:") and route.request.url.endswith("/index.html"):
            route.continue_()
        else:
            wrong.append(f"fetched {route.request.url[:200]}")
            route.abort()

    def opener(html: str, size: tuple[int, int] = WIDE) -> Page:
        file = tmp_path / "index.html"
        file.write_text(html, encoding="utf-8")
        viewport: Any = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, offline=True, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.route("**/*", refuse)
        page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert wrong == []


def test_outlines_and_signs_are_drawn(
    opened: Opened, lao_cai_page: str, lao_cai_model: dict[str, Any]
) -> None:
    page = opened(lao_cai_page)
    on = {layer["id"] for layer in lao_cai_model["layers"] if layer["on"]}
    places = [p for p in lao_cai_model["places"] if p["layer"] in on]
    zones = [p for p in places if p["layer"].startswith("zones_")]
    paths = page.locator(".leaflet-zones-pane path:not(.hit)")
    assert paths.count() == len(zones)
    signs = [p for p in places if p["layer"].startswith(("hydropower_", "relocation_"))]
    assert page.locator(".leaflet-signs-pane .sign-box").count() == len(signs)
    expect(page.locator("#shown")).to_have_text(str(len(places)))
    hatched = page.locator('.leaflet-zones-pane path[fill="url(#hatch-zones_2030)"]')
    assert hatched.count() > 0
    assert page.locator("#hatch-zones_2030").count() == 1


def test_a_checkbox_hides_and_shows_its_layer(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    paths = page.locator(".leaflet-zones-pane path:not(.hit)")
    before = paths.count()
    count = int(page.locator('label:has([data-layer="zones_existing"]) .count').inner_text())
    page.uncheck('[data-layer="zones_existing"]')
    assert paths.count() == before - count
    page.check('[data-layer="zones_existing"]')
    assert paths.count() == before
    page.focus('[data-layer="zones_removed"]')
    page.keyboard.press("Space")
    assert paths.count() > before


def test_search_finds_a_place_without_accents(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.fill("#query", "tang loong")
    matches = page.locator("#matches li")
    assert 0 < matches.count() <= 8
    expect(matches.first).to_contain_text("Tằng Loỏng")
    page.press("#query", "Enter")
    card = page.locator(".leaflet-popup .card")
    expect(card.locator("h3")).to_have_text("Khu công nghiệp Tằng Loỏng")
    expect(card).to_contain_text("1.097,75")
    row = card.locator("details.row").first
    expect(row.locator(".how")).to_be_hidden()
    row.locator("summary").click()
    expect(row.locator(".how")).to_contain_text("Tính thế nào?")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_search_says_when_there_is_nothing(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.fill("#query", "không có nơi này")
    expect(page.locator("#search-says")).to_have_text("Không có nơi nào tên như vậy.")
    assert page.locator("#matches li").count() == 0


def test_search_turns_on_the_layer_it_needs(opened: Opened, lao_cai_page: str, lao_cai_model: Any) -> None:
    page = opened(lao_cai_page)
    removed = next(p for p in lao_cai_model["places"] if p["layer"] == "zones_removed")
    page.fill("#query", removed["id"])
    page.locator("#matches li").first.click()
    expect(page.locator(".card h3")).to_have_text(removed["name"])
    expect(page.locator('[data-layer="zones_removed"]')).to_be_checked()


def test_places_on_one_point_can_each_be_clicked(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.check('[data-layer="hydropower_planned"]')
    near = page.evaluate(
        """() => { const groups = {};
        for (const i of zoneplan.page.items) {
          if (!i.place.outline && i.layer.pane !== "communes" && i.layer.shown) {
            (groups[i.place.at.join()] ||= []).push(zoneplan.page.map.latLngToLayerPoint(i.at)); } }
        return Math.min(...Object.values(groups).flatMap((g) => g.flatMap((a, n) => g.slice(n + 1).map((b) => a.distanceTo(b))))); }"""
    )
    assert near > 8


def test_every_card_opens(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    wrong = page.evaluate(
        """() => zoneplan.page.items.filter((item, n) => { if (n % 5 || !item.layer.shown) { return false; }
        zoneplan.page.open(item, null);
        return document.querySelector(".leaflet-popup:last-child .card h3").textContent !== item.place.name; })
        .map((item) => item.place.id)"""
    )
    assert wrong == []


def test_uncertain_places_show_how_far_off_they_may_be(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    assert page.locator(".leaflet-halo-pane path").count() == 0
    page.fill("#query", "TĐ Cốc San Hạ".replace("TĐ ", ""))
    page.press("#query", "Enter")
    expect(page.locator(".leaflet-halo-pane path")).to_have_count(1)


def test_grid_coordinates_agree_with_proj(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    to_grid = Transformer.from_crs("OGC:CRS84", "EPSG:9208", always_xy=True, only_best=True)
    points = [(103.35, 21.75), (104.85, 22.8), (104.1356, 22.31), (103.6, 22.65), (104.75, 22.0)]
    for lon, lat in points:
        got = page.evaluate("p => zoneplan.toGrid(zoneplan.page.model.formula, p[0], p[1])", [lon, lat])
        east, north = to_grid.transform(lon, lat)
        assert got["east"] == pytest.approx(east, abs=0.01)
        assert got["north"] == pytest.approx(north, abs=0.01)


def test_labels_do_not_run_into_each_other(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible")
        .map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"""
    )
    assert len(boxes) > 20
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1


def test_a_phone_shows_the_map_first(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, NARROW)
    body = page.locator("#panel-body")
    expect(body).to_be_hidden()
    expect(page.locator("#panel h1")).to_be_visible()
    page.click("#fold")
    expect(body).to_be_visible()
    page.fill("#query", "tang loong")
    page.press("#query", "Enter")
    expect(body).to_be_hidden()
    box = page.locator(".leaflet-popup .card").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_hostile_names_do_nothing(opened: Opened, page: Callable[..., str], hostile: Draft) -> None:
    shown = opened(page(hostile))
    shown.fill("#query", "KCN_A")
    shown.press("#query", "Enter")
    expect(shown.locator(".card h3")).to_contain_text("<script>")
    shown.locator(".card details").evaluate_all("all => all.forEach((d) => { d.open = true; })")
    shown.locator(".leaflet-zones-pane path:not(.hit)").first.hover(force=True)
    assert shown.evaluate("window.hacked") is None
    assert shown.locator("img").count() == 0


def test_the_english_page_works_too(opened: Opened, page: Callable[..., str]) -> None:
    shown = opened(page(Draft(), "en"))
    expect(shown.locator(".leaflet-control-zoom-in")).to_have_attribute("title", "Zoom in")
    assert shown.evaluate("document.documentElement.lang") == "en"
    shown.mouse.move(700, 400)
    expect(shown.locator("#coordinates")).to_contain_text("X 2,4")


def test_other_shapes_and_kinds_are_drawn(opened: Opened, page: Callable[..., str]) -> None:
    draft = Draft()
    halves = shapely.MultiPolygon([square(20_000), square(22_000)])
    river = shapely.LineString([(EAST, NORTH - 3000), (EAST + 9000, NORTH - 4000)])
    draft.add(zone("KCN_M", halves))
    for layer, kind in (("context", "context"), ("ground", "land_use")):
        path = f"layers/{layer}.geojson"
        draft.config["layers"][layer] = {
            "kind": kind,
            "path": path,
            "crs": GRID,
            "name_vi": kind,
            "name_en": kind,
        }
    draft.layers["context"] = [place("R_1", river, label="Sông Hồng")]
    draft.layers["ground"] = [place("LU_1", square(12_000), code="SKK", position="outline")]
    shown = opened(page(draft))
    assert shown.locator(".leaflet-ground-pane path").count() == 1
    shown.check('[data-layer="land_use"]')
    assert shown.locator(".leaflet-ground-pane path").count() == 2
    expect(shown.locator(".place-label", has_text="Sông Hồng")).to_be_visible()
    shown.fill("#query", "KCN_M")
    shown.press("#query", "Enter")
    expect(shown.locator(".card h3")).to_have_text("Khu KCN_M")


def test_findings_are_off_until_asked_for_then_each_can_be_clicked(opened: Opened) -> None:
    text = "<img src=x onerror=window.hacked=1>{{ 7*7 }}"
    said = Text("Chồng lên {other}.", "Overlaps {other}.")
    rule = Rule(
        "overlap", Severity.WARNING, Text("Chồng lấn", "Overlap"), said, said, Text("Sửa ranh.", "Mend.")
    )
    findings = (
        rule.found(layer="zones", feature="KCN_A", geometry=square(east=700, side=300), other=text),
        rule.found(layer="zones", feature="CCN_C", other=text),
    )
    plan = Draft().plan()
    (artefact,) = artefacts(Dossier(plan, findings, measure_all(View(plan)), "vi"))
    page = opened(artefact.make().decode("utf-8"))
    signs = page.locator(".leaflet-findings-pane .finding-sign")
    assert signs.count() == 0
    page.check('[data-layer="findings"]')
    assert signs.count() == 2
    assert page.locator(".leaflet-findings-pane path.leaflet-interactive").count() == 0
    drawn = page.evaluate(
        """() => [...zoneplan.page.layers.get("findings").group.getLayers()]
        .filter((l) => l.getBounds).map((l) => l.getBounds().getCenter()).map((c) => [c.lat, c.lng])"""
    )
    lon, lat = degrees(square(east=700, side=300)).centroid.coords[0]
    assert drawn
    assert all(at == pytest.approx([lat, lon], abs=1e-5) for at in drawn)
    signs.first.click()
    card = page.locator(".leaflet-popup .card")
    expect(card.locator("h3")).to_have_text("Khu KCN_A")
    expect(card).to_contain_text(text)
    expect(card.locator(".finding .how")).to_contain_text("Sửa ranh.")
    assert page.evaluate("window.hacked") is None
    page.uncheck('[data-layer="findings"]')
    expect(card).to_have_count(0)
    assert signs.count() == 0


def test_a_plan_without_places_opens(opened: Opened, page: Callable[..., str]) -> None:
    draft = Draft(rows=[])
    draft.layers = {key: [] for key in draft.layers}
    shown = opened(page(draft))
    expect(shown.locator("#shown")).to_have_text("0")


def test_signs_stay_below_the_open_sheet(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, NARROW)
    page.click("#fold")
    above = page.evaluate(
        """() => { const r = document.getElementById("panel").getBoundingClientRect();
        return [0.2, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.9].map((y) =>
          document.elementFromPoint(r.left + x * r.width, r.top + y * r.height).closest("#panel") !== null)); }"""
    )
    assert all(above)
