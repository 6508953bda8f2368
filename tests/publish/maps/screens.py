"""Sizes of screens, and what a test opens a page with."""

from typing import Any, Protocol

from playwright.sync_api import Page

WIDE, NARROW, SMALL = (1440, 900), (390, 844), (360, 640)


class Opened(Protocol):
    """Opens a page in a browser without a network."""

    def __call__(self, html: str, size: tuple[int, int] = WIDE, *, at: str = "", **options: Any) -> Page:
        """Gives the page, ready."""
