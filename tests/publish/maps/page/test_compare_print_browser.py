"""A comparison on paper: both drawings in the frame with a bar between them, both named, counted and dated."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from map_models import dossier_of
from map_pages import page_of, page_of_dossiers
from publish.maps.screens import Opened
from support import Draft

pytestmark = pytest.mark.browser

OURS, THEIRS = "Quy hoạch đã duyệt", "Phương án điều chỉnh"
PLACED = """() => ["#second", ".map:not(#second)", ".sheet-frame"].map((one) => { const r = document.querySelector(one).getBoundingClientRect(); return [r.left, r.top, r.width, r.height].map(Math.round); })"""
UNDER = """() => { const { map, compared } = zoneplan.page; return map.containerPointToLatLng([compared.divider.at * map.getSize().x, map.getSize().y / 2]).lng; }"""
AS_IT_IS = """() => { const { map, compared, state } = zoneplan.page;
  return [map.getCenter().lat, map.getCenter().lng, map.getZoom(), compared.map.getZoom(), map.options.zoomSnap, compared.map.options.zoomSnap, compared.divider.at,
    compared.map.getSize().x, state.get("compare"), document.querySelector("#second").className, document.title, document.body.className]; }"""
NAMES = """() => { const line = document.querySelector(".sheet-divider").getBoundingClientRect();
  return [...document.querySelectorAll(".place-label")].filter((n) => n.style.visibility === "visible")
    .map((n) => [Boolean(n.closest("#second")), n.getBoundingClientRect().left - line.left, n.getBoundingClientRect().right - line.right]); }"""


@pytest.fixture(scope="module")
def two_plans() -> str:
    """A plan with another to its left, of a later date, that lacks a zone."""
    ours, theirs = Draft(), Draft()
    ours.config["plan"]["name_vi"] = OURS
    theirs.config["plan"].update(name_vi=THEIRS, as_of="2026-06-30")
    theirs.layers["zones"] = [one for one in theirs.layers["zones"] if one.props["id"] != "KCN_D"]
    theirs.drop("KCN_D")
    return page_of_dossiers(dossier_of(ours.plan()), dossier_of(theirs.plan()))


def prepare(page: Page, **choices: str) -> None:
    """Fills the dialog in and prints, up to where the browser's own dialog would open."""
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes'; }; }")
    page.locator("#tool-print").click()
    for key, value in choices.items():
        page.select_option(f"#print-{key}", value)
    page.click("#print-go")
    page.wait_for_selector("body[data-printed=yes]")


def words(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().split())


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_both_plans_are_printed_with_a_bar_between_them(
    opened: Opened, two_plans: str, orientation: str
) -> None:
    page = opened(two_plans)
    ground = page.evaluate(UNDER)
    prepare(page, orientation=orientation)
    second, first, frame = page.evaluate(PLACED)
    assert second == first
    assert first == pytest.approx(frame, abs=2)
    same = page.evaluate(
        "() => { const { map, compared } = zoneplan.page; return [map.getZoom() - compared.map.getZoom(), map.getCenter().distanceTo(compared.map.getCenter())]; }"
    )
    assert same == pytest.approx([0, 0], abs=1e-3)
    assert page.evaluate(UNDER) == pytest.approx(ground, abs=1e-4)
    line = page.evaluate(
        "() => { const [line, map] = ['.sheet-divider', '#second'].map((one) => document.querySelector(one).getBoundingClientRect()); return (line.left + line.right) / 2 - map.left - zoneplan.page.compared.divider.x; }"
    )
    assert abs(line) < 2
    assert words(page, ".sheet-head h1") == f"{THEIRS} ↔ {OURS}"
    assert words(page, ".sheet-side.left") == f"{THEIRS} · 2030"
    assert words(page, ".sheet-side.right") == f"{OURS} · 2030"
    facts = words(page, ".sheet-facts")
    assert f"{THEIRS}: số liệu đến 30/06/2026." in facts
    assert f"{OURS}: số liệu đến" in facts
    names = page.evaluate(NAMES)
    assert {second for second, _, _ in names} == {True, False}
    assert all(right <= 1 if second else left >= -1 for second, left, right in names)


def test_the_printed_legend_counts_both(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    prepare(page, paper="a3")
    sides = page.locator(".sheet-legend .legend-sides dd")
    assert sides.all_inner_texts() == [f"{THEIRS}, 2030", f"{OURS}, 2030"]
    planned = page.locator(".sheet-legend .legend-row", has_text="Khu, cụm theo quy hoạch")
    assert planned.locator(".count").all_inner_texts() == ["0", "1"]
    expect(page.locator(".sheet-legend .unseen")).to_have_count(0)


def test_afterwards_the_comparison_is_as_it_was(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    page.locator("#bar").press("PageUp")
    before = page.evaluate(AS_IT_IS)
    prepare(page, scale="50000")
    assert page.evaluate(AS_IT_IS) != before
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_have_count(0)
    assert page.evaluate(AS_IT_IS) == pytest.approx(before)
    expect(page.locator("#bar")).to_be_visible()
    expect(page.locator(".side.left")).to_be_visible()


def test_one_side_may_be_printed_alone_and_the_dialog_says_which(opened: Opened, two_plans: str) -> None:
    page = opened(two_plans)
    page.locator("#tool-print").click()
    choices = page.locator("#print-sides option").all_inner_texts()
    assert choices == ["In cả hai bên, có vạch chia", f"Chỉ in bên phải: {OURS}, 2030"]
    expect(page.locator("#print-title")).to_have_value(f"{THEIRS} ↔ {OURS}")
    page.select_option("#print-sides", "right")
    expect(page.locator("#print-title")).to_have_value(OURS)
    page.fill("#print-title", "Tên riêng")
    page.select_option("#print-sides", "both")
    expect(page.locator("#print-title")).to_have_value("Tên riêng")
    page.keyboard.press("Escape")
    prepare(page, sides="right")
    assert words(page, ".sheet-head h1") == "Tên riêng"
    expect(page.locator("#second, .sheet-divider, .sheet-side, .sheet-legend .legend-sides")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#second")).to_have_count(1)


def test_without_a_comparison_nothing_is_asked_about_sides(opened: Opened) -> None:
    page = opened(page_of(Draft()))
    page.locator("#tool-print").click()
    expect(page.locator("#print-paper")).to_be_visible()
    expect(page.locator("#print-sides")).to_have_count(0)


def test_the_plain_command_prints_two_times_on_one_page(opened: Opened, tmp_path: Path) -> None:
    if not (shutil.which("pdfinfo") and shutil.which("pdftotext")):
        pytest.skip("pdfinfo and pdftotext are missing: apt-get install poppler-utils")
    page = opened(page_of(Draft()))
    page.select_option("#compare-with", "0")
    before = page.evaluate(AS_IT_IS)
    file = tmp_path / "sheet.pdf"
    file.write_bytes(page.pdf(prefer_css_page_size=True, print_background=True))
    told = subprocess.run(["pdfinfo", str(file)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\b", told)
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    text = " ".join(text.split())
    assert "Quy hoạch thử: 2020 ↔ 2030" in text
    assert "Thời điểm: 2020 ↔ 2030 · Chủ đề: Tình trạng" in text
    assert page.evaluate(AS_IT_IS) == pytest.approx(before)
    expect(page.locator("#sheet")).to_have_count(0)
