/* Arrows of relocation on one map, as wide as the households that move are many; names keep clear of them. */
(function () {
  "use strict";
  const { el } = zoneplan;
  const PANE = "moves", BELOW_SIGNS = 425;
  const INK = "#9a6200", CASING = "#ffffff", WIDEST = 9, LEAST = 1.6, HIT = 16, DASH = "7 5";
  const STEPS = 40, BEND = 0.18, GAP_PX = 14, LOOP_PX = 50, CLEAR_PX = 8, WEIGHT = 2;

  zoneplan.arrowLook = { INK, WIDEST, LEAST, DASH };

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

  zoneplan.MoveArrows = class extends zoneplan.Drawing {
    constructor(page, map, book) {
      super(page, map, page.covers);
      const { arrows } = { arrows: [], ...book.model.moves }, most = (all) => Math.max(0, ...all.map((arrow) => arrow.households || 0));
      Object.assign(this, { arrows, lines: [] });
      this.most = most((page.model.moves || {}).arrows || []) || most(arrows);
      const pane = map.createPane(PANE);
      pane.style.zIndex = BELOW_SIGNS;
      pane.setAttribute("aria-hidden", "true");
      this.renderer = L.svg({ pane: PANE, padding: 0.3 });
    }

    get on() {
      return Boolean(this.page.state.get("moves"));
    }

    draw() {
      this.group.clearLayers();
      this.lines = [];
      if (this.on) { this.arrows.forEach((arrow) => this.arrow(arrow)); }
    }

    width(arrow) {
      return arrow.households && this.most ? Math.max(LEAST, (WIDEST * arrow.households) / this.most) : LEAST;
    }

    arrow(arrow) {
      const { map } = this, [a, b] = [arrow.start, arrow.end].map((at) => map.latLngToLayerPoint(at));
      const far = a.distanceTo(b), room = far < 1 ? GAP_PX : Math.min(GAP_PX, far / 4), weight = this.width(arrow);
      const line = between(path(a, b), room);
      if (line.length < 2) { return; }
      this.lines.push(line);
      const tip = line[line.length - 1], length = 7 + 1.1 * weight, half = 4 + 0.6 * weight;
      const body = line.filter((p) => p.distanceTo(tip) >= length * 0.8);
      const neck = body[body.length - 1] || line[0], turn = Math.atan2(tip.y - neck.y, tip.x - neck.x);
      const beside = (side) => L.point(tip.x - length * Math.cos(turn) - side * half * Math.sin(turn), tip.y - length * Math.sin(turn) + side * half * Math.cos(turn));
      this.put(L.polyline, body, { color: CASING, weight: weight + 3, opacity: 0.75 });
      this.put(L.polyline, body, { color: INK, weight, opacity: 0.9, dashArray: arrow.dashed ? DASH : null, lineCap: "butt", className: arrow.dashed ? "move dashed" : "move" });
      this.put(L.polygon, [tip, beside(1), beside(-1)], { color: CASING, weight: 1, fillColor: INK, fillOpacity: 1, className: "move-head" });
      const hit = this.put(L.polyline, line, { weight: Math.max(HIT, weight), opacity: 0, interactive: true, className: "move-hit" })
        .bindTooltip(() => this.words(arrow), { sticky: true, className: "tip overlay-tip", direction: "top", offset: [0, -8] });
      hit.getElement().setAttribute("tabindex", "-1"); /* the panel has the same in words */
    }

    /* Small boxes along what is in view of the arrows, in layer points, that a name would rather not lie on. */
    boxes() {
      const { min, max } = this.map.getPixelBounds(), origin = this.map.getPixelOrigin(), view = L.bounds(min.subtract(origin), max.subtract(origin));
      return this.lines.flatMap((line) => line.slice(1).flatMap((to, k) => {
        const [a, b] = L.LineUtil.clipSegment(line[k], to, view) || [], steps = a ? Math.max(1, Math.ceil(a.distanceTo(b) / CLEAR_PX)) : 0;
        return Array.from({ length: steps }, (_, n) => {
          const { x, y } = a.add(b.subtract(a).multiplyBy(n / steps));
          return { x: x - CLEAR_PX / 2, y: y - CLEAR_PX / 2, w: CLEAR_PX, h: CLEAR_PX, weight: WEIGHT };
        });
      }));
    }

    put(make, points, options) {
      const at = points.map((p) => this.map.layerPointToLatLng(p));
      return make(at, { interactive: false, smoothFactor: 0, ...options, pane: PANE, renderer: this.renderer }).addTo(this.group);
    }

    words(arrow) {
      const [first, ...rest] = arrow.text.map((line) => this.page.say(line));
      return el("span", {}, [el("b", {}, first), ...rest.map((line) => el("span", {}, line))]);
    }
  };
})();
