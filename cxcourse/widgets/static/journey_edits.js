// The journey in the browser: the same edits as core.journey.edits, so that a change is seen before the kernel answers.
// Pure: each takes a journey and returns a new one. The kernel's journey replaces this one when it comes.

const JM_WORDS = { "-2": "very bad", "-1": "bad", 0: "neutral", 1: "good", 2: "very good" };
const JM_KINDS = {
  thoughts: { one: "thought", mark: "T" },
  pains: { one: "pain", mark: "P" },
  opportunities: { one: "opportunity", mark: "O" },
  frontstage: { one: "frontstage card", mark: "F" },
  backstage: { one: "backstage card", mark: "B" },
  support: { one: "support card", mark: "S" },
};
const jmA = (noun) => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
const JM_CARD_LANES = Object.keys(JM_KINDS);
const JM_STEP = {
  touchpoint: "",
  channel: "",
  lens: [],
  lane: "customer",
  emotion: null,
  emotion_to_be: null,
  moment_of_truth: false,
  evidence: null,
  owner: "",
  metric: "",
  facts: [],
  beat: "",
  thoughts: [],
  pains: [],
  opportunities: [],
  frontstage: [],
  backstage: [],
  support: [],
};
const JM_OPPORTUNITY = { pains: [], effort: null, impact: null, owner: "", metric: "" };

/** A value of the emotion scale as it is written: +1, 0, −2. */
const jmSigned = (value) => (value == null ? "not said" : value > 0 ? `+${value}` : String(value).replace("-", "−"));
/** A step or card that has no words yet still needs a name. */
const jmName = (text, fallback) => (String(text ?? "").trim() && text !== "…" ? String(text).trim() : fallback);
const jmShort = (text, room = 42) => (text.length > room ? `${text.slice(0, room - 1).trimEnd()}…` : text);

const jmCards = (step) => JM_CARD_LANES.flatMap((lane) => step[lane].map((card) => ({ card, lane, step })));
const jmAllCards = (j) => j.steps.flatMap(jmCards);
const jmFindStep = (j, id) => j.steps.find((s) => s.id === id);
const jmFindStage = (j, id) => j.stages.find((s) => s.id === id);
const jmFindCard = (j, id) => jmAllCards(j).find((c) => c.card.id === id);
const jmStepsOf = (j, stage) => j.steps.filter((s) => s.stage === stage);

/** The columns of the board: the steps stage by stage; a stage without steps keeps one empty column. */
function jmColumns(j) {
  return j.stages.flatMap((stage, nth) => {
    const steps = jmStepsOf(j, stage.id);
    return steps.length
      ? steps.map((step, place) => ({ key: step.id, stage, nth, step, place }))
      : [{ key: `stage ${stage.id}`, stage, nth, step: null, place: 0 }];
  });
}
/** P1, P2 … for pains, O1 … for opportunities, in the order of the map. */
function jmNumbers(j) {
  const count = {};
  const named = new Map();
  for (const column of jmColumns(j)) {
    if (column.step)
      for (const { card, lane } of jmCards(column.step))
        named.set(card.id, `${JM_KINDS[lane].mark}${(count[lane] = (count[lane] ?? 0) + 1)}`);
  }
  return named;
}

const jmIds = (j) => [
  ...j.stages.map((s) => s.id),
  ...j.steps.flatMap((s) => [s.id, ...jmCards(s).map((c) => c.card.id)]),
];
/** The lowest id with this prefix that was never in use, as the kernel would choose it; `j.gone` holds those of the past. */
function jmFree(j, prefix) {
  const taken = new Set([...jmIds(j), ...(j.gone ?? [])]);
  let number = 1;
  while (taken.has(prefix + number)) number += 1;
  return prefix + number;
}
const jmClamp = (at, length) => (at == null ? length : Math.max(0, Math.min(at, length)));
const jmInsert = (list, item, at) => [
  ...list.slice(0, jmClamp(at, list.length)),
  item,
  ...list.slice(jmClamp(at, list.length)),
];
const jmSwap = (list, id, change) => list.map((item) => (item.id === id ? { ...item, ...change(item) } : item));

/** Put a step among the steps of a stage. */
function jmPlace(j, step, stage, at) {
  const rest = j.steps.filter((s) => s.id !== step.id);
  const inside = rest.filter((s) => s.stage === stage);
  const put = { ...step, stage };
  const place = jmClamp(at, inside.length);
  if (place < inside.length) return { ...j, steps: jmInsert(rest, put, rest.indexOf(inside[place])) };
  const upTo = j.stages.findIndex((s) => s.id === stage);
  const earlier = new Set(j.stages.slice(0, upTo + 1).map((s) => s.id));
  const before = inside.length ? inside.at(-1) : rest.filter((s) => earlier.has(s.stage)).at(-1);
  return { ...j, steps: jmInsert(rest, put, before ? rest.indexOf(before) + 1 : 0) };
}
const jmUnlink = (j, gone) => ({
  ...j,
  steps: j.steps.map((s) =>
    s.opportunities.some((o) => o.pains.some((p) => gone.has(p)))
      ? { ...s, opportunities: s.opportunities.map((o) => ({ ...o, pains: o.pains.filter((p) => !gone.has(p)) })) }
      : s,
  ),
});
const jmInLane = (j, stepId, lane, change) => ({
  ...j,
  steps: jmSwap(j.steps, stepId, (s) => ({ [lane]: change(s[lane]) })),
});

