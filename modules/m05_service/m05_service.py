# ---
# cxcourse: {module: m05}
# ---

# %% [markdown] minutes=1
# # Module 5: Service techniques by simulation and role play
#
# **95 minutes** · Prerequisites: module 1 · Data: `roleplay_logs.csv`, 300 simulated calls (CC0) · Text: CC BY 4.0
#
# Here you talk. You take calls from invented customers of Lumen Mobile, choose your words, and see what they do to the
# person at the other end. **How to use it:** run the cells from top to bottom with Shift+Enter. Every simulation can be
# stopped, repeated and played in the wrong way on purpose. Nothing leaves this machine.
#
# **Contents:** [Before you start](#Before-you-start) · [Why practise](#Why-practise) · [Outcomes](#Outcomes) ·
# [Six techniques in one call](#Six-techniques-in-one-call) ·
# [Call etiquette and the vanished caller](#Call-etiquette-and-the-vanished-caller) ·
# [Recovery and its limits](#Recovery-and-its-limits) · [The human element](#The-human-element) ·
# [Three simulations](#Three-simulations) · [Read your own log](#Read-your-own-log) ·
# [Practical activity](#Practical-activity) · [Graded exercise](#Graded-exercise) · [Key points](#Key-points) ·
# [Module Resources](#Module-Resources) · [What's Next](#What's-Next) · [Glossary](#Glossary)
#
# ## Before you start
#
# First, from memory: module 1 named six service techniques, and a counterfeit for each. Say as many as you can, aloud.
# Then two questions, no marks. Answer as you would on the phone.

# %% widget=true minutes=2
from cxcourse import Quiz

Quiz("m05-before")

# %% [markdown] minutes=2 facts=["F004", "F160", "F166", "F167", "F168", "F281", "F282", "F283", "F297", "F298"]
# Did your answer sound like you, or like a recording? Keep that thought.
#
# ## Why practise
#
# Ruth trains new agents at Lumen. On the first morning she asks, "What do you say to a caller who shouts?" Everybody
# knows: stay calm, listen, show empathy. Then she shouts, and it is quite good shouting. Six clever people say, "I need
# your customer number, please."
#
# They knew what to do. Under pressure the mouth says what it has said before. So the only way to have a better sentence
# ready is to have said it already.
#
# **Customer service** is the help a firm gives people with questions and troubles, by phone, mail, chat or face to face.
# *Evidence: definition.* Our sources hold that it weighs heavily in how people experience the firm: served well, they
# feel valued, and served badly, they leave annoyed. *Evidence: opinion.* **Techniques** are ways of doing it well.
#
# Ruth offers two kinds of practice. In a **simulation** a modelled customer answers your choices. In a **role play** a
# colleague does. Both are safe places: you may fail, hear a kind word on why, and try again.
#
# **How far does that carry?** The source builds a chain: practice brings confidence and skill, these better the calls,
# better calls satisfy, and satisfied customers stay. *Evidence: opinion.* Five links, and no data for any. Module 5 can
# show you the first two at work. **Say now:** which link would you test first, and how?

# %% [markdown] minutes=1 facts=["F243"]
# ## Outcomes
#
# At the end of this module you can:
#
# 1. *Recognise* which of six techniques an utterance uses, at least 16 times out of 20.
# 2. *Apply* techniques in a branching call, so that trust ends at 60 or more and the issue is solved.
# 3. *Rewrite* a poor reply so that it shows listening, empathy and a clear next step.
# 4. *Sequence* a conflict conversation: calm, listening, common ground, agreed result.
# 5. *Assess* a transcript with a behaviour rubric, and give feedback that is specific and kind.
# 6. *Judge* when efficiency and care pull apart, and justify a choice.
#
# One of our sources asks for two things: that you can define the techniques, and say how simulation and role play put
# them to use. Module 1 did the defining. Here you use them.

