"""The two worked journeys, as maps and as keys: Mark's phone (A) and the billing call (B).

The graded keys lie with the exercises; these are their twins for trying the scoring out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cxcourse.core.journey.edits import delete_step
from cxcourse.core.journey.model import Actor, Card, Journey, Opportunity, Stage, Step
from cxcourse.core.journey.reference import Beat, Reference, Relation

# beat, stage, action, touchpoint, channel, lens, emotion, evidence, pain, opportunity, beat whose pain it answers
Row = tuple[str, str, str, str, str, str, int, str, str, str, str]

A_ROWS: list[Row] = [
    ("fault", "Trouble", "the phone fails him and he decides to seek help", "own device", "device", "UX", -1,
     "inferred", "cause unknown", "self-check page that ends in 'repair or replace?'", "fault"),
    ("contact", "Getting through", "he calls the carrier to report it", "service line", "phone", "CS CX", -1,
     "stated", "wants a person, cannot reach one at once", "callback offer with a stated time", "contact"),
    ("ivr", "Getting through", "automated menus lead him to an agent", "IVR", "phone", "UX CS", -1,
     "stated", "several menus before any help", "one-step route for device faults", "ivr"),
    ("listen", "Being helped", "the agent hears him out", "agent call", "phone", "CS CX", 1,
     "stated", "", "listening as a scored call behaviour", "contact"),
    ("advise", "Being helped", "the agent proposes solutions, among them upgrades that suit him", "agent call", "phone",
     "CS CX", 1, "stated", "advice could turn into a pitch", "needs checklist before any model is named", "advise"),
    ("browse", "Looking", "he looks through models and details on the site", "web shop", "website", "UX", 0,
     "stated", "many models, technical words", "comparison by use, not by specification", "browse"),
    ("tracking", "Looking", "the carrier records what he does and learns from it", "analytics", "backstage", "UX", 0,
     "stated", "privacy, if not told", "clear consent; feed findings to the phone team", "tracking"),
    ("rep-story", "Choosing", "the agent's own good experience with a model colours the advice", "agent call", "phone",
     "CX", 1, "stated", "one person's taste may not fit", "say it is personal and give the limits", "rep-story"),
    ("shortlist", "Choosing", "with the agent he narrows it down by details, price and stock", "agent call", "phone",
     "CS CX", 2, "stated", "stock differs between channels", "shared basket that both see", "shortlist"),
    ("decide", "Choosing", "he settles on a model", "shop or web checkout", "any", "CX", 2,
     "inferred", "", "confirmation that repeats why it fits", "browse"),
    ("loyalty", "Afterwards", "he stays, and tells others", "brand", "any", "CX", 2,
     "inferred", "", "ask for feedback after two weeks of use", "rep-story"),
]  # fmt: skip

B_ROWS: list[Row] = [
    ("want-to-pay", "Need", "the caller wants to pay a bill and talk to someone", "bill", "post or app", "CX", 0,
     "stated", "", "pay link on the bill", "menu"),
    ("menu", "Automated line", "menus, one after another", "IVR", "phone", "UX", -1,
     "stated", "many steps for a simple aim", "'pay a bill' as first option", "menu"),
    ("misheard", "Automated line", "speech recognition fails and the caller says it again", "IVR", "phone", "UX CX", -2,
     "stated", "repeating oneself", "keypad fallback after one miss", "misheard"),
    ("no-human", "Automated line", "after several failures the system still refuses an agent", "IVR", "phone", "UX CX",
     -2, "stated", "no way out", "hard rule: two misses lead to a person", "no-human"),
    ("pickup", "Human contact", "an agent answers; the caller is upset and cannot put the need clearly", "agent call",
     "phone", "CS CX", -2, "stated", "heat in place of facts", "agent sees the menu history", "pickup"),
    ("misunderstand", "Human contact", "they misunderstand one another and wrong information goes over", "agent call",
     "phone", "CS", -2, "stated", "false facts", "read-back of amount and date", "misunderstand"),
    ("incident", "Fallout", "a plain payment has grown into a service incident", "complaint", "any", "CX", -2,
     "stated", "more contacts, bill unpaid", "recovery with a named owner", "incident"),
    ("tests-pass", "Fallout", "the company's tests of each part showed no fault", "test reports", "backstage", "UX CS",
     0, "stated", "parts tested with calm testers", "end-to-end test with a caller who has failed twice", "tests-pass"),
]  # fmt: skip


def build(name: str, rows: list[Row], actor: Actor) -> Journey:
    """Return the map of the rows; ids follow the beats: step ``ivr``, its pain ``ivr-p``, its opportunity ``ivr-o``."""
    stages = {stage: f"s{place}" for place, stage in enumerate(dict.fromkeys(row[1] for row in rows), start=1)}
    steps = []
    for beat, stage, action, touchpoint, channel, lens, emotion, evidence, pain, idea, answers in rows:
        steps.append(Step(
            id=beat, stage=stages[stage], action=action, touchpoint=touchpoint, channel=channel, emotion=emotion,
            lens=tuple(lens.split()), evidence=evidence, beat=beat,  # type: ignore[arg-type]
            lane="backstage" if channel == "backstage" else "customer",
            pains=(Card(id=f"{beat}-p", text=pain),) if pain else (),
            opportunities=(Opportunity(id=f"{beat}-o", text=idea, pains=(f"{answers}-p",)),),
        ))  # fmt: skip
    named = tuple(Stage(id=i, name=stage) for stage, i in stages.items())
    return Journey(id=name, title=name, actor=actor, stages=named, steps=tuple(steps))


A = build("case-a", A_ROWS, Actor(name="Mark", goal="get a working phone again with little effort"))
B = build("case-b", B_ROWS, Actor(name="the caller", goal="speak to a person and pay"))

Lenses = tuple[tuple[Any, ...], ...]
SERVICE: Lenses = (("CS",), ("CS", "CX"))

A_KEY = Reference(beats=(
    Beat(id="fault", name="the phone fails", required=False, inferred=True, synonyms=("phone fails", "breaks down")),
    Beat(id="contact", name="he calls", sign="nonpos", lens=(("CS",), ("CX",), ("CS", "CX")), after=("fault",),
         synonyms=("calls the carrier", "rings the carrier", "contacts the service line", "reports the fault")),
    Beat(id="ivr", name="the menus", sign="nonpos", unexplained=-1, after=("contact",),
         lens=(("UX",), ("CS",), ("UX", "CS"), ("UX", "CS", "CX")), misconception="machine-skipped",
         hint="Ask what the person meets before a human answers.",
         synonyms=("automated menu", "voice menu", "phone tree", "interactive voice response")),
    Beat(id="listen", name="he is heard", sign="pos", lens=SERVICE, after=("ivr",), merges=("advise",),
         synonyms=("agent listens", "hears him out", "explains issue to agent")),
    Beat(id="advise", name="the agent advises", sign="nonneg", lens=SERVICE, after=("listen",), merges=("rep-story",),
         synonyms=("proposes solutions", "suggests upgrades", "recommends")),
    Beat(id="browse", name="he looks at the site", lens=(("UX",), ("UX", "CX")),
         synonyms=("visits website", "views models", "looks through models", "compares phones online")),
    Beat(id="tracking", name="he is tracked", required=False, lanes=("backstage", "support"),
         synonyms=("records what he does", "tracks his behaviour")),
    Beat(id="rep-story", name="the agent tells", lens=(("CX",), ("CS", "CX")),
         synonyms=("own experience", "own good experience", "personal experience")),
    Beat(id="shortlist", name="they narrow it down", sign="pos", after=("advise",),
         lens=(("CS",), ("CS", "CX"), ("UX", "CS", "CX")),
         synonyms=("narrows down", "narrows it down", "short list", "shortlist", "picks suitable phones")),
    Beat(id="decide", name="he decides", required=False, inferred=True, synonyms=("settles on a model", "buys")),
    Beat(id="loyalty", name="he stays", required=False, inferred=True, synonyms=("tells others", "stays loyal")),
))  # fmt: skip

B_KEY = Reference(
    beats=(
        Beat(id="want-to-pay", name="the aim", synonyms=("wants to pay", "pay a bill")),
        Beat(id="menu", name="menus", sign="nonpos", lens=(("UX",), ("UX", "CS"), ("UX", "CX")), after=("want-to-pay",),
             synonyms=("menu", "phone tree")),
        Beat(id="misheard", name="not understood", sign="neg", lens=(("UX",), ("UX", "CS"), ("UX", "CX")), after=("menu",),
             merges=("no-human",), synonyms=("says it again", "speech recognition fails", "repeats himself")),
        Beat(id="no-human", name="no way out", required=False, after=("menu",),
             synonyms=("refuses an agent", "no human", "cannot reach a person")),
        Beat(id="pickup", name="an agent at last", sign="neg", lens=SERVICE, after=("misheard",),
             synonyms=("agent answers", "agent picks up")),
        Beat(id="misunderstand", name="at cross purposes", sign="neg", lens=SERVICE, after=("pickup",),
             synonyms=("misunderstand", "wrong information")),
        Beat(id="incident", name="it grows", sign="neg", lens=(("CX",), ("CS", "CX")), after=("misunderstand",),
             synonyms=("service incident", "complaint")),
        Beat(id="tests-pass", name="no part failed", required=False, synonyms=("tests of each part", "tests passed")),
    ),
    lowest=("misheard", "no-human", "incident"),
    relations=(
        Relation(kind="lower", beats=("pickup",), than=("listen",), elsewhere=True,
                 text="how each of the two feels when a person answers"),
        Relation(kind="carried", beats=("menu", "misheard", "no-human"),
                 text="where the trouble of the automated line shows later"),
    ),
    elsewhere=(Beat(
        id="listen", name="he is heard", synonyms=("agent listens", "hears him out")),),
)  # fmt: skip


# ---------------------------------------------------------------- changing a map


def change(j: Journey, step: str, **fields: Any) -> Journey:
    """Return the map with fields of one step as given, whatever they are."""
    return replace(j, steps=tuple(replace(s, **fields) if s.id == step else s for s in j.steps))


def every(j: Journey, change_one: Callable[[Step], Step]) -> Journey:
    """Return the map with every step changed."""
    return replace(j, steps=tuple(change_one(s) for s in j.steps))


def in_order(j: Journey, *names: str) -> Journey:
    """Return the map with these steps in this order, and no others; a name may come again as a loop."""
    by_id = {s.id: s for s in j.steps}
    steps: list[Step] = []
    for name in names:
        seen = sum(s.id.startswith(name) for s in steps)
        bare = replace(by_id[name], id=f"{name}-again-{seen}", pains=(), opportunities=())
        steps.append(bare if seen else by_id[name])
    return replace(j, steps=tuple(steps))


def without(j: Journey, *names: str) -> Journey:
    """Return the map without these steps."""
    for name in names:
        j = delete_step(j, name)
    return j


def merged(j: Journey, first: str, second: str, **fields: Any) -> Journey:
    """Return the map with two steps drawn as one, which keeps the cards of both and picks no beat."""
    one, two = (next(s for s in j.steps if s.id == name) for name in (first, second))
    both = {
        "action": f"{one.action}; {two.action}", "beat": "", "pains": one.pains + two.pains,
        "opportunities": one.opportunities + two.opportunities,
    }  # fmt: skip
    rest = replace(j, steps=tuple(s for s in j.steps if s is not two))
    return change(rest, first, **(both | fields))


def in_words(j: Journey) -> Journey:
    """Return the map with no beat picked: its words alone must tell."""
    return every(j, lambda step: replace(step, beat=""))
