/* Closer, farther off, and back to the whole plan, for those who have neither a wheel nor two fingers. */
(function () {
  "use strict";
  const { el, byId, icon, narrow, still } = zoneplan;
  const PLUS = "M8 3V13M3 8H13", MINUS = "M3 8H13", HOME = "M2 8 8 2.5 14 8M4 7V13.5H12V7";

  zoneplan.Zoom = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      const { page } = this, { map } = page;
      this.buttons = [["zoom_in", PLUS, () => this.by(1)], ["zoom_out", MINUS, () => this.by(-1)], ["zoom_home", HOME, () => page.home(true)]]
        .map(([word, path, act]) => [word, el("button", { type: "button", id: word.replace("_", "-"), onclick: act }, icon(path, 15))]);
      this.node = el("div", { id: "zoom", role: "group" }, this.buttons.map(([, button]) => button));
      byId("corner").after(this.node);
      map.on("zoomend", () => this.bounds());
      page.state.on("lang", () => this.name());
      this.name();
      this.bounds();
    }

    /* On a narrow map what is in the middle of its free part stays there. */
    by(steps) {
      const { page } = this, { map } = page, { left, top, right, bottom } = page.free(map), size = map.getSize();
      map.setZoomAround(narrow() ? L.point((left + right) / 2, (top + bottom) / 2) : size.divideBy(2), map.getZoom() + steps, { animate: !still() });
    }

    name() {
      const { words } = this.page;
      this.node.setAttribute("aria-label", words.zoom);
      this.buttons.forEach(([word, button]) => { button.title = words[word]; button.setAttribute("aria-label", words[word]); });
    }

    /* A button that would do nothing says so, and keeps the focus. */
    bounds() {
      const { map } = this.page, [closer, farther] = this.buttons.map(([, button]) => button);
      closer.setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
      farther.setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
    }
  };
})();
