"""The printed sheet: its size on paper, what stands on it, its scale, and that the page is as it was afterwards."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from publish.maps.page.tools.harness import HOSTILE
from publish.maps.page.tools.screen import NARROW, Opened, between, centre, lonlat, until

pytestmark = pytest.mark.browser

MM = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
POINT_MM = 25.4 / 72
PX_PER_MM = 96 / 25.4
STUB = "() => { window.print = () => { window.printed = { loading: zoneplan.page.tiles.isLoading(), drawn: zoneplan.page.drawn }; }; }"
AS_IT_IS = """() => { const { map } = zoneplan.page, c = map.getCenter(), box = map.getContainer();
return [c.lat, c.lng, map.getZoom(), map.options.zoomSnap, map.getSize().x, map.getSize().y, document.title, document.body.className,
  document.documentElement.className, box.className, document.body.getAttribute("style"), document.querySelector("#panel-body").scrollTop,
  document.body.children.length, document.activeElement.id]; }"""


@pytest.fixture
def poppler() -> None:
    """Skips where PDF files cannot be read."""
    if not (shutil.which("pdfinfo") and shutil.which("pdftotext")):
        pytest.skip("pdfinfo and pdftotext are missing: apt-get install poppler-utils")


def run(*command: str) -> str:
    """Gives what a command says."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pdf(page: Page, folder: Path) -> tuple[int, tuple[float, float], str]:
    """Prints the page; gives pages, size of the first in mm, and text."""
    file = folder / "sheet.pdf"
    file.write_bytes(page.pdf(prefer_css_page_size=True, print_background=True))
    told = run("pdfinfo", str(file))
    found: Any = re.search(r"Pages:\s+(\d+).*Page size:\s+([\d.]+) x ([\d.]+) pts", told, re.DOTALL)
    size = (float(found[2]) * POINT_MM, float(found[3]) * POINT_MM)
    return int(found[1]), size, run("pdftotext", "-layout", str(file), "-")


def prepare(page: Page, **choices: str) -> None:
    """Fills the dialog in and prints, up to where the browser's own dialog would open."""
    page.evaluate(STUB)
    page.locator("#tool-print").click()
    for key, value in choices.items():
        field = page.locator(f"#print-{key}")
        if key in ("title", "note"):
            field.fill(value)
        else:
            field.select_option(value)
    page.locator("#print-go").click()
    until(page, "window.printed !== undefined")


@pytest.mark.parametrize(
    ("paper", "orientation"),
    [("a4", "landscape"), ("a4", "portrait"), ("a3", "landscape"), ("a3", "portrait")],
)
def test_the_page_becomes_exactly_the_paper(
    opened: Opened, poppler: None, tmp_path: Path, paper: str, orientation: str
) -> None:
    page = opened()
    prepare(page, paper=paper, orientation=orientation, title="Bản đồ họp dân", note="Ghi chú của cuộc họp")
    pages, size, text = pdf(page, tmp_path)
    assert pages == 1
    assert size == pytest.approx(MM[paper] if orientation == "portrait" else MM[paper][::-1], abs=0.3)
    words = " ".join(text.split())
    for part in (
        "Bản đồ họp dân",
        "Ghi chú của cuộc họp",
        "Thời điểm: năm 2030 · Chủ đề: Tình trạng",
        "KCN hiện có",
        "Lưới VN-2000 · 104°45′",
        "Số liệu đến 22/11/2026",
        "Nguồn của từng số liệu",
        "Lập bằng zoneplan",
        "1:",
    ):
        assert part in words
    assert "nút" not in words
    assert "con trỏ" not in words


