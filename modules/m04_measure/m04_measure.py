# ---
# cxcourse: {module: m04}
# ---

# %% [markdown] minutes=1
# # Module 4: Measuring experience
#
# **130 minutes, in two sittings** · Prerequisites: module 3 · Data: survey, calls, web sessions and cohorts of Lumen
# Mobile, invented (CC0) · Text: CC BY 4.0
#
# You will turn customers' answers, calls and clicks into figures, and learn how far each figure can be trusted. **How
# to use it:** run the cells from top to bottom with Shift+Enter. The code is short and given; you change a word or a
# number here and there. *Evidence* notes say how sure a claim is. *Our sources* are the short articles from which this
# course grew.
#
# **First sitting:** [Before you start](#Before-you-start) · [What a metric is for](#What-a-metric-is-for) ·
# [Outcomes](#Outcomes) · [Four lines of pandas](#Four-lines-of-pandas) · [Survey metrics](#Survey-metrics) ·
# [Contact metrics](#Contact-metrics) · [Behaviour metrics](#Behaviour-metrics) · [Uncertainty](#Uncertainty) ·
# [Traps](#Traps)
#
# **Second sitting:** [Two quarrels](#Two-quarrels) · [The number clinic](#The-number-clinic) ·
# [Practical activity](#Practical-activity) · [Graded exercise](#Graded-exercise) · [Key points](#Key-points) ·
# [Module Resources](#Module-Resources) · [What's Next](#What's-Next) · [Glossary](#Glossary)
#
# ## Before you start
#
# Two questions, no marks. Your first thought is what we are after.

# %% widget=true minutes=2
from cxcourse import Quiz

Quiz("m04-before")

# %% [markdown] minutes=2 facts=["F277", "F143", "F051"]
# Both questions come back later, with data.
#
# ## What a metric is for
#
# Samira is new at Lumen Mobile. Every Monday at nine she puts one page on the table. Around it sit the heads of the
# shop, the web, the phone line and billing. Last Monday her page said "Satisfaction: 3.6". Somebody asked, "Is that
# good?" Somebody else said, "Up or down?" Then they talked about the coffee machine.
#
# The number was correct. It was useless, because nobody could *do* anything with it. A **metric** is a rule that turns
# events into a number, so that somebody can decide. So ask four things of every metric before you compute it:
#
# 1. **Which decision** hangs on it, and who takes it?
# 2. **What is counted**, and what does it count *of*? The second part is called the **base**.
# 3. **Which way is good**, and how would we know that it has moved?
# 4. **How could it be gamed?** A measure with a bonus attached invites tricks.
#
# Module 1 ended the value delivery model with measurement and optimization: find out whether an experience works, then
# make it work better. One of our sources adds a test that fits on a sticky note. Choose measures that bear directly on
# what makes a good experience, for customers and for staff. *Evidence: framework and advice.*
#
# A number that rises and helps no decision is a **vanity metric**. "A million page views" is the classic.
#
# CX and UX use different metrics, another source notes, because they look at different people for different readers.
# We sort the metrics of this module by where the rows come from: **surveys**, **contacts**, **behaviour**.

# %% [markdown] minutes=1 facts=["F180", "F181", "F278"]
# ## Outcomes
#
# At the end of this module you can:
#
# 1. *Compute* NPS, CSAT, CES, FCR, AHT, conversion, retention, churn and CLV from raw rows, stating the rule used.
# 2. *Report* an estimate with its sample size and its 95 % interval, and *decide* whether two groups differ.
# 3. *Choose* a metric for a decision, and *name* one way in which it could be gamed.
# 4. *Detect* a misleading comparison: mix shift, non-response or a reversed scale.
# 5. *Appraise* a published figure with the ten questions of the number clinic.
# 6. *Visualise* a metric by group in an accessible chart with a summary in words.
#
# In full: AHT is average handle time; CES, Customer Effort Score; CLV, customer lifetime value; CSAT, customer
# satisfaction; FCR, first contact resolution; NPS, Net Promoter Score.
#
# Our sources *name* most of these metrics: one table puts NPS, CSAT and CES under CX, and FCR, AHT and retention
# under customer service. A third list has satisfaction, NPS and CLV. None gives a question, a scale or a formula. So
# the rules here are ours, taken from the literature of the field. *Evidence: editor's note.*

# %% [markdown]
# ## Four lines of pandas
#
# *pandas* is a Python library for tables. You need four moves: **read** a table, **pick** a column, **filter** rows,
# **group** them. Know them already? Run the cells and go on.
#
# **Read.** A table has a name, and `.head()` shows its first rows. Each row below is one invitation to a survey.

# %% minutes=3 tags=["table"]
from cxcourse import charts, load_dataset, metrics

survey = load_dataset("survey_responses")
survey.head()

# %% [markdown]
# *NA* between angle brackets means that there is no value. The customer in the first row was asked and did not answer.
#
# **Pick.** Square brackets with the name of a column take that column. `.count()` counts what is there, without the
# gaps.

# %% minutes=1
print(survey["csat"].count())

# %% [markdown]
# So 2,347 people said how satisfied they were. **Filter.** Inside the brackets stands a question with yes or no for
# each row. Rows with yes are kept. Note the *double* equals sign: it asks, where a single one would set.

# %% minutes=1
shop = survey[survey["touchpoint"] == "shop"]
len(shop)

# %% [markdown]
# There were 625 invitations after a visit to the shop. **Group.** `groupby` makes one heap of rows for each value of a
# column, and works out one figure for each heap.

# %% minutes=1
survey.groupby("touchpoint")["responded"].mean().round(2)

# %% [markdown]
# Six touchpoints, six shares: between 50 % and 58 % answered. (A yes counts as 1, so the mean of yes and no is a
# share.) These four moves carry you through the module. **Your turn:** the cell should count the invitations after a
# *delivery*. Repair the word, and run it.

# %% checkpoint=true minutes=3 tags=["try", "faded"]
mine = survey[survey["touchpoint"] == "shop"]
len(mine)

