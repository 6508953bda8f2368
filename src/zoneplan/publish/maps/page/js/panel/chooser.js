/* Which theme is shown: a row of buttons of which one is pressed. */
(function () {
  "use strict";
  const { el, byId } = zoneplan;

  zoneplan.Chooser = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      this.page.state.on("lang theme", () => this.draw());
      this.draw();
    }

    draw() {
      const { page } = this, chosen = page.state.get("theme");
      const held = document.activeElement && document.activeElement.dataset.theme;
      byId("themes-title").textContent = page.words.themes;
      byId("themes").setAttribute("aria-label", page.words.themes);
      byId("themes").replaceChildren(...page.model.themes.map((theme) => el("button", {
        type: "button", class: "chip", "data-theme": theme.id, "aria-pressed": String(theme.id === chosen), onclick: () => page.state.set({ theme: theme.id }),
      }, page.say(theme.name))));
      byId("themes").hidden = byId("themes-title").hidden = page.model.themes.length < 2;
      const without = page.model.themes_without || [];
      byId("themes-without").replaceChildren(...(without.length ? [this.without(without)] : []));
      if (held) { byId("themes").querySelector(`[data-theme="${CSS.escape(held)}"]`).focus(); }
    }

    /* Themes that no place has a figure for, and what is known of the whole instead. */
    without(themes) {
      const { page } = this, dated = (whole) => `${page.say(whole.name)}: ${page.say(whole.text)}${page.say(whole.date) ? ` (${page.say(whole.date)})` : ""}`;
      const names = themes.map((theme) => page.say(theme.name)).join(", ");
      return zoneplan.fold("themes-without", zoneplan.fill(page.words.themes_without, { names }), themes.map((theme) => el("p", { class: "note" }, [
        el("b", {}, `${page.say(theme.name)}: `), [page.say(theme.why).replace(/\.$/, ""), ...theme.wholes.map(dated)].join(". "), ".",
      ])));
    }
  };
})();
