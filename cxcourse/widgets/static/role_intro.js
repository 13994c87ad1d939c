// Before the contact: who is calling, what is to be done, and how it is to be played.

const ROLE_BEGIN = { phone: "Answer the call", chat: "Open the chat", desk: "Say hello" };
const ROLE_COMING = { phone: "is calling", chat: "has opened a chat", desk: "comes to your desk" };
const ROLE_MODES = [
  ["solo", "On my own"],
  ["free", "In my own words"],
  ["pair", "In pairs"],
];
const roleSentence = (text) => rich(text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : "."));
const ROLE_HOW = {
  solo: "Choose a reply from a list.",
  free: "Write your own reply first, then choose the nearest one.",
  pair: "One plays the customer from a card, one answers freely; then choose the nearest reply together.",
};

/** Coaching and time pressure, on or off. */
const roleSwitches = (v, act) =>
  v.graded
    ? null
    : el(
        "div",
        { class: "cx-switches" },
        roleSwitch("coaching", "Coach after each reply", v.coaching, (on) => act({ kind: "set", coaching: on })),
        roleSwitch("pressure", "Time pressure", v.pressure, (on) => act({ kind: "set", pressure: on })),
      );

const roleModes = (v, act) =>
  v.graded
    ? null
    : el(
        "fieldset",
        { class: "cx-modes" },
        el("legend", {}, "How do you want to play?"),
        el(
          "div",
          { class: "cx-seg" },
          ROLE_MODES.map(([id, label]) =>
            button(`mode ${id}`, label, () => act({ kind: "set", mode: id }), {
              class: "cx-btn cx-segment",
              "aria-pressed": String(v.mode === id),
            }),
          ),
        ),
        el("p", { class: "cx-sub" }, ROLE_HOW[v.mode]),
      );

/** Who is calling, what you are to do, and how you want to play; `begin` answers the call. */
function roleIntro(v, act, begin) {
  const a = v.about;
  return el(
    "div",
    { class: `cx-intro cx-${a.channel}` },
    el(
      "div",
      { class: "cx-ringing" },
      el("div", { class: "cx-halo" }, roleFace(v.mood, 96)),
      el("strong", { class: "cx-name" }, a.name),
      el("div", { class: "cx-sub" }, ROLE_COMING[a.channel]),
    ),
    el(
      "div",
      { class: "cx-brief" },
      v.stem ? el("p", { class: "cx-stem" }, rich(v.stem)) : null,
      el("p", {}, el("strong", {}, "The customer. "), rich(a.customer)),
      el("p", {}, el("strong", {}, "You. "), roleSentence(a.role)),
      el("p", {}, el("strong", {}, "Your goal. "), roleSentence(a.goal)),
      roleModes(v, act),
      roleSwitches(v, act),
      v.graded ? roleKept(v) : null,
      v.left_out ? el("p", { class: "cx-sub" }, v.left_out) : null,
      v.graded && !v.kept.left
        ? null
        : button("begin", ROLE_BEGIN[a.channel], begin, { class: "cx-btn cx-primary cx-begin" }),
    ),
  );
}

/** What a learner has kept of a graded scene. */
const roleKept = (v) =>
  el(
    "div",
    { class: "cx-keptruns" },
    el("p", {}, v.kept.told),
    v.kept.runs.length
      ? el(
          "ul",
          { class: "cx-list" },
          v.kept.runs.map((r) =>
            el("li", {}, el("strong", {}, `Run ${r.number}`), ` · ${r.replies} replies · trust ${r.trust} · kept`),
          ),
        )
      : null,
  );