@pytest.mark.parametrize("scale", [25_000, 100_000])
def test_a_chosen_scale_holds_on_paper(opened: Opened, scale: int) -> None:
    page = opened()
    before = centre(page)
    prepare(page, scale=str(scale), paper="a3")
    wide, high = page.evaluate("() => { const size = zoneplan.page.map.getSize(); return [size.x, size.y]; }")
    metres = between(lonlat(page, wide / 2 - 100, high / 2), lonlat(page, wide / 2 + 100, high / 2))
    assert metres * 1000 / (200 / PX_PER_MM) == pytest.approx(scale, rel=3e-4)
    assert centre(page) == pytest.approx(before, abs=0.01)
    expect(page.locator(".sheet-scale b")).to_have_text(f"1:{scale:,}".replace(",", "."))
    bar = page.evaluate("document.querySelector('.sheet-bar-line').getBoundingClientRect().width") / PX_PER_MM
    number, unit = page.locator(".sheet-bar span").first.inner_text().split(" ")
    told = float(number.replace(".", "")) * {"m": 1, "km": 1000}[unit]
    assert bar * scale / 1000 == pytest.approx(told, rel=3e-3)
    assert 15 < bar <= 38


def test_what_was_seen_fits_into_the_frame_and_is_drawn(opened: Opened) -> None:
    page = opened()
    corners = lonlat(page, 0, 800), lonlat(page, 1280, 0)
    tiles = page.evaluate("zoneplan.page.drawn")
    prepare(page)
    printed = page.evaluate("window.printed")
    assert printed["loading"] is False
    assert printed["drawn"] > tiles
    wide, high = page.evaluate("() => { const size = zoneplan.page.map.getSize(); return [size.x, size.y]; }")
    (west, south), (east, north) = lonlat(page, 0, high), lonlat(page, wide, 0)
    pixel = (east - west) / wide
    assert west <= corners[0][0] + pixel
    assert south <= corners[0][1] + pixel
    assert east >= corners[1][0] - pixel
    assert north >= corners[1][1] - pixel
    assert east - west < 1.7 * (corners[1][0] - corners[0][0])
    assert wide == pytest.approx((297 - 16 - 64 - 3) * PX_PER_MM, abs=1)
    box = page.locator("#map").bounding_box()
    frame = page.locator(".sheet-frame").bounding_box()
    assert box is not None
    assert frame is not None
    assert [box[key] for key in ("x", "y", "width", "height")] == pytest.approx(
        [frame[key] for key in ("x", "y", "width", "height")], abs=1.5
    )


