// One field of a step, a card or a stage, in the panel and in the table.

const jmSame = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const jmFit = (area) => {
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
};
const JM_MOST_TEXT = 2000; // characters of one field: Python takes no more (MOST_TEXT)

/**
 * Whether a text is short enough to be sent. If not, what to do stands at the end of `place`, and whoever asks leaves
 * the text where it was written: sent, it would come back refused and be lost.
 */
function jmFits(control, text, place, label = "Text") {
  const found = [...text].length; // as Python counts them: a smiley is one
  const fits = found <= JM_MOST_TEXT;
  let note = document.getElementById(control.getAttribute("aria-errormessage"));
  if (fits) {
    note?.remove();
    control.removeAttribute("aria-errormessage");
    control.removeAttribute("aria-invalid");
    return true;
  }
  if (!note) {
    const id = `jm-long-${cxCount++}`;
    note = el("div", { class: "jm-trouble", role: "alert", id, style: "grid-column: 1 / -1" });
    place.append(note);
    control.setAttribute("aria-errormessage", id);
    control.setAttribute("aria-invalid", "true");
  }
  const count = (n) => n.toLocaleString("en");
  const words = `${label}: at most ${count(JM_MOST_TEXT)} characters, found ${count(found)}. Shorten it.`;
  if (note.textContent !== words) note.textContent = words;
  return false;
}
/**
 * Draw fields anew; texts that are too long to be sent go over into the new fields. If what was shown gives way to
 * something else, they wait in `kept` until it is shown again.
 */
function jmCarry(host, draw, kept = new Map(), before = "", now = before) {
  kept.set(
    before,
    [...host.querySelectorAll("[aria-invalid]")].map((n) => [n.dataset.k, n.value]),
  );
  draw();
  for (const [key, text] of kept.get(now) ?? []) {
    const control = host.querySelector(`[data-k="${CSS.escape(key)}"]`);
    if (!control) continue;
    control.value = text;
    control.dispatchEvent(new Event("change"));
  }
}

/**
 * One field. `change(value)` is called when it is left or chosen; `put(value)` shows a value that comes from elsewhere
 * and leaves alone what is being typed. `tight`: for a table, where the column says the label. A spec that is `needed`
 * cannot be emptied.
 */
