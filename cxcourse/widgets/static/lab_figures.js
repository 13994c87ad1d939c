// Right in the metric lab: what it comes to. Every number comes from Python; no formula of a metric is in here.

/** Write words where they differ, so that nothing blinks; a number keeps its per cent sign. */
const labWords = (node, said) => {
  const text = said.replace(/(\d) %/g, "$1\u00a0%");
  if (node.textContent !== text) node.textContent = text;
};

/** The same nodes with new words, so that nothing blinks while a slider moves. */
const labList = (host, items, make, write) => {
  if (host.children.length !== items.length) host.replaceChildren(...items.map(make));
  items.forEach((item, i) => write(host.children[i], item, i));
};

function labFigures(view) {
  const right = {
    root: el("div", { class: "cx-right" }),
    number: el("span"),
    unit: el("span", { class: "cx-of" }),
    about: el("small"),
    picture: el("div", { class: "cx-picture", role: "img" }),
    difference: el("div", { class: "cx-picture cx-gap", role: "img" }),
    bars: el("div", { class: "cx-bars" }),
    steps: el("ol", { class: "cx-steps" }),
    reading: el("p", { class: "cx-reading" }),
    notes: el("div", { class: "cx-notes" }),
    target: el("div", { class: "cx-notes" }),
    formula: el("p", { class: "cx-formula" }),
    problem: el("div", { class: "cx-notice cx-care cx-problem" }, el("strong", {}, "No figure yet."), " ", el("span")),
  };
  right.root.append(
    right.problem,
    el("div", { class: "cx-figure" }, right.number, right.unit, right.about),
    right.picture,
    right.difference,
    right.bars,
    right.reading,
    right.notes,
    el("div", { class: "cx-working" }, right.formula, right.steps),
    right.target,
  );
  /** The bar of the sample follows the hand; its percentages follow from Python. */
  const grow = (field, place, x) => {
    if (view().what.some((w) => (w.name === "times" && w.value !== 1) || (w.name === "shift" && w.value))) return;
    const bar = right.bars.children[place]?.querySelector(".cx-bar");
    const part = [...(bar?.children ?? [])].find((n) => n.dataset.label === field.label);
    if (part) part.style.flexGrow = Math.max(0, Number(x));
  };
  const sample = () =>
    el(
      "div",
      { class: "cx-sample" },
      el("div", { class: "cx-bar", "aria-hidden": "true" }),
      el("div", { class: "cx-legend" }),
    );
  /** The parts of one sample; while something moves, the hand decides how wide they are. */
  const drawSample = (node, { name, parts }, place, moving) => {
    const [strip, legend] = node.children;
    const span = () => el("span");
    labList(strip, parts, span, (n, part) => {
      n.className = `cx-part cx-t-${part.tone}`;
      n.dataset.label = part.label;
      if (!moving || !n.style.flexGrow) n.style.flexGrow = part.count;
    });
    labList(legend, [...(name ? [{ chip: name }] : []), ...parts], span, (n, part) => {
      n.className = part.chip ? `cx-chip cx-side${place}` : `cx-entry cx-t-${part.tone}`;
      labWords(n, part.chip ?? `${part.label} ${part.count.toLocaleString("en")} · ${part.text}`);
    });
  };
  const note = () => el("div", {}, el("strong"), " ", el("span"));
  const drawNote = (node, { kind, head, text }) => {
    node.className = `cx-notice cx-${kind}`;
    labWords(node.firstChild, head);
    labWords(node.lastChild, text);
  };
  const draw = (v, moving) => {
    right.root.classList.toggle("cx-broken", Boolean(v.problem));
    labWords(right.problem.lastChild, v.problem);
    labWords(right.number, v.figure);
    labWords(right.unit, v.unit.trim());
    labWords(right.about, v.about);
    right.picture.hidden = !v.picture;
    right.difference.hidden = !v.difference;
    if (v.picture) labPicture(right.picture, v.picture);
    if (v.difference) labPicture(right.difference, v.difference);
    labList(right.bars, v.parts, sample, (node, part, i) => drawSample(node, part, i, moving));
    labList(
      right.steps,
      v.steps,
      (_, i) => el("li", {}, el("span", { class: "cx-badge", "aria-hidden": "true" }, String(i + 1)), el("span")),
      (n, s) => labWords(n.lastChild, s),
    );
    labWords(right.reading, v.reading);
    const [targets, notes] = [true, false].map((on) => v.notes.filter((n) => (n.kind === "target") === on));
    labList(right.notes, notes, note, drawNote);
    labList(right.target, targets, note, drawNote);
    labWords(right.formula, v.formula);
  };
  return { root: right.root, draw, grow };
}
