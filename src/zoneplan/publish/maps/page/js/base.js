/* The ground of all scripts of the page: the one name they share, nodes made without markup, words filled in. */
const zoneplan = {};
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function give(node, attributes, children) {
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === null || value === undefined || value === false) { return; }
      if (typeof value === "function") { node.addEventListener(key.replace(/^on/, ""), value); return; }
      node.setAttribute(key, value === true ? "" : value);
    });
    node.append(...[children].flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
    return node;
  }

  /* Children are nodes or texts; a text never becomes markup. */
  zoneplan.el = (tag, attributes, children) => give(document.createElement(tag), attributes, children);
  zoneplan.svg = (tag, attributes, children) => give(document.createElementNS(SVG, tag), attributes, children);

  zoneplan.byId = (id) => document.getElementById(id);

  zoneplan.fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));

  /* Letters without accents, as the search compares them. */
  zoneplan.folded = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "").trim();

  /* Text for the few places of Leaflet that take markup. */
  zoneplan.escaped = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

  zoneplan.still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  zoneplan.NARROW = 720;
  zoneplan.narrow = () => window.innerWidth < zoneplan.NARROW;

  zoneplan.icon = (path, size) => zoneplan.svg("svg", { viewBox: "0 0 16 16", width: size || 16, height: size || 16, "aria-hidden": "true" },
    zoneplan.svg("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.8 }));
})();
