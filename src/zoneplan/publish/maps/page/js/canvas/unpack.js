/* Shapes as the file holds them: Web Mercator integers, rings end to end; the layout is told in pack.py. */
(function () {
  "use strict";
  const HEAD = 16, ROLES = 4, LINE = 2, DEGREES = 180 / Math.PI;

  zoneplan.Shapes = class {
    /* Ring r has the vertices ringStart[r] to ringStart[r + 1], shape i the rings shapeStart[i] to shapeStart[i + 1]. */
    constructor(bits, xy, ringStart, role, shapeStart) {
      Object.assign(this, { bits, xy, ringStart, role, shapeStart, count: shapeStart.length - 1, world: 2 ** bits });
      this.bounds = this.measured();
    }

    /* West, north, east, south of every shape in units; west exceeds east where there is nothing. */
    measured() {
      const { xy, ringStart, shapeStart, count } = this, bounds = new Int32Array(4 * count);
      for (let i = 0; i < count; i++) {
        let west = 2 ** 31 - 1, north = west, east = -1, south = -1;
        for (let v = ringStart[shapeStart[i]], end = ringStart[shapeStart[i + 1]]; v < end; v++) {
          const x = xy[2 * v], y = xy[2 * v + 1];
          if (x < west) { west = x; }
          if (x > east) { east = x; }
          if (y < north) { north = y; }
          if (y > south) { south = y; }
        }
        bounds.set([west, north, east, south], 4 * i);
      }
      return bounds;
    }

    closed(ring) {
      return this.role[ring] !== LINE;
    }

    latLng(x, y) {
      return L.latLng(DEGREES * Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / this.world))), (360 * x) / this.world - 180);
    }

    /* A point in units, not rounded. */
    units(latlng) {
      const sine = Math.sin(latlng.lat / DEGREES);
      return [(latlng.lng / 360 + 0.5) * this.world, (0.5 - Math.atanh(sine) / (2 * Math.PI)) * this.world];
    }

    /* The rings and lines of a shape; rings end where they begin. */
    latLngs(i) {
      const found = [];
      for (let r = this.shapeStart[i]; r < this.shapeStart[i + 1]; r++) {
        const line = [];
        for (let v = this.ringStart[r]; v < this.ringStart[r + 1]; v++) { line.push(this.latLng(this.xy[2 * v], this.xy[2 * v + 1])); }
        if (this.closed(r)) { line.push(line[0]); }
        found.push(line);
      }
      return found;
    }

    latLngBounds(i) {
      const [west, north, east, south] = this.bounds.subarray(4 * i, 4 * i + 4);
      return west > east ? L.latLngBounds([]) : L.latLngBounds(this.latLng(west, south), this.latLng(east, north));
    }
  };

  function reader(bytes) {
    let at = 0;
    const number = () => { at += 4; return (bytes[at - 4] | (bytes[at - 3] << 8) | (bytes[at - 2] << 16) | (bytes[at - 1] << 24)) >>> 0; };
    const column = (count) => {
      const found = new Int32Array(count);
      for (let plane = 0; plane < 4; plane++, at += count) {
        for (let i = 0; i < count; i++) { found[i] |= bytes[at + i] << (8 * plane); }
      }
      return found;
    };
    return { number, column };
  }

  function starts(sizes) {
    const found = new Int32Array(sizes.length + 1);
    for (let i = 0; i < sizes.length; i++) { found[i + 1] = found[i] + sizes[i]; }
    return found;
  }

  /* Told vertices are steps from the one before; copied runs are read backwards from an earlier ring. */
  function vertices(count, told, before, length, back, across, down) {
    const xy = new Int32Array(2 * count);
    let v = 0, t = 0, x = 0, y = 0;
    const tell = (end) => {
      for (; t < end; t++, v++) {
        x += (across[t] >>> 1) ^ -(across[t] & 1);
        y += (down[t] >>> 1) ^ -(down[t] & 1);
        xy[2 * v] = x;
        xy[2 * v + 1] = y;
      }
    };
    for (let c = 0; c < length.length; c++) {
      tell(t + before[c]);
      for (let n = length[c], from = v - back[c]; n > 0; n--, v++, from--) {
        x = xy[2 * v] = xy[2 * from];
        y = xy[2 * v + 1] = xy[2 * from + 1];
      }
    }
    tell(told);
    return xy;
  }

  zoneplan.unpack = function (bytes, bits) {
    const { number, column } = reader(bytes);
    const [shapes, rings, runs, told] = [number(), number(), number(), number()];
    if (bytes.length !== HEAD + 4 * (shapes + rings + 3 * runs + 2 * told)) { throw new Error("The shapes are not whole."); }
    const ringsOf = column(shapes), coded = column(rings), before = column(runs), length = column(runs), back = column(runs);
    const ringStart = starts(coded.map((code) => Math.floor(code / ROLES)));
    const xy = vertices(ringStart[rings], told, before, length, back, column(told), column(told));
    return new zoneplan.Shapes(bits, xy, ringStart, Uint8Array.from(coded, (code) => code % ROLES), starts(ringsOf));
  };
})();
