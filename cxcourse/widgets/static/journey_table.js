// The table: the whole map as rows, one a step, with the same power as the board and no pointer needed.

/** `shell`: edit, journey, beats, readOnly, act. */
function jmTable(shell) {
  const host = el("div", {
    class: "jm-tablehost",
    role: "region",
    "aria-label": "The map as a table",
    tabindex: 0,
    hidden: true,
  });
  const kept = new Map();
  let shape = "";
  const specs = () =>
    jmStepFields(shell.beats(), jmHopes(shell)).sort((a, b) => (b.name === "action") - (a.name === "action")); // what happens comes first and stays in sight
  const gist = (o, numbers) =>
    [
      o.pains.length ? `answers ${o.pains.map((p) => numbers.get(p)).join(", ")}` : "answers nothing yet",
      o.effort == null ? "" : `effort ${o.effort}`,
      o.impact == null ? "" : `impact ${o.impact}`,
    ]
      .filter(Boolean)
      .join(" · ");
  /** What an opportunity holds beside its words, folded below one line that says it. */
  const folded = (o, numbers, inside) => {
    const line = el("summary", { "data-k": `t ${o.id} more` });
    const put = (now) => {
      const words = gist(now, jmNumbers(shell.journey()));
      if (line.textContent !== words) line.textContent = words;
    };
    line.textContent = gist(o, numbers);
    kept.set(`${o.id} *`, { put });
    return el("details", { class: "jm-tmore" }, line, el("div", { class: "jm-tfields" }, inside));
  };
  const mini = (key, label, name, onclick, more = {}) =>
    el(
      "button",
      { type: "button", class: "jm-mini", "data-k": `t ${key}`, "aria-label": name, title: name, onclick, ...more },
      label,
    );
  const field = (id, spec, value, name, change) => {
    const made = jmField(spec, value, change, {
      key: `t ${id} ${spec.name}`,
      name,
      tight: true,
      readOnly: shell.readOnly,
    });
    kept.set(`${id} ${spec.name}`, made);
    return made.node;
  };
  const cards = (step, lane, number, numbers) => {
    const more = jmCardFields(lane, []).slice(1);
    const one = JM_KINDS[lane].one;
    const links = (o) => {
      const spec = {
        name: "pains",
        label: "answers",
        kind: "many",
        values: jmAllCards(shell.journey())
          .filter((c) => c.lane === "pains")
          .map((c) => [c.card.id, numbers.get(c.card.id)]),
      };
      return field(o.id, spec, o.pains, `Pains that ${numbers.get(o.id)} answers`, (v) =>
        shell.edit("change_card", { card: o.id, pains: v }),
      );
    };
    return el(
      "td",
      {},
      step[lane].map((card, i) =>
        el(
          "div",
          { class: "jm-tcard" },
          el("span", { class: "jm-tnum" }, numbers.get(card.id)),
          field(
            card.id,
            { name: "text", kind: "area" },
            card.text,
            `${one} ${numbers.get(card.id)}, step ${number}`,
            (v) => shell.edit("change_card", { card: card.id, text: v }),
          ),
          shell.readOnly
            ? null
            : [
                mini(
                  `up ${card.id}`,
                  "↑",
                  `Move ${numbers.get(card.id)} up`,
                  () => shell.edit("move_card", { card: card.id, step: step.id, lane, at: i - 1 }),
                  { disabled: i === 0 },
                ),
                mini(`x ${card.id}`, "×", `Delete ${numbers.get(card.id)}`, () =>
                  shell.act("delete", `card ${card.id}`),
                ),
              ],
          lane === "opportunities"
            ? folded(card, numbers, [
                links(card),
                ...more
                  .filter((s) => s.name !== "pains")
                  .map((s) =>
                    el(
                      "span",
                      { class: "jm-tpair" },
                      el("span", { "aria-hidden": "true" }, s.label),
                      field(card.id, s, card[s.name], `${s.label} of ${numbers.get(card.id)}`, (v) =>
                        shell.edit("change_card", { card: card.id, [s.name]: v }),
                      ),
                    ),
                  ),
              ])
            : null,
        ),
      ),
      shell.readOnly
        ? null
        : mini(`add ${step.id} ${lane}`, "+", `Add ${jmA(one)} to step ${number}`, () => addCard(step.id, lane)),
    );
  };
  const addCard = (step, lane) => {
    const id = jmFree(shell.journey(), "c");
    shell.edit("add_card", { step, lane, text: "…" }, `New ${JM_KINDS[lane].one}.`);
    const area = host.querySelector(`[data-k="t ${CSS.escape(id)} text"]`);
    area?.focus();
    area?.select();
  };
  const row = (column, i, j, numbers) => {
    const { step } = column;
    const number = i + 1;
    const stages = j.stages.map((s) => [s.id, s.name]);
    const inside = jmStepsOf(j, step.stage);
    const at = inside.indexOf(step);
    const act = shell.readOnly
      ? null
      : el(
          "td",
          { class: "jm-tacts" },
          mini(
            `up ${step.id}`,
            "↑",
            `Move step ${number} earlier`,
            () => shell.edit("move_step", { step: step.id, stage: step.stage, at: at - 1 }),
            { disabled: at === 0 },
          ),
          mini(
            `down ${step.id}`,
            "↓",
            `Move step ${number} later`,
            () => shell.edit("move_step", { step: step.id, stage: step.stage, at: at + 1 }),
            { disabled: at === inside.length - 1 },
          ),
          mini(`copy ${step.id}`, "⧉", `Duplicate step ${number}`, () => shell.act("duplicate", step.id)),
          mini(`split ${step.id}`, "÷", `Split step ${number}`, () => shell.act("split", step.id)),
          mini(`x ${step.id}`, "×", `Delete step ${number}`, () => shell.act("delete", `step ${step.id}`)),
        );
    const [first, ...rest] = specs().map((s) =>
      el(
        "td",
        { class: `jm-t-${s.name}` },
        field(step.id, s, step[s.name], `${s.label}, step ${number}`, (v) =>
          shell.edit("change_step", { step: step.id, [s.name]: v }),
        ),
      ),
    );
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, String(number)),
      first,
      el(
        "td",
        {},
        field(step.id, { name: "stage", kind: "choice", values: stages }, step.stage, `Stage of step ${number}`, (v) =>
          shell.edit("move_step", { step: step.id, stage: v, at: null }, "Moved."),
        ),
      ),
      rest,
      JM_CARD_LANES.map((lane) => cards(step, lane, number, numbers)),
      act,
    );
  };
  const stages = (j) =>
    el(
      "div",
      { class: "jm-tstages", role: "group", "aria-label": "Stages" },
      j.stages.map((s, i) =>
        el(
          "div",
          { class: "jm-tstage" },
          el("span", { class: "jm-tnum" }, String(i + 1)),
          field(s.id, { name: "name", kind: "text" }, s.name, `Name of stage ${i + 1}`, (v) =>
            v ? shell.edit("rename_stage", { stage: s.id, name: v }) : shell.refresh(),
          ),
          shell.readOnly
            ? null
            : [
                mini(
                  `up ${s.id}`,
                  "←",
                  `Move ${s.name} earlier`,
                  () => shell.edit("move_stage", { stage: s.id, at: i - 1 }),
                  { disabled: i === 0 },
                ),
                mini(`add ${s.id}`, "+", `Add a step to ${s.name}`, () => addStep(s.id)),
                mini(`x ${s.id}`, "×", `Delete ${s.name}`, () => shell.act("delete", `stage ${s.id}`)),
              ],
        ),
      ),
      shell.readOnly
        ? null
        : mini("add stage", "+ Stage", "Add a stage", () => {
            const id = jmFree(shell.journey(), "s");
            shell.edit("add_stage", { name: "New stage" }, "New stage.");
            const box = host.querySelector(`[data-k="t ${id} name"]`);
            box?.focus();
            box?.select();
          }),
    );
  const addStep = (stage) => {
    const id = jmFree(shell.journey(), "st");
    shell.edit("add_step", { stage, action: "" }, "New step.");
    host.querySelector(`[data-k="t ${CSS.escape(id)} action"]`)?.focus();
  };
  const person = (j) =>
    el(
      "div",
      { class: "jm-tstages", role: "group", "aria-label": "Person and goal" },
      [
        ["title", j.title, "Title", (v) => shell.edit("change_title", { title: v })],
        ...JM_ACTOR_FIELDS.map((f) => [
          f.name,
          j.actor[f.name],
          f.label,
          (v) => shell.edit("change_actor", { [f.name]: v }),
        ]),
        ["about", j.about, "About the map", (v) => shell.edit("change_about", { about: v })],
      ].map(([name, value, label, change]) =>
        el(
          "label",
          { class: "jm-tpair jm-tactor" },
          el("span", {}, label),
          field("@actor", { name, kind: "text" }, value, label, change),
        ),
      ),
    );

  const draw = (on, keepFocus) => {
    host.hidden = !on;
    if (!on) {
      shape = "";
      host.replaceChildren();
      kept.clear();
      return;
    }
    const j = shell.journey();
    const columns = jmColumns(j).filter((c) => c.step);
    const now = JSON.stringify([
      jmHopes(shell),
      j.stages,
      columns.map((c) => [c.key, c.stage.id, JM_CARD_LANES.map((l) => c.step[l].map((k) => k.id))]),
    ]);
    if (now === shape) {
      for (const [id, value] of values(j)) kept.get(id)?.put(value);
      return;
    }
    shape = now;
    kept.clear();
    const numbers = jmNumbers(j);
    const left = host.scrollLeft;
    keepFocus(() =>
      host.replaceChildren(
        person(j),
        stages(j),
        el(
          "table",
          { class: "jm-table" },
          el("caption", { class: "cx-hide" }, `${jmName(j.title, "Journey map")}: ${columns.length} steps`),
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              [
                ...[
                  "#",
                  ...specs()
                    .slice(0, 1)
                    .map((s) => s.label),
                  "Stage",
                ],
                ...specs()
                  .slice(1)
                  .map((s) => s.label),
                ...JM_CARD_LANES.map((l) => JM_LANES.find((x) => x.id === l).name),
                ...(shell.readOnly ? [] : ["Step"]),
              ].map((t) => el("th", { scope: "col" }, t)),
            ),
          ),
          el(
            "tbody",
            {},
            columns.map((c, i) => row(c, i, j, numbers)),
          ),
        ),
      ),
    );
    host.scrollLeft = left;
  };
  const values = (j) => [
    ...j.steps.flatMap((s) => [
      [`${s.id} stage`, s.stage],
      ...specs().map((f) => [`${s.id} ${f.name}`, s[f.name]]),
      ...jmCards(s).flatMap(({ card }) => [
        ...Object.entries(card).map(([k, v]) => [`${card.id} ${k}`, v]),
        [`${card.id} *`, card],
      ]),
    ]),
    ["@actor title", j.title],
    ["@actor about", j.about],
    ...Object.entries(j.actor).map(([k, v]) => [`@actor ${k}`, v]),
  ];
  return { host, draw };
}
