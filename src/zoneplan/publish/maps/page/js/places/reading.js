/* How the map is read at a horizon in a theme: how each place looks, which line of the legend it counts in, how many there are. */
(function () {
  "use strict";
  const ABSENT = "absent";

  zoneplan.Reading = class {
    constructor(book, view) {
      this.book = book;
      this.model = book.model;
      this.view = view;
      this.theme = this.model.themes.find((theme) => theme.id === view.theme) || this.model.themes[0];
      this.rows = new Map((this.theme.places || []).map((place, k) => [place, k]));
      this.entries = [];
      this.keys = new Map();
      this.of = new Uint16Array(book.count);
      this.read();
    }

    get themed() {
      return this.theme.kind !== "status";
    }

    /* Entry 0 is "not shown"; the entry of place i is entries[of[i] - 1]. */
    read() {
      const { book } = this, states = book.states[this.view.horizon], classes = this.classes();
      for (let i = 0; i < book.count; i++) {
        const key = (((book.layerOf(i) * 256 + (book.get("variant", i) || 0)) * 8 + states[i]) * 16 + (book.get("form", i) || 0)) * 64 + (classes ? classes[i] : 0);
        let entry = this.keys.get(key);
        if (entry === undefined) { this.keys.set(key, (entry = this.entry(i, states[i], classes ? classes[i] : 0))); }
        if (entry) {
          entry.count += 1;
          this.of[i] = entry.index;
        }
      }
    }

    /* The class of every place from 1; 0 is one without a value. */
    classes() {
      if (!this.themed) { return null; }
      const found = new Uint8Array(this.book.count);
      this.theme.places.forEach((place, k) => { found[place] = this.theme.codes[k] + 1; });
      return found;
    }

    /* The entry of places alike; null where they are not shown. */
    entry(i, s, code) {
      const layer = this.model.layers[this.book.layerOf(i)], state = this.model.states[s].id, variant = this.book.get("variant", i) || 0;
      const form = this.model.forms[this.book.get("form", i) || 0].id, switched = this.book.switchOf(layer, state);
      if (state === ABSENT || !this.view.layers.has(switched)) { return null; }
      const coloured = this.themed && this.theme.layers.includes(layer.id);
      const looks = coloured ? this.theme.looks[layer.id][variant][code ? code - 1 : this.theme.classes.length] : this.model.looks.layers[layer.id][variant];
      const number = (looks[state] || {})[form];
      if (!number) { return null; }
      const entry = {
        index: this.entries.length + 1, layer: layer.id, switched, variant, state, form, number, look: this.model.looks.styles[number], code: coloured ? code : null, count: 0,
      };
      entry.line = this.model.themes[0].classes.findIndex((one) => one.layer === entry.layer && one.variant === variant && one.state === state && one.forms.includes(form));
      this.entries.push(entry);
      return entry;
    }

    shown(i) {
      return this.of[i] > 0;
    }

    entryOf(i) {
      return this.entries[this.of[i] - 1] || null;
    }

    get total() {
      return this.entries.reduce((sum, entry) => sum + entry.count, 0);
    }

    /* What the legend calls a place. */
    nameOf(entry) {
      const line = this.model.themes[0].classes[entry.line];
      return line ? line.name : "";
    }

    /* What the theme says of a place: {text, date}, or nothing. */
    value(i) {
      const k = this.rows.get(i);
      if (k === undefined) { return null; }
      const kind = this.theme.classes[this.theme.codes[k]];
      return { text: this.theme.texts[k] || kind.name, date: this.theme.dates[k], name: this.theme.kind === "categories" ? kind.name : "" };
    }
  };
})();
