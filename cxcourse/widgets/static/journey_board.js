// The board: stages across, steps in time, lanes down. Every node is kept by its id, so that an edit touches only
// what it changes and the keyboard keeps its place.

/** The board. `shell`: edit, look, select, selected, readOnly, grab, act, scale. */
function jmBoard(shell) {
  const bands = el("div", { class: "jm-bands" });
  const spot = el("div", { class: "jm-spot" });
  const overlay = el("div", { class: "jm-overlay" });
  const curve = jmCurve(shell);
  const nodes = new Map();
  const cells = new Map();
  const lanes = new Map();
  const heads = new Map();
  const tints = new Map();
  const stageRow = el("div", { class: "jm-stagerow", role: "group", "aria-label": "Stages", "data-lane": "stages" });
  const corner = el("div", { class: "jm-label jm-corner" });
  const addStage = el(
    "button",
    {
      type: "button",
      class: "jm-addstage",
      "data-nav": "",
      "data-k": "add stage",
      tabindex: -1,
      onclick: () => shell.act("add-stage"),
      title: "Add a stage",
    },
    el("span", { "aria-hidden": "true" }, "+"),
    el("span", { class: "cx-hide" }, "Add a stage"),
  );
  const board = el("div", { class: "jm-board" });
  let columns = [];
  let size = 0;

  /** The same node as long as the words are the same; else new content in the same node, which keeps its focus. */
  const keyed = (key, signature, make, fill) => {
    if (!nodes.has(key)) nodes.set(key, { node: make(), signature: null });
    const kept = nodes.get(key);
    if (kept.signature !== signature) {
      kept.signature = signature;
      fill(kept.node);
    }
    return kept.node;
  };
  const spaced = (parts) => parts.filter(Boolean).flatMap((part) => [part, " "]); // read out as words, not as one
  const cardNode = (key, kind) =>
    el("button", {
      type: "button",
      "data-k": key,
      "data-nav": "",
      "data-card": key.split(" ")[1],
      "data-kind": kind,
      tabindex: -1,
      onpointerdown: (e) => shell.grab(e, key),
      onclick: (e) => shell.select(key, e.detail > 0),
      ondblclick: () => shell.act("edit", key),
    });
  const drawnStep = (column, number, extra) => {
    const { step } = column;
    const key = `step ${step.id}`;
    const flags = extra.findings.get(step.id) ?? [];
    const beat = extra.beats.get(step.beat);
    const own = [
      step.action,
      step.touchpoint,
      step.channel,
      step.lens,
      step.lane,
      step.moment_of_truth,
      step.evidence,
      beat,
      number,
      flags.map((f) => f.text),
    ];
    const node = keyed(
      key,
      JSON.stringify(own),
      () => cardNode(key, "step"),
      (n) => {
        n.className = `jm-card jm-step jm-by-${(step.lens[0] ?? "none").toLowerCase()} jm-is-${step.evidence ?? "none"}`;
        n.replaceChildren(...spaced([...jmStepBody(step, number, { beat }), jmFlag(flags)]));
      },
    );
    return node;
  };
  const drawnCard = ({ card, lane }, extra) => {
    const key = `card ${card.id}`;
    const flags = extra.findings.get(card.id) ?? [];
    const number = extra.numbers.get(card.id);
    const answers = (card.pains ?? []).map((p) => extra.numbers.get(p)).join(", ");
    return keyed(
      key,
      JSON.stringify([card.text, lane, number, answers, card.effort, card.impact, flags.map((f) => f.text)]),
      () => cardNode(key, "card"),
      (n) => {
        n.className = `jm-card jm-of-${lane}`;
        n.replaceChildren(...spaced([...jmCardBody(card, lane, { number, answers }), jmFlag(flags)]));
      },
    );
  };
  const cell = (lane, column, index) => {
    const id = `${lane}|${column.key}`;
    if (!cells.has(id)) {
      const add = shell.readOnly
        ? null
        : el(
            "button",
            {
              type: "button",
              class: "jm-add",
              "data-nav": "",
              "data-k": `add ${id}`,
              tabindex: -1,
              onclick: () => shell.act("add", lane, cells.get(id).column),
            },
            el("span", { "aria-hidden": "true" }, "+"),
            el("span", { class: "cx-hide" }),
          );
      const list = el("div", { class: "jm-cards" });
      const node = el("div", { class: "jm-cell" }, list, add);
      cells.set(id, { node, list, add });
    }
    const found = cells.get(id);
    found.column = column;
    const sign = `${index} ${column.step?.action} ${column.stage.name}`;
    if (found.sign === sign) return found;
    found.sign = sign;
    found.node.dataset.col = index;
    const where = jmName(column.step?.action, column.step ? `step ${index + 1}` : column.stage.name);
    const words =
      lane === "steps"
        ? column.step
          ? `Add a step after ${where}`
          : `Add a step to ${column.stage.name}`
        : `Add ${jmA(JM_KINDS[lane].one)} to ${where}`;
    if (found.add && found.add.lastChild.textContent !== words) {
      found.add.lastChild.textContent = words;
      found.add.title = words;
    }
    found.node.classList.toggle("jm-vacant", !column.step && lane === "steps");
    if (found.add) found.add.hidden = !column.step && lane !== "steps";
    return found;
  };
  const laneRow = (id, look) => {
    if (!lanes.has(id)) {
      const about = JM_LANES.find((l) => l.id === id);
      const scale =
        id === "emotion"
          ? el(
              "span",
              { class: "jm-ticks", "aria-hidden": "true" },
              [2, 1, 0, -1, -2].map((v) => el("span", { style: `top:${jmY(v)}px` }, jmSigned(v))),
            )
          : null;
      const label = el(
        "div",
        { class: "jm-label" },
        el("span", { class: "jm-lanename" }),
        el("span", { class: "jm-lanenote" }, (shell.readOnly && about.shown) || about.note),
        scale,
      );
      const body = id === "emotion" ? curve.host : el("div", { class: "jm-cells" });
      const line = JM_LINES[id]
        ? el("div", { class: `jm-divide jm-divide-${id}` }, el("span", { class: "jm-divname" }, JM_LINES[id]))
        : null;
      lanes.set(id, {
        row: el("div", { class: `jm-lane jm-lane-${id}`, role: "group", "data-lane": id }, label, body),
        body,
        line,
        name: label.firstChild,
      });
    }
    const lane = lanes.get(id);
    const name = id === "steps" && look.view === "blueprint" ? "Customer" : JM_LANES.find((l) => l.id === id).name;
    lane.name.textContent = name;
    lane.row.setAttribute("aria-label", name);
    return lane;
  };
  const stageHead = (stage, nth, span, extra) => {
    const key = `stage ${stage.id}`;
    const flags = extra.findings.get(stage.id) ?? [];
    const node = keyed(
      key,
      JSON.stringify([stage.name, flags.map((f) => f.text)]),
      () =>
        el(
          "div",
          { class: "jm-head" },
          el("button", {
            type: "button",
            class: "jm-stage",
            "data-k": key,
            "data-nav": "",
            "data-kind": "stage",
            tabindex: -1,
            onpointerdown: (e) => shell.grab(e, key),
            onclick: (e) => shell.select(key, e.detail > 0),
            ondblclick: () => shell.act("edit", key),
          }),
        ),
      (n) => {
        n.firstChild.title = stage.name;
        n.firstChild.replaceChildren(
          ...[
            el("span", { class: "jm-stagename" }, el("span", { class: "cx-hide" }, "Stage: "), jmName(stage.name, "…")),
            jmFlag(flags),
          ].filter(Boolean),
        );
      },
    );
    node.style.width = `${span * size}px`;
    node.style.setProperty("--jm-at", extra.tint(nth));
    heads.set(stage.id, node);
    return node;
  };

  const draw = (journey, look, extra) => {
    columns = jmColumns(journey);
    size = extra.size;
    const widths = `--jm-col:${size}px;--jm-all:${columns.length * size}px`;
    if (board.dataset.widths !== widths) {
      board.dataset.widths = widths;
      board.style.setProperty("--jm-col", `${size}px`);
      board.style.setProperty("--jm-all", `${columns.length * size}px`);
    }
    board.classList.toggle("jm-blueprint", look.view === "blueprint");
    const spans = journey.stages.map((s) => columns.filter((c) => c.stage.id === s.id).length);
    jmSync(stageRow, [
      corner,
      ...journey.stages.map((s, i) => stageHead(s, i, spans[i], extra)),
      ...(shell.readOnly ? [] : [addStage]),
    ]);
    let left = 0;
    jmSync(bands, [
      ...journey.stages.map((s, i) => {
        if (!tints.has(s.id)) tints.set(s.id, el("div", { class: "jm-band" }));
        const band = tints.get(s.id);
        const laid = `left:calc(var(--jm-label) + ${left * size}px);width:${spans[i] * size}px;--jm-at:${extra.tint(i)}`;
        if (band.dataset.laid !== laid) {
          band.dataset.laid = laid;
          band.style.cssText = laid;
        }
        left += spans[i];
        return band;
      }),
      spot,
    ]);
    const rows = [];
    const later = [];
    for (const id of jmOrder(look)) {
      const lane = laneRow(id, look);
      if (lane.line && look.view === "blueprint") rows.push(lane.line);
      rows.push(lane.row);
      if (id === "emotion") curve.draw(columns, size, extra);
      else
        jmSync(
          lane.body,
          columns.map((column, i) => {
            const { node, list } = cell(id, column, i);
            const inside = [];
            if (column.step && jmHome(column.step, look) === id) inside.push(drawnStep(column, i + 1, extra));
            if (column.step && id !== "steps")
              inside.push(...column.step[id].map((card) => drawnCard({ card, lane: id }, extra)));
            const open = list.querySelector(".jm-input"); // a text that is being written stays
            jmSync(list, open && !inside.includes(open) ? withOpen(inside, open) : inside, later);
            return node;
          }),
        );
    }
    later.forEach((clear) => clear());
    jmSync(board, [bands, stageRow, ...rows, overlay]);
    forget(journey);
    mark(journey, extra);
    rove();
  };
  const withOpen = (inside, open) => {
    const at = inside.findIndex((n) => n.dataset.k === open.dataset.of);
    return at < 0 ? [...inside, open] : [...inside.slice(0, at + 1), open, ...inside.slice(at + 1)];
  };
  /** Nodes of things that are gone; undo makes them anew. */
  const forget = (journey) => {
    const alive = new Set([
      ...journey.stages.map((s) => `stage ${s.id}`),
      ...journey.steps.map((s) => `step ${s.id}`),
      ...jmAllCards(journey).map((c) => `card ${c.card.id}`),
    ]);
    for (const key of nodes.keys()) if (!alive.has(key)) nodes.delete(key);
    const keys = new Set(columns.map((c) => c.key));
    for (const id of cells.keys()) if (!keys.has(id.slice(id.indexOf("|") + 1))) cells.delete(id);
  };
  /** Show what is selected: its card, its column, and the pains and opportunities that belong together. */
  const mark = (journey, extra) => {
    const key = shell.selected();
    const [kind, id] = (key ?? "").split(" ");
    const found = kind === "card" ? jmFindCard(journey, id) : null;
    const linked = new Set(
      found
        ? [
            ...(found.card.pains ?? []),
            ...jmAllCards(journey)
              .filter((c) => c.card.pains?.includes(id))
              .map((c) => c.card.id),
          ]
        : [],
    );
    for (const [name, { node }] of nodes) {
      const target = name.startsWith("stage") ? node.firstChild : node;
      target.classList.toggle("jm-selected", name === key);
      target.classList.toggle("jm-linked", linked.has(name.slice(5)) && name.startsWith("card"));
    }
    const at = columns.findIndex((c) => c.step && c.step.id === (kind === "step" ? id : found?.step.id));
    spot.style.cssText =
      at < 0 ? "display:none" : `left:calc(var(--jm-label) + ${at * extra.size}px);width:${extra.size}px`;
  };
  /** One stop of the Tab key a lane, in the column where the keyboard is: the arrow keys do the rest. */
  const rove = () => {
    const here = document.activeElement;
    const cell = here && board.contains(here) ? here.closest("[data-col]") : null;
    const key = cell ? columns[Number(cell.dataset.col)]?.key : here?.dataset?.step;
    const at = key == null ? -1 : columns.findIndex((c) => c.key === key);
    for (const row of board.querySelectorAll("[data-lane]")) {
      const items = [...row.querySelectorAll("[data-nav]")].filter((n) => !n.hidden);
      const same =
        at < 0
          ? null
          : items.find(
              (n) =>
                (n.dataset.step ?? columns[Number(n.closest("[data-col]")?.dataset.col)]?.key ?? n.dataset.k) ===
                (row === stageRow ? `stage ${columns[at].stage.id}` : key),
            );
      const now = items.find((n) => n === here) ?? same ?? items.find((n) => n.tabIndex === 0) ?? items[0];
      for (const n of items) if (n.tabIndex !== (n === now ? 0 : -1)) n.tabIndex = n === now ? 0 : -1;
    }
  };
  board.addEventListener("focusin", rove);
  return { board, overlay, draw, cells, nodes, lanes, stageRow, columns: () => columns, size: () => size, rove };
}
