/* The present view in the address, to be sent as a link; what stands there is taken only as far as the plan knows it. */
(function () {
  "use strict";
  const { ICONS } = zoneplan;
  const LONGEST = 4000, QUIET_MS = 400, NUMBER = /^-?\d{1,3}(\.\d{1,8})?$/, DEGREES = 5, ROOM = 1, LEAST_ROOM = 0.5;
  const among = (list, id) => (list || []).some((one) => one.id === id);

  /* Each part of a view: how it is written, and what it says of the state; what is not known says nothing. */
  const PARTS = {
    lang: { write: (state) => state.get("lang"), read: (value) => (value === "vi" || value === "en" ? { lang: value } : {}) },
    theme: { write: (state) => state.get("theme"), read: (value, model) => (among(model.themes, value) ? { theme: value } : {}) },
    time: {
      write: (state, model) => model.horizons[state.get("horizon")].id,
      read: (value, model) => {
        const horizon = model.horizons.findIndex((one) => one.id === value);
        return horizon < 0 ? {} : { horizon };
      },
    },
    layers: {
      write: (state) => [...state.get("layers")].join(","),
      read: (value, model) => {
        const known = value.split(",").filter((id) => among(model.layers, id));
        return value && !known.length ? {} : { layers: new Set(known) };
      },
    },
    place: { write: (state) => state.get("place"), read: (value, model, page) => (page.find(value) ? { place: value } : {}) },
    surface: { write: (state) => state.get("surface"), read: (value, model) => (among(model.surfaces, value) ? { surface: value } : {}) },
    bands: { write: (state) => (state.get("bands") ? "1" : null), read: (value, model) => (value === "1" && model.bands ? { bands: true } : {}) },
    moves: { write: (state) => (state.get("moves") ? "1" : null), read: (value) => (value === "1" ? { moves: true } : {}) },
    compare: {
      write: (state) => state.get("compare"),
      read: (value, model) => ((value === "other" && model.compare) || (/^\d{1,2}$/.test(value) && Number(value) < model.horizons.length) ? { compare: value } : {}),
    },
  };
  const ABSENT = { place: null, surface: null, bands: false, moves: false, compare: null };

  zoneplan.Link = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      const { page } = this;
      page.toolbar.add({ id: "link", icon: () => ICONS.link, word: () => "tool_link", key: "l", act: () => this.copy() });
      if (page.card) { page.card.add({ name: () => page.words.tool_link_place, act: () => this.copy() }); }
      this.apply(window.location.hash);
      window.addEventListener("hashchange", () => this.apply(window.location.hash));
      page.map.on("moveend", () => this.soon());
      page.state.on(["lang", "theme", "horizon", "layers", "place", "surface", "bands", "moves", "compare"].join(" "), () => this.soon());
    }

    /* ---- writing ---- */
    get hash() {
      const { map, state, model } = this.page, centre = map.getCenter(), parts = new URLSearchParams();
      parts.set("at", [centre.lat.toFixed(DEGREES), centre.lng.toFixed(DEGREES), Number(map.getZoom().toFixed(2))].join("/"));
      Object.entries(PARTS).forEach(([key, { write }]) => {
        const value = write(state, model);
        if (value !== null && value !== undefined) { parts.set(key, value); }
      });
      return `#${parts.toString().replace(/%2F/g, "/").replace(/%2C/g, ",")}`;
    }

    soon() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.write(), QUIET_MS);
    }

    write() {
      if (document.body.classList.contains("printing") || window.location.hash === this.hash) { return; }
      try { window.history.replaceState(window.history.state, "", this.hash); } catch (refused) { clearTimeout(this.waiting); }
    }

    copy() {
      const { words } = this.page, url = `${window.location.href.split("#")[0]}${this.hash}`;
      return zoneplan.copy(this.page, url, window.location.protocol === "file:" ? words.tool_link_copied_file : words.tool_link_copied);
    }

    /* ---- reading ---- */
    position(text) {
      const parts = (text || "").split("/"), { map } = this.page;
      if (parts.length !== 3 || !parts.every((part) => NUMBER.test(part))) { return null; }
      const [lat, lng, zoom] = parts.map(Number);
      return this.near(lat, lng) && Math.abs(lat) <= 85 && zoom >= map.getMinZoom() && zoom <= map.getMaxZoom() ? { at: [lat, lng], zoom } : null;
    }

    /* Not further from the plan than the plan is wide, be it as small as a point. */
    near(lat, lng) {
      const { extent } = this.page.model;
      if (!extent) { return true; }
      const [west, south, east, north] = extent, across = ROOM * Math.max(LEAST_ROOM, east - west), up = ROOM * Math.max(LEAST_ROOM, north - south);
      return lat >= south - up && lat <= north + up && lng >= west - across && lng <= east + across;
    }

    /* A theme that is asked for and has no figures says so. */
    missing(id) {
      const { page } = this, theme = (page.model.themes_without || []).find((one) => one.id === id);
      if (theme) { zoneplan.tell(page, zoneplan.fill(page.words.themes_without, { names: page.say(theme.name) })); }
    }

    apply(hash) {
      if (hash.length < 2 || hash.length > LONGEST) { return; }
      const { page } = this, given = new URLSearchParams(hash.slice(1)), position = this.position(given.get("at"));
      const changes = Object.assign({}, ...Object.entries(PARTS).filter(([key]) => given.has(key)).map(([key, { read }]) => read(given.get(key), page.model, page)));
      const place = page.find(changes.place);
      if (place && place.book !== page.book) { changes.compare = "other"; } /* without which nothing shows it */
      const known = position || Object.keys(changes).length;
      if (position) { page.map.setView(position.at, position.zoom, { animate: false }); }
      if (known) { page.state.set({ ...ABSENT, ...changes }); }
      this.missing(given.get("theme"));
      if (place && !position) { page.goTo(place); }
    }
  };
})();
