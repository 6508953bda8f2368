/* Time: a slider over the horizons of the plan, a button that plays them, and the plan's figure at each. */
(function () {
  "use strict";
  const { el, byId, icon } = zoneplan;
  const PLAY = "M4 2.5 13 8 4 13.5Z", PAUSE = "M5 3V13M11 3V13", BEAT_MS = 1600, THUMB_PX = 16;

  zoneplan.Timeline = class {
    constructor(page) {
      this.page = page;
      this.last = page.model.horizons.length - 1;
    }

    start() {
      const { page } = this;
      this.button = el("button", { type: "button", id: "play", onclick: () => this.toggle() });
      this.slider = el("input", { type: "range", id: "time", min: 0, max: this.last, step: 1, oninput: () => this.at(Number(this.slider.value)) });
      this.ticks = el("div", { id: "ticks" });
      this.figure = el("p", { id: "time-figure", hidden: !page.model.horizons.some((one) => one.figure) });
      byId("timeline").append(this.button, el("div", { class: "track" }, [this.slider, this.ticks]), this.figure);
      page.state.on("lang horizon", () => this.draw());
      page.on("compared", () => this.draw());
      document.addEventListener("keydown", (event) => this.key(event));
      this.draw();
    }

    at(horizon) {
      this.page.state.set({ horizon: Math.min(this.last, Math.max(0, horizon)) });
    }

    /* "," and "." step, "p" plays, wherever no text is being typed. */
    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=range]):not([type=checkbox]), textarea, select, dialog")) { return; }
      const now = this.page.state.get("horizon");
      if (event.key === ",") { this.at(now - 1); } else if (event.key === ".") { this.at(now + 1); } else if (event.key === "p") { this.toggle(); }
    }

    /* Each name stands under the place of the slider's thumb. */
    tick(one, i, now) {
      const { page } = this, at = this.last ? i / this.last : 0;
      const node = el("button", { type: "button", tabindex: "-1", class: i === now ? "now" : null, "aria-current": i === now ? "true" : null, onclick: () => this.at(i), title: page.say(one.about) }, page.say(one.name));
      node.style.left = `calc(${THUMB_PX / 2}px + ${at} * (100% - ${THUMB_PX}px))`;
      return node;
    }

    toggle() {
      if (this.playing) { this.stop(); return; }
      if (this.page.state.get("horizon") === this.last) { this.at(0); }
      this.playing = setInterval(() => {
        if (this.page.state.get("horizon") === this.last) { this.stop(); } else { this.at(this.page.state.get("horizon") + 1); }
      }, BEAT_MS);
      this.draw();
    }

    stop() {
      clearInterval(this.playing);
      this.playing = null;
      this.draw();
    }

    draw() {
      const { page } = this, { words } = page, now = page.state.get("horizon"), horizon = page.model.horizons[now];
      byId("timeline").setAttribute("aria-label", words.time);
      this.button.replaceChildren(icon(this.playing ? PAUSE : PLAY, 14));
      this.button.setAttribute("aria-label", this.playing ? words.pause : words.play);
      this.button.title = `${this.playing ? words.pause : words.play} (p)`;
      this.slider.value = now;
      this.slider.setAttribute("aria-label", words.time);
      this.slider.setAttribute("aria-valuetext", page.say(horizon.name));
      this.ticks.replaceChildren(...page.model.horizons.map((one, i) => this.tick(one, i, now)));
      this.figure.replaceChildren(...(horizon.figure ? this.told(horizon.figure) : []));
    }

    /* The plan's figure; of two plans both, where both have it. */
    told([name, value]) {
      const { page } = this, { compared, words } = page, two = compared && compared.plans, other = two && compared.book.model.horizons[compared.horizon].figure;
      const both = other && page.say(other[0]) === page.say(name), values = both ? [other[1], value] : [value], label = page.say(name);
      return [`${two && !both ? zoneplan.fill(words.compare_count, { side: words.compare_right, n: label }) : label}: `, el("b", {}, values.map((one) => page.say(one)).join(" | "))];
    }
  };
})();
