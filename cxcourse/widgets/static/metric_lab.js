// The metric lab: what is dragged moves at once, every number comes from Python. No formula of a metric is in here.

const LAB_SIDES = ["a", "b"];
const LAB_PACE = 125; // milliseconds between two looks at a slider that is being dragged

/** An SVG element. */
function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
const percent = (x) => `${(100 * x).toFixed(3)}%`;

/** Rows of figures with their intervals over one axis; later calls move what is there. */
function picture(host, drawing) {
  const shape = JSON.stringify([drawing.rows.map((r) => [r.label, r.side, !!r.span, !!r.silent, r.at != null]), drawing.ticks.map((t) => t.text), drawing.zero]);
  if (host.dataset.shape !== shape) {
    host.dataset.shape = shape;
    const line = () => drawing.ticks.map((t) => svg("line", { x1: percent(t.at), x2: percent(t.at), y1: 13, y2: 21, class: "cx-tick" }));
    const rows = drawing.rows.map((r, i) => [
      el("span", { class: "cx-rowname" }, r.label),
      svg("svg", { class: `cx-row cx-side${r.side}`, height: 34, "aria-hidden": "true" }, svg("line", { x1: "0%", x2: "100%", y1: 17, y2: 17, class: "cx-track" }), ...line(),
        ...(drawing.zero == null ? [] : [svg("line", { x1: percent(drawing.zero), x2: percent(drawing.zero), y1: 5, y2: 29, class: "cx-zero" })]),
        ...(r.span ? [svg("rect", { y: 9, height: 16, rx: 8, class: "cx-span" })] : []),
        ...(r.silent ? [svg("rect", { y: 4, height: 26, rx: 5, class: "cx-silent" })] : []),
        ...(r.at == null ? [] : [svg("circle", { cy: 17, r: 7.5, class: "cx-dot" })])),
      el("span", { class: "cx-rowtext" })]);
    const last = drawing.ticks.length - 1;
    const axis = svg("svg", { class: "cx-axis", height: 20, "aria-hidden": "true" }, ...drawing.ticks.map((t, i) =>
      svg("text", { x: percent(t.at), y: 14, "text-anchor": i === 0 ? "start" : i === last ? "end" : "middle" }, t.text)));
    host.replaceChildren(...rows.flat(), el("span"), axis, el("span"));
    host.classList.toggle("cx-alone", drawing.rows.length === 1 && !drawing.rows[0].label);
  }
  host.setAttribute("aria-label", drawing.told);
  const between = (node, [from, to]) => { node.setAttribute("x", percent(from)); node.setAttribute("width", percent(Math.max(0, to - from))); };
  drawing.rows.forEach((r, i) => {
    const row = host.querySelectorAll(".cx-row")[i];
    if (r.silent) between(row.querySelector(".cx-silent"), r.silent);
    if (r.span) between(row.querySelector(".cx-span"), r.span);
    if (r.at != null) row.querySelector(".cx-dot").setAttribute("cx", percent(r.at));
    host.querySelectorAll(".cx-rowtext")[i].textContent = r.text;
  });
}

