/* The lines of the legend and how many places are in each: at every time for all places, and in a drawing for those that it shows. */
(function () {
  "use strict";
  const BARE = new Set(["line", "name"]), OUTLINED = new Set(["outline", "provisional", "part"]);

  /* For each line of the legend of states the number of its places at each time, whatever is switched on. */
  function everywhere(book) {
    const { model } = book, lines = model.themes[0].classes, found = lines.map(() => new Uint32Array(model.horizons.length)), numbers = new Map();
    const lineOf = (layer, variant, state, form) => lines.findIndex((one) => one.layer === model.layers[layer].id && one.variant === variant &&
      one.state === model.states[state].id && one.forms.includes(model.forms[form].id));
    book.states.forEach((states, h) => {
      for (let i = 0; i < book.count; i++) {
        const of = [book.layerOf(i), book.get("variant", i) || 0, states[i], book.get("form", i) || 0], key = ((of[0] * 256 + of[1]) * 8 + of[2]) * 16 + of[3];
        if (!numbers.has(key)) { numbers.set(key, lineOf(...of)); }
        if (numbers.get(key) >= 0) { found[numbers.get(key)][h] += 1; }
      }
    });
    return found;
  }

  /* The lines of what a theme does not colour, as far as their layers are on: those without a place now too, so that the legend keeps still while time passes. */
  zoneplan.linesOf = function (reading) {
    const { book, model } = reading, counts = new Map(), switched = (one) => book.switchOf(model.layers.find((layer) => layer.id === one.layer), one.state);
    book.tallied = book.tallied || everywhere(book);
    reading.entries.filter((entry) => entry.code === null && entry.line >= 0).forEach((entry) => counts.set(entry.line, (counts.get(entry.line) || 0) + entry.count));
    const coloured = (one) => reading.themed && reading.theme.layers.includes(one.layer);
    return model.themes[0].classes.map((one, line) => ({ ...one, style: zoneplan.sampleOf(model, one), count: counts.get(line) || 0, ever: book.tallied[line].some(Boolean) }))
      .filter((one) => one.count || (one.ever && !coloured(one) && reading.view.layers.has(switched(one))));
  };

  /* What a line shows of its places: lines as a line, names as a letter, areas as an area, others by their sign. */
  zoneplan.sampleOf = function (model, one) {
    const style = model.looks.styles[one.look];
    if (one.forms && BARE.has(one.forms[0])) { return { ...style, shape: one.forms[0] }; }
    return one.forms && OUTLINED.has(one.forms[0]) ? { ...style, shape: "area" } : style;
  };

  /* Lines of several drawings side by side, the same by name; each has a count for every drawing. */
  zoneplan.beside = function (page, lists) {
    const rows = new Map();
    lists.forEach((lines, k) => lines.forEach((one) => {
      const name = page.say(one.name);
      if (!rows.has(name)) { rows.set(name, { ...one, counts: lists.map(() => 0) }); }
      rows.get(name).counts[k] += one.count;
    }));
    return [...rows.values()];
  };
})();
