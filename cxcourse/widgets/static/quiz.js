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

  const options = (item) => {
    const multi = item.type === "multi";
    const name = `${ui.id}-${item.id}`;
    const chosen = multi ? item.response || [] : [item.response];
    return el(
      "div",
      { class: "cx-options" },
      item.options.map((o, i) => {
        const on = chosen.includes(o.id);
        const key = multi ? item.solution?.includes(o.id) : item.solution === o.id;
        const note = item.marks?.[o.id];
        const closed = done(item);
        const judged = closed || (note && (!multi || same(item)));
        const kind = !judged
          ? ""
          : closed
            ? key
              ? "right"
              : note
                ? "not"
                : ""
            : note
              ? note.right
                ? "right"
                : "not"
              : "";
        const why = closed ? item.feedback[o.id] : judged ? note?.text : "";
        const head = { right: "Right. ", not: "Not yet. ", "": "" }[kind];
        const input = el("input", {
          type: multi ? "checkbox" : "radio",
          name,
          value: o.id,
          "data-k": `opt ${o.id}`,
          disabled: closed,
          "aria-describedby": why ? `${name}-${o.id}-why` : null,
          onchange: (e) =>
            choose(
              item,
              multi
                ? item.options.map((x) => x.id).filter((x) => (x === o.id ? e.target.checked : chosen.includes(x)))
                : o.id,
            ),
        });
        input.checked = on;
        input.addEventListener("keydown", (e) => {
          if (e.key === "Enter") {
            e.preventDefault();
            check(items()[at]);
          }
        });
        return el(
          "label",
          { class: `cx-opt${on ? " cx-on" : ""}${kind ? ` cx-${kind}` : ""}${multi ? " cx-multi" : ""}` },
          input,
          el(
            "span",
            { class: "cx-badge", "aria-hidden": "true" },
            kind === "right" ? "✓" : kind === "not" ? "!" : multi && on ? "✓" : LETTERS[i],
          ),
          el(
            "span",
            { class: "cx-opttext" },
            el("span", {}, rich(o.text)),
            why
              ? el(
                  "span",
                  { class: "cx-why", id: `${name}-${o.id}-why` },
                  head ? el("strong", {}, head) : null,
                  rich(why),
                )
              : null,
          ),
        );
      }),
    );
  };

  const number = (item) => {
    const name = `${ui.id}-${item.id}`;
    const note = item.tried != null && Object.values(item.marks ?? {})[0];
    const input = el("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      id: name,
      class: "cx-number",
      "data-k": "number",
      disabled: done(item),
      "aria-describedby": `${name}-why`,
      "aria-label": `Your answer${item.unit ? ` in ${item.unit}` : ""}`,
      oninput: (e) => {
        local[item.id] = e.target.value;
        ui.message.textContent = "";
        drawFoot();
      },
      onchange: (e) => choose(item, e.target.value),
      // Leaving the field first tells the kernel what was typed; told afterwards, it would meet a closed question.
      onkeydown: (e) => {
        if (e.key === "Enter") {
          e.preventDefault();
          e.target.blur();
          check(items()[at]);
          ui.root.querySelector('[data-k="number"]')?.focus();
        }
      },
    });
    input.value = item.response ?? "";
    const right = note && note.right;
    return el(
      "div",
      { class: "cx-numeric" },
      el(
        "div",
        { class: `cx-numrow${note ? (right ? " cx-right" : " cx-not") : ""}` },
        input,
        item.unit ? el("span", { class: "cx-unit" }, item.unit) : null,
      ),
      el(
        "div",
        { id: `${name}-why` },
        note && note.text ? notice(right ? "good" : "care", right ? "Right." : "Not yet.", ...rich(note.text)) : null,
      ),
    );
  };

  const order = (item) => {
    const list = orderOf(item);
    const closed = done(item);
    const text = (id) => item.options.find((o) => o.id === id).text;
    const judgedNow = same(item);
    const to = (id, place, key) => {
      const next = list.filter((x) => x !== id);
      next.splice(place, 0, id);
      choose(item, next, `${text(id)}: place ${place + 1} of ${list.length}`);
      ui.root.querySelector(`[data-k="${CSS.escape(key)}"]`)?.focus();
    };
    const drag = (event, id) => {
      if (event.pointerType === "touch" || event.button !== 0 || event.target.closest("button")) return;
      event.preventDefault();
      const row = event.currentTarget;
      row.classList.add("cx-lift");
      const move = (e) => {
        const over = document.elementFromPoint(e.clientX, e.clientY)?.closest?.("li");
        if (!over || over === row || over.parentElement !== row.parentElement) return;
        const box = over.getBoundingClientRect();
        over[e.clientY > box.top + box.height / 2 ? "after" : "before"](row);
      };
      const end = () => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", end);
        row.classList.remove("cx-lift");
        const place = [...row.parentElement.children].indexOf(row);
        if (place !== list.indexOf(id)) to(id, place, `up ${id}`);
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", end);
    };
    return el(
      "ol",
      { class: "cx-order" },
      list.map((id, i) => {
        const good = closed
          ? item.solution[i] === id || item.standing === "right"
          : judgedNow && item.marks?.[id]?.right;
        const judged = closed || judgedNow;
        // At an end the button stays in reach of the keyboard and does nothing: one press too many must not move on elsewhere.
        const turn = (step, name, sign) => {
          const end = i + step < 0 || i + step >= list.length;
          return button(
            `${name} ${id}`,
            sign,
            () =>
              end
                ? ui.say(`${text(id)}: already at the ${step < 0 ? "top" : "bottom"}`)
                : to(id, i + step, `${name} ${id}`),
            {
              class: "cx-icon",
              disabled: closed,
              "aria-disabled": end && !closed ? "true" : null,
              "aria-label": `Move ${name}: ${text(id)}`,
            },
          );
        };
        return el(
          "li",
          { class: judged ? (good ? "cx-right" : "cx-not") : "", onpointerdown: (e) => !closed && drag(e, id) },
          el("span", { class: "cx-badge", "aria-hidden": "true" }, judged && good ? "✓" : String(i + 1)),
          el(
            "span",
            { class: "cx-opttext" },
            el(
              "span",
              {},
              rich(text(id)),
              judged ? el("span", { class: "cx-hide" }, good ? " (in place)" : " (not in place yet)") : null,
            ),
            closed
              ? el(
                  "span",
                  { class: "cx-why" },
                  good ? "" : el("strong", {}, `Place ${item.solution.indexOf(id) + 1}. `),
                  rich(item.feedback[id]),
                )
              : null,
          ),
          turn(-1, "up", "↑"),
          turn(1, "down", "↓"),
        );
      }),
    );
  };

  const question = (item) => {
    const parts = { single: options, multi: options, numeric: number, order };
    const inner = el("div", {}, parts[item.type] ? parts[item.type](item) : null);
    if (!parts[item.type])
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
