// The bar above the board: views, undo, lanes, checks, zoom, templates, import, export, printing, keys.

const JM_ZOOM = { least: 0.2, most: 1.6, step: 0.1 };
const JM_KEYS = [
  ["Tab", "from lane to lane"],
  ["← ↑ → ↓", "from card to card"],
  ["Enter or F2", "edit the words; Enter saves, Shift+Enter saves and adds another, Escape leaves"],
  ["Space", "pick up; arrows move, Space or Enter puts down, Escape puts back"],
  ["↑ ↓ on a face", "emotion; Delete takes it away"],
  ["Insert", "add after this"],
  ["D", "details"],
  ["Delete", "delete"],
  ["Ctrl+D", "duplicate a step"],
  ["Ctrl+Z, Ctrl+Y", "undo, redo"],
];

const jmTool = (key, label, onclick) =>
  el("button", { type: "button", class: "jm-tool", "data-k": key, onclick }, label);

/** Map, blueprint, table: one of them is pressed. */
function jmViews(shell) {
  const names = { map: "Map", blueprint: "Blueprint", table: "Table" };
  const view = ([id, label]) => {
    const onclick = () => shell.show({ view: id }, `${label} view.`);
    return el(
      "button",
      { type: "button", class: "jm-segment", "data-k": `view ${id}`, "data-view": id, onclick },
      label,
    );
  };
  return el("div", { class: "jm-seg", role: "group", "aria-label": "View" }, Object.entries(names).map(view));
}

/** Which lanes are seen, and whether the hoped-for curve is. */
function jmLanesMenu(shell) {
  const tick = (key, label, on, change) => {
    const box = el("input", { type: "checkbox", "data-k": key, onchange: () => change(box.checked) });
    box.checked = on;
    return el("label", { class: "jm-tick" }, box, el("span", {}, label));
  };
  return jmMenu("lanes", "Lanes", () => {
    const { view, hidden, all, to_be } = shell.look();
    const order = view === "blueprint" ? JM_BLUEPRINT : JM_LANES.map((l) => l.id);
    const lane = (id) =>
      tick(`lane ${id}`, JM_LANES.find((l) => l.id === id).name, !hidden.includes(id), (on) =>
        shell.show({ hidden: { ...all, [view]: on ? hidden.filter((x) => x !== id) : [...hidden, id] } }),
      );
    return [
      ...order.map(lane),
      el("hr"),
      tick("to be", "Curve to be (dashed)", to_be, (on) => shell.show({ to_be: on })),
    ];
  });
}

/** What the checks say; pressing one leads to what it is about. */
function jmChecksMenu(shell, go) {
  const menu = jmMenu("checks", "Checks", (close) => {
    const { findings } = shell.view();
    const mark = ({ level }) =>
      el(
        "span",
        { class: `jm-flagmark${level === "fault" ? " jm-fault" : ""}`, "aria-hidden": "true" },
        level === "fault" ? "!" : "?",
      );
    const told = new Set();
    const line = (f, i) => {
      const advice = told.has(f.advice) ? "" : f.advice; // once is enough, however many cards it is about
      told.add(f.advice);
      const onclick = () => {
        close();
        go(f.place);
      };
      const words = el("span", {}, el("strong", {}, f.text), " ", advice);
      return el(
        "li",
        {},
        el("button", { type: "button", class: "jm-check-go", "data-k": `check ${i}`, onclick }, mark(f), words),
      );
    };
    if (!findings.length) return el("p", { class: "jm-fine" }, "✓ Nothing to mend.");
    return el("ul", { class: "jm-checklist" }, findings.map(line));
  });
  const draw = (findings) => {
    const faults = findings.filter((f) => f.level === "fault").length;
    const now = `${findings.length} ${faults}`;
    if (menu.toggle.dataset.now !== now) {
      menu.toggle.dataset.now = now;
      const count = el(
        "span",
        { class: `jm-count${faults ? " jm-fault" : ""}` },
        findings.length ? `${findings.length}` : "✓",
      );
      menu.toggle.replaceChildren("Checks", count);
    }
    menu.redo();
  };
  return { ...menu, draw };
}

function jmExportMenu(ui, shell) {
  const dark = () =>
    getComputedStyle(ui.root).colorScheme.includes("dark") || ui.root.closest('[data-jp-theme-light="false"]');
  return jmMenu("export", "Export", (close) =>
    shell.view().formats.map((f) => {
      const onclick = () => {
        shell.send({ kind: "export", format: f.id, theme: dark() ? "dark" : "light" });
        close();
        ui.say(`${f.name} is being made.`);
      };
      const words = [el("strong", {}, f.name), el("span", { class: "cx-sub" }, f.use)];
      return el("button", { type: "button", class: "jm-item", "data-k": `export ${f.id}`, onclick }, words);
    }),
  );
}

function jmKeysMenu() {
  const rows = JM_KEYS.flatMap(([key, does]) => [el("dt", {}, key), el("dd", {}, does)]);
  const touch = "By touch: press and hold a card, then drag. Every move is in the details too.";
  const fill = () => [
    el("strong", {}, "Keys"),
    el("dl", { class: "jm-keys" }, rows),
    el("p", { class: "cx-sub" }, touch),
  ];
  return jmMenu("help", "?", fill, { name: "Keys" });
}

