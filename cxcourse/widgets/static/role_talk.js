// The conversation while it runs: what was said, the beat before an answer, the clock, and the replies one can give.

const ROLE_STILL = {
  phone: "Hello? Are you still there?",
  chat: "Are you still there?",
  desk: "Are you still with me?",
};
const ROLE_OVER = { phone: "The call has ended.", chat: "The chat is closed.", desk: "The customer has left." };
const ROLE_ROOM = 600; // characters of a reply in one's own words
const roleStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function roleTalk(ui, view, act) {
  const lines = el("ol", {
    class: "cx-lines",
    tabindex: 0,
    role: "list",
    "aria-label": "The conversation so far",
    "data-k": "lines",
  });
  const reply = el("div", {
    class: "cx-reply",
    role: "group",
    "aria-label": "Your reply",
    tabindex: -1,
    "data-k": "reply",
  });
  const bar = roleBar(() => root.isConnected && view().phase === "talk");
  const root = el("div", { class: "cx-talk" }, bar.node, lines, reply);
  let uncovered = -1;
  let shown = 0;
  let told = "[]";
  let beat = 0;
  let replyShape = "";
  let most = 0; // pixels: the most room that the replies of this contact took

  // ------------------------------------------------------------ lines

  const down = () => {
    lines.scrollTop = lines.scrollHeight;
  };
  let atEnd = true;
  lines.addEventListener("scroll", () => {
    atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 8;
  });
  const fitted = new ResizeObserver(() => atEnd && down()); // in another width the lines break elsewhere
  fitted.observe(lines);

  const reveal = (v, from, after) => {
    // the customer takes a breath before the answer comes
    const held = root.contains(document.activeElement);
    v.lines.slice(from, -1).forEach((line, i) => lines.append(roleBubble(v, line, from + i, act)));
    const last = v.lines[v.lines.length - 1];
    const beating = roleWaiting(v);
    lines.append(beating);
    down();
    drawReply(v, true);
    if (held) reply.focus({ preventScroll: true });
    beat = setTimeout(
      () => {
        beat = 0;
        const now = view();
        beating.replaceWith(roleBubble(now, now.lines[shown - 1], shown - 1, act));
        down();
        drawAll(now);
        after(last);
      },
      roleStill() ? 0 : Math.min(1500, 650 + 9 * last.text.length),
    );
    shown = v.lines.length;
  };

  // ------------------------------------------------------------ replies

  const chosen = (place) => {
    clock.stop();
    if (reply.contains(document.activeElement)) reply.focus({ preventScroll: true }); // a button that is switched off loses the keyboard
    [...reply.querySelectorAll("button")].forEach((b) => {
      b.disabled = true;
    });
    act({ kind: "choose", place, at: view().at });
  };
  const option = (c, i) =>
    el(
      "button",
      {
        type: "button",
        class: "cx-opt cx-say",
        "data-k": `say ${i}`,
        "data-letter": c.letter,
        onclick: () => chosen(i),
      },
      el("span", { class: "cx-badge", "aria-hidden": "true" }, c.letter.toUpperCase()),
      el("span", { class: "cx-hide" }, `${c.letter}: `),
      el("span", { class: "cx-opttext" }, c.say),
    );
  const ownWords = (v) => {
    const area = el("textarea", {
      class: "cx-ownarea",
      rows: 3,
      maxlength: ROLE_ROOM,
      "data-k": "own",
      "aria-label": "What would you say? Write it in your own words",
      placeholder: `What would you say to ${v.about.first}?`,
    });
    area.value = v.typed ?? "";
    let kept = area.value;
    let later = 0;
    const keep = () => {
      clearTimeout(later);
      if (area.value !== kept && area.isConnected) act({ kind: "typing", text: (kept = area.value), at: v.at });
    };
    const full = el("div", { class: "cx-sub", role: "status" });
    area.addEventListener("input", () => {
      const room = area.value.length < ROLE_ROOM; // what is pasted beyond it, the browser cuts off without a word
      full.textContent = room ? "" : `That is ${ROLE_ROOM} characters, and no more fit in: look at the end of it.`;
      clearTimeout(later);
      later = setTimeout(keep, 900);
    }); // what is half written survives a restart
    area.addEventListener("change", keep);
    const go = () => {
      clearTimeout(later);
      kept = area.value;
      const text = area.value.trim();
      if (text) act({ kind: "write", text, at: v.at });
      else {
        ui.say("Write your reply first.");
        area.focus();
      }
    };
    area.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
        e.preventDefault();
        go();
      }
    });
    return [
      area,
      full,
      el(
        "div",
        { class: "cx-ownrow" },
        button("said", "Say it", go, { class: "cx-btn cx-primary" }),
        el("span", { class: "cx-sub" }, "Then you see the listed replies and choose the nearest."),
      ),
    ];
  };
  const listed = (v) => [
    v.draft
      ? el(
          "div",
          { class: "cx-bubble cx-ownwords cx-pending" },
          el("span", { class: "cx-tiny" }, "you said, in your own words"),
          v.draft,
        )
      : null,
    el(
      "div",
      { class: "cx-replyhead" },
      v.draft
        ? "Which reply is nearest to it?"
        : v.mode === "pair"
          ? "Which reply is nearest to what was said?"
          : "Your reply",
      el("span", { class: "cx-sub" }, `press ${v.choices.map((c) => c.letter).join(", ")} or use the arrow keys`),
    ),
    ...v.choices.map(option),
  ];
  const spoken = (v) => [
    el("div", { class: "cx-replyhead" }, "Speak now, in your own way."),
    el(
      "p",
      { class: "cx-sub" },
      `The customer’s player answers as ${v.about.first} would. Then look at the list together.`,
    ),
    button(
      "spoken",
      "We have spoken: show the list",
      () => {
        uncovered = v.at;
        drawReply(view());
      },
      { class: "cx-btn" },
    ),
  ];
  const drawReply = (v, away = false) => {
    const shape = JSON.stringify([away, v.at, v.draft, v.choices, v.wants, v.mode, uncovered]);
    if (shape === replyShape) return;
    replyShape = shape;
    most = Math.max(most, reply.offsetHeight);
    reply.style.minHeight = `${most}px`; // what lies below does not jump from turn to turn
    const held = reply.contains(document.activeElement);
    reply.classList.toggle("cx-closed", v.wants === "none");
    const parts = away
      ? []
      : v.wants === "none"
        ? [
            el(
              "p",
              {},
              ROLE_OVER[v.about.channel],
              v.graded ? "" : " The debrief shows your way through it and what else could have been said.",
            ),
          ]
        : v.wants === "own"
          ? ownWords(v)
          : v.mode === "pair" && uncovered !== v.at
            ? spoken(v)
            : listed(v);
    ui.keepFocus(() => reply.replaceChildren(...parts.filter(Boolean)));
    if (held && (v.wants === "own" || !reply.contains(document.activeElement)))
      (reply.querySelector("textarea") ?? reply).focus({ preventScroll: true });
  };
  root.addEventListener("keydown", (e) => {
    if (e.target.closest("textarea, input") || e.ctrlKey || e.metaKey || e.altKey || beat) return;
    const options = [...reply.querySelectorAll(".cx-say:not(:disabled)")];
    const at = options.indexOf(document.activeElement);
    const letter = options.find((b) => b.dataset.letter === e.key.toLowerCase());
    if (letter) {
      e.preventDefault();
      letter.click();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step || !options.length || !reply.contains(document.activeElement)) return;
    e.preventDefault();
    options[at < 0 ? (step > 0 ? 0 : options.length - 1) : (at + step + options.length) % options.length].focus();
  });

  // ------------------------------------------------------------ together

  const stillThere = () => {
    const text = ROLE_STILL[view().about.channel];
    lines.append(el("li", { class: "cx-said-by cx-theirs cx-prod" }, el("div", { class: "cx-bubble" }, text)));
    down();
    ui.say(`${view().about.name}: ${text}`);
  };
  const clock = rolePressure(reply, () => act({ kind: "set", pressure: false }), stillThere);
  const drawAll = (v) => {
    root.className = `cx-talk cx-${v.about.channel}`;
    drawReply(v, Boolean(beat));
    const heard = v.lines.slice(0, beat ? shown - 1 : shown).filter((line) => line.who !== "you");
    bar.draw(v, heard.at(-1)?.mood ?? v.mood, Boolean(beat)); // the face changes with the voice
    clock.run(v.pressure && !beat && v.wants !== "none" ? v.seconds : null);
  };
  return {
    root,
    /** Draw the view. With `live` the first line is waited for too; `after` is called when the customer has spoken. */
    draw(v, live, after) {
      const same = JSON.stringify(v.lines.slice(0, shown).map((l) => l.text)) === told;
      if (!same || v.lines.length !== shown) {
        clock.renew();
        lines.querySelector(".cx-prod")?.remove();
      }
      if (same && v.lines.length > shown && (shown || live)) {
        if (!shown) {
          lines.replaceChildren();
          bar.restart();
        }
        reveal(v, shown, after);
      } else if (!same || v.lines.length !== shown || !lines.children.length) {
        if (v.lines.length < 2) bar.restart();
        const held = root.contains(document.activeElement);
        clearTimeout(beat);
        beat = 0;
        shown = v.lines.length;
        replyShape = "";
        lines.replaceChildren(...v.lines.map((line, i) => roleBubble(v, line, i, act)));
        requestAnimationFrame(down);
        if (held) reply.focus({ preventScroll: true });
      } else if (!beat && v.wants !== "none")
        [...reply.querySelectorAll("button:disabled")].forEach((b) => {
          b.disabled = false;
        }); // an event that was refused
      told = JSON.stringify(v.lines.map((l) => l.text));
      drawAll(v);
    },
    /** Forget what was shown: the next contact begins anew. */
    forget() {
      clearTimeout(beat);
      beat = 0;
      shown = 0;
      told = "[]";
      uncovered = -1;
      replyShape = "";
      most = 0;
      reply.style.minHeight = "";
      bar.forget();
      clock.stop();
    },
    /** Whether the customer is still drawing breath. */
    beating: () => Boolean(beat),
    focus: () => reply.focus({ preventScroll: true }),
    dispose() {
      clearTimeout(beat);
      fitted.disconnect();
      bar.dispose();
      clock.stop();
    },
  };
}
