"""Paths and moves of a large event log, beside pm4py and beside a plain loop over pandas groups.

    python -m tests.bench.bench_journeylog --events 5000000 [--pm4py-python PATH] [--rounds 3] [--no-loop] [--own-text]

Every contender runs in a process of its own and builds the same table there, untimed. Timed is the way from that table
in memory to: all variants with their counts, the directly-follows graph with its counts, first and last steps.
``cxcourse`` is timed in full, from ``observe`` with all its checks on; its graph holds the median times too, which the
others' do not. ``pm4py`` is timed twice: with the ``format_dataframe`` that its handbook begins with, and without
(``bare``), which is right only for a table that is sorted already. ``loop`` sorts, then goes through
``groupby`` case by case. Results are compared as a whole before any figure is printed.

The contenders take turns, as many as there are rounds (the loop has one), so that a machine that others use too is busy
for all of them alike; each turn is a new process, in which nothing is remembered from the turn before. Times are the
best of the rounds: seconds on the clock, and seconds of processor time, which a busy machine stretches less. Memory is
what the resident set grew by at its peak, over the process that holds the table.

Rows of one id refer to one copy of its text, as after ``pd.read_csv``; with ``--own-text`` each row holds a copy of its
own, as after reading row by row from a data base, which costs whoever has to compare the text.

pm4py (AGPL-3.0) is no dependency of this course and must not become one: it lives in an environment of this
benchmark, built at the first run in the user's cache folder unless ``--pm4py-python`` names one.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import pandas as pd

COLUMNS = ("case_id", "step", "timestamp")
ORDERS = ("by time", "by case", "shuffled")
STEPS = ("need", "dial", "menu", "menu_again", "refused", "queue", "agent", "transfer", "misheard", "callback",
         "website", "shortlist", "complaint", "paid", "abandon")  # fmt: skip
# What comes after each step: (step, chance); the rest of the chance ends the journey.
NEXT = {
    "need": (("dial", 0.7), ("website", 0.3)),
    "dial": (("menu", 1.0),),
    "menu": (("menu_again", 0.25), ("queue", 0.65), ("refused", 0.06)),
    "menu_again": (("menu", 0.8), ("refused", 0.1), ("abandon", 0.05)),
    "refused": (("queue", 0.5), ("menu", 0.3), ("abandon", 0.2)),
    "queue": (("agent", 0.87), ("abandon", 0.08), ("callback", 0.05)),
    "agent": (("paid", 0.45), ("transfer", 0.12), ("misheard", 0.13), ("shortlist", 0.2)),
    "transfer": (("queue", 0.6), ("agent", 0.35)),
    "misheard": (("complaint", 0.4), ("agent", 0.5)),
    "callback": (("agent", 0.8), ("dial", 0.1)),
    "website": (("dial", 0.45), ("website", 0.2), ("shortlist", 0.25)),
    "shortlist": (("paid", 0.6), ("website", 0.3)),
    "complaint": (("callback", 0.3),),
    "paid": (),
    "abandon": (("dial", 0.2),),
}


# ---------------------------------------------------------------- the log


def make_log(events: int, order: str) -> dict[str, np.ndarray]:
    """Return about so many events of invented journeys as whole numbers: case, step, time in microseconds."""
    dice = np.random.default_rng(7)
    chance = np.zeros((len(STEPS), len(STEPS) + 1))
    for step, after in NEXT.items():
        for name, share in after:
            chance[STEPS.index(step), STEPS.index(name)] = share
    chance[:, -1] = 1 - chance.sum(axis=1)
    limits = chance.cumsum(axis=1)
    cases = events // 6
    year = 365 * 86_400 * 1_000_000
    here, who, when = np.zeros(cases, np.int64), np.arange(cases), dice.integers(0, year, cases)
    parts = []
    while len(who):
        parts.append((who, here, when))
        there = (dice.random(len(who))[:, None] > limits[here]).sum(axis=1)
        on = there < len(STEPS)
        who, here = who[on], there[on]
        when = when[on] + (dice.exponential(300e6, len(who)).astype(np.int64) // 1000 + 1) * 1000
    case, step, time = (np.concatenate(part) for part in zip(*parts, strict=True))
    first = np.argsort(time, kind="stable")[:events]  # the log ends in the middle of things, as logs do
    case, step, time = case[first], step[first].astype(np.int16), time[first]
    if order == "by time":
        return {"case": case, "step": step, "time": time}
    rows = np.lexsort((time, case)) if order == "by case" else dice.permutation(len(case))
    return {"case": case[rows], "step": step[rows], "time": time[rows]}


def as_table(file: Path, own_text: bool) -> pd.DataFrame:
    """Return the log as people have it: ids and steps as text, times as times."""
    with np.load(file) as data:
        case, step, time = data["case"], data["step"], data["time"]
    ids = np.array([f"J{number:07d}" for number in range(int(case.max()) + 1)], dtype=object)
    start = np.datetime64("2024-01-01", "us")
    names = np.array(STEPS, dtype=object)
    texts = [ids[case], names[step]]
    if own_text:
        texts = [np.array([word[:1] + word[1:] for word in column], dtype=object) for column in texts]
    columns = (*texts, start + time.astype("timedelta64[us]"))
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


# ---------------------------------------------------------------- the contenders: table -> (variants, moves, first, last)


def cxcourse(table: pd.DataFrame) -> tuple:
    from cxcourse.core import journeylog

    log = journeylog.observe(table)
    return log, log.variants(top=None), log.flow(), log.first_steps(), log.last_steps()


def of_cxcourse(log, variants, flow, first, last) -> tuple[dict, dict, dict, dict]:
    paths = {tuple(path.split(" → ")): n for path, n in zip(variants["path"], variants["cases"], strict=True)}
    moves = {(a, b): n for a, b, n in flow[["step", "next_step", "count"]].itertuples(index=False)}
    return paths, moves, *(dict(zip(t["step"], t["cases"], strict=True)) for t in (first, last))


def pm4py(table: pd.DataFrame) -> tuple:
    import pm4py

    case, step, time = COLUMNS
    return _mined(pm4py.format_dataframe(table, case_id=case, activity_key=step, timestamp_key=time))


def pm4py_bare(table: pd.DataFrame) -> tuple:
    case, step, time = COLUMNS
    return _mined(table, case_id_key=case, activity_key=step, timestamp_key=time)


def _mined(table: pd.DataFrame, **keys: str) -> tuple:
    import pm4py

    return pm4py.get_variants(table, **keys), *pm4py.discover_dfg(table, **keys)


def loop(table: pd.DataFrame) -> tuple:
    case, step, time = COLUMNS
    variants, moves, first, last = Counter(), Counter(), Counter(), Counter()
    for _, part in table.sort_values([case, time], kind="stable").groupby(case, sort=False):
        path = tuple(part[step])
        variants[path] += 1
        moves.update(pairwise(path))
        first[path[0]] += 1
        last[path[-1]] += 1
    return variants, moves, first, last


CONTENDERS = {"cxcourse": (cxcourse, of_cxcourse), "pm4py": (pm4py, None), "pm4py bare": (pm4py_bare, None),
              "loop": (loop, None)}  # fmt: skip


def fingerprint(variants: dict, moves: dict, first: dict, last: dict) -> dict[str, str]:
    """Return each result in few characters that differ when any name or count does."""
    parts = {"variants": variants, "moves": moves, "first": first, "last": last}
    return {
        name: hashlib.sha256(repr(sorted((key, int(n)) for key, n in part.items())).encode()).hexdigest()
        for name, part in parts.items()
    } | {f"number of {name}": str(len(part)) for name, part in parts.items()}


# ---------------------------------------------------------------- one contender in its process


def resident(peak: bool = False) -> float:
    """Return the resident memory of this process in MB, now or at its peak since :func:`forget_peak`."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(x.split()[1]) for x in lines if x.startswith("VmHWM:" if peak else "VmRSS:")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def work(name: str, file: Path, own_text: bool) -> dict[str, object]:
    run, read = CONTENDERS[name]
    table = as_table(file, own_text)
    run(table.head(2000).copy())  # imports and first calls cost nobody time
    gc.collect()
    forget_peak()
    before, start, begun = resident(), perf_counter(), process_time()
    made = run(table)
    cpu, seconds, grown = process_time() - begun, perf_counter() - start, resident(peak=True) - before
    found = fingerprint(*(read(*made) if read else made))
    return {"seconds": seconds, "cpu": cpu, "grown_mb": grown, "table_mb": before, "found": found,
            "versions": {m.__name__: m.__version__ for m in (np, pd)},
            "text": str(table[COLUMNS[0]].dtype) + "/" + getattr(table[COLUMNS[0]].dtype, "storage", "")}  # fmt: skip


