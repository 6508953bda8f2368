"""Opens the page of the tools in Chromium without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from publish.maps.page.tools.harness import page_of
from publish.maps.page.tools.screen import WIDE, Opened


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens the page offline; afterwards nothing may have been fetched and nothing complained about."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def refuse(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            wrong.append(f"fetched {route.request.url[:200]}")
            route.abort()

    def opener(
        size: tuple[int, int] = WIDE, *, at: str = "", model: dict[str, Any] | None = None, **options: Any
    ) -> Page:
        file = tmp_path / "index.html"
        file.write_text(page_of(**(model or {})), encoding="utf-8")
        viewport: Any = {"width": size[0], "height": size[1]}
        context = chromium.new_context(viewport=viewport, offline=True, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.route("**/*", refuse)
        page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: wrong.append(f"error: {e}"))
        page.goto(file.as_uri() + at)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert wrong == []
