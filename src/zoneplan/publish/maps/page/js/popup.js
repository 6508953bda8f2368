/* The short word at a place that was clicked: its name, what the theme says of it, and what else lies here. */
(function () {
  "use strict";
  const { el } = zoneplan;
  const MOST = 6, CARD_PX = 354;

  zoneplan.Popup = class {
    constructor(page) {
      this.page = page;
    }

    /* others: further places under the same point. */
    open(scene, place, at, others) {
      this.close();
      const [left, top] = this.page.edges();
      this.popup = L.popup({ className: "word", closeButton: false, autoPanPaddingTopLeft: [left + 12, top + 12], autoPanPaddingBottomRight: [CARD_PX, 96], maxWidth: 240, autoClose: true })
        .setLatLng(this.above(scene, place, at)).setContent(this.content(scene, place, others)).openOn(scene.map);
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

    content(scene, place, others) {
      const { page } = this, value = scene.reading.value(place.i), entry = scene.reading.entryOf(place.i);
      const rest = others.slice(0, MOST).map((one) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => page.choose(one, { scene, at: one.at, others: [] }) }, page.say(one.name))));
      return el("div", {}, [
        el("b", {}, page.say(place.name)),
        entry ? el("p", {}, page.say(scene.reading.nameOf(entry))) : null,
        value ? el("p", {}, `${page.say(scene.reading.theme.name)}: ${page.say(value.text)}${page.say(value.date) ? ` (${page.say(value.date)})` : ""}`) : null,
        rest.length ? [el("p", { class: "aside" }, page.words.also_here), el("ul", {}, rest)] : null,
      ]);
    }

    close() {
      if (this.popup) { this.popup.remove(); }
      this.popup = null;
    }
  };
})();
