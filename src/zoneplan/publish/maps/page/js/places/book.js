/* The places of a plan: columns as the file holds them, a light object for each place that is looked at. */
(function () {
  "use strict";

  zoneplan.Book = class {
    /* `prefix` begins the names of the plan's blocks; `mark` the ids of its places, where they could be those of another plan. */
    constructor(model, shapes, prefix) {
      const p = model.places;
      this.model = model;
      this.prefix = prefix || "";
      this.mark = this.prefix.replace("-", ":");
      this.shapes = shapes;
      this.count = p.count;
      this.columns = { ...p, lat: this.spread(p.lat), lon: this.spread(p.lon) };
      this.made = new Map();
      this.byId = new Map((Array.isArray(p.id) ? p.id : []).map((id, i) => [id, i]));
      this.states = this.horizons(p.states);
      this.keepToOwnNames();
    }

    /* What data names is looked up by its name, which may be that of something every object has. */
    keepToOwnNames() {
      const { titles, kinds } = this.model;
      [titles, ...Object.values(kinds).flatMap((kind) => kind.fields.map((field) => field.choices))].forEach((names) => Object.setPrototypeOf(names, null));
    }

    /* A column with a value for every place, whatever way the file holds it. */
    spread(column) {
      return Array.isArray(column) ? column : new Array(this.count).fill(column);
    }

    /* The number of the state of every place, one array a horizon. */
    horizons(column) {
      const all = Array.isArray(column) ? null : String(column || "");
      return this.model.horizons.map((_, h) => {
        const found = new Uint8Array(this.count);
        if (all !== null) { return found.fill(Number(all[h] || 0)); }
        for (let i = 0; i < this.count; i++) { found[i] = column[i].charCodeAt(h) - 48; }
        return found;
      });
    }

    layerOf(i) {
      return this.get("layer", i);
    }

    /* The layer whose switch shows a place in a state: what is withdrawn has a switch of its own. */
    switchOf(layer, state) {
      const own = this.model.layers.find((one) => one.state === state);
      return own ? own.id : layer.id;
    }

    /* The state of a place at a horizon. */
    stateOf(i, horizon) {
      return this.model.states[this.states[horizon][i]];
    }

    get(key, i) {
      const column = this.columns[key];
      return Array.isArray(column) ? column[i] : column;
    }

    place(i) {
      if (!this.made.has(i)) { this.made.set(i, this.make(i)); }
      return this.made.get(i);
    }

    at(i) {
      return L.latLng(this.get("lat", i) / 1e6, this.get("lon", i) / 1e6);
    }

    make(i) {
      return {
        i, book: this, id: this.mark + this.get("id", i), plain: this.get("id", i), layer: this.model.layers[this.get("layer", i)], name: this.get("name", i),
        label: this.get("label", i) ?? this.get("name", i), at: this.at(i), shape: this.get("shape", i) ?? -1,
        radius_m: this.get("radius_m", i) || 0, size_px: this.get("size_px", i) || 12, rank: this.get("rank", i) || 0,
        exact: Boolean(this.get("exact", i)), part: Boolean(this.get("part", i)), strong: Boolean(this.get("strong", i)),
        uncertainty_m: this.get("uncertainty_m", i) || 0, card: this.get("card", i) ?? -1,
      };
    }

    find(id) {
      if (!id || !id.startsWith(this.mark)) { return null; }
      const i = this.byId.get(id.slice(this.mark.length));
      return i === undefined ? null : this.place(i);
    }

    /* The fields of a place: [field, value] in the order of its kind, those without a value left out. */
    fields(place) {
      const kind = this.model.kinds[place.layer.kind], columns = this.columns.fields[place.layer.kind];
      if (!kind || !columns) { return []; }
      return kind.fields.map((field) => [field, this.field(place.layer.kind, field.id, place.i)])
        .filter(([, value]) => value !== null && value !== undefined && value !== "");
    }

    field(kind, id, i) {
      const column = (this.columns.fields[kind] || {})[id];
      if (!column) { return null; }
      const at = column.of ? this.sparse(column).get(i) : this.rows(kind).get(i);
      if (at === undefined) { return null; }
      if (!column.codes) { return column.values[at] ?? null; }
      return column.codes[at] < 0 ? null : column.values[column.codes[at]];
    }

    sparse(column) {
      this.sparseOf = this.sparseOf || new Map();
      if (!this.sparseOf.has(column)) { this.sparseOf.set(column, new Map(column.of.map((place, k) => [place, k]))); }
      return this.sparseOf.get(column);
    }

    /* Where the rows of a kind's columns are: the places of the kind in their order. */
    rows(kind) {
      this.rowsOf = this.rowsOf || new Map();
      if (!this.rowsOf.has(kind)) {
        const rows = new Map();
        for (let i = 0; i < this.count; i++) {
          if (this.model.layers[this.layerOf(i)].kind === kind) { rows.set(i, rows.size); }
        }
        this.rowsOf.set(kind, rows);
      }
      return this.rowsOf.get(kind);
    }

    /* Whether a place is nothing but its name. */
    bare(i) {
      return this.model.forms[this.get("form", i) || 0].id === "name";
    }

    /* South-west and north-east of a place: of its outline, its circle or its point. */
    bounds(place) {
      if (place.shape >= 0) { return this.shapes.latLngBounds(place.shape); }
      return place.radius_m ? place.at.toBounds(2 * place.radius_m) : L.latLngBounds([place.at]);
    }
  };
})();
