# ---
# cxcourse: {module: m03}
# ---

# %% [markdown] minutes=1
# # Module 3: Journeys end to end
#
# **100 minutes** · Prerequisites: module 1 (what you need of module 2, which is planned, is said here) · Data:
# `journey_events.csv`, 900 invented journeys (CC0) · Text: CC BY 4.0
#
# You will draw a customer's whole way on one page, find where it hurts, and check your drawing against a log. **How
# to use it:** read, click, draw; the little code there is stands ready, and Shift+Enter runs it. *Evidence* notes say
# how sure a claim is. *Our sources* are the short articles from which this course grew. **Predict** means: write your
# guess down before you run the cell. The answer stands right below it, so look away for a moment.
#
# **Contents:** [Before you start](#Before-you-start) · [Outcomes](#Outcomes) · [Anatomy](#Anatomy-of-a-map) ·
# [Case A](#Worked-case-A) · [The curve](#Reading-the-curve) · [Case B](#Worked-case-B) ·
# [Parts and whole](#Parts-and-whole) · [Front and back](#Front-and-back-stage) ·
# [Human or automated](#Human-or-automated) · [Opportunities](#From-map-to-opportunities) ·
# [Activity](#Practical-activity) · [Graded exercise](#Graded-exercise) · [Key points](#Key-points) ·
# [Resources](#Module-Resources) · [What's Next](#What's-Next) · [Glossary](#Glossary)
#
# ## Before you start
#
# First from memory, and aloud if you can: how do UX and CX differ, as module 1 has it? Then two questions, no
# marks. Your first thought is what we are after.

# %% widget=true minutes=2
from cxcourse import Quiz

Quiz("m03-before")

# %% [markdown]
# From module 1: UX is what it is like to use one thing. CX is everything that a person lives through with a firm, before,
# during and after a purchase. Was that what you said? Both questions come back, too. Watch whether you would still
# answer the same.
#
# ## Outcomes
#
# At the end of this module you can:
#
# 1. *Construct* a journey map with actor, goal, stages, steps, touchpoints, channels, emotions, pains and opportunities from a story.
# 2. *Separate* what a text states from what a mapper infers, and mark each inferred step.
# 3. *Locate* the lowest point and the moment of truth of a journey.
# 4. *Show* with an example how steps that each pass a test can still make a failing whole.
# 5. *Propose* opportunities that answer a pain point, and *rank* them by impact and effort.
# 6. *Compare* two variants of one journey in numbers.

# %% [markdown] minutes=2 facts=["F271", "F272", "F162", "F065", "F233", "F182", "F183", "F006"]
# ## Anatomy of a map
#
# A **journey map** shows one person on the way to one goal, from left to right in time. Module 1 put it third in the
# value delivery model: picture the whole experience, across all touchpoints. Such a picture, the source says, shows
# where people struggle and where you could do better. *Evidence: framework.*
#
# You know the story below. In module 1, Amina changed her plan and met Lumen Mobile five times. A usual map has five
# parts, and so has ours:
#
# 1. **The actor.** Whose eyes do we look through? One person or one kind of person, never "the customer".
# 2. **The goal, and what the actor expects.** Amina wants to pay less. She expects a quarter of an hour. (Click on her
#    name in the map, and you see both.)
# 3. **Stages.** Named stretches of the way, as the *actor* would name them. "Looking" is one. "Lead generation" is the
#    firm's word.
# 4. **Steps**, with what she does, thinks and feels. Each step has a **touchpoint** (where she meets the firm) and a
#    **channel** (what carries it). A shop is a channel; the clerk's counter in it is a touchpoint.
# 5. **Pains and opportunities.** What hurts, and what we could change, with an owner and a measure.
#
# Why all touchpoints, and not those of the help line alone? CX takes in every facet of a firm, from the first look at
# its site to the help after a sale. A table in one of our sources says the same of channels. For CX it is any
# touchpoint, online or off. For service it is mainly direct contact: phone, chat, email, face to face. And the hope is
# that all of them fit together and are worth remembering. *Evidence: definitions; the hope is an opinion.*
#
# We add two habits that many maps lack. Every step carries a **lens**, sometimes two: **UX**, user experience, when the
# trouble or the joy lies in using one thing; **CS**, customer service, when somebody helps; **CX**, when the step
# touches the whole relation with the firm. And every step says where we know it from: more on that in case A.
#
# The map is wider than the page: scroll it sideways, or press *Fit the whole map* in the bar above it. *Full screen*
# makes it as large as your screen, and *Lanes* hides and shows rows. (Some buttons show a sign and no word. Rest the
# pointer on one, and its name appears.)
#
# **Look around** in the finished map. Find the step with a star ★: the **moment of truth**, which decides how she will
# remember it all. Then find one pain that two departments caused together.

