// Moving things: by mouse, by touch (press and hold), by keyboard. All three end in one call, and while a card is in the
// hand nothing but two transforms changes. Where it would land is worked out from the grid, not asked of the page.

const JM_HOLD = 260;
const JM_SLOP = 6;
const JM_EDGE = 56;

/** `shell`: edit, say, readOnly, scale, journey, look, focus, freeze. `grid`: the board. `scroller`: what scrolls it. */
function jmMoves(shell, grid, scroller) {
  const ghostless = el("div", { class: "jm-drop", hidden: true });
  const glow = el("div", { class: "jm-glow", hidden: true });
  grid.overlay.append(glow, ghostless);
  let lifted = null; // what the keyboard holds: {key, kind, id, target}
  const label = () => parseFloat(getComputedStyle(grid.board).getPropertyValue("--jm-label")) || 116;

  // ------------------------------------------------------------ places

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
    ghostless.hidden = !target;
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
      ghostless.style.cssText = `width:${grid.size() - 16}px;height:3px;transform:translate(${x + 8}px, ${y}px)`;
      glow.style.cssText = `width:${grid.size()}px;height:${lane.bottom - lane.top}px;transform:translate(${x}px, ${lane.top}px)`;
    } else
      ghostless.style.cssText = `width:4px;height:${map.height}px;transform:translate(${map.left + target.gap * grid.size() - 2}px, 0)`;
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

  // ------------------------------------------------------------ by hand

  const grab = (event, key) => {
    if (shell.readOnly || event.button !== 0 || lifted) return;
    const source = event.currentTarget;
    const [kind, id] = key.split(" ");
    const touch = event.pointerType === "touch";
    const start = [event.clientX, event.clientY];
    let at = start;
    let ghost = null;
    let map = null;
    let offset = null;
    let target = null;
    let frame = 0;
    let timer = 0;
    const lift = () => {
      map = survey();
      const box = map.local(source);
      ghost = source.cloneNode(true);
      for (const name of ["data-k", "data-nav", "id"]) ghost.removeAttribute(name);
      ghost.setAttribute("aria-hidden", "true");
      ghost.classList.add("jm-ghost");
      ghost.style.width = `${box.right - box.left}px`;
      grid.overlay.append(ghost);
      const frame0 = grid.board.getBoundingClientRect();
      const scale = shell.scale();
      offset = [(start[0] - frame0.left) / scale - box.left, (start[1] - frame0.top) / scale - box.top];
      source.classList.add("jm-leaving");
      grid.overlay.classList.add("jm-catching"); // nothing below is pointed at meanwhile, and nothing below has to be styled anew
      shell.freeze(true);
      frame = requestAnimationFrame(follow);
    };
    const follow = () => {
      const box = scroller.getBoundingClientRect();
      const near = at[0] - box.left - map.left * shell.scale() < JM_EDGE ? -1 : box.right - at[0] < JM_EDGE ? 1 : 0;
      if (near) scroller.scrollLeft += near * 14;
      const now = grid.board.getBoundingClientRect();
      const scale = shell.scale();
      const x = (at[0] - now.left) / scale;
      const y = (at[1] - now.top) / scale;
      ghost.style.transform = `translate(${x - offset[0]}px, ${y - offset[1]}px) rotate(-1.2deg)`;
      const next = under(kind, id, x, y, map);
      if (JSON.stringify(next) !== JSON.stringify(target)) show(kind, id, (target = next), map);
      frame = near ? requestAnimationFrame(follow) : 0;
    };
    const move = (e) => {
      at = [e.clientX, e.clientY];
      const far = Math.hypot(at[0] - start[0], at[1] - start[1]) > JM_SLOP;
      if (!ghost && touch && far) return end(e); // a finger that moves at once scrolls
      if (!ghost && !touch && far) lift();
      if (ghost && !frame) frame = requestAnimationFrame(follow);
    };
    const hold = (e) => {
      if (ghost && e.cancelable) e.preventDefault();
    };
    const menu = (e) => {
      if (touch) e.preventDefault();
    };
    const escape = (e) => {
      if (e.key === "Escape" && ghost) {
        e.preventDefault();
        e.stopPropagation();
        end(e);
      }
    };
    const end = (e) => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", escape, true);
      source.removeEventListener("touchmove", hold);
      source.removeEventListener("contextmenu", menu);
      if (!ghost) return;
      if (e.type === "pointerup") {
        at = [e.clientX, e.clientY];
        follow();
        cancelAnimationFrame(frame);
      }
      const from = ghost.getBoundingClientRect();
      ghost.remove();
      show(kind, id, null);
      source.classList.remove("jm-leaving");
      grid.overlay.classList.remove("jm-catching");
      const eat = (click) => {
        click.stopImmediatePropagation();
        click.preventDefault();
      }; // the click that ends a drag selects nothing
      source.addEventListener("click", eat, true);
      setTimeout(() => source.removeEventListener("click", eat, true), 0);
      shell.freeze(false);
      if (e.type === "pointerup" && target) {
        drop(kind, id, target);
        settle(key, from);
      } else shell.say("Put back.");
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", escape, true);
    if (touch) {
      source.addEventListener("touchmove", hold, { passive: false });
      source.addEventListener("contextmenu", menu);
      timer = setTimeout(lift, JM_HOLD);
    }
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

  // ------------------------------------------------------------ by keyboard

  const begin = (key) => {
    const [kind, id] = key.split(" ");
    const columns = grid.columns();
    const target = {
      card: () => {
        const { step, lane } = jmFindCard(shell.journey(), id);
        return {
          col: columns.findIndex((c) => c.step === step || c.step?.id === step.id),
          step: step.id,
          lane,
          at: step[lane].findIndex((c) => c.id === id),
        };
      },
      step: () => ({ stage: own(id).stage.id, at: own(id).place }),
      stage: () => ({ at: shell.journey().stages.findIndex((s) => s.id === id) }),
    }[kind]();
    lifted = { key, kind, id, target };
    grid.board.querySelector(`[data-k="${CSS.escape(key)}"]`)?.classList.add("jm-lifted");
    point();
    shell.say(`${jmShort(called(kind, id))} picked up. Arrow keys move it, Enter puts it down, Escape puts it back.`);
  };
  const point = () => {
    const map = survey();
    const { kind, id, target } = lifted;
    if (kind === "step") target.gap = gapOf(id, target);
    if (kind === "stage") {
      const rest = shell.journey().stages.filter((s) => s.id !== id);
      const next = rest[target.at];
      target.gap = next ? grid.columns().findIndex((c) => c.stage.id === next.id) : grid.columns().length;
    }
    show(kind, id, target, map);
    const scale = shell.scale();
    const wide = grid.size() * scale;
    const x = (map.left + (kind === "card" ? target.col : target.gap) * grid.size()) * scale - scroller.scrollLeft;
    if (x < map.left * scale + wide / 2 || x + 1.5 * wide > scroller.clientWidth)
      scroller.scrollTo({ left: Math.max(0, x + scroller.scrollLeft - scroller.clientWidth / 2), behavior: "instant" });
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
  const nudge = (dx, dy) => {
    const { kind, id, target } = lifted;
    const journey = shell.journey();
    const columns = grid.columns();
    if (kind === "stage") target.at = Math.max(0, Math.min(journey.stages.length - 1, target.at + (dx || dy)));
    if (kind === "step") {
      const slots = journey.stages.flatMap((s) =>
        Array.from({ length: jmStepsOf(journey, s.id).filter((x) => x.id !== id).length + 1 }, (_, at) => ({
          stage: s.id,
          at,
        })),
      );
      const now = slots.findIndex((s) => s.stage === target.stage && s.at === target.at);
      lifted.target = { ...slots[Math.max(0, Math.min(slots.length - 1, now + (dx || dy)))] };
    }
    if (kind === "card") {
      const lanes = jmOrder(shell.look()).filter((l) => JM_CARD_LANES.includes(l));
      const room = () => columns[target.col].step[target.lane].filter((c) => c.id !== id).length;
      if (dx) {
        let col = target.col + dx;
        while (columns[col] && !columns[col].step) col += dx;
        if (columns[col])
          Object.assign(target, {
            col,
            step: columns[col].step.id,
            at: Math.min(target.at, columns[col].step[target.lane].filter((c) => c.id !== id).length),
          });
      } else if (target.at + dy >= 0 && target.at + dy <= room()) target.at += dy;
      else {
        const next = lanes[lanes.indexOf(target.lane) + dy];
        if (next) {
          target.lane = next;
          target.at = dy > 0 ? 0 : room();
        }
      }
    }
    point();
    shell.say(place(kind, id, lifted.target));
  };
  const let_go = () => {
    const held = lifted;
    lifted = null;
    grid.board.querySelector(".jm-lifted")?.classList.remove("jm-lifted");
    show(held.kind, held.id, null);
    return held;
  };
  /** Take a key while something is picked up; true if it was for us. */
  const key = (event) => {
    if (!lifted) return false;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) nudge(...step);
    else if (event.key === "Enter" || event.key === " ") {
      const held = let_go();
      drop(held.kind, held.id, held.target);
      shell.focus(held.key);
    } else if (event.key === "Escape") {
      shell.focus(let_go().key);
      shell.say("Put back where it was.");
    } else if (event.key !== "Tab") return true;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  grid.board.addEventListener("focusout", (e) => {
    if (lifted && e.relatedTarget && e.relatedTarget.dataset?.k !== lifted.key) let_go();
  });
  return { grab, begin, key, holds: () => Boolean(lifted) };
}
