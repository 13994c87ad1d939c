"""What goes out comes back: JSON, YAML and CSV exactly, Mermaid as far as it carries; what is wrong is named at once."""

from __future__ import annotations

import csv
import io
import json
import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey import Actor, Card, Journey, Opportunity, Stage, Step
from cxcourse.core.journey.checks import checks
from cxcourse.errors import ContentError, DataError
from cxcourse.exports.journey import (
    FORMATS,
    from_csv,
    from_json,
    from_mermaid,
    from_yaml,
    losses,
    to_csv,
    to_json,
    to_mermaid,
    to_yaml,
)  # fmt: skip
from tests.exports.maps import journeys

PAIRS = {"json": (to_json, from_json), "yaml": (to_yaml, from_yaml), "csv": (to_csv, from_csv)}
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("format", PAIRS)
@given(journey=journeys())
@quick
def test_three_formats_lose_nothing(format: str, journey: Journey) -> None:
    write, read = PAIRS[format]
    assert read(write(journey)) == journey


@pytest.mark.parametrize("format", PAIRS)
@pytest.mark.parametrize("name", journey_names())
def test_maps_of_the_course_come_back(format: str, name: str) -> None:
    write, read = PAIRS[format]
    assert read(write(load_journey(name))) == load_journey(name)


def carried(journey: Journey) -> object:
    """What Mermaid has room for: words, order, who, and how it felt."""
    names = {stage.id: stage.name for stage in journey.stages}
    steps = [(names[s.stage], s.action, s.emotion or 0, s.lane) for s in journey.steps]
    customer = journey.actor.name if any(s.lane == "customer" for s in journey.steps) else ""
    return journey.title, journey.about, customer, list(dict.fromkeys(names.values())), steps


@given(journey=journeys())
@quick
def test_mermaid_carries_what_it_says(journey: Journey) -> None:
    back = from_mermaid(to_mermaid(journey))
    assert carried(back) == carried(journey)
    assert [card for step in back.steps for card in step.cards] == []  # who acts in a lane is no card


@pytest.mark.parametrize("name", ["Ann, of Ghent", "Front stage", "title: Dr; #1", " Ann ", "acc"])
def test_mermaid_keeps_who_it_is_about(name: str) -> None:
    step = Step(id="st1", stage="s1", action="section A, then: B", emotion=1)
    journey = Journey(
        id="a", title="acc", actor=Actor(name=name), stages=(Stage(id="s1", name="journey"),), steps=(step,)
    )
    assert carried(from_mermaid(to_mermaid(journey))) == carried(journey)


def test_only_the_lossless_formats_name_no_loss() -> None:
    assert {format for format in FORMATS if not losses(format)} == set(PAIRS)
    assert all(f"%% - {loss}" in to_mermaid(Journey(id="a")) for loss in losses("mermaid"))
    with pytest.raises(DataError, match="no format 'docx'"):
        losses("docx")


# ---------------------------------------------------------------- CSV: safe in a spreadsheet

ATTACKS = [
    "=1+1",
    "+1",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    'x;=HYPERLINK("http://a";"b");',
    "a\n=1",
    "a,=1",
    "'=1",
]


