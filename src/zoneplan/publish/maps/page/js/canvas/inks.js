/* What looks mean on a canvas: colours, line widths and dashes in pixels of the screen, hatches as patterns. */
(function () {
  "use strict";
  const HATCH = 7, DOT_RADIUS = 1.1, DOT_OPACITY = 0.8;
  const RULES = { lines: { slope: 1, wide: 1.3, opacity: 0.62, apart: 1 }, bars: { slope: 0, wide: 1.4, opacity: 0.55, apart: 1 }, back: { slope: -1, wide: 0.8, opacity: 0.6, apart: 2 } };

  /* Falling, rising or level lines that join where the sheet repeats. */
  function ruled(context, side, step, rule, ratio) {
    context.globalAlpha = rule.opacity;
    context.lineWidth = rule.wide * ratio;
    context.beginPath();
    for (let shift = -side; shift <= 2 * side; shift += step) {
      context.moveTo(rule.slope ? shift - side : 0, rule.slope > 0 ? -side : rule.slope < 0 ? 2 * side : shift + step / 2);
      context.lineTo(rule.slope ? shift + 2 * side : side, rule.slope > 0 ? 2 * side : rule.slope < 0 ? -side : shift + step / 2);
    }
    context.stroke();
  }

  function dotted(context, side, step, ratio) {
    context.globalAlpha = DOT_OPACITY;
    context.beginPath();
    for (let x = step / 2; x < side; x += step) {
      for (let y = step / 2; y < side; y += step) {
        context.moveTo(x + DOT_RADIUS * ratio, y);
        context.arc(x, y, DOT_RADIUS * ratio, 0, 2 * Math.PI);
      }
    }
    context.fill();
  }

  /* All hatches of a look on one sheet, over the ground that it has without them. */
  function sheet(names, look, ratio) {
    const step = Math.round(HATCH * Math.SQRT2 * ratio), side = 2 * step, canvas = document.createElement("canvas"), context = canvas.getContext("2d");
    canvas.width = canvas.height = side;
    context.globalAlpha = look.fill_opacity;
    context.fillStyle = look.fill;
    context.fillRect(0, 0, side, side);
    context.strokeStyle = context.fillStyle = look.stroke;
    names.forEach((name) => { if (RULES[name]) { ruled(context, side, step * RULES[name].apart, RULES[name], ratio); } else { dotted(context, side, step, ratio); } });
    return canvas;
  }

  zoneplan.Ink = class {
    constructor(look, ratio) {
      const names = (look.hatch || "").split(" ").filter((name) => RULES[name] || name === "dots");
      this.look = look;
      this.hatch = names.length ? sheet(names, look, ratio) : null;
      this.opacity = this.hatch ? 1 : look.fill_opacity;
      this.width = (look.weight || 0) * ratio;
      this.dash = (look.dash || "").split(" ").filter(Boolean).map((px) => Number(px) * ratio);
    }

    /* The fill for a tile whose corner stands there in the world: hatches go on from tile to tile. */
    fill(context, left, top) {
      if (!this.hatch) { return this.look.fill; }
      const pattern = context.createPattern(this.hatch, "repeat"), side = this.hatch.width;
      pattern.setTransform(new DOMMatrix([1, 0, 0, 1, -(left % side), -(top % side)]));
      return pattern;
    }

    /* What little is seen of something small: its line, or its fill where it has none. */
    get mark() {
      return this.width > 0 ? this.look.stroke : this.look.fill;
    }
  };
})();
