// Left in the metric lab: what is given. What is moved or typed stands on the screen before Python knows of it.

const LAB_SIDES = ["a", "b"];

/** `tabs(v)` draws what stands above the fields. */
function labFields(ui, view, sending, figures, tabs) {
  const root = el("div", { class: "cx-left" });
  const local = new Map(); // what is on the screen ahead of Python: place -> value
  const inputs = new Map();
  let typing = null; // the field that is being written in: no answer to an earlier event may take the words out of it
  let shape = "";

  const written = (event) => {
    typing = null;
    sending.commit(event);
  };
  const leave = (key) => () => {
    if (typing === key) typing = null;
  };
  /** A slider; `row` tells its name, ends, value and event. Its twin may be a number field. */
  const slider = (key, row, event, heard = () => {}) => {
    const range = el("input", {
      type: "range",
      class: "cx-range",
      min: row.low,
      max: row.high,
      step: row.step ?? 1,
      "data-k": key,
      "aria-label": row.aria ?? row.label,
      oninput: () => {
        put(Number(range.value));
        sending.follow(event(Number(range.value)));
      },
      onchange: () => sending.end(event(Number(range.value))),
    });
    const put = (x) => {
      local.set(key, x);
      show(key, x);
      heard(x);
    };
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
    const v = view();
    const key = `${field.name} ${side}`;
    const place = LAB_SIDES.indexOf(side);
    const who = v.compare ? `, ${v.names[place]}` : "";
    const event = (x) => ({ kind: "count", side, values: { [field.name]: x } });
    const { range, put } = slider(key, { ...field, aria: `${field.label}${who}, slider` }, event, (x) =>
      figures.grow(field, place, x),
    );
    const number = el("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      class: "cx-num",
      "data-k": `${key} number`,
      "aria-label": `${field.label}${who}`,
      oninput: () => {
        local.set((typing = key), number.value);
        if (number.value.trim() !== "" && Number.isFinite(Number(number.value))) {
          put(number.value);
          sending.follow(event(Number(number.value)));
        }
      },
      onchange: () => written(event(number.value)),
      onblur: leave(key),
    });
    number.addEventListener("keydown", (e) => {
      if (e.key === "Enter") written(event(number.value));
    });
    inputs.set(key, { range, number });
    return el(
      "div",
      { class: `cx-given${v.compare ? ` cx-two cx-of${place}` : ""}` },
      v.compare ? el("span", { class: `cx-chip cx-side${place}`, "aria-hidden": "true" }, v.names[place]) : null,
      range,
      number,
    );
  };
  const counts = (v) =>
    v.fields.map((f) =>
      el(
        "div",
        { class: "cx-field", role: "group", "aria-label": f.label },
        el(
          "div",
          { class: "cx-label" },
          f.tone ? el("span", { class: `cx-key cx-t-${f.tone}`, "aria-hidden": "true" }) : null,
          f.label,
          f.hint ? el("span", { class: "cx-hint" }, f.hint) : null,
        ),
        f.values.map((_, i) => countRow(f, LAB_SIDES[i])),
      ),
    );

  const paste = (v) => [
    ...LAB_SIDES.slice(0, v.compare ? 2 : 1).map((side, i) => {
      const key = `paste ${side}`;
      const area = el("textarea", {
        class: "cx-area",
        rows: 4,
        spellcheck: "false",
        "data-k": key,
        "aria-label": `Values${v.compare ? `, ${v.names[i]}` : ""}`,
        oninput: () => {
          local.set((typing = key), area.value);
          sending.follow({ kind: "paste", side, text: area.value });
        },
        onchange: () => written({ kind: "paste", side, text: area.value }),
        onblur: leave(key),
      });
      inputs.set(key, { number: area });
      return el(
        "div",
        { class: "cx-field" },
        v.compare ? el("span", { class: `cx-chip cx-side${i}`, "aria-hidden": "true" }, v.names[i]) : null,
        area,
      );
    }),
    el("p", { class: "cx-sub" }, `Paste ${v.column}; - is a missing one.`),
    lenient(v),
  ];
  const lenient = (v) => {
    const box = el("input", {
      type: "checkbox",
      "data-k": "lenient",
      onchange: () => sending.commit({ kind: "lenient", on: box.checked }),
    });
    box.checked = v.lenient;
    return el("label", { class: "cx-check" }, box, "Leave out what cannot be used, and count it");
  };

  const naming = (v) =>
    !v.compare || v.table
      ? null
      : el(
          "div",
          { class: "cx-naming", role: "group", "aria-label": "Names of the two" },
          LAB_SIDES.map((side, i) => {
            const field = el("input", {
              type: "text",
              class: `cx-name cx-chip cx-side${i}`,
              maxlength: 30,
              "data-k": `name ${side}`,
              "aria-label": i ? "Name of the second" : "Name of the first",
              title: "Click to rename",
              onchange: () =>
                sending.commit({
                  kind: "compare",
                  on: true,
                  names: v.names.map((n, k) => (k === i ? field.value.trim() || "AB"[i] : n)),
                }),
            });
            field.value = v.names[i];
            return field;
          }),
        );

  const { table, conventions } = labChoices(sending, lenient);
  const whatIf = (v) =>
    v.what.length === 0
      ? null
      : el(
          "fieldset",
          { class: "cx-what" },
          el("legend", {}, "What if"),
          v.what.map((w) => {
            const key = `what ${w.name}`;
            const output = el("output", { class: "cx-out", "data-form": w.name === "times" ? "×0" : "0 %" });
            const { range } = slider(key, w, (value) => ({ kind: "what", name: w.name, value }));
            inputs.set(key, { range, output });
            return el(
              "div",
              { class: "cx-field" },
              el("div", { class: "cx-label", "aria-hidden": "true" }, w.label),
              el("div", { class: "cx-given" }, range, output),
            );
          }),
          button("plain", "Back to what is", () => sending.commit({ kind: "plain" }), {
            class: "cx-link",
            hidden: true,
          }),
        );
  const source = (v) =>
    el(
      "div",
      { class: "cx-seg", role: "group", "aria-label": "Where the numbers come from" },
      v.sources.map((s) =>
        button(`source ${s.id}`, s.label, () => s.id !== v.source && sending.commit({ kind: "source", source: s.id }), {
          class: "cx-btn cx-segment",
          "aria-pressed": String(s.id === v.source),
        }),
      ),
    );

  const drawLeft = (v) => {
    const now = JSON.stringify([
      v.metric,
      v.source,
      v.compare,
      v.names,
      v.table,
      v.choices,
      v.confidence,
      v.lenient,
      v.fields.map((f) => [f.name, f.high]),
      v.what.map((w) => [w.name, w.label]),
    ]);
    if (now !== shape) {
      shape = now;
      inputs.clear();
      ui.keepFocus(() =>
        root.replaceChildren(
          tabs(v),
          source(v),
          naming(v) ?? "",
          el("div", { class: "cx-inputs" }, { counts, paste, table }[v.source](v)),
          whatIf(v) ?? "",
          conventions(v),
        ),
      );
    }
    v.fields.forEach((f) => f.values.forEach((x, i) => settle(`${f.name} ${LAB_SIDES[i]}`, x)));
    v.paste.forEach((text, i) => settle(`paste ${LAB_SIDES[i]}`, text));
    for (const w of v.what) {
      settle(`what ${w.name}`, w.value);
      if (!local.has(`what ${w.name}`)) inputs.get(`what ${w.name}`).output.textContent = w.text;
    }
    const back = root.querySelector('[data-k="plain"]');
    if (back) back.hidden = !v.what.some((w) => w.value !== w.low);
  };
  /** Show Python's value, or what is ahead of it, also in a field that was just drawn anew. */
  const settle = (key, x) => {
    if (inputs.has(key)) show(key, local.get(key) ?? x);
  };
  /** Python has caught up: its values are shown, but in the field that is being written in. */
  const caughtUp = () => [...local.keys()].forEach((key) => key === typing || local.delete(key));
  const forget = () => {
    typing = null;
    local.clear();
  };
  return { root, draw: drawLeft, moving: () => local.size > 0, caughtUp, forget };
}
