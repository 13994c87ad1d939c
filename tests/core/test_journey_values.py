"""Values out of arrays and tables: a number of numpy is a number, and what is missing there is refused in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxcourse.core.journey.edits import (
    add_card,
    add_stage,
    add_step,
    change_step,
    delete_card,
    delete_stage,
    delete_step,
    move_step,
)
from cxcourse.core.journey.model import Journey
from cxcourse.errors import AnswerError
from cxcourse.exports.journey import from_yaml, to_yaml

MINE = add_card(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls"), "st1", "pains", "too long")
ONE = np.int64(1)


@pytest.mark.parametrize("fields, held", [
    ({"emotion": np.int64(-2)}, {"emotion": -2}),
    ({"emotion_to_be": np.array(2)}, {"emotion_to_be": 2}),
    ({"emotion": pd.array([1], dtype="Int64")[0]}, {"emotion": 1}),
    ({"emotion": pd.Series([1, None])[0]}, {"emotion": 1}),  # a column with gaps holds 1.0
    ({"moment_of_truth": np.bool_(True)}, {"moment_of_truth": True}),
    ({"evidence": np.str_("stated"), "lane": np.str_("support")}, {"evidence": "stated", "lane": "support"}),
    ({"lens": [np.str_("UX")], "facts": [np.str_("F1")]}, {"lens": ("UX",), "facts": ("F1",)}),
])  # fmt: skip
def test_a_value_of_numpy_is_held_as_pythons_own_and_saved(fields: dict[str, Any], held: dict[str, Any]) -> None:
    made = change_step(MINE, "st1", **fields)
    (step,) = made.steps
    assert {name: getattr(step, name) for name in held} == held
    assert {type(getattr(step, name)) for name in held} <= {int, bool, str, tuple}
    assert from_yaml(to_yaml(made)) == made


def test_places_sizes_and_ids_of_numpy_do_too() -> None:
    made = add_step(MINE, np.str_("s1"), "looks", at=np.int32(0))
    assert [step.action for step in made.steps] == ["looks", "calls"]
    made = add_card(made, np.str_("st1"), np.str_("opportunities"), "call back", at=np.int8(0), effort=ONE, impact=ONE)
    made = move_step(made, np.str_("st1"), np.str_("s1"), np.int64(0))
    assert [step.action for step in made.steps] == ["calls", "looks"]
    assert from_yaml(to_yaml(made)) == made


@pytest.mark.parametrize("edit, told", [
    (lambda: change_step(MINE, "st1", emotion=np.int64(3)), "emotion: found 3; choose a whole number from -2"),
    (lambda: change_step(MINE, "st1", emotion=np.float64(0.5)), "emotion: found 0.5; choose a whole number"),
    (lambda: change_step(MINE, "st1", emotion=np.bool_(True)), "emotion: found True; choose a whole number"),
    (lambda: change_step(MINE, "st1", emotion=np.array([1])), "emotion: found array([1]); choose a whole number"),
    (lambda: change_step(MINE, "st1", moment_of_truth=ONE), "moment_of_truth: found 1; choose True or False"),
    (lambda: change_step(MINE, "st1", evidence=pd.NA), "evidence: found <NA>; choose one of stated"),
    (lambda: change_step(MINE, "st1", lane=np.array(["a", "b"])), "lane: found array(['a', 'b']"),
    (lambda: change_step(MINE, "st1", lens=[pd.NA]), "lens: found [<NA>]; choose some of UX"),
    (lambda: add_card(MINE, "st1", pd.NA, "x"), "lane <NA>: there is none of that name"),
    (lambda: add_step(MINE, pd.NA, "x"), "stage <NA>: there is none of that id"),
    (lambda: delete_stage(MINE, pd.NA), "stage <NA>: there is none of that id"),
    (lambda: delete_step(MINE, pd.NA), "step <NA>: there is none of that id"),
    (lambda: delete_card(MINE, pd.NA), "card <NA>: there is none of that id"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(edit: Callable[[], Journey], told: str) -> None:
    with pytest.raises(AnswerError, match=re.escape(told)):
        edit()