def test_afterwards_all_is_as_it_was(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    page.evaluate(
        "() => { const b = document.querySelector('#panel-body'); b.style.height = '30px'; b.append(zoneplan.el('div', {}, 'x '.repeat(2000))); b.scrollTop = 77; }"
    )
    page.locator("#tool-print").focus()
    before = page.evaluate(AS_IT_IS)
    assert before[11] == 77
    prepare(page, paper="a3", scale="50000", title="Khác")
    during = page.evaluate(AS_IT_IS)
    assert during[6] == "Khác"
    assert during[4] != before[4]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    until(page, "document.querySelector('#sheet') === null")
    assert page.evaluate(AS_IT_IS) == before
    expect(page.locator("#panel")).to_be_visible()


def test_escape_or_the_button_lead_back(opened: Opened) -> None:
    page = opened()
    page.evaluate("zoneplan.page.state.set({ tool: 'distance' })")
    for key in ("Escape", "Enter"):
        prepare(page)
        expect(page.locator("#sheet")).to_be_visible()
        expect(page.locator("#panel")).to_be_hidden()
        page.locator("#print-back").press(key)
        expect(page.locator("#sheet")).to_have_count(0)
        expect(page.locator("#panel")).to_be_visible()
        assert page.evaluate("zoneplan.page.state.get('tool')") == "distance"
        page.evaluate("delete window.printed")


def test_the_plain_print_command_gives_a_sheet_too(opened: Opened, poppler: None, tmp_path: Path) -> None:
    page = opened()
    before = page.evaluate(AS_IT_IS)
    pages, size, text = pdf(page, tmp_path)
    assert pages == 1
    assert size == pytest.approx((297, 210), abs=0.2)
    words = " ".join(text.split())
    assert "Quy hoạch thử" in words
    assert "KCN hiện có" in words
    assert "Số liệu đến 22/11/2026" in words
    assert "nút" not in words
    assert page.evaluate(AS_IT_IS) == before
    assert page.locator("#sheet").count() == 0


def test_what_is_painted_for_the_plain_command_covers_nothing(
    opened: Opened, poppler: None, tmp_path: Path
) -> None:
    page = opened()
    page.evaluate("() => { zoneplan.page.map.getContainer().style.background = '#123456'; }")
    pdf(page, tmp_path)
    run("pdftoppm", "-r", "25.4", "-singlefile", str(tmp_path / "sheet.pdf"), str(tmp_path / "sheet"))
    head, size, _, pixels = (tmp_path / "sheet.ppm").read_bytes().split(b"\n", 3)
    wide, high = (int(part) for part in size.split())
    assert head == b"P6"
    assert (wide, high) == pytest.approx((297, 210), abs=1)
    seen = np.frombuffer(pixels, dtype=np.uint8).reshape(high, wide, 3)
    # a pixel is a millimetre: the ground of the map in its frame, white beside it
    assert seen[150, 60].tolist() == [0x12, 0x34, 0x56]
    assert seen[4, 4].tolist() == [255, 255, 255]


def test_a_phone_prints_upright(opened: Opened, poppler: None, tmp_path: Path) -> None:
    page = opened(NARROW, has_touch=True, is_mobile=True)
    pages, size, _ = pdf(page, tmp_path)
    assert pages == 1
    assert size == pytest.approx((210, 297), abs=0.2)


def test_only_scales_that_the_map_can_take_are_offered(opened: Opened) -> None:
    page = opened()
    page.evaluate("() => { zoneplan.page.map.setMaxZoom(13); }")
    page.locator("#tool-print").click()
    offered = page.locator("#print-scale option").all_inner_texts()
    # at zoom 13 and 22.3 degrees a pixel is 17.7 m wide: 1:66,900 on paper
    assert offered[:2] == ["Vừa khung đang xem", "1:100.000"]


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_long_legend_is_set_smaller_until_it_fits(opened: Opened, orientation: str) -> None:
    page = opened()
    page.evaluate(
        "() => zoneplan.byId('legend').append(...Array.from({ length: 22 }, (_, i) => zoneplan.el('div', { class: 'legend-row' }, zoneplan.el('span', { class: 'name' }, `Khu công nghiệp theo quy hoạch ${i}`))))"
    )
    prepare(page, orientation=orientation)
    frame = page.locator(".sheet-legend").bounding_box()
    last = page.locator(".sheet-legend .legend-row").last.bounding_box()
    assert frame is not None
    assert last is not None
    assert last["y"] + last["height"] <= frame["y"] + frame["height"] + 1
    assert last["x"] + last["width"] <= frame["x"] + frame["width"] + 1


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_legend_too_long_for_its_column_has_a_page_of_its_own(
    opened: Opened, poppler: None, tmp_path: Path, orientation: str
) -> None:
    page = opened()
    page.evaluate(
        "() => zoneplan.byId('legend').append(...Array.from({ length: 80 }, (_, i) => zoneplan.el('div', { class: 'legend-row' }, zoneplan.el('span', { class: 'name' }, `Dòng số ${i}.`))))"
    )
    prepare(page, orientation=orientation)
    pages, _, text = pdf(page, tmp_path)
    assert pages == 2
    first, second = text.split("\f")[:2]
    assert "Xem trang sau." in first
    assert "Dòng số" not in first
    assert all(f"Dòng số {i}." in second for i in range(80))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet-over").count() == 0


def test_title_and_note_are_only_text(opened: Opened) -> None:
    page = opened()
    prepare(page, title=HOSTILE, note=HOSTILE)
    assert page.locator(".sheet-head h1").inner_text() == HOSTILE
    assert page.evaluate("window.hacked === undefined")
    assert page.locator("#sheet img").count() == 0


def test_canvases_are_painted_for_paper_and_then_for_the_screen(opened: Opened) -> None:
    page = opened()
    prepare(page)
    assert page.evaluate("zoneplan.page.painted") == [3, "now"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("zoneplan.page.painted") == [3, "now", None, "now"]


def test_a_comparison_is_put_aside_while_printing(opened: Opened) -> None:
    page = opened()
    page.evaluate("zoneplan.page.state.set({ compare: '0' })")
    prepare(page)
    assert page.evaluate("zoneplan.page.state.get('compare')") is None
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("zoneplan.page.state.get('compare')") == "0"
