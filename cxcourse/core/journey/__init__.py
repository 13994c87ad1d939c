"""Journeys: a map of what a person goes through to reach a goal, as frozen objects that can be checked and compared."""

from cxcourse.core.journey.model import LANES, LENSES, Actor, Card, Journey, Opportunity, Stage, Step

__all__ = ["LANES", "LENSES", "Actor", "Card", "Journey", "Opportunity", "Stage", "Step"]
