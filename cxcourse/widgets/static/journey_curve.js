// The emotion curve: a smooth line through what the steps say, faces that follow the hand, values by keyboard.

const JM_CURVE = { height: 188, pad: 38 };

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes))
    if (value != null && value !== false) node.setAttribute(name, value);
  node.append(...children.flat().filter((c) => c != null && c !== false));
  return node;
}
const jmY = (value) => JM_CURVE.height / 2 - (value * (JM_CURVE.height / 2 - JM_CURVE.pad)) / 2;

/** A path through all points that never swings past one of them (monotone cubic), level at both ends. */
function jmPath(points) {
  const n = points.length;
  if (!n) return "";
  if (n === 1) return `M${points[0].x},${points[0].y}`;
  const slope = points.slice(1).map((p, i) => (p.y - points[i].y) / (p.x - points[i].x));
  const bend = points.map((_, i) => {
    if (i === 0 || i === n - 1 || slope[i - 1] * slope[i] <= 0) return 0;
    return (2 * slope[i - 1] * slope[i]) / (slope[i - 1] + slope[i]);
  });
  const round = (x) => Math.round(x * 10) / 10;
  return points.slice(1).reduce(
    (path, p, i) => {
      const q = points[i];
      const third = (p.x - q.x) / 3;
      return `${path}C${round(q.x + third)},${round(q.y + bend[i] * third)} ${round(p.x - third)},${round(p.y - bend[i + 1] * third)} ${round(p.x)},${round(p.y)}`;
    },
    `M${round(points[0].x)},${round(points[0].y)}`,
  );
}
/** Out to the edges of the first and last column that say something: nothing is drawn where nothing is said. */
const jmEnds = (points, size) =>
  points.length
    ? [{ x: points[0].x - size / 2, y: points[0].y }, ...points, { x: points.at(-1).x + size / 2, y: points.at(-1).y }]
    : [];
const jmMouth = (v) => `M-5.2,${3.6 - v * 0.5}Q0,${3.6 + v * 2.9} 5.2,${3.6 - v * 0.5}`;
const jmMood = (v) => (v == null ? "none" : v >= 0.5 ? "good" : v <= -0.5 ? "bad" : "even");

/** A face whose mouth says the value; "+" where nothing is said yet. */
function jmFace() {
  const mouth = svg("path", { class: "jm-mouth", d: jmMouth(0) });
  const face = svg(
    "svg",
    { class: "jm-face", viewBox: "-16 -16 32 32", width: 30, height: 30, "aria-hidden": "true" },
    svg("circle", { r: 13.4, class: "jm-skin" }),
    svg(
      "g",
      { class: "jm-looks" },
      svg("circle", { cx: -4.4, cy: -3.2, r: 1.65 }),
      svg("circle", { cx: 4.4, cy: -3.2, r: 1.65 }),
      mouth,
    ),
    svg("path", { class: "jm-plus", d: "M-4.5,0H4.5M0,-4.5V4.5" }),
  );
  return { face, put: (v) => mouth.setAttribute("d", jmMouth(v ?? 0)) };
}

