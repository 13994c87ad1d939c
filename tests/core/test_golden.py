"""Published numbers: every row of the golden table comes out of our functions.

``CXCOURSE_GOLDEN`` names another table with the same columns; by default the copy beside this file is read.
"""

from __future__ import annotations

import csv
import json
import os
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from tests.core.golden import CALLS

HERE = Path(__file__).parent
TABLE = Path(os.environ.get("CXCOURSE_GOLDEN") or HERE / "golden_metrics.csv")
SLACK = 1e-9
"""For rows with tolerance 0: what floating point may add to a number that is exact on paper."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def near(found: Any, expected: Any, tolerance: float) -> bool:
    """Compare; a row may ask for the first figure alone of a function that gives several."""
    if isinstance(found, list) and not isinstance(expected, list):
        found = found[0]
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(near, found, expected, [tolerance] * len(expected)))
    if isinstance(expected, str | dict):
        return found == expected
    return isclose(found, expected, rel_tol=SLACK, abs_tol=tolerance + SLACK)


def compared(row: dict[str, str]) -> tuple[Any, Any, float]:
    found = CALLS[row["metric"]](json.loads(row["inputs_json"]))
    return found, json.loads(row["expected"]), float(row["tolerance"])


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: f"{row['id']}-{row['metric']}")
def test_every_published_number_is_met(row: dict[str, str]) -> None:
    found, expected, tolerance = compared(row)
    assert near(found, expected, tolerance), f"{row['metric']}: expected {expected} ± {tolerance}, found {found}"


@pytest.mark.parametrize(
    "row", rows(HERE / "golden_published_errors.csv"), ids=lambda row: f"{row['id']}-{row['metric']}"
)
def test_published_errors_are_not_repeated(row: dict[str, str]) -> None:
    found, published, tolerance = compared(row)
    assert not near(found, published, tolerance)
    corrected = json.loads(row["notes"].rsplit("recomputed", 1)[1])
    assert near(found, corrected, 1e-3)


def test_the_comparison_can_fail() -> None:
    assert near([1.0, 2.0], [1.0, 2.04], 0.05)
    assert not near([1.0, 2.0], [1.0, 2.06], 0.05)
    assert not near([1.0], [1.0, 2.0], 0.05)
    assert not near([1.0, 2.0], 2.0, 0.05)
    assert not near("A", "A-", 5)
    assert not near(float("nan"), 0.0, 5)
