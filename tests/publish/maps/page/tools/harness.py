"""A page with nothing but Leaflet, the tools of the map and a plan of three layers, and a fake of the rest."""

import base64
import json
from typing import Any

import numpy as np
import shapely

from zoneplan.io.packaged import leaflet, template
from zoneplan.publish.maps.model.tool_words import TOOLS
from zoneplan.publish.maps.page import assets
from zoneplan.publish.maps.page.pack import pack
from zoneplan.publish.maps.page.policy import PLACE, with_policy

PACKAGE = "zoneplan.publish.maps.page"
TOOL_SCRIPTS = (
    *(
        "icons",
        "dialog",
        "clipboard",
        "geodesic",
        "geodesic_area",
        "vn2000",
        "scale",
        "position",
        "measure_view",
        "measure",
    ),
    *("link", "geojson", "download", "sheet", "print", "fullscreen", "help", "toolbar"),
)
SCRIPTS = ("base", "state", "unpack", "book", *TOOL_SCRIPTS)
SHEETS = ("base", "map", "panel", "card", "tools", "phone", "print")
HOSTILE = """<img src=x onerror=window.hacked=1></script>"'&{{7*7}}\u202e"""

OUTLINE = shapely.Polygon(
    [(104.09, 22.29), (104.11, 22.29), (104.11, 22.31), (104.09, 22.31)],
    [[(104.095, 22.295), (104.105, 22.295), (104.105, 22.305), (104.095, 22.305)]],
)
"""A zone with a hole, about 2 km wide."""
TWO_PARTS = shapely.MultiPolygon(
    [shapely.box(104.2, 22.3, 104.21, 22.31), shapely.box(104.22, 22.3, 104.23, 22.31)]
)
RIVER = shapely.LineString([(104.3, 22.4), (104.31, 22.39), (104.33, 22.41)])
SHAPES = (OUTLINE, TWO_PARTS, RIVER)

MODEL: dict[str, Any] = {
    "title": ["Quy hoạch thử", "A plan to try"],
    "subtitle": "",
    "language": "vi",
    "words": {key: list(text) for key, text in TOOLS.items()},
    "attribution": ["Nguồn: sổ số liệu", "Source: the ledger"],
    "plan": {"id": "TRY", "grid": "VN-2000 · 104°45′", "as_of": "2026-11-22"},
    "extent": [103.5, 21.8, 104.9, 22.9],
    "horizons": [
        {"id": "2020", "name": "2020", "about": ""},
        {"id": "2030", "name": ["năm 2030", "the year 2030"], "about": ""},
    ],
    "horizon": 1,
    "themes": [
        {"id": "status", "name": ["Tình trạng", "Status"]},
        {"id": "occupancy", "name": ["Lấp đầy", "Occupancy"]},
    ],
    "theme": "status",
    "surfaces": [{"id": "people", "name": "People"}],
    "layers": [
        {
            "id": "zones",
            "name": ["Khu công nghiệp", "Industrial zones"],
            "kind": "industrial_zones",
            "on": True,
        },
        {"id": "rivers", "name": ["Sông suối", "Rivers"], "kind": "context", "on": True},
        {"id": "empty", "name": ["Không có gì", "Nothing"], "kind": "context", "on": False},
    ],
    "places": [
        {
            "id": "KCN_A",
            "layer": 0,
            "name": ["Khu A", "Zone A"],
            "at": [22.3, 104.1],
            "shape": 0,
            "exact": True,
            "uncertainty_m": 0,
        },
        {
            "id": "KCN_M",
            "layer": 0,
            "name": "Khu M",
            "at": [22.305, 104.205],
            "shape": 1,
            "exact": True,
            "uncertainty_m": 25,
        },
        {
            "id": "KCN_B",
            "layer": 0,
            "name": HOSTILE,
            "at": [22.31, 104.25],
            "shape": -1,
            "exact": False,
            "uncertainty_m": 1500,
        },
        {
            "id": "SONG_1",
            "layer": 1,
            "name": "Sông Hồng",
            "at": [22.4, 104.3],
            "shape": 2,
            "exact": True,
            "uncertainty_m": 0,
        },
    ],
    "values": {"KCN_A": {"category": "KCN", "area_declared_ha": 1100.5}, "KCN_B": {"category": "CCN"}},
    "shapes": {"bits": 30},
    "compare": None,
    # PROJ's parameters of EPSG:9208 and of the shift from WGS 84, as `pyproj` tells them
    "formula": {
        "a": 6378137.0,
        "f": 1 / 298.257223563,
        "lon0": 104.75,
        "k0": 0.9999,
        "fe": 500000.0,
        "fn": 0.0,
        "helmert": [
            -191.90441429,
            -39.30318279,
            -111.45032835,
            -0.00928836,
            0.01975479,
            -0.00427372,
            0.252906278,
        ],
    },
}

