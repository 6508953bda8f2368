/* Lengths on the WGS 84 ellipsoid: Vincenty's iteration with Bessel's integrals (Karney 2013, equations 7 and 8) taken by Gauss' rule;
   near the antipode, where it does not settle, the shortest way by a point between. */
(function () {
  "use strict";
  const A = 6378137, F = 1 / 298.257223563, B = A * (1 - F), EP2 = A * A / (B * B) - 1, RAD = Math.PI / 180;
  const TURNS = 80, SETTLED = 1e-15, SPREAD = 24, GOLDEN = (Math.sqrt(5) - 1) / 2;
  const LINE_STEP_M = 4000, LINE_PARTS = 128, PIECE = 0.4;
  const NODES = [-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640];
  const WEIGHTS = [0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665, 0.2369268850561891];

  function integral(from, wide, of) {
    const pieces = Math.max(1, Math.ceil(Math.abs(wide) / PIECE)), step = wide / pieces;
    let sum = 0;
    for (let p = 0; p < pieces; p++) {
      NODES.forEach((node, i) => { sum += WEIGHTS[i] * of(Math.sin(from + step * (p + (1 + node) / 2))); });
    }
    return sum * step / 2;
  }

  /* The shorter way round, exact for neighbours as differences of near numbers are, on either side of the 180th meridian too. */
  function turn(from, to) {
    const d = (to - from) % 360, half = 180 * Math.sign(d);
    if (Math.abs(d) <= 180) { return d; }
    return Math.abs(to - from) < 360 ? (to - half) - (from + half) : d - 2 * half;
  }

  /* Sines and cosines of the reduced latitudes and their difference, taken so that neighbours lose no digits. */
  function ends(from, to) {
    const p1 = from.lat * RAD, p2 = to.lat * RAD, u1 = Math.atan((1 - F) * Math.tan(p1)), u2 = Math.atan((1 - F) * Math.tan(p2));
    const rise = Math.atan2((1 - F) * Math.sin((to.lat - from.lat) * RAD), Math.cos(p1) * Math.cos(p2) + (1 - F) ** 2 * Math.sin(p1) * Math.sin(p2));
    return { sin1: Math.sin(u1), cos1: Math.cos(u1), sin2: Math.sin(u2), cos2: Math.cos(u2), rise };
  }

  /* The great circle on the sphere of reduced latitudes, for a difference in longitude on it. */
  function arc(p, omega) {
    const across = p.cos2 * Math.sin(omega), along = Math.sin(p.rise) + 2 * p.sin1 * p.cos2 * Math.sin(omega / 2) ** 2;
    const sigma = Math.atan2(Math.hypot(across, along), p.sin1 * p.sin2 + p.cos1 * p.cos2 * Math.cos(omega));
    const azimuth = Math.atan2(across, along), sinAlpha = Math.sin(azimuth) * p.cos1;
    const cosAlpha = Math.hypot(Math.cos(azimuth), Math.sin(azimuth) * p.sin1);
    return { omega, azimuth, sigma, sinAlpha, cosAlpha, sigma1: Math.atan2(p.sin1, p.cos1 * Math.cos(azimuth)) };
  }

  const long = (g, sigma) => B * integral(g.sigma1, sigma, (sin) => Math.sqrt(1 + EP2 * (g.cosAlpha * sin) ** 2));

  /* By how much the longitude on the sphere is larger than that on the ellipsoid. */
  function ahead(g, sigma) {
    return F * g.sinAlpha * integral(g.sigma1, sigma, (sin) => (2 - F) / (1 + (1 - F) * Math.sqrt(1 + EP2 * (g.cosAlpha * sin) ** 2)));
  }

  /* What is known of the geodesic from one point to another, or nothing where the iteration does not settle. */
  function vincenty(from, to) {
    const p = ends(from, to), l = turn(from.lng, to.lng) * RAD;
    let g = arc(p, l);
    for (let i = 0; i < TURNS; i++) {
      const before = g.omega;
      g = arc(p, l + ahead(g, g.sigma));
      if (Math.abs(g.omega) > Math.PI) { return null; }
      if (Math.abs(g.omega - before) <= SETTLED * Math.abs(g.omega)) { return { ...p, ...g, distance: long(g, g.sigma) }; }
    }
    return null;
  }

  /* Every way passes a point a quarter of the world away; the shortest way passes the best of these. */
  function roundabout(from, to) {
    const by = (azimuth) => {
      const between = direct(from, azimuth, Math.PI / 2 * A), first = vincenty(from, between), second = vincenty(between, to);
      return first && second ? first.distance + second.distance : Infinity;
    };
    const step = 2 * Math.PI / SPREAD, tries = Array.from({ length: SPREAD }, (_, i) => i * step);
    const start = tries.reduce((best, one) => (by(one) < by(best) ? one : best));
    let low = start - step, high = start + step;
    while (high - low > 1e-9) {
      const wide = GOLDEN * (high - low);
      if (by(high - wide) < by(low + wide)) { high = low + wide; } else { low = high - wide; }
    }
    return { azimuth: (low + high) / 2, distance: by((low + high) / 2) };
  }

  /* {distance in metres, azimuth at the start in radians}. */
  function inverse(from, to) {
    return vincenty(from, to) || roundabout(from, to);
  }

  /* The point that lies so many metres away in a direction (radians). */
  function direct(from, azimuth, metres) {
    const p = ends(from, from), g = arc(p, 0), cosA = Math.cos(azimuth), sinA = Math.sin(azimuth);
    Object.assign(g, { sinAlpha: sinA * p.cos1, cosAlpha: Math.hypot(cosA, sinA * p.sin1), sigma1: Math.atan2(p.sin1, p.cos1 * cosA) });
    let sigma = metres / B;
    for (let i = 0; i < TURNS; i++) {
      const off = long(g, sigma) - metres;
      sigma -= off / (B * Math.sqrt(1 + EP2 * (g.cosAlpha * Math.sin(g.sigma1 + sigma)) ** 2));
      if (Math.abs(off) < 1e-9) { break; }
    }
    const sin = Math.sin(sigma), cos = Math.cos(sigma), up = p.cos1 * cos * cosA - p.sin1 * sin;
    const lat = Math.atan2(p.sin1 * cos + p.cos1 * sin * cosA, (1 - F) * Math.hypot(g.sinAlpha, up));
    const omega = Math.atan2(sin * sinA, p.cos1 * cos - p.sin1 * sin * cosA);
    return { lat: lat / RAD, lng: from.lng + (omega - ahead(g, sigma)) / RAD };
  }

  /* Points along the geodesic, both ends among them, near enough to each other to be joined by straight lines on a map. */
  function line(from, to) {
    const { azimuth, distance } = inverse(from, to), parts = Math.max(1, Math.min(LINE_PARTS, Math.ceil(distance / LINE_STEP_M)));
    const between = Array.from({ length: parts - 1 }, (_, i) => direct(from, azimuth, distance * (i + 1) / parts));
    return [from, ...between, { lat: to.lat, lng: from.lng + turn(from.lng, to.lng) }];
  }

  const distance = (from, to) => inverse(from, to).distance;
  const length = (points) => points.slice(1).reduce((sum, point, i) => sum + distance(points[i], point), 0);

  zoneplan.geodesic = { A, B, EP2, RAD, integral, turn, vincenty, inverse, direct, line, distance, length };
})();