/** Copy the cards of a step under new ids; links between them follow. */
function jmCopied(j, step, id) {
  let scratch = {
    ...j,
    steps: [...j.steps, { ...step, id, ...Object.fromEntries(JM_CARD_LANES.map((l) => [l, []])) }],
  };
  const renamed = new Map();
  const copy = { ...step, id };
  for (const lane of JM_CARD_LANES) {
    copy[lane] = step[lane].map((card) => {
      const fresh = jmFree(scratch, "c");
      renamed.set(card.id, fresh);
      scratch = jmInLane(scratch, id, lane, (cards) => [...cards, { ...card, id: fresh }]);
      return { ...card, id: fresh };
    });
  }
  copy.opportunities = copy.opportunities.map((o) => ({ ...o, pains: o.pains.map((p) => renamed.get(p) ?? p) }));
  return copy;
}

const JM_EDITS = {
  change_title: (j, { title }) => ({ ...j, title }),
  change_about: (j, { about }) => ({ ...j, about }),
  change_actor: (j, fields) => ({ ...j, actor: { ...j.actor, ...fields } }),
  add_stage: (j, { name, at }) => ({ ...j, stages: jmInsert(j.stages, { id: jmFree(j, "s"), name }, at) }),
  rename_stage: (j, { stage, name }) => ({ ...j, stages: jmSwap(j.stages, stage, () => ({ name })) }),
  move_stage(j, { stage, at }) {
    const stages = jmInsert(
      j.stages.filter((s) => s.id !== stage),
      jmFindStage(j, stage),
      at,
    );
    return { ...j, stages, steps: stages.flatMap((s) => jmStepsOf(j, s.id)) };
  },
  delete_stage(j, { stage }) {
    const gone = new Set(jmStepsOf(j, stage).flatMap((s) => jmCards(s).map((c) => c.card.id)));
    return jmUnlink(
      { ...j, stages: j.stages.filter((s) => s.id !== stage), steps: j.steps.filter((s) => s.stage !== stage) },
      gone,
    );
  },
  add_step: (j, { stage, action = "", at, ...fields }) =>
    jmPlace(j, { ...JM_STEP, ...fields, id: jmFree(j, "st"), stage, action }, stage, at),
  change_step: (j, { step, ...fields }) => ({ ...j, steps: jmSwap(j.steps, step, () => fields) }),
  move_step: (j, { step, stage, at }) => jmPlace(j, jmFindStep(j, step), stage, at),
  duplicate_step(j, { step }) {
    const from = jmFindStep(j, step);
    const copy = jmCopied(j, from, jmFree(j, "st"));
    return jmPlace(j, copy, from.stage, jmStepsOf(j, from.stage).indexOf(from) + 1);
  },
  split_step(j, { step }) {
    const from = jmFindStep(j, step);
    const { stage, touchpoint, channel, lane } = from;
    return jmPlace(
      j,
      { ...JM_STEP, touchpoint, channel, lane, id: jmFree(j, "st"), stage, action: "…" },
      stage,
      jmStepsOf(j, stage).indexOf(from) + 1,
    );
  },
  delete_step(j, { step }) {
    return jmUnlink(
      { ...j, steps: j.steps.filter((s) => s.id !== step) },
      new Set(jmCards(jmFindStep(j, step)).map((c) => c.card.id)),
    );
  },
  add_card: (j, { step, lane, text, at, ...fields }) =>
    jmInLane(j, step, lane, (cards) =>
      jmInsert(
        cards,
        { id: jmFree(j, "c"), text, ...(lane === "opportunities" ? { ...JM_OPPORTUNITY, ...fields } : {}) },
        at,
      ),
    ),
  change_card(j, { card, ...fields }) {
    const { step, lane } = jmFindCard(j, card);
    return jmInLane(j, step.id, lane, (cards) => jmSwap(cards, card, () => fields));
  },
  move_card(j, { card, step, lane, at }) {
    const found = jmFindCard(j, card);
    const { id, text } = found.card;
    let next = jmInLane(j, found.step.id, found.lane, (cards) => cards.filter((c) => c.id !== card));
    if (found.lane === "pains" && lane !== "pains") next = jmUnlink(next, new Set([card]));
    const moved = lane === "opportunities" ? { ...JM_OPPORTUNITY, ...found.card } : { id, text }; // other lanes hold words only
    return jmInLane(next, step, lane, (cards) => jmInsert(cards, moved, at));
  },
  delete_card(j, { card }) {
    const { step, lane } = jmFindCard(j, card);
    return jmUnlink(
      jmInLane(j, step.id, lane, (cards) => cards.filter((c) => c.id !== card)),
      new Set([card]),
    );
  },
};