# %% [markdown]
# You should see 452.
#
# **One warning before we go on.** The tables here are tidy. Real ones are not, and we ship a messy twin of each. Here
# are the seven rarest entries in its NPS column, each with how often it occurs.

# %% minutes=1
messy = load_dataset("survey_responses", clean=False)
messy["nps"].value_counts().tail(7)

# %% [markdown]
# Five ways to write "no answer", and two answers that cannot be: 99 and 11, on a scale that ends at 10. A mean takes
# the 99 without a word. So look at the values first. **Gaps** are left out and counted; **impossible values** are a
# fault to be told, not a number to be averaged. From here on we use the tidy tables.

# %% [markdown] minutes=1 facts=["F070", "F071", "F186"]
# ## Survey metrics
#
# Ask the customers, says one of our sources: a survey lets them tell you how it went, and guards you against a poor
# experience that nobody notices. In the same breath it praises the free survey builder of one firm, Qualtrics.
# *Evidence: the first is advice; the second reads like an advert.* Any form will do. What matters is the question, the
# scale and who gets asked.
#
# ### Net Promoter Score (NPS)
#
# **Question:** "How likely are you to recommend Lumen Mobile to a friend or colleague?" **Scale:** 0 to 10.
#
# - 9 or 10: **promoter** · 7 or 8: **passive** · 0 to 6: **detractor**
#
# **Rule:** the percentage of promoters minus the percentage of detractors. The result is in *points*, from −100 to
# +100, and it is not a percentage. Passives count in the base.
#
# **A worked example.** Ten people answer 10, 9, 9, 9, 8, 8, 7, 6, 5, 3. Four are promoters: 40 %. Three are detractors:
# 30 %. NPS = 40 − 30 = **+10**. The course's metrics do the same, and they show the working.

# %% minutes=1 tags=["worked"]
ten = metrics.nps([10, 9, 9, 9, 8, 8, 7, 6, 5, 3])
ten.steps

# %% [markdown]
# Notice what the rule throws away. If a person goes from 0 to 6, nothing happens: still a detractor. From 6 to 7, the
# score moves. Feel this in the lab. **Three tasks:** (1) make a score of 0 in two quite different ways; (2) turn ten
# passives into promoters, and see by how much the score moves; (3) make the sample ten times as large with the same
# shares, and watch the interval. (Rather type than click? `lab = MetricLab("nps")`, then `lab.set(promoters=40)`.)

# %% widget=true minutes=3
from cxcourse import MetricLab

MetricLab("nps", name="m04-nps")

# %% [markdown] facts=["F186"]
# A score of 0 can be a room full of 7s and 8s, or half love and half hate. So never show the score without the three
# groups.
#
# **How good is NPS?** Reichheld proposed it in 2003 as the one number a firm needs. Keiningham and others looked
# again in 2007, and did not find that it beats other measures at foretelling growth. Baehre and others gave a
# qualified yes in 2021, for NPS as a measure of a brand's health. *Evidence: standing in the field is mixed; the 2003
# paper is cited from memory, of the other two we read the abstracts.* A popular metric may be weakly supported. Use
# it because your firm knows it, and keep a second one beside it.

# %% [markdown] facts=["F187"]
# ### Customer satisfaction (CSAT)
#
# **Question:** "How satisfied were you with this contact?" **Scale:** 1 to 5. **Two rules are in use**, and both are
# called CSAT:
#
# - **Top two boxes:** the share of answers that are 4 or 5, in percent.
# - **Mean:** the average answer, from 1 to 5.
#
# Here are both for the shop.

# %% minutes=1
print(metrics.csat(shop["csat"]))
print(round(shop["csat"].mean(), 2))

# %% [markdown] minutes=1 facts=["F188"]
# 56 % satisfied, and a mean of 3.60. They are not two views of one number: 3.60 of 5 would be "72 %", and nobody is
# 72 % of anything. Say which rule you used. The result also tells the base: 335 answered and 290 did not.
#
# ### Customer Effort Score (CES)
#
# How easy was it to get something done? Two versions run in **opposite directions**:
#
# | | CES 1.0 | CES 2.0 |
# |---|---|---|
# | Published | 2010 | 2013 |
# | Question | How much effort did you have to put in? | The company made it easy for me. |
# | Scale | 1 to 5 | 1 to 7, agreement |
# | Good is | **low** | **high** |
#
# If your firm changed version last spring, then the chart has a jump that no customer felt. With version 2.0 some
# report the mean, and some the share of 5, 6 and 7. Lumen asks version 2.0. We name version and rule each time.
# *Evidence: definition; the change of scale was read on a vendor's page.*
#
# **A habit for all three.** A mean is one bar for many people. The next chart shows the people: everybody's answer
# about ease, for two places in which one can buy a phone.
#
# **Predict:** which share found it easy (5 or more of 7) in the *shop*, and which on the *website*? Say two numbers.

# %% minutes=1 tags=["predict"]
places = survey[survey["touchpoint"].isin(["shop", "website"])]
charts.likert(places, {"ces": "made it easy"}, by="touchpoint", scale=(1, 7), ends=("hard", "easy"))

# %% [markdown] minutes=1 tags=["summary"]
# **The chart in words.** Of 335 answers about the shop, 67 % say easy, 25 % neutral and 8 % hard. Of 511 about the
# website, 56 % say easy, 30 % neutral and 14 % hard. Neutral is a 4 and lies across the middle line. The means, 5.03
# and 4.69, sound nearly alike. In the chart you see who pays for the gap.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m04-survey")

# %% [markdown] minutes=1 facts=["F189"]
# ## Contact metrics
#
# Now to the phone line. The rows are calls, and nobody has to answer a question. That looks like solid ground. It is
# not, because each rule hides a choice.
#
# ### First contact resolution (FCR)
#
# **Rule:** the share of issues that were solved in the first contact. Our source names it and leaves the hard part out:
# *who says that it was solved?* Three answers:
#
# - the **agent** ticks a box;
# - the **log** shows no second contact within a window, say seven days;
# - the **customer** is asked.
#
# They disagree. The strict rule that we use demands the first two: ticked, *and* nobody came back within seven days.
# **Predict** the gap on the sales line. Then run both.