function render({ model, el: host }) {
  const ui = frame(model, host, "lab");
  const view = () => model.get("view");
  const local = new Map(); // what is on the screen ahead of Python: place -> value
  const inputs = new Map(), recent = {};
  let typing = null; // the field that is being written in: no answer to an earlier event may take the words out of it
  let shape = "", told = view().said, quiet = true, sayTimer = 0;
  ui.title.textContent = "Metric lab";
  ui.sub.id = `${ui.id}-sub`; // several labs in one notebook are told apart by their metric and column
  ui.root.setAttribute("aria-labelledby", `${ui.id}-title ${ui.id}-sub`);

  // ------------------------------------------------------------ sending: previews while something moves, one event at its end

  let seq = 0, waiting = null, ending = null, timer = 0, endTimer = 0, flying = null;
  const stamp = () => [ui.id, ++seq];
  const commit = (event) => {
    if (ending && event !== ending) { const first = ending; ending = null; commit(first); }
    clearTimeout(timer); clearTimeout(endTimer);
    timer = 0; waiting = ending = null; quiet = false;
    ui.send({ ...event, echo: stamp() });
  };
  const follow = (event) => { // the latest wins, and only one is on its way at a time
    waiting = event;
    timer ||= setTimeout(tick, 25);
  };
  const tick = () => {
    timer = 0;
    if (!waiting) return;
    if (!flying || Date.now() - flying.at > 1500) {
      flying = { at: Date.now() };
      model.send({ ...waiting, preview: true, echo: (flying.echo = stamp()) });
      waiting = null;
    }
    timer = setTimeout(tick, LAB_PACE);
  };
  const written = (event) => { typing = null; commit(event); };
  const leave = (key) => () => { if (typing === key) typing = null; };
  const end = (event) => { // a held arrow key ends many times: the last one counts
    ending = event;
    clearTimeout(endTimer);
    endTimer = setTimeout(() => ending && commit(ending), 220);
  };

  // ------------------------------------------------------------ left: what is given

  /** A slider; `row` tells its name, ends, value and event. Its twin may be a number field. */
  const slider = (key, row, event, heard = () => {}) => {
    const range = el("input", { type: "range", class: "cx-range", min: row.low, max: row.high, step: row.step ?? 1, "data-k": key, "aria-label": row.aria ?? row.label,
      oninput: () => { put(Number(range.value)); follow(event(Number(range.value))); }, onchange: () => end(event(Number(range.value))) });
    const put = (x) => { local.set(key, x); show(key, x); heard(x); };
    return { range, put };
  };
  const show = (key, x) => {
    const { range, number, output } = inputs.get(key) ?? {};
    if (range && Number.isFinite(Number(x)) && x !== "") {
      range.value = x;
      range.style.setProperty("--at", `${(100 * (range.value - range.min)) / (range.max - range.min || 1)}%`);
    }
    if (number && number.value !== String(x)) number.value = x;
    if (output && local.has(key)) output.textContent = output.dataset.form.replace("0", x);
  };
  const countRow = (field, side) => {
    const v = view(), key = `${field.name} ${side}`, place = LAB_SIDES.indexOf(side), who = v.compare ? `, ${v.names[place]}` : "";
    const event = (x) => ({ kind: "count", side, values: { [field.name]: x } });
    const { range, put } = slider(key, { ...field, aria: `${field.label}${who}, slider` }, event, (x) => grow(field, place, x));
    const number = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "cx-num", "data-k": `${key} number`, "aria-label": `${field.label}${who}`,
      oninput: () => { local.set((typing = key), number.value); if (number.value.trim() !== "" && Number.isFinite(Number(number.value))) { put(number.value); follow(event(Number(number.value))); } },
      onchange: () => written(event(number.value)), onblur: leave(key) });
    number.addEventListener("keydown", (e) => { if (e.key === "Enter") written(event(number.value)); });
    inputs.set(key, { range, number });
    return el("div", { class: `cx-given${v.compare ? ` cx-two cx-of${place}` : ""}` }, v.compare ? el("span", { class: `cx-chip cx-side${place}`, "aria-hidden": "true" }, v.names[place]) : null, range, number);
  };
  /** The bar of the sample follows the hand; its percentages follow from Python. */
  const grow = (field, place, x) => {
    if (view().what.some((w) => (w.name === "times" && w.value !== 1) || (w.name === "shift" && w.value))) return;
    const bar = right.bars.children[place]?.querySelector(".cx-bar");
    const part = [...(bar?.children ?? [])].find((n) => n.dataset.label === field.label);
    if (part) part.style.flexGrow = Math.max(0, Number(x));
  };
  const counts = (v) => v.fields.map((f) => el("div", { class: "cx-field", role: "group", "aria-label": f.label },
    el("div", { class: "cx-label" }, f.tone ? el("span", { class: `cx-key cx-t-${f.tone}`, "aria-hidden": "true" }) : null, f.label, f.hint ? el("span", { class: "cx-hint" }, f.hint) : null),
    f.values.map((_, i) => countRow(f, LAB_SIDES[i]))));

  const paste = (v) => [...LAB_SIDES.slice(0, v.compare ? 2 : 1).map((side, i) => {
    const key = `paste ${side}`;
    const area = el("textarea", { class: "cx-area", rows: 4, spellcheck: "false", "data-k": key, "aria-label": `Values${v.compare ? `, ${v.names[i]}` : ""}`,
      oninput: () => { local.set((typing = key), area.value); follow({ kind: "paste", side, text: area.value }); }, onchange: () => written({ kind: "paste", side, text: area.value }), onblur: leave(key) });
    inputs.set(key, { number: area });
    return el("div", { class: "cx-field" }, v.compare ? el("span", { class: `cx-chip cx-side${i}`, "aria-hidden": "true" }, v.names[i]) : null, area);
  }), el("p", { class: "cx-sub" }, `Paste ${v.column}; - is a missing one.`), lenient(v)];
  const lenient = (v) => {
    const box = el("input", { type: "checkbox", "data-k": "lenient", onchange: () => commit({ kind: "lenient", on: box.checked }) });
    box.checked = v.lenient;
    return el("label", { class: "cx-check" }, box, "Leave out what cannot be used, and count it");
  };

  const naming = (v) => !v.compare || v.table ? null : el("div", { class: "cx-naming", role: "group", "aria-label": "Names of the two" }, LAB_SIDES.map((side, i) => {
    const field = el("input", { type: "text", class: `cx-name cx-chip cx-side${i}`, maxlength: 30, "data-k": `name ${side}`, "aria-label": i ? "Name of the second" : "Name of the first", title: "Click to rename",
      onchange: () => commit({ kind: "compare", on: true, names: v.names.map((n, k) => (k === i ? field.value.trim() || "AB"[i] : n)) }) });
    field.value = v.names[i];
    return field;
  }));

  const select = (key, label, value, values, event, more = "") => {
    const node = el("select", { class: "cx-select", "data-k": key, onchange: () => commit(event(node.value)) },
      values.map(([id, text]) => el("option", { value: id }, text)));
    node.value = value;
    return el("label", { class: `cx-pick ${more}` }, el("span", {}, label), node);
  };
  const same = (list) => list.map((x) => [x, x]);
  const table = (v) => {
    const t = v.table, step = (kind, more) => (value) => ({ kind, value, ...more });
    const free = t.splitting.filter((c) => c !== t.by && !t.where.some((w) => w.column === c));
    return [select("column", "Column", t.column, [...(t.columns.includes(t.column) ? [] : [["", "Choose…"]]), ...same(t.columns)], step("column")),
      select("by", v.compare ? "Compare by" : "Split by", t.by, [...(v.compare ? [] : [["", "nothing"]]), ...same(t.splitting)], step("by")),
      ...(v.compare ? LAB_SIDES.map((side, i) => select(`group ${side}`, i ? "with" : "Compare", t.groups[i], same(t.labels), step("group", { side }))) : []),
      ...t.where.map((w) => select(`where ${w.column}`, `Only ${w.column}`, w.value, [["", "every one"], ...same(w.values.includes(w.value) ? w.values : [w.value, ...w.values])], step("where", { column: w.column }))),
      free.length ? select("filter", "Filter by", "", [["", "add a filter…"], ...same(free)], (column) => ({ kind: "where", column, value: t.firsts[column] })) : null, lenient(v)];
  };

  const whatIf = (v) => v.what.length === 0 ? null : el("fieldset", { class: "cx-what" }, el("legend", {}, "What if"),
    v.what.map((w) => {
      const key = `what ${w.name}`, output = el("output", { class: "cx-out", "data-form": w.name === "times" ? "×0" : "0 %" });
      const { range } = slider(key, w, (value) => ({ kind: "what", name: w.name, value }));
      inputs.set(key, { range, output });
      return el("div", { class: "cx-field" }, el("div", { class: "cx-label", "aria-hidden": "true" }, w.label), el("div", { class: "cx-given" }, range, output));
    }),
    button("plain", "Back to what is", () => commit({ kind: "plain" }), { class: "cx-link", hidden: true }));
  const conventions = (v) => el("div", { class: "cx-conventions" },
    v.choices.map((c) => select(`choice ${c.name}`, c.label, c.value, c.values, (value) => ({ kind: "choice", name: c.name, value }), c.values.some(([, text]) => text.length > 20) ? "cx-long" : "")),
    v.confidences.length ? select("confidence", "Confidence", String(v.confidence), v.confidences.map((c) => [String(c), `${Math.round(100 * c)} %`]), (x) => ({ kind: "confidence", value: Number(x) })) : null);

  const tabs = (v) => {
    const now = v.metrics.find((m) => m.id === v.metric);
    recent[now.group] = now.id;
    const go = (group) => commit({ kind: "metric", metric: recent[group] ?? v.metrics.find((m) => m.group === group).id });
    const keys = (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key], n = v.groups.length, at = v.groups.indexOf(now.group);
      if (step) { e.preventDefault(); nav.querySelector(`[data-k="tab ${v.groups[(at + step + n) % n]}"]`).focus(); go(v.groups[(at + step + n) % n]); }
    };
    nav.replaceChildren(...v.groups.map((g) => el("button", { type: "button", role: "tab", class: "cx-tab", id: `${ui.id}-${g}`, "data-k": `tab ${g}`, "aria-selected": String(g === now.group),
      "aria-controls": `${ui.id}-bench`, tabindex: g === now.group ? 0 : -1, onclick: () => g !== now.group && go(g), onkeydown: keys }, g)));
    bench.setAttribute("aria-labelledby", `${ui.id}-${now.group}`);
    return el("div", { class: "cx-pills", role: "group", "aria-label": "Metric" }, v.metrics.filter((m) => m.group === now.group).map((m) =>
      button(`metric ${m.id}`, m.name, () => m.id !== v.metric && commit({ kind: "metric", metric: m.id }), { class: "cx-btn cx-pill", "aria-pressed": String(m.id === v.metric), title: m.title })));
  };
  const source = (v) => el("div", { class: "cx-seg", role: "group", "aria-label": "Where the numbers come from" }, v.sources.map((s) =>
    button(`source ${s.id}`, s.label, () => s.id !== v.source && commit({ kind: "source", source: s.id }), { class: "cx-btn cx-segment", "aria-pressed": String(s.id === v.source) })));

  const drawLeft = (v) => {
    const now = JSON.stringify([v.metric, v.source, v.compare, v.names, v.table, v.choices, v.confidence, v.lenient, v.fields.map((f) => [f.name, f.high]), v.what.map((w) => [w.name, w.label])]);
    if (now !== shape) {
      shape = now;
      inputs.clear();
      ui.keepFocus(() => left.replaceChildren(tabs(v), source(v), naming(v) ?? "", el("div", { class: "cx-inputs" }, { counts, paste, table }[v.source](v)), whatIf(v) ?? "", conventions(v)));
    }
    v.fields.forEach((f) => f.values.forEach((x, i) => settle(`${f.name} ${LAB_SIDES[i]}`, x)));
    v.paste.forEach((text, i) => settle(`paste ${LAB_SIDES[i]}`, text));
    for (const w of v.what) { settle(`what ${w.name}`, w.value); if (!local.has(`what ${w.name}`)) inputs.get(`what ${w.name}`).output.textContent = w.text; }
    const back = left.querySelector('[data-k="plain"]');
    if (back) back.hidden = !v.what.some((w) => w.value !== w.low);
  };
  const settle = (key, x) => { if (inputs.has(key)) show(key, local.get(key) ?? x); }; // also in fields just drawn anew

  // ------------------------------------------------------------ right: what it comes to

  const list = (host, items, make, write) => { // the same nodes with new words, so that nothing blinks while a slider moves
    if (host.children.length !== items.length) host.replaceChildren(...items.map(make));
    items.forEach((item, i) => write(host.children[i], item, i));
  };
  const words = (node, said) => { const text = said.replace(/(\d) %/g, "$1\u00a0%"); if (node.textContent !== text) node.textContent = text; };
  const drawRight = (v) => {
    right.root.classList.toggle("cx-broken", Boolean(v.problem));
    words(right.problem.lastChild, v.problem);
    words(right.number, v.figure); words(right.unit, v.unit.trim()); words(right.about, v.about);
    right.picture.hidden = !v.picture; right.difference.hidden = !v.difference;
    if (v.picture) picture(right.picture, v.picture);
    if (v.difference) picture(right.difference, v.difference);
    list(right.bars, v.parts, () => el("div", { class: "cx-sample" }, el("div", { class: "cx-bar", "aria-hidden": "true" }), el("div", { class: "cx-legend" })), (node, bar, i) => {
      const [strip, legend] = node.children, moving = local.size > 0;
      list(strip, bar.parts, () => el("span"), (part, p) => { part.className = `cx-part cx-t-${p.tone}`; part.dataset.label = p.label; if (!moving || !part.style.flexGrow) part.style.flexGrow = p.count; });
      const name = bar.name ? [{ chip: bar.name }] : [];
      list(legend, [...name, ...bar.parts], () => el("span"), (n, p) => {
        n.className = p.chip ? `cx-chip cx-side${i}` : `cx-entry cx-t-${p.tone}`;
        words(n, p.chip ?? `${p.label} ${p.count.toLocaleString("en")} · ${p.text}`);
      });
    });
    list(right.steps, v.steps, (_, i) => el("li", {}, el("span", { class: "cx-badge", "aria-hidden": "true" }, String(i + 1)), el("span")), (n, s) => words(n.lastChild, s));
    words(right.reading, v.reading);
    const notes = (place, found) => list(place, found, () => el("div", {}, el("strong"), " ", el("span")), (n, note) => {
      n.className = `cx-notice cx-${note.kind}`; words(n.firstChild, note.head); words(n.lastChild, note.text);
    });
    notes(right.notes, v.notes.filter((n) => n.kind !== "target"));
    notes(right.target, v.notes.filter((n) => n.kind === "target"));
    words(right.formula, v.formula);
  };

  const copy = async (what) => {
    const text = view().copy?.[what] ?? "";
    try {
      await navigator.clipboard.writeText(text);
      copied.replaceChildren();
      ui.say(`Copied as ${what}.`);
      const b = ui.actions.querySelector(`[data-k="copy ${what}"]`);
      words(b, "✓ Copied");
      setTimeout(() => words(b, `Copy as ${what}`), 1600);
    } catch { // no clipboard here: the text is shown, selected, ready for Ctrl+C
      const area = el("textarea", { class: "cx-area", rows: 6, readonly: true, "data-k": "copied", "aria-label": `As ${what}: press Ctrl+C to copy` });
      area.value = text;
      copied.replaceChildren(el("div", { class: "cx-copyrow" }, el("strong", {}, `As ${what}`), el("span", { class: "cx-sub" }, "selected: press Ctrl+C"),
        button("close", "Close", () => { copied.replaceChildren(); ui.actions.querySelector(`[data-k="copy ${what}"]`).focus(); }, { class: "cx-link" })), area);
      area.focus(); area.select();
    }
  };

  // ------------------------------------------------------------ frame

  const nav = el("div", { class: "cx-tabs", role: "tablist", "aria-label": "Kinds of metrics" });
  const left = el("div", { class: "cx-left" }), copied = el("div", { class: "cx-copied" });
  const right = { root: el("div", { class: "cx-right" }), number: el("span"), unit: el("span", { class: "cx-of" }), about: el("small"), picture: el("div", { class: "cx-picture", role: "img" }),
    difference: el("div", { class: "cx-picture cx-gap", role: "img" }), bars: el("div", { class: "cx-bars" }), steps: el("ol", { class: "cx-steps" }), reading: el("p", { class: "cx-reading" }),
    notes: el("div", { class: "cx-notes" }), target: el("div", { class: "cx-notes" }), formula: el("p", { class: "cx-formula" }), problem: el("div", { class: "cx-notice cx-care cx-problem" }, el("strong", {}, "No figure yet."), " ", el("span")) };
  right.root.append(right.problem, el("div", { class: "cx-figure" }, right.number, right.unit, right.about), right.picture, right.difference, right.bars, right.reading, right.notes,
    el("div", { class: "cx-working" }, right.formula, right.steps), right.target);
  const bench = el("div", { class: "cx-bench", role: "tabpanel", id: `${ui.id}-bench` }, left, right.root);
  ui.body.append(nav, bench, copied);
  const undo = button("undo", "Undo", () => { local.clear(); typing = null; commit({ kind: "undo" }); ui.say("Undone."); });
  const compare = button("compare", "Compare two", () => commit({ kind: "compare", on: !view().compare }));
  ui.tools.append(undo, compare);
  ui.actions.append(...["code", "text", "CSV"].map((what) => button(`copy ${what}`, `Copy as ${what}`, () => copy(what))));

  const draw = () => {
    const v = view();
    words(ui.sub, `${v.title}${v.table ? ` · ${[v.table.column, ...v.table.where.map((w) => `${w.column} ${w.value}`)].join(", ")}` : ""}`);
    undo.disabled = !v.undo;
    compare.setAttribute("aria-pressed", String(v.compare));
    drawLeft(v);
    drawRight(v);
  };
  const changed = () => {
    const [who, number] = view().echo ?? [];
    if (who === ui.id && number === flying?.echo?.[1]) flying = null;
    if (who !== ui.id || (number === seq && !waiting && !ending)) [...local.keys()].forEach((key) => key === typing || local.delete(key));
    draw();
    ui.arrived();
    clearTimeout(sayTimer); // a politely late word: the last figure of a drag, not every one on the way
    sayTimer = setTimeout(() => { if (!quiet && view().said !== told) ui.say((told = view().said)); }, 700);
  };
  draw();
  ui.arrived();
  model.on("change:view", changed);
  return () => { model.off("change:view", changed); [timer, endTimer, sayTimer].forEach(clearTimeout); ui.dispose(); };
}

export default { render };
