// A role play: before the contact (roleIntro), during it, after it (roleDebrief). What is right to say is known to Python alone until it is said.

const ROLE_VERDICT = ["That cost you.", "Not yet.", "Good, with room to grow.", "Well said."];

function render({ model, el: host }) {
  const ui = frame(model, host, "role");
  const view = () => model.get("view");
  const act = (event) => ui.send(event);
  let page = "";
  let asideShape = "";
  let footShape = "";
  let wanted = null;
  let leaving = ""; // "restart" or "new" while it is asked whether an open contact may be left

  const begin = () => {
    wanted = "reply";
    act({ kind: "begin" });
  };
  const back = (event) => {
    wanted = event.kind === "rewind" ? "reply" : null;
    act(event);
  };

  // ------------------------------------------------------------ during

  const stage = el("div", { class: "cx-stage" });
  const aside = el("aside", { class: "cx-aside", "aria-label": "How it is going" });
  const talk = roleTalk(ui, view, act);
  let sheet = null;
  const coach = (v) => {
    const c = v.last;
    if (v.graded || !c) return null;
    if (!v.coaching && !c.asked)
      return button("coach", "What does the coach say?", () => act({ kind: "coach", at: v.at }), {
        class: "cx-btn cx-small",
      });
    return el(
      "div",
      { class: `cx-notice cx-coach cx-${c.score === 3 ? "good" : c.score === 2 ? "note" : "care"}` },
      el("strong", {}, ROLE_VERDICT[c.score]),
      " ",
      rich(c.coach),
      c.lacks.length ? el("div", { class: "cx-sub" }, `missed: ${c.lacks.join(", ")}`) : null,
    );
  };
  const drawAside = (v) => {
    const shape = JSON.stringify([v.trust, v.used, v.last, v.coaching, v.pressure, v.mode, v.mood, v.graded]);
    if (shape === asideShape) return;
    asideShape = shape;
    ui.keepFocus(() =>
      aside.replaceChildren(
        ...[
          v.trust ? roleTrust(v.trust) : null,
          v.mode === "pair" ? roleCard(ui, v) : null,
          v.graded
            ? null
            : el(
                "div",
                { class: "cx-sofar" },
                el("strong", {}, "So far"),
                v.used.length
                  ? el(
                      "div",
                      { class: "cx-tags" },
                      v.used.map((t) => el("span", { class: "cx-tag" }, t)),
                    )
                  : el("div", { class: "cx-sub" }, "no technique shown yet"),
              ),
          coach(v),
          roleSwitches(v, act),
        ].filter(Boolean),
      ),
    );
  };
  const drawSheet = (v) => {
    if (v.mode !== "pair") {
      sheet?.remove();
      sheet = null;
      return;
    }
    if (sheet) return roleSheetFollow(sheet, v.sheet);
    sheet = roleSheet(ui, v, act);
    stage.after(sheet);
  };
  const heard = (v, line) =>
    [
      roleHeard(v, line),
      v.trust ? `Trust ${v.trust.now}${v.trust.change ? `, ${roleSigned(v.trust.change)}` : ""}.` : "",
      v.coaching && v.last ? `Coach: ${ROLE_VERDICT[v.last.score]} ${v.last.coach}` : "",
      v.phase === "ended" ? "The contact has ended." : "",
    ]
      .filter(Boolean)
      .join(" ");
  const drawTalk = (v) => {
    if (page !== "talk") {
      ui.body.replaceChildren(stage);
      stage.replaceChildren(talk.root, aside);
      sheet = null;
    }
    const rest = (line) => {
      const now = view();
      drawAside(now);
      drawFoot(now);
      if (line) ui.say(heard(now, line));
      if (now.phase === "ended" && talk.root.contains(document.activeElement))
        ui.actions.querySelector("button")?.focus({ preventScroll: true });
    };
    talk.draw(v, wanted === "reply", rest);
    if (!talk.beating()) rest();
    else {
      drawFoot(v);
      if (v.lines.length < 2) drawAside(v);
    } // trust moves once the customer has answered, not before
    drawSheet(v);
  };

  // ------------------------------------------------------------ foot and head

  /** Begin anew; a contact that has begun and is not over is asked about first, for there is no way back to it. */
  const leave = (event) => {
    const v = view(); // a button in the foot may be older than the contact
    if (v.phase === "talk" && v.at && leaving !== event.kind) {
      leaving = event.kind;
      drawFoot(v);
      return ui.actions.querySelector('[data-k="stay"]').focus({ preventScroll: true });
    }
    leaving = "";
    wanted = "begin";
    return act(event);
  };
  const stay = () => {
    const key = leaving;
    leaving = "";
    drawFoot(view());
    ui.actions.querySelector(`[data-k="${key}"]`)?.focus({ preventScroll: true });
  };
  ui.actions.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && leaving) stay();
  });
  const doubt = (v) => [
    el("span", { class: "cx-state", role: "status" }, "This contact is not over, and its replies would be lost."),
    button("leave", "Leave it", () => leave({ kind: leaving })),
    button("stay", "Stay here", stay, { class: "cx-btn cx-primary" }),
  ];
  const drawFoot = (v) => {
    if (v.phase !== "talk") leaving = "";
    const acts = leaving ? doubt(v) : footActs(v);
    const now = acts.filter(Boolean);
    const shape = now.map((a) => a.outerHTML).join();
    if (shape !== footShape) ui.keepFocus(() => ui.actions.replaceChildren(...now));
    footShape = shape;
  };
  const footActs = (v) => {
    const acts = [];
    const over = v.phase === "ended" && !talk.beating();
    if (v.phase === "ended" && !v.graded)
      acts.push(
        over
          ? button(
              "debrief",
              "See the debrief",
              () => {
                wanted = "debrief";
                act({ kind: "debrief" });
              },
              { class: "cx-btn cx-primary" },
            )
          : null,
      );
    if (v.phase === "debrief")
      acts.push(
        button(
          "restart",
          "Play again",
          () => {
            wanted = "begin";
            act({ kind: "restart" });
          },
          { class: "cx-btn cx-primary" },
        ),
      );
    if (v.phase === "talk" && !v.graded) acts.push(button("restart", "Start again", () => leave({ kind: "restart" })));
    if (v.graded && over)
      acts.push(
        el("span", { class: "cx-state" }, v.kept.told),
        v.kept.left
          ? button(
              "restart",
              `Another run (${v.kept.left} left)`,
              () => {
                wanted = "begin";
                act({ kind: "restart" });
              },
              { class: "cx-btn cx-primary" },
            )
          : null,
      );
    if (!v.graded)
      acts.push(
        button("new", "New customer", () => leave({ kind: "new" }), {
          title: "Other words and a slightly different start",
        }),
      );
    if (v.phase !== "debrief" && v.phase !== "ended" && !v.graded && v.ended_runs)
      acts.push(
        button("look", v.ended_runs === 1 ? "Debrief of your run" : `Debrief of your ${v.ended_runs} runs`, () => {
          wanted = "debrief";
          act({ kind: "debrief" });
        }),
      );
    if (v.phase === "debrief" && v.going_on) acts.push(button("go on", "Back to the contact", begin));
    return acts;
  };
  const drawHead = (v) => {
    ui.title.textContent = v.title;
    ui.sub.textContent = [
      v.graded
        ? `${v.name} · ${v.points} points · marked after you hand in`
        : v.about.role.charAt(0).toUpperCase() + v.about.role.slice(1),
      v.seed ? `customer no. ${v.seed + 1}` : "",
    ]
      .filter(Boolean)
      .join(" · ");
    ui.root.classList.toggle("cx-ended", v.phase === "ended");
  };

  const draw = () => {
    const v = view();
    const now = v.phase === "ended" ? "talk" : v.phase;
    drawHead(v);
    if (now === "talk") drawTalk(v);
    else {
      sheet = null;
      asideShape = "";
      talk.forget();
      ui.keepFocus(() =>
        ui.body.replaceChildren(now === "debrief" ? roleDebrief(ui, v, back) : roleIntro(v, act, begin)),
      );
      drawFoot(v);
    }
    const came = page !== now;
    page = now;
    if (came && wanted) {
      // the keyboard goes where the eye goes
      if (now === "debrief") {
        const r = ui.body.querySelector(".cx-result");
        r.tabIndex = -1;
        r.focus({ preventScroll: true });
        ui.root.scrollIntoView({ block: "start" });
        ui.say(`${ROLE_OUTCOMES[v.debrief.outcome].word}. Trust ${v.debrief.trust.last}.`);
      } else {
        if (now === "talk") talk.focus();
        else ui.body.querySelector('[data-k="begin"]')?.focus({ preventScroll: true });
        ui.root.scrollIntoView({ block: "nearest" }); // where a long debrief has gone, all has moved up
      }
    }
    if (came) wanted = null;
  };
  // A tick made while an earlier event was on its way would be seen to go and come back: the last answer draws it all.
  const changed = ui.steady(() => {
    if (ui.settled()) draw();
    ui.arrived();
  });
  draw();
  ui.arrived();
  model.on("change:view", changed);
  return () => {
    model.off("change:view", changed);
    talk.dispose();
    ui.dispose();
  };
}

export default { render };
