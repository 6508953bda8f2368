/* The card of a place: its figures, each with date and source, what is missing, what was found, and where it comes from. */
(function () {
  "use strict";
  const { el, byId, fill, fold } = zoneplan;
  const FEW = 3, TIMED = new Set(["stage", "status"]);
  const APART = new Set(["name_vi", "name_en", "commune", "former_unit", "position", "uncertainty_m", "source", "note", "id", "same_as"]);
  const BADGES = ["category", "stage", "status", "role", "cause"];

  zoneplan.Card = class {
    constructor(page) {
      this.page = page;
      this.node = byId("card");
      this.versus = new zoneplan.Versus(page);
      this.chunks = new Map();
      this.actions = [];
    }

    /* A further link at the foot of every card: {name: () => text, act: (place) => …}. */
    add(action) {
      this.actions.push(action);
    }

    start() {
      this.page.state.on("place", () => this.show());
      this.page.state.on("lang", () => this.show());
      this.page.state.on("horizon", () => this.timed());
      this.page.on("second", () => { if (this.page.state.get("place")) { this.show(); } });
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.page.state.get("place") && !document.querySelector("dialog[open]") && !this.page.state.get("tool")) { this.page.choose(null, { focus: byId("card").contains(document.activeElement) }); }
      });
    }

    /* The figures of a place, read from their block when someone asks. */
    async figures(place) {
      if (place.card < 0) { return {}; }
      const size = place.book.model.card_chunk, name = `${place.book.prefix}cards-${this.page.state.get("lang")}-${Math.floor(place.card / size)}`;
      if (!this.chunks.has(name)) { this.chunks.set(name, zoneplan.jsonBlock(name)); }
      try { return (await this.chunks.get(name))[place.card % size]; } catch (damaged) { return { broken: true }; }
    }

    async show() {
      const place = this.page.find(this.page.state.get("place")), turn = (this.turn = (this.turn || 0) + 1);
      document.body.classList.toggle("card-open", Boolean(place));
      if (!place) { this.node.hidden = true; this.shownId = null; this.page.emit("card"); return; }
      const [card, sides] = await Promise.all([this.figures(place), this.versus.read(place)]);
      if (turn !== this.turn) { return; }
      const open = new Set([...this.node.querySelectorAll("details[open][data-metric]")].map((one) => one.dataset.metric));
      if (this.shownId !== place.id) { this.node.querySelectorAll("details[data-fold]").forEach((one) => { one.open = false; }); }
      this.node.replaceChildren(...this.nodes(place, card, sides).flat(Infinity).filter(Boolean));
      if (this.shownId === place.id) {
        this.node.querySelectorAll("details[data-metric]").forEach((one) => { one.open = open.has(one.dataset.metric); });
      } else { this.node.scrollTop = 0; }
      this.shownId = place.id;
      this.node.hidden = false;
      this.page.emit("card");
    }

    nodes(place, card, sides) {
      try { return this.parts(place, card, sides); } catch (damaged) { return this.parts(place, { broken: true }, null); }
    }

    parts(place, card, sides) {
      const { page } = this, { words } = page;
      return [
        el("header", {}, [
          el("h2", { id: "card-name", tabindex: "-1" }, zoneplan.told(page, place.name)),
          el("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, onclick: () => page.choose(null, { focus: true }) }, zoneplan.icon("M3 3 13 13M13 3 3 13")),
        ]),
        place.book.prefix ? el("p", { class: "where" }, page.say(place.book.model.title)) : null,
        el("p", { class: "where" }, zoneplan.told(page, page.whereabouts(place))),
        this.badges(place),
        card.broken ? el("p", { class: "missing" }, words.card_broken) : null,
        this.versus.node(place, sides),
        this.findings(place, card),
        (card.sections || []).map((section) => [el("h3", {}, section.title), this.rows(place, section)]),
        card.ledger && card.ledger.length ? fold("ledger", `${words.card_ledger} (${page.number(card.ledger.length, 0)})`, card.ledger.map((row) => zoneplan.row(page, row, place.book)), "rest ledger") : null,
        this.missing(card),
        this.facts(place, card),
        this.foot(place),
      ];
    }

    /* The figures that a place is expected to have, and a few of the others; the rest folds away. */
    rows(place, section) {
      const { page } = this, { rows } = section, key = rows.filter((row) => row.key).length, shown = rows.length <= Math.max(key, FEW) + 1 ? rows.length : Math.max(key, FEW);
      const drawn = rows.map((row) => zoneplan.row(page, row, place.book));
      return [drawn.slice(0, shown), shown < rows.length ? fold(`more-${section.id}`, fill(page.words.card_rest, { n: rows.length - shown }), drawn.slice(shown), "rest") : null];
    }

    /* Brings what is said of the present time in line with it, leaving all else as the reader unfolded it. */
    timed() {
      const old = byId("card").querySelector(".badges"), place = this.page.find(this.page.state.get("place")), made = old && place && this.badges(place);
      if (made) { old.replaceWith(made); }
      this.versus.renew();
    }

    /* What it is; and what it is now, where that changes with time. */
    badges(place) {
      const { page } = this, { book } = place, { horizons } = book.model, stateAt = (h) => book.stateOf(place.i, h), times = this.versus.times(book).map((h) => [page.say(horizons[h].name), this.versus.state(place, h)]);
      const fields = book.fields(place).filter(([field]) => BADGES.includes(field.id));
      const changes = fields.some(([field]) => TIMED.has(field.id)) || horizons.some((_, h) => stateAt(h) !== stateAt(0));
      const named = fields.map(([field, value]) => (field.id === "cause" ? `${page.say(field.name)}: ${this.value(field, value)}` : this.value(field, value)));
      const texts = new Set([...named.filter((text) => times.every(([, state]) => text !== state)), ...(changes ? times.map(([time, state]) => `${time}: ${state}`) : [])]);
      return texts.size ? el("p", { class: "badges" }, [...texts].map((text) => el("span", {}, text))) : null;
    }

    findings(place, card) {
      if (!card.findings || !card.findings.length) { return null; }
      const { page } = this;
      return [
        el("h3", {}, page.words.card_findings), card.findings.map((number) => zoneplan.findingRow(page, number, false, place.book)),
        card.findings_more ? el("p", { class: "aside" }, fill(page.words.card_findings_more, { n: card.findings_more })) : null,
      ];
    }

    missing(card) {
      if (!card.missing || !card.missing.length) { return null; }
      const { words } = this.page, more = card.missing_more ? ` ${fill(words.card_missing_more, { n: card.missing_more })}` : "";
      return el("p", { class: "missing" }, `${words.card_missing}: ${card.missing.join(", ")}${more}.`);
    }

    facts(place, card) {
      const { page } = this, { words } = page, fields = place.book.fields(place), of = new Map(fields.map(([field, value]) => [field.id, [field, value]]));
      const shown = fields.filter(([field]) => !APART.has(field.id) && !BADGES.includes(field.id)).map(([field, value]) => [page.say(field.name), this.linked(place, this.value(field, value))]);
      const position = card.position || (of.has("position") ? this.value(...of.get("position")) : ""), off = place.uncertainty_m;
      const exactness = [position, !card.position && off ? `± ${page.number(off, 0)} m` : ""].filter(Boolean).join(", ");
      const note = card.note || (of.has("note") ? of.get("note")[1] : "");
      const rows = [
        [words.card_position, [exactness, ...(card.drawn || [])].filter(Boolean)], ...shown.map(([name, text]) => [name, [text]]),
        [words.card_entry, [card.entry].filter(Boolean)], [words.card_note, [note].filter(Boolean)],
      ].filter(([, texts]) => texts.length);
      return el("dl", {}, rows.map(([name, texts]) => [el("dt", {}, name), el("dd", {}, texts.map((text) => el("p", {}, typeof text === "string" ? zoneplan.told(page, text) : text)))]));
    }

    /* Places that a field names by their ids, as ways to them. */
    linked(place, text) {
      const { page } = this, found = text.split(";").map((id) => place.book.find(`${place.book.mark}${id.trim()}`));
      if (!found.every(Boolean)) { return text; }
      const link = (one) => el("button", { type: "button", class: "link", onclick: () => page.goTo(one) }, zoneplan.told(page, one.name));
      return el("span", {}, found.flatMap((one, k) => (k ? [", ", link(one)] : [link(one)])));
    }

    value(field, value) {
      const choice = field.choices && field.choices[value];
      if (choice) { return this.page.say(choice); }
      return typeof value === "number" && field.unit ? `${this.page.number(value)} ${this.page.say(field.unit)}` : String(value);
    }

    foot(place) {
      const { page } = this, ids = String(place.book.field(place.layer.kind, "source", place.i) || "").split(";").map((id) => id.trim()).filter(Boolean);
      const sources = ids.length ? el("details", { class: "sources" }, [el("summary", {}, page.words.card_sources), el("ul", {}, ids.map((id) => el("li", {}, zoneplan.source(page, id, place.book))))]) : null;
      const actions = (place.book.prefix ? [] : this.actions).map((one) => el("button", { type: "button", class: "link", onclick: () => one.act(place) }, one.name()));
      return [sources, actions.length ? el("p", { class: "actions" }, actions) : null];
    }
  };
})();
