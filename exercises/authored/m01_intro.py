# ---
# cxcourse: {module: m01, exercise: m01_intro}
# ---

# %% [markdown]
# # Module 1: graded exercise
#
# Welcome. Here you use what module 1 was about: the components of CX, the value delivery model and the
# techniques of service. Everything takes place at Lumen Mobile, the invented phone company you know by now.
#
# **Time:** about 30 minutes, in one sitting or several. **Points:** 20.
#
# | Task | What you do | Points | Marked by |
# |---|---|---|---|
# | A1 | Find the component in nine short cases | 6 | the grading program |
# | A2 | Put the six elements of the model in order | 4 | the grading program |
# | A3 | Match techniques with role plays | 4 | the grading program |
# | M1 | Write 120 to 180 words | 6 | your instructor |
#
# **How answers are saved.** Every choice is written at once to the folder `answers` beside this notebook, so you
# may close it, come back another day and change your mind as often as you like until you hand in. The tasks say
# only *saved*: whether an answer is right you will read in your feedback.
#
# **How it is marked.** A1 to A3 give points for every part that is right. In A2 a nearly right order earns nearly
# all points. Nothing is taken away for a wrong choice, so leave nothing open. The feedback names what your choice
# suggests and what to look at again.
#
# If a task below shows nothing, open the menu **Run** and choose **Run All Cells**.

# %% widget=true
from cxcourse import task

# %% [markdown]
# ## A1 · Nine cases, nine components (6 points)
#
# Read each case and choose the component that it shows most clearly. Some cases touch more than one; look for the
# one without which the case would lose its point. A component may come up more than once, or not at all.
#
# *Without the widget:* `print(task("m01-a1").as_text())` shows the task as numbered text, and
# `task("m01-a1").answer({"a": 3, "b": 1})` answers case a with the third component and case b with the first.

# %% task="m01-a1"
task("m01-a1")

# %% [markdown]
# ## A2 · The model in order (4 points)
#
# Six elements make one round of the value delivery model. Move them until each one has in hand what it needs from
# those before it.
#
# *Without the widget:* `print(task("m01-a2").as_text())`, then for example `task("m01-a2").answer("b a c d e f")`
# with your own order of the letters.

# %% task="m01-a2"
task("m01-a2")

# %% [markdown]
# ## A3 · Which role play trains what? (4 points)
#
# Lumen plans a training day. Match every technique with the role play in which nobody can succeed without it.
# There are eight role plays for six techniques, so two are left over.
#
# *Without the widget:* `print(task("m01-a3").as_text())`, then for example `task("m01-a3").answer({"a": 5, "b": 8})`
# until every technique has its number.

# %% task="m01-a3"
task("m01-a3")

# %% [markdown]
# ## M1 · From idea to action (6 points)
#
# Choose **one component** of the CX philosophy, **one element** of the value delivery model and **one contact**
# between a customer and an agent at Lumen Mobile: a call, a chat or a talk in the shop. In 120 to 180 words, show
# how the two ideas together change what the agent does.
#
# Your instructor looks at two things, with up to 3 points for each:
#
# - **The two ideas:** are both used in the sense of the module, and would your text lose something without either?
# - **The action:** could one see or hear what the agent does, at which moment of the contact, and what it changes
#   for the customer?
#
# Double-click the cell below, write over its text, and press Shift and Enter together.

# %% [markdown] written="m01-m1"
# Write your 120–180 words here. (Double-click to edit.)

# %% [markdown]
# ## Before you hand in
#
# - A1: each of the nine cases has a component.
# - A2: the order is yours; the task says *saved*.
# - A3: each of the six techniques has a role play.
# - M1: one component, one element, one contact; between 120 and 180 words.
# - The notebook is saved: press Ctrl and S together (on a Mac, Command and S).
# - The folder `answers` lies beside this notebook. Hand in both, in the way your instructor told you.
