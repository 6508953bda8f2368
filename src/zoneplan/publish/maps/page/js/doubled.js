/* What is drawn over a plan whatever the time: on the map, and on the second map while a comparison lasts. */
(function () {
  "use strict";

  zoneplan.Doubled = class {
    /* make(map, book) gives a drawing that has show(), draw() and remove(). */
    constructor(page, make) {
      Object.assign(this, { page, make, drawings: [make(page.map, page.book)] });
      page.on("second", () => this.second());
    }

    get first() {
      return this.drawings[0];
    }

    second() {
      const { compared } = this.page, [first, ...rest] = this.drawings;
      rest.forEach((drawing) => drawing.remove());
      this.drawings = compared.scene ? [first, this.make(compared.map, compared.book)] : [first];
      this.drawings.slice(1).forEach((drawing) => drawing.show());
    }

    show() {
      this.drawings.forEach((drawing) => drawing.show());
    }

    draw() {
      this.drawings.forEach((drawing) => drawing.draw());
    }
  };
})();
