"""``cxcourse lab`` and ``cxcourse doctor``: what a person types and what the terminal says."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxcourse.errors import CourseError

if TYPE_CHECKING:
    from rich.console import Console

    from cxcourse.lab.workspace import Report

WORKSPACE = "cx-workspace"

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder that keeps your notebooks and answers.")]
Port = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help="Port to use; the first free one from 8888 when left out."),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only print the address.")]
Json = Annotated[bool, typer.Option("--json", help="Findings as JSON.")]


def lab(folder: Folder = Path(WORKSPACE), port: Port = None, no_browser: NoBrowser = False) -> None:
    """Open the course in your browser."""
    from rich.console import Console

    from cxcourse.content import course_root
    from cxcourse.lab import running, server, workspace

    console = Console(highlight=False)
    place = folder.expanduser().resolve()
    if place == course_root():
        raise CourseError(f"{place} is the course itself. Name a folder for your own copy: cxcourse lab {WORKSPACE}")
    open_one = running.find(place)
    if open_one:
        _welcome(console, open_one, place, "The course is open already", browser=not no_browser, stop=False)
        if not no_browser:
            running.show(open_one, wait=True)
        return
    report = workspace.sync(place)
    chosen = server.choose_port(port)
    _tell(console, report)
    with server.diverted(place):
        with console.status("Opening the course …"):
            app = server.make_server(place, chosen, wanted=port is not None)
        address = running.address(app.connection_url, app.identity_provider.token)

        def opened() -> None:
            browser = not no_browser and running.has_browser()
            _welcome(console, address, place, "The course is open", browser=browser, stop=True)
            if browser:
                running.show(address)

        server.run(app, opened, stopping=lambda: console.print("\nStopping …"))
    console.print("Stopped. Your work is kept; run the same command to go on.")


def _tell(console: Console, report: Report) -> None:
    """Say what the synchronisation did; nothing when there is nothing to know."""
    if report.trouble:
        console.print(f"! {report.trouble}", style="yellow", markup=False)
    for name in report.updated:
        console.print(f"✓ {name} is up to date again.", markup=False)
    for mine, beside in report.beside:
        console.print(f"! You changed {mine}, so it was left alone.", style="yellow", markup=False)
        console.print(f"  The new version lies beside it: {beside}", markup=False)


def _welcome(console: Console, address: str, place: Path, title: str, *, browser: bool, stop: bool) -> None:
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="bold")
    rows.add_column(overflow="fold")
    rows.add_row("Address" if browser else "Open this", Text(address, style="cyan"))
    rows.add_row("Your work", str(place))
    rows.add_row("To stop", "press Ctrl+C here" if stop else "press Ctrl+C in the terminal that runs it")
    console.print(Panel(rows, title=f"[bold]{title}[/bold]", title_align="left", border_style="blue", expand=False))


def doctor(folder: Folder = Path(WORKSPACE), as_json: Json = False) -> None:
    """Check that this computer can run the course, and say how to cure what it cannot."""
    from rich.console import Console

    from cxcourse.lab import doctor as checks

    console = Console(highlight=False)
    findings = []
    for finding in checks.examine(folder.expanduser().resolve()):
        findings.append(finding)
        if not as_json:
            mark, style = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "error": ("✗", "bold red")}[finding.level]
            console.print(f"[{style}]{mark}[/{style}] [bold]{finding.about:<10}[/bold]", end="")
            console.print(finding.found, markup=False, soft_wrap=True)
            if finding.cure:
                console.print(f"            → {finding.cure}", markup=False, soft_wrap=True)
    errors = sum(finding.level == "error" for finding in findings)
    if as_json:
        json.dump([vars(finding) for finding in findings], sys.stdout, indent=1, ensure_ascii=False)
        sys.stdout.write(os.linesep)
    else:
        console.print("All is well." if not errors else f"{errors} to cure before the course can run.", style="bold")
    raise typer.Exit(1 if errors else 0)
