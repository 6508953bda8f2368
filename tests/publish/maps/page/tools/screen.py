"""What the tests of the tools share: screens, the ellipsoid, and where a pixel of the map lies."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page
from pyproj import Geod

WIDE, NARROW = (1280, 800), (360, 740)
GEOD = Geod(ellps="WGS84")
Opened = Callable[..., Page]


def lonlat(page: Page, x: float, y: float) -> tuple[float, float]:
    """Gives longitude and latitude of a pixel of the map, as Leaflet tells them."""
    at: Any = page.evaluate(
        "p => { const c = zoneplan.page.map.containerPointToLatLng(p); return [c.lng, c.lat]; }", [x, y]
    )
    return at[0], at[1]


def centre(page: Page) -> tuple[float, float]:
    """Gives longitude and latitude of the middle of the map."""
    at: Any = page.evaluate("() => { const c = zoneplan.page.map.getCenter(); return [c.lng, c.lat]; }")
    return at[0], at[1]


def between(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Gives metres between two points on the ellipsoid."""
    metres: float = GEOD.inv(*one, *two)[2]
    return metres


def vietnamese(value: float, decimals: int) -> str:
    """Gives a number as Vietnam writes it."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def said(page: Page) -> str:
    """Gives what was last announced."""
    text: str = page.evaluate("zoneplan.page.said.at(-1)")
    return text


def until(page: Page, expression: str) -> None:
    """Waits until an expression holds in the page, whose policy keeps Playwright from waiting there."""
    for _ in range(80):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)
