"""Takes the pictures of the map that the README and docs/map.md show: `make screenshot`."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DESK, PHONE = (1440, 900), (390, 844)
OPEN_CARD = "zoneplan.page.goTo(zoneplan.page.book.find('KCN_TANG_LOONG'))"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name in docs/, the size of the screen, and what is done before it is taken."""

    name: str
    size: tuple[int, int]
    script: str = ""


PICTURES = (
    Picture("map", DESK),
    Picture("map-card", DESK, OPEN_CARD),
    Picture("map-en", DESK, "zoneplan.page.state.set({ lang: 'en', theme: 'occupancy', horizon: 1 })"),
    Picture("map-phone", PHONE),
    Picture("map-phone-card", PHONE, OPEN_CARD),
)


def main() -> None:
    """Opens the built map without a network and writes the pictures."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    page_path = ROOT / "maps" / "index.html"
    if browser_path is None or not page_path.is_file():
        sys.exit("It needs Chromium (apt-get install chromium) and the map (make build).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, page_path, picture)
        browser.close()


def take(browser: Browser, page_path: Path, picture: Picture) -> None:
    """Writes one picture."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(page_path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    if picture.script:
        page.evaluate(picture.script)
    page.wait_for_timeout(1000)
    page.screenshot(path=ROOT / "docs" / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()
