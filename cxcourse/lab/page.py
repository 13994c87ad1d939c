"""What the start page says: plain values from the course and the answers, then one template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import jinja2

from cxcourse.content import Course, Module, load_course
from cxcourse.errors import CourseError
from cxcourse.lab import progress
from cxcourse.lab.progress import Count
from cxcourse.lab.workspace import offers

NOTHING = Count()
SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, kw_only=True)
class Card:
    """One module as the page shows it."""

    number: int
    title: str
    summary: str
    minutes: str
    graded_minutes: str
    ready: bool
    after: str
    """The modules it builds on, in words; empty for none."""
    notebook: str = ""
    exercise: str = ""
    practice: Count = NOTHING
    graded: Count = NOTHING
    trouble: str = ""

    @property
    def verb(self) -> str:
        """What the button of this module does."""
        if self.practice.complete:
            return "Open again"
        return "Continue" if self.practice.done else "Start"


@dataclass(frozen=True, kw_only=True)
class Next:
    """The one step that the page offers first."""

    words: str
    about: str
    link: str
    card: Card


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything the template needs."""

    title: str
    cards: tuple[Card, ...]
    practice: Count
    step: Next | None
    notes: tuple[tuple[str, str], ...]
    """Pairs of a changed file and the link to the newer version beside it."""
    workspace: str
    time: str
    graded_time: str

    @property
    def ready(self) -> int:
        """How many modules can be opened today."""
        return sum(card.ready for card in self.cards)


def gather(workspace: Path, root: Path) -> Page:
    """Collect what the start page of a workspace says today."""
    course = load_course(root)
    cards = tuple(_card(course, number, workspace, root) for number in range(1, len(course.modules) + 1))
    return Page(
        title=course.title,
        cards=cards,
        practice=sum((card.practice for card in cards), Count()),
        step=next_step(cards),
        notes=tuple((name, link_to(beside)) for name, beside in offers(workspace)),
        workspace=str(workspace),
        time=duration(sum(m.minutes for m in course.modules)),
        graded_time=duration(sum(m.graded_minutes for m in course.modules)),
    )


def _card(course: Course, number: int, workspace: Path, root: Path) -> Card:
    module = course.modules[number - 1]
    places = {m.id: place for place, m in enumerate(course.modules, 1) if m.status == "ready"}
    card = {
        "number": number,
        "title": module.title.removeprefix(f"Module {number}: "),
        "summary": module.summary,
        "minutes": duration(module.minutes),
        "graded_minutes": duration(module.graded_minutes),
        "ready": False,
        "after": listed(sorted(places[name] for name in module.prerequisites if name in places)),
    }
    return Card(**{**card, **(_open(module, workspace, root) if module.status == "ready" else {})})


def _open(module: Module, workspace: Path, root: Path) -> dict:
    """What only a module that is ready has: links and progress."""
    exercise = f"exercises/{module.exercise}/{module.exercise}.ipynb" if module.exercise else ""
    notebook = f"modules/{module.folder}/{module.folder}.ipynb"
    if not (workspace / notebook).is_file():
        return {
            "ready": False,
            "trouble": "The notebook is missing: stop the course and start it again.",
        }
    found = {
        "ready": True,
        "notebook": link_to(notebook),
        "exercise": link_to(exercise) if exercise and (workspace / exercise).is_file() else "",
        "graded": progress.graded(workspace, module),
    }
    try:
        return {**found, "practice": progress.practice(workspace, root, module)}
    except CourseError:
        # A page that opens matters more than a count: an author sees the fault in `cxcourse check`.
        return {
            **found,
            "trouble": "Your progress cannot be counted: a question has a fault.",
        }


def next_step(cards: tuple[Card, ...]) -> Next | None:
    """Return the obvious next step: a module to go on with, an exercise, or a module to read again."""
    ready = [card for card in cards if card.ready]
    for card in ready:
        if not card.practice.complete:
            return Next(words=f"{card.verb} module {card.number}", about="Next", link=card.notebook, card=card)
        if card.exercise and not card.graded.complete:
            words = f"{'Continue' if card.graded.done else 'Start'} the graded exercise"
            return Next(words=words, about="Next: show what you can", link=card.exercise, card=card)
    if not ready:
        return None
    last = ready[-1]
    return Next(
        words=f"Open module {last.number} again",
        about="Everything is answered",
        link=last.notebook,
        card=last,
    )


def link_to(path: str) -> str:
    """Return the address of a workspace file in JupyterLab, relative to the server's base."""
    return f"lab/tree/{quote(path)}"


def duration(minutes: int) -> str:
    """Return minutes in words, with spaces that do not break over a line.

    Examples
    --------
    >>> [duration(minutes).replace(SPACE, " ") for minutes in (45, 60, 90)]
    ['45 min', '1 h', '1 h 30 min']
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{SPACE}h" if hours else "", f"{rest}{SPACE}min" if rest or not hours else ""]
    return SPACE.join(part for part in parts if part)


def listed(numbers: list[int]) -> str:
    """Return numbers in words.

    Examples
    --------
    >>> listed([1]), listed([4, 5]), listed([2, 4, 5, 6]), listed([1, 2, 3, 4])
    ('1', '4 and 5', '2, 4, 5 and 6', '1 to 4')
    """
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    *first, last = [str(number) for number in numbers] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def render(page: Page, base: str, theme: str) -> str:
    """Return the start page as HTML.

    Parameters
    ----------
    page : Page
    base : str
        Base URL of the server, with a slash at both ends.
    theme : str
        ``light``, ``dark`` or ``auto``.
    """
    loader = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return env.get_template("start.html").render(page=page, base=base, theme=theme)
