// Changing a map by hand: words are written in place, things are added, split, doubled and deleted.

/** Returns what can be done, by name. `shell`: edit, journey, look, readOnly, focus, reveal, hold, selected, unselect. */
function jmWriting(shell, grid) {
  const write = (node, place, label, value, commit, again) => {
    const input = el("textarea", {
      class: "jm-input",
      rows: 1,
      spellcheck: "false",
      "aria-label": label,
      "data-of": node?.dataset.k ?? "",
    });
    let over = false;
    input.value = value;
    const fits = (text) => jmFits(input, text, input.closest(".jm-cell, .jm-head"));
    const done = (keep, more, back) => {
      if (over) return;
      const text = input.value.trim();
      if (keep && text !== value && !fits(text)) return;
      over = true;
      fits("");
      input.remove();
      if (node) node.hidden = false;
      const key = keep && text !== value ? commit(text) : node?.dataset.k;
      if (back && key) shell.focus(key);
      else if (back) place.parentElement.querySelector(".jm-add")?.focus();
      if (more && keep && text) again?.();
    };
    input.addEventListener("keydown", (e) => {
      if (e.key === "Escape" || e.key === "Enter") {
        e.preventDefault();
        e.stopPropagation();
        done(e.key === "Enter", e.shiftKey, true);
      }
    });
    input.addEventListener("input", () => {
      jmFit(input);
      if (input.hasAttribute("aria-invalid")) fits(input.value.trim());
    });
    input.addEventListener("blur", () => done(true, false, false));
    input.addEventListener("pointerdown", (e) => e.stopPropagation());
    if (node) {
      node.after(input);
      node.hidden = true;
    } else place.append(input);
    jmFit(input);
    input.focus({ preventScroll: true });
    input.select();
    shell.reveal(input, false);
  };
  const doing = {
    edit(key) {
      if (shell.readOnly) return;
      const [kind, id] = key.split(" ");
      const node = grid.board.querySelector(`[data-k="${CSS.escape(key)}"]`);
      if (!node || node.hidden) return;
      shell.hold();
      const now = {
        step: () => jmFindStep(shell.journey(), id).action,
        card: () => jmFindCard(shell.journey(), id).card.text,
        stage: () => jmFindStage(shell.journey(), id).name,
      }[kind]();
      const found = kind === "card" ? jmFindCard(shell.journey(), id) : null;
      write(
        node,
        node.parentElement,
        { step: "What happens in this step", card: "Words of the card", stage: "Name of the stage" }[kind],
        now,
        (text) => {
          if (kind === "step") shell.edit("change_step", { step: id, action: text }, "Saved.");
          if (kind === "card") {
            if (text) shell.edit("change_card", { card: id, text }, "Saved.");
            else shell.edit("delete_card", { card: id }, "Empty card taken away.");
          }
          if (kind === "stage" && text) shell.edit("rename_stage", { stage: id, name: text }, "Saved.");
          return key;
        },
        () =>
          kind === "card"
            ? doing.add(
                found.lane,
                grid.columns().find((c) => c.step?.id === found.step.id),
              )
            : kind === "step"
              ? doing.add(
                  "steps",
                  grid.columns().find((c) => c.step?.id === id),
                )
              : doing["add-stage"](id),
      );
    },
    add(lane, column) {
      if (shell.readOnly) return;
      if (lane === "steps") return doing["add-step"](column.stage.id, column.step ? column.place + 1 : 0);
      const { list } = grid.cells.get(`${lane}|${column.key}`);
      write(
        null,
        list,
        `New ${JM_KINDS[lane].one}`,
        "",
        (text) => {
          const id = jmFree(shell.journey(), "c");
          if (text) shell.edit("add_card", { step: column.step.id, lane, text }, `${JM_KINDS[lane].one} added.`);
          return text ? `card ${id}` : null;
        },
        () =>
          doing.add(
            lane,
            grid.columns().find((c) => c.key === column.key),
          ),
      );
    },
    "add-step"(stage, at = null) {
      const id = jmFree(shell.journey(), "st");
      shell.edit("add_step", { stage, action: "", ...(at == null ? {} : { at }) }, "New step.");
      doing.edit(`step ${id}`);
    },
    "add-stage"(after) {
      const id = jmFree(shell.journey(), "s");
      const { stages } = shell.journey();
      const at = after ? stages.findIndex((s) => s.id === after) + 1 : stages.length;
      shell.edit("add_stage", { name: "New stage", at }, "New stage.");
      doing.edit(`stage ${id}`);
    },
    split: (id) => {
      const fresh = jmFree(shell.journey(), "st");
      shell.edit("split_step", { step: id }, "Split in two.");
      doing.edit(`step ${fresh}`);
    },
    duplicate: (id) => {
      shell.edit("duplicate_step", { step: id }, "Duplicated.");
    },
    delete(key) {
      const [kind, id] = key.split(" ");
      const held = grid.board.closest(".cx").contains(document.activeElement); // asked afterwards, it would be too late
      const next = beside[kind](id);
      if (shell.selected() === key) shell.unselect();
      shell.edit(
        { card: "delete_card", step: "delete_step", stage: "delete_stage" }[kind],
        { [kind]: id },
        "Deleted. Undo brings it back.",
      );
      if (held && shell.look().view !== "table") shell.focus(next); // the table has places of its own
    },
  };
  /** Where the keyboard goes when something is deleted: to what comes after it, or before it, or to where it can be added. */
  const neighbour = (list, id) => {
    const at = list.findIndex((x) => x.id === id);
    return list[at + 1] ?? list[at - 1];
  };
  const beside = {
    card(id) {
      const { step, lane } = jmFindCard(shell.journey(), id);
      const next = neighbour(step[lane], id);
      return next ? `card ${next.id}` : `add ${lane}|${step.id}`;
    },
    step(id) {
      const columns = grid.columns();
      const steps = columns.flatMap((c) => c.step ?? []);
      const next = neighbour(steps, id);
      return next ? `step ${next.id}` : `add steps|stage ${jmFindStep(shell.journey(), id).stage}`;
    },
    stage(id) {
      const next = neighbour(shell.journey().stages, id);
      return next ? `stage ${next.id}` : null;
    },
  };
  return doing;
}
