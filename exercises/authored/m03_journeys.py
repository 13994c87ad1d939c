# ---
# cxcourse: {module: m03, exercise: m03_journeys}
# ---

# %% [markdown]
# # Module 3: graded exercise
#
# Two maps, two very short functions, and a short text. You may look up everything: the module, the maps you began
# there, a colleague's advice. What you hand in is your own.
#
# **Time:** 60 to 90 minutes, in one sitting or several; less if you bring the maps that you began in the module.
# **Points:** 30.
#
# | Task | What you do | Points | Marked by |
# |---|---|---|---|
# | A1 | Draw Mark's journey | 12 | the grading program |
# | A2 | Draw the billing call, with its lowest point | 6 | the grading program |
# | A3 | Write two functions on parts and whole | 4 | the grading program |
# | M1 | Propose and rank three opportunities | 8 | your instructor |
#
# **How answers are saved.** Every change of a map is written at once to the folder `answers` beside this notebook. Close
# it, come back another day, change your mind. The editor's remarks speak about form. Whether the map is true to
# the story you will read in your feedback.
#
# No map below a story? Open the menu **Run** and choose **Run All Cells**. Nothing is lost by that.
#
# **How maps are marked.** A journey has many good maps. You get points for each of these:
#
# - **Form:** each step has a stage, a channel and a lens.
# - **Steps:** what the story tells is there, once. For each step choose *What is this step about?* from the list. The list
#   holds more than you need, and a step about something that did not happen costs a little. Each step counts for what you
#   chose, so give each moment a step of its own. Steps of your own that the story does not tell are welcome.
# - **Order:** as far as the story fixes it. Where it leaves the order open, every order is right.
# - **Lens:** UX, CS, CX or two of them, as the story can back it. For most steps several answers are right.
# - **Feelings:** the *sign*, where the story gives a reason for one. Whether −1 or −2 matters in few places only. Write the
#   pain under a −2: so low a feeling needs its reason.
# - **Marks and links** (A1): what the story does not tell is marked as *inferred*, and what it tells is not. Write down
#   at least one opportunity, and link it to the pain that it answers.
#
# Write pains where they begin: you need them for A2 and for M1. Nothing is taken away for further cards.
#
# **Have you begun these maps in the module?** There, choose *Export* and *File to open here again*: a small file of your
# map is saved with your downloads. Here, choose *Import* and *Choose a file*. Then open each step and choose what it is
# about.

# %%
from cxcourse import submit_calls, task

# %% [markdown]
# ## A1 · Mark's journey (12 points)
#
# *At the service line.* Mark has been with Lumen Mobile for years. Now his phone has to be repaired or replaced: what
# has happened to it, and how he found out, nobody tells us. He rings the service line to report it. Before he can
# talk to anybody, a recorded voice leads him through four menus. Then Petra picks up. She lets him finish, asks what
# he uses the phone for, and gives it back in her own words. That does him good. She proposes a repair, and two newer
# models that would suit him. "They do want me to be content," he thinks.
#
# *On the website.* Mark looks at one phone after another: pictures, features, technical data. While he clicks, Lumen
# stores which pages he opens. The web team uses that to find weak spots and to mend the site.
#
# *Influence.* Petra has one of the models herself and likes it. She tells him so, and from then on he sees that phone with
# other eyes. Together they go through technical data, prices and what is in stock, until two phones are left that
# suit him. "I could be happy with either," he thinks.
#
# There the story ends. Draw it from the first trouble on. Go further than the story if you like.

# %% task="m03-a1"
task("m03-a1")

# %% [markdown]
# ## A2 · The billing call (6 points)
#
# Ms Reyes holds a bill in her hand. She wants to speak to a person, and to pay. She rings the billing line, and menu
# follows menu. The machine does not catch what she says. She says it again, slower, then louder, then again. She asks for a
# person, and the machine says no. "I could throw this phone at the wall," she thinks.
#
# When Paul answers at last, she is still upset, and everything comes out in the wrong order. Each takes the other to mean
# something else. He reads out the amount of another month, and she writes it down. They ring off. Her bill is not paid,
# and a supervisor opens a file on the matter: a service incident.
#
# One thing is odd. Lumen had tested it all the week before. Every step of the menus: passed. The talks between billing staff
# and customers: passed.
#
# Draw the journey of Ms Reyes. Mind the **lowest point** of your curve: of all her steps it must be one at which the story
# gives the strongest reasons. If several steps are equally low, make sure that such a step is among them. And write down
# the pains, each under the step at which it begins.