# %% minutes=1 tags=["predict"]
calls = load_dataset("contact_calls")
sales = calls[(calls["line"] == "sales") & (calls["end"] == "handled")]
print("ticked:", metrics.fcr(sales["resolved"]))
print("strict:", metrics.fcr(sales["resolved"] & ~sales["repeat_7d"]))

# %% [markdown] facts=["F190"]
# 86 % by the agents' tick and 80 % by the strict rule, from the same 848 calls. A manager who wants a better figure can
# get six points by changing the rule. So the window and the rule belong on the page.
#
# (`&` means *and*; `~` means *not*.)
#
# ### Average handle time (AHT)
#
# **Rule:** talk + hold + after-call work, added up, divided by *handled* calls. After-call work is what the agent does
# once you have hung up. Our source does not say which parts belong to it, so say so yourself: leave out the after-call
# work and the figure looks better.

# %% minutes=1
print(metrics.aht(sales["talk_s"], sales["hold_s"], sales["acw_s"]))
seconds = sales["talk_s"] + sales["hold_s"] + sales["acw_s"]
print("median:", seconds.median())

# %% [markdown] minutes=1
# The mean is 367 seconds, and the median is 344.5. Half of the calls are shorter than the median. A few very long
# calls pull the mean up, so give both. AHT is good for **planning**: how many agents do we need at ten o'clock? As a
# **target** for one agent it is dangerous. You will see why on Monday.
#
# ### Service level
#
# **Rule:** the share of calls that were answered within a limit, such as 20 seconds. What about people who hang up
# while they wait? There are at least four formulas. **Your task in the lab:** keep the numbers, change only the
# formula, and find the highest and the lowest service level of one and the same day.

# %% widget=true minutes=2
from cxcourse import MetricLab

MetricLab("service-level", name="m04-service-level")

# %% [markdown] facts=["F181"]
# From 81 % to 86 %, without one call being answered faster. A target of "at least 85 %" is met or missed by the
# choice of formula.
#
# | Metric | Which way is good? | A cheap way to better it |
# |---|---|---|
# | FCR | up | tick "solved"; shorten the window |
# | AHT | neither, by itself | hang up; pass the caller on |
# | Service level | up | pick the formula; let whoever is late wait longer |

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m04-contact")

# %% [markdown] facts=["F098", "F027"]
# ## Behaviour metrics
#
# The third kind asks nobody anything. It watches what people do. Lumen logs each visit to its web shop, and looks for
# the weak spots.
#
# ### Conversion rate
#
# **Rule:** visits that reach a goal, as a share of all visits. For a brand that lives on the web, one source claims,
# anything that spoils UX blocks conversion as well, and then the whole CX suffers. *Evidence: opinion. You can test the
# first half on Monday.* The choice that hides in this rule is the base: **sessions** or **visitors**?

# %% minutes=1
web = load_dataset("web_sessions")
print("of sessions:", round(web["purchased"].mean(), 3))
print("of visitors:", round(web.groupby("visitor_id")["purchased"].max().mean(), 3))

# %% [markdown] minutes=1 facts=["F191", "F017", "F164"]
# 7.4 % of 12,000 sessions ended in a purchase, and 9.7 % of 9,000 visitors bought at least once. People look twice
# before they buy a phone. Neither base is wrong.
#
# ### Retention and churn
#
# A poor contact may settle whether somebody stays. Mark's loyalty hangs on how his broken phone is dealt with, and a
# person's experience may change their whole view of a firm. *Evidence: opinion of our sources.* Staying can be counted.
#
# - **Retention rate:** of the customers at the *start* of a period, the share still there at its end.
# - **Churn rate:** the share of them that left. The two add up to 100 %.
#
# **A worked example.** Lumen starts March with 200 business customers and ends it with 210. It grew, so did nobody
# leave? Ask how many are *new*: 30. Then 210 − 30 = 180 of the 200 stayed. Retention is 90 %, churn 10 %. Whoever
# compares 200 with 210 has counted newcomers as loyal.

# %% minutes=1 tags=["worked"]
print(metrics.retention(start=200, end=210, new=30))
print(metrics.churn(lost=20, start=200))

# %% [markdown] minutes=1 facts=["F280", "F206", "F207"]
# Now the score is right, and it has an interval. A **cohort** is a group that began in the same month. It makes the
# question cleaner: newcomers cannot creep in.
#
# ### Customer lifetime value (CLV)
#
# What is a customer worth over the whole relation? One source names CLV as a sign that experiences work, and another
# says that good CX brings repeat business while good service slows churn. *Evidence: opinion; no formula is given.* A
# plain rule: each year brings a margin *m*, the customer stays with probability *r*, and money next year is worth less
# than money today, by the discount rate *d*. With the first margin now,
#
# CLV = *m* · (1 + *d*) / (1 + *d* − *r*).
#
# **In the lab:** with a margin of 120, retention of 80 % and a discount of 10 %, CLV is 440. **Predict:** what does
# 90 % retention make of it? Then let the first margin come a year later, and compare.

# %% widget=true minutes=2
from cxcourse import MetricLab

MetricLab("clv", name="m04-clv")

# %% [markdown]
# Ten points of retention turn 440 into 660: half as much again. And the date of the first margin is worth exactly one
# margin, 440 against 320. So CLV rests on the retention that you *assume* for years to come. It is a forecast in the
# dress of a fact. Use it to compare two plans; do not put it to the cent on a slide.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m04-behaviour")

# %% [markdown]
# ## Uncertainty
#
# Another 335 shop customers would have given another score. How different? A **95 % confidence interval** is a range,
# made by a method that catches the true value in 95 of 100 samples. It says how far luck could have moved the
# figure. It knows nothing of a poor question or of who did not answer.
#
# You can see it happen. The **bootstrap** draws 335 answers from our 335, *with putting back*, and works out the
# score. Then it does that again, a thousand times. (`frac=1` means as many as there are, and `replace=True` means
# putting back.)