# %% widget=true minutes=3 tags=["table"]
from cxcourse import JourneyMap

JourneyMap("m03-amina", start="m03-amina", read_only=True)

# %% [markdown] facts=["F066", "F067", "F068"]
# The star is on Noor's step. The hidden fee belongs to sales *and* billing.
#
# (Rather read than look? *Table* in the bar shows the same map as rows, with the same powers. And in a code cell of
# your own, `JourneyMap("m03-amina", start="m03-amina").as_text()` gives it as text.)
#
# Stuck for steps when you map a firm of your own? Three questions of one source find many that people forget. Are
# callers about repair treated well? Can you bring a thing back with no trouble? Is billing easy to deal with, or a
# test of nerves? *Evidence: examples of the source.*

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m03-anatomy")

# %% [markdown] minutes=2 facts=["F013", "F014", "F015", "F016", "F018", "F019", "F020", "F021", "F022", "F023", "F024", "F025", "F026", "F027", "F029", "F031", "F033", "F034"]
# ## Worked case A
#
# One of our sources tells a story in three parts: service, website, influence. Here it is in our words.
#
# ### Mark's phone
#
# *At the service line.* Mark's phone has to be repaired or replaced. He gets in touch with his carrier and reports it.
# Before anybody speaks to him, a machine takes him through several menus. (This is **IVR**, interactive voice response:
# an automated front end that routes a caller by menus.) Then an agent answers. She hears Mark out with care and
# proposes solutions. Some of them are newer phones that fit his needs. He goes away with a good impression, and trusts
# that the firm wants him content.
#
# *On the website.* He looks at the phones on offer, each with its own features and technical data. A clear layout
# should help him choose. *Evidence: opinion of the source.* Meanwhile the firm records what he opens, looks for weak
# spots, and mends the site.
#
# *Influence.* The agent has had a good time with one of the models herself, and that colours his way, too. Together
# they cut the list down: technical data, price, what is in stock. Her own experience has shaped how he sees that
# model, and whether he takes it. One person's CX has travelled to another.
#
# The source adds a judgement. Much hangs on how quickly and how kindly that first contact is handled.
# *Evidence: opinion.*
#
# ### Stated or inferred?
#
# Now be strict. Which of the following does the text *say*?
#
# - *What is wrong with the phone.* No. It begins in the middle of things. A dead battery and a cracked screen are both
#   guesses.
# - *That he rings.* Nearly. He "gets in touch", and the menus tell us that it was by phone.
# - *That he buys.* No! His view and his choice are shaped. The purchase is not told.
# - *That there was one call.* No. The site stands between two contacts with the agent. Perhaps they never hung up.
#   Perhaps he rang twice.
#
# A map without guesses would have holes. So do not leave guesses out: **mark** them. A step is *stated* (the text
# says so), *inferred* (you filled a hole) or *researched* (you have data). In the editor, each kind has a pattern of
# its own.

