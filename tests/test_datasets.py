"""load_dataset: found from everywhere, typed, a damaged table noticed, a slip in a name met kindly; form_audit."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cxcourse.content import course_root
from cxcourse.content.datasets import dataset_card, load_dataset
from cxcourse.errors import ContentError, DataError

TABLES = course_root() / "datasets"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a root with a copy of two tables that a test may spoil."""
    (tmp_path / "datasets").mkdir()
    for path in (*TABLES.glob("form_audit.*"), *TABLES.glob("qa_tests*")):
        shutil.copy(path, tmp_path / "datasets")
    return tmp_path


@pytest.fixture(scope="module")
def audit():
    return load_dataset("form_audit")


def test_form_audit_has_the_columns_of_the_contract_with_their_types(audit):
    assert {name: kind.kind for name, kind in audit.dtypes.items() if kind.kind in "if"} == {
        "step": "i", "fields": "i", "timer": "i", "contrast_ratio": "f",
    }  # fmt: skip
    assert list(audit.columns) == [
        "product", "step", "screen", "fields", "defaults", "error_style", "timer", "contrast_ratio",
    ]  # fmt: skip
    assert audit.notna().all(axis=None)
    assert audit.attrs["title"] == "Two sign-ups and a nightmare"
    assert audit.attrs["licence"] == "CC0-1.0"


def test_every_value_is_inside_what_the_card_allows(audit):
    for column in dataset_card("form_audit").columns:
        if column.values:
            assert set(audit[column.name]) == set(column.values), column.name
        if column.range:
            assert audit[column.name].between(*column.range).all(), column.name


def test_steps_count_up_and_no_screen_is_named_twice_in_a_product(audit):
    for _, rows in audit.groupby("product"):
        assert list(rows["step"]) == list(range(1, len(rows) + 1))
        assert rows["screen"].is_unique


# One test for each sentence under `planted:` in the card, in its order.
def test_planted_fields(audit):
    fields = audit.groupby("product")["fields"]
    assert fields.sum().to_dict() == {"Parcello": 9, "Threadly": 17, "MazeForm": 38}
    assert fields.mean().round(1).to_dict() == {"Parcello": 1.5, "Threadly": 2.1, "MazeForm": 3.8}


def test_planted_contrast(audit):
    pale = (audit["contrast_ratio"] < 4.5).groupby(audit["product"])
    assert pale.sum().to_dict() == {"Parcello": 0, "Threadly": 1, "MazeForm": 6}
    assert pale.size().to_dict() == {"Parcello": 6, "Threadly": 8, "MazeForm": 10}


def test_planted_slip_of_threadly(audit):
    threadly = audit[audit["product"] == "Threadly"]
    pale = threadly.loc[threadly["contrast_ratio"] < 4.5, "screen"].tolist()
    ticked = threadly.loc[threadly["defaults"] == "pre-ticked marketing", "screen"].tolist()
    assert pale == ticked == ["News and offers"]


def test_planted_cruelty_is_only_in_mazeform(audit):
    for cruel, screens in ((audit["error_style"] == "clears form", 5), (audit["timer"] > 0, 8)):
        assert audit.loc[cruel, "product"].value_counts().to_dict() == {"MazeForm": screens}


def test_planted_peaks(audit):
    peaks = audit.groupby("product")["fields"].max().to_dict()
    assert peaks == {"Threadly": 5, "Parcello": 3, "MazeForm": 9}


def test_planted_defaults(audit):
    kinds = audit.groupby("product")["defaults"].value_counts()
    assert kinds["Parcello", "helpful"] == kinds["Threadly", "helpful"] == 2
    assert kinds["MazeForm", "misleading"] + kinds["MazeForm", "pre-ticked marketing"] == 6
    assert "misleading" not in kinds["Parcello"] and "helpful" not in kinds["MazeForm"]


def test_planted_long_and_pale_are_separate_faults(audit):
    maze = audit[audit["product"] == "MazeForm"].nlargest(2, "fields")
    assert list(maze["fields"]) == [9, 7]
    assert (maze["contrast_ratio"] >= 4.5).all()


def test_the_card_lists_one_planted_fact_for_each_test_above():
    tests = [name for name in globals() if name.startswith("test_planted")]
    assert len(dataset_card("form_audit").planted) == len(tests)


@pytest.mark.parametrize("place", ["anywhere", "release/m01_intro", "autograded/anna/m01_intro"])
def test_load_works_from_any_folder(place, tmp_path, monkeypatch):
    """A released exercise and an autograded one hold no tables: they come from the package."""
    folder = tmp_path / place
    folder.mkdir(parents=True)
    released = course_root() / "exercises" / "release" / "m01_intro"
    for path in released.glob("*.*") if released.name in place else ():
        shutil.copy(path, folder)
    monkeypatch.chdir(folder)
    assert len(load_dataset("form_audit")) == 24
    assert len(load_dataset("survey_responses", clean=False)) == 4403


