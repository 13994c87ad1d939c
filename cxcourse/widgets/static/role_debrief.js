// After the contact: how it ended, the way through the scene, every reply beside the best one, and earlier runs.

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
  return el(
    "figure",
    { class: "cx-graph" },
    el(
      "div",
      { class: "cx-scroll", tabindex: 0, role: "region", "aria-label": "The way through the scene", "data-k": "graph" },
      roleSvg(
        "svg",
        {
          viewBox: `0 0 ${width} ${height}`,
          role: "img",
          "aria-label": graph.told,
          style: `min-width:${Math.min(width, 620)}px;max-width:${width}px`,
        },
        [...graph.edges].sort((a, b) => order(a) - order(b)).map(line),
        graph.nodes.map(node),
      ),
    ),
    el(
      "figcaption",
      { class: "cx-legend" },
      el("span", { class: "cx-l-taken" }, "your way"),
      el("span", { class: "cx-l-best" }, "best road"),
      el("span", { class: "cx-l-gate" }, "unseen fork"),
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

const roleSection = (title, ...inner) => el("section", { class: "cx-part" }, el("h4", {}, title), ...inner);

/** The head: the end in a word, the ratio, trust. */
function roleResult(d) {
  const o = ROLE_OUTCOMES[d.outcome];
  const cell = (label, figure, small) =>
    el(
      "div",
      { class: "cx-cell" },
      el("div", { class: "cx-sub" }, label),
      el("div", { class: "cx-big" }, figure),
      el("div", { class: "cx-sub" }, small),
    );
  return el(
    "div",
    { class: `cx-result cx-t-${o.tone}` },
    el(
      "div",
      { class: "cx-cell cx-outcome" },
      roleFace(d.mood, 58),
      el(
        "div",
        {},
        el("div", { class: "cx-sub" }, "The contact ended"),
        el("div", { class: "cx-big" }, el("span", { class: "cx-sign", "aria-hidden": "true" }, `${o.sign} `), o.word),
      ),
    ),
    d.ratio == null ? null : cell("Your replies", `${d.ratio} %`, `${d.points} of ${d.best_points} points on your way`),
    d.trust.last == null
      ? null
      : cell(
          "Trust",
          `${d.trust.first} → ${d.trust.last}`,
          d.trust.goal != null ? `goal: ${d.trust.goal} or more` : "of 100",
        ),
  );
}

/** One turn: what the customer said, your reply, the best one, and why. */
function roleTurn(t, act) {
  const best = t.score >= t.best_score;
  return el(
    "li",
    { class: "cx-turn", tabindex: -1, "data-turn": t.number },
    el(
      "div",
      { class: "cx-turnhead" },
      el("span", { class: "cx-badge" }, String(t.number)),
      el("span", { class: "cx-heard" }, `“${t.customer}”`),
      el("span", { class: "cx-sub" }, `trust ${t.before} → ${t.after}`),
      roleChange(t.after - t.before),
    ),
    el(
      "div",
      { class: `cx-pairs${best && !t.own ? " cx-one" : ""}` },
      t.own ? el("div", { class: "cx-line" }, el("div", { class: "cx-sub" }, "In your own words"), t.own) : null,
      el(
        "div",
        { class: `cx-line cx-t-${best ? "good" : t.score === 0 ? "bad" : "care"}` },
        el(
          "div",
          { class: "cx-sub" },
          t.own ? "Nearest reply " : "Your reply ",
          roleDots(t.score),
          best ? " the best there was" : "",
        ),
        t.said,
      ),
      best
        ? null
        : el(
            "div",
            { class: "cx-line cx-t-good" },
            el("div", { class: "cx-sub" }, "Best reply ", roleDots(t.best_score)),
            t.best_say,
          ),
    ),
    el("p", { class: "cx-coachline" }, el("strong", {}, "Coach. "), t.coach),
    el(
      "div",
      { class: "cx-turnfoot" },
      t.techniques.map((x) => el("span", { class: "cx-tag" }, x)),
      t.lacks.map((x) => el("span", { class: "cx-tag cx-missed" }, `missed: ${x}`)),
      button(`again ${t.number}`, "Go back to here", () => act({ kind: "rewind", turn: t.number, from: "shown" }), {
        class: "cx-link",
        "aria-label": `Go back to turn ${t.number} and try another reply`,
      }),
    ),
  );
}

/** Six techniques: a bar where used, words where not. */
function roleTechniques(list) {
  const row = (t) => {
    const fill = el("span", { class: "cx-fill" });
    fill.style.width = `${t.mean ?? 0}%`;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, t.name),
      el(
        "td",
        {},
        t.mean == null
          ? el("span", { class: "cx-sub" }, "not used")
          : el(
              "span",
              { class: "cx-barline" },
              el("span", { class: "cx-meter", "aria-hidden": "true" }, fill),
              `${t.mean}\u00a0%`,
            ),
      ),
      el(
        "td",
        { class: "cx-sub" },
        [
          t.times ? `${t.times} ${t.times === 1 ? "time" : "times"}` : "",
          t.missed ? `missed ${t.missed} ${t.missed === 1 ? "time" : "times"}` : "",
        ]
          .filter(Boolean)
          .join(", ") || "–",
      ),
      list.some((x) => x.seen || x.quote)
        ? el(
            "td",
            { class: "cx-sub" },
            t.seen || t.quote ? [t.seen ? "✓ seen" : "", t.quote ? `“${t.quote}”` : ""].filter(Boolean).join(" ") : "–",
          )
        : null,
    );
  };
  return el(
    "div",
    { class: "cx-scroll", tabindex: 0, role: "region", "aria-label": "Techniques", "data-k": "techniques" },
    el(
      "table",
      { class: "cx-table" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          [
            "Technique",
            "How well, where used",
            "How often",
            ...(list.some((x) => x.seen || x.quote) ? ["Seen by the observer"] : []),
          ].map((h) => el("th", { scope: "col" }, h)),
        ),
      ),
      el("tbody", {}, list.map(row)),
    ),
  );
}

