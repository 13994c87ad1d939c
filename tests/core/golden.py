"""``CALLS``: each metric name of the golden table → a function that takes the inputs of a row and gives its figure.

Every function reads its inputs by name, so a further table with the same metrics and other numbers needs no change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from cxcourse.core import metrics
from cxcourse.core.mermaid import parse_task
from cxcourse.core.metrics import intervals
from tests.core.golden_b import CALLS_B

Inputs = dict[str, Any]

SIDES = {"two-sided": "two-sided", "greater": "larger", "less": "smaller", "larger": "larger", "smaller": "smaller"}


def ends(found: metrics.Result) -> list[float]:
    return [found.low, found.high]


def each(function: Callable[[Any], Any], given: Any) -> Any:
    """Apply to one value, or to each of a list."""
    return [function(one) for one in given] if isinstance(given, list) else function(given)


def share_interval(method: str) -> Callable[[Inputs], list[float]]:
    def call(i: Inputs) -> list[float]:
        return list(intervals.proportion_interval(i["x"], i["n"], method=method, confidence=i.get("conf", 0.95)))

    return call


def completion(i: Inputs, extreme: str = "two-sided", **options: str) -> metrics.Result:
    return metrics.completion_rate((i["x"], i["n"]), confidence=i.get("conf", 0.95), extreme=extreme, **options)


def completion_extreme(i: Inputs) -> list[float]:
    return ends(completion(i, "one-sided" if i.get("one_sided_z_at_extreme") else "two-sided"))


def nps(i: Inputs, interval: str = "adjusted-wald") -> metrics.Result:
    promoters, detractors = i["promoters"], i["detractors"]
    passives = i["passives"] if "passives" in i else i["n"] - promoters - detractors
    return metrics.nps_from_counts(promoters, passives, detractors, interval=interval, confidence=i.get("conf", 0.95))


def nps_variance(i: Inputs) -> list[float]:
    promoters, _, detractors = i["p"]
    return list(metrics.nps_moments(promoters, detractors))


def nps_sample(i: Inputs) -> Any:
    def size(margin: float) -> float:
        return metrics.nps_sample_size(
            margin, confidence=i["conf_one_sided"], power=i["power"], variance=i["nps_var"]
        ).value

    return each(size, i["margin_points"])


def umux_lite(i: Inputs) -> list[float | str]:
    found = metrics.umux_lite(i["items"])
    return [found.value, found.details["sus_equivalent"]]


def times(i: Inputs) -> list[float]:
    found = metrics.time_on_task(i["t"], centre="geometric", confidence=i.get("conf", 0.95))
    return [found.value, found.low, found.high]


def alpha(level: str) -> Callable[[Inputs], float]:
    return lambda i: metrics.krippendorff_alpha(i["coders"], level=level, resamples=0).value


def benchmark(method: str, **options: str) -> Callable[[Inputs], float]:
    def call(i: Inputs) -> float:
        side = SIDES[i.get("alt", "two-sided")]
        return metrics.benchmark_test((i["x"], i["n"]), i["p0"], alternative=side, method=method, **options).value

    return call


def share_sample(method: str) -> Callable[[Inputs], float]:
    return lambda i: metrics.share_sample_size(i["moe"], confidence=i.get("conf", 0.95), method=method).value


def mermaid_task(i: Inputs) -> dict[str, Any]:
    found = asdict(parse_task(i["line"]))
    return found | {"people": list(found["people"])}


CALLS: dict[str, Callable[[Inputs], Any]] = {
    # shares
    "completion_rate_ci_adjusted_wald": lambda i: ends(completion(i)),
    "completion_rate_ci_adjusted_wald_extreme": completion_extreme,
    "completion_rate_ci_clopper_pearson": lambda i: ends(completion(i, interval="exact")),
    "completion_rate_point_adjusted_wald": lambda i: completion(i, point="wilson").value,
    "proportion_ci_wilson": share_interval("wilson"),
    "proportion_ci_wald": share_interval("wald"),
    "proportion_ci_agresti_coull": share_interval("adjusted-wald"),
    "proportion_ci_clopper_pearson": share_interval("exact"),
    "binomial_test_vs_benchmark_p": benchmark("exact"),
    "one_prop_z_p": benchmark("z", variance="sample"),
    # surveys
    "nps": lambda i: nps(i).value,
    "nps_variance_ticket": nps_variance,
    "nps_sd_constant": lambda i: 100 * (metrics.nps_moments(i["p"], i["d"]).variance / i["n"]) ** 0.5,
    "nps_wald_se": lambda i: nps(i, "wald").details["standard_error"] / 100,
    "nps_adjusted_wald_ci": lambda i: ends(nps(i)),
    "nps_wald_ci": lambda i: ends(nps(i, "wald")),
    "nps_benchmark_sample_size": nps_sample,
    "csat_top2box": lambda i: metrics.csat_from_counts(i["satisfied"], i["n"]).value,
    # questionnaires
    "sus": lambda i: metrics.sus(i["items"]).value,
    "sus_grade_sauro_lewis": lambda i: each(metrics.sus_grade, i["sus"]),
    "sus_percentile": lambda i: each(metrics.sus_percentile, i["sus"]),
    "sus_mean_ci": lambda i: list(intervals.mean_interval(i["mean"], i["sd"], i["n"], i.get("conf", 0.95))),
    "umux_lite_and_sus_equiv": umux_lite,
    "ltr_from_sus": lambda i: each(metrics.recommend_from_sus, i["sus"]),
    # usability tests
    "time_on_task_geomean_log_t_ci": times,
    "geometric_mean": lambda i: metrics.geometric_mean(i["t"]),
    "time_moe_relative": lambda i: metrics.relative_margin(i["cv"], i["n"], confidence=i.get("conf", 0.95)),
    "lostness": lambda i: metrics.lostness(i["N"], i["S"], i["R"]).value,
    "problem_discovery_prob": lambda i: metrics.problem_discovery(i["p"], i["n"]).value,
    "sample_size_discovery": lambda i: metrics.discovery_sample_size(i["p"], i["goal"]).value,
    "sample_size_proportion_wald": share_sample("wald"),
    "sample_size_proportion_adjusted_wald": share_sample("adjusted-wald"),
    # agreement
    "krippendorff_alpha_nominal": alpha("nominal"),
    "krippendorff_alpha_ordinal": alpha("ordinal"),
    "krippendorff_alpha_interval": alpha("interval"),
    "krippendorff_alpha_ratio": alpha("ratio"),
    # journeys
    "mermaid_journey_task_parse": mermaid_task,
    **CALLS_B,
}
