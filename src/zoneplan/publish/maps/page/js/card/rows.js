/* A figure as a row: name, date, value, verdict; opened, it says how it was computed and from which lines of the ledger. */
(function () {
  "use strict";
  const { el, svg, fill } = zoneplan;
  const TREND = { w: 96, h: 22, pad: 3 };

  /* What a source is called, as a way to it where it stands on the web. */
  zoneplan.source = function (page, id, book) {
    const title = zoneplan.told(page, (book || page.book).model.titles[id] || id), href = ((book || page.book).model.links || {})[id];
    return href ? el("a", { class: "cited", href, target: "_blank", rel: "noopener noreferrer" }, title) : title;
  };

  function line(page, one, book) {
    const cited = [...(one.sources || []).map((id) => zoneplan.source(page, id, book)), one.confidence].filter(Boolean).flatMap((part, k) => (k ? [" · ", part] : [part]));
    return el("li", {}, [
      el("b", {}, one.value), [one.as_of, one.name].filter(Boolean).map((part) => ` · ${part}`).join(""), one.note ? el("i", {}, [" (", zoneplan.told(page, one.note), ")"]) : null,
      cited.length ? el("cite", {}, cited) : null,
    ]);
  }

  function said(label, text) {
    return text ? el("p", {}, [label ? el("b", {}, `${label} `) : null, text]) : null;
  }

  function listed(title, lines, page, book, more) {
    if (!lines || !lines.length) { return null; }
    return [el("p", { class: "listed" }, title), el("ul", {}, [...lines.map((one) => line(page, one, book)), more ? el("li", {}, `… ${fill(page.words.card_more, { n: more })}`) : null])];
  }

  const unverified = (page) => el("span", { class: "unverified" }, page.words.card_unverified);

  function explained(page, row, book) {
    const { words } = page, alone = row.verdict ? [{ outcome: row.outcome, sign: row.sign, text: row.verdict, unverified: row.unverified }] : [];
    return el("div", { class: "how" }, [
      ...(row.verdicts || alone).map((one) => el("p", { class: `verdict ${one.outcome}` }, `${one.sign || ""} ${one.text}`.trim())),
      said(words.card_how, row.formula), said(words.card_range, row.range), said(words.card_working, row.working), said(words.card_base, row.base), said(words.card_method, row.method && zoneplan.told(page, row.method)),
      ...(row.benchmarks || []).map((text) => said(words.card_benchmark, text)), ...(row.remarks || []).map((text) => said("", text)),
      listed(words.card_rows, row.lines, page, book, row.more), listed(words.card_others, row.others, page, book),
    ]);
  }

  /* The sign of a verdict behind its figure, named for those who hear it; nothing where nothing judges. */
  zoneplan.signed = (page, row) => (row.sign ? [" ", el("span", { class: "sign", role: "img", "aria-label": page.words[`card_${row.outcome}`] || row.sign, title: row.verdict || null }, row.sign)] : null);

  /* Row as the model has it, in the present language. */
  zoneplan.row = function (page, row, book) {
    const name = el("span", { class: "name" }, [
      row.of ? `${row.name} · ${row.of}` : row.name, " ",
      el("span", { class: `meta${row.as_of || row.unverified ? "" : " bare"}` }, [row.as_of ? el("small", {}, row.as_of) : null, row.as_of && row.unverified ? " " : null, row.unverified ? unverified(page) : null]),
    ]);
    const value = el("span", { class: `value ${row.outcome || ""}` }, [row.value, zoneplan.signed(page, row)]);
    const aside = row.aside && row.aside.length ? el("p", { class: "aside" }, `${page.words.card_others.toLowerCase()}: ${row.aside.join(" · ")}`) : null;
    const parts = el("details", { class: "row", "data-metric": row.metric }, [el("summary", { title: page.words.card_how }, [name, value]), explained(page, row, book || page.book)]);
    return [parts, aside, row.trend ? zoneplan.trend(page, row.trend) : null];
  };

  /* A finding, given by its number, as a row that opens. */
  zoneplan.findingRow = function (page, number, open, book) {
    const { model } = book || page.book, found = model.findings[number], rule = model.rules[found.rule], text = (value) => page.say(value || "");
    return el("details", { class: `row finding ${rule.weight}`, "data-rule": found.rule, open }, [
      el("summary", {}, el("span", { class: "name" }, [text(found.message), " ", el("span", { class: "meta" }, el("small", {}, text(rule.severity)))])),
      el("div", { class: "how" }, [
        said(page.words.card_why, text(rule.why)), said(page.words.card_remedy, text(rule.remedy)), said(page.words.card_legal, text(rule.legal)),
      ]),
    ]);
  };

  /* A time such as 2018/2024, 2024-05 or 2024-05-31 as a year with a fraction. */
  const yearOf = (date) => {
    const [year, month, day] = date.split("/").pop().split("-").map(Number);
    return year + ((month || 12) - 1 + ((day || 28) - 1) / 31) / 12;
  };

  /* A small chart of one figure through time; its points can be read as text too. */
  zoneplan.trend = function (page, trend) {
    const { values, texts, labels } = trend, years = trend.dates.map(yearOf), last = values.length - 1;
    const low = Math.min(0, ...values), high = Math.max(0, ...values), span = years[last] - years[0] || 1;
    const x = (i) => TREND.pad + ((years[i] - years[0]) / span) * (TREND.w - 2 * TREND.pad);
    const y = (v) => TREND.h - TREND.pad - ((v - low) / (high - low || 1)) * (TREND.h - 2 * TREND.pad);
    const text = labels.map((label, i) => `${label}: ${texts[i]}`).join("; ");
    const chart = svg("svg", { class: "trend", width: TREND.w, height: TREND.h, viewBox: `0 0 ${TREND.w} ${TREND.h}`, role: "img", "aria-label": text }, [
      svg("title", {}, text),
      svg("polyline", { points: values.map((v, i) => `${x(i).toFixed(1)},${y(v).toFixed(1)}`).join(" "), fill: "none", stroke: "currentColor", "stroke-width": 1.5 }),
      ...values.map((v, i) => svg("circle", { cx: x(i).toFixed(1), cy: y(v).toFixed(1), r: i === last ? 2.6 : 1.8, fill: "currentColor" })),
    ]);
    return el("p", { class: "trend-row" }, [el("small", {}, `${labels[0]}: ${texts[0]}`), chart, el("small", {}, `${labels[last]}: ${texts[last]}`)]);
  };
})();
