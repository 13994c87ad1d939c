// Moving things: by mouse, by touch (press and hold), by keyboard. All three end in one call, and while a card is in the
// hand nothing but two transforms changes. Where it would land (jmPlaces) is worked out from the grid, not asked of the page.

const JM_HOLD = 260;
const JM_SLOP = 6;
const JM_EDGE = 56;
const JM_STRIDE = 14; // pixels a frame, while something is held at an edge

/** What scrolls a node up and down: in JupyterLab the notebook. */
function jmTall(node) {
  for (let n = node; n; n = n.parentElement)
    if (n.scrollHeight > n.clientHeight && /auto|scroll/.test(getComputedStyle(n).overflowY)) return n;
  return document.scrollingElement;
}

/** `shell`: edit, say, readOnly, scale, journey, look, focus, freeze. `grid`: the board. `scroller`: what scrolls it. */
function jmMoves(shell, grid, scroller) {
  let lifted = null; // what the keyboard holds: {key, kind, id, target}
  const { survey, own, under, gapOf, show, place, called, drop, settle } = jmPlaces(shell, grid);

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
    let tall = null; // what scrolls up and down, and the part of the window it takes
    let sight = null;
    let board = null; // where the board was at the last frame
    const lift = () => {
      map = survey();
      tall = jmTall(scroller);
      const { top, bottom } = tall.getBoundingClientRect();
      sight = { top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) };
      const box = map.local(source);
      ghost = source.cloneNode(true);
      for (const name of ["data-k", "data-nav", "id"]) ghost.removeAttribute(name);
      ghost.setAttribute("aria-hidden", "true");
      ghost.classList.add("jm-ghost");
      ghost.style.width = `${box.right - box.left}px`;
      grid.overlay.append(ghost);
      board = grid.board.getBoundingClientRect();
      const scale = shell.scale();
      offset = [(start[0] - board.left) / scale - box.left, (start[1] - board.top) / scale - box.top];
      source.classList.add("jm-leaving");
      grid.overlay.classList.add("jm-catching"); // nothing below is pointed at meanwhile, and nothing below has to be styled anew
      shell.freeze(true);
      frame = requestAnimationFrame(follow);
    };
    const follow = () => {
      const box = scroller.getBoundingClientRect();
      const near = at[0] - box.left - map.left * shell.scale() < JM_EDGE ? -1 : box.right - at[0] < JM_EDGE ? 1 : 0;
      if (near) scroller.scrollLeft += near * JM_STRIDE;
      const up = board.top < sight.top && at[1] < Math.min(start[1], sight.top + JM_EDGE);
      const down = board.bottom > sight.bottom && at[1] > Math.max(start[1], sight.bottom - JM_EDGE);
      if (up || down) tall.scrollTop += up ? -JM_STRIDE : JM_STRIDE;
      board = grid.board.getBoundingClientRect();
      const scale = shell.scale();
      const x = (at[0] - board.left) / scale;
      const y = (at[1] - board.top) / scale;
      ghost.style.transform = `translate(${x - offset[0]}px, ${y - offset[1]}px) rotate(-1.2deg)`;
      const next = under(kind, id, x, y, map);
      if (JSON.stringify(next) !== JSON.stringify(target)) show(kind, id, (target = next), map);
      frame = near || up || down ? requestAnimationFrame(follow) : 0;
    };
    const again = () => {
      if (ghost && !frame) frame = requestAnimationFrame(follow);
    };
    const move = (e) => {
      at = [e.clientX, e.clientY];
      const far = Math.hypot(at[0] - start[0], at[1] - start[1]) > JM_SLOP;
      if (!ghost && touch && far) return end(e); // a finger that moves at once scrolls
      if (!ghost && !touch && far) lift();
      again();
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
      window.removeEventListener("scroll", again, true);
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
    window.addEventListener("scroll", again, true);
    if (touch) {
      source.addEventListener("touchmove", hold, { passive: false });
      source.addEventListener("contextmenu", menu);
      timer = setTimeout(lift, JM_HOLD);
    }
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
