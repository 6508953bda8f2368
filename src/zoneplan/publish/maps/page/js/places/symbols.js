/* Signs as the map and the legend draw them: diamonds, houses, triangles, discs, patches of an area, circles without outline. */
(function () {
  "use strict";
  const { svg } = zoneplan;
  const SHAPES = {
    diamond: "M0 -9L9 0 0 9-9 0Z",
    triangle: "M0 -8.5L9 7.5H-9Z",
    house: "M0 -9L8.5 -1.5V8H-8.5V-1.5Z",
    disc: "M-9 0A9 9 0 1 1 9 0 9 9 0 1 1-9 0Z",
    area: "M-11 -6.5H11V6.5H-11Z",
    line: "M-10 4C-5 -7 3 8 10 -4",
    name: "M-6 7L-0.5 -7H0.5L6 7M-4 2H4",
  };
  const STROKES = {
    bar: "M-4 0H4", bang: "M0 -5.6V1.4M0 3.4V5.8", cross: "M-3.4 -3.4 3.4 3.4M3.4 -3.4-3.4 3.4", ask: "M-2.6 -2.4A2.6 2.6 0 1 1 0 .6V1.8M0 4V5.6",
  };
  const HATCH = 7;
  const HATCHES = {
    lines: { turn: -45, d: `M0 0V${HATCH}`, wide: 2.6, opacity: 0.62 },
    bars: { turn: 90, d: `M0 0V${HATCH}`, wide: 2, opacity: 0.55 },
    back: { turn: 45, d: `M0 0V${2 * HATCH}`, wide: 1, opacity: 0.7, step: 2 * HATCH },
  };
  const patterns = new Map();

  /* A pattern for every hatch in every colour; made once, kept in the page. */
  function pattern(hatch, ink) {
    const key = `hatch-${hatch}-${ink.replace("#", "")}`;
    if (!patterns.has(key)) {
      const { turn, d, wide, opacity, step } = HATCHES[hatch] || {}, side = step || HATCH;
      const drawn = hatch === "dots" ? svg("circle", { cx: 2, cy: 2, r: 1.1, fill: ink, "fill-opacity": 0.8 })
        : svg("path", { d, stroke: ink, "stroke-width": wide, "stroke-opacity": opacity });
      zoneplan.byId("patterns").append(svg("pattern", { id: key, width: side, height: side, patternUnits: "userSpaceOnUse", patternTransform: turn ? `rotate(${turn})` : null }, drawn));
      patterns.set(key, `url(#${key})`);
    }
    return patterns.get(key);
  }

  const hatchesOf = (look) => (look.hatch || "").split(" ").filter((hatch) => hatch === "dots" || HATCHES[hatch]);

  /* A shape filled, hatched and stroked; `scale` turns pixels of the screen into units of the drawing. */
  function drawn(tag, shape, look, scale) {
    const dash = (look.dash || "").split(" ").filter(Boolean).map((n) => n * scale).join(" ");
    return [
      svg(tag, { ...shape, fill: look.fill, "fill-opacity": look.fill_opacity }), ...hatchesOf(look).map((hatch) => svg(tag, { ...shape, fill: pattern(hatch, look.stroke) })),
      svg(tag, { ...shape, fill: "none", stroke: look.stroke, "stroke-width": look.weight * scale, "stroke-dasharray": dash || null }),
    ];
  }

  function mark(look) {
    if (!look.mark) { return null; }
    const ink = look.fill === look.stroke && look.fill_opacity > 0.5 ? "#fff" : look.stroke;
    return look.mark === "dot" ? svg("circle", { r: 2.6, fill: ink }) : svg("path", { d: STROKES[look.mark] || "", fill: "none", stroke: ink, "stroke-width": look.mark === "bang" ? 2.6 : 1.8 });
  }

  /* A sign of so many pixels. */
  zoneplan.symbol = function (look, px) {
    const area = look.shape === "area", wide = area ? 13 : 11;
    return svg("svg", {
      class: "symbol-drawn", width: area ? (px * wide) / 8 : px, height: px, viewBox: `${-wide} -10 ${2 * wide} 20`, "aria-hidden": "true",
    }, [...drawn("path", { d: SHAPES[look.shape] || SHAPES.area }, look, 20 / px), area ? null : mark(look)]);
  };

  /* The circle of a place without an outline, as wide as its declared area at this zoom. */
  zoneplan.circle = function (look, px) {
    const half = px / 2, small = px < 18, lean = small ? { ...look, weight: 1.2, dash: look.dash ? "2 1.6" : "" } : look;
    return svg("svg", { class: "symbol-drawn", width: px, height: px, viewBox: `${-half} ${-half} ${px} ${px}`, "aria-hidden": "true" }, drawn("circle", { r: Math.max(1, half - 1) }, lean, 1));
  };
})();
