// The board: stages across, steps in time, lanes down. Every node is kept by its id, so that an edit touches only
// what it changes and the keyboard keeps its place.

const JM_LANES = [
  { id: "steps", name: "Steps", note: "what the customer does" },
  { id: "emotion", name: "Emotion", note: "drag a face", shown: "how it felt" },
  { id: "thoughts", name: "Thoughts", note: "in their own words" },
  { id: "pains", name: "Pains", note: "what hurts" },
  { id: "opportunities", name: "Opportunities", note: "what would help" },
  { id: "frontstage", name: "Frontstage", note: "staff and screens they meet" },
  { id: "backstage", name: "Backstage", note: "work they never see" },
  { id: "support", name: "Support", note: "systems and partners" },
];
const JM_BLUEPRINT = ["emotion", "thoughts", "pains", "opportunities", "steps", "frontstage", "backstage", "support"];
const JM_LINES = {
  frontstage: "Line of interaction",
  backstage: "Line of visibility",
  support: "Line of internal interaction",
};
const JM_EVIDENCE = {
  stated: "stated: someone said so",
  inferred: "inferred: our own guess",
  researched: "researched: seen in data",
};
const JM_LENS = { UX: "●", CS: "■", CX: "◆" };
// One drawing a channel, found by a word in its name.
const JM_ICONS = [
  [
    /phone|call|ivr|tele|voice/i,
    "M5 3.5c-.9 1-1.2 2.4-.6 3.9 1.3 3.2 3.6 5.5 6.8 6.8 1.5.6 2.9.3 3.9-.6l-2.4-2.7-2 .9c-1.3-.7-2.4-1.8-3.1-3.1l.9-2z",
  ],
  [/mail|post|letter/i, "M2.5 4.5h13v9h-13zM2.5 5l6.5 5 6.5-5"],
  [/chat|messag|sms|text|social/i, "M3 3.5h12v8.5h-6.5l-3.5 3v-3h-2z"],
  [/shop|store|counter|branch|desk/i, "M3 7.5v7.5h12v-7.5M2.5 7l1.5-4h10l1.5 4zM7.5 15v-4h3v4"],
  [/app|device|mobile|tablet/i, "M5.5 2.5h7v13h-7zM8 13.5h2"],
  [/web|site|online|portal|browser/i, "M2.5 3.5h13v10h-13zM2.5 6.5h13M4.5 5h.01M6.5 5h.01"],
  [/back|system|analytic|report/i, "M3 15v-5M7 15v-9M11 15v-7M15 15v-12"],
];
const JM_OTHER_ICON = "M9 2.5a6.5 6.5 0 1 0 .01 0zM9 6.5v2.5l2 1.5";

const jmIcon = (path, size = 18) =>
  svg(
    "svg",
    { class: "jm-icon", viewBox: "0 0 18 18", width: size, height: size, "aria-hidden": "true" },
    svg("path", { d: path }),
  );
const jmChip = (lens) =>
  el("span", { class: `jm-chip jm-${lens.toLowerCase()}` }, el("span", { "aria-hidden": "true" }, JM_LENS[lens]), lens);

/** Which lanes stand in which order, and in which of them a step's own card lies. */
function jmOrder(look) {
  const order = look.view === "blueprint" ? JM_BLUEPRINT : JM_LANES.map((l) => l.id);
  return order.filter((id) => !look.hidden.includes(id));
}
const jmHome = (step, look) =>
  look.view === "blueprint" && step.lane !== "customer" && !look.hidden.includes(step.lane) ? step.lane : "steps";

/** What stands on a step's card. */
function jmStepBody(step, number, extra) {
  const place = [step.touchpoint, step.channel].filter(Boolean);
  const found = JM_ICONS.find(([words]) => words.test(step.channel || step.touchpoint));
  return [
    el("span", { class: "cx-hide" }, `Step ${number}: `),
    step.moment_of_truth
      ? el("span", { class: "jm-truth" }, el("span", { "aria-hidden": "true" }, "★"), el("span", {}, "moment of truth"))
      : null,
    el(
      "span",
      { class: "jm-text" },
      jmName(step.action, null) ?? el("span", { class: "jm-empty" }, "say what happens"),
    ),
    place.length
      ? el(
          "span",
          { class: "jm-where" },
          jmIcon(found ? found[1] : JM_OTHER_ICON, 15),
          el("span", {}, [...new Set(place)].join(" · ")),
        )
      : null,
    el(
      "span",
      { class: "jm-meta" },
      step.lens.map(jmChip),
      step.lane === "customer" ? null : el("span", { class: "jm-chip jm-lanechip" }, step.lane),
      extra.beat ? el("span", { class: "jm-chip jm-beat" }, extra.beat) : null,
      el(
        "span",
        {
          class: `jm-mark jm-ev-${step.evidence ?? "none"}`,
          title: step.evidence ? JM_EVIDENCE[step.evidence] : "no evidence named yet",
        },
        step.evidence ?? "no evidence",
      ),
    ),
  ];
}
function jmCardBody(card, lane, extra) {
  const scale = (name, value) => (value == null ? null : el("span", { class: "jm-scale" }, `${name} ${value}`));
  return [
    el(
      "span",
      { class: "jm-text" },
      el("span", { class: "cx-hide" }, `${JM_KINDS[lane].one} `),
      ["pains", "opportunities"].includes(lane) ? [el("span", { class: "jm-number" }, extra.number), " "] : null,
      jmName(card.text, "…"),
    ),
    lane === "opportunities" && (card.pains.length || card.effort != null || card.impact != null)
      ? el(
          "span",
          { class: "jm-meta" },
          card.pains.length ? el("span", { class: "jm-scale" }, `answers ${extra.answers}`) : null,
          scale("effort", card.effort),
          scale("impact", card.impact),
        )
      : null,
  ];
}
/** The mark of what the checks say about a card; the words stand beside it while it is pointed at or has the focus. */
function jmFlag(findings) {
  if (!findings.length) return null;
  const fault = findings.some((f) => f.level === "fault");
  return el(
    "span",
    { class: `jm-flag${fault ? " jm-fault" : ""}` },
    el("span", { class: "jm-flagmark", "aria-hidden": "true" }, fault ? "!" : "?"),
    el("span", { class: "cx-hide" }, ` ${findings.length} ${fault ? "to mend" : "to think about"}: `),
    el("span", { class: "cx-hide" }, findings.map((f) => f.advice).join(" ")),
  );
}

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
        : `Add a ${JM_KINDS[lane].one} to ${where}`;
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
