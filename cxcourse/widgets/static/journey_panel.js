// The details of what is selected: a step, a card, a stage or the person. Moving is possible here without dragging.

/** `shell`: edit, journey, beats, selected, select, readOnly, findings, act. */
function jmPanel(shell) {
  const host = el("aside", { class: "jm-panel", "aria-label": "Details", hidden: true });
  const unsent = new Map(); // texts too long to be sent, by what they were written in
  let shown = "";
  let last = ""; // what was drawn last, hidden or not
  let fields = [];

  const small = (key, label, onclick, more = {}) =>
    el("button", { type: "button", class: "jm-tool", "data-k": `panel ${key}`, onclick, ...more }, label);
  const head = (kind, name) =>
    el(
      "div",
      { class: "jm-panelhead" },
      el("span", { class: "jm-kind" }, kind),
      el("strong", { class: "jm-panelname" }, name),
      el(
        "button",
        {
          type: "button",
          class: "jm-close",
          "data-k": "panel close",
          "aria-label": "Close the details",
          onclick: () => shell.close(),
        },
        "×",
      ),
    );
  const form = (specs, value, change) => {
    fields = specs.map((spec) => {
      const made = jmField(spec, value[spec.name], (v) => change({ [spec.name]: v }), {
        key: `panel ${spec.name}`,
        name: spec.label,
        readOnly: shell.readOnly,
      });
      const hint = el("span", { class: "jm-hint", id: `jm-hint-${cxCount++}`, hidden: true });
      (made.node.querySelector(".jm-control") ?? made.node).setAttribute("aria-describedby", hint.id);
      return { spec, ...made, hint };
    });
    return el(
      "div",
      { class: "jm-fields" },
      fields.map((f) => {
        const note = f.spec.note ? el("span", { class: "cx-sub" }, f.spec.note) : null;
        return el("div", { class: `jm-slot jm-slot-${f.spec.name}` }, f.node, note, f.hint);
      }),
    );
  };
  /** What the checks ask for stands below the field it is about, and goes when it is answered. */
  const hints = (id) => {
    const found = shell.findings().get(id) ?? [];
    for (const { spec, hint } of fields) {
      const mine = found.filter((f) => JM_ABOUT[f.rule] === spec.name);
      hint.hidden = !mine.length;
      hint.textContent = mine.map((f) => f.advice).join(" ");
      hint.classList.toggle(
        "jm-fault",
        mine.some((f) => f.level === "fault"),
      );
    }
  };
  const whole = []; // fields of the map itself
  const mapForm = (name, label, kind, change) => {
    const made = jmField({ name, label, kind }, shell.journey()[name], (v) => shell.edit(change, { [name]: v }), {
      key: `panel ${name}`,
      name: label,
      readOnly: shell.readOnly,
    });
    whole.push({ name, made });
    return el("div", { class: "jm-fields" }, made.node);
  };
  const tools = (...list) =>
    shell.readOnly ? null : el("div", { class: "jm-toolrow", role: "group", "aria-label": "What to do with it" }, list);

  const views = {
    actor: () => [
      head("Person and map", jmName(shell.journey().actor.name, "Whose journey is it?")),
      mapForm("title", "Title of the map", "text", "change_title"),
      form(JM_ACTOR_FIELDS, shell.journey().actor, (f) => shell.edit("change_actor", f)),
      mapForm("about", "What the map is about", "area", "change_about"),
    ],
    stage(id) {
      const j = shell.journey();
      const stage = jmFindStage(j, id);
      const at = j.stages.indexOf(stage);
      return [
        head("Stage", jmName(stage.name, "…")),
        form([{ name: "name", label: "Name", kind: "text", needed: true }], stage, (f) =>
          shell.edit("rename_stage", { stage: id, name: f.name }),
        ),
        tools(
          small("earlier", "← Earlier", () => shell.edit("move_stage", { stage: id, at: at - 1 }, "Moved earlier."), {
            disabled: at === 0,
          }),
          small("later", "Later →", () => shell.edit("move_stage", { stage: id, at: at + 1 }, "Moved later."), {
            disabled: at === j.stages.length - 1,
          }),
          small("add", "Add a step", () => shell.act("add-step", id)),
          small("delete", "Delete", () => shell.act("delete", `stage ${id}`), { class: "jm-tool jm-danger" }),
        ),
      ];
    },
    step(id) {
      const j = shell.journey();
      const step = jmFindStep(j, id);
      const inside = jmStepsOf(j, step.stage);
      const at = inside.indexOf(step);
      const nth = j.stages.findIndex((s) => s.id === step.stage);
      const go = (stage, place, said) => shell.edit("move_step", { step: id, stage, at: place }, said);
      const before = j.stages[nth - 1];
      const next = j.stages[nth + 1];
      return [
        head(`Step ${jmColumns(j).findIndex((c) => c.step?.id === id) + 1}`, jmName(step.action, "New step")),
        form(jmStepFields(shell.beats(), jmHopes(shell)), step, (f) => shell.edit("change_step", { step: id, ...f })),
        jmHopes(shell) || shell.readOnly
          ? null
          : el(
              "button",
              {
                type: "button",
                class: "cx-link jm-hope",
                "data-k": "panel hope",
                onclick: () => {
                  shell.show({ to_be: true }, "The curve to be is shown.");
                  host.querySelector("[data-k^='panel emotion_to_be']")?.focus({ preventScroll: true });
                },
              },
              "Add the emotion to be",
            ),
        tools(
          small(
            "earlier",
            "← Earlier",
            () =>
              at
                ? go(step.stage, at - 1, "Moved earlier.")
                : go(before.id, jmStepsOf(j, before.id).length, `Moved to ${before.name}.`),
            { disabled: !at && !before },
          ),
          small(
            "later",
            "Later →",
            () =>
              at < inside.length - 1
                ? go(step.stage, at + 1, "Moved later.")
                : go(next.id, 0, `Moved to ${next.name}.`),
            { disabled: at === inside.length - 1 && !next },
          ),
          small("split", "Split", () => shell.act("split", id)),
          small("copy", "Duplicate", () => shell.act("duplicate", id)),
          small("delete", "Delete", () => shell.act("delete", `step ${id}`), { class: "jm-tool jm-danger" }),
        ),
      ];
    },
    card(id) {
      const j = shell.journey();
      const { card, lane, step } = jmFindCard(j, id);
      const numbers = jmNumbers(j);
      const at = step[lane].indexOf(card);
      const pains = jmAllCards(j)
        .filter((c) => c.lane === "pains")
        .map((c) => [c.card.id, `${numbers.get(c.card.id)} ${jmName(c.card.text, "…")}`]);
      const go = (lane2, step2, place, said) =>
        shell.edit("move_card", { card: id, step: step2, lane: lane2, at: place }, said);
      const choose = (label, key, value, values, onchange) => {
        const control = el(
          "select",
          {
            class: "jm-control",
            "data-k": `panel ${key}`,
            disabled: shell.readOnly,
            onchange: () => onchange(control.value),
          },
          values.map(([v, t]) => el("option", { value: v }, t)),
        );
        control.value = value;
        return el("label", { class: "jm-field jm-wide" }, el("span", { class: "jm-flabel" }, label), control);
      };
      return [
        head(`${JM_KINDS[lane].one} ${numbers.get(id)}`, jmName(card.text, "…")),
        form(jmCardFields(lane, pains), card, (f) => shell.edit("change_card", { card: id, ...f })),
        el(
          "div",
          { class: "jm-fields" },
          choose(
            "Under step",
            "under",
            step.id,
            jmColumns(j)
              .filter((c) => c.step)
              .map((c, i) => [c.step.id, `${i + 1} ${jmShort(jmName(c.step.action, "…"), 40)}`]),
            (v) => go(lane, v, null, "Moved."),
          ),
          choose(
            "In lane",
            "lane",
            lane,
            JM_LANES.filter((l) => JM_KINDS[l.id]).map((l) => [l.id, l.name]),
            (v) => go(v, step.id, null, "Moved."),
          ),
        ),
        tools(
          small("up", "↑ Up", () => go(lane, step.id, at - 1, "Moved up."), { disabled: at === 0 }),
          small("down", "↓ Down", () => go(lane, step.id, at + 1, "Moved down."), {
            disabled: at === step[lane].length - 1,
          }),
          small("delete", "Delete", () => shell.act("delete", `card ${id}`), { class: "jm-tool jm-danger" }),
        ),
      ];
    },
  };
  /** What else the panel shows besides the values of fields; when it changes, it is drawn anew. */
  const shape = (key) => {
    const [kind, id] = key.split(" ");
    const j = shell.journey();
    if (kind === "actor") return JSON.stringify([key]);
    const card = kind === "card" ? jmFindCard(j, id) : null;
    const order = jmColumns(j).map((c) => c.key);
    const more = card
      ? [
          card.lane,
          card.step.id,
          card.step[card.lane].map((c) => c.id),
          card.lane === "opportunities"
            ? jmAllCards(j)
                .filter((c) => c.lane === "pains")
                .map((c) => [c.card.id, c.card.text])
            : 0,
        ]
      : [];
    return JSON.stringify([key, order, j.stages.map((s) => s.id), more, kind === "step" && jmHopes(shell)]);
  };
  const valueOf = (kind, id) =>
    ({
      actor: () => shell.journey().actor,
      stage: () => jmFindStage(shell.journey(), id),
      step: () => jmFindStep(shell.journey(), id),
      card: () => jmFindCard(shell.journey(), id)?.card,
    })[kind]();

  const draw = (keepFocus) => {
    const key = shell.detailed();
    const [kind, id] = (key ?? "").split(" ");
    host.hidden = !key || (shell.look().view === "table" && kind !== "actor") || !valueOf(kind, id);
    if (host.hidden) {
      shown = "";
      return;
    }
    const now = shape(key);
    if (now !== shown) {
      const held = host.contains(document.activeElement);
      shown = now;
      whole.length = 0;
      const anew = () => keepFocus(() => host.replaceChildren(...views[kind](id).filter(Boolean)));
      jmCarry(host, anew, unsent, last, key);
      last = key;
      // What is the first or the last now can go no further: its button is disabled.
      if (held && !host.contains(document.activeElement))
        host.querySelector(".jm-tool:not(:disabled)")?.focus({ preventScroll: true });
      hints(id ?? "");
      return;
    }
    const value = valueOf(kind, id);
    const name = host.querySelector(".jm-panelname");
    for (const f of fields) f.put(value[f.spec.name]);
    hints(id ?? "");
    if (kind === "actor") for (const { name, made } of whole) made.put(shell.journey()[name]);
    const words = {
      actor: () => jmName(value.name, "Whose journey is it?"),
      stage: () => value.name,
      step: () => jmName(value.action, "New step"),
      card: () => jmName(value.text, "…"),
    }[kind]();
    if (name.textContent !== words) name.textContent = words;
  };
  return { host, draw, focus: () => host.querySelector(".jm-control, input")?.focus({ preventScroll: true }) };
}
