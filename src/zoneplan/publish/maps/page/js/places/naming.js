/* What is named in a view, and what names keep clear of: signs, circles and outlines in the pixels of a scene's map. */
(function () {
  "use strict";
  const MOST = 500, SPARE = 0.3, STEP_PX = 9, EDGE_PX = 5, SIGN = 3, EDGE = 3, DISC = 0.3, AREA = 0.6, PART = 0.05, FEWEST_PX = 40;
  const OUTLINES = new Set(["outline", "provisional", "part"]);

  /* An order among equals that leaves no part of the map without names where there are more than can be shown. */
  const scattered = (i) => Math.imul(i + 1, 0x9e3779b1) >>> 0;

  zoneplan.Naming = class {
    constructor(scene) {
      const { map, book } = scene, corner = map.getPixelBounds(), origin = map.getPixelOrigin(), scale = 2 ** (map.getZoom() + 8 - book.shapes.bits);
      Object.assign(this, { scene, map, book, scale, origin, zoom: map.getZoom(), outlined: new Map() });
      const size = map.getSize(), spare = size.multiplyBy(SPARE);
      this.view = { west: (corner.min.x - spare.x) / scale, north: (corner.min.y - spare.y) / scale, east: (corner.max.x + spare.x) / scale, south: (corner.max.y + spare.y) / scale };
      this.seen = map.getBounds().pad(SPARE);
      this.around = { x: corner.min.x - origin.x - spare.x, y: corner.min.y - origin.y - spare.y, w: size.x + 2 * spare.x, h: size.y + 2 * spare.y };
    }

    inView(i) {
      const shape = this.book.get("shape", i) ?? -1, { lat, lon } = this.book.columns, { view, seen } = this;
      if (shape >= 0) {
        const b = this.book.shapes.bounds, k = 4 * shape;
        return b[k] <= view.east && b[k + 2] >= view.west && b[k + 1] <= view.south && b[k + 3] >= view.north;
      }
      return lat[i] >= seen.getSouth() * 1e6 && lat[i] <= seen.getNorth() * 1e6 && lon[i] >= seen.getWest() * 1e6 && lon[i] <= seen.getEast() * 1e6;
    }

    /* The places in view: those with a name at this zoom, weightiest first, and those that are drawn as something. */
    places() {
      const { book, scene, zoom } = this, named = [], drawn = [];
      for (let i = 0; i < book.count; i++) {
        if (!scene.reading.of[i] || !this.inView(i)) { continue; }
        const layer = book.model.layers[book.get("layer", i)];
        if (book.get("strong", i) || zoom >= layer.label_zoom) { named.push(i); }
        if (layer.signs || layer.id === "communes") { drawn.push(i); }
      }
      named.sort((a, b) => book.get("strong", b) - book.get("strong", a) || book.get("rank", b) - book.get("rank", a) || scattered(a) - scattered(b));
      return { named: named.slice(0, MOST).map((i) => book.place(i)).filter((place) => place.label), drawn: drawn.slice(0, 2 * MOST).map((i) => book.place(i)) };
    }

    /* The box of a place in layer points: of its outline, its circle or its sign. */
    box(place) {
      const { scale, origin } = this, { bounds } = this.book.shapes, k = 4 * place.shape;
      if (place.shape >= 0) {
        return { x: bounds[k] * scale - origin.x, y: bounds[k + 1] * scale - origin.y, w: (bounds[k + 2] - bounds[k]) * scale, h: (bounds[k + 3] - bounds[k + 1]) * scale };
      }
      const at = this.map.latLngToLayerPoint(this.scene.signs.at(place)), d = this.scene.signs.px(place);
      return { x: at.x - d / 2, y: at.y - d / 2, w: d, h: d };
    }

    /* The lines of a shape in layer points, as far as they are near the view. */
    lines(shape) {
      const { shapes } = this.book, { scale, origin, around } = this, found = [], bounds = L.bounds([around.x, around.y], [around.x + around.w, around.y + around.h]);
      const at = (v) => L.point(shapes.xy[2 * v] * scale - origin.x, shapes.xy[2 * v + 1] * scale - origin.y);
      for (let r = shapes.shapeStart[shape]; r < shapes.shapeStart[shape + 1]; r++) {
        const first = shapes.ringStart[r], end = shapes.ringStart[r + 1];
        let from = at(shapes.closed(r) ? end - 1 : first), line = [];
        for (let v = shapes.closed(r) ? first : first + 1; v < end; v++) {
          const to = at(v), piece = L.LineUtil.clipSegment(from, to, bounds);
          if (piece && line.length && piece[0].equals(line[line.length - 1])) { line.push(piece[1]); } else if (piece) { found.push((line = piece)); } else { line = []; }
          from = to;
        }
      }
      return found;
    }

    /* Small boxes along an outline, so that a name may stand in the bay of it. */
    edges(place) {
      if (!this.outlined.has(place.i)) { this.outlined.set(place.i, this.along(place)); }
      return this.outlined.get(place.i);
    }

    along(place) {
      return this.lines(place.shape).flatMap((line) => line.slice(1).flatMap((to, k) => {
        const from = line[k], steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP_PX));
        return Array.from({ length: steps }, (_, n) => ({
          x: from.x + ((to.x - from.x) * n) / steps - EDGE_PX / 2, y: from.y + ((to.y - from.y) * n) / steps - EDGE_PX / 2, w: EDGE_PX, h: EDGE_PX, owner: place.i, weight: EDGE,
        }));
      }));
    }

    /* What of a box is near the view; all of it may be thousands of pixels wide. */
    near(box) {
      const { around } = this, x = Math.max(box.x, around.x), y = Math.max(box.y, around.y);
      return { x, y, w: Math.max(0, Math.min(box.x + box.w, around.x + around.w) - x), h: Math.max(0, Math.min(box.y + box.h, around.y + around.h) - y) };
    }

    /* What is drawn of a place, with a weight by how much it matters that no name lies on it. */
    things(place) {
      const box = { ...this.near(this.box(place)), owner: place.i };
      if (place.layer.id === "communes") { return place.shape < 0 ? [{ ...box, weight: DISC }] : []; }
      if (place.shape < 0) { return [{ ...box, weight: box.w > FEWEST_PX ? AREA : SIGN }]; }
      if (box.w < 1.5 * STEP_PX && box.h < 1.5 * STEP_PX) { return [{ ...box, weight: SIGN }]; }
      return [{ ...box, weight: place.part ? PART : AREA }, ...(place.part ? [] : this.edges(place))];
    }

    /* What the labels ask of a place: where its name may stand. */
    item(place) {
      const { scene } = this, entry = scene.reading.entryOf(place.i), area = OUTLINES.has(entry.form);
      const bare = entry.form === "name", mode = bare ? "around" : entry.form === "line" ? "along" : area && !place.layer.signs ? "inside" : "beside";
      return {
        key: place.i, text: scene.page.say(place.label), strong: place.strong, kind: bare ? "region" : place.layer.id, below: place.layer.id === "communes", mode, box: this.box(place),
        outline: area && mode === "beside" ? this.edges(place) : null, inside: area || bare ? this.map.latLngToLayerPoint(place.at) : null, lines: mode === "along" ? this.lines(place.shape) : null,
      };
    }
  };
})();
