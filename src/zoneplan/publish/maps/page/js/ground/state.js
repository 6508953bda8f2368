/* What the reader has chosen, in one place; whoever shows it listens for the keys that concern it. */
(function () {
  "use strict";

  function same(a, b) {
    if (a instanceof Set && b instanceof Set) { return a.size === b.size && [...a].every((one) => b.has(one)); }
    return a === b;
  }

  zoneplan.State = class {
    constructor(values) {
      this.values = { ...values };
      this.listeners = [];
    }

    get(key) {
      return this.values[key];
    }

    /* All changes are made before anyone hears of one of them. */
    set(changes) {
      const changed = Object.keys(changes).filter((key) => !same(this.values[key], changes[key]));
      changed.forEach((key) => { this.values[key] = changes[key]; });
      this.listeners.filter((one) => one.keys.some((key) => changed.includes(key))).forEach((one) => one.heard(changed));
    }

    on(keys, heard) {
      this.listeners.push({ keys: keys.split(" "), heard });
    }
  };
})();
