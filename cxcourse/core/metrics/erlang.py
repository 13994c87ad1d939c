"""Queueing: how many agents a flow of contacts needs (Erlang B and Erlang C, both by recursion)."""

from __future__ import annotations

from math import exp, inf, isinf

import numpy as np

from cxcourse.core.metrics.quantities import quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError

ERLANG = "Erlang (1917), Solution of some problems in the theory of probabilities"
MODEL = "no abandonment, steady state, exponential handle times: real queues lose callers, so this over-staffs"
MOST_AGENTS = 1_000_000


def erlang_b(load: float, agents: int) -> Result:
    """Return the probability that a call finds all lines taken and is lost (Erlang B).

    Parameters
    ----------
    load : float
        Offered load in erlangs, 0 or more.
    agents : int
        Lines or agents, 0 or more.

    Returns
    -------
    Result
        Blocking probability, 0 to 1; undefined for no load and no lines.

    Raises
    ------
    DataError
        When the load is negative or not finite, or agents is not a whole number.

    Notes
    -----
    B(0) = 1, B(n) = A·B(n-1) / (n + A·B(n-1)). The textbook form with factorials overflows above about 170 lines.
    Blocked calls are lost, not queued: use it for trunk lines; use :func:`erlang_c` for a queue.

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities.

    Examples
    --------
    >>> round(erlang_b(10, 14).value, 4)
    0.0568
    """
    load, agents = quantity(load, "load"), whole(agents, "agents")
    about = {"name": "Erlang B blocking", "unit": "probability", "range": (0, 1), "source": ERLANG}
    if load == 0 and agents == 0:
        return Result.undefined(why="there are neither calls nor lines", **about)
    value = _blocked(load, agents)
    step = f"B(0) = 1; B(n) = A·B(n-1) / (n + A·B(n-1)) up to n = {agents} with A = {number(load)}: {number(value)}"
    return Result(value=value, method="Erlang B by recursion", steps=(step,), **about)


def erlang_c(load: float, agents: int) -> Result:
    """Return the probability that a call has to wait (Erlang C).

    Parameters
    ----------
    load : float
        Offered load in erlangs, 0 or more.
    agents : int
        Agents taking calls, 0 or more.

    Returns
    -------
    Result
        Probability of waiting, 0 to 1: 1 when load ≥ agents (the queue grows for ever); undefined for no load
        and no agents. ``details`` holds the occupancy.

    Raises
    ------
    DataError
        When the load is negative or not finite, or agents is not a whole number.

    Notes
    -----
    C = N·B / (N - A·(1 - B)), with B from :func:`erlang_b`. Assumes that nobody hangs up: with impatient callers
    the true wait is shorter and the plan over-staffs (Erlang A repairs that).

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities.

    Examples
    --------
    >>> round(erlang_c(2, 3).value, 4)
    0.4444
    """
    load, agents = quantity(load, "load"), whole(agents, "agents")
    about = {"name": "Erlang C waiting", "unit": "probability", "range": (0, 1), "source": ERLANG}
    if load == 0 and agents == 0:
        return Result.undefined(why="there are neither calls nor agents", **about)
    wait = waiting(load, agents, _blocked(load, agents))
    steps = (f"A = {number(load)} erlangs, N = {agents} agents",)
    if load >= agents:
        steps += ("A ≥ N: the queue never empties, every call waits",)
    else:
        blocked = _blocked(load, agents)
        steps += (f"B = {number(blocked)}", f"C = N·B / (N - A·(1 - B)) = {number(wait)}")
    busy = {"occupancy": load / agents if agents else inf}
    return Result(value=wait, method=f"Erlang C: {MODEL}", steps=steps, details=busy, **about)