# %% [markdown] minutes=1 tags=["worked"] facts=["F014", "F015", "F016", "F019", "F020"]
# ### Three steps, worked
#
# **The phone fails.** Touchpoint: his own phone. Lens: UX, since the trouble lies in using one thing. Emotion: below
# zero, by common sense. Evidence: *inferred*, because the text starts later.
#
# **He reports it.** Touchpoint: his call to the service line; channel: phone. Lens: CS and CX. It is a service contact,
# and the source says that it weighs heavily on his experience as a whole. Emotion: he wants help and has none yet, so not
# above zero. Evidence: *stated*.
#
# **The menus.** Lens: UX, since he uses a machine, and CS, since it is the door to service. Emotion: the text does not
# say. It tells of *several* menus, without a curse. So 0 or −1. A −2 would need a reason, and would have to be written
# down as a pain. Evidence: *stated*.
#
# Notice the rule behind the numbers. Emotion runs from −2 (very bad) to +2 (very good). Give a **sign** only with a
# reason, and a 2 only with a strong one. Nobody can read +1.4 out of a story. (In the map below, *he reports it* has 0.
# Would you rather have −1? The text can bear both.)
#
# **Your turn.** Below are these three steps in the editor. **Add one**: the agent hears him out (press + in the stage
# *Being helped*, write, press Enter). Click on the new card: its details open below. Choose touchpoint, channel,
# lens, emotion and evidence. Then drag the face of the menus to −2 and back, and watch the curve. Undo works. Leave
# the later stages for the exercise, or start them now: your map is saved as you go.

# %% widget=true minutes=5 tags=["faded", "write"]
from cxcourse import JourneyMap

JourneyMap("m03-mark", start="m03-case-a")

# %% [markdown] facts=["F017", "F030", "F036"]
# Did your step get a number above zero? The text backs it: care, a good impression, trust.
#
# **Where does a map end?** Not with the call. CX, says the source, reaches further than a single contact. It compares
# CX with a mosaic. Help, the site, the sales desk, the advice of a colleague: each is one tile. Whether Mark *stays*,
# it says, turns on how all this went for him. *Evidence: opinion and metaphor.* So a last stage may follow. Its steps
# will be inferred.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m03-stated")

# %% [markdown] minutes=2 facts=["F129", "F016"]
# ## Reading the curve
#
# CX reveals what the customer feels, one source writes. *Evidence: opinion.* The **emotion curve** draws that feeling,
# step by step. It is an *ordinal* thing: −2 is worse than −1, but nobody knows by how much. So read its shape before
# you compute with it. Four places deserve a look:
#
# - **The lowest point.** Where is it worst? Look there first for pains.
# - **The peak.** What is worth keeping? Redesigns break good things, too.
# - **The steepest fall.** What had he or she been led to expect right before? Often a promise broke there.
# - **The end.** People leave with it.
#
# Here is Amina again, in numbers: −1, +1, −1, +2, +1, **−2**, −1, +1, 0, −1. The lowest point is the bill. The peak is
# the parcel. The steepest fall runs from "it works" (+1) to the bill (−2). And the end is −1: nobody answers.
#
# ### Three traps
#
# **The lowest point is not always the cause.** Amina hits the ground at the bill. The fault was made at the sale. She
# compared plans there, at +1, and saw no fee. Ask of each low: *where did this begin?*
#
# **The lowest point need not be the moment of truth.** The bill was worst. Noor *decided* what became of it. A moment of
# truth is the step that decides: until then, the story could still go either way. Much depends on it, as the source
# says of Mark's first contact. (In one map of this module, Jonas's, a step is both.)
#
# **The mean hides the shape.** Amina's ten numbers add up to −1, so the mean is −0.1. That sounds like ten dull steps.
# She was delighted once and shocked once.
#
# ### Peaks and ends
#
# There is a rule of thumb that people recall an experience by its most intense moment and by its end, and hardly by its
# length: the **peak-end rule**. It comes from experiments on short events, such as cold water and painful
# treatments. A journey of six weeks is something else. *Evidence: research on short events, cited from memory; for
# journeys a heuristic.* Use it to choose what to look at first. Do not use it to prove that middles do not matter.
#
# As a number, it is the mean of two: the value that lies furthest from zero, and the last one. Amina has +2 and −2,
# equally far, and an end of −1. So it is 0.5 or −1.5. In this course we take the bad one of two. That is a
# convention, and **an honest mapper says so**.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m03-curve")

