"""Rebuild every table of the course; ``python datasets/make_datasets.py [--check]``.

The rows live here, the words about them in the card (``<name>.yaml``). The script writes ``<name>.csv`` and
sets ``rows`` and ``sha256`` in the card; nothing else in a card is touched. With ``--check`` it writes
nothing, names every file that differs and ends with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Three sign-ups, screen by screen. The planted contrasts are listed in form_audit.yaml and tested in
# tests/test_datasets.py: change a row here and that test says which of them no longer holds.
FORM_AUDIT = """\
product,step,screen,fields,defaults,error_style,timer,contrast_ratio
Parcello,1,Your email,1,none,inline,0,13.1
Parcello,2,Six-digit code,1,none,inline,0,11.4
Parcello,3,Your name,2,none,inline,0,12.6
Parcello,4,Where parcels go,3,helpful,inline,0,9.8
Parcello,5,Parcel alerts,1,none,none,0,7.2
Parcello,6,Track a first parcel,1,helpful,inline,0,10.5
Threadly,1,Email and password,2,none,inline,0,10.9
Threadly,2,Confirm your email,1,none,inline,0,8.6
Threadly,3,About you,3,none,summary,0,7.4
Threadly,4,Buyer or maker,1,helpful,none,0,9.2
Threadly,5,Crafts you like,2,none,none,0,5.3
Threadly,6,Delivery address,5,helpful,summary,0,6.8
Threadly,7,News and offers,2,pre-ticked marketing,none,0,3.1
Threadly,8,First picks,1,none,none,0,5.9
MazeForm,1,Find the way in,1,none,none,0,2.1
MazeForm,2,Email in four boxes,4,misleading,clears form,60,3.9
MazeForm,3,Secret password rules,2,none,clears form,60,5.4
MazeForm,4,Cookie wall,3,pre-ticked marketing,none,0,2.8
MazeForm,5,Untick your interests,7,pre-ticked marketing,summary,45,7.8
MazeForm,6,Photo and life story,3,none,summary,45,4.7
MazeForm,7,Address with fax,9,misleading,clears form,90,6.3
MazeForm,8,Birthday by slider,5,misleading,clears form,30,3.2
MazeForm,9,Prove you are human,2,none,clears form,20,1.9
MazeForm,10,Yes means no,2,pre-ticked marketing,none,10,2.6
"""

TABLES = {"form_audit": FORM_AUDIT}


def built(name: str) -> dict[Path, bytes]:
    """Give the files of one table as they should be: the CSV and its card."""
    table = TABLES[name].encode()
    card = HERE / f"{name}.yaml"
    text = card.read_text(encoding="utf-8")
    facts = {"rows": table.count(b"\n") - 1, "sha256": f'"{hashlib.sha256(table).hexdigest()}"'}
    for key, value in facts.items():
        text, found = re.subn(rf"^{key}:.*$", f"{key}: {value}", text, flags=re.MULTILINE)
        if found != 1:
            sys.exit(f"{card.name}: expected one line '{key}: …' at the left margin, found {found}. Add it.")
    return {HERE / f"{name}.csv": table, card: text.encode()}


def main(arguments: list[str] | None = None) -> int:
    """Write or compare every table and card; give the exit code."""
    parser = argparse.ArgumentParser(description="Rebuild the tables of the course.")
    parser.add_argument("--check", action="store_true", help="write nothing; compare and name what differs")
    check = parser.parse_args(arguments).check
    stale = []
    for name in TABLES:
        for path, wanted in built(name).items():
            if path.is_file() and path.read_bytes() == wanted:
                continue
            stale.append(path.name)
            if not check:
                path.write_bytes(wanted)
    if stale:
        print(f"{'differs' if check else 'wrote'}: {', '.join(stale)}")
        if check:
            print("Run `python datasets/make_datasets.py` to rebuild.")
    else:
        print(f"{len(TABLES)} table(s) as built from the code.")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
