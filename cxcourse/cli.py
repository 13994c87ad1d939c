"""The command line: a list of commands; each one's code is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cxcourse.errors import CourseError

# Name -> where the function, or the Typer application of a group, lives. Help lists them in this order.
COMMANDS = {
    "lab": "cxcourse.lab.command:lab",
    "doctor": "cxcourse.lab.command:doctor",
    "demo": "cxcourse.cli:demo",
    "build": "cxcourse.cli:build",
    "check": "cxcourse.cli:check",
    "new": "cxcourse.cli:new",
    "draw": "cxcourse.cli:draw",
    "export": "cxcourse.cli:export",
}


class CourseCommands(TyperGroup):
    """The commands of :data:`COMMANDS`; a CourseError becomes a sentence and exit code 1."""

    def list_commands(self, ctx: typer.Context) -> list[str]:
        """Return the names in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:
        """Import one command; None for a name that is not on the list."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        found = getattr(import_module(module), name)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(cmd_name)(found)
        return typer.main.get_command(single)

    def invoke(self, ctx: typer.Context) -> Any:
        """Run a command; what a person can act on is said without a traceback."""
        try:
            return super().invoke(ctx)
        except CourseError as error:
            _say(error)
            raise typer.Exit(1) from None


def _say(error: CourseError) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    console.print(Text("✗ ", style="bold red") + Text(str(error), style="default"), soft_wrap=True)
    for fault in getattr(error, "faults", ()):
        if fault not in str(error):  # most carry their list in their text
            console.print(Text(f"  {fault}"), soft_wrap=True)


def _version(wanted: bool) -> None:
    if wanted:
        from cxcourse import __version__

        typer.echo(f"cxcourse {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=CourseCommands,
    help="Customer experience, user experience and customer service, hands on in Jupyter.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


Root = Annotated[Path | None, typer.Argument(help="The checkout; found by itself when left out.", show_default=False)]


def _checkout(root: Path | None) -> Path:
    """Return the checkout; authors' commands need the sources, which an installed package does not carry."""
    from cxcourse.content import course_root

    found = root.resolve() if root else course_root()
    if not (found / "modules" / "course.yaml").is_file() or not (found / "exercises" / "authored").is_dir():
        raise CourseError(f"{found} is not a checkout of the course. Run this in one, or name one.")
    return found


def build(root: Root = None) -> None:
    """Generate notebooks, releases and tables from their sources (for authors)."""
    from cxcourse.authoring.build import build as run

    root = _checkout(root)
    written = run(root)
    for path in written:
        typer.echo(f"written  {path.relative_to(root) if path.is_relative_to(root) else path}")
    typer.echo(f"{len(written)} files written." if written else "Everything was up to date.")


def check(root: Root = None) -> None:
    """Compare generated files with their sources and lint the texts (for authors)."""
    from cxcourse.authoring.check import check as run

    faults = run(_checkout(root))
    for fault in faults:
        typer.echo(fault)
    if faults:
        typer.echo(f"✗ {len(faults)} {'fault' if len(faults) == 1 else 'faults'}.", err=True)
        raise typer.Exit(1)
    typer.echo("✓ Generated files are up to date and the texts are sound.")


Where = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="New or empty folder; a temporary one when left out.", show_default=False),
]


def demo(folder: Where = None) -> None:
    """Show the whole graded path with three made-up learners, in a throw-away folder."""
    from cxcourse.grading.demo import run

    raise typer.Exit(run(folder.resolve() if folder else None))


new = typer.Typer(name="new", help="Begin something new (for authors).", no_args_is_help=True, add_completion=False)
draw = typer.Typer(
    name="draw",
    help="Draw a text of the course as a picture (for authors).",
    no_args_is_help=True,
    add_completion=False,
)
export = typer.Typer(
    name="export", help="Write something in another format.", no_args_is_help=True, add_completion=False
)


@new.callback()
@draw.callback()
@export.callback()
def _group() -> None:
    """Keep a group with one command a group."""


@new.command("scene")
def new_scene(
    name: Annotated[str, typer.Argument(help="Module, dash, kebab words, such as m05-late-parcel.")],
    graded: Annotated[
        bool, typer.Option("--graded", help="A scene that counts; it lies with the answer keys.")
    ] = False,
) -> None:
    """Write a role-play scene to begin with, a comment at every field."""
    from cxcourse.authoring.scene import new_scene as run

    path = run(_checkout(None), name, graded)
    typer.echo(f"written  {path}\nEdit it, then run: cxcourse check\nSee it:           cxcourse draw scene {name}")


@draw.command("scene")
def draw_scene(
    name: Annotated[str, typer.Argument(help="Id of a scene, or the path of its file.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="A .svg, or .mmd for Mermaid.", show_default=False)
    ] = None,
) -> None:
    """Draw the graph of a scene: every line, every choice, every way."""
    from cxcourse.authoring.scene import draw_scene as run

    typer.echo(f"drawn    {run(_checkout(None), name, out)}")


@export.command("journey")
def export_journey(
    source: Annotated[str, typer.Argument(help="A map of the course, such as m03-amina, or a file with a map.")],
    target: Annotated[
        str, typer.Option("--to", help="A file, or an ending: json, yaml, csv, mmd, md, svg, png.", metavar="FILE")
    ] = "svg",
    dark: Annotated[bool, typer.Option("--dark", help="A picture on a dark ground.")] = False,
) -> None:
    """Write a journey map as a picture, a table or text."""
    from cxcourse.exports.files import export_journey as run
    from cxcourse.exports.files import losses_of

    path = run(source, target, "dark" if dark else "light")
    typer.echo(f"written  {path}")
    for lost in losses_of(path):
        typer.echo(f"  left out: {lost}")


if __name__ == "__main__":
    app()
