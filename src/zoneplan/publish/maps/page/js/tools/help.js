/* The keys of the page, in a dialog; the single-letter ones can be turned off there. */
(function () {
  "use strict";
  const { el, ICONS } = zoneplan;
  const KEYS = [
    ["tool_help_map", [["↑ ↓ ← →", "tool_help_pan"], ["+ −", "tool_help_zoom"], ["/", "tool_help_search"], ["Esc", "tool_help_escape"]]],
    ["tool_help_time", [[", .", "tool_help_step"], ["p", "tool_help_play"]]],
    ["tool_help_measure", [["Enter", "tool_help_add"], ["Enter Enter", "tool_help_finish"], ["Backspace", "tool_help_remove"], ["Esc", "tool_help_end"]]],
  ];

  zoneplan.Help = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      this.dialog = new zoneplan.Dialog(this.page, "tool-help-dialog", "tool_help", () => this.content());
      this.page.toolbar.add({ id: "help", icon: () => ICONS.help, word: () => "tool_help", key: "?", act: () => this.dialog.open() });
    }

    content() {
      const { page } = this, { words, toolbar } = page;
      const own = toolbar.entries.filter(({ key, node }) => key && !node.hidden).map(({ key, word }) => [key, word()]);
      return [...KEYS, ["tool_help_tools", [...own, ["c", "tool_position_copy"]]]].map(([title, rows]) => el("section", {}, [
        el("h3", {}, words[title]),
        el("dl", { class: "tool-keys" }, rows.map(([keys, word]) => [
          el("dt", {}, keys.split(" ").map((key) => el("kbd", {}, key))), el("dd", {}, words[word]),
        ])),
      ])).concat(this.choice());
    }

    choice() {
      const { toolbar, words } = this.page;
      const box = el("input", { type: "checkbox", id: "tool-keys-on", checked: toolbar.keys, onchange: () => { toolbar.keys = box.checked; } });
      return el("label", { class: "tool-check" }, [box, words.tool_help_single]);
    }
  };
})();
