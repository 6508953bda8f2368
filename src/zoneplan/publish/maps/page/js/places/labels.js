/* Names that run into nothing: the weightier one stays, the other waits for a closer look; each keeps its spot as long as that is free. */
(function () {
  "use strict";
  const CELL = 64, ROOM = 60, KEPT = 30, NEAR_PX = 180, CLOSE = 4, STEP_PX = 6, DOT_PX = 2;
  const APART = { x: 4, y: 1 }, APART_NARROW = { x: 8, y: 6 }, MOST_COVERED = Infinity, MOST_COVERED_NARROW = 1600;

  function shared(a, b) {
    const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x), h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
  }

  const inside = (a, view) => a.x >= view.x && a.y >= view.y && a.x + a.w <= view.x + view.w && a.y + a.h <= view.y + view.h;

  /* Whether anything of a place is in the free part of the map; a name of what lies under a panel would seem to be another's. */
  function seen({ box, inside }, view) {
    const at = inside && !box.w ? { x: inside.x, y: inside.y, w: 1, h: 1 } : { ...box, w: Math.max(1, box.w), h: Math.max(1, box.h) };
    return shared(at, view) > 0;
  }

  /* Where the line from a name to its place begins. */
  const start = (at) => ({ x: Math.min(at.x + at.w, Math.max(at.x, at.to.x)), y: Math.min(at.y + at.h - 2, Math.max(at.y + 2, at.to.y)) });

  /* Small boxes along that line, if there is one, so that no name lies on it. */
  function leader(at) {
    if (!at.to) { return []; }
    const from = start(at), steps = Math.ceil(Math.hypot(at.to.x - from.x, at.to.y - from.y) / STEP_PX);
    return Array.from({ length: steps }, (_, n) => ({ x: from.x + ((at.to.x - from.x) * n) / steps - DOT_PX / 2, y: from.y + ((at.to.y - from.y) * n) / steps - DOT_PX / 2, w: DOT_PX, h: DOT_PX }));
  }

  /* Boxes by the cells of a grid that they touch. */
  class Crowd {
    constructor(boxes) {
      this.cells = new Map();
      boxes.forEach((box) => this.add(box));
    }

    keys(box) {
      const found = [];
      for (let x = Math.floor(box.x / CELL); x * CELL < box.x + box.w; x++) {
        for (let y = Math.floor(box.y / CELL); y * CELL < box.y + box.h; y++) { found.push(`${x} ${y}`); }
      }
      return found;
    }

    add(box) {
      this.keys(box).forEach((key) => { if (this.cells.has(key)) { this.cells.get(key).push(box); } else { this.cells.set(key, [box]); } });
    }

    near(box) {
      return new Set(this.keys(box).flatMap((key) => this.cells.get(key) || []));
    }

    hits(box) {
      return [...this.near(box)].some((one) => shared(box, one) > 0);
    }

    /* How much of what is drawn a name would cover or come close to, each thing by its weight; its own place does not count. */
    cost(box, owner) {
      let sum = 0;
      const wide = { x: box.x - CLOSE, y: box.y - CLOSE / 2, w: box.w + 2 * CLOSE, h: box.h + CLOSE };
      this.near(wide).forEach((one) => { if (one.owner !== owner) { sum += one.weight * shared(wide, one); } });
      return sum;
    }
  }

  zoneplan.Labels = class {
    constructor(pane) {
      this.pane = pane;
      this.made = new Map();
      this.spotOf = new Map();
      this.leaders = [];
    }

    /* New names are laid out all at once, since asking for the size of one lays out the page. */
    prepare(items) {
      const stale = items.filter((item) => this.made.has(item.key) && this.made.get(item.key).text !== item.text);
      stale.forEach(({ key }) => { this.made.get(key).node.remove(); this.made.delete(key); });
      const fresh = items.filter((item) => !this.made.has(item.key)).map((item) => {
        const node = zoneplan.el("span", { class: `place-label ${item.kind}${item.strong ? " strong" : ""}` }, item.text);
        node.style.visibility = "hidden";
        return [item, node];
      });
      this.pane.append(...fresh.map(([, node]) => node));
      fresh.forEach(([{ key, text }, node]) => this.made.set(key, { node, text, w: node.offsetWidth, h: node.offsetHeight }));
    }

    /* The spot that costs least; a name that need not be seen has none where it would cover much. */
    spot(item, made, walls, crowd, view) {
      const last = this.spotOf.get(item.key), most = item.strong ? (zoneplan.narrow() ? MOST_COVERED_NARROW : MOST_COVERED) : ROOM;
      let best = null;
      zoneplan.spots(item, made.w, made.h).forEach((spot, k) => {
        if (!inside(spot, view) || walls.hits(spot) || leader(spot).some((dot) => walls.hits(dot))) { return; }
        const covered = crowd.cost(spot, item.key), cost = covered + spot.cost - (last === k ? KEPT : 0);
        if (covered <= most && (!best || cost < best.cost)) { best = { ...spot, cost, k }; }
      });
      return best;
    }

    /* A thin line from a name that stands farther off to its place. */
    lead(at) {
      const from = start(at);
      const node = zoneplan.el("span", { class: "label-leader" }), far = Math.hypot(at.to.x - from.x, at.to.y - from.y);
      node.style.width = `${far.toFixed(1)}px`;
      node.style.transform = `translate(${from.x.toFixed(1)}px, ${from.y.toFixed(1)}px) rotate(${Math.atan2(at.to.y - from.y, at.to.x - from.x).toFixed(4)}rad)`;
      return node;
    }

    /* items: {key, text, strong, kind, mode, …}, the weightiest first; things: what is drawn, walls: where no name may stand; all in layer points. */
    show(items, things, walls, view) {
      const taken = new Crowd(walls), crowd = new Crowd(things), alike = new Map(), shown = new Set(), apart = zoneplan.narrow() ? APART_NARROW : APART;
      this.leaders.forEach((node) => node.remove());
      this.leaders = [];
      this.prepare(items);
      items.filter((item) => seen(item, view)).forEach((item) => {
        const made = this.made.get(item.key), at = this.spot(item, made, taken, crowd, view), others = alike.get(item.text) || [];
        if (!at || others.some((one) => Math.hypot(one.x - at.x, one.y - at.y) < NEAR_PX && item.mode === "along")) { return; }
        alike.set(item.text, [...others, at]);
        taken.add({ x: at.x - apart.x, y: at.y - apart.y, w: at.w + 2 * apart.x, h: at.h + 2 * apart.y });
        leader(at).forEach((dot) => taken.add(dot));
        shown.add(item.key);
        if (at.to) { this.leaders.push(this.lead(at)); }
        this.spotOf.set(item.key, at.k);
        made.node.style.transform = at.turn === undefined ? `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)` : `translate(${at.left.toFixed(1)}px, ${at.top.toFixed(1)}px) rotate(${at.turn.toFixed(4)}rad)`;
      });
      this.pane.prepend(...this.leaders);
      this.made.forEach((made, key) => { made.node.style.visibility = shown.has(key) ? "visible" : "hidden"; });
    }

    clear() {
      this.pane.replaceChildren();
      this.made.clear();
      this.spotOf.clear();
    }
  };
})();
