/* The toolbar at the foot of the map: scale, buttons of the tools, their keys; on a phone they are a list with words that waits behind one button. */
(function () {
  "use strict";
  const { el, byId, icon, narrow, ICONS } = zoneplan;
  const PIECES = ["Scale", "Position", "Measure", "Link", "Download", "Print", "Fullscreen", "Help"];
  const TYPING = "input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, dialog, [contenteditable]";

  zoneplan.Toolbar = class {
    constructor(page) {
      this.page = page;
      this.entries = [];
      this.keys = true;
      page.toolbar = this;
    }

    start() {
      this.bar = el("div", { class: "tool-buttons", role: "toolbar", id: "tool-buttons", onkeydown: (event) => this.move(event) });
      this.opener = el("button", { type: "button", class: "tool tool-opener", "aria-controls": "tool-buttons", onclick: () => this.open(!this.opened) });
      byId("toolbar").append(this.opener, this.bar);
      PIECES.filter((one) => zoneplan[one]).map((one) => new zoneplan[one](this.page)).forEach((piece) => piece.start());
      L.DomEvent.disableClickPropagation(byId("toolbar"));
      L.DomEvent.disableScrollPropagation(byId("toolbar"));
      document.addEventListener("keydown", (event) => this.shortcut(event));
      document.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.opened) { event.stopPropagation(); this.leave(); } }, true);
      document.addEventListener("pointerdown", (event) => { if (this.opened && !byId("toolbar").contains(event.target)) { this.open(false); } });
      byId("toolbar").addEventListener("focusout", ({ relatedTarget }) => { if (this.opened && relatedTarget && !byId("toolbar").contains(relatedTarget)) { this.open(false); } });
      this.page.on("panel", () => this.open(false));
      this.page.state.on("lang", () => this.name());
      this.reach(0);
      this.open(false);
    }

    /* {id, icon: () => path, word: () => key of the words, key, act, pressed: () => bool or nothing}. */
    add(entry) {
      const node = el("button", { type: "button", class: "tool", id: `tool-${entry.id}`, "data-key": entry.key, onclick: (event) => this.act(entry, event) });
      this.entries.push({ ...entry, node });
      this.bar.append(node);
      this.name();
      return node;
    }

    act(entry, event) {
      if (this.opened) { this.leave(); }
      entry.act(event);
      this.name();
    }

    /* On a phone: the list of tools, in place of the panel. */
    open(opened) {
      this.opened = opened && narrow();
      byId("toolbar").classList.toggle("open", this.opened);
      document.body.classList.toggle("tools-open", this.opened);
      if (this.opened) { this.page.emit("tools"); }
      this.name();
    }

    /* Closes the list; what is opened from it gives the focus back to its button. */
    leave() {
      this.open(false);
      this.opener.focus();
    }

    name() {
      const { words } = this.page;
      this.bar.setAttribute("aria-label", words.tool_bar);
      this.opener.setAttribute("aria-expanded", String(Boolean(this.opened)));
      this.opener.replaceChildren(icon(ICONS.more), el("span", { class: "tool-word" }, words.tool_bar));
      this.entries.forEach(({ node, icon: path, word, key, pressed }) => {
        const text = words[word()];
        node.replaceChildren(icon(path()), el("span", { class: "tool-word" }, text));
        node.setAttribute("aria-label", text);
        node.title = key ? `${text} (${key})` : text;
        if (pressed) { node.setAttribute("aria-pressed", String(pressed())); }
      });
    }

    /* One stop for Tab; the arrows go from button to button. */
    reach(at) {
      const shown = this.entries.filter(({ node }) => !node.hidden);
      this.at = (at + shown.length) % Math.max(1, shown.length);
      shown.forEach(({ node }, i) => { node.tabIndex = i === this.at ? 0 : -1; });
      return shown[this.at];
    }

    move(event) {
      const last = this.entries.length - 1, now = this.entries.filter(({ node }) => !node.hidden).findIndex(({ node }) => node === document.activeElement);
      const to = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: last }[event.key];
      if (to === undefined || now < 0) { return; }
      event.preventDefault();
      event.stopPropagation();
      this.reach(event.key === "End" ? -1 : to).node.focus();
    }

    /* Single keys work wherever no text is being typed, until the reader turns them off in the help. */
    shortcut(event) {
      if (!this.keys || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.target.closest(TYPING)) { return; }
      const entry = this.entries.find(({ key, node }) => key === event.key.toLowerCase() && !node.hidden);
      if (!entry) { return; }
      event.preventDefault();
      this.act(entry, event);
    }
  };
})();
