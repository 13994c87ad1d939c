"""Names: of the lanes behind the customer's, and ids made from titles."""

from __future__ import annotations

import re
import unicodedata

LANE_NAMES = {"frontstage": "Frontstage", "backstage": "Backstage", "support": "Support"}


def journey_id(title: str) -> str:
    """Return an id made from a title: plain letters, digits and dashes.

    Examples
    --------
    >>> journey_id("Zoë's 2nd call")
    'zoes-2nd-call'
    >>> journey_id("…")
    'journey'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")
    return words or "journey"
