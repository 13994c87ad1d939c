// After the contact: how it ended, and every reply beside the best one.

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
