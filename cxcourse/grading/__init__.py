"""Grading: the judge, what nbgrader needs to call it, and the settings that put both together."""

from cxcourse.grading.config import nbgrader_defaults

__all__ = ["nbgrader_defaults"]
