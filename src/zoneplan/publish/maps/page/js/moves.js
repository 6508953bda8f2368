/* Relocation moves: arrows from places that people leave to those that serve the same zone, as wide as their households are many. */
(function () {
  "use strict";
  const { el, svg } = zoneplan;
  const PANE = "moves", BELOW_SIGNS = 425;
  const INK = "#9a6200", CASING = "#ffffff", WIDEST = 9, LEAST = 1.6, HIT = 16, DASH = "7 5";
  const STEPS = 40, BEND = 0.18, GAP_PX = 14, LOOP_PX = 50;

  /* Points of a Bézier curve of any degree. */
  function curve(...knots) {
    const at = (points, t) => (points.length === 1 ? points[0] : at(points.slice(1).map((p, i) => points[i].add(p.subtract(points[i]).multiplyBy(t))), t));
    return Array.from({ length: STEPS + 1 }, (_, i) => at(knots, i / STEPS));
  }

  /* A gentle arc to the right of the way; back to its own start where both ends are one point. */
  function path(a, b) {
    if (a.distanceTo(b) < 1) { return curve(a, a.add([2 * LOOP_PX, -1.5 * LOOP_PX]), a.add([2 * LOOP_PX, 1.5 * LOOP_PX]), a); }
    const way = b.subtract(a);
    return curve(a, a.add(b).divideBy(2).add(L.point(-way.y, way.x).multiplyBy(BEND)), b);
  }

  /* The part of a path that leaves room for the signs at its ends. */
  function between(points, room) {
    const [a, b] = [points[0], points[points.length - 1]], last = points.length - 1;
    const first = points.findIndex((p) => p.distanceTo(a) >= room);
    let end = last;
    while (end > 0 && points[end].distanceTo(b) < room) { end -= 1; }
    return first >= 0 && end > first ? points.slice(first, end + 1) : [];
  }

  zoneplan.Moves = class {
    constructor(page) {
      this.page = page;
      this.moves = { arrows: [], remarks: [], ...page.model.moves };
    }

    start() {
      if (!this.moves.remarks.length) { return; }
      const { page } = this, { map, state } = page;
      map.createPane(PANE).style.zIndex = BELOW_SIGNS;
      this.renderer = L.svg({ pane: PANE, padding: 0.3 });
      this.group = L.layerGroup();
      this.most = Math.max(0, ...this.moves.arrows.map((arrow) => arrow.households || 0));
      this.box = zoneplan.overlayBox("moves");
      page.layerList.add({ id: "moves", name: () => page.words.overlay_moves, get: () => Boolean(state.get("moves")), set: (moves) => state.set({ moves }) });
      page.layerList.draw();
      state.on("moves", () => { this.show(); page.layerList.draw(); });
      state.on("lang", () => this.tell());
      map.on("zoomend viewreset", () => this.draw());
      this.show();
    }

    get on() {
      return Boolean(this.page.state.get("moves"));
    }

    show() {
      if (this.on) { this.group.addTo(this.page.map); } else { this.group.remove(); }
      this.draw();
      this.tell();
    }

    /* ---- on the map ---- */
    draw() {
      this.group.clearLayers();
      if (this.on) { this.moves.arrows.forEach((arrow) => this.arrow(arrow)); }
    }

    width(arrow) {
      return arrow.households && this.most ? Math.max(LEAST, (WIDEST * arrow.households) / this.most) : LEAST;
    }

    arrow(arrow) {
      const { map } = this.page, [a, b] = [arrow.start, arrow.end].map((at) => map.latLngToLayerPoint(at));
      const far = a.distanceTo(b), room = far < 1 ? GAP_PX : Math.min(GAP_PX, far / 4), weight = this.width(arrow);
      const line = between(path(a, b), room);
      if (line.length < 2) { return; }
      const tip = line[line.length - 1], length = 7 + 1.1 * weight, half = 4 + 0.6 * weight;
      const body = line.filter((p) => p.distanceTo(tip) >= length * 0.8);
      const neck = body[body.length - 1] || line[0], turn = Math.atan2(tip.y - neck.y, tip.x - neck.x);
      const beside = (side) => L.point(tip.x - length * Math.cos(turn) - side * half * Math.sin(turn), tip.y - length * Math.sin(turn) + side * half * Math.cos(turn));
      this.put(L.polyline, body, { color: CASING, weight: weight + 3, opacity: 0.75 });
      this.put(L.polyline, body, { color: INK, weight, opacity: 0.9, dashArray: arrow.dashed ? DASH : null, lineCap: "butt", className: arrow.dashed ? "move dashed" : "move" });
      this.put(L.polygon, [tip, beside(1), beside(-1)], { color: CASING, weight: 1, fillColor: INK, fillOpacity: 1, className: "move-head" });
      this.put(L.polyline, line, { weight: Math.max(HIT, weight), opacity: 0, interactive: true, className: "move-hit" })
        .bindTooltip(() => this.words(arrow), { sticky: true, className: "tip overlay-tip", direction: "top", offset: [0, -8] });
    }

    put(make, points, options) {
      const at = points.map((p) => this.page.map.layerPointToLatLng(p));
      return make(at, { interactive: false, smoothFactor: 0, ...options, pane: PANE, renderer: this.renderer }).addTo(this.group);
    }

    words(arrow) {
      const [first, ...rest] = arrow.text.map((line) => this.page.say(line));
      return el("span", {}, [el("b", {}, first), ...rest.map((line) => el("span", {}, line))]);
    }

    /* ---- in the panel, so that nobody needs a pointer to read them ---- */
    tell() {
      const { page } = this, { words } = page;
      this.box.hidden = !this.on;
      if (!this.on) { this.box.replaceChildren(); return; }
      const { arrows, remarks } = this.moves, known = arrows.some((arrow) => arrow.households), unknown = arrows.some((arrow) => !arrow.households);
      this.box.replaceChildren(
        el("h2", {}, words.overlay_moves),
        ...(known ? [this.sample(WIDEST / 2, null, words.overlay_moves_known)] : []),
        ...(unknown ? [this.sample(LEAST, null, words.overlay_moves_unknown)] : []),
        ...(arrows.some((arrow) => arrow.dashed) ? [this.sample(3, DASH, words.overlay_moves_dashed)] : []),
        el("div", { class: "move-list" }, arrows.map((arrow) => this.entry(arrow))),
        ...remarks.map((text) => el("p", { class: "note" }, page.say(text))),
      );
    }

    sample(weight, dash, text) {
      const line = svg("path", { d: "M1 6H25", stroke: INK, "stroke-width": weight, "stroke-dasharray": dash });
      return el("p", { class: "overlay-sample" }, [svg("svg", { width: 26, height: 12, "aria-hidden": "true" }, line), text]);
    }

    entry(arrow) {
      const [first, ...rest] = arrow.text.map((line) => this.page.say(line));
      return el("details", {}, [el("summary", {}, first), ...rest.map((line) => el("p", {}, line))]);
    }
  };
})();
