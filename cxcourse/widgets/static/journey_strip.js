// While the notebook scrolls, the names of stages and steps stay in sight above the lanes.

/**
 * A strip that sticks to the top while the board's own header is out of sight. It repeats words that stand on the board,
 * so it is not read out and takes no pointer. `scroller` scrolls sideways, `row` is the board's own row of stages.
 */
function jmStrip(scroller, row) {
  const inner = el("div", { class: "jm-stripin" });
  const corner = el("div", { class: "jm-stripcorner" });
  const strip = el("div", { class: "jm-strip", "aria-hidden": "true", hidden: true }, inner, corner);
  const node = el("div", { class: "jm-striphost" }, strip);
  let sign = "";
  let left = -1;
  const follow = () => {
    if (!strip.hidden && left !== scroller.scrollLeft) {
      left = scroller.scrollLeft;
      inner.style.transform = `translateX(${-left}px)`;
    }
  };
  scroller.addEventListener("scroll", follow, { passive: true });
  // Out of sight above, and not below: only then does the strip stand in for the row.
  const seen = new IntersectionObserver(([entry]) => {
    strip.hidden =
      entry.isIntersecting ||
      !entry.boundingClientRect.height ||
      entry.boundingClientRect.top > (entry.rootBounds?.height ?? innerHeight) / 2;
    left = -1;
    follow();
  });
  seen.observe(row);
  /** Draw anew when names, widths or order changed. */
  const draw = (columns, size, label, zoom, tint) => {
    const now = JSON.stringify([columns.map((c) => [c.stage.name, c.step?.action]), size, label, zoom]);
    if (now === sign) return;
    sign = now;
    const wide = size * zoom;
    const stages = [...new Set(columns.map((c) => c.stage))];
    corner.style.width = `${label * zoom}px`;
    inner.style.paddingLeft = corner.style.width;
    inner.replaceChildren(
      el(
        "div",
        { class: "jm-striprow" },
        stages.map((s, i) =>
          el(
            "div",
            {
              class: "jm-stripstage",
              style: `width:${columns.filter((c) => c.stage === s).length * wide}px;--jm-at:${tint(i)}`,
            },
            s.name,
          ),
        ),
      ),
      el(
        "div",
        { class: "jm-striprow" },
        columns.map((c, i) =>
          el(
            "div",
            { class: "jm-stripstep", style: `width:${wide}px` },
            c.step ? jmName(c.step.action, `Step ${i + 1}`) : "",
          ),
        ),
      ),
    );
  };
  return { node, draw, dispose: () => seen.disconnect() };
}