# %% minutes=1
answers = shop["nps"].dropna().astype(int)
again = []
for turn in range(1000):
    draw = answers.sample(frac=1, replace=True, random_state=turn)
    again.append(100 * ((draw >= 9).mean() - (draw <= 6).mean()))
print(round(sorted(again)[25], 1), "to", round(sorted(again)[974], 1))

# %% [markdown]
# The middle 950 of the thousand scores run from about −15.5 to 0.3. The formula in the course gives nearly the same,
# and takes no time:

# %% minutes=1
metrics.nps(shop["nps"])

# %% [markdown] minutes=1
# −8 points, from −16 to 0.5. So an honest sentence is: "The shop's score is −8, give or take 8 points, on 335 answers."
#
# ### News or noise?
#
# From the first quarter to the second, the *website* went from −19 to −3. At the *shop* it was −12 to −4. Both rose.
# **Predict:** which rise would you take to the Monday table? Both, one, or none?

# %% minutes=1 tags=["predict"]
site = survey[survey["touchpoint"] == "website"]
scores = {"website": metrics.nps(site["nps"], by=site["quarter"]), "shop": metrics.nps(shop["nps"], by=shop["quarter"])}
charts.intervals({f"{place}, {q}": scores[place][q] for place in scores for q in ("Q1", "Q2")}, sort=False)

# %% [markdown] tags=["summary"]
# **The chart in words.** Website: −19 (−28 to −10) on 267 answers, then −3 (−13 to 7) on 244. Shop: −12 (−23 to 0) on
# 154 answers, then −4 (−15 to 7) on 181. In both pairs the intervals overlap.
#
# Intervals that lie apart settle a question. Intervals that *overlap* decide nothing. Put the interval on the
# **difference** itself, and ask whether it holds zero. In the lab, press **Compare two**. The website comes first.
# Then choose *shop* where it says *Only touchpoint*.

# %% widget=true minutes=3
from cxcourse import MetricLab, load_dataset

MetricLab(
    "nps", data=load_dataset("survey_responses"), column="nps", by="quarter", where={"touchpoint": "website"},
    name="m04-difference",
)

# %% [markdown]
# Website: +16 points, from +2 to +29. Shop: +7 points, from −9 to +23. The first holds no zero, so it is likely to be
# news. The second holds it, so we cannot tell a rise from luck. That is **not** the same as "no change": with more
# answers it might show.
#
# Two rules to keep. **Say it with n and interval.** And **the more pairs you compare, the more false news you get**: of
# twenty differences that are nothing but luck, about one will look like news.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m04-uncertainty")

# %% [markdown] minutes=1 facts=["F085", "F086"]
# ## Traps
#
# An interval covers luck. These four traps are not luck, and no amount of data helps.
#
# **Trap 1: the rows that are not there.** A caller waits, hears silence, thinks that the line is dead, and hangs up. No
# agent has spoken to them, so no agent has written down why they rang. A trouble can then be common and stay unseen, as
# one of our sources warns. *Evidence: opinion; you will check it in Lumen's calls.* Ask of every table: who never got
# into it?
#
# **Trap 2: who answers.** Of Lumen's 4,400 invitations, 2,347 were answered. Do the silent ones feel the same? You
# cannot ask them. But the contracts know who left within 90 days, whether they answered or not.

# %%
survey.groupby("responded")["churn_90d"].mean().round(3)

# %% [markdown] minutes=1
# Of the silent, 12.7 % left; of those who answered, 11.3 %. A hint, though a weak one: the interval of that
# difference holds zero. As this world is invented, we can do what no firm can: read the minds of the silent.
# **Predict:** was it easier or harder for them?

# %% minutes=1 tags=["predict"]
silent = load_dataset("survey_silent")
print("answered:", metrics.ces(survey["ces"]))
print("silent:  ", metrics.ces(silent["ces"]))

# %% [markdown] minutes=1 facts=["F126"]
# Harder: 4.41 against 4.64 on the scale to 7, and neither interval comes near the other. The survey flatters Lumen.
# This is **non-response bias**, and a larger survey would carry the same bias with more confidence. Report the
# response rate (here 53 %), compare who answered with who was asked, and never set two surveys with very different
# rates side by side. Remember too that a rating judges more than a product: it judges how the firm dealt with
# questions and complaints.
#
# **Trap 3: the mix.** In May, Lumen's repair desk gets a new script. The share of problems solved falls. A failure?
#
# | | April: solved of all | May: solved of all |
# |---|---|---|
# | Simple problems | 720 of 800, 90 % | 380 of 400, 95 % |
# | Hard problems | 80 of 200, 40 % | 300 of 600, 50 % |
# | **All** | **800 of 1,000, 80 %** | **680 of 1,000, 68 %** |
#
# Both kinds got *better*, and the whole got *worse*, because far more hard problems came in. This is a **mix shift**;
# when the direction turns round, people call it Simpson's paradox. Whenever two totals are compared, ask whether they
# have the same mix. *Evidence: arithmetic, on invented numbers.*
#
# **Trap 4: the direction.** Is high good? Recall CES 1.0 and 2.0. A scale turned round makes the worst touchpoint the
# winner. Read the question before you read the bar. And look where the bar *begins*: if the axis starts at 70 and not
# at zero, a small gap looks like a landslide.

# %% widget=true checkpoint=true minutes=5
from cxcourse import Quiz

Quiz("m04-traps")

# %% [markdown]
# **End of the first sitting.** A good place to stop. What you know sinks in better overnight.
#
# **Back again?** Then Python has forgotten your tables. Run this cell, and go on from here.

# %% minutes=1
from cxcourse import charts, load_dataset, metrics

survey = load_dataset("survey_responses")
calls = load_dataset("contact_calls")
web = load_dataset("web_sessions")