@pytest.mark.parametrize("words", ATTACKS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_begins_a_formula_however_the_file_is_split(words: str, separator: str) -> None:
    card = Card(id="c1", text=words)
    step = Step(
        id="st1", stage="s1", action=words, channel=words, owner=words, pains=(card,), facts=("F1", words), beat=words
    )
    journey = Journey(
        id="a", title=words, actor=Actor(goal=words), stages=(Stage(id="s1", name=words),), steps=(step,)
    )  # fmt: skip
    text = to_csv(journey)
    cells = [c for line in re.split(r"[\r\n]+", text) for c in re.split(re.escape(separator), line)]  # quotes ignored
    cells += [c for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for c in row]
    bare = [cell.strip().strip('"').strip() for cell in cells]
    assert [cell for cell in bare if re.match(r"[=+\-@＝]", cell)] == []
    assert from_csv(text) == journey


def test_numbers_below_zero_stay_numbers() -> None:
    step = Step(id="st1", stage="s1", action="calls", emotion=-2)
    rows = list(csv.DictReader(io.StringIO(to_csv(Journey(id="a", stages=(Stage(id="s1", name="A"),), steps=(step,))))))
    assert rows[0]["emotion"] == "-2"


def test_one_row_a_step_and_a_mark_for_excel() -> None:
    journey = load_journey("m03-amina")
    text = to_csv(journey)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    assert [row["step"] for row in rows] == [step.id for step in journey.steps]


def test_a_plain_spreadsheet_is_enough() -> None:
    text = "Stage;Action;Emotion;Lens;Pains;Opportunities\r\nTrouble;Calls;−1;ux/cs;No way out\r\nTrouble;Waits;;;;Call back {effort: 2}\r\n"
    journey = from_csv(text)
    assert [stage.name for stage in journey.stages] == ["Trouble"]
    first, second = journey.steps
    assert (first.action, first.emotion, first.lens, first.pains[0].text) == ("Calls", -1, ("UX", "CS"), "No way out")
    assert second.opportunities == (Opportunity(id="c2", text="Call back", effort=2),)


def test_an_id_that_is_made_is_none_that_a_later_row_gives() -> None:
    journey = from_csv("stage,action,step\nA,calls,\nA,waits,st1")
    assert [step.id for step in journey.steps] == ["st2", "st1"]


@pytest.mark.parametrize("text", [
    "stage,action\nTrouble,Calls\n,Waits\nAfter,Pays",  # merged cells
    "stage,action\nTrouble,\n,Calls\n ,Waits\nAfter,Pays",  # a stage as a heading of its own
    "stage,action,stage_id\nTrouble,Calls,s1\n,Waits,s1\nAfter,Pays,",  # merged cells of a table that we wrote
])  # fmt: skip
def test_an_empty_stage_is_that_of_the_row_above(text: str) -> None:
    journey = from_csv(text)
    assert [stage.name for stage in journey.stages] == ["Trouble", "After"]
    assert [(step.action, step.stage) for step in journey.steps] == [("Calls", "s1"), ("Waits", "s1"), ("Pays", "s2")]


@pytest.mark.parametrize("journey", [load_journey("m03-amina"), Journey(
    id="a", stages=(Stage(id="s1", name=""), Stage(id="s2", name="B")), steps=(Step(id="st1", stage="s2", action=""),)
)])  # fmt: skip
def test_a_table_may_be_written_again_with_row_numbers(journey: Journey) -> None:
    """As pandas does: the numbers are no column of the map, and a stage without a step stays one."""
    table = pd.read_csv(io.StringIO(to_csv(journey).lstrip("\ufeff")))
    assert from_csv(table.to_csv()) == journey


@pytest.mark.parametrize(("text", "separator"), [
    ("sep=;\nstage;action\nA;x,y", ";"), ("\ufeffSEP=,\r\nstage,action\r\nA,x;y;z;;", ","), ('"sep=\t"\nstage\taction\nA\tx', "\t"),
])  # fmt: skip
def test_a_line_that_names_the_separator_may_stand_first(text: str, separator: str) -> None:
    assert [step.action for step in from_csv(text).steps] == [text.rpartition(separator)[2]]
    with pytest.raises(ContentError, match=r"t\.csv:4 emotion — expected a whole number"):
        from_csv("sep=;\nstage;action;emotion\nA;x;1\nA;y;9", "t.csv")


def test_facts_may_have_commas_or_semicolons_between_them() -> None:
    (step,) = from_csv('stage;action;facts\nA;x;"F014, F015; F016 F017"').steps
    assert step.facts == ("F014", "F015", "F016", "F017")


def test_a_new_pain_point_is_not_given_the_id_that_a_lost_link_names() -> None:
    """The opportunity was written for another pain point, so the link stays open for a check to name."""
    text = "stage,action,pains,opportunities\nA,calls,,[o1] say how long {eases: c1 c2}\nA,waits,music is awful,"
    journey = from_csv(text)
    assert journey.steps[0].opportunities[0].pains == ("c1", "c2")
    assert journey.steps[1].pains == (Card(id="c3", text="music is awful"),)
    assert [found.place for found in checks(journey) if found.rule == "opportunity-without-pain"] == ["o1"]


def test_csv_names_every_fault_with_line_and_column() -> None:
    text = (
        "stage,action,emotion,lens,evidence,step,opportunities\n"
        "A,calls,3,UX,stated,st1,\n"
        'A,"waits\nlong",x,UX UX,guessed,st1,[o1] Text {effort: 9}\n'
        "A,pays,0,ZZ,,St 2,\n"
    )
    with pytest.raises(ContentError) as error:
        from_csv(text, "mine.csv")
    told = [fault.partition(" — ")[0] for fault in error.value.faults]
    assert sorted(told) == sorted(
        ["mine.csv:2 emotion", "mine.csv:3 emotion", "mine.csv:3 lens", "mine.csv:3 evidence", "mine.csv:3 step",
         "mine.csv:3 effort", "mine.csv:5 lens", "mine.csv:5 step"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "stage — expected this column"),
        ("stage,actoin\nA,b", "did you mean 'action'"),
        ("stage,action,stage\nA,b,C", "each column once"),
        ("stage,action\nA,b,c", "2 cells, as in the first line"),
        ('stage,action\nA,"b', "a closing quote"),
        ("stage,action,title\nA,b,X\nA,c,Y", "the same words as above"),
        ("stage,action,stage_id\nA,b,s1\nB,c,s1", "the name that stage 's1' has above"),
        ("stage,action\n,b", "2 stage — expected the name of a stage, here or in a row above, found nothing"),
        ("stage;action;\nA;b;a note", "2 column 3 — expected a name for this column in the first line, found 'a note'"),
        ("stage,action,,\nA,b,,\n,,,7", "3 column 4 — expected a name for this column in the first line, found '7'"),
        (",stage,action\nx,A,b", "2 column 1 — expected a name for this column in the first line, found 'x'"),
    ],
)
def test_csv_of_another_shape_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(ContentError, match=re.escape(told)):
        from_csv(text)


