// The kinds of question that are no board: one or several of a list, a number, an order.

/** How each kind is drawn. `deck`: choose, check (the open one), typed, same, done, orderOf. */
function quizKinds(ui, deck) {
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
        const closed = deck.done(item);
        const judged = closed || (note && (!multi || deck.same(item)));
        const kind = !judged
          ? ""
          : closed
            ? key
              ? on || !multi
                ? "right"
                : "missed"
              : note
                ? "not"
                : ""
            : note
              ? note.right
                ? "right"
                : "not"
              : "";
        const why = closed ? item.feedback[o.id] : judged ? note?.text : "";
        const head = { right: "Right. ", not: "Not yet. ", missed: "Left out; it belongs here too. ", "": "" }[kind];
        const input = el("input", {
          type: multi ? "checkbox" : "radio",
          name,
          value: o.id,
          "data-k": `opt ${o.id}`,
          disabled: closed,
          "aria-describedby": why ? `${name}-${o.id}-why` : null,
          onchange: (e) =>
            deck.choose(
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
            deck.check();
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
      disabled: deck.done(item),
      "aria-describedby": `${name}-why`,
      "aria-label": `Your answer${item.unit ? ` in ${item.unit}` : ""}`,
      oninput: (e) => {
        deck.typed(item, e.target.value);
      },
      onchange: (e) => deck.choose(item, e.target.value),
      // Leaving the field first tells the kernel what was typed; told afterwards, it would meet a closed question.
      onkeydown: (e) => {
        if (e.key === "Enter") {
          e.preventDefault();
          e.target.blur();
          deck.check();
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
    const list = deck.orderOf(item);
    const closed = deck.done(item);
    const text = (id) => item.options.find((o) => o.id === id).text;
    const judgedNow = deck.same(item);
    const to = (id, place, key) => {
      const next = list.filter((x) => x !== id);
      next.splice(place, 0, id);
      deck.choose(item, next, `${text(id)}: place ${place + 1} of ${list.length}`);
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
  return { single: options, multi: options, numeric: number, order };
}
