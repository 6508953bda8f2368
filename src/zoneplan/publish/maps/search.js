/* Search by name, commune, decision or id, with or without accents. */
(function () {
  "use strict";
  const MAX_MATCHES = 8, NAMES = 3;

  function folded(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "").trim();
  }

  /* 0 begins with it, 1 is named so, 2 has it in another field, -1 not at all. The first lines of find are names. */
  function score(find, wanted) {
    const lines = find.split("\n"), at = lines.findIndex((line) => line.includes(wanted));
    if (at < 0) { return -1; }
    return at >= NAMES ? 2 : lines[0].startsWith(wanted) ? 0 : 1;
  }

  zoneplan.Search = class {
    constructor(page) {
      this.page = page;
      this.query = document.getElementById("query");
      this.list = document.getElementById("matches");
      this.says = document.getElementById("search-says");
      this.matches = [];
      this.at = 0;
    }

    start() {
      this.query.addEventListener("input", () => this.look());
      this.query.addEventListener("blur", () => this.close());
      this.query.addEventListener("keydown", (event) => this.key(event));
    }

    look() {
      const wanted = folded(this.query.value);
      this.matches = wanted ? this.found(wanted) : [];
      this.list.replaceChildren(...this.matches.map((item, i) => this.option(item, i)));
      this.list.hidden = !this.matches.length;
      this.query.setAttribute("aria-expanded", String(!this.list.hidden));
      this.says.textContent = !wanted || this.matches.length ? "" : this.page.words.search_none;
      this.mark(0);
    }

    found(wanted) {
      return this.page.items.map((item) => ({ item, score: score(item.place.find, wanted) })).filter((m) => m.score >= 0)
        .sort((a, b) => a.score - b.score).slice(0, MAX_MATCHES).map((m) => m.item);
    }

    option(item, i) {
      const node = document.createElement("li"), kind = document.createElement("small"), symbol = document.createElement("span");
      node.id = `match-${i}`;
      node.setAttribute("role", "option");
      symbol.className = "symbol";
      symbol.innerHTML = zoneplan.sign(item.layer, 13, true);
      kind.textContent = item.layer.name;
      node.append(symbol, item.place.name, kind);
      node.addEventListener("mousedown", (event) => { event.preventDefault(); this.pick(item); });
      return node;
    }

    mark(at) {
      this.at = at;
      [...this.list.children].forEach((node, i) => node.setAttribute("aria-selected", String(i === at)));
      if (this.matches.length) { this.query.setAttribute("aria-activedescendant", `match-${at}`); }
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], n = this.matches.length;
      if (step && n) { event.preventDefault(); this.mark((this.at + step + n) % n); }
      if (event.key === "Enter" && n) { event.preventDefault(); this.pick(this.matches[this.at]); }
      if (event.key === "Escape") { this.close(); }
    }

    pick(item) {
      this.close();
      this.query.value = item.place.name;
      this.page.goTo(item);
    }

    close() {
      this.list.hidden = true;
      this.query.setAttribute("aria-expanded", "false");
      this.query.removeAttribute("aria-activedescendant");
    }
  };
})();
