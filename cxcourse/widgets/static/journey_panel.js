// The details of what is selected: a step, a card, a stage or the person. Moving is possible here without dragging.

/** `shell`: edit, journey, beats, selected, select, readOnly, findings, act. */
function jmPanel(shell) {
  const host = el("aside", { class: "jm-panel", "aria-label": "Details", hidden: true });
  let shown = "", fields = [];

  const small = (key, label, onclick, more = {}) => el("button", { type: "button", class: "jm-tool", "data-k": `panel ${key}`, onclick, ...more }, label);
  const head = (kind, name) => el("div", { class: "jm-panelhead" }, el("span", { class: "jm-kind" }, kind), el("strong", { class: "jm-panelname" }, name),
    el("button", { type: "button", class: "jm-close", "data-k": "panel close", "aria-label": "Close the details", onclick: () => shell.close() }, "×"));
  const told = (id) => {
    const list = shell.findings().get(id) ?? [];
    return list.length ? el("div", { class: "jm-told" }, list.map((f) => el("div", {}, el("span", { class: `jm-flagmark${f.level === "fault" ? " jm-fault" : ""}`, "aria-hidden": "true" }, f.level === "fault" ? "!" : "?"), el("span", {}, el("strong", {}, f.text), " ", f.advice)))) : null;
  };
  const form = (specs, value, change, id) => {
    fields = specs.map((spec) => ({ spec, ...jmField(spec, value[spec.name], (v) => change({ [spec.name]: v }), { key: `panel ${spec.name}`, name: spec.label, readOnly: shell.readOnly }), id }));
    return el("div", { class: "jm-fields" }, fields.map((f) => f.node));
  };
  const whole = []; // fields of the map itself
  const mapForm = (name, label, kind, change) => {
    const made = jmField({ name, label, kind }, shell.journey()[name], (v) => shell.edit(change, { [name]: v }), { key: `panel ${name}`, name: label, readOnly: shell.readOnly });
    whole.push({ name, made });
    return el("div", { class: "jm-fields" }, made.node);
  };
  const tools = (...list) => (shell.readOnly ? null : el("div", { class: "jm-toolrow", role: "group", "aria-label": "What to do with it" }, list));

  const views = {
    actor: () => [head("Person and map", jmName(shell.journey().actor.name, "Whose journey is it?")), mapForm("title", "Title of the map", "text", "change_title"), form(JM_ACTOR_FIELDS, shell.journey().actor, (f) => shell.edit("change_actor", f)),
      mapForm("about", "What the map is about", "area", "change_about")],
    stage(id) {
      const j = shell.journey(), stage = jmFindStage(j, id), at = j.stages.indexOf(stage);
      return [head("Stage", jmName(stage.name, "…")), told(id), form([{ name: "name", label: "Name", kind: "text" }], stage, (f) => (f.name ? shell.edit("rename_stage", { stage: id, name: f.name }) : shell.refresh())),
        tools(small("earlier", "← Earlier", () => shell.edit("move_stage", { stage: id, at: at - 1 }, "Moved earlier."), { disabled: at === 0 }), small("later", "Later →", () => shell.edit("move_stage", { stage: id, at: at + 1 }, "Moved later."), { disabled: at === j.stages.length - 1 }),
          small("add", "Add a step", () => shell.act("add-step", id)), small("delete", "Delete", () => shell.act("delete", `stage ${id}`), { class: "jm-tool jm-danger" }))];
    },
    step(id) {
      const j = shell.journey(), step = jmFindStep(j, id), inside = jmStepsOf(j, step.stage), at = inside.indexOf(step), nth = j.stages.findIndex((s) => s.id === step.stage);
      const go = (stage, place, said) => shell.edit("move_step", { step: id, stage, at: place }, said), before = j.stages[nth - 1], next = j.stages[nth + 1];
      return [head(`Step ${jmColumns(j).findIndex((c) => c.step?.id === id) + 1}`, jmName(step.action, "…")), told(id), form(jmStepFields(shell.beats()), step, (f) => shell.edit("change_step", { step: id, ...f })),
        tools(small("earlier", "← Earlier", () => (at ? go(step.stage, at - 1, "Moved earlier.") : go(before.id, jmStepsOf(j, before.id).length, `Moved to ${before.name}.`)), { disabled: !at && !before }),
          small("later", "Later →", () => (at < inside.length - 1 ? go(step.stage, at + 1, "Moved later.") : go(next.id, 0, `Moved to ${next.name}.`)), { disabled: at === inside.length - 1 && !next }),
          small("split", "Split", () => shell.act("split", id)), small("copy", "Duplicate", () => shell.act("duplicate", id)), small("delete", "Delete", () => shell.act("delete", `step ${id}`), { class: "jm-tool jm-danger" }))];
    },
    card(id) {
      const j = shell.journey(), { card, lane, step } = jmFindCard(j, id), numbers = jmNumbers(j), at = step[lane].indexOf(card);
      const pains = jmAllCards(j).filter((c) => c.lane === "pains").map((c) => [c.card.id, `${numbers.get(c.card.id)} ${jmName(c.card.text, "…")}`]);
      const go = (lane2, step2, place, said) => shell.edit("move_card", { card: id, step: step2, lane: lane2, at: place }, said);
      const choose = (label, key, value, values, onchange) => {
        const control = el("select", { class: "jm-control", "data-k": `panel ${key}`, disabled: shell.readOnly, onchange: () => onchange(control.value) }, values.map(([v, t]) => el("option", { value: v }, t)));
        control.value = value;
        return el("label", { class: "jm-field" }, el("span", { class: "jm-flabel" }, label), control);
      };
      return [head(`${JM_KINDS[lane].one} ${numbers.get(id)}`, jmName(card.text, "…")), told(id), form(jmCardFields(lane, pains), card, (f) => shell.edit("change_card", { card: id, ...f })),
        el("div", { class: "jm-fields" }, choose("Under step", "under", step.id, jmColumns(j).filter((c) => c.step).map((c, i) => [c.step.id, `${i + 1} ${jmShort(jmName(c.step.action, "…"), 40)}`]), (v) => go(lane, v, null, "Moved.")),
          choose("In lane", "lane", lane, JM_LANES.filter((l) => JM_KINDS[l.id]).map((l) => [l.id, l.name]), (v) => go(v, step.id, null, "Moved."))),
        tools(small("up", "↑ Up", () => go(lane, step.id, at - 1, "Moved up."), { disabled: at === 0 }), small("down", "↓ Down", () => go(lane, step.id, at + 1, "Moved down."), { disabled: at === step[lane].length - 1 }),
          small("delete", "Delete", () => shell.act("delete", `card ${id}`), { class: "jm-tool jm-danger" }))];
    },
  };
  /** What else the panel shows besides the values of fields; when it changes, it is drawn anew. */
  const shape = (key) => {
    const [kind, id] = key.split(" "), j = shell.journey();
    if (kind === "actor") return "actor";
    const card = kind === "card" ? jmFindCard(j, id) : null, order = jmColumns(j).map((c) => c.key);
    const more = card ? [card.lane, card.step.id, card.step[card.lane].map((c) => c.id), card.lane === "opportunities" ? jmAllCards(j).filter((c) => c.lane === "pains").map((c) => [c.card.id, c.card.text]) : 0] : [];
    return JSON.stringify([key, order, j.stages.map((s) => s.id), more, shell.findings().get(id)?.map((f) => f.text)]);
  };
  const valueOf = (kind, id) => ({ actor: () => shell.journey().actor, stage: () => jmFindStage(shell.journey(), id), step: () => jmFindStep(shell.journey(), id), card: () => jmFindCard(shell.journey(), id)?.card })[kind]();

  const draw = (keepFocus) => {
    const key = shell.detailed(), [kind, id] = (key ?? "").split(" ");
    host.hidden = !key || (shell.look().view === "table" && kind !== "actor") || !valueOf(kind, id);
    if (host.hidden) { shown = ""; return; }
    const now = shape(key);
    if (now !== shown) { shown = now; whole.length = 0; keepFocus(() => host.replaceChildren(...views[kind](id).filter(Boolean))); return; }
    const value = valueOf(kind, id), name = host.querySelector(".jm-panelname");
    for (const f of fields) f.put(value[f.spec.name]);
    if (kind === "actor") for (const { name, made } of whole) made.put(shell.journey()[name]);
    const words = { actor: () => jmName(value.name, "Whose journey is it?"), stage: () => value.name, step: () => jmName(value.action, "…"), card: () => jmName(value.text, "…") }[kind]();
    if (name.textContent !== words) name.textContent = words;
  };
  return { host, draw, focus: () => host.querySelector(".jm-control, input")?.focus({ preventScroll: true }) };
}
