// The quiz: one question at a time. Practice shows feedback and explanations, a graded task only that it is saved.

const CHANGE_FIRST = "Change your answer, then check again.";

function render({ model, el: host }) {
  const ui = frame(model, host, "quiz");
  const view = () => model.get("view");
  const local = {}; // item id -> response on the screen, ahead of the kernel
  const history = {}; // item id -> earlier responses, for undo
  const boards = {};
  const items = () =>
    view().items.map((item) => (item.id in local && !item.solution ? { ...item, response: local[item.id] } : item));
  const done = (item) => ["right", "explained"].includes(item.standing);
  let at = Math.max(
    0,
    items().findIndex((item) => !done(item)),
  );
  let drawn = "";

  const graded = () => view().mode === "graded";
  const empty = (r) => r == null || r === "" || (typeof r === "object" && !Object.keys(r).length);
  const left = (item) =>
    ["match", "cardsort"].includes(item.type)
      ? item.options.filter((o) => empty(item.response?.[o.id])).length
      : empty(shown(item))
        ? 1
        : 0;
  /** What counts as the answer on the screen: an order is there from the start. */
  const shown = (item) => (item.type === "order" && !graded() ? orderOf(item) : item.response);
  const orderOf = (item) => (empty(item.response) ? item.options.map((o) => o.id) : item.response);

  const choose = (item, response, said = "") => {
    (history[item.id] ??= []).push(local[item.id] ?? item.response ?? null);
    local[item.id] = response;
    ui.send({ kind: "choose", item: item.id, response });
    draw();
    if (said) ui.say(said);
  };
  const undo = (item) => {
    const before = history[item.id].pop();
    local[item.id] = before;
    ui.send({ kind: "choose", item: item.id, response: before });
    draw();
    ui.say("Undone.");
  };
  /** Whether the answer on the screen is the one that was just checked: another press of Check would waste the second try. */
  const same = (item) =>
    item.tried != null && JSON.stringify(sorted(item, item.tried)) === JSON.stringify(sorted(item, shown(item)));
  const sorted = (item, r) => {
    if (item.type === "numeric") return parseFloat(String(r).replace(",", "."));
    if (item.type === "multi") return [...(r || [])].sort();
    if (["match", "cardsort"].includes(item.type))
      return Object.entries(r || {})
        .map(([k, v]) => [k, [v].flat().sort()])
        .sort();
    return r;
  };
  const check = (item) => {
    if (done(item) || (left(item) && item.type !== "numeric")) return;
    if (same(item)) return ui.say(CHANGE_FIRST);
    if (waiting?.id === item.id && Date.now() - waiting.at < 3000) return; // the second press of a double-click
    const response = shown(item);
    delete local[item.id];
    history[item.id] = [];
    waiting = { id: item.id, at: Date.now(), stamp: ui.send({ kind: "check", item: item.id, response }) };
  };
  let waiting = null;
  const go = (to) => {
    at = to;
    draw();
    (
      ui.body.querySelector("input:checked, input, .cx-card, .cx-order button") ??
      ui.tools.querySelector("[aria-current]")
    )?.focus({ preventScroll: true });
    ui.say(at < items().length ? `Question ${at + 1} of ${items().length}` : "Summary");
  };

  // ------------------------------------------------------------ kinds of question

  const typed = (item, text) => {
    local[item.id] = text;
    ui.message.textContent = "";
    drawFoot();
  };
  const kinds = quizKinds(ui, { choose, check: () => check(now()), typed, same, done, orderOf });
  const question = (item) => {
    const inner = el("div", {}, kinds[item.type]?.(item));
    if (!kinds[item.type])
      drawBoard(ui, inner, item, (boards[item.id] ??= { lifted: null, from: null }), (response, said) =>
        choose(item, response, said),
      );
    const tried = item.tried != null;
    const right = item.standing === "right";
    return el(
      "fieldset",
      { class: "cx-question" },
      el("legend", { class: "cx-stem" }, rich(item.stem)),
      item.image ? el("img", { class: "cx-image", src: item.image.src, alt: item.image.alt }) : null,
      inner,
      tried && !right && item.general && !done(item) && same(item)
        ? notice("care", "Not yet.", ...rich(item.general))
        : null,
      item.hint && !done(item) ? notice("note", "Hint.", ...rich(item.hint)) : null,
      item.explanation
        ? notice(
            right ? "good" : "note",
            right ? (item.type === "single" ? "Why." : "Right.") : "Explanation.",
            ...rich(item.explanation),
          )
        : null,
    );
  };

  const summary = (all) => {
    const first = all.filter((i) => i.first === 1).length;
    const open = all.filter((i) => !done(i)).length;
    return el(
      "div",
      { class: "cx-summary" },
      el("div", { class: "cx-figure" }, `${first}`, el("small", {}, ` of ${all.length} right at the first try`)),
      el(
        "p",
        {},
        open
          ? `${open} still open.`
          : first === all.length
            ? "Nothing to repeat. Go on in the text below."
            : "Practise the others again another day: a second meeting makes them stick.",
      ),
      el(
        "ul",
        { class: "cx-list" },
        all.map((item, i) =>
          el(
            "li",
            {},
            button(`sum ${i}`, `Question ${i + 1}`, () => go(i), { class: "cx-link" }),
            ` ${words(item)}`,
          ),
        ),
      ),
    );
  };
  const words = (item) =>
    ({
      "not-tried": "not tried yet",
      chosen: "answered, not checked",
      "not-yet": "not yet",
      right: item.first === 1 ? "right at the first try" : "right at a later try",
      explained: "not right yet, explained",
      saved: "saved",
    })[item.standing];

  // ------------------------------------------------------------ drawing

  const drawHead = (all) => {
    const v = view();
    ui.title.textContent = v.title;
    const where = at < all.length ? `question ${at + 1} of ${all.length}` : "summary";
    ui.sub.textContent = graded()
      ? `${v.points} points · marked after you hand in`
      : `Module ${Number(v.module.slice(1))} · ${where}`;
    const pip = (item, i) =>
      button(`pip ${i}`, "", () => go(i), {
        class: `cx-pip cx-${item.standing}`,
        title: `Question ${i + 1}: ${words(item)}`,
        "aria-label": `Question ${i + 1}: ${words(item)}`,
        "aria-current": at === i ? "true" : null,
      });
    ui.tools.replaceChildren(
      ...(all.length > 1
        ? [el("div", { class: "cx-pips", role: "group", "aria-label": "Questions" }, all.map(pip))]
        : []),
    );
  };
  const now = () => items()[at];
  const onward = () => items().findIndex((x, i) => i > at && !done(x)); // the next open question, -1 after the last
  const drawFoot = () => {
    const item = now();
    const acts = [];
    if (!item) acts.push(button("back", "Back to the questions", () => go(0)));
    else if (graded()) {
      const n = left(item);
      const all = item.options.length;
      const parts = ["match", "cardsort"].includes(item.type);
      acts.push(
        el(
          "span",
          { class: "cx-state" },
          !n
            ? "Answered"
            : parts && n < all
              ? `${all - n} of ${all} answered, ${n} ${item.type === "cardsort" ? (n === 1 ? "card " : "cards ") : ""}left`
              : "not answered yet",
        ),
      );
      if (item.type === "order" && empty(item.response))
        acts.push(button("keep", "Keep this order", () => choose(now(), orderOf(now()), "Order saved.")));
    } else if (!done(item)) {
      const n = left(item);
      const typed = item.type === "numeric" && !empty(local[item.id]);
      acts.push(
        button("check", "Check", () => check(now()), {
          class: "cx-btn cx-primary",
          disabled: n > 0 && !typed,
          "aria-disabled": same(item) ? "true" : null,
        }),
      );
      if (same(item)) acts.push(el("span", { class: "cx-state" }, CHANGE_FIRST));
      if (n > 0 && ["match", "cardsort"].includes(item.type))
        acts.push(el("span", { class: "cx-state" }, `${n} to go`));
    } else {
      const next = () => (onward() < 0 ? items().length : onward());
      if (items().length > 1)
        acts.push(
          button("next", onward() < 0 ? "See the summary" : "Next question", () => go(next()), {
            class: "cx-btn cx-primary",
          }),
        );
      acts.push(
        button("again", "Practise again", () => {
          delete local[now().id];
          history[now().id] = [];
          ui.send({ kind: "again", item: now().id });
        }),
      );
    }
    if (item && history[item.id]?.length && !done(item) && !["single", "numeric"].includes(item.type))
      acts.push(button("undo", "Undo", () => undo(now())));
    // A click that first leaves a text field must find the button it was aimed at: replace only what differs.
    const asBefore =
      acts.map((a) => a.outerHTML).join() ===
      [...ui.actions.children].map((a) => a.outerHTML.replace(/ data-lm-suppress-shortcuts=""/, "")).join();
    if (!asBefore) ui.keepFocus(() => ui.actions.replaceChildren(...acts));
  };
  const draw = ui.steady(() => {
    const all = items();
    drawHead(all);
    const picture = JSON.stringify([at, all[at] ?? all]);
    if (picture !== drawn) {
      drawn = picture;
      ui.keepFocus(() => ui.body.replaceChildren(all[at] ? question(all[at]) : summary(all)));
    }
    drawFoot();
  });
  const changed = ui.steady(() => {
    for (const item of view().items)
      if (JSON.stringify(local[item.id]) === JSON.stringify(item.response)) delete local[item.id];
    draw();
    ui.arrived();
    if (!waiting || view().ack !== waiting.stamp) return; // an earlier event's word is not the verdict
    const item = view().items.find((i) => i.id === waiting.id);
    waiting = null;
    if (view().message) return;
    const note = Object.values(item.marks ?? {})
      .map((n) => n.text)
      .filter(Boolean)
      .join(" ");
    ui.say(
      [
        item.standing === "right" ? "Right." : "Not yet.",
        item.general,
        note,
        done(item) ? item.explanation : `Hint: ${item.hint}`,
      ]
        .filter(Boolean)
        .join(" "),
    );
    if (done(item)) ui.actions.querySelector("button")?.focus();
  });

  draw();
  ui.arrived();
  model.on("change:view", changed);
  return () => {
    model.off("change:view", changed);
    ui.dispose();
  };
}

export default { render };
