"""Metrics of experience, usability and service; each returns a :class:`Result` that shows its working.

Names are loaded when they are first used, so that one metric does not wait for the libraries of another.
"""

from __future__ import annotations

from importlib import import_module

_HOME = {
    # surveys and questionnaires
    "recommend": ("nps", "nps_from_counts", "nps_moments", "nps_sample_size"),
    "survey": ("csat", "csat_from_counts", "seq"),
    "effort": ("ces", "ces_from_counts"),
    "questionnaires": ("sus", "sus_scores", "umux_lite"),
    "sus_norms": ("acceptability", "recommend_from_sus", "sus_grade", "sus_percentile"),
    # usability tests
    "usability": ("best_estimate", "completion_rate", "error_rate", "lostness"),
    "times": ("geometric_mean", "relative_margin", "time_on_task"),
    "discovery": (
        "benchmark_test", "discovery_rate", "discovery_sample_size", "problem_discovery", "share_sample_size",
    ),
    # service
    "service": ("abandonment", "adherence", "fcr", "occupancy"),
    "handling": ("acw", "aht", "asa"),
    "service_levels": ("service_level", "service_level_of_calls"),
    "erlang": ("erlang_b", "erlang_c", "erlang_c_asa", "erlang_c_service_level"),
    "staffing": ("agents_required", "offered_load", "staffing_curve"),
    # loyalty
    "loyalty": ("churn", "clv", "retention"),
    "revenue": ("grr", "nrr", "revenue_retention"),
    "survival": ("cohort_curve", "kaplan_meier", "log_rank", "period_retention"),
    "projection": ("fit_sbg", "fit_sbg_curve"),
    "buyers": ("buyer_value", "fit_bgnbd"),
    "spending": ("fit_gamma_gamma",),
    # experiments
    "experiment": ("cohen_h", "sample_ratio_mismatch", "several_proportions_test", "two_proportion_test"),
    "ratios": ("difference", "ratio"),
    "paired": ("mcnemar", "paired_difference"),
    "power": ("power_of", "sample_size"),
    "change": ("absolute_change", "relative_change"),
    # agreement and drivers
    "agreement": ("cohen_kappa", "krippendorff_alpha"),
    "drivers": ("correlation", "driver_importance"),
    # what they share
    "intervals": ("proportion_interval",),
    "result": ("Result", "results_table"),
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