def test_load_works_without_a_checkout(tmp_path):
    """As in an installed wheel: the package with the course inside, read-only, and no checkout on the path."""
    package, course = tmp_path / "site" / "cxcourse", tmp_path / "site" / "cxcourse" / "course"
    shutil.copytree(TABLES.parent / "cxcourse", package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copytree(TABLES, course / "datasets", ignore=shutil.ignore_patterns("__pycache__", "make*"))
    (course / "modules").mkdir()
    shutil.copy(TABLES.parent / "modules" / "course.yaml", course / "modules")
    code = (
        f"import sys; sys.path[:] = [{str(tmp_path / 'site')!r}, *(p for p in sys.path if p != {str(TABLES.parent)!r})]\n"
        "import cxcourse; from cxcourse import load_dataset\n"
        "print(cxcourse.__file__, len(load_dataset('contact_calls')), len(load_dataset('sus_items', clean=False)))"
    )
    command = [sys.executable, "-B", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [str(package / "__init__.py"), "6000", "51"], done.stderr


def test_two_loads_do_not_share_a_table():
    first = load_dataset("form_audit")
    first.loc[0, "fields"] = 99
    assert load_dataset("form_audit").loc[0, "fields"] == 1


@pytest.mark.parametrize("slip", ["form_adit", "Form_audit", "formaudit", "form_audit.csv"])
def test_a_slip_in_the_name_lists_the_near_ones(slip):
    with pytest.raises(DataError, match="Did you mean 'form_audit'"):
        load_dataset(slip)


def test_a_name_far_from_all_lists_what_there_is():
    with pytest.raises(DataError, match=r"no dataset 'weather' in .*Datasets there: .*form_audit"):
        load_dataset("weather")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("survey", "survey_silent"),
        ("contact_call", "contact_calls"),
        ("web sessions", "web_sessions"),
        ("sus", "sus_items"),
    ],
)
def test_a_slip_in_any_name_lists_the_near_ones(slip, meant):
    with pytest.raises(DataError, match=rf"Did you mean .*'{meant}'"):
        load_dataset(slip)


def test_the_file_name_of_a_messy_version_is_met_with_the_call_for_it():
    with pytest.raises(DataError, match=r"load_dataset\('qa_tests', clean=False\)"):
        load_dataset("qa_tests_messy")


def test_a_path_is_no_name(copy):
    with pytest.raises(DataError, match="There is no dataset"):
        load_dataset("../datasets/form_audit", root=copy)


def test_a_messy_version_that_does_not_exist_is_said_so():
    with pytest.raises(DataError, match="one version only"):
        load_dataset("form_audit", clean=False)


@pytest.mark.parametrize(
    ("spoil", "expected", "found"),
    [
        (lambda t: t.replace(",13.1", ",3.1", 1), "checksum", "a value was changed"),
        (lambda t: t.replace("contrast_ratio", "contrast", 1), "the columns product, step", "timer, contrast."),
        (lambda t: t.rsplit("\n", 3)[0] + "\n", "24 rows", "found 22"),
        (lambda t: t.replace(",", ";"), "the columns", "product;step;screen"),
        (lambda t: "", "the columns", "an empty file"),
    ],
    ids=["value", "column", "cut short", "semicolons", "empty"],
)
def test_a_damaged_table_is_named_with_what_was_expected_found_and_to_do(copy, spoil, expected, found):
    path = copy / "datasets" / "form_audit.csv"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_dataset("form_audit", root=copy)
    for part in (str(path), expected, found, "fresh copy"):
        assert part in str(error.value)


def test_bytes_that_are_no_text_are_damage_too(copy):
    (copy / "datasets" / "form_audit.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="UTF-8"):
        load_dataset("form_audit", root=copy)


def test_a_missing_table_is_a_data_error(copy):
    (copy / "datasets" / "form_audit.csv").unlink()
    with pytest.raises(DataError, match="readable file"):
        load_dataset("form_audit", root=copy)


def test_line_ends_and_byte_order_mark_of_windows_are_no_damage(copy):
    path = copy / "datasets" / "form_audit.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_dataset("form_audit", root=copy).equals(load_dataset("form_audit"))


def test_a_damaged_messy_version_is_noticed_and_the_clean_one_still_loads(copy):
    path = copy / "datasets" / "qa_tests_messy.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("N/A", "T1", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"qa_tests_messy\.csv: .*a value was changed"):
        load_dataset("qa_tests", clean=False, root=copy)
    assert len(load_dataset("qa_tests", root=copy)) == 120


def test_a_card_that_was_edited_is_read_again(copy):
    assert dataset_card("qa_tests", copy).licence == "CC0-1.0"
    card = copy / "datasets" / "qa_tests.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("CC0-1.0", "CC0-1.0 or so"), encoding="utf-8")
    assert dataset_card("qa_tests", copy).licence == "CC0-1.0 or so"


def test_whole_numbers_and_truths_with_holes_stay_whole():
    calls, survey = load_dataset("contact_calls"), load_dataset("survey_responses")
    assert (str(calls["talk_s"].dtype), str(calls["agent_trained"].dtype)) == ("Int64", "boolean")
    assert (str(calls["resolved"].dtype), str(calls["ivr_steps"].dtype)) == ("bool", "int64")
    assert (survey["nps"] >= 9).mean() == pytest.approx((survey["nps"].dropna() >= 9).mean()), "silence is no answer"
    assert survey["date"].dt.year.eq(2024).all()


def test_a_word_like_none_is_a_value_and_only_an_empty_cell_is_missing():
    telco, calls = load_dataset("telco_churn"), load_dataset("contact_calls")
    assert (telco["internet_service"] == "none").sum() == 1526
    assert calls["reason"].isna().sum() == (calls["end"] != "handled").sum()


def test_a_broken_card_names_its_faults(copy):
    card = copy / "datasets" / "form_audit.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("type: number", "type: nmber"), encoding="utf-8")
    with pytest.raises(ContentError, match="nmber"):
        load_dataset("form_audit", root=copy)
