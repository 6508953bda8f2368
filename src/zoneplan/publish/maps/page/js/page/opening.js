/* The opening of the page: its blocks are read and its pieces started; where that fails, it says so in plain words. */
(function () {
  "use strict";
  const { byId } = zoneplan;

  /* Nothing of the page is of use then, so that nothing of it stays. */
  function failed(why) {
    byId(`failure-${why}`).hidden = false;
    document.body.classList.add("failed");
  }

  /* Whether places and shapes are of one another, and lie somewhere: what else is missing is missed at once. */
  function sound({ extent, places }, shapes) {
    const numbers = [places.shape].flat();
    return Number.isInteger(shapes.bits) && extent.every(Number.isFinite) && numbers.every((number) => number < shapes.count);
  }

  /* The book of a plan whose blocks have names that begin with the prefix. */
  async function bookOf(model, prefix) {
    const shapes = zoneplan.unpack(await zoneplan.block(`${prefix}shapes`), model.shapes.bits);
    if (!sound(model, shapes)) { throw new Error("Places and shapes do not fit each other."); }
    return new zoneplan.Book(model, shapes, prefix);
  }

  async function open(map) {
    const model = await zoneplan.jsonBlock("model"), book = await bookOf(model, "");
    const other = model.compare ? { book: await bookOf(await zoneplan.jsonBlock("other-model"), "other-") } : null;
    zoneplan.page = new zoneplan.Page(map, model, book);
    zoneplan.page.start(other);
  }

  /* Called by the script that made the map. */
  zoneplan.start = async function (map) {
    if (typeof DecompressionStream !== "function") { failed("old"); return; }
    try {
      await open(map);
      document.documentElement.dataset.ready = "yes";
    } catch (error) {
      failed("damaged");
      console.error(error);
    }
  };
})();
