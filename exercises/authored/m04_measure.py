# ---
# cxcourse: {module: m04, exercise: m04_measure}
# ---

# %% [markdown]
# # Module 4: graded exercise
#
# Eight measures in code, ten figures from the tables of Lumen Mobile, one chart, and two short texts. You may look up
# everything: the module, the web, a colleague's advice. What you hand in is your own.
#
# **Time:** about 60 minutes, in one sitting or several. **Points:** 40.
#
# | Task | What you do | Points | Marked by |
# |---|---|---|---|
# | A1 | Write eight functions, 2 points each | 16 | the grading program |
# | A2 | Report ten figures from the tables | 8 | the grading program |
# | A3 | Draw one chart that explains itself | 4 | the grading program |
# | M1 | Say in 150 words whether the new bill is better | 8 | your instructor |
# | M2 | Examine one figure that you found yourself | 4 | your instructor |
#
# **How it works.** Write your code where it says `YOUR CODE HERE` and delete the line with `NotImplementedError`.
# The short cell below each answer hands it over; run it as often as you like. It tries the examples of the text and
# tells you what it saw. When the exercise is marked, more inputs are tried, and every part that is right earns its
# points. The feedback says what went wrong, and often why.

# %%
import altair as alt
import numpy as np
import pandas as pd

from cxcourse import load_dataset, metrics, submit, submit_calls

# %% [markdown]
# ## Before A1 · One rule for all answers
#
# A column of answers is handed over as a list or as a pandas column. Three rules hold for all functions below:
#
# - **Missing** answers (`None`, `NaN`, `<NA>`) are left out. They are not zero, and they do not count in the base.
# - **Impossible** values, such as an 11 on a scale from 0 to 10, are refused with a `ValueError`. A column with such
#   a value has a fault, and a mean would hide it.
# - **Nothing left** to measure means that the result is undefined: return `None` and not 0.
#
# Write the first two rules once, here, and use them in the functions. This cell has no points of its own.
# `pd.Series(values).dropna()` drops what is missing and `.between(low, high)` tells what is possible.

# %% answer="usable"
def usable(values, low, high):
    """The answers that are there, as a pandas Series; ValueError when one is impossible."""
    ### BEGIN SOLUTION
    there = pd.Series(values).dropna().astype(float)
    if not there.between(low, high).all():
        raise ValueError(f"expected answers from {low} to {high}")
    return there
    ### END SOLUTION

# %% [markdown]
# ## A1 · Eight functions (16 points)
#
# Give full precision or at least one decimal. A share is a percentage from 0 to 100.
#
# ### Net Promoter Score
#
# Answers from 0 to 10. The result is in points, from −100 to 100: the percentage of promoters (9, 10) minus the
# percentage of detractors (0 to 6), both of everybody who answered.

# %% answer="nps"
def nps(scores):
    """Net Promoter Score in points."""
    ### BEGIN SOLUTION
    there = usable(scores, 0, 10)
    if there.empty:
        return None
    return 100 * ((there >= 9).mean() - (there <= 6).mean())
    ### END SOLUTION

# %% task="m04-a1-nps"
submit_calls("m04-a1-nps", nps)

# %% [markdown]
# ### Customer satisfaction, top two boxes
#
# Answers from 1 to 5. The result is the percentage of answers that are 4 or 5.

# %% answer="csat"
def csat_top2(answers):
    """Share of answers 4 and 5, in percent."""
    ### BEGIN SOLUTION
    there = usable(answers, 1, 5)
    return None if there.empty else 100 * (there >= 4).mean()
    ### END SOLUTION

# %% task="m04-a1-csat"
submit_calls("m04-a1-csat", csat_top2)

# %% [markdown]
# ### Customer Effort Score
#
# Version 2.0: "Lumen made it easy for me", from 1 (disagree fully) to 7 (agree fully). The result is the mean, in the
# direction of the question.

# %% answer="ces"
def ces_mean(answers):
    """Mean of CES 2.0, from 1 to 7."""
    ### BEGIN SOLUTION
    there = usable(answers, 1, 7)
    return None if there.empty else there.mean()
    ### END SOLUTION

# %% task="m04-a1-ces"
submit_calls("m04-a1-ces", ces_mean)

# %% [markdown]
# ### First contact resolution
#
# Two columns with one row a call: whether it was resolved (1 or 0), and whether the customer rang again within seven
# days (1 or 0). The result is the percentage of calls that were resolved and not followed by another one. A call with
# a gap in either column is left out.