# %% [markdown]
# ## Six techniques in one call
#
# One call runs through this section, four lines at a time. **Mr Petrov** runs a driving school. On Monday he moved his
# business number to Lumen. It is Thursday. Noor takes the call.
#
# Each technique comes with four things:
#
# - **Markers:** what an observer could tick. "Was warm" is no marker, for two observers would tick it differently.
#   "Named his loss before she asked a question" is one.
# - **Counterfeit:** the version that has the sound and not the effect.
# - **Four lines** of the call. Cover Noor's second line with your hand, and say your own first.
# - **Swap:** what to try in the *customer's* seat. You learn most there.

# %% [markdown] minutes=1 facts=["F200", "F201", "F284", "F285"] tags=["worked"]
# ### Active listening
#
# Full attention, grasping the worry, answering in a way that fits. Good CX and good service both stand on it, says one
# of our sources: listen for need and worry first, explain the solution after. *Evidence: framework.*
#
# **Markers:** gives back the facts *and* how they hang together · asks "is that it?" and waits · uses a detail again
# later · never asks for what has been said.
#
# **Counterfeit:** "Right, I see. So there's an issue with the line. Your number, please?"
#
# **Four lines**
# - *Mr Petrov:* Since Monday my driving school is dead. A few pupils get through, most don't. And your shop said I'd
#   notice nothing!
# - *Noor:* So since the number moved, a few calls arrive and most do not, and you had been told that nothing would
#   change. Is that it?
# - *Mr Petrov:* That's it. I only find out when they stand at the kerb and text me.
# - *Noor:* At the kerb, and thinking that you forgot them. Go on, I'd like the whole of it.
#
# **Swap.** Caller: hide one detail in your second sentence. Unfold it only if the agent picks it up. You will feel
# within seconds whether you are being heard.

# %% [markdown] minutes=1 facts=["F286", "F287"]
# ### Empathy and understanding
#
# To grasp what another person feels, and to share in it. *Sympathy* looks on from outside: "poor you". Empathy tries
# the other seat, and says what it is like there.
#
# **Markers:** names a likely feeling or cost in *this* person's terms · as a guess ("I imagine") · then stops for a
# breath · no "but" · leads to a step.
#
# **Counterfeit:** "I totally understand how you feel, but that is how moving a number works." The *but* takes it back.
#
# **Four lines**
# - *Mr Petrov:* Eleven years I've built that name. Now people think I don't pick up.
# - *Noor:* Eleven years of being the one who picks up, and now it looks as if you don't. That hurts more than the lost
#   lessons, I imagine.
# - *Mr Petrov:* It does. It was my father's school.
# - *Noor:* Then let's get the name right again. I'll stay with this myself until your phone rings.
#
# **Swap.** Play the same angry or tearful case from both sides. After each round, the caller says in *one word* what
# the agent's second line did.

# %% [markdown] minutes=1 facts=["F252", "F253", "F288", "F289"]
# ### Effective communication
#
# Be clear and brief, suit your style to the person, and check that it arrived. In module 1 you met the reason: open and
# timely words build trust, and tell people what to expect.
#
# **Markers:** says how many steps, and how long · no jargon without a plain word beside it · announces silence · asks
# for the message *back*, and takes the blame if it is wrong.
#
# **Counterfeit:** a fluent minute, and then: "Is that clear?"
#
# **Four lines**
# - *Noor:* Three short questions, then a cause, then a time. Four minutes in all. Does that suit you?
# - *Mr Petrov:* If you use plain words. I teach driving, not telephones.
# - *Noor:* Plain words. I'll be silent for twenty seconds while I open Monday's papers. … I'm back. To test whether I
#   put it well: what comes now?
# - *Mr Petrov:* Three questions, the cause, a time. Go on.
#
# **Swap.** Hear the same news in three styles: from somebody in a hurry, a fellow expert, a kind aunt. Tell each agent
# what you took from it. Vary, compare, get feedback: that is the exercise.

# %% widget=true checkpoint=true minutes=4
from cxcourse import Quiz

Quiz("m05-hear")

