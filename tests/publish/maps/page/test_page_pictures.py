"""The legend and one view of the map look as they were approved, letters aside, which differ from machine to machine.

The approved pictures stand beside this file. Where a change of the look is meant, run the tests once with
``ZONEPLAN_APPROVE=1``, look at the new pictures, and commit them.
"""

import os
import warnings
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile

from publish.maps.screens import Opened

pytestmark = pytest.mark.browser

APPROVED = Path(__file__).parent / "approved"
CLOSE = 40
"""By how much of 255 a pixel may differ, as browsers smooth edges in their own ways."""
FEW = 0.004
"""Which part of all pixels may differ by more."""
NO_LETTERS = """() => { const sheet = document.styleSheets[document.styleSheets.length - 1];
  [...document.querySelectorAll("#legend details")].forEach((fold) => { fold.open = true; });
  ["* { color: transparent !important; text-shadow: none !important; }", ".place-label, .label-leader, .grid-names, #legend :is(.name, .count, .note, .more, summary, .legend-theme), .leaflet-control-attribution { display: none !important; }",
   "#legend .legend-row { display: block !important; height: 24px; border: 0 !important; padding: 0 !important; }", "#legend .legend-parts { position: relative; top: -18px; left: 26px; margin: 0 !important; gap: 0 1px !important; }",
   "#legend .legend-part { font-size: 0 !important; }", "#legend .how-to-read > p { display: block !important; height: 24px; margin: 0 !important; font-size: 0 !important; line-height: 0 !important; }",
   "#legend { width: 64px; }"].forEach((rule) => sheet.insertRule(rule, sheet.cssRules.length)); }"""
ALONE = """() => { const sheet = document.styleSheets[document.styleSheets.length - 1];
  sheet.insertRule("#panel, #card, #timeline, #position, #corner, #zoom { display: none !important; }", sheet.cssRules.length); }"""


def pixels(png: bytes) -> NDArray[np.int16]:
    """Gives the colours of a picture, shape ``(3, height, width)``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with MemoryFile(png) as memory, memory.open() as picture:
            found: NDArray[np.int16] = picture.read([1, 2, 3]).astype(np.int16)
            return found


def differing(png: bytes, other: bytes) -> float:
    """Gives the part of the pixels that differ; all of them where the sizes differ."""
    one, two = pixels(png), pixels(other)
    if one.shape != two.shape:
        return 1.0
    return float((np.abs(one - two).max(axis=0) > CLOSE).mean())


def check(shown: Locator | Page, name: str) -> None:
    """Compares what is shown with the approved picture, or approves it where that is asked for."""
    png, file = shown.screenshot(), APPROVED / f"{name}.png"
    if os.environ.get("ZONEPLAN_APPROVE"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(png)
    assert differing(png, file.read_bytes()) < FEW


@pytest.mark.parametrize("theme", ["status", "occupancy", "position", "density"])
def test_the_legend(opened: Opened, lao_cai_page: str, theme: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate("theme => zoneplan.page.state.set({ theme })", theme)
    page.evaluate(NO_LETTERS)
    check(page.locator("#legend"), f"legend-{theme}")


def test_one_view_of_the_map(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page, (900, 700))
    page.evaluate(NO_LETTERS)
    page.evaluate(ALONE)
    page.evaluate("() => { zoneplan.page.map.setView([22.33, 104.1], 11, { animate: false }); }")
    page.wait_for_timeout(300)
    check(page, "map-lao-cai")


def test_another_colour_is_noticed(opened: Opened, lao_cai_page: str) -> None:
    page = opened(lao_cai_page)
    page.evaluate(NO_LETTERS)
    page.evaluate(
        """() => document.querySelector("#legend .symbol").querySelectorAll("[stroke]").forEach((line) => {
          line.setAttribute("stroke", "#00aa00"); line.parentElement.firstElementChild.setAttribute("fill", "#00aa00"); })"""
    )
    assert (
        differing(page.locator("#legend").screenshot(), (APPROVED / "legend-status.png").read_bytes()) >= FEW
    )
