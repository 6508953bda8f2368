/* The short word at a place that was clicked: its name, what the theme says of it, and what else lies here. */
(function () {
  "use strict";
  const { el } = zoneplan;
  const MOST = 6, FIGURES = 3, CARD_PX = 354;

  zoneplan.Popup = class {
    constructor(page) {
      this.page = page;
      page.on("drawn", () => { if (this.popup && this.popup.isOpen()) { this.popup.options.autoPan = false; this.tell(); } });
    }

    /* others: further places under the same point. */
    open(scene, place, at, others) {
      this.close();
      const [left, top] = this.page.edges();
      this.popup = L.popup({ className: "word", closeButton: false, autoPanPaddingTopLeft: [left + 12, top + 12], autoPanPaddingBottomRight: [CARD_PX, 96], maxWidth: 240, autoClose: true })
        .setLatLng(this.above(scene, place, at)).setContent(this.content(scene, place, others, [])).openOn(scene.map);
      Object.assign(this, { scene, place, others });
      scene.tip.on("contentupdate", this.hush, this);
      this.hush();
      this.tell();
    }

    /* The hint at the pointer says nothing that stands here; which place it is of is known once it is written. */
    hush() {
      queueMicrotask(() => { if (this.popup && this.popup.isOpen() && this.scene.hinted === this.place.i) { this.scene.tip.remove(); } });
    }

    /* Adds the figures when they are read, if the word is still open then. */
    async tell() {
      const { popup, scene, place, others } = this, turn = (this.turn = (this.turn || 0) + 1), rows = this.first(await this.page.card.figures(place), scene, place);
      if (turn === this.turn && popup === this.popup && popup.isOpen()) { popup.setContent(this.content(scene, place, others, rows)); }
    }

    /* The first figure of each part of the card, then the others that a place is expected to have. */
    first(card, scene, place) {
      const said = scene.reading.value(place.i) ? scene.reading.theme.metric : null;
      try {
        const parts = (card.sections || []).map((section) => section.rows), rows = [...parts.map((part) => part[0]), ...parts.flatMap((part) => part.slice(1)), ...(card.ledger || [])];
        const heavy = (row) => (row.key ? 0 : 1);
        return rows.filter((row) => row && row.value && row.metric !== said).sort((a, b) => heavy(a) - heavy(b)).slice(0, FIGURES);
      } catch (damaged) { return []; }
    }

    figure(row) {
      return el("li", {}, [`${row.name}: `, el("b", { class: `value ${row.outcome || ""}` }, [row.value, zoneplan.signed(this.page, row)]), row.as_of ? [" ", el("small", {}, row.as_of)] : null]);
    }

    /* The northernmost point of an outline, as far as it is in view, or the top of a sign: the word covers nothing of its place. */
    above(scene, place, at) {
      const { map } = scene, view = map.getBounds();
      if (place.shape >= 0) {
        const top = scene.book.shapes.latLngs(place.shape).flat().reduce((best, one) => (one.lat > best.lat ? one : best));
        return view.contains(top) ? top : at;
      }
      const sign = map.latLngToLayerPoint(scene.signs.at(place)), edge = map.layerPointToLatLng(sign.subtract([0, scene.signs.px(place) / 2]));
      return view.contains(edge) ? edge : at;
    }

    content(scene, place, others, figures) {
      const { page } = this, value = scene.reading.value(place.i), entry = scene.reading.entryOf(place.i);
      const rest = others.slice(0, MOST).map((one) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => page.choose(one, { scene, at: one.at, others: [] }) }, zoneplan.told(page, one.name))));
      return el("div", {}, [
        el("b", {}, zoneplan.told(page, place.name)),
        entry ? el("p", {}, page.say(scene.reading.nameOf(entry))) : null,
        value ? el("p", {}, `${page.say(scene.reading.theme.name)}: ${page.say(value.text)}${page.say(value.date) ? ` (${page.say(value.date)})` : ""}`) : null,
        figures.length ? el("ul", { class: "figures" }, figures.map((row) => this.figure(row))) : null,
        rest.length ? [el("p", { class: "aside" }, page.words.also_here), el("ul", {}, rest)] : null,
      ]);
    }

    close() {
      if (this.popup) { this.popup.remove(); }
      this.popup = null;
    }
  };
})();
