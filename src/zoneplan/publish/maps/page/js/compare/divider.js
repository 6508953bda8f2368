/* The bar between two drawings: what lies left of it is cut off the upper one; a name stands on either side. */
(function () {
  "use strict";
  const { el, byId, fill } = zoneplan;
  const STEP = 0.02, LEAP = 0.1, ENDS = [0.02, 0.98], APART_PX = 10, NAME_PX = 72, SPARE_PX = NAME_PX + 2 * APART_PX, ASIDE = 0.28;

  zoneplan.Divider = class {
    /* `box`: what holds the upper drawing; `moved`: called when the reader has moved the bar. */
    constructor(page, box, moved) {
      Object.assign(this, { page, box, ready: moved, at: 0.5 });
      this.bar = el("div", {
        id: "bar", role: "slider", tabindex: "0", "aria-orientation": "horizontal", "aria-valuemin": String(100 * ENDS[0]), "aria-valuemax": String(100 * ENDS[1]),
        onkeydown: (event) => this.key(event), onpointerdown: (event) => this.grab(event),
      }, el("span", { class: "grip", "aria-hidden": "true" }));
      this.left = el("span", { class: "side left" });
      this.right = el("span", { class: "side right" });
      box.after(this.bar, this.left, this.right);
      this.credit = page.map.attributionControl.getContainer();
      this.watch = new ResizeObserver(() => this.cut());
      [byId("panel"), byId("timeline"), this.credit].forEach((node) => this.watch.observe(node));
    }

    /* names, times: {left, right}; titles: {left, right} too where two plans are compared, else nothing. */
    name(names, titles, times) {
      ["left", "right"].forEach((side) => this[side].replaceChildren(...(titles ? [el("span", {}, titles[side])] : []), el("b", {}, times[side])));
      this.bar.setAttribute("aria-label", fill(this.page.words.compare_bar, names));
      this.cut();
    }

    move(at) {
      this.at = Math.min(ENDS[1], Math.max(ENDS[0], at));
      this.cut();
    }

    /* Leads the bar to the middle of what is free, or so far aside that the middle is that of the one side which shows a place. */
    bring(there) {
      const { left, right } = this.page.free(this.page.map), share = there.left === there.right ? 0.5 : there.left ? 1 - ASIDE : ASIDE;
      this.move((left + share * (right - left)) / this.box.clientWidth);
    }

    /* Leads the bar to the middle of two points, as far as both sides have room there. */
    between(a, b) {
      const { left, right } = this.page.free(this.page.map);
      this.move(Math.max(left + SPARE_PX, Math.min(right - SPARE_PX, (a + b) / 2)) / this.box.clientWidth);
    }

    /* Leads the bar to where both sides have room, unless it stands there. */
    keep() {
      const { left, right } = this.page.free(this.page.map);
      if (this.x < left + SPARE_PX || this.x > right - SPARE_PX) { this.bring({}); } else { this.cut(); }
    }

    /* Where the bar stands, in pixels of the map. */
    get x() {
      return Math.round(this.at * this.box.clientWidth);
    }

    cut() {
      const { page, x } = this, wide = this.box.clientWidth, percent = Math.round(this.at * 100);
      this.box.style.clipPath = `inset(0 ${wide - x}px 0 0)`;
      this.bar.style.left = `${x}px`;
      this.bar.setAttribute("aria-valuenow", String(percent));
      this.bar.setAttribute("aria-valuetext", fill(page.words.compare_at, { n: page.number(percent, 0) }));
      this.stand(x, wide);
    }

    /* The names stand beside the bar in the free part of each side; a side that has none is not named. */
    stand(x, wide) {
      const { left, right, bottom } = this.page.free(this.page.map), foot = Math.min(bottom, ...[byId("timeline"), this.credit].map((node) => node.getBoundingClientRect().top)), up = this.box.clientHeight - foot + APART_PX;
      const put = (node, edge, from, room) => {
        Object.assign(node.style, { [edge]: `${from + APART_PX}px`, bottom: `${up}px`, maxWidth: `${Math.max(0, room)}px` });
        node.hidden = room < NAME_PX;
      };
      put(this.left, "right", Math.max(wide - x, wide - right), Math.min(x, right) - left - 2 * APART_PX);
      put(this.right, "left", Math.max(x, left), right - Math.max(x, left) - 2 * APART_PX);
    }

    grab(event) {
      event.preventDefault();
      this.bar.setPointerCapture(event.pointerId);
      const drag = (moved) => this.move(moved.clientX / this.box.clientWidth);
      this.bar.addEventListener("pointermove", drag);
      this.bar.addEventListener("pointerup", () => { this.bar.removeEventListener("pointermove", drag); this.ready(); }, { once: true });
    }

    key(event) {
      const { at } = this, [first, last] = ENDS;
      const to = { ArrowLeft: at - STEP, ArrowDown: at - STEP, ArrowRight: at + STEP, ArrowUp: at + STEP, PageDown: at - LEAP, PageUp: at + LEAP, Home: first, End: last }[event.key];
      if (to === undefined) { return; }
      event.preventDefault();
      this.move(to);
      this.ready();
    }

    remove() {
      this.watch.disconnect();
      [this.bar, this.left, this.right].forEach((node) => node.remove());
    }
  };
})();
