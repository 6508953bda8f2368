/* Paints one tile: every place that touches it, a path for each look, the looks in their order. */
(function () {
  "use strict";
  const FINE = 4, COARSE = 2, MANY = 4000; /* steps to a pixel, on tiles of few and of many places */
  const TINY_PX = 1.5, THIN_PX = 0.5, THREAD_PX = 1.25;
  const CROWD = 1000, FILLED = 0.05, OUTLINED = 5; /* in a coverage of so many places, outlines are drawn from so many line widths across */
  const FAINT = 0.75, ROUND_DASH = [5, 3.5], SMALL_DASH = [2, 1.6], SMALL_PX = 9;

  /* The paths of one look on one tile. `fit`: places of a coverage, filled together without seams; `rest`: all others. */
  class Layout {
    constructor(ink) {
      Object.assign(this, { ink, fit: new Path2D(), bare: new Path2D(), rest: new Path2D(), line: new Path2D(), round: new Path2D(), thin: new Path2D() });
      Object.assign(this, { has: {}, dots: [], marks: [], dashed: [] });
    }

    path(name) {
      this.has[name] = true;
      return this[name];
    }
  }

  zoneplan.Painter = class {
    /* `places` is a Locator. */
    constructor(places) {
      this.places = places;
      this.tracer = new zoneplan.Tracer(places.shapes);
      this.scratch = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    }

    /* `of` has the look of each place, 0 for none; looks are painted in their order. */
    look(of, looks, ratio) {
      this.of = of;
      this.ratio = ratio;
      this.inks = looks.map((look) => new zoneplan.Ink(look, ratio));
      this.spare = Math.ceil(Math.max(0, ...this.inks.map((ink) => ink.width)) / 2 + Math.max(TINY_PX, this.places.least) * ratio + 1);
      this.coverages(looks.length);
    }

    /* The coverage that the places of each look belong to, 0 where they belong to none or to several; how many are shown of each. */
    coverages(count) {
      const found = new Int32Array(count).fill(-1), { fits, count: places } = this.places;
      this.crowds = new Map();
      for (let i = 0; i < places; i++) {
        const k = this.of[i] - 1;
        if (k < 0 || !fits[i]) { continue; }
        found[k] = found[k] === -1 || found[k] === fits[i] ? fits[i] : 0;
        this.crowds.set(fits[i], (this.crowds.get(fits[i]) || 0) + 1);
      }
      this.coverage = found.map((one) => Math.max(0, one));
    }

    /* Paints {context, left, top, side, scale}: the corner and side of a square in pixels of the world, pixels to a unit. */
    paint(tile) {
      const { context, side } = tile, found = this.found(tile);
      context.clearRect(0, 0, side, side);
      this.tracer.aim(tile, this.spare, found.count > MANY ? COARSE : FINE);
      const layouts = [];
      found.byLook.forEach((places, k) => { if (places) { layouts.push(this.lay(places, k, tile)); } });
      for (let k = 0; k < layouts.length;) {
        let end = k + 1;
        while (layouts[k].coverage && end < layouts.length && layouts[end].coverage === layouts[k].coverage) { end += 1; }
        this.put(layouts.slice(k, end), tile);
        k = end;
      }
    }

    found({ left, top, side, scale }) {
      const { spare, of } = this, byLook = this.inks.map(() => null);
      let count = 0;
      this.places.index.search((left - spare) / scale, (top - spare) / scale, (left + side + spare) / scale, (top + side + spare) / scale, (i) => {
        const k = of[i] - 1;
        if (k >= 0) { (byLook[k] = byLook[k] || []).push(i); count += 1; }
      });
      return { byLook, count };
    }

    /* ---- which path a place belongs to ---- */
    lay(places, k, tile) {
      const layout = new Layout(this.inks[k]), { shape } = this.places;
      layout.coverage = this.coverage[k];
      layout.crowded = layout.coverage > 0 && layout.ink.opacity >= FILLED && this.crowds.get(layout.coverage) > CROWD;
      places.forEach((i) => { if (shape[i] < 0) { this.circle(layout, i, tile); } else { this.shape(layout, i, shape[i], tile); } });
      return layout;
    }

    shape(layout, i, shape, { scale, left, top }) {
      const { bounds, shapeStart } = this.places.shapes, [west, north, east, south] = bounds.subarray(4 * shape, 4 * shape + 4);
      const { ink } = layout, px = (Math.max(east - west, south - north) * scale) / this.ratio, tiny = px < TINY_PX;
      const closed = this.places.shapes.closed(shapeStart[shape]), fits = closed && layout.coverage > 0 && this.places.fits[i] > 0;
      const crowded = fits && layout.crowded;
      if (tiny) { (crowded ? layout.dots : layout.marks).push(((west + east) / 2) * scale - left, ((north + south) / 2) * scale - top); }
      const outlined = ink.width > 0 && !tiny && (!crowded || px * this.ratio >= OUTLINED * ink.width);
      if (outlined && ink.dash.length) { layout.dashed.push(shape); }
      if (!closed) {
        if (!tiny && !ink.dash.length) { this.tracer.trace(layout.path("line"), shape); }
        return;
      }
      if (!tiny && !outlined && this.tracer.breadths[shape] * scale < THIN_PX * this.ratio) { this.tracer.trace(layout.path("thin"), shape); }
      this.tracer.trace(layout.path(!fits ? "rest" : outlined ? "fit" : "bare"), shape);
    }

    circle(layout, i, { scale, left, top }) {
      const [x, y, reach] = this.places.round(i), radius = Math.max(reach * scale, this.places.least * this.ratio);
      const path = layout.path("round");
      path.moveTo(x * scale - left + radius, y * scale - top);
      path.arc(x * scale - left, y * scale - top, radius, 0, 2 * Math.PI);
      layout.small = radius < SMALL_PX * this.ratio;
    }

    /* ---- painting ---- */
    put(layouts, tile) {
      if (layouts[0].coverage) { this.together(layouts, tile); }
      layouts.forEach((layout) => this.apart(layout, tile));
      layouts.forEach((layout) => this.outline(layout, tile.context));
    }

    /* Neighbours in different colours: what each covers of a pixel is added up, so that nothing of the ground shows between them. */
    together(layouts, { context, left, top, side }) {
      const { scratch } = this, px = Math.max(1, Math.round(this.ratio));
      if (scratch.canvas.width !== side) { scratch.canvas.width = scratch.canvas.height = side; }
      scratch.clearRect(0, 0, side, side);
      scratch.globalCompositeOperation = "lighter";
      layouts.forEach((layout) => {
        this.fill(scratch, layout, left, top);
        if (layout.has.fit) { layout.bare.addPath(layout.fit); }
        if (layout.has.fit || layout.has.bare) { scratch.fill(layout.bare, "nonzero"); }
      });
      scratch.globalCompositeOperation = "source-over";
      layouts.forEach((layout) => this.small(scratch, layout, px, left, top));
      context.globalAlpha = 1;
      context.drawImage(scratch.canvas, 0, 0);
    }

    /* What is too thin or too small to be seen takes the place of what is there. */
    small(context, layout, px, left, top) {
      this.fill(context, layout, left, top);
      if (layout.has.thin) {
        context.lineWidth = THREAD_PX * this.ratio;
        context.strokeStyle = context.fillStyle;
        context.globalCompositeOperation = "destination-out";
        const { globalAlpha } = context;
        context.globalAlpha = 1;
        context.stroke(layout.thin);
        context.globalCompositeOperation = "lighter";
        context.globalAlpha = globalAlpha;
        context.stroke(layout.thin);
        context.globalCompositeOperation = "source-over";
      }
      for (let d = 0; d < layout.dots.length; d += 2) {
        const x = Math.floor(layout.dots[d] - (px - 1) / 2), y = Math.floor(layout.dots[d + 1] - (px - 1) / 2);
        context.clearRect(x, y, px, px);
        context.fillRect(x, y, px, px);
      }
    }

    fill(context, { ink }, left, top) {
      context.globalAlpha = ink.opacity;
      context.fillStyle = ink.fill(context, left, top);
    }

    apart(layout, { context, left, top }) {
      const { has, ink } = layout;
      this.fill(context, layout, left, top);
      if (has.rest) { context.fill(layout.rest, "nonzero"); }
      if (has.round) {
        context.globalAlpha *= FAINT;
        context.fill(layout.round, "nonzero");
      }
      if (has.thin && !layout.coverage) {
        context.lineWidth = THREAD_PX * this.ratio;
        context.strokeStyle = context.fillStyle;
        context.stroke(layout.thin);
      }
      context.globalAlpha = 1;
      context.fillStyle = ink.mark;
      const px = Math.max(1, Math.round(Math.max(this.ratio, ink.width)));
      for (let m = 0; m < layout.marks.length; m += 2) {
        context.fillRect(Math.floor(layout.marks[m] - (px - 1) / 2), Math.floor(layout.marks[m + 1] - (px - 1) / 2), px, px);
      }
    }

    outline(layout, context) {
      const { ink, has } = layout;
      if (!ink.width) { return; }
      Object.assign(context, { globalAlpha: 1, strokeStyle: ink.look.stroke, lineWidth: ink.width, lineJoin: "round", lineCap: ink.dash.length ? "butt" : "round" });
      if (ink.dash.length) { this.dashes(layout, context); } else {
        ["fit", "rest", "line"].filter((name) => has[name]).forEach((name) => context.stroke(layout[name]));
      }
      if (has.round) {
        context.setLineDash((layout.small ? SMALL_DASH : ROUND_DASH).map((length) => length * this.ratio));
        context.stroke(layout.round);
      }
      context.setLineDash([]);
    }

    dashes({ ink, dashed }, context) {
      context.setLineDash(ink.dash);
      dashed.forEach((shape) => this.tracer.stretches(shape, (path, along) => {
        context.lineDashOffset = along;
        context.stroke(path);
      }));
      context.lineDashOffset = 0;
    }
  };
})();
