// Around the map: whose journey it is, what the task asks for, and what the signs mean.

/** The person under the title; pressing opens their details. */
function jmPerson(ui, shell, panel) {
  const node = el("button", {
    type: "button",
    class: "jm-person",
    "data-k": "actor",
    onclick: () => {
      shell.select(shell.selected() === "actor" ? null : "actor");
      panel.focus();
    },
  });
  const initial = (name) =>
    jmName(name, "?")
      .replace(/^(the|a|an) /i, "")
      .charAt(0)
      .toUpperCase();
  const aim = (goal) => el("span", { class: "jm-goal" }, el("span", { class: "jm-goalmark" }, " Goal: "), goal);
  return (journey, v) => {
    const { actor } = journey;
    const words = jmName(journey.title, v.title || "Journey map");
    if (ui.title.textContent !== words) ui.title.textContent = words;
    const now = JSON.stringify([actor, v.mode]);
    if (node.dataset.now !== now) {
      node.dataset.now = now;
      node.classList.toggle("jm-nobody", !actor.name.trim());
      const who = el("strong", {}, jmName(actor.name, "Whose journey is it?"));
      node.replaceChildren(
        el("span", { class: "jm-avatar", "aria-hidden": "true" }, initial(actor.name)),
        el("span", { class: "jm-who" }, who, actor.who ? `, ${actor.who}` : null, actor.goal ? aim(actor.goal) : null),
      );
    }
    if (!node.isConnected) ui.sub.replaceChildren(node);
  };
}

/** What a graded map is to show, and its points. */
function jmTask() {
  const node = el("div", { class: "jm-task", hidden: true });
  const draw = (v) => {
    node.hidden = v.mode !== "graded";
    if (node.hidden || node.children.length) return;
    node.append(el("div", { class: "jm-worth" }, `${v.points} points`), el("p", {}, rich(v.stem)));
  };
  return { node, draw };
}

/** What colours, patterns and signs mean; the two curves are told apart only while both are drawn. */
function jmLegend() {
  const marks = [...Object.keys(JM_EVIDENCE), null].map((e) =>
    el("span", { class: `jm-mark jm-ev-${e ?? "none"}` }, e ?? "no evidence"),
  );
  const truth = el("span", { class: "jm-legpart" }, el("span", { class: "jm-star" }, "★"), " moment of truth");
  const lenses = ["UX", "CS", "CX"].map(jmChip);
  const node = el("div", { class: "jm-legend" }, lenses, el("span", { class: "jm-legpart" }, marks), truth);
  const curves = ["as it is", "to be"].map((text) => el("span", { class: "jm-legpart jm-legcurve" }, text));
  const draw = (both) => {
    if (both && !curves[0].isConnected) node.append(...curves);
    else if (!both) curves.forEach((c) => c.remove());
  };
  return { node, draw };
}

/** The shelf of templates, as long as there is no map or another one is looked for. */
function jmShelf(shell) {
  const node = el("div", { class: "jm-shelf", hidden: true });
  let back = null; // to the map, if there is one
  node.addEventListener("keydown", (e) => {
    if (e.key === "Escape") back?.();
  });
  const blank = { id: "", title: "Blank map", about: "Three stages with an empty step in each." };
  const begin = "Begin with an empty page, or bring in";
  let drawn = "";
  const draw = (v, open, browsing) => {
    node.hidden = !open;
    const now = open ? JSON.stringify([v.templates, browsing]) : "";
    if (now === drawn || !open) return (drawn = now);
    drawn = now;
    const told = v.mode === "graded" ? `${begin} the map you began in the module.` : `${begin} a map you made before.`;
    back = browsing ? () => shell.browse(false) : null;
    return node.replaceChildren(jmGallery([blank, ...v.templates], (t) => shell.begin(t.id), back, told));
  };
  return { node, draw };
}