# %% [markdown] minutes=1 facts=["F290", "F291", "F292"]
# ### Problem solving
#
# Much of service is settling issues. Three moves: *ask* to make it clear, *analyse* what goes on, *propose* what fits.
#
# **Markers:** each question could change the next step · says what an answer shows · the remedy fits the cause · there
# is a bridge until it works · checks that it did.
#
# **Counterfeit:** "I'll pass it on to the technical team." A handover before the first question.
#
# **Four lines**
# - *Noor:* Think of the calls that did arrive. Do you know which company those people are with?
# - *Mr Petrov:* My wife and two pupils, all Lumen. My garage isn't. They can't reach me.
# - *Noor:* That tells me a lot: our own network has found you, and the others still look at your old address. I can
#   have their list renewed, which takes up to two hours. And a spare number for your door until then?
# - *Mr Petrov:* Both, please.
#
# **Swap.** You know the cause and may answer, but not volunteer. After the call, say which question helped. Take a new
# problem each round; a varied diet is what builds skill.

# %% [markdown] minutes=1 facts=["F293", "F294"]
# ### Conflict resolution
#
# Conflicts grow where people misunderstood each other or expected different things. Four moves: stay calm, listen, find
# common ground, work toward a result that both accept.
#
# **Markers:** own voice gets slower · each side's claim said aloud, fairly · one shared aim named *before* any offer ·
# the end has a person and a time · and an "if not, then".
#
# **Counterfeit:** giving in ("I'll cancel it all, no charge"), or winning ("Section 4 says …").
#
# **Four lines**
# - *Mr Petrov:* And my lost lessons? I was promised I'd notice nothing. I want out of this contract.
# - *Noor:* You were promised that, and you lost three days. You want out; I can't end a contract on the phone. We both
#   want pupils who reach you, and a fair bill. Can we start there?
# - *Mr Petrov:* Fair means I don't pay for these three days.
# - *Noor:* Agreed, they come off today. And if your garage can't reach you by six, I'll start the cancellation with
#   you myself.
#
# **Swap.** Customer: you get a second sheet with another promise on it. Sign nothing that feels unfair. Say
# afterwards at which *word* you began to calm down.
#
# **A limit.** Anger at the *case* is disappointment, and you can carry it. Abuse of the *person* is something else. Ruth's
# sentence: "I want to help you, and I'll end the call if you call me that again." Once. Then keep your word.

# %% [markdown] minutes=1 facts=["F295", "F296"]
# ### Product knowledge
#
# Know what you sell: what it does, what it does not, and for whom it is right.
#
# **Markers:** the right fact · its limit · what it means for this person · or: "I don't know. I'll find out and text you
# by four."
#
# **Counterfeit:** the data sheet, read aloud. Or a bluff.
#
# **Four lines**
# - *Mr Petrov:* How will I know that it worked, before my pupils do?
# - *Noor:* Ring 0199 from the garage's phone. A voice says where your number is listed. As soon as it says Lumen, all
#   callers reach you.
# - *Mr Petrov:* Texts as well?
# - *Noor:* Texts go the same way. Pictures sent since Monday are lost, I'm afraid, so ask for those again.
#
# **Swap.** Test the agent with enquiries, or let the agent demonstrate a device to you. Each time you hear a feature and
# no benefit, say: "So what?"

# %% widget=true checkpoint=true minutes=4
from cxcourse import Quiz

Quiz("m05-solve")

# %% [markdown] minutes=1 tags=["worked"]
# ### A rewrite, worked
#
# *Customer:* "I've rung twice about this crackle, and I work from home." *Agent:* "We'll have it looked at."
#
# 1. **Listening:** which details come back? Two calls; work at home.
# 2. **A feeling or a cost:** every conversation at work suffers.
# 3. **A next step with a time,** and only what you control.
#
# *Rewrite:* "Two calls, and it still crackles through your working day. That wears anyone out. I'll test the line now,
# and I'll text you the result by three."