# %% task="m03-a2"
task("m03-a2")

# %% [markdown]
# ## A3 · Parts and whole (4 points)
#
# Two functions, a few lines each. **New to code?** Nearly all of it is given here. A *list* holds the chances that single
# steps work, such as `[0.9, 0.8]`. This walks through a list, step by step, and adds up:
#
# ```
# total = 0
# for chance in p:
#     total = total + chance
# ```
#
# The first function needs the same walk. But it starts at another number, and does something else than add. Write
# your lines where it says `YOUR CODE HERE`, delete the line with `NotImplementedError`, and keep the spaces at the
# beginning of each line. The short cell below hands your function over. It tries the examples, and says what it saw.
#
# First run the next cell: click on it, then press Shift+Enter. It gives you `checked`, which refuses chances that cannot
# be. Do the same with each cell of A3 that you have changed, and with the short one below it. If that one says that your
# function *gives None* where a number should be, the last line lacks its `return`.


# %%
def checked(p):
    """The chances as a list; ValueError if one is below 0 or above 1."""
    chances = [float(chance) for chance in p]
    if any(not 0 <= chance <= 1 for chance in chances):
        raise ValueError("a chance lies between 0 and 1")
    return chances


# %% [markdown]
# ### All parts at once
#
# `p_all_ok([0.9, 0.9])` is the chance that both steps work, if they fail independently of each other: 0.81. Without any
# step the result is `None`. (`if not p:` asks whether a list is empty. The line below it begins with four more spaces,
# and says what to do then. `return` with a value, as in `return None`, ends the function and gives its result. Your last
# line needs a `return` as well.)


# %% answer="whole"
def p_all_ok(p):
    """The chance that every step works."""
    p = checked(p)
    ### BEGIN SOLUTION
    if not p:
        return None
    total = 1
    for chance in p:
        total = total * chance
    return total
    ### END SOLUTION


# %% task="m03-a3-whole"
submit_calls("m03-a3-whole", p_all_ok)

# %% [markdown]
# ### The weakest link
#
# `weakest_link([0.9, 0.6, 0.8])` is 2: the second step is the one at which most callers fail. People count from 1,
# Python counts from 0. `min(p)` is the smallest number of a list, and `p.index(x)` tells where `x` stands first, as Python
# counts. Without any step the result is `None`.


# %% answer="weakest"
def weakest_link(p):
    """The place of the weakest step, counted from 1."""
    p = checked(p)
    ### BEGIN SOLUTION
    return p.index(min(p)) + 1 if p else None
    ### END SOLUTION


# %% task="m03-a3-weakest"
submit_calls("m03-a3-weakest", weakest_link)

# %% [markdown]
# ## M1 · Three opportunities (8 points)
#
# Choose one of your two maps. Propose **three** opportunities for it, in about 200 to 280 words, and rank them. For each
# one, say:
#
# - the pain, and the step where it begins; if you change another step, say why
# - what changes for the customer, and at which step: what does he or she see, hear or do that is new?
# - impact and effort, from 1 to 5
# - one owner
# - how you would know that it worked, with a number before and after. A guess is fine if you say that it is one.
#
# For at least one of these numbers, say what could mislead it. Then name your first choice, with a reason and one
# difficulty. If it goes against your own impact and effort, say why.
#
# Your instructor looks at four things, with up to 2 points for each. It **fits** a pain of your map. It is **specific**.
# It is **feasible** and ranked. It says how it is **measured**.

# %% [markdown] written="m03-m1"
# Name your map, and write here. (Double-click to edit.)

# %% [markdown]
# ## Before you hand in
#
# - Choose **Kernel**, **Restart Kernel and Run All Cells**. Your maps must still be there.
# - Every step of the two maps says what it is about, or is marked as inferred.
# - The cells of A3 say what they saw; nothing says *not written yet*.
# - M1 holds your text.
# - The notebook is saved, and the folder `answers` lies beside it. Hand in both.
