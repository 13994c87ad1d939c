// What a customer looks like: a drawn face, the word for a mood, and its sign. A colour never says it alone.

const ROLE_MOODS = {
  "-2": { word: "upset", sign: "▾▾", tone: "bad" },
  "-1": { word: "wary", sign: "▾", tone: "care" },
  0: { word: "calm", sign: "•", tone: "plain" },
  1: { word: "at ease", sign: "▴", tone: "good" },
  2: { word: "glad", sign: "▴▴", tone: "good" },
};
const ROLE_OUTCOMES = {
  resolved: { word: "Resolved", sign: "✓", tone: "good" },
  partial: { word: "Partly solved", sign: "◐", tone: "care" },
  lost: { word: "Lost", sign: "✕", tone: "bad" },
};
const roleMood = (mood) => ROLE_MOODS[Math.max(-2, Math.min(2, mood ?? 0))];

/** An SVG element. */
function roleSvg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes))
    if (value != null && value !== false) node.setAttribute(name, value);
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

/** A face of 48 units; brows and mouth follow the mood. It is decoration: the word stands beside it. */
function roleFace(mood, size = 48) {
  const m = Math.max(-2, Math.min(2, mood ?? 0));
  // brows: their inner ends go down in anger, up in worry, and both ends arch in joy
  const shapes = {
    "-2": [15.2, 19.6, 16.6],
    "-1": [17.6, 15.6, 15.8],
    0: [16.2, 16.2, 15.2],
    1: [15.8, 15.4, 13.2],
    2: [15.4, 14.6, 11.8],
  };
  const [out, inn, mid] = shapes[m];
  const brow = (x, to) =>
    roleSvg("path", { d: `M${x - to * 4.8} ${out} Q${x} ${mid} ${x + to * 4.4} ${inn}`, class: "cx-stroke" });
  const width = m === 0 ? 6 : 7.5;
  const bend = 2.6 * m;
  const mouth =
    m === 2
      ? roleSvg("path", { d: "M15.5 29.5 Q24 33 32.5 29.5 Q31 38.5 24 38.5 Q17 38.5 15.5 29.5Z", class: "cx-ink" })
      : roleSvg("path", {
          d: `M${24 - width} ${33 - bend / 2.4} Q24 ${33 + bend} ${24 + width} ${33 - bend / 2.4}`,
          class: "cx-stroke",
        });
  return roleSvg(
    "svg",
    {
      viewBox: "0 0 48 48",
      width: size,
      height: size,
      class: `cx-face cx-t-${roleMood(m).tone}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    roleSvg("circle", { cx: 24, cy: 24, r: 21.5, class: "cx-skin" }),
    brow(16.5, 1),
    brow(31.5, -1),
    ...[16.5, 31.5].map((x) =>
      roleSvg("ellipse", { cx: x, cy: 22.6, rx: 2.1, ry: m === -2 ? 1.9 : 2.5, class: "cx-ink" }),
    ),
    mouth,
  );
}

/** The word of a mood with its sign. */
function roleMoodTag(mood) {
  const m = roleMood(mood);
  return el("span", { class: `cx-mood cx-t-${m.tone}` }, el("span", { "aria-hidden": "true" }, `${m.sign} `), m.word);
}

/** "+12" and "−4": a change with its true minus. */
const roleSigned = (n) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "±0");

/** A change of trust as a small tag. */
function roleChange(n) {
  const tone = n > 0 ? "good" : n < 0 ? "bad" : "plain";
  return el(
    "span",
    { class: `cx-change cx-t-${tone}` },
    el("span", { class: "cx-hide" }, "trust "),
    roleSigned(n),
    el("span", { "aria-hidden": "true" }, n > 0 ? " ▴" : n < 0 ? " ▾" : ""),
  );
}

/** Trust as a meter with the goal as a mark. */
function roleTrust(trust) {
  const { now, goal } = trust;
  const fill = el("span", {
    class: `cx-fill ${goal != null && now >= goal ? "cx-t-good" : now < 25 ? "cx-t-bad" : "cx-t-care"}`,
  });
  fill.style.width = `${now}%`;
  const mark = goal == null ? null : el("span", { class: "cx-mark" });
  if (mark) mark.style.left = `${goal}%`;
  return el(
    "div",
    { class: "cx-trust" },
    el(
      "div",
      { class: "cx-trusthead" },
      el("strong", {}, `Trust ${now}`),
      trust.change ? roleChange(trust.change) : null,
    ),
    el(
      "div",
      {
        class: "cx-meter",
        role: "meter",
        "aria-label": "Trust",
        "aria-valuenow": now,
        "aria-valuemin": 0,
        "aria-valuemax": 100,
        "aria-valuetext": `${now} of 100${goal != null ? `, goal ${goal} or more` : ""}`,
      },
      fill,
      mark,
    ),
    goal != null ? el("span", { class: "cx-sub" }, `goal: ${goal} or more`) : null,
  );
}

/** Three dots for a reply's worth, with words beside them for those who do not see dots. */
function roleDots(score) {
  return el(
    "span",
    { class: "cx-dots", role: "img", "aria-label": `${score} of 3` },
    [0, 1, 2].map((i) => el("i", { class: i < score ? "cx-full" : "" })),
  );
}

/** A switch: a check box that says on or off. */
function roleSwitch(key, label, on, change) {
  const box = el("input", { type: "checkbox", role: "switch", "data-k": key, onchange: () => change(box.checked) });
  box.checked = on;
  return el(
    "label",
    { class: "cx-switch" },
    box,
    el("span", { class: "cx-knob", "aria-hidden": "true" }),
    el("span", {}, label),
  );
}

/** Save text as a file on the learner's machine. */
function roleDownload(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
