// Places on the map: where a card, a step or a stage would land, how that is shown and said, and the edit it comes to.

/** `shell`: edit, say, scale, journey, look. `grid`: the board. */
function jmPlaces(shell, grid) {
  const mark = el("div", { class: "jm-drop", hidden: true });
  const glow = el("div", { class: "jm-glow", hidden: true });
  grid.overlay.append(glow, mark);
  const label = () => parseFloat(getComputedStyle(grid.board).getPropertyValue("--jm-label")) || 116;

  /** What stands where, in the board's own pixels; read once when a drag begins. */
  const survey = () => {
    const frame = grid.board.getBoundingClientRect();
    const scale = shell.scale();
    const left = label();
    const local = (node) => {
      const b = node.getBoundingClientRect();
      return {
        top: (b.top - frame.top) / scale,
        bottom: (b.bottom - frame.top) / scale,
        left: (b.left - frame.left) / scale,
        right: (b.right - frame.left) / scale,
      };
    };
    const lanes = JM_CARD_LANES.filter((id) => !shell.look().hidden.includes(id)).map((id) => ({
      id,
      ...local(grid.lanes.get(id).row),
    }));
    const inside = new Map();
    const cards = (lane, col, without) => {
      const key = `${lane} ${col}`;
      if (!inside.has(key)) {
        const { list } = grid.cells.get(`${lane}|${grid.columns()[col].key}`);
        inside.set(
          key,
          [...list.children].filter((n) => n.dataset.kind === "card" && n.dataset.k !== without).map(local),
        );
      }
      return inside.get(key);
    };
    return { left, lanes, cards, local, height: frame.height / scale, width: frame.width / scale };
  };
  const own = (id) => grid.columns().find((c) => c.step?.id === id);
  const stepTarget = (id, col, after) => {
    const column = grid.columns()[col];
    const mine = own(id);
    let at = column.step ? column.place + (after ? 1 : 0) : 0;
    if (mine && mine.stage.id === column.stage.id && mine.place < at) at -= 1;
    return { stage: column.stage.id, at, gap: col + (after ? 1 : 0) };
  };
  const gapOf = (id, target) => {
    const columns = grid.columns();
    const inside = columns
      .map((c, i) => ({ c, i }))
      .filter(({ c }) => c.stage.id === target.stage && c.step?.id !== id);
    if (inside.some(({ c }) => c.step) && target.at < inside.length) return inside[target.at].i;
    return inside.length
      ? inside.at(-1).i + (inside.at(-1).c.step ? 1 : 0)
      : columns.findIndex((c) => c.stage.id === target.stage);
  };
  const under = (kind, id, x, y, map) => {
    const columns = grid.columns();
    const raw = (x - map.left) / grid.size();
    const col = Math.max(0, Math.min(columns.length - 1, Math.floor(raw)));
    if (kind === "step") return columns.length ? stepTarget(id, col, raw - col > 0.5) : null;
    if (kind === "stage") {
      const heads = shell
        .journey()
        .stages.filter((s) => s.id !== id)
        .map((s) => ({
          id: s.id,
          from: columns.findIndex((c) => c.stage.id === s.id),
          n: columns.filter((c) => c.stage.id === s.id).length,
        }));
      const at = heads.filter((h) => h.from + h.n / 2 < raw).length;
      return { at, gap: at < heads.length ? heads[at].from : columns.length };
    }
    if (!columns[col]?.step || !map.lanes.length) return null;
    const lane =
      map.lanes.find((l) => y >= l.top && y < l.bottom) ??
      map.lanes.reduce((a, b) => (Math.abs((a.top + a.bottom) / 2 - y) < Math.abs((b.top + b.bottom) / 2 - y) ? a : b));
    return {
      col,
      step: columns[col].step.id,
      lane: lane.id,
      at: map.cards(lane.id, col, `card ${id}`).filter((c) => (c.top + c.bottom) / 2 < y).length,
    };
  };
  /** Show where it would land. Sizes change only when the place does. */
  const show = (kind, id, target, map) => {
    mark.hidden = !target;
    glow.hidden = !target || kind !== "card";
    if (!target) return;
    if (kind === "card") {
      const cards = map.cards(target.lane, target.col, `card ${id}`);
      const lane = map.lanes.find((l) => l.id === target.lane);
      const x = map.left + target.col * grid.size();
      const y =
        cards.length === 0
          ? lane.top + 7
          : target.at < cards.length
            ? cards[target.at].top - 4
            : cards.at(-1).bottom + 2;
      mark.style.cssText = `width:${grid.size() - 16}px;height:3px;transform:translate(${x + 8}px, ${y}px)`;
      glow.style.cssText = `width:${grid.size()}px;height:${lane.bottom - lane.top}px;transform:translate(${x}px, ${lane.top}px)`;
    } else
      mark.style.cssText = `width:4px;height:${map.height}px;transform:translate(${map.left + target.gap * grid.size() - 2}px, 0)`;
  };
  const place = (kind, id, target) => {
    const journey = shell.journey();
    const stage = (s) => jmName(jmFindStage(journey, s)?.name, "a stage");
    if (kind === "card")
      return `${JM_LANES.find((l) => l.id === target.lane).name}, under ${jmName(jmFindStep(journey, target.step).action, "a step")}, place ${target.at + 1}`;
    if (kind === "stage") return `stage ${target.at + 1} of ${journey.stages.length}`;
    return `${stage(target.stage)}, place ${target.at + 1}`;
  };
  const called = (kind, id) =>
    ({
      card: () => jmName(jmFindCard(shell.journey(), id)?.card.text, "Card"),
      step: () => jmName(jmFindStep(shell.journey(), id)?.action, "Step"),
      stage: () => jmName(jmFindStage(shell.journey(), id)?.name, "Stage"),
    })[kind]();
  const drop = (kind, id, target) => {
    const journey = shell.journey();
    const said = `${jmShort(called(kind, id))}: ${place(kind, id, target)}.`;
    if (kind === "card") {
      const { step, lane } = jmFindCard(journey, id);
      if (step.id === target.step && lane === target.lane && step[lane].findIndex((c) => c.id === id) === target.at)
        return shell.say("Put back where it was.");
      return shell.edit("move_card", { card: id, step: target.step, lane: target.lane, at: target.at }, said);
    }
    if (kind === "stage")
      return journey.stages.findIndex((s) => s.id === id) === target.at
        ? shell.say("Put back where it was.")
        : shell.edit("move_stage", { stage: id, at: target.at }, said);
    const mine = own(id);
    if (mine.stage.id === target.stage && mine.place === target.at) return shell.say("Put back where it was.");
    return shell.edit("move_step", { step: id, stage: target.stage, at: target.at }, said);
  };
  /** Let the card glide from the hand into its place. */
  const settle = (key, from) => {
    const node = grid.board.querySelector(`[data-k="${CSS.escape(key)}"]`);
    if (!node || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const box = node.getBoundingClientRect();
    const scale = shell.scale();
    node.animate(
      [
        {
          transform: `translate(${(from.left - box.left) / scale}px, ${(from.top - box.top) / scale}px) rotate(-1.2deg)`,
        },
        { transform: "none" },
      ],
      { duration: 170, easing: "cubic-bezier(.2,.7,.3,1)" },
    );
  };
  return { survey, own, under, gapOf, show, place, called, drop, settle };
}
