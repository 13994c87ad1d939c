// What a run is set beside: the six techniques, the earlier runs, the others of the cohort.

/** A table that scrolls inside its own box where the column is narrow. */
const roleTable = (name, heads, rows) =>
  el(
    "div",
    { class: "cx-scroll", tabindex: 0, role: "region", "aria-label": name, "data-k": name.toLowerCase() },
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
      el("tbody", {}, rows),
    ),
  );

/** Six techniques: a bar where used, words where not. */
function roleTechniques(list) {
  const observed = list.some((t) => t.seen || t.quote);
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
      observed
        ? el(
            "td",
            { class: "cx-sub" },
            t.seen || t.quote ? [t.seen ? "✓ seen" : "", t.quote ? `“${t.quote}”` : ""].filter(Boolean).join(" ") : "–",
          )
        : null,
    );
  };
  return roleTable(
    "Techniques",
    ["Technique", "How well, where used", "How often", ...(observed ? ["Seen by the observer"] : [])],
    list.map(row),
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
  return roleTable("Your runs", heads, d.runs.map(row));
}

/** The ends of all others as one bar. */
function roleCohort(c) {
  const part = (key) => {
    const node = el("span", { class: `cx-share cx-t-${ROLE_OUTCOMES[key].tone}` });
    node.style.flexGrow = c.ends[key];
    return node;
  };
  return el(
    "div",
    { class: "cx-cohort" },
    el("p", {}, c.told),
    el("div", { class: "cx-strip", "aria-hidden": "true" }, Object.keys(ROLE_OUTCOMES).map(part)),
  );
}
