"""A role play as text: what the browser can do, said in a line."""

from __future__ import annotations

from typing import Any

from cxcourse.core.response import LETTERS
from cxcourse.core.roleplay import OUTCOMES, TECHNIQUES, Play, Scene, offered
from cxcourse.core.roleplay.mood import MOODS
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError
from cxcourse.widgets.role_debrief import debrief_text, spoken, transcript
from cxcourse.widgets.role_run import MODES, Run, first_name, goal, said_at


class RoleTwin:
    """What a role play answers in text; :class:`~cxcourse.widgets.role_play.RolePlay` holds the state."""

    _scene: Scene
    _file: str
    _run: Run
    _now: Play
    _runs: list[tuple[Run, Play]]
    _shown: int
    _set: dict[str, bool]
    _cohort: list[dict[str, Any]]
    _notices: tuple[str, ...] = ()  # what became of saving, since it was last told

    def say(self) -> str:
        """Return what the customer says now, and what you can answer."""
        self._reload()
        if self._phase() in ("intro", "debrief") and not self._now.ended:
            self._do({"kind": "begin"})
        return self._told(self._stand())

    def choose(self, letter: str) -> str:
        """Say the reply with this letter; returns the customer's answer and what can be said next.

        Raises
        ------
        AnswerError
            There is no such reply now, or the contact is over.
        """
        self._reload()
        before = self._now
        self._do({"kind": "choose", "place": self._place(letter), "at": len(before.steps)})
        return self._told(f"You: {said_at(before, self._now)}\n{self._stand()}")

    def write(self, text: str) -> str:
        """Say it in your own words first (mode ``"free"``); then choose the nearest listed reply."""
        self._reload()
        self._do({"kind": "write", "text": text, "at": len(self._now.steps)})
        return self._told(f"You: {self._run.draft}\nWhich reply is nearest?\n{self._options()}")

    def coach(self) -> str:
        """Return what the coach says about your last reply."""
        self._do({"kind": "coach", "at": len(self._now.steps)})
        return self._coached(always=True) or "The coach speaks once you have said something."

    def rewind(self, turn: int) -> str:
        """Go back to before your reply at this turn, counted from 1, and try another one."""
        self._reload()
        self._do({"kind": "rewind", "turn": turn, "from": "shown" if self._phase() == "debrief" else "now"})
        return self._told(self._stand())

    def restart(self) -> str:
        """Play the scene again with the same customer."""
        self._do({"kind": "restart"})
        return self.say()

    def new_customer(self) -> str:
        """Play the scene with another customer: other words, a slightly different start."""
        self._do({"kind": "new"})
        return self.say()

    def note(self, technique: str, quote: str = "") -> str:
        """Fill in the observer's sheet: a technique that was heard, and the words that showed it."""
        self._do({"kind": "sheet", "technique": technique, "seen": True, "quote": quote})
        _, kept = self._observed[0].sheet[technique]
        return self._told(f"Noted: {TECHNIQUES[technique]}" + (f", “{kept}”" if kept else ""))

    def set(self, *, mode: str | None = None, pressure: bool | None = None, coaching: bool | None = None) -> str:
        """Change how you play, now and from now on; returns how you play then.

        Parameters
        ----------
        mode : {"solo", "free", "pair"}, optional
            Choose from a list; write your own reply first; or play in pairs with an observer.
        pressure, coaching : bool, optional
            Whether there is time pressure, and whether a coach speaks after each reply. What is left out stays.

        Raises
        ------
        AnswerError
            There is no such mode, or a switch is neither True nor False.
        """
        self._do({"kind": "set", "mode": mode, "pressure": pressure, "coaching": coaching})
        clock, coach = (
            "on" if self._set["pressure"] else "off",
            "after each reply" if self._set["coaching"] else "when asked",
        )
        return self._told(f"You play {MODES[self._run.mode]}; time pressure {clock}; the coach speaks {coach}.")

    def debrief(self, run: int | None = None) -> str:
        """Return the debrief of a finished run as text, and how others fared where a cohort was given.

        Parameters
        ----------
        run : int, optional
            Its number, counted from 1; the run that has ended last, or whose debrief is open, when left out.

        Raises
        ------
        AnswerError
            There is no finished run yet, or none of this number.
        """
        self._reload()
        if not self._runs:
            raise AnswerError("There is no finished run yet: play until the contact ends.")
        shown = self._looked_at if run is None else self._runs[self._numbered(run) - 1]
        return self._told(debrief_text(*shown, self._cohort))

    def transcript(self, form: str = "txt") -> str:
        """Return the conversation as ``"txt"``, ``"md"`` or ``"csv"``; of the last run when none is going on."""
        self._reload()
        if self._now.steps or not self._runs:
            return transcript(self._run, self._now, form)
        return transcript(*self._looked_at, form)

    def as_text(self) -> str:
        self._reload()
        scene, now = self._scene, self._now
        blocks = [
            f"{scene.title} ({self._file})",
            f"{scene.customer}\nYou: {scene.learner_role}.\nYour goal: {scene.goal}.",
        ]
        phase = self._phase()
        if phase == "debrief":
            blocks.append(f"Debrief of run {self._shown}: " + debrief_text(*self._looked_at, self._cohort))
        elif phase == "intro":
            blocks.append(f"{first_name(scene)} has not been answered yet.")
        else:
            blocks += ["\n".join(spoken(self._run, now)[:-1]), self._stand()]
        blocks += [self._runs_text(), self._left_out()]
        return "\n\n".join(filter(None, blocks))

    def _runs_text(self) -> str:
        lines = [
            f"Run {n}: {OUTCOMES[play.outcome]}, trust {play.state.get('trust')}, customer {run.seed + 1}, {MODES[run.mode]}"
            for n, (run, play) in enumerate(self._runs, start=1)
        ]
        return "\n".join(["Finished runs:", *lines]) if lines else ""

    def _stand(self) -> str:
        now, bar = self._now, goal(self._scene)
        trust = now.state.get("trust")
        lines = [self._coached(), f"{first_name(self._scene)} ({MOODS[now.mood]}): {now.line}"]
        if trust is not None:
            lines.append(f"Trust {trust}" + (f" (goal: {bar} or more)" if bar is not None else ""))
        lines.append(self._over_text() if now.ended else self._options())
        return "\n".join(filter(None, lines))

    def _over_text(self) -> str:
        how = OUTCOMES[self._now.outcome].lower()
        return f"The contact is over: {how}. play.debrief() looks back on it, play.restart() begins again."

    def _options(self) -> str:
        if self._wants() == "own":
            return 'Write your own reply first: play.write("…")'
        return "\n".join(f"   {LETTERS[i]}) {c.say}" for i, c in enumerate(offered(self._now)))

    def _coached(self, always: bool = False) -> str:
        said = self._coach() if always or self._set["coaching"] else None
        return f"Coach: {said['coach']}" if said else ""

    def _place(self, letter: Any) -> int:
        word = letter.strip().lower() if isinstance(letter, str) else ""
        if self._now.ended:
            raise AnswerError(self._over_text())
        known = LETTERS[: len(offered(self._now))]
        if len(word) != 1 or word not in known:
            raise AnswerError(f"no reply {brief(letter)}; say one of {', '.join(known)}.")
        return known.index(word)

    def _do(self, event: dict[str, Any]) -> None:
        self.handle(event)
        if self._message:
            raise AnswerError(self._message)
        if self._saved["text"]:
            self._notices = (*self._notices, self._saved["text"])

    def _told(self, text: str) -> str:
        """Return what a text twin answers, and what became of saving in any of the steps that made it."""
        told, self._notices = dict.fromkeys(self._notices), ()
        return "\n".join([text, *told])
