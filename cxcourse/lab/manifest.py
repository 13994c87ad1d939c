"""What was delivered to a workspace: one small JSON file in its ``.cxcourse/`` folder."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cxcourse.disk import write_whole

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is known of one delivered file."""

    sha256: str
    """Of the bytes delivered last."""
    substance: str
    """Of the version the learner's copy came from."""
    beside: str = ""
    """File name of a newer version that lies beside a changed copy, or empty."""
    beside_sha256: str = ""
    """Of the course file that was laid beside; it is offered once."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Delivered files by their path in the workspace, with ``/`` between folders."""

    files: dict[str, Entry] = field(default_factory=dict)
    trouble: str = ""
    """Why the manifest on disk was not used, in words for the learner; empty when all is well."""


def path_of(workspace: Path) -> Path:
    """Return where the manifest of a workspace lies."""
    return workspace / ".cxcourse" / "manifest.json"


def load(workspace: Path) -> Manifest:
    """Read the manifest; one that cannot be used counts as none, and says so.

    Without a manifest nobody knows which files the learner changed, so every file that differs from the
    course is then taken for changed. That is safe: nothing is overwritten.
    """
    path = path_of(workspace)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(files=_entries(content))
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Manifest(
            trouble=f"{path} could not be read, so every file that differs from the course is taken for "
            "yours. Nothing was overwritten; newer versions lie beside your files."
        )


def _entries(content: dict[str, Any]) -> dict[str, Entry]:
    if content["schema"] != SCHEMA:
        raise ValueError(f"schema {content['schema']!r}")
    return {str(name): Entry(**entry) for name, entry in content["files"].items()}


def save(workspace: Path, manifest: Manifest) -> None:
    """Write the manifest whole; one that could not be used is kept beside it."""
    path = path_of(workspace)
    if manifest.trouble:
        _keep(path)
    content = {
        "schema": SCHEMA,
        "files": {name: asdict(entry) for name, entry in sorted(manifest.files.items())},
    }
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _keep(path: Path) -> None:
    for number in range(1, 1000):
        kept = path.with_name(f"manifest.kept-{number}.json")
        if not os.path.lexists(kept):
            path.rename(kept)
            return
