"""The page on a phone: all of the plan at first, names apart, room for fingers, one sheet at a time."""

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from map_pages import page_of
from publish.maps.screens import NARROW, SMALL, WIDE, Opened
from support import Draft, square, zone

pytestmark = pytest.mark.browser

TALL, REFLOWED, LOW, LYING = (360, 740), (320, 640), (320, 256), (640, 360)
"""A phone; desks of 1280 pixels at 400 %, one of 1024 lines; a phone on its side."""
PHONES = [TALL, NARROW, SMALL, REFLOWED]
TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}
LEAST_PX, MAIN_PX, APART_PX = 24, 40, 4
MAIN = ("#fold", "#query", "#play", "#compare-with", "#zoom button", ".tool", ".chip", "#languages button")

SIGHTS = """() => { const { book, map, scene } = zoneplan.page, found = [];
  for (let i = 0; i < book.count; i++) { if (scene.reading.of[i] && !book.bare(i)) { const at = map.latLngToContainerPoint(book.at(i)); found.push([book.get("id", i), at.x, at.y]); } }
  return found; }"""
BOXES = """() => ["panel", "timeline", "position", "corner", "zoom"].map((id) => document.getElementById(id)).filter((n) => n.checkVisibility({ visibilityProperty: true }))
  .map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"""
NAMES = """() => [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible")
  .map((n) => [n.textContent, n.classList.contains("strong"), n.getBoundingClientRect()]).map(([text, strong, r]) => [text, strong, [r.left, r.top, r.right, r.bottom]])"""
