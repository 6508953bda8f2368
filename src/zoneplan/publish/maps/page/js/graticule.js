/* The plan's own grid: faint lines every so many kilometres, named at the edge. */
(function () {
  "use strict";
  const GAP_PX = 62, STEPS_KM = [10, 20, 50, 100], KEEP_OFF_PX = 24, LEAST_PX = 70;

  zoneplan.Graticule = class {
    constructor(page) {
      this.page = page;
      this.map = page.map;
      this.group = L.layerGroup().addTo(this.map);
      this.names = zoneplan.el("div", { id: "grid-names", "aria-hidden": "true" });
    }

    start() {
      this.map.getContainer().append(this.names);
      this.map.on("zoomstart", () => this.names.classList.add("hushed"));
      this.map.on("move", () => { if (!this.names.classList.contains("hushed")) { this.name(); } });
      this.map.on("moveend resize", () => { this.names.classList.remove("hushed"); this.draw(); });
      this.page.state.on("lang", () => this.name());
      this.draw();
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
      this.name();
    }

    name() {
      this.names.replaceChildren(...this.lines.map((line) => this.nameOf(line)).filter(Boolean));
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
      return node;
    }
  };
})();
