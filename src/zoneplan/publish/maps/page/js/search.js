/* Search by name, old or new unit, decision or id, with or without accents. */
(function () {
  "use strict";
  const { el, byId, folded, symbol } = zoneplan;
  const MOST = 8;

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

    /* The folded names of every place, made when they are first needed. */
    ready() {
      const { book } = this.page;
      this.names = this.names || Array.from({ length: book.count }, (_, i) => [book.get("name", i)].flat().map(folded));
    }

    /* 0 a name begins with it, 1 a name has it, 2 another field has it, -1 nowhere. */
    score(i, wanted) {
      const names = this.names[i];
      if (names.some((name) => name.startsWith(wanted))) { return 0; }
      if (names.some((name) => name.includes(wanted))) { return 1; }
      return (this.page.book.get("find", i) || "").includes(wanted) ? 2 : -1;
    }

    look() {
      this.ready();
      const wanted = folded(this.query.value);
      this.matches = wanted ? this.found(wanted) : [];
      this.list.replaceChildren(...this.matches.map((place, i) => this.option(place, i)));
      this.list.hidden = !this.matches.length;
      this.query.setAttribute("aria-expanded", String(!this.list.hidden));
      this.says.textContent = !wanted ? "" : this.matches.length ? zoneplan.fill(this.page.words.search_some, { n: this.more }) : this.page.words.search_none;
      this.mark(0);
    }

    found(wanted) {
      const { book } = this.page, found = [];
      for (let i = 0; i < book.count; i++) {
        const score = this.score(i, wanted);
        if (score >= 0) { found.push([score, -(book.get("rank", i) || 0), i]); }
      }
      this.more = found.length;
      return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, MOST).map(([, , i]) => book.place(i));
    }

    option(place, i) {
      const { page } = this, look = page.lookOf(place);
      return el("li", { id: `match-${i}`, role: "option", onmousedown: (event) => { event.preventDefault(); this.pick(place); } }, [
        el("span", { class: "symbol" }, look ? symbol(look, 13) : null), page.say(place.name),
        el("small", {}, page.whereabouts(place) || page.say(place.layer.name)),
      ]);
    }

    mark(at) {
      this.at = at;
      [...this.list.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === at)));
      if (this.matches.length) { this.query.setAttribute("aria-activedescendant", `match-${at}`); } else { this.query.removeAttribute("aria-activedescendant"); }
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], n = this.matches.length;
      if (step && n) { event.preventDefault(); this.mark((this.at + step + n) % n); }
      if (event.key === "Enter" && n) { event.preventDefault(); this.pick(this.matches[this.at]); }
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
