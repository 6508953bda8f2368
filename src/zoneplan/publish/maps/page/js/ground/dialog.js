/* A dialog over the page: named, closed by Escape, by its button or by a click beside it; its content is made anew each time. */
(function () {
  "use strict";
  const { el, icon, ICONS } = zoneplan;

  zoneplan.Dialog = class {
    /* title: key of the words; content: () => nodes. */
    constructor(page, id, title, content) {
      Object.assign(this, { page, title, content });
      this.node = el("dialog", { id, class: "tool-dialog", "aria-labelledby": `${id}-title`, onclose: () => this.node.replaceChildren(), onclick: (event) => { if (event.target === this.node) { this.close(); } } });
      document.body.append(this.node);
    }

    open() {
      const { words } = this.page;
      this.node.replaceChildren(el("div", { class: "tool-dialog-body" }, [
        el("header", {}, [
          el("h2", { id: `${this.node.id}-title` }, words[this.title]),
          el("button", { type: "button", class: "tool-close", "aria-label": words.tool_close, title: words.tool_close, onclick: () => this.close() }, icon(ICONS.close, 14)),
        ]),
        this.content(),
      ]));
      if (!this.node.open) { this.node.showModal(); }
    }

    close() {
      this.node.close();
    }
  };
})();
