/* The canvas of outlines: a Leaflet layer that keeps painted tiles of the present zoom and puts them together on one canvas. */
(function () {
  "use strict";
  const TILE_PX = 256, SLICE_MS = 24, MOST_RATIO = 2, FEW = 400, SPARE = 0.12;

  zoneplan.Areas = L.Layer.extend({
    /* `circles`: draw places that have a radius but no shape; `least`: the smallest radius of such a circle in pixels. */
    options: { pane: "overlayPane", circles: false, least: 3 },

    initialize(book, options) {
      L.setOptions(this, options);
      this.locator = new zoneplan.Locator(book, this.options);
      this.painter = new zoneplan.Painter(this.locator);
      this.bits = book.shapes.bits;
      this.tiles = new Map();
      this.pool = [];
      this.of = new Uint16Array(book.count);
      this.looks = [];
    },

    onAdd() {
      this.canvas = L.DomUtil.create("canvas", "zoneplan-areas leaflet-zoom-animated", this.getPane());
      this.canvas.setAttribute("aria-hidden", "true");
      this.canvas.style.pointerEvents = "none";
      this.context = this.canvas.getContext("2d");
      this.reset();
    },

    onRemove() {
      clearTimeout(this.timer);
      this.timer = this.behind = this.view = null;
      this.forget(() => true);
      this.pool = [];
      this.canvas.remove();
    },

    getEvents() {
      return { viewreset: this.reset, moveend: this.reset, move: this.moved, zoom: this.zoomed, zoomanim: this.zooming };
    },

    /* Sets the look of every place: a number in `looks` from 1, or 0 where it is not shown. Only what changes is painted anew. */
    look(of, looks) {
      const same = JSON.stringify(looks) === JSON.stringify(this.looks), changed = [];
      for (let i = 0; same && changed.length <= FEW && i < of.length; i++) {
        if (of[i] !== this.of[i]) { changed.push(i); }
      }
      Object.assign(this, { of: Uint16Array.from(of), looks, inked: null });
      if (!this.view) { return this; }
      if (same && changed.length <= FEW) { this.stale(changed); } else { this.tiles.forEach((tile) => { tile.ready = false; }); }
      this.together = this.painted;
      return this.work();
    },

    stale(changed) {
      const { boxes } = this.locator.index, { scale } = this.view, spare = this.painter.spare || 0;
      this.tiles.forEach((tile) => {
        const west = (tile.left - spare) / scale, north = (tile.top - spare) / scale, reach = (tile.side + 2 * spare) / scale;
        if (changed.some((i) => boxes[4 * i] <= west + reach && boxes[4 * i + 2] >= west && boxes[4 * i + 1] <= north + reach && boxes[4 * i + 3] >= north)) {
          tile.ready = false;
        }
      });
    },

    /* The places under a point within some pixels, the smallest first. */
    at(latlng, px) {
      if (!this._map) { return []; }
      const units = (px * 2 ** this.bits) / (TILE_PX * 2 ** this._map.getZoom());
      return this.locator.at(L.latLng(latlng), units, (i) => this.of[i] > 0);
    },

    /* Paints with so many pixels of the canvas to one of the page, as for a printer; none: as many as the screen has. */
    sharpen(ratio) {
      this.asked = ratio;
      return this.view ? this.reset() : this;
    },

    /* Paints everything in view now. */
    flush() {
      return this.work(Infinity);
    },

    /* ---- where the canvas stands; pixels are those of the screen, counted from the north-west of the world ---- */
    frame(center, zoom) {
      const map = this._map, size = map.getSize(), ratio = this.asked || Math.min(window.devicePixelRatio || 1, MOST_RATIO);
      const corner = map.project(center, zoom).subtract(size.divideBy(2)).multiplyBy(ratio);
      const width = Math.ceil(size.x * (1 + 2 * SPARE) * ratio), height = Math.ceil(size.y * (1 + 2 * SPARE) * ratio);
      const left = Math.floor(corner.x - SPARE * size.x * ratio), top = Math.floor(corner.y - SPARE * size.y * ratio);
      return { zoom, ratio, left, top, width, height, scale: (TILE_PX * 2 ** zoom * ratio) / 2 ** this.bits, side: Math.round(TILE_PX * ratio) };
    },

    reset() {
      const view = this.frame(this._map.getCenter(), this._map.getZoom()), last = this.shown;
      this.begin(view);
      if (last && last.scale !== view.scale) { this.keep(last); }
      this.shown = view;
      this.fit();
      this.compose();
      return this.work();
    },

    /* Makes a view the one that tiles are painted for. */
    begin(view) {
      const last = this.view;
      this.view = view;
      if (!last || last.scale !== view.scale) {
        this.forget(() => true);
        this.together = false;
        if (!last || last.ratio !== view.ratio) { this.inked = null; }
      }
      const far = (tile) => tile.left + tile.side < view.left - view.width || tile.left > view.left + 2 * view.width ||
        tile.top + tile.side < view.top - view.height || tile.top > view.top + 2 * view.height;
      this.forget(far);
    },

    forget(which) {
      this.tiles.forEach((tile, key) => {
        if (which(tile)) { this.tiles.delete(key); this.pool.push(tile.context); }
      });
    },

    /* What is seen stays, scaled, until the tiles of the new zoom are there. */
    keep(last) {
      const copy = this.behind ? this.behind.canvas : document.createElement("canvas");
      copy.width = this.canvas.width;
      copy.height = this.canvas.height;
      copy.getContext("2d").drawImage(this.canvas, 0, 0);
      this.behind = { ...last, canvas: copy };
    },

    fit() {
      const { width, height, ratio } = this.view;
      if (this.canvas.width !== width || this.canvas.height !== height) { Object.assign(this.canvas, { width, height }); }
      this.canvas.style.width = `${width / ratio}px`;
      this.canvas.style.height = `${height / ratio}px`;
      this.place();
    },

    /* Puts the canvas on whole pixels of the screen. */
    place() {
      const map = this._map, { left, top, ratio } = this.view, pane = L.DomUtil.getPosition(map.getPane("mapPane")), origin = map.getPixelOrigin();
      const on = (world, from, moved) => Math.round(world - (from - moved) * ratio) / ratio - moved;
      L.DomUtil.setTransform(this.canvas, L.point(on(left, origin.x, pane.x), on(top, origin.y, pane.y)), 1);
    },

    moved() {
      const { view } = this, map = this._map;
      if (!view || map.getZoom() !== view.zoom) { return; }
      const now = this.frame(map.getCenter(), view.zoom), spare = SPARE * view.ratio, size = map.getSize();
      if (Math.abs(now.left - view.left) > spare * size.x || Math.abs(now.top - view.top) > spare * size.y) { this.reset(); }
    },

    zoomed() {
      if (this.shown && this._map.getZoom() !== this.shown.zoom) { this.transform(this._map.getCenter(), this._map.getZoom()); }
    },

    /* An animated zoom has begun: the tiles of its end are painted while the canvas is being scaled. */
    zooming({ center, zoom }) {
      this.transform(center, zoom);
      this.begin(this.frame(center, zoom));
      this.work();
    },

    transform(center, zoom) {
      const map = this._map, { left, top, ratio, zoom: drawn } = this.shown, scale = map.getZoomScale(zoom, drawn);
      const pane = L.DomUtil.getPosition(map.getPane("mapPane"));
      const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(pane).round();
      L.DomUtil.setTransform(this.canvas, L.point((left / ratio) * scale, (top / ratio) * scale).subtract(origin), scale);
    },

    /* ---- tiles ---- */
    wanted() {
      const { left, top, width, height, side } = this.view, found = [];
      for (let column = Math.floor(left / side); column * side < left + width; column++) {
        for (let row = Math.floor(top / side); row * side < top + height; row++) { found.push(this.tile(column, row)); }
      }
      return found;
    },

    tile(column, row) {
      const key = `${column}:${row}`, { side, scale } = this.view;
      if (!this.tiles.has(key)) { this.tiles.set(key, { left: column * side, top: row * side, side, scale, ready: false, context: null }); }
      return this.tiles.get(key);
    },

    /* Paints tiles from the middle outwards, in slices, so that the page goes on answering. */
    work(most) {
      clearTimeout(this.timer);
      this.timer = null;
      if (!this.view) { return this; }
      const until = performance.now() + (most || SLICE_MS), { left, top, width, height, side } = this.view;
      const away = (tile) => Math.hypot(tile.left + (side - width) / 2 - left, tile.top + (side - height) / 2 - top);
      const waiting = this.wanted().filter((tile) => !tile.ready).sort((a, b) => away(a) - away(b)), done = [];
      while (waiting.length && (!done.length || performance.now() < until)) { done.push(this.paint(waiting.shift())); }
      if (waiting.length) { this.timer = setTimeout(() => this.work(), 0); }
      this.present(done, !waiting.length);
      return this;
    },

    paint(tile) {
      if (!this.inked) { this.painter.look(this.of, this.looks, this.view.ratio); this.inked = true; }
      if (!tile.context) {
        tile.context = this.pool.pop() || document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        if (tile.context.canvas.width !== tile.side) { tile.context.canvas.width = tile.context.canvas.height = tile.side; }
      }
      this.painter.paint(tile);
      tile.ready = true;
      return tile;
    },

    /* Shows what was painted; a change of looks is shown at once when all of it is there. */
    present(done, complete) {
      if (this.shown !== this.view) { return; }
      if (complete) {
        this.painted = true;
        const whole = this.behind || this.together;
        this.behind = null;
        this.together = false;
        if (whole) { this.compose(); } else { done.forEach((tile) => this.show(tile)); }
        this.pool.length = Math.min(this.pool.length, this.tiles.size);
        this.fire("load");
      } else if (!this.together) { done.forEach((tile) => this.show(tile)); }
    },

    compose() {
      const { context, view, behind } = this;
      context.clearRect(0, 0, view.width, view.height);
      if (behind) {
        const grown = view.scale / behind.scale;
        context.drawImage(behind.canvas, behind.left * grown - view.left, behind.top * grown - view.top, behind.width * grown, behind.height * grown);
      }
      this.wanted().filter((tile) => tile.context).forEach((tile) => this.show(tile));
    },

    show(tile) {
      const { context, view } = this;
      context.clearRect(tile.left - view.left, tile.top - view.top, tile.side, tile.side);
      context.drawImage(tile.context.canvas, tile.left - view.left, tile.top - view.top);
    },
  });
})();