function jmField(spec, value, change, { key, name, tight = false, readOnly = false }) {
  const named = tight || ["lens", "mood", "many"].includes(spec.kind) ? { "aria-label": name } : {};
  const common = { "data-k": key, disabled: readOnly, ...named };
  let now = value;
  const send = (next) => {
    if (!jmSame(next, now)) {
      now = next;
      change(next);
    }
  };
  const wrap = (control, more = "") =>
    tight
      ? control
      : el("label", { class: `jm-field ${more}` }, el("span", { class: "jm-flabel" }, spec.label), control);
  const made = { area, text, words, choice, check, lens, mood: tight ? moodChoice : mood, many }[spec.kind]();
  made.put(value);
  return {
    node: made.node,
    put(next) {
      now = next;
      made.put(next);
    },
  };

  function typed(control, read, show) {
    const fits = (next) => {
      const longest = [next].flat().reduce((a, b) => (b.length > a.length ? b : a), "");
      const place = (control.closest("label") ?? control).parentElement;
      return jmFits(control, jmSame(next, now) ? "" : longest, place, spec.label);
    };
    const leave = () => {
      const next = read(control.value);
      if (spec.needed && !next) control.value = control.dataset.shown;
      else if (fits(next)) send(next);
    };
    control.addEventListener("change", leave);
    control.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || (spec.kind === "area" && e.shiftKey)) return;
      if (spec.kind === "area") e.preventDefault();
      leave();
    });
    control.addEventListener("input", () => {
      if (control.hasAttribute("aria-invalid")) fits(read(control.value));
    });
    return {
      node: wrap(control, spec.kind === "area" ? "jm-wide" : ""),
      put(next) {
        if (control.hasAttribute("aria-invalid")) return; // not sent yet
        if (document.activeElement !== control || control.value === control.dataset.shown) {
          control.value = show(next);
          control.dataset.shown = control.value;
          if (spec.kind === "area") requestAnimationFrame(() => jmFit(control));
        }
      },
    };
  }
  function area() {
    const control = el("textarea", {
      class: "jm-control",
      rows: 1,
      spellcheck: "false",
      ...common,
      oninput: () => jmFit(control),
    });
    return typed(
      control,
      (t) => t,
      (v) => v ?? "",
    );
  }
  function text() {
    const list =
      spec.list && !tight
        ? el(
            "datalist",
            { id: `${key.replace(/\W+/g, "-")}-list-${cxCount++}` },
            spec.list.map((v) => el("option", { value: v })),
          )
        : null;
    const control = el("input", { type: "text", class: "jm-control", autocomplete: "off", ...common, list: list?.id });
    const made = typed(
      control,
      (t) => t.trim(),
      (v) => v ?? "",
    );
    if (list) made.node.append(list);
    return made;
  }
  function words() {
    const control = el("input", { type: "text", class: "jm-control", autocomplete: "off", ...common });
    return typed(
      control,
      (t) => t.split(/[,\s]+/).filter(Boolean),
      (v) => (v ?? []).join(", "),
    );
  }
  function choice() {
    const control = el(
      "select",
      {
        class: "jm-control",
        ...common,
        onchange: () =>
          send(
            control.value === "" && "empty" in spec ? spec.empty : spec.number ? Number(control.value) : control.value,
          ),
      },
      spec.values.map(([id, label]) =>
        el("option", { value: id }, tight && spec.name === "evidence" ? label.split(":")[0] : label),
      ),
    );
    return {
      node: wrap(control, spec.name === "beat" ? "jm-wide" : ""),
      put: (v) => {
        control.value = v == null ? "" : String(v);
      },
    };
  }
  function moodChoice() {
    const control = el(
      "select",
      { class: "jm-control", ...common, onchange: () => send(control.value === "" ? null : Number(control.value)) },
      JM_MOODS.map((v) => el("option", { value: v ?? "" }, v == null ? "not said" : `${jmSigned(v)} ${JM_WORDS[v]}`)),
    );
    return {
      node: control,
      put: (v) => {
        control.value = v ?? "";
      },
    };
  }
  function check() {
    const control = el("input", { type: "checkbox", ...common, onchange: () => send(control.checked) });
    return {
      node: tight
        ? control
        : el(
            "label",
            { class: "jm-check" },
            control,
            el("span", {}, spec.label),
            el("span", { class: "jm-star", "aria-hidden": "true" }, "★"),
          ),
      put: (v) => {
        control.checked = Boolean(v);
      },
    };
  }
  function set(label, ...children) {
    return el(
      "div",
      {
        class: `jm-field${tight ? " jm-tight" : ""}${spec.kind === "lens" ? "" : spec.kind === "mood" ? " jm-mooded" : " jm-wide"}`,
        role: "group",
        "aria-label": name,
      },
      tight ? null : el("span", { class: "jm-flabel", "aria-hidden": "true" }, label),
      ...children,
    );
  }
  function lens() {
    const boxes = ["UX", "CS", "CX"].map((l) =>
      el("input", {
        type: "checkbox",
        value: l,
        "data-k": `${key} ${l}`,
        disabled: readOnly,
        onchange: () => send(boxes.filter((b) => b.checked).map((b) => b.value)),
      }),
    );
    return {
      node: set(
        spec.label,
        el(
          "span",
          { class: "jm-pick" },
          boxes.map((b) => el("label", { class: "jm-tick" }, b, jmChip(b.value))),
        ),
      ),
      put: (v) =>
        boxes.forEach((b) => {
          b.checked = (v ?? []).includes(b.value);
        }),
    };
  }
  function mood() {
    const group = `${key.replace(/\W+/g, "-")}-${cxCount++}`;
    const choices = JM_MOODS.map((v) => {
      const box = el("input", {
        type: "radio",
        name: group,
        class: "cx-hide",
        "data-k": `${key} ${v}`,
        disabled: readOnly,
        onchange: () => send(v),
      });
      const { face, put } = jmFace();
      put(v);
      return {
        v,
        box,
        node: el(
          "label",
          { class: `jm-moodpick jm-point jm-${jmMood(v)}`, title: v == null ? "not said" : JM_WORDS[v] },
          box,
          face,
          el("span", { class: "jm-moodnum" }, v == null ? "–" : jmSigned(v)),
          el("span", { class: "cx-hide" }, v == null ? "not said" : JM_WORDS[v]),
        ),
      };
    });
    return {
      node: set(
        spec.label,
        el(
          "span",
          { class: "jm-moods" },
          choices.map((c) => c.node),
        ),
      ),
      put: (now) =>
        choices.forEach((c) => {
          c.box.checked = c.v === (now ?? null);
        }),
    };
  }
  function many() {
    const boxes = spec.values.map(([id, label]) => ({
      id,
      box: el("input", {
        type: "checkbox",
        "data-k": `${key} ${id}`,
        disabled: readOnly,
        onchange: () => send(boxes.filter((b) => b.box.checked).map((b) => b.id)),
      }),
      label,
    }));
    const shown = boxes.length
      ? boxes.map((b) => el("label", { class: "jm-tick" }, b.box, el("span", {}, b.label)))
      : [el("span", { class: "cx-sub" }, "no pains on the map yet")];
    return {
      node: set(spec.label, el("span", { class: "jm-list" }, shown)),
      put: (v) =>
        boxes.forEach((b) => {
          b.box.checked = (v ?? []).includes(b.id);
        }),
    };
  }
}