/** The lane of the curve. `shell`: what the widget offers (edit, say, look, readOnly, scale). */
function jmCurve(shell) {
  const line = svg("path", { class: "jm-line-as-is" });
  const future = svg("path", { class: "jm-line-to-be" });
  const high = svg("path", { class: "jm-area jm-area-high" });
  const low = svg("path", { class: "jm-area jm-area-low" });
  const grid = svg("g", { class: "jm-grid" });
  const name = `jm${Math.random().toString(36).slice(2)}`;
  const half = JM_CURVE.height / 2;
  const fade = (id, token, from, to) =>
    svg(
      "linearGradient",
      { id: `${name}${id}`, x1: 0, x2: 0, y1: from, y2: to, gradientUnits: "userSpaceOnUse" },
      svg("stop", { offset: 0, class: token, "stop-opacity": 0.42 }),
      svg("stop", { offset: 1, class: token, "stop-opacity": 0.02 }),
    );
  const clip = (id, y) => svg("clipPath", { id: `${name}${id}` }, svg("rect", { x: 0, y, width: 20000, height: half }));
  const along = svg(
    "linearGradient",
    { id: `${name}l`, x1: 0, x2: 1, y1: 0, y2: 0, gradientUnits: "userSpaceOnUse" },
    svg("stop", { offset: 0, class: "jm-stop-a" }),
    svg("stop", { offset: 1, class: "jm-stop-z" }),
  );
  const drawing = svg(
    "svg",
    { class: "jm-curve", height: JM_CURVE.height, "aria-hidden": "true" },
    svg(
      "defs",
      {},
      along,
      fade("g", "jm-stop-good", JM_CURVE.pad - 10, half),
      fade("b", "jm-stop-bad", JM_CURVE.height - JM_CURVE.pad + 10, half),
      clip("u", 0),
      clip("d", half),
    ),
    grid,
    high,
    low,
    future,
    line,
  );
  high.setAttribute("fill", `url(#${name}g)`);
  low.setAttribute("fill", `url(#${name}b)`);
  line.setAttribute("stroke", `url(#${name}l)`);
  high.setAttribute("clip-path", `url(#${name}u)`);
  low.setAttribute("clip-path", `url(#${name}d)`);
  const points = el("div", { class: "jm-points" });
  const host = el("div", { class: "jm-curvehost" }, drawing, points);
  const handles = new Map();
  let columns = [];
  let width = 0;
  let size = 0;
  let held = null;

  const x = (i) => (i + 0.5) * size;
  const valueOf = (column, which) =>
    held && held.key === column.key && held.which === which ? held.value : column.step?.[which];
  const through = (which) =>
    columns.flatMap((c, i) => (valueOf(c, which) == null ? [] : [{ x: x(i), y: jmY(valueOf(c, which)) }]));
  /** The curve to be is the curve as it is wherever a step says nothing else. */
  const hoped = () =>
    columns.flatMap((c, i) => {
      const v = valueOf(c, "emotion_to_be") ?? valueOf(c, "emotion");
      return v == null ? [] : [{ x: x(i), y: jmY(v) }];
    });
  const stroke = () => {
    const now = jmEnds(through("emotion"), size);
    const path = jmPath(now);
    line.setAttribute("d", path);
    const area = path && `${path}L${now.at(-1).x},${half}L${now[0].x},${half}Z`;
    high.setAttribute("d", area);
    low.setAttribute("d", area);
    future.setAttribute("d", shell.look().to_be ? jmPath(jmEnds(hoped(), size)) : "");
  };
  /** The words stand below a face that is sad, or that has the curve to be above it. */
  const under = (handle, i, value) =>
    (value ?? 0) < 0 || (shell.look().to_be && (columns[i].step?.emotion_to_be ?? -3) > (value ?? 0));
  const place = (handle, i, value) => {
    const aside = handle.which !== "emotion" && value == null; // beside the face, ready to be taken
    handle.node.style.transform = `translate(${x(i) + (aside ? 26 : 0)}px, ${jmY(value ?? (aside ? columns[i].step.emotion : 0) ?? 0)}px)`;
    handle.node.className = `jm-point jm-${jmMood(value)}${handle.which === "emotion" ? "" : " jm-future"}${under(handle, i, value) ? " jm-below" : ""}`;
    handle.put(value);
    const tag = held ? "" : handle.tag;
    handle.value.textContent = value == null ? "" : `${tag} ${jmSigned(Math.round(value))}`.trim();
    handle.value.className = `jm-value${tag ? " jm-tagged" : ""}`;
  };

  const change = (step, which, value) => {
    if (value === step[which]) return stroke();
    shell.edit(
      "change_step",
      { step: step.id, [which]: value },
      `${which === "emotion" ? "Emotion" : "To be"} ${value == null ? "taken away" : `${jmSigned(value)}, ${JM_WORDS[value]}`}.`,
    );
  };
  const keys = (event, key, which) => {
    const column = columns.find((c) => c.key === key);
    const now = column.step[which];
    const next = {
      ArrowUp: (now ?? 0) + (now == null ? 0 : 1),
      ArrowDown: (now ?? 0) - (now == null ? 0 : 1),
      Home: -2,
      End: 2,
      PageUp: 2,
      PageDown: -2,
      Delete: null,
      Backspace: null,
    }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey || shell.readOnly) return;
    event.preventDefault();
    event.stopPropagation();
    change(column.step, which, next == null ? null : Math.max(-2, Math.min(2, next)));
  };
  const grab = (event, key, which) => {
    if (event.button !== 0 || shell.readOnly) return;
    const index = columns.findIndex((c) => c.key === key);
    const step = columns[index].step;
    const handle = handles.get(`${which} ${key}`);
    const scale = shell.scale();
    const startY = event.clientY;
    const from = step[which];
    let frame = 0;
    let latest = event.clientY;
    let moved = false;
    event.preventDefault();
    handle.node.focus({ preventScroll: true });
    handle.node.setPointerCapture(event.pointerId);
    handle.node.classList.add("jm-held");
    const follow = () => {
      frame = 0;
      const y = (latest - host.getBoundingClientRect().top) / scale; // the page may have been scrolled meanwhile
      const value = Math.max(-2.2, Math.min(2.2, ((half - y) * 2) / (half - JM_CURVE.pad)));
      held = { key, which, value };
      place(handle, index, value);
      handle.node.classList.add("jm-held");
      stroke();
    };
    const again = () => {
      if (moved && !frame) frame = requestAnimationFrame(follow);
    };
    const move = (e) => {
      latest = e.clientY;
      moved = moved || Math.abs(latest - startY) > 3;
      again();
    };
    const end = (e) => {
      for (const [type, f] of [
        ["pointermove", move],
        ["pointerup", end],
        ["pointercancel", end],
        ["lostpointercapture", end],
      ])
        handle.node.removeEventListener(type, f);
      window.removeEventListener("scroll", again, true);
      cancelAnimationFrame(frame);
      if (moved) follow(); // where the hand is now, not where it was at the last frame
      const value =
        moved && e.type === "pointerup"
          ? Math.max(-2, Math.min(2, Math.round(held.value))) + 0
          : (from ?? (moved ? null : 0));
      held = null;
      place(handle, index, value);
      stroke();
      change(step, which, value);
    };
    for (const [type, f] of [
      ["pointermove", move],
      ["pointerup", end],
      ["pointercancel", end],
      ["lostpointercapture", end],
    ])
      handle.node.addEventListener(type, f);
    window.addEventListener("scroll", again, true);
  };
  const made = (key, which) => {
    const { face, put } = jmFace();
    const value = el("span", { class: "jm-value", "aria-hidden": "true" });
    const node = el(
      "div",
      {
        role: "slider",
        "data-nav": "",
        "data-k": `${which} ${key}`,
        "data-step": key,
        tabindex: -1,
        "aria-orientation": "vertical",
        "aria-valuemin": -2,
        "aria-valuemax": 2,
        onkeydown: (e) => keys(e, key, which),
        onpointerdown: (e) => grab(e, key, which),
      },
      face,
      value,
    );
    return { node, put, value, tag: "", which };
  };

  const draw = (now, columnWidth, extra) => {
    columns = now;
    size = columnWidth;
    width = columns.length * size;
    drawing.setAttribute("width", width);
    if (grid.dataset.w !== String(width)) {
      grid.dataset.w = String(width);
      along.setAttribute("x2", Math.max(1, width));
      grid.replaceChildren(
        ...[2, 1, 0, -1, -2].map((v) =>
          svg("line", { x1: 0, x2: width, y1: jmY(v), y2: jmY(v), class: v ? "jm-faint" : "jm-zero" }),
        ),
      );
    }
    const wanted = shell.look().to_be ? ["emotion_to_be", "emotion"] : ["emotion"];
    const seen = [];
    columns.forEach((column, i) => {
      if (column.step)
        for (const which of wanted) {
          const id = `${which} ${column.key}`;
          if (!handles.has(id)) handles.set(id, made(column.key, which));
          const handle = handles.get(id);
          const value = column.step[which];
          seen.push(handle.node);
          handle.tag = which === "emotion" ? (extra.tags.get(column.key) ?? "") : "";
          if (!(held && held.key === column.key)) place(handle, i, value);
          handle.node.setAttribute("aria-valuenow", value ?? 0);
          handle.node.setAttribute(
            "aria-valuetext",
            value == null
              ? "not said yet"
              : `${jmSigned(value)}, ${JM_WORDS[value]}${handle.tag ? `, ${handle.tag}` : ""}`,
          );
          handle.node.setAttribute(
            "aria-label",
            `${which === "emotion" ? "Emotion" : "Emotion to be"}: ${jmName(column.step.action, `step ${i + 1}`)}`,
          );
          handle.node.toggleAttribute("aria-readonly", shell.readOnly);
          // Nobody feels what nobody sees: a step behind the scenes has no face, unless one was given.
          handle.node.hidden = value == null && (shell.readOnly || column.step.lane !== "customer");
        }
    });
    jmSync(points, seen);
    const alive = new Set(columns.map((c) => c.key));
    for (const [id, handle] of handles) if (!alive.has(handle.node.dataset.step)) handles.delete(id);
    stroke();
  };
  return { host, draw };
}

/**
 * Bring the children of a node into this order with as few moves as possible, so that focus and scroll stay. What is
 * not wanted here goes at the end (`later`), because another node may still want it: then it moves and is never away.
 */
function jmSync(parent, nodes, later = null) {
  const wanted = new Set(nodes);
  const over = [...parent.children].filter((child) => !wanted.has(child));
  let at = parent.firstElementChild;
  for (const node of nodes) {
    while (at && !wanted.has(at)) at = at.nextElementSibling;
    if (at === node) at = at.nextElementSibling;
    else if (node.isConnected && parent.isConnected && parent.moveBefore) parent.moveBefore(node, at);
    else parent.insertBefore(node, at);
  }
  const clear = () => over.forEach((child) => child.parentNode === parent && child.remove());
  if (later) later.push(clear);
  else clear();
}
