// Putting cards on places: the shared board of card sorts (cards → piles) and matches (answers → premises).
// One path for mouse, touch and keyboard: pick a card up, choose a place. Dragging ends in the same call.

/** How an item looks as a board. `keep`: cards stay in the tray; `many`: a card may lie on several places; `one`: a place takes one card. */
function boardOf(item) {
  if (item.type === "cardsort") {
    return {
      cards: item.options,
      places: item.answers.map((text) => ({ id: text, title: text })),
      keep: false,
      many: item.many,
      one: false,
      read: (response) =>
        Object.entries(response || {}).flatMap(([card, piles]) => piles.map((place) => ({ card, place }))),
      write: (put) => put.reduce((all, p) => ({ ...all, [p.card]: [...(all[p.card] || []), p.place] }), {}),
      note: (item, p) => fits(item, p.card) && item.marks?.[p.card],
      words: { card: "card", place: "pile" },
    };
  }
  return {
    cards: item.answers.map((text) => ({ id: text, text })),
    places: item.options.map((o, i) => ({ id: o.id, title: `${i + 1}`, text: o.text })),
    keep: item.reuse,
    many: false,
    one: true,
    read: (response) => Object.entries(response || {}).map(([place, card]) => ({ card, place })),
    write: (put) => Object.fromEntries(put.map((p) => [p.place, p.card])),
    note: (item, p) => fits(item, p.place) && item.marks?.[p.place],
    words: { card: "answer", place: "place" },
  };
}
/** Whether an option stands as it stood when it was checked, so that its note still applies. */
const fits = (item, id) => item.tried && JSON.stringify(item.tried[id]) === JSON.stringify(item.response?.[id]);

/**
 * Draw a board into `host`. `state` lives as long as the widget: {lifted, from}. `change(response, text)` is called
 * with each new arrangement and what to announce.
 */