/** Smaller, larger, the whole map: `zoom.scale()`, and whether columns may be `zoom.tight()`. */
function jmZoom(ui, shell, board, scroller) {
  let scale = 1;
  let tight = false;
  const percent = el("span", { class: "jm-percent" }, "100 %");
  const to = (wanted) => {
    scale = Math.round(Math.max(JM_ZOOM.least, Math.min(JM_ZOOM.most, wanted)) * 100) / 100;
    board.style.setProperty("zoom", scale);
    percent.textContent = `${Math.round(scale * 100)} %`;
    shell.draw();
  };
  const by = (step) => () => {
    tight = false;
    to(scale + step);
  };
  const fit = () => {
    tight = true;
    to(1);
    to(Math.min(1, Math.floor((100 * scroller.clientWidth) / board.offsetWidth) / 100)); // rounded up it would not fit
    ui.say(`Zoom ${percent.textContent}.`);
  };
  const node = el(
    "div",
    { class: "jm-zoom", role: "group", "aria-label": "Zoom" },
    jmIconButton("zoom out", "Smaller", "less", by(-JM_ZOOM.step)),
    percent,
    jmIconButton("zoom in", "Larger", "more", by(JM_ZOOM.step)),
    jmIconButton("fit", "Fit the whole map", "fit", fit),
  );
  return { node, scale: () => scale, tight: () => tight };
}

/** The box in which a map is brought in; `sent` until the kernel has answered. */
function jmImportBox(ui, shell, opener) {
  const node = el("div", { class: "jm-import", hidden: true });
  const trouble = el("div", { class: "jm-trouble", role: "alert" });
  let sent = false;
  const take = (text, format) => {
    trouble.textContent = "";
    shell.send({ kind: "import", text, format });
    sent = true;
  };
  const hide = () => {
    node.hidden = true;
    trouble.textContent = "";
    opener().setAttribute("aria-expanded", "false");
  };
  const close = () => {
    hide();
    opener().focus();
  };
  node.append(...jmImport(take, close, trouble));
  node.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    e.stopPropagation();
    close();
  });
  const toggle = () => {
    if (!node.hidden) return hide();
    node.hidden = false;
    opener().setAttribute("aria-expanded", "true");
    return node.querySelector("input[type=file]").focus();
  };
  /** Take the kernel's answer to what was brought in; true if the map is in. */
  const answered = (message) => {
    if (!sent) return false;
    sent = false;
    trouble.textContent = message;
    if (message) {
      ui.message.textContent = "";
      return false;
    }
    node.querySelector("textarea").value = "";
    close();
    ui.say("The map is in. Undo brings the old one back.");
    return true;
  };
  return { node, toggle, hide, answered };
}

/** The whole bar. `shell`: view, look, show, send, select, back, draw, browse (the gallery), drawMap, title. */
function jmBar(ui, shell, board, scroller, go) {
  const views = jmViews(shell);
  const lanes = jmLanesMenu(shell);
  const checks = jmChecksMenu(shell, go);
  const exports = jmExportMenu(ui, shell);
  const keys = jmKeysMenu();
  const zoom = jmZoom(ui, shell, board, scroller);
  const undo = jmIconButton("undo", "Undo", "undo", () => shell.back("undo"));
  const redo = jmIconButton("redo", "Redo", "redo", () => shell.back("redo"));
  const full = jmIconButton("full", "Full screen", "full", () => {
    if (document.fullscreenElement === ui.root) document.exitFullscreen();
    else ui.root.requestFullscreen?.().catch(() => ui.root.classList.toggle("jm-big"));
  });
  const print = jmIconButton("print", "Print the map", "print", () => {
    const { actor } = shell.journey();
    shell.drawMap();
    jmPrint(ui, board, ui.title.textContent, [actor.name, actor.goal].filter(Boolean).join(" · "));
  });
  const importing = jmImportBox(ui, shell, () => bringIn);
  const bringIn = jmTool("import", "Import", importing.toggle);
  bringIn.setAttribute("aria-expanded", "false");
  const templates = jmTool("templates", "Templates", () => {
    importing.hide();
    shell.browse(true);
  });
  const history = el("span", { class: "jm-history" }, undo, redo);
  const parts = [views, history, lanes.node, checks.node, el("span", { class: "jm-space" }), zoom.node];
  parts.push(templates, bringIn, exports.node, print, full, keys.node);
  const node = el("div", { class: "jm-bar", role: "toolbar", "aria-label": "Map" }, parts);
  let shown = ""; // the view, as it was drawn last
  const draw = (v, look, empty) => {
    if (shown !== look.view && shown) importing.hide();
    shown = look.view;
    for (const b of views.children) b.setAttribute("aria-pressed", String(b.dataset.view === look.view));
    undo.disabled = !v.undo;
    redo.disabled = !v.redo;
    undo.hidden = redo.hidden = bringIn.hidden = v.read_only;
    templates.hidden = v.read_only || !v.templates.length;
    checks.draw(v.findings);
    for (const n of [lanes.node, zoom.node]) n.hidden = look.view === "table";
    for (const n of [views, checks.node, exports.node, full]) n.classList.toggle("jm-off", empty);
    node.classList.toggle("jm-bare", empty);
  };
  const dispose = () => [lanes, checks, exports, keys].forEach((menu) => menu.dispose());
  return { node, importing, zoom, draw, dispose, templates };
}
