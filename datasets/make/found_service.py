"""What is planted in the survey and on the phone line."""

from __future__ import annotations

import pandas as pd

from make.insight import Frames, Insight, insight, split


def _nps(answers: pd.Series) -> float:
    return 100 * float((answers >= 9).mean() - (answers <= 6).mean())


def _auc(score: pd.Series, gone: pd.Series) -> float:
    """Give the chance that a random leaver has the lower score, ties counted half."""
    rank, n = score.rank(), int(gone.sum())
    return 1 - float((rank[gone].sum() - n * (n + 1) / 2) / (n * (len(gone) - n)))


def _said(frames: Frames) -> pd.DataFrame:
    asked = frames["survey_responses"]
    return asked[asked["responded"] == 1]


def touchpoints(frames: Frames) -> Insight:
    at = _said(frames).groupby("touchpoint")
    points, ease = at["nps"].apply(_nps), at["ces"].mean()
    return insight(
        "I1",
        "The billing menu is the worst touchpoint and the agent the best, on one phone call: NPS {nps_ivr_billing} "
        "against {nps_phone_agent}, ease (CES) {ces_ivr_billing} against {ces_phone_agent}.",
        nps_ivr_billing=points["ivr_billing"],
        nps_phone_agent=points["phone_agent"],
        ces_ivr_billing=ease["ivr_billing"],
        ces_phone_agent=ease["phone_agent"],
    )


def mix_shift(frames: Frames) -> Insight:
    said = _said(frames).assign(pleased=lambda t: t["csat"] >= 4)
    bill, parts = split(said, "bill_design", "pleased"), split(said, ["segment", "bill_design"], "pleased")
    return insight(
        "I2",
        "Mix shift: the new bill scores lower overall (share of 4 and 5: {new} against {old}) yet higher in every "
        "segment, since it went to Value customers first. Everyday {everyday_new} against {everyday_old}, Family "
        "{family_new} against {family_old}, Pro {pro_new} against {pro_old}, Value {value_new} against "
        "{value_old}.",
        **bill.to_dict(),
        **{f"{segment.lower()}_{design}": share for (segment, design), share in parts.items()},
    )


def silence(frames: Frames) -> Insight:
    asked, said = frames["survey_responses"], _said(frames)
    everyone = pd.concat([said, frames["survey_silent"]])
    extreme = [((t["nps"] <= 2) | (t["nps"] == 10)).mean() for t in (said, everyone)]
    churn = split(asked, "responded", "churn_90d")
    return insight(
        "I3",
        "Those under strain answer less, extremes more: ease is {ces_answered} among answers and {ces_invited} among "
        "all invited (with survey_silent), extreme NPS answers are {extreme_answered} against {extreme_invited}. "
        "The frame alone hints at it: {churn_silent} of the silent left, {churn_answered} of those who answered.",
        ces_answered=said["ces"].mean(),
        ces_invited=everyone["ces"].mean(),
        extreme_answered=extreme[0],
        extreme_invited=extreme[1],
        churn_silent=churn[0],
        churn_answered=churn[1],
    )


def effort(frames: Frames) -> Insight:
    said = _said(frames)
    service = said[said["touchpoint"].isin(["ivr_billing", "phone_agent"])]
    return insight(
        "I4",
        "At the menu and the agent, ease tells leavers from stayers better than NPS: area under the curve {auc_ces} "
        "for CES, {auc_csat} for CSAT, {auc_nps} for NPS. The data was built so; a real firm has to look.",
        **{f"auc_{score}": _auc(service[score], service["churn_90d"] == 1) for score in ("ces", "csat", "nps")},
    )


def _helped(frames: Frames) -> pd.DataFrame:
    calls = frames["contact_calls"]
    return calls[calls["end"] == "handled"].assign(
        fcr=lambda t: (t["resolved"] == 1) & (t["repeat_7d"] == 0), aht=lambda t: t["talk_s"] + t["hold_s"] + t["acw_s"]
    )


