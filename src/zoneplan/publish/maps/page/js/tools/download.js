/* A layer as a GeoJSON file, made in the page and handed to the browser; nothing is asked of any server. */
(function () {
  "use strict";
  const { el, fill, ICONS } = zoneplan;
  const KEEP_MS = 60000;

  const fileName = (id) => `${id.replace(/[^A-Za-z0-9_-]+/g, "_")}.geojson`;

  function save(name, data) {
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(data)}\n`], { type: "application/geo+json" }));
    const link = el("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
  }

  zoneplan.Download = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      const { page } = this;
      this.dialog = new zoneplan.Dialog(page, "tool-download-dialog", "tool_download", () => this.content());
      page.toolbar.add({ id: "download", icon: () => ICONS.download, word: () => "tool_download", key: "g", act: () => this.dialog.open() });
      if (page.card) { page.card.add({ name: () => page.words.tool_download_place, act: (place) => this.save(place.id, place.name, [place]) }); }
    }

    /* The places of every layer that has any, in the order of the plan. */
    places() {
      const { book } = this.page, found = new Map();
      for (let i = 0; i < book.count; i++) {
        const place = book.place(i);
        if (!found.has(place.layer)) { found.set(place.layer, []); }
        found.get(place.layer).push(place);
      }
      return found;
    }

    content() {
      const { page } = this, { words, model } = page, found = this.places(), coarse = zoneplan.coarseness(model);
      return [
        el("p", {}, words.tool_download_about),
        coarse ? el("p", { class: "tool-hint" }, fill(words.tool_download_simplified, { metres: page.number(Number(coarse.toFixed(1))) })) : null,
        el("ul", { class: "tool-list" }, model.layers.filter((layer) => found.has(layer)).map((layer) => this.row(layer, found.get(layer)))),
      ];
    }

    row(layer, places) {
      const { page } = this, name = page.say(layer.name), what = fill(page.words.tool_download_layer, { name });
      return el("li", {}, [
        el("span", {}, name), el("small", {}, fill(page.words.tool_download_count, { n: page.number(places.length, 0) })),
        el("button", { type: "button", "data-layer": layer.id, "aria-label": what, title: what, onclick: () => this.save(layer.id, layer.name, places) }, "GeoJSON"),
      ]);
    }

    save(id, about, places) {
      const { page } = this, name = fileName(id);
      save(name, zoneplan.geojson(page, id, about, places));
      zoneplan.tell(page, fill(page.words.tool_downloaded, { file: name }));
    }
  };
})();
