"""A graded role play: the same conversation without coach, scores and techniques. What is handed in are logs."""

from __future__ import annotations

from typing import Any

from cxcourse.core.graded import task_name
from cxcourse.core.roleplay import Play, Scene, read_log, replay, start
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError
from cxcourse.widgets.role_debrief import transcript
from cxcourse.widgets.role_play import RolePlay
from cxcourse.widgets.role_run import Run, from_json, to_json

MOST_LEFT_OUT = 10  # entries of a file that are no runs of this scene: kept beside it, for whoever wants to look


class GradedRolePlay(RolePlay):
    """A role play that counts: each finished run is kept, and the grader takes the best one.

    Parameters
    ----------
    task_id : str
        Names the answers file, such as ``"m05-a1"``.
    points : float
        What the task is worth.
    title, stem : str
        What it is called, and what is to be done.
    scene : Scene
        The scene as released: without scores, coaching and techniques.
    runs : int
        How many runs are kept.
    """

    _kinds = ("begin", "choose", "restart", "answer")
    _unseen = ("used", "last", "sheet", "coaching", "seconds", "draft")

    def __init__(self, task_id: str, points: float, title: str, stem: str, scene: Scene, runs: int = 3) -> None:
        self._task_id, self._points, self._title, self._stem, self._most = task_id, points, title, stem, runs
        super().__init__(scene, coaching=False)

    _file = property(lambda self: self._task_id)

    # ------------------------------------------------------------ text twin

    def answer(self, raw: Any) -> str:
        """Hand in runs that were played elsewhere: ``{"runs": [{"seed": 0, "steps": [["n1", "a"], …]}]}``.

        Raises
        ------
        AnswerError
            A run cannot have been played, has not ended, or there are too many.
        """
        if not isinstance(raw, dict):
            raise AnswerError(f"found {brief(raw)}; hand in {{'runs': [...]}}, each run with its seed and steps.")
        self._do({"kind": "answer", "runs": raw.get("runs")})
        return self._told(self._kept_text())

    def debrief(self, run: int | None = None) -> str:
        """Refuse, as everything does that would tell how good the run was or change what was said."""
        raise AnswerError("This one counts: it is marked after you hand in, and the feedback looks back on it.")

    coach = rewind = new_customer = write = note = set = lambda self, *_, **__: self.debrief()

    def restart(self) -> str:
        """Begin the next run."""
        self._do({"kind": "restart"})
        return self.say()

    def transcript(self, form: str = "txt") -> str:
        """Return the conversation of the run on the screen as ``"txt"``, ``"md"`` or ``"csv"``."""
        self._reload()
        return transcript(self._run, self._now, form)

    def _runs_text(self) -> str:
        return self._kept_text()

    def _kept_text(self) -> str:
        done = len(self._runs)
        if not done:
            return f"Nothing is kept yet: up to {self._most} finished runs are, and the best one counts."
        names = "run 1" if done == 1 else f"runs 1 {'and' if done == 2 else 'to'} {done}"
        more = f"{self._most - done} more can be played" if done < self._most else "no more can be played"
        return f"Kept: {names} of {self._most}; {more}. The best one counts."

    def _over_text(self) -> str:
        return f"The contact is over. {self._kept_text()}"

    # ------------------------------------------------------------ state

    def _take_answer(self, event: dict[str, Any]) -> None:
        """Take whole runs in place of those that are kept; every one is played again before any of them counts."""
        runs = event.get("runs")
        if not isinstance(runs, list) or not 1 <= len(runs) <= self._most:
            raise AnswerError(f"an answer holds up to {self._most} runs: {{'runs': [...]}}; found {brief(runs)}.")
        self._runs = [self._finished(run, n) for n, run in enumerate(runs, start=1)]
        self._fresh(0)

    def _finished(self, raw: Any, number: int) -> tuple[Run, Play]:
        play = replay(self._scene, read_log(self._scene, raw))
        if not play.ended:
            raise AnswerError(f"run {number} stops before the contact ends; play it to its end.")
        return Run(seed=play.seed, steps=play.steps, begun=True), play

    def _take_begin(self, event: dict[str, Any]) -> None:
        self._room_for_one()
        super()._take_begin(event)

    def _take_choose(self, event: dict[str, Any]) -> None:
        self._room_for_one()
        super()._take_choose(event)

    def _room_for_one(self) -> None:
        if len(self._runs) >= self._most and not self._now.ended:
            raise AnswerError(self._kept_text())

    def _take_restart(self, event: dict[str, Any]) -> None:
        if not self._now.ended and self._now.steps:
            raise AnswerError("A run that counts is played to its end; then the next one can begin.")
        if len(self._runs) >= self._most:
            raise AnswerError(self._kept_text())
        self._fresh(0)

    def _ended(self) -> None:
        self._runs = [*self._runs, (self._run, self._now)]

    def kept(self) -> dict[str, Any]:
        runs = [{"seed": run.seed, "steps": [list(pair) for pair in run.steps]} for run, _ in self._runs]
        data = {"response": {"runs": runs} if runs else None, "current": to_json(self._scene, self._run)}
        return data | ({"left_out": self._foreign} if self._foreign else {})

    def restore(self, data: dict[str, Any]) -> None:
        self._begin_empty()
        response = data.get("response")
        raw = response.get("runs") if isinstance(response, dict) else None
        left_out = data.get("left_out")
        self._foreign = left_out[-MOST_LEFT_OUT:] if isinstance(left_out, list) else []
        for entry in raw[: 2 * self._most] if isinstance(raw, list) else []:
            found = from_json(self._scene, entry)
            if found and found[1].ended and len(self._runs) < self._most:
                self._runs.append(found)
            else:
                self._foreign = [*self._foreign, entry][-MOST_LEFT_OUT:]
        if current := from_json(self._scene, data.get("current")):
            self._run, self._now = current
        else:
            self._run, self._now = Run(), start(self._scene)

    # ------------------------------------------------------------ view

    def drawn(self) -> dict[str, Any]:
        view = {name: value for name, value in super().drawn().items() if name not in self._unseen}
        runs = [
            {"number": n, "replies": len(run.steps), "trust": play.state.get("trust")}
            for n, (run, play) in enumerate(self._runs, start=1)
        ]
        kept = {"told": self._kept_text(), "runs": runs, "left": self._most - len(runs)}
        return view | {
            "graded": True, "name": task_name(self._task_id), "title": self._title, "stem": self._stem, "points": self._points, "kept": kept,
        }  # fmt: skip

    def _coach(self) -> None:
        return None  # a released scene has no coach, and none is looked for