/** Earlier runs of the same scene, and the others when a cohort was given. */
function roleRuns(d, act) {
  const row = (r) =>
    el(
      "tr",
      { class: r.shown ? "cx-shown" : "" },
      el("th", { scope: "row" }, `Run ${r.number}`),
      el("td", {}, ROLE_OUTCOMES[r.outcome].sign, " ", ROLE_OUTCOMES[r.outcome].word),
      r.ratio == null ? null : el("td", {}, `${r.ratio} %`),
      el("td", {}, String(r.trust)),
      el(
        "td",
        { class: "cx-sub" },
        [r.customer, r.mode, r.rewound ? "with second tries" : ""].filter(Boolean).join(", "),
      ),
      el(
        "td",
        {},
        r.shown
          ? el("span", { class: "cx-sub" }, "shown")
          : button(`run ${r.number}`, "Show", () => act({ kind: "show", run: r.number }), {
              class: "cx-link",
              "aria-label": `Show run ${r.number}`,
            }),
      ),
    );
  const heads = ["Run", "End", ...(d.ratio == null ? [] : ["Replies"]), "Trust", "How", "Debrief"];
  return el(
    "div",
    { class: "cx-scroll", tabindex: 0, role: "region", "aria-label": "Your runs", "data-k": "runs" },
    el(
      "table",
      { class: "cx-table" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heads.map((h) => el("th", { scope: "col" }, h)),
        ),
      ),
      el("tbody", {}, d.runs.map(row)),
    ),
  );
}
function roleCohort(c) {
  const part = (key) => {
    const node = el("span", { class: `cx-share cx-t-${ROLE_OUTCOMES[key].tone}` });
    node.style.flexGrow = c.ends[key];
    return node;
  };
  return el(
    "div",
    { class: "cx-cohort" },
    el("div", { class: "cx-strip", "aria-hidden": "true" }, Object.keys(ROLE_OUTCOMES).map(part)),
    el("p", {}, c.told),
  );
}

/** The whole debrief. */
function roleDebrief(ui, v, act) {
  const d = v.debrief;
  const turns = el(
    "ol",
    { class: "cx-turns" },
    d.turns.map((t) => roleTurn(t, act)),
  );
  const goTo = (number) => {
    const t = turns.querySelector(`[data-turn="${number}"]`);
    t?.scrollIntoView({ block: "center", behavior: roleStill() ? "auto" : "smooth" });
    t?.focus({ preventScroll: true });
  };
  const save = (form, type) =>
    button(
      `save ${form}`,
      { txt: "Text", md: "Markdown", csv: "CSV" }[form],
      () => roleDownload(`${d.file}.${form}`, d.transcripts[form], type),
      {
        class: "cx-btn cx-small",
        "aria-label": `Save the transcript as ${{ txt: "text", md: "Markdown", csv: "CSV" }[form]}`,
      },
    );
  return el(
    "div",
    { class: "cx-debrief" },
    roleResult(d),
    el("blockquote", { class: "cx-lastwords" }, d.last_words),
    d.coach ? notice(ROLE_OUTCOMES[d.outcome].tone === "good" ? "good" : "note", "Coach.", ...rich(d.coach)) : null,
    d.state.length
      ? el(
          "p",
          { class: "cx-sub" },
          `What also counted at the end: ${d.state.map((s) => `${s.name}: ${s.value}`).join("; ")}.`,
        )
      : null,
    roleSection("Your way through the scene", roleGraph(d.graph, goTo)),
    d.trust.last == null ? null : roleSection("Trust, reply by reply", roleCurve(d.curve, d.trust.goal, d.earlier)),
    roleSection("Techniques", roleTechniques(d.techniques)),
    roleSection("Turn by turn", turns),
    roleSection(
      d.runs.length > 1 ? "Your runs" : "Your runs so far",
      roleRuns(d, act),
      d.cohort ? roleCohort(d.cohort) : null,
    ),
    roleSection(
      "Keep the transcript",
      el("div", { class: "cx-saves" }, save("txt", "text/plain"), save("md", "text/markdown"), save("csv", "text/csv")),
    ),
  );
}
