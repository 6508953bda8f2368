/* The page: what it knows, what the reader chose, and the pieces that show it. */
(function () {
  "use strict";
  const { byId, narrow, fill } = zoneplan;

  zoneplan.Page = class extends zoneplan.Framed {
    constructor(map, model, book) {
      super();
      Object.assign(this, { map, model, book, heard: {}, keepers: [], covers: [], backdrops: [] });
      this.state = new zoneplan.State({
        lang: model.language, horizon: model.horizon, theme: model.theme, layers: new Set(model.layers.filter((layer) => layer.on).map((layer) => layer.id)),
        place: null, surface: null, opacity: 0.7, base: false, compare: model.compare ? "other" : null, tool: null, bands: false, moves: false,
      });
      this.formats = new Map();
    }

    /* ---- words and numbers in the present language ---- */
    say(text) {
      return zoneplan.isolated((Array.isArray(text) ? text[this.state.get("lang") === "vi" ? 0 : 1] : text) || "");
    }

    get words() {
      const lang = this.state.get("lang");
      if (this.wordsOf !== lang) {
        this.wordsOf = lang;
        this.worded = Object.fromEntries(Object.entries(this.model.words).map(([key, text]) => [key, this.say(text)]));
      }
      return this.worded;
    }

    /* As reports write them: the same signs, up to two decimals where none are asked for, and nothing but 0 looks like 0. */
    number(value, decimals) {
      const fixed = decimals === undefined || decimals === null ? { maximumFractionDigits: 2 } : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      const text = this.format({ ...fixed, roundingMode: "halfEven" }).format(value);
      if (/[1-9]/.test(text) || !Number.isFinite(value)) { return text; }
      return value === 0 ? text.replace("-", "") : this.format({ maximumSignificantDigits: 2, roundingMode: "halfEven" }).format(value);
    }

    format(options) {
      const lang = this.state.get("lang"), key = `${lang} ${JSON.stringify(options)}`;
      if (!this.formats.has(key)) { this.formats.set(key, new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en-US", options)); }
      return this.formats.get(key);
    }

    title(source, book) {
      return this.say((book || this.book).model.titles[source] || source);
    }

    /* Said to those who do not see the page, again too where it is the same; shown as well where everyone must know. */
    announce(text, seen) {
      const { textContent } = byId("says");
      byId("says").textContent = text && text === textContent ? `${text}\u00a0` : text;
      byId("notice").textContent = seen ? text : "";
    }

    /* ---- what the pieces tell each other ---- */
    on(what, fn) {
      (this.heard[what] = this.heard[what] || []).push(fn);
    }

    emit(what) {
      (this.heard[what] || []).forEach((fn) => fn());
    }

    /* ---- places ---- */
    /* A place of this plan or of the one that it is compared with. */
    find(id) {
      return this.book.find(id) || (this.compared && this.compared.other ? this.compared.other.book.find(id) : null);
    }

    /* Places the names anew, each drawing's on its side. */
    relabel() {
      this.drawings().forEach((scene) => scene.label());
    }

    drawings() {
      return [this.scene, this.compared && this.compared.scene].filter(Boolean);
    }

    /* How a place looks now or, where it is not there, at the first time when it is. */
    lookOf(place) {
      const { book, i } = place, { looks, forms, states, layers, horizons } = book.model, order = [Math.min(this.state.get("horizon"), horizons.length - 1), ...horizons.keys()];
      const of = looks.layers[layers[book.layerOf(i)].id][book.get("variant", i) || 0], form = forms[book.get("form", i) || 0].id;
      const numbers = order.map((h) => (of[states[book.states[h][i]].id] || {})[form]);
      return looks.styles[numbers.find(Boolean) || 0];
    }

    whereabouts(place) {
      const field = (id) => String(place.book.field(place.layer.kind, id, place.i) || "").split(";").map((part) => zoneplan.isolated(part.trim())).filter(Boolean).join(", ");
      const former = field("former_unit"), here = field("commune");
      return [here, former ? fill(this.words.formerly, { unit: former }) : ""].filter(Boolean).join(" · ");
    }

    /* Chooses a place, or none; `from` says in which drawing, at which point, and what else lies there. */
    choose(place, from) {
      const before = this.state.get("place");
      this.popup.close();
      this.state.set({ place: place ? place.id : null });
      if (place && from && from.at && !narrow() && (from.scene || this.scene) === this.scene) { this.popup.open(from.scene || this.scene, place, from.at, from.others || []); }
      if (place && narrow()) { this.panel.fold(true); }
      if (place && from && narrow()) { this.card.show().then(() => this.uncover(from.at || place.at)); }
      if (place && from) { this.announcer.opened(place, from.others || []); }
      if (!place && from && from.focus) { this.back(); } else if (!place && before) { this.announcer.closed(); }
    }

    /* Leads the focus back to where a place was asked for, to the button of the panel where that is folded now, else to the map. */
    back() {
      const { opener } = this, there = opener && opener.isConnected, away = there && !opener.offsetParent;
      (there && !away ? opener : away && byId("panel").contains(opener) ? this.panel.button : this.map.getContainer()).focus();
      this.opener = null;
    }

    /* Marks a place in every drawing that has it. */
    select(place) {
      this.drawings().forEach((scene) => scene.select(place && zoneplan.twin(place, scene.book)));
    }

    /* Makes a place visible: its layer on, a time at which it is there. */
    reveal(place) {
      const now = this.state.get("horizon"), stateAt = (h) => this.book.stateOf(place.i, h).id;
      const horizon = [now, ...this.model.horizons.keys()].find((h) => stateAt(h) !== "absent");
      if (horizon === undefined) { return; }
      this.state.set({ horizon, layers: new Set([...this.state.get("layers"), this.book.switchOf(place.layer, stateAt(horizon))]) });
    }

    goTo(place) {
      if (!byId("card").contains(document.activeElement)) { this.opener = document.activeElement; }
      if (place.book === this.book) { this.reveal(place); }
      if (this.tight()) { this.panel.fold(true); }
      this.choose(place);
      const there = new Promise((done) => { this.map.once("moveend", done); });
      this.fly(place);
      const shown = this.card.show();
      Promise.all([there, shown]).then(() => this.compared.part(place));
      shown.then(() => { this.compared.bring(place); const name = byId("card-name"); if (name) { name.focus({ preventScroll: true }); } });
    }

    draw() {
      this.scene.draw({ horizon: this.state.get("horizon"), theme: this.state.get("theme"), layers: this.state.get("layers") });
      this.emit("drawn");
    }

    name() {
      const { words } = this;
      document.documentElement.lang = this.state.get("lang");
      document.title = [this.model.title, ...(this.model.compare ? [this.model.compare.title] : [])].map((title) => this.say(title)).join(" ↔ ");
      this.map.getContainer().setAttribute("aria-label", words.map);
      document.querySelectorAll("[data-word]").forEach((node) => { node.textContent = words[node.dataset.word]; });
      document.querySelectorAll("[data-label]").forEach((node) => { node.setAttribute("aria-label", words[node.dataset.label]); });
      this.map.attributionControl.setPrefix(false);
      if (this.credit) { this.map.attributionControl.removeAttribution(this.credit); }
      this.credit = words.attribution;
      this.map.attributionControl.addAttribution(this.credit);
      this.scene.relabel();
    }

    /* Everything in the order in which it needs one another. */
    start(other) {
      const grid = new zoneplan.Graticule(this, this.map);
      this.scene = new zoneplan.Scene(this, this.map, this.book);
      this.popup = new zoneplan.Popup(this);
      this.card = new zoneplan.Card(this);
      this.panel = new zoneplan.Panel(this);
      this.announcer = new zoneplan.Announcer(this);
      this.layerList = new zoneplan.LayerList(this);
      this.scene.draw({ horizon: this.state.get("horizon"), theme: this.state.get("theme"), layers: this.state.get("layers") });
      this.home();
      const first = this.map.getCenter();
      this.state.on("horizon theme layers", () => this.draw());
      this.state.on("lang", () => { this.name(); this.draw(); });
      this.state.on("place", () => this.select(this.find(this.state.get("place"))));
      this.name();
      this.marks = new zoneplan.Marks(this);
      this.compared = new zoneplan.Compare(this, other);
      const pieces = ["Chooser", "Legend", "Search", "Timeline", "PlaceList", "Zoom", "OnlineBase", "Surfaces", "Moves", "Bands", "Differences"].map((one) => new zoneplan[one](this));
      [this.panel, this.layerList, this.card, this.marks, ...pieces, this.compared, new zoneplan.Toolbar(this), grid, new zoneplan.Skips(this), this.announcer].forEach((piece) => piece.start());
      this.on("card", () => { grid.name(true); this.scene.label(); });
      this.on("measured", () => this.relabel());
      this.on("cut", () => grid.name(true));
      this.map.on("resize", (event) => this.turned(event));
      if (narrow() && !this.state.get("place") && this.map.getCenter().equals(first)) { this.home(); } /* now that it is known where the buttons stand */
      this.scene.settle();
      this.map.getContainer().setAttribute("role", "application");
      this.emit("started");
    }
  };
})();