# %% answer="fcr"
def fcr(resolved, repeat_7d):
    """Share of calls resolved with no repeat within seven days, in percent."""
    ### BEGIN SOLUTION
    calls = pd.DataFrame({"resolved": list(resolved), "again": list(repeat_7d)}).dropna()
    solved, again = usable(calls["resolved"], 0, 1), usable(calls["again"], 0, 1)
    if not (solved.isin([0, 1]) & again.isin([0, 1])).all():
        raise ValueError("expected 0 or 1")
    return None if calls.empty else 100 * ((solved == 1) & (again == 0)).mean()
    ### END SOLUTION

# %% task="m04-a1-fcr"
submit_calls("m04-a1-fcr", fcr)

# %% [markdown]
# ### Average handle time
#
# Three columns with one row a handled call, all in seconds: talk, hold, and the work after the call. The result is
# the mean time that one call takes of an agent. Seconds below 0 are impossible. A call with a gap is left out whole.

# %% answer="aht"
def aht(talk_s, hold_s, acw_s):
    """Mean handle time of a call, in seconds."""
    ### BEGIN SOLUTION
    calls = pd.DataFrame({"talk": list(talk_s), "hold": list(hold_s), "acw": list(acw_s)}).dropna()
    parts = [usable(calls[name], 0, np.inf) for name in calls]
    return None if calls.empty else sum(parts).mean()
    ### END SOLUTION

# %% task="m04-a1-aht"
submit_calls("m04-a1-aht", aht)

# %% [markdown]
# ### Conversion rate
#
# Two counts: visits, and visits that ended in an order. The result is the percentage of visits with an order. There
# cannot be more orders than visits, and no count is below 0. Without a visit the rate is undefined.

# %% answer="conversion"
def conversion(visits, orders):
    """Share of visits with an order, in percent."""
    ### BEGIN SOLUTION
    if not 0 <= orders <= visits:
        raise ValueError("expected orders from 0 to the number of visits")
    return None if visits == 0 else 100 * orders / visits
    ### END SOLUTION

# %% task="m04-a1-conversion"
submit_calls("m04-a1-conversion", conversion)

# %% [markdown]
# ### Retention rate
#
# Three counts: customers at the start of a period, customers at its end, and how many of those at the end joined in
# between. The result is the percentage of the starting customers who are still there. Nobody can stay who was not
# there, so the three counts may contradict each other: refuse that. With no customer at the start it is undefined.

# %% answer="retention"
def retention(start, end, new):
    """Share of the starting customers who are still there at the end, in percent."""
    ### BEGIN SOLUTION
    stayed = end - new
    if min(start, end, new) < 0 or not 0 <= stayed <= start:
        raise ValueError("these counts contradict each other")
    return None if start == 0 else 100 * stayed / start
    ### END SOLUTION

# %% task="m04-a1-retention"
submit_calls("m04-a1-retention", retention)

# %% [markdown]
# ### Customer lifetime value
#
# A customer brings the same margin every year, **the first at once**. Each year the customer stays with probability
# `retention_rate`, and a margin that comes a year later is divided by `1 + discount_rate`. Added up for all time, this
# is the margin times (1 + discount) / (1 + discount − retention). Retention is a share from 0 up to, but not
# including, 1; a discount rate below 0 is impossible. A margin may be negative: some customers cost money.

# %% answer="clv"
def clv(margin, retention_rate, discount_rate):
    """Expected margin of a customer over all years, the first one at once."""
    ### BEGIN SOLUTION
    if not 0 <= retention_rate < 1 or discount_rate < 0:
        raise ValueError("expected a retention rate from 0 to below 1, a discount rate from 0")
    return margin * (1 + discount_rate) / (1 + discount_rate - retention_rate)
    ### END SOLUTION

# %% task="m04-a1-clv"
submit_calls("m04-a1-clv", clv)

# %% [markdown]
# ## A2 · Ten figures (8 points)
#
# Use your functions, those of `metrics`, or pandas alone. The tables are the clean ones.

# %%
survey = load_dataset("survey_responses")
calls = load_dataset("contact_calls")
web = load_dataset("web_sessions")
cohorts = load_dataset("cohort_retention")

# %% [markdown]
# | Name | Figure | Unit |
# |---|---|---|
# | `nps` | Net Promoter Score of all answers in `survey` | points |
# | `nps_low`, `nps_high` | the two ends of its 95 % interval | points |
# | `csat_gap` | among **Everyday** customers: top-two satisfaction with the new bill minus that with the old one | percentage points |
# | `ces_ivr` | mean effort score at the touchpoint `ivr_billing` | 1 to 7 |
# | `fcr_billing` | first contact resolution of the **handled** calls (`end`) on the billing line, window of seven days | % |
# | `aht_s` | average handle time of all handled calls | seconds |
# | `uplift` | by how much the share of sessions with a purchase is higher in variant B than in A, **relative** to A | % |
# | `load_typical_s` | typical loading time on mobiles in variant A: the **geometric** mean of `load_s` | seconds |
# | `retention_m3` | of all customers in all cohorts together, those still active in month 3 | % |
#
# Half a point, or one percent of the figure, is near enough. Each figure is worth 0.8 points, so report those you have.