# %% [markdown] minutes=1 facts=["F091", "F092", "F094", "F095", "F103", "F104", "F105", "F106", "F107", "F108"]
# ## Worked case B
#
# ### The billing call
#
# A second source tells this one. We have kept its order.
#
# Somebody wants two things: to speak to a person, and to have a bill paid. The line is answered by a machine. Menu
# follows menu. The machine mishears. So the caller says it again, and again. Such lines are badly tuned and poor at
# speech, the source complains, and that is why billing lines are dreadful. *Evidence: opinion.* After several failures
# the machine still lets nobody through. At long last an agent answers. By now the caller is upset, and cannot say
# clearly what it is about. The two misunderstand each other, and wrong information goes back and forth. A plain payment
# has become a service incident.
#
# And now the sting. **The firm had tested it all.** Every step of the phone system: passed. The talks between billing
# staff and customers: passed as well.
#
# The source looks at the call through two lenses. Each step up to the payment is one piece of *UX*. What they
# add up to is *CX*.

# %% [markdown] minutes=3 tags=["pair"] facts=["F092", "F106", "F068"]
# ### Your turn: draw it
#
# The first step stands there. **In pairs:** one is the caller and says only what the text says; the other draws, and
# asks "how do you know?" Swap at the agent. **Alone:** put a finger on the words before you add a step.
#
# Four hints, and no solution. (The exercise asks for this map, so what you draw here is a head start.)
#
# 1. Loops count once. "Again and again" is *one* step.
# 2. Who is at fault may differ from who feels it. Give the step its lens by *what the caller is dealing with*.
# 3. Compare your agent step with the one in Mark's map. Same desk, same channel. Why is the number so different?
# 4. The tests happen where the caller cannot see them. In which lane do they belong? (*Who acts*, in the details of a
#    step, puts it there.)

# %% widget=true minutes=5 tags=["faded", "write"]
from cxcourse import JourneyMap

JourneyMap("m03-billing", start="m03-case-b")

# %% [markdown] facts=["F106"]
# Now open *Checks* in the bar of your map. The editor reminds you of steps without evidence, of pains that nobody
# answers, and of opportunities that answer nothing. Its remarks speak about form. Whether your map is *true* to the
# text, only you can check.

# %% widget=true checkpoint=true minutes=2
from cxcourse import Quiz

Quiz("m03-billing-quiz")

# %% [markdown] minutes=1 facts=["F100", "F101", "F102", "F109", "F089", "F008"]
# ## Parts and whole
#
# Two of our sources call UX the base, the block from which CX is built. Sound blocks, sound house? In case B every
# block was sound, and the house fell down. The source draws a moral from it. Study the whole journey, and not one
# experience at a time. Step back from the trees until you see the forest. *Evidence: opinion and advice.*
#
# It is good advice. But *how* can it happen? Begin with a sum. A menu has eight steps. Each works for 95 callers in
# 100. Let us assume for a moment that the steps fail independently of each other. **Predict:** which share of callers
# meets no failure at all?

# %% minutes=3 tags=["predict", "try"]
steps = 8
works = 0.95
print(round(works**steps, 2))

# %% [markdown]
# `**` means "to the power of": 0.95 times itself, eight times. **66 callers in 100.** A third meet at least one
# failure, in a system where each part passes at 95 %.
#
# **Go back and change the numbers:** click into the cell above, write 6 in place of 8, and press Shift+Enter again. Then
# find out two things. How many steps may a menu have if 80 in 100 should get through clean? And with eight steps, how
# good must each one be for 95 in 100?
#
# Four steps give 81. With eight steps, each needs about 99.4 %. So shortening a menu can beat polishing it.
#
# But multiplication is only half of the story. It treats a failure as a coin that falls and is forgotten. The caller
# in case B does not forget. The next cell lets a mood travel: an agent succeeds with 95 of 100 callers who arrive
# calm, and with 60 of 100 who arrive upset. *Both numbers are invented, to see what follows.* **Predict** the agent's
# success in real life. Tests were made with calm testers, so there it was 0.95.

# %% minutes=1 tags=["predict"]
calm = 0.95**8
upset = 1 - calm
print(round(calm * 0.95 + upset * 0.60, 2))

