/* The room that the panels leave for the map: where a place is brought to, where names may stand, what is seen at first. */
(function () {
  "use strict";
  const { byId, narrow, still } = zoneplan;
  const GO_ZOOM = 13, GO_M = 6000, CLEAR_PX = 26, SHEET = 0.56, TIGHT_PX = 260, FOOT_PX = 140, CARD_PX = 330, LEAST_PX = 100, FRAME_PX = 18, FINE_ZOOM = 0.1, STEPS = 8;
  const COVERS = ["panel", "card", "timeline", "position", "corner", "scale", "zoom", "measure"];

  const box = (id) => (byId(id) || document.body).getBoundingClientRect();
  const printing = () => document.body.classList.contains("printing");

  zoneplan.Framed = class {
    /* Brings a place into view beside its card. */
    fly(place) {
      const extent = place.shape >= 0 ? place.book.bounds(place) : place.at.toBounds(Math.max(GO_M, 5 * place.radius_m)), [left] = this.edges();
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

    /* A screen that is turned: the place of the card comes back where it was in view and is not any more, or is covered. */
    turned({ oldSize, newSize }) {
      const place = this.find(this.state.get("place")), within = (size, point) => L.bounds([0, 0], size).contains(point), near = ({ left, top, right, bottom }) => L.bounds([left - CLEAR_PX, top - CLEAR_PX], [right + CLEAR_PX, bottom + CLEAR_PX]);
      if (!place || printing() || oldSize.x > oldSize.y === newSize.x > newSize.y) { return; }
      const now = this.map.latLngToContainerPoint(place.at), before = now.add(oldSize.subtract(newSize).divideBy(2));
      const covered = COVERS.map(byId).filter((node) => node && node.offsetWidth).some((node) => near(node.getBoundingClientRect()).contains(now));
      if (within(oldSize, before) && (covered || !within(newSize, now))) { this.fly(place); }
    }

    /* Whether panel and card leave next to nothing between them, so that the panel is folded for a place. */
    tight() {
      return !narrow() && window.innerWidth - this.edges()[0] - CARD_PX < TIGHT_PX;
    }

    edges() {
      return narrow() ? [0, 0] : [box("panel").right, 0];
    }

    /* The part of the map that no panel covers, in pixels of the map. */
    free(map) {
      const size = map.getSize(), whole = { left: 0, top: 0, right: size.x, bottom: size.y };
      if (printing()) { return whole; }
      const open = !byId("card").hidden;
      return narrow() ? { ...whole, top: byId("scale") ? box("scale").bottom + 2 : 0, bottom: Math.min(box("timeline").top, box("panel").top, open ? box("card").top : size.y) }
        : { ...whole, left: this.edges()[0], right: open ? Math.max(this.edges()[0] + LEAST_PX, box("card").left) : size.x };
    }

    /* What of it no other drawing lies on. */
    room(map) {
      const free = this.free(map);
      return this.compared ? this.compared.side(map, free) : free;
    }

    /* Where no name may stand, in pixels of the map: under what lies over it, and what the pieces keep for themselves. */
    walls(map) {
      const over = printing() ? [...document.querySelectorAll(".sheet-side")] : [...COVERS.map(byId), ...document.querySelectorAll(".leaflet-control-attribution, .side")];
      const boxes = over.filter((node) => node && node.offsetWidth).map((node) => node.getBoundingClientRect()), { x: left, y: top } = map.getContainer().getBoundingClientRect();
      return [...boxes.map(({ x, y, width: w, height: h }) => ({ x: x - left, y: y - top, w, h })), ...this.keepers.flatMap((boxesOf) => boxesOf(map))];
    }

    /* Ways to frame on a narrow map, the largest first: below the buttons at its edge; beside them; over all of its width, as low and as far left as it takes. */
    ways(bounds) {
      const free = this.free(this.map), edges = ["corner", "zoom"].filter(byId).map(box), foot = Math.max(free.top, ...edges.map(({ bottom }) => bottom));
      const beside = { ...free, right: Math.min(free.right, ...edges.map(({ left }) => left)) };
      const rooms = [[{ ...free, top: foot }, foot, 1], [beside, free.top, 1], [free, foot, STEPS]].filter(([{ left, top, right, bottom }]) => right - left > LEAST_PX && bottom - top > LEAST_PX);
      return rooms.flatMap(([room, calm, steps]) => Array.from({ length: steps }, (_, k) => ({ ...this.way(bounds, room, calm, k * FINE_ZOOM), edges }))).sort((a, b) => b.zoom - a.zoom);
    }

    /* A frame in a room, `less` smaller than would fit: {zoom, low: its corner in the pixels of that zoom, start: where on the map that comes to lie}; in the middle if it has room below `calm`. */
    way(bounds, { left, top, right, bottom }, calm, less) {
      const { map } = this, room = L.point(right - left - 2 * FRAME_PX, bottom - top - 2 * FRAME_PX), zoom = Math.min(GO_ZOOM, map.getBoundsZoom(bounds, false, map.getSize().subtract(room))) - less;
      const low = map.project(bounds.getNorthWest(), zoom), size = map.project(bounds.getSouthEast(), zoom).subtract(low), spare = bottom - calm - 2 * FRAME_PX - size.y;
      return { zoom, low, start: L.point(left + FRAME_PX + (spare < 0 ? 0 : (room.x - size.x) / 2), bottom - FRAME_PX - size.y - Math.max(0, spare) / 2) };
    }

    /* Whether a way of framing leaves a place under the buttons. */
    hides({ zoom, low, start, edges }, points) {
      const under = ({ x, y }) => edges.some(({ left, bottom }) => x > left - FRAME_PX && y < bottom + FRAME_PX);
      return points.some((point) => under(this.map.project(point, zoom).subtract(low).add(start)));
    }

    /* Shows places on a narrow map as large as they go; half steps of zoom would waste what room there is. */
    frame(bounds, points, animate) {
      const { map } = this;
      this.drawings().forEach((scene) => { scene.map.options.zoomSnap = FINE_ZOOM; });
      const ways = this.ways(bounds), way = ways.find((one) => !this.hides(one, points)) || ways[0];
      if (!way) { map.fitBounds(bounds, { maxZoom: GO_ZOOM, animate }); return; }
      map.setView(map.unproject(way.low.subtract(way.start).add(map.getSize().divideBy(2)), way.zoom), way.zoom, { animate });
    }

    /* Shows everything that is drawn. */
    home(animate) {
      const points = [], moving = Boolean(animate) && !still();
      for (let i = 0; i < this.book.count; i++) {
        if (this.scene.reading.of[i] && !this.book.bare(i)) { points.push([this.book.get("lat", i) / 1e6, this.book.get("lon", i) / 1e6]); }
      }
      const [west, south, east, north] = this.model.extent, [left] = this.edges();
      const bounds = points.length > 1 ? L.latLngBounds(points) : L.latLngBounds([[south, west], [north, east]]);
      if (narrow()) { this.frame(bounds, points, moving); return; }
      this.map.fitBounds(bounds, { paddingTopLeft: [left + 50, 30], paddingBottomRight: [40, 100], maxZoom: GO_ZOOM, animate: moving });
    }
  };
})();
