"""Takes the picture of the map that the README shows: `make screenshot`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SIZE = {"width": 1440, "height": 900}


def main() -> None:
    """Opens the built map without a network and writes docs/map.png."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    page_path = ROOT / "maps" / "index.html"
    if browser_path is None or not page_path.is_file():
        sys.exit("It needs Chromium (apt-get install chromium) and the map (make build).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        context = browser.new_context(viewport=SIZE, offline=True)
        page = context.new_page()
        page.goto(page_path.as_uri())
        page.wait_for_timeout(1500)
        page.screenshot(path=ROOT / "docs" / "map.png")
        browser.close()


if __name__ == "__main__":
    main()