# %% [markdown] minutes=1 facts=["F311", "F312", "F313", "F206", "F207", "F124"] tags=["debate"]
# ## Two quarrels
#
# Our sources disagree, twice. Take a side before you read ours.
#
# ### Where does retention belong?
#
# One table lists retention as a metric of **customer service**. Another article calls it a fruit of good **CX**. A
# second table by the author of the first gives CS the credit for keeping churn low, and CX for repeat business.
#
# - *For CS:* people leave after a bad contact, and a saved contact saves a customer. A service team can act on it.
# - *For CX:* prices, network, bills and contracts all drive leaving. One team cannot own a sum of everything.
#
# The quarrel goes further: **which metrics are CX metrics?** One list has NPS, CSAT and CES. The module page has
# satisfaction, NPS and CLV, and does not mention effort. And what is "long term"? One source sets short UX against
# long CX, another short CS against long CX. Yet they also say that one contact may decide years of loyalty, the more
# so since one angry post is read worldwide.
#
# **Our view.** A metric has no home. A *decision* has. Use retention for the decision that you have at hand, and show
# who can move it. *Evidence: editor's note.*

# %% [markdown] minutes=3 facts=["F320", "F224"] tags=["debate", "pair"]
# ### Is a long call bad?
#
# The same article lists average handle time as a metric of service, and then admires Zappos, a shop for shoes on the
# web, where a call may take hours. The press told of calls of 10 hours 29 minutes (2012) and 10 hours 43 minutes
# (2016). *Evidence: press reports, seen in stored copies; publicity about extremes. They say nothing about the mean
# call.*
#
# - *For short:* other callers are waiting, and most people want to get on with their day.
# - *For long:* a call that solves the problem is cheaper than two that do not.
#
# **In pairs, three minutes:** one speaks for the clock, and one for the customer. **Alone:** write a sentence for each.
# Then agree on *one number* that would settle it at Lumen. Keep it. In part 2 of the activity the data will speak.

# %% [markdown] minutes=1 facts=["F011", "F012"]
# ## The number clinic
#
# Figures wander. They lose their year, their question and their limits on the way, and arrive on a slide as "studies
# show". In the clinic each figure is examined with **ten questions**:
#
# 1. Who says it?
# 2. What is the first source?
# 3. Which year is it from?
# 4. Who was asked, or watched?
# 5. What was asked, or counted?
# 6. Compared with what?
# 7. Absolute or relative?
# 8. Is there an "up to"?
# 9. Who gains from it?
# 10. Would our own data show it?
#
# ### Patient A: 200 and 400 percent
#
# *One of our sources says: a study by "Forrester Search" found that good UI may raise a site's conversion rate by as
# much as 200 %, and better UX by 400 %.*
#
# **First, what would it mean?** Say that 2 of 100 visits end in an order. How many of 100 would it be after "200 %
# more"? **Predict**, put your number in place of the 4, and change it until the first line says 200.

# %% minutes=2 tags=["predict", "try"]
after = 4
print("relative change:", metrics.relative_change(before=2, after=after).value, "percent")
print("absolute change:", metrics.absolute_change(before=2, after=after).value, "orders in 100 visits")

# %% [markdown] minutes=1 facts=["F011", "F012"]
# Six, and not four: four is 100 % more. 200 % *more* is three times as much. The **relative** change is 200 %; the
# **absolute** change is four orders in 100 visits. The relative one always sounds larger when the start is small.
#
# **Then the ten questions.**
#
# | Question | What we found |
# |---|---|
# | Who says it | "Forrester Search", without title or year. The research firm's name is Forrester. |
# | First source, year | Probably a Forrester blog post of October 2009. It points to a report that we have not read. |
# | Who, what | Web *sites*. Orders per visit for the one figure, and leads per visit for the other. |
# | Compared with what | Well designed sites against poorly designed *other* sites. |
# | Relative? "Up to"? | Relative, and "up to" for the 200. |
# | Who gains | A firm that sells research and advice on the matter. |
# | Would our data show it | Only a test on *one* site would. Lumen has such a test; see Monday. |
#
# **Diagnosis.** Two *different metrics* of one study became a ranking, in which UX beats UI two to one. The origin,
# as far as we could read it, does not speak of UI as opposed to UX. And to compare a good site with a poor one does
# not tell what a redesign would do to yours. *Evidence: figure with a likely source, read as a stored excerpt only.*

# %% [markdown] minutes=1 facts=["F032", "F123"]
# ### Patient B: 82 percent
#
# *82 % of consumers in the US, says a source that names nobody, want more human contact in retail.*
#
# The likely origin is a report of the consultancy PwC from 2018: 15,000 people in 12 countries, 4,000 of them in the
# US. In stored copies we found the sample and 75 % for all countries. The 82 % for the US we know from memory only.
# As we remember it, the question was about human contact *in general*, in the future. "Retail" seems to have joined
# on the way. *Evidence: unsourced figure; origin likely, partly from memory.*
#
# **An examination with holes.** Fill them before you read the diagnosis.
#
# | Question | What we found |
# |---|---|
# | Who was asked | consumers, 15,000 in all |
# | What was asked | a wish, or what people did? … |
# | Who gains | … |
# | Would our data show it | Which of Lumen's four tables would, and by which column? … |
#
# **Diagnosis.** A wish, stated in a survey, in one year, published by a consultancy. People say what they want; what
# they choose is another measurement. Lumen's calls know who asked the menu for a person: `asked_for_human`.
#
# **A relative of B:** good CX makes people ready to pay more. Our source offers no figure. PwC's report has one: up
# to 16 %. Stated readiness again, and "up to" again. *Evidence: opinion; the figure was seen in stored copies.*

