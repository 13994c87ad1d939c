// Around the board: menus that open below their button, the gallery of templates, import and export, printing.

const JM_GLYPHS = {
  undo: "M4 8h7.5a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5",
  redo: "M15 8H7.5a4 4 0 0 0 0 8H11M15 8l-3.5-3.5M15 8l-3.5 3.5",
  fit: "M3 7V3h4M12 3h4v4M16 12v4h-4M7 16H3v-4M6 9.5h7M6 9.5l2-2M6 9.5l2 2M13 9.5l-2-2M13 9.5l-2 2",
  full: "M3 7V3h4M12 3h4v4M16 12v4h-4M7 16H3v-4",
  print: "M5.5 7V3h8v4M5.5 13.5H3V7h13v6.5h-2.5M5.5 11.5h8V16h-8z",
  less: "M4.5 9.5h10",
  more: "M4.5 9.5h10M9.5 4.5v10",
  copy: "M7 7h8v9H7zM4 12V3h8",
  split: "M9.5 3v13M6.5 6.5L3.5 9.5l3 3M12.5 6.5l3 3-3 3",
};
const jmGlyph = (name) =>
  svg(
    "svg",
    { class: "jm-glyph", viewBox: "0 0 19 19", width: 19, height: 19, "aria-hidden": "true" },
    svg("path", { d: JM_GLYPHS[name] }),
  );
const jmIconButton = (key, name, glyph, onclick) =>
  el(
    "button",
    { type: "button", class: "jm-tool jm-iconly", "data-k": key, "aria-label": name, title: name, onclick },
    jmGlyph(glyph),
  );

/** A button with a box below it. Escape or a press elsewhere closes it. */
function jmMenu(key, label, fill, { name = label } = {}) {
  const id = `jm-${key}-${cxCount++}`;
  const box = el("div", { class: "jm-box", id, hidden: true, role: "group", "aria-label": name });
  const toggle = el(
    "button",
    {
      type: "button",
      class: "jm-tool",
      "data-k": key,
      "aria-expanded": "false",
      "aria-controls": id,
      onclick: () => open(box.hidden),
    },
    label,
  );
  const node = el("div", { class: "jm-menu" }, toggle, box);
  const away = (e) => {
    if (!node.contains(e.target)) open(false);
  };
  const open = (on) => {
    if (box.hidden !== on) return;
    box.hidden = !on;
    toggle.setAttribute("aria-expanded", String(on));
    if (on) {
      box.replaceChildren(
        ...[
          fill(() => {
            open(false);
            toggle.focus({ preventScroll: true });
          }),
        ]
          .flat()
          .filter(Boolean),
      );
      box.style.marginLeft = "";
      const edge = node.closest(".cx").getBoundingClientRect();
      const at = box.getBoundingClientRect();
      if (at.right > edge.right - 8) box.style.marginLeft = `${edge.right - 8 - at.right}px`;
      box.querySelector("button, input, textarea, select")?.focus({ preventScroll: true });
      document.addEventListener("pointerdown", away, true);
    } else document.removeEventListener("pointerdown", away, true);
  };
  node.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !box.hidden) {
      e.stopPropagation();
      open(false);
      toggle.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const items = [...box.querySelectorAll("button, input, a")];
    const at = items.indexOf(document.activeElement);
    if (step && at >= 0 && !["textarea", "select"].includes(e.target.localName)) {
      e.preventDefault();
      items[(at + step + items.length) % items.length].focus();
    }
  });
  return {
    node,
    toggle,
    box,
    open,
    redo: () => !box.hidden && box.replaceChildren(...[fill(() => open(false))].flat().filter(Boolean)),
    dispose: () => document.removeEventListener("pointerdown", away, true),
  };
}

