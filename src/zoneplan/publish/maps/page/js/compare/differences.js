/* The places that are not alike on both sides of a comparison, by their states left and right: the way to what is there on one side only. */
(function () {
  "use strict";
  const { el, byId, fill } = zoneplan;
  const MOST = 300, LACKING = -1;

  zoneplan.Differences = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      this.summary = el("summary");
      this.list = el("div");
      this.node = el("details", { id: "differences", class: "fold", hidden: true, ontoggle: () => this.fill() }, [this.summary, this.list]);
      byId("legend").after(this.node);
      this.page.on("compared", () => this.draw());
      this.draw();
    }

    draw() {
      const { page } = this, { compared } = page;
      this.node.hidden = !compared.scene || !compared.scene.reading;
      this.groups = this.node.hidden ? [] : this.found(compared.scene.reading, page.scene.reading);
      this.summary.textContent = fill(page.words.compare_places, { n: page.number(this.groups.reduce((sum, group) => sum + group.count, 0), 0) });
      this.fill();
    }

    /* Groups of places by their states left and right, as far as they are shown on one side at least: [{states, count, places}]. */
    found(left, right) {
      const groups = new Map(), here = right.book.states[right.view.horizon], there = left.book.states[left.view.horizon], one = left.book === right.book;
      const shown = (reading, i) => i !== undefined && reading.of[i] > 0;
      const add = (i, j) => {
        const before = j === undefined ? LACKING : there[j], after = i === undefined ? LACKING : here[i], key = `${before} ${after}`;
        if (before === after || !(shown(left, j) || shown(right, i))) { return; }
        if (!groups.has(key)) { groups.set(key, { states: [before, after], count: 0, places: [] }); }
        const group = groups.get(key);
        group.count += 1;
        if (group.places.length < MOST) { group.places.push(i === undefined ? left.book.place(j) : right.book.place(i)); }
      };
      for (let i = 0; i < right.book.count; i++) { add(i, one ? i : left.book.byId.get(right.book.get("id", i))); }
      for (let j = 0; !one && j < left.book.count; j++) { if (!right.book.byId.has(left.book.get("id", j))) { add(undefined, j); } }
      return [...groups.values()].sort((a, b) => a.states[0] - b.states[0] || a.states[1] - b.states[1]);
    }

    /* What is not unfolded is not made. */
    fill() {
      this.list.replaceChildren(...(this.node.open ? this.groups.flatMap((group, k) => this.group(group, `differences-${k}`)) : []));
    }

    group({ states, count, places }, id) {
      const { page } = this, [left, right] = states.map((state) => this.state(state));
      return [
        el("p", { id, class: "listed" }, fill(page.words.compare_change, { left, right, n: page.number(count, 0) })),
        el("ul", { "aria-labelledby": id }, places.map((place) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => page.goTo(place) }, zoneplan.told(page, place.name))))),
        ...(places.length < count ? [el("p", { class: "note" }, page.words.places_more)] : []),
      ];
    }

    state(number) {
      const { words, model } = this.page;
      if (number === LACKING) { return words.compare_lacking; }
      return model.states[number].id === "absent" ? words.card_absent : this.page.say(model.states[number].name);
    }
  };
})();
