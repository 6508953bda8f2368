/* What the signs and colours mean at this time in this theme, and how many there are of each. */
(function () {
  "use strict";
  const { el, byId, symbol, fill } = zoneplan;
  const AREA_PX = 14, SIGN_PX = 16;

  zoneplan.Legend = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      this.page.on("drawn", () => this.draw());
      this.draw();
    }

    draw() {
      const { page } = this, { reading } = page.scene;
      byId("legend-title").textContent = fill(page.words.legend_shown, { n: page.number(reading.total, 0) });
      byId("legend").replaceChildren(...this.parts(reading).flat().filter(Boolean));
    }

    parts(reading) {
      const { page } = this;
      if (!page.book.count) { return [el("p", { class: "note" }, page.words.no_places)]; }
      if (!reading.total) { return [el("p", { class: "note" }, page.words.nothing_shown)]; }
      return [reading.themed ? this.themed(reading) : null, this.lines(reading), this.forms(reading)];
    }

    themed(reading) {
      const { page } = this, { theme } = reading, coloured = reading.entries.filter((entry) => entry.code !== null), unit = page.say(theme.unit);
      const count = (code) => coloured.filter((entry) => entry.code === code).reduce((sum, entry) => sum + entry.count, 0);
      const heading = el("p", { class: "legend-theme" }, [page.say(theme.name), unit ? el("small", {}, unit) : null]);
      if (!coloured.length) { return [heading, el("p", { class: "note" }, page.words.theme_absent)]; }
      const rows = theme.classes.map((kind, k) => this.row(this.style(kind.look), page.say(kind.name), count(k + 1)));
      const none = count(0) ? [this.row(this.style(theme.none.look), page.say(theme.none.name), count(0))] : [];
      const method = theme.method ? el("p", { class: "note" }, page.say(theme.method)) : null;
      return [heading, ...rows, ...none, method, el("details", { class: "more" }, [el("summary", {}, page.words.legend_more), ...this.limits(theme), ...this.notes(theme)])];
    }

    notes(theme) {
      return [theme.about, theme.note].filter(Boolean).map((text) => el("p", { class: "note" }, this.page.say(text)));
    }

    limits(theme) {
      const { page } = this, judging = (theme.limits || []).filter((limit) => limit.judges);
      const wholes = (theme.wholes || []).map((whole) => `${page.say(whole.name)}: ${page.say(whole.text)}`);
      return [
        ...judging.map((limit) => el("p", { class: "note" }, [el("b", {}, `${page.words.limits}: `), page.say(limit.text)])),
        wholes.length ? el("p", { class: "note" }, [el("b", {}, `${page.words.wholes}: `), wholes.join("; ")]) : null,
      ];
    }

    /* The lines of what the theme does not colour, in the order of the layers. */
    lines(reading) {
      const { page } = this, counts = new Map();
      reading.entries.filter((entry) => entry.code === null && entry.line >= 0).forEach((entry) => counts.set(entry.line, (counts.get(entry.line) || 0) + entry.count));
      return [...counts].sort(([a], [b]) => a - b).map(([line, count]) => {
        const one = page.model.themes[0].classes[line];
        return this.row(this.style(one.look), page.say(one.name), count);
      });
    }

    style(number) {
      return this.page.model.looks.styles[number];
    }

    row(look, name, count) {
      return el("div", { class: "legend-row" }, [
        el("span", { class: "symbol" }, symbol(look, look.shape === "area" ? AREA_PX : SIGN_PX)), el("span", { class: "name" }, name),
        el("span", { class: "count" }, this.page.number(count, 0)),
      ]);
    }

    /* How well positions are known, as far as such places are shown. */
    forms(reading) {
      const { page } = this, seen = new Set(reading.entries.map((entry) => entry.form)), rows = page.model.forms.filter((form) => seen.has(form.id) && form.look);
      return rows.length ? el("div", { class: "how-to-read" }, [
        el("h2", {}, page.words.reading),
        ...rows.map((form) => {
          const look = this.style(form.look), round = form.id.startsWith("circle");
          return el("p", {}, [el("span", { class: "symbol" }, round ? zoneplan.circle(look, SIGN_PX) : symbol(look, look.shape === "area" ? AREA_PX : SIGN_PX)), page.say(form.name)]);
        }),
        el("p", { class: "note", "data-screen": true }, page.words.reading_halo),
      ]) : null;
    }
  };
})();
