"""Charts that state their finding, work offline and can be read without seeing them.

    look.py    palette, shapes, inks and the Altair theme
    svg.py     the renderer: inline SVG with a name, a caption and its data as a table
    forms.py   what a form costs its visitor: fields and contrast

A function here takes a table and returns an Altair chart; it displays nothing. Importing the package turns on
our renderer and theme, unless others were chosen before: Altair's default renderer fetches its drawing code
from the network and shows an error without one.
"""

from __future__ import annotations

import altair as alt

from cxcourse.charts.forms import form_contrast, form_effort
from cxcourse.charts.look import PALETTE, SHAPES, theme
from cxcourse.charts.svg import render

__all__ = ["PALETTE", "SHAPES", "form_contrast", "form_effort", "render", "theme"]

alt.renderers.register("cxcourse", render)
if alt.renderers.active == "default":
    alt.renderers.enable("cxcourse")
alt.theme.register("cxcourse", enable=alt.theme.active == "default")(theme)
