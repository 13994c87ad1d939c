// Fields of a step, a card, a stage and the actor: made once here, used by the details panel and by the table.

const JM_CHANNELS = [
  "phone",
  "website",
  "app",
  "chat",
  "e-mail",
  "post",
  "shop",
  "device",
  "social media",
  "backstage",
];
const JM_MOODS = [null, -2, -1, 0, 1, 2];
const jmSizes = (low, high) => [
  ["", "not said"],
  ...[1, 2, 3, 4, 5].map((n) => [String(n), n === 1 ? `1 (${low})` : n === 5 ? `5 (${high})` : String(n)]),
];

/** What a step holds, in the order of thinking; `beats` is the pick-list of a task, `toBe` whether a hoped-for feeling is asked as well. */
const jmStepFields = (beats, toBe) => [
  ...(beats.length
    ? [
        {
          name: "beat",
          label: "What is this step about?",
          kind: "choice",
          values: [["", "choose…"], ...beats.map((b) => [b.id, b.text])],
        },
      ]
    : []),
  { name: "action", label: "What happens", kind: "area" },
  { name: "emotion", label: "Emotion", kind: "mood" },
  ...(toBe ? [{ name: "emotion_to_be", label: "Emotion to be", kind: "mood" }] : []),
  {
    name: "evidence",
    label: "Evidence",
    kind: "choice",
    values: [["", "none yet"], ...Object.entries(JM_EVIDENCE)],
    empty: null,
  },
  { name: "lens", label: "Lens", kind: "lens" },
  { name: "touchpoint", label: "Touchpoint", kind: "text" },
  { name: "channel", label: "Channel", kind: "text", list: JM_CHANNELS },
  {
    name: "lane",
    label: "Who acts",
    kind: "choice",
    values: [
      ["customer", "the customer"],
      ["frontstage", "staff, in sight"],
      ["backstage", "staff, out of sight"],
      ["support", "systems, partners"],
    ],
  },
  { name: "moment_of_truth", label: "Moment of truth", kind: "check" },
  { name: "owner", label: "Owner", kind: "text" },
  { name: "metric", label: "Metric", kind: "text" },
  {
    name: "facts",
    label: "Facts",
    kind: "words",
    note: "Where it is told: numbers of facts or sources, such as F021.",
  },
];
const jmCardFields = (lane, pains) => [
  {
    name: "text",
    label:
      { thoughts: "What the customer thinks", pains: "What hurts", opportunities: "What would help" }[lane] ??
      "What is done",
    kind: "area",
  },
  ...(lane === "opportunities"
    ? [
        { name: "pains", label: "Pains it answers", kind: "many", values: pains },
        {
          name: "effort",
          label: "Effort",
          kind: "choice",
          values: jmSizes("small", "large"),
          empty: null,
          number: true,
        },
        {
          name: "impact",
          label: "Impact",
          kind: "choice",
          values: jmSizes("small", "large"),
          empty: null,
          number: true,
        },
        { name: "owner", label: "Owner", kind: "text" },
        { name: "metric", label: "Metric", kind: "text" },
      ]
    : []),
];
const JM_ACTOR_FIELDS = [
  { name: "name", label: "Name", kind: "text" },
  { name: "who", label: "Who they are", kind: "text" },
  { name: "goal", label: "Goal", kind: "area" },
  { name: "expectation", label: "Expectation", kind: "area" },
];

/** Whether feelings to be are spoken of: the map has some, or their curve is switched on. */
const jmHopes = (shell) => shell.look().to_be || shell.journey().steps.some((s) => s.emotion_to_be != null);
/** The field that a rule of the checks is about: its hint stands below that field. */
const JM_ABOUT = {
  "step-without-words": "action",
  "step-without-evidence": "evidence",
  "step-without-lens": "lens",
  "step-without-channel": "channel",
  "no-emotion": "emotion",
  "no-goal": "goal",
  "opportunity-without-pain": "pains",
  "pain-without-answer": "text",
  "empty-card": "text",
  "empty-stage": "name",
  "stage-without-touchpoint": "name",
};
