/* Findings: a sign at each, hazard tape along its evidence, a card that says what to do about it. */
(function () {
  "use strict";
  const { sign } = zoneplan;

  function tape(outline, layer, filled) {
    const base = { pane: layer.pane, interactive: false, fill: filled, fillColor: layer.style.fill, fillOpacity: 0.35 };
    const band = { ...base, color: layer.style.fill, weight: 6, opacity: 0.95 };
    const dashes = { ...base, fill: false, color: layer.style.stroke, weight: 2, dashArray: "6 6", lineCap: "butt" };
    return [band, dashes].map((style) => L.geoJSON(outline, {
      style, pane: layer.pane, interactive: false, pointToLayer: (f, at) => L.circleMarker(at, { ...style, radius: 6 }),
    }));
  }

  function draw(page, layer, mark) {
    const place = { html: mark.html, outline: null, uncertainty_m: 0 };
    const item = { place, layer, at: L.latLng(mark.at) }, px = mark.size_px, away = mark.aside ? 9 : 0;
    const whole = mark.places.map((id) => page.byPlace.get(id)).filter((found) => found && found.place.outline);
    const icon = L.divIcon({
      html: sign(layer, px, true), className: "sign-box finding-sign", iconSize: [px, px], iconAnchor: [px / 2 - away, px / 2 + away],
    });
    const marker = L.marker(item.at, { icon, pane: layer.pane, keyboard: false, riseOnHover: true });
    const tip = document.createElement("span");
    tip.textContent = mark.title;
    marker.bindTooltip(tip, { direction: "top", offset: [away, -away - 8], className: "tip" });
    marker.on("click", (event) => { L.DomEvent.stopPropagation(event); page.open(item, null); });
    const lines = [
      ...mark.outlines.flatMap((outline) => tape(outline, layer, true)),
      ...whole.flatMap((found) => tape(found.place.outline, layer, false)),
    ];
    [...lines, marker].forEach((shape) => layer.group.addLayer(shape));
  }

  zoneplan.findings = function (page) {
    const layer = page.layers.get("findings");
    page.model.marks.forEach((mark) => draw(page, layer, mark));
  };
})();
