// Glossary cards: write your own definition, compare, say how it went. Missed ones come back.

function render({ model, el: host }) {
  const ui = frame(model, host, "flashcards");
  const view = () => model.get("view");
  let list = false;
  const typed = {};
  let drawn = "";
  let was = "";

  const day = (iso) => {
    const away = Math.round((new Date(`${iso}T12:00`) - new Date().setHours(12, 0, 0, 0)) / 86400000);
    return away <= 0 ? "today" : away === 1 ? "tomorrow" : `in ${away} days`;
  };
  const boxes = (box) =>
    el(
      "span",
      { class: "cx-boxes", role: "img", "aria-label": `box ${box + 1} of ${view().rest_days.length}` },
      view().rest_days.map((_, i) => el("i", { class: i <= box ? "cx-full" : "" })),
    );

  /** Our definition with its ideas marked: solid where the learner touched them, dashed where not. */
  const marked = (card) => {
    const left = [...card.ideas];
    return card.definition.split(/([\p{L}\p{N}'-]+)/u).map((part) => {
      const at = left.findIndex((idea) => idea.word === part);
      if (at < 0) return part;
      const [idea] = left.splice(at, 1);
      return el("mark", { class: idea.hit ? "cx-hit" : "cx-miss" }, part);
    });
  };

  const touched = (card) => {
    const hits = card.ideas.filter((i) => i.hit).length;
    if (!card.own) return "The underlined words carry it. Say it once aloud in your own words.";
    return `You touched ${hits} of ${card.ideas.length} ideas${hits < card.ideas.length ? "; look at the dashed words." : "."}`;
  };
  const practise = (card) => {
    if (!card) {
      const next = view().next;
      return el(
        "div",
        { class: "cx-rest" },
        el("div", { class: "cx-figure" }, "Done for today"),
        el(
          "p",
          {},
          next
            ? `The next card comes back ${day(next)}. Cards that you knew rest longer each time.`
            : "There are no cards yet.",
        ),
        button("browse", "Open my glossary", () => {
          list = true;
          draw();
        }),
      );
    }
    const id = `${ui.id}-own`;
    const compared = card.definition !== undefined;
    const own = el("textarea", {
      id,
      rows: 3,
      "data-k": "own",
      class: "cx-own",
      placeholder: "In your own words …",
      readonly: compared,
      oninput: (e) => {
        typed[card.id] = e.target.value;
      },
      onchange: (e) => {
        if (!compared) ui.send({ kind: "write", term: card.id, own: e.target.value });
      },
      onkeydown: (e) => {
        if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
          e.preventDefault();
          own.blur();
          compare(card);
        }
      },
    });
    own.value = typed[card.id] ?? card.own;
    return el(
      "div",
      { class: `cx-flash${compared ? " cx-open-card" : ""}` },
      el("div", { class: "cx-term" }, card.term, " ", boxes(card.box)),
      el(
        "div",
        { class: "cx-sides" },
        el("div", { class: "cx-side" }, el("label", { for: id }, "Your definition"), own),
        compared
          ? el(
              "div",
              { class: "cx-side cx-ours" },
              el("div", { class: "cx-sidehead" }, "Ours"),
              el("p", {}, marked(card)),
              el("p", { class: "cx-sub" }, touched(card)),
            )
          : null,
      ),
    );
  };
  const compare = (card, blank = false) =>
    ui.send({ kind: "compare", term: card.id, own: blank ? "" : (typed[card.id] ?? card.own), blank });

  const glossary = () =>
    el(
      "dl",
      { class: "cx-glossary" },
      view().terms.map((t) =>
        el(
          "div",
          {},
          el(
            "dt",
            {},
            button(
              `open ${t.id}`,
              t.term,
              () => {
                list = false;
                ui.send({ kind: "open", term: t.id });
              },
              { class: "cx-link" },
            ),
            " ",
            boxes(t.box),
          ),
          el("dd", {}, el("span", { class: t.own ? "" : "cx-sub" }, t.own || "not written yet")),
          t.definition
            ? el("dd", { class: "cx-why" }, el("strong", {}, "Ours. "), t.definition, ` Back ${day(t.due)}.`)
            : null,
        ),
      ),
    );

  const drawFoot = () => {
    const { card } = view();
    const acts = [];
    if (list)
      acts.push(
        button(
          "back",
          "Back to the cards",
          () => {
            list = false;
            draw();
          },
          { class: "cx-btn cx-primary" },
        ),
      );
    else if (card && card.definition === undefined) {
      acts.push(button("compare", "Compare", () => compare(card), { class: "cx-btn cx-primary" }));
      acts.push(button("blank", "I don't know", () => compare(card, true)));
    } else if (card) {
      const rate = (rating, label) =>
        button(rating, label, () => ui.send({ kind: "rate", term: card.id, rating }), { class: "cx-btn" });
      acts.push(rate("missed", "Missed it"), rate("nearly", "Nearly"), rate("known", "Knew it"));
    }
    ui.keepFocus(() => ui.actions.replaceChildren(...acts));
  };
  const draw = ui.steady(() => {
    const v = view();
    const known = v.terms.filter((t) => t.box > 0).length;
    ui.title.textContent = v.title;
    ui.sub.textContent = list
      ? `${v.terms.length} terms`
      : v.due
        ? `${v.due} due today · ${known} of ${v.terms.length} known`
        : `${known} of ${v.terms.length} known`;
    ui.tools.replaceChildren(
      list
        ? ""
        : button("list", "My glossary", () => {
            list = true;
            draw();
            ui.say("Glossary");
          }),
    );
    const now = JSON.stringify([list, v.card, list && v.terms]);
    if (now !== drawn) ui.keepFocus(() => ui.body.replaceChildren(list ? glossary() : practise(v.card)));
    drawn = now;
    drawFoot();
  });
  const changed = ui.steady(() => {
    const { card } = view();
    const key = `${card?.id} ${card?.definition !== undefined}`;
    if (card?.definition !== undefined) delete typed[card.id];
    draw();
    ui.arrived();
    if (key === was || list) return;
    const moved = (was && ui.root.contains(document.activeElement)) || document.activeElement === document.body;
    was = key;
    if (card?.definition !== undefined) {
      ui.say(`Ours: ${card.definition} ${touched(card)} How did it go?`);
      ui.actions.querySelector("button")?.focus();
    } else if (moved && card) {
      ui.body.querySelector("textarea")?.focus();
      ui.say(`Next term: ${card.term}`);
    }
  });

  draw();
  ui.arrived();
  was = `${view().card?.id} ${view().card?.definition !== undefined}`;
  model.on("change:view", changed);
  return () => {
    model.off("change:view", changed);
    ui.dispose();
  };
}

export default { render };
