"""The search of the page in a browser: words in any order, short and long forms, decisions, and all that is found."""

import json

import pytest
from playwright.sync_api import Page, expect

from map_models import Written
from map_pages import blocks_of, page_of
from publish.maps.screens import Opened
from support import Draft, square, zone

pytestmark = pytest.mark.browser


def choose(page: Page, query: str) -> None:
    """Searches a place and goes to the first that is found."""
    page.fill("#query", query)
    page.press("#query", "Enter")


@pytest.mark.parametrize("query", ["tang loong", "Tằng Loỏng", "TANG LOONG", "kcn_tang_loong"])
def test_search_finds_a_place_with_and_without_accents(opened: Opened, lao_cai_page: str, query: str) -> None:
    page = opened(lao_cai_page)
    page.fill("#query", query)
    matches = page.locator("#matches li:not(.further)")
    assert 0 < matches.count() <= 8
    expect(matches.first).to_contain_text("Tằng Loỏng")
    page.press("#query", "Enter")
    card = page.locator("#card")
    expect(card.locator("h2")).to_have_text("Khu công nghiệp Tằng Loỏng")
    expect(card).to_contain_text("1.097,75 ha")
    expect(card.locator("h2")).to_be_focused()


def test_search_knows_old_and_new_units_and_decisions(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.fill("#query", "bao thang")
    found = page.locator("#matches li").all_inner_texts()
    assert any("Bảo Thắng" in text for text in found)
    page.fill("#query", "vạn hòa")
    expect(page.locator("#matches li").first).to_contain_text("Phường Lào Cai")
    decisions = json.loads(blocks_of(lao_cai_page)["model"])["places"]["fields"]["industrial_zones"][
        "decision"
    ]
    number = next(value for value in decisions["values"] if value and "QĐ" in value)
    page.fill("#query", number.lower())
    assert page.locator("#matches li").count() > 0
    page.fill("#query", "không có nơi này")
    expect(page.locator("#search-says")).to_contain_text("Không có nơi nào")
    assert page.locator("#matches li").count() == 0


def found(page: Page, query: str) -> list[str]:
    """Gives the lines of all places that a search finds, the best first."""
    page.fill("#query", query)
    search = """() => { const list = document.querySelector("#matches");
      while (list.querySelector(".further")) { list.querySelector(".further").dispatchEvent(new MouseEvent("mousedown", { cancelable: true })); }
      return list.hidden ? 0 : list.children.length; }"""
    count = page.evaluate(search)
    names = page.locator("#matches li").all_inner_texts()
    assert len(names) == count
    return names


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kcn tang loong", "Khu công nghiệp Tằng Loỏng"),
        ("tang loong kcn", "Khu công nghiệp Tằng Loỏng"),
        ("KCN Tằng Loỏng", "Khu công nghiệp Tằng Loỏng"),
        ("khu cong nghiep tang loong", "Khu công nghiệp Tằng Loỏng"),
        ("khu công ngh tằng", "Khu công nghiệp Tằng Loỏng"),
        ("tang loong iz", "Khu công nghiệp Tằng Loỏng"),
        ("tang-loong", "Tằng Loỏng"),
        ("Tằng  Loỏng", "Tằng Loỏng"),
        ("td nam cun", "Thủy điện Nậm Củn"),
        ("thuỷ điện nậm củn", "Thủy điện Nậm Củn"),
        ("ccn son man", "Cụm công nghiệp Sơn Mãn"),
        ("Lào Cai phường", "Phường Lào Cai"),
        ("thành phố lào cai", "Phường Lào Cai"),
        ("thị xã sa pa", "Phường Sa Pa"),
    ],
)
def test_a_search_takes_words_in_any_order_and_short_for_long(
    opened: Opened, lao_cai_page: str, query: str, name: str
) -> None:
    page = opened(lao_cai_page)
    page.fill("#query", query)
    expect(page.locator("#matches li").first).to_contain_text(name)


def test_a_search_ranks_beginnings_before_words_before_the_rest(opened: Opened) -> None:
    draft = Draft().set(
        "KCN_A", name_vi="Khu công nghiệp Bến", name_en="Bến Industrial Zone", commune="Xã Núi"
    )
    draft.set("KCN_B", name_vi="Bến KCN phía đông", name_en="East", commune="Xã Núi")
    draft.set("KCN_D", name_vi="Đồi", name_en="Hill", commune="KCN Bến")
    page = opened(page_of(draft))
    assert [line.split("\n")[0] for line in found(page, "KCN bến")] == [
        "Khu công nghiệp Bến",
        "Bến KCN phía đông",
        "Đồi",
    ]
    assert found(page, "kcn bến suối") == []
    expect(page.locator("#search-says")).to_contain_text("Không có nơi nào")


@pytest.mark.parametrize("query", ["601", "qd 601", "QĐ 601", "601/QĐ-UBND", "quyết định 601"])
def test_a_search_knows_a_decision_by_its_number(opened: Opened, lao_cai_page: str, query: str) -> None:
    assert any("Khu công nghiệp Tằng Loỏng" in line for line in found(opened(lao_cai_page), query))


def test_a_number_is_sought_from_its_beginning(opened: Opened) -> None:
    draft = Draft().set("KCN_A", decision="1601/QĐ-UBND").set("KCN_B", decision="6012/QĐ-UBND")
    page = opened(page_of(draft))
    assert len(found(page, "601")) == len(found(page, "6012/QĐ-UBND")) == 1
    assert found(page, "016") == []


def test_the_last_line_of_a_search_lists_all(opened: Opened) -> None:
    draft = Draft()
    for n in range(27):
        draft.add(zone(f"KCN_N{n:02}", square(east=30_000 + 500 * n, side=100), name_vi=f"Suối Bạc {n:02}"))
    page = opened(page_of(draft))
    page.fill("#query", "suoi bac")
    lines_ = page.locator("#matches li")
    expect(lines_).to_have_count(8 + 1)
    expect(lines_.last).to_have_text("Hiện cả 27")
    expect(lines_.last).to_have_attribute("role", "option")
    expect(page.locator("#search-says")).to_have_text("27 kết quả")
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    page.fill("#query", "suoi bac 07")
    expect(page.locator("#search-says")).to_have_text("Results: 1")
    page.evaluate("zoneplan.page.state.set({ lang: 'vi' })")
    page.fill("#query", "suoi bac")
    page.press("#query", "ArrowUp")
    expect(page.locator("#query")).to_have_attribute("aria-activedescendant", "match-8")
    page.press("#query", "Enter")
    expect(lines_).to_have_count(27)
    expect(page.locator("#matches [aria-selected=true]")).to_have_attribute("id", "match-8")
    expect(lines_.nth(8)).to_be_in_viewport()
    chosen = lines_.nth(8).inner_text().split("\n")[0]
    page.press("#query", "Enter")
    expect(page.locator("#card h2")).to_have_text(chosen)


def test_search_turns_on_what_it_needs(opened: Opened, lao_cai_page: str, lao_cai_map: Written) -> None:
    page = opened(lao_cai_page)
    removed = next(i for i in lao_cai_map.column("id") if lao_cai_map.place(i)["states"][-1] == "withdrawn")
    expect(page.locator('[data-layer="withdrawn"]')).not_to_be_checked()
    choose(page, removed)
    expect(page.locator('[data-layer="withdrawn"]')).to_be_checked()
    expect(page.locator("#card h2")).not_to_be_empty()
