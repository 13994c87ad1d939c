"""Role plays: a scene is a graph of what a customer says and what one can answer; a run through it is a log."""

from cxcourse.core.roleplay.checks import faults
from cxcourse.core.roleplay.graph import all_paths, path_card, release
from cxcourse.core.roleplay.model import OUTCOMES, TECHNIQUES, Choice, Condition, End, Gate, Log, Scene, Turn
from cxcourse.core.roleplay.play import VISITS, Play, log_of, offered, replay, rewind, start, step
from cxcourse.core.roleplay.reading import read_log
from cxcourse.core.roleplay.scoring import Debrief, TurnReview, score

__all__ = [
    "OUTCOMES", "TECHNIQUES", "VISITS", "Choice", "Condition", "Debrief", "End", "Gate", "Log", "Play", "Scene", "Turn",
    "TurnReview", "all_paths", "faults", "log_of", "offered", "path_card", "read_log", "release", "replay", "rewind",
    "score", "start", "step",
]  # fmt: skip
