/* The plan's own grid: faint lines every so many kilometres, named at the edge. */
(function () {
  "use strict";
  const GAP_PX = 62, STEPS_KM = [10, 20, 50, 100], KEEP_OFF_PX = 24, LEAST_PX = 70, LETTER_PX = 6.2, HIGH_PX = 14;

  zoneplan.Graticule = class {
    constructor(page, map) {
      this.page = page;
      this.map = map;
      this.group = L.layerGroup().addTo(this.map);
      this.names = zoneplan.el("div", { class: "grid-names", "aria-hidden": "true" });
      this.keeps = (asked) => (asked === map ? this.boxes : []);
      this.boxes = [];
      this.lines = [];
      this.map.on("zoomstart", () => this.names.classList.add("hushed"));
      this.map.on("move", () => { if (!this.names.classList.contains("hushed")) { this.name(); } });
      this.map.on("moveend resize", () => { this.names.classList.remove("hushed"); if (this.started) { this.draw(); } });
    }

    start() {
      this.started = true;
      this.map.getContainer().append(this.names);
      if (this.map === this.page.map) { this.page.state.on("lang", () => { this.name(true); this.page.scene.label(); }); }
      this.page.keepers.push(this.keeps);
      this.draw();
    }

    stop() {
      this.page.keepers.splice(this.page.keepers.indexOf(this.keeps), 1);
      this.lines = [];
    }

    draw() {
      const at = this.map.getCenter(), ten = this.page.scene.pixels(10000, at);
      const step = STEPS_KM.find((km) => (ten * km) / 10 >= GAP_PX) || STEPS_KM[STEPS_KM.length - 1];
      if (step !== this.step) {
        this.step = step;
        this.group.clearLayers();
        this.lines = this.page.model.grid.filter((line) => line.km % step === 0);
        this.lines.forEach((line) => L.polyline(line.points, { pane: "grid", color: "#3c4656", weight: 0.6, opacity: 0.2, interactive: false }).addTo(this.group));
      }
      this.name(true);
    }

    signs() {
      return [...this.page.scene.signs.drawn.values()].map((sign) => ({ at: this.map.latLngToContainerPoint(sign.at || sign.marker.getLatLng()), px: sign.px }))
        .map(({ at, px }) => ({ x: at.x - px / 2, y: at.y - px / 2, w: px, h: px }));
    }

    /* Names stand free of the panels and, once the map stands still, of signs, and the names of places keep clear of them; beside a comparison northings are named once. */
    name(settled) {
      const walls = [...this.page.walls(this.map).filter((wall) => !this.boxes.includes(wall)), ...(settled ? this.signs() : [])];
      const free = (a) => walls.every((b) => a.x >= b.x + b.w || b.x >= a.x + a.w || a.y >= b.y + b.h || b.y >= a.y + a.h);
      const found = this.lines.filter((line) => line.axis !== "X" || this.map === this.page.map).map((line) => this.nameOf(line)).filter((one) => one && free(one[1]) && walls.push(one[1]));
      this.names.replaceChildren(...found.map(([node]) => node));
      this.boxes = found.map(([, box]) => box);
    }

    /* A northing is named where its line leaves the view or ends on the right, an easting where it enters or begins at the top. */
    nameOf(line) {
      const size = this.map.getSize(), room = this.page.room(this.map), across = line.axis === "X", key = across ? "x" : "y", other = across ? "y" : "x";
      const points = line.points.map((p) => this.map.latLngToContainerPoint(p)), ends = points.map((p) => p[key]);
      const edge = across ? Math.min(room.right - 6, Math.max(...ends)) : Math.max(room.top + 4, Math.min(...ends));
      const i = points.findIndex((p, k) => k > 0 && (p[key] - edge) * (points[k - 1][key] - edge) <= 0);
      if (i < 1 || (across ? edge < room.left + LEAST_PX : edge > room.bottom - LEAST_PX)) { return null; }
      const a = points[i - 1], b = points[i], where = a[other] + ((edge - a[key]) / (b[key] - a[key] || 1)) * (b[other] - a[other]);
      const [first, last] = across ? [room.top, room.bottom] : [room.left, room.right];
      if (where < first + KEEP_OFF_PX || where > last - (across ? KEEP_OFF_PX : LEAST_PX)) { return null; }
      const node = zoneplan.el("span", { class: across ? "across" : "up" }, this.page.say(line.label));
      node.style[across ? "top" : "left"] = `${Math.round(where)}px`;
      node.style[across ? "right" : "top"] = `${Math.round(across ? size.x - edge : edge)}px`;
      const wide = LETTER_PX * node.textContent.length;
      return [node, across ? { x: edge - wide, y: where - HIGH_PX, w: wide, h: HIGH_PX } : { x: where, y: edge, w: wide, h: HIGH_PX }];
    }
  };
})();
