// What lanes, lenses, channels and evidence look like, and what stands on a card.

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