# %% [markdown] minutes=2 tags=["write"]
# **Your turn.** *Customer:* "My mother's phone has been dead since Sunday, and she lives alone." *Agent:* "Please be
# patient."
#
# Double-click and write two sentences. Then underline the detail, the feeling or cost, and the time (a `*` on each side
# will do). What is not there cannot be underlined.
#
# > *My rewrite:* "…"

# %% [markdown] minutes=2 facts=["F085", "F086", "F258", "F259"]
# ## Call etiquette and the vanished caller
#
# One more agent at Lumen is polite, quick and knows everything, and loses callers. Listen:
#
# > "One moment." *(forty seconds of nothing; a click; nothing)*
#
# What does the caller hear? A line that went dead. So she hangs up. One of our sources describes where this leads, and
# its last step is the nasty one. *Evidence: opinion, and a good piece of reasoning.*
#
# 1. The agent was never taught how to hold and pass on a call.
# 2. The caller believes that she was cut off, and is gone before she reaches the technical desk.
# 3. Nobody records *why* she rang.
# 4. So the technical desk stays blind. The problem may be its most frequent one, and it is not in the table.
#
# Can we see that at Lumen? In the invented calls of module 4, agents without training in handovers lose 39.6 % of the
# support callers they pass on. The trained lose 4.5 %. (Who got the training was not decided by lot.)
#
# **Etiquette** sounds like napkins. It means: *the caller always knows what is happening.*
#
# | Moment | Say | And do |
# |---|---|---|
# | Silence | "I'll be quiet for twenty seconds. I'm still here." | be back in twenty |
# | Hold | "I need two minutes. Will you hold, or shall I ring you?" | come back at two, even with nothing |
# | Passing on | "Jamal knows roaming better than I do. All right?" | write down the reason, tell Jamal the story, introduce them |
# | Calling back | "I'll ring you at 10:15. If I'm off, Jamal will." | ring, even with no news |
# | Ending | "Done: paid, and a text is coming. Nothing is left for you to do." | finish the notes before the next call |
#
# Passing on with the story is a **warm transfer**. The last row is **wrap-up**, and it is also where you help *before*
# you are asked: which question will she ring with tomorrow? Answer it today.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m05-etiquette")

# %% [markdown] minutes=2 facts=["F126", "F146", "F194", "F195"]
# ## Recovery and its limits
#
# Things go wrong. Two of our sources frame the stakes from either end. Excellent service may lift an experience, and
# bring loyalty. Poor service can turn a good experience bad, and quickly. A third adds advice: see that bad experiences
# are turned into a good result. *Evidence: opinion, and advice.* Doing that is called **service recovery**. And people
# judge it: a complaint or a rating is about the product *and* about how the firm answered.
#
# **Five moves of a recovery**
#
# 1. **Name it:** what failed, in the customer's facts.
# 2. **Own it:** "we", with no colleague and no system to blame.
# 3. **Mend it:** or build a bridge until it is mended.
# 4. **Make it fair:** what they paid for and did not get.
# 5. **Come back:** at a stated time, even with no news.
#
# Research on complaints suggests that people ask three things. Was the *result* fair? Was the *way* there bearable? Was I
# treated as a *person*? *Evidence: framework, cited from memory.* A voucher answers only the first.
#
# **Does a good repair make a fan?** There is a happy theory, the **service recovery paradox**: a mended failure can please
# people more than no failure. De Matos, Henrique and Rossi put many studies together in 2007. On average it held for
# satisfaction. It did not show in the wish to buy again, in word of mouth or in the firm's image. *Evidence:
# meta-analysis; we read the abstract.*
#
# So three limits. **Feeling is not buying.** A recovery does not replace prevention. **It works once:** after a *second*
# failure the effect seems to be gone. *Evidence: a study by Maxham and Netemeyer, 2002, cited from memory.* A broken
# promise of a callback is a second failure. And **never promise what you do not control**. "I guarantee it" feels kind
# today.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m05-recovery")

