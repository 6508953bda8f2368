"""Maps to look at in a browser without a network: that of the repository and small ones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from map_models import Written, dossier_of
from map_pages import HOSTILE, page_of
from publish.maps.screens import WIDE, Opened
from support import Draft
from zoneplan.plan.plan import Plan
from zoneplan.publish.maps.model import map_model


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page offline; afterwards nothing may have been fetched and nothing complained about."""
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def refuse(route: Route) -> None:
        if route.request.url.startswith("file:") and "/index.html" in route.request.url:
            route.continue_()
        else:
            wrong.append(f"fetched {route.request.url[:200]}")
            route.abort()

    def opener(html: str, size: tuple[int, int] = WIDE, *, at: str = "", **options: Any) -> Page:
        file = tmp_path / "index.html"
        file.write_text(html, encoding="utf-8")
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


@pytest.fixture(scope="session")
def lao_cai_map(lao_cai: Plan) -> Written:
    """The model of the map of Lào Cai."""
    return Written(map_model(dossier_of(lao_cai)))


@pytest.fixture(scope="session")
def lao_cai_page(lao_cai: Plan) -> str:
    """The page of the map of Lào Cai."""
    return page_of(lao_cai)


@pytest.fixture
def hostile() -> Draft:
    """A small plan whose names try to break out of every place they are put."""
    draft = Draft()
    for zone_id in ("KCN_A", "KCN_B"):
        draft.set(zone_id, name_vi=HOSTILE, name_en=HOSTILE, note=HOSTILE, decision=HOSTILE, commune=HOSTILE)
    draft.config["plan"]["name_vi"] = HOSTILE
    draft.config["plan"]["name_en"] = HOSTILE
    draft.sources[0][1] = HOSTILE
    return draft.row("KCN_A", "projects", 3, note=HOSTILE)
