/* Copying: the clipboard where the browser grants it, else the old command, else the text is shown to be copied by hand. */
(function () {
  "use strict";
  const { el } = zoneplan;
  const SHOWN_MS = 7000;
  let told = null;

  /* Says something to everyone for a while. */
  zoneplan.tell = function (page, text) {
    clearTimeout(told);
    page.announce(text, true);
    told = setTimeout(() => page.announce("", true), SHOWN_MS);
  };

  function byCommand(text) {
    const holder = document.querySelector("dialog[open]") || document.body, before = document.activeElement;
    const field = el("textarea", { class: "tool-unseen", readonly: true, "aria-hidden": "true" });
    field.value = text;
    holder.append(field);
    field.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    field.remove();
    if (before) { before.focus({ preventScroll: true }); }
    return done;
  }

  async function granted(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      return byCommand(text);
    }
  }

  function byHand(page, text) {
    const field = el("textarea", { class: "tool-copy-text", readonly: true, rows: 4, "aria-labelledby": "tool-by-hand-title", onfocus: () => field.select() });
    field.value = text;
    page.byHand = page.byHand || new zoneplan.Dialog(page, "tool-by-hand", "tool_copy_refused", () => [el("p", {}, page.words.tool_copy_by_hand), page.byHand.field]);
    page.byHand.field = field;
    page.byHand.open();
    field.focus();
  }

  /* Copies a text and says so; where that is refused the reader gets it to copy. */
  zoneplan.copy = async function (page, text, said) {
    const done = await granted(text);
    if (done) { zoneplan.tell(page, said); } else { byHand(page, text); }
    return done;
  };
})();
