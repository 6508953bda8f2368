"""The page in a browser: nothing is wider than the screen, nothing runs, nothing is fetched, short tables show all."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publish.reports.reading import files_of
from zoneplan.plan.plan import Plan

WIDTHS = (1440, 390)
_WIDER = """() => [...document.querySelectorAll('body *')].filter(e => {
  for (let q = e.parentElement; q !== document.body; q = q.parentElement)
    if (getComputedStyle(q).overflowX !== 'visible') return false;
  return e.getBoundingClientRect().right > innerWidth + 1;
}).map(e => e.tagName + ' ' + e.textContent.slice(0, 60))"""
_CUT = """() => [...document.querySelectorAll('.scroll')].filter(e =>
  e.querySelectorAll('tbody tr').length <= 40 && e.scrollHeight > e.clientHeight + 20).length"""


def looked_at(chromium: Browser, page: bytes, width: int, file: Path) -> tuple[list[str], int, list[str]]:
    """Gives what stands beyond the screen, how many short tables are cut, and what the browser complains of."""
    file.write_bytes(page)
    wrong: list[str] = []
    context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True)
    shown = context.new_page()
    shown.on("console", lambda message: wrong.append(message.text))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("dialog", lambda dialog: wrong.append(dialog.message))
    shown.on("request", lambda request: wrong.extend([request.url] * (request.url != file.as_uri())))
    shown.goto(file.as_uri())
    found = list(shown.evaluate(_WIDER)), int(shown.evaluate(_CUT)), wrong
    context.close()
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_lao_cai(chromium: Browser, vi: dict[str, bytes], width: int, tmp_path: Path) -> None:
    assert looked_at(chromium, vi["land_efficiency.html"], width, tmp_path / "x.html") == ([], 0, [])


@pytest.mark.parametrize("width", WIDTHS)
def test_words_without_end(chromium: Browser, hostile: Plan, width: int, tmp_path: Path) -> None:
    page = files_of(hostile)["land_efficiency.html"]
    assert looked_at(chromium, page, width, tmp_path / "x.html") == ([], 0, [])
