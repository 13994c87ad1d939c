// Two pictures of a run: the way through the scene, and trust from turn to turn.

const ROLE_STEP = 74;
const ROLE_RISE = 54; // one layer and one row of the drawn scene, in pixels

/** The scene as a graph: the way that was taken in full, the best road dashed, all else faint. */
function roleGraph(graph, go) {
  const x = (n) => 34 + n.x * ROLE_STEP;
  const y = (n) => 34 + n.y * ROLE_RISE;
  const by = Object.fromEntries(graph.nodes.map((n) => [n.id, n]));
  const width = 68 + graph.columns * ROLE_STEP;
  const height = 68 + graph.rows * ROLE_RISE;
  const line = (e) => {
    const a = by[e.from];
    const b = by[e.to];
    const middle = (x(a) + x(b)) / 2;
    const far =
      a.y === b.y && graph.nodes.some((n) => n.y === a.y && n.x > Math.min(a.x, b.x) && n.x < Math.max(a.x, b.x));
    const lift = far ? (a.y > graph.rows / 2 ? 30 : -30) : 0; // past the nodes between, not through them
    const d = far
      ? `M${x(a)} ${y(a)} C${x(a) + 40} ${y(a) + lift} ${x(b) - 40} ${y(b) + lift} ${x(b)} ${y(b)}`
      : `M${x(a)} ${y(a)} C${middle} ${y(a)} ${middle} ${y(b)} ${x(b)} ${y(b)}`;
    return roleSvg("path", { d, class: `cx-edge${e.best ? " cx-best" : ""}${e.taken ? " cx-taken" : ""}` });
  };
  const order = (e) => (e.taken ? 2 : e.best ? 1 : 0);
  const shape = (n) =>
    n.kind === "end"
      ? roleSvg("rect", { x: x(n) - 15, y: y(n) - 15, width: 30, height: 30, rx: 7 })
      : n.kind === "gate"
        ? roleSvg("path", { d: `M${x(n)} ${y(n) - 9} l9 9 -9 9 -9 -9Z` })
        : roleSvg("circle", { cx: x(n), cy: y(n), r: 15 });
  const node = (n) => {
    const sign = n.kind === "end" ? ROLE_OUTCOMES[n.outcome].sign : n.kind === "gate" ? "" : (n.visited ?? "");
    const g = roleSvg(
      "g",
      {
        class: `cx-node cx-${n.kind}${n.visited != null ? " cx-taken" : ""}${n.best ? " cx-best" : ""}${n.outcome ? ` cx-t-${ROLE_OUTCOMES[n.outcome].tone}` : ""}`,
      },
      roleSvg("title", {}, n.told),
      shape(n),
      roleSvg("text", { x: x(n), y: y(n) + 4.5 }, String(sign)),
    );
    if (n.kind === "turn" && n.visited != null) g.addEventListener("click", () => go(n.turn));
    return g;
  };
  const box = el(
    "div",
    { class: "cx-scroll", tabindex: 0, role: "region", "aria-label": "The way through the scene", "data-k": "graph" },
    roleSvg(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        role: "img",
        "aria-label": graph.told,
        style: `min-width:${Math.min(width, 480)}px;max-width:${width}px`,
      },
      [...graph.edges].sort((a, b) => order(a) - order(b)).map(line),
      graph.nodes.map(node),
    ),
  );
  requestAnimationFrame(() => {
    box.scrollLeft = box.scrollWidth; // where it overflows, the end that was reached is what one looks for
  });
  return el(
    "figure",
    { class: "cx-graph" },
    box,
    el(
      "figcaption",
      { class: "cx-legend" },
      el("span", { class: "cx-l-taken" }, "your way"),
      el("span", { class: "cx-l-best" }, "best road"),
      el("span", { class: "cx-l-other" }, "not met"),
      el("span", { class: "cx-l-gate" }, "decided by what went before"),
      ...Object.values(ROLE_OUTCOMES).map((o) =>
        el("span", { class: `cx-l-end cx-t-${o.tone}` }, el("b", { "aria-hidden": "true" }, o.sign), o.word),
      ),
    ),
  );
}

/** Trust from turn to turn, with the goal as a line and other runs as thin ones. */
function roleCurve(curve, goal, earlier) {
  const w = 680;
  const h = 170;
  const left = 34;
  const right = 62;
  const top = 12;
  const bottom = 24;
  const last = Math.max(1, curve.length - 1, ...earlier.map((e) => e.curve.length - 1));
  const x = (i) => left + (i * (w - left - right)) / last;
  const y = (t) => top + ((100 - t) * (h - top - bottom)) / 100;
  const points = (list) => list.map((t, i) => `${x(i)},${y(t)}`).join(" ");
  const end = (list) => y(list[list.length - 1]);
  const told = `Trust from turn to turn: ${curve.join(", ")}${goal != null ? `; the goal is ${goal}` : ""}.${earlier.map((e) => ` Run ${e.number} ended at ${e.curve[e.curve.length - 1]}.`).join("")}`;
  const names = [...earlier.map((e) => ({ ...e, name: `run ${e.number}` })), { curve, name: "this run" }].sort(
    (a, b) => end(a.curve) - end(b.curve),
  );
  names.forEach((n, i) => {
    n.y = Math.max(end(n.curve) + 4, i ? names[i - 1].y + 13 : 0);
  }); // names do not lie on each other
  return roleSvg(
    "svg",
    { viewBox: `0 0 ${w} ${h}`, class: "cx-curve", role: "img", "aria-label": told },
    [0, 50, 100]
      .map((t) => [
        roleSvg("line", { x1: left, x2: w - right, y1: y(t), y2: y(t), class: "cx-grid" }),
        roleSvg("text", { x: left - 8, y: y(t) + 4, "text-anchor": "end" }, String(t)),
      ])
      .flat(),
    roleSvg("polygon", {
      points: `${left},${y(0)} ${points(curve)} ${x(curve.length - 1)},${y(0)}`,
      class: "cx-areafill",
    }),
    goal == null
      ? null
      : [
          roleSvg("line", { x1: left, x2: w - right, y1: y(goal), y2: y(goal), class: "cx-goal" }),
          roleSvg("text", { x: left + 6, y: y(goal) - 5 }, `goal ${goal}`),
        ],
    earlier.map((e) => roleSvg("polyline", { points: points(e.curve), class: "cx-run cx-before" })),
    roleSvg("polyline", { points: points(curve), class: "cx-run" }),
    curve.map((t, i) => roleSvg("circle", { cx: x(i), cy: y(t), r: 4.5, class: "cx-point" })),
    [...Array(last + 1).keys()].map((i) =>
      roleSvg("text", { x: x(i), y: h - 6, "text-anchor": "middle" }, i ? String(i) : "start"),
    ),
    earlier.length
      ? names.map((n) =>
          roleSvg("text", { x: x(n.curve.length - 1) + 9, y: n.y, class: n.number ? "" : "cx-this" }, n.name),
        )
      : null,
  );
}