# %% [markdown] minutes=1 facts=["F122", "F125", "F127", "F128", "F155", "F038", "F213", "F214", "F215", "F229", "F230"]
# ### From promise to hypothesis
#
# Our sources make many promises. Good CX is to bring confidence, loyalty, retention and recommendation. For the firm
# it is to bring brand value, sales, market share, money and growth; and a rewarding purchase is to breed people who
# speak up for it. What people feel about a product is said to touch loyalty and new business. Others' bad stories are
# said to push down sales, customer numbers and the movement of stock. Supported people are said to be more satisfied,
# to spread the word, and to buy more. *Evidence: opinion, all of it.* One of the pages is dated May 2024, cites
# nothing, and reads like a machine's translation. Another lets one undated story of one firm, Apple, carry the proof
# from support to revenue. One story cannot.
#
# Do not throw the promises away. Turn each into a **hypothesis**: a sentence that data could contradict.
#
# | Promise | Hypothesis for Lumen | Could our four tables contradict it? |
# |---|---|---|
# | Good CX keeps customers | Those who found it easy leave less within 90 days | Yes: survey. It would show a link, not a cause. |
# | Firms that join up earn more | After joint training, revenue grows | No: one firm, no revenue. |
# | Good CX brings brand value | … | (your turn: what would you have to see?) |
#
# Let us try the first. The answers are split at 5 of 7.

# %% minutes=1
answered = survey[survey["responded"]]
answered.groupby(answered["ces"] >= 5)["churn_90d"].agg(["size", "mean"]).round(3)

# %% [markdown] facts=["F127"]
# Of 1,053 people who gave less than 5, 19.8 % left; of 1,294 who gave 5 or more, 4.4 %. The hypothesis survives. A
# cause it is not: perhaps people who are about to leave find everything hard.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m04-clinic")

# %% [markdown] minutes=1 tags=["activity"]
# ## Practical activity
#
# *Monday report, about 40 minutes.* It is Sunday evening, and Samira is ill. You write her page. Four tables lie
# ready: survey, calls, web sessions, cohorts. There are five parts. In each: **predict**, look, put the finding into
# your table.
#
# Make a table on paper or in a note, with five columns: *what we saw · figure with n and interval · rule used · how
# sure · what to do*. At the end you will choose **three rows** and **two charts** for the page.
#
# ### Part 1: the billing call
#
# **Predict.** Six touchpoints: shop, website, app, billing menu, phone agent, delivery. Which has the lowest NPS, and
# how low is it? Write your guess in place of the two values.

# %% minutes=1 tags=["activity", "predict"]
my_worst, my_score = "shop", -20

# %% [markdown] tags=["activity"]
# The chart shows the three groups behind each score, and the score with its interval.

# %% minutes=1 tags=["activity"]
charts.nps_breakdown(metrics.nps(survey["nps"], by=survey["touchpoint"]))

# %% [markdown] tags=["activity", "summary"]
# **The chart in words.** Agent +16 (9 to 24) on 460 answers; delivery −4 (−14 to 7) on 248; shop −8 (−16 to 0) on 335;
# website −12 (−18 to −5) on 511; app −12 (−20 to −5) on 441; billing menu −71 (−76 to −64) on 352. The menu has 78 %
# detractors. The four in the middle lie within each other's reach, so do not rank them.

# %% minutes=1 tags=["activity"]
found = metrics.nps(survey["nps"], by=survey["touchpoint"])
lowest = min(found, key=lambda place: found[place].value)
print(f"You said {my_worst} at {my_score}. It is {lowest} at {found[lowest].value:.0f}.")

# %% [markdown] tags=["activity"] facts=["F020", "F091", "F094", "F095"]
# The menu and the agent belong to *one* phone call. The menu is a machine that answers first and routes you on; the
# trade calls it *interactive voice response* (IVR), and so does the table. What goes on in there? One of our sources
# blames badly tuned machines that mishear, make people repeat themselves, and will not let them through to a person.
# *Evidence: opinion, told as a story.* Lumen's engineers disagree: "95 % of the steps pass." **Predict:** if 95 % of
# steps pass, what share of *whole menus*, with about seven steps each, pass without a mishearing?

# %% minutes=2 tags=["activity", "predict"]
billing = calls[calls["line"] == "billing"]
print("steps passed:", round(1 - billing["ivr_misrecognitions"].sum() / billing["ivr_steps"].sum(), 3))
print("clean menus: ", round((billing["ivr_misrecognitions"] == 0).mean(), 3))

# %% [markdown] tags=["activity"]
# 95.1 % of steps, and 69.8 % of menus: small faults multiply along a path (0.95 seven times over is 0.70), and three
# callers in ten are misheard. The engineers were right about the steps. Does a mishearing follow the caller to the
# *agent*? The cell groups handled billing calls by mishearings, with two or more as one group. **Predict** the
# direction of both columns.

# %% minutes=1 tags=["activity", "predict"]
handled = calls[calls["end"] == "handled"].copy()
handled["seconds"] = handled["talk_s"] + handled["hold_s"] + handled["acw_s"]
handled["solved"] = handled["resolved"] & ~handled["repeat_7d"]
handled["misheard"] = handled["ivr_misrecognitions"].clip(upper=2)
in_billing = handled[handled["line"] == "billing"]
in_billing.groupby("misheard")[["solved", "seconds"]].mean().round(2)

# %% [markdown] minutes=1 tags=["activity"]
# With 0, 1, and 2 or more mishearings, 82 %, 73 % and 64 % are solved by the strict rule, and handling takes 364, 408
# and 447 seconds. The agents are the best part of the call, and they seem to pay for the worst part. Write your first
# row. **Who should act, and what would you measure afterwards?**
#
# How sure can you be? The last group is small, 117 calls. Get the interval for yourself: change the 2 below to 0, run
# it again, and see whether the two intervals lie apart.

# %% checkpoint=true minutes=2 tags=["activity", "try"]
group = in_billing[in_billing["misheard"] == 2]
metrics.fcr(group["solved"])

# %% [markdown] tags=["activity"]
# ### Part 2: the fastest agents
#
# The head of the phone line wants a bonus for the quickest quarter of the 60 agents. Remember the number that you
# agreed on in the quarrel. First we put the agents into four groups of 15 by their mean handle time.
#
# **Predict.** Which group has the lowest cost in seconds *for each problem solved*?

