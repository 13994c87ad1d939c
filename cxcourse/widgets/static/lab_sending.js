// What goes to Python: previews while something moves, and one event at its end.

const LAB_PACE = 125; // milliseconds between two looks at a slider that is being dragged
const LAB_LOST = 1500; // after so long a preview is given up
const LAB_REST = 220; // a held arrow key ends many times: only what rests so long has ended

function labSending(ui, model) {
  let touched = false;
  let seq = 0;
  let waiting = null;
  let ending = null;
  let timer = 0;
  let endTimer = 0;
  let flying = null;
  const stamp = () => [ui.id, ++seq];
  const commit = (event) => {
    if (ending && event !== ending) {
      const first = ending;
      ending = null;
      commit(first);
    }
    clearTimeout(timer);
    clearTimeout(endTimer);
    timer = 0;
    waiting = ending = null;
    touched = true;
    ui.send({ ...event, echo: stamp() });
  };
  /** Ask what it would be; the latest wins, and only one is on its way at a time. */
  const follow = (event) => {
    waiting = event;
    timer ||= setTimeout(tick, 25);
  };
  const tick = () => {
    timer = 0;
    if (!waiting) return;
    if (!flying || Date.now() - flying.at > LAB_LOST) {
      flying = { at: Date.now() };
      reached(model, { ...waiting, preview: true, echo: (flying.echo = stamp()) });
      waiting = null;
    }
    timer = setTimeout(tick, LAB_PACE);
  };
  /** A movement has ended, unless it goes on. */
  const end = (event) => {
    ending = event;
    clearTimeout(endTimer);
    endTimer = setTimeout(() => ending && commit(ending), LAB_REST);
  };
  /** Take a view's stamp; true if nothing that was done here is still on its way. */
  const heard = ([who, number] = []) => {
    if (who === ui.id && number === flying?.echo?.[1]) flying = null;
    return who !== ui.id || (number === seq && !waiting && !ending);
  };
  const dispose = () => [timer, endTimer].forEach(clearTimeout);
  return { commit, follow, end, heard, touched: () => touched, dispose };
}
