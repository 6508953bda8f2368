/* Grid coordinates from degrees: datum shift, then transverse Mercator by Krüger's series to the fourth order. */
(function () {
  "use strict";
  const RAD = Math.PI / 180, ARCSEC = RAD / 3600, LATITUDE_TURNS = 6;

  function toCartesian(g, lon, lat) {
    const e2 = g.f * (2 - g.f), sin = Math.sin(lat), n = g.a / Math.sqrt(1 - e2 * sin * sin);
    return [n * Math.cos(lat) * Math.cos(lon), n * Math.cos(lat) * Math.sin(lon), n * (1 - e2) * sin];
  }

  function toAngles(g, [x, y, z]) {
    const e2 = g.f * (2 - g.f), p = Math.hypot(x, y);
    let lat = Math.atan2(z, p * (1 - e2));
    for (let i = 0; i < LATITUDE_TURNS; i++) {
      const sin = Math.sin(lat), n = g.a / Math.sqrt(1 - e2 * sin * sin);
      lat = Math.atan2(z + e2 * n * sin, p);
    }
    return [Math.atan2(y, x), lat];
  }

  /* From WGS 84 to the grid's datum: the inverse of a coordinate-frame shift that leads to WGS 84. */
  function shiftBack(g, [x, y, z]) {
    const [dx, dy, dz, ax, ay, az, ppm] = g.helmert, m = 1 + ppm * 1e-6;
    const rx = ax * ARCSEC, ry = ay * ARCSEC, rz = az * ARCSEC;
    const u = (x - dx) / m, v = (y - dy) / m, w = (z - dz) / m;
    return [u - rz * v + ry * w, rz * u + v - rx * w, -ry * u + rx * v + w];
  }

  function mercator(g, lon, lat) {
    const n = g.f / (2 - g.f), n2 = n * n, n3 = n2 * n, n4 = n3 * n, e = Math.sqrt(g.f * (2 - g.f));
    const radius = g.a / (1 + n) * (1 + n2 / 4 + n4 / 64);
    const alpha = [
      n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180,
      13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
      61 * n3 / 240 - 103 * n4 / 140,
      49561 * n4 / 161280,
    ];
    const sin = Math.sin(lat), t = Math.sinh(Math.atanh(sin) - e * Math.atanh(e * sin));
    const away = lon - g.lon0 * RAD;
    const xi = Math.atan2(t, Math.cos(away)), eta = Math.atanh(Math.sin(away) / Math.sqrt(1 + t * t));
    let north = xi, east = eta;
    alpha.forEach((a, i) => {
      const k = 2 * (i + 1);
      north += a * Math.sin(k * xi) * Math.cosh(k * eta);
      east += a * Math.cos(k * xi) * Math.sinh(k * eta);
    });
    return { east: g.fe + g.k0 * radius * east, north: g.fn + g.k0 * radius * north };
  }

  /* {east, north} in metres; g is the model's formula. */
  zoneplan.toGrid = function (g, lon, lat) {
    const [l, b] = toAngles(g, shiftBack(g, toCartesian(g, lon * RAD, lat * RAD)));
    return mercator(g, l, b);
  };
})();
