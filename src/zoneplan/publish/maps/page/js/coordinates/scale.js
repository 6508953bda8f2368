/* The scale bar: a round length as wide as it is at the latitude of the map's centre; the numeric scale of a 96 dpi screen in its title. */
(function () {
  "use strict";
  const { el, byId, fill, geodesic } = zoneplan;
  const SPAN_PX = 100, WIDEST_PX = 108, STEPS = [5, 2, 1], DIGITS = 3;
  const PX_PER_M = 96 / 0.0254;

  /* Metres of a pixel from west to east at the centre, on the ellipsoid. */
  function perPixel(map) {
    const size = map.getSize(), y = size.y / 2, at = (x) => map.containerPointToLatLng([x, y]);
    return geodesic.distance(at(size.x / 2 - SPAN_PX / 2), at(size.x / 2 + SPAN_PX / 2)) / SPAN_PX;
  }

  /* The longest of 1, 2, 5, 10, … metres that is not longer than so many. */
  function roundLength(most) {
    const power = 10 ** Math.floor(Math.log10(most));
    return (STEPS.find((step) => step * power <= most * (1 + 1e-12)) || 1) * power;
  }

  function significant(value) {
    const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) + 1 - DIGITS);
    return Math.round(value / power) * power;
  }

  zoneplan.scale = { PX_PER_M, perPixel, roundLength, significant };
  zoneplan.lengthText = (page, metres) => (metres >= 1000 ? `${page.number(metres / 1000)} km` : `${page.number(metres)} m`);

  zoneplan.Scale = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      this.line = el("span", { class: "scale-line", "aria-hidden": "true" });
      this.text = el("span", { class: "scale-text", "aria-hidden": "true" });
      this.node = el("div", { class: "tool-scale", id: "scale", role: "img" }, [this.text, this.line]);
      byId("toolbar").prepend(this.node);
      this.page.map.on("zoomend move resize", () => this.draw());
      this.page.state.on("lang", () => this.draw());
      this.draw();
    }

    draw() {
      const { page } = this, pixel = perPixel(page.map);
      if (!(pixel > 0)) { return; }
      const metres = roundLength(WIDEST_PX * pixel), length = zoneplan.lengthText(page, metres);
      const scale = `1:${page.number(significant(pixel * PX_PER_M), 0)}`;
      this.line.style.width = `${metres / pixel}px`;
      this.text.textContent = length;
      this.node.title = fill(page.words.tool_scale, { scale });
      this.node.setAttribute("aria-label", fill(page.words.tool_scale_said, { length, scale }));
    }
  };
})();
