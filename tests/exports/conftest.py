"""The real Mermaid, as npm has it, in a page of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need

VERSION = "11.12.2"  # the line that GitHub and JupyterLab show
SHA256 = "d0830a6c05546e9edb8fe20a8f545f3e0dc7c4c3134d584bad9c13a99d7a71e0"  # of dist/mermaid.min.js
# Entities stand in for characters until Mermaid has drawn the SVG; this is how its decodeEntities brings them back.
_READ = """async (text) => {
  const plain = (coded) => {
    const held = document.createElement("template");
    held.innerHTML = coded.replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");
    return held.content.textContent;
  };
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  return {
    title: plain(db.getDiagramTitle() ?? ""), about: plain(db.getAccDescription() ?? ""),
    sections: db.getSections().map(plain),
    tasks: db.getTasks().map((t) => [plain(t.section), plain(t.task), t.score, t.people.map(plain)]),
  };
}"""
_DRAW = """async (text) => {
  const { svg } = await mermaid.render("drawn", text);
  document.body.innerHTML = svg;
  const words = (found) => [...document.querySelectorAll(found)].map((e) => e.textContent);
  return { labels: words(".label"), all: words("text"), scripts: document.querySelectorAll("svg script, svg b, svg img").length };
}"""


class Mermaid:
    """Mermaid in a browser page."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def read(self, text: str) -> dict[str, Any]:
        """What Mermaid understands of a diagram; it raises where Mermaid refuses."""
        return self.page.evaluate(_READ, text)

    def draw(self, text: str) -> dict[str, Any]:
        """The words in the picture that Mermaid draws."""
        return self.page.evaluate(_DRAW, text)


@pytest.fixture(scope="session")
def mermaid_script(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mermaid's own bundle from npm, of one exact version; fetched once and kept in pytest's cache."""
    kept = Path(request.config.cache.mkdir("mermaid")) / f"mermaid-{VERSION}.min.js"  # type: ignore[union-attr]
    if not kept.is_file():
        folder = tmp_path_factory.mktemp("npm")  # another process may be fetching it as well
        need(shutil.which("npm"), "npm, to fetch Mermaid,")
        packed = subprocess.run(
            ["npm", "pack", f"mermaid@{VERSION}", "--ignore-scripts", "--silent", "--fetch-retries=1", "--fetch-timeout=60000"],
            cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        archive = folder / f"mermaid-{VERSION}.tgz"
        need(
            packed.returncode == 0 and archive.is_file(), f"mermaid {VERSION} from npm ({packed.stderr.strip()[-300:]})"
        )
        with tarfile.open(archive) as tar:
            content = tar.extractfile("package/dist/mermaid.min.js").read()  # type: ignore[union-attr]
        fresh = kept.with_name(f"{folder.name}-{os.getpid()}.js")
        fresh.write_bytes(content)
        fresh.replace(kept)
    found = hashlib.sha256(kept.read_bytes()).hexdigest()
    assert found == SHA256, f"{kept.name} is another file than the one these tests were written for ({found})"
    return kept


@pytest.fixture(scope="module")
def mermaid(browser: Any, mermaid_script: Path) -> Iterator[Mermaid]:
    """A page with Mermaid and no network."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(content=mermaid_script.read_text(encoding="utf-8"))
    page.evaluate("mermaid.initialize({ startOnLoad: false })")
    yield Mermaid(page)
    context.close()
