/* Where places are: the box of each, and which of them lie under a point. */
(function () {
  "use strict";
  const SMALL = 4, ECCENTRICITY2 = 0.00669438, EQUATOR_M = 2 * Math.PI * 6378137;

  zoneplan.Locator = class {
    /* `circles`: whether places without a shape are circles of their radius, drawn at least `least` pixels in radius. */
    constructor(book, { circles, least }) {
      const { shapes, count } = book;
      Object.assign(this, { shapes, count, circles, least: circles ? least : 0 });
      this.shape = Int32Array.from({ length: count }, (_, i) => book.get("shape", i) ?? -1);
      this.fits = Int32Array.from({ length: count }, (_, i) => book.get("fits", i) || 0);
      this.rounds = new Map();
      const boxes = new Float64Array(4 * count);
      for (let i = 0; i < count; i++) { boxes.set(this.box(book, i), 4 * i); }
      this.index = new zoneplan.GridIndex(boxes);
    }

    box(book, i) {
      const shape = this.shape[i];
      if (shape >= 0) { return this.shapes.bounds.subarray(4 * shape, 4 * shape + 4); }
      if (!this.circles || !book.get("radius_m", i)) { return [1, 1, 0, 0]; }
      const { at, radius_m } = book.place(i), [x, y] = this.shapes.units(at), reach = (radius_m * this.scale(at.lat)) / EQUATOR_M * this.shapes.world;
      this.rounds.set(i, [x, y, reach]);
      return [x - reach, y - reach, x + reach, y + reach];
    }

    /* By how much the map enlarges lengths at a latitude, so that the area of a circle on the ellipsoid is right. */
    scale(lat) {
      const sine2 = Math.sin((lat * Math.PI) / 180) ** 2;
      return (1 - ECCENTRICITY2 * sine2) / Math.sqrt((1 - ECCENTRICITY2) * (1 - sine2));
    }

    /* Middle and radius of a place that is a circle, in units. */
    round(i) {
      return this.rounds.get(i);
    }

    /* The places under a point, the smallest first: areas that hold it, lines and small areas within `reach` units. */
    at(latlng, reach, shown) {
      const [x, y] = this.shapes.units(latlng), found = [];
      this.index.search(x - reach, y - reach, x + reach, y + reach, (i) => {
        if (shown(i) && this.holds(i, x, y, reach)) { found.push([this.area(i), i]); }
      });
      return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, i]) => i);
    }

    holds(i, x, y, reach) {
      const shape = this.shape[i];
      if (shape < 0) {
        const [cx, cy, radius] = this.rounds.get(i);
        return Math.hypot(cx - x, cy - y) <= Math.max(radius, reach);
      }
      const [west, north, east, south] = this.shapes.bounds.subarray(4 * shape, 4 * shape + 4);
      const line = !this.shapes.closed(this.shapes.shapeStart[shape]), small = Math.max(east - west, south - north) < SMALL * reach;
      return (!line && this.winding(shape, x, y) !== 0) || ((line || small) && this.near(shape, x, y, reach));
    }

    /* Calls with the ends of every step of a shape's rings and lines. */
    steps(shape, each) {
      const { xy, ringStart, shapeStart } = this.shapes;
      for (let r = shapeStart[shape]; r < shapeStart[shape + 1]; r++) {
        const from = ringStart[r], end = ringStart[r + 1];
        let last = this.shapes.closed(r) ? end - 1 : from;
        for (let v = from; v < end; last = v++) { each(xy[2 * last], xy[2 * last + 1], xy[2 * v], xy[2 * v + 1]); }
      }
    }

    /* How often the rings of a shape run around a point; holes run the other way. */
    winding(shape, x, y) {
      let turns = 0;
      this.steps(shape, (ax, ay, bx, by) => {
        if ((ay <= y) === (by <= y)) { return; }
        const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
        if (ay <= y && side > 0) { turns += 1; } else if (ay > y && side < 0) { turns -= 1; }
      });
      return turns;
    }

    near(shape, x, y, reach) {
      let least = Infinity;
      this.steps(shape, (ax, ay, bx, by) => {
        const dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
        const share = length2 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2)) : 0;
        least = Math.min(least, Math.hypot(ax + share * dx - x, ay + share * dy - y));
      });
      return least <= reach;
    }

    area(i) {
      const shape = this.shape[i];
      if (shape < 0) { return Math.PI * this.rounds.get(i)[2] ** 2; }
      if (!this.shapes.closed(this.shapes.shapeStart[shape])) { return 0; }
      const [west, north] = this.shapes.bounds.subarray(4 * shape, 4 * shape + 2);
      let doubled = 0;
      this.steps(shape, (ax, ay, bx, by) => { doubled += (ax - west) * (by - north) - (bx - west) * (ay - north); });
      return Math.abs(doubled) / 2;
    }
  };
})();
