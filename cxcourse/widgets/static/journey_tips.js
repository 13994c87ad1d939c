// What the checks say about a card stands beside it while it is pointed at or has the focus.

/** `find(key)` returns the findings of a card; the box lies in the widget's frame, where no lane can cut it off. */
function jmTips(root, board, find) {
  const box = el("div", { class: "jm-tipbox", "aria-hidden": "true", hidden: true }); // the card itself carries the same words
  root.append(box);
  let about = null; // the card that the box is about
  const show = (node) => {
    about = node;
    const found = node ? find(node.dataset.k.split(" ")[1]) : null;
    box.hidden = !found?.length;
    if (box.hidden) return;
    const more = found.length > 3 ? [el("p", { class: "cx-sub" }, `and ${found.length - 2} more`)] : [];
    box.replaceChildren(...found.slice(0, more.length ? 2 : 3).map((f) => el("p", {}, f.advice)), ...more);
    const frame = root.getBoundingClientRect();
    const at = node.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const below = at.bottom + 6 + size.height < Math.min(frame.bottom, innerHeight);
    box.style.left = `${Math.max(8, Math.min(at.left - frame.left, frame.width - size.width - 12))}px`;
    box.style.top = `${(below ? at.bottom + 6 : at.top - size.height - 6) - frame.top}px`;
  };
  const hide = () => {
    box.hidden = true;
  };
  const over = (event) => show(event.target.closest?.("[data-kind]"));
  board.addEventListener("pointerover", (e) => {
    if (e.pointerType !== "touch") over(e);
  });
  board.addEventListener("pointerleave", hide);
  board.addEventListener("focusin", over);
  board.addEventListener("focusout", hide);
  board.addEventListener("pointerdown", hide);
  /** The checks have spoken anew: what is mended is told no longer. */
  const refresh = () => {
    if (!box.hidden) show(about?.isConnected ? about : null);
  };
  return { hide, refresh };
}
