// The value delivery model: a loop of six elements; one is open, the others lead to it and away from it.

const SVG = "http://www.w3.org/2000/svg";
function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function render({ model, el: host }) {
  const ui = frame(model, host, "value-model");
  const view = () => model.get("view");
  let open = view().selected || null;
  let drawn = "";

  const select = (id, focus = true) => {
    open = id;
    ui.send({ kind: "select", element: id });
    draw();
    if (focus) ui.root.querySelector(`[data-k="node ${id}"]`)?.focus();
    const e = view().elements.find((x) => x.id === id);
    ui.say(`${e.name}. Input: ${e.input} Activity: ${e.activity} Output: ${e.output} Trained in ${e.trained_title}.`);
  };
  const keys = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const { elements } = view();
    const at = elements.findIndex((e) => `node ${e.id}` === event.target.dataset.k);
    select(elements[(at + step + elements.length) % elements.length].id);
  };

  /** The ring is drawn once for a square of 400; the buttons lie on it in per cent. */
  const place = (i, n, r) => {
    const angle = (i / n) * 2 * Math.PI - Math.PI / 2;
    return [200 + r * Math.cos(angle), 200 + r * Math.sin(angle)];
  };
  const ring = (elements) => {
    const picture = shape("svg", { viewBox: "0 0 400 400", class: "cx-ring", "aria-hidden": "true" });
    elements.forEach((e, i) => {
      const n = elements.length;
      const here = elements[(i + 1) % n].id === open || e.id === open;
      const [x0, y0] = place(i + 0.38, n, 150);
      const [x1, y1] = place(i + 0.6, n, 150);
      picture.append(
        shape("path", { d: `M${x0},${y0} A150,150 0 0 1 ${x1},${y1}`, class: here ? "cx-arc cx-near" : "cx-arc" }),
      );
      const [hx, hy] = place(i + 0.6, n, 150);
      const turn = ((i + 0.61) / n) * 360;
      picture.append(
        shape("path", {
          d: "M-6,-5 L5,0 L-6,5",
          transform: `translate(${hx},${hy}) rotate(${turn})`,
          class: here ? "cx-head-arc cx-near" : "cx-head-arc",
        }),
      );
    });
    return picture;
  };
  const node = (e, i, n) => {
    const [x, y] = place(i, n, 150);
    const seen = view().seen.includes(e.id);
    const on = e.id === open;
    return el(
      "button",
      {
        type: "button",
        "data-k": `node ${e.id}`,
        class: `cx-node${on ? " cx-on" : ""}${seen ? " cx-seen" : ""}`,
        style: `left:${x / 4}%;top:${y / 4}%`,
        "aria-pressed": String(on),
        onclick: () => select(e.id),
      },
      el("span", { class: "cx-nodenum" }, seen && !on ? "✓" : String(i + 1)),
      el("span", {}, e.name),
    );
  };
  const panel = (elements) => {
    const at = elements.findIndex((e) => e.id === open);
    const e = elements[at];
    if (!e)
      return el(
        "div",
        { class: "cx-panel cx-welcome" },
        el("p", {}, el("strong", {}, "Six elements, one loop.")),
        el(
          "p",
          {},
          "Choose any element to see what goes in, what people do and what they hand on. The arrow keys walk the loop.",
        ),
        button("start", "Start with number 1", () => select(elements[0].id), { class: "cx-btn cx-primary" }),
      );
    const n = elements.length;
    const before = elements[(at - 1 + n) % n];
    const after = elements[(at + 1) % n];
    const step = (label, text, sub) =>
      el(
        "div",
        { class: "cx-step" },
        el("div", { class: "cx-steplabel" }, label),
        el("div", {}, rich(text)),
        sub ? el("div", { class: "cx-sub" }, sub) : null,
      );
    return el(
      "div",
      { class: "cx-panel" },
      el("div", { class: "cx-paneltitle" }, `${at + 1}. ${e.name}`),
      el("p", { class: "cx-ask" }, rich(e.question)),
      el(
        "div",
        { class: "cx-chain" },
        step("Input", e.input, `from ${before.name.toLowerCase()}`),
        step("Activity", e.activity),
        step("Output", e.output, `to ${after.name.toLowerCase()}`),
      ),
      notice("note", "At Lumen.", ...rich(e.example)),
      el("p", { class: "cx-sub cx-trained" }, `Trained in ${e.trained_title}`),
    );
  };
  const draw = () => {
    const v = view();
    const { elements } = v;
    const n = elements.length;
    ui.title.textContent = v.title;
    ui.sub.textContent =
      v.seen.length === n ? "You have walked the whole loop." : `${v.seen.length} of ${n} elements seen`;
    const now = JSON.stringify([open, v.seen]);
    if (now !== drawn)
      ui.keepFocus(() => {
        ui.body.replaceChildren(
          el(
            "div",
            { class: "cx-loop" },
            el(
              "div",
              { class: "cx-wheel", role: "group", "aria-label": "Elements in order", onkeydown: keys },
              ring(elements),
              el("div", { class: "cx-hub" }, el("strong", {}, "Value"), el("span", {}, "for the customer")),
              elements.map((e, i) => node(e, i, n)),
            ),
            panel(elements),
          ),
        );
        const at = elements.findIndex((e) => e.id === open);
        ui.actions.replaceChildren(
          ...(at < 0
            ? []
            : [
                button("prev", "← Before", () => select(elements[(at - 1 + n) % n].id, false)),
                button(
                  "next",
                  `Hand on to ${elements[(at + 1) % n].name.toLowerCase()} →`,
                  () => select(elements[(at + 1) % n].id, false),
                  { class: "cx-btn cx-primary" },
                ),
              ]),
        );
      });
    drawn = now;
  };
  const changed = () => {
    draw();
    ui.arrived();
  };

  draw();
  ui.arrived();
  model.on("change:view", changed);
  return () => {
    model.off("change:view", changed);
    ui.dispose();
  };
}

export default { render };
