"""The metric lab without a screen: a catalogue of metrics, figures from counts or values, what-ifs, comparisons, words.

catalogue    what a metric of the lab is          metrics     the sixteen of them
given        reading what a learner gives         figures     one figure, and what-ifs
comparing    two figures and their difference     words       figures in words
warnings     what to be careful about              bench       what a learner has set
readout      the figures of a bench
"""

from cxcourse.core.lab.catalogue import GROUPS, Call, Choice, Field, Metric
from cxcourse.core.lab.comparing import compare, difference, standardised
from cxcourse.core.lab.figures import Case, count_case, silent_bounds, value_case, what_if
from cxcourse.core.lab.given import metric, read_counts, read_values
from cxcourse.core.lab.metrics import METRICS
from cxcourse.core.lab.warnings import Note, compare_notes, notes
from cxcourse.core.lab.words import compare_reading, figure, reading

__all__ = [
    "GROUPS", "METRICS", "Call", "Case", "Choice", "Field", "Metric", "Note", "compare", "compare_notes",
    "compare_reading", "count_case", "difference", "figure", "metric", "notes", "read_counts", "read_values", "reading",
    "silent_bounds", "standardised", "value_case", "what_if",
]  # fmt: skip
