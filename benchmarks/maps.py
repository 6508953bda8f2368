"""How large maps are, how long they take to make, to show and to zoom, and what memory a browser needs for them.

Run from the repository: ``.venv/bin/python benchmarks/maps.py [--polygons N ...] [--runs R]``. It makes the map of Lào
Cai and of plans with one large land-use layer, opens each in headless Chromium without a network, and does the same
with plain ``folium.GeoJson`` and ``geopandas.explore`` on the same shapes. Everything is printed, with ratios.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import shapely
from playwright.sync_api import Browser, Page, Playwright, Route, ViewportSize, sync_playwright
from topology import ROWS, large_plan, say

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from map_models import dossier_of
from meshes import mesh
from zoneplan.io.load import load
from zoneplan.io.packaged import leaflet
from zoneplan.kernels.shapes import Shapes
from zoneplan.plan.plan import Plan
from zoneplan.publish.dossier import Dossier
from zoneplan.publish.maps import artefacts

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SCREEN: ViewportSize = {"width": 1440, "height": 900}
PATIENCE_MS = 1_200_000
MB = 1e6
LEVELS = 2
"""How many levels the zoom is timed over."""
NEEDED = ("matplotlib", "mapclassify")
"""What ``geopandas.explore`` needs beside Folium."""

PAINTED = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
)
OUR_VIEW = """(layers) => new Promise((done) => {
  const { page } = zoneplan, { areas } = page.scene, told = () => requestAnimationFrame(() => done(performance.now()));
  const [west, south, east, north] = page.model.extent;
  if (layers) { page.state.set({ layers: new Set(layers) }); page.map.fitBounds([[south, west], [north, east]], { animate: false }); }
  if (areas.isLoading()) { areas.once("load", told); } else { told(); } })"""
OUR_ZOOM = """(levels) => new Promise((done) => { const { map, scene } = zoneplan.page, begun = performance.now();
  scene.areas.once("load", () => requestAnimationFrame(() => done(performance.now() - begun)));
  map.setZoom(map.getZoom() + levels); })"""
THEIR_ZOOM = """(levels) => new Promise((done) => { const begun = performance.now();
  const map = Object.values(window).find((value) => value instanceof L.Map);
  map.once("zoomend", () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun))));
  map.setZoom(map.getZoom() + levels); })"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a page costs: bytes, seconds to make it, and what it takes to look at it."""

    size: float
    made: float
    seen: "Seen"


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds to the first view and for a zoom, with those that the browser's processes were busy, and bytes of memory."""

    first: float
    first_busy: float
    zoom: float
    zoom_busy: float
    memory: float


@dataclass(frozen=True, slots=True)
class Way:
    """A way to make a map: what makes the page, what shows all of it and times that, what zooms and times that."""

    name: str
    make: Callable[[], bytes]
    view: Callable[[Page], float]
    zoom: str


def page_bytes(dossier: Dossier) -> bytes:
    """Gives the map of a plan; what was measured in it stands in the dossier already, as it does for the reports."""
    (artefact,) = artefacts(dossier)
    return artefact.make()


def ours(plan: Plan, shown: list[str] | None = None) -> Way:
    """Gives our map of a plan; the first view is that of all of these layers of the map, or that of the page."""
    dossier = dossier_of(plan)

    def view(page: Page) -> float:
        page.wait_for_selector("html[data-ready=yes]", timeout=PATIENCE_MS)
        return float(page.evaluate(OUR_VIEW, shown))

    return Way("zoneplan", lambda: page_bytes(dossier), view, OUR_ZOOM)


def seen_when_painted(page: Page) -> float:
    """Gives when a page that draws itself while loading is first seen."""
    return float(page.evaluate(PAINTED))


def plain_folium(frame: gpd.GeoDataFrame) -> Way:
    """Gives the map that Folium makes of a table by itself."""

    def make() -> bytes:
        west, south, east, north = frame.total_bounds
        chart = folium.Map(tiles=None)
        folium.GeoJson(frame, tooltip=folium.GeoJsonTooltip(["id", "name"])).add_to(chart)
        chart.fit_bounds([[south, west], [north, east]])
        html: str = chart.get_root().render()
        return html.encode("utf-8")

    return Way("folium.GeoJson", make, seen_when_painted, THEIR_ZOOM)


def explore(frame: gpd.GeoDataFrame) -> Way:
    """Gives the map that geopandas makes of a table by itself."""

    def make() -> bytes:
        html: str = frame.explore(tiles=None).get_root().render()
        return html.encode("utf-8")

    return Way("geopandas.explore", make, seen_when_painted, THEIR_ZOOM)


def others(plan: Plan, layers: Iterable[str]) -> list[Way]:
    """Gives the alternatives for the shapes of these layers; says which cannot run here."""
    features = [f for name in layers for f in plan.layers[name].features]
    rows = {"id": [f.id for f in features], "name": [f.named("vi") for f in features]}
    frame = gpd.GeoDataFrame(rows, geometry=[f.lonlat for f in features], crs="OGC:CRS84")
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        say(f"  geopandas.explore is left out: it needs {' and '.join(missing)}")
    return [plain_folium(frame), *([] if missing else [explore(frame)])]


