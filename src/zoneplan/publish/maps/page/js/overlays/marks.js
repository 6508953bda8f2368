/* Findings of the checks: shown like a layer, on every map there is. */
(function () {
  "use strict";
  zoneplan.FINDINGS = "findings";

  zoneplan.Marks = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      const { page } = this;
      this.drawn = new zoneplan.Doubled(page, (map, book) => new zoneplan.FindingSigns(page, map, book));
      page.state.on("layers", () => this.drawn.show());
      page.state.on("lang", () => this.drawn.draw());
      this.drawn.show();
    }
  };
})();
