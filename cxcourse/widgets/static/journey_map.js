// The journey map: what belongs together. A change is drawn at once and sent; the kernel's map replaces it when it comes.

const JM_HELP =
  "Tab goes from lane to lane, arrow keys from card to card. Enter edits, Space picks up, Delete deletes, D opens the " +
  "details. On a face, up and down change the emotion.";
const JM_COLUMN = { least: 156, tight: 140, most: 270 }; // pixels
const JM_SECOND_CLICK = 240; // milliseconds in which a click may yet become a double click

function render({ model, el: host }) {
  const ui = frame(model, host, "journey");
  const view = () => model.get("view");
  let journey; // the map as it is drawn: the kernel's, with what was just done here
  let look; // the view, its hidden lanes, whether the curve to be is drawn
  let last = null; // stamp of the newest event
  let drawn = view().taken_in; // which map this is: another cell may put a new one in its place
  let halted = false; // writing was broken off, since another map came
  let turned = null; // stamp of an undo or redo, and what is said once it is done
  let selected = null; // "step st1", "card c1", "stage s1", "actor"
  let open = false; // whether the details of what is selected are open
  let opening = 0;
  let browsing = false; // another template is looked for
  let frozen = false; // nothing may change under a card that is being dragged
  let waiting = false; // something did meanwhile
  let findings = new Map();
  let exported = 0;
  let wide = 0;
  let label = 122; // width of the lanes' names

  const adopt = () => {
    const v = view();
    journey = { ...v.journey, gone: v.gone };
    seen(v.look);
  };
  const seen = ({ view, hidden, to_be }) => {
    look = { view, to_be, hidden: hidden[view] ?? [], all: hidden };
  };
  adopt();
  ui.message.tabIndex = -1;

  // ------------------------------------------------------------ what the parts may do

  const shell = {
    get readOnly() {
      return view().read_only;
    },
    view,
    journey: () => journey,
    look: () => look,
    selected: () => selected,
    findings: () => findings,
    beats: () => view().beats,
    scale: () => bar.zoom.scale(),
    say: ui.say,
    /** `taken_in`: on which map it was done; a second cell may have put another one in its place. */
    send(event) {
      last = ui.send({ ...event, taken_in: view().taken_in });
    },
    /** Change the map: here at once, in the kernel as soon as it gets there. */
    edit(what, args, said) {
      if (shell.readOnly) return;
      const before = journey;
      try {
        journey = JM_EDITS[what](journey, args);
      } catch {
        shell.refresh(); // what was to be changed is not there any more
        return;
      }
      journey.gone = [...new Set([...(before.gone ?? []), ...jmIds(before)])];
      shell.send({ kind: "edit", do: what, with: args });
      draw();
      if (said) ui.say(said);
    },
    /** Show something else of the same map. */
    show(change, said) {
      seen({ ...view().look, ...change });
      shell.send({ kind: "look", ...change });
      draw();
      if (said) ui.say(said);
    },
    /** Select; the details open a moment later when a click may yet become a double click, which edits in place. */
    select(key, wait = false) {
      selected = key;
      tips.hide();
      shell.hold();
      if (wait && !open) opening = setTimeout(() => shell.select(key), JM_SECOND_CLICK);
      else open = Boolean(key);
      draw();
      const node = open && grid.board.querySelector(`[data-k="${CSS.escape(key)}"]`);
      if (node) requestAnimationFrame(() => reveal(node, true)); // the details may have taken its place
    },
    unselect() {
      selected = null;
    },
    hold: () => clearTimeout(opening),
    detailed: () => (open ? selected : null),
    close() {
      const key = selected;
      selected = null;
      open = false;
      draw();
      if (key) focus(key);
    },
    act: (what, ...args) => doing[what](...args),
    grab: (event, key) => moves.grab(event, key),
    back(kind) {
      if (browsing) return shell.browse(false); // nothing has been chosen yet, and the map itself is out of sight
      shell.send({ kind });
      turned = { stamp: last, words: kind === "undo" ? "Undone." : "Redone." };
    },
    browse(on) {
      browsing = on;
      draw();
      if (on) shelf.node.querySelector(".jm-template")?.focus({ preventScroll: true });
      else bar.templates.focus();
    },
    begin(template) {
      browsing = false;
      selected = null;
      shell.send({ kind: "start", template });
    },
    reveal: (node, down = true) => reveal(node, down),
    freeze(on) {
      frozen = on;
      if (on || !waiting) return;
      waiting = false;
      changed();
    },
    focus: (key) => focus(key),
    refresh() {
      adopt();
      draw();
    },
    draw: () => draw(),
    /** The board as a map, whatever is in sight: paper shows no table. */
    drawMap() {
      if (look.view === "table") drawBoard({ ...look, view: "map", hidden: look.all.map ?? [] });
    },
  };
  const focus = (key) => {
    const node = ui.root.querySelector(`[data-k="${CSS.escape(key)}"]`);
    if (!node) return keepPlace();
    node.focus({ preventScroll: true });
    if (grid.board.contains(node)) reveal(node, true);
  };
  /** Bring a node into sight from behind the labels; `down` moves the page as well, for the keyboard. */
  const reveal = (node, down) => {
    if (down) node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = node.getBoundingClientRect();
    const room = scroller.getBoundingClientRect();
    const edge = label * shell.scale();
    if (box.left < room.left + edge) scroller.scrollLeft -= room.left + edge - box.left + 12;
    else if (box.right > room.right) scroller.scrollLeft += box.right - room.right + 12;
  };
  /** Go to what a finding is about. */
  const go = (place) => {
    const found = { step: jmFindStep, stage: jmFindStage, card: jmFindCard };
    const kind = Object.keys(found).find((name) => found[name](journey, place));
    shell.select(kind ? `${kind} ${place}` : "actor");
    if (kind) focus(`${kind} ${place}`);
    else panel.focus();
  };

  // ------------------------------------------------------------ the parts

  const grid = jmBoard(shell);
  const panel = jmPanel(shell);
  const table = jmTable(shell);
  const about = {
    class: "jm-scroll",
    role: "region",
    "aria-label": "Journey map",
    "aria-describedby": `${ui.id}-help`,
  };
  const scroller = el("div", about, grid.board);
  const moves = jmMoves(shell, grid, scroller);
  const doing = jmWriting(shell, grid);
  const strip = jmStrip(scroller, grid.stageRow);
  const bar = jmBar(ui, shell, grid.board, scroller, go);
  const person = jmPerson(ui, shell, panel);
  const task = jmTask();
  const legend = jmLegend();
  const shelf = jmShelf(shell);
  // Of what is selected the details tell.
  const tips = jmTips(ui.root, grid.board, (id) => (selected?.split(" ")[1] === id ? null : findings.get(id)));
  const note = el("div", { class: "cx-notice cx-care jm-note", hidden: true });
  const boardHost = el("div", { class: "jm-boardhost" }, strip.node, scroller);
  const stage = el("div", { class: "jm-main" }, boardHost, table.host, panel.host);
  const help = el("div", { class: "cx-hide", id: `${ui.id}-help` }, JM_HELP);
  ui.body.append(note, task.node, bar.node, bar.importing.node, shelf.node, stage, help);
  const unkey = jmKeys(ui, shell, grid, moves, panel);

  // ------------------------------------------------------------ drawing

  const drawBoard = (shown) => {
    const v = view();
    const columns = jmColumns(journey);
    const last = Math.max(1, journey.stages.length - 1);
    const room = wide / Math.min(1, shell.scale()) - label - (v.read_only ? 2 : 46);
    const least = bar.zoom.tight() ? JM_COLUMN.tight : JM_COLUMN.least;
    const size = Math.floor(Math.max(least, Math.min(JM_COLUMN.most, room / columns.length)));
    const tint = (i) => `${Math.round((i / last) * 100)}%`;
    const beats = new Map(v.beats.map((b) => [b.id, b.text]));
    const tags = new Map(Object.entries(v.reading));
    const extra = { size, findings, numbers: jmNumbers(journey), beats, tint, tags };
    ui.keepFocus(() => grid.draw(journey, shown, extra));
    strip.draw(columns, size, label, shell.scale(), tint);
  };
  const draw = () => {
    if (frozen) {
      waiting = true;
      return;
    }
    const v = view();
    const empty = !journey.stages.length || browsing;
    findings = new Map();
    for (const f of v.findings) findings.set(f.place, [...(findings.get(f.place) ?? []), f]);
    person(journey, v);
    task.draw(v);
    bar.draw(v, look, empty);
    note.hidden = !v.note;
    if (note.textContent !== v.note) note.textContent = v.note;
    stage.hidden = empty;
    shelf.draw(v, empty, browsing);
    legend.draw(look.to_be);
    ui.actions.replaceChildren(...(empty || look.view === "table" ? [] : [legend.node]));
    if (empty) return;
    table.draw(look.view === "table", ui.keepFocus);
    scroller.hidden = look.view === "table";
    if (look.view !== "table") drawBoard(look);
    panel.draw(ui.keepFocus);
    tips.refresh();
  };

  // ------------------------------------------------------------ word from the kernel

  const hear = () => {
    if (view().taken_in !== drawn) {
      drawn = view().taken_in;
      const escape = new KeyboardEvent("keydown", { key: "Escape" }); // words meant for the old map land nowhere
      const inputs = ui.root.querySelectorAll(".jm-input");
      inputs.forEach((input) => input.dispatchEvent(escape));
      halted = inputs.length > 0;
    }
    adopt();
    const [kind, id] = (selected ?? "").split(" ");
    if (kind && kind !== "actor" && !jmIds(journey).includes(id)) selected = null;
  };
  const changed = () => {
    const v = view();
    if (frozen) {
      waiting = true;
      return;
    }
    const mine = String(v.ack ?? "").startsWith(ui.id);
    const newest = !mine || v.ack === last;
    if (newest) hear();
    ui.arrived();
    if (halted) ui.message.focus({ preventScroll: true }); // what is still being typed meets no step of the new map
    halted = false;
    if (newest && bar.importing.answered(v.message)) browsing = false;
    if (mine && v.export && v.export.stamp !== exported) {
      exported = v.export.stamp;
      jmDownload(v.export);
      ui.say(`${v.export.name} is in your downloads.`);
    }
    if (turned?.stamp === v.ack) {
      if (!v.message) ui.say(turned.words);
      turned = null;
    }
    const chose = !shelf.node.hidden && shelf.node.contains(document.activeElement);
    const on = stage.contains(document.activeElement);
    draw();
    const here = document.activeElement;
    if (chose && shelf.node.hidden) focus(look.view === "table" ? "" : `stage ${journey.stages[0].id}`);
    else if (on && (!stage.contains(here) || here.closest("[hidden]"))) keepPlace();
  };
  /** What had the focus is gone: the keyboard keeps a place. */
  const keepPlace = () => {
    const board = look.view === "table" ? ".jm-tablehost" : '.jm-board [data-nav][tabindex="0"]';
    const first = shelf.node.hidden ? board : ".jm-template";
    ui.root.querySelector(first)?.focus({ preventScroll: true });
  };
  // Measured when it changes, not at every draw: reading a width makes the browser lay everything out first.
  const measure = () => {
    wide = stage.clientWidth;
    label = (grid.stageRow.firstChild ?? grid.stageRow).offsetWidth || label;
    if (wide) draw();
  };
  const sized = new ResizeObserver(() => {
    if (stage.clientWidth && Math.abs(stage.clientWidth - wide) > 1) measure();
  });
  draw();
  measure();
  ui.arrived();
  sized.observe(stage);
  model.on("change:view", changed);
  return () => {
    model.off("change:view", changed);
    sized.disconnect();
    shell.hold();
    unkey();
    strip.dispose();
    bar.dispose();
    ui.dispose();
  };
}

export default { render };