# %% [markdown] minutes=2 facts=["F009", "F079", "F084", "F088", "F163", "F219", "F260", "F261", "F276"]
# ## The human element
#
# Lumen's line can be well built and still end in a bad experience, if the person at the end of it lets the customer
# down. One of our sources calls this the human element. *Evidence: opinion.* It works in both directions. Another
# paints service as a layer on top of good design: putting the customer first, with empathy and clear words. And several
# hope for more than a solved case. A personal contact that people remember makes a bond, and bonds keep customers.
# *Evidence: opinion.*
#
# Agents are worth more than their answers. They take most of the complaints about a firm's systems. Used to empathy as
# they are, they may see a trouble that an expert overlooks. So **write it down**: the name of the screen, the words of
# the menu. It is the cheapest research a firm can get.
#
# Somebody must make that possible. Apple is praised for support staff who are highly trained to help each person in a
# fitting way. *Evidence: anecdote about one firm.* Training, tools and processes are the ordinary work of delivery. An
# agent with seven open chats and a clock cannot listen, whatever the poster says.
#
# **And you?** Staying friendly while being shouted at is work. After a hard call: stand up, two slow breaths, one line to
# a colleague. Then the next.

# %% [markdown] minutes=3 facts=["F016", "F032", "F309", "F319"] tags=["debate", "pair"]
# ### Two quarrels
#
# **Quick or kind?** When Mark's phone fails, says one source, both count: how *efficiently* his contact is handled, and
# with how much *empathy*. Fine, until they pull apart. Ask three questions. What does a minute cost *this* customer,
# and those who wait? What can never be undone? Is the feeling *part of the task*?
#
# **Is service practical, and CX emotional?** One source divides them like that. Others put empathy, feeling valued and
# bonds into service itself. *Evidence: the sources disagree.* Look at Noor's lines: which of them was practical only?
#
# **Person or machine?** In one story an automatic menu is a neutral first step, and in another it is the villain.
# Self-service is praised elsewhere. And a figure goes round: 82 % of consumers in the US want *more* human contact in
# retail. *Evidence: our source names none. It probably comes from a PwC survey of 2018, cited from memory. A stated
# wish is no behaviour.*
#
# **In pairs, three minutes.** One runs Lumen's phone line and wants short calls. The other runs the shops and wants long
# talks. Agree on *one rule* for when a call may run over, and on one contact that a machine should take. **Alone:** write
# the rule, and then the case that breaks it.

# %% widget=true checkpoint=true minutes=2
from cxcourse import Quiz

Quiz("m05-human")

# %% [markdown] minutes=1
# ## Three simulations
#
# Now you pick up the phone. The customer speaks, you choose a reply, and the customer answers *that* reply. You see the
# mood as a word and a sign, and trust as a figure from 0 to 100. A call ends **resolved**, **partly solved** or **lost**.
#
# - **Play for the person, not for the key.** Read all replies, choose, and say yours aloud. The order is shuffled.
# - **Go back** to any turn and try another line. Nobody keeps count.
# - **Time pressure** can be switched on and off. Leave it off for the first run.
# - **In my own words** makes you write first, and then choose what comes nearest.
# - *Without the widget:* `call = RolePlay("m05-third-promise")`, `print(call.say())`, then `call.choose("a")`.
#
# **How a run is judged.** Each reply is worth 0 to 3. Your points are set against the *best* that was on offer at the
# turns you met. So a long way round earns nothing extra. A technique that you never used says "not used". That is no
# zero: perhaps the call never asked for it.
#
# **A fair warning.** A modelled customer holds our opinion of what helps. Real people surprise you. *Evidence: editor's
# note.*

# %% [markdown] facts=["F021", "F022", "F031", "F033"]
# ### Repair, replace, or neither
#
# One of our sources tells of Mark, whose phone fails. An agent hears him out and suggests ways, some of them newer phones
# that fit what he needs. The agent happens to love one model, and that colours the choice. Together they narrow the
# list: details, price, stock. *Evidence: story.*
#
# You are that agent. **One thing to watch:** how much do you know about him when you name the first phone?

# %% widget=true checkpoint=true minutes=5
from cxcourse import RolePlay