/** A small picture of a template: its stages, its curve, its cards. */
function jmPreview(template) {
  const total = Math.max(
    1,
    template.stages.reduce((a, b) => a + Math.max(1, b), 0),
  );
  const w = 240;
  const col = w / total;
  const y = (v) => 52 - v * 11;
  let left = 0;
  const n = Math.max(1, template.stages.length - 1);
  const chevrons = template.stages.map((count, i) => {
    const x = left * col;
    const wide = Math.max(1, count) * col;
    left += Math.max(1, count);
    return svg("path", {
      d: `M${x},4h${wide - 6}l5,7l-5,7h${6 - wide}l5,-7z`,
      style: `fill:color-mix(in oklab, var(--cx-ux), var(--cx-cx) ${(i / n) * 100}%)`,
      opacity: 0.85,
    });
  });
  const points = template.moods.flatMap((v, i) => (v == null ? [] : [{ x: (i + 0.5) * col, y: y(v) }]));
  const dots = points.map((p) => svg("circle", { cx: p.x, cy: p.y, r: 3, class: "jm-predot" }));
  const cards = template.cards.flatMap((lanes, i) =>
    lanes.flatMap((count, lane) =>
      Array.from({ length: Math.min(count, 2) }, (_, k) =>
        svg("rect", {
          x: i * col + 2,
          y: 86 + lane * 14 + k * 6,
          width: Math.max(3, col - 4),
          height: 4.5,
          rx: 1.5,
          class: `jm-pre${lane}`,
        }),
      ),
    ),
  );
  return svg(
    "svg",
    { class: "jm-preview", viewBox: `0 0 ${w} 130`, "aria-hidden": "true" },
    chevrons,
    svg("line", { x1: 0, x2: w, y1: 52, y2: 52, class: "jm-zero" }),
    svg("path", { d: jmPath(points), class: "jm-precurve" }),
    dots,
    cards,
  );
}
/** `intro`: what to say where there is only the empty page to choose. */
function jmGallery(templates, choose, back, intro) {
  const tile = (t, i) =>
    el(
      "button",
      {
        type: "button",
        class: "jm-template",
        "data-k": `template ${t.id}`,
        style: `--i:${i}`,
        onclick: () => choose(t),
      },
      t.id
        ? jmPreview(t)
        : svg(
            "svg",
            { class: "jm-preview jm-blank", viewBox: "0 0 240 130", "aria-hidden": "true" },
            svg("path", { d: "M120 48v34M103 65h34" }),
          ),
      el("strong", {}, t.title),
      el("span", { class: "jm-tabout" }, t.about),
    );
  return el(
    "div",
    { class: "jm-gallery" },
    el(
      "div",
      { class: "jm-galleryhead" },
      el("div", { class: "jm-gallerytitle" }, "Begin a map"),
      el(
        "p",
        { class: "cx-sub" },
        templates.length > 1
          ? "Take a template and change it, or begin with an empty page. Undo brings you back here."
          : intro,
      ),
      back
        ? el("button", { type: "button", class: "cx-link", "data-k": "gallery back", onclick: back }, "Back to my map")
        : null,
    ),
    el("div", { class: "jm-tiles" }, templates.map(tile)),
  );
}

/**
 * Print the map alone, on one landscape page, in light colours. A copy is laid beside the page's body, outside of any
 * dark theme, and the body is not printed.
 */
function jmPrint(ui, board, title, sub) {
  const paper = el(
    "div",
    { class: "cx cx-journey jm-paper" },
    el("div", { class: "jm-papertitle" }, title),
    el("div", { class: "cx-sub" }, sub),
  );
  const copy = board.cloneNode(true);
  const page = { w: 976, h: 655 }; // what A4 and Letter both have room for, below the title
  for (const n of copy.querySelectorAll("[id]")) {
    n.id = `p-${n.id}`;
  }
  for (const n of copy.querySelectorAll("[fill^='url'],[clip-path^='url'],[stroke^='url']"))
    for (const a of ["fill", "clip-path", "stroke"])
      if (n.getAttribute(a)?.startsWith("url(#")) n.setAttribute(a, n.getAttribute(a).replace("url(#", "url(#p-"));
  const style = el(
    "style",
    {},
    "@page { size: landscape; margin: 9mm } @media print { html, body { height: auto !important; overflow: visible !important; background: none !important } body { display: none !important } .jm-paper { display: block !important } }",
  );
  paper.append(style, copy);
  copy.style.removeProperty("zoom");
  paper.style.cssText = "display:block;position:absolute;left:-30000px;top:0"; // to be measured as it will be printed
  document.documentElement.append(paper);
  copy.style.zoom = Math.min(1.4, page.w / copy.offsetWidth, page.h / copy.offsetHeight).toFixed(3);
  paper.style.cssText = "";
  const done = () => {
    paper.remove();
    window.removeEventListener("afterprint", done);
  };
  window.addEventListener("afterprint", done);
  window.print();
  ui.say("The map is ready to print.");
}
