"""Every table against its card, every messy version against its counted dirt, and the generator against itself."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cxcourse.content import course_root
from cxcourse.content.datasets import dataset_card, load_dataset

TABLES = course_root() / "datasets"
NAMES = sorted(path.stem for path in TABLES.glob("*.yaml"))
SOILED = [name for name in NAMES if dataset_card(name).messy]
WORDS = {"N/A", "n/a", "-", "?", "missing"}
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven"]
MEND = {
    "date format": lambda cell: re.sub(r"^(\d\d)/(\d\d)/(\d{4})", r"\3-\2-\1", cell),
    "month format": lambda cell: re.sub(r"^(\d\d)/(\d{4})$", r"\2-\1", cell),
    "trailing space": str.rstrip,
    "letter case": str.swapcase,
    "decimal comma": lambda cell: cell.replace(",", "."),
    "number with unit": lambda cell: cell.removesuffix(" s"),
    "number word": lambda cell: str(NUMBERS.index(cell)) if cell in NUMBERS else cell,
}
PINNED = ["0.100892158306", "0.455670507271", "0.043629329082"]
KINDS = {"integer": "iu", "number": "f", "boolean": "b", "date": "M", "datetime": "M"}


def _raw(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def test_the_tables_of_the_course_are_there():
    assert len(NAMES) == 16 and set(SOILED) == set(NAMES) - {"form_audit", "survey_silent", "telco_churn"}


@pytest.mark.parametrize("name", NAMES)
def test_types_and_values_are_as_the_card_says(name):
    card, rows = dataset_card(name), load_dataset(name)
    assert (card.name, card.rows, list(rows)) == (name, len(rows), [c.name for c in card.columns])
    for column in card.columns:
        values = rows[column.name]
        assert values.dtype.kind in KINDS.get(column.type, values.dtype.kind), column.name
        assert bool(column.missing) == bool(values.isna().any()), f"{column.name}: empty cells"
        if column.values:
            assert set(values.dropna()) == set(column.values), column.name
        if column.range:
            assert values.dropna().between(*column.range).all(), column.name


@pytest.mark.parametrize("name", SOILED)
def test_the_dirt_is_what_the_card_counts_and_nothing_else(name):
    card, clean, dirty = dataset_card(name), _raw(TABLES / f"{name}.csv"), load_dataset(name, clean=False)
    assert not clean.duplicated().any()
    (doubles,) = [dirt.count for dirt in card.messy.dirt if dirt.kind == "duplicate"]
    assert (len(dirty), int(dirty.duplicated().sum())) == (len(clean) + doubles, doubles)
    once = dirty.drop_duplicates(ignore_index=True)
    for column in card.columns:
        before, after = clean[column.name], once[column.name]
        pairs = list(zip(before[before != after], after[before != after], strict=True))
        planned = {dirt.kind: dirt.count for dirt in card.messy.dirt if dirt.column == column.name}
        assert len(pairs) == sum(planned.values()), column.name
        for kind, count in planned.items():
            assert sum(_is(kind, cell, soiled, column) for cell, soiled in pairs) == count, f"{column.name}: {kind}"


def _is(kind: str, cell: str, soiled: str, column) -> bool:
    """Say whether a soiled cell shows this kind of dirt, judged from the card and not from the generator."""
    if kind in MEND:
        return soiled not in WORDS and MEND[kind](soiled) == cell
    if kind == "missing word":
        return soiled in WORDS
    if any(MEND[other](soiled) == cell for other in MEND):
        return False
    if column.range:
        low, high = column.range
        return soiled not in WORDS and not low <= float(soiled) <= high
    return soiled not in (column.values or ("0", "1")) and soiled not in WORDS


@pytest.mark.parametrize("name", SOILED)
def test_the_messy_version_is_loaded_as_the_text_it_is(name):
    dirty = load_dataset(name, clean=False)
    assert all(isinstance(cell, str) for cell in dirty.head(50).to_numpy().ravel())
    assert dirty.attrs["title"] == dataset_card(name).title


@pytest.mark.parametrize(
    ("name", "kind"), [("survey_responses", "M"), ("contact_calls", "M"), ("customers", "f"), ("sus_items", "i")]
)
def test_a_few_lines_of_pandas_clean_the_messy_version(name, kind):
    """What a learner is asked to do works, and gives back every cell that dirt did not destroy."""
    card, clean = dataset_card(name), load_dataset(name)
    rows = load_dataset(name, clean=False).drop_duplicates(ignore_index=True)
    (column,) = [c.name for c in card.columns if clean[c.name].dtype.kind == kind][:1]
    if kind == "M":
        days = rows[column].str.replace(r"^(\d\d)/(\d\d)/(\d{4})", r"\3-\2-\1", regex=True)
        assert (pd.to_datetime(days) == clean[column]).all()
    else:
        numbers = rows[column].replace(NUMBERS, [str(n) for n in range(8)]).str.replace(",", ".")
        assert (pd.to_numeric(numbers) == clean[column]).all()


@pytest.mark.parametrize("name", ["survey_responses", "contact_calls", "journey_events", "support_tickets"])
def test_customers_of_other_tables_are_customers(name):
    assert load_dataset(name)["customer_id"].isin(load_dataset("customers")["customer_id"]).all()


def test_a_customer_has_one_segment():
    both = load_dataset("survey_responses").merge(load_dataset("customers"), on="customer_id", suffixes=("", "_known"))
    assert len(both) == 4400 and (both["segment"] == both["segment_known"]).all()


def test_answers_and_silence_make_up_all_invitations():
    asked, silent = load_dataset("survey_responses"), load_dataset("survey_silent")
    assert set(silent["response_id"]) == set(asked.loc[~asked["responded"], "response_id"])
    assert (asked[["nps", "csat", "ces"]].notna().all(axis=1) == asked["responded"]).all()


def test_calls_hold_together():
    calls = load_dataset("contact_calls")
    handled = calls["end"] == "handled"
    assert (calls[["talk_s", "hold_s", "acw_s", "reason"]].notna().all(axis=1) == handled).all()
    assert calls.loc[calls["end"] == "abandoned_ivr", ["agent_id", "queue_s", "agent_trained"]].isna().all(axis=None)
    assert calls.loc[calls["end"] == "dropped_transfer", "transferred"].all()
    assert not (calls["resolved"] & ~handled).any() and calls["start"].is_monotonic_increasing
    assert calls["agent_id"].nunique() == 60 and (calls.groupby("agent_id")["agent_trained"].nunique() == 1).all()


def test_each_step_of_the_shop_is_within_the_one_before():
    visits = load_dataset("web_sessions")
    steps = ["viewed", "compared", "cart", "checkout", "purchased"]
    assert all((visits[later] <= visits[earlier]).all() for earlier, later in itertools.pairwise(steps))
    later_visit = visits.sort_values("session_id").duplicated("visitor_id")
    assert visits["returning"][later_visit].all()


def test_cohorts_only_shrink():
    rows = load_dataset("cohort_retention").sort_values(["cohort", "source", "month"])
    assert (rows["active"] <= rows["cohort_size"]).all()
    assert (rows.groupby(["cohort", "source"])["active"].diff().dropna() <= 0).all()


def test_events_of_a_case_are_in_order():
    events = load_dataset("journey_events")
    steps = events.groupby("case_id")
    assert (events["seq"] == steps.cumcount() + 1).all() and events["case_id"].nunique() == 900
    assert steps["timestamp"].apply(lambda times: times.is_monotonic_increasing).all()


def test_the_telco_table_is_the_published_one():
    rows, card = load_dataset("telco_churn"), dataset_card("telco_churn")
    assert (len(rows), int(rows["churn"].sum()), int(rows["total_charges"].isna().sum())) == (7043, 1869, 11)
    assert card.licence == "MIT" and "modeldata" in rows.attrs["attribution"] and card.changes
    assert "Permission is hereby granted" in (TABLES / "LICENSE-modeldata.txt").read_text(encoding="utf-8")


def test_every_card_of_ours_is_cc0_and_names_its_seed():
    ours = [dataset_card(name) for name in NAMES if name != "telco_churn"]
    assert {card.licence for card in ours} == {"CC0-1.0"}
    assert {card.seed for card in ours if card.name != "form_audit"} == {20240516}


def test_files_stay_modest():
    sizes = [path.stat().st_size for path in TABLES.glob("*.csv")]
    assert max(sizes) < 1.5e6 and sum(sizes) < 6e6


# ---------------------------------------------------------------- the generator


def test_the_committed_tables_are_what_the_code_makes():
    command = [sys.executable, TABLES / "make_datasets.py", "--check"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.fixture
def code(monkeypatch):
    """Bring the generator within reach, and take it away again."""
    monkeypatch.syspath_prepend(str(TABLES))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield
    for name in [name for name in sys.modules if name.split(".")[0] in ("make", "make_datasets")]:
        del sys.modules[name]


@pytest.fixture
def copy(code, monkeypatch, tmp_path: Path) -> Path:
    import make_datasets

    folder = tmp_path / "datasets"
    folder.mkdir()
    for path in [*TABLES.glob("*.yaml"), *TABLES.glob("qa_tests*"), TABLES / "README.md"]:
        shutil.copy(path, folder)
    monkeypatch.setattr(make_datasets, "HERE", folder)
    return folder


def test_check_names_what_differs_and_a_rebuild_mends_it(copy, capsys):
    import make_datasets

    files = [copy / name for name in ("qa_tests.csv", "qa_tests.yaml", "qa_tests_messy.csv", "README.md")]
    whole = [path.read_bytes() for path in files]
    for path, content in zip(files, whole, strict=True):
        path.write_bytes(content.replace(b"I5-", b"I6-").replace(b"greeting", b"hello").replace(b"# The", b"# Some"))
    spoilt = [path.read_bytes() for path in files]
    assert make_datasets.main(["--check", "qa_tests"]) == 1
    said = capsys.readouterr().out
    assert all(path.name in said for path in files)
    assert [path.read_bytes() for path in files] == spoilt, "--check must not write"
    assert make_datasets.main(["qa_tests"]) == 0
    assert [path.read_bytes() for path in files] == whole


def test_an_unknown_table_is_refused_with_the_list(code, capsys):
    import make_datasets

    with pytest.raises(SystemExit):
        make_datasets.main(["--check", "qa_test"])
    said = capsys.readouterr().err
    assert "no table qa_test" in said and "qa_tests" in said


def test_a_card_without_its_place_for_numbers_is_named(copy):
    import make_datasets

    card = copy / "qa_tests.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("rows: 120", "lines: 120"), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"qa_tests\.yaml: expected one line 'rows: …'"):
        make_datasets.main(["qa_tests"])


@pytest.fixture
def dice(code):
    from make.dice import Dice

    return Dice


def test_the_bits_of_chance_are_the_same_on_every_machine(dice):
    """Pinned: when this fails, this numpy makes other random bits, and every table would change."""
    assert [f"{u:.12f}" for u in dice("pinned").uniform("three numbers", 3)] == PINNED


def test_a_draw_depends_on_its_name_only(dice):
    first, second = dice("table"), dice("table")
    second.uniform("another", 5)
    assert first.normal("a", 4).tolist() == second.normal("a", 4).tolist()
    assert first.normal("b", 4).tolist() != second.normal("c", 4).tolist()
    with pytest.raises(ValueError, match="used twice"):
        first.normal("a", 4)


def test_chance_has_the_shapes_it_claims(dice):
    import numpy as np

    d, n = dice("shapes"), 20_000
    assert abs(d.normal("normal", n, 2.0).std() - 2) < 0.05
    assert abs(d.gamma("gamma", 3, 13.0, n).mean() - 39) < 0.7
    assert abs(d.poisson("poisson", 1.9, n).var() - 1.9) < 0.1
    assert abs(d.binomial("binomial", np.full(n, 8), 0.25).mean() - 2) < 0.04
    assert abs((d.pick("pick", ["x", "y"], n, [3, 1]) == "x").mean() - 0.75) < 0.015
    assert sorted(d.order("order", 50).tolist()) == list(range(50))
    assert set(d.integers("integers", 2, 4, 500).tolist()) == {2, 3, 4}
