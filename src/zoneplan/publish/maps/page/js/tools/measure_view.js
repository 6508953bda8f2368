/* What is measured, drawn on the map and told in a box: lines as the shortest way over the ground, figures in the reader's format. */
(function () {
  "use strict";
  const { el, svg, byId, icon, fill, geodesic, ICONS } = zoneplan;
  const INK = "#8a1c5b", PANE = "measure", PANE_Z = 640, HA_M2 = 1e4, KM2_M2 = 1e6, MOST_HA = 1e4;

  /* "842 m", "12,34 km". */
  zoneplan.measuredLength = function (page, metres) {
    if (metres < 1000) { return `${page.number(metres, metres < 100 ? 1 : 0)} m`; }
    return `${page.number(metres / 1000, metres < 1e5 ? 2 : 1)} km`;
  };

  /* m² below a hectare, km² above ten thousand. */
  zoneplan.measuredArea = function (page, m2) {
    if (m2 < HA_M2) { return `${page.number(m2, m2 < 100 ? 1 : 0)} m²`; }
    return m2 < MOST_HA * HA_M2 ? `${page.number(m2 / HA_M2, 2)} ha` : `${page.number(m2 / KM2_M2, 2)} km²`;
  };

  zoneplan.MeasureView = class {
    constructor(measure) {
      Object.assign(this, { measure, page: measure.page, map: measure.map });
      const pane = this.map.createPane(PANE);
      pane.style.zIndex = PANE_Z;
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
      this.renderer = L.svg({ pane: PANE });
      this.keptGroup = L.layerGroup().addTo(this.map);
      this.group = L.layerGroup().addTo(this.map);
      this.crosshair = svg("svg", { class: "tool-crosshair", width: 32, height: 32, viewBox: "-16 -16 32 32", "aria-hidden": "true" }, [
        svg("path", { d: "M0 -15V-3M0 3V15M-15 0H-3M3 0H15", stroke: "#fff", "stroke-width": 5 }), svg("path", { d: "M0 -15V-3M0 3V15M-15 0H-3M3 0H15", stroke: INK, "stroke-width": 2 }),
      ]);
      this.map.getContainer().append(this.crosshair);
      this.box = el("section", { id: "measure", class: "tool-box" });
      this.box.hidden = true;
      byId("toolbar").append(this.box);
    }

    /* Many changes in one frame make one drawing. */
    draw() {
      if (this.waiting) { return; }
      this.waiting = requestAnimationFrame(() => { this.waiting = null; this.drawNow(); });
    }

    drawNow() {
      const { kind, points, kept, next, aiming } = this.measure;
      this.crosshair.classList.toggle("shown", Boolean(kind && aiming));
      this.group.clearLayers();
      if (kind) { this.shape({ kind, points }, this.group, next); }
      const key = `${this.page.state.get("lang")} ${kept.length}`;
      if (key !== this.keptKey || kept !== this.keptSeen) {
        Object.assign(this, { keptKey: key, keptSeen: kept });
        this.keptGroup.clearLayers();
        kept.forEach((one) => { this.shape(one, this.keptGroup, null); this.label(one); });
      }
      this.panel();
    }

    shape({ kind, points }, group, next) {
      const base = { pane: PANE, renderer: this.renderer, interactive: false, color: INK, weight: 2.5 };
      const along = (all) => all.slice(1).flatMap((point, i) => geodesic.line(all[i], point));
      const closed = kind === "area" && points.length > 2, last = points[points.length - 1];
      if (closed) { L.polygon(along([...points, points[0]]), { ...base, fillOpacity: 0.14 }).addTo(group); } else { L.polyline(along(points), base).addTo(group); }
      if (next) {
        const open = [along([last, next]), ...(kind === "area" && points.length > 1 ? [along([next, points[0]])] : [])];
        L.polyline(open, { ...base, weight: 1.8, dashArray: "5 4" }).addTo(group);
      }
      points.forEach((point) => L.circleMarker(point, { ...base, radius: 4, weight: 2, fillColor: "#fff", fillOpacity: 1 }).addTo(group));
    }

    label(measure) {
      const { kind, points } = measure, area = kind === "area", at = area ? L.latLngBounds(points).getCenter() : points[points.length - 1];
      L.tooltip({ permanent: true, direction: area ? "center" : "right", offset: area ? [0, 0] : [8, 0], pane: PANE, className: "measure-label", interactive: false })
        .setLatLng(at).setContent(el("span", {}, this.short(measure))).addTo(this.keptGroup);
    }

    /* ---- words ---- */
    short(measure) {
      const figures = zoneplan.measured(measure);
      if (measure.kind === "distance") { return zoneplan.measuredLength(this.page, figures.total); }
      return figures.area === null ? this.page.words[figures.crossing ? "tool_crossing_short" : "tool_area_unknown"] : zoneplan.measuredArea(this.page, figures.area);
    }

    /* [name, value] of each figure that can be told. */
    rows(measure) {
      const { page } = this, { words } = page, figures = zoneplan.measured(measure), n = measure.points.length;
      const length = (metres) => zoneplan.measuredLength(page, metres), last = n > 1 ? [[words.tool_last, length(figures.last)]] : [];
      if (measure.kind === "distance") { return [[words.tool_total, length(figures.total)], ...last]; }
      if (n < 3) { return last; }
      if (figures.area === null) { return [[words.tool_area_name, words[figures.crossing ? "tool_crossing" : "tool_area_unknown"]], ...last]; }
      return [[words.tool_area_name, zoneplan.measuredArea(page, figures.area)], [words.tool_perimeter, length(figures.perimeter)], ...last];
    }

    said(measure) {
      return this.rows(measure).map(([name, value]) => `${name}: ${value}`).join(". ");
    }

    /* A measure that is done, without its last leg. */
    told(measure) {
      return this.rows(measure).slice(0, -1).map(([name, value]) => `${name}: ${value}`).join(". ");
    }

    /* ---- the box ---- */
    panel() {
      const { measure, page } = this, { kind, points, kept } = measure, key = [page.state.get("lang"), kind, points.length > 0, kept.length].join(" ");
      const hidden = !kind && !kept.length, turned = hidden !== this.box.hidden;
      this.box.hidden = hidden;
      if (key !== this.panelKey || kept !== this.panelKept) {
        Object.assign(this, { panelKey: key, panelKept: kept });
        this.box.setAttribute("aria-label", page.words.tool_measure);
        this.box.replaceChildren(...[this.heading(), kind ? this.present() : null, this.list()].flat().filter(Boolean));
      }
      if (kind) { this.figures(); }
      if (turned) { page.emit("measured"); }
    }

    figures() {
      const { measure, page } = this, { kind, points, next } = measure;
      const rows = points.length ? this.rows({ kind, points: next ? [...points, next] : points }) : [];
      this.now.replaceChildren(rows.length ? el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : el("p", { class: "tool-hint" }, page.words[`tool_${kind}_hint`]));
    }

    button(path, word, act, off) {
      const text = this.page.words[word];
      return el("button", { type: "button", class: "tool", id: word.replace(/_/g, "-"), "aria-label": text, title: text, disabled: off, onclick: () => { act(); this.drawNow(); this.refocus(word); } }, [icon(path, 15), el("span", { class: "tool-word" }, text)]);
    }

    /* The box is made anew when its buttons change; whoever works in it by keyboard stays at the same button. */
    refocus(word) {
      const again = byId(word.replace(/_/g, "-"));
      if (again && !again.disabled) { again.focus(); } else { this.map.getContainer().focus({ preventScroll: true }); }
    }

    heading() {
      const { measure } = this, { kind, kept } = measure, name = kind ? `tool_${kind}` : "tool_measure";
      return el("header", {}, [
        el("h2", {}, this.page.words[name]),
        kept.length ? this.button(ICONS.bin, "tool_clear", () => measure.clear()) : null,
        kind ? this.button(ICONS.close, "tool_end", () => measure.end()) : null,
      ]);
    }

    present() {
      const { measure } = this, none = !measure.points.length;
      this.now = el("div", { class: "measure-now" });
      return [this.now, el("div", { class: "measure-buttons" }, [
        this.button(ICONS.plus, "tool_add_centre", () => measure.addCentre()),
        this.button(ICONS.undo, "tool_undo", () => measure.undo(), none),
        this.button(ICONS.done, "tool_finish", () => measure.finish(), none),
      ])];
    }

    list() {
      const { measure, page } = this, { kept } = measure;
      if (!kept.length) { return null; }
      const drop = (one, n) => el("button", {
        type: "button", class: "tool", "aria-label": fill(page.words.tool_drop, { n }), title: fill(page.words.tool_drop, { n }), onclick: () => { measure.remove(one); this.map.getContainer().focus({ preventScroll: true }); },
      }, icon(ICONS.close, 12));
      return el("ol", {}, kept.map((one, i) => el("li", {}, [el("span", {}, this.told(one)), drop(one, i + 1)])));
    }
  };
})();
