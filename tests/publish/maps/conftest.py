"""Maps to look at in a browser without a network: that of the repository and small ones."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from map_models import Written, dossier_of
from map_pages import HOSTILE, page_of
from publish.maps.offline import Pages, Watched
from publish.maps.screens import WIDE, Opened
from support import Draft
from zoneplan.plan.plan import Plan
from zoneplan.publish.maps.model import map_model


@pytest.fixture(scope="session")
def pages(chromium: Browser) -> Iterator[Pages]:
    """Pages without a network for all tests of a process."""
    made = Pages(chromium)
    yield made
    made.close()


@pytest.fixture
def opened(pages: Pages, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page offline; afterwards nothing may have been fetched and nothing complained about."""
    used: list[Watched] = []

    def opener(html: str, size: tuple[int, int] = WIDE, *, at: str = "", **options: Any) -> Page:
        file = tmp_path / f"index{len(used) or ''}.html"
        file.write_text(html, encoding="utf-8")
        used.append(pages.take(size, options))
        return used[-1].open(file, at)

    yield opener
    wrong = [told for one in used for told in pages.give_back(one)]
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
