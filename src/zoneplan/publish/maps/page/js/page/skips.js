/* Links past the controls, for keyboards and screen readers: they move the focus and leave the address alone. */
(function () {
  "use strict";
  const { byId } = zoneplan;

  zoneplan.Skips = class {
    constructor(page) {
      this.page = page;
      this.links = [...byId("skips").querySelectorAll("a")];
    }

    start() {
      this.links.forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); this.to(link.hash.slice(1)); }));
      this.page.on("card", () => this.offer());
      this.offer();
    }

    /* A card can be skipped to while one is open. */
    offer() {
      this.links.find((link) => link.hash === "#card").hidden = byId("card").hidden;
    }

    to(id) {
      const { page } = this;
      if (id === "places") { page.panel.fold(false); byId("places").open = true; }
      const ends = { map: page.map.getContainer(), card: byId("card-name"), places: byId("places").querySelector("summary") };
      (ends[id] || byId(id)).focus();
    }
  };
})();
