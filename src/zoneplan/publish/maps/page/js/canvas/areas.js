/* The canvas of outlines: a Leaflet layer that puts painted tiles together on one canvas, so that no joint is ever seen between
   them, whatever the zoom and the density of the screen. */
(function () {
  "use strict";
  const TILE_PX = 256, SLICE_MS = 24, MOST_RATIO = 2, FEW = 400, SPARE = 0.12;

  zoneplan.Areas = L.Layer.extend({
    /* `circles`: draw places that have a radius but no shape; `least`: the smallest radius of such a circle in pixels. */
    options: { pane: "overlayPane", circles: false, least: 3 },

    initialize(book, options) {
      L.setOptions(this, options);
      this.locator = new zoneplan.Locator(book, this.options);
      this.tiles = new zoneplan.TileCache(this.locator);
      this.bits = book.shapes.bits;
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
      this.timer = this.behind = this.view = this.shown = null;
      this.tiles.clear();
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
      Object.assign(this, { of: Uint16Array.from(of), looks });
      this.tiles.look(this.of, looks, same && changed.length <= FEW ? changed : null);
      if (!this.view) { return this; }
      this.together = this.painted;
      this.loading = true;
      return this.work();
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

    /* Whether something in view is still to be painted; "load" is fired when it is. */
    isLoading() {
      return Boolean(this.loading);
    },

    /* Paints everything now. */
    flush() {
      return this.work(Infinity);
    },

    /* ---- where the canvas stands; pixels are those of the screen, counted from the north-west of the world ---- */
    frame(center, zoom) {
      const map = this._map, size = map.getSize(), ratio = this.asked || Math.min(window.devicePixelRatio || 1, MOST_RATIO);
      const corner = map.project(center, zoom).subtract(size.divideBy(2)).multiplyBy(ratio);
      const width = Math.max(1, Math.ceil(size.x * (1 + 2 * SPARE) * ratio)), height = Math.max(1, Math.ceil(size.y * (1 + 2 * SPARE) * ratio));
      const left = Math.floor(corner.x - SPARE * size.x * ratio), top = Math.floor(corner.y - SPARE * size.y * ratio);
      const seen = L.bounds(corner, corner.add(size.multiplyBy(ratio)));
      return { zoom, ratio, left, top, width, height, seen, scale: (TILE_PX * 2 ** zoom * ratio) / 2 ** this.bits, side: Math.round(TILE_PX * ratio) };
    },

    reset() {
      const view = this.frame(this._map.getCenter(), this._map.getZoom()), last = this.shown;
      this.begin(view);
      if (last && last.scale !== view.scale) { this.keep(last); }
      this.shown = view;
      this.loading = true;
      this.fit();
      this.compose();
      return this.work();
    },

    /* Makes a view the one that tiles are painted for. */
    begin(view) {
      if (!this.view || this.view.scale !== view.scale) { this.together = false; }
      this.view = view;
      this.tiles.aim(view);
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

    /* Paints tiles, those in view first, from the middle outwards; in slices, so that the page goes on answering. */
    work(most) {
      clearTimeout(this.timer);
      this.timer = null;
      if (!this.view) { return this; }
      const until = performance.now() + (most || SLICE_MS), { tiles } = this, waiting = tiles.waiting(), done = [];
      while (waiting.length && (!done.length || performance.now() < until)) { done.push(tiles.paint(waiting.shift())); }
      if (waiting.length) { this.timer = setTimeout(() => this.work(), 0); }
      this.present(done, !waiting.some((tile) => tiles.inView(tile)), !waiting.length);
      return this;
    },

    /* Shows what was painted; a change of looks is shown at once when all in view is there. */
    present(done, seen, everything) {
      if (this.shown !== this.view) { return; }
      const whole = (seen && this.together) || (everything && this.behind);
      if (seen) { Object.assign(this, { painted: true, together: false }); }
      if (everything) {
        this.behind = null;
        this.tiles.trim();
      }
      if (whole) { this.compose(); } else if (!this.together) { done.forEach((tile) => this.show(tile)); }
      if (seen && this.loading) {
        this.loading = false;
        this.fire("load");
      }
    },

    compose() {
      const { context, view, behind } = this;
      context.clearRect(0, 0, view.width, view.height);
      if (behind) {
        const grown = view.scale / behind.scale;
        context.drawImage(behind.canvas, behind.left * grown - view.left, behind.top * grown - view.top, behind.width * grown, behind.height * grown);
      }
      this.tiles.wanted().filter((tile) => tile.context).forEach((tile) => this.show(tile));
    },

    show(tile) {
      const { context, view } = this;
      context.clearRect(tile.left - view.left, tile.top - view.top, tile.side, tile.side);
      context.drawImage(tile.context.canvas, tile.left - view.left, tile.top - view.top);
    },
  });
})();
