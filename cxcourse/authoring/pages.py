"""Generated pages: the module table of the README and the JSON schemas of the content files."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from cxcourse.content import BankText, Course, Glossary, Key, ValueLoop
from cxcourse.content.scenes import SceneText
from cxcourse.core.journey import Journey
from cxcourse.errors import BuildError

SCHEMAS = {
    "quiz": BankText, "glossary": Glossary, "value_model": ValueLoop, "course": Course, "key": Key, "journey": Journey,
    "scene": SceneText,
}  # fmt: skip


def readme_text(text: str, course: Course, start: str, end: str) -> str:
    """Return the README with the module table between its two marks made anew.

    Raises
    ------
    BuildError
        The marks are not there exactly once and in order.
    """
    head, mark, rest = text.partition(start)
    _, closing, tail = rest.partition(end)
    if not mark or not closing or start in rest or end in tail:
        raise BuildError(f"README.md: expected {start} and {end} once each, in this order")
    return f"{head}{start}\n{module_table(course)}\n{end}{tail}"


def module_table(course: Course) -> str:
    """Return the modules as a Markdown table."""
    rows = ["| Module | What it is about | Study | Graded | |", "|---|---|---|---|---|"]
    for module in course.modules:
        ready = module.status == "ready"
        title = f"[{module.title}](modules/{module.folder}/{module.folder}.ipynb)" if ready else module.title
        standing = "ready" if ready else "planned"
        graded = f"{module.graded_minutes} min" if module.graded_minutes else ""
        rows.append(f"| {title} | {module.summary} | {module.minutes} min | {graded} | {standing} |")
    return "\n".join(rows)


def schema_texts() -> dict[str, str]:
    """Return the JSON schema of each kind of content file, for editors that complete and check YAML."""
    return {
        f"{name}.schema.json": json.dumps(TypeAdapter(shape).json_schema(), indent=1, sort_keys=True) + "\n"
        for name, shape in SCHEMAS.items()
    }
