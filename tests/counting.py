"""The planted facts counted a second time, from the typed tables, apart from the code that wrote the cards.

Every function takes frames (whole, or resampled by a test) and gives the numbers by the names the card uses.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

Numbers = dict[str, float]


def _nps(answers: pd.Series) -> float:
    return 100 * ((answers > 8).sum() - (answers < 7).sum()) / answers.notna().sum()


def i1(survey: pd.DataFrame) -> Numbers:
    ends = {place: survey[survey["touchpoint"] == place] for place in ("ivr_billing", "phone_agent")}
    points = {f"nps_{place}": _nps(rows["nps"]) for place, rows in ends.items()}
    return points | {f"ces_{place}": rows["ces"].mean() for place, rows in ends.items()}


def i2(survey: pd.DataFrame) -> Numbers:
    said = survey[survey["responded"]]
    top, new = (said["csat"] > 3).to_numpy(bool), (said["bill_design"] == "new").to_numpy()
    numbers = {"new": top[new].mean(), "old": top[~new].mean()}
    for segment in ("Everyday", "Family", "Pro", "Value"):
        inside = (said["segment"] == segment).to_numpy()
        numbers[f"{segment.lower()}_new"] = top[inside & new].mean()
        numbers[f"{segment.lower()}_old"] = top[inside & ~new].mean()
    return numbers


def i3(survey: pd.DataFrame, silent: pd.DataFrame) -> Numbers:
    """``survey`` holds all invitations; ``silent`` what those without an answer would have said."""
    whole = survey.merge(silent, on="response_id", how="left", suffixes=("", "_silent"))
    ces = whole["ces"].fillna(whole["ces_silent"])
    nps = whole["nps"].fillna(whole["nps_silent"])
    extreme, said = nps.isin([0, 1, 2, 10]), whole["responded"]
    return {
        "ces_answered": ces[said].mean(), "ces_invited": ces.mean(),
        "extreme_answered": extreme[said].mean(), "extreme_invited": extreme.mean(),
        "churn_silent": whole["churn_90d"][~said].mean(), "churn_answered": whole["churn_90d"][said].mean(),
    }  # fmt: skip


def i4(survey: pd.DataFrame) -> Numbers:
    service = survey[survey["responded"] & survey["touchpoint"].isin(["ivr_billing", "phone_agent"])]
    gone = service["churn_90d"].to_numpy(bool)

    def area(score: np.ndarray) -> float:
        stay, leave = (np.bincount(score[keep], minlength=11).astype(float) for keep in (~gone, gone))
        below = np.concatenate([[0], np.cumsum(leave)[:-1]])
        return float((stay * (below + leave / 2)).sum() / (stay.sum() * leave.sum()))

    return {f"auc_{name}": area(service[name].to_numpy(int)) for name in ("ces", "csat", "nps")}


def _solved(calls: pd.DataFrame) -> np.ndarray:
    return (calls["resolved"] & ~calls["repeat_7d"]).to_numpy(bool)


def _handling(calls: pd.DataFrame) -> np.ndarray:
    return sum(calls[part].to_numpy(float, na_value=np.nan) for part in ("talk_s", "hold_s", "acw_s"))


def i5(calls: pd.DataFrame) -> Numbers:
    bills = calls[calls["line"] == "billing"]
    missed, helped = bills["ivr_misrecognitions"].to_numpy(), (bills["end"] == "handled").to_numpy()
    solved, seconds = _solved(bills), _handling(bills)
    numbers = {
        "step_ok": 1 - missed.sum() / bills["ivr_steps"].sum(),
        "menu_ok": (missed == 0).mean(),
        "whole_ok": ((missed == 0) & helped & solved).mean(),
    }
    for count in (0, 1, 2):
        group = helped & (np.minimum(missed, 2) == count)
        numbers |= {f"fcr_{count}": solved[group].mean(), f"aht_{count}": seconds[group].mean()}
    return numbers


def i6(calls: pd.DataFrame) -> Numbers:
    helped = calls[calls["end"] == "handled"]
    agents = pd.DataFrame({"agent": helped["agent_id"], "s": _handling(helped), "ok": _solved(helped)})
    agents = agents.groupby("agent").agg(aht=("s", "mean"), fcr=("ok", "mean"), s=("s", "sum"), ok=("ok", "sum"))
    agents = agents.sort_values("aht")
    quarters = [agents.iloc[part] for part in np.array_split(np.arange(len(agents)), 4)]
    names = ("fastest", "second", "third", "slowest")
    cost = {f"cost_{name}": q["s"].sum() / q["ok"].sum() for name, q in zip(names, quarters, strict=True)}
    return cost | {"fcr_fastest": quarters[0]["fcr"].mean(), "fcr_slowest": quarters[3]["fcr"].mean()}


def i7(calls: pd.DataFrame) -> Numbers:
    passed = calls[calls["transferred"]]
    lost, trained = (passed["end"] == "dropped_transfer"), passed["agent_trained"].to_numpy(bool)
    return {
        "recorded_fault": (calls["reason"] == "device fault").sum(),
        "recorded_login": (calls["reason"] == "app login").sum(),
        "pressed_login": (calls["ivr_path"] == "2>4").sum(), "pressed_fault": (calls["ivr_path"] == "2>1").sum(),
        "lost_untrained": lost[~trained].mean(), "lost_trained": lost[trained].mean(),
        "no_reason": calls["reason"].isna().mean(),
    }  # fmt: skip


def i8(visits: pd.DataFrame) -> Numbers:
    phones = visits[(visits["device"] == "mobile") & visits["compared"]]
    slow = phones["load_s"] > 4
    return {"cart_fast": phones["cart"][~slow].mean(), "cart_slow": phones["cart"][slow].mean()}


def i9(visits: pd.DataFrame) -> Numbers:
    bought, b = visits["purchased"].to_numpy(), (visits["variant"] == "B").to_numpy()
    numbers = {"a": bought[~b].mean(), "b": bought[b].mean()}
    for device in ("mobile", "desktop"):
        on = (visits["device"] == device).to_numpy()
        numbers |= {f"{device}_a": bought[on & ~b].mean(), f"{device}_b": bought[on & b].mean()}
    points = 100 * (numbers["b"] - numbers["a"])
    return numbers | {"points": points, "relative": points / numbers["a"]}


def i10(visits: pd.DataFrame) -> Numbers:
    bought, code, back = (visits[name].to_numpy() for name in ("purchased", "agent_code", "returning"))

    def ratio(inside: np.ndarray) -> float:
        return bought[inside & code].mean() / bought[inside & ~code].mean()

    return {"crude": ratio(back | True), "new": ratio(~back), "back": ratio(back)}


def i11(test: pd.DataFrame) -> Numbers:
    done = test.pivot_table(index="task", columns="design", values="success", aggfunc="mean").astype(float)
    gap = (done["B"] - done["A"]).abs()
    return {"t4_a": done["A"]["T4"], "t4_b": done["B"]["T4"], "others": gap[gap.index != "T4"].max()}


def sus(items: pd.DataFrame) -> Numbers:
    answers = items[[f"q{i}" for i in range(1, 11)]].to_numpy()
    points = np.where(np.arange(10) % 2 == 0, answers - 1, 5 - answers).sum(axis=1) * 2.5
    a = (items["design"] == "A").to_numpy()
    return {"a": points[a].mean(), "b": points[~a].mean()}


def i12(test: pd.DataFrame) -> Numbers:
    numbers = {}
    for design in "AB":
        seconds = test.loc[(test["task"] == "T4") & (test["design"] == design), "time_s"].to_numpy()
        middle = float(np.prod(seconds ** (1 / len(seconds))))
        numbers |= {f"mean_{design.lower()}": seconds.mean(), f"geometric_{design.lower()}": middle}
    return numbers


def _passed(events: pd.DataFrame, step: str) -> pd.Series:
    """Say of each event whether its case went through a step."""
    return events["case_id"].isin(events["case_id"][events["step"] == step])


def _mood(events: pd.DataFrame, step: str, which: pd.Series) -> float:
    return events["emotion"][(events["step"] == step) & which].mean()


def i13(events: pd.DataFrame) -> Numbers:
    bills = events[events["scenario"] == "billing"]
    loop, start = _passed(bills, "ivr_repeat"), bills["seq"] == 1
    bad = _passed(bills, "complaint")
    return {
        "mood_loop": _mood(bills, "agent_explain", loop), "mood_none": _mood(bills, "agent_explain", ~loop),
        "bad_loop": bad[start & loop].mean(), "bad_none": bad[start & ~loop].mean(),
    }  # fmt: skip


def i14(events: pd.DataFrame) -> Numbers:
    phones = events[events["scenario"] == "phone"]
    listed = _passed(phones, "shortlist")
    menu = phones[phones["step"] == "ivr_menu"]
    before = phones[(phones["step"] == "website_browse") & (phones["seq"] < 3)]
    return {
        "site_first": menu["case_id"].isin(before["case_id"]).mean(),
        "joy_list": _mood(phones, "decide", listed), "joy_none": _mood(phones, "decide", ~listed),
    }  # fmt: skip


def i15(rows: pd.DataFrame) -> Numbers:
    third = rows[rows["month"] == 3]
    kept, new = third["active"] / third["cohort_size"], third["cohort"].str[5:7].astype(int) > 6
    return {"new": kept[new].mean(), "old": kept[~new].mean()}


def i16(rows: pd.DataFrame) -> Numbers:
    kept = rows["active"] / rows["cohort_size"]
    at = {(s, m): (rows["source"] == s) & (rows["month"] == m) for s in ("discount", "organic") for m in (11, 12)}
    return {f"{source}_{month}": kept[here].mean() for (source, month), here in at.items()}
