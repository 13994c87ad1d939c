"""Charts that state their finding, work offline and can be read without seeing them.

    look.py            palette, shapes, inks and the Altair theme
    svg.py             the renderer: inline SVG with a name, a caption and its data as a table
    sheet.py           a drawing by places in pixels;  words.py  how wide words are, where they break
    frame.py           title, description, data table, source; the checks of a table
    recommendation.py  nps_breakdown: three groups, one score, its interval
    agreement.py       likert: answers on both sides of neutral
    dots.py            intervals: figures with their intervals, against a reference
    steps.py           funnel: who goes on from step to step
    cohorts.py         cohort_heatmap: who stays, by cohort and age
    survival.py        survival_curve: who stays, over time
    control.py         control_chart: news or noise;  limits.py  the limits and rules behind it
    priorities.py      effort_impact: what to do first;  placing.py  names that do not cover each other
    forms.py           what a form costs its visitor: fields and contrast
    variants.py        variants: the paths of an observed log, as chevrons;  shapes.py  a sheet with free shapes
    flow.py            flow: what follows what, drawn as a graph;  layers.py  where its boxes stand
    dwell.py           dwell: how long from step to step
    emotion_paths.py   emotion_paths: how it felt, by the way that was taken

A function here takes a table, or what a metric returns, and returns an Altair chart; it displays
nothing. Importing the package turns on our renderer and theme, unless others were chosen before: Altair's default
renderer fetches its drawing code from the network and shows an error without one.
"""

from __future__ import annotations

import altair as alt

from cxcourse.charts.agreement import likert
from cxcourse.charts.cohorts import cohort_heatmap
from cxcourse.charts.control import control_chart
from cxcourse.charts.dots import intervals
from cxcourse.charts.dwell import dwell
from cxcourse.charts.emotion_paths import emotion_paths
from cxcourse.charts.flow import flow
from cxcourse.charts.forms import form_contrast, form_effort
from cxcourse.charts.frame import numbers_table
from cxcourse.charts.look import PALETTE, SHAPES, theme
from cxcourse.charts.priorities import effort_impact
from cxcourse.charts.recommendation import nps_breakdown
from cxcourse.charts.steps import funnel
from cxcourse.charts.survival import survival_curve
from cxcourse.charts.svg import render
from cxcourse.charts.variants import variants

__all__ = [
    "PALETTE",
    "SHAPES",
    "cohort_heatmap",
    "control_chart",
    "dwell",
    "effort_impact",
    "emotion_paths",
    "flow",
    "form_contrast",
    "form_effort",
    "funnel",
    "intervals",
    "likert",
    "nps_breakdown",
    "numbers_table",
    "render",
    "survival_curve",
    "theme",
    "variants",
]

alt.renderers.register("cxcourse", render)
if alt.renderers.active == "default":
    alt.renderers.enable("cxcourse")
alt.theme.register("cxcourse", enable=alt.theme.active == "default")(theme)
