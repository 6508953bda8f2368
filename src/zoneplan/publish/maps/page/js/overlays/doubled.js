/* What is drawn over a plan whatever the time: on the map, and on the second map while a comparison lasts. */
(function () {
  "use strict";

  /* A drawing on one map that is there while the reader wants it; a list of the page asks it in which boxes it stands. */
  zoneplan.Drawing = class {
    constructor(page, map, list) {
      Object.assign(this, { page, map, list, group: L.layerGroup() });
      this.asked = (one) => (one === map && this.on ? this.boxes() : []);
      list.push(this.asked);
      this.redraw = () => this.draw();
      map.on("zoomend viewreset", this.redraw);
    }

    show() {
      if (this.on) { this.group.addTo(this.map); } else { this.group.remove(); }
      this.draw();
    }

    remove() {
      this.map.off("zoomend viewreset", this.redraw);
      this.group.remove();
      this.list.splice(this.list.indexOf(this.asked), 1);
    }
  };

  zoneplan.Doubled = class {
    /* make(map, book) gives a drawing. */
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
