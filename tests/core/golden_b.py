"""Golden rows of service, loyalty and experiments: the name in the table → a function of the row's inputs.

Each function reads every input by its name, so a row with other numbers, or with another of the spellings that occur
(``A`` or ``calls`` with ``interval_min``; ``aht_s`` or ``aht_min``), goes the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cxcourse.core.metrics import (
    buyers,
    erlang,
    experiment,
    handling,
    loyalty,
    power,
    projection,
    ratios,
    revenue,
    service,
    spending,
    staffing,
    survival,
)
from cxcourse.core.metrics.service_levels import service_level

Inputs = dict[str, Any]
HERE = Path(__file__).parent / "golden_data"


def arms(i: Inputs) -> tuple[tuple[int, int], tuple[int, int]]:
    (x1, x2), (n1, n2) = i["x"], i["n"]
    return (x1, n1), (x2, n2)


def z_test(method: str, *, one_sided: bool = False) -> Callable[[Inputs], Any]:
    def call(i: Inputs) -> Any:
        first, second = arms(i)
        # a one-sided p that is published without its direction looks the way the data point
        towards = "larger" if first[0] * second[1] >= second[0] * first[1] else "smaller"
        return experiment.two_proportion_test(
            first, second, method=method, alternative=towards if one_sided else "two-sided"
        )

    return call


def ends(function: Callable, method: str) -> Callable[[Inputs], list[float]]:
    def call(i: Inputs) -> list[float]:
        found = function(*arms(i), method=method, confidence=i.get("conf", 0.95))
        return [found.low, found.high]

    return call


def handle_s(i: Inputs) -> float:
    return i["aht_s"] if "aht_s" in i else 60 * i["aht_min"]


def target_s(i: Inputs) -> float:
    return i["target_s"] if "target_s" in i else 60 * i["target_min"]


def load(i: Inputs) -> float:
    if "A" in i:
        return i["A"]
    calls = i["calls_per_h"] if "calls_per_h" in i else i["calls"]
    interval = 3600 if "calls_per_h" in i else i.get("interval_s", 60 * i.get("interval_min", 60))
    return staffing.offered_load(calls, interval_s=interval, handle_time_s=handle_s(i)).value


def agents(i: Inputs, **more: float) -> Any:
    return staffing.agents_required(
        load(i), handle_time_s=handle_s(i), target_s=target_s(i), service_level=i["sl"],
        max_occupancy=i.get("max_occ", 1.0), shrinkage=i.get("shrinkage", 0.0), **more,
    )  # fmt: skip


def required(i: Inputs) -> list[float]:
    """From calls: load, agents. From a given load: agents, the service level they reach."""
    need = agents(i)
    return [need.value, need.details["service_level"]] if "A" in i else [need.details["load"], need.value]


def required_capped(i: Inputs) -> list[float]:
    need = agents(i)
    return [need.value, *(need.details[k] for k in ("rostered", "service_level", "occupancy", "p_wait"))]


def level(formula: str) -> Callable[[Inputs], float]:
    def call(i: Inputs) -> float:
        within = i.get("ans_in_T", i.get("in_T"))
        after = i["answered"] - within if "answered" in i else i["over_T"]
        early = i.get("aban_in_T", i.get("short_aban", 0))
        late = i.get("aban_after_T", i.get("abandoned", early) - early)
        return service_level(answered_in=within, answered_after=after, abandoned_in=early, abandoned_after=late,
                             short_abandoned=i.get("short_aban"), formula=formula).value  # fmt: skip

    return call


def nrr(i: Inputs) -> float:
    change = i["end_before_churn"] - i["start_mrr"]  # of the customers of the start; below 0 it is contraction
    return revenue.nrr(
        i["start_mrr"], expansion=max(change, 0), contraction=max(-change, 0), churned=i["churned"]
    ).value


def curve(i: Inputs, interval: str = "log-log") -> survival.Curve:
    return survival.kaplan_meier(i["T"], i["E"], interval=interval, confidence=i.get("conf", 0.95))


def curve_at(i: Inputs) -> list[float]:
    found = curve(i, "log").at(i["t"])
    return [found.details["se"], found.low / 100, found.high / 100]


def log_rank(i: Inputs) -> list[float]:
    found = survival.log_rank(i["T"], i["E"], i["G"])
    return [found.details["chi2"], found.value]


def log_rank_table(i: Inputs) -> float:
    data = table(i["dataset"])
    return survival.log_rank(data["duration"], data["observed"], data[i["groups"]]).details["chi2"]


def sbg(i: Inputs) -> list[float]:
    model, seen = projection.fit_sbg_curve(i["survival"]), len(i["survival"])
    periods = range(seen + 1, seen + i["next"] + 1) if "next" in i else range(1, seen + 1)
    return model.survival(periods).tolist()


def sbg_counts(i: Inputs) -> list[float]:
    rows = np.array(sorted(i["t_churn_survive"]), dtype=float)
    lost, alive = (np.zeros(int(rows[-1, 0])) for _ in range(2))
    place = rows[:, 0].astype(int) - 1
    lost[place], alive[place] = rows[:, 1], rows[:, 2]
    model = projection.fit_sbg(lost, alive)
    return [model.alpha, model.beta]


@cache
def table(name: str) -> pd.DataFrame:
    """Return a table by the words of a row: a file name or a nickname, then head(k) or frequency>0."""
    if "dd.csv" in name:
        return pd.read_csv(HERE / "dd.csv")
    money = any(word in name for word in ("money", "transactions", "946"))
    package = find_spec("lifetimes")
    if package is None:
        raise LookupError("The CDNOW rows need the table inside lifetimes: install the test requirements.")
    folder = Path(package.submodule_search_locations[0]) / "datasets"
    data = pd.read_csv(folder / f"cdnow_customers_summary{'_with_transactions' * money}.csv")
    data = data.rename(columns={"x": "frequency", "t_x": "recency", "zbar": "money", "monetary_value": "money"})
    if "frequency>0" in name or "946" in name:
        data = data[data["frequency"] > 0]
    head = re.search(r"head\((\d+)\)", name)
    return data.head(int(head[1])) if head else data


@cache
def cdnow(money: bool = False) -> buyers.BgNbd:
    data = table("cdnow with money" if money else "cdnow_customers_summary.csv")
    return buyers.fit_bgnbd(data["frequency"], data["recency"], data["T"])


@cache
def cdnow_spend() -> spending.GammaGamma:
    data = table("cdnow with money, frequency>0")
    return spending.fit_gamma_gamma(data["frequency"], data["money"])


def model(i: Inputs) -> buyers.BgNbd:
    given = i.get("params", "cdnow fit")
    if isinstance(given, str):
        return cdnow()
    return buyers.BgNbd(**dict(zip(("r", "alpha", "a", "b"), given, strict=True)))


def bgnbd_fit(i: Inputs) -> list[float]:
    data = table(i["dataset"])
    found = buyers.fit_bgnbd(data["frequency"], data["recency"], data["T"])
    return [found.r, found.alpha, found.a, found.b]


def gamma_gamma_fit(i: Inputs) -> list[float]:
    data = table(i["dataset"])
    found = spending.fit_gamma_gamma(data["frequency"], data["money"])
    return [found.p, found.q, found.v]


def spend(i: Inputs) -> list[float]:
    data, (p, q, v) = table(i["dataset"]), i["p,q,v"]
    return spending.GammaGamma(p=p, q=q, v=v).spend(data["frequency"], data["money"]).tolist()


def buyer_value(i: Inputs) -> list[float]:
    data = table(i["dataset"])
    history = data["frequency"], data["recency"], data["T"]
    value = cdnow_spend().spend(data["frequency"], data["money"])
    return buyers.buyer_value(cdnow(True), value, *history, months=i["months"], monthly_discount=i["monthly_discount"],
                              units_per_month=i["time_units_per_month"]).tolist()  # fmt: skip


def correlation(i: Inputs) -> float:
    data = table(i["dataset"])
    return float(data["frequency"].corr(data["money"]))


def split(i: Inputs) -> list[float]:
    found = experiment.sample_ratio_mismatch(i["obs"], i["plan"])
    return [found.details["chi2"], found.value]


def several(i: Inputs) -> list[float]:
    found = experiment.several_proportions_test(list(zip(i["x"], i["n"], strict=True)))
    return [found.details["chi2"], found.value]


def pooled(i: Inputs) -> list[float]:
    found = z_test("pooled")(i)
    return [found.details["z"], found.value]


def size_of(i: Inputs) -> Any:
    return power.sample_size(i["prop2"] + i["diff"], i["prop2"], power=i["power"], alpha=i.get("alpha", 0.05),
                             ratio=i.get("ratio", 1))  # fmt: skip


def thumb(i: Inputs) -> list[float]:
    return [power.sample_size(i["baseline"], i["baseline"] + i["delta"], power=p, formula="rule-of-thumb").value
            for p in (0.8, 0.9)]  # fmt: skip


CALLS_B: dict[str, Callable[[Inputs], Any]] = {
    # experiments
    "two_prop_z_pooled_p": lambda i: z_test("pooled")(i).value,
    "two_prop_z_pooled": pooled,
    "two_prop_z_unpooled_one_sided_p": lambda i: z_test("unpooled", one_sided=True)(i).value,
    "k_prop_chi2": several,
    "two_prop_diff_ci_agresti_caffo": ends(ratios.difference, "agresti-caffo"),
    "two_prop_diff_ci_wald": ends(ratios.difference, "wald"),
    "two_prop_diff_ci_newcombe": ends(ratios.difference, "newcombe"),
    # Fagerland et al. (2015), the source of that row, print the score interval without N/(N-1) under this name
    "two_prop_diff_ci_miettinen_nurminen": ends(ratios.difference, "mee"),
    "two_prop_ratio_ci_koopman": ends(ratios.ratio, "koopman"),
    "two_prop_ratio_ci_katz_log": ends(ratios.ratio, "katz"),
    "cohen_h": lambda i: experiment.cohen_h(i["p1"], i["p2"]).value,
    "ab_sample_size_per_arm": lambda i: (
        power.sample_size(i["p1"], i["p2"], power=i.get("power", 0.8), alpha=i.get("alpha", 0.05)).value
    ),
    "ab_sample_size_per_arm_16rule": thumb,
    "ab_sample_size_statsmodels": lambda i: size_of(i).details["exact"],
    "ab_power_two_prop": lambda i: (
        power.power_of(
            i["prop2"] + i["diff"], i["prop2"], i["n"], alpha=i.get("alpha", 0.05), ratio=i.get("ratio", 1)
        ).value
    ),
    "srm_chi2": split,
    "srm_chi2_p": lambda i: split(i)[1],
    # service
    "fcr": lambda i: service.fcr(i["resolved_first"], i["calls"]).value,
    "abandonment_rate": lambda i: service.abandonment(i["abandoned"], i["offered"]).value,
    "asa_observed": lambda i: handling.asa(i["total_wait_s"], answered=i["answered"]).value,
    "acw": lambda i: handling.acw(60 * i["acw_min"], contacts=i["calls"]).value / 60,
    "adherence": lambda i: service.adherence(i["on_schedule_h"], i["scheduled_h"]).value,
    "aht": lambda i: handling.aht(60 * i["talk"], 60 * i["hold"], 60 * i["acw"], contacts=i["calls"]).value / 60,
    "service_level_f1_abandons_in_T_count_as_good": level("abandons-in-time-good"),
    "service_level_f2_answered_only": level("answered-only"),
    "service_level_f3_all_abandons_hurt": level("abandons-bad"),
    "service_level_f4_ignore_short_abandons": level("abandons-in-time-ignored"),
    "service_level_cisco_ignore_abandons": level("cisco-ignored"),
    "service_level_cisco_negative": level("cisco-negative"),
    "service_level_cisco_positive": level("cisco-positive"),
    "service_level_simple": level("answered-only"),
    "service_level_ignore_short_abandons": level("short-abandons-ignored"),
    "erlang_c_service_level": lambda i: (
        erlang.erlang_c_service_level(load(i), i["N"], handle_time_s=handle_s(i), target_s=target_s(i)).value
    ),
    "erlang_c_occupancy": lambda i: erlang.erlang_c(load(i), i["N"]).details["occupancy"],
    "erlang_c_required_agents_occ_cap": required_capped,
    "erlang_c_required_agents": required,
    "erlang_c_pwait": lambda i: erlang.erlang_c(load(i), i["N"]).value,
    "erlang_c_asa": lambda i: erlang.erlang_c_asa(load(i), i["N"], handle_time_s=handle_s(i)).value,
    "erlang_b_blocking": lambda i: erlang.erlang_b(load(i), i["N"]).value,
    "offered_load": load,
    "occupancy": lambda i: service.occupancy(load(i), i["N"]).value / 100,
    # loyalty
    "churn_rate": lambda i: loyalty.churn(i["lost"], i["start"]).value,
    "nrr": nrr,
    "cohort_survival": lambda i: survival.cohort_curve(i["n"]).share[1:].tolist(),
    "cohort_retention_rate": lambda i: [r.value / 100 for r in survival.period_retention(i["n"])],
    "clv_multiple_first_margin_at_t1": lambda i: loyalty.clv(1, i["r"], i["i"], first_margin="after-one-period").value,
    "clv_multiple_first_margin_at_t0": lambda i: loyalty.clv(1, i["r"], i["d"], first_margin="now").value,
    "sbg_projection": sbg,
    "sbg_derl": lambda i: projection.fit_sbg_curve(i["survival"]).remaining(i["t"], i["d"]).value,
    "sbg_fit_censored_counts": sbg_counts,
    "kaplan_meier_survival": lambda i: [curve(i).at(t).value / 100 for t in i["at"]],
    "kaplan_meier_greenwood_se_and_log_ci_at_10": curve_at,
    "logrank_multivariate": log_rank,
    "logrank": log_rank,
    "logrank_dataset_dd": log_rank_table,
    "bgnbd_fit_cdnow": bgnbd_fit,
    "bgnbd_conditional_expectation": lambda i: float(model(i).expected_from(i["x"], i["t_x"], i["T"], i["t"])),
    "bgnbd_expectation": lambda i: model(i).expected(i["t"]).tolist(),
    "bgnbd_pmf_zero": lambda i: model(i).chance_of(i.get("n", 0), i["t"]),
    "bgnbd_p_alive_no_repeat": lambda i: float(model(i).alive(i["x"], i["t_x"], i["T"])),
    "gamma_gamma_expected_spend": spend,
    "gamma_gamma_fit_cdnow": gamma_gamma_fit,
    "pearson_freq_value_cdnow": correlation,
    "clv_dcf_bgnbd_gg_12m_as_published": buyer_value,
    "clv_dcf_bgnbd_gg_12m_weekly_units": buyer_value,
}
