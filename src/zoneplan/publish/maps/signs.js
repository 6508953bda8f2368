/* How things look: the signs of the map and of the legend, hatches, and the strokes of outlines. */
(function () {
  "use strict";
  const SHAPES = {
    diamond: "M0 -9L9 0 0 9-9 0Z",
    triangle: "M0 -8.5L9 7.5H-9Z",
    house: "M0 -9L8.5 -1.5V8H-8.5V-1.5Z",
    disc: "M-9 0A9 9 0 1 1 9 0 9 9 0 1 1-9 0Z",
    area: "M-11 -6.5H11V6.5H-11Z",
  };

  function sign(layer, px, exact) {
    const s = layer.style, wide = s.shape === "area" ? 13 : 11, scale = 20 / px;
    const fill = s.hatch ? `url(#hatch-${layer.id})` : exact ? s.fill : "#ffffff";
    const dash = exact ? s.dash : `${2.6 * scale} ${1.7 * scale}`;
    const ink = exact && s.fill === s.stroke ? "#fff" : s.stroke;
    const marks = { dot: `<circle r="2.6" fill="${ink}"/>`, bar: `<path d="M-4 0H4" stroke="${ink}" stroke-width="2"/>`,
      bang: `<path d="M0 -5.6V1.4M0 3.4V5.8" stroke="${ink}" stroke-width="2.6"/>` };
    const width = s.shape === "area" ? (px * wide) / 8 : px;
    return `<svg class="symbol-drawn" width="${width}" height="${px}" viewBox="${-wide} -10 ${2 * wide} 20" aria-hidden="true">` +
      `<path d="${SHAPES[s.shape]}" fill="${fill}" fill-opacity="${exact ? s.fill_opacity : 0.85}" stroke="${s.stroke}" ` +
      `stroke-width="${s.weight * scale}" stroke-dasharray="${dash}"/>${marks[s.mark] || ""}</svg>`;
  }

  function hatches(layers) {
    const body = {
      lines: (c) => `<path d="M0 0V7" stroke="${c}" stroke-width="2.6" stroke-opacity=".62"/>`,
      dots: (c) => `<circle cx="2" cy="2" r="1.1" fill="${c}" fill-opacity=".8"/>`,
    };
    const turn = { lines: "rotate(-45)", dots: "" };
    const defs = layers.filter((l) => l.style.hatch).map((l) =>
      `<pattern id="hatch-${l.id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="${turn[l.style.hatch]}">` +
      `<rect width="7" height="7" fill="${l.style.fill}" fill-opacity=".13"/>${body[l.style.hatch](l.style.stroke)}</pattern>`);
    const holder = document.createElement("div");
    holder.className = "hatches";
    holder.innerHTML = `<svg width="0" height="0" aria-hidden="true"><defs>${defs.join("")}</defs></svg>`;
    document.body.appendChild(holder);
  }

  function pathStyle(layer, place) {
    const s = layer.style, drawn = place.outline !== null;
    return {
      pane: layer.pane, color: s.stroke, weight: place.part ? 0.8 : s.weight, dashArray: drawn ? s.dash || null : "4 3",
      fillColor: s.hatch ? `url(#hatch-${layer.id})` : s.fill,
      fillOpacity: place.part ? 0 : drawn ? s.fill_opacity : s.fill_opacity * 0.75,
    };
  }

  Object.assign(zoneplan, { sign, hatches, pathStyle });
})();
