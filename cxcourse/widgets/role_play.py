"""The role play: a conversation with a customer, coached where that is wanted, and a debrief after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cxcourse.content.scenes import load_scene
from cxcourse.core.response import LETTERS
from cxcourse.core.roleplay import TECHNIQUES, Play, Scene, offered, rewind, start, step
from cxcourse.core.roleplay.chance import LAST_SEED
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError
from cxcourse.widgets.base import CourseWidget
from cxcourse.widgets.role_cohort import cohort_rows
from cxcourse.widgets.role_debrief import drawn_debrief
from cxcourse.widgets.role_run import (
    MOST_LEFT,
    OWN_WORDS,
    QUOTE,
    Run,
    back_to,
    clean,
    from_json,
    loses_words,
    seconds_for,
    to_json,
    typed,
    wanted,
)
from cxcourse.widgets.role_talk import drawn_about, drawn_coach, drawn_lines, drawn_sheet, drawn_trust
from cxcourse.widgets.role_twin import RoleTwin

MOST_RUNS = 20  # finished runs that are kept; of more the oldest gives way
SCRIPTS = (
    "role_face", "role_lines", "role_clock", "role_talk", "role_pair", "role_graph", "role_tables", "role_debrief",
    "role_intro",
)  # fmt: skip
STYLES = (
    "role_intro", "role_talk", "role_reply", "role_trust", "role_pair", "role_debrief", "role_graph", "role_tables",
    "role_screens",
)  # fmt: skip


class RolePlay(RoleTwin, CourseWidget, stem="role_play", scripts=SCRIPTS, styles=STYLES):
    """A conversation with a customer: you choose what to say, and the customer answers to it.

    Parameters
    ----------
    scene : str or Scene
        Id of a scene, such as ``"m05-third-promise"``, or a scene of your own.
    pressure : bool, optional
        Whether there is time pressure. It can be switched off at any time, and nothing is lost when the time is up.
    mode : {"solo", "free", "pair"}, optional
        Choose from a list; write your own reply first; or play in pairs with an observer.
    coaching : bool, optional
        Whether a coach speaks after each reply, or only when asked.
    cohort : table or list of rows, optional
        Runs of others to compare with: columns ``end`` and, if known, ``trust`` and ``scene``.

    Notes
    -----
    What is given for ``pressure``, ``mode`` and ``coaching`` holds from now on, in the middle of a call as well, until
    it is changed in the browser or by ``set``. What is left out is as it was when the scene was played last; the first
    time that is no time pressure, ``"solo"``, and a coach after each reply.

    Examples
    --------
    In a notebook, ``RolePlay("m05-third-promise")`` alone shows the widget. The same as text:

    >>> play = RolePlay("m05-third-promise")                             # doctest: +SKIP
    >>> print(play.say())                                                # doctest: +SKIP
    >>> print(play.choose("a"))                                          # doctest: +SKIP
    """

    def __init__(
        self, scene: str | Scene, *, pressure: bool | None = None, mode: str | None = None, coaching: bool | None = None,
        cohort: Any = None,
    ) -> None:  # fmt: skip
        if not isinstance(scene, str | Scene):
            raise AnswerError(f"scene: found {brief(scene)}; give the id of a scene, or a Scene.")
        self._scene = load_scene(scene) if isinstance(scene, str) else scene
        self._given = wanted(mode, pressure, coaching)  # stronger than what was saved, until the learner changes it
        self._default = self._given.get("mode", "solo")  # how the next run is played
        self._cohort = cohort_rows(cohort, self._scene.id)
        self._hurry = pressure is True
        self._set = {"pressure": self._hurry, "coaching": coaching is not False}
        self._begin_empty()
        super().__init__(self._file, "role-play")
        self._notices = tuple(filter(None, [self._left_out()]))

    _file = property(lambda self: self._scene.id)

    def _begin_empty(self) -> None:
        self._run, self._now = Run(mode=self._default), start(self._scene)
        self._runs: list[tuple[Run, Play]] = []
        self._shown = 0  # the finished run whose debrief is open, from 1
        self._asked: int | None = None  # the turn at which the coach was asked
        self._foreign: list[Any] = []  # runs on disk that are not of this scene as it is now: kept, not used
        self._left: list[Any] = []  # runs left before their end, with what was written in them: kept, not used

    # ------------------------------------------------------------ state

    _kinds = (
        "begin", "choose", "typing", "write", "coach", "set", "sheet", "rewind", "restart", "new", "debrief", "show",
    )  # fmt: skip

    def happened(self, event: dict[str, Any]) -> None:
        kind = event["kind"]
        if kind not in self._kinds:
            raise AnswerError(f"{brief(kind)}: there is no such step. This role play knows {', '.join(self._kinds)}.")
        getattr(self, f"_take_{kind}")(event)

    def _take_begin(self, event: dict[str, Any]) -> None:
        self._shown = 0
        self._run = replace(self._run, begun=True)

    def _take_choose(self, event: dict[str, Any]) -> None:
        if not self._open(event):
            return
        choices, place = offered(self._now), event.get("place")
        if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < len(choices):
            raise AnswerError(f"there is no reply {brief(place)} here; there are {len(choices)}.")
        if self._wants() == "own":
            raise AnswerError("Write your own reply first, then choose the nearest one.")
        own = {**self._run.own, len(self._now.steps) + 1: self._run.draft} if self._run.draft else self._run.own
        self._now = step(self._now, choices[place].id)
        self._run = replace(self._run, steps=self._now.steps, own=own, typed="", draft="", begun=True)
        if self._now.ended:
            self._ended()

    def _ended(self) -> None:
        self._runs = [*self._runs, (self._run, self._now)][-MOST_RUNS:]

    def _open(self, event: dict[str, Any]) -> bool:
        """Whether an event belongs to the turn that is open; a second click on the same reply does not."""
        if self._now.ended:
            raise AnswerError("The contact is over; start again to say something else.")
        self._shown = 0
        self._run = replace(self._run, begun=True)
        return event.get("at", len(self._now.steps)) == len(self._now.steps)

    def _take_write(self, event: dict[str, Any]) -> None:
        if self._run.mode != "free":
            raise AnswerError('Your own words are asked for in the mode "free": play.set(mode="free") begins it.')
        if self._open(event):
            self._run = replace(self._run, draft=clean(event.get("text"), OWN_WORDS), typed="", begun=True)

    def _take_typing(self, event: dict[str, Any]) -> None:
        if self._run.mode == "free" and self._open(event):
            self._run = replace(self._run, typed=typed(event.get("text")))

    def _take_coach(self, event: dict[str, Any]) -> None:
        self._asked = len(self._now.steps)

    def _take_set(self, event: dict[str, Any]) -> None:
        asked = wanted(*(event.get(name) for name in ("mode", "pressure", "coaching")))
        self._given = {name: value for name, value in self._given.items() if name not in asked}
        if "mode" in asked:
            self._default = asked["mode"]
            self._clock_for(self._run.mode, False)
            self._run = replace(self._run, mode=self._default)  # with what was written so far
        self._set |= {name: asked[name] for name in self._set if name in asked}

    def _clock_for(self, before: str, on: bool) -> None:
        """Two people need time to speak and to choose: a clock that one of them had set alone does not follow."""
        if self._default == "pair" != before:
            self._set["pressure"] = on

    def _take_sheet(self, event: dict[str, Any]) -> None:
        name, seen, quote = event.get("technique"), event.get("seen") is True, event.get("quote")
        if not isinstance(name, str) or name not in TECHNIQUES:
            raise AnswerError(f"there is no technique {brief(name)}; the six are {', '.join(TECHNIQUES)}.")
        if quote is not None and not isinstance(quote, str):
            raise AnswerError(f"the words that showed a technique are text in quotes; found {brief(quote)}.")
        words = clean(quote, QUOTE) if quote and quote.strip() else ""
        run, _ = self._observed
        sheet = {k: v for k, v in run.sheet.items() if k != name}
        sheet |= {name: (seen, words)} if seen or words else {}
        self._runs = [(replace(r, sheet=sheet) if r is run else r, play) for r, play in self._runs]
        if not self._shown:
            self._run = replace(self._run, sheet=sheet)

    @property
    def _observed(self) -> tuple[Run, Play]:
        """The run that an observer's sheet belongs to now: the open one, or the finished one that is looked at."""
        return self._looked_at if self._runs and (self._shown or self._now.ended) else (self._run, self._now)

    def _take_rewind(self, event: dict[str, Any]) -> None:
        run, play = self._run, self._now
        if event.get("from") == "shown" and self._runs:
            run, play = self._looked_at
        then = rewind(play, event.get("turn"))
        self._go_to(back_to(run, then, len(then.steps) + 1), then)

    def _take_restart(self, event: dict[str, Any]) -> None:
        shown = self._runs[self._shown - 1][0] if self._shown else self._run
        self._fresh(shown.seed)

    def _take_new(self, event: dict[str, Any]) -> None:
        last = max([self._run.seed, *(run.seed for run, _ in self._runs)])
        self._fresh((last + 1) % (LAST_SEED + 1))

    def _take_debrief(self, event: dict[str, Any]) -> None:
        if not self._runs:
            raise AnswerError("There is no finished run yet: play until the contact ends.")
        if self._now.ended:
            self._fresh(self._run.seed)
        self._shown = len(self._runs)

    def _take_show(self, event: dict[str, Any]) -> None:
        self._shown = self._numbered(event.get("run"))

    def _numbered(self, number: Any) -> int:
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(self._runs):
            raise AnswerError(f"there is no run {brief(number)}; there are {len(self._runs)}, counted from 1.")
        return number

    def _fresh(self, seed: int) -> None:
        self._clock_for(self._run.mode, self._hurry)
        self._go_to(Run(seed=seed, mode=self._default), start(self._scene, seed))

    def _go_to(self, run: Run, play: Play) -> None:
        """Go over to another run; what was written in one that has not ended stays in the file, and the text twin says so."""
        if not self._now.ended and loses_words(self._run, run):
            self._left = [*self._left, to_json(self._scene, self._run)][-MOST_LEFT:]
            told = f"What was written in the run before is kept in answers/{self._file}.json."
            self._notices = tuple(dict.fromkeys((*self._notices, told)))
        self._run, self._now, self._shown, self._asked = run, play, 0, None

    @property
    def _looked_at(self) -> tuple[Run, Play]:
        """The finished run whose debrief is open, else the last one."""
        return self._runs[(self._shown or len(self._runs)) - 1]

    # ------------------------------------------------------------ disk

    def kept(self) -> dict[str, Any]:
        runs = [to_json(self._scene, run) for run, _ in self._runs]
        data = {"current": to_json(self._scene, self._run), "settings": dict(self._set), "shown": self._shown}
        data |= {"left": self._left} if self._left else {}
        return {**data, "runs": [*self._foreign, *runs]}

    def restore(self, data: dict[str, Any]) -> None:
        self._begin_empty()
        self._left = data["left"][-MOST_LEFT:] if isinstance(data.get("left"), list) else []
        raw = data.get("runs") if isinstance(data.get("runs"), list) else []
        for entry in raw[-2 * MOST_RUNS :]:
            found = from_json(self._scene, entry)
            if found and found[1].ended:
                self._runs.append(found)
            else:
                self._foreign.append(entry)
        self._runs, self._foreign = self._runs[-MOST_RUNS:], self._foreign[-MOST_RUNS:]
        settings = data.get("settings") if isinstance(data.get("settings"), dict) else {}
        for chosen in (settings, self._given):
            self._set |= {name: chosen[name] for name in self._set if isinstance(chosen.get(name), bool)}
        if current := from_json(self._scene, data.get("current")):
            self._run, self._now = current
            self._default = self._given.get("mode", self._run.mode)
            if not self._now.ended:
                self._clock_for(self._run.mode, self._hurry)
                self._run = replace(self._run, mode=self._default)
        elif isinstance(left := data.get("current"), dict) and _says_something(left) and left not in self._foreign:
            self._foreign = [*self._foreign, left][-MOST_RUNS:]  # unless it has ended, and so stands among the runs
        shown = data.get("shown")
        self._shown = shown if type(shown) is int and 0 <= shown <= len(self._runs) else 0

    def _left_out(self) -> str:
        """Say how many runs on disk are not of this scene as it is now; empty when none is."""
        count = sum(isinstance(entry, dict) for entry in self._foreign)
        if not count:
            return ""
        runs = "1 earlier run does" if count == 1 else f"{count} earlier runs do"
        kept = "it is" if count == 1 else "they are"
        return f"{runs} not fit this version of the scene; {kept} kept in answers/{self._file}.json and not shown."

    # ------------------------------------------------------------ view

    def _phase(self) -> str:
        if self._shown:
            return "debrief"
        if self._now.ended:
            return "ended"
        return "talk" if self._run.begun else "intro"

    def _wants(self) -> str:
        if self._now.ended:
            return "none"
        return "own" if self._run.mode == "free" and not self._run.draft else "choice"

    def drawn(self) -> dict[str, Any]:
        now, phase, wants = self._now, self._phase(), self._wants()
        talking = phase in ("talk", "ended")
        listed = offered(now) if phase == "talk" and wants == "choice" else ()
        view = {
            "phase": phase, "graded": False, "title": self._scene.title, "about": drawn_about(self._scene, self._run.mode), "mood": now.mood,
            "mode": self._run.mode, "seed": self._run.seed, "at": len(now.steps), "trust": drawn_trust(now),
            "lines": drawn_lines(self._run, now) if talking else [], "wants": wants, "draft": self._run.draft,
            "typed": self._run.typed,
            "choices": [{"letter": LETTERS[i], "say": c.say} for i, c in enumerate(listed)],
            "seconds": seconds_for(now) if self._set["pressure"] else None, **self._set,
            "used": [TECHNIQUES[t] for t in TECHNIQUES if t in now.used], "last": self._coach() if talking else None,
            "sheet": drawn_sheet(self._run), "ended_runs": len(self._runs), "going_on": bool(now.steps) and not now.ended,
            "left_out": self._left_out(),
        }  # fmt: skip
        if phase == "debrief":
            view["debrief"] = drawn_debrief(self._runs, self._shown, self._cohort)
        return view

    def _coach(self) -> dict[str, Any] | None:
        return drawn_coach(self._now, self._asked)


def _says_something(run: dict[str, Any]) -> bool:
    return any(run.get(field) for field in ("steps", "typed", "draft", "sheet"))