function drawBoard(ui, host, item, state, change) {
  const board = boardOf(item);
  const put = board.read(item.response);
  const closed = item.solution !== undefined;
  const nameOf = (card) => board.cards.find((c) => c.id === card)?.text ?? card;
  const placeOf = (id) => board.places.find((p) => p.id === id);
  const spot = (p) => (board.one ? `${p.title}: ${p.text}` : p.title);
  const redraw = () => ui.keepFocus(() => host.replaceChildren(...paint()));
  // After a click or a drag the page stays where it is: only the keyboard needs to be led to what has the focus.
  const focus = (key, pointer = false) =>
    ui.root.querySelector(`[data-k="${CSS.escape(key)}"]`)?.focus({ preventScroll: pointer });

  const lift = (card, from = null, pointer = false) => {
    const same = state.lifted === card && state.from === from;
    Object.assign(state, same ? { lifted: null, from: null } : { lifted: card, from });
    redraw();
    if (same) return ui.say("Put back.");
    const free = board.places.find((p) => !put.some((x) => x.place === p.id)) ?? board.places[0];
    focus(`to ${(board.one ? free : board.places.find((p) => p.id !== from)).id}`, pointer);
    ui.say(`${nameOf(card)} picked up. Choose a ${board.words.place}; Escape puts it back.`);
  };
  const drop = (card, from, place, also = false, pointer = true) => {
    let next = put.filter((p) => !(p.card === card && p.place === place));
    if (from && !also) next = next.filter((p) => !(p.card === card && p.place === from));
    else if (!from && !board.keep) next = next.filter((p) => p.card !== card);
    if (board.one) next = next.filter((p) => p.place !== place);
    Object.assign(state, { lifted: null, from: null });
    change(board.write([...next, { card, place }]), `${nameOf(card)} put on ${spot(placeOf(place))}.`);
    const left = board.cards.find((c) => board.keep || (!put.some((p) => p.card === c.id) && c.id !== card));
    focus(board.keep ? `card ${card}` : left ? `card ${left.id}` : `put ${place} ${card}`, pointer);
  };
  const remove = (card, place, pointer = true) => {
    change(board.write(put.filter((p) => !(p.card === card && p.place === place))), `${nameOf(card)} taken back.`);
    focus(`card ${card}`, pointer);
  };
  const keys = (event) => {
    if (event.key === "Escape" && state.lifted != null) {
      const back = state.from ? `put ${state.from} ${state.lifted}` : `card ${state.lifted}`;
      Object.assign(state, { lifted: null, from: null });
      redraw();
      focus(back);
      ui.say("Put back.");
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const here = event.target.dataset.k || "";
    if (!step || !["to", "also", "card"].includes(here.split(" ")[0])) return;
    const row = [...host.querySelectorAll(`[data-k^="${here.split(" ")[0]} "]`)];
    row[(row.indexOf(event.target) + step + row.length) % row.length].focus();
    event.preventDefault();
  };

  const drag = (event, card, from) => {
    if (event.pointerType === "touch" || event.button !== 0) return; // touch taps: pick up, then choose
    const source = event.currentTarget;
    const start = [event.clientX, event.clientY];
    let ghost = null;
    const under = (e) => document.elementFromPoint(e.clientX, e.clientY)?.closest?.("[data-place]");
    const move = (e) => {
      if (!ghost && Math.hypot(e.clientX - start[0], e.clientY - start[1]) < 6) return;
      if (!ghost) {
        const box = source.getBoundingClientRect();
        ghost = el("div", { class: "cx-card cx-ghost", style: `width:${box.width}px` }, nameOf(card));
        ui.root.append(ghost);
        source.classList.add("cx-leaving");
      }
      const frame = ui.root.getBoundingClientRect();
      ghost.style.transform = `translate(${e.clientX - frame.left - 20}px, ${e.clientY - frame.top - 16}px) rotate(-1.2deg)`;
      const over = under(e);
      host.querySelectorAll(".cx-over").forEach((n) => n !== over && n.classList.remove("cx-over"));
      if (over && host.contains(over)) over.classList.add("cx-over");
    };
    const end = (e) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      if (!ghost) return;
      const over = e.type === "pointerup" ? under(e) : null;
      ghost.remove();
      source.classList.remove("cx-leaving");
      host.querySelectorAll(".cx-over").forEach((n) => n.classList.remove("cx-over"));
      const eat = (click) => click.stopImmediatePropagation(); // the click that ends a drag is no pick-up
      source.addEventListener("click", eat, true);
      setTimeout(() => source.removeEventListener("click", eat, true), 0);
      if (over && host.contains(over)) drop(card, from, over.dataset.place);
      else if (from && e.type === "pointerup") remove(card, from);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };

  const cardButton = (key, card, from) => {
    const lifted = state.lifted === card && state.from === from;
    const count = board.keep && !from ? put.filter((p) => p.card === card).length : 0;
    return el(
      "button",
      {
        type: "button",
        class: `cx-card${lifted ? " cx-lift" : ""}`,
        "data-k": key,
        disabled: closed,
        "aria-pressed": String(lifted),
        onclick: (e) => lift(card, from, e.detail > 0),
        onpointerdown: (e) => drag(e, card, from),
      },
      el("span", {}, rich(nameOf(card))),
      count ? el("span", { class: "cx-count", "aria-label": `used ${count} times` }, `×${count}`) : null,
    );
  };
  const placed = (p) => {
    const note = board.note(item, p);
    const good = note && note.right;
    const answer = closed && (board.one ? item.solution[p.place] : item.solution[p.card]);
    const right = answer && !good ? [answer].flat().join(" + ") : "";
    const why = closed ? item.feedback[board.one ? p.place : p.card] : note?.text;
    return el(
      "div",
      { class: `cx-put${note ? (good ? " cx-right" : " cx-not") : ""}` },
      el(
        "div",
        { class: "cx-putrow" },
        note
          ? el("span", { class: "cx-flag", role: "img", "aria-label": good ? "right" : "not yet" }, good ? "✓" : "!")
          : null,
        cardButton(`put ${p.place} ${p.card}`, p.card, p.place),
        closed
          ? null
          : el(
              "button",
              {
                type: "button",
                class: "cx-x",
                "data-k": `x ${p.place} ${p.card}`,
                onclick: (e) => remove(p.card, p.place, e.detail > 0),
                "aria-label": `Take back ${nameOf(p.card)}`,
              },
              "×",
            ),
      ),
      right ? el("div", { class: "cx-answer" }, "→ ", rich(right)) : null,
      why && (closed || note) ? el("div", { class: "cx-why" }, rich(why)) : null,
    );
  };
  const target = (p) => {
    const here = put.filter((x) => x.place === p.id).map(placed);
    const offer = (key, label, also) =>
      el(
        "button",
        {
          type: "button",
          class: "cx-to",
          "data-k": `${key} ${p.id}`,
          "aria-label": `${label}: ${spot(p)}`,
          onclick: (e) => drop(state.lifted, state.from, p.id, also, e.detail > 0),
        },
        label,
      );
    const again = board.many && state.from; // a card picked up from a pile: correcting and adding are two wishes
    const to =
      state.lifted == null || state.from === p.id
        ? null
        : again
          ? el("div", { class: "cx-tos" }, offer("to", "Move here", false), offer("also", "Also here", true))
          : offer("to", board.one && here.length ? "Put here instead" : "Put here", false);
    const open = here.length ? null : el("span", { class: "cx-open" }, board.one ? "choose an answer" : "");
    const count = put.filter((x) => x.place === p.id).length;
    return board.one
      ? el(
          "div",
          { class: "cx-premise", role: "group", "aria-label": spot(p) },
          el("div", { class: "cx-ptext" }, el("span", { class: "cx-num" }, p.title), el("span", {}, rich(p.text))),
          el("div", { class: "cx-slot", "data-place": p.id }, here, to ?? open),
        )
      : el(
          "div",
          { class: "cx-pile", role: "group", "aria-label": `Pile ${p.title}, ${count} cards`, "data-place": p.id },
          el(
            "div",
            { class: "cx-pilehead" },
            el("span", {}, p.title),
            el("span", { class: "cx-count" }, String(count)),
          ),
          el("div", { class: "cx-pilecards" }, here, to ?? open),
        );
  };
  const paint = () => {
    const waiting = board.cards.filter((c) => board.keep || !put.some((p) => p.card === c.id));
    const tray = closed
      ? null
      : el(
          "div",
          {
            class: "cx-tray",
            role: "group",
            "aria-label": board.one ? "Answers" : "Cards to sort",
            onscroll: (e) => {
              state.scrolled = e.target.scrollTop;
            },
          },
          el(
            "div",
            { class: "cx-trayhead" },
            board.one ? "Answers" : "To sort",
            board.keep || board.many
              ? el(
                  "span",
                  { class: "cx-sub" },
                  board.keep
                    ? " may be used more than once"
                    : " pick a sorted card up again to move it, or to put it on a second pile",
                )
              : null,
          ),
          waiting.length
            ? waiting.map((c) => cardButton(`card ${c.id}`, c.id, null))
            : el("div", { class: "cx-open" }, board.one ? "All used." : "All sorted."),
        );
    if (tray && state.scrolled)
      queueMicrotask(() => {
        tray.scrollTop = state.scrolled;
      }); // drawn anew, and as far down as before
    const rows = board.places.length > 3 ? " cx-rows" : "";
    const places = el("div", { class: board.one ? "cx-premises" : `cx-piles${rows}` }, board.places.map(target));
    return [
      el(
        "div",
        { class: `cx-board ${board.one ? "cx-matching" : "cx-sorting"}${closed ? " cx-closed" : ""}`, onkeydown: keys },
        board.one ? [places, tray] : [tray, places],
      ),
    ];
  };
  host.replaceChildren(...paint());
}
