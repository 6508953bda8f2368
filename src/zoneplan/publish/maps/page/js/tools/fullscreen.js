/* Full screen, where the browser has it. */
(function () {
  "use strict";
  const { ICONS } = zoneplan;

  zoneplan.Fullscreen = class {
    constructor(page) {
      this.page = page;
    }

    start() {
      const { page } = this, on = () => Boolean(document.fullscreenElement);
      const button = page.toolbar.add({
        id: "fullscreen", key: "f", icon: () => (on() ? ICONS.shrink : ICONS.fullscreen), word: () => (on() ? "tool_fullscreen_end" : "tool_fullscreen"), act: () => this.toggle(),
      });
      button.hidden = !document.fullscreenEnabled;
      document.addEventListener("fullscreenchange", () => { page.toolbar.name(); page.map.invalidateSize({ animate: false }); });
    }

    async toggle() {
      try {
        if (document.fullscreenElement) { await document.exitFullscreen(); } else { await document.documentElement.requestFullscreen(); }
      } catch (refused) {
        zoneplan.tell(this.page, this.page.words.tool_fullscreen_refused);
      }
    }
  };
})();
