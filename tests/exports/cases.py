"""Maps to draw and to carry: both worked cases, a monster, and words that are hard to set."""

from __future__ import annotations

from cxcourse.core.journey import Actor, Card, Journey, Opportunity, Stage, Step

_A = """
trouble|The phone fails him and he decides to seek help|own device|device|UX|-1|inferred|Cause unknown|Self-check page that ends in "repair or replace?"
through|He calls the carrier to report it|service line|phone|CS CX|-1|stated|Wants a person, cannot reach one at once|Callback offer with a stated time
through|Automated menus lead him to an agent|IVR|phone|UX CS|-1|stated|Several menus before any help|One-step route for device faults
helped|The agent hears him out|agent call|phone|CS CX|1|stated||Listening as a scored call behaviour
helped|The agent proposes solutions, among them upgrades that suit him|agent call|phone|CS CX|1|stated|Advice could turn into a pitch|Needs checklist before any model is named
looking|He looks through models and details on the site|web shop|website|UX|0|stated|Many models, technical words|Comparison by use, not by specification
looking|The carrier records what he does and learns from it|analytics|backstage|UX|0|stated|Privacy, if not told|Clear consent; feed findings to the phone team
choosing|The agent's own good experience with a model colours the advice|agent call|phone|CX|1|stated|One person's taste may not fit|Say it is personal and give the limits
choosing|With the agent he narrows it down by details, price and stock|agent call|phone|CS CX|2|stated|Stock differs between channels|Shared basket that agent and customer both see
choosing|He settles on a model|shop or web checkout|any|CX|2|inferred||Confirmation that repeats why it fits
after|He stays, and tells others|brand|any|CX|2|inferred||Ask for feedback once the phone has been used for two weeks
"""
_B = """
need|The caller wants to pay a bill and talk to someone|bill|post or app|CX|0|stated||Pay link on the bill
line|Menus, one after another|IVR|phone|UX|-1|stated|Many steps for a simple aim|"Pay a bill" as first option
line|Speech recognition fails and the caller says it again|IVR|phone|UX CX|-2|stated|Repeating oneself|Keypad fallback after one miss; carry the words over to the agent
line|After several failures the system still refuses an agent|IVR|phone|UX CX|-2|stated|No way out|Hard rule: two misses lead to a person
human|An agent answers; the caller is upset and cannot put the need clearly|agent call|phone|CS CX|-2|stated|Heat in place of facts|Agent sees the IVR history; opening line that names it
human|They misunderstand one another and wrong information goes over|agent call|phone|CS|-2|stated|False facts|Read-back of amount and date
fallout|A plain payment has grown into a service incident|complaint|any|CX|-2|stated|More contacts, bill unpaid|Recovery with a named owner
"""


def _steps(lines: str) -> tuple[Step, ...]:
    steps = []
    for number, line in enumerate(lines.strip().splitlines(), start=1):
        stage, action, touchpoint, channel, lens, emotion, evidence, pain, chance = line.split("|")
        pains = (Card(id=f"p{number}", text=pain),) if pain else ()
        chances = (Opportunity(id=f"o{number}", text=chance, pains=tuple(p.id for p in pains)),)
        steps.append(
            Step(id=f"st{number}", stage=stage, action=action, touchpoint=touchpoint, channel=channel,
                 lens=tuple(lens.split()), emotion=int(emotion), evidence=evidence, pains=pains,  # type: ignore[arg-type]
                 opportunities=chances, lane="backstage" if channel == "backstage" else "customer",
                 moment_of_truth=action.startswith(("The agent hears", "An agent answers")))
        )  # fmt: skip
    return tuple(steps)


def _stages(**names: str) -> tuple[Stage, ...]:
    return tuple(Stage(id=key, name=name) for key, name in names.items())


