"""The page in a browser without a network: search, time, themes, legend, cards, languages, compare, keyboard, phone."""

from typing import Any

import pytest
import shapely
from playwright.sync_api import Page, expect
from pyproj import Transformer

from map_models import Written, dossier_of
from map_pages import HOSTILE, page_of, page_of_dossiers
from publish.maps.screens import NARROW, SMALL, Opened
from support import EAST, GRID, NORTH, Draft, degrees, place, square, zone
from zoneplan.plan.finding import Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.text import Text

pytestmark = pytest.mark.browser

STATES = """h => [...Array(zoneplan.page.book.count).keys()].map((i) => [zoneplan.page.book.get("id", i),
  zoneplan.page.book.stateOf(i, h).id, zoneplan.page.scene.reading.of[i] > 0])"""


def counted(page: Page) -> int:
    """Gives how many places the legend says are shown."""
    return int("".join(c for c in page.locator("#legend-title").inner_text() if c.isdigit()))


def lines(page: Page) -> dict[str, int]:
    """Gives the lines of the legend and their counts."""
    rows = page.locator("#legend .legend-row")
    names, counts = rows.locator(".name").all_inner_texts(), rows.locator(".count").all_inner_texts()
    return {name: int(count) for name, count in zip(names, counts, strict=True)}


def choose(page: Page, query: str) -> None:
    """Searches a place and goes to the first that is found."""
    page.fill("#query", query)
    page.press("#query", "Enter")


def test_time_shows_what_stands_is_planned_and_withdrawn(
    opened: Opened, lao_cai_page: str, lao_cai_map: Written
) -> None:
    page = opened(lao_cai_page)
    page.check('[data-layer="withdrawn"]')
    page.check('[data-layer="disaster"]')
    horizons = [one["id"] for one in lao_cai_map.json["horizons"]]
    assert horizons == ["2020", "today", "2030", "after_2030"]
    for h, _ in enumerate(horizons):
        page.evaluate("h => zoneplan.page.state.set({ horizon: h })", h)
        for key, state, shown in page.evaluate(STATES, h):
            assert state == lao_cai_map.place(key)["states"][h]
            assert shown == (state != "absent"), (key, state)
        assert counted(page) == sum(lines(page).values())