def answer(route: Route) -> None:
    """Gives Folium's pages Leaflet from the installed package, and nothing for what they do not need to draw."""
    url = route.request.url
    if url.startswith("file:"):
        route.continue_()
    elif url.endswith("/leaflet.js"):
        route.fulfill(body=leaflet("leaflet.js"), content_type="text/javascript")
    elif url.endswith("/leaflet.css"):
        route.fulfill(body=leaflet("leaflet.css"), content_type="text/css")
    else:
        route.fulfill(body="", content_type="text/css" if url.endswith(".css") else "text/javascript")


def processes(browser: Browser) -> list[dict[str, Any]]:
    """Gives the processes of a browser."""
    found: list[dict[str, Any]] = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")[
        "processInfo"
    ]
    return found


def busy(browser: Browser) -> float:
    """Gives for how many seconds the processes of a browser have been busy."""
    return sum(float(process["cpuTime"]) for process in processes(browser))


def memory(browser: Browser) -> float:
    """Gives the memory of all processes of a browser in bytes, what they share counted once."""
    rolls = [
        Path(f"/proc/{process['id']}/smaps_rollup").read_text(encoding="ascii")
        for process in processes(browser)
    ]
    lines = [line.split() for roll in rolls for line in roll.splitlines() if line.startswith("Pss:")]
    return 1024.0 * sum(int(line[1]) for line in lines)


def opened(playwright: Playwright, way: Way, file: Path) -> Seen:
    """Opens a page in a browser of its own; memory is counted beyond that of an empty page."""
    with playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser:
        page = browser.new_page(viewport=SCREEN)
        page.set_default_timeout(PATIENCE_MS)
        page.route("**/*", answer)
        page.goto("about:blank")
        empty, begun = memory(browser), busy(browser)
        page.goto(file.as_uri())
        first = way.view(page)
        first_busy = busy(browser) - begun
        page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
        used, begun = memory(browser) - empty, busy(browser)
        zoom = float(page.evaluate(way.zoom, LEVELS))
        return Seen(first / 1000, first_busy, zoom / 1000, busy(browser) - begun, used)


def measured(playwright: Playwright, way: Way, runs: int) -> Measured:
    """Measures a way of making a map: made once, opened so many times, the middle of what was measured."""
    begun = time.perf_counter()
    html = way.make()
    made = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index.html"
        file.write_bytes(html)
        rows = [opened(playwright, way, file) for _ in range(runs)]
    seen = Seen(*(statistics.median(column) for column in zip(*map(astuple, rows), strict=True)))
    say(
        f"  {way.name:<18}{len(html) / MB:7.2f} MB {made:6.1f} s to make {seen.first:6.2f} s ({seen.first_busy:.2f} busy) to the first "
        f"view {seen.zoom:6.2f} s ({seen.zoom_busy:.2f} busy) to zoom {seen.memory / MB:6.0f} MB of memory"
    )
    return Measured(len(html), made, seen)


def beside(own: Measured, other: Measured) -> str:
    """Gives how many times more of everything another way needs."""
    return (
        f"{other.size / own.size:.2g} times the size, {other.made / own.made:.2g} times as long to make, "
        f"{other.seen.first / own.seen.first:.2g} to the first view, {other.seen.zoom / own.seen.zoom:.2g} to zoom, "
        f"{other.seen.memory / own.seen.memory:.2g} times the memory"
    )


def compare(playwright: Playwright, own: Way, alternatives: Iterable[Way], runs: int) -> None:
    """Measures our map and the alternatives, and says the ratios."""
    base = measured(playwright, own, runs)
    for way in alternatives:
        say(f"    {beside(base, measured(playwright, way, 1))}")


def coverage(polygons: int) -> Shapes:
    """Gives a coverage of irregular polygons."""
    rows = min(ROWS, max(1, polygons // 50))
    made: Shapes = shapely.polygons(mesh(polygons // rows, rows))
    return made


def main() -> None:
    """Runs everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--polygons", type=int, nargs="*", default=[10_000, 100_000], help="sizes of the layers"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each of our pages is opened")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        say("Lào Cai")
        plan = load(Path(__file__).resolve().parents[1]).plan
        if plan is not None:
            compare(playwright, ours(plan), others(plan, plan.layers), asked.runs)
        for polygons in asked.polygons:
            shapes = coverage(polygons)
            say(f"{len(shapes):,} polygons, {int(shapely.get_num_coordinates(shapes).sum()):,} vertices")
            plan = large_plan(shapes)
            compare(playwright, ours(plan, ["land_use"]), others(plan, ["parcels"]), asked.runs)


if __name__ == "__main__":
    main()
