"""Opens the page of the tools in Chromium without a network."""

from typing import Any

import pytest
from playwright.sync_api import Page

from publish.maps import screens
from publish.maps.page.tools.harness import page_of
from publish.maps.page.tools.screen import WIDE, Opened


@pytest.fixture
def opened(opened: screens.Opened) -> Opened:
    """Opens the page offline; afterwards nothing may have been fetched and nothing complained about."""

    def opener(
        size: tuple[int, int] = WIDE, *, at: str = "", model: dict[str, Any] | None = None, **options: Any
    ) -> Page:
        return opened(page_of(**(model or {})), size, at=at, **options)

    return opener
