"""cxcourse: customer experience, user experience and customer service, hands on in Jupyter."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# The public names and the module each one lives in. Nothing is imported until a name is used (PEP 562), so that
# `import cxcourse` costs a learner's kernel nothing.
_PUBLIC = {
    "CourseError": "cxcourse.errors",
    "Flashcards": "cxcourse.widgets.flashcards",
    "JourneyMap": "cxcourse.widgets.journey_map",
    "MetricLab": "cxcourse.widgets.metric_lab",
    "Quiz": "cxcourse.widgets.quiz",
    "RolePlay": "cxcourse.widgets.role_play",
    "ValueModel": "cxcourse.widgets.value_model",
    "charts": "cxcourse.charts",
    "journeylog": "cxcourse.core.journeylog",
    "load_dataset": "cxcourse.content.datasets",
    "metrics": "cxcourse.core.metrics",
    "submit": "cxcourse.grading.tasks",
    "submit_calls": "cxcourse.grading.tasks",
    "task": "cxcourse.widgets.task",
}
_MODULES = {"charts", "journeylog", "metrics"}  # these names are modules themselves

__all__ = ["__version__", *_PUBLIC]

if TYPE_CHECKING:
    from cxcourse import charts as charts
    from cxcourse.content.datasets import load_dataset as load_dataset
    from cxcourse.core import journeylog as journeylog
    from cxcourse.core import metrics as metrics
    from cxcourse.errors import CourseError as CourseError
    from cxcourse.grading.tasks import submit as submit
    from cxcourse.grading.tasks import submit_calls as submit_calls
    from cxcourse.widgets.flashcards import Flashcards as Flashcards
    from cxcourse.widgets.journey_map import JourneyMap as JourneyMap
    from cxcourse.widgets.metric_lab import MetricLab as MetricLab
    from cxcourse.widgets.quiz import Quiz as Quiz
    from cxcourse.widgets.role_play import RolePlay as RolePlay
    from cxcourse.widgets.task import task as task
    from cxcourse.widgets.value_model import ValueModel as ValueModel


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'cxcourse' has no attribute {name!r}; it offers {', '.join(sorted(_PUBLIC))}")
    module = import_module(_PUBLIC[name])
    value = module if name in _MODULES else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_PUBLIC])
