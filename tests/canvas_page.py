"""A page with nothing but the canvas of outlines, put together from the same pieces as the map.

It lets tests and benchmarks look at the canvas by itself: how shapes are packed, unpacked, painted and found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from zoneplan.io.packaged import leaflet
from zoneplan.publish.maps.page import assets
from zoneplan.publish.maps.page.blocks import block, json_block
from zoneplan.publish.maps.page.detail import detail, fitting, simplified
from zoneplan.publish.maps.page.pack import pack
from zoneplan.publish.maps.page.policy import PLACE, with_policy

SCRIPTS = (
    "base",
    "blocks",
    "unpack",
    "grid_index",
    "tracer",
    "inks",
    "painter",
    "locator",
    "tile_cache",
    "areas",
)
_SHEET = "html, body, #map { height: 100%; margin: 0; } #map { background: #ffffff; }"
_START = """
const bench = { begun: performance.timeOrigin };
addEventListener("DOMContentLoaded", async () => {
  "use strict";
  const model = await zoneplan.jsonBlock("model"), shapes = zoneplan.unpack(await zoneplan.block("shapes"), model.bits);
  bench.decoded = performance.now();
  const map = L.map("map", { zoomSnap: 0.25, attributionControl: false, zoomControl: false, ...model.map });
  map.setView(model.view[0], model.view[1], { animate: false });
  const get = (key, i) => (Array.isArray(model.places[key]) ? model.places[key][i] : model.places[key]);
  const place = (i) => ({ at: L.latLng(get("lat", i) / 1e6, get("lon", i) / 1e6), radius_m: get("radius_m", i) });
  const book = { count: model.places.count, shapes, get, place };
  const areas = new zoneplan.Areas(book, model.areas).addTo(map);
  Object.assign(zoneplan, { map, areas, book });
  areas.once("load", () => { bench.painted = performance.now(); requestAnimationFrame(() => { document.documentElement.dataset.ready = "yes"; }); });
  areas.look(Uint16Array.from({ length: book.count }, (_, i) => Array.isArray(model.of) ? model.of[i] : model.of), model.looks);
});
"""
Shapes = NDArray[np.object_]

LOOK: dict[str, Any] = {
    "stroke": "#a93226",
    "fill": "#a93226",
    "fill_opacity": 1.0,
    "weight": 0.0,
    "dash": "",
    "hatch": "",
}


def look(**changed: Any) -> dict[str, Any]:
    """Gives a look: solid red without an outline, but for what is named."""
    return {**LOOK, **changed}


def canvas_page(
    shapes: Shapes,
    looks: Sequence[Mapping[str, Any]],
    of: int | Sequence[int] = 1,
    *,
    view: tuple[tuple[float, float], float],
    places: Mapping[str, Any] | None = None,
    **more: Any,
) -> bytes:
    """Gives the page.

    Args:
        shapes: Geometries in degrees, a place for each.
        looks: The looks.
        of: The look of each place, from 1, or 0 where it is not shown; or one for all.
        view: Latitude and longitude of the middle, and the zoom.
        places: Further columns of the places.
        more: Options of the map (``map``) and the canvas (``areas``).
    """
    fineness = detail(int(shapely.get_num_coordinates(shapes).sum()))
    leaner = simplified(shapes, fineness.tolerance)
    count = len(shapes)
    columns: dict[str, Any] = {
        "count": count,
        "id": [f"P_{i:06d}" for i in range(count)],
        "name": [f"Thửa đất số {i}" for i in range(count)],
        "shape": list(range(count)),
        "fits": fitting(shapes).astype(int).tolist(),
        **(places or {}),
    }
    model = {"bits": fineness.bits, "places": columns, "of": of, "looks": list(looks), "view": view, **more}
    ours = "\n".join(assets.script(name) for name in SCRIPTS)
    html = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>canvas</title>'
        f'<link rel="icon" href="data:,"><meta http-equiv="Content-Security-Policy" content="{PLACE}">'
        f"<style>{leaflet('leaflet.css')}{_SHEET}</style><script>{leaflet('leaflet.js')}</script>"
        f'<script>{ours}{_START}</script></head><body><div id="map"></div>'
        f"{json_block('model', model)}{block('shapes', pack(leaner, fineness.bits))}</body></html>"
    )
    return with_policy(html).encode("utf-8")
