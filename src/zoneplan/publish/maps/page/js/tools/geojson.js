/* Places as GeoJSON after RFC 7946: degrees on WGS 84, outer rings counterclockwise, holes clockwise. */
(function () {
  "use strict";
  const TURN = 360, CUT_UNITS = 2, OUTER = 0, LINE = 2;

  const decimals = (bits) => Math.min(7, Math.max(5, Math.ceil(Math.log10(2 ** bits / TURN))));
  const rounded = (value, places) => Number(value.toFixed(places));

  function turned(ring, counterclockwise) {
    let doubled = 0;
    for (let i = 1; i < ring.length; i++) { doubled += (ring[i][0] - ring[0][0]) * (ring[i - 1][1] - ring[0][1]) - (ring[i - 1][0] - ring[0][0]) * (ring[i][1] - ring[0][1]); }
    return (doubled < 0) === counterclockwise ? ring : ring.reverse();
  }

  /* What is left of a shape so small that its corners fell together. */
  function line(points) {
    return points.length > 1 ? { type: "LineString", coordinates: points } : { type: "Point", coordinates: points[0] };
  }

  const several = (parts, type) => (parts.length > 1 ? { type: `Multi${type}`, coordinates: parts.map((part) => part.coordinates) } : parts[0]);

  /* Parts of one type make one geometry; only a shape of several types becomes a collection. */
  function joined(parts) {
    const types = [...new Set(parts.map((part) => part.type))], geometries = types.map((type) => several(parts.filter((part) => part.type === type), type));
    return geometries.length > 1 ? { type: "GeometryCollection", geometries } : geometries[0] || null;
  }

  function geometryOf(shapes, i) {
    const places = decimals(shapes.bits), parts = [];
    shapes.latLngs(i).forEach((latLngs, k) => {
      const role = shapes.role[shapes.shapeStart[i] + k], points = latLngs.map(({ lat, lng }) => [rounded(lng, places), rounded(lat, places)]);
      if (role === LINE) { parts.push(line(points)); } else if (role === OUTER) {
        parts.push(points.length > 3 ? { type: "Polygon", coordinates: [turned(points, true)] } : line(points.slice(0, -1)));
      } else if (parts.length && parts[parts.length - 1].type === "Polygon") { parts[parts.length - 1].coordinates.push(turned(points, false)); }
    });
    return joined(parts);
  }

  const both = (text) => (Array.isArray(text) ? text : [text || "", text || ""]);
  const named = (key, text) => { const [vi, en] = both(text); return { [`${key}_vi`]: vi, [`${key}_en`]: en }; };

  /* What a place is at each time, and what the themes that are of its layer measure of it. */
  function figures(page, place, themes) {
    const { book, model } = page, states = (book.states || []).map((of, h) => [`state_${model.horizons[h].id}`, model.states[of[place.i]].id]);
    const values = themes.filter(({ theme }) => theme.layers.includes(place.layer.id)).map(({ theme, rows }) => [theme.metric, rows.has(place.i) ? theme.values[rows.get(place.i)] : null]);
    return Object.fromEntries([...states, ...values]);
  }

  function sources(page, fields) {
    const ids = String(fields.source || "").split(";").map((id) => id.trim()).filter(Boolean);
    return ids.length ? { source_titles: ids.map((id) => page.title(id)).join("; ") } : {};
  }

  const measuring = (model) => model.themes.filter((theme) => theme.metric && theme.places).map((theme) => ({ theme, rows: new Map(theme.places.map((place, k) => [place, k])) }));

  function feature(page, place, themes) {
    const { book } = page, point = { type: "Point", coordinates: [rounded(place.at.lng, 6), rounded(place.at.lat, 6)] };
    const fields = Object.fromEntries(book.fields(place).map(([field, value]) => [field.id, value]));
    return {
      type: "Feature", id: place.id, geometry: place.shape >= 0 ? geometryOf(book.shapes, place.shape) : point,
      properties: {
        id: place.id, ...named("name", place.name), layer: place.layer.id, uncertainty_m: place.uncertainty_m || null, ...figures(page, place, themes), ...fields, ...sources(page, fields),
        position_known: place.exact, has_outline: place.shape >= 0,
      },
    };
  }

  /* How large the details are that the shapes of the page lack, in metres; 0 where they are those of the plan. */
  zoneplan.coarseness = function (model) {
    const { bits, simplified } = model.shapes || {};
    return simplified ? (CUT_UNITS * TURN * zoneplan.METRES_PER_DEGREE) / 2 ** bits : 0;
  };

  /* A collection that says what it is of; name: the file's own name, about: [vi, en]. */
  zoneplan.geojson = function (page, name, about, places) {
    const { model } = page, themes = measuring(model), coarse = zoneplan.coarseness(model), note = both(model.words.tool_download_simplified);
    const number = (value, lang) => new Intl.NumberFormat(lang).format(value), metres = rounded(coarse, 1);
    const simplified = coarse ? { note_vi: zoneplan.fill(note[0], { metres: number(metres, "vi-VN") }), note_en: zoneplan.fill(note[1], { metres: number(metres, "en-US") }) } : {};
    return {
      type: "FeatureCollection", name, ...named("title", about), ...named("plan", model.title), as_of: model.plan.as_of || null, ...named("attribution", model.attribution),
      ...simplified, features: places.map((place) => feature(page, place, themes)),
    };
  };
})();