# ---------------------------------------------------------------- Mermaid read


def test_mermaid_as_people_write_it() -> None:
    text = """```mermaid
---
title: "My day"
---
journey
    %%{init: {"theme": "dark"}}%%
    accDescr { A working day,
      in short }
    section Go to work
      Make tea: 5: Me
      Do work: 1: Me, Cat   # a comment
    section Go home
      Sit down #40;at last#41;: 3: Me
```"""
    journey = from_mermaid(text)
    assert (journey.id, journey.title, journey.about) == ("my-day", "My day", "A working day, in short")
    assert journey.actor.name == "Me"
    assert [step.emotion for step in journey.steps] == [2, -2, 0]
    assert [card.text for card in journey.steps[1].frontstage] == ["Cat"]
    assert journey.steps[2].action == "Sit down (at last)"


def test_a_title_in_sight_goes_before_one_for_screen_readers() -> None:
    assert from_mermaid("journey\n title In sight\n accTitle: Read aloud").title == "In sight"
    assert from_mermaid("journey\n accTitle: Read aloud").title == "Read aloud"


def test_mermaid_names_every_fault_with_its_line() -> None:
    text = "journey\n section A\n  Tea: 9: Me\n  Work\n  Ask: is it: 3: Me: you\n  : 3\n section B: C\n  Rest: many\n  Nap: 2.5"
    with pytest.raises(ContentError) as error:
        from_mermaid(text, "day.mmd")
    assert [re.match(r"day.mmd:(\d+) ", fault)[1] for fault in error.value.faults] == [
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
    ]
    with pytest.raises(ContentError, match="expected the word journey first, found 'flowchart LR'"):
        from_mermaid("flowchart LR\n a --> b")


# ---------------------------------------------------------------- JSON and YAML


def test_json_and_yaml_faults_name_line_and_field() -> None:
    with pytest.raises(ContentError, match=r"journey\.json:3 — expected JSON"):
        from_json('{\n"id": "a",\n}')
    bad = json.dumps(
        {"id": "a", "stages": [], "steps": [{"id": "x", "stage": "s", "action": 3, "emotion": 7}]}, indent=1
    )
    with pytest.raises(ContentError) as error:
        from_json(bad)
    assert any("action" in fault and "journey.json:" in fault for fault in error.value.faults)


def test_yaml_is_easy_on_the_eye() -> None:
    text = to_yaml(load_journey("m03-amina"))
    assert "- {id: looking, name: Looking}" in text
    assert "  lens: [CX]" in text
    assert "!!" not in text
    assert "&id" not in text


def test_dangling_links_survive() -> None:
    """Whoever deletes a pain point by hand finds the link again in the editor, where a check names it."""
    step = Step(id="st1", stage="s1", action="x", opportunities=(Opportunity(id="o1", text="y", pains=("gone",)),))
    journey = Journey(id="a", stages=(Stage(id="s1", name="A"),), steps=(step,))
    assert all(read(write(journey)) == journey for write, read in PAIRS.values())


def test_a_number_without_end_is_refused_in_words() -> None:
    with pytest.raises(ContentError, match=r"journey\.json:1 — expected a journey map, found a number without end"):
        from_json('{"id": "m", "steps": ' + "9" * 5000 + "}")


@pytest.mark.parametrize("entity", ["#55296;", "#57343;", f"#{'9' * 5000};", "#1114112;"], ids=lambda e: e[:9])
def test_a_number_that_is_no_character_stays_as_it_stands(entity: str) -> None:
    """Half a character could not be sent to a browser; a number without end is no number to Python."""
    (step,) = from_mermaid(f"journey\n  {entity}: 3: me").steps
    assert step.action == entity and step.action.encode("utf-8")
