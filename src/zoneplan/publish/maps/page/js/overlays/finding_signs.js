/* Findings of the checks on one map: a sign at each, hazard tape along its evidence, what is wrong and what to do about it. */
(function () {
  "use strict";
  const { el, symbol, narrow } = zoneplan;
  const BESIDE_PX = 9, WEIGHT = 3;

  zoneplan.FindingSigns = class extends zoneplan.Drawing {
    constructor(page, map, book) {
      super(page, map, page.covers);
      const { looks } = book.model;
      Object.assign(this, { book, look: looks.styles[looks.findings], lang: null });
    }

    get on() {
      return this.page.state.get("layers").has(zoneplan.FINDINGS);
    }

    /* Made once in a language, as Leaflet moves the signs with the map. */
    draw() {
      const lang = this.on ? this.page.state.get("lang") : null;
      if (!lang || lang === this.lang) { return; }
      this.lang = lang;
      this.group.clearLayers();
      this.book.model.marks.forEach((mark) => this.mark(mark));
    }

    /* Where the signs stand, in layer points. */
    boxes() {
      return this.book.model.marks.map((mark) => {
        const { x, y } = this.map.latLngToLayerPoint(mark.at), px = mark.size_px, away = this.away(mark);
        return { x: x + away - px / 2, y: y - away - px / 2, w: px, h: px, weight: WEIGHT };
      });
    }

    away(mark) {
      return mark.aside ? BESIDE_PX : 0;
    }

    mark(mark) {
      const { look } = this, px = mark.size_px, away = this.away(mark), { shapes } = this.book;
      const whole = (mark.places || []).filter((id) => this.book.byId.has(id)).map((id) => this.book.place(this.book.byId.get(id))).filter((place) => place.shape >= 0).map((place) => place.shape);
      whole.forEach((shape) => this.tape((style) => L.polyline(shapes.latLngs(shape), style), look));
      mark.outlines.forEach((outline) => this.tape((style) => L.geoJSON(outline, { style, ...style, pointToLayer: (_, at) => L.circleMarker(at, { ...style, radius: 6 }) }), look));
      const icon = L.divIcon({ html: symbol(look, px), className: "sign-box finding-sign", iconSize: [px, px], iconAnchor: [px / 2 - away, px / 2 + away] });
      const marker = L.marker(L.latLng(mark.at), { icon, pane: "findings", keyboard: false, riseOnHover: true, bubblingMouseEvents: false });
      marker.bindTooltip(el("span", {}, this.page.say(mark.title)), { direction: "top", offset: [away, -away - 8], className: "tip" });
      marker.bindPopup(() => this.content(mark), { className: "word finding-word", ...this.room() });
      this.group.addLayer(marker);
    }

    /* How wide a word may be, and what it keeps clear of. */
    room() {
      if (!narrow()) { return { maxWidth: 300, minWidth: 240, autoPanPaddingTopLeft: [this.page.edges()[0] + 50, 12], autoPanPaddingBottomRight: [16, 90] }; }
      return { maxWidth: Math.min(300, window.innerWidth - 110), minWidth: 200, autoPanPaddingTopLeft: [6, 84], autoPanPaddingBottomRight: [64, 8] };
    }

    tape(drawn, look) {
      const base = { pane: "findings", interactive: false, fill: false };
      this.group.addLayer(drawn({ ...base, color: look.fill, weight: 6, opacity: 0.95 }));
      this.group.addLayer(drawn({ ...base, color: look.stroke, weight: 2, dashArray: "6 6", lineCap: "butt" }));
    }

    content(mark) {
      const { page } = this;
      return el("div", {}, [el("b", {}, page.say(mark.title)), el("p", { class: "where" }, page.say(mark.where)), ...mark.findings.map((number) => zoneplan.findingRow(page, number, true, this.book))]);
    }
  };
})();
