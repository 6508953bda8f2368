/* Relocation moves: arrows from places that people leave to those that serve the same zone, and the same in words. */
(function () {
  "use strict";
  const { el, svg } = zoneplan;
  const { INK, WIDEST, LEAST, DASH } = zoneplan.arrowLook;

  zoneplan.Moves = class {
    constructor(page) {
      this.page = page;
      this.moves = { arrows: [], remarks: [], ...page.model.moves };
    }

    start() {
      if (!this.moves.remarks.length) { return; }
      const { page } = this, { state } = page;
      this.drawn = new zoneplan.Doubled(page, (map, book) => new zoneplan.MoveArrows(page, map, book));
      this.box = zoneplan.overlayBox("moves");
      page.layerList.add({ id: "moves", name: () => page.words.overlay_moves, get: () => Boolean(state.get("moves")), set: (moves) => state.set({ moves }) });
      page.layerList.draw();
      state.on("moves", () => { this.drawn.show(); this.tell(); page.layerList.draw(); page.relabel(); });
      state.on("lang", () => this.tell());
      this.drawn.show();
      this.tell();
    }

    /* In the panel, so that nobody needs a pointer to read them. */
    tell() {
      const { page } = this, { words } = page;
      this.box.hidden = !page.state.get("moves");
      if (this.box.hidden) { this.box.replaceChildren(); return; }
      const { arrows, remarks } = this.moves, known = arrows.some((arrow) => arrow.households), unknown = arrows.some((arrow) => !arrow.households);
      this.box.replaceChildren(
        el("h2", {}, words.overlay_moves),
        ...(known ? [this.sample(WIDEST / 2, null, words.overlay_moves_known)] : []),
        ...(unknown ? [this.sample(LEAST, null, words.overlay_moves_unknown)] : []),
        ...(arrows.some((arrow) => arrow.dashed) ? [this.sample(3, DASH, words.overlay_moves_dashed)] : []),
        el("div", { class: "move-list" }, arrows.map((arrow) => this.entry(arrow))),
        ...remarks.map((text) => el("p", { class: "note" }, page.say(text))),
      );
    }

    sample(weight, dash, text) {
      const line = svg("path", { d: "M1 6H25", stroke: INK, "stroke-width": weight, "stroke-dasharray": dash });
      return el("p", { class: "overlay-sample" }, [svg("svg", { width: 26, height: 12, "aria-hidden": "true" }, line), text]);
    }

    entry(arrow) {
      const [first, ...rest] = arrow.text.map((line) => this.page.say(line));
      return el("details", {}, [el("summary", {}, first), ...rest.map((line) => el("p", {}, line))]);
    }
  };
})();