RolePlay("m05-repair-replace-or-neither")

# %% [markdown] minutes=1 facts=["F105", "F106", "F107", "F108"]
# If Mark left with a phone that you would have chosen for yourself, go back to the turn where that happened.
#
# ### Paying should be easy
#
# The next story has no villain. Somebody wants to pay a bill and speak to a person. The menu wears him down. He arrives
# upset and cannot say clearly what he needs. So caller and agent talk past each other, something wrong is said, and a
# payment has become an incident. *Evidence: story.*
#
# You stand at the place where the story can still turn. **Two things to watch:** do not act on a guess, and say nothing
# that you have not checked.

# %% widget=true checkpoint=true minutes=5
from cxcourse import RolePlay

RolePlay("m05-paying-should-be-easy")

# %% [markdown]
# Did you win? Then play it once more, and **answer as you would at ten to six, tired**. It is the most instructive run of
# all, because those are the sentences that come when nobody is watching. The third call, *The third promise*, waits in
# the activity.

# %% [markdown] minutes=2 tags=["worked"] facts=["F297"]
# ## Read your own log
#
# The call is over, the learning starts. A **debrief** asks three things, in this order: What happened? Why? What next? Stay
# with the first until it is done. The log helps, since it holds what was *said* and not what was meant.
#
# The cell prints your last call with Viktor (or his first line, if you have not answered him yet).

# %% minutes=1
call = RolePlay("m05-paying-should-be-easy")
print(call.transcript())

# %% [markdown] minutes=2 tags=["reflect"] facts=["F287"]
# Press *See the debrief* under your call with Viktor: it shows the trust at each turn. Find the turn at which it fell
# most, or rose most. **Which words did it?** Underline them here, on paper or in your mind.
#
# **Feedback in three parts.** For others, and for yourself:
#
# | Part | Example |
# |---|---|
# | **Quote** the moment | "At 'I only want to pay' you took that for a payment of eighteen euros." |
# | Say the **effect** | "As the caller I felt pushed: I wasn't done explaining." |
# | Open a **door** | "What could you have given back before you asked?" |
#
# The quote makes it checkable. The effect keeps it human. The door leaves the thinking to the player. What it never
# holds is an adjective for a person. Compare:
#
# - **Kind, and of no use:** "That was really good."
# - **Specific, and unkind:** "You interrupted him three times, typical."
# - **Both:** "At 'three years old' you had the price ready. I went quiet there. What might he have told you next?"
#
# **Your turn, with holes.** "At '…' you said '…'. As the customer I … What would happen if you first …?" Fill it in for
# your own worst turn.

# %% widget=true checkpoint=true minutes=4
from cxcourse import Quiz

Quiz("m05-judge")

# %% [markdown] tags=["activity"]
# ## Practical activity
#
# *Play, swap, debrief: 20 minutes alone, about 30 in pairs, about 40 in threes.* One hard call, three times over: as the
# agent, as the customer, and in the logs of 300 others.
#
# ### Play
#
# Rosa Okafor's broadband has been down for four days. Twice she was promised a call, and twice nobody rang. You are
# Sam. Choose **On my own**, and play to the end. Aim for trust of 60 or more.

# %% widget=true checkpoint=true minutes=5 tags=["activity"]
from cxcourse import RolePlay

RolePlay("m05-third-promise")

# %% [markdown] minutes=6 tags=["activity", "roleplay-place", "pair"] facts=["F285"]
# Note three things: your first reply, the end, the trust. You need them in a moment.
#
# ### Swap
#
# **In pairs.** Press *See the debrief*, then *Play again*, and choose **In pairs**. Once you have answered the call, the
# customer's player holds down the button *Customer's player: hold to read your card*. (By keyboard, Enter opens it and
# Enter closes it.) The card shows what Rosa needs and does not say at once. The agent's player does not look, and *speaks
# freely*. After each turn both choose the listed reply that comes nearest. A third person, or the customer afterwards,
# opens *Observer's sheet*, and keeps it: one tick for a marker that was heard, and one quote for each tick. At the end,
# swap seats.
#
# **Alone.** Press the same two buttons, choose **In my own words**, and write each reply before you see the list. Then
# read Rosa's lines aloud, and hear your own replies *as Rosa*.
#
# Then two sentences each, the customer first: "I began to trust you at …" and "I nearly hung up at …".

