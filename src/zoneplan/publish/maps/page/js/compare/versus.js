/* A place in two plans that are compared: which place it is in the other one, and what both say of it, side by side. */
(function () {
  "use strict";
  const { el, byId, fill, fold } = zoneplan;
  const UNSAID = new Set(["name_vi", "name_en", "position", "uncertainty_m", "source", "note", "id", "same_as"]), NEAR_M = 30, LONG = 32, MOST = 8;

  /* The place of a plan that has the id of a place, be that of this plan or another. */
  zoneplan.twin = (place, book) => (place.book === book ? place : book.find(`${book.mark}${place.plain}`));

  zoneplan.Versus = class {
    constructor(page) {
      this.page = page;
    }

    /* The place as each of two plans has it, left and right, with its card; nothing where no two plans are compared. */
    async read(place) {
      const { page } = this, { compared } = page;
      if (!place || !compared || !compared.plans) { return null; }
      const found = [compared.book, page.book].map((book) => ({ book, place: zoneplan.twin(place, book) }));
      const cards = await Promise.all(found.map((side) => (side.place ? page.card.figures(side.place) : null)));
      return found.map((side, k) => ({ ...side, card: cards[k] }));
    }

    /* The times at which a plan is shown: both while two are compared. */
    times(book) {
      const { compared, state } = this.page, last = book.model.horizons.length - 1, two = compared && compared.scene && !compared.plans;
      return [...new Set([...(two ? [compared.horizon] : []), state.get("horizon")].map((horizon) => Math.min(horizon, last)))];
    }

    /* ---- what is said of a place ---- */
    /* [key, {name, value, ...}]; of figures of one sort the first counts, and those that a place is expected to have lead. */
    said({ place, book, card }, horizon) {
      const { page } = this, { words } = page, found = (card.findings || []).length + (card.findings_more || 0), figures = new Map();
      [...(card.sections || []).flatMap((section) => section.rows), ...(card.ledger || [])].forEach((row) => { if (!figures.has(row.metric)) { figures.set(row.metric, row); } });
      const fields = book.fields(place).filter(([field]) => !UNSAID.has(field.id)).map(([field, value]) => [`field ${field.id}`, { name: page.say(field.name), value: page.card.value(field, value) }]);
      return new Map([
        ["name", { name: words.compare_name, value: page.say(place.name) }],
        ["state", { name: `${page.say(book.model.themes[0].name)} · ${page.say(book.model.horizons[horizon].name)}`, value: this.state(place, horizon) }],
        ...fields,
        ...(card.position ? [["position", { name: words.card_position, value: card.position }]] : []),
        ...(found ? [["findings", { name: words.card_findings, value: page.number(found, 0) }]] : []),
        ...[...figures].sort(([, a], [, b]) => Boolean(b.key) - Boolean(a.key)).map(([metric, row]) => [`figure ${metric}`, row]),
      ]);
    }

    state(place, horizon) {
      const state = place.book.stateOf(place.i, horizon);
      return state.id === "absent" ? this.page.words.card_absent : this.page.say(state.name);
    }

    /* Everything that one of the two says: [{name, values, differs}], null for a value that one has not; what only the left one says comes last. */
    rows([left, right]) {
      const { page } = this, said = [this.said(left, page.compared.horizon), this.said(right, page.state.get("horizon"))];
      return [...new Set([...said[1].keys(), ...said[0].keys()])].map((key) => {
        const values = said.map((one) => one.get(key) || null), [a, b] = values;
        return { name: (b || a).name, values, differs: !a || !b || a.value !== b.value || (a.sign || "") !== (b.sign || "") };
      });
    }

    /* ---- as nodes ---- */
    /* What both plans say of a place that is shown as one of them has it. */
    node(place, sides) {
      if (!sides) { return null; }
      this.shown = { place, sides };
      return (this.made = el("section", { class: "versus", "aria-label": this.page.words.compare_title }, this.parts(place, sides)));
    }

    /* Brings what depends on time in line with it. */
    renew() {
      const { made, shown } = this;
      if (made && made.isConnected) { made.replaceWith(this.node(shown.place, shown.sides)); }
    }

    parts(place, sides) {
      const { page } = this, { words } = page, title = (side) => page.say(side.book.model.title), own = sides.find((side) => side.book === place.book), other = sides.find((side) => side !== own);
      const details = el("p", { class: "versus-of" }, [fill(words.compare_details, { plan: title(own) }), other.place ? [" ", this.turn(other.place, title(other))] : null]);
      if (!other.place) { return [el("h3", {}, words.compare_title), el("p", { class: "missing" }, [this.mark(), fill(words.compare_no_place, { plan: title(other) })]), details]; }
      if (sides.some((side) => side.card.broken)) { return [el("h3", {}, words.compare_title), el("p", { class: "missing" }, words.card_broken), details]; }
      const rows = this.rows(sides), differing = rows.filter((row) => row.differs), same = rows.filter((row) => !row.differs);
      return [
        el("h3", {}, words.compare_title),
        differing.length ? this.differing(sides, differing) : el("p", { class: "note" }, words.compare_differ_none),
        this.apart(sides),
        same.length ? fold("versus-same", fill(words.compare_same, { n: page.number(same.length, 0) }), this.table(sides, same, words.compare_title), "rest") : null,
        details,
      ];
    }

    differing(sides, rows) {
      const { page } = this, caption = fill(page.words.compare_differ_n, { n: page.number(rows.length, 0) }), few = rows.length > MOST + 1 ? MOST : rows.length, rest = rows.slice(few);
      return [this.table(sides, rows.slice(0, few), caption), rest.length ? fold("versus-rest", fill(page.words.card_rest, { n: page.number(rest.length, 0) }), this.table(sides, rest, caption), "rest") : null];
    }

    /* The way to the card as the other plan has it. */
    turn(twin, title) {
      const { page } = this, act = () => { page.choose(twin); page.card.show().then(() => { const name = byId("card-name"); if (name) { name.focus({ preventScroll: true }); } }); };
      return el("button", { type: "button", class: "link", onclick: act }, fill(page.words.compare_other_details, { plan: title }));
    }

    mark() {
      return [el("b", { class: "versus-mark", "aria-hidden": "true" }, "≠"), " "];
    }

    /* How far apart the two plans have a place. */
    apart(sides) {
      const metres = zoneplan.geodesic.distance(sides[0].place.at, sides[1].place.at);
      return metres > NEAR_M ? el("p", { class: "note versus-apart" }, [this.mark(), fill(this.page.words.compare_moved, { length: zoneplan.lengthText(this.page, zoneplan.scale.significant(metres)) })]) : null;
    }

    /* Roles are named, as a table that is laid out as a grid would lose them. */
    table(sides, rows, caption) {
      const { page } = this, { words } = page, names = [words.compare_left, words.compare_right];
      const heads = sides.map((side, k) => el("th", { scope: "col", role: "columnheader" }, [el("small", {}, names[k]), " ", zoneplan.told(page, side.book.model.title)]));
      return el("table", { role: "table" }, [
        el("caption", {}, caption),
        el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, [el("th", { scope: "col", role: "columnheader", class: "unseen" }, words.compare_figure), heads])),
        el("tbody", { role: "rowgroup" }, rows.map((row) => this.row(row))),
      ]);
    }

    row({ name, values, differs }) {
      const { words } = this.page, long = values.some((one) => one && one.value.length > LONG);
      return el("tr", { role: "row", class: long ? "long" : null }, [
        el("th", { scope: "row", role: "rowheader" }, [differs ? [el("span", { class: "unseen" }, `${words.compare_differs}: `), this.mark()] : null, name]),
        values.map((one) => el("td", { role: "cell", class: one ? null : "lacking" }, one ? this.value(one) : words.compare_lacking)),
      ]);
    }

    value(one) {
      const { page } = this;
      return [el("span", { class: `value ${one.outcome || ""}` }, [zoneplan.told(page, one.value), zoneplan.signed(page, one)]), one.as_of ? [" ", el("small", {}, one.as_of)] : null];
    }
  };
})();