def test_the_slider_steps_and_plays_by_keyboard(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    before = counted(page)
    page.focus("#time")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#ticks .now")).to_have_text("nay")
    assert counted(page) < before
    expect(page.locator("#time")).to_have_attribute("aria-valuetext", "nay")
    page.keyboard.press(",")
    expect(page.locator("#ticks .now")).to_have_text("2020")
    page.keyboard.press(",")
    expect(page.locator("#ticks .now")).to_have_text("2020")
    page.keyboard.press("p")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Dừng")
    expect(page.locator("#ticks .now")).to_have_text("nay", timeout=4000)
    page.keyboard.press("p")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Chạy theo thời gian")
    page.fill("#query", "p,.")
    expect(page.locator("#ticks .now")).to_have_text("nay")


def test_the_figure_of_the_timeline_is_that_of_the_measure(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    expect(page.locator("#time-figure")).to_contain_text("3.218 ha")


def test_themes_class_places_and_the_legend_counts_them(
    opened: Opened, lao_cai_page: str, lao_cai_map: Written
) -> None:
    page = opened(lao_cai_page)
    themes = [theme for theme in lao_cai_map.json["themes"] if theme["kind"] == "classes"]
    assert {"occupancy", "workers", "area_gap", "capacity", "density"} <= {theme["id"] for theme in themes}
    for theme in themes:
        page.click(f'[data-theme="{theme["id"]}"]')
        expect(page.locator(f'[data-theme="{theme["id"]}"]')).to_have_attribute("aria-pressed", "true")
        found = lines(page)
        shown = {key for key, _, on in page.evaluate(STATES, 2) if on}
        ids = lao_cai_map.column("id")
        for number, one in enumerate(theme["classes"]):
            name = one["name"] if isinstance(one["name"], str) else one["name"][0]
            members = [p for p, code in zip(theme["places"], theme["codes"], strict=True) if code == number]
            assert found[name] == sum(ids[p] in shown for p in members), (theme["id"], name)
        expect(page.locator("#legend")).to_contain_text(
            theme["method"] if isinstance(theme["method"], str) else theme["method"][0]
        )


def test_layers_hide_and_show(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    before, plants = counted(page), sum(n for name, n in lines(page).items() if "Thủy điện" in name)
    assert plants > 100
    page.uncheck('[data-layer="hydropower"]')
    assert counted(page) == before - plants
    assert not any("Thủy điện" in name for name in lines(page))
    page.focus('[data-layer="hydropower"]')
    page.keyboard.press("Space")
    assert counted(page) == before
    expect(page.locator('[data-layer="hydropower"]')).to_be_focused()


def test_a_click_on_an_outline_opens_its_card(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate("zoneplan.page.map.setView(zoneplan.page.book.find('KCN_TANG_LOONG').at, 12)")
    box = page.locator("#zoneplan, .map").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#card h2")).to_have_text("Khu công nghiệp Tằng Loỏng")
    expect(page.locator(".leaflet-popup")).to_contain_text("Khu công nghiệp Tằng Loỏng")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_a_row_explains_itself(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    choose(page, "tang loong")
    row = page.locator('#card details[data-metric="occupancy_pct"]').first
    expect(row.locator(".how")).to_be_hidden()
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    how = row.locator(".how")
    expect(how).to_contain_text("Tính thế nào?")
    expect(how.locator(".verdict")).to_contain_text("NĐ 35/2022/NĐ-CP, Điều 9")
    expect(how.locator("cite").first).not_to_be_empty()
    expect(row.locator(".value")).to_contain_text("85,0 %")


def test_every_card_opens_in_both_languages(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    wrong = page.evaluate(
        """async () => { const { page } = zoneplan, wrong = [];
        for (const lang of ["vi", "en"]) { page.state.set({ lang });
          for (let i = 0; i < page.book.count; i++) { const place = page.book.place(i);
            page.state.set({ place: place.id }); await page.card.show();
            if (document.querySelector("#card h2").textContent !== page.say(place.name)) { wrong.push(place.id); } } }
        return wrong; }"""
    )
    assert wrong == []


def test_languages_switch_without_reloading(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate("window.kept = 1")
    choose(page, "tang loong")
    page.locator('#card details[data-metric="occupancy_pct"] summary').first.click()
    page.click('#languages [lang="en"]')
    expect(page.locator("#card h2")).to_have_text("Tằng Loỏng Industrial Zone")
    expect(page.locator("#card")).to_contain_text("1,097.75 ha")
    expect(page.locator('#card details[data-metric="occupancy_pct"] .how').first).to_contain_text(
        "How is this computed?"
    )
    expect(page.locator("#themes")).to_contain_text("Occupancy")
    expect(page.locator("#legend")).to_contain_text("Planned zones")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("window.kept") == 1
    vietnamese = page.evaluate(
        """() => { const { words } = zoneplan.page.model, shown = document.body.innerText;
        return Object.entries(words).filter(([key, text]) => Array.isArray(text) && text[0].length > 11 && !text[0].includes("{") &&
          text[0] !== text[1] && shown.includes(text[0])).map(([key]) => key); }"""
    )
    assert vietnamese == []


def test_two_times_are_compared_at_a_bar(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.select_option("#compare-with", "0")
    expect(page.locator(".side.left")).to_have_text("2020")
    expect(page.locator(".side.right")).to_have_text("2030")
    totals = page.evaluate(
        "() => [document.querySelectorAll('#second .sign-box').length, document.querySelectorAll('#zoneplan .sign-box, .map:not(#second) .sign-box').length]"
    )
    assert 0 < totals[0] < totals[1]
    bar = page.locator("#bar")
    left = bar.bounding_box()
    assert left is not None
    bar.focus()
    page.keyboard.press("ArrowRight")
    moved = bar.bounding_box()
    assert moved is not None
    assert moved["x"] > left["x"]
    page.mouse.move(moved["x"] + 12, 300)
    page.mouse.down()
    page.mouse.move(500, 300)
    page.mouse.up()
    assert page.locator("#second").evaluate("node => node.style.clipPath").startswith("inset(0px")
    page.evaluate("zoneplan.page.map.setZoom(11)")
    same = page.evaluate(
        """() => { const [a, b] = [zoneplan.page.map, zoneplan.page.compared.map];
        return [a.getZoom() === b.getZoom(), a.getCenter().distanceTo(b.getCenter())]; }"""
    )
    assert same[0]
    assert same[1] < 20
    page.select_option("#compare-with", "")
    expect(page.locator("#second")).to_have_count(0)
    page.evaluate("zoneplan.page.map.panBy([40, 0], { animate: false })")


def test_uncertain_places_show_how_far_off_they_may_be(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    assert page.locator(".leaflet-halo-pane path").count() == 0
    choose(page, "HP_COC_SAN_HA")
    radius = page.evaluate(
        """() => { let found = 0; zoneplan.page.scene.halo.eachLayer((l) => { if (l instanceof L.Circle) { found = Math.max(found, l.getRadius()); } }); return found; }"""
    )
    assert radius == 4400


def test_signs_are_hollow_where_only_the_commune_is_known(
    opened: Opened, lao_cai_page: str, lao_cai_map: Written
) -> None:
    page = opened(lao_cai_page)
    drawn = page.evaluate(
        """() => [...zoneplan.page.scene.signs.drawn].map(([i, sign]) => [zoneplan.page.book.get("id", i),
          [...sign.marker.getElement().querySelectorAll("path, circle")].some((p) => p.getAttribute("stroke-dasharray"))])"""
    )
    dashed = dict(drawn)
    assert len(dashed) > 100
    for key in ("HP_COC_SAN_HA",):
        assert dashed[key] is True
    full = [
        k
        for k, on in dashed.items()
        if lao_cai_map.place(k)["form"] == "sign" and lao_cai_map.place(k)["layer"] == "hydropower"
    ]
    assert full
    assert not any(dashed[k] for k in full)


def test_places_on_one_point_can_each_be_clicked(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    near = page.evaluate(
        """() => { const { scene, map, book } = zoneplan.page, groups = {};
        for (const [i] of scene.signs.drawn) { if (scene.spreads(i)) { const p = book.place(i);
          (groups[p.at.lat + " " + p.at.lng] ||= []).push(map.latLngToLayerPoint(scene.signs.at(p))); } }
        return Math.min(...Object.values(groups).flatMap((g) => g.flatMap((a, n) => g.slice(n + 1).map((b) => a.distanceTo(b))))); }"""
    )
    assert near > 8


def test_grid_coordinates_agree_with_proj(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    to_grid = Transformer.from_crs("OGC:CRS84", "EPSG:9208", always_xy=True, only_best=True)
    for lon, lat in [(103.35, 21.75), (104.85, 22.8), (104.1356, 22.31), (103.6, 22.65), (104.75, 22.0)]:
        got = page.evaluate("p => zoneplan.toGrid(zoneplan.page.model.formula, p[0], p[1])", [lon, lat])
        east, north = to_grid.transform(lon, lat)
        assert got["east"] == pytest.approx(east, abs=0.05)
        assert got["north"] == pytest.approx(north, abs=0.05)


def test_names_do_not_run_into_each_other(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible")
        .map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"""
    )
    assert len(boxes) > 20
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1


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
    page = opened(page_of(Draft(), *findings))
    signs = page.locator(".leaflet-findings-pane .finding-sign")
    assert signs.count() == 0
    page.check('[data-layer="findings"]')
    assert signs.count() == 2
    drawn = page.evaluate(
        """() => { const found = []; const look = (l) => { if (l.eachLayer) { l.eachLayer(look); } else if (l.getBounds) { const c = l.getBounds().getCenter(); found.push([c.lat, c.lng]); } };
        zoneplan.page.marks.drawn.first.group.eachLayer(look); return found; }"""
    )
    lon, lat = degrees(square(east=700, side=300)).centroid.coords[0]
    assert drawn
    assert all(at == pytest.approx([lat, lon], abs=1e-5) for at in drawn)
    signs.first.click()
    word = page.locator(".leaflet-popup")
    expect(word).to_contain_text("Khu KCN_A")
    expect(word).to_contain_text(text)
    expect(word.locator(".finding .how")).to_contain_text("Sửa ranh.")
    assert page.evaluate("window.hacked") is None
    choose(page, "KCN_A")
    expect(page.locator("#card .finding")).to_contain_text(text)
    page.uncheck('[data-layer="findings"]')
    assert signs.count() == 0


def test_hostile_names_do_nothing(opened: Opened, hostile: Draft) -> None:
    page = opened(page_of(hostile))
    expect(page.locator("#title")).to_contain_text("<script>")
    choose(page, "KCN_A")
    expect(page.locator("#card h2")).to_contain_text("</script>")
    page.locator("#card details").evaluate_all("all => all.forEach((d) => { d.open = true; })")
    page.evaluate("document.querySelector('#places').open = true")
    page.mouse.move(720, 450)
    page.mouse.click(720, 450)
    page.select_option("#compare-with", "0")
    page.click('#languages [lang="en"]')
    page.locator("[data-theme]").evaluate_all("all => all.forEach((b) => b.click())")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img:not(.leaflet-tile)").count() == 0
    assert "49" not in page.locator("#title").inner_text()
    assert HOSTILE[:20] in page.locator("#title").inner_text()


def test_other_shapes_and_kinds_are_drawn(opened: Opened) -> None:
    draft = Draft()
    draft.add(zone("KCN_M", shapely.MultiPolygon([square(20_000), square(22_000)])))
    river = shapely.LineString([(EAST, NORTH - 3000), (EAST + 9000, NORTH - 4000)])
    for layer, kind in (("context", "context"), ("ground", "land_use")):
        table = {
            "kind": kind,
            "path": f"layers/{layer}.geojson",
            "crs": GRID,
            "name_vi": kind,
            "name_en": kind,
        }
        draft.config["layers"][layer] = table
    draft.layers["context"] = [place("R_1", river, label="Sông Hồng")]
    draft.layers["ground"] = [place("LU_1", square(12_000), code="SKK", position="outline")]
    page = opened(page_of(draft))
    expect(page.locator(".place-label", has_text="Sông Hồng")).to_be_visible()
    before = lines(page)
    page.check('[data-layer="land_use"]')
    (new,) = set(lines(page)) - set(before)
    assert new.startswith("SKK")
    choose(page, "KCN_M")
    expect(page.locator("#card h2")).to_have_text("Khu KCN_M")
    colours = page.evaluate(
        "() => { const r = zoneplan.page.scene.reading; return r.entries.map((e) => [e.layer, e.look.fill]); }"
    )
    assert ["land_use", "#ff9db3"] in colours or dict(colours)["land_use"].startswith("#")


def test_a_plan_without_places_explains_itself(opened: Opened) -> None:
    draft = Draft(rows=[])
    draft.layers = {key: [] for key in draft.layers}
    page = opened(page_of(draft))
    expect(page.locator("#legend")).to_contain_text("chưa có nơi nào để vẽ")


def test_a_plan_with_one_zone_and_no_figures_opens(opened: Opened) -> None:
    draft = Draft(rows=[])
    draft.layers = {key: [] for key in draft.layers}
    draft.add(zone("KCN_X", square(0), name_vi="Khu " + "rất dài " * 36))
    page = opened(page_of(draft), SMALL)
    choose(page, "KCN_X")
    expect(page.locator("#card h2")).to_contain_text("rất dài")
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL[0]
    box = page.locator("#card").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SMALL[0]


@pytest.mark.parametrize("size", [NARROW, SMALL])
def test_a_phone_shows_the_map_first(opened: Opened, lao_cai_page: str, size: tuple[int, int]) -> None:
    page = opened(lao_cai_page, size, has_touch=True, is_mobile=True)
    expect(page.locator("#panel-body")).to_be_hidden()
    expect(page.locator("#title")).to_be_visible()
    page.tap("#fold")
    expect(page.locator("#panel-body")).to_be_visible()
    above = page.evaluate(
        """() => { const r = document.getElementById("panel").getBoundingClientRect();
        return [0.2, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.9].map((y) =>
          document.elementFromPoint(r.left + x * r.width, r.top + y * r.height).closest("#panel") !== null)); }"""
    )
    assert all(above)
    choose(page, "tang loong")
    expect(page.locator("#panel-body")).to_be_hidden()
    box = page.locator("#card").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] > size[1] * 0.3
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_all_controls_are_reached_and_named(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, [role=slider], summary")]
        .filter((n) => !(n.getAttribute("aria-label") || n.textContent.trim() || (n.labels && n.labels.length) || n.title))
        .map((n) => n.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    reached: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.id || document.activeElement.dataset.theme || document.activeElement.dataset.layer || document.activeElement.className"
            )
        )
    assert {"query", "status", "zones", "time", "play", "compare-with"} <= reached


def test_the_list_of_places_leads_to_each(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.locator("#places summary").focus()
    page.keyboard.press("Enter")
    buttons = page.locator("#places li button")
    expect(buttons).to_have_count(counted(page))
    buttons.filter(has_text="Khu công nghiệp Tằng Loỏng").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text("Khu công nghiệp Tằng Loỏng")


def test_small_text_is_legible(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    choose(page, "tang loong")
    found: list[Any] = page.evaluate(
        """() => { const lum = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const rgb = (s) => s.match(/[\\d.]+/g).map(Number), solid = (n) => { for (; n; n = n.parentElement) { const c = rgb(getComputedStyle(n).backgroundColor); if (c.length < 4 || c[3] > 0.9) { return c.slice(0, 3); } } return [244, 242, 236]; };
        return [...document.querySelectorAll("body *")].filter((n) => n.offsetParent && [...n.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim()))
          .map((n) => { const s = getComputedStyle(n), a = lum(rgb(s.color).slice(0, 3)), b = lum(solid(n));
            return [n.className || n.tagName, parseFloat(s.fontSize), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]; })
          .filter(([, size, contrast]) => size < 11 || contrast < 4.5); }"""
    )
    assert found == []


def test_another_plan_lies_over_this_one(opened: Opened, lao_cai: Plan) -> None:
    older = Draft()
    older.config["plan"]["name_vi"] = "Quy hoạch cũ"
    page = opened(page_of_dossiers(dossier_of(lao_cai), dossier_of(older.plan())))
    assert counted(page) > 200
    page.select_option("#compare-with", "other")
    expect(page.locator(".side.left")).to_contain_text("Quy hoạch cũ")
    expect(page.locator(".side.right")).to_contain_text("Lào Cai")
    shown = page.evaluate("() => [...zoneplan.page.compared.book.byId.keys()]")
    assert "KCN_A" in shown
    page.evaluate(
        """() => { const { compared } = zoneplan.page, place = compared.book.find("other:KCN_A");
        compared.scene.chosen(place, place.at, []); }"""
    )
    card = page.locator("#card")
    expect(card.locator("h2")).to_have_text("Khu KCN_A")
    expect(card).to_contain_text("Quy hoạch cũ")
    expect(card.locator("details.row").first).to_be_visible()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    page.select_option("#compare-with", "")
    expect(page.locator("#second")).to_have_count(0)


def test_themes_without_figures_say_so(opened: Opened, lao_cai_page: str, lao_cai_map: Written) -> None:
    (without,) = lao_cai_map.json["themes_without"]
    assert without["id"] == "output"
    page = opened(lao_cai_page)
    expect(page.locator("#themes-without")).to_contain_text("Giá trị/ha")
    expect(page.locator("#themes-without")).to_contain_text(without["wholes"][0]["text"][0])
