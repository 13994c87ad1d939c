"""Journeys in and out: JSON, YAML and CSV without loss, Mermaid as far as it goes, Markdown and pictures to show."""

from cxcourse.exports.journey.losses import FORMATS, losses
from cxcourse.exports.journey.markdown import to_markdown
from cxcourse.exports.journey.mermaid import to_mermaid
from cxcourse.exports.journey.mermaid_in import from_mermaid
from cxcourse.exports.journey.svg import to_png, to_svg
from cxcourse.exports.journey.table import to_csv
from cxcourse.exports.journey.table_in import from_csv
from cxcourse.exports.journey.text import from_json, from_yaml, to_json, to_yaml

__all__ = [
    "FORMATS", "from_csv", "from_json", "from_mermaid", "from_yaml", "losses", "to_csv", "to_json", "to_markdown",
    "to_mermaid", "to_png", "to_svg", "to_yaml",
]  # fmt: skip
