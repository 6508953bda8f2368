/* The panel on the left, on a phone a sheet at the foot: title, languages, key figures, and what folds away. */
(function () {
  "use strict";
  const { el, byId, narrow } = zoneplan;
  const LOW_PX = 480;
  const LANGUAGES = [["vi", "VI", "Tiếng Việt"], ["en", "EN", "English"]];

  zoneplan.Panel = class {
    constructor(page) {
      this.page = page;
      this.node = byId("panel");
      this.button = byId("fold");
    }

    start() {
      this.button.addEventListener("click", () => this.fold(!this.folded));
      this.page.state.on("lang", () => this.draw());
      this.page.on("tools", () => this.fold(true));
      this.node.addEventListener("keydown", (event) => { if (event.key === "Escape" && narrow() && !this.folded && byId("matches").hidden) { event.stopPropagation(); this.fold(true); this.button.focus(); } }, true);
      this.node.addEventListener("focusin", () => this.rise());
      L.DomEvent.disableScrollPropagation(this.node);
      L.DomEvent.disableScrollPropagation(byId("card"));
      new ResizeObserver(() => this.stand()).observe(this.node);
      this.fold(narrow() || window.innerHeight < LOW_PX);
      this.draw();
    }

    /* On a phone the timeline stands on the panel, however many lines the title has. */
    stand() {
      document.documentElement.style.setProperty("--foot", `${this.folded ? Math.round(this.node.offsetHeight) : 0}px`);
    }

    fold(away) {
      this.folded = away;
      this.node.classList.toggle("folded", away);
      document.body.classList.toggle("panel-folded", away);
      this.name();
      if (!away && narrow()) { this.rise(); this.page.emit("panel"); }
    }

    /* On a phone a card covers the panel; who works in the panel is done with the card. */
    rise() {
      if (narrow() && this.page.state.get("place")) { this.page.choose(null); }
    }

    name() {
      const text = this.folded ? this.page.words.expand : this.page.words.collapse;
      this.button.setAttribute("aria-expanded", String(!this.folded));
      this.button.setAttribute("aria-label", text);
      this.button.title = text;
    }

    draw() {
      const { page } = this, held = byId("languages").contains(document.activeElement), figures = (page.model.key_figures || {})[page.state.get("lang")] || [];
      byId("title").textContent = page.say(page.model.title);
      byId("subtitle").textContent = page.say(page.model.subtitle);
      byId("languages").setAttribute("aria-label", page.words.language);
      byId("languages").replaceChildren(...LANGUAGES.map(([id, short, name]) => el("button", {
        type: "button", lang: id, "aria-label": name, title: name, "aria-pressed": String(page.state.get("lang") === id), onclick: () => page.state.set({ lang: id }),
      }, short)));
      if (held) { [...byId("languages").children].filter((one) => one.offsetParent).sort((a, b) => (b.lang === page.state.get("lang")) - (a.lang === page.state.get("lang")))[0].focus(); }
      byId("figures-title").textContent = page.words.key_figures;
      byId("figures-box").hidden = !figures.length;
      byId("figures").replaceChildren(...figures.flatMap((row) => zoneplan.row(page, row)).filter(Boolean));
      this.name();
    }
  };
})();
