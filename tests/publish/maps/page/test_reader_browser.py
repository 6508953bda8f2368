"""The page as a screen reader has it: what is announced, landmarks, headings, names, and the languages of texts."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from map_pages import page_of, page_of_dossier
from publish.maps.screens import NARROW, Opened
from support import Draft
from zoneplan.metrics import measure_all
from zoneplan.metrics.density.surface import surfaces
from zoneplan.metrics.view import View
from zoneplan.plan.finding import Rule, Severity
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.text import Text, format_number

pytestmark = pytest.mark.browser

_LISTEN = """() => { window.heard = [];
  const live = document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log]");
  live.forEach((node) => new MutationObserver(() => { if (node.textContent) { window.heard.push(node.textContent); } }).observe(node, { childList: true, characterData: true, subtree: true })); }"""
_HEARD = "() => new Promise((done) => { setTimeout(() => { done(window.heard.splice(0)); }, 60); })"


def heard(page: Page) -> list[str]:
    """Gives what all live regions said since the last time."""
    found: list[str] = page.evaluate(_HEARD)
    return found


def listened(page: Page) -> Page:
    """Listens to all live regions from now on."""
    page.evaluate(_LISTEN)
    return page


@pytest.fixture
def small(opened: Opened) -> Page:
    """A small plan that is listened to: three zones have an occupancy, and the workers of one are not known."""
    return listened(opened(page_of(Draft())))


CHANGES = (
    ("theme: 'occupancy'", "Chủ đề: Lấp đầy; số nơi có số liệu: 3."),
    ("theme: 'output'", "Chủ đề: Giá trị/ha; số nơi có số liệu: 2."),
    ("horizon: 0", "2020: đến hết ngày 31/12/2020. Số nơi đang hiện: 8."),
    (
        "horizon: 2, theme: 'density'",
        "Chủ đề: Mật độ dân số; số nơi có số liệu: 1. 2030: theo quy hoạch đến ngày 31/12/2030. Số nơi đang hiện: 10.",
    ),
    ("layers: new Set(['zones', 'relocation', 'communes'])", "Đã tắt lớp: Thủy điện. Số nơi đang hiện: 7."),
    (
        "layers: new Set(['zones', 'disaster'])",
        "Đã bật lớp: Tái định cư vùng thiên tai. Đã tắt lớp: Di dời, tái định cư; Xã, phường. Số nơi đang hiện: 5.",
    ),
    ("bands: true", "Đã bật lớp: Dải khoảng cách (sàng lọc)."),
    ("bands: false", "Đã tắt lớp: Dải khoảng cách (sàng lọc)."),
    ("lang: 'en', theme: 'occupancy'", "Theme: Occupancy; places with figures: 3."),
)


def test_changes_of_the_view_are_announced_once(small: Page) -> None:
    # In 2030 four zones, three of four plants, two communes, a place that people leave and one of disasters are there.
    for change, said in CHANGES:
        small.evaluate(f"zoneplan.page.state.set({{ {change} }})")
        assert heard(small) == [said]


def test_the_status_theme_counts_what_is_shown(small: Page) -> None:
    small.click('[data-theme="capacity"]')
    heard(small)
    small.click('[data-theme="status"]')
    assert heard(small) == ["Chủ đề: Tình trạng; số nơi đang hiện: 10."]


def test_steps_of_time_by_key_are_announced_once(small: Page) -> None:
    small.keyboard.press(",")
    (said,) = heard(small)
    assert said.startswith("nay: ")


def test_tools_say_that_they_begin_and_end(small: Page) -> None:
    small.keyboard.press("a")
    (begun,) = heard(small)
    assert begun.startswith("Đang đo diện tích.")
    small.keyboard.press("Escape")
    assert heard(small) == ["Đã thôi đo."]
    small.keyboard.press("d")
    heard(small)
    for key in ("Enter", "ArrowRight", "ArrowRight", "Enter"):
        small.keyboard.press(key)
        small.wait_for_timeout(30)
    assert len(heard(small)) == 2
    small.keyboard.press("Escape")
    (done,) = heard(small)
    assert done.startswith("Đã đo xong.")


def test_measuring_says_that_it_ends_a_comparison(small: Page) -> None:
    small.select_option("#compare-with", "0")
    heard(small)
    small.keyboard.press("d")
    assert any("Đã tắt so sánh để đo." in said and "Đang đo khoảng cách." in said for said in heard(small))
    expect(small.locator("#notice")).to_contain_text("Đã tắt so sánh để đo.")


@pytest.fixture(scope="module")
def surfaced(lao_cai: Plan) -> str:
    """The page of Lào Cai with its density surfaces and one finding."""
    said = Text("Ranh giới chưa khép kín.", "The outline is not closed.")
    rule = Rule("open", Severity.WARNING, Text("Ranh hở", "Open outline"), said, said, said)
    found = (rule.found(layer="zones", feature="KCN_TANG_LOONG"),)
    view = View(lao_cai)
    return page_of_dossier(Dossier(lao_cai, found, measure_all(view), "vi", surfaces=surfaces(view)))


def test_a_surface_is_announced_once(opened: Opened, surfaced: str) -> None:
    page = listened(opened(surfaced))
    page.check("#surface-population")
    assert heard(page) == ["Đang hiện bề mặt: Mật độ dân số."]
    page.check("#surface-none")
    assert heard(page) == ["Không hiện bề mặt nào."]


def test_a_card_opened_on_the_map_is_announced_and_one_that_takes_the_focus_is_not(small: Page) -> None:
    choose = "(id) => { const { page } = zoneplan, place = page.book.find(id); page.choose(place, { scene: page.scene, at: place.at, others: [] }); }"
    small.evaluate(choose, "KCN_A")
    assert heard(small) == ["Đã mở thẻ: Khu KCN_A."]
    small.evaluate("document.activeElement.blur()")
    small.keyboard.press("Escape")
    assert heard(small) == ["Đã đóng thẻ."]
    small.fill("#query", "KCN_B")
    heard(small)
    small.keyboard.press("Enter")
    expect(small.locator("#card-name")).to_be_focused()
    assert heard(small) == []
    small.keyboard.press("Escape")
    assert heard(small) == []


def test_other_places_at_a_point_are_counted(small: Page) -> None:
    small.evaluate(
        "() => { const { page } = zoneplan, [a, b, c] = ['KCN_A', 'HP_1', 'C_X'].map((id) => page.book.find(id)); page.choose(a, { scene: page.scene, at: a.at, others: [b, c] }); }"
    )
    assert heard(small) == ["Đã mở thẻ: Khu KCN_A. Còn 2 nơi khác tại điểm này."]


def test_the_same_words_are_said_again(small: Page) -> None:
    for _ in range(2):
        small.evaluate("zoneplan.page.announce('Đã chép.')")
        assert [said.strip() for said in heard(small)] == ["Đã chép."]


# ---- landmarks, headings, names ----
_OPEN = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
_IDS = "() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id); return ids.filter((id, i) => ids.indexOf(id) !== i); }"
_POINTED = """() => ["aria-labelledby", "aria-controls", "aria-describedby", "for"].flatMap((key) => [...document.querySelectorAll(`[${key}]`)].filter((node) => node.checkVisibility())
  .flatMap((node) => node.getAttribute(key).split(" ")).filter((id) => !document.getElementById(id)))"""


def tree(page: Page) -> list[dict[str, Any]]:
    """Gives what the browser tells a screen reader, in reading order: role, name and properties of each node."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id, ordered, waiting = {node["nodeId"]: node for node in nodes}, [], [nodes[0]["nodeId"]]
    while waiting:
        node = by_id.get(waiting.pop())
        if node is None:
            continue
        waiting += reversed(node.get("childIds", []))
        if not node["ignored"]:
            ordered.append(
                {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
                | {key: node.get(key, {}).get("value", "") for key in ("role", "name")}
            )
    return ordered


_NAMED = {
    "heading",
    "image",
    "option",
    "listbox",
    "region",
    "dialog",
    "toolbar",
    "slider",
    "navigation",
    "complementary",
}


def sound(page: Page, *, dialog: bool = False) -> list[dict[str, Any]]:
    """Sees to what holds at all times, and gives the tree."""
    found = tree(page)
    focusable = [node for node in found if node.get("focusable")]
    assert focusable
    assert [node for node in focusable if not node["name"].strip() or node["role"] in {"", "generic"}] == []
    levels = [node["level"] for node in found if node["role"] == "heading"]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert [node for node in found if node["role"] in _NAMED and not node["name"].strip()] == []
    if not dialog:
        assert [node["role"] for node in found].count("main") == 1
        assert levels[0] == 1
        assert levels.count(1) == 1
    assert page.evaluate(_IDS) == []
    return found


def go(page: Page, query: str) -> None:
    """Goes to the first place that is found."""
    page.fill("#query", query)
    page.press("#query", "Enter")
    expect(page.locator("#card-name")).to_be_focused()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_tree_is_sound_in_every_view(opened: Opened, surfaced: str, lang: str) -> None:
    page = opened(surfaced, at=f"#lang={lang}")
    first = sound(page)
    marks = {node["role"] for node in first}
    assert {"navigation", "complementary", "search", "main", "region", "application", "status"} <= marks
    assert page.evaluate(_POINTED) == []
    page.check('[data-layer="findings"]')
    go(page, "tang loong")
    page.evaluate(_OPEN)
    cards = sound(page)
    assert len([node for node in cards if node["role"] == "heading"]) < 20
    page.locator("[data-theme]").nth(1).click()
    page.check("#surface-population")
    page.check('[data-layer="bands"]')
    page.check('[data-layer="moves"]')
    page.evaluate(_OPEN)
    page.fill("#query", "kcn")
    sound(page)
    page.select_option("#compare-with", "0")
    sound(page)
    page.keyboard.press("Escape")
    page.locator("#tool-area").click()
    sound(page)


def test_nothing_that_is_not_seen_or_not_named_takes_the_focus(opened: Opened, surfaced: str) -> None:
    page = opened(surfaced, at="#moves=1&bands=1")
    assert page.locator("path.move-hit").count() > 0
    stops = []
    for _ in range(70):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.closest('.leaflet-pane') === null"))
    assert all(stops)


def test_dialogs_and_the_phone_are_sound(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    for tool in ("help", "download", "print"):
        page.click(f"#tool-{tool}")
        found = sound(page, dialog=True)
        assert [node["name"] for node in found if node["role"] == "dialog"] != [""]
        page.keyboard.press("Escape")
    phone = opened(lao_cai_page, NARROW, has_touch=True, is_mobile=True)
    sound(phone)
    go(phone, "tang loong")
    sound(phone)


def test_a_place_with_a_click_has_a_sound_word(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate(
        "() => { const { page } = zoneplan, place = page.book.find('KCN_TANG_LOONG'); page.choose(place, { scene: page.scene, at: place.at, others: [page.book.place(1)] }); }"
    )
    expect(page.locator(".leaflet-popup")).to_be_visible()
    sound(page)


def test_links_skip_to_the_search_the_list_the_map_and_an_open_card(small: Page) -> None:
    before = small.evaluate("location.hash")

    def skip(to: str) -> str:
        small.locator(f'#skips [href="#{to}"]').focus()
        small.keyboard.press("Enter")
        found: str = small.evaluate("document.activeElement.id || document.activeElement.parentElement.id")
        return found

    assert skip("query") == "query"
    assert skip("map") == "map_zoneplan"
    assert skip("places") == "places"
    expect(small.locator("#places li button")).to_have_count(10)
    expect(small.locator('#skips [href="#card"]')).to_be_hidden()
    go(small, "KCN_A")
    small.locator("#query").focus()
    assert skip("card") == "card-name"
    assert small.evaluate("location.hash").split("=")[0] in {before, "#at"}
    small.keyboard.press("Escape")
    expect(small.locator('#skips [href="#card"]')).to_be_hidden()


def test_the_first_stop_is_a_link_that_shows_itself(small: Page) -> None:
    small.keyboard.press("Tab")
    link = small.locator("#skips a").first
    expect(link).to_be_focused()
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0


# ---- languages of texts ----
LANGUAGES = {
    "Quyết định 525/QĐ-UBND điều chỉnh Quy hoạch tỉnh Lào Cai, 2026-02-25": "vi",
    "hơn 5.500 lao động": "vi",
    "Lai Châu": "vi",
    "601/QĐ-UBND": "vi",
    "Lao Cai Economic Zone - Engine of Economic Development, VCCI News": "en",
    "unit-details.json (attribute table behind the KCN-CCN web map), Sở Công Thương Lào Cai (repository)": "en",
    "Lao Cai aims to diversify industrial production activities, VietnamPlus": "en",
    "Khu cong nghiep Tang Loong": "",
    "KCN 12": "",
    "1.097,75 ha": "",
    "": "",
}


def test_the_language_of_a_text_is_told_by_its_words(small: Page) -> None:
    told = small.evaluate("texts => texts.map((text) => zoneplan.tongue(text))", list(LANGUAGES))
    assert dict(zip(LANGUAGES, told, strict=True)) == LANGUAGES


def test_a_text_of_one_language_is_marked_in_the_page_of_the_other(small: Page) -> None:
    texts = [
        "Suối Trát",
        ["Khu Suối Trát", "Suối Trát zone"],
        ["Báo cáo tổng hợp, 06/2026", "Báo cáo tổng hợp, 2026-06"],
        "List of the plants",
        "HP 7",
    ]
    told = "texts => texts.map((text) => zoneplan.told(zoneplan.page, text)).map((told) => (typeof told === 'string' ? null : told.lang))"
    assert small.evaluate(told, texts) == [None, None, None, "en", None]
    small.click('#languages [lang="en"]')
    assert small.evaluate(told, texts) == ["vi", None, "vi", None, None]


def test_sources_notes_and_names_are_marked_and_the_page_follows_the_switch(opened: Opened) -> None:
    draft = Draft().row("KCN_A", "projects", 7, note="đếm tay ở từng lô")
    draft.set("KCN_A", name_vi="Khu Suối Trát", name_en="Khu Suối Trát", note="Điểm theo bản đồ của sở.")
    page = opened(page_of(draft))
    go(page, "KCN_A")
    page.evaluate(_OPEN)
    card = page.locator("#card")
    assert page.evaluate("document.documentElement.lang") == "vi"
    expect(card.locator("[lang]")).to_have_count(0)
    page.click('#languages [lang="en"]')
    expect(card).to_contain_text("How is this computed?")
    page.evaluate(_OPEN)
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(card.locator("h2 [lang=vi]")).to_have_text("Khu Suối Trát")
    expect(card.locator("i [lang=vi]").first).to_have_text("đếm tay ở từng lô")
    expect(card.locator("dd [lang=vi]").last).to_have_text("Điểm theo bản đồ của sở.")
    expect(card.locator(".sources [lang=vi]").first).to_contain_text("Báo cáo")
    assert (
        page.evaluate(
            "[...document.querySelectorAll('[lang=en] [lang=en]:not(#languages *, .failure *, #no-script *)')].length"
        )
        == 0
    )


def test_numbers_are_written_as_reports_write_them(small: Page) -> None:
    values = [0, -0.0, 5, -0.2, 0.125, 0.375, 1234.5, -1097.75, 1e6, 0.004, -0.0004, 99.995, 1.005]
    for language in ("vi", "en"):
        small.evaluate("lang => zoneplan.page.state.set({ lang })", language)
        for decimals in (None, 0, 1, 2, 4):
            shown = small.evaluate(
                "([values, decimals]) => values.map((value) => zoneplan.page.number(value, decimals))",
                [values, decimals],
            )
            expected = [format_number(value, language, decimals) for value in values]
            assert shown == expected, (language, decimals)


@pytest.mark.parametrize(
    ("lang", "said", "why"),
    [
        ("vi", "Chưa có số liệu: Giá trị/ha", "Sổ chưa có số liệu của riêng nơi nào"),
        ("en", "No figures yet: Output/ha", "The ledger has no figures of single places"),
    ],
)
def test_a_theme_without_figures_says_so_where_it_is_offered_and_where_it_is_asked_for(
    opened: Opened, lao_cai_page: str, lang: str, said: str, why: str
) -> None:
    page = opened(lao_cai_page, at=f"#lang={lang}&theme=output")
    expect(page.locator("#notice")).to_have_text(said)
    fold = page.locator("#themes-without")
    expect(fold.locator("summary")).to_have_text(said)
    fold.locator("summary").click()
    expect(fold).to_contain_text(why)
    expect(page.locator('[data-theme="status"]')).to_have_attribute("aria-pressed", "true")
