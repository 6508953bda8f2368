/* Which language a text of the data is in, where it was written in one only: said to those who have the page read to them. */
(function () {
  "use strict";
  const ACCENTED = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;
  const ENGLISH = /(^|[^\p{L}])(the|of|and|for|from|with|by|\p{L}+(tion|tions|ing|ies|ity|ment|ed))(?![\p{L}])/iu;
  const LEAST = 1 / 3;

  /* "vi" where at least a third of the words have Vietnamese letters, "en" where one is English only, else nothing: a number, a name. */
  zoneplan.tongue = function (text) {
    const words = text.normalize("NFC").match(/\p{L}+/gu) || [], accented = words.filter((word) => ACCENTED.test(word)).length;
    if (accented && accented >= LEAST * words.length) { return "vi"; }
    return ENGLISH.test(text) ? "en" : "";
  };

  const letters = (text) => text.replace(/[^\p{L}]+/gu, " ").trim();

  /* Whether both languages have the same words, be a date written in two ways. */
  const once = (text) => !Array.isArray(text) || letters(text[0]) === letters(text[1]);

  /* A text as the page says it, marked with its language where that is not the page's own. */
  zoneplan.told = function (page, text) {
    const said = page.say(text), lang = once(text) ? zoneplan.tongue(said) : "";
    return lang && lang !== page.state.get("lang") ? zoneplan.el("span", { lang }, said) : said;
  };
})();
