/* Where signs stand that share a point: on a ring around it, many of them on rings around each other. */
(function () {
  "use strict";
  const NEAREST = 13, WIDEST = 70, APART = 3, ROOM = { 2: 1.75, 3: 1.4 }, USUAL = 1.2; /* few need a wider ring, as chords are shorter than arcs */

  const sum = (widths) => widths.reduce((all, one) => all + one, 0);

  /* Each takes as much of the ring as it is wide. */
  function ring(widths, reach) {
    const round = sum(widths);
    let turn = -Math.PI / 2 - (Math.PI * widths[0]) / round;
    return widths.map((px) => {
      const half = (Math.PI * px) / round, at = turn + half;
      turn += 2 * half;
      return L.point(Math.round(reach * Math.cos(at)), Math.round(reach * Math.sin(at)));
    });
  }

  /* As many on each ring as it has room for. */
  function rings(widths) {
    const broad = Math.max(...widths) + APART, found = [];
    let reach = Math.max(NEAREST, broad), held = [];
    widths.forEach((px) => {
      if (held.length && USUAL * (sum(held) + px) > 2 * Math.PI * reach) {
        found.push(...ring(held, reach));
        reach += broad;
        held = [];
      }
      held.push(px);
    });
    return [...found, ...ring(held, reach)];
  }

  /* By how many pixels signs of these widths stand away from their point. */
  zoneplan.around = function (widths) {
    const reach = Math.max(NEAREST, ((ROOM[widths.length] || USUAL) * sum(widths)) / (2 * Math.PI));
    return reach > WIDEST ? rings(widths) : ring(widths, reach);
  };
})();
