/* Areas between geodesics on the WGS 84 ellipsoid (Karney 2013, equations 58 to 60), and whether an outline crosses itself. */
(function () {
  "use strict";
  const { A, B, EP2, RAD, integral, turn, vincenty, distance } = zoneplan.geodesic;
  const E2 = 1 - B * B / (A * A), E = Math.sqrt(E2);
  const AUTHALIC2 = A * A / 2 + B * B / 2 * Math.atanh(E) / E;
  const TERMS = 7, WIDEST = Math.PI / 2, TOUCH = 1e-18;

  /* t(x) = x + 1 + x/3 - 2x²/15 + 8x³/105 - …, as coefficients. */
  const T = [1, 1 + 1 / 3];
  for (let k = 2, b = 1 / 3; k <= TERMS; k++) { b *= -(2 * k - 2) / (2 * k + 1); T.push(b); }

  /* (t(x) - t(y)) / (x - y), also where x and y are next to each other. */
  function slope(x, y) {
    let sum = 0, powers = 0, last = 1;
    for (let k = 1; k <= TERMS; k++) { powers = powers * x + last; last *= y; sum += T[k] * powers; }
    return sum;
  }

  /* The area between an edge and the equator, in m², positive eastwards on the northern half; nothing for an edge round a quarter of the world. */
  function under(from, to) {
    const g = vincenty(from, to);
    if (!g || g.sigma > WIDEST) { return null; }
    const excess = 2 * Math.atan2(
      Math.sin(g.omega) * (g.sin1 * (1 + g.cos2) + g.sin2 * (1 + g.cos1)),
      (1 + Math.cos(g.omega)) * (g.sin1 * g.sin2 + (1 + g.cos1) * (1 + g.cos2)),
    );
    const flattened = integral(g.sigma1, g.sigma, (sin) => -slope(EP2, EP2 * (g.cosAlpha * sin) ** 2) * sin / 2);
    return AUTHALIC2 * excess + E2 * A * A * g.cosAlpha * g.sinAlpha * flattened;
  }

  const edges = (ring) => ring.map((point, i) => [point, ring[(i + 1) % ring.length]]);

  /* ---- does the outline cross or touch itself? ---- */
  function onSphere({ lat, lng }) {
    const u = Math.atan(B / A * Math.tan(lat * RAD)), l = lng * RAD;
    return [Math.cos(u) * Math.cos(l), Math.cos(u) * Math.sin(l), Math.sin(u)];
  }

  const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

  /* Which side of an edge a point is on: 1, -1, or 0 where it lies on its great circle. */
  function side([a, b], point) {
    const volume = dot(a, cross(minus(b, a), minus(point, a)));
    return Math.abs(volume) < TOUCH ? 0 : Math.sign(volume);
  }

  const within = ([a, b], point) => dot(minus(point, a), minus(point, b)) <= TOUCH;

  function meet(one, two) {
    const c = side(one, two[0]), d = side(one, two[1]), a = side(two, one[0]), b = side(two, one[1]);
    if (c * d < 0 && a * b < 0) { return dot(one[0], two[0]) > 0; }
    return (c === 0 && within(one, two[0])) || (d === 0 && within(one, two[1])) || (a === 0 && within(two, one[0])) || (b === 0 && within(two, one[1]));
  }

  function crosses(ring) {
    const all = edges(ring.map(onSphere)), n = all.length;
    return all.some((one, i) => all.some((two, j) => j > i + 1 && !(i === 0 && j === n - 1) && meet(one, two)));
  }

  const same = (a, b) => a.lat === b.lat && a.lng === b.lng;

  /* {perimeter in m, area in m² or null, crossing}: no area for an outline that meets itself or goes round a pole. */
  zoneplan.geodesic.polygon = function (points) {
    const ring = points.filter((point, i) => !same(point, points[(i + 1) % points.length])), all = edges(ring);
    const perimeter = all.reduce((sum, [from, to]) => sum + distance(from, to), 0);
    if (ring.length < 3) { return { perimeter, area: 0, crossing: false }; }
    const crossing = crosses(ring), parts = all.map(([from, to]) => under(from, to));
    const round = Math.abs(all.reduce((sum, [from, to]) => sum + turn(from.lng, to.lng), 0));
    const whole = !crossing && round < 180 && parts.every((part) => part !== null);
    return { perimeter, area: whole ? Math.abs(parts.reduce((sum, part) => sum + part, 0)) : null, crossing };
  };
})();
