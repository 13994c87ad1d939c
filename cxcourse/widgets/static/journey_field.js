// One field of a step, a card or a stage, in the panel and in the table.

const jmSame = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const jmFit = (area) => {
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
};

/**
 * One field. `change(value)` is called when it is left or chosen; `put(value)` shows a value that comes from elsewhere
 * and leaves alone what is being typed. `tight`: for a table, where the column says the label.
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
    control.addEventListener("change", () => send(read(control.value)));
    return {
      node: wrap(control, spec.kind === "area" ? "jm-wide" : ""),
      put(next) {
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
    control.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !e.shiftKey) {
        e.preventDefault();
        send(control.value);
      }
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
    control.addEventListener("keydown", (e) => {
      if (e.key === "Enter") send(control.value);
    });
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
