"""Metrics of experience, usability and service; each returns a :class:`Result` that shows its working.

Names are loaded when they are first used, so that one metric does not wait for the libraries of another.
"""

from __future__ import annotations

from importlib import import_module

_HOME = {
    "agreement": ("cohen_kappa", "krippendorff_alpha"),
    "discovery": (
        "benchmark_test", "discovery_rate", "discovery_sample_size", "problem_discovery", "share_sample_size",
    ),
    "drivers": ("correlation", "driver_importance"),
    "effort": ("ces", "ces_from_counts"),
    "intervals": ("proportion_interval",),
    "questionnaires": ("sus", "sus_scores", "umux_lite"),
    "recommend": ("nps", "nps_from_counts", "nps_moments", "nps_sample_size"),
    "result": ("Result", "results_table"),
    "survey": ("csat", "csat_from_counts", "seq"),
    "sus_norms": ("acceptability", "recommend_from_sus", "sus_grade", "sus_percentile"),
    "times": ("geometric_mean", "relative_margin", "time_on_task"),
    "usability": ("best_estimate", "completion_rate", "error_rate", "lostness"),
}  # fmt: skip
_WHERE = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
