// The keyboard: arrows walk over the board, single keys act on the card that has the focus.

/** Listen on the board and the frame; returns what takes the listeners away. `shell`: act, look, journey, select, close, back, reveal, readOnly. */
function jmKeys(ui, shell, grid, moves, panel) {
  const walk = (from, dx, dy) => {
    const row = from.closest("[data-lane]");
    const lane = row.dataset.lane;
    const items = (node) => [...node.querySelectorAll("[data-nav]")].filter((n) => !n.hidden);
    const order = ["stages", ...jmOrder(shell.look())].filter((l) => l !== "emotion" || lane === "emotion");
    const rowOf = (id) => (id === "stages" ? grid.stageRow : grid.lanes.get(id).row);
    const cellsOf = (id) => [...rowOf(id).querySelectorAll(".jm-cell")];
    if (lane === "stages" || lane === "emotion") {
      const all = items(row).filter(
        (n) => lane === "stages" || n.dataset.k.split(" ")[0] === from.dataset.k.split(" ")[0],
      );
      if (dx) return all[all.indexOf(from) + dx];
      const id = from.dataset.k.split(" ").slice(1).join(" ");
      const col = Math.max(
        0,
        grid.columns().findIndex((c) => (lane === "stages" ? c.stage.id === id : c.key === id)),
      );
      const below = order[order.indexOf(lane) + 1];
      return dy > 0 && below ? items(cellsOf(below)[col])[0] : null;
    }
    const cell = from.closest(".jm-cell");
    const col = Number(cell.dataset.col);
    const inside = items(cell);
    const at = inside.indexOf(from);
    if (dx) {
      for (let c = col + dx; cellsOf(lane)[c]; c += dx) {
        const next = items(cellsOf(lane)[c]);
        if (next.length) return next[Math.min(at, next.length - 1)];
      }
      return null;
    }
    if (inside[at + dy]) return inside[at + dy];
    const next = order[order.indexOf(lane) + dy];
    if (next === "stages")
      return grid.board.querySelector(`[data-k="${CSS.escape(`stage ${grid.columns()[col].stage.id}`)}"]`);
    if (!next) return null;
    const there = items(cellsOf(next)[col]);
    return dy > 0 ? there[0] : there.at(-1);
  };
  grid.board.addEventListener("keydown", (e) => {
    const node = e.target.closest("[data-nav]");
    if (!node || e.target.classList.contains("jm-input") || moves.key(e)) return;
    const key = node.dataset.k;
    const kind = node.dataset.kind;
    const plainKey = !e.ctrlKey && !e.metaKey && !e.altKey;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    const stop = () => {
      e.preventDefault();
      e.stopPropagation();
    };
    if (step && plainKey) {
      stop();
      const next = walk(node, ...step);
      if (next) {
        next.focus({ preventScroll: true });
        shell.reveal(next);
      }
      return;
    }
    if (!kind) return;
    const [, id] = key.split(" ");
    if (plainKey && (e.key === "Enter" || e.key === "F2")) {
      stop();
      shell.act("edit", key);
    } else if (plainKey && e.key === " ") {
      stop();
      if (!shell.readOnly) moves.begin(key);
    } else if (plainKey && e.key === "Delete" && !shell.readOnly) {
      stop();
      shell.act("delete", key);
    } else if (plainKey && e.key.toLowerCase() === "d") {
      stop();
      shell.select(key);
      panel.focus();
    } else if (plainKey && e.key === "Insert" && !shell.readOnly) {
      stop();
      const card = kind === "card" ? jmFindCard(shell.journey(), id) : null;
      if (kind === "stage") shell.act("add-stage", id);
      else
        shell.act(
          "add",
          card ? card.lane : "steps",
          grid.columns().find((c) => c.step?.id === (card ? card.step.id : id)),
        );
    } else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "d" && kind === "step") {
      stop();
      shell.act("duplicate", id);
    }
  });
  grid.board.addEventListener("keyup", (e) => {
    if (e.key === " " && e.target.dataset?.kind) e.preventDefault();
  }); // or the button would be pressed as well
  ui.root.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && panel.host.contains(e.target)) {
      e.stopPropagation();
      return shell.close();
    }
    if (!(e.ctrlKey || e.metaKey) || e.altKey || shell.readOnly) return;
    const typing =
      e.target.matches("textarea, input:not([type=checkbox], [type=radio])") &&
      e.target.value !== (e.target.dataset.shown ?? "");
    const key = e.key.toLowerCase();
    if (typing || !["z", "y"].includes(key)) return; // in a text that is being written the browser's own undo
    e.preventDefault();
    e.stopPropagation();
    shell.back(key === "y" || e.shiftKey ? "redo" : "undo");
  });

  // Our own shortcuts are not the notebook's: there Ctrl+Z would undo in a cell.
  const ours = (e) => {
    if (ui.root.contains(e.target) && (e.ctrlKey || e.metaKey) && ["z", "y", "d"].includes(e.key.toLowerCase()))
      e.target.setAttribute("data-lm-suppress-shortcuts", "");
  };
  window.addEventListener("keydown", ours, true);
  return () => window.removeEventListener("keydown", ours, true);
}