def outsource(python: str, name: str, file: Path, own_text: bool) -> dict[str, object]:
    command = [python, str(Path(__file__).resolve()), "--work", name, "--file", str(file)] + ["--own-text"] * own_text
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(root)})
    if done.returncode:
        sys.exit(f"{name} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def pm4py_python(given: str | None) -> str:
    """Return a Python that has pm4py; it is built in the cache folder where none is named."""
    if given:
        return given
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "cxcourse-bench" / "pm4py"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"building an environment with pm4py in {home} ...")
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "pm4py>=2.7,<2.8"], check=True)
    return str(python)


# ---------------------------------------------------------------- the contest


def contest(events: int, rounds: int, orders: list[str], python: str, with_loop: bool, own_text: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for order in orders:
            data = make_log(events, order)
            file = Path(folder) / "log.npz"
            np.savez(file, **data)
            names = ["cxcourse", "pm4py"] + ["pm4py bare"] * (order == "by case")
            names += ["loop"] * (with_loop and order == orders[0])
            print(f"\n{len(data['case']):,} events of {len(np.unique(data['case'])):,} journeys, rows {order}")
            print(load())
            turns: dict[str, list[dict]] = {name: [] for name in names}
            for turn in range(rounds):
                for name in names[: -1 if turn and "loop" in names else None]:
                    mine = name in ("cxcourse", "loop")
                    turns[name].append(outsource(sys.executable if mine else python, name, file, own_text))
            tell({name: best(runs) for name, runs in turns.items()})
            print(load())


def load() -> str:
    """Return how many processes wanted a processor in the last minute, where the system knows."""
    wanted = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"load {wanted} on {os.cpu_count()} processors"


def best(runs: list[dict]) -> dict:
    assert all(run["found"] == runs[0]["found"] for run in runs), "one contender found different things in two rounds"
    least = {key: min(run[key] for run in runs) for key in ("seconds", "cpu")}
    return runs[0] | least | {"grown_mb": max(r["grown_mb"] for r in runs), "all": [r["seconds"] for r in runs]}


def tell(runs: dict[str, dict]) -> None:
    ours = runs["cxcourse"]
    for name, run in runs.items():
        assert run["found"] == ours["found"], f"{name} found something else: {run['found']} against {ours['found']}"
    found = ours["found"]
    print(f"all agree: {found['number of variants']} variants, {found['number of moves']} kinds of moves")
    print(f"{'':<12} {'seconds':>8} {'×':>6} {'cpu s':>8} {'×':>6} {'memory MB':>10} {'×':>6}   rounds")
    for name, run in runs.items():
        ratios = [run[key] / max(ours[key], 1e-9) for key in ("seconds", "cpu", "grown_mb")]
        columns = (run["seconds"], ratios[0], run["cpu"], ratios[1], run["grown_mb"], ratios[2])
        told = "{:8.2f} {:6.1f} {:8.2f} {:6.1f} {:10.0f} {:6.1f}".format(*columns)
        print(f"{name:<12} {told}   {', '.join(f'{t:.2f}' for t in run['all'])}")
    print("; ".join(f"{n}: {r['versions']}, text {r['text']}, process {r['table_mb']:.0f} MB" for n, r in runs.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--order", choices=ORDERS, action="append", help="of the rows; may be given more than once")
    parser.add_argument("--pm4py-python", help="a Python that has pm4py installed")
    parser.add_argument("--no-loop", action="store_true", help="leave the plain loop out: it takes minutes")
    parser.add_argument("--own-text", action="store_true", help="each row holds its own copy of id and step")
    parser.add_argument("--work", choices=list(CONTENDERS), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        print(json.dumps(work(given.work, given.file, given.own_text)))
        return
    python = pm4py_python(given.pm4py_python)
    orders = given.order or list(ORDERS)
    contest(given.events, given.rounds, orders, python, not given.no_loop, given.own_text)


if __name__ == "__main__":
    main()
