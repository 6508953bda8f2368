/* Labels that do not run into each other: the more important one stays, the other waits for a closer look. */
(function () {
  "use strict";
  const GAP = 4;

  function hits(a, b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  }

  /* The places a label may take around the box of what it names, the best first. */
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

  function place(label, taken, signs, view) {
    const all = spots(label.box, label.w, label.h, label.below), whole = all.filter((o) => within(o, view));
    const options = whole.length ? whole : all;
    const free = options.filter((o) => !taken.some((t) => hits(o, t)));
    const clear = free.find((o) => !signs.some((s) => s.owner !== label.owner && hits(o, s)));
    return clear || (label.strong ? free[0] : undefined);
  }

  /* items: {owner, text, strong, below, box, open}; box in layer points. Shows as many as fit. */
  zoneplan.Labels = class {
    constructor(pane) {
      this.pane = pane;
      this.made = new Map();
    }

    element(item) {
      let made = this.made.get(item.owner);
      if (!made) {
        const node = document.createElement("span");
        node.className = "place-label " + item.kind + (item.strong ? " strong" : "");
        node.textContent = item.text;
        node.style.visibility = "hidden";
        if (item.open) {
          node.addEventListener("click", item.open);
        }
        this.pane.appendChild(node);
        made = { node, w: node.offsetWidth, h: node.offsetHeight };
        this.made.set(item.owner, made);
      }
      return made;
    }

    show(items, signs, view) {
      this.made.forEach((made) => { made.node.style.visibility = "hidden"; });
      const taken = [];
      for (const item of items) {
        const made = this.element(item);
        const spot = place({ ...item, w: made.w, h: made.h }, taken, signs, view);
        if (spot) {
          taken.push(spot);
          made.node.style.visibility = "visible";
          made.node.style.transform = `translate(${Math.round(spot.x)}px, ${Math.round(spot.y)}px)`;
        }
      }
    }
  };
})();
