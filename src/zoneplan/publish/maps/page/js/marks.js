/* Findings of the checks: a sign at each, hazard tape along its evidence, what is wrong and what to do about it. */
(function () {
  "use strict";
  const { el, symbol, narrow } = zoneplan;
  const LAYER = "findings", BESIDE_PX = 9;

  zoneplan.Marks = class {
    constructor(page) {
      this.page = page;
      this.group = L.layerGroup();
      this.look = page.model.looks.styles[page.model.looks.findings];
    }

    start() {
      if (!this.page.model.marks.length) { return; }
      this.page.state.on("layers", () => this.show());
      this.page.state.on("lang", () => { this.made = false; this.show(); });
      this.show();
    }

    show() {
      const on = this.page.state.get("layers").has(LAYER);
      if (on && !this.made) {
        this.group.clearLayers();
        this.page.model.marks.forEach((mark) => this.draw(mark));
        this.made = true;
      }
      if (on) { this.group.addTo(this.page.map); } else { this.group.remove(); }
    }

    draw(mark) {
      const { look } = this, px = mark.size_px, away = mark.aside ? BESIDE_PX : 0, { shapes } = this.page.book;
      const whole = (mark.places || []).map((id) => this.page.book.find(id)).filter((place) => place && place.shape >= 0).map((place) => place.shape);
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
      return el("div", {}, [el("b", {}, page.say(mark.title)), el("p", { class: "where" }, page.say(mark.where)), ...mark.findings.map((number) => zoneplan.findingRow(page, number, true))]);
    }
  };
})();
