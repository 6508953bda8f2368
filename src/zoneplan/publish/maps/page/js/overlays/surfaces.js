/* Density surfaces: one picture at a time below everything else, its opacity, and a legend of its own. */
(function () {
  "use strict";
  const { el, svg, byId, fill } = zoneplan;
  const PANE = "overlay-picture", BELOW_AREAS = 250, USUAL = 0.7;

  /* A part of the panel for one kind of overlay, one below the other. */
  zoneplan.overlayBox = function (id) {
    const box = el("section", { id, class: "overlay" });
    byId("overlays").append(box);
    return box;
  };

  zoneplan.Surfaces = class {
    constructor(page) {
      this.page = page;
      this.surfaces = page.model.surfaces || [];
      this.pictures = new Map();
    }

    start() {
      if (!this.surfaces.length) { return; }
      const { state, map } = this.page;
      if (!map.getPane(PANE)) { map.createPane(PANE).style.zIndex = BELOW_AREAS; }
      map.getPane(PANE).style.pointerEvents = "none";
      this.box = zoneplan.overlayBox("surfaces");
      state.on("lang", () => this.draw());
      state.on("surface", () => { this.show(); this.tell(); });
      state.on("opacity", () => this.fade());
      this.page.backdrops.push(() => this.shown && !this.ofOneSide && this.overlay(this.shown.url, this.shown.surface).setOpacity(this.opacity));
      this.page.on("compared", () => { this.drawn = null; this.sync(); });
      this.draw();
      this.show();
    }

    /* The surface that is asked for; nothing where none is, or where it has no picture. */
    get chosen() {
      const id = this.page.state.get("surface");
      return this.surfaces.find((surface) => surface.id === id && surface.block) || null;
    }

    get opacity() {
      const asked = this.page.state.get("opacity");
      return asked >= 0 && asked <= 1 ? asked : USUAL;
    }

    /* ---- the picture, read from the file when it is asked for ---- */
    async show() {
      const surface = this.wanted = this.chosen;
      this.sync();
      document.body.classList.toggle("surfaced", Boolean(surface));
      this.pictures.forEach((made) => made.then((picture) => { if (picture.surface !== this.wanted) { picture.remove(); } }, () => {}));
      if (!surface) { this.shown = null; this.page.emit("backdrop"); return; }
      try {
        const picture = await this.picture(surface);
        if (this.wanted === surface) {
          picture.setOpacity(this.opacity).addTo(this.page.map);
          this.name(picture);
          this.shown = picture;
          this.page.emit("backdrop");
        }
      } catch {
        this.pictures.delete(surface.id);
        this.page.announce(this.page.words.overlay_surface_failed, true);
      }
    }

    /* Another plan has surfaces of its own, which the file does not hold. */
    get ofOneSide() {
      const { compared } = this.page;
      return Boolean(compared && compared.plans);
    }

    picture(surface) {
      if (!this.pictures.has(surface.id)) { this.pictures.set(surface.id, this.make(surface)); }
      return this.pictures.get(surface.id);
    }

    async make(surface) {
      const bytes = await zoneplan.block(surface.block);
      const url = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
      return Object.assign(this.overlay(url, surface), { surface, url });
    }

    overlay(url, surface) {
      return L.imageOverlay(url, surface.bounds, { pane: PANE, className: "surface-picture" });
    }

    name(picture) {
      picture.getElement().alt = this.page.say(picture.surface.name);
    }

    fade() {
      this.pictures.forEach((made) => made.then((picture) => picture.setOpacity(this.opacity), () => {}));
      this.page.emit("backdrop");
      this.sync();
    }

    tell() {
      const { page, chosen } = this;
      page.announce(chosen ? fill(page.words.overlay_surface_on, { name: page.say(chosen.name) }) : page.words.overlay_surface_off);
    }

    /* ---- the panel ---- */
    draw() {
      const { words } = this.page, held = document.activeElement && document.activeElement.id;
      this.legend = el("div", { class: "overlay-legend" });
      this.box.replaceChildren(
        el("fieldset", {}, [el("legend", {}, words.overlay_surfaces), this.choice(null, words.overlay_surface_none), ...this.surfaces.map((surface) => this.option(surface))]),
        this.legend,
      );
      this.pictures.forEach((made) => made.then((picture) => { if (picture.getElement()) { this.name(picture); } }, () => {}));
      this.sync();
      if (held && this.box.querySelector(`#${CSS.escape(held)}`)) { byId(held).focus(); }
    }

    option(surface) {
      const name = this.page.say(surface.name);
      if (surface.block) { return this.choice(surface.id, name); }
      const why = el("small", { id: `surface-why-${surface.id}` }, this.page.say(surface.reason));
      return [this.choice(surface.id, name, why.id), why];
    }

    choice(id, name, why) {
      const input = el("input", {
        type: "radio", name: "surface", id: `surface-${id || "none"}`, value: id || "", disabled: Boolean(why), "aria-describedby": why || null,
        onchange: () => this.page.state.set({ surface: id }),
      });
      return el("label", { class: "layer" }, [input, el("span", {}, name)]);
    }

    /* Brings marks, slider and legend in line with what is shown, leaving alone what has the focus. */
    sync() {
      const surface = this.chosen;
      this.box.querySelectorAll("input[type=radio]").forEach((input) => { input.checked = input.value === (surface ? surface.id : ""); });
      if (!surface) { this.legend.replaceChildren(); this.drawn = null; return; }
      if (this.drawn !== surface || !this.legend.firstChild) {
        this.drawn = surface;
        this.legend.replaceChildren(this.slider(), ...this.side(), ...this.classes(surface), ...this.origin(surface));
      }
      this.level();
    }

    slider() {
      const { words, state } = this.page;
      this.range = el("input", {
        type: "range", id: "surface-opacity", min: 10, max: 100, step: 5, oninput: () => state.set({ opacity: Number(this.range.value) / 100 }),
      });
      this.percent = el("span", { "aria-hidden": "true" });
      return el("div", { class: "overlay-slider" }, [el("label", { for: "surface-opacity" }, words.overlay_opacity), this.range, this.percent]);
    }

    level() {
      const text = fill(this.page.words.overlay_percent, { n: this.page.number(100 * this.opacity, 0) });
      this.range.value = Math.round(100 * this.opacity);
      this.range.setAttribute("aria-valuetext", text);
      this.percent.textContent = text;
      this.legend.querySelectorAll(".swatch rect").forEach((rect) => rect.setAttribute("fill-opacity", this.opacity));
    }

    side() {
      const { page } = this;
      return this.ofOneSide ? [el("p", { class: "note" }, fill(page.words.overlay_surface_side, { plan: page.say(page.model.title) }))] : [];
    }

    classes(surface) {
      const { page } = this;
      const rows = surface.classes.map((kind) => el("li", { class: "legend-row" }, [this.swatch(kind), el("span", { class: "name" }, this.bounds(surface, kind))]));
      const name = el("p", { class: "legend-theme", id: "surface-classes" }, [page.say(surface.name), el("small", {}, page.say(surface.unit))]);
      return [name, el("ul", { class: "overlay-classes", "aria-labelledby": "surface-classes" }, rows)];
    }

    /* Colours stand on paper as thick as on the map. */
    swatch(kind) {
      const shape = { x: 0.5, y: 0.5, width: 21, height: 12, stroke: "#8d9299" };
      const look = kind.colour ? { fill: kind.colour } : { fill: "none", "stroke-dasharray": "2 2" };
      return svg("svg", { class: "swatch", width: 22, height: 13, "aria-hidden": "true" }, svg("rect", { ...shape, ...look }));
    }

    bounds(surface, kind) {
      const number = (value) => this.page.number(value, surface.decimals);
      if (kind.from === null) { return `< ${number(kind.to)} (${this.page.words.overlay_clear})`; }
      return kind.to === null ? `≥ ${number(kind.from)}` : fill(this.page.words.overlay_between, { low: number(kind.from), high: number(kind.to) });
    }

    origin(surface) {
      const { page } = this, { words } = page, line = (key, text) => el("p", {}, [el("b", {}, `${key}: `), text]);
      const titles = surface.sources.flatMap((id, k) => [k ? " · " : "", zoneplan.source(page, id)]);
      return [
        el("p", { class: "overlay-total" }, `${words.overlay_total}: ${page.say(surface.total)} · ${words.overlay_as_of}: ${page.say(surface.as_of)}`),
        el("details", {}, [
          el("summary", {}, words.overlay_how), ...surface.remarks.map((text) => el("p", {}, page.say(text))), el("p", {}, page.say(surface.method)), el("p", {}, zoneplan.told(page, surface.source)),
          titles.length ? line(words.overlay_sources, titles) : null,
        ]),
      ];
    }
  };
})();