def billing_paradox(frames: Frames) -> Insight:
    calls, helped = frames["contact_calls"], _helped(frames)
    bills = calls[calls["line"] == "billing"]
    missed = bills["ivr_misrecognitions"]
    whole = (missed == 0) & (bills["end"] == "handled") & (bills["resolved"] == 1) & (bills["repeat_7d"] == 0)
    helped = helped[helped["line"] == "billing"].assign(missed=lambda t: t["ivr_misrecognitions"].clip(upper=2))
    return insight(
        "I5",
        "The billing paradox: {step_ok} of menu steps pass, {menu_ok} of menus are free of mishearings and {whole_ok} "
        "of calls are clean from end to end. With 0, 1, 2 or more mishearings, first-contact resolution is "
        "{fcr_0}, {fcr_1}, {fcr_2} and handling takes {aht_0}, {aht_1}, {aht_2} seconds.",
        step_ok=1 - missed.sum() / bills["ivr_steps"].sum(),
        menu_ok=(missed == 0).mean(),
        whole_ok=whole.mean(),
        **{f"{name}_{m}": value for name in ("fcr", "aht") for m, value in split(helped, "missed", name).items()},
    )


def parts_pass(frames: Frames) -> Insight:
    passed = split(frames["qa_tests"], "part", "passed")
    return insight(
        "I5-tests",
        "Both parts pass their own test: {steps} of menu steps (bar 0.95) and {agents} of agent calls (bar 0.90). "
        "Read it beside contact_calls, where the whole fails.",
        steps=passed["ivr_step"],
        agents=passed["agent_call"],
    )


def handling_trap(frames: Frames) -> Insight:
    agents = _helped(frames).groupby("agent_id").agg(
        aht=("aht", "mean"), fcr=("fcr", "mean"), total=("aht", "sum"), solved=("fcr", "sum")
    )  # fmt: skip
    quarters = agents.groupby(pd.qcut(agents["aht"], 4, labels=[1, 2, 3, 4]), observed=True)
    fcr, sums = quarters["fcr"].mean(), quarters[["total", "solved"]].sum()
    cost = sums["total"] / sums["solved"]
    return insight(
        "I6",
        "The trap of handling time: the fastest quarter of agents solves {fcr_fastest} at first contact, the slowest "
        "{fcr_slowest}; a solved issue costs {cost_fastest} seconds with the fastest quarter, {cost_second} and "
        "{cost_third} in the middle, {cost_slowest} with the slowest.",
        fcr_fastest=fcr[1],
        fcr_slowest=fcr[4],
        **{f"cost_{name}": cost[q] for q, name in enumerate(("fastest", "second", "third", "slowest"), start=1)},
    )


def vanished(frames: Frames) -> Insight:
    calls = frames["contact_calls"]
    recorded, pressed = calls["reason"].value_counts(), calls["ivr_path"].value_counts()
    passed = calls[calls["transferred"] == 1].assign(lost=lambda t: t["end"] == "dropped_transfer")
    lost = split(passed, "agent_trained", "lost")
    return insight(
        "I7",
        "Callers who vanish hide the top problem of the support line: by recorded reason device fault leads "
        "({recorded_fault} against {recorded_login} app login), by the keys they pressed app login does (2>4 "
        "{pressed_login}, 2>1 {pressed_fault}). Untrained agents lose {lost_untrained} of transfers, trained ones "
        "{lost_trained}; {no_reason} of all calls have no reason.",
        recorded_fault=recorded["device fault"],
        recorded_login=recorded["app login"],
        pressed_login=pressed["2>4"],
        pressed_fault=pressed["2>1"],
        lost_untrained=lost[0],
        lost_trained=lost[1],
        no_reason=calls["reason"].isna().mean(),
    )


def first_words(frames: Frames) -> Insight:
    plays = frames["roleplay_logs"]
    well = plays["first_choice"] == "name-facts"
    solved = split(plays.assign(well=well, solved=plays["end"] == "resolved"), "well", "solved")
    lot = split(plays.assign(well=well)[plays["player"] == "random"], "well", "trust")
    middle = plays.groupby("first_choice")["trust"].transform("mean")
    return insight(
        "I17",
        "The first choice explains {share} of the variance of the trust at the end: {solved_named} of the calls that "
        "begin with her facts are resolved, {solved_other} of the others. Part of it is who plays; among random "
        "players, who begin as if by lot, it is still worth {lot_named} points of trust against {lot_other}.",
        share=((middle - plays["trust"].mean()) ** 2).sum() / ((plays["trust"] - plays["trust"].mean()) ** 2).sum(),
        solved_named=solved[True],
        solved_other=solved[False],
        lot_named=lot[True],
        lot_other=lot[False],
    )
