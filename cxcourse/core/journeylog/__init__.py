"""What customers really did: from an event log to the paths they took, and to a map drawn from them.

A journey map says how people are meant to go. An event log says how they went: one row an event, with the id of the
journey, the step and the time. This module turns the second into answers, and into a map to lay beside the first.

1. Read the log. Dirt is treated, counted and named, never passed over in silence.

>>> from cxcourse import load_dataset
>>> from cxcourse.core import journeylog
>>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario")
>>> log
900 journeys, 5,767 events, 16 steps, 25 paths; treated: no time zone, tie in time (see .treatment)
>>> messy = journeylog.observe(load_dataset("journey_events", clean=False))
>>> messy.treatment.set_index("name")["count"][["duplicate", "spelling", "other date format"]].to_dict()
{'duplicate': 3, 'spelling': 200, 'other date format': 600}

2. Look at one story at a time.

>>> billing = log.by("scenario")["billing"]
>>> billing.variants(2)[["path", "cases", "share"]].round(2)
                                                path  cases  share
0  need → dial → ivr_menu → queue → agent_explain...    249   0.60
1  need → dial → ivr_menu → queue → agent_explain...     25   0.06

3. Ask what follows what, where people come back, how long they wait, where they stop.

>>> billing.flow().loc[:1, ["step", "next_step", "count", "median_s"]]
   step next_step  count  median_s
0  need      dial    417    1440.0
1  dial  ivr_menu    417      60.0
>>> billing.loops()[["step", "cases", "cases_back"]]
         step  cases  cases_back
0    ivr_menu    417         127
1  ivr_repeat    127          58
>>> billing.dwell().query("step == 'queue'")[["n", "q1_s", "median_s", "q3_s"]]
     n   q1_s  median_s   q3_s
5  417  120.0     240.0  360.0
>>> billing.dropoff(ends=["bill_paid"]).query("lost > 0")[["step", "lost", "share_of_all"]].round(2)
         step  lost  share_of_all
8   complaint    71          0.17
10    abandon    53          0.13

4. Ask how they felt, and whether the way there made a difference. Few are asked, so look at n and the interval.

>>> felt = billing.emotion_by_path().query("step == 'agent_explain'")
>>> felt[["path", "n", "mean", "low", "high"]].round(2).to_string(index=False).splitlines()[1:]
['   with a loop  33 -1.15 -1.35 -0.95', 'without a loop 117  0.36  0.23  0.49']

5. Draw what was observed, and compare it with a plan.

>>> made = journeylog.as_journey(billing, title="The billing call as it was")
>>> [step.action for step in made.steps]
['need', 'dial', 'ivr menu', 'queue', 'agent explain', 'bill paid']
>>> journeylog.planned_vs_actual(made, billing).query("finding == 'detour'").iloc[0]["words"]
'30 % of journeys go from ivr_menu to ivr_repeat, which leaves the plan'

The pictures are ``charts.variants(log)``, ``charts.flow(log)``, ``charts.dwell(log)`` and
``charts.emotion_paths(log)``.

    observe.py    the door: a table becomes an ObservedLog
    words.py stamps.py read.py  columns as whole numbers;  order.py sorting.py  in the order of time
    treated.py    dirt, counted and named
    events.py     what a log holds;  questions.py  what can be asked of it;  log.py  ObservedLog: both, and its parts
    parts.py      some of its journeys;  needs.py  what a caller may pass
    paths.py moves.py waits.py leaving.py feelings.py  the answers;  shares.py  their intervals
    planned.py    a drawn journey against the log;  drawn.py  a map drawn from the log
"""

from __future__ import annotations

from cxcourse.core.journeylog.drawn import as_journey
from cxcourse.core.journeylog.log import ObservedLog
from cxcourse.core.journeylog.observe import observe
from cxcourse.core.journeylog.planned import planned_vs_actual

__all__ = ["ObservedLog", "as_journey", "observe", "planned_vs_actual"]
