/* The page: outlines and signs, rings, grid, cards, panel. All data comes from the model. */
(function () {
  "use strict";
  const NARROW = 720, HIT_PX = 10, GRID_GAP_PX = 62;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const byId = (id) => document.getElementById(id);
  const narrow = () => window.innerWidth < NARROW;

  const { sign, hatches, pathStyle } = zoneplan;

  class Page {
    constructor(map, model) {
      this.map = map;
      this.words = model.words;
      this.model = model;
      this.layers = new Map(model.layers.map((l) => [l.id, { ...l, group: L.featureGroup(), shown: false }]));
      this.items = model.places.map((place) => ({ place, layer: this.layers.get(place.layer), at: L.latLng(place.at) }));
      this.byPlace = new Map(this.items.map((item) => [item.place.id, item]));
    }

    /* ---- drawing ---- */
    panes() {
      [["grid", 210], ["ground", 300], ["communes", 350], ["halo", 380], ["zones", 410], ["legs", 420], ["signs", 610], ["findings", 620], ["names", 630]]
        .forEach(([name, z]) => { this.map.createPane(name).style.zIndex = z; });
      ["grid", "halo", "legs"].forEach((name) => { this.map.getPane(name).style.pointerEvents = "none"; });
      this.legs = L.layerGroup().addTo(this.map);
      this.halo = L.layerGroup().addTo(this.map);
    }

    draw(item) {
      const { place, layer } = item;
      item.shapes = place.outline ? this.outline(item) : layer.pane === "zones" ? this.circle(item) : this.marker(item);
      item.shapes.forEach((shape) => {
        const tip = document.createElement("span");
        tip.textContent = place.name;
        shape.bindTooltip(tip, { sticky: true, direction: "top", offset: [0, -8], className: "tip" });
        shape.on("click", (event) => { L.DomEvent.stopPropagation(event); this.open(item, place.outline ? event.latlng : null); });
        shape.on("mouseover", () => this.glow(item));
        shape.on("mouseout", () => this.glow(this.chosen));
        layer.group.addLayer(shape);
      });
    }

    outline(item) {
      return [L.geoJSON(item.place.outline, {
        style: pathStyle(item.layer, item.place), pane: item.layer.pane,
        pointToLayer: (f, at) => L.circleMarker(at, { ...pathStyle(item.layer, item.place), radius: 4 }),
      })];
    }

    circle(item) {
      const { place, layer } = item, style = pathStyle(layer, place);
      const hit = L.circleMarker(item.at, { pane: layer.pane, radius: HIT_PX, stroke: false, fillOpacity: 0, className: "hit" });
      const seen = place.radius_m ? L.circle(item.at, { ...style, radius: place.radius_m }) : L.circleMarker(item.at, { ...style, radius: 5 });
      return [hit, seen];
    }

    marker(item) {
      const { place, layer } = item, px = place.size_px;
      const exact = place.exact || layer.style.shape !== "diamond";
      const icon = L.divIcon({ html: sign(layer, px, exact), className: "sign-box", iconSize: [px, px] });
      return [L.marker(item.at, { icon, pane: layer.pane, keyboard: false, riseOnHover: true, zIndexOffset: -Math.round(px * 20) })];
    }

    show(layer, on) {
      layer.shown = on;
      if (on) { layer.group.addTo(this.map); } else { layer.group.remove(); }
    }

    /* ---- places that share one point stand in a ring around it ---- */
    diameter(item) {
      const { place } = item;
      if (item.layer.pane !== "zones") { return place.size_px; }
      return Math.max(11, 2 * this.pixels(place.radius_m, place.at));
    }

    pixels(metres, at) {
      const here = L.latLng(at), step = here.lat + metres / 111320;
      return Math.abs(this.map.latLngToLayerPoint([step, here.lng]).y - this.map.latLngToLayerPoint(here).y);
    }

    spread() {
      this.legs.clearLayers();
      const groups = new Map();
      this.items.filter((i) => !i.place.outline && i.layer.pane !== "communes" && i.layer.shown).forEach((item) => {
        const key = item.place.at.join();
        groups.set(key, [...(groups.get(key) || []), item]);
      });
      groups.forEach((group) => this.ring(group));
    }

    /* Each takes as much of the ring as it is wide; few on a ring need a wider one, as chords are shorter than arcs. */
    ring(group) {
      const centre = this.map.latLngToLayerPoint(group[0].place.at), n = group.length;
      const wide = group.map((item) => this.diameter(item)), round = wide.reduce((a, b) => a + b, 0);
      const reach = n === 1 ? 0 : Math.max(13, ((n === 2 ? 1.75 : n === 3 ? 1.4 : 1.2) * round) / (2 * Math.PI));
      let turn = -Math.PI / 2 - (Math.PI * wide[0]) / round;
      group.forEach((item, i) => {
        const half = (Math.PI * wide[i]) / round, at = turn + half;
        turn += 2 * half;
        this.move(item, reach ? centre.add([reach * Math.cos(at), reach * Math.sin(at)]) : null);
      });
    }

    move(item, point) {
      item.at = point ? this.map.layerPointToLatLng(point) : L.latLng(item.place.at);
      item.shapes.forEach((shape) => shape.setLatLng(item.at));
      if (item.layer.pane === "zones") {
        const small = this.diameter(item) < 18;
        item.shapes[1].setStyle({ dashArray: small ? "2 1.6" : "5 3.5", weight: small ? 1.2 : item.layer.style.weight });
      }
      if (point) {
        L.polyline([item.place.at, item.at], { pane: "legs", color: "#6b7078", weight: 0.7, interactive: false }).addTo(this.legs);
      }
    }

    /* Small zones above large ones, so that each can be reached. */
    stack() {
      const zones = this.items.filter((i) => i.layer.shown && i.layer.pane === "zones");
      const size = (i) => (i.place.outline ? 1e9 : i.place.radius_m);
      zones.sort((a, b) => size(b) - size(a)).forEach((item) => item.shapes.forEach((s) => s.bringToFront()));
      zones.filter((i) => i.place.part).forEach((item) => item.shapes[0].bringToFront());
    }

    /* ---- how far a place may be off ---- */
    glow(item) {
      this.halo.clearLayers();
      if (!item || !item.place.uncertainty_m || !item.layer.shown) { return; }
      const base = { pane: "halo", color: item.layer.style.stroke, interactive: false };
      if (item.place.outline) {
        const weight = 2 * this.pixels(item.place.uncertainty_m, item.place.at);
        L.geoJSON(item.place.outline, { ...base, style: { ...base, weight, opacity: 0.13, fill: false } }).addTo(this.halo);
      } else {
        L.circle(item.place.at, { ...base, radius: item.place.uncertainty_m, weight: 1, dashArray: "2 5", fillOpacity: 0.03 }).addTo(this.halo);
      }
    }

    /* ---- cards ---- */
    open(item, at) {
      this.chosen = item;
      const card = document.createElement("div");
      card.innerHTML = item.place.html;
      this.cite(card);
      card.tabIndex = -1;
      card.addEventListener("toggle", () => this.keepInside(), true);
      const edge = narrow() ? 8 : this.leftEdge();
      const high = this.map.getSize().y - (narrow() ? 190 : 96);
      document.documentElement.style.setProperty("--card-height", `${Math.max(180, Math.min(620, high))}px`);
      const wide = Math.min(348, window.innerWidth - 44);
      this.popup = L.popup({
        minWidth: wide, maxWidth: wide, className: "card-box", offset: [0, item.place.outline ? 0 : -4],
        autoPanPaddingTopLeft: [edge, narrow() ? 44 : 12], autoPanPaddingBottomRight: [16, narrow() ? 60 : 16],
      }).setLatLng(at || item.at).setContent(card).openOn(this.map);
      this.popup.item = item;
      const close = this.popup.getElement().querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", this.words.close);
      close.title = this.words.close;
      this.glow(item);
      document.body.classList.add("card-open");
      card.focus({ preventScroll: true });
    }

    /* Sources stand in the model once; a card names them by id. */
    cite(card) {
      card.querySelectorAll("[data-sources]").forEach((node) => {
        const titles = node.dataset.sources.split(";").map((id) => this.model.titles[id] || id);
        node.textContent = [...titles, node.textContent].filter(Boolean).join(" · ");
      });
    }

    closed() {
      this.chosen = null;
      this.glow(null);
      document.body.classList.remove("card-open");
    }

    keepInside() {
      const box = this.popup.getElement().getBoundingClientRect();
      const top = narrow() ? 44 : 12;
      if (box.top < top) { this.map.panBy([0, box.top - top]); }
    }

    goTo(item) {
      const box = document.querySelector(`input[data-layer="${item.layer.id}"]`);
      if (!box.checked) { box.checked = true; box.dispatchEvent(new Event("change")); }
      if (narrow()) { this.fold(true); }
      const extent = item.place.outline ? item.shapes[0].getBounds() : item.at.toBounds(Math.max(6000, 5 * item.place.radius_m));
      const done = () => this.open(item, null);
      const options = { paddingTopLeft: [this.leftEdge(), 20], paddingBottomRight: [20, 20], maxZoom: 13 };
      if (still) { this.map.fitBounds(extent, { ...options, animate: false }); done(); return; }
      this.map.once("moveend", done);
      this.map.flyToBounds(extent, { ...options, duration: 0.7 });
    }

    leftEdge() {
      const panel = byId("panel").getBoundingClientRect();
      return narrow() ? 8 : panel.right + 12;
    }

    home() {
      const shown = this.items.filter((i) => i.layer.shown), strong = shown.filter((i) => i.place.strong);
      const marks = (narrow() && strong.length > 1 ? strong : shown).map((i) => i.place.at);
      if (marks.length) {
        this.map.fitBounds(L.latLngBounds(marks), {
          paddingTopLeft: [this.leftEdge() + 8, narrow() ? 60 : 30], paddingBottomRight: narrow() ? [24, 90] : [50, 40], maxZoom: 13, animate: false,
        });
      }
    }

    /* ---- names ---- */
    box(item) {
      const { place, layer } = item;
      if (place.outline) {
        const b = item.shapes[0].getBounds();
        const nw = this.map.latLngToLayerPoint(b.getNorthWest()), se = this.map.latLngToLayerPoint(b.getSouthEast());
        return { x: nw.x, y: nw.y, w: se.x - nw.x, h: se.y - nw.y, owner: place.id };
      }
      const at = this.map.latLngToLayerPoint(item.at), d = layer.pane === "communes" ? place.size_px : this.diameter(item);
      return { x: at.x - d / 2, y: at.y - d / 2, w: d, h: d, owner: place.id };
    }

    label() {
      const zoom = this.map.getZoom(), seen = this.map.getBounds().pad(0.3);
      const shown = this.items.filter((i) => i.layer.shown && seen.contains(i.at));
      const items = shown.filter((i) => i.place.label && (i.place.strong || zoom >= i.layer.label_zoom)).map((i) => ({
        owner: i.place.id, text: i.place.label, strong: i.place.strong, kind: i.layer.id.split("_")[0],
        below: i.layer.pane === "communes", box: this.box(i),
        open: i.layer.pane === "communes" ? () => this.open(i, null) : null,
      }));
      const signs = shown.filter((i) => i.layer.pane !== "communes" && !i.place.part).map((i) => this.box(i));
      const corner = this.map.containerPointToLayerPoint([narrow() ? 0 : this.leftEdge() - 12, 0]), size = this.map.getSize();
      this.labels.show(items, signs, { x: corner.x, y: corner.y, w: size.x - (narrow() ? 0 : this.leftEdge()), h: size.y });
    }

    /* Names wait while the map zooms, as they would not keep pace with it. */
    hush(quiet) {
      this.quiet = quiet;
      [this.map.getPane("names"), byId("grid-labels")].forEach((node) => { node.style.opacity = quiet ? "0" : "1"; });
    }

    /* ---- grid ---- */
    grid() {
      const at = this.map.getCenter(), metres = this.pixels(10000, [at.lat, at.lng]);
      const step = [10, 20, 50, 100].find((km) => (metres * km) / 10 >= GRID_GAP_PX) || 100;
      if (step !== this.gridStep) {
        this.gridStep = step;
        this.gridGroup.clearLayers();
        this.gridShown = this.model.grid.filter((line) => line.km % step === 0);
        this.gridShown.forEach((line) => L.polyline(line.points, {
          pane: "grid", color: "#3c4656", weight: 0.6, opacity: 0.2, interactive: false,
        }).addTo(this.gridGroup));
      }
      this.gridLabels();
    }

    gridLabels() {
      const holder = byId("grid-labels"), size = this.map.getSize();
      holder.replaceChildren();
      this.gridShown.forEach((line) => {
        const across = line.axis === "X", edge = across ? size.x - 6 : 4;
        const points = line.points.map((p) => this.map.latLngToContainerPoint(p));
        const key = across ? "x" : "y", other = across ? "y" : "x";
        const i = points.findIndex((p, k) => k > 0 && (p[key] - edge) * (points[k - 1][key] - edge) <= 0);
        if (i < 1) { return; }
        const a = points[i - 1], b = points[i], t = (edge - a[key]) / (b[key] - a[key] || 1), where = a[other] + t * (b[other] - a[other]);
        if (where < 24 || where > size[other] - (across ? 90 : 70)) { return; }
        const node = document.createElement("span");
        node.textContent = line.label;
        node.className = across ? "across" : "up";
        node.style[across ? "top" : "left"] = `${Math.round(where)}px`;
        holder.appendChild(node);
      });
    }

    /* ---- corner: where the pointer is ---- */
    coordinates(at) {
      const w = this.words, g = this.model.formula;
      const group = (v) => String(Math.round(v)).replace(/\B(?=(\d{3})+$)/g, w.thousands);
      const degrees = (v, name) => `${v.toFixed(4).replace(".", w.decimal)}° ${name}`;
      let text = `${degrees(at.lat, w.north)}  ${degrees(at.lng, w.east)}`;
      if (g) {
        const xy = zoneplan.toGrid(g, at.lng, at.lat);
        text = `X ${group(xy.north)} · Y ${group(xy.east)}   ${text}`;
      }
      byId("coordinates").textContent = text;
    }

    controls() {
      const w = this.words;
      L.control.attribution({ prefix: false, position: "bottomright" }).addAttribution(w.attribution).addTo(this.map);
      L.control.scale({ imperial: false, maxWidth: 130, position: "bottomright" }).addTo(this.map);
      const zoom = L.control.zoom({ zoomInTitle: w.zoom_in, zoomOutTitle: w.zoom_out, position: "bottomright" }).addTo(this.map);
      const all = L.DomUtil.create("a", "home", zoom.getContainer());
      all.href = "#";
      all.title = w.home;
      all.setAttribute("role", "button");
      all.setAttribute("aria-label", w.home);
      all.innerHTML = '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" fill="none" stroke="currentColor" stroke-width="1.8"/></svg>';
      L.DomEvent.on(all, "click", (event) => { L.DomEvent.stop(event); this.home(); });
      const holder = L.DomUtil.create("div", "", this.map.getContainer());
      holder.id = "grid-labels";
      holder.setAttribute("aria-hidden", "true");
      this.map.getContainer().setAttribute("aria-label", w.map);
      this.map.getContainer().setAttribute("role", "application");
    }

    /* ---- panel ---- */
    panel() {
      this.cite(byId("panel"));
      document.querySelectorAll("[data-symbol]").forEach((node) => {
        const layer = this.layers.get(node.dataset.symbol);
        node.innerHTML = sign(layer, layer.style.shape === "area" ? 14 : 16, true);
      });
      const power = { id: "hydropower_operating", style: (this.layers.get("hydropower_operating") || {}).style };
      const readings = {
        circle: '<svg width="18" height="18" viewBox="-9 -9 18 18"><circle r="7" fill="none" stroke="#1f5fae" stroke-width="1.5" stroke-dasharray="4 3"/></svg>',
        halo: '<svg width="22" height="18" viewBox="-11 -9 22 18"><circle r="8" fill="none" stroke="#5a6270" stroke-dasharray="2 4"/><circle r="2.5" fill="#5a6270"/></svg>',
        diamond: power.style ? sign(power, 16, true) : "",
        hollow: power.style ? sign(power, 16, false) : "",
      };
      document.querySelectorAll("[data-reading]").forEach((node) => {
        node.innerHTML = readings[node.dataset.reading];
        node.parentElement.hidden = !readings[node.dataset.reading];
      });
      document.querySelectorAll("input[data-layer]").forEach((box) => box.addEventListener("change", () => {
        this.show(this.layers.get(box.dataset.layer), box.checked);
        this.refresh();
      }));
      byId("fold").addEventListener("click", () => this.fold(byId("fold").getAttribute("aria-expanded") === "true"));
      if (narrow()) { this.fold(true); }
      L.DomEvent.disableScrollPropagation(byId("panel"));
    }

    fold(away) {
      const button = byId("fold"), words = away ? this.words.expand : this.words.collapse;
      button.setAttribute("aria-expanded", String(!away));
      button.setAttribute("aria-label", words);
      button.title = words;
      byId("panel").classList.toggle("folded", away);
    }

    refresh() {
      if (this.chosen && !this.chosen.layer.shown) { this.map.closePopup(); }
      byId("shown").textContent = [...this.layers.values()].reduce((sum, l) => sum + (l.shown ? l.count : 0), 0);
      this.spread();
      this.stack();
      this.label();
    }

    start() {
      hatches(this.model.layers);
      this.panes();
      this.controls();
      this.panel();
      this.labels = new zoneplan.Labels(this.map.getPane("names"));
      this.gridGroup = L.layerGroup().addTo(this.map);
      this.items.forEach((item) => this.draw(item));
      zoneplan.findings(this);
      this.layers.forEach((layer) => this.show(layer, layer.on));
      this.home();
      this.refresh();
      this.grid();
      this.coordinates(this.map.getCenter());
      this.map.on("zoomstart", () => { this.hush(true); });
      this.map.on("move", () => { if (!this.quiet) { this.gridLabels(); } });
      this.map.on("zoomend", () => { this.spread(); this.glow(this.chosen); });
      this.map.on("moveend", () => { this.hush(false); this.label(); this.grid(); });
      this.map.on("mousemove", (event) => { this.pointed = true; this.coordinates(event.latlng); });
      this.map.on("move", () => { if (!this.pointed) { this.coordinates(this.map.getCenter()); } });
      this.map.on("popupclose", (event) => { if (event.popup === this.popup) { this.closed(); } });
      document.addEventListener("keydown", (event) => { if (event.key === "Escape") { this.map.closePopup(); } });
      window.addEventListener("beforeprint", () => this.map.invalidateSize({ animate: false }));
    }
  }

  zoneplan.start = function (map, model) {
    const page = new Page(map, model);
    zoneplan.page = page;
    page.start();
    new zoneplan.Search(page).start();
    document.documentElement.dataset.ready = "yes";
  };
})();