# %% minutes=2 tags=["activity", "predict"]
import pandas as pd

pace = handled.groupby("agent_id")["seconds"].mean().astype(float)
pace = pd.qcut(pace, 4, labels=["1 fastest", "2", "3", "4 slowest"])
handled["pace"] = handled["agent_id"].map(pace)
table = handled.groupby("pace", observed=True)[["seconds", "solved"]].mean()
table["seconds_per_solved"] = table["seconds"] / table["solved"]
table.astype(float).round(2)

# %% [markdown] tags=["activity"]
# Read the last column, and then see how sure the second one is:

# %% minutes=1 tags=["activity"]
solved = handled.groupby("pace", observed=True)["solved"]
charts.intervals({group: metrics.fcr(rows) for group, rows in solved}, sort=False)

# %% [markdown] tags=["activity", "summary"] facts=["F320"]
# **The chart in words.** Solved by the strict rule: fastest 64 % (61 to 66) on 1,297 calls; second 80 % (77 to 82) on
# 1,293; third 86 % (84 to 87) on 1,360; slowest 90 % (88 to 91) on 1,402. All four intervals lie apart.
#
# The fastest quarter needs 329 seconds a call, and 515 for each problem solved. The other three need 449, 444 and
# 465. In this table, speed goes with unsolved problems. (The agents may differ in more than their pace.) And note the
# far end: the slowest solve most and are *not* the cheapest. So "longer is better" would be a poor rule, too. Write
# your second row: what would you pay a bonus for?

# %% [markdown] tags=["activity"] facts=["F086"]
# ### Part 3: the top problem of the support line
#
# The support head has money to repair *one* thing, and wants the most frequent reason for a call. **Predict:** will the
# reasons that agents recorded give the true order?

# %% minutes=2 tags=["activity", "predict"]
support = calls[calls["line"] == "support"]
support["reason"].value_counts(dropna=False)

# %% [markdown] tags=["activity"]
# Device faults lead with 724, and app logins come second with 630. But 424 support calls have **no** reason. Who are
# they? The keys that callers pressed were stored *before* anything could get lost: `2>1` is a device fault, `2>2` no
# signal, `2>4` an app login. Here is how each kind of call ended.

# %% minutes=1 tags=["activity"]
pd.crosstab(support["ivr_path"], support["end"], margins=True)

# %% [markdown] tags=["activity"]
# Of 919 callers with app logins, 254 were lost while being passed on, and 35 gave up in the menu. Of 803 with device
# faults it was 35 and 44. So the callers without a reason are mostly *one kind of* caller.
#
# By the keys, app login leads with 919 against 803: the order turns round. One more look, at calls that an agent passed
# on. The column `agent_trained` tells whether the agent had a training in handing callers over.

# %% minutes=1 tags=["activity"]
passed_on = support[support["transferred"]]
passed_on.groupby("agent_trained")["end"].value_counts(normalize=True).round(3)

# %% [markdown] minutes=3 checkpoint=true tags=["activity", "pair"]
# Agents without the training lose 39.6 % of the callers they pass on, and the trained lose 4.5 %. Lost callers take
# their reasons with them. So the table had a hole, and the hole had a cause.
#
# **In pairs:** one argues for repairing the login, one for training everybody. **Alone:** write both. Was training
# given by lot? The table does not say, so "training works" is still a hypothesis. Third row.

# %% [markdown] tags=["activity"] facts=["F098"]
# ### Part 4: the web shop
#
# A **funnel** counts who gets from each step to the next. On mobiles, the steps are: view a phone, compare, cart,
# checkout, buy. **Predict** the weakest step.

# %% minutes=1 tags=["activity", "predict"]
mobile = web[web["device"] == "mobile"]
charts.funnel(mobile, ["viewed", "compared", "cart", "checkout", "purchased"], people="sessions")

# %% [markdown] tags=["activity", "summary"]
# **The chart in words.** Of 7,457 mobile sessions 4,637 view a phone (62 %), 2,623 compare (57 % of those), 1,044 use
# the cart (40 %), 689 open the checkout (66 %) and 504 buy (73 %). The leak is between *compare* and *cart*. Is it
# because phones compare badly, or because the page is slow? Those who compared are split at four seconds of loading.

# %% minutes=1 tags=["activity"]
compared = mobile[mobile["compared"]]
slow = compared["load_s"] > 4
compared.groupby(slow)["cart"].agg(["size", "mean"]).round(3)

# %% [markdown] minutes=1 tags=["activity"] facts=["F098"]
# Up to four seconds, 47.3 % go on to the cart; above, 20.0 %. So here the opinion from our source gets support: what
# spoils the use goes with fewer orders. *Goes with*: slow phones may belong to people who buy less. A test by lot
# settles that, and Lumen has run one. Half of the visitors got variant B, with smaller pictures *on mobiles*.
# **Predict** the difference in orders: on mobiles, and on desktops.

# %% minutes=2 tags=["activity", "try"]
one_device = web[web["device"] == "mobile"]
a = one_device.loc[one_device["variant"] == "A", "purchased"]
b = one_device.loc[one_device["variant"] == "B", "purchased"]
print("A:", round(a.mean(), 3), " B:", round(b.mean(), 3))
metrics.difference(b, a)

# %% [markdown] minutes=1 tags=["activity"]
# On mobiles 5.8 % of sessions with A and 7.7 % with B end in a purchase: 1.9 points more, with an interval from 0.7
# to 3.0. Now change `"mobile"` to `"desktop"` and run it again. There it is 8.6 % and 8.4 %, and the interval holds
# zero. (Some visitors came twice, and their sessions are not independent. The true intervals are a little wider.)
#
# A cheerful slide could say "up to 32 % more orders", and it would be true. Which words would make it honest? Fourth
# row: give relative *and* absolute change, and for whom.

