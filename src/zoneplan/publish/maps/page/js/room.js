/* The room that the panels leave for the map: where a place is brought to, where names may stand, what is seen at first. */
(function () {
  "use strict";
  const { byId, narrow, still } = zoneplan;
  const GO_ZOOM = 13, GO_M = 6000, CLEAR_PX = 26, SHEET = 0.56, TIGHT_PX = 260, FOOT_PX = 140, CARD_PX = 330, LEAST_PX = 100;
  const COVERS = ["panel", "card", "timeline", "position", "corner", "scale", "zoom"];

  const box = (id) => (byId(id) || document.body).getBoundingClientRect();
  const printing = () => document.body.classList.contains("printing");

  zoneplan.Framed = class {
    /* Brings a place into view beside its card. */
    fly(place) {
      const extent = place.shape >= 0 ? this.book.bounds(place) : place.at.toBounds(Math.max(GO_M, 5 * place.radius_m)), [left] = this.edges();
      const room = narrow() ? { paddingTopLeft: [20, 80], paddingBottomRight: [64, window.innerHeight * SHEET + 16] }
        : this.tight() ? { paddingTopLeft: [20, box("panel").bottom + 10], paddingBottomRight: [CARD_PX + 20, FOOT_PX] } : { paddingTopLeft: [left + 50, 30], paddingBottomRight: [CARD_PX + 20, 100] };
      if (still()) { this.map.fitBounds(extent, { ...room, maxZoom: GO_ZOOM, animate: false }); } else { this.map.flyToBounds(extent, { ...room, maxZoom: GO_ZOOM, duration: 0.7 }); }
    }

    /* Moves the map as little as it takes for a point to be seen beside the panels. */
    uncover(at) {
      const { map } = this, { left, top, right, bottom } = this.room(map), point = map.latLngToContainerPoint(at);
      const low = L.point(left + CLEAR_PX, top + CLEAR_PX), high = L.point(Math.max(low.x, right - CLEAR_PX), Math.max(low.y, bottom - CLEAR_PX));
      const by = point.subtract(L.point(Math.min(high.x, Math.max(low.x, point.x)), Math.min(high.y, Math.max(low.y, point.y))));
      if (by.x || by.y) { map.panBy(by, { animate: !still() }); }
    }

    /* Whether panel and card leave next to nothing between them, so that the panel is folded for a place. */
    tight() {
      return !narrow() && window.innerWidth - this.edges()[0] - CARD_PX < TIGHT_PX;
    }

    edges() {
      return narrow() ? [0, 0] : [box("panel").right, 0];
    }

    /* The part of the map that no panel covers and no other drawing lies on, in pixels of the map. */
    room(map) {
      const size = map.getSize(), whole = { left: 0, top: 0, right: size.x, bottom: size.y };
      if (printing()) { return whole; }
      const open = !byId("card").hidden;
      const free = narrow() ? { ...whole, top: byId("scale") ? box("scale").bottom + 2 : 0, bottom: Math.min(box("timeline").top, box("panel").top, open ? box("card").top : size.y) }
        : { ...whole, left: this.edges()[0], right: open ? Math.max(this.edges()[0] + LEAST_PX, box("card").left) : size.x };
      return this.compared ? this.compared.side(map, free) : free;
    }

    /* Where no name may stand, in pixels of the map: under what lies over it, and what the pieces keep for themselves. */
    walls(map) {
      const over = [...COVERS.map(byId), ...document.querySelectorAll(".leaflet-control-attribution, .side")];
      const boxes = printing() ? [] : over.filter((node) => node && node.offsetWidth).map((node) => node.getBoundingClientRect());
      return [...boxes.map(({ x, y, width: w, height: h }) => ({ x, y, w, h })), ...this.keepers.flatMap((boxesOf) => boxesOf(map))];
    }

    /* Everything that is shown; on a phone at least the zones that are named first. */
    home(animate) {
      const points = [];
      const strong = narrow() && this.book.columns.strong !== 0;
      for (let i = 0; i < this.book.count; i++) {
        if (this.scene.reading.of[i] && !this.book.bare(i) && (!strong || this.book.get("strong", i))) { points.push([this.book.get("lat", i) / 1e6, this.book.get("lon", i) / 1e6]); }
      }
      const [west, south, east, north] = this.model.extent, [left] = this.edges();
      const bounds = points.length > 1 ? L.latLngBounds(points) : L.latLngBounds([[south, west], [north, east]]);
      const room = narrow() ? { paddingTopLeft: [20, 60], paddingBottomRight: [24, 170] } : { paddingTopLeft: [left + 50, 30], paddingBottomRight: [40, 100] };
      this.map.fitBounds(bounds, { ...room, maxZoom: GO_ZOOM, animate: Boolean(animate) && !still() });
    }
  };
})();
