/* Names that do not run into each other: the weightier one stays, the other waits for a closer look. */
(function () {
  "use strict";
  const GAP = 4, MOST = 500, SPARE = 0.3;

  function hits(a, b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  }

  /* The spots a name may take around the box of its place, the best first. */
  function spots(box, w, h, below) {
    const cx = box.x + box.w / 2, cy = box.y + box.h / 2;
    const right = { x: box.x + box.w + GAP, y: cy - h / 2, w, h };
    const left = { x: box.x - GAP - w, y: cy - h / 2, w, h };
    const under = { x: cx - w / 2, y: box.y + box.h + 1, w, h };
    const over = { x: cx - w / 2, y: box.y - h - 1, w, h };
    return below ? [under, over, right, left] : [right, left, under, over];
  }

  function within(a, view) {
    return a.x >= view.x && a.y >= view.y && a.x + a.w <= view.x + view.w && a.y + a.h <= view.y + view.h;
  }

  function spot(label, taken, signs, view) {
    const free = spots(label.box, label.w, label.h, label.below).filter((one) => within(one, view) && !taken.some((t) => hits(one, t)));
    const clear = free.find((one) => !signs.some((s) => s.owner !== label.key && hits(one, s)));
    return clear || (label.strong ? free[0] : undefined);
  }

  /* The places in view that have a name at this zoom, weightiest first, and the signs that names must not cover. */
  zoneplan.nameable = function (scene, zoom) {
    const { book, reading } = scene, view = scene.map.getBounds().pad(SPARE), named = [], signs = [];
    const [south, north, west, east] = [view.getSouth(), view.getNorth(), view.getWest(), view.getEast()].map((d) => d * 1e6);
    const { lat, lon } = book.columns;
    for (let i = 0; i < book.count; i++) {
      if (!reading.of[i] || lat[i] < south || lat[i] > north || lon[i] < west || lon[i] > east) { continue; }
      const layer = book.model.layers[book.get("layer", i)], strong = Boolean(book.get("strong", i));
      if (strong || zoom >= layer.label_zoom) { named.push(i); }
      if (layer.id !== "communes" && layer.signs && !book.get("part", i)) { signs.push(i); }
    }
    named.sort((a, b) => book.get("strong", b) - book.get("strong", a) || book.get("rank", b) - book.get("rank", a) || a - b);
    return { named: named.slice(0, MOST).map((i) => book.place(i)).filter((place) => place.label), signs: signs.slice(0, MOST).map((i) => book.place(i)) };
  };

  /* items: {key, text, strong, kind, below, box}, boxes in layer points. Shows as many as fit. */
  zoneplan.Labels = class {
    constructor(pane) {
      this.pane = pane;
      this.made = new Map();
    }

    element(item) {
      if (!this.made.has(item.key)) {
        const node = zoneplan.el("span", { class: `place-label ${item.kind}${item.strong ? " strong" : ""}` }, item.text);
        node.style.visibility = "hidden";
        this.pane.append(node);
        this.made.set(item.key, { node, w: node.offsetWidth, h: node.offsetHeight });
      }
      return this.made.get(item.key);
    }

    show(items, signs, view) {
      this.made.forEach((made) => { made.node.style.visibility = "hidden"; });
      const taken = [];
      for (const item of items) {
        const made = this.element(item), at = spot({ ...item, w: made.w, h: made.h }, taken, signs, view);
        if (at) {
          taken.push(at);
          made.node.style.visibility = "visible";
          made.node.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
        }
      }
    }

    clear() {
      this.pane.replaceChildren();
      this.made.clear();
    }
  };
})();
