/* The printed sheet: the map in a frame of so many millimetres, with title, legend, scale and notes around it; all else steps aside. */
(function () {
  "use strict";
  const { el, byId, fill } = zoneplan;
  const MARGIN = 8, HEAD = 17, GAP = 3, SPARE = 0.5, BAR_MM = 38, SMALLER = ["small", "smaller"];
  const PAPERS = { a4: { short: 210, long: 297, side: 64, foot: 66 }, a3: { short: 297, long: 420, side: 80, foot: 84 } };

  /* Millimetres of everything on a sheet: the printable field, and the map's frame in it. */
  function layout(paper, orientation) {
    const { short, long, side, foot } = PAPERS[paper], wide = orientation === "landscape";
    const width = (wide ? long : short) - 2 * MARGIN, height = (wide ? short : long) - 2 * MARGIN - SPARE;
    const map = wide ? { width: width - side - GAP, height: height - HEAD } : { width, height: height - HEAD - foot - GAP };
    return { width, height, map: { left: 0, top: HEAD, ...map } };
  }

  zoneplan.Sheet = class {
    /* `sides`: a comparison of which both sides are printed, else nothing. */
    constructor(page, sides) {
      Object.assign(this, { page, sides });
      this.box = page.map.getContainer();
    }

    /* what: {paper, orientation, title, note}. */
    raise(what) {
      const { paper, orientation } = what, place = layout(paper, orientation);
      this.scrolled = [...document.querySelectorAll("*")].filter((node) => node.scrollTop || node.scrollLeft).map((node) => [node, node.scrollLeft, node.scrollTop]);
      this.names = ["printing", `sheet-${paper}-${orientation}`];
      document.body.classList.add(...this.names);
      this.path(true);
      this.frame(place);
      this.node = el("div", { id: "sheet", class: orientation });
      this.node.append(...this.parts(what, place));
      document.body.append(this.node);
    }

    frame({ width, height, map }) {
      const sizes = { "--sheet-w": width, "--sheet-h": height, "--map-x": map.left, "--map-y": map.top, "--map-w": map.width, "--map-h": map.height };
      Object.entries(sizes).forEach(([name, mm]) => document.body.style.setProperty(name, `${mm}mm`));
    }

    /* The map and what it stands in stay, their neighbours go. */
    path(on) {
      [this.box, ...(this.sides ? [this.sides.box] : [])].forEach((box) => box.classList.toggle("sheet-map", on));
      for (let node = this.box.parentElement; node; node = node.parentElement) { node.classList.toggle("sheet-path", on); }
    }

    lower() {
      document.body.classList.remove(...this.names);
      this.path(false);
      ["--sheet-w", "--sheet-h", "--map-x", "--map-y", "--map-w", "--map-h"].forEach((name) => document.body.style.removeProperty(name));
      if (document.body.getAttribute("style") === "") { document.body.removeAttribute("style"); }
      this.node.remove();
      if (this.over) { this.over.remove(); }
      this.scrolled.forEach(([node, left, top]) => { node.scrollLeft = left; node.scrollTop = top; });
    }

    /* ---- what stands on it ---- */
    parts(what, place) {
      const { page } = this, { words } = page;
      const frame = el("div", { class: "sheet-frame" }, this.sides ? this.sides.nodes() : null), aside = el("div", { class: "sheet-aside" }, [this.legend(), this.facts(what)]);
      frame.style.top = `${place.map.top}mm`;
      frame.style.width = `${place.map.width}mm`;
      frame.style.height = `${place.map.height}mm`;
      this.put(aside, place);
      return [el("header", { class: this.sides ? "sheet-head compared" : "sheet-head" }, [el("h1", {}, what.title), el("p", {}, this.subtitle(words))]), frame, aside];
    }

    put(aside, { width, height, map }) {
      const below = height - map.top - map.height - GAP, beside = width - map.width - GAP;
      const under = below * width > beside * (height - map.top);
      aside.classList.toggle("under", under);
      aside.style.left = `${under ? 0 : map.width + GAP}mm`;
      aside.style.top = `${under ? map.top + map.height + GAP : map.top}mm`;
      aside.style.width = `${under ? width : beside}mm`;
      aside.style.height = `${under ? below : height - map.top}mm`;
    }

    subtitle(words) {
      const { state, model } = this.page, theme = (model.themes || []).find((one) => one.id === state.get("theme")), horizon = model.horizons[state.get("horizon")];
      const time = this.sides ? [...new Set(Object.values(this.sides.compared.times))].join(" ↔ ") : horizon && this.page.say(horizon.name);
      return [time && `${words.tool_print_time}: ${time}`, theme && `${words.tool_print_theme}: ${this.page.say(theme.name)}`].filter(Boolean).join(" · ");
    }

    /* The legend as the page shows it, without what can be worked. */
    legend() {
      const shown = byId("legend");
      if (!shown) { return null; }
      const copy = shown.cloneNode(true);
      copy.querySelectorAll("button, input, select, .absent, .unseen, [data-screen]").forEach((node) => node.remove());
      copy.querySelectorAll("details").forEach((fold) => this.unfold(fold));
      const parts = [copy, ...this.overlays(), ...copy.querySelectorAll(".how-to-read")];
      parts.forEach((part) => [part, ...part.querySelectorAll("[id]")].forEach((node) => node.removeAttribute("id")));
      return el("section", { class: "sheet-legend" }, [el("h2", {}, this.page.words.tool_print_legend), parts]);
    }

    /* What the panel says of the overlays that are shown, without what can be worked or unfolded. */
    overlays() {
      return [...document.querySelectorAll("#overlays > .overlay:not([hidden])")].map((box) => {
        const copy = box.cloneNode(true);
        copy.querySelectorAll("fieldset, details, .overlay-slider, .move-list, [data-screen]").forEach((node) => node.remove());
        return copy;
      }).filter((copy) => copy.textContent.trim());
    }

    /* Paper folds nothing away: what a fold held stands under its name. */
    unfold(fold) {
      const [summary, ...rest] = fold.childNodes;
      fold.replaceWith(el("div", { class: fold.className }, [fold.classList.contains("more") ? null : el("h2", {}, fold.dataset.title || summary.textContent), rest]));
    }

    facts(what) {
      const { page } = this, { words, model } = page;
      this.bar = el("span", { class: "sheet-bar-line" });
      this.barText = el("span");
      this.numeric = el("b");
      const lines = [
        model.plan.grid && fill(words.tool_print_grid, { grid: model.plan.grid }), ...this.dates(),
        words.tool_print_sources, words.tool_print_reference, words.tool_print_made,
      ];
      return el("section", { class: "sheet-facts" }, [
        el("div", { class: "sheet-scale" }, [el("div", { class: "sheet-bar" }, [this.barText, this.bar]), this.numeric]),
        what.note ? el("p", { class: "sheet-note" }, what.note) : null,
        lines.filter(Boolean).map((line) => el("p", {}, line)),
      ]);
    }

    dates() {
      const { words, model } = this.page, of = this.sides && this.sides.dates((iso) => this.date(iso));
      return of || [model.plan.as_of && fill(words.tool_print_as_of, { date: this.date(model.plan.as_of) })];
    }

    date(iso) {
      const [year, month, day] = iso.split("-");
      return this.page.state.get("lang") === "vi" ? [day, month, year].filter(Boolean).join("/") : iso;
    }

    /* The scale as the map stands now, and letters small enough for the legend to have room. */
    settle() {
      const { page } = this, { perPixel, PX_PER_M, roundLength, significant } = zoneplan.scale, metresPerMm = (perPixel(page.map) * PX_PER_M) / 1000;
      const metres = roundLength(BAR_MM * metresPerMm);
      this.bar.style.width = `${metres / metresPerMm}mm`;
      this.barText.textContent = zoneplan.lengthText(page, metres);
      this.numeric.textContent = `1:${page.number(significant(metresPerMm * 1000), 0)}`;
      const legend = this.node.querySelector(".sheet-legend");
      SMALLER.forEach((name) => { if (legend && this.spills(legend)) { legend.classList.add(name); } });
      if (legend && this.spills(legend)) { this.turn(legend); }
    }

    /* A legend that has no room beside the map in letters that can be read goes to a page of its own. */
    turn(legend) {
      const [head, ...rest] = legend.childNodes;
      legend.classList.remove(...SMALLER);
      this.over = el("div", { class: "sheet-over" }, [el("div", { class: "sheet-space" }), el("section", { class: "sheet-legend" }, [head.cloneNode(true), ...rest])]);
      legend.append(el("p", {}, this.page.words.tool_print_over));
      document.body.append(this.over);
    }

    spills(node) {
      return node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
    }
  };
  zoneplan.Sheet.layout = layout;
})();
