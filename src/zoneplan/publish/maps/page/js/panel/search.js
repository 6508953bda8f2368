/* Search by words of the name, old or new unit, decision or id, in any order, with or without accents. */
(function () {
  "use strict";
  const { el, byId, folded, symbol, fill } = zoneplan;
  const MOST = 8, FURTHER = 300;
  const BEFORE = "(^|[^\\p{L}\\p{N}])", AFTER = "(?![\\p{L}\\p{N}])";

  /* Words of letters and digits with one blank between them; only the stroke of a decision's number stays. */
  const words = (text) => folded(text).replace(/[^\p{L}\p{N}/\n]+/gu, " ").replace(/ ?\/ ?/g, "/").trim();

  /* Each text and, where it has a word with a short form, the same with that. */
  const both = (texts, short) => [...new Set(texts.flatMap((text) => [text, short(text)]))];

  zoneplan.Search = class {
    constructor(page) {
      this.page = page;
      this.query = byId("query");
      this.list = byId("matches");
      this.says = byId("search-says");
      this.matches = [];
      this.at = 0;
    }

    start() {
      this.query.addEventListener("input", () => this.look());
      this.query.addEventListener("focus", () => this.ready());
      this.query.addEventListener("blur", () => this.close());
      this.query.addEventListener("keydown", (event) => this.key(event));
      document.addEventListener("keydown", (event) => {
        if (event.key === "/" && !event.target.closest("input, textarea, dialog")) { event.preventDefault(); this.query.focus(); }
      });
      this.page.state.on("lang", () => this.name());
      this.page.on("second", () => this.forget());
      this.name();
    }

    name() {
      this.query.placeholder = this.page.words.search;
      this.query.setAttribute("aria-label", this.page.words.search_label);
      this.list.setAttribute("aria-label", this.page.words.search_label);
      this.says.textContent = "";
      if (this.picked && this.query.value === this.picked.shown) { this.show(this.picked.place); }
    }

    /* The name of the place that was gone to, in the present language. */
    show(place) {
      this.query.value = this.page.say(place.name);
      this.picked = { place, shown: this.query.value };
    }

    /* With the other plan come and go its places. */
    forget() {
      this.texts = null;
      this.found = [];
      this.says.textContent = "";
      this.offer(MOST);
      this.close();
    }

    /* The texts of every place as they are compared, made when they are first needed. */
    ready() {
      const { model } = this.page;
      if (this.texts) { return; }
      const shorter = new Map(model.abbreviations.map(([short, long]) => [long, short]));
      const long = new RegExp(`${BEFORE}(${[...shorter.keys()].join("|")})${AFTER}`, "gu");
      this.whole = new Map([...shorter.values()].map((short) => [short, new RegExp(`${BEFORE}${short}${AFTER}`, "u")]));
      this.short = (text) => text.replace(long, (whole, before, found) => before + shorter.get(found));
      this.texts = this.known().map(([book, i]) => this.textsOf(book, i));
    }

    /* All places of this plan and, while another is compared with it, those that only the other one has: [book, number]. */
    known() {
      const { book, compared } = this.page, all = (one) => Array.from({ length: one.count }, (_, i) => [one, i]);
      return [...all(book), ...(compared.plans ? all(compared.book).filter(([other, i]) => !book.byId.has(other.get("id", i))) : [])];
    }

    /* The names of a place, and all that is known of it in one text. */
    textsOf(book, i) {
      const told = [book.get("name", i), book.get("label", i)].flat().filter(Boolean);
      const names = both([...new Set(told.map(words))], this.short);
      return { book, i, names, all: [...names, ...both([words(book.get("find", i) || "")], this.short)].join("\n") };
    }

    /* What is sought: its words in a row, and each of them; a short form counts as a whole word, a number from its beginning. */
    sought(text) {
      const row = this.short(words(text)), parts = [...new Set(row.split(" "))].filter(Boolean);
      return row && { row, has: parts.map((part) => this.test(part)) };
    }

    test(part) {
      const whole = this.whole.get(part), number = /^\d/.test(part) && new RegExp(`(^|\\D)${part}`, "u");
      return whole || number ? (text) => (whole || number).test(text) : (text) => text.includes(part);
    }

    /* 0 a name begins with it, 1 has it, 2 has its words; to 4 all that is known has it, to 5 has its words, less the more of them a name has; -1 nowhere. */
    score({ names, all }, { row, has }) {
      if (!has.every((one) => one(all))) { return -1; }
      if (names.some((name) => name.startsWith(row))) { return 0; }
      const named = names.filter((name) => has.every((one) => one(name)));
      if (named.length) { return named.some((name) => name.includes(row)) ? 1 : 2; }
      const most = Math.max(...names.map((name) => has.filter((one) => one(name)).length));
      return (all.includes(row) ? 4 : 5) - most / has.length;
    }

    look() {
      this.ready();
      const sought = this.sought(this.query.value);
      this.found = sought ? this.places(sought) : [];
      this.says.textContent = !sought ? "" : this.found.length ? fill(this.page.words.search_some, { n: this.page.number(this.found.length, 0) }) : this.page.words.search_none;
      this.offer(MOST);
      this.mark(0);
    }

    /* The texts of the places that are found, the best first. */
    places(sought) {
      const found = [];
      this.texts.forEach((texts) => {
        const score = this.score(texts, sought);
        if (score >= 0) { found.push([score, -(texts.book.get("rank", texts.i) || 0), texts]); }
      });
      return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , texts]) => texts);
    }

    /* Lists so many of them, then a line that lists more. */
    offer(most) {
      this.matches = this.found.slice(0, most).map(({ book, i }) => book.place(i));
      const options = this.matches.map((place, i) => this.option(place, i));
      this.list.replaceChildren(...options, ...(this.found.length > most ? [this.further(most)] : []));
      this.list.hidden = !this.matches.length;
      this.query.setAttribute("aria-expanded", String(!this.list.hidden));
    }

    further(most) {
      const { words: said } = this.page, n = this.found.length, all = n <= most + FURTHER;
      const text = fill(all ? said.search_all : said.search_further, { n: this.page.number(n, 0), more: this.page.number(FURTHER, 0) });
      return el("li", { id: `match-${most}`, class: "further", role: "option", onmousedown: (event) => { event.preventDefault(); this.take(most); } }, text);
    }

    /* Goes to what stands at a line; the line after the last place lists more, and the mark stays where they begin. */
    take(at) {
      if (at < this.matches.length) { this.pick(this.matches[at]); return; }
      this.offer(at + FURTHER);
      this.mark(at);
    }

    option(place, i) {
      const { page } = this, look = page.lookOf(place);
      return el("li", { id: `match-${i}`, role: "option", onmousedown: (event) => { event.preventDefault(); this.take(i); } }, [
        el("span", { class: "symbol" }, look ? symbol(look, 13) : null), zoneplan.told(page, place.name),
        el("small", {}, zoneplan.told(page, page.whereabouts(place) || page.say(place.layer.name))),
        place.book === page.book ? null : el("small", { class: "only" }, fill(page.words.compare_only, { plan: page.say(place.book.model.title) })),
      ]);
    }

    mark(at) {
      this.at = at;
      [...this.list.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === at)));
      if (at) { this.list.children[at].scrollIntoView({ block: "nearest" }); } else { this.list.scrollTop = 0; }
      if (this.matches.length) { this.query.setAttribute("aria-activedescendant", `match-${at}`); } else { this.query.removeAttribute("aria-activedescendant"); }
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], n = this.list.children.length;
      if (step && n) { event.preventDefault(); this.mark((this.at + step + n) % n); }
      if (event.key === "Enter" && n) { event.preventDefault(); this.take(this.at); }
      if (event.key === "Escape") { this.close(); }
    }

    pick(place) {
      this.close();
      this.show(place);
      this.says.textContent = "";
      this.page.goTo(place);
    }

    close() {
      this.list.hidden = true;
      this.query.setAttribute("aria-expanded", "false");
      this.query.removeAttribute("aria-activedescendant");
    }
  };
})();
