/* What a change of the view means, said once in one short sentence to those who do not see it. */
(function () {
  "use strict";
  const { fill } = zoneplan;
  const SWITCHES = { base: "online_base", moves: "overlay_moves", bands: "overlay_bands" };

  zoneplan.Announcer = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      const { state } = this.page;
      this.layers = state.get("layers");
      state.on("lang", () => this.page.announce(""));
      state.on(["theme", "horizon", "layers", ...Object.keys(SWITCHES)].join(" "), (changed) => this.heard(new Set(changed)));
    }

    heard(changed) {
      const said = [changed.has("theme") ? this.theme() : "", changed.has("horizon") ? this.time() : "", ...this.switched(changed)];
      if (changed.has("horizon") || changed.has("layers")) { said.push(this.shown()); }
      this.page.announce(said.filter(Boolean).join(" "));
    }

    /* A card that opens where it was asked for leaves the focus there, so that nothing else tells of it. */
    opened(place, others) {
      const { page } = this, { words } = page, said = fill(words.said_card, { name: page.say(place.name) });
      page.announce(others.length ? `${said} ${fill(words.also_n, { n: page.number(others.length, 0) })}` : said);
    }

    closed() {
      this.page.announce(this.page.words.said_closed);
    }

    get reading() {
      return this.page.scene.reading;
    }

    /* A number of the drawing, of both while two are compared. */
    number(counted) {
      const { compared, scene, words } = this.page, of = (reading) => this.page.number(counted(reading), 0), second = compared && compared.scene;
      if (!second) { return of(scene.reading); }
      return [[words.compare_left, second], [words.compare_right, scene]].map(([side, one]) => fill(words.compare_count, { side, n: of(one.reading) })).join(", ");
    }

    /* A theme and how many of the places that are shown have a figure in it. */
    theme() {
      const { page, reading } = this, { theme } = reading, name = page.say(theme.name);
      if (!reading.themed) { return fill(page.words.said_status, { name, n: this.number((one) => one.total) }); }
      return fill(page.words.said_theme, { name, n: this.number((one) => one.entries.reduce((sum, entry) => sum + (entry.code ? entry.count : 0), 0)) });
    }

    time() {
      const { page } = this, { name, about } = page.model.horizons[page.state.get("horizon")];
      return `${page.say(name)}: ${page.say(about)}.`;
    }

    shown() {
      return fill(this.page.words.said_shown, { n: this.number((one) => one.total) });
    }

    /* The layers, and other things that are laid over the map, that were switched on or off. */
    switched(changed) {
      const { page } = this, { state, model } = page, before = this.layers, now = this.layers = state.get("layers");
      const layers = model.layers.filter(({ id }) => before.has(id) !== now.has(id)).map(({ id, name }) => [page.say(name), now.has(id)]);
      const others = Object.keys(SWITCHES).filter((key) => changed.has(key)).map((key) => [page.words[SWITCHES[key]], state.get(key)]);
      const names = (wanted) => [...layers, ...others].filter(([, on]) => Boolean(on) === wanted).map(([name]) => name).join("; ");
      return [["said_on", names(true)], ["said_off", names(false)]].map(([word, said]) => (said ? fill(page.words[word], { names: said }) : ""));
    }
  };
})();