def erlang_c_service_level(load: float, agents: int, *, handle_time_s: float, target_s: float) -> Result:
    """Return the share of calls that Erlang C expects to be answered within the target.

    Parameters
    ----------
    load : float
        Offered load in erlangs, 0 or more.
    agents : int
        Agents taking calls, 0 or more.
    handle_time_s : float
        Average handle time in seconds, above 0.
    target_s : float
        Answer target in seconds, 0 or more.

    Returns
    -------
    Result
        Proportion, 0 to 1; 0 when load ≥ agents. ``details`` holds ``p_wait``, ``asa_s`` and ``occupancy``.

    Raises
    ------
    DataError
        When an input is negative, not finite or not a number, or agents is not whole.

    Notes
    -----
    SL = 1 - C·exp(-(N - A)·T / AHT). The model loses no callers, so all the rival formulas of
    :func:`~cxcourse.core.metrics.service_levels.service_level` agree here. Keep the units of T and AHT alike: 20 s is
    0.333 minutes, and writing 0.33 already moves the result.

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities.

    Examples
    --------
    >>> round(erlang_c_service_level(10, 14, handle_time_s=180, target_s=20).value, 4)
    0.8884
    """
    load, agents = quantity(load, "load"), whole(agents, "agents")
    handle, target = quantity(handle_time_s, "handle_time_s", above=0), quantity(target_s, "target_s")
    about = {"name": "Erlang C service level", "unit": "proportion", "range": (0, 1), "source": ERLANG}
    if load == 0 and agents == 0:
        return Result.undefined(why="there are neither calls nor agents", **about)
    wait = erlang_c(load, agents).value
    reached = level(load, agents, wait, handle, target)
    steps = (
        f"C = {number(wait)}",
        f"SL = 1 - C·exp(-(N - A)·T / AHT) = 1 - {number(wait)}·exp(-({agents} - {number(load)})·{number(target)}"
        f" / {number(handle)}) = {number(reached)}"
        if load < agents
        else "A ≥ N: nobody is answered in time, SL = 0",
    )
    details = {
        "p_wait": wait,
        "asa_s": speed(load, agents, wait, handle),
        "occupancy": load / agents if agents else inf,
    }
    return Result(value=reached, method=f"Erlang C: {MODEL}", steps=steps, details=details, **about)


def erlang_c_asa(load: float, agents: int, *, handle_time_s: float) -> Result:
    """Return the average speed of answer that Erlang C expects, over all calls, waiting or not.

    Parameters
    ----------
    load : float
        Offered load in erlangs, 0 or more.
    agents : int
        Agents taking calls, 0 or more.
    handle_time_s : float
        Average handle time in seconds, above 0.

    Returns
    -------
    Result
        Seconds, 0 or more; infinite when load ≥ agents.

    Raises
    ------
    DataError
        When an input is negative, not finite or not a number, or agents is not whole.

    Notes
    -----
    ASA = C·AHT / (N - A). Those who do wait, wait AHT / (N - A) on average: the mean hides them.

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities.

    Examples
    --------
    >>> round(erlang_c_asa(48, 55, handle_time_s=240).value, 2)
    8.18
    """
    load, agents = quantity(load, "load"), whole(agents, "agents")
    handle = quantity(handle_time_s, "handle_time_s", above=0)
    about = {"name": "Erlang C speed of answer", "unit": "s", "range": (0, inf), "source": ERLANG}
    if load == 0 and agents == 0:
        return Result.undefined(why="there are neither calls nor agents", **about)
    wait = erlang_c(load, agents).value
    value = speed(load, agents, wait, handle)
    if isinf(value):
        step = "A ≥ N: the wait grows without end"
    else:
        step = f"C·AHT / (N - A) = {number(wait)} × {number(handle)} / ({agents} - {number(load)}) = {number(value)} s"
    queued = handle / (agents - load) if load < agents else inf
    return Result(
        value=value, method=f"Erlang C: {MODEL}", steps=(step,), details={"wait_of_those_who_wait_s": queued}, **about
    )


def blocking(load: float, agents: int) -> np.ndarray:
    """Return the blocking probabilities for 0, 1, ... ``agents`` lines, shape ``(agents + 1,)``.

    Examples
    --------
    >>> blocking(2, 3).round(4).tolist()
    [1.0, 0.6667, 0.4, 0.2105]
    """
    if agents > MOST_AGENTS:
        raise DataError(
            f"agents: found {agents:,}, at most {MOST_AGENTS:,} can be computed. Check the unit of the load."
        )
    chances = np.ones(agents + 1)
    for n in range(1, agents + 1):
        chances[n] = load * chances[n - 1] / (n + load * chances[n - 1])
    return chances


def waiting(load: float, agents: int, blocked: float) -> float:
    """Return the chance to wait from the chance to be blocked; 1 when the queue is not stable."""
    if load >= agents:
        return 1.0
    return agents * blocked / (agents - load * (1 - blocked))


def level(load: float, agents: int, wait: float, handle_s: float, target_s: float) -> float:
    """Return the share answered within the target; 0 when the queue is not stable."""
    return 0.0 if load >= agents else 1 - wait * exp(-(agents - load) * target_s / handle_s)


def speed(load: float, agents: int, wait: float, handle_s: float) -> float:
    """Return the average wait in seconds; infinite when the queue is not stable."""
    return inf if load >= agents else wait * handle_s / (agents - load)


def _blocked(load: float, agents: int) -> float:
    return float(blocking(load, agents)[-1])
