/* Brings shapes onto a tile: corners on fractions of a pixel, the same for both neighbours, and none that nobody sees. */
(function () {
  "use strict";

  zoneplan.Tracer = class {
    constructor(shapes) {
      this.shapes = shapes;
      this.breadths = this.measured();
    }

    /* How broad each shape is on average, in units: twice its area by the length of its boundary. */
    measured() {
      const { xy, ringStart, shapeStart, count } = this.shapes, found = new Float32Array(count);
      for (let i = 0; i < count; i++) {
        let doubled = 0, length = 0;
        for (let r = shapeStart[i]; r < shapeStart[i + 1]; r++) {
          let last = ringStart[r + 1] - 1;
          for (let v = ringStart[r]; v < ringStart[r + 1]; last = v++) {
            const x = xy[2 * v] - xy[2 * last], y = xy[2 * v + 1] - xy[2 * last + 1];
            doubled += (xy[2 * last] - xy[2 * ringStart[r]]) * y - (xy[2 * last + 1] - xy[2 * ringStart[r] + 1]) * x;
            length += Math.sqrt(x * x + y * y);
          }
        }
        found[i] = length ? Math.abs(doubled) / length : 0;
      }
      return found;
    }

    /* Looks at a square of the world: its corner and side in pixels, pixels to a unit, `spare` pixels around it, steps to a pixel. */
    aim({ left, top, side, scale }, spare, fine) {
      Object.assign(this, { k: scale * fine, x0: left * fine, y0: top * fine, low: -spare * fine, high: (side + spare) * fine, step: 1 / fine, spot: spare - 0.5 });
    }

    x(v) {
      return Math.round(this.shapes.xy[2 * v] * this.k - this.x0);
    }

    y(v) {
      return Math.round(this.shapes.xy[2 * v + 1] * this.k - this.y0);
    }

    /* On which sides of the square a point lies outside. */
    beyond(x, y) {
      return (x < this.low ? 1 : x > this.high ? 2 : 0) | (y < this.low ? 4 : y > this.high ? 8 : 0);
    }

    trace(path, i) {
      const { shapeStart, ringStart } = this.shapes;
      for (let r = shapeStart[i]; r < shapeStart[i + 1]; r++) {
        this.ring(path, ringStart[r], ringStart[r + 1], this.shapes.closed(r));
      }
    }

    /* A corner between two others falls away when it lies on their line, or all three beyond one side: what is seen stays the
       same. Rings are closed by a line, since closePath() of Chromium measures the whole path every time. */
    ring(path, from, to, closed) {
      const { step } = this;
      let px = this.x(from), py = this.y(from), beyondP = this.beyond(px, py), qx = px, qy = py, beyondQ = beyondP, waiting = false;
      const startX = px * step, startY = py * step;
      if (from + 1 === to && !closed) { spot(path, startX, startY, this.spot); return; }
      path.moveTo(startX, startY);
      for (let v = from + 1; v < to; v++) {
        const x = this.x(v), y = this.y(v);
        if (x === qx && y === qy) { continue; }
        const beyond = this.beyond(x, y);
        if (waiting && !(beyondP & beyondQ & beyond) && !onward(qx - px, qy - py, x - qx, y - qy)) {
          path.lineTo(qx * step, qy * step);
          px = qx;
          py = qy;
          beyondP = beyondQ;
        }
        qx = x;
        qy = y;
        beyondQ = beyond;
        waiting = true;
      }
      if (waiting) { path.lineTo(qx * step, qy * step); }
      if (waiting && closed) { path.lineTo(startX, startY); }
    }

    /* The stretches of a shape's lines that are seen, each with how far along its ring it starts: dashes go on from tile to tile. */
    stretches(i, draw) {
      const { shapeStart, ringStart } = this.shapes;
      for (let r = shapeStart[i]; r < shapeStart[i + 1]; r++) {
        this.stretch(ringStart[r], ringStart[r + 1], this.shapes.closed(r), draw);
      }
    }

    stretch(from, to, closed, draw) {
      const { step } = this, count = to - from;
      let along = 0, path = null, begun = 0, ax = this.x(from), ay = this.y(from);
      for (let n = 1; n < count + (closed ? 1 : 0); n++) {
        const v = from + (n % count), bx = this.x(v), by = this.y(v), length = Math.hypot(bx - ax, by - ay), seen = this.clipped(ax, ay, bx, by);
        if (path && (!seen || seen[0] > 0)) { draw(path, begun * step); path = null; }
        if (seen && !path) {
          path = new Path2D();
          begun = along + seen[0] * length;
          path.moveTo((ax + seen[0] * (bx - ax)) * step, (ay + seen[0] * (by - ay)) * step);
        }
        if (seen) { path.lineTo((ax + seen[1] * (bx - ax)) * step, (ay + seen[1] * (by - ay)) * step); }
        along += length;
        ax = bx;
        ay = by;
      }
      if (path) { draw(path, begun * step); }
    }

    /* From which to which share of a step it runs inside the square, or nothing. */
    clipped(ax, ay, bx, by) {
      if (this.beyond(ax, ay) & this.beyond(bx, by)) { return null; }
      let enter = 0, leave = 1;
      for (const [start, change] of [[ax, bx - ax], [ay, by - ay]]) {
        if (!change) { continue; }
        const one = (this.low - start) / change, other = (this.high - start) / change;
        enter = Math.max(enter, Math.min(one, other));
        leave = Math.min(leave, Math.max(one, other));
      }
      return enter <= leave ? [enter, leave] : null;
    }
  };

  /* A point among the parts of a shape. */
  function spot(path, x, y, reach) {
    path.moveTo(x, y - reach);
    [[reach, 0], [0, reach], [-reach, 0], [0, -reach]].forEach(([right, down]) => path.lineTo(x + right, y + down));
  }

  function onward(ax, ay, bx, by) {
    return ax * by === ay * bx && ax * bx + ay * by > 0;
  }
})();
