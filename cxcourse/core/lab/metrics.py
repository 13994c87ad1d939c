"""The catalogue of the metric lab, four metrics a group."""

from __future__ import annotations

from cxcourse.core.lab.catalogue import Call, Choice, Field, Metric, histogram, parts_of, points_of, spread_out

_EASE = ("very hard", "very easy")
_SUS_ITEMS = (
    "would use it often", "needlessly complex", "easy to use", "would need help", "parts fit together",
    "inconsistent", "quick to learn", "awkward", "felt confident", "much to learn first",
)  # fmt: skip
_FORMULAS = (
    ("abandons-bad", "in time / all offered"),
    ("answered-only", "in time / answered"),
    ("abandons-in-time-good", "(in time + gave up in time) / offered"),
    ("abandons-in-time-ignored", "in time / (offered − gave up in time)"),
)
_SHARES = {"yes_no": True, "scale": (0, 1), "column": "yes or no (1 or 0)"}

SURVEY = (
    Metric(
        id="nps", name="NPS", title="Net Promoter Score", group="Survey", kind="score", scale=(0, 10),
        formula="NPS = % who gave 9 or 10 − % who gave 0 to 6", column="answers from 0 to 10", asked=True,
        fields=(
            Field(name="promoters", label="Promoters", hint="9–10", default=38, band=(9, 10), tone="good"),
            Field(name="passives", label="Passives", hint="7–8", default=34, band=(7, 8), tone="plain"),
            Field(name="detractors", label="Detractors", hint="0–6", default=28, band=(0, 6), tone="bad"),
        ),
        counted=lambda c: Call(home="recommend", function="nps_from_counts", named=dict(c)),
        valued=lambda v: Call(home="recommend", function="nps", given=(v,)),
        choices=(Choice(name="interval", label="Interval", values=(
            ("adjusted-wald", "adjusted Wald"), ("wald", "Wald, for comparison"))),),
        shift=(("passives",), "promoters", "Passives won over"),
        example="9 10 7 8 10 6 3 9 10 8 5 9 7 10 2 9 8 10 9 6",
        target="staff learn to beg for a 9 and to skip the unhappy. Ask why, and read the answers beside the score.",
    ),
    Metric(
        id="csat", name="CSAT", title="Customer satisfaction, top two boxes", group="Survey", scale=(1, 5),
        formula="CSAT = 100 × answers of 4 or 5 / all answers", column="answers from 1 to 5", asked=True,
        **parts_of(
            Field(name="satisfied", label="Satisfied", hint="4–5", default=66, band=(4, 5), tone="good"),
            Field(name="others", label="All others", hint="1–3", default=34, band=(1, 3), tone="bad"),
            "survey", "csat_from_counts",
        ) | {"valued": lambda v: Call(home="survey", function="csat", given=(v,))},
        shift=(("others",), "satisfied", "Others won over"),
        example="5 4 4 3 1 5 4 2 5 5 4 3 4 5 - 4", says="{v} of those who answered are satisfied (4 or 5 of 5).",
        target="the survey goes out after good contacts only. The box and who was asked belong beside the figure.",
    ),
    Metric(
        id="ces", name="CES", title="Customer Effort Score 2.0, mean", group="Survey", kind="mean", scale=(1, 7),
        formula="CES = sum of answers / number of answers; 7 = very easy, high is good", column="answers from 1 to 7",
        fields=histogram(1, 7, (22, 30, 18, 10, 9, 7, 4), _EASE, 5, 3), asked=True,
        counted=lambda c: Call(home="effort", function="ces_from_counts", given=(points_of(c),)),
        valued=lambda v: Call(home="effort", function="ces", given=(v,)),
        shift=(("gave_1", "gave_2", "gave_3"), "gave_5", "Hard made easy (1–3 → 5)"),
        example="7 6 6 5 2 7 4 6 7 3 5 6",
        says="People put the ease at {v} on average, from 1 (very hard) to 7 (very easy): here high is good. In "
        "version 1.0 of this score, low is good.",
        target="the question moves to the easy tasks. Ask it after the hard ones too.",
    ),
    Metric(
        id="ces-share", name="CES share", title="Customer Effort Score 2.0, share who found it easy", group="Survey",
        formula="CES share = 100 × answers of 5, 6 or 7 / all answers; high is good", column="answers from 1 to 7",
        scale=(1, 7), asked=True, kind="share", fields=histogram(1, 7, (22, 30, 18, 10, 9, 7, 4), _EASE, 5, 4),
        counted=lambda c: Call(home="effort", function="ces_from_counts", given=(points_of(c),),
                               named={"measure": "share"}),
        valued=lambda v: Call(home="effort", function="ces", given=(v,), named={"measure": "share"}),
        shift=(("gave_1", "gave_2", "gave_3"), "gave_5", "Hard made easy (1–3 → 5)"),
        example="7 6 6 5 2 7 4 6 7 3 5 6", says="{v} of those who answered found it easy (5 to 7 of 7): high is good.",
        target="a 4 that becomes a 5 counts as much as a 1 that becomes a 7. Look at all seven bars.",
    ),
)  # fmt: skip

