"""Rebuild the tables of the course; ``python datasets/make_datasets.py [--check] [name ...]``.

The rows come from the code in ``make/``, the words about them from the cards (``<name>.yaml``). The script writes
``<name>.csv`` and ``<name>_messy.csv``, sets ``rows`` and ``sha256`` in the card and writes all that stands below its
last comment line: what is planted, in numbers of this very sample, and the dirt of the messy version. With ``--check``
it writes nothing, names every file that differs and ends with 1.

Tables that come from elsewhere (``origin: published`` in their card) are not made here.
"""

from __future__ import annotations

import argparse
import io
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True  # datasets/ travels in the wheel: leave no compiled files in it

import pandas as pd
import yaml
from make import audit, calls, cohorts, journeys, people, plays, survey, tickets, usability, web
from make.cards import CardFault, filled
from make.dirt import messy
from make.found import found
from make.readme import readme
from make.table import Table

MAKERS = {
    "customers": people.customers,
    "survey_responses": survey.survey_responses,
    "survey_silent": survey.survey_silent,
    "contact_calls": calls.contact_calls,
    "qa_tests": calls.qa_tests,
    "web_sessions": web.web_sessions,
    "usability_test": usability.usability_test,
    "sus_items": usability.sus_items,
    "journey_events": journeys.journey_events,
    "cohort_retention": cohorts.cohort_retention,
    "feedback_comments": tickets.feedback_comments,
    "support_tickets": tickets.support_tickets,
    "item_responses": usability.item_responses,
    "roleplay_logs": plays.roleplay_logs,
    "form_audit": audit.form_audit,
}


@cache
def made(name: str) -> Table:
    """Make a table, once."""
    return MAKERS[name]()


class Frames(dict):
    """The tables as typed frames, read when asked for."""

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = pd.read_csv(io.StringIO(made(name).text()), keep_default_na=False, na_values=[""])
        return self[name]


def built(name: str, frames: Frames) -> dict[Path, bytes]:
    """Give the files of one table as they should be: CSV, messy CSV, card."""
    clean, card = made(name), HERE / f"{name}.yaml"
    dirty = messy(clean) if clean.dirt else None
    try:
        text = filled(card.read_text(encoding="utf-8"), clean, dirty, found(name, frames))
    except (OSError, CardFault) as error:
        sys.exit(f"{card.name}: {error}")
    files = {HERE / f"{name}.csv": clean.text(), card: text}
    if dirty:
        files[HERE / f"{dirty.name}.csv"] = dirty.text()
    return {path: text.encode() for path, text in files.items()}


def listed(files: dict[Path, bytes]) -> dict[Path, bytes]:
    """Give the list of all tables, with the cards as they are about to be."""
    texts = {path.stem: files.get(path) or path.read_bytes() for path in sorted(HERE.glob("*.yaml"))}
    return {HERE / "README.md": readme({name: yaml.safe_load(text) for name, text in texts.items()}).encode()}


def main(arguments: list[str] | None = None) -> int:
    """Write or compare tables and cards; give the exit code."""
    parser = argparse.ArgumentParser(description="Rebuild the tables of the course.")
    parser.add_argument("names", nargs="*", metavar="name", help="tables to rebuild; all of them by default")
    parser.add_argument("--check", action="store_true", help="write nothing; compare and name what differs")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.names) - set(MAKERS))
    if unknown:
        parser.error(f"no table {', '.join(unknown)}; there are {', '.join(MAKERS)}")
    names, frames = options.names or list(MAKERS), Frames()
    files = {path: content for name in names for path, content in built(name, frames).items()}
    stale = []
    for path, wanted in (files | listed(files)).items():
        if path.is_file() and path.read_bytes() == wanted:
            continue
        stale.append(path.name)
        if not options.check:
            path.write_bytes(wanted)
    if stale:
        print(f"{'differs' if options.check else 'wrote'}: {', '.join(stale)}")
        if options.check:
            print("Run `python datasets/make_datasets.py` to rebuild.")
    else:
        print(f"{len(names)} table(s) as built from the code.")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
