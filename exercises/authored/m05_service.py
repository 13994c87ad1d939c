# ---
# cxcourse: {module: m05, exercise: m05_service}
# ---

# %% [markdown]
# # Module 5: graded exercise
#
# Here you use the six techniques: in a call, on paper, and in words of your own. Everything takes place at Lumen
# Mobile.
#
# **Time:** about 60 minutes, in one sitting or several. **Points:** 25.
#
# | Task | What you do | Points | Marked by |
# |---|---|---|---|
# | A1 | Take a call; the best of three runs counts | 8 | the grading program |
# | A2 | Find the technique in twenty sentences | 5 | the grading program |
# | A3 | Put eight moves of a conflict conversation in order | 4 | the grading program |
# | M1 | Rewrite two replies, and give feedback on a transcript | 5 | your instructor |
# | M2 | Quick or kind? Choose, and say why | 3 | your instructor |
#
# **How answers are saved.** Every choice is written at once to the folder `answers` beside this notebook. You may close
# it, come back another day and change your mind until you hand in. The tasks say only *saved*: whether an answer is
# right you will read in your feedback.
#
# If a task below shows nothing, open the menu **Run** and choose **Run All Cells**.

# %% widget=true
from cxcourse import task

# %% [markdown]
# ## A1 · One call, up to three runs (8 points)
#
# You are the agent. Read what the customer says, choose your reply, and bring the call to its end. Nobody coaches you and
# no points are shown: the customer's mood and trust are your guide.
#
# You have **three runs**, and the best one counts. Begin calmly, for a run that you have begun is played to its end. A run
# earns points for five things:
#
# - it is a run from the first line to an end (1 point)
# - it ends with the issue solved (2 points; 1 point if it is solved in part)
# - trust stands at 60 or more at the end (1 point)
# - at least four of the six techniques were used (1 point, or a quarter for each of fewer)
# - how near each of your replies came to the best one at that turn (up to 3 points)
#
# What is kept is the list of your choices, and the grading program plays it again. So there is nothing to be gained
# from editing the file.
#
# *Without the widget:* `call = task("m05-a1")`, then `print(call.as_text())`, and `call.choose("a")` for the first reply
# on offer.

# %% task="m05-a1"
task("m05-a1")

# %% [markdown]
# ## A2 · Twenty sentences, six techniques (5 points)
#
# Each sentence was said by an agent. Choose the technique that *carries* it: the one without which nothing would be left
# to say. Each technique comes up several times.
#
# *Without the widget:* `print(task("m05-a2").as_text())` shows the task as numbered text, and
# `task("m05-a2").answer({"a": 3, "b": 1})` answers sentence a with the third technique and sentence b with the first.

# %% task="m05-a2"
task("m05-a2")

# %% [markdown]
# ## A3 · A conflict in eight moves (4 points)
#
# A customer was promised a visit that never took place, and she is furious. Put the agent's eight moves in the order in
# which the conversation goes well. In one place two moves may change seats. A nearly right order earns nearly all points.
#
# *Without the widget:* `print(task("m05-a3").as_text())`, then for example `task("m05-a3").answer("b a c d e f g h")`
# with your own order of the letters.

# %% task="m05-a3"
task("m05-a3")

# %% [markdown]
# ## M1 · Two rewrites and a piece of feedback (5 points)
#
# First, **what is true at Lumen**. Your texts must agree with it.
#
# - A replacement SIM goes out by post on the next working day and takes two working days. In a shop it takes ten minutes.
# - A phone that was dropped in water is not covered by the warranty. The workshop dries it and checks it for 25; the
#   result is there within one working day.
# - A charge for a service that was never used is taken back for up to three months. It shows on the next bill.
# - An agent may ring back at a time of the agent's own choosing, but cannot promise a time for another team.
#
# **Part 1: two rewrites.** Replace each reply of the agent by a better one, in two to four sentences.
#
# 1. *Customer:* "My SIM has been dead since last night. I'm a childminder, and four parents cannot reach me."
#    *Agent:* "We'll send you a new one as soon as possible."
# 2. *Customer:* "I've been paying for a 'gaming pass' for two months. I'm seventy-one. I thought I had pressed something
#    wrong."
#    *Agent:* "You must have confirmed it at some point, but I'll see what I can do."
#
# **Part 2: feedback.** A colleague has asked you for feedback on this call. Write four to six sentences *to her*.
#
# - *Customer:* My phone fell into the sink. All the pictures of our trip are on it.
# - *Agent:* Oh dear. I understand how you feel.
# - *Customer:* I leave for my sister's on Friday. I'd like to show them to her.
# - *Agent:* The warranty covers it, so send it in. Somebody will ring you.
# - *Customer:* When?
# - *Agent:* Soon. Is there anything else I can do for you?
#
# Your instructor looks at four things **in all three texts**:
#
# - **Listening shown** (2 points): do details of this customer come back, and does the feedback quote what was said?
# - **Empathy without blame** (1 point): does each rewrite name a feeling or a cost? Is nobody blamed or run down: customer,
#   colleague, other teams, firm? Does the feedback judge words, and not the person?
# - **Next step with a time** (1 point): does each rewrite hold a person, an act and a time, and no promise that the
#   agent cannot keep? Does the feedback say what to try, and at which line?
# - **Product facts right** (1 point): is everything true, and is what was untrue in the call put right?
#
# Double-click the cell below, write over its text, and press Shift and Enter together.

# %% [markdown] written="m05-m1"
# Write your two rewrites and your feedback here. (Double-click to edit.)

# %% [markdown]
# ## M2 · Quick or kind? (3 points)
#
# It is ten to six. Your call with Mrs Novak has lasted eleven minutes, and your team aims at eight. What she rang for is
# done: her voicemail works again. Then she says:
#
# > "One message is still on it. It's my sister, from before her stroke. She can't speak any more. The recorded voice said
# > something about thirty days?"
#
# What you see on your screen:
#
# - The message is thirty days old today. At midnight it is deleted, and nobody at Lumen can bring it back.
# - With you on the line it takes about four minutes to save it to her phone. The guide that you can text her has nine
#   steps, and one in three people who try it alone ring again.
# - Nine callers are waiting. At present a caller waits six minutes before somebody answers. At six the line closes, and
#   whoever is still waiting is sent away until eight tomorrow. One of the nine has had no network since this morning;
#   this is his second call.
# - Your own shift ends at six as well.
#
# **What do you do in the next minute, and why?** Write three to five sentences. More than one choice can earn all points,
# since it is the reasoning that counts. Your instructor looks at three things, with 1 point for each:
#
# - **Both sides:** what does a longer call cost, and whom? What does a short one cost, and whom?
# - **The choice:** is it clear, can it be carried out, and does its reason come from this call?
# - **Its limit:** which fact, if it were otherwise, would make you choose differently?

# %% [markdown] written="m05-m2"
# Write your choice and your reasons here. (Double-click to edit.)

# %% [markdown]
# ## Before you hand in
#
# - A1: at least one run has come to its end.
# - A2: each of the twenty sentences has a technique.
# - A3: the order is yours; the task says *saved*.
# - M1: two rewrites, and feedback to a colleague.
# - M2: one choice, its reasons, and its limit.
# - The notebook is saved: press Ctrl and S together (on a Mac, Command and S).
# - The folder `answers` lies beside this notebook. Hand in both, in the way your instructor told you.
