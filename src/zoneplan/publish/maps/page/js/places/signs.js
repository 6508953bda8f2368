/* Places without an outline: signs and circles, only those in view; layers of too many become dots; places that share a point stand around it. */
(function () {
  "use strict";
  const MOST = 1500, LEAST_PX = 11, MOST_PX = 6000, SPARE = 0.3, DOT_PX = 2.5, FAR_ZOOM = 9.5, FAR_SCALE = 0.75;

  /* A book that knows of every place only where its point is and how far it reaches. */
  class Points {
    constructor(book) {
      Object.assign(this, { book, shapes: book.shapes, count: book.count });
    }

    get(key, i) {
      if (key === "radius_m") { return (this.book.get("shape", i) ?? -1) < 0 ? this.book.get("radius_m", i) || 1 : 0; }
      return key === "shape" ? -1 : 0;
    }

    place(i) {
      return { at: this.book.at(i), radius_m: this.get("radius_m", i) };
    }
  }

  /* What is left of a sign in a dot: its ink, or the colour of its class. Circles of a known size stay circles. */
  function dotted({ look, code }) {
    if (look.shape === "area") { return look; }
    return { ...look, fill: code ? look.fill : look.stroke, fill_opacity: 1, weight: code ? 0.6 : 0, hatch: "", dash: "" };
  }

  zoneplan.Signs = class {
    constructor(scene) {
      this.scene = scene;
      this.map = scene.map;
      this.book = scene.book;
      this.group = L.layerGroup().addTo(this.map);
      this.legs = new Map();
      this.drawn = new Map();
      this.map.on("zoomanim", (event) => this.swell(event.zoom));
      this.map.on("zoom", () => this.swell(this.map.getZoom()));
      this.crowded = new Set();
      this.points = [];
      for (let i = 0; i < this.book.count; i++) {
        if ((this.book.get("shape", i) ?? -1) < 0 && !this.book.bare(i)) { this.points.push(i); }
      }
    }

    /* The places in view that get signs, layer by layer as long as there is room; layers that do not fit are `crowded`. */
    wanted() {
      const view = this.map.getBounds().pad(SPARE), south = view.getSouth() * 1e6, north = view.getNorth() * 1e6;
      const west = view.getWest() * 1e6, east = view.getEast() * 1e6, { lat, lon } = this.book.columns, reading = this.scene.reading;
      const seen = this.book.model.layers.map(() => []);
      this.points.forEach((i) => {
        if (reading.of[i] && lat[i] >= south && lat[i] <= north && lon[i] >= west && lon[i] <= east) { seen[this.book.layerOf(i)].push(i); }
      });
      const wanted = [], before = [...this.crowded].join();
      this.crowded.clear();
      seen.forEach((places, layer) => { if (wanted.length + places.length <= MOST) { wanted.push(...places); } else { this.crowded.add(layer); } });
      this.changed = before !== [...this.crowded].join();
      return wanted;
    }

    draw() {
      const wanted = this.wanted(), keep = new Set(wanted);
      this.zoom = this.map.getZoom();
      this.swell(this.zoom);
      [...this.drawn].filter(([i]) => !keep.has(i)).forEach(([i, sign]) => { this.group.removeLayer(sign.marker); this.drawn.delete(i); });
      wanted.forEach((i) => this.sign(i));
      this.rings(wanted);
      this.dot();
      if (this.changed) { this.scene.page.emit("crowded"); }
    }

    /* Paints the places of crowded layers as dots on a canvas. */
    dot() {
      const { entries, of } = this.scene.reading;
      if (!this.dots && !this.crowded.size) { return; }
      if (!this.dots) { this.dots = new zoneplan.Areas(new Points(this.book), { pane: "areas", circles: true, least: DOT_PX }).addTo(this.map); }
      this.dots.look(of.map((index, i) => (index && this.crowded.has(this.book.layerOf(i)) ? index : 0)), entries.map(dotted));
    }

    /* The places whose dots lie under a point. */
    under(latlng, px) {
      return this.dots ? this.dots.at(latlng, px) : [];
    }

    /* The sign that a finger missed by no more than some pixels. */
    near(latlng, px) {
      const point = this.map.latLngToLayerPoint(latlng);
      const off = ([i, sign]) => this.map.latLngToLayerPoint(sign.at || this.book.at(i)).distanceTo(point) - sign.px / 2;
      const best = [...this.drawn].map((one) => [off(one), one[0]]).filter(([far]) => far <= px).sort((a, b) => a[0] - b[0])[0];
      return best ? this.book.place(best[1]) : null;
    }

    sign(i) {
      const place = this.book.place(i), entry = this.scene.reading.entryOf(i), px = this.width(place, entry);
      const had = this.drawn.get(i), key = `${entry.number}/${px}`;
      if (had && had.key === key) { return; }
      if (had) { this.group.removeLayer(had.marker); }
      const round = entry.look.shape === "area", node = round ? zoneplan.circle(entry.look, px) : zoneplan.symbol(entry.look, px);
      const icon = L.divIcon({ html: node, className: "sign-box", iconSize: [px, px] });
      const marker = L.marker(place.at, {
        icon, pane: this.scene.paneOf(entry.layer), keyboard: false, riseOnHover: !round, zIndexOffset: -Math.round(px * 20), bubblingMouseEvents: false,
      });
      marker.on("click", () => this.scene.chosen(place));
      marker.on("mouseover", () => this.scene.pointed(place));
      marker.on("mouseout", () => this.scene.pointed(null));
      this.group.addLayer(marker);
      this.drawn.set(i, { marker, key, px, grows: round && Boolean(place.radius_m) });
    }

    /* While the map zooms, circles grow with the ground under them. */
    swell(zoom) {
      const scale = this.map.getZoomScale(zoom, this.zoom);
      this.drawn.forEach(({ marker, grows, px }) => {
        const node = grows && marker.getElement() && marker.getElement().firstElementChild;
        if (node) { node.style.transform = scale === 1 ? "" : `scale(${Math.max(scale, LEAST_PX / px)})`; }
      });
    }

    /* On a narrow screen the whole of a plan leaves signs less room. */
    get scale() {
      return zoneplan.narrow() && this.map.getZoom() < FAR_ZOOM ? FAR_SCALE : 1;
    }

    width(place, entry) {
      if (entry.look.shape !== "area") { return place.size_px * this.scale; }
      return place.radius_m ? Math.min(MOST_PX, Math.max(LEAST_PX, Math.round(2 * this.scene.pixels(place.radius_m, place.at)))) : LEAST_PX;
    }

    rings(wanted) {
      const groups = new Map();
      wanted.filter((i) => !this.scene.spreads(i)).forEach((i) => this.move(i, null));
      wanted.filter((i) => this.scene.spreads(i)).forEach((i) => {
        const place = this.book.place(i), key = `${place.at.lat} ${place.at.lng}`;
        if (!groups.has(key)) { groups.set(key, []); }
        groups.get(key).push(i);
      });
      [...this.legs.keys()].filter((key) => !groups.has(key) || groups.get(key).length < 2).forEach((key) => { this.legs.get(key).marker.remove(); this.legs.delete(key); });
      groups.forEach((group, key) => this.ring(group, key));
    }

    ring(group, key) {
      const away = group.length > 1 ? zoneplan.around(group.map((i) => this.drawn.get(i).px)) : [null];
      group.forEach((i, k) => this.move(i, away[k]));
      if (group.length > 1) { this.leg(key, this.book.place(group[0]).at, away); }
    }

    /* Lines from the point to the signs around it, in pixels as the signs are, so that both keep together while the map zooms. */
    leg(key, at, away) {
      const d = away.map((to) => `M0 0L${to.x} ${to.y}`).join(""), had = this.legs.get(key);
      if (had && had.d === d) { return; }
      if (had) { had.marker.remove(); }
      const node = zoneplan.svg("svg", { width: 1, height: 1, class: "legs", "aria-hidden": "true" }, zoneplan.svg("path", { d, stroke: "#6b7078", "stroke-width": 0.8 }));
      const icon = L.divIcon({ html: node, className: "leg-box", iconSize: [1, 1], iconAnchor: [0, 0] });
      this.legs.set(key, { d, marker: L.marker(at, { icon, pane: "legs", keyboard: false, interactive: false }).addTo(this.map) });
    }

    /* Puts a sign so many pixels away from its point; Leaflet has it at its point at every zoom. */
    move(i, away) {
      const place = this.book.place(i), sign = this.drawn.get(i), { style } = sign.marker.getElement(), off = away || L.point(0, 0);
      sign.at = away ? this.map.layerPointToLatLng(this.map.latLngToLayerPoint(place.at).add(away)) : place.at;
      style.marginLeft = `${off.x - sign.px / 2}px`;
      style.marginTop = `${off.y - sign.px / 2}px`;
    }

    /* Where a place stands on the map now, and how wide it is there. */
    at(place) {
      return (this.drawn.get(place.i) || place).at;
    }

    px(place) {
      return (this.drawn.get(place.i) || { px: place.size_px }).px;
    }
  };
})();
