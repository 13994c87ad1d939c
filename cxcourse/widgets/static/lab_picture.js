// The picture of a figure: its interval over an axis.

/** An SVG element. */
function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
const percent = (x) => `${(100 * x).toFixed(3)}%`;

/** Rows of figures with their intervals over one axis; later calls move what is there. */
function labPicture(host, drawing) {
  const shape = JSON.stringify([
    drawing.rows.map((r) => [r.label, r.side, !!r.span, !!r.silent, r.at != null]),
    drawing.ticks.map((t) => t.text),
    drawing.zero,
  ]);
  if (host.dataset.shape !== shape) {
    host.dataset.shape = shape;
    const line = () =>
      drawing.ticks.map((t) => svg("line", { x1: percent(t.at), x2: percent(t.at), y1: 13, y2: 21, class: "cx-tick" }));
    const rows = drawing.rows.map((r, i) => [
      el("span", { class: "cx-rowname" }, r.label),
      svg(
        "svg",
        { class: `cx-row cx-side${r.side}`, height: 34, "aria-hidden": "true" },
        svg("line", { x1: "0%", x2: "100%", y1: 17, y2: 17, class: "cx-track" }),
        ...line(),
        ...(drawing.zero == null
          ? []
          : [svg("line", { x1: percent(drawing.zero), x2: percent(drawing.zero), y1: 5, y2: 29, class: "cx-zero" })]),
        ...(r.span ? [svg("rect", { y: 9, height: 16, rx: 8, class: "cx-span" })] : []),
        ...(r.silent ? [svg("rect", { y: 4, height: 26, rx: 5, class: "cx-silent" })] : []),
        ...(r.at == null ? [] : [svg("circle", { cy: 17, r: 7.5, class: "cx-dot" })]),
      ),
      el("span", { class: "cx-rowtext" }),
    ]);
    const last = drawing.ticks.length - 1;
    const axis = svg(
      "svg",
      { class: "cx-axis", height: 20, "aria-hidden": "true" },
      ...drawing.ticks.map((t, i) =>
        svg(
          "text",
          { x: percent(t.at), y: 14, "text-anchor": i === 0 ? "start" : i === last ? "end" : "middle" },
          t.text,
        ),
      ),
    );
    host.replaceChildren(...rows.flat(), el("span"), axis, el("span"));
    host.classList.toggle("cx-alone", drawing.rows.length === 1 && !drawing.rows[0].label);
  }
  host.setAttribute("aria-label", drawing.told);
  const between = (node, [from, to]) => {
    node.setAttribute("x", percent(from));
    node.setAttribute("width", percent(Math.max(0, to - from)));
  };
  drawing.rows.forEach((r, i) => {
    const row = host.querySelectorAll(".cx-row")[i];
    if (r.silent) between(row.querySelector(".cx-silent"), r.silent);
    if (r.span) between(row.querySelector(".cx-span"), r.span);
    if (r.at != null) row.querySelector(".cx-dot").setAttribute("cx", percent(r.at));
    host.querySelectorAll(".cx-rowtext")[i].textContent = r.text;
  });
}