USABILITY = (
    Metric(
        id="completion", name="Completion", title="Task completion rate", group="Usability", thing="attempts",
        formula="completion = attempts that reached the goal / all attempts", **_SHARES,
        **parts_of(
            Field(name="completed", label="Completed", default=9, high=50, band=(1, 1), tone="good"),
            Field(name="failed", label="Failed", default=3, high=50, band=(0, 0), tone="bad"),
            "usability", "completion_rate", pair=True,
        ),
        choices=(Choice(name="extreme", label="At 0 or all", values=(
            ("two-sided", "two-sided interval (careful)"), ("one-sided", "one-sided (Lewis and Sauro)"))),),
        example="1 1 0 1 1 1 0 1 1 0 1 1",
        shift=(("failed",), "completed", "Failures repaired"),
        says="{v} of the attempts reached the goal.",
        target="tasks get easier and helpers get kinder. Fix what counts as success before the first person arrives.",
    ),
    Metric(
        id="time-on-task", name="Time", title="Time on task", group="Usability", kind="seconds", better="low",
        formula="geometric mean = exp(mean of ln t); from 25 times on the median", column="seconds, above 0",
        valued=lambda v: Call(home="times", function="time_on_task", given=(v,)), thing="times",
        choices=(Choice(name="centre", label="Typical value", values=(
            ("auto", "automatic"), ("geometric", "geometric mean"), ("median", "median"), ("mean", "mean"))),),
        example="55 65 75 62 45 135", says="A typical attempt takes {v}.",
        target="people are hurried and give up sooner. Times of those who gave up measure patience, not ease.",
    ),
    Metric(
        id="sus", name="SUS", title="System Usability Scale", group="Usability", kind="mean", thing="people",
        formula="SUS of a person = 2.5 × [Σ (odd item − 1) + Σ (5 − even item)]", scale=(1, 5),
        column="ten answers a person, each from 1 to 5",
        fields=tuple(
            Field(name=f"q{i}", label=f"{i} {text}", default=x, low=1, high=5)
            for i, (text, x) in enumerate(zip(_SUS_ITEMS, (4, 2, 4, 1, 4, 2, 5, 2, 4, 2), strict=True), start=1)
        ),
        counted=lambda c: Call(home="questionnaires", function="sus", given=([c[f"q{i}"] for i in range(1, 11)],)),
        valued=lambda v: Call(home="questionnaires", function="sus", given=(v,)),
        example="4 2 4 1 4 2 5 2 4 2\n3 3 3 2 4 3 4 2 3 3\n5 1 5 1 4 2 5 1 5 1\n2 4 2 3 3 4 3 4 2 4",
        says="The product scores {v} of 100, which is no percentage: the middle of many products is near 68.",
        target="the score says how usable, never why. Watch five people before you chase two points.",
    ),
    Metric(
        id="seq", name="SEQ", title="Single Ease Question, right after a task", group="Usability", kind="mean",
        formula="SEQ = sum of answers / number of answers; 7 = very easy", column="answers from 1 to 7", scale=(1, 7),
        fields=histogram(1, 7, (9, 7, 4, 2, 1, 1, 0), _EASE, 5, 3), asked=True,
        counted=lambda c: Call(home="survey", function="seq", given=(spread_out(c),)),
        valued=lambda v: Call(home="survey", function="seq", given=(v,)),
        shift=(("gave_1", "gave_2", "gave_3"), "gave_5", "Hard made easy (1–3 → 5)"), example="6 7 5 6 7 4 6 2 7 6",
        says="People call this task {v} easy on average, from 1 (very hard) to 7. Many tasks of many products lie "
        "near 5.5, so the middle of the scale is poor.",
        target="some who failed still call it very easy. Keep it beside completion.",
    ),
)  # fmt: skip

