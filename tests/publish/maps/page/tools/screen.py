"""What the tests of the tools share: screens, the ellipsoid, and where a pixel of the map lies."""

from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import Page
from pyproj import Geod

WIDE, NARROW = (1280, 800), (360, 740)
GEOD = Geod(ellps="WGS84")
Opened = Callable[..., Page]
Point = tuple[float, float]


def lonlat(page: Page, x: float, y: float) -> Point:
    """Gives longitude and latitude of a pixel of the map, as Leaflet tells them."""
    at: Any = page.evaluate(
        "p => { const c = zoneplan.page.map.containerPointToLatLng(p); return [c.lng, c.lat]; }", [x, y]
    )
    return at[0], at[1]


def centre(page: Page) -> Point:
    """Gives longitude and latitude of the middle of the map."""
    at: Any = page.evaluate("() => { const c = zoneplan.page.map.getCenter(); return [c.lng, c.lat]; }")
    return at[0], at[1]


def between(one: Point, two: Point) -> float:
    """Gives metres between two points on the ellipsoid."""
    metres: float = GEOD.inv(*one, *two)[2]
    return metres


def area_and_perimeter(ring: Sequence[Point]) -> Point:
    """Gives m² and m of a polygon on the ellipsoid, the area negative where it goes round clockwise."""
    area, perimeter = GEOD.polygon_area_perimeter([lon for lon, _ in ring], [lat for _, lat in ring])
    return float(area), float(perimeter)


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
