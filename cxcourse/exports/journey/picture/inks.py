"""The colours of the picture, the same as those of the widgets (``tokens.css``), on light and on dark."""

from __future__ import annotations

from dataclasses import dataclass

from cxcourse.errors import DataError


@dataclass(frozen=True)
class Inks:
    """One theme."""

    surface: str
    sunken: str
    raised: str
    ink: str
    ink_2: str
    line: str
    line_strong: str
    accent: str
    accent_soft: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str
    care: str
    cs: str
    cs_soft: str
    cx: str
    cx_soft: str

    def lens(self, name: str) -> tuple[str, str]:
        """Return the ink and the ground of a lens."""
        return {"UX": (self.accent, self.accent_soft), "CS": (self.cs, self.cs_soft)}.get(name, (self.cx, self.cx_soft))


LIGHT = Inks(
    surface="#ffffff", sunken="#f4f6f9", raised="#ffffff", ink="#18212d", ink_2="#4b586a", line="#d8dee7",
    line_strong="#7a879b", accent="#2453c4", accent_soft="#e8eefc", good="#17693f", good_soft="#e5f4ec", bad="#a8261b",
    bad_soft="#fcebe9", care="#855400", cs="#9a4a06", cs_soft="#fcefe2", cx="#6236a8", cx_soft="#f1ebfb",
)  # fmt: skip
DARK = Inks(
    surface="#161b22", sunken="#0f1319", raised="#1e252f", ink="#e8edf4", ink_2="#a9b5c5", line="#303a48",
    line_strong="#71809a", accent="#8fb0ff", accent_soft="#1d2b4d", good="#6fd3a0", good_soft="#12301f", bad="#ff9c91",
    bad_soft="#3a1713", care="#f0bd62", cs="#f3b07a", cs_soft="#35210f", cx="#c3a6f7", cx_soft="#2a1f40",
)  # fmt: skip
THEMES = {"light": LIGHT, "dark": DARK}


def inks(theme: str) -> Inks:
    """Return the colours of a theme, ``light`` or ``dark``."""
    if theme not in THEMES:
        raise DataError(f"theme: expected {' or '.join(THEMES)}, found {theme!r}")
    return THEMES[theme]