SERVICE = (
    Metric(
        id="fcr", name="FCR", title="First-contact resolution", group="Service", thing="contacts", asked=True,
        formula="FCR = 100 × contacts settled at the first try / all contacts", **_SHARES,
        **parts_of(
            Field(name="resolved", label="Resolved", default=82, high=200, band=(1, 1), tone="good"),
            Field(name="not_resolved", label="Not resolved", default=28, high=200, band=(0, 0), tone="bad"),
            "service", "fcr",
        ),
        example="1 1 0 1 1 1 0 1 1 0 1 1", shift=(("not_resolved",), "resolved", "Open ones settled"),
        says="{v} of the contacts were settled at the first try, as told by whoever was asked.",
        target="agents tick \"resolved\". People who gave up never call again and look resolved.",
    ),
    Metric(
        id="aht", name="AHT", title="Average handle time", group="Service", kind="seconds", better="low",
        formula="AHT = (talk + hold + after-call work) / handled contacts", column="seconds a handled contact",
        fields=(
            Field(name="talk_s", label="Talk, total s", default=48000, high=100_000, step=100, whole=False),
            Field(name="hold_s", label="Hold, total s", default=6000, high=30_000, step=100, whole=False),
            Field(name="after_call_s", label="After-call, total s", default=9000, high=30_000, step=100, whole=False),
            Field(name="contacts", label="Handled contacts", default=160, high=500),
        ),
        counted=lambda c: Call(home="handling", function="aht", named=dict(c)),
        valued=lambda v: Call(home="handling", function="aht", given=(v,)), thing="contacts",
        example="240 300 180 420 95 610 260 330 205 1240 280 310", says="A handled contact takes {v} on average.",
        target="people hang up and hand over early; the second call of the same customer costs more.",
    ),
    Metric(
        id="service-level", name="Service level", title="Service level: answered in time", group="Service",
        kind="share", formula="service level = calls answered in time / calls, by a formula that must be named",
        thing="calls",
        fields=(
            Field(name="answered_in", label="Answered in time", default=860, high=2000, tone="good"),
            Field(name="answered_after", label="Answered later", default=140, high=2000, tone="plain"),
            Field(name="abandoned_in", label="Gave up in time", default=20, high=500, tone="care"),
            Field(name="abandoned_after", label="Gave up later", default=40, high=500, tone="bad"),
        ),
        counted=lambda c: Call(home="service_levels", function="service_level", named=dict(c)),
        choices=(Choice(name="formula", label="Formula", values=_FORMULAS),),
        says="By this formula {v} of the calls were answered in time.",
        target="short waits are served first, and whoever has waited past the limit waits longer still.",
    ),
    Metric(
        id="abandonment", name="Abandonment", title="Abandonment rate", group="Service", thing="calls", better="low",
        formula="abandonment = 100 × callers who gave up / calls offered", **_SHARES,
        **parts_of(
            Field(name="abandoned", label="Gave up", default=24, high=500, band=(1, 1), tone="bad"),
            Field(name="answered", label="Answered", default=376, high=1000, band=(0, 0), tone="good"),
            "service", "abandonment",
        ),
        example="0 0 1 0 0 0 0 1 0 0 0 0 0 1 0 0",
        shift=(("abandoned",), "answered", "Callers kept"),
        says="{v} of the callers gave up before anyone answered.",
        target="the limit for \"short\" calls grows until the figure looks well. Say the limit each time.",
    ),
)  # fmt: skip

