"""Driving every control of a page at random, the same way for the same seed."""

from playwright.sync_api import Page

_DRIVE = r"""
async ([seed, steps]) => {
  let at = seed;
  const chance = () => { at = (at + 0x6d2b79f5) | 0; let t = Math.imul(at ^ (at >>> 15), 1 | at); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
  const any = (list) => list[Math.floor(chance() * list.length)], tell = (node, type) => node.dispatchEvent(new Event(type, { bubbles: true }));
  const KEYS = [",", ".", "p", "/", "?", "d", "a", "l", "g", "i", "f", "c", "Escape", "Enter", "Backspace", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-", "Home", "End"];
  const TEXTS = ["kcn", "đường", "<img", "\\", "(", "[", "  ", "a".repeat(300), "constructor", "__proto__", "\u202e"];
  const HASHES = ["lang=en", "lang=vi&theme=nix&time=2020", "place=constructor", "place=KCN_A&at=22.3/104/9.5", "compare=1", "compare=other", "surface=x&bands=1&moves=1", "layers=", "%E0%A4%A", "at=1e9/2/3"];
  const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled;
  window.print = () => {};
  Element.prototype.requestFullscreen = () => Promise.resolve();
  const work = (node) => {
    if (node.tagName === "SELECT") { node.selectedIndex = Math.floor(chance() * node.options.length); tell(node, "change"); }
    else if (node.type === "range") { node.value = Number(node.min) + chance() * (node.max - node.min); tell(node, "input"); }
    else if (["search", "text", "textarea"].includes(node.type)) { node.focus(); node.value = any(TEXTS); tell(node, "input"); }
    else { ["mouseover", "mousedown", "mouseup", "click"].forEach((type) => node.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX: 5, clientY: 5 }))); }
  };
  const point = () => {
    const clientX = chance() * innerWidth, clientY = chance() * innerHeight, under = document.elementFromPoint(clientX, clientY) || document.body;
    ["mousemove", "mousedown", "mouseup", "click", "dblclick"].slice(0, chance() < 0.2 ? 5 : 4).forEach((type) => under.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY, view: window })));
    if (chance() < 0.3) { under.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, clientX, clientY, deltaY: (chance() - 0.5) * 800 })); }
  };
  for (let n = 0; n < steps; n++) {
    const what = chance(), nodes = [...document.querySelectorAll("button, input, select, textarea, summary, [role=option], .sign-box, .leaflet-interactive, #bar")].filter(seen);
    if (what < 0.6) { work(any(nodes)); }
    else if (what < 0.8) { (document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keydown", { key: any(KEYS), bubbles: true, cancelable: true })); }
    else if (what < 0.92) { point(); }
    else { location.hash = any(HASHES); }
    await new Promise((done) => { setTimeout(done, chance() < 0.1 ? 60 : 4); });
  }
  await new Promise((done) => { setTimeout(done, 600); });
}
"""


def drive(page: Page, seed: int, steps: int = 150) -> None:
    """Works so many controls, keys, points and addresses of a page, one after the other."""
    page.evaluate(_DRIVE, [seed, steps])
