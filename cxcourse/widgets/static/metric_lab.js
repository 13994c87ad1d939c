// The metric lab: what is dragged moves at once, every number comes from Python. No formula of a metric is in here.

const LAB_SAY = 700; // a politely late word: the last figure of a drag, not every one on the way

function render({ model, el: host }) {
  const ui = frame(model, host, "lab");
  const view = () => model.get("view");
  const recent = {}; // group of metrics -> the one last looked at
  let told = view().said;
  let sayTimer = 0;
  ui.title.textContent = "Metric lab";
  ui.sub.id = `${ui.id}-sub`; // several labs in one notebook are told apart by their metric and column
  ui.root.setAttribute("aria-labelledby", `${ui.id}-title ${ui.id}-sub`);

  const tabs = (v) => {
    const now = v.metrics.find((m) => m.id === v.metric);
    recent[now.group] = now.id;
    const go = (group) =>
      sending.commit({ kind: "metric", metric: recent[group] ?? v.metrics.find((m) => m.group === group).id });
    const keys = (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      const n = v.groups.length;
      const at = v.groups.indexOf(now.group);
      if (step) {
        e.preventDefault();
        nav.querySelector(`[data-k="tab ${v.groups[(at + step + n) % n]}"]`).focus();
        go(v.groups[(at + step + n) % n]);
      }
    };
    nav.replaceChildren(
      ...v.groups.map((g) =>
        el(
          "button",
          {
            type: "button",
            role: "tab",
            class: "cx-tab",
            id: `${ui.id}-${g}`,
            "data-k": `tab ${g}`,
            "aria-selected": String(g === now.group),
            "aria-controls": `${ui.id}-bench`,
            tabindex: g === now.group ? 0 : -1,
            onclick: () => g !== now.group && go(g),
            onkeydown: keys,
          },
          g,
        ),
      ),
    );
    bench.setAttribute("aria-labelledby", `${ui.id}-${now.group}`);
    return el(
      "div",
      { class: "cx-pills", role: "group", "aria-label": "Metric" },
      v.metrics
        .filter((m) => m.group === now.group)
        .map((m) =>
          button(
            `metric ${m.id}`,
            m.name,
            () => m.id !== v.metric && sending.commit({ kind: "metric", metric: m.id }),
            {
              class: "cx-btn cx-pill",
              "aria-pressed": String(m.id === v.metric),
              title: m.title,
            },
          ),
        ),
    );
  };
  const copy = async (what) => {
    const text = view().copy?.[what] ?? "";
    try {
      await navigator.clipboard.writeText(text);
      copied.replaceChildren();
      ui.say(`Copied as ${what}.`);
      const b = ui.actions.querySelector(`[data-k="copy ${what}"]`);
      labWords(b, "✓ Copied");
      setTimeout(() => labWords(b, `Copy as ${what}`), 1600);
    } catch {
      // no clipboard here: the text is shown, selected, ready for Ctrl+C
      const area = el("textarea", {
        class: "cx-area",
        rows: 6,
        readonly: true,
        "data-k": "copied",
        "aria-label": `As ${what}: press Ctrl+C to copy`,
      });
      area.value = text;
      copied.replaceChildren(
        el(
          "div",
          { class: "cx-copyrow" },
          el("strong", {}, `As ${what}`),
          el("span", { class: "cx-sub" }, "selected: press Ctrl+C"),
          button(
            "close",
            "Close",
            () => {
              copied.replaceChildren();
              ui.actions.querySelector(`[data-k="copy ${what}"]`).focus();
            },
            { class: "cx-link" },
          ),
        ),
        area,
      );
      area.focus();
      area.select();
    }
  };

  // ------------------------------------------------------------ the parts

  const sending = labSending(ui, model);
  const figures = labFigures(view);
  const fields = labFields(ui, view, sending, figures, tabs);
  const nav = el("div", { class: "cx-tabs", role: "tablist", "aria-label": "Kinds of metrics" });
  const copied = el("div", { class: "cx-copied" });
  const bench = el("div", { class: "cx-bench", role: "tabpanel", id: `${ui.id}-bench` }, fields.root, figures.root);
  ui.body.append(nav, bench, copied);
  const undo = button("undo", "Undo", () => {
    fields.forget();
    sending.commit({ kind: "undo" });
    ui.say("Undone.");
  });
  const compare = button("compare", "Compare two", () => sending.commit({ kind: "compare", on: !view().compare }));
  ui.tools.append(undo, compare);
  ui.actions.append(
    ...["code", "text", "CSV"].map((what) => button(`copy ${what}`, `Copy as ${what}`, () => copy(what))),
  );

  const draw = () => {
    const v = view();
    const only = v.table ? [v.table.column, ...v.table.where.map((w) => `${w.column} ${w.value}`)].join(", ") : "";
    labWords(ui.sub, [v.title, only].filter(Boolean).join(" · "));
    undo.disabled = !v.undo;
    compare.setAttribute("aria-pressed", String(v.compare));
    fields.draw(v);
    figures.draw(v, fields.moving());
  };
  const changed = () => {
    if (sending.heard(view().echo ?? [])) fields.caughtUp();
    draw();
    ui.arrived();
    clearTimeout(sayTimer);
    sayTimer = setTimeout(() => {
      if (sending.touched() && view().said !== told) ui.say((told = view().said));
    }, LAB_SAY);
  };
  draw();
  ui.arrived();
  model.on("change:view", changed);
  return () => {
    model.off("change:view", changed);
    clearTimeout(sayTimer);
    sending.dispose();
    ui.dispose();
  };
}

export default { render };
