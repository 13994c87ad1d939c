"""Role plays: a scene is a graph of what a customer says and what one can answer; a run through it is a log."""

from cxcourse.core.roleplay.model import TECHNIQUES, Choice, Condition, End, Gate, Log, Scene, Turn

__all__ = ["TECHNIQUES", "Choice", "Condition", "End", "Gate", "Log", "Scene", "Turn"]
