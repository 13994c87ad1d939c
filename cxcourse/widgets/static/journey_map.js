// The journey map: what belongs together. A change is drawn at once and sent; the kernel's map replaces it when it comes.

function render({ model, el: host }) {
  const ui = frame(model, host, "journey");
  const view = () => model.get("view");
  let journey = null, look = null, selected = null, last = null, frozen = false, waiting = false, gallery = false, zoom = 1, tight = false, wide = 0, label = 122, open = false, opening = 0, exported = 0, findings = new Map();

  const adopt = () => { const v = view(); journey = { ...v.journey, gone: v.gone }; look = { hidden: v.look.hidden[v.look.view] ?? [], view: v.look.view, to_be: v.look.to_be, all: v.look.hidden }; };
  adopt();

  // ------------------------------------------------------------ what the parts may do

  const shell = {
    get readOnly() { return view().read_only; },
    journey: () => journey, look: () => look, selected: () => selected, scale: () => zoom, beats: () => view().beats, findings: () => findings, say: ui.say,
    /** Change the map: here at once, in the kernel as soon as it gets there. */
    edit(what, args, said) {
      if (shell.readOnly) return;
      const before = journey;
      try {
        journey = JM_EDITS[what](journey, args);
      } catch { return adopt(), draw(); } // it is not there any more
      journey.gone = [...new Set([...(before.gone ?? []), ...jmIds(before)])];
      last = ui.send({ kind: "edit", do: what, with: args });
      draw();
      if (said) ui.say(said);
    },
    /** Select; the details open a moment later when a click may yet become a double click, which edits in place. */
    select(key, wait = false) {
      selected = key;
      tips.hide();
      clearTimeout(opening);
      if (wait && !open) opening = setTimeout(() => shell.select(key), 240);
      else open = Boolean(key);
      draw();
      const node = open && grid.board.querySelector(`[data-k="${CSS.escape(key)}"]`);
      if (node) requestAnimationFrame(() => reveal(node, true)); // the details may have taken its place
    },
    detailed: () => (open ? selected : null),
    close() { const key = selected; selected = null; open = false; draw(); if (key) focus(key); },
    act: (...what) => act(...what), grab: (event, key) => moves.grab(event, key),
    back: (kind) => back(kind), reveal: (node) => reveal(node, true),
    freeze(on) { frozen = on; if (!on && waiting) { waiting = false; changed(); } },
    focus: (key) => focus(key), show: (change, said) => show(change, said), refresh: () => { adopt(); draw(); },
  };
  const focus = (key, scroll = true) => {
    const node = ui.root.querySelector(`[data-k="${CSS.escape(key)}"]`);
    node?.focus({ preventScroll: true });
    if (node && scroll && grid.board.contains(node)) reveal(node, true);
    return node;
  };
  /** Bring a node into sight from behind the labels; `down` moves the page as well, for the keyboard. */
  const reveal = (node, down = false) => {
    if (down) node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = node.getBoundingClientRect(), room = scroller.getBoundingClientRect(), edge = label * zoom;
    if (box.left < room.left + edge) scroller.scrollLeft -= room.left + edge - box.left + 12;
    else if (box.right > room.right) scroller.scrollLeft += box.right - room.right + 12;
  };
  const corner = () => grid.stageRow.firstChild ?? grid.stageRow;

  // ------------------------------------------------------------ the parts

  const grid = jmBoard(shell), panel = jmPanel(shell), table = jmTable(shell);
  const scroller = el("div", { class: "jm-scroll", role: "region", "aria-label": "Journey map", "aria-describedby": `${ui.id}-help` }, grid.board);
  const moves = jmMoves(shell, grid, scroller), strip = jmStrip(scroller, grid.stageRow);
  const help = el("div", { class: "cx-hide", id: `${ui.id}-help` }, "Tab goes from lane to lane, arrow keys from card to card. Enter edits, Space picks up, Delete deletes, D opens the details. On a face, up and down change the emotion.");
  const tips = jmTips(ui.root, grid.board, (id) => (selected?.split(" ")[1] === id ? null : findings.get(id))); // of what is selected the details tell
  const note = el("div", { class: "cx-notice cx-care jm-note", hidden: true });
  const stage = el("div", { class: "jm-main" }, el("div", { class: "jm-boardhost" }, strip.node, scroller), table.host, panel.host), shelf = el("div", { class: "jm-shelf", hidden: true }), importing = el("div", { class: "jm-import", hidden: true });
  const trouble = el("div", { class: "jm-trouble", role: "alert" });

  const show = (change, said) => {
    const v = { ...view().look, ...change };
    look = { hidden: v.hidden[v.view] ?? [], view: v.view, to_be: v.to_be, all: v.hidden };
    last = ui.send({ kind: "look", ...change });
    draw();
    if (said) ui.say(said);
  };
  const views = el("div", { class: "jm-seg", role: "group", "aria-label": "View" }, [["map", "Map"], ["blueprint", "Blueprint"], ["table", "Table"]].map(([id, label]) =>
    el("button", { type: "button", class: "jm-segment", "data-k": `view ${id}`, "data-view": id, onclick: () => show({ view: id }, `${label} view.`) }, label)));
  const tick = (key, label, on, change) => { const box = el("input", { type: "checkbox", "data-k": key, onchange: () => change(box.checked) }); box.checked = on; return el("label", { class: "jm-tick" }, box, el("span", {}, label)); };
  const lanes = jmMenu("lanes", "Lanes", () => [...(look.view === "blueprint" ? JM_BLUEPRINT : JM_LANES.map((l) => l.id)).map((id) => tick(`lane ${id}`, JM_LANES.find((l) => l.id === id).name, !look.hidden.includes(id), (on) =>
    show({ hidden: { ...look.all, [look.view]: on ? look.hidden.filter((x) => x !== id) : [...look.hidden, id] } }))), el("hr"), tick("to be", "Curve to be (dashed)", look.to_be, (on) => show({ to_be: on }))]);
  const checks = jmMenu("checks", "Checks", (close) => (view().findings.length ? el("ul", { class: "jm-checklist" }, view().findings.map((f, i) => el("li", {}, el("button", { type: "button", class: "jm-check-go", "data-k": `check ${i}`, onclick: () => { close(); go(f.place); } },
    el("span", { class: `jm-flagmark${f.level === "fault" ? " jm-fault" : ""}`, "aria-hidden": "true" }, f.level === "fault" ? "!" : "?"), el("span", {}, el("strong", {}, f.text), " ", f.advice))))) : el("p", { class: "jm-fine" }, "✓ Nothing to mend.")));
  const go = (place) => {
    const key = jmFindStep(journey, place) ? `step ${place}` : jmFindStage(journey, place) ? `stage ${place}` : jmFindCard(journey, place) ? `card ${place}` : "actor";
    shell.select(key);
    if (key !== "actor") focus(key); else panel.focus();
  };
  const exports = jmMenu("export", "Export", (close) => view().formats.map((f) => el("button", { type: "button", class: "jm-item", "data-k": `export ${f.id}`, onclick: () => {
    last = ui.send({ kind: "export", format: f.id, theme: getComputedStyle(ui.root).colorScheme.includes("dark") || ui.root.closest('[data-jp-theme-light="false"]') ? "dark" : "light" }); close(); ui.say(`${f.name} is being made.`); } },
    el("strong", {}, f.name), el("span", { class: "cx-sub" }, f.use))));
  const keysHelp = jmMenu("help", "?", () => [el("strong", {}, "Keys"), el("dl", { class: "jm-keys" }, [["Tab", "from lane to lane"], ["← ↑ → ↓", "from card to card"], ["Enter or F2", "edit the words; Enter saves, Shift+Enter saves and adds another, Escape leaves"], ["Space", "pick up; arrows move, Space or Enter puts down, Escape puts back"],
    ["↑ ↓ on a face", "emotion; Delete takes it away"], ["Insert", "add after this"], ["D", "details"], ["Delete", "delete"], ["Ctrl+D", "duplicate a step"], ["Ctrl+Z, Ctrl+Y", "undo, redo"]].flatMap(([k, t]) => [el("dt", {}, k), el("dd", {}, t)])),
    el("p", { class: "cx-sub" }, "By touch: press and hold a card, then drag. Every move is in the details too.")], { name: "Keys" });
  const back = (kind) => { last = ui.send({ kind }); };
  const undo = jmIconButton("undo", "Undo", "undo", () => back("undo")), redo = jmIconButton("redo", "Redo", "redo", () => back("redo"));
  const percent = el("span", { class: "jm-percent" }, "100 %");
  const zoomTo = (z) => { zoom = Math.round(Math.max(0.35, Math.min(1.6, z)) * 100) / 100; grid.board.style.setProperty("zoom", zoom); percent.textContent = `${Math.round(zoom * 100)} %`; };
  const fit = () => { tight = true; zoomTo(1); draw(); zoomTo(Math.min(1, scroller.clientWidth / grid.board.offsetWidth)); draw(); ui.say(`Zoom ${percent.textContent}.`); };
  const zoomer = el("div", { class: "jm-zoom", role: "group", "aria-label": "Zoom" }, jmIconButton("zoom out", "Smaller", "less", () => { tight = false; zoomTo(zoom - 0.1); draw(); }), percent, jmIconButton("zoom in", "Larger", "more", () => { tight = false; zoomTo(zoom + 0.1); draw(); }), jmIconButton("fit", "Fit the whole map", "fit", fit));
  const full = jmIconButton("full", "Full screen", "full", () => { if (document.fullscreenElement === ui.root) document.exitFullscreen(); else ui.root.requestFullscreen?.().catch(() => ui.root.classList.toggle("jm-big")); });
  const print = jmIconButton("print", "Print the map", "print", () => { if (look.view === "table") drawBoard({ ...look, view: "map", hidden: look.all.map ?? [] }); jmPrint(ui, grid.board, ui.title.textContent, [journey.actor.name, journey.actor.goal].filter(Boolean).join(" · ")); });
  const bringIn = el("button", { type: "button", class: "jm-tool", "data-k": "import", onclick: () => { importing.hidden = !importing.hidden; if (!importing.hidden) importing.querySelector("input[type=file]").focus(); } }, "Import");
  const anew = el("button", { type: "button", class: "jm-tool", "data-k": "templates", onclick: () => { gallery = true; draw(); ui.root.querySelector(".jm-template")?.focus({ preventScroll: true }); } }, "Templates");
  const bar = el("div", { class: "jm-bar", role: "toolbar", "aria-label": "Map" }, views, el("span", { class: "jm-history" }, undo, redo), lanes.node, checks.node, el("span", { class: "jm-space" }), zoomer, anew, bringIn, exports.node, print, full, keysHelp.node);
  importing.append(...jmImport((text, format) => { trouble.textContent = ""; last = ui.send({ kind: "import", text, format }); importing.dataset.sent = "yes"; }, () => { importing.hidden = true; trouble.textContent = ""; bringIn.focus(); }, trouble));
  const legend = el("div", { class: "jm-legend" }, ["UX", "CS", "CX"].map(jmChip), el("span", { class: "jm-legpart" }, Object.keys(JM_EVIDENCE).map((e) => el("span", { class: `jm-mark jm-ev-${e}` }, e)), el("span", { class: "jm-mark jm-ev-none" }, "no evidence")), el("span", { class: "jm-legpart" }, el("span", { class: "jm-star" }, "★"), " moment of truth"));
  const curves = ["as it is", "to be"].map((text) => el("span", { class: "jm-legpart jm-legcurve" }, text));
  const task = el("div", { class: "jm-task", hidden: true });
  ui.body.append(note, task, bar, importing, shelf, stage, help);

  // ------------------------------------------------------------ doing

  const write = (node, place, label, value, commit, again) => {
    const input = el("textarea", { class: "jm-input", rows: 1, spellcheck: "false", "aria-label": label, "data-of": node?.dataset.k ?? "" });
    let over = false;
    input.value = value;
    const done = (keep, more, back) => {
      if (over) return;
      over = true;
      const text = input.value.trim();
      input.remove();
      if (node) node.hidden = false;
      const key = keep && text !== value ? commit(text) : node?.dataset.k;
      if (back && key) focus(key); else if (back) place.parentElement.querySelector(".jm-add")?.focus();
      if (more && keep && text) again?.();
    };
    input.addEventListener("keydown", (e) => {
      if (e.key === "Escape" || e.key === "Enter") { e.preventDefault(); e.stopPropagation(); done(e.key === "Enter", e.shiftKey, true); }
    });
    input.addEventListener("input", () => jmFit(input));
    input.addEventListener("blur", () => done(true, false, false));
    input.addEventListener("pointerdown", (e) => e.stopPropagation());
    if (node) { node.after(input); node.hidden = true; } else place.append(input);
    jmFit(input);
    input.focus({ preventScroll: true });
    input.select();
    reveal(input);
  };
  const doing = {
    edit(key) {
      if (shell.readOnly) return;
      const [kind, id] = key.split(" "), node = grid.board.querySelector(`[data-k="${CSS.escape(key)}"]`);
      if (!node || node.hidden) return;
      clearTimeout(opening);
      const now = { step: () => jmFindStep(journey, id).action, card: () => jmFindCard(journey, id).card.text, stage: () => jmFindStage(journey, id).name }[kind]();
      const found = kind === "card" ? jmFindCard(journey, id) : null;
      write(node, node.parentElement, { step: "What happens in this step", card: "Words of the card", stage: "Name of the stage" }[kind], now, (text) => {
        if (kind === "step") shell.edit("change_step", { step: id, action: text }, "Saved.");
        if (kind === "card") { if (text) shell.edit("change_card", { card: id, text }, "Saved."); else shell.edit("delete_card", { card: id }, "Empty card taken away."); }
        if (kind === "stage" && text) shell.edit("rename_stage", { stage: id, name: text }, "Saved.");
        return key;
      }, () => (kind === "card" ? doing.add(found.lane, grid.columns().find((c) => c.step?.id === found.step.id)) : kind === "step" ? doing.add("steps", grid.columns().find((c) => c.step?.id === id)) : doing["add-stage"](id)));
    },
    add(lane, column) {
      if (shell.readOnly) return;
      if (lane === "steps") return doing["add-step"](column.stage.id, column.step ? column.place + 1 : 0);
      const { list } = grid.cells.get(`${lane}|${column.key}`);
      write(null, list, `New ${JM_KINDS[lane].one}`, "", (text) => {
        const id = jmFree(journey, "c");
        if (text) shell.edit("add_card", { step: column.step.id, lane, text }, `${JM_KINDS[lane].one} added.`);
        return text ? `card ${id}` : null;
      }, () => doing.add(lane, grid.columns().find((c) => c.key === column.key)));
    },
    "add-step"(stage, at = null) {
      const id = jmFree(journey, "st");
      shell.edit("add_step", { stage, action: "", ...(at == null ? {} : { at }) }, "New step.");
      doing.edit(`step ${id}`);
    },
    "add-stage"(after) {
      const id = jmFree(journey, "s"), at = after ? journey.stages.findIndex((s) => s.id === after) + 1 : journey.stages.length;
      shell.edit("add_stage", { name: "New stage", at }, "New stage.");
      doing.edit(`stage ${id}`);
    },
    split: (id) => { const fresh = jmFree(journey, "st"); shell.edit("split_step", { step: id }, "Split in two."); doing.edit(`step ${fresh}`); },
    duplicate: (id) => { shell.edit("duplicate_step", { step: id }, "Duplicated."); },
    delete(key) {
      const [kind, id] = key.split(" "), columns = grid.columns();
      const at = kind === "card" ? columns.findIndex((c) => c.step?.id === jmFindCard(journey, id)?.step.id) : columns.findIndex((c) => c.step?.id === id || c.stage.id === id);
      const lane = kind === "card" ? jmFindCard(journey, id).lane : kind === "step" ? "steps" : "stages", inBoard = grid.board.contains(document.activeElement);
      if (selected === key) selected = null;
      shell.edit({ card: "delete_card", step: "delete_step", stage: "delete_stage" }[kind], { [kind]: id }, "Deleted. Undo brings it back.");
      if (inBoard) grid.board.querySelector(lane === "stages" ? "[data-lane=stages] [data-nav]" : `[data-lane=${lane}] [data-col="${Math.min(at, grid.columns().length - 1)}"] [data-nav]`)?.focus({ preventScroll: true });
    },
  };
  const act = (what, ...args) => doing[what](...args);
  const unkey = jmKeys(ui, shell, grid, moves, panel);

  // ------------------------------------------------------------ drawing

  const person = el("button", { type: "button", class: "jm-person", "data-k": "actor", onclick: () => { shell.select(selected === "actor" ? null : "actor"); panel.focus(); } });
  const drawHead = () => {
    const v = view(), { actor } = journey, words = jmName(journey.title, v.title || "Journey map");
    if (ui.title.textContent !== words) ui.title.textContent = words;
    const key = JSON.stringify([actor, v.mode]);
    if (person.dataset.now !== key) {
      person.dataset.now = key;
      person.replaceChildren(el("span", { class: "jm-avatar", "aria-hidden": "true" }, jmName(actor.name, "?").replace(/^(the|a|an) /i, "").slice(0, 1).toUpperCase()),
        el("span", { class: "jm-who" }, el("strong", {}, jmName(actor.name, "Whose journey is it?")), actor.who ? el("span", {}, `, ${actor.who}`) : null, actor.goal ? el("span", { class: "jm-goal" }, el("span", { class: "jm-goalmark" }, " wants "), actor.goal) : null));
    }
    if (!person.isConnected) ui.sub.replaceChildren(person);
  };
  const drawTask = () => {
    const v = view();
    task.hidden = v.mode !== "graded";
    if (!task.hidden && !task.children.length) task.append(el("div", { class: "jm-worth" }, `${v.points} points`), el("p", {}, rich(v.stem)));
  };
  const drawBar = (v, empty) => {
    for (const b of views.children) b.setAttribute("aria-pressed", String(b.dataset.view === look.view));
    undo.disabled = !v.undo; redo.disabled = !v.redo;
    undo.hidden = redo.hidden = bringIn.hidden = v.read_only;
    anew.hidden = v.read_only || !v.templates.length;
    const faults = v.findings.filter((f) => f.level === "fault").length, count = v.findings.length;
    const now = `${count} ${faults}`;
    if (checks.toggle.dataset.now !== now) { checks.toggle.dataset.now = now; checks.toggle.replaceChildren("Checks", el("span", { class: `jm-count${faults ? " jm-fault" : ""}` }, count ? String(count) : "✓")); }
    checks.redo();
    for (const n of [lanes.node, zoomer]) n.hidden = look.view === "table";
    for (const n of [views, checks.node, exports.node, full]) n.classList.toggle("jm-off", empty);
    bar.classList.toggle("jm-bare", empty);
  };
  const drawBoard = (shown) => {
    const v = view(), columns = jmColumns(journey), n = Math.max(1, journey.stages.length - 1);
    const room = wide / Math.min(1, zoom) - label - (v.read_only ? 2 : 46), size = Math.floor(Math.max(tight ? 140 : 156, Math.min(270, room / columns.length)));
    const tint = (i) => `${Math.round((i / n) * 100)}%`;
    ui.keepFocus(() => grid.draw(journey, shown, { size, findings, numbers: jmNumbers(journey), beats: new Map(v.beats.map((b) => [b.id, b.text])), tint, tags: new Map(Object.entries(v.reading)) }));
    strip.draw(columns, size, label, zoom, tint);
  };
  const draw = () => {
    if (frozen) { waiting = true; return; }
    const v = view(), empty = !journey.stages.length || gallery;
    findings = new Map();
    for (const f of v.findings) findings.set(f.place, [...(findings.get(f.place) ?? []), f]);
    drawHead(); drawTask(); drawBar(v, empty);
    note.hidden = !v.note;
    if (note.textContent !== v.note) note.textContent = v.note;
    shelf.hidden = !empty;
    stage.hidden = empty;
    ui.actions.replaceChildren(...(empty || look.view === "table" ? [] : [legend]));
    if (look.to_be && !curves[0].isConnected) legend.append(...curves); else if (!look.to_be) curves.forEach((c) => c.remove());
    if (empty) {
      const sign = JSON.stringify([v.templates, gallery]);
      if (shelf.dataset.now !== sign) {
        shelf.dataset.now = sign;
        shelf.replaceChildren(jmGallery([{ id: "", title: "Blank map", about: "Three stages with an empty step in each." }, ...v.templates], (t) => { gallery = false; selected = null; last = ui.send({ kind: "start", template: t.id }); }, gallery ? () => { gallery = false; draw(); anew.focus(); } : null,
          v.mode === "graded" ? "Begin with an empty page, or bring in the map you began in the module." : "Begin with an empty page, or bring in a map you made before."));
      }
      return;
    }
    shelf.dataset.now = "";
    table.draw(look.view === "table", ui.keepFocus);
    scroller.hidden = look.view === "table";
    if (look.view !== "table") drawBoard(look);
    panel.draw(ui.keepFocus);
  };
  const changed = () => {
    const v = view();
    if (frozen) { waiting = true; return; }
    const mine = String(v.ack ?? "").startsWith(ui.id), newest = !mine || v.ack === last;
    if (newest) { adopt(); const [kind, id] = (selected ?? "").split(" "); if (kind && kind !== "actor" && !jmIds(journey).includes(id)) selected = null; }
    ui.arrived();
    if (newest && importing.dataset.sent) {
      delete importing.dataset.sent;
      trouble.textContent = v.message;
      if (v.message) ui.message.textContent = ""; else { importing.hidden = true; importing.querySelector("textarea").value = ""; gallery = false; bringIn.focus(); ui.say("The map is in. Undo brings the old one back."); }
    }
    if (mine && v.export && v.export.stamp !== exported) { exported = v.export.stamp; jmDownload(v.export); ui.say(`${v.export.name} is in your downloads.`); }
    const chose = !shelf.hidden && shelf.contains(document.activeElement), on = stage.contains(document.activeElement);
    draw();
    if (chose && shelf.hidden) focus(`stage ${journey.stages[0].id}`);
    else if (on && !stage.contains(document.activeElement)) { // what had the focus is gone: the keyboard keeps a place
      (shelf.hidden ? grid.board.querySelector('[data-nav][tabindex="0"]') : shelf.querySelector(".jm-template"))?.focus({ preventScroll: true });
    }
  };
  // Measured when it changes, not at every draw: reading a width makes the browser lay everything out first.
  const sized = new ResizeObserver(() => { if (stage.clientWidth && Math.abs(stage.clientWidth - wide) > 1) { wide = stage.clientWidth; label = corner().offsetWidth || label; draw(); } });
  draw();
  wide = stage.clientWidth;
  label = corner().offsetWidth || label;
  if (wide) draw();
  ui.arrived();
  sized.observe(stage);
  model.on("change:view", changed);
  return () => { model.off("change:view", changed); sized.disconnect(); clearTimeout(opening); unkey(); strip.dispose(); [lanes, checks, exports, keysHelp].forEach((m) => m.dispose()); ui.dispose(); };
}

export default { render };
