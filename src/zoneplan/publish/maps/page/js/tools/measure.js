/* Measuring distances and areas: points by click, tap or Enter, ended by a double click, Enter twice or Escape; several are kept. */
(function () {
  "use strict";
  const { fill, geodesic, ICONS } = zoneplan;
  const KINDS = ["distance", "area"], TWICE_MS = 400, TWICE_PX = 10, TWICE_TOUCH_PX = 24, LEAST = { distance: 2, area: 3 };

  /* Figures of a measure: {total, last, perimeter, area, crossing}, lengths in metres, areas in m². */
  zoneplan.measured = function ({ kind, points }) {
    const last = points.length > 1 ? geodesic.distance(points[points.length - 2], points[points.length - 1]) : 0;
    return kind === "distance" ? { total: geodesic.length(points), last } : { ...geodesic.polygon(points), last };
  };

  zoneplan.Measure = class {
    constructor(page) {
      Object.assign(this, { page, map: page.map, points: [], kept: [], ahead: null });
    }

    get kind() {
      const tool = this.page.state.get("tool");
      return KINDS.includes(tool) ? tool : null;
    }

    start() {
      const { page, map } = this, box = map.getContainer();
      KINDS.forEach((kind) => page.toolbar.add({
        id: kind, icon: () => ICONS[kind], word: () => `tool_${kind}`, key: kind[0], act: (event) => this.toggle(kind, event), pressed: () => this.kind === kind,
      }));
      this.view = new zoneplan.MeasureView(this);
      ["click", "dblclick"].forEach((type) => box.addEventListener(type, (event) => this.clicked(event), true));
      box.addEventListener("keydown", (event) => this.key(event));
      document.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.kind && !document.querySelector("dialog[open]")) { this.end(); } });
      map.on("mousemove", (event) => this.hovered(event));
      map.on("move", () => { if (this.aiming) { this.look(map.getCenter()); } });
      page.state.on("tool", () => this.changed());
      page.state.on("lang", () => this.view.draw());
    }

    /* ---- the tool begins and ends ---- */
    toggle(kind, event) {
      const byKey = !(event instanceof MouseEvent) || event.detail === 0;
      this.page.state.set({ tool: this.kind === kind ? null : kind });
      if (this.kind) { this.aim(byKey); }
    }

    changed() {
      const { kind, map } = this;
      if (this.points.length && this.drawing !== kind) { this.finish(); }
      this.drawing = kind;
      map.getContainer().classList.toggle("measuring", Boolean(kind));
      const comparing = Boolean(kind) && this.page.state.get("compare") !== null;
      if (comparing) { this.page.state.set({ compare: null }); }
      if (kind) { map.doubleClickZoom.disable(); map.getContainer().focus({ preventScroll: true }); } else { map.doubleClickZoom.enable(); this.aim(false); }
      this.page.toolbar.name();
      this.view.draw();
      if (kind) { this.begun(comparing); }
    }

    begun(comparing) {
      const { page } = this, text = page.words[`tool_${this.kind}_begun`];
      if (comparing) { zoneplan.tell(page, `${page.words.tool_compare_off} ${text}`); } else { page.announce(text); }
    }

    end() {
      const before = this.kept.length;
      this.finish();
      this.page.state.set({ tool: null });
      if (this.kept.length === before) { this.page.announce(this.page.words.said_ended); }
    }

    /* The cross-hair at the centre, for those who measure without a mouse. */
    aim(aiming) {
      this.aiming = aiming;
      this.look(aiming ? this.map.getCenter() : null);
    }

    look(point) {
      this.ahead = point && { lat: point.lat, lng: point.lng };
      this.view.draw();
    }

    /* ---- points ---- */
    add(point) {
      this.points.push({ lat: point.lat, lng: point.lng });
      this.view.draw();
      this.page.announce(fill(this.page.words.tool_point_added, { n: this.points.length, figures: this.view.said(this.current) }));
    }

    undo() {
      if (!this.points.pop()) { return; }
      this.view.draw();
      this.page.announce(fill(this.page.words.tool_point_removed, { n: this.points.length }));
    }

    /* What has enough points is kept, the rest is dropped. */
    finish() {
      const done = { kind: this.drawing, points: this.points };
      this.points = [];
      this.ahead = this.aiming ? this.ahead : null;
      if (done.points.length >= LEAST[done.kind]) {
        this.kept.push(done);
        this.page.announce(fill(this.page.words.tool_measured, { figures: this.view.said(done) }));
      }
      this.view.draw();
    }

    remove(measure) {
      this.kept = this.kept.filter((one) => one !== measure);
      this.view.draw();
    }

    clear() {
      this.kept = [];
      this.points = [];
      this.view.draw();
      this.page.announce(this.page.words.tool_cleared);
    }

    /* Where the next point would be, unless that is where the last one is. */
    get next() {
      const last = this.points[this.points.length - 1], { ahead } = this;
      return last && ahead && (ahead.lat !== last.lat || ahead.lng !== last.lng) ? ahead : null;
    }

    get current() {
      return { kind: this.kind, points: this.points };
    }

    /* ---- mouse, finger, keys ---- */
    clicked(event) {
      if (!this.kind || event.target.closest(".leaflet-control")) { return; }
      event.stopImmediatePropagation();
      event.preventDefault();
      const { dragging, boxZoom } = this.map;
      if (event.type === "dblclick" || (dragging && dragging.moved()) || (boxZoom && boxZoom.moved())) { return; }
      const at = this.map.mouseEventToContainerPoint(event), before = this.clickedAt;
      this.clickedAt = { at, when: event.timeStamp };
      if (event.pointerType === "touch") { this.ahead = null; }
      const near = event.pointerType === "touch" ? TWICE_TOUCH_PX : TWICE_PX;
      if (before && event.timeStamp - before.when < TWICE_MS && at.distanceTo(before.at) < near) { this.clickedAt = null; this.finish(); return; }
      this.add(this.map.containerPointToLatLng(at));
    }

    hovered(event) {
      if (!this.kind) { return; }
      if (this.aiming && event.originalEvent.pointerType !== "touch") { this.aim(false); }
      if (this.points.length) { this.look(event.latlng); }
    }

    /* Enter at the point that was added last ends the measure, and so does Enter after points of a mouse or finger. */
    addCentre() {
      if (!this.aiming && this.points.length) { this.finish(); return; }
      const centre = this.map.getCenter(), last = this.points[this.points.length - 1];
      this.aim(true);
      if (last && centre.equals(L.latLng(last), 1e-9)) { this.finish(); } else { this.add(centre); }
    }

    key(event) {
      if (!this.kind || event.target !== this.map.getContainer()) { return; }
      if (event.key.startsWith("Arrow")) { this.aim(true); return; }
      const act = { Enter: () => this.addCentre(), Backspace: () => this.undo() }[event.key];
      if (act) { event.preventDefault(); act(); }
    }
  };
})();
