/* What the signs and colours mean at this time in this theme, and how many there are of each; of both drawings while two are compared. */
(function () {
  "use strict";
  const { el, byId, symbol, fill, fold } = zoneplan;
  const AREA_PX = 14, SIGN_PX = 16, PART_PX = 12, SHORT = 10;

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

    /* The drawing of the page, that which it is compared with to the left of it; `side` stands for a name that is too long for the head of a column. */
    get drawings() {
      const { compared, scene, words } = this.page, second = compared && compared.scene && compared.scene.reading;
      if (!second) { return [{ reading: scene.reading, name: "", side: "" }]; }
      const { left, right } = compared.names, short = left.length <= SHORT && right.length <= SHORT;
      return [{ reading: second, name: left, side: short ? left : words.compare_left }, { reading: scene.reading, name: right, side: short ? right : words.compare_right }];
    }

    draw() {
      const { page } = this, { drawings } = this;
      byId("legend-title").textContent = fill(page.words.legend_shown, { n: this.numbers(drawings.map((one) => one.reading.total)).join(" | ") });
      byId("legend").replaceChildren(...this.parts(drawings).flat(Infinity).filter(Boolean));
    }

    parts(drawings) {
      const { page } = this, readings = drawings.map((one) => one.reading), now = readings[readings.length - 1];
      if (!page.book.count) { return [el("p", { class: "note" }, page.words.no_places)]; }
      if (!readings.some((reading) => reading.total)) { return [el("p", { class: "note" }, page.words.nothing_shown)]; }
      this.sides = drawings.map((one) => one.side);
      const rows = zoneplan.beside(page, readings.map(zoneplan.linesOf));
      const heads = this.heads(drawings), apart = now.themed && this.apart(readings);
      return [this.key(drawings), this.crowded(), apart ? null : heads, now.themed ? this.themes(readings, apart) : null, apart ? heads : null, el("ul", { class: "legend-rows" }, [this.grouped(rows), this.findings(readings)]), this.hidden(readings), this.remark(), this.forms(readings)];
    }

    /* Names too long for the head of a column, each under the name of its side. */
    key(drawings) {
      return drawings.some((one) => one.side !== one.name) ? el("dl", { class: "legend-sides" }, drawings.map((one) => [el("dt", {}, one.side), el("dd", {}, one.name)])) : null;
    }

    /* Which column of counts is which; each count says so itself to those who do not see it. */
    heads(drawings) {
      return drawings.length > 1 ? el("p", { class: "legend-drawings", "aria-hidden": "true" }, drawings.map((one) => el("span", {}, one.side))) : null;
    }

    /* ---- classes of a theme; two plans that are classed each in its own way have each its own ---- */
    apart(readings) {
      return new Set(readings.map((reading) => reading.theme.classes.map((kind) => this.page.say(kind.name)).join("|"))).size > 1;
    }

    themes(readings, apart) {
      if (!apart) { return this.themed(readings); }
      return readings.map((reading, k) => [el("p", { class: "note" }, fill(this.page.words.compare_count, { side: this.sides[k], n: this.page.say(reading.model.title) })), reading.themed ? this.themed([reading]) : null]);
    }

    themed(readings) {
      const { page } = this, reading = readings[readings.length - 1], { theme, model } = reading, unit = page.say(theme.unit);
      const counts = (code) => readings.map((one) => one.entries.filter((entry) => entry.code === code).reduce((sum, entry) => sum + entry.count, 0));
      const heading = el("p", { class: "legend-theme" }, [page.say(theme.name), unit ? el("small", {}, unit) : null]), style = (kind) => model.looks.styles[kind.look];
      if (!readings.some((one) => one.entries.some((entry) => entry.code !== null))) { return [heading, el("p", { class: "note" }, page.words.theme_absent)]; }
      const rows = theme.classes.map((kind, k) => this.row({ style: style(kind), counts: counts(k + 1) }, page.say(kind.name)));
      const none = counts(0).some(Boolean) ? this.row({ style: style(theme.none), counts: counts(0) }, page.say(theme.none.name)) : null;
      const method = theme.method ? el("p", { class: "note" }, page.say(theme.method)) : null, more = [...this.limits(theme), ...this.wholes(readings), theme.about ? el("p", { class: "note" }, page.say(theme.about)) : null];
      return [heading, el("ul", { class: "legend-rows" }, [rows, none]), method, theme.note ? el("p", { class: "note" }, page.say(theme.note)) : null, fold("legend-more", page.words.legend_more, more, "more")];
    }

    limits(theme) {
      const { page } = this, judging = (theme.limits || []).filter((limit) => limit.judges);
      return judging.map((limit) => el("p", { class: "note" }, [el("b", {}, `${page.words.limits}: `), page.say(limit.text)]));
    }

    /* The same figure of whole groups, said once where it is the same on both sides. */
    wholes(readings) {
      const { page, sides } = this, told = readings.map(({ theme }) => (theme.wholes || []).map((whole) => `${page.say(whole.name)}: ${page.say(whole.text)}`).join("; "));
      const some = new Set(told).size > 1 ? told.map((n, k) => (n ? fill(page.words.compare_count, { side: sides[k], n }) : "")) : told.slice(-1);
      return some.filter(Boolean).map((text) => el("p", { class: "note" }, [el("b", {}, `${page.words.wholes}: `), text]));
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
        this.counted(counts), parts,
      ]);
    }

    /* Two counts are said with the side that each is of. */
    counted(counts) {
      const numbers = this.numbers(counts), both = numbers.length > 1, { words } = this.page;
      const said = both ? el("span", { class: "unseen" }, numbers.map((n, k) => fill(words.compare_count, { side: this.sides[k], n })).join(", ")) : null;
      return [said, numbers.map((number) => el("span", { class: "count", "aria-hidden": both ? "true" : null }, number))];
    }

    findings(readings) {
      const { page } = this, { model } = page, layer = model.layers.find((one) => one.id === "findings");
      if (!layer || !page.state.get("layers").has(layer.id)) { return null; }
      return this.row({ style: model.looks.styles[model.looks.findings], counts: readings.map((reading) => reading.model.marks.length) }, page.say(layer.name));
    }

    /* How many places are withdrawn from the plan and stay out of sight while their layer is off. */
    hidden(readings) {
      const { page } = this, { model } = page, gone = model.states.findIndex((state) => state.id === "withdrawn"), layer = model.layers.find((one) => one.id === "withdrawn");
      if (gone < 0 || !layer || page.state.get("layers").has(layer.id)) { return null; }
      readings.forEach(({ book }) => { book.gone = book.gone || book.states.map((states) => states.reduce((sum, state) => sum + (state === gone ? 1 : 0), 0)); });
      const counts = readings.map(({ book, view }) => book.gone[view.horizon]);
      return readings.some(({ book }) => book.gone.some(Boolean)) ? el("p", { class: "note" }, [
        fill(page.words.withdrawn_hidden, { n: this.numbers(counts).join(" | ") }), el("span", { "data-screen": true }, ` ${fill(page.words.withdrawn_switch, { layer: page.say(layer.name) })}`),
      ]) : null;
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
