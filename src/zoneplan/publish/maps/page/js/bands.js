/* Distance bands around existing zones: lines that say how far it is from a zone. A screening, no legal finding. */
(function () {
  "use strict";
  const { el, svg, fill } = zoneplan;
  const PANE = "bands", ABOVE_AREAS = 310, NAMES_PANE = "band-names", BELOW_SIGNS = 600;
  const INK = "#4a3f6b", WEIGHTS = [1.8, 1.5, 1.3, 1.2], DASH = "5 4", LEAST_PX = 4, NAME_PX = 14, NAME_WIDE = 48;

  zoneplan.Bands = class {
    constructor(page) {
      this.page = page;
      this.bands = { edges: [], zones: [], left: [], remarks: [], ...page.model.bands };
    }

    start() {
      if (!this.bands.remarks.length) { return; }
      const { page } = this, { map, state } = page;
      [[PANE, ABOVE_AREAS], [NAMES_PANE, BELOW_SIGNS]].forEach(([name, z]) => {
        const { style } = map.createPane(name);
        style.zIndex = z;
        style.pointerEvents = "none";
      });
      this.renderer = L.svg({ pane: PANE, padding: 0.3 });
      this.group = L.layerGroup();
      this.taken = [];
      page.keepers.push((asked) => (asked === map ? this.taken.map((at) => this.named(at)) : []));
      this.box = zoneplan.overlayBox("bands");
      page.layerList.add({ id: "bands", name: () => page.words.overlay_bands, get: () => Boolean(state.get("bands")), set: (bands) => state.set({ bands }) });
      page.layerList.draw();
      state.on("bands", () => this.show());
      state.on("place", () => this.draw());
      state.on("lang", () => { this.tell(); this.draw(); });
      map.on("zoomend viewreset", () => this.draw());
      this.show();
    }

    get on() {
      return Boolean(this.page.state.get("bands"));
    }

    show() {
      const { page } = this;
      if (this.on) { this.group.addTo(page.map); } else { this.group.remove(); }
      this.draw();
      this.tell();
      if (page.scene) { page.scene.label(); }
    }

    /* ---- on the map: only the distances that can be told from each other at this zoom ---- */
    draw() {
      this.group.clearLayers();
      this.taken = [];
      if (!this.on) { return; }
      const chosen = this.bands.zones.findIndex((zone) => zone.id === this.page.state.get("place"));
      this.bands.zones.forEach((zone, n) => { if (chosen < 0 || chosen === n) { this.around(zone, n); } });
    }

    around(zone, n) {
      let named = 0;
      this.bands.edges.forEach((edge, k) => {
        const lines = this.page.book.shapes.latLngs(this.bands.first + n * this.bands.edges.length + k);
        if (this.pixels(edge.m, lines) < LEAST_PX) { return; }
        this.line(lines, k, zone.circle);
        if (this.pixels(edge.m - named, lines) >= NAME_PX && this.label(lines, edge.m)) { named = edge.m; }
      });
    }

    /* The box of a name of a distance, in pixels of the map. */
    named(at) {
      const { map } = this.page, point = map.latLngToContainerPoint(map.unproject(at));
      return { x: point.x - NAME_WIDE / 2, y: point.y - NAME_PX / 2, w: NAME_WIDE, h: NAME_PX };
    }

    pixels(metres, lines) {
      const [at] = lines.flat(Infinity), { map } = this.page, away = L.latLng(at.lat + metres / 111320, at.lng);
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
      const { map, words } = this.page, points = lines.flat(Infinity);
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

    /* ---- in the panel ---- */
    tell() {
      const { page, bands } = this, { words } = page;
      this.box.hidden = !this.on;
      if (!this.on) { this.box.replaceChildren(); return; }
      const some = (circle) => bands.zones.filter((zone) => zone.circle === circle).length;
      this.box.replaceChildren(
        el("h2", {}, words.overlay_bands),
        ...bands.remarks.map((text) => el("p", { class: "note" }, page.say(text))),
        el("ul", { class: "band-edges" }, bands.edges.map((edge) => this.edge(edge))),
        ...[[false, null, words.overlay_bands_outline], [true, DASH, words.overlay_bands_circle]]
          .filter(([circle]) => some(circle)).map(([circle, dash, text]) => this.sample(dash, text, some(circle))),
        ...(bands.zones.length > 1 ? [el("p", { class: "note", "data-screen": true }, words.overlay_bands_one)] : []),
        ...bands.zones.filter((zone) => zone.counts).map((zone) => this.counted(zone)),
        ...this.left(),
      );
    }

    edge(edge) {
      const { page } = this, far = fill(page.words.overlay_band, { m: page.number(edge.m, 0) });
      return el("li", {}, [el("b", {}, far), edge.standard ? `: ${page.say(edge.standard)}` : ""]);
    }

    sample(dash, text, count) {
      const line = svg("path", { d: "M1 6H25", stroke: INK, "stroke-width": 1.6, "stroke-dasharray": dash });
      const zones = fill(this.page.words.overlay_bands_zones, { n: this.page.number(count, 0) });
      return el("p", { class: "overlay-sample" }, [svg("svg", { width: 26, height: 12, "aria-hidden": "true" }, line), `${text} (${zones})`]);
    }

    counted(zone) {
      return el("details", {}, [el("summary", {}, this.name(zone.id)), ...zone.counts.flat().map((text) => el("p", {}, this.page.say(text)))]);
    }

    left() {
      const { page, bands } = this;
      if (!bands.left.length) { return []; }
      return [el("details", {}, [
        el("summary", {}, `${page.words.overlay_bands_left} (${fill(page.words.overlay_bands_zones, { n: page.number(bands.left.length, 0) })})`),
        ...bands.left.map(([id, why]) => el("p", {}, `${this.name(id)}: ${page.say(why)}`)),
      ])];
    }

    name(id) {
      const place = this.page.book.find(id);
      return place ? this.page.say(place.name) : id;
    }
  };
})();
