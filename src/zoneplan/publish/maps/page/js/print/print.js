/* Printing: a dialog asks for paper, scale, title and note; the page becomes that sheet, is printed, and is then as it was. */
(function () {
  "use strict";
  const { el, ICONS } = zoneplan;
  const SCALES = [2000, 5000, 10000, 25000, 50000, 100000, 200000, 250000, 500000, 1000000];
  const LOAD_MS = 6000, FADE_MS = 300, SHARP = 3, MOST_PX = 10e6;

  const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
  const framed = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });

  /* Canvases are painted with as many pixels as paper shows and memory allows, or, without a ratio, as the screen has. */
  function sharpen(map, on) {
    const { x, y } = map.getSize(), ratio = on ? Math.max(1, Math.min(SHARP, Math.sqrt(MOST_PX / (x * y)))) : null;
    map.eachLayer((layer) => { if (layer.sharpen) { layer.sharpen(ratio); layer.flush(); } });
  }

  /* When every layer of tiles has drawn what is in view, or a slow one has had its time. */
  async function drawn(map) {
    await framed();
    const loading = [];
    map.eachLayer((layer) => { if (layer instanceof L.GridLayer && layer.isLoading()) { loading.push(new Promise((done) => { layer.once("load", done); })); } });
    await Promise.race([Promise.all(loading), wait(LOAD_MS)]);
    await wait(FADE_MS);
  }

  zoneplan.Print = class {
    constructor(page) {
      Object.assign(this, { page, map: page.map, note: "", title: null, choice: { paper: "a4", orientation: "landscape", scale: "fit", sides: "both" } });
    }

    start() {
      const { page } = this;
      this.dialog = new zoneplan.Dialog(page, "tool-print-dialog", "tool_print", () => this.content());
      page.toolbar.add({ id: "print", icon: () => ICONS.print, word: () => "tool_print", key: "i", act: () => this.dialog.open() });
      window.addEventListener("beforeprint", () => this.plainly());
      window.addEventListener("afterprint", () => this.restore());
      window.addEventListener("keydown", (event) => this.key(event), true);
    }

    /* While the sheet stands, Escape leads back and means nothing else. */
    key(event) {
      if (event.key !== "Escape" || !this.sheet) { return; }
      event.stopPropagation();
      this.restore();
    }

    /* Whether two drawings stand on the screen, and whether both are to be printed. */
    get comparing() {
      return Boolean(this.page.compared && this.page.compared.scene);
    }

    get both() {
      return this.comparing && this.choice.sides === "both";
    }

    /* What the sheet is called where the reader gives it no name. */
    get heading() {
      return this.both ? this.page.compared.heading : this.page.say(this.page.model.title);
    }

    /* ---- the dialog ---- */
    content() {
      const { words } = this.page, { choice } = this;
      const choose = (key, options) => {
        const field = el("select", { id: `print-${key}`, autofocus: key === "paper", onchange: () => { choice[key] = field.value; this.entitle(); } }, options.map(([value, text]) => el("option", { value }, text)));
        field.value = choice[key];
        return [el("label", { for: `print-${key}` }, words[key === "sides" ? "compare_print" : `tool_print_${key}`]), field];
      };
      const scales = this.scales().map((n) => [String(n), `1:${this.page.number(n, 0)}`]);
      return [
        el("div", { class: "tool-form" }, [
          choose("paper", [["a4", "A4"], ["a3", "A3"]]),
          choose("orientation", [["landscape", words.tool_print_landscape], ["portrait", words.tool_print_portrait]]),
          choose("scale", [["fit", words.tool_print_fit], ...scales]),
          this.comparing ? choose("sides", [["both", words.compare_print_both], ["right", zoneplan.fill(words.compare_print_right, { name: this.page.compared.names.right })]]) : null,
          this.line("title", this.title === null ? this.heading : this.title), this.line("note", this.note),
        ]),
        el("p", { class: "tool-hint" }, words.tool_print_hint),
        el("button", { type: "button", class: "tool-main", id: "print-go", onclick: () => this.go() }, words.tool_print_go),
      ];
    }

    /* A title that the reader has not written follows what is printed. */
    entitle() {
      const field = zoneplan.byId("print-title");
      if (this.title === null && field) { field.value = this.heading; }
    }

    line(key, value) {
      const field = el(key === "note" ? "textarea" : "input", { id: `print-${key}`, rows: key === "note" ? 3 : null, maxlength: 400, oninput: () => { this[key] = field.value; } });
      field.value = value;
      return [el("label", { for: `print-${key}` }, this.page.words[`tool_print_${key}`]), field];
    }

    /* The round scales that the map can take. */
    scales() {
      return SCALES.filter((n) => { const zoom = this.zoomOf(n); return zoom >= this.map.getMinZoom() && zoom <= this.map.getMaxZoom(); });
    }

    zoomOf(n) {
      const { perPixel, PX_PER_M } = zoneplan.scale;
      return this.map.getZoom() + Math.log2((perPixel(this.map) * PX_PER_M) / n);
    }

    /* ---- printing ---- */
    async go() {
      const { choice } = this;
      this.dialog.close();
      this.become(choice);
      await Promise.all(this.maps.map(drawn));
      if (!this.sheet) { return; }
      this.sheet.settle();
      document.body.append(this.bar());
      window.print();
    }

    /* The page becomes the sheet. */
    become(choice) {
      const { page, note } = this, title = this.title || this.heading;
      this.remember();
      this.sides = this.both ? new zoneplan.PrintedSides(page) : null;
      if (!this.sides) { page.state.set({ compare: null }); }
      this.sheet = new zoneplan.Sheet(page, this.sides);
      this.sheet.raise({ ...choice, title, note });
      document.title = title;
      this.view(choice.scale);
      if (this.sides) { this.sides.stand(); }
      this.maps.forEach((map) => sharpen(map, true));
      this.sheet.settle();
    }

    get maps() {
      return this.sides ? [this.map, this.sides.map] : [this.map];
    }

    /* The browser's own print command does not wait: what takes its time to load may be missing. */
    plainly() {
      if (this.sheet) { return; }
      const { x, y } = this.map.getSize();
      this.become({ paper: "a4", orientation: x >= y ? "landscape" : "portrait", scale: "fit" });
    }

    remember() {
      const { map, page } = this, size = map.getSize(), room = page.free ? page.free(map) : { left: 0, top: 0, right: size.x, bottom: size.y };
      this.before = {
        centre: map.getCenter(), zoom: map.getZoom(), snap: map.options.zoomSnap, title: document.title, focus: document.activeElement, compare: page.state.get("compare"),
        seen: L.latLngBounds(map.containerPointToLatLng([room.left, room.bottom]), map.containerPointToLatLng([room.right, room.top])),
      };
    }

    /* What was seen fits into the frame; or exactly so many metres of the ground lie on a metre of paper. */
    view(scale) {
      const { map, before } = this;
      map.options.zoomSnap = 0;
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(before.seen, { animate: false, padding: [0, 0] });
      if (scale !== "fit") { map.setView(map.getCenter(), this.zoomOf(Number(scale)), { animate: false }); }
    }

    /* Shown on the screen only, for browsers that do not tell when the printing is over. */
    bar() {
      const { words } = this.page;
      this.sheet.back = el("div", { class: "sheet-back", role: "group" }, [
        el("button", { type: "button", class: "tool-main", onclick: () => window.print() }, words.tool_print_again),
        el("button", { type: "button", class: "tool-main", id: "print-back", onclick: () => this.restore() }, words.tool_print_back),
      ]);
      return this.sheet.back;
    }

    restore() {
      if (!this.sheet) { return; }
      const { map, page, before, sheet, sides } = this;
      this.sheet = null;
      sheet.lower();
      this.maps.forEach((one) => sharpen(one, false));
      sheet.back?.remove();
      sides?.restore();
      map.options.zoomSnap = before.snap;
      map.invalidateSize({ animate: false, pan: false });
      map.setView(before.centre, before.zoom, { animate: false });
      page.state.set({ compare: before.compare });
      sides?.rest();
      this.sides = null;
      document.title = before.title;
      if (before.focus) { before.focus.focus({ preventScroll: true }); }
      page.announce(page.words.tool_print_done);
    }
  };
})();
