// What is chosen from lists in the metric lab: columns and groups of a table, conventions, the level of confidence.

function labChoices(sending, lenient) {
  const select = (key, label, value, values, event, more = "") => {
    const node = el(
      "select",
      { class: "cx-select", "data-k": key, onchange: () => sending.commit(event(node.value)) },
      values.map(([id, text]) => el("option", { value: id }, text)),
    );
    node.value = value;
    return el("label", { class: `cx-pick ${more}` }, el("span", {}, label), node);
  };
  const same = (list) => list.map((x) => [x, x]);
  const table = (v) => {
    const t = v.table;
    const step = (kind, more) => (value) => ({ kind, value, ...more });
    const free = t.splitting.filter((c) => c !== t.by && !t.where.some((w) => w.column === c));
    return [
      select(
        "column",
        "Column",
        t.column,
        [...(t.columns.includes(t.column) ? [] : [["", "Choose…"]]), ...same(t.columns)],
        step("column"),
      ),
      select(
        "by",
        v.compare ? "Compare by" : "Split by",
        t.by,
        [...(v.compare ? [] : [["", "nothing"]]), ...same(t.splitting)],
        step("by"),
      ),
      ...(v.compare
        ? LAB_SIDES.map((side, i) =>
            select(`group ${side}`, i ? "with" : "Compare", t.groups[i], same(t.labels), step("group", { side })),
          )
        : []),
      ...t.where.map((w) =>
        select(
          `where ${w.column}`,
          `Only ${w.column}`,
          w.value,
          [["", "every one"], ...same(w.values.includes(w.value) ? w.values : [w.value, ...w.values])],
          step("where", { column: w.column }),
        ),
      ),
      free.length
        ? select("filter", "Filter by", "", [["", "add a filter…"], ...same(free)], (column) => ({
            kind: "where",
            column,
            value: t.firsts[column],
          }))
        : null,
      lenient(v),
    ];
  };

  const conventions = (v) =>
    el(
      "div",
      { class: "cx-conventions" },
      v.choices.map((c) =>
        select(
          `choice ${c.name}`,
          c.label,
          c.value,
          c.values,
          (value) => ({ kind: "choice", name: c.name, value }),
          c.values.some(([, text]) => text.length > 20) ? "cx-long" : "",
        ),
      ),
      v.confidences.length
        ? select(
            "confidence",
            "Confidence",
            String(v.confidence),
            v.confidences.map((c) => [String(c), `${Math.round(100 * c)} %`]),
            (x) => ({ kind: "confidence", value: Number(x) }),
          )
        : null,
    );
  return { table, conventions };
}
