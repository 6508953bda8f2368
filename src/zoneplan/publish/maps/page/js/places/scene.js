/* One drawing of a plan on one Leaflet map: outlines, signs, names, and the ring of what may be off. */
(function () {
  "use strict";
  const PANES = [["grid", 210], ["overlay-picture", 250], ["areas", 300], ["halo", 380], ["legs", 420], ["communes", 430], ["zones", 440], ["signs", 610], ["findings", 620], ["names", 630]];
  const QUIET = ["grid", "halo", "legs", "areas", "overlay-picture"];
  const NEAR_PX = 5, FINGER_PX = 14, FARTHEST_M = 1e7, TIP_ABOVE = [0, -9], TIP_BESIDE = [9, 0];

  zoneplan.Scene = class {
    constructor(page, map, book) {
      Object.assign(this, { page, map, book, chosenPlace: null });
      PANES.forEach(([name, z]) => { map.createPane(name).style.zIndex = z; });
      QUIET.forEach((name) => { map.getPane(name).style.pointerEvents = "none"; });
      PANES.forEach(([name]) => { map.getPane(name).setAttribute("aria-hidden", "true"); });
      this.halo = L.layerGroup().addTo(map);
      this.areas = new zoneplan.Areas(book, { pane: "areas" }).addTo(map);
      this.signs = new zoneplan.Signs(this);
      this.labels = new zoneplan.Labels(map.getPane("names"));
      this.tip = L.tooltip({ className: "tip", direction: "top", offset: TIP_ABOVE });
      map.on("zoomstart", () => this.hush(true));
      map.on("moveend", () => { this.hush(false); this.settle(); });
      map.on("click", (event) => this.clicked(event.latlng));
      map.on("mousemove", (event) => this.hovered(event.latlng));
      map.on("mouseout", () => this.pointed(null));
    }

    /* Shows a view: {horizon, theme, layers}. */
    draw(view) {
      this.reading = new zoneplan.Reading(this.book, view);
      this.paint();
      this.settle();
    }

    /* Looks in painter's order: what stands last in the list of layers lies lowest. */
    paint() {
      const order = this.book.model.layers.map((layer) => layer.id), entries = [...this.reading.entries];
      entries.sort((a, b) => order.indexOf(b.layer) - order.indexOf(a.layer) || (a.form === "part") - (b.form === "part") || a.index - b.index);
      const place = new Uint16Array(this.reading.entries.length + 1);
      entries.forEach((entry, k) => { place[entry.index] = k + 1; });
      this.areas.look(this.reading.of.map((index) => place[index]), entries.map((entry) => entry.look));
    }

    /* What depends on what part of the map is in view. */
    settle() {
      if (!this.reading) { return; }
      this.signs.draw();
      this.glow(this.chosenPlace);
      this.label();
    }

    paneOf(layer) {
      const found = this.book.model.layers.find((one) => one.id === layer);
      return PANES.some(([name]) => name === found.pane) ? found.pane : "signs";
    }

    /* Places that stand for something at their point are moved apart; discs of people and dwellings stay. */
    spreads(i) {
      return Boolean(this.book.model.layers[this.book.layerOf(i)].signs);
    }

    pixels(metres, at) {
      const here = L.latLng(at);
      return Math.abs(this.map.latLngToLayerPoint([here.lat + metres / zoneplan.METRES_PER_DEGREE, here.lng]).y - this.map.latLngToLayerPoint(here).y);
    }

    /* ---- pointing and choosing ---- */
    under(latlng) {
      return [...this.signs.under(latlng, NEAR_PX), ...this.areas.at(latlng, NEAR_PX)].filter((i) => this.reading.shown(i)).map((i) => this.book.place(i));
    }

    clicked(latlng) {
      if (this.page.state.get("tool")) { return; }
      const under = this.under(latlng), beside = under.length || !window.matchMedia("(pointer: coarse)").matches ? null : this.signs.near(latlng, FINGER_PX);
      const found = beside ? [beside] : under;
      if (found.length) { this.chosen(found[0], latlng, found.slice(1)); } else { this.page.choose(null); }
    }

    chosen(place, latlng, others) {
      if (this.page.state.get("tool")) { return; }
      this.page.choose(place, { scene: this, at: latlng || this.signs.at(place), others: others || [] });
    }

    hovered(latlng) {
      this.pointer = latlng;
      if (this.waiting) { return; }
      this.waiting = requestAnimationFrame(() => {
        this.waiting = null;
        if (this.pointer && this.reading && !this.overSign) { this.hint(this.under(this.pointer)[0] || null, this.pointer); }
      });
    }

    pointed(place) {
      this.overSign = place;
      this.pointer = null;
      this.hint(place, place && this.signs.at(place));
    }

    hint(place, at) {
      this.map.getContainer().classList.toggle("over-place", Boolean(place));
      if (!place || this.page.state.get("tool") || !window.matchMedia("(hover: hover)").matches) { this.tip.remove(); this.hinted = null; this.glow(this.chosenPlace); return; }
      if (this.hinted !== place.i) {
        const value = this.reading.value(place.i), entry = this.reading.entryOf(place.i);
        this.tip.setContent(zoneplan.el("span", {}, [zoneplan.told(this.page, place.name), zoneplan.el("small", {}, this.page.say(value ? value.text : this.reading.nameOf(entry)))]));
        this.hinted = place.i;
        this.glow(place);
      }
      this.tip.setLatLng(at);
      if (!this.map.hasLayer(this.tip)) { this.tip.addTo(this.map); }
      this.turn(at);
    }

    /* A hint stands over its place, or beside it where what is free ends: at a panel, at the bar between two drawings. */
    turn(at) {
      const { x } = this.map.latLngToContainerPoint(at), { left, right } = this.page.room(this.map), half = this.tip.getElement().offsetWidth / 2;
      const direction = x + half > right ? "left" : x - half < left ? "right" : "top";
      Object.assign(this.tip.options, { direction, offset: direction === "top" ? TIP_ABOVE : TIP_BESIDE });
      this.tip.setLatLng(at);
    }

    /* ---- the place in question, and how far it may be off ---- */
    glow(place) {
      this.halo.clearLayers();
      if (!place || !this.reading || !this.reading.shown(place.i)) { return; }
      const base = { pane: "halo", color: "#1b2330", interactive: false, fill: false };
      const uncertain = Math.min(place.uncertainty_m, FARTHEST_M);
      if (place.shape >= 0) {
        const lines = this.book.shapes.latLngs(place.shape);
        if (uncertain) { L.polyline(lines, { ...base, weight: 2 * this.pixels(uncertain, place.at), opacity: 0.12 }).addTo(this.halo); }
        L.polyline(lines, { ...base, weight: 3 }).addTo(this.halo);
      } else if (uncertain) {
        L.circle(place.at, { ...base, radius: uncertain, weight: 1.2, dashArray: "2 5", fill: true, fillOpacity: 0.04 }).addTo(this.halo);
      }
      if (place.shape < 0) {
        L.circleMarker(this.signs.at(place), { ...base, radius: this.signs.px(place) / 2 + 4, weight: 2 }).addTo(this.halo);
      }
    }

    select(place) {
      this.chosenPlace = place;
      this.glow(place);
    }

    /* ---- names ---- */
    label() {
      const { page, map } = this, { left, top, right, bottom } = page.room(map), naming = new zoneplan.Naming(this), { named, drawn } = naming.places();
      const corner = map.containerPointToLayerPoint([0, 0]), moved = (box) => ({ ...box, x: box.x + corner.x, y: box.y + corner.y });
      const view = moved({ x: left, y: top, w: right - left, h: bottom - top });
      this.labels.show(named.map((place) => naming.item(place)), [...drawn.flatMap((place) => naming.things(place)), ...page.covers.flatMap((boxesOf) => boxesOf(map))], page.walls(map).map(moved), view);
    }

    /* Names wait while the map zooms, as they would not keep pace with it. */
    hush(quiet) {
      this.quiet = quiet;
      this.map.getPane("names").classList.toggle("hushed", quiet);
    }

    relabel() {
      this.labels.clear();
      this.label();
    }
  };
})();