# %% [markdown] minutes=4 tags=["debate", "pair"] facts=["F316", "F093", "F102", "F212"]
# The desk that passed at 95 % now helps 83 % of its callers. Nobody at the desk has become worse.
#
# ### A quarrel inside one article
#
# The same source says two things:
#
# - **If every step runs without a hitch, the CX turns out well.**
# - **Steps checked one by one can each look fine, while the whole falls apart.**
#
# Another source promises something near the first: if teams work together, touchpoints are tuned and the journey is
# seamless. *Evidence: opinions, all three.*
#
# **Find the way out.** Can both sentences be true? In pairs, one defends each. Alone, write one sentence for each.
# Three questions may help, one at a time:
#
# 1. What exactly did the tests ask? Put it as a question with a question mark.
# 2. *Who* was the caller in the tests, and in which mood?
# 3. What does a caller carry from one step to the next that no test of a single step can see?
#
# Write down your way out before you go on. Your instructor has a key, and one question at the end of this module
# comes back to it. A good answer says what "without a hitch" must mean for the first sentence to hold. Then it says
# what passing a test is good for: is it *needed*, is it *enough*, or both?

# %% widget=true checkpoint=true minutes=2
from cxcourse import Quiz

Quiz("m03-whole")

# %% [markdown] minutes=1 facts=["F027", "F103", "F104"]
# ## Front and back stage
#
# A theatre has a stage and a back stage. So has a service. **Frontstage** is what the customer meets. **Backstage** is
# the work that makes it possible. Deeper down lie the **support** processes: systems and other departments. A map with
# those lanes is a **service blueprint**. Three lines part the lanes:
#
# - the *line of interaction*: above it the customer acts, below it the staff or a machine;
# - the *line of visibility*: above it the customer sees, below it does not;
# - the *line of internal interaction*: above it the contact staff, below it those who support them.
#
# Mark's story has one step below the line of visibility: the firm records what he does on its site. He does not feel
# it, so it has no place on his curve. It still matters, in two ways. The findings shape what he meets next time. And
# was he told? A record that he never agreed to is a pain waiting to come up.
#
# Case B has such a step as well: the tests. Below is Farid from module 1, whose headset Lumen would take back for 30
# days, or for 14. The map opens as *Blueprint*; *Map* in its bar shows the pains. **Follow one refusal downwards:**
# scroll sideways to the counter, find the lowest point, and go down lane by lane. In which one was the refusal made?

# %% widget=true minutes=3 tags=["table"]
from cxcourse import JourneyMap

JourneyMap("m03-blueprint", start="m03-blueprint", read_only=True)

# %% [markdown]
# The clerk said no. The till had said it before him: it blocks returns after 14 days, because somebody set it up for
# shop sales only. Smile training for clerks would change nothing. **A blueprint tells you which floor the fault
# is on.**

# %% widget=true checkpoint=true minutes=2
from cxcourse import Quiz

Quiz("m03-stage")

# %% [markdown] minutes=4 tags=["debate", "pair"] facts=["F319", "F137", "F256", "F257", "F020", "F091"]
# ## Human or automated
#
# Is a machine at the door good or bad for CX? Our sources pull in four directions.
#
# - In **Mark's** story the IVR is a neutral first step, and all ends well.
# - In the **billing** case it is the culprit.
# - Module 1 **praises self-service** and many channels, for making things easy and keeping friction low.
# - One source quotes that most people want **more** human contact. (No study is named. Module 4 puts that figure under
#   the lamp.)
#
# And a fifth voice says that the channel does not matter: what counts is a good experience, be it on a mobile, in a
# shop or on the phone. *Evidence: opinions; the figure has no source.*
#
# **Take sides, three minutes.** "Lumen should answer billing calls by machine." One for, one against; alone, write
# both. Two rules: argue with a *step* of a map, and name a *caller* for whom your side is wrong.
#
# Then look at what both cases have in common, and at where they part. It is hardly the machine. Mark came out at the
# other end, and nothing says that he had to repeat himself. In case B there was **no way out**. So perhaps the
# question should be: what happens at the *second* failure?

