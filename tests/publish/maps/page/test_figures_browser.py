"""Figures in the word at a place and in files, and sources as links, in a browser without a network."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from map_models import Written
from map_pages import page_of
from publish.maps.screens import Opened
from support import Draft

pytestmark = pytest.mark.browser

CHOOSE = "id => { const { page } = zoneplan, place = page.find(id); page.choose(place, { scene: page.scene, at: place.at, others: [] }); }"
FILE = "id => zoneplan.geojson(zoneplan.page, id, '', [zoneplan.page.find(id)]).features[0].properties"
SLOW = """id => { const { card } = zoneplan.page, read = Object.getPrototypeOf(card).figures;
  const late = new Promise((done) => { window.late = done; });
  card.figures = async (place) => { if (place.id === id) { await late; } return read.call(card, place); }; }"""
"""The figures of a place are only read after ``late()``."""
MIDDLE = "id => { const { page } = zoneplan; page.map.setView(page.find(id).at, 12, { animate: false }); }"
AT = """id => { const { page } = zoneplan, { x, y } = page.map.latLngToContainerPoint(page.find(id).at), box = page.map.getContainer().getBoundingClientRect();
  return [box.left + x, box.top + y]; }"""
ZONE = "KCN_TANG_LOONG"


def test_the_word_at_a_place_tells_its_first_figures(opened: Opened, lao_cai_page: str) -> None:
    page: Page = opened(lao_cai_page)
    page.evaluate(CHOOSE, ZONE)
    rows = page.locator(".leaflet-popup .figures li")
    expect(rows.first).to_contain_text("1.100,00 ha")
    assert 2 <= rows.count() <= 3
    page.evaluate("zoneplan.page.state.set({ lang: 'en' })")
    expect(rows.first).to_contain_text("1,100.00 ha")


def test_the_hint_at_the_pointer_is_silent_where_the_word_stands(opened: Opened, lao_cai_page: str) -> None:
    page: Page = opened(lao_cai_page)
    hint = page.locator(".tip")
    page.evaluate(MIDDLE, ZONE)
    x, y = page.evaluate(AT, ZONE)
    page.mouse.move(x, y)
    expect(hint).to_contain_text("Tằng Loỏng")
    page.mouse.click(x, y)
    expect(page.locator(".leaflet-popup")).to_contain_text("Tằng Loỏng")
    page.mouse.move(x + 2, y + 2)
    expect(hint).to_have_count(0)
    page.evaluate("zoneplan.page.choose(null)")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    page.mouse.move(5, 300)
    page.mouse.move(x, y)
    expect(hint).to_contain_text("Tằng Loỏng")


def test_figures_that_come_late_are_not_told_at_another_place(opened: Opened, lao_cai_page: str) -> None:
    page: Page = opened(lao_cai_page)
    page.evaluate(SLOW, ZONE)
    page.evaluate(CHOOSE, ZONE)
    page.evaluate(CHOOSE, "KCN_DONG_PHO_MOI")
    word = page.locator(".leaflet-popup")
    expect(word).to_have_count(1)  # the one before fades out
    expect(word.locator(".figures li").first).to_be_visible()
    told = word.inner_text()
    assert "Đông Phố Mới" in told
    page.evaluate("async () => { window.late(); await new Promise((done) => setTimeout(done, 50)); }")
    assert word.inner_text() == told
    page.evaluate(SLOW, ZONE)
    page.evaluate(CHOOSE, ZONE)
    expect(word).to_have_count(1)
    expect(word).to_contain_text("Tằng Loỏng")
    page.evaluate("zoneplan.page.choose(null)")
    page.evaluate("async () => { window.late(); await new Promise((done) => setTimeout(done, 50)); }")
    expect(word).to_have_count(0)


def test_files_carry_states_values_and_titles(
    opened: Opened, lao_cai_page: str, lao_cai_map: Written
) -> None:
    told: dict[str, Any] = opened(lao_cai_page).evaluate(FILE, ZONE)
    place, theme = lao_cai_map.place(ZONE), lao_cai_map.theme("occupancy")
    names = ("state_2020", "state_today", "state_2030", "state_after_2030")
    assert [told[name] for name in names] == place["states"]
    values = dict(zip(theme["places"], theme["values"], strict=True))
    assert told["occupancy_pct"] == values.get(place["number"])
    titles = [lao_cai_map.json["titles"][key] for key in told["source"].split(";")]
    said = [title if isinstance(title, str) else title[0] for title in titles]
    assert told["source_titles"] == "; ".join(said)
    json.dumps(told, allow_nan=False)


@pytest.mark.parametrize(("url", "count"), [("https://example.org/a", 1), ("javascript:window.hacked=1", 0)])
def test_a_source_on_the_web_is_a_link(opened: Opened, url: str, count: int) -> None:
    draft = Draft().set("KCN_A", source="S1")
    draft.sources[0][4] = url
    page = opened(page_of(draft), at="#place=KCN_A")
    page.locator("#card .sources summary").click()
    expect(page.locator("#card .sources li")).to_have_text("Báo cáo, Sở, 2025")
    links = page.locator(f'#card .sources a[href="{url}"][target=_blank][rel="noopener noreferrer"]')
    expect(links).to_have_count(count)
    assert page.locator("#card .sources a").count() == count
