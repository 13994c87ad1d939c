// Shared by every widget: elements, keyboard guard, the frame around a widget, and word from the kernel.

/** Make an element. Attributes that are false or null are left out; "on…" are listeners. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

/** Text of the course: `code` in backticks, everything else as it stands. Never HTML. */
function rich(text) {
  const parts = String(text ?? "").split("`");
  return parts.map((part, i) => (i % 2 && i < parts.length - 1 ? el("code", {}, part) : part));
}

/**
 * Keep the notebook's single-key shortcuts away from the widget: in command mode JupyterLab would take "x" on a
 * radio button for "cut the cell". Its matcher looks at the focused element itself, so the mark goes there; with
 * Ctrl, Cmd or Alt it comes off again, so that saving still works. Window capture runs before Lab's own listener.
 */
function guardKeys(root) {
  const guard = (event) => {
    if (!root.contains(event.target)) return;
    const shortcut = event.ctrlKey || event.metaKey || event.altKey;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !shortcut);
  };
  window.addEventListener("keydown", guard, true);
  return () => window.removeEventListener("keydown", guard, true);
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
let cxCount = 0;

/** A notice of one kind: "note" (hint), "care" (not yet), "good" (right, explanation). */
function notice(kind, head, ...text) {
  return el("div", { class: `cx-notice cx-${kind}` }, el("strong", {}, head), " ", ...text);
}

/** A message as a learner reads it: the text twins begin theirs with the id of the question. */
function plain(message) {
  const text = String(message ?? "").replace(/^[a-z]\d+-[a-z0-9-]+: /, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Send to the kernel; false when there is none: a comm whose kernel is gone throws, and what was done would be lost unsaid. */
function reached(model, event) {
  try {
    model.send(event);
    return true;
  } catch (error) {
    console.warn("cxcourse:", error);
    return false;
  }
}

/** The frame of a widget: head, body and foot, what is announced, whether the last action has arrived. */
function frame(model, host, name) {
  const id = `cx${Date.now().toString(36)}${cxCount++}`;
  const title = el("div", { class: "cx-title", id: `${id}-title` });
  const sub = el("div", { class: "cx-sub" });
  const tools = el("div", { class: "cx-tools" });
  const body = el("div", { class: "cx-body" });
  const actions = el("div", { class: "cx-actions" });
  const saved = el("span", { class: "cx-saved", role: "status" });
  const said = el("div", { class: "cx-said", role: "status" });
  const message = el("div", { class: "cx-message", role: "alert" });
  const root = el(
    "section",
    { class: `cx cx-${name}`, "aria-labelledby": `${id}-title` },
    el("style", {}, `.cx-static[data-cx-task="${model.get("view").task}"]{display:none}`),
    el("div", { class: "cx-head" }, el("div", { class: "cx-heading" }, title, sub), tools),
    body,
    message,
    el("div", { class: "cx-foot" }, actions, saved),
    said,
  );
  host.append(root);
  const unguard = guardKeys(root);
  const client = id;
  let count = 0;
  let heard = 0;
  let timer = 0;
  let pressed = false;
  const hear = () => {
    const [who, number] = String(model.get("view").ack).split(".");
    if (who === client) heard = Number(number);
  };
  model.on("change:view", hear);

  // While something is held down nothing may be drawn anew: it would slip away from under the pointer, and the click
  // be lost. Leaving a text field by pressing Check is one case, pressing twice before the kernel answers another.
  const late = new Set();
  const letGo = () =>
    setTimeout(() => {
      pressed = false;
      const waiting = [...late];
      late.clear();
      waiting.forEach((f) => f());
    }, 0);
  root.addEventListener("pointerdown", () => {
    pressed = true;
  });
  root.addEventListener("pointermove", (e) => {
    if (pressed && !e.buttons) letGo(); // let go where nobody could see it: outside the window
  });
  root.addEventListener(
    "click",
    () => {
      pressed = false;
    },
    true,
  );
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, letGo);

  const unsaved = () => {
    clearTimeout(timer);
    saved.classList.add("cx-unsaved");
    saved.textContent = "Not saved yet: Python does not answer. Run this cell again (Shift+Enter).";
  };
  /** Send an event and return its stamp; if the kernel does not answer, say so and say what to do. */
  const send = (event) => {
    const stamp = `${client}.${++count}`;
    saved.textContent = "Saving…";
    clearTimeout(timer);
    timer = setTimeout(unsaved, 6000);
    if (!reached(model, { ...event, id: stamp })) unsaved();
    return stamp;
  };
  const arrived = () => {
    const view = model.get("view");
    if (view.ack === `${client}.${count}`) clearTimeout(timer);
    else if (count && String(view.ack).startsWith(`${client}.`)) return;
    const time = view.saved.at
      ? new Date(view.saved.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
      : "";
    const words = { new: "", saved: `✓ Saved ${time}`, kept: "", unsaved: "" }[view.saved.state];
    saved.classList.toggle("cx-unsaved", ["unsaved", "kept"].includes(view.saved.state));
    saved.textContent = [words, view.saved.text].filter(Boolean).join(" · ");
    message.textContent = plain(view.message);
  };
  return {
    id,
    root,
    title,
    sub,
    tools,
    body,
    actions,
    message,
    send,
    arrived,
    /** Whether the kernel has answered everything sent: until then its view lacks what was just done here. */
    settled: () => heard === count,
    /** The same function, put off while anything in the widget is held down. */
    steady: (f) => () => (pressed ? late.add(f) : f()),
    say: (text) => {
      said.textContent = "";
      said.textContent = text;
    },
    /** Draw something anew without losing the keyboard's place: focus returns to the same data-k. */
    keepFocus(draw) {
      const key = root.contains(document.activeElement) ? document.activeElement.dataset.k : null;
      draw();
      if (key && document.activeElement?.dataset?.k !== key)
        root.querySelector(`[data-k="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
    },
    dispose() {
      unguard();
      clearTimeout(timer);
      model.off("change:view", hear);
      for (const end of ["pointerup", "pointercancel"]) window.removeEventListener(end, letGo);
    },
  };
}

/** A button that keeps its place for the keyboard. */
function button(key, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "cx-btn", "data-k": key, onclick, ...attributes }, label);
}