# %% [markdown] minutes=1 facts=["F272", "F256"]
# ## From map to opportunities
#
# A map that ends with pains is a complaint. An **opportunity** is a change, at a named step, that relieves a named
# pain. Test each one with four questions:
#
# 1. **Which pain?** No pain, no opportunity. "Let's have a chatbot" answers nothing.
# 2. **Which step changes?** Act where the pain *begins*. An apology at the desk does not mend the menu.
# 3. **Who owns it?** A person or a team, one name. "All of us" is nobody.
# 4. **How would we know?** One measure that moves if it works.
#
# ### Rank them
#
# Give each opportunity an **impact** (how much it helps the actor) and an **effort** (what it costs you), from 1 to
# 5. Two numbers, four corners: *quick win* (large impact, small effort), *big project* (both large), *fill-in* (both
# small), *think twice* (small impact, large effort). From 3 on, a number counts as large. All of them are guesses in
# a tidy suit, so guess in a group, and talk where you differ.
#
# **A worked ranking.** Four changes for Amina:
#
# | Opportunity | Impact | Effort | Corner | Impact for effort |
# |---|---|---|---|---|
# | Show the fee at the sale | 5 | 2 | quick win | 2.5 |
# | Show an example in the number box | 2 | 1 | fill-in | 2.0 |
# | Answer each comment about money | 3 | 2 | quick win | 1.5 |
# | Offer to ring back | 3 | 3 | big project | 1.0 |
#
# The first line leads by ratio and by impact. (Not beyond doubt: with both guesses off by one, 4 for 3, its ratio is
# 1.3.) The next two swap places as soon as you look at the corner in place of the ratio. So no
# formula decides there. Ask which of the two pains *Amina* would want gone.
#
# ### Before and after
#
# A new curve is a promise. So put it beside the old one, in numbers. Jonas moves flat, and wants to be online on the
# day. His map holds two curves: the solid one shows the journey *as it is*, the dashed one as it is *to be*.

# %% widget=true minutes=3 tags=["table"]
from cxcourse import JourneyMap

JourneyMap("m03-before-after", start="m03-before-after", read_only=True)

# %% [markdown] facts=["F212"]
# | | As is | To be |
# |---|---|---|
# | Seven steps | 0, 0, −1, −2, −2, 1, −1 | 1, 1, 0, 1, 0, 2, 0 |
# | Lowest | −2 (two steps) | 0 (three steps) |
# | Peak | +1 | +2 |
# | End | −1 | 0 |
# | Steps below zero | 4 of 7 | 0 of 7 |
# | Peak-end | −1.5 | +1.0 |
# | Mean | −0.71 | +0.71 |
#
# Read it from the top. The lowest point and the number of bad steps say what will be *different for Jonas*. The mean
# comes last, because it treats the scale as a ruler, which it is not. And note the size of the claim: no step below
# zero. Seamless, as a brochure would say. It is a **forecast** by the people who want the money. Which step would you
# measure in September, and with what?
#
# Two maps can be compared only if they share actor, goal and scope. Drop the step in which he waits, and the mean rises
# with nobody any happier.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m03-opportunities")

# %% [markdown] minutes=1 tags=["activity"] facts=["F105", "F092"]
# ## Practical activity
#
# *From log to map.* Your map of case B comes from one story. Now meet 417 callers. Lumen's systems log every step of a
# billing call: one row an event. In four events of ten, the customer was asked for a feeling as well. You will find the
# paths that people really take, and see what your map left out.
#
# **To run a cell:** click on it, then press Shift+Enter. First, the rows.

# %% minutes=2 tags=["activity", "table"]
from cxcourse import charts, journeylog, load_dataset

events = load_dataset("journey_events")
billing = events[events["scenario"] == "billing"]
billing[["case_id", "timestamp", "step", "channel", "emotion"]].head(7)

# %% [markdown] tags=["activity", "predict"]
# Case J001 is one caller, seven events. Read it as a story: need, dial, menu, queue, agent, misunderstanding,
# complaint. *NA* between angle brackets means that nobody asked. The names of steps are those of the system:
# `ivr_menu` is the voice menu, `ivr_repeat` asks the caller again, `human_refused` says no to a person, `abandon` is
# hanging up.
#
# A **variant** is a path through the steps, taken by one case or by many. **Predict:** how many different paths do 417
# callers take, and which share takes the most usual one?

