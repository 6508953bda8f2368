/* Places without an outline: signs and circles, only those in view; places that share a point stand in a ring around it. */
(function () {
  "use strict";
  const MOST = 1500, LEAST_PX = 11, SPARE = 0.3;

  zoneplan.Signs = class {
    constructor(scene) {
      this.scene = scene;
      this.map = scene.map;
      this.book = scene.book;
      this.group = L.layerGroup().addTo(this.map);
      this.legs = L.layerGroup().addTo(this.map);
      this.drawn = new Map();
      this.points = [];
      for (let i = 0; i < this.book.count; i++) {
        if ((this.book.get("shape", i) ?? -1) < 0) { this.points.push(i); }
      }
    }

    /* The places that would be seen, the weightiest first; `left` says how many do not fit. */
    wanted() {
      const view = this.map.getBounds().pad(SPARE), south = view.getSouth() * 1e6, north = view.getNorth() * 1e6;
      const west = view.getWest() * 1e6, east = view.getEast() * 1e6, { lat, lon } = this.book.columns, reading = this.scene.reading;
      const seen = this.points.filter((i) => reading.of[i] && lat[i] >= south && lat[i] <= north && lon[i] >= west && lon[i] <= east);
      this.left = Math.max(0, seen.length - MOST);
      if (this.left) { seen.sort((a, b) => this.book.get("rank", b) - this.book.get("rank", a)).length = MOST; }
      return seen;
    }

    draw() {
      const wanted = this.wanted(), keep = new Set(wanted);
      [...this.drawn].filter(([i]) => !keep.has(i)).forEach(([i, sign]) => { this.group.removeLayer(sign.marker); this.drawn.delete(i); });
      wanted.forEach((i) => this.sign(i));
      this.rings(wanted);
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
      this.drawn.set(i, { marker, key, px });
    }

    width(place, entry) {
      if (entry.look.shape !== "area") { return place.size_px; }
      return place.radius_m ? Math.max(LEAST_PX, Math.round(2 * this.scene.pixels(place.radius_m, place.at))) : LEAST_PX;
    }

    rings(wanted) {
      this.legs.clearLayers();
      const groups = new Map();
      wanted.filter((i) => !this.scene.spreads(i)).forEach((i) => this.move(i, null));
      wanted.filter((i) => this.scene.spreads(i)).forEach((i) => {
        const place = this.book.place(i), key = `${place.at.lat} ${place.at.lng}`;
        groups.set(key, [...(groups.get(key) || []), i]);
      });
      groups.forEach((group) => this.ring(group));
    }

    /* Each takes as much of the ring as it is wide; few on a ring need a wider one, as chords are shorter than arcs. */
    ring(group) {
      const centre = this.map.latLngToLayerPoint(this.book.place(group[0]).at), n = group.length;
      const wide = group.map((i) => this.drawn.get(i).px), round = wide.reduce((a, b) => a + b, 0);
      const reach = n === 1 ? 0 : Math.max(13, ((n === 2 ? 1.75 : n === 3 ? 1.4 : 1.2) * round) / (2 * Math.PI));
      let turn = -Math.PI / 2 - (Math.PI * wide[0]) / round;
      group.forEach((i, k) => {
        const half = (Math.PI * wide[k]) / round, at = turn + half;
        turn += 2 * half;
        this.move(i, reach ? centre.add([reach * Math.cos(at), reach * Math.sin(at)]) : null);
      });
    }

    move(i, point) {
      const place = this.book.place(i), sign = this.drawn.get(i);
      sign.at = point ? this.map.layerPointToLatLng(point) : place.at;
      sign.marker.setLatLng(sign.at);
      if (point) {
        L.polyline([place.at, sign.at], { pane: "legs", color: "#6b7078", weight: 0.7, interactive: false }).addTo(this.legs);
      }
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
