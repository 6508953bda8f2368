/* Where one points: grid coordinates of the plan and degrees. The pointer over the map, else the point last clicked, else the centre. */
(function () {
  "use strict";
  const { el, byId, icon, ICONS } = zoneplan;
  const DEGREES_SHOWN = 5, DEGREES_COPIED = 6, ARC = 60;

  function dms(value, number) {
    const tenths = Math.round(Math.abs(value) * ARC * ARC * 10), whole = Math.floor(tenths / (ARC * ARC * 10));
    const minutes = Math.floor(tenths / (ARC * 10)) % ARC, seconds = (tenths % (ARC * 10)) / 10;
    return `${whole}°${String(minutes).padStart(2, "0")}′${seconds < 10 ? "0" : ""}${number(seconds, 1)}″`;
  }

  zoneplan.Position = class {
    constructor(page) {
      this.page = page;
      this.sexagesimal = false;
    }

    start() {
      const { page } = this, map = page.map, box = map.getContainer();
      this.of = el("span", { class: "position-of" });
      this.grid = el("span", { class: "position-grid" });
      this.degrees = el("button", { type: "button", class: "position-degrees", id: "degrees", onclick: () => { this.sexagesimal = !this.sexagesimal; this.draw(); } });
      this.button = el("button", { type: "button", class: "tool position-copy", id: "copy-position", onclick: () => this.copy() }, icon(ICONS.copy, 14));
      byId("position").append(el("span", { class: "position-text" }, [this.grid, el("span", { class: "position-line" }, [this.degrees, this.of])]), this.button);
      L.DomEvent.disableClickPropagation(byId("position"));
      map.on("mousemove", (event) => { this.pointer = event.latlng; this.soon(); });
      map.on("mouseout", () => { this.pointer = null; this.soon(); });
      map.on("move zoomend", () => this.soon());
      box.addEventListener("click", (event) => this.clicked(event), true);
      document.addEventListener("keydown", (event) => this.key(event));
      page.state.on("lang", () => this.draw());
      this.draw();
    }

    clicked(event) {
      if (event.target.closest(".leaflet-control")) { return; }
      this.last = this.page.map.mouseEventToLatLng(event);
      if (event.pointerType === "touch") { this.pointer = null; }
      this.soon();
    }

    key(event) {
      const typing = event.target.closest("input, textarea, select, dialog");
      if (event.key === "c" && this.page.toolbar.keys && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { this.copy(); }
    }

    soon() {
      if (this.waiting) { return; }
      this.waiting = requestAnimationFrame(() => { this.waiting = null; this.draw(); });
    }

    /* [point, the word that says which point it is]. */
    get shown() {
      const { map } = this.page;
      if (this.pointer) { return [this.pointer, "tool_position_pointer"]; }
      return this.last && map.getBounds().contains(this.last) ? [this.last, "tool_position_clicked"] : [map.getCenter(), "tool_position_centre"];
    }

    draw() {
      const { page } = this, { words } = page, [at, of] = this.shown, { formula } = page.model;
      this.of.textContent = words[of];
      this.grid.hidden = !formula;
      this.grid.title = page.model.plan.grid;
      if (formula) {
        const { east, north } = zoneplan.toGrid(formula, at.lng, at.lat);
        this.grid.textContent = `X ${page.number(north, 0)} · Y ${page.number(east, 0)}`;
      }
      this.degrees.textContent = this.angles(at);
      this.degrees.title = words.tool_position_format;
      this.degrees.setAttribute("aria-label", `${this.angles(at)}. ${words.tool_position_format}`);
      this.button.title = `${words.tool_position_copy} (c)`;
      this.button.setAttribute("aria-label", words.tool_position_copy);
    }

    angles(at) {
      const { words } = this.page, number = (value, decimals) => this.page.number(value, decimals);
      const angle = (value) => (this.sexagesimal ? dms(value, number) : `${number(Math.abs(value), DEGREES_SHOWN)}°`);
      const sides = [at.lat < 0 ? words.tool_south : words.tool_north, at.lng < 0 ? words.tool_west : words.tool_east];
      return `${angle(at.lat)} ${sides[0]}  ${angle(at.lng)} ${sides[1]}`;
    }

    /* Plain numbers, as other programs read them. */
    copied(at) {
      const { formula, plan } = this.page.model, degrees = `${at.lat.toFixed(DEGREES_COPIED)}, ${at.lng.toFixed(DEGREES_COPIED)} (WGS 84)`;
      if (!formula) { return degrees; }
      const { east, north } = zoneplan.toGrid(formula, at.lng, at.lat);
      return `X ${north.toFixed(2)}, Y ${east.toFixed(2)} (${plan.grid}); ${degrees}`;
    }

    copy() {
      return zoneplan.copy(this.page, this.copied(this.shown[0]), this.page.words.tool_position_copied);
    }
  };
})();
