// Time pressure: it counts only while it can be seen; when it is up the customer asks, and that is all.

const ROLE_TICK = 0.25; // seconds

/** `off` switches it off, `up` is called once when the time is up; it stands before `place`. */
function rolePressure(place, off, up) {
  let tick = 0;
  let passed = 0;
  let asked = false;
  let node = null;
  const make = () =>
    el(
      "div",
      { class: "cx-countdown" },
      el("span", { class: "cx-sandbox", "aria-hidden": "true" }, el("span", { class: "cx-sand" })),
      el("span", { class: "cx-sub", role: "timer", "aria-live": "off" }),
      button("stop clock", "Switch the clock off", off, { class: "cx-link cx-tinylink" }),
    );
  const stop = () => {
    clearInterval(tick);
    tick = 0;
  };
  const remove = () => {
    stop();
    const held = node?.contains(document.activeElement);
    node?.remove();
    node = null;
    if (held) place.querySelector("button, textarea")?.focus({ preventScroll: true });
  };
  const paint = (seconds) => {
    const left = Math.max(0, seconds - passed);
    node.classList.toggle("cx-up", left <= 0);
    node.querySelector(".cx-sand").style.width = `${(100 * left) / seconds}%`;
    const words = left > 0 ? `${Math.ceil(left)} s to answer` : "Time is up. Answer when you are ready.";
    node.querySelector(".cx-sub").textContent = words;
  };
  const count = (seconds) => {
    if (document.hidden || !node?.isConnected) return;
    passed += ROLE_TICK;
    paint(seconds);
    if (passed < seconds || asked) return;
    asked = true;
    stop();
    up();
  };
  /** Count down, or not: without seconds there is no clock. */
  const run = (seconds) => {
    if (!seconds) return remove();
    if (!node) place.before((node = make()));
    paint(seconds);
    if (!tick && !asked) tick = setInterval(() => count(seconds), 1000 * ROLE_TICK);
    return undefined;
  };
  /** A new turn has all its time again. */
  const renew = () => {
    passed = 0;
    asked = false;
    remove();
  };
  return { run, stop, renew };
}
