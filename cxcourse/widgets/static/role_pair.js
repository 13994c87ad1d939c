// Two at one machine: the customer's player has a card that the other must not read, an observer keeps a sheet.

/** A card that is open only while it is held, or until it is pressed again by keyboard. */
function roleCard(ui, v) {
  const inner = el(
    "div",
    { class: "cx-cardtext", hidden: true },
    el("p", {}, el("strong", {}, "You are "), v.about.name, ". ", roleMoodTag(v.mood)),
    v.about.need ? el("p", {}, el("strong", {}, "What you need and do not say at once: "), v.about.need) : null,
    el(
      "p",
      { class: "cx-sub" },
      "Say your line in your own way. Give the need away only when you are asked, or when you feel heard.",
    ),
  );
  const hold = button("hold", "Customer’s player: hold to read your card", null, {
    class: "cx-btn cx-hold",
    "aria-expanded": "false",
  });
  const open = (on) => {
    inner.hidden = !on;
    hold.setAttribute("aria-expanded", String(on));
  };
  hold.addEventListener("pointerdown", (e) => {
    e.preventDefault();
    hold.focus({ preventScroll: true });
    open(true);
  });
  for (const end of ["pointerup", "pointerleave", "pointercancel"]) hold.addEventListener(end, () => open(false));
  // a held key is hard for some hands and unheard by some screen readers: by keyboard a press opens, the next one closes
  hold.addEventListener("keydown", (e) => {
    if (e.key === "Enter" || e.key === " ") {
      e.preventDefault();
      if (!e.repeat) open(inner.hidden);
    } else if (e.key === "Escape") open(false);
  });
  hold.addEventListener("keyup", (e) => {
    if (e.key === " ") e.preventDefault();
  });
  hold.addEventListener("contextmenu", (e) => e.preventDefault()); // a long press on a touch screen
  hold.addEventListener("click", (e) => {
    if (e.detail === 0 && e.pointerType === "") open(inner.hidden);
  }); // a click made by an assistive tool
  hold.addEventListener("blur", () => open(false));
  return el("div", { class: "cx-playercard" }, hold, inner);
}

/** The observer's sheet: six techniques to tick, with the words that showed them. */
function roleSheet(ui, v, act) {
  const row = (t) => {
    const tick = el("input", { type: "checkbox", "data-k": `seen ${t.id}` });
    const quote = el("input", {
      type: "text",
      class: "cx-quote",
      maxlength: 200,
      "data-k": `quote ${t.id}`,
      "aria-label": `${t.name}: the words`,
      placeholder: "the words that showed it",
    });
    tick.checked = t.seen;
    quote.value = t.quote;
    const send = () => act({ kind: "sheet", technique: t.id, seen: tick.checked, quote: quote.value.trim() });
    tick.addEventListener("change", send);
    quote.addEventListener("change", () => {
      if (quote.value.trim()) tick.checked = true;
      send();
    });
    return el(
      "div",
      { class: "cx-sheetrow", "data-technique": t.id },
      el("div", {}, el("label", { class: "cx-check" }, tick, t.name), el("div", { class: "cx-sub" }, t.marker)),
      quote,
    );
  };
  const details = el(
    "details",
    { class: "cx-sheet" },
    el("summary", { "data-k": "sheet" }, "Observer’s sheet"),
    el(
      "p",
      { class: "cx-sub" },
      "Tick what you hear the agent do, and write the words down: no quote, no tick. It is saved with the run.",
    ),
    v.sheet.map(row),
  );
  return details;
}

/** Follow what is on disk without taking words from under a hand. */
function roleSheetFollow(details, sheet) {
  for (const t of sheet) {
    const row = details.querySelector(`[data-technique="${t.id}"]`);
    const [tick, quote] = row.querySelectorAll("input");
    tick.checked = t.seen;
    if (document.activeElement !== quote) quote.value = t.quote;
  }
}
