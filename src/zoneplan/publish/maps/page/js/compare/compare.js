/* Compare: a second drawing over the first, cut off at a bar that is moved; another time of this plan, or another plan. */
(function () {
  "use strict";
  const { el, byId, fill } = zoneplan;
  const APART_PX = 24;

  zoneplan.Compare = class {
    constructor(page, other) {
      this.page = page;
      this.other = other;
    }

    start() {
      const { page } = this;
      this.choice = el("select", { id: "compare-with", onchange: () => page.state.set({ compare: this.choice.value || null }) });
      this.name = el("label", { for: "compare-with" });
      byId("timeline").append(el("div", { id: "compare" }, [this.name, this.choice]));
      page.state.on("lang", () => this.options());
      page.state.on("compare", () => this.show());
      page.state.on("lang theme layers horizon", () => { if (this.scene) { this.draw(); } });
      page.on("backdrop", () => this.backdrop());
      page.on("card", () => { if (this.scene) { this.divider.keep(); this.scene.label(); } });
      this.options();
      this.show();
    }

    /* The times of this plan, and another plan where one is in the file. */
    options() {
      const { page } = this, now = page.state.get("compare");
      this.name.textContent = page.words.compare;
      this.choice.setAttribute("aria-label", page.words.compare);
      const times = page.model.horizons.map((one, i) => el("option", { value: String(i) }, page.say(one.name)));
      const other = this.other ? [el("option", { value: "other" }, page.say(this.other.book.model.title))] : [];
      this.choice.replaceChildren(el("option", { value: "" }, page.words.compare_none), ...times, ...other);
      this.choice.value = now === null ? "" : String(now);
    }

    /* Left of the bar lies what is chosen in the list, right of it what the slider shows. */
    show() {
      const { page } = this, { words } = page, on = page.state.get("compare") !== null, was = Boolean(this.scene);
      document.body.classList.toggle("comparing", on);
      this.choice.value = on ? String(page.state.get("compare")) : "";
      this.leave();
      this.remove();
      if (on) { this.make(); this.draw(); page.announce(fill(words.compare_begun, this.names)); } else if (was) { page.announce(words.compare_ended); }
      page.emit("compared");
      page.scene.label();
    }

    /* A card of the other plan goes with that plan: it turns to the place as this plan has it, or closes. */
    leave() {
      const { page } = this, place = page.find(page.state.get("place"));
      if (place && place.book !== page.book && page.state.get("compare") !== "other") { page.choose(zoneplan.twin(place, page.book)); }
    }

    /* ---- what is compared, while it is ---- */
    /* Whether another plan lies over this one, and not another time of it. */
    get plans() {
      return Boolean(this.scene) && this.book !== this.page.book;
    }

    /* The time at which the left side stands. */
    get horizon() {
      const { state } = this.page;
      return this.plans ? Math.min(state.get("horizon"), this.book.model.horizons.length - 1) : Number(state.get("compare"));
    }

    /* The times of both sides, left and right. */
    get times() {
      const { page } = this, name = (model, h) => page.say(model.horizons[h].name);
      return { left: name(this.book.model, this.horizon), right: name(page.model, page.state.get("horizon")) };
    }

    /* The titles of two plans; nothing where it is one. */
    get titles() {
      const { page } = this;
      return this.plans ? { left: page.say(this.book.model.title), right: page.say(page.model.title) } : null;
    }

    /* What both sides are called. */
    get names() {
      const { titles, times } = this;
      return titles ? { left: `${titles.left}, ${times.left}`, right: `${titles.right}, ${times.right}` } : times;
    }

    /* What the whole of it is called. */
    get heading() {
      const { page, titles, times } = this;
      return titles ? `${titles.left} ↔ ${titles.right}` : `${page.say(page.model.title)}: ${times.left} ↔ ${times.right}`;
    }

    /* Leads the bar over a place that both sides show, or beside one that one side does not. */
    bring(place) {
      if (!this.scene) { return; }
      const [left, right] = this.twins(place).map(Boolean);
      this.divider.bring({ left, right });
      this.settle();
    }

    /* A place as the left and the right side show it, nothing where one does not. */
    twins(place) {
      return [this.scene, this.page.scene].map(({ book, reading }) => { const twin = zoneplan.twin(place, book); return twin && reading.shown(twin.i) ? twin : null; });
    }

    /* Leads the bar between the points at which two plans have a place; where they lie the other way round, beside the one that was gone to. */
    part(place) {
      const { page } = this;
      if (!this.plans || page.state.get("place") !== place.id) { return; }
      const twins = this.twins(place);
      if (!twins.every(Boolean)) { return; }
      const [left, right] = twins.map((twin) => page.map.latLngToContainerPoint(twin.at).x);
      if (Math.abs(right - left) <= APART_PX) { return; }
      if (left < right) { this.divider.between(left, right); } else { this.divider.bring({ left: place.book === this.book, right: place.book === page.book }); }
      this.settle();
    }

    /* What stands beside the bar keeps clear of it anew. */
    settle() {
      this.grid.name(true);
      this.page.emit("cut");
      this.page.relabel();
    }

    /* The part of the free room of a map that the other drawing leaves it. */
    side(map, free) {
      if (!this.scene) { return free; }
      const { x } = this.divider;
      return map === this.map ? { ...free, right: Math.min(free.right, x) } : { ...free, left: Math.max(free.left, x) };
    }

    /* ---- the second drawing ---- */
    make() {
      const { page } = this, box = page.map.getContainer();
      this.box = el("div", { id: "second", class: "map" });
      box.after(this.box);
      const { left, right } = page.free(page.map);
      this.divider = new zoneplan.Divider(page, this.box, () => this.settle());
      this.divider.move((left + right) / 2 / page.map.getSize().x);
      this.map = L.map(this.box, { ...page.map.options, center: page.map.getCenter(), zoom: page.map.getZoom(), zoomControl: false, attributionControl: false, keyboard: false, zoomAnimation: false /* it would outlive the map */ });
      this.book = this.page.state.get("compare") === "other" ? this.other.book : page.book;
      this.grid = new zoneplan.Graticule(page, this.map);
      this.scene = new zoneplan.Scene(page, this.map, this.book);
      this.backdrop();
      this.grid.start();
      page.select(page.find(page.state.get("place")));
      this.unfollow = this.follow(page.map, this.map);
      this.follow(this.map, page.map);
      page.emit("second");
      this.turned = () => { this.map.invalidateSize({ animate: false }); this.divider.cut(); };
      page.map.on("resize", this.turned);
    }

    /* Both drawings lie on the same ground: its picture, or a surface. */
    backdrop() {
      if (!this.scene) { return; }
      (this.ground || []).forEach((layer) => layer.remove());
      this.ground = this.page.backdrops.map((make) => make()).filter(Boolean).map((layer) => layer.addTo(this.map));
    }

    /* One map goes where the other goes; the one that is led does not lead. */
    follow(leader, led) {
      const lead = () => {
        if (this.leading && this.leading !== leader) { return; }
        this.leading = leader;
        if (!led.getCenter().equals(leader.getCenter(), 1e-12) || led.getZoom() !== leader.getZoom()) {
          led.setView(leader.getCenter(), leader.getZoom(), { animate: false });
        }
        this.leading = null;
      };
      leader.on("move zoomend", lead);
      return () => leader.off("move zoomend", lead);
    }

    draw() {
      const { page } = this, known = new Set(this.book.model.layers.map((layer) => layer.id));
      this.divider.name(this.names, this.titles, this.times);
      this.grid.name(true);
      this.scene.draw({ horizon: this.horizon, theme: page.state.get("theme"), layers: new Set([...page.state.get("layers")].filter((id) => known.has(id))) });
      page.emit("compared");
    }

    remove() {
      if (!this.scene) { return; }
      this.unfollow();
      this.divider.remove();
      this.grid.stop();
      this.scene = null;
      this.page.emit("second");
      this.page.map.off("resize", this.turned);
      clearTimeout(this.map.scrollWheelZoom._timer); /* Leaflet would zoom by it when the map is gone */
      this.map.remove();
      this.ground = [];
      this.box.remove();
    }
  };
})();
