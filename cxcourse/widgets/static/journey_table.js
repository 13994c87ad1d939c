// The table: the whole map as rows, one a step, with the same power as the board and no pointer needed.

/** `shell`: edit, journey, beats, readOnly, act, focus. */
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
  /** Press a button; when it is gone or can do no more, the keyboard goes to what stands beside it. */
  const press = (key, onclick) => (event) => {
    const [what, id] = key.split(" ");
    const places =
      what === "x" ? [nextTo(event.currentTarget)] : [`t up ${id}`, `t down ${id}`, `t ${id} name`, `t ${id} text`];
    onclick();
    const away = Boolean(host.closest("[hidden]")); // the last stage is deleted, and the gallery shown
    if (host.contains(document.activeElement) && !away) return;
    const there = (k) => host.querySelector(`[data-k="${CSS.escape(k)}"]:not(:disabled)`);
    shell.focus(away ? "" : (places.find(there) ?? ""));
  };
  /** The × of what comes after this one, or before it; else where such a thing is added. */
  const nextTo = (button) => {
    const group = button.parentElement;
    const among = group.closest("td:not(.jm-tacts)") ?? host;
    const peers = [...among.querySelectorAll(`.${group.className} > [data-k^="t x "]`)];
    const at = peers.indexOf(button);
    return (peers[at + 1] ?? peers[at - 1] ?? group.parentElement.lastElementChild).dataset.k ?? "";
  };
  const mini = (key, label, name, onclick, more = {}) =>
    el(
      "button",
      {
        type: "button",
        class: "jm-mini",
        "data-k": `t ${key}`,
        "aria-label": name,
        title: name,
        onclick: press(key, onclick),
        ...more,
      },
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
    const move = (by) => () => shell.edit("move_step", { step: step.id, stage: step.stage, at: at + by });
    const act = shell.readOnly
      ? null
      : el(
          "td",
          { class: "jm-tacts" },
          mini(`up ${step.id}`, "↑", `Move step ${number} earlier`, move(-1), { disabled: at === 0 }),
          mini(`down ${step.id}`, "↓", `Move step ${number} later`, move(1), { disabled: at === inside.length - 1 }),
          mini(`copy ${step.id}`, jmGlyph("copy"), `Duplicate step ${number}`, () => shell.act("duplicate", step.id)),
          mini(`split ${step.id}`, jmGlyph("split"), `Split step ${number}`, () => shell.act("split", step.id)),
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
  const stageField = (s, i) => {
    const act = (what, label, does, more) => mini(`${what} ${s.id}`, label, "", does, more);
    const buttons = shell.readOnly
      ? []
      : [
          act("up", "←", () => shell.edit("move_stage", { stage: s.id, at: i - 1 }), { disabled: i === 0 }),
          act("add", "+", () => addStep(s.id)),
          act("x", "×", () => shell.act("delete", `stage ${s.id}`)),
        ];
    // A new name changes words and draws nothing anew: that would take away what is just being pressed or gone to.
    let named = null;
    const put = (name) => {
      if (name === named) return;
      named = name;
      const words = [`Move ${name} earlier`, `Add a step to ${name}`, `Delete ${name}`];
      buttons.forEach((b, n) => ["aria-label", "title"].forEach((a) => b.setAttribute(a, words[n])));
      const options = host.querySelectorAll(`[data-k$=" stage"] > option[value="${CSS.escape(s.id)}"]`);
      for (const option of options) option.textContent = name;
    };
    put(s.name);
    kept.set(`${s.id} *`, { put });
    return el(
      "div",
      { class: "jm-tstage" },
      el("span", { class: "jm-tnum" }, String(i + 1)),
      field(s.id, { name: "name", kind: "text", needed: true }, s.name, `Name of stage ${i + 1}`, (name) =>
        shell.edit("rename_stage", { stage: s.id, name }),
      ),
      buttons,
    );
  };
  const stages = (j) =>
    el(
      "div",
      { class: "jm-tstages", role: "group", "aria-label": "Stages" },
      j.stages.map(stageField),
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
      j.stages.map((s) => s.id),
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
    const [first, ...rest] = specs().map((s) => s.label);
    const lanes = JM_CARD_LANES.map((l) => JM_LANES.find((x) => x.id === l).name);
    const heads = ["#", first, "Stage", ...rest, ...lanes, ...(shell.readOnly ? [] : ["Step"])];
    const anew = () =>
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
              heads.map((t) => el("th", { scope: "col" }, t)),
            ),
          ),
          el(
            "tbody",
            {},
            columns.map((c, i) => row(c, i, j, numbers)),
          ),
        ),
      );
    jmCarry(host, () => keepFocus(anew));
    host.scrollLeft = left;
  };
  const values = (j) => [
    ...j.stages.flatMap((s) => [
      [`${s.id} name`, s.name],
      [`${s.id} *`, s.name],
    ]),
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