FAKE = """
(function () {
  "use strict";
  const model = JSON.parse(document.getElementById("model").textContent);
  const map = L.map("map", { center: [22.3, 104.1], zoom: 11, minZoom: 6, maxZoom: 18, zoomControl: false, wheelPxPerZoomLevel: 120 });
  const places = model.places.map((place, i) => ({ ...place, i, layer: model.layers[place.layer], at: L.latLng(place.at) }));
  const bytes = Uint8Array.from(atob(document.getElementById("shapes").textContent), (letter) => letter.charCodeAt(0));
  const book = {
    count: places.length, place: (i) => places[i], find: (id) => places.find((place) => place.id === id) || null,
    fields: (place) => Object.entries(model.values[place.id] || {}).map(([id, value]) => [{ id }, value]), shapes: zoneplan.unpack(bytes, model.shapes.bits),
  };
  const page = {
    map, model, book, said: [],
    state: new zoneplan.State({
      lang: model.language, horizon: model.horizon, theme: model.theme, layers: new Set(["zones", "rivers"]),
      place: null, surface: null, opacity: 0.7, base: false, compare: null, tool: null, bands: false,
    }),
    say(text) { return Array.isArray(text) ? text[this.state.get("lang") === "vi" ? 0 : 1] : text || ""; },
    get words() { return Object.fromEntries(Object.entries(model.words).map(([key, text]) => [key, this.say(text)])); },
    number(value, decimals) {
      const fixed = decimals === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      return new Intl.NumberFormat(this.state.get("lang") === "vi" ? "vi-VN" : "en-US", fixed).format(value);
    },
    announce(text, seen) {
      this.said.push(text);
      zoneplan.byId("says").textContent = text;
      zoneplan.byId("notice").textContent = seen ? text : "";
    },
    find: (id) => book.find(id), went: [], goTo(place) { this.went.push(place.id); this.state.set({ place: place.id }); },
    card: { actions: [], add(action) { this.actions.push(action); } },
    on() {}, emit() {},
    room() { const size = map.getSize(); return { left: 0, top: 0, right: size.x, bottom: size.y }; },
    clicks: 0,
  };
  page.tiles = L.gridLayer({ maxZoom: 22 });
  page.tiles.createTile = (at, done) => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 256;
    setTimeout(() => { tile.getContext("2d").fillRect(8, 8, 60, 60); page.drawn = (page.drawn || 0) + 1; done(null, tile); }, 60);
    return tile;
  };
  page.tiles.addTo(map);
  page.painted = [];
  const Painted = L.Layer.extend({
    onAdd() { this.canvas = L.DomUtil.create("canvas", "painted", this.getPane()); this.flush(); page.painted = []; },
    onRemove() { this.canvas.remove(); },
    sharpen(ratio) { page.painted.push(ratio); },
    flush() {
      const pen = this.canvas.getContext("2d");
      Object.assign(this.canvas, { width: 900, height: 600 });
      pen.clearRect(0, 0, 900, 600);
      pen.fillStyle = "#00f";
      pen.fillRect(0, 0, 20, 20);
      page.painted.push("now");
    },
  });
  new Painted().addTo(map);
  map.on("click", () => { page.clicks += 1; });
  page.zoomedBy = 0;
  map.on("dblclick", () => { page.zoomedBy += 1; });
  zoneplan.page = page;
  document.title = page.say(model.title);
  zoneplan.byId("legend").append(zoneplan.el("div", { class: "legend-row" }, [zoneplan.el("button", { type: "button" }, "nút"), zoneplan.el("span", { class: "name" }, "KCN hiện có"), zoneplan.el("span", { class: "count" }, "10")]));
  new zoneplan.Toolbar(page).start();
  document.documentElement.dataset.ready = "yes";
})();
"""

SHELL = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title></title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>{sheet}</style></head><body><div id="map" class="map"></div>
<aside id="panel"><header><h1 id="title">Quy hoạch thử</h1></header><div id="panel-body"><input id="query" aria-label="q"><div id="legend"></div></div></aside>
<div id="position"></div><div id="corner"><div id="toolbar"></div><div id="languages"></div></div>
<p id="says" class="unseen" role="status"></p><p id="notice"></p><svg id="patterns" width="0" height="0" aria-hidden="true"></svg>
<script type="application/json" id="model">{model}</script><script type="text/plain" id="shapes">{shapes}</script><script>{script}</script></body></html>"""


def page_of(**changes: Any) -> str:
    """Gives the page of the model, its entries changed as told."""
    model = MODEL | changes
    sheet = leaflet("leaflet.css").replace("url(images/", "none;x:(")
    sheet += "".join(template(PACKAGE, f"css/{name}.css") for name in SHEETS)
    script = leaflet("leaflet.js").replace("//# sourceMappingURL=leaflet.js.map", "")
    script += "".join(assets.script(name) for name in SCRIPTS) + FAKE
    packed = pack(np.array(SHAPES, dtype=object), model["shapes"]["bits"])
    parts = {
        "sheet": sheet,
        "model": json.dumps(model).replace("<", "\\u003c"),
        "shapes": base64.b64encode(packed).decode(),
        "script": script,
        "policy": PLACE,
    }
    html = SHELL
    for key, text in parts.items():
        html = html.replace(f"{{{key}}}", text, 1)
    return with_policy(html)
