/* Finds boxes near a place: grids of halved cells, each box in the finest grid whose cells are at least as large as it. */
(function () {
  "use strict";
  const DEEPEST = 9;

  zoneplan.GridIndex = class {
    /* Boxes as west, north, east, south one after another; those whose west exceeds their east are left out. */
    constructor(boxes) {
      this.boxes = boxes;
      this.count = boxes.length / 4;
      this.frame();
      const cell = new Int32Array(this.count).fill(-1);
      this.used = new Uint8Array(this.depth + 1);
      this.start = new Int32Array(this.first(this.depth + 1) + 1);
      for (let i = 0; i < this.count; i++) {
        if (boxes[4 * i] <= boxes[4 * i + 2]) { this.start[(cell[i] = this.cell(i)) + 1] += 1; }
      }
      for (let c = 1; c < this.start.length; c++) { this.start[c] += this.start[c - 1]; }
      this.items = new Int32Array(this.start[this.start.length - 1]);
      const next = this.start.slice();
      cell.forEach((c, i) => { if (c >= 0) { this.items[next[c]++] = i; } });
    }

    frame() {
      const { boxes } = this;
      let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
      for (let b = 0; b < boxes.length; b += 4) {
        if (boxes[b] > boxes[b + 2]) { continue; }
        west = Math.min(west, boxes[b]);
        north = Math.min(north, boxes[b + 1]);
        east = Math.max(east, boxes[b + 2]);
        south = Math.max(south, boxes[b + 3]);
      }
      const any = west <= east;
      Object.assign(this, { west: any ? west : 0, north: any ? north : 0, side: any ? Math.max(east - west, south - north) + 1 : 1 });
      this.depth = Math.min(DEEPEST, Math.ceil(Math.log2(this.count + 1) / 2));
    }

    /* The number of the first cell of a level: 1 + 4 + 16 ... cells come before. */
    first(level) {
      return (4 ** level - 1) / 3;
    }

    cell(i) {
      const { boxes, side } = this, b = 4 * i;
      const size = Math.max(boxes[b + 2] - boxes[b], boxes[b + 3] - boxes[b + 1]);
      const level = size > 0 ? Math.min(this.depth, Math.floor(Math.log2(side / size))) : this.depth, across = 2 ** level;
      const column = Math.floor((((boxes[b] + boxes[b + 2]) / 2 - this.west) / side) * across);
      const row = Math.floor((((boxes[b + 1] + boxes[b + 3]) / 2 - this.north) / side) * across);
      this.used[level] = 1;
      return this.first(level) + row * across + column;
    }

    /* Calls with the number of every box that meets a box. A box reaches half a cell beyond the cell of its middle at most. */
    search(west, north, east, south, found) {
      for (let level = 0; level <= this.depth; level++) {
        if (!this.used[level]) { continue; }
        const across = 2 ** level, first = this.first(level);
        const at = (value, origin, reach) => Math.max(0, Math.min(across - 1, Math.floor(((value - origin) / this.side) * across + reach)));
        const left = at(west, this.west, -0.5), right = at(east, this.west, 0.5), bottom = at(south, this.north, 0.5);
        for (let row = at(north, this.north, -0.5); row <= bottom; row++) {
          this.run(first + row * across + left, first + row * across + right, west, north, east, south, found);
        }
      }
    }

    /* Cells of one row follow one another, and so do their boxes. */
    run(from, to, west, north, east, south, found) {
      const { boxes, items } = this;
      for (let k = this.start[from], end = this.start[to + 1]; k < end; k++) {
        const b = 4 * items[k];
        if (boxes[b] <= east && boxes[b + 2] >= west && boxes[b + 1] <= south && boxes[b + 3] >= north) { found(items[k]); }
      }
    }
  };
})();