# %% [markdown] tags=["activity"]
# ### Part 5: who stays
#
# Lumen wins customers in two ways: some come by themselves, some for a discount with a contract of eleven months.
# Marketing shows six months of discount customers and is proud. **Predict:** what happens after that?

# %% minutes=1 tags=["activity", "predict"]
cohorts = load_dataset("cohort_retention")
charts.cohort_heatmap(cohorts[cohorts["source"] == "discount"])

# %% [markdown] tags=["activity", "summary"]
# **The chart in words.** Twelve rows, one for each month of joining in 2023. All together, 79 % are there after six
# months, 67 % after eleven, and 51 % after twelve. In the last month 24 % of those still there leave. The contract
# had ended.
#
# There is a second pattern in the rows: something changes in the middle of the year. Compare month 3 before and after
# July, when newcomers got a new welcome. Both sources are taken here.

# %% minutes=1 tags=["activity"]
month_3 = cohorts[cohorts["month"] == 3]
new = month_3["cohort"] >= "2023-07"
for name, rows in [("before July", month_3[~new]), ("from July", month_3[new])]:
    print(name, metrics.retention(start=rows["cohort_size"].sum(), end=rows["active"].sum()))

# %% [markdown] minutes=1 checkpoint=true tags=["activity"]
# 87.1 % before, 92.9 % from July on, and the intervals are far apart. That is no test by lot: something else may have
# changed in July, too. Still, it is worth a fifth row. A CLV that rests on the first six months would flatter the
# discount customers, because it never sees month 12.
#
# ### Draw one yourself
#
# One chart for the page should be your own. The cell draws the share of sessions with a purchase by device. It has
# all that a reader needs: a title that states the finding, titles on both axes, and a `description` for people who
# cannot see it. Change `"device"` to `"source"`, in both places, run it, and **repair the words**: they must fit the
# new picture.

# %% minutes=2 tags=["activity", "try", "faded"]
import altair as alt

share = web.groupby("device", as_index=False)["purchased"].mean()
about = "Bars of the share of sessions with a purchase: desktop 8.5 %, tablet 8.3 %, mobile 6.8 %."
alt.Chart(share, title="Mobile sessions end in a purchase least often", description=about).mark_bar().encode(
    alt.X("purchased", title="Share of sessions with a purchase").axis(format="%"),
    alt.Y("device", title="Device", sort="-x"),
)

# %% [markdown] tags=["activity", "summary"]
# **The chart in words.** On desktops 8.5 % of sessions end in a purchase, on tablets 8.3 %, on mobiles 6.8 %. Bars
# begin at zero, so that lengths can be compared. No colour carries meaning.

# %% [markdown] minutes=5 tags=["activity", "write"]
# ### Write the page
#
# Choose **three** of your rows and **two** charts. For each row, one sentence with four parts: the figure, its n and
# interval, the rule, and the decision that it serves. Leave the rest out; a page with nine findings has none. End
# with one sentence that begins with "We do not know whether …".
#
# Double-click here and write. It stays on your machine.
#
# > 1. …
# > 2. …
# > 3. …
# > We do not know whether …

# %% [markdown] minutes=1
# ## Graded exercise
#
# Open [the graded exercise of module 4](../../exercises/m04_measure/m04_measure.ipynb). It takes about 60 minutes and
# counts 40 points:
#
# - eight measures as short functions (16 points)
# - ten figures from the four tables (8 points)
# - one chart that explains itself (4 points)
# - 150 words for a manager: is the redesigned bill better? (8 points)
# - the ten questions of the clinic, for a figure that you found yourself (4 points)
#
# The last two are read by a person. For the fourth, recall all four traps before you look.

# %% [markdown]
# ## Key points
#
# Recall first, then read.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m04-wrap")

# %% [markdown]
# - A **metric** serves a decision. Say rule, base and direction.
# - **Surveys:** NPS is a difference of shares, in points. CSAT and CES each have rival rules; name yours.
# - **Contacts:** FCR needs a window. AHT is for planning. Service level depends on its formula.
# - **Behaviour:** choose the base of conversion, leave newcomers out of retention, and treat CLV as a forecast.
# - **Uncertainty:** give n and an interval. For two groups, put the interval on the difference.
# - **Traps:** missing rows, silent people, a changed mix, a reversed scale. More data does not cure them.
# - **Clinic:** ten questions. "Up to" and "percent more" first.

# %% [markdown] minutes=1 tags=["reflect"]
# **One line, for Monday.** Which number at your work, school or club would you now question? Double-click and finish
# the sentence.
#
# > On Monday I will ask of the number …

# %% [markdown] minutes=1 facts=["F071", "F186", "F188"]
# ## Module Resources
#
# All are optional. Those with a link are free to read.
#
# - **[MeasuringU on intervals for NPS](https://measuringu.com/nps-confidence-intervals/).** *Use it to* see where
#   the formula in this module comes from.
# - **[The Forrester blog, where Patient A seems to come from](https://www.forrester.com/blogs/).** *Use it to*
#   look for the post of October 2009, "Leaving User Experience To Chance Hurts Companies", and to examine your own patient.
# - **PwC (2018), Experience is everything.** Patient B's likely home. *Use it to* find the question that was asked.
# - **Reichheld (2003); Keiningham and others (2007); Baehre and others (2021)** on NPS. *Use them to* hear three
#   voices on one number.
# - **Dixon, Freeman and Toman (2010)** on effort. *Use it to* see CES 1.0 with its own scale.
# - **Survey builders.** Our source praises Qualtrics; any tool that exports a plain table serves as well.

# %% [markdown]
# ## What's Next
#
# You have seen calls as rows: seconds, ticks, a reason or none. Behind each row two people talk. In **module 5** you
# hear them. You practise six service techniques in simulated calls, and learn from your own log. In module 8 your
# Monday page comes back, as the last step of a whole project.

# %% [markdown]
# ## Glossary
#
# Write your own definition first, then compare. Cards that you miss come back.

# %% widget=true checkpoint=true minutes=8
from cxcourse import Flashcards

Flashcards("m04")
