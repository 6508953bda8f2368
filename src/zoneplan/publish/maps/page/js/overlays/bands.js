/* Distance bands around existing zones: lines that say how far it is from a zone. A screening, no legal finding. */
(function () {
  "use strict";
  const { el, svg, fill } = zoneplan;
  const { INK, DASH } = zoneplan.bandLook;

  zoneplan.Bands = class {
    constructor(page) {
      this.page = page;
      this.bands = { edges: [], zones: [], left: [], remarks: [], ...page.model.bands };
    }

    start() {
      if (!this.bands.remarks.length) { return; }
      const { page } = this, { state } = page;
      this.drawn = new zoneplan.Doubled(page, (map, book) => new zoneplan.BandLines(page, map, book));
      this.box = zoneplan.overlayBox("bands");
      page.layerList.add({ id: "bands", name: () => page.words.overlay_bands, get: () => Boolean(state.get("bands")), set: (bands) => state.set({ bands }) });
      page.layerList.draw();
      state.on("bands", () => { this.tell(); this.drawn.show(); page.relabel(); });
      state.on("place", () => this.drawn.draw());
      state.on("lang", () => { this.tell(); this.drawn.draw(); });
      this.tell();
      this.drawn.show();
    }

    tell() {
      const { page, bands } = this, { words } = page;
      this.box.hidden = !page.state.get("bands");
      if (this.box.hidden) { this.box.replaceChildren(); return; }
      const some = (circle) => bands.zones.filter((zone) => zone.circle === circle).length;
      this.box.replaceChildren(
        el("h2", {}, words.overlay_bands),
        ...bands.remarks.map((text) => el("p", { class: "note" }, page.say(text))),
        el("ul", { class: "band-edges" }, bands.edges.map((edge) => this.edge(edge))),
        ...[[false, null, words.overlay_bands_outline], [true, DASH, words.overlay_bands_circle]]
          .filter(([circle]) => some(circle)).map(([circle, dash, text]) => this.sample(dash, text, some(circle))),
        ...(bands.zones.length > 1 ? [el("p", { class: "note", "data-screen": true }, words.overlay_bands_one)] : []),
        ...bands.zones.filter((zone) => zone.counts).map((zone) => this.counted(zone)),
        ...this.left(),
      );
    }

    edge(edge) {
      const { page } = this, far = fill(page.words.overlay_band, { m: page.number(edge.m, 0) });
      return el("li", {}, [el("b", {}, far), edge.standard ? `: ${page.say(edge.standard)}` : ""]);
    }

    sample(dash, text, count) {
      const line = svg("path", { d: "M1 6H25", stroke: INK, "stroke-width": 1.6, "stroke-dasharray": dash });
      const zones = fill(this.page.words.overlay_bands_zones, { n: this.page.number(count, 0) });
      return el("p", { class: "overlay-sample" }, [svg("svg", { width: 26, height: 12, "aria-hidden": "true" }, line), `${text} (${zones})`]);
    }

    counted(zone) {
      return el("details", {}, [el("summary", {}, this.name(zone.id)), ...zone.counts.flat().map((text) => el("p", {}, this.page.say(text)))]);
    }

    left() {
      const { page, bands } = this;
      if (!bands.left.length) { return []; }
      return [el("details", {}, [
        el("summary", {}, `${page.words.overlay_bands_left} (${fill(page.words.overlay_bands_zones, { n: page.number(bands.left.length, 0) })})`),
        ...bands.left.map(([id, why]) => el("p", {}, `${this.name(id)}: ${page.say(why)}`)),
      ])];
    }

    name(id) {
      const place = this.page.book.find(id);
      return place ? this.page.say(place.name) : id;
    }
  };
})();