TARGETS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary, label.layer, [role=option], [role=slider]")]
  .filter((n) => n.checkVisibility({ visibilityProperty: true }) && !n.closest(".unseen, .skip, #skips") && !(n.tagName === "INPUT" && n.closest("label")))
  .map((n) => { const r = n.getBoundingClientRect(), s = getComputedStyle(n.parentElement);
    return [n.id || n.className || n.tagName, (n.textContent || "").trim().slice(0, 40), r.width, r.height, n.matches("MAIN")]; })
  .filter(([, , w, h]) => w > 1 && h > 1)"""
CONTROLS = """() => { const free = "#position, #scale, #languages, #toolbar > button, #zoom, #play, #time, #compare, #panel";
  return [...document.querySelectorAll(free)].filter((n) => n.checkVisibility({ visibilityProperty: true }))
    .map((n) => [n.id || n.className, n.getBoundingClientRect()]).map(([id, r]) => [id, [r.left, r.top, r.right, r.bottom]]); }"""
REACHED = """() => [...document.querySelectorAll("#position button, #corner button, #zoom button, #timeline button, #timeline input, #timeline select, #panel > header button, #query, .close")]
  .filter((n) => n.checkVisibility({ visibilityProperty: true }) && !(document.querySelector("#card:not([hidden])") && n.closest("#panel"))).filter((n) => { const r = n.getBoundingClientRect(), over = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
    return !(over && (n.contains(over) || over.contains(n))); }).map((n) => n.id || n.className)"""

LED = """() => { const names = [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible").map((n) => [n.textContent, n.getBoundingClientRect()]);
  const inside = ({ x, y }, r, off) => x > r.left + off && x < r.right - off && y > r.top + off && y < r.bottom - off;
  return [...document.querySelectorAll(".label-leader")].map((line) => { const turned = new DOMMatrix(getComputedStyle(line).transform), origin = line.parentElement.getBoundingClientRect(), length = parseFloat(line.style.width);
    const points = [...Array(51).keys()].map((k) => turned.transformPoint(new DOMPoint((length * k) / 50, 0))).map((p) => ({ x: p.x + origin.left, y: p.y + origin.top }));
    return [names.filter(([, r]) => inside(points[0], r, -2)).map(([text]) => text), names.filter(([, r]) => points.filter((p) => inside(p, r, 1)).length > 1).map(([text]) => text)]; }); }"""
"""Of each line the names that it begins at, and those that it runs through."""


def apart(a: list[float], b: list[float], gap: float = -0.5) -> bool:
    """Tells whether two boxes are at least so far apart, across or up."""
    return a[2] + gap <= b[0] or b[2] + gap <= a[0] or a[3] + gap <= b[1] or b[3] + gap <= a[1]


def menu(page: Page) -> None:
    """Opens the list of tools."""
    page.locator(".tool-opener").tap()
    expect(page.locator("#tool-buttons")).to_be_visible()


def card(page: Page) -> None:
    """Opens a card and all that folds away in it."""
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('KCN_TANG_LOONG'))")
    expect(page.locator("#card h2")).to_be_visible()
    page.locator("#card details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


def panel(page: Page) -> None:
    """Opens the panel and all that folds away in it."""
    page.locator("#fold").tap()
    page.locator("#panel details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    expect(page.locator("#places li button").first).to_be_attached()


def search(page: Page) -> None:
    """Asks for places."""
    page.fill("#query", "bao")
    expect(page.locator("#matches li").first).to_be_visible()


def measure(page: Page) -> None:
    """Begins to measure."""
    menu(page)
    page.locator("#tool-distance").tap()
    expect(page.locator("#measure")).to_be_visible()


@pytest.mark.parametrize("size", PHONES)
def test_a_phone_shows_the_whole_plan_at_first(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    sights, boxes = page.evaluate(SIGHTS), page.evaluate(BOXES)
    assert len(sights) > 200
    assert len(boxes) == 5
    for key, x, y in sights:
        assert 0 < x < size[0], key
        assert 0 < y < size[1], key
        assert all(apart([x, y, x, y], box, 4) for box in boxes), key
    wide = max(x for _, x, _ in sights) - min(x for _, x, _ in sights)
    assert wide > 0.7 * size[0]


def test_an_address_decides_what_a_phone_shows_at_first(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, at="#at=22.3/104.1/12", **TOUCH)
    view = page.evaluate(
        "() => { const { map } = zoneplan.page, { lat, lng } = map.getCenter(); return [lat, lng, map.getZoom()]; }"
    )
    assert view == pytest.approx([22.3, 104.1, 12], abs=1e-3)
    page.locator("#zoom-home").tap()
    assert page.evaluate("zoneplan.page.map.getZoom()") < 9
    page = opened(lao_cai_page, TALL, at="#place=KCN_TANG_LOONG", **TOUCH)
    assert page.evaluate("zoneplan.page.map.getZoom()") > 10


@pytest.mark.parametrize("size", [TALL, REFLOWED])
def test_a_small_plan_stands_in_the_middle_of_what_is_free(opened: Opened, size: tuple[int, int]) -> None:
    draft = Draft(rows=[])
    draft.layers = {key: [] for key in draft.layers}
    draft.add(zone("KCN_X", square(0))).add(zone("KCN_Y", square(900)))
    page = opened(page_of(draft), size, **TOUCH)
    middle = sum(y for _, _, y in page.evaluate(SIGHTS)) / 2
    boxes = page.evaluate(
        "['zoom', 'timeline'].map((id) => document.getElementById(id).getBoundingClientRect()).map((r) => [r.top, r.bottom])"
    )
    (_, top), (bottom, _) = boxes
    assert middle == pytest.approx((top + bottom) / 2, abs=8)


def test_buttons_zoom_about_the_middle_of_what_is_free(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    at = "() => { const { map } = zoneplan.page, y = (document.getElementById('scale').getBoundingClientRect().bottom + document.getElementById('timeline').getBoundingClientRect().top) / 2; const p = map.containerPointToLatLng([180, y]); return [p.lat, p.lng, map.getZoom()]; }"
    before = page.evaluate(at)
    page.locator("#zoom-in").tap()
    assert page.evaluate(at) == pytest.approx([before[0], before[1], before[2] + 1], abs=4e-3)
    page.locator("#zoom-out").tap()
    assert page.evaluate(at) == pytest.approx(before, abs=4e-3)


@pytest.mark.parametrize("size", [TALL, REFLOWED, (1024, 768)])
def test_no_line_to_a_place_runs_through_a_name(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **(TOUCH if size[0] < 900 else {}))
    lines = page.evaluate(LED)
    assert len(lines) >= 3
    for begins_at, runs_through in lines:
        assert len(begins_at) == 1
        assert set(runs_through) <= set(begins_at)


@pytest.mark.parametrize("size", PHONES)
def test_names_on_a_phone_keep_their_distance(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    for lang in ("vi", "en"):
        for closer in (0, 1, 1):
            page.evaluate(
                "([lang, closer]) => { const { map, state } = zoneplan.page; state.set({ lang }); map.setZoom(map.getZoom() + closer, { animate: false }); }",
                [lang, closer],
            )
            names = page.evaluate(NAMES)
            strong = [text for text, strong, _ in names if strong]
            assert len(strong) >= 3, (lang, closer)
            for (one, _, a), (two, _, b) in combinations(names, 2):
                assert apart(a, b, APART_PX), (one, two)
        page.evaluate("zoneplan.page.home()")


def test_the_weightiest_names_come_first(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    ranked = page.evaluate(
        """() => { const { book, scene } = zoneplan.page;
        return [...Array(book.count).keys()].filter((i) => book.get("strong", i) && scene.reading.of[i] && book.place(i).label).sort((a, b) => book.get("rank", b) - book.get("rank", a)).map((i) => zoneplan.page.say(book.place(i).label)); }"""
    )
    shown = {text for text, strong, _ in page.evaluate(NAMES) if strong}
    assert len(shown) >= 6
    assert set(ranked[:4]) <= shown


@pytest.mark.parametrize("size", [TALL, REFLOWED])
@pytest.mark.parametrize("act", [None, menu, panel, card, search, measure])
def test_fingers_find_every_control(
    opened: Opened, lao_cai_page: str, size: tuple[int, int], act: Any
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    if act:
        act(page)
    for lang in ("vi", "en"):
        page.evaluate("lang => zoneplan.page.state.set({ lang })", lang)
        page.wait_for_timeout(150)
        targets = page.evaluate(TARGETS.replace("MAIN", ", ".join(MAIN)))
        assert len(targets) > 5
        small = [(name, text, w, h) for name, text, w, h, _ in targets if min(w, h) < LEAST_PX - 0.1]
        assert small == []
        low = [(name, text, h) for name, text, _, h, main in targets if main and h < MAIN_PX - 0.1]
        assert low == []


@pytest.mark.parametrize("size", [REFLOWED, TALL, LOW, LYING, (719, 900), (720, 900), (1024, 768), WIDE])
def test_no_control_lies_on_another(opened: Opened, lao_cai_page: str, size: tuple[int, int]) -> None:
    page = opened(lao_cai_page, size, **(TOUCH if size[0] < 900 else {}))
    for lang in ("vi", "en"):
        page.evaluate("lang => zoneplan.page.state.set({ lang })", lang)
        controls = page.evaluate(CONTROLS)
        assert len(controls) >= 6
        for (one, a), (two, b) in combinations(controls, 2):
            assert apart(a, b), (lang, one, two)
        for name, (left, top, right, bottom) in controls:
            assert min(left, top) >= 0, name
            assert right <= size[0] + 0.5, name
            assert bottom <= size[1] + 0.5, name
        ticks = page.locator("#ticks button").evaluate_all(
            "all => all.map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"
        )
        assert len(ticks) == 4
        assert all(apart(a, b) for a, b in combinations(ticks, 2))
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", [TALL, REFLOWED, LYING])
@pytest.mark.parametrize("act", [None, panel, card, search, menu])
def test_what_is_open_leaves_each_control_whole_or_away(
    opened: Opened, lao_cai_page: str, size: tuple[int, int], act: Any
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    if act:
        act(page)
        page.wait_for_timeout(150)
    assert page.evaluate(REACHED) == []
    if act is card:  # it covers all of the panel, so that nothing of that looks out
        assert page.evaluate(
            "document.getElementById('card').offsetHeight >= document.getElementById('panel').offsetHeight"
        )
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("act", [None, card, search])
def test_fingers_find_every_control_of_a_tablet(opened: Opened, lao_cai_page: str, act: Any) -> None:
    page = opened(lao_cai_page, (1024, 1180), **TOUCH)
    page.locator("#panel details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    if act:
        act(page)
    targets = page.evaluate(TARGETS.replace("MAIN", ", ".join(MAIN)))
    assert len(targets) > 50
    assert [(name, text, w, h) for name, text, w, h, _ in targets if min(w, h) < LEAST_PX - 0.1] == []


def test_tools_on_a_phone_have_words(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    expect(page.locator(".tool-opener")).to_have_text("Công cụ")
    menu(page)
    expect(page.locator("#tool-print")).to_have_text("In bản đồ")
    words = page.locator("#tool-buttons .tool:visible .tool-word")
    assert words.count() >= 6
    for word in words.all():
        expect(word).to_be_visible()
        assert word.evaluate("n => n.scrollWidth <= n.parentElement.clientWidth")
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(page.locator("#tool-print")).to_have_text("Print the map")
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    expect(page.locator("#tool-print .tool-word")).to_be_hidden()


def test_tools_and_panel_make_way_for_each_other(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    menu(page)
    page.locator("#fold").tap()
    expect(page.locator("#tool-buttons")).to_be_hidden()
    expect(page.locator("#panel-body")).to_be_visible()
    menu(page)
    expect(page.locator("#panel-body")).to_be_hidden()
    expect(page.locator("#fold")).to_have_attribute("aria-expanded", "false")
    page.touchscreen.tap(40, 420)
    expect(page.locator("#tool-buttons")).to_be_hidden()
    expect(page.locator(".tool-opener")).to_have_attribute("aria-expanded", "false")


def test_the_panel_makes_way_for_a_card_and_takes_its_place(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    page.locator("#fold").tap()
    page.evaluate(
        "() => { const { book, scene } = zoneplan.page, one = book.find('KCN_TANG_LOONG'); scene.chosen(one, one.at, []); }"
    )
    expect(page.locator("#card")).to_be_visible()
    expect(page.locator("#panel-body")).to_be_hidden()
    page.focus("#query")
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("#query")).to_be_focused()


def test_what_closes_gives_the_focus_back(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, REFLOWED)
    opener = page.locator(".tool-opener")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#tool-distance")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#tool-buttons")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#tool-help").click()
    page.keyboard.press("Escape")
    expect(page.locator("#tool-help-dialog")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#tool-buttons")).to_be_hidden()
    page.focus("#fold")
    page.keyboard.press("Enter")
    page.locator("#themes button").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#panel-body")).to_be_hidden()
    expect(page.locator("#fold")).to_be_focused()
    search(page)
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#query")).to_be_focused()


def test_a_card_asked_for_in_the_panel_gives_the_focus_back_to_its_button(
    opened: Opened, lao_cai_page: str
) -> None:
    page = opened(lao_cai_page, REFLOWED)
    page.focus("#fold")
    page.keyboard.press("Enter")
    page.locator("#places > summary").click()
    page.locator("#places li button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card-name")).to_be_focused()
    expect(page.locator("#panel-body")).to_be_hidden()
    page.locator("#card .close").click()
    expect(page.locator("#fold")).to_be_focused()


def test_escape_closes_one_thing_at_a_time(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, REFLOWED)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('KCN_TANG_LOONG'))")
    expect(page.locator("#card-name")).to_be_focused()
    page.locator(".tool-opener").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tool-buttons")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#tool-buttons")).to_be_hidden()
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    page.focus("#fold")
    page.keyboard.press("Enter")
    search(page)
    page.keyboard.press("Escape")
    expect(page.locator("#matches")).to_be_hidden()
    expect(page.locator("#panel-body")).to_be_visible()


@pytest.mark.parametrize("size", [REFLOWED, WIDE])
def test_who_changes_the_language_stays_at_its_buttons(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size)
    page.focus('#languages [lang="en"]')
    page.keyboard.press("Enter")
    expect(page.locator("#title")).to_contain_text("Lào Cai industrial")
    assert page.evaluate("document.activeElement.closest('#languages') !== null")
    expect(page.locator(":focus")).to_have_attribute("lang", "en" if size == WIDE else "vi")


def test_signs_are_smaller_while_a_phone_shows_the_whole_plan(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    px = "zoneplan.page.scene.signs.px(zoneplan.page.find('HP_COC_SAN_HA'))"
    whole = page.evaluate(px)
    page.evaluate("zoneplan.page.map.setView(zoneplan.page.find('HP_COC_SAN_HA').at, 12, { animate: false })")
    assert whole < page.evaluate(px) == page.evaluate("zoneplan.page.find('HP_COC_SAN_HA').size_px")


def test_a_finger_beside_a_sign_finds_it(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    page.evaluate("zoneplan.page.map.setView(zoneplan.page.find('HP_COC_SAN_HA').at, 15, { animate: false })")
    x, y, px = page.evaluate(
        """() => { const { map, scene, book } = zoneplan.page, place = book.find("HP_COC_SAN_HA"), at = map.latLngToContainerPoint(scene.signs.at(place)); return [at.x, at.y, scene.signs.px(place)]; }"""
    )
    page.touchscreen.tap(x + px / 2 + 10, y)
    expect(page.locator("#card h2")).to_contain_text("Cốc San")


SEEN = """(selector) => { const node = document.querySelector(selector), r = node.getBoundingClientRect();
  return node.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)); }"""
LAID = """id => { const { map, book } = zoneplan.page, bounds = book.bounds(book.find(id));
  const a = map.latLngToContainerPoint(bounds.getNorthWest()), z = map.latLngToContainerPoint(bounds.getSouthEast()); return [a.x, a.y, z.x, z.y]; }"""
LAID_OVER = """() => ["panel", "card", "timeline", "position", "corner", "zoom"].map((id) => document.getElementById(id)).filter((n) => n.checkVisibility({ visibilityProperty: true }))
  .map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"""


@pytest.mark.parametrize("size", [TALL, SMALL])
def test_finished_measures_do_not_cover_the_tools(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    measure(page)
    page.locator("#tool-add-centre").tap()
    page.evaluate("zoneplan.page.map.panBy([60, 0], { animate: false })")
    page.locator("#tool-add-centre").tap()
    page.locator("#tool-finish").tap()
    page.locator("#tool-end").tap()
    expect(page.locator("#measure ol")).to_be_visible()
    menu(page)
    tools = page.locator("#tool-buttons .tool:visible").evaluate_all("all => all.map((one) => `#${one.id}`)")
    assert {"#tool-link", "#tool-download"} <= set(tools)
    for tool in tools:
        assert page.evaluate(SEEN, tool), tool
    page.locator(".tool-opener").tap()
    expect(page.locator("#measure ol")).to_be_visible()


@pytest.mark.parametrize("size", [TALL, SMALL, REFLOWED, LYING])
def test_a_notice_is_read_whole_beside_the_head_of_a_measure(
    opened: Opened, lao_cai_page: str, size: tuple[int, int]
) -> None:
    page = opened(lao_cai_page, size, **TOUCH)
    measure(page)
    words = page.evaluate(
        "Object.values(zoneplan.page.model.words).flat().filter((text) => text.length < 240)"
    )
    page.evaluate("text => zoneplan.page.announce(text, true)", max(words, key=len))
    notice = page.locator("#notice")
    left, width, shown, whole = notice.evaluate(
        "n => [n.getBoundingClientRect().left, n.offsetWidth, n.clientHeight, n.scrollHeight]"
    )
    assert left == pytest.approx(8)
    assert width == pytest.approx(size[0] - 16)
    assert whole <= shown
    heads = page.locator("#measure header, #notice").evaluate_all(
        "all => all.map((n) => n.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"
    )
    assert apart(*heads)
    assert heads[1][3] <= size[1]


def test_nothing_of_the_open_sheet_makes_the_page_longer(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    for compare in ("", "0"):
        page.select_option("#compare-with", compare)
        panel(page)
        assert page.evaluate("document.documentElement.scrollHeight") <= TALL[1]
        page.locator("#panel-body > :last-child").evaluate("node => node.scrollIntoView()")
        assert page.evaluate("document.documentElement.scrollTop + document.body.scrollTop") == 0
        page.locator("#fold").tap()


def test_a_phone_that_is_turned_shows_the_place_of_its_card_again(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('KCN_TANG_LOONG'))")
    expect(page.locator("#card-name")).to_be_focused()
    link = page.locator("#card .close")
    link.focus()
    for wide, high in (TALL[::-1], TALL, TALL[::-1]):
        page.set_viewport_size({"width": wide, "height": high})
        page.wait_for_timeout(250)
        laid, over = page.evaluate(LAID, "KCN_TANG_LOONG"), page.evaluate(LAID_OVER)
        assert len(over) >= 3
        assert all(apart(laid, box) for box in over), wide
        assert 0 <= laid[0] < laid[2] <= wide
        assert 0 <= laid[1] < laid[3] <= high
        expect(link).to_be_focused()


def test_a_phone_that_is_turned_stays_where_the_reader_led_it(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, TALL, **TOUCH)
    page.evaluate("zoneplan.page.goTo(zoneplan.page.find('KCN_TANG_LOONG'))")
    expect(page.locator("#card-name")).to_be_focused()
    view = "() => { const { map } = zoneplan.page, { lat, lng } = map.getCenter(); return [lat, lng, map.getZoom()]; }"
    page.evaluate("zoneplan.page.map.panBy([0, 2000], { animate: false })")
    before = page.evaluate(view)
    page.set_viewport_size({"width": TALL[1], "height": TALL[0]})
    page.wait_for_timeout(250)
    assert page.evaluate(view) == pytest.approx(before, abs=2e-3)
