/* Compare: a second drawing over the first, cut off at a bar that is moved; another time of this plan, or another plan. */
(function () {
  "use strict";
  const { el, byId } = zoneplan;
  const STEP = 0.02;

  zoneplan.Compare = class {
    constructor(page, other) {
      this.page = page;
      this.other = other;
      this.at = 0.5;
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
      this.options();
      this.show();
    }

    /* The times of this plan, and another plan where one is in the file. */
    options() {
      const { page } = this, now = page.state.get("compare");
      this.name.textContent = page.words.compare;
      const times = page.model.horizons.map((one, i) => el("option", { value: String(i) }, page.say(one.name)));
      const other = this.other ? [el("option", { value: "other" }, page.say(this.other.book.model.title))] : [];
      this.choice.replaceChildren(el("option", { value: "" }, page.words.compare_none), ...times, ...other);
      this.choice.value = now === null ? "" : String(now);
    }

    /* Left of the bar lies what is chosen in the list, right of it what the slider shows. */
    show() {
      const on = this.page.state.get("compare") !== null;
      document.body.classList.toggle("comparing", on);
      this.choice.value = on ? String(this.page.state.get("compare")) : "";
      this.remove();
      if (on) { this.make(); this.draw(); this.page.announce(this.bar.getAttribute("aria-label")); }
      this.page.emit("compared");
      this.page.scene.label();
    }

    /* The part of the free room of a map that the other drawing leaves it. */
    side(map, free) {
      if (!this.scene) { return free; }
      const x = this.at * this.box.clientWidth;
      return map === this.map ? { ...free, right: Math.min(free.right, x) } : { ...free, left: Math.max(free.left, x) };
    }

    make() {
      const { page } = this, box = page.map.getContainer();
      this.box = el("div", { id: "second", class: "map" });
      this.bar = el("div", { id: "bar", role: "slider", tabindex: "0", "aria-orientation": "horizontal", "aria-valuemin": "0", "aria-valuemax": "100", onkeydown: (event) => this.key(event), onpointerdown: (event) => this.grab(event) }, el("span", { class: "grip", "aria-hidden": "true" }));
      this.left = el("span", { class: "side left" });
      this.right = el("span", { class: "side right" });
      box.after(this.box, this.bar, this.left, this.right);
      const { left, right } = page.room(page.map), wide = page.map.getSize().x;
      this.at = Math.min(0.95, Math.max(0.05, (left + right) / 2 / wide));
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
      this.turned = () => { this.map.invalidateSize({ animate: false }); this.cut(); };
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
      const { page } = this, which = page.state.get("compare"), other = which === "other";
      const horizon = other ? Math.min(page.state.get("horizon"), this.book.model.horizons.length - 1) : Number(which);
      const known = new Set(this.book.model.layers.map((layer) => layer.id));
      const time = (model, h) => page.say(model.horizons[h].name);
      this.left.textContent = other ? `${page.say(this.book.model.title)}, ${time(this.book.model, horizon)}` : time(page.model, horizon);
      this.right.textContent = other ? `${page.say(page.model.title)}, ${time(page.model, page.state.get("horizon"))}` : time(page.model, page.state.get("horizon"));
      this.bar.setAttribute("aria-label", `${this.left.textContent} | ${this.right.textContent}`);
      this.cut();
      this.grid.name(true);
      this.scene.draw({ horizon, theme: page.state.get("theme"), layers: new Set([...page.state.get("layers")].filter((id) => known.has(id))) });
      this.page.emit("compared");
    }

    cut() {
      const wide = this.box.clientWidth, x = Math.round(this.at * wide);
      this.box.style.clipPath = `inset(0 ${wide - x}px 0 0)`;
      this.bar.style.left = `${x}px`;
      this.left.style.right = `${wide - x + 10}px`;
      this.right.style.left = `${x + 10}px`;
      this.bar.setAttribute("aria-valuenow", String(Math.round(this.at * 100)));
      this.bar.setAttribute("aria-valuetext", this.page.words.compare_at.replace("{n}", this.page.number(100 * this.at, 0)));
    }

    moved(at) {
      this.at = Math.min(0.98, Math.max(0.02, at));
      this.cut();
    }

    grab(event) {
      event.preventDefault();
      this.bar.setPointerCapture(event.pointerId);
      const drag = (moved) => this.moved(moved.clientX / this.box.clientWidth);
      this.bar.addEventListener("pointermove", drag);
      this.bar.addEventListener("pointerup", () => { this.bar.removeEventListener("pointermove", drag); this.page.relabel(); }, { once: true });
    }

    key(event) {
      const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
      if (step) { event.preventDefault(); this.moved(this.at + step); this.page.relabel(); }
    }

    remove() {
      if (!this.scene) { return; }
      this.unfollow();
      this.grid.stop();
      this.scene = null;
      this.page.emit("second");
      this.page.map.off("resize", this.turned);
      clearTimeout(this.map.scrollWheelZoom._timer); /* Leaflet would zoom by it when the map is gone */
      this.map.remove();
      this.ground = [];
      [this.box, this.bar, this.left, this.right].forEach((node) => node.remove());
    }
  };
})();
