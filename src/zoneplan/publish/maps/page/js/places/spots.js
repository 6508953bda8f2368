/* Where a name may stand: beside the box of its place, inside its area, or along its line; the best spots have the least cost. */
(function () {
  "use strict";
  const GAP = 4, FAR = 20, FARTHER = 44, LED = 90, STRAIGHT = 0.95, TURNED = 0.55;
  const STEPS = [[0, 0], [0, -1], [0, 1], [-0.4, 0], [0.4, 0], [0, -2], [0, 2], [-0.4, -1], [0.4, -1], [-0.4, 1], [0.4, 1]];
  const LEVELS = [0.5, 0.3, 0.7, 0.12, 0.88];
  const ALONG = [0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92];

  /* Around a box: its sides, then its corners. */
  function around(box, w, h, gap, below) {
    const cx = box.x + box.w / 2, cy = box.y + box.h / 2, east = box.x + box.w + gap, west = box.x - gap - w, over = box.y - h - gap + 3, under = box.y + box.h + gap - 3;
    const sides = [[east, cy - h / 2], [west, cy - h / 2], [cx - w / 2, under], [cx - w / 2, over]];
    const corners = [[east - 2, over + 3], [east - 2, under - 3], [west + 2, over + 3], [west + 2, under - 3]];
    return [...(below ? [2, 3, 0, 1].map((k) => sides[k]) : sides), ...corners].map(([x, y], k) => ({ x, y, w, h, cost: 8 * k }));
  }

  /* To the right and the left of an outline, as near as it comes at that height; over and under its ends. */
  function hugging({ box, outline }, w, h) {
    const spots = LEVELS.flatMap((t, k) => {
      const cy = box.y + t * box.h, beside = outline.filter((p) => Math.abs(p.y - cy) < h / 2 + GAP).map((p) => p.x);
      return beside.length ? [{ x: Math.max(...beside) + GAP + 2, y: cy - h / 2, w, h, cost: 12 * k }, { x: Math.min(...beside) - GAP - 2 - w, y: cy - h / 2, w, h, cost: 12 * k + 10 }] : [];
    });
    const north = outline.reduce((a, b) => (b.y < a.y ? b : a)), south = outline.reduce((a, b) => (b.y > a.y ? b : a));
    return [...spots, { x: south.x - w / 2, y: south.y + 1, w, h, cost: 30 }, { x: north.x - w / 2, y: north.y - h - 1, w, h, cost: 30 }];
  }

  /* Names that must be seen may stand farther off, led by a line, and in a wide area inside of it. */
  function beside(item, w, h) {
    const { box, strong, below, inside, outline } = item, near = outline && outline.length ? hugging(item, w, h) : around(box, w, h, GAP, below);
    const within = inside && box.w > 1.1 * w && box.h > 2 * h ? [{ x: inside.x - w / 2, y: inside.y - h / 2, w, h, cost: 60 }] : [];
    const to = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    const led = (gap, cost) => around(box, w, h, gap, below).map((spot) => ({ ...spot, cost: spot.cost + cost, to }));
    return [...near, ...within, ...(strong ? led(FAR, LED) : []), ...(strong && zoneplan.narrow() ? led(FARTHER, 2 * LED) : [])];
  }

  /* Around a point inside of an area that is wide enough to hold the name. */
  function within({ box, inside }, w, h) {
    if (box.w < 0.9 * w || box.h < 1.2 * h) { return []; }
    return near({ inside }, w, h).filter((spot) => spot.x > box.x - w / 4 && spot.x + w < box.x + box.w + w / 4 && spot.y > box.y && spot.y + h < box.y + box.h);
  }

  /* On a point that stands for a region, or near it. */
  function near({ inside }, w, h) {
    return STEPS.map(([dx, dy], k) => ({ x: inside.x - w / 2 + dx * w, y: inside.y - h / 2 + dy * (h + 2), w, h, cost: 6 * k }));
  }

  /* The point of a line so far along it. */
  function pointAt(line, lengths, s) {
    let k = 1;
    while (k < lengths.length - 1 && lengths[k] < s) { k += 1; }
    const t = (s - lengths[k - 1]) / (lengths[k] - lengths[k - 1] || 1);
    return { x: line[k - 1].x + t * (line[k].x - line[k - 1].x), y: line[k - 1].y + t * (line[k].y - line[k - 1].y) };
  }

  /* On a stretch of line that is nearly straight, turned with it, just above it. */
  function on(line, lengths, middle, w, h) {
    const a = pointAt(line, lengths, middle - w / 2), b = pointAt(line, lengths, middle + w / 2);
    if (Math.hypot(b.x - a.x, b.y - a.y) < STRAIGHT * w) { return null; }
    const [from, to] = a.x <= b.x ? [a, b] : [b, a], turn = Math.atan2(to.y - from.y, to.x - from.x), off = TURNED * h;
    const cx = (a.x + b.x) / 2 + off * Math.sin(turn), cy = (a.y + b.y) / 2 - off * Math.cos(turn);
    const wide = w * Math.abs(Math.cos(turn)) + h * Math.abs(Math.sin(turn)), high = w * Math.abs(Math.sin(turn)) + h * Math.abs(Math.cos(turn));
    return { x: cx - wide / 2, y: cy - high / 2, w: wide, h: high, turn, left: cx - w / 2, top: cy - h / 2 };
  }

  function along({ lines }, w, h) {
    return lines.flatMap((line) => {
      const lengths = [0];
      for (let k = 1; k < line.length; k++) { lengths.push(lengths[k - 1] + Math.hypot(line[k].x - line[k - 1].x, line[k].y - line[k - 1].y)); }
      const whole = lengths[lengths.length - 1];
      if (whole < w + 2 * GAP) { return []; }
      return ALONG.map((t, k) => [on(line, lengths, w / 2 + GAP + t * (whole - w - 2 * GAP), w, h), k]).filter(([spot]) => spot).map(([spot, k]) => ({ ...spot, cost: 6 * k }));
    });
  }

  /* item: {mode: "beside" | "inside" | "along" | "around", …} as the scene tells it. */
  zoneplan.spots = (item, w, h) => ({ beside, inside: within, along, around: near }[item.mode](item, w, h));
})();