# %% minutes=1 tags=["activity"]
log = journeylog.observe(billing)
log.variants(top=5)[["variant", "length", "cases", "share", "low", "high"]].round(3)

# %% [markdown] tags=["activity"]
# There are **21** variants, and these five cover 322 of the 417 callers. (*Low* and *high* are the ends of a 95 %
# interval; module 4 tells where it is from.) The first is smooth: 249 callers, 59.7 %, get from the bill to the
# payment with no hitch. The same as a picture:

# %% minutes=1 tags=["activity"]
charts.variants(log, top=5)

# %% [markdown] minutes=1 checkpoint=true tags=["activity", "summary"] facts=["F093", "F094", "F105"]
# **The chart in words.** One row a variant, one arrow a step; a turning arrow marks a step to which the path comes
# back. Row 1, 249 callers: need, dial, menu, queue, agent, paid. Row 2, 25 callers: the same up to the agent, then
# misunderstanding and complaint, *with no loop in the menu*. Row 3, 17 callers: the menu asks again once, and all
# ends well. Row 4, 16 callers: they hang up in the queue. Row 5, 15 callers: asked again, refused a person, hang up.
#
# So the story in your map is not the usual one. How rare is it? The menu asks 127 callers again (30 %). For 46 of the
# 417 (11 %) the call goes the story's way: asked again, misunderstood, complaint. And 25 people got to the bad end
# *without* the bad menu.
#
# **A story shows what can happen; a log shows how often.** Does that make the story wrong? Put your finger on the
# sentence that is wrong before you answer.

# %% [markdown] tags=["activity", "predict"]
# ### Feelings along the way
#
# Now the curve. **Predict** the lowest step, and whether the agent's step lies above or below zero.

# %% minutes=1 tags=["activity"]
log.emotion_by_step().round(2)

# %% [markdown] minutes=1 tags=["activity", "predict"] facts=["F106"]
# *Events* are the rows of a step, *n* those with an answer, *rated* their share. Worst are giving up (−1.68, 19
# answers) and the complaint (−1.68, 28 answers): nearly the same. (A mean treats the scale as a ruler, which it is
# not. Use it here to see which step is lower, and not by how much.) Being asked again has −1.14 and being refused a
# person −1.37. The agent's step lies at +0.03 with 150 answers. About zero! Is the story wrong, then, that callers
# reach the agent upset?
#
# A mean may hide two crowds. Split the callers by whether the menu had asked them again. **Predict** both means.

# %% minutes=1 tags=["activity"]
felt = log.emotion_by_path(through="ivr_repeat")
felt[felt["step"] == "agent_explain"][["path", "n", "mean", "low", "high"]].round(2)

# %% [markdown] minutes=1 tags=["activity"] facts=["F102", "F106", "F107", "F108"]
# *Through ivr_repeat* are the callers who were asked again. Same desk: **+0.36** for those who come through clean
# (117 answers), **−1.15** for those whom the menu had asked again (33 answers). And of the callers who reach an
# agent, 9 % of the first and 51 % of the second are misunderstood. The source's chain, upset caller,
# misunderstanding, incident, shows up in the rows. (As a pattern. Perhaps harder matters lead to both.)
#
# So a test of the desk with calm testers sees the first crowd only. That is the answer to a question you have met.

# %% [markdown] tags=["activity", "predict"]
# ### What nobody drew
#
# Firms like to plan the smooth way. Let the log draw its most usual path as a map. It opens in the same editor, with
# every step marked *researched*. Lay it beside your own map of case B. **Predict:** which step is here, and nowhere in
# the story?

# %% minutes=2 tags=["activity", "table"]
from cxcourse import JourneyMap

smooth = journeylog.as_journey(log, title="417 billing calls")
JourneyMap("m03-observed", start=smooth)

# %% [markdown] tags=["activity", "predict"]
# The **queue**. All 417 wait in it; the story has none. Now take this smooth map for the plan, and hold it against
# the log. **Predict:** what do callers do that the plan does not show?

