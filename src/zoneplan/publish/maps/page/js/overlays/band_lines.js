/* Distance bands on one map: a line for each distance that can be told from the others at this zoom, with its name. */
(function () {
  "use strict";
  const { el, fill } = zoneplan;
  const PANE = "bands", ABOVE_AREAS = 310, NAMES_PANE = "band-names", BELOW_SIGNS = 600;
  const INK = "#4a3f6b", WEIGHTS = [1.8, 1.5, 1.3, 1.2], DASH = "5 4", LEAST_PX = 4, NAME_PX = 14, NAME_WIDE = 48;

  zoneplan.bandLook = { INK, DASH };

  zoneplan.BandLines = class extends zoneplan.Drawing {
    constructor(page, map, book) {
      super(page, map, page.keepers);
      Object.assign(this, { book, taken: [], bands: { edges: [], zones: [], ...book.model.bands } });
      [[PANE, ABOVE_AREAS], [NAMES_PANE, BELOW_SIGNS]].forEach(([name, z]) => {
        const pane = map.createPane(name);
        Object.assign(pane.style, { zIndex: z, pointerEvents: "none" });
        pane.setAttribute("aria-hidden", "true"); /* the panel tells the same in words */
      });
      this.renderer = L.svg({ pane: PANE, padding: 0.3 });
    }

    get on() {
      return Boolean(this.page.state.get("bands"));
    }

    /* Around the zone that is chosen, or around all. */
    draw() {
      this.group.clearLayers();
      this.taken = [];
      if (!this.on) { return; }
      const place = this.page.find(this.page.state.get("place")), chosen = this.bands.zones.findIndex((zone) => place && zone.id === place.plain);
      this.bands.zones.forEach((zone, n) => { if (chosen < 0 || chosen === n) { this.around(zone, n); } });
    }

    around(zone, n) {
      let named = 0;
      this.bands.edges.forEach((edge, k) => {
        const lines = this.book.shapes.latLngs(this.bands.first + n * this.bands.edges.length + k);
        if (this.pixels(edge.m, lines) < LEAST_PX) { return; }
        this.line(lines, k, zone.circle);
        if (this.pixels(edge.m - named, lines) >= NAME_PX && this.label(lines, edge.m)) { named = edge.m; }
      });
    }

    boxes() {
      return this.taken.map((at) => this.named(at));
    }

    /* The box of a name of a distance, in pixels of the map. */
    named(at) {
      const { map } = this, point = map.latLngToContainerPoint(map.unproject(at));
      return { x: point.x - NAME_WIDE / 2, y: point.y - NAME_PX / 2, w: NAME_WIDE, h: NAME_PX };
    }

    pixels(metres, lines) {
      const [at] = lines.flat(Infinity), { map } = this, away = L.latLng(at.lat + metres / zoneplan.METRES_PER_DEGREE, at.lng);
      return Math.abs(map.project(away).y - map.project(at).y);
    }

    line(lines, k, circle) {
      L.polyline(lines, {
        pane: PANE, renderer: this.renderer, interactive: false, color: INK, weight: WEIGHTS[k] || 1, opacity: 0.85, dashArray: circle ? DASH : null, smoothFactor: 0,
        className: circle ? "band dashed" : "band",
      }).addTo(this.group);
    }

    /* A distance is named where its line runs farthest north, else south, east or west, unless another name stands there. */
    label(lines, metres) {
      const { map } = this, { words } = this.page, points = lines.flat(Infinity);
      const farthest = (far) => points.reduce((best, at) => (far(at) > far(best) ? at : best));
      const ends = [(at) => at.lat, (at) => -at.lat, (at) => at.lng, (at) => -at.lng].map(farthest);
      const free = ends.find((at) => this.taken.every((one) => Math.abs(one.x - map.project(at).x) > NAME_WIDE || Math.abs(one.y - map.project(at).y) > NAME_PX));
      if (!free) { return false; }
      this.taken.push(map.project(free));
      const node = el("span", {}, fill(words.overlay_metres, { m: this.page.number(metres, 0) }));
      const icon = L.divIcon({ html: node, className: "band-name", iconSize: [0, 0] });
      L.marker(free, { icon, pane: NAMES_PANE, interactive: false, keyboard: false }).addTo(this.group);
      return true;
    }
  };
})();