# %%
report = {}

# %% [markdown]
# First the survey: the score with its interval, the gap between two bills, the effort in the menu.

# %% answer="survey-figures"
### BEGIN SOLUTION
score = metrics.nps(survey["nps"])
report |= {"nps": score.value, "nps_low": score.low, "nps_high": score.high}
everyday = survey[survey["segment"] == "Everyday"]
by_bill = everyday.groupby("bill_design")["csat"].apply(csat_top2)
report["csat_gap"] = by_bill["new"] - by_bill["old"]
report["ces_ivr"] = ces_mean(survey.loc[survey["touchpoint"] == "ivr_billing", "ces"])
### END SOLUTION

# %% [markdown]
# Then the calls.

# %% answer="call-figures"
### BEGIN SOLUTION
handled = calls[calls["end"] == "handled"]
billing = handled[handled["line"] == "billing"]
report["fcr_billing"] = fcr(billing["resolved"], billing["repeat_7d"])
report["aht_s"] = aht(handled["talk_s"], handled["hold_s"], handled["acw_s"])
### END SOLUTION

# %% [markdown]
# Last the web sessions and the cohorts.

# %% answer="behaviour-figures"
### BEGIN SOLUTION
bought = web.groupby("variant")["purchased"].mean()
report["uplift"] = 100 * (bought["B"] / bought["A"] - 1)
mobile_a = web[(web["device"] == "mobile") & (web["variant"] == "A")]
report["load_typical_s"] = np.exp(np.log(mobile_a["load_s"]).mean())
month_3 = cohorts[cohorts["month"] == 3]
report["retention_m3"] = 100 * month_3["active"].sum() / month_3["cohort_size"].sum()
### END SOLUTION

# %% task="m04-a2"
submit("m04-a2", report)

# %% [markdown]
# ## A3 · A chart that explains itself (4 points)
#
# The table below holds the mean effort score of each touchpoint. Draw it with Altair, as bars or points, and call the
# chart `chart`. Somebody who sees it without your text must understand it: give it a title of three words or more,
# a title to both axes in plain words, and a `description` of ten words or more that tells a person who cannot see it
# what it shows.

# %%
by_touchpoint = survey.dropna(subset="ces").groupby("touchpoint", as_index=False)["ces"].mean().astype({"ces": float})
chart = None
by_touchpoint

# %% answer="chart"
### BEGIN SOLUTION
about = "Bars of mean ease by touchpoint: billing menu lowest, about 3 of 7; phone agent highest, about 5."
bars = alt.Chart(by_touchpoint, title="The billing menu costs most effort", description=about).mark_bar()
chart = bars.encode(
    alt.X("ces", title="Mean ease (CES 2.0, 1 to 7)"),
    alt.Y("touchpoint", title="Touchpoint", sort="x"),
)
chart
### END SOLUTION

# %% task="m04-a3"
submit("m04-a3", chart)

# %% [markdown]
# ## M1 · Is the new bill better? (8 points)
#
# Lumen sent a redesigned bill to some customers (`bill_design` in `survey`). A manager compares the satisfaction of
# all who got the new bill with that of all who got the old one, and wants to stop the redesign. Look at the data for
# yourself, by segment too, and advise the manager in about 150 words.
#
# Your instructor looks at four things, with up to 2 points for each: the right answer **by segment** and why the two
# comparisons differ; how **sure** the figures are; a **recommendation** that follows; **plain language**.
#
# You may add code cells above your text.

# %% [markdown] written="m04-m1"
# Write your advice here, about 150 words. (Double-click to edit.)

# %% [markdown]
# ## M2 · A figure under the lamp (4 points)
#
# Find a figure on customer or user experience in an advertisement, an article or a talk, and answer the ten questions
# of the number clinic: who says it · first source · year · who was asked · what was asked · compared with what ·
# absolute or relative · "up to"? · who gains from it · would our data show it? Where you cannot find an answer, say
# where you looked. End with one sentence: would you use the figure, and for what?

# %% [markdown] written="m04-m2"
# Name the figure and where you found it, then answer the ten questions. (Double-click to edit.)

# %% [markdown]
# ## Before you hand in
#
# - Choose **Kernel**, **Restart Kernel and Run All Cells**: every function must work from an empty start.
# - Every cell that hands something over says what it saw; nothing says *not written yet* or *nothing yet*.
# - M1 and M2 hold your texts.
# - The notebook is saved, and the folder `answers` lies beside it. Hand in both.