# %% minutes=1 tags=["activity"]
gaps = journeylog.planned_vs_actual(smooth, log)
gaps[gaps["finding"] == "no one drew it"][["step", "cases", "share", "low", "high"]].round(2)

# %% [markdown] tags=["activity"] facts=["F095", "F101"]
# Five steps, and the worst trouble is in them. 67 callers are refused a person; 71 are misunderstood and complain.
# And 53 callers hang up. Of the 67 who were refused a person, 26 did. They complain to nobody. In a story told by an
# agent they do not exist, since no agent ever met them.
#
# So the story alone hides the usual way, and the usual way alone hides the pain. Name one step that your map has and
# most callers never take, and one that the log has and your map has not. Which would you add, and how would you mark
# it?

# %% [markdown] minutes=4 tags=["activity", "pair"]
# A log has its own blind spots: no thoughts, no reasons, nothing that happened off the line, and feelings for only 40
# % of the events. So a story and a log correct each other.
#
# **Write three sentences**, alone or in pairs, for Lumen's head of service. One says what usually happens, with a
# number. One says what happens to those whom the menu asks again, with two numbers. One says what neither the story
# nor the log can tell. Double-click here; it stays on your machine.
#
# > 1. …
# > 2. …
# > 3. …

# %% widget=true checkpoint=true minutes=2
from cxcourse import Quiz

Quiz("m03-log")

# %% [markdown] minutes=1
# ## Graded exercise
#
# Open [the graded exercise of module 3](../../exercises/m03_journeys/m03_journeys.ipynb). It counts 30 points, and takes 60
# to 90 minutes, in one sitting or several. It takes less if you bring the maps that you began here:
#
# - the map of Mark's journey, whole (12 points)
# - the map of the billing call, and its lowest point (6 points)
# - two short functions on parts and whole (4 points)
# - three opportunities for one of your maps (8 points)
#
# The last is read by a person. Nobody will show you a finished map of the two cases, since drawing them is what you
# came to learn. A journey has many good maps. The grading program accepts them if the steps of the story are there,
# in an order that the story allows, with a lens and a sign that the text can back.

# %% [markdown]
# ## Key points
#
# Recall first, then read.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m03-wrap")

# %% [markdown] minutes=1
# - **A map** has an actor, a goal, stages, steps with feelings, pains and opportunities. One person, one goal.
# - **Stated, inferred, researched:** guesses are welcome, if they are marked.
# - **The curve:** low, peak, fall, end. The low shows the hurt, and not always the cause. The moment of truth
#   decides: until then, the story could still go either way.
# - **Parts and whole:** chances multiply, and moods travel. Passing parts are needed, and not enough.
# - **Blueprint:** look below the line of visibility for the floor where the fault is made.
# - **Opportunities** name a pain, a step, an owner and a measure. Rank by impact and effort.
# - **Story and log** correct each other. Those who hang up are in no agent's story: look for them in the log.

# %% [markdown] minutes=1 tags=["reflect"]
# **One line, for Monday.** Which journey at your work, school or club has nobody ever drawn whole? Double-click and
# finish the sentence.
#
# > On Monday I will draw the way of …

# %% [markdown] minutes=1 facts=["F271"]
# ## Module Resources
#
# All are optional.
#
# - **[Nielsen Norman Group, Journey Mapping 101](https://www.nngroup.com/articles/journey-mapping-101/).** *Use it to*
#   compare its five parts with ours: actor, scenario, phases, actions with feelings, opportunities.
# - **A handbook of service design** from your library, for blueprints drawn by practitioners. *Use it to* find the
#   three lines in a real one.
# - **Kahneman and others (1993)** on cold water and memory, the root of the peak-end rule. *Use it to* see how
#   short those events were. *Cited from memory.*

# %% [markdown]
# ## What's Next
#
# Your maps now have steps, owners and the words "how would we know?" In **module 4** each step gets a number, with its
# uncertainty. You will meet the billing line again, as 2,756 calls, and see what it costs.

# %% [markdown]
# ## Glossary
#
# Write your own definition first, then compare. Cards that you miss come back.

# %% widget=true checkpoint=true minutes=8
from cxcourse import Flashcards

Flashcards("m03")