# %% [markdown] tags=["activity"]
# ### Debrief: 300 other runs
#
# A table holds 300 plays of Rosa's call. The players are made up. The *careful* mostly choose the best reply, the *hasty*
# often a weak one, and the *random* anything at all, as if by lot. Rosa is the one you know, in 300 moods.
#
# The table has short names for the first reply. `name-facts` gives back her four days and her two calls. `account` asks
# for a number. `voice` asks her to lower hers. **Predict:** of ten calls that begin so, how many end *resolved*? Write
# down three numbers, then run the cell.

# %% minutes=1 tags=["activity", "predict"]
import pandas as pd

from cxcourse import charts, load_dataset

logs = load_dataset("roleplay_logs")
pd.crosstab(logs["first_choice"], logs["end"], margins=True)

# %% [markdown] tags=["activity"]
# Of the 145 calls that begin with her facts, 121 are resolved: 83 %. Of the other 155 it is 15, or 10 %. And all 52 lost
# calls began in another way. So one reply of 28 words tells us a lot about an end that comes minutes later. Here is the
# trust behind it, in steps of ten.

# %% tags=["activity"]
import altair as alt

about = "Calls by trust at the end, by first reply: name-facts mostly 90 or more, the others mostly under 30."
bars = alt.Chart(logs, title="Calls that begin with her facts mostly end in trust", description=about, height=80)
bars.mark_bar(color=charts.PALETTE[0]).encode(
    alt.X("trust", bin=alt.Bin(step=10), title="Trust at the end of the call (0 to 100)"),
    alt.Y("count()", title="Calls"),
    alt.Row("first_choice", title="First reply", sort=["name-facts", "account", "voice"]),
)

# %% [markdown] minutes=1 tags=["activity", "summary"]
# **The chart in words.** Half of the calls that begin with her facts end with trust of 97 or more. After asking for the
# number the middle call ends at 19, and after asking her to speak lower at 12. Each of the three has outliers.
#
# Is the first reply magic, then? Before you print posters, ask **who says it**. **Predict:** some careful players begin
# with `account`. How many of them rescue the call? And how many hasty ones, after a good beginning?

# %% minutes=1 tags=["activity", "predict"]
logs["solved"] = logs["end"] == "resolved"
logs.groupby(["player", "first_choice"])["solved"].agg(["size", "mean"]).round(2)

# %% [markdown] minutes=1 tags=["activity"]
# (*size* counts the calls. *mean* is the share resolved, so 0.42 is 42 %.)
#
# All 9 careful players who asked for the number resolved the call. None of the 10 hasty ones with a good beginning did.
# Those who begin well tend to *go on* well: of the calls that begin with her facts, 77 % are played by the careful. Much
# of the gap is **who plays**, and the first reply is partly their mark.
#
# The random players help us out, because with them the first reply was drawn as if by lot. Begin with her facts, and 10
# of 24 calls are resolved, at a mean trust of 52. Begin otherwise, and it is 6 of 57, at 28. So the first reply is
# worth something *by itself*. It is a good start and no guarantee.
#
# **Which other moment counts?** In the table each turn of the call has a short name. At `n6` Rosa says that she has told
# it all before. The cell looks at that turn, among the random players only. Run it. Then click into the cell, change `n6`
# in its first line to `n7` (when?), press Shift+Enter again, and do the same with `n8` (the callback) and `n10` (the
# credit).

# %% minutes=3 tags=["activity", "try"]
turn = "n6"
lot = logs[logs["player"] == "random"]
said = lot["path"].str.extract(f"{turn}:(\\S+)")[0]
lot.groupby(said)["trust"].agg(["size", "mean"]).round(1)

