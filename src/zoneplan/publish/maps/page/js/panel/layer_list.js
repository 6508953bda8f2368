/* The layers to switch on and off, and the picture of the ground that only comes from a network when it is asked for. */
(function () {
  "use strict";
  const { el, byId } = zoneplan;

  zoneplan.LayerList = class {
    constructor(page) {
      this.page = page;
      this.extra = [];
    }

    /* A further switch: {id, name: () => text, get: () => bool, set: (on) => …}. */
    add(one) {
      this.extra.push(one);
    }

    start() {
      this.page.state.on("lang layers base bands moves", () => this.draw());
      this.draw();
    }

    draw() {
      const { page } = this, on = page.state.get("layers"), held = document.activeElement && document.activeElement.dataset.layer;
      byId("layers-title").textContent = page.words.layers;
      const layers = page.model.layers.map((layer) => this.box(layer.id, page.say(layer.name), on.has(layer.id), (checked) => this.set(layer.id, checked)));
      const extra = this.extra.map((one) => this.box(one.id, one.name(), one.get(), one.set));
      byId("layers").replaceChildren(...layers, ...extra);
      if (held) {
        const again = byId("layers").querySelector(`[data-layer="${CSS.escape(held)}"]`);
        if (again) { again.focus(); }
      }
    }

    box(id, name, checked, change) {
      const input = el("input", { type: "checkbox", "data-layer": id, onchange: (event) => change(event.target.checked) });
      input.checked = checked;
      return el("label", { class: "layer" }, [input, el("span", {}, name)]);
    }

    set(id, on) {
      const layers = new Set(this.page.state.get("layers"));
      if (on) { layers.add(id); } else { layers.delete(id); }
      this.page.state.set({ layers });
    }
  };

  /* The online picture: asked for only while it is on, only inside the frame of the plan, with its owner named. */
  zoneplan.OnlineBase = class {
    constructor(page) {
      this.page = page;
      this.base = page.model.base;
    }

    start() {
      if (!this.base) { return; }
      const { page } = this;
      page.layerList.add({ id: "online-base", name: () => page.words.online_base, get: () => page.state.get("base"), set: (base) => page.state.set({ base }) });
      page.state.on("base", () => this.show(page.state.get("base")));
      this.show(page.state.get("base"));
    }

    show(on) {
      const [west, south, east, north] = this.page.model.extent;
      const picture = () => L.tileLayer(this.base.url, { bounds: [[south, west], [north, east]], maxZoom: 18, attribution: zoneplan.escaped(this.base.owner), opacity: 0.55 });
      if (on && !this.tiles) {
        this.tiles = picture();
        this.tiles.on("tileerror", () => this.failed());
        this.page.backdrops.push(() => this.page.state.get("base") && picture());
      }
      if (on) { this.told = false; this.tiles.addTo(this.page.map); } else if (this.tiles) { this.tiles.remove(); }
      this.page.emit("backdrop");
    }

    failed() {
      if (!this.told) { this.page.announce(this.page.words.base_failed, true); }
      this.told = true;
    }
  };
})();
