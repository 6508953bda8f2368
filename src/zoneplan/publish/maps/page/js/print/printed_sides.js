/* A comparison on the printed sheet: the second drawing lies in the frame too, with the bar and the names of both sides over it. */
(function () {
  "use strict";
  const { el } = zoneplan;
  const ENDS = [0.12, 0.88], ACROSS = 100;

  zoneplan.PrintedSides = class {
    /* Keeps how the comparison stands before the page becomes a sheet. */
    constructor(page) {
      const { compared } = page, { divider } = compared, { x, y } = page.map.getSize();
      Object.assign(this, { page, compared, map: compared.map, box: compared.box, at: divider.at, snap: compared.map.options.zoomSnap });
      this.where = page.map.containerPointToLatLng([divider.at * x, y / 2]);
      compared.map.options.zoomSnap = 0;
    }

    /* What lies in the frame: a name on each side of a line. */
    nodes() {
      const { titles, times } = this.compared;
      this.line = el("span", { class: "sheet-divider" });
      this.names = ["left", "right"].map((side) => el("p", { class: `sheet-side ${side}` }, [titles ? `${titles[side]} · ` : null, el("b", {}, times[side])]));
      return [this.line, ...this.names];
    }

    /* The bar goes where it cut the ground, as far as that leaves both sides room. */
    stand() {
      const { page, compared, line, names } = this, [low, high] = ENDS, { x } = page.map.latLngToContainerPoint(this.where);
      const at = Math.min(high, Math.max(low, x / page.map.getSize().x));
      compared.divider.move(at);
      line.style.left = `${ACROSS * at}%`;
      names[0].style.right = `${ACROSS * (1 - at)}%`;
      names[0].style.maxWidth = `${ACROSS * at}%`;
      names[1].style.left = `${ACROSS * at}%`;
      names[1].style.maxWidth = `${ACROSS * (1 - at)}%`;
      compared.settle();
    }

    /* Of what date the figures of both plans are, as lines of the sheet; none where it is one plan. */
    dates(date) {
      const { page, compared } = this, { titles } = compared;
      if (!titles) { return null; }
      return [[titles.left, compared.book.model], [titles.right, page.model]].filter(([, model]) => model.plan.as_of)
        .map(([plan, model]) => zoneplan.fill(page.words.compare_print_as_of, { plan, date: date(model.plan.as_of) }));
    }

    restore() {
      this.map.options.zoomSnap = this.snap;
    }

    /* Once the page is as it was. */
    rest() {
      this.compared.divider.move(this.at);
      this.compared.settle();
    }
  };
})();