# %% [markdown] minutes=2 checkpoint=true tags=["activity", "reflect"]
# Those who took the blame (`our-side`) end at 56.0, and those who hinted that she had been unclear (`notes`) at 27.3.
# That gap is about as wide as the one at the start. At `n7` it is about 18 points, at `n8` 12, and at `n10` 7. **To
# hear her, and to own it:** these two carry Rosa's call. (The groups are small, 31 and 35 calls at `n6`, and the world
# is invented. The scene was written by people who believe in listening, so it proves nothing about real callers.)
#
# **Now your own log.** Which first reply did you choose? What did you say when Rosa told you that she had told it all
# before? Finish two sentences, then tell them to your partner, or aloud to the wall:
#
# > I began with …, and she …
# >
# > If Ruth could train one moment only, I would choose …, because … We do not know whether …

# %% [markdown]
# ## Graded exercise
#
# Open [the graded exercise of module 5](../../exercises/m05_service/m05_service.ipynb). It takes about 60 minutes and
# counts 25 points:
#
# - a call that you have not met, without coaching; the best of three runs counts (8 points)
# - twenty sentences: which technique carries each? (5 points)
# - eight moves of a conflict conversation, in order (4 points)
# - two rewrites, and feedback on a colleague's call (5 points)
# - one call in which quick and kind pull apart: your choice, and why (3 points)
#
# The last two are read by a person. Of your rewrites and your feedback they ask: Does it show listening? Is there
# empathy, without blame? Is there a next step with a time? Are the facts right? Of your choice: are both sides weighed,
# is the reason one of this call, and what would change it?

# %% [markdown]
# ## Key points
#
# Recall first, then read.

# %% widget=true checkpoint=true minutes=4
from cxcourse import Quiz

Quiz("m05-wrap")

# %% [markdown]
# - **Practice** puts a better sentence within reach. What it does for loyalty is a hope until somebody tests it.
# - **Six techniques:** each has markers that two observers would tick alike, and a counterfeit that would fit any caller.
# - **Conflict:** calm, listen, common ground, agreed result. No offer before the shared aim, no end without a time.
# - **Etiquette:** the caller always knows what is happening. Callers who vanish take their reasons along.
# - **Recovery:** name, own, mend, make fair, come back. It lifts satisfaction, and does not replace prevention.
# - **Quick or kind:** what can go wrong within this minute decides which of them leads.
# - **Feedback:** quote, effect, open door. Never an adjective for a person.

# %% [markdown] minutes=1 tags=["reflect"]
# **One line, for Monday.** Which of your usual sentences is a counterfeit, and what will you say instead? Double-click
# and finish it.
#
# > On Monday, instead of "…", I will say "…".

# %% [markdown] minutes=1 facts=["F113", "F300"]
# ## Module Resources
#
# All are optional.
#
# - **What is Customer Service Philosophy?** The discussion of guiding principles that one of our sources links to. *Use it
#   to* find the principle behind each counterfeit.
# - **A post on assessing customer service skills.** Another source points to it, on the blog of a firm that sells such
#   tests. *Use it to* check each skill on its list: could two observers tick it alike? *Evidence: vendor.*
# - **de Matos, Henrique and Rossi (2007)**, *Service Recovery Paradox: A Meta-Analysis*, Journal of Service Research 10.
#   *Use it to* see how far satisfaction and buying lie apart.
# - **Maxham and Netemeyer (2002)** on repeated failures, Journal of Marketing 66. *Use it to* check our sentence about the
#   second failure, which we wrote from memory.

# %% [markdown]
# ## What's Next
#
# In every call of this module the trouble was there first: a lost ticket, a menu that mishears, a trial that renews
# itself. Service mends, and is late by nature. In **module 6** you listen *before* there is a problem: you ask users,
# build a rough model, and watch what they do with it.

# %% [markdown]
# ## Glossary
#
# Write your own definition first, then compare. Cards that you miss come back.

# %% widget=true checkpoint=true minutes=8
from cxcourse import Flashcards

Flashcards("m05")
