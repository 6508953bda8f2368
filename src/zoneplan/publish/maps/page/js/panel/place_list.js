/* The places that are shown, as a list: the way to them for keyboards and screen readers. */
(function () {
  "use strict";
  const { el, byId, fill } = zoneplan;
  const MOST = 300;

  zoneplan.PlaceList = class {
    constructor(page) {
      this.page = page;
      this.node = byId("places");
    }

    start() {
      this.node.addEventListener("toggle", () => this.draw());
      this.page.on("drawn", () => this.draw());
      this.draw();
    }

    draw() {
      const { page } = this, { reading } = page.scene;
      this.node.querySelector("summary").textContent = fill(page.words.places_list, { n: page.number(reading.total, 0) });
      this.node.querySelector("div").replaceChildren(...(this.node.open ? this.groups(reading) : []));
    }

    groups(reading) {
      const { page } = this, by = new Map();
      for (let i = 0; i < page.book.count; i++) {
        if (!reading.of[i]) { continue; }
        const name = page.say(reading.nameOf(reading.entryOf(i))), listed = by.get(name) || [];
        if (listed.length <= MOST) { listed.push(i); }
        by.set(name, listed);
      }
      return [...by].flatMap(([name, places], k) => [el("p", { id: `places-${k}`, class: "listed" }, name), el("ul", { "aria-labelledby": `places-${k}` }, places.slice(0, MOST).map((i) => this.item(reading, i))),
        places.length > MOST ? el("p", { class: "note" }, page.words.places_more) : null]).filter(Boolean);
    }

    item(reading, i) {
      const { page } = this, place = page.book.place(i), value = reading.value(i);
      return el("li", {}, [el("button", { type: "button", class: "link", onclick: () => page.goTo(place) }, zoneplan.told(page, place.name)), value ? ` ${page.say(value.text)}` : null]);
    }
  };
})();
