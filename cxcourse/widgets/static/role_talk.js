// The conversation while it runs: what was said, the beat before an answer, the clock, and the replies one can give.

const ROLE_SPEAKING = { phone: "is speaking", chat: "is typing", desk: "is speaking" };
const ROLE_STILL = {
  phone: "Hello? Are you still there?",
  chat: "Are you still there?",
  desk: "Are you still with me?",
};
const ROLE_OVER = { phone: "The call has ended.", chat: "The chat is closed.", desk: "The customer has left." };
const roleStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A line as it is heard by a screen reader. */
const roleHeard = (v, line) => `${v.about.name}, ${roleMood(line.mood).word}: ${line.text}`;

/** Seconds as 2:05. */
const roleClock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;

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
  const bar = el("div", { class: "cx-callbar" });
  const root = el("div", { class: "cx-talk" }, bar, lines, reply);
  let uncovered = -1;
  let shown = 0;
  let told = "[]";
  let beat = 0;
  let tick = 0;
  let passed = 0;
  let asked = false;
  let callStart = 0;
  let replyShape = "";
  let barShape = "";
  let clock = null;
  let timeNode = null;

  // ------------------------------------------------------------ lines

  const bubble = (v, line, i) =>
    line.who === "you"
      ? el(
          "li",
          { class: "cx-said-by cx-mine" },
          el("div", { class: "cx-who" }, "you"),
          line.own
            ? el(
                "div",
                { class: "cx-bubble cx-ownwords" },
                el("span", { class: "cx-tiny" }, "in your own words"),
                line.own,
              )
            : null,
          el(
            "div",
            { class: "cx-bubble" },
            line.own ? el("span", { class: "cx-tiny" }, "nearest of the list") : null,
            line.text,
          ),
          el(
            "div",
            { class: "cx-after" },
            line.change != null ? roleChange(line.change) : null,
            v.graded
              ? null
              : button(
                  `back ${line.turn}`,
                  "Try another reply",
                  () => act({ kind: "rewind", turn: line.turn, from: "now" }),
                  { class: "cx-link cx-tinylink", "aria-label": `Go back to turn ${line.turn} and try another reply` },
                ),
          ),
        )
      : el(
          "li",
          { class: `cx-said-by cx-theirs${line.narrated ? " cx-narrated" : ""}` },
          el(
            "div",
            { class: "cx-who" },
            roleFace(line.mood, 22),
            el("span", {}, v.about.first),
            " · ",
            roleMoodTag(line.mood),
          ),
          el("div", { class: "cx-bubble", "data-line": i }, line.text),
        );
  const waiting = (v) =>
    el(
      "li",
      { class: "cx-said-by cx-theirs cx-beat" },
      el(
        "div",
        { class: "cx-bubble" },
        el("span", { class: "cx-tiny" }, `${v.about.first} ${ROLE_SPEAKING[v.about.channel]}`),
        el("span", { class: "cx-dotdot", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
      ),
    );
  const down = () => {
    lines.scrollTop = lines.scrollHeight;
  };

  const reveal = (v, from, after) => {
    // the customer takes a breath before the answer comes
    const held = root.contains(document.activeElement);
    v.lines.slice(from, -1).forEach((line, i) => lines.append(bubble(v, line, from + i)));
    const last = v.lines[v.lines.length - 1];
    const beating = waiting(v);
    lines.append(beating);
    down();
    drawReply(v, true);
    if (held) reply.focus({ preventScroll: true });
    beat = setTimeout(
      () => {
        beat = 0;
        const now = view();
        beating.replaceWith(bubble(now, now.lines[shown - 1], shown - 1));
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
    stopClock();
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
      maxlength: 600,
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
    area.addEventListener("input", () => {
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
    reply.style.minHeight = away ? `${reply.offsetHeight}px` : ""; // nothing jumps while the customer speaks
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

  // ------------------------------------------------------------ the clock

  const stopClock = () => {
    clearInterval(tick);
    tick = 0;
  };
  const runClock = (v) => {
    // counts only while it can be seen; when it is up the customer asks, and that is all
    if (!v.pressure || !v.seconds || beat || v.wants === "none") {
      stopClock();
      clock?.remove();
      clock = null;
      return;
    }
    const paint = () => {
      const left = Math.max(0, v.seconds - passed);
      clock.classList.toggle("cx-up", left <= 0);
      clock.querySelector(".cx-sand").style.width = `${(100 * left) / v.seconds}%`;
      clock.querySelector(".cx-sub").textContent =
        left > 0 ? `${Math.ceil(left)} s to answer` : "Time is up. Answer when you are ready.";
    };
    if (!clock) {
      clock = el(
        "div",
        { class: "cx-countdown" },
        el("span", { class: "cx-sandbox", "aria-hidden": "true" }, el("span", { class: "cx-sand" })),
        el("span", { class: "cx-sub", role: "timer", "aria-live": "off" }),
        button("stop clock", "Switch the clock off", () => act({ kind: "set", pressure: false }), {
          class: "cx-link cx-tinylink",
        }),
      );
      reply.before(clock);
    }
    paint();
    if (tick || asked) return;
    tick = setInterval(() => {
      if (document.hidden || !root.isConnected) return;
      passed += 0.25;
      paint();
      if (passed >= v.seconds && !asked) {
        asked = true;
        stopClock();
        const text = ROLE_STILL[v.about.channel];
        lines.append(el("li", { class: "cx-said-by cx-theirs cx-prod" }, el("div", { class: "cx-bubble" }, text)));
        down();
        ui.say(`${v.about.name}: ${text}`);
      }
    }, 250);
  };

  // ------------------------------------------------------------ the bar above

  const drawBar = (v) => {
    const heard = v.lines
      .slice(0, beat ? shown - 1 : shown)
      .filter((l) => l.who !== "you")
      .pop();
    const mood = heard?.mood ?? v.mood; // the face changes with the voice
    const shape = JSON.stringify([mood, v.about, v.phase, Boolean(beat)]);
    if (shape === barShape) return;
    barShape = shape;
    const calls = v.about.channel === "phone";
    const over = v.phase === "ended" && !beat;
    const where = over
      ? { phone: "call ended", chat: "chat closed", desk: "has left" }
      : { phone: "on the line", chat: "in the chat", desk: "at your desk" };
    timeNode = el(
      "span",
      { class: "cx-calltime", role: "timer", "aria-live": "off", "aria-label": "Time of this call" },
      roleClock(callStart),
    );
    bar.replaceChildren(
      ...[
        roleFace(mood, 52),
        el(
          "div",
          { class: "cx-caller" },
          el("strong", {}, v.about.name),
          el("div", { class: "cx-sub" }, roleMoodTag(mood), ` · ${where[v.about.channel]}`),
        ),
        calls
          ? el(
              "span",
              { class: `cx-wave${beat ? " cx-live" : ""}`, "aria-hidden": "true" },
              [5, 11, 17, 9, 14, 7, 12].map((h) => el("i", { style: `height:${h}px` })),
            )
          : null,
        calls ? timeNode : null,
      ].filter(Boolean),
    );
  };
  const second = setInterval(() => {
    if (!document.hidden && root.isConnected && view().phase === "talk") {
      callStart += 1;
      if (timeNode) timeNode.textContent = roleClock(callStart);
    }
  }, 1000);

  const drawAll = (v) => {
    root.className = `cx-talk cx-${v.about.channel}`;
    drawReply(v, Boolean(beat));
    drawBar(v);
    runClock(v);
  };
  return {
    root,
    /** Draw the view. With `live` the first line is waited for too; `after` is called when the customer has spoken. */
    draw(v, live, after) {
      const same = JSON.stringify(v.lines.slice(0, shown).map((l) => l.text)) === told;
      if (!same || v.lines.length !== shown) {
        passed = 0;
        asked = false;
        stopClock();
        clock?.remove();
        clock = null;
        lines.querySelector(".cx-prod")?.remove();
      }
      if (same && v.lines.length > shown && (shown || live)) {
        if (!shown) {
          lines.replaceChildren();
          callStart = 0;
        }
        reveal(v, shown, after);
      } else if (!same || v.lines.length !== shown || !lines.children.length) {
        if (v.lines.length < 2) callStart = 0;
        const held = root.contains(document.activeElement);
        clearTimeout(beat);
        beat = 0;
        shown = v.lines.length;
        replyShape = "";
        lines.replaceChildren(...v.lines.map((line, i) => bubble(v, line, i)));
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
      barShape = "";
      stopClock();
    },
    /** Whether the customer is still drawing breath. */
    beating: () => Boolean(beat),
    focus: () => reply.focus({ preventScroll: true }),
    dispose() {
      clearTimeout(beat);
      clearInterval(second);
      stopClock();
    },
  };
}
