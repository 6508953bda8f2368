/* The ground of all scripts of the page: the one name they share, nodes made without markup, words filled in. */
const zoneplan = {};
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  /* Along a meridian, on a sphere: for what is measured in pixels. */
  zoneplan.METRES_PER_DEGREE = 111320;

  /* Letters of scripts that are written from right to left; what turns the direction unseen never comes into the file. */
  const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u, FIRST = "\u2068", LAST = "\u2069";

  /* A text that does not change the order of what stands beside it. */
  zoneplan.isolated = (text) => (LEFTWARD.test(text) && !text.startsWith(FIRST) ? `${FIRST}${text}${LAST}` : text);

  function give(node, attributes, children) {
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === null || value === undefined || value === false) { return; }
      if (typeof value === "function") { node.addEventListener(key.replace(/^on/, ""), value); return; }
      node.setAttribute(key, value === true ? "" : value);
    });
    const said = [children].flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
    node.append(...said.map((child) => (typeof child === "string" ? zoneplan.isolated(child) : child)));
    return node;
  }

  /* Children are nodes or texts; a text never becomes markup. */
  zoneplan.el = (tag, attributes, children) => give(document.createElement(tag), attributes, children);
  zoneplan.svg = (tag, attributes, children) => give(document.createElementNS(SVG, tag), attributes, children);

  /* What folds away; made anew under the same key it is as the reader left it. */
  const unfolded = new Set();
  zoneplan.fold = function (key, summary, children, name) {
    const keep = (event) => { if (event.target.open) { unfolded.add(key); } else { unfolded.delete(key); } };
    return zoneplan.el("details", { class: name || "fold", "data-fold": key, open: unfolded.has(key), ontoggle: keep }, [zoneplan.el("summary", {}, summary), children]);
  };

  zoneplan.byId = (id) => document.getElementById(id);

  zoneplan.fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? zoneplan.isolated(String(values[key])) : whole));

  /* Letters without accents, as the search compares them. */
  zoneplan.folded = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").trim();

  /* Text for the few places of Leaflet that take markup. */
  zoneplan.escaped = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

  zoneplan.still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  zoneplan.NARROW = 720;
  zoneplan.narrow = () => window.innerWidth < zoneplan.NARROW;

  zoneplan.icon = (path, size) => zoneplan.svg("svg", { viewBox: "0 0 16 16", width: size || 16, height: size || 16, "aria-hidden": "true" },
    zoneplan.svg("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.8 }));
})();
