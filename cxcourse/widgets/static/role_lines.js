// What is said, as it is seen and heard; who is on the line, and for how long.

const ROLE_SPEAKING = { phone: "is speaking", chat: "is typing", desk: "is speaking" };

/** A line as it is heard by a screen reader. */
const roleHeard = (v, line) => `${v.about.name}, ${roleMood(line.mood).word}: ${line.text}`;

/** Seconds as 2:05. */
const roleClock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;

/** A line as a bubble, on the side of who said it; from one of one's own one can go back. */
const roleBubble = (v, line, i, act) =>
  line.who === "you"
    ? el(
        "li",
        { class: "cx-said-by cx-mine" },
        el("div", { class: "cx-who" }, "you"),
        line.own
          ? el(
              "div",
              { class: "cx-bubble cx-ownwords" },
              el("span", { class: "cx-tiny" }, "in your own words"),
              line.own,
            )
          : null,
        el(
          "div",
          { class: "cx-bubble" },
          line.own ? el("span", { class: "cx-tiny" }, "nearest of the list") : null,
          line.text,
        ),
        el(
          "div",
          { class: "cx-after" },
          line.change != null ? roleChange(line.change) : null,
          v.graded
            ? null
            : button(
                `back ${line.turn}`,
                "Try another reply",
                () => act({ kind: "rewind", turn: line.turn, from: "now" }),
                { class: "cx-link cx-tinylink", "aria-label": `Go back to turn ${line.turn} and try another reply` },
              ),
        ),
      )
    : el(
        "li",
        { class: `cx-said-by cx-theirs${line.narrated ? " cx-narrated" : ""}` },
        el(
          "div",
          { class: "cx-who" },
          roleFace(line.mood, 22),
          el("span", {}, v.about.first),
          " · ",
          roleMoodTag(line.mood),
        ),
        el("div", { class: "cx-bubble", "data-line": i }, line.text),
      );
/** The breath before an answer. */
const roleWaiting = (v) =>
  el(
    "li",
    { class: "cx-said-by cx-theirs cx-beat" },
    el(
      "div",
      { class: "cx-bubble" },
      el("span", { class: "cx-tiny" }, `${v.about.first} ${ROLE_SPEAKING[v.about.channel]}`),
      el("span", { class: "cx-dotdot", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
    ),
  );

const ROLE_WHERE = { phone: "on the line", chat: "in the chat", desk: "at your desk" };
const ROLE_GONE = { phone: "call ended", chat: "chat closed", desk: "has left" };

/** The bar above the lines: face and mood of the customer, and the time of a call. `running` says whether it counts. */
function roleBar(running) {
  const node = el("div", { class: "cx-callbar" });
  let shape = "";
  let seconds = 0;
  let time = null;
  const name = (v, mood, over) =>
    el(
      "div",
      { class: "cx-caller" },
      el("strong", {}, v.about.name),
      el("div", { class: "cx-sub" }, roleMoodTag(mood), ` · ${(over ? ROLE_GONE : ROLE_WHERE)[v.about.channel]}`),
    );
  const call = (speaking) => {
    const wave = [5, 11, 17, 9, 14, 7, 12].map((h) => el("i", { style: `height:${h}px` }));
    const about = { class: "cx-calltime", role: "timer", "aria-live": "off", "aria-label": "Time of this call" };
    time = el("span", about, roleClock(seconds));
    return [el("span", { class: `cx-wave${speaking ? " cx-live" : ""}`, "aria-hidden": "true" }, wave), time];
  };
  const draw = (v, mood, speaking) => {
    const now = JSON.stringify([mood, v.about, v.phase, speaking]);
    if (now === shape) return;
    shape = now;
    const over = v.phase === "ended" && !speaking;
    const parts = v.about.channel === "phone" ? call(speaking) : [];
    node.replaceChildren(roleFace(mood, 52), name(v, mood, over), ...parts);
  };
  const second = setInterval(() => {
    if (document.hidden || !running()) return;
    seconds += 1;
    if (time) time.textContent = roleClock(seconds);
  }, 1000);
  const restart = () => {
    seconds = 0;
  };
  const forget = () => {
    shape = "";
  };
  return { node, draw, restart, forget, dispose: () => clearInterval(second) };
}
