/* What the signs and colours mean at this time in this theme, and how many there are of each; of both drawings while two are compared. */
(function () {
  "use strict";
  const { el, byId, symbol, fill, fold } = zoneplan;
  const AREA_PX = 14, SIGN_PX = 16, PART_PX = 12;

  zoneplan.Legend = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      this.page.on("drawn", () => this.draw());
      this.page.on("compared", () => this.draw());
      this.page.on("crowded", () => this.draw());
      this.draw();
    }

    /* The drawing of the page, that which it is compared with to the left of it. */
    get drawings() {
      const { compared, scene } = this.page, second = compared && compared.scene && compared.scene.reading;
      return second ? [{ reading: second, name: compared.left.textContent }, { reading: scene.reading, name: compared.right.textContent }] : [{ reading: scene.reading }];
    }

    draw() {
      const { page } = this, { drawings } = this, shown = page.scene.reading.total;
      byId("legend-title").textContent = fill(page.words.legend_shown, { n: page.number(shown, 0) });
      byId("legend").replaceChildren(...this.parts(drawings).flat(Infinity).filter(Boolean));
    }

    parts(drawings) {
      const { page } = this, readings = drawings.map((one) => one.reading), now = readings[readings.length - 1];
      if (!page.book.count) { return [el("p", { class: "note" }, page.words.no_places)]; }
      if (!readings.some((reading) => reading.total)) { return [el("p", { class: "note" }, page.words.nothing_shown)]; }
      const heads = drawings.length > 1 ? el("p", { class: "legend-drawings" }, drawings.map((one) => el("span", { title: one.name }, one.name))) : null;
      const rows = zoneplan.beside(page, readings.map(zoneplan.linesOf));
      return [heads, this.crowded(), now.themed ? this.themes(readings) : null, el("ul", { class: "legend-rows" }, [this.grouped(rows), this.findings()]), this.hidden(), this.remark(), this.forms(readings)];
    }

    /* ---- classes of a theme; two plans that are classed each in its own way have each its own ---- */
    themes(readings) {
      const names = readings.map((reading) => reading.theme.classes.map((kind) => this.page.say(kind.name)).join("|"));
      if (new Set(names).size < 2) { return this.themed(readings); }
      return readings.map((reading) => [el("p", { class: "note" }, this.page.say(reading.model.title)), reading.themed ? this.themed([reading]) : null]);
    }

    themed(readings) {
      const { page } = this, reading = readings[readings.length - 1], { theme, model } = reading, unit = page.say(theme.unit);
      const counts = (code) => readings.map((one) => one.entries.filter((entry) => entry.code === code).reduce((sum, entry) => sum + entry.count, 0));
      const heading = el("p", { class: "legend-theme" }, [page.say(theme.name), unit ? el("small", {}, unit) : null]), style = (kind) => model.looks.styles[kind.look];
      if (!readings.some((one) => one.entries.some((entry) => entry.code !== null))) { return [heading, el("p", { class: "note" }, page.words.theme_absent)]; }
      const rows = theme.classes.map((kind, k) => this.row({ style: style(kind), counts: counts(k + 1) }, page.say(kind.name)));
      const none = counts(0).some(Boolean) ? this.row({ style: style(theme.none), counts: counts(0) }, page.say(theme.none.name)) : null;
      const method = theme.method ? el("p", { class: "note" }, page.say(theme.method)) : null, more = [...this.limits(theme), theme.about ? el("p", { class: "note" }, page.say(theme.about)) : null];
      return [heading, el("ul", { class: "legend-rows" }, [rows, none]), method, theme.note ? el("p", { class: "note" }, page.say(theme.note)) : null, fold("legend-more", page.words.legend_more, more, "more")];
    }

    limits(theme) {
      const { page } = this, judging = (theme.limits || []).filter((limit) => limit.judges);
      const wholes = (theme.wholes || []).map((whole) => `${page.say(whole.name)}: ${page.say(whole.text)}`);
      return [
        ...judging.map((limit) => el("p", { class: "note" }, [el("b", {}, `${page.words.limits}: `), page.say(limit.text)])),
        wholes.length ? el("p", { class: "note" }, [el("b", {}, `${page.words.wholes}: `), wholes.join("; ")]) : null,
      ];
    }

    /* ---- lines of states; parts of one thing stand under it ---- */
    grouped(rows) {
      const { page } = this, key = (one) => (one.whole ? `${one.layer} ${one.variant} ${one.state}` : page.say(one.name)), groups = new Map();
      rows.forEach((one) => groups.set(key(one), [...(groups.get(key(one)) || []), one]));
      return [...groups.values()].map((group) => (group.length > 1 ? this.whole(group) : this.row(group[0], page.say(group[0].name))));
    }

    whole(group) {
      const { page } = this, counts = group[0].counts.map((_, k) => group.reduce((sum, one) => sum + one.counts[k], 0));
      const parts = group.map((one) => el("span", { class: "legend-part" }, [symbol(one.style, PART_PX), page.say(one.part), " ", el("b", {}, this.numbers(one.counts).join(" | "))]));
      return this.row({ style: group[0].style, counts }, page.say(group[0].whole), el("span", { class: "legend-parts" }, parts));
    }

    numbers(counts) {
      return counts.map((count) => this.page.number(count, 0));
    }

    row({ style, counts }, name, parts) {
      return el("li", { class: `legend-row${counts.some(Boolean) ? "" : " absent"}` }, [
        el("span", { class: "symbol" }, symbol(style, style.shape === "area" ? AREA_PX : SIGN_PX)), el("span", { class: "name" }, name),
        this.numbers(counts).map((number) => el("span", { class: "count" }, number)), parts,
      ]);
    }

    findings() {
      const { page } = this, { model } = page, layer = model.layers.find((one) => one.id === "findings");
      if (!layer || !page.state.get("layers").has(layer.id)) { return null; }
      return this.row({ style: model.looks.styles[model.looks.findings], counts: this.drawings.map(() => model.marks.length) }, page.say(layer.name));
    }

    /* How many places are withdrawn from the plan and stay out of sight while their layer is off. */
    hidden() {
      const { page } = this, { book, model } = page, gone = model.states.findIndex((state) => state.id === "withdrawn"), layer = model.layers.find((one) => one.id === "withdrawn");
      if (gone < 0 || !layer || page.state.get("layers").has(layer.id)) { return null; }
      book.gone = book.gone || book.states.map((states) => states.reduce((sum, state) => sum + (state === gone ? 1 : 0), 0));
      return book.gone.some(Boolean) ? el("p", { class: "note" }, fill(page.words.withdrawn_hidden, { n: page.number(book.gone[page.state.get("horizon")], 0), layer: page.say(layer.name) })) : null;
    }

    /* The layers of which so many places are in view that they are dots. */
    crowded() {
      const { page } = this, names = [...page.scene.signs.crowded].map((k) => page.say(page.model.layers[k].name));
      return names.length ? el("p", { class: "note crowded" }, fill(page.words.crowded, { layers: names.join(", ") })) : null;
    }

    /* What the checks found that has no sign on the map. */
    remark() {
      const { page } = this, text = page.say(page.model.unmarked);
      return text && page.state.get("layers").has("findings") ? el("p", { class: "note" }, text) : null;
    }

    /* How well positions are known, as far as such places are shown. */
    forms(readings) {
      const { page } = this, { styles } = page.model.looks, seen = new Set(readings.flatMap((reading) => reading.entries.map((entry) => entry.form)));
      const rows = page.model.forms.filter((form) => seen.has(form.id) && form.look);
      if (!rows.length) { return null; }
      const sample = (form, look) => (form.id.startsWith("circle") ? zoneplan.circle(look, SIGN_PX) : symbol(look, look.shape === "area" ? AREA_PX : SIGN_PX));
      const node = fold("reading", page.words.reading, [
        rows.map((form) => el("p", {}, [el("span", { class: "symbol" }, sample(form, styles[form.look])), page.say(form.name)])),
        el("p", { class: "note", "data-screen": true }, page.words.reading_halo),
      ], "fold how-to-read");
      node.dataset.title = page.words.reading_title;
      return node;
    }
  };
})();
