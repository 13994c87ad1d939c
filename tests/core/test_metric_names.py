"""The public list of metrics: every name is there, loads late, and its help is a lesson."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from cxcourse.core import metrics
from cxcourse.core.metrics.result import Result

FUNCTIONS = [name for name in metrics.__all__ if name != "Result"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_is_a_lesson(name: str) -> None:
    function = getattr(metrics, name)
    text = inspect.getdoc(function)
    assert inspect.isfunction(function)
    assert set(inspect.signature(function).parameters) == {
        p for p in inspect.signature(function).parameters if p in text
    }
    assert "Parameters\n------" in text
    assert ">>> " in text
    assert "References\n------" in text or "See Also\n------" in text


def test_no_name_twice_and_no_unknown_name() -> None:
    assert len(set(metrics.__all__)) == len(metrics.__all__)
    assert set(metrics.__all__) <= set(dir(metrics))
    with pytest.raises(AttributeError, match="npss"):
        _ = metrics.npss


def test_a_name_is_not_also_a_module() -> None:
    """Python would put the module in place of the function as soon as somebody imports it."""
    modules = {name.rsplit(".", 1)[1] for name in sys.modules if name.startswith("cxcourse.core.metrics.")}
    assert not modules & set(metrics.__all__)


def test_a_survey_metric_waits_for_no_library() -> None:
    code = (
        "import sys; from cxcourse.core.metrics import nps, csat; nps([9, 3]); csat([5, 3]);"
        "print([m for m in ('pandas', 'scipy', 'statsmodels', 'IPython', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_result_is_frozen_plain_and_checked() -> None:
    found = metrics.nps([9, 10, 3])
    with pytest.raises(AttributeError):
        found.value = 100.0
    assert type(found.value) is type(found.low) is float
    assert type(found.n) is int
    assert all(isinstance(step, str) for step in found.steps)
    assert hash(found) == hash(metrics.nps([9, 10, 3]))
    undefined = Result.undefined(name="x", why="nobody came", details={"invalid": 2})
    assert undefined.details == {"invalid": 2, "why": "nobody came"}
