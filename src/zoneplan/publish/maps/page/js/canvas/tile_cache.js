/* The painted tiles of one zoom: which a view needs, which are still to be painted, and canvases that are used again. */
(function () {
  "use strict";

  zoneplan.TileCache = class {
    constructor(locator) {
      Object.assign(this, { locator, painter: new zoneplan.Painter(locator), tiles: new Map(), pool: [], of: new Uint16Array(locator.count), looks: [] });
    }

    get size() {
      return this.tiles.size;
    }

    /* Sets the looks; where only some places changed theirs, only the tiles that these touch are painted anew. */
    look(of, looks, changed) {
      Object.assign(this, { of, looks, inked: null });
      this.tiles.forEach((tile) => { tile.ready = tile.ready && changed !== null && !this.touched(tile, changed); });
    }

    touched({ left, top, side, scale }, changed) {
      const { boxes } = this.locator.index, spare = this.painter.spare || 0;
      const west = (left - spare) / scale, north = (top - spare) / scale, reach = (side + 2 * spare) / scale;
      return changed.some((i) => boxes[4 * i] <= west + reach && boxes[4 * i + 2] >= west && boxes[4 * i + 1] <= north + reach && boxes[4 * i + 3] >= north);
    }

    /* Turns to a view: tiles of another zoom are let go, and those far away. */
    aim(view) {
      const last = this.view, { left, top, width, height, scale } = view;
      this.view = view;
      if (!last || last.ratio !== view.ratio) { this.inked = null; }
      const far = (from, side, start, length) => from + side < start - length || from > start + 2 * length;
      this.forget((tile) => tile.scale !== scale || far(tile.left, tile.side, left, width) || far(tile.top, tile.side, top, height));
    }

    forget(which) {
      this.tiles.forEach((tile, key) => {
        if (which(tile)) { this.tiles.delete(key); this.pool.push(tile.context); }
      });
    }

    clear() {
      this.forget(() => true);
      this.pool = [];
      this.view = null;
    }

    /* Lets go of canvases beyond those in use. */
    trim() {
      this.pool.length = Math.min(this.pool.length, this.tiles.size);
    }

    /* The tiles that cover the canvas of the view. */
    wanted() {
      const { left, top, width, height, side } = this.view, found = [];
      for (let column = Math.floor(left / side); column * side < left + width; column++) {
        for (let row = Math.floor(top / side); row * side < top + height; row++) { found.push(this.tile(column, row)); }
      }
      return found;
    }

    tile(column, row) {
      const key = `${column}:${row}`, { side, scale } = this.view;
      if (!this.tiles.has(key)) { this.tiles.set(key, { left: column * side, top: row * side, side, scale, ready: false, context: null }); }
      return this.tiles.get(key);
    }

    /* Those still to be painted: what is in view first, from the middle outwards. */
    waiting() {
      const { left, top, width, height, side } = this.view;
      const away = (tile) => Math.hypot(tile.left + (side - width) / 2 - left, tile.top + (side - height) / 2 - top) + (this.inView(tile) ? 0 : width + height);
      return this.wanted().filter((tile) => !tile.ready).sort((a, b) => away(a) - away(b));
    }

    inView({ left, top, side }) {
      return this.view.seen.intersects(L.bounds([left, top], [left + side, top + side]));
    }

    /* Canvases in memory, since the many corners of a path are what takes time, and a graphics card would be sent them all. */
    paint(tile) {
      if (!this.inked) { this.painter.look(this.of, this.looks, this.view.ratio); this.inked = true; }
      if (!tile.context) {
        tile.context = this.pool.pop() || document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        if (tile.context.canvas.width !== tile.side) { tile.context.canvas.width = tile.context.canvas.height = tile.side; }
      }
      this.painter.paint(tile);
      tile.context.getImageData(0, 0, 1, 1); /* has it painted here and now, so that a slice is not longer than it seems */
      tile.ready = true;
      return tile;
    }
  };
})();