LOYALTY = (
    Metric(
        id="conversion", name="Conversion", title="Conversion rate", group="Loyalty", thing="visits",
        formula="conversion = 100 × visits that reached the goal / all visits", **_SHARES,
        **parts_of(
            Field(name="converted", label="Converted", default=84, high=1000, band=(1, 1), tone="good"),
            Field(name="left", label="Left without", default=1116, high=5000, band=(0, 0), tone="plain"),
            "shares", "rate", pair=True, name="Conversion rate", part="converted", whole="visits",
            source="Farris et al. (2020), Marketing metrics, 4th edition",
        ),
        example="0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0",
        shift=(("left",), "converted", "Visits won over"),
        says="{v} of the visits reached the goal.",
        target="pressure and hidden costs raise it this week and returns next month.",
    ),
    Metric(
        id="retention", name="Retention", title="Retention rate", group="Loyalty", kind="share", thing="customers",
        formula="retention = 100 × (customers at the end − new ones) / customers at the start",
        fields=(
            Field(name="start", label="At the start", default=200, high=1000),
            Field(name="end", label="At the end", default=210, high=1000),
            Field(name="new", label="New among them", default=30, high=500),
        ),
        counted=lambda c: Call(home="loyalty", function="retention", named=dict(c)),
        says="{v} of the customers of the start are still there.",
        target="unhappy people are locked in. Long contracts make a figure, not loyalty.",
    ),
    Metric(
        id="churn", name="Churn", title="Churn rate", group="Loyalty", thing="customers", better="low",
        formula="churn = 100 × customers lost / customers at the start", **_SHARES,
        **parts_of(
            Field(name="lost", label="Left", default=18, high=500, band=(1, 1), tone="bad"),
            Field(name="stayed", label="Stayed", default=182, high=1000, band=(0, 0), tone="good"),
            "loyalty", "churn",
        ),
        example="0 0 0 0 1 0 0 0 0 0 1 0 0 0 0 0",
        shift=(("lost",), "stayed", "Leavers kept"),
        says="{v} of the customers of the start left in the period.",
        target="leaving is made hard. A cancel button nobody finds lowers churn and trust together.",
    ),
    Metric(
        id="clv", name="CLV", title="Customer lifetime value", group="Loyalty", kind="money", sample=False,
        formula="CLV = m (1 + d) / (1 + d − r), or m r / (1 + d − r) when the first margin comes a period later",
        fields=(
            Field(name="margin", label="Margin a period", hint="m", default=120, high=500, whole=False),
            Field(name="retention_pct", label="Retention %", hint="r", default=80, high=99, whole=False),
            Field(name="discount_pct", label="Discount %", hint="d", default=10, low=0, high=30, whole=False),
        ),
        counted=lambda c: Call(home="loyalty", function="clv",
                               given=(c["margin"], c["retention_pct"] / 100, c["discount_pct"] / 100)),
        choices=(Choice(name="first_margin", label="First margin", values=(
            ("now", "comes now, for certain"), ("after-one-period", "after one period, if they stay"))),),
        says="A customer is worth {v} in money of today, if retention stays the same for ever.",
        target="service goes to the valuable only, and the others become what the model said they were.",
    ),
)  # fmt: skip

METRICS: dict[str, Metric] = {m.id: m for m in (*SURVEY, *USABILITY, *SERVICE, *LOYALTY)}
