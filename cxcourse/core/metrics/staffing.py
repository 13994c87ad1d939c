"""Planning: the agents that a target needs, with shrinkage, and the whole curve behind that number."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf, nan
from typing import TYPE_CHECKING, Literal

from cxcourse.core.metrics.erlang import ERLANG, MODEL, MOST_AGENTS, blocking, level, speed, waiting
from cxcourse.core.metrics.quantities import choice, proportion, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

ShrinkageRule = Literal["divide", "multiply"]


def offered_load(calls: float, *, interval_s: float, handle_time_s: float) -> Result:
    """Return the offered load in erlangs: how many agents the calls keep busy on average.

    Parameters
    ----------
    calls : float
        Calls offered in the interval, 0 or more.
    interval_s : float
        Length of the interval in seconds, above 0.
    handle_time_s : float
        Average handle time in seconds (talk, hold and after-call work), 0 or more.

    Returns
    -------
    Result
        Load in erlangs, 0 or more.

    Raises
    ------
    DataError
        When a number is negative, not finite or not a number, or the interval is 0.

    Notes
    -----
    A = calls × AHT / interval. Trap: calls an hour with a half-hour interval doubles or halves the load.

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities of significance in
    automatic telephone exchanges.

    Examples
    --------
    >>> offered_load(200, interval_s=1800, handle_time_s=180).value
    20.0
    """
    calls = quantity(calls, "calls")
    interval = quantity(interval_s, "interval_s", above=0)
    handle = quantity(handle_time_s, "handle_time_s")
    load = calls * handle / interval
    step = f"{number(calls)} calls × {number(handle)} s / {number(interval)} s = {number(load)} erlangs"
    return Result(
        name="Offered load",
        value=load,
        unit="erlangs",
        range=(0, inf),
        method="calls × AHT / interval",
        steps=(step,),
        source=ERLANG,
    )


def agents_required(
    load: float,
    *,
    handle_time_s: float,
    target_s: float = 20.0,
    service_level: float = 0.8,
    max_occupancy: float = 1.0,
    shrinkage: float = 0.0,
    shrinkage_rule: ShrinkageRule = "divide",
) -> Result:
    """Return the fewest agents on the phones that reach a service level, and how many to roster.

    Parameters
    ----------
    load : float
        Offered load in erlangs, 0 or more (:func:`offered_load`).
    handle_time_s : float
        Average handle time in seconds, above 0.
    target_s : float
        Answer target in seconds, 0 or more. Default 20, of the customary "80/20".
    service_level : float
        Share of calls to answer within the target, above 0 and below 1. Default 0.8.
    max_occupancy : float
        Highest share of time agents may be busy, above 0 to 1. Default 1: no cap.
    shrinkage : float
        Share of paid time that is not spent on the phones (leave, training, breaks), 0 and below 1.
    shrinkage_rule : {"divide", "multiply"}
        ``"divide"`` (default): rostered = agents / (1 - shrinkage), which leaves enough people on the phones.
        ``"multiply"``: agents × (1 + shrinkage), a common slip that leaves too few.

    Returns
    -------
    Result
        Whole agents on the phones. ``details``: ``rostered``, ``load``, ``service_level``, ``occupancy``,
        ``p_wait``, ``asa_s``. No calls need no agents: 0,
        and the other details are undefined (nan).

    Raises
    ------
    DataError
        When an input is outside its range, not finite or not a number.

    Notes
    -----
    The smallest N > A with Erlang C service level ≥ the goal and A / N ≤ the cap. Rostered people are rounded up.
    Traps: a target that is met on average over a day can be missed in every busy half hour; small teams need a
    larger share of idle time for the same service (pooling).

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities.
    Cleveland, B. (2012). Call center management on fast forward (shrinkage as a divisor).

    Examples
    --------
    >>> need = agents_required(10, handle_time_s=180, target_s=20, max_occupancy=0.7, shrinkage=0.3)
    >>> need.value, need.details["rostered"]
    (15.0, 22.0)
    """
    load, handle = quantity(load, "load"), quantity(handle_time_s, "handle_time_s", above=0)
    target, cap = quantity(target_s, "target_s"), proportion(max_occupancy, "max_occupancy", open_low=True)
    goal = proportion(service_level, "service_level", open_low=True, open_high=True)
    idle = proportion(shrinkage, "shrinkage", open_high=True)
    rule = choice(shrinkage_rule, "shrinkage_rule", ("divide", "multiply"))
    agents, wait = _fewest(load, handle, target, goal, cap)
    rostered = _whole_up(agents / (1 - idle) if rule == "divide" else agents * (1 + idle))
    details = _figures(load, agents, wait, handle, target) | {"rostered": float(rostered)}
    steps = (
        f"A = {number(load)} erlangs; start above A, add agents until the service level reaches {number(goal)}",
        f"N = {agents}: P(wait) = {number(wait)}, service level {number(details['service_level'])}",
        f"rostered: {agents} {'/ (1 - ' if rule == 'divide' else '× (1 + '}{number(idle)}) → {rostered}",
    )
    return Result(name="Agents required", value=agents, unit="agents", range=(0, inf), details=details, source=ERLANG,
                  method=f"Erlang C, shrinkage by {rule}: {MODEL}", steps=steps)  # fmt: skip


def staffing_curve(load: float, agents: Sequence[int], *, handle_time_s: float, target_s: float = 20.0) -> pd.DataFrame:
    """Return what each number of agents would give: one row a number, for a chart or a table.

    Parameters
    ----------
    load : float
        Offered load in erlangs, 0 or more.
    agents : sequence of int
        Numbers of agents to try, shape ``(k,)``, each 1 or more.
    handle_time_s, target_s : float
        Average handle time (above 0) and answer target (0 or more), in seconds.

    Returns
    -------
    pandas.DataFrame
        Columns ``agents``, ``occupancy`` (share; 1 or more is not stable), ``p_wait``, ``service_level`` (0 to 1),
        ``asa_s`` (infinite when not stable).

    Raises
    ------
    DataError
        When an input is outside its range.

    Notes
    -----
    One recursion serves all rows. The curve is steep near the load and flat beyond: the last agent on a lean team
    is worth many on a large one.

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities.

    Examples
    --------
    >>> staffing_curve(10, [10, 12, 14], handle_time_s=180).round(3)["service_level"].tolist()
    [0.0, 0.64, 0.888]
    """
    import pandas as pd

    load, handle = quantity(load, "load"), quantity(handle_time_s, "handle_time_s", above=0)
    target = quantity(target_s, "target_s")
    counts = [whole(n, "agents", low=1) for n in agents]
    if not counts:
        raise DataError("agents: found an empty list. Give the numbers of agents to try, for example range(10, 20).")
    blocked = blocking(load, max(counts))
    rows = []
    for n in counts:
        wait = waiting(load, n, float(blocked[n]))
        rows.append((n, load / n, wait, level(load, n, wait, handle, target), speed(load, n, wait, handle)))
    return pd.DataFrame(rows, columns=["agents", "occupancy", "p_wait", "service_level", "asa_s"])


def _fewest(load: float, handle: float, target: float, goal: float, cap: float) -> tuple[int, float]:
    """Return the fewest agents and the chance to wait that goes with them."""
    if load == 0:
        return 0, nan
    agents = max(floor(load) + 1, _whole_up(load / cap))
    if agents > MOST_AGENTS:
        raise DataError(
            f"load: {number(load)} erlangs need over {MOST_AGENTS:,} agents. Check units of calls and time."
        )
    blocked = float(blocking(load, agents)[-1])
    while True:
        wait = waiting(load, agents, blocked)
        if level(load, agents, wait, handle, target) >= goal:
            return agents, wait
        agents += 1
        blocked = load * blocked / (agents + load * blocked)


def _figures(load: float, agents: int, wait: float, handle: float, target: float) -> dict[str, float]:
    """Return what these agents give; without calls all but the load is undefined."""
    if not agents:
        return {"load": load} | dict.fromkeys(("service_level", "occupancy", "p_wait", "asa_s"), nan)
    return {"load": load, "service_level": level(load, agents, wait, handle, target), "occupancy": load / agents,
            "p_wait": wait, "asa_s": speed(load, agents, wait, handle)}  # fmt: skip


def _whole_up(x: float) -> int:
    # 21 / (1 - 0.3) is 30.000000000000004 in floating point; without this guard it would cost a person
    return ceil(x - 1e-9)