CASE_A = Journey(
    id="case-a", title="Mark's phone", steps=_steps(_A),
    actor=Actor(name="Mark", who="customer of a mobile carrier", goal="get a working phone again with little effort",
                expectation="one contact, a fair choice between repair and replacement"),
    stages=_stages(trouble="Trouble", through="Getting through", helped="Being helped", looking="Looking",
                   choosing="Choosing", after="Afterwards"),
)  # fmt: skip
CASE_B = Journey(
    id="case-b", title="The billing call", steps=_steps(_B),
    actor=Actor(name="The caller", who="customer with a bill", goal="speak to a person and pay",
                expectation="five minutes, paid, forgotten"),
    stages=_stages(need="Need", line="Automated line", human="Human contact", fallout="Fallout"),
)  # fmt: skip
EMPTY = Journey(id="empty")
STAGES_ONLY = Journey(id="stages", title="Three stages, no step", stages=_stages(a="Before", b="During", c="After"))


def monster(stages: int = 12, each: int = 3) -> Journey:
    """Return a map of twelve stages with four cards and more a step."""
    steps = []
    for number in range(stages * each):
        texts = (
            "Waits for a confirmation that should have come",
            "Cannot see who owns the case",
            "Asks again",
            "Log entry",
        )
        cards = [Card(id=f"c{number}-{n}", text=text) for n, text in enumerate(texts)]
        steps.append(
            Step(id=f"st{number}", stage=f"s{number // each}", action=f"Does the {number + 1}th thing on the long list",
                 touchpoint="portal", channel="website", lens=(("UX", "CS", "CX")[number % 3],),  # type: ignore[arg-type]
                 emotion=(0, 1, -1, 2, -2, 1)[number % 6], evidence=("stated", "inferred", "researched", None)[number % 4],  # type: ignore[arg-type]
                 thoughts=tuple(cards[:1]), pains=tuple(cards[1:2]), frontstage=tuple(cards[2:3]), backstage=tuple(cards[3:]),
                 opportunities=(Opportunity(id=f"o{number}", text="Show the owner and the date", pains=(f"c{number}-1",),
                                            impact=1 + number % 5, effort=5 - number % 5),))
        )  # fmt: skip
    names = {f"s{n}": f"Stage {n + 1}: {('Ask', 'Wait', 'Get it')[n % 3]}" for n in range(stages)}
    return Journey(
        id="monster", title="A year with the insurer", actor=Actor(name="Ida Berg", who="policy holder", goal="be covered"),
        stages=_stages(**names), steps=tuple(steps),
    )  # fmt: skip


HARD_WORDS = Journey(
    id="hard", title="Donaudampfschifffahrtsgesellschaftskapitän <b>&amp; 🚢 שלום עולם",
    about="Words that are hard to set \x01\x0b",
    actor=Actor(name="דנה לוי", who="לקוחה של חברת סלולר", goal="لا أريد أن أنتظر طويلاً على الهاتف", expectation="日本語の説明がほしい、すぐに返事がほしい"),
    stages=_stages(a="התחלה", b="Straßenverkehrsordnungswidrigkeitenverfahren", c="お問い合わせ"),
    steps=(
        Step(id="s1", stage="a", action="הלקוחה מתקשרת למוקד ומחכה לנציג זמן רב", touchpoint="מוקד", channel="phone", lens=("CS",),
             emotion=-1, evidence="researched", thoughts=(Card(id="t1", text="מתי יענו לי?"),)),
        Step(id="s2", stage="b", action="https://example.org/a/very/long/path?with=query&and=more#anchor", lens=("UX", "CS", "CX"),
             emotion=2, pains=(Card(id="p1", text="Rechtsschutzversicherungsgesellschaften antworten nicht"),)),
        Step(id="s3", stage="c", action="電話をかけて、長い間待たされて、結局切れてしまった", emotion=-2, moment_of_truth=True,
             pains=(Card(id="p2", text="👩‍👩‍👧‍👦 family plan & <script>alert(1)</script>"),),
             opportunities=(Opportunity(id="o1", text="x" * 400, pains=("p1",), owner="😀"),)),
    ),
)  # fmt: skip
ALL = {"a": CASE_A, "b": CASE_B, "empty": EMPTY, "stages": STAGES_ONLY, "monster": monster(), "hard": HARD_WORDS}
