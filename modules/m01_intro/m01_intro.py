# ---
# cxcourse: {module: m01}
# ---

# %% [markdown] minutes=1 facts=["F231", "F241"]
# # Module 1: Intro to CX/UX
#
# **90 minutes** · Prerequisites: none · Data: `form_audit.csv`, 24 invented screens (CC0) · Text: CC BY 4.0
#
# A first look at customer experience (CX) and at user experience (UX), with one invented phone company, Lumen Mobile,
# all the way. **How to use it:** read, click, answer; you need no Python, and nothing you type leaves this machine.
#
# **Contents:** [Before you start](#Before-you-start) · [CX and UX](#CX-and-UX-in-one-story) ·
# [Outcomes](#Outcomes) ·
# [Key Components](#The-Key-Components-of-Customer-Experience-Philosophy) ·
# [Value Delivery Model](#CX-Value-Delivery-Model) · [Techniques](#Customer-Service-Techniques) ·
# [Activity](#Practical-activity) · [Graded exercise](#Graded-exercise) ·
# [Key points](#Key-points) · [Resources](#Module-Resources) · [What's Next](#What's-Next) · [Glossary](#Glossary)
#
# ## Before you start
#
# Two quick questions, no marks. Answer with what you think today.

# %% widget=true minutes=2
from cxcourse import Quiz

Quiz("m01-before")

# %% [markdown] minutes=2 facts=["F233"]
# Keep your two answers in mind. You will meet the same ideas again, and you may find that you have moved.
#
# ## CX and UX in one story
#
# Before we define the two terms of the title, meet a customer.
#
# ### Five moments with Lumen Mobile
#
# Lumen Mobile sells phones and phone plans. It has shops, a website, an app, a help line and a billing line. The
# firm is invented and so are all its people, so we can look closely and nobody is hurt.
#
# Amina is a nurse on night shifts. She wants a cheaper plan. Here is how it goes.
#
# 1. **Browsing.** On the bus she compares plans on the website. Three columns, plain prices, done in two minutes.
# 2. **Buying.** The app takes her order. One box wants her old number "in the right format" and never shows that
#    format. She needs three tries.
# 3. **Receiving.** The SIM card arrives a day early, with a handwritten "welcome" from the packing team.
# 4. **Asking for help.** Her first bill is twice what she expected. She waits eleven minutes on the billing line.
#    Then Noor picks up, explains that the rest is a set-up fee, agrees that it was hard to see, and takes it off.
# 5. **Giving feedback.** Lumen asks for a rating. She writes two careful lines about the fee. Nobody replies.
#
# Each of the five is a *touchpoint*: a moment at which a customer meets the company. The way it reaches her is the
# *channel*: site, app, post, phone.
#
# **Decide before you read on.** Which of the five are about *using a thing*, and which are about *dealing with a
# company*? Say your answer aloud or write it down. A guess that you have put into words is a guess you can check.

# %% [markdown] minutes=2 facts=["F002", "F159", "F232", "F233", "F234", "F235", "F236", "F237", "F238"]
# ### Two boxes
#
# | | Customer experience (CX) | User experience (UX) |
# |---|---|---|
# | Looks at | all dealings with a company or brand | using one product, service or system |
# | Lasts | before, during and after a purchase | from starting a task to ending it |
# | For Amina | all five moments, and how they add up | the plan table; the number box |
# | Her question | "Would I deal with them again?" | "Could I do what I came for?" |
# | Hoped-for result | satisfaction, loyalty, advocacy | goals reached, with little effort |
#
# **The CX box.** CX is everything Amina lives through with Lumen, from the bus ride to the unanswered rating. You can
# also put it from her side: CX is the picture of Lumen that those dealings leave in her head. No single team owns
# that picture. The packer, the fee, the eleven minutes and Noor all draw on it. Lumen's hope is that a good and
# memorable picture makes her satisfied, then loyal, then an *advocate*: someone who recommends Lumen unpaid.
# *Evidence: the first two sentences are definitions; the hope is an opinion of the source.* Notes like this one say how
# sure a claim is; *the source* is the short teaching page that this course grew out of.
#
# **The UX box.** UX is what it is like to use a particular thing: how good the contact between person and product
# is. The number box is a UX matter. So is the plan table. The people who work on UX design try to improve three
# sides of a thing:
#
# - *usability*: can people get it done?
# - *accessibility*: can people with different eyes, hands, ears and minds get it done?
# - *enjoyment*: is it pleasant, or at least not a misery?
#
# When they judge a screen they ask four questions. Is it **easy**? Is it **efficient**, with no wasted effort? Is it
# **learnable**, so that the second time goes better? And which **emotion** does it stir? They do not guess. They
# study users, build a rough model called a *prototype*, test it, and go round again until people find their way
# without help. *Evidence: definition.*

# %% [markdown] minutes=1 facts=["F062", "F115", "F239", "F240"] tags=["worked"]
# ### One aim, and a part inside a whole
#
# Many people use the two words as if they were the same. That is not quite right, and not foolish either: it pays to
# see how the two blend. The scopes differ, but the aim is shared. The person should come away with a good
# experience. And the smaller one often sits inside the larger one. A well-made app lifts the whole relation with
# Lumen, so good UX design is often one part of a wider CX plan. Firms hire specialists for both, and both kinds aim
# at satisfied people. *Evidence: opinion of the source.*
#
# A part can be fine while the whole is poor. Amina's plan table was good UX. It did not save her from the bill.
#
# **A worked example: which lens fits best?** Take moment 2, the number box, and ask the *deciding question*: "Would
# the trouble be gone if somebody repaired this one screen?" Yes: show the format, and it goes. So the number box is
# **mainly UX**. Now take moment 4, the bill. A nicer bill screen would not help. The fee was hidden at the sale, the
# wait was long, and an agent had to put it right. Three departments must act, so this is **wider CX**.
#
# Moment 5 is yours. Repair the rating form as much as you like: would Amina feel heard? Put your clue into one
# sentence, then test yourself below.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m01-opening")

# %% [markdown] minutes=2 facts=["F242", "F243", "F244"]
# ## Outcomes
#
# At the end of this module you can:
#
# 1. *Identify* which of nine philosophy components a short story shows, at least seven times out of nine.
# 2. *Order* the six elements of the value delivery model, and *name* what each one hands to the next.
# 3. *Explain* in two sentences how a component or an element changes what a service agent does.
# 4. *Define* six service techniques, and *match* each to a role play that trains it.
# 5. *Classify* a touchpoint as mainly UX or as wider CX, and *state* the clue that decides it.
# 6. *Critique* an awkward form by naming three UX factors that it offends.
#
# You have made a start on number 5 already.
#
# **Where these come from.** The source states two outcomes. The first asks for the main parts of the CX philosophy,
# process and value delivery model, and for their role in service. The second asks for the techniques, and for how
# simulation and role play put them to work. We split the two into six, so that you can test each. The source never
# shows its *process*; here the value delivery model takes that part. *Evidence: editor's note.*
#
# **How to read the evidence notes.** *Definition* says what a word means. *Framework* is one author's way to order a
# field: useful, not proven. *Opinion* is a claim without data. *Standard* is a rule that a public body agreed.
# *Editor's note* is ours.

# %% [markdown] facts=["F245"]
# ## The Key Components of Customer Experience Philosophy
#
# A *philosophy* here means a set of beliefs that guides daily choices when no rule fits. The source lists nine
# components. For each you get the idea, the means, a story from Lumen, an agent's part in it, and the quickest way
# to ruin it. *Evidence: framework. Another author might list seven or twelve.*
#
# As you read, collect one **clue** for each: the detail in a story that gives the component away.

# %% [markdown] minutes=1 facts=["F246", "F247"]
# ### Customer Needs
#
# **Idea.** People come with a need and with a picture of how things should go. This component asks a firm to grasp
# both, the need and the expectation, and to answer them.
#
# **Means.** Look for three things: *pain points* (where it hurts), *desires* (what people hope for) and
# *preferences* (how they like it done). Ask, watch, and read what they write to you.
#
# **At Lumen Mobile.** In the shop, Mr Silva asks for "the biggest phone you have". The quick sale is the dearest
# model. Tomasz asks what he will use it for. "To see my granddaughter when she calls. The letters are too small on
# this one." The pain is tiny text, the desire is her face, and the preference turns out to be a printed guide. A
# mid-price phone with large type, set up on the spot, answers all three.
#
# **An agent's part.** Ask one open question before you offer anything.
#
# **What would break it.** Taking the first request for the need. Or asking, and then doing nothing with the answer.

# %% [markdown] minutes=1 facts=["F248", "F249"]
# ### User Interface (UI) and User Experience (UX)
#
# **Idea.** How a thing looks and works shapes the experience. A *user interface* is the surface that you see, hear
# and touch. UX is what happens to you as you use it. When both are good, you move along without a bump, and may
# even enjoy it.
#
# **Means.** Navigation that people can follow at first sight, visuals that please and guide the eye, and screens
# with few things to puzzle over.
#
# **At Lumen Mobile.** To add credit, customers had to open Account, then Services, then Balance tools. The app
# team watched eight people look for it; five gave up. Now "Add credit" sits on the first screen, with the three most
# used amounts as buttons.
#
# **An agent's part.** When a caller is lost, note the *name of the screen*, and pass it to the app team.
#
# **What would break it.** Making it pretty and leaving the maze as it was.

# %% [markdown] minutes=1 facts=["F250", "F251"]
# ### Personalization
#
# **Idea.** Fit the experience to the person: to their taste, their habits, their situation. The hope is greater
# satisfaction, because less of what they see is meant for someone else.
#
# **Means.** Recommendations that suit, offers for the right group, and messages written for one reader. All three
# draw on data about customers.
#
# **At Lumen Mobile.** Yuki rings her parents in Osaka every Sunday. The app notices the pattern, asks whether it may
# use it, and suggests a weekend calling option. She saves money, and feels seen rather than watched.
#
# **An agent's part.** Use what the record shows, so that she need not tell it twice. Say where you have it from.
#
# **What would break it.** A wrong guess said with great confidence. Or a right guess from data she never agreed to
# share. The line between *helpful* and *creepy* is consent.

# %% [markdown] minutes=1 facts=["F252", "F253"]
# ### Communication
#
# **Idea.** The right message at the right time builds trust, and sets expectations that the firm can keep.
#
# **Means.** Be clear and open about products, services and policies, and above all about changes. People who are
# told what is going on feel informed. They also feel that they matter.
#
# **At Lumen Mobile.** The warranty changes. The first draft of the notice speaks of "an enhanced device lifecycle
# policy". Ifeoma rewrites it: "From 1 May we repair phones under warranty and no longer swap them. You get a loan
# phone for that time. Phones bought before 1 May keep the old terms." A few people grumble. Nobody feels tricked.
#
# **An agent's part.** Say what happens next, who does it, and by when.
#
# **What would break it.** "Soon". Small print. Good news in large letters and bad news on page three.

# %% [markdown] minutes=1 facts=["F254", "F255"]
# ### Consistency
#
# **Idea.** Hold one standard at every touchpoint and on every channel. Then the experience hangs together, and people
# can rely on it.
#
# **Means.** Let brand, message and service agree in the shop, online and on the help line. The source expects trust
# and loyalty to grow from that. *Evidence: framework; the effect is an opinion.*
#
# **At Lumen Mobile.** Farid wants to return a headset on day 20. The website says 30 days. The shop says 14. The help
# line says "that depends". Each answer alone is bearable. Together they say that nobody is in charge. Lumen picks 30
# days, writes it in one place, and makes every channel read from there.
#
# **An agent's part.** Check the shared record before you promise, and write down what you promised.
#
# **What would break it.** Separate rules and separate notes for each channel. Beware of the opposite fault too:
# consistent means one promise, not one script for all.

# %% [markdown] facts=["F246", "F254"] tags=["worked"]
# ### A worked example: find the clue
#
# *A customer moves house. The web page tells her that the move is free. At the shop she is asked for 25 euros. The
# clerk says, "The web people always write that."*
#
# 1. **Name the pain in plain words.** Two parts of one firm gave two answers.
# 2. **Try the two nearest components.** *Communication* would ask whether a message was clear and in good time. The
#    web page was clear! *Consistency* compares one touchpoint with another.
# 3. **State the clue.** "Free" on one channel, 25 euros on the next.
# 4. **Decide.** Consistency.
#
# Notice step 2. Most mistakes are made between *neighbours*, so always try two. Now sort some yourself.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m01-components-a")

# %% [markdown] minutes=1 facts=["F256", "F257"]
# ### Convenience and Accessibility
#
# **Idea.** Make the journey easy, and keep friction low. *Friction* is effort that could have been avoided between a
# customer and a goal. *Accessibility* asks the same thing for people whose bodies or minds work differently.
#
# **Means.** Self-service for those who like it, several channels for those who do not, and short, well-ordered
# processes for buying, for support and for putting things right.
#
# **At Lumen Mobile.** Mr Banerjee's hands shake. To top up, he must type a code of sixteen digits within a minute. The
# only other way is a shop across town. Lumen adds three more: a code to scan, a top-up by voice, and one that runs
# by itself each month. Nine steps become three. People with steady hands like it too.
#
# **An agent's part.** Offer the channel that is easiest for *this* person. If a form is hard, fill it in together.
#
# **What would break it.** Ten channels that all end in "please call us". Or self-service built as a wall, with no
# door to a human being.

# %% [markdown] minutes=1 facts=["F258", "F259"]
# ### Proactive Support
#
# **Idea.** See a need coming and deal with it before the customer has to ask.
#
# **Means.** Get in touch first, help in good time, and offer something of use: a guide, a setting, a person.
#
# **At Lumen Mobile.** On the 24th the system sees that Chen, a courier, will run out of data by the 28th. A text
# offers two choices: a small extra pack, or slower speed at no cost. He taps one and drives on. Last year the same
# month ended with no map in the middle of a tour, and an angry call.
#
# **An agent's part.** Before you end a call, answer the question that this customer will have tomorrow.
#
# **What would break it.** Adverts dressed up as help. A warning that offers no way out. So many alerts that people
# switch them off. The clue in a story is *timing*: help came before the need was felt.

# %% [markdown] minutes=1 facts=["F260", "F261"]
# ### Emotional Connection
#
# **Idea.** People stay with those they feel good about. A bond can strengthen loyalty to the brand, and it can make
# customers speak up for it. *Evidence: framework; the effect is an opinion of the source.*
#
# **Means.** Service beyond the expected, personal contact, and moments that are worth remembering. Feelings made in
# this way can carry a relation for years.
#
# **At Lumen Mobile.** Ms Horvat moves to Chile and rings to cancel, after eleven years. Priya could do it in a minute.
# She asks first: "When the number goes, its voice messages go too. Is there one that you would miss?" There is: a
# grandmother, singing. The recording arrives by e-mail that night. No rule told Priya to ask. No rule stopped her,
# either.
#
# **An agent's part.** Notice the feeling. Then do one human thing that is in your power.
#
# **What would break it.** Warmth read from a script. A box of chocolates sent *instead of* a repair.

# %% [markdown] minutes=1 facts=["F262"]
# ### Continuous Improvement
#
# **Idea.** An experience is never finished. The firm listens at regular times, measures how satisfied people are,
# studies the data, changes something, and looks again.
#
# **Means.** Ask for feedback, put numbers on satisfaction, search the data for weak spots, adjust.
#
# **At Lumen Mobile.** Each Monday the billing team reads twenty comments aloud. This week seven mention the set-up
# fee, Amina's among them. The team gets the fee shown on the order screen, tells the seven people so, and counts fee
# calls for the next four weeks. Then they pick the next thing.
#
# **An agent's part.** Record the true reason for each call, even when "other" is quicker. You are the firm's ear.
#
# **What would break it.** Asking for ratings and never acting on them. Or paying a bonus on the score, until agents
# beg customers for a ten.

# %% [markdown] facts=["F245"] tags=["faded"]
# ### Telling neighbours apart
#
# | Easy to confuse | Ask yourself |
# |---|---|
# | Personalization or Proactive Support | Is the point *fit to a person*, or *ahead of time*? |
# | Communication or Consistency | Is one message poor, or do two touchpoints disagree? |
# | UI and UX or Convenience | Is it this screen, or the number of steps and ways in? |
# | Customer Needs or Continuous Improvement | Is it one person's need, or a cycle with data? |
# | Emotional Connection or Personalization | Was a feeling answered, or were data used? |
#
# **An example with holes.** *Jun rings to change his plan, and he sounds flat. The agent asks whether this is a good
# time. His dog died this morning. "Then the plan can wait," she says. "I will hold the old price for you until Friday.
# I am sorry about your dog."* The two nearest components are Personalization and \_\_\_\_. The clue is \_\_\_\_. So the
# answer is \_\_\_\_. Fill the holes before you read on.
#
# *Our reading.* The other neighbour is Emotional Connection. The clue is that she noticed a feeling and answered it; no
# data about him were used. So it is Emotional Connection. A story can show two components. Choose the one without which
# it would lose its point.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m01-components-b")

# %% [markdown] minutes=1 facts=["F263", "F264", "F265", "F266"]
# ## CX Value Delivery Model
#
# The nine components say what to care about. They do not say what to do first. For that, the source offers the
# **CX value delivery model**: a framework for creating first-rate experiences and getting them to people.
# *Evidence: framework.*
#
# Three things mark it out.
#
# - **Where it looks:** at needs and expectations, at each touchpoint along the journey.
# - **What it counts:** the value that *customers* get from a contact. Amina did not want "a billing interaction". She
#   wanted a bill that she could trust. That trust is the value.
# - **What it aims at:** satisfaction and loyalty that last, rather than one good day.
#
# It has six elements. Each takes something in, works on it, and hands something on. If a hand-over fails, the next
# element works with nothing. So for each one, remember the **output**, and ask: *what would the next one miss if this
# one were skipped?* We follow one case through all six: the fee that shocked Amina.

# %% [markdown] minutes=1 facts=["F267"]
# ### Customer Insight
#
# Start with evidence. Lumen gathers data on what customers prefer, what they do, and where it hurts. The billing team
# reads comments, talks to twelve new customers, and looks at order records. They find that people see the fee for the
# first time *on the bill*. Few of them mind the sum. They mind the surprise.
#
# **Hands on:** findings, each with its evidence. A finding is more than a number. It tells you something that could
# change what you do.

# %% [markdown] facts=["F269", "F270"]
# ### Customer Segmentation
#
# Next, group customers who share traits, needs or behaviour. Lumen finds that one group is hit hardest: people who
# order in the app and bring their old number along. Shop customers hear about the fee from a clerk. Groups make it
# possible to treat people in a way that fits them, without a plan for every single person.
#
# **Hands on:** a few segments, described by what they need. Age alone is seldom useful. "Orders in the app, keeps the
# number, works shifts" is.

# %% [markdown] minutes=1 facts=["F271"]
# ### Customer Journey Mapping
#
# Now draw the whole way for one segment, end to end, over every touchpoint: the plan page, the order, the parcel, the
# bill, the call. Mark what people do, where, and how they feel. On Lumen's map the mood drops at the bill. The
# *cause* sits two steps earlier, on the order screen. Only a map of the whole way shows that.
#
# **Hands on:** a map with its pain points and its chances marked.

# %% [markdown] facts=["F273"]
# ### Experience Design
#
# Then shape an experience that matches what people need and expect. Lumen's team sketches a new order screen with one
# total, "First bill: 38 euros, then 19", and a line that says why. They also write two sentences for agents, and a
# rule: a fee that was not shown is taken off at once. They test the sketch with six people before anything is built.
#
# **Hands on:** a tested design. It covers screens, and also words, rules and roles.

# %% [markdown] facts=["F275"]
# ### Experience Delivery
#
# A design on a wall helps nobody. Delivery carries it out, in the same way, at every touchpoint. The app is updated.
# Shop clerks and agents rehearse the two sentences. The help page, the letter and the bill use the same words. A team
# leader listens to some calls in the first week, to hear whether the new rule lives.
#
# **Hands on:** the experience itself, live on every channel, with people and systems ready.

# %% [markdown] minutes=1 facts=["F277", "F278", "F279"]
# ### Measurement and Optimization
#
# Last, check whether it worked, and make it better. The source names three measures, read together with what
# customers say. *Customer satisfaction* asks how pleased people are. *Net Promoter Score* (NPS) asks how likely they
# are to recommend the firm. *Customer lifetime value* estimates what a customer is worth over the whole relation.
# Lumen also counts calls about the fee.
#
# **Hands on:** results and new questions. These go back to Customer Insight, which is why we draw a loop and not a
# line.
#
# **What is promised.** The source says that firms which follow the model end up with more loyalty, more advocacy and
# better business. *Evidence: opinion; no data are given.* A fair question for any such promise: "What would we see if
# it were false?" Module 4 gives you the tools to answer.

# %% [markdown] facts=["F267", "F269", "F271", "F273", "F275", "F277"]
# ### Round the loop once more
#
# Now from memory. For each element below, say aloud what it *hands on*. Then select it and compare. Go round until
# you need no peeking.

# %% widget=true minutes=5
from cxcourse import ValueModel

ValueModel()

# %% [markdown] facts=["F252", "F275"] tags=["worked"]
# ### A worked explanation: from idea to agent
#
# Outcome 3 asks for two sentences that end in what an *agent does*. Take the component Communication and the element
# Experience Delivery.
#
# - **Too thin:** "Communication is important in delivery because agents need to communicate well." It names both
#   ideas and uses neither. No customer would notice a difference.
# - **Good:** "Communication asks for clear, early word on anything that changes the price, and delivery means that
#   every channel says it in the same way. So before Noor confirms an order, she reads out the first bill and the
#   usual bill as two sums, and writes both into the confirmation text."
#
# A longer text has room for two things more: the exact *moment* of the act, and what it changes *for the customer*.
#
# **Your turn, with holes.** "Continuous Improvement asks for \_\_\_\_, and Customer Insight turns that into \_\_\_\_.
# So at the end of each call, Noor \_\_\_\_." Check: could a colleague *see or hear* the last part? If so, it is an
# action.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m01-model")

# %% [markdown] minutes=1 facts=["F281", "F282", "F283", "F243"]
# ## Customer Service Techniques
#
# The components are beliefs, and the model is a plan. Sooner or later a person picks up the phone. **Customer service
# techniques** are the strategies that person uses to deal well with a customer: to grasp the need, and to give a
# solution or help that satisfies. *Evidence: definition.*
#
# None of them is learnt by reading. You would not learn to swim from a poster. Two ways of practising help:
#
# - *Role play*: you act the situation with another person, then talk about it.
# - *Simulation*: you make choices in a model of the situation, and the model answers.
#
# Both offer a controlled and friendly setting: the customer is not real, the clock can stop, and colleagues are on
# your side.
#
# For each technique you get its meaning, its *counterfeit* (what looks like it and is not), four lines from a Lumen
# call, and a role play that trains it. To judge any role play, ask one question: **could you succeed in it without the
# technique?** If so, it trains something else.

# %% [markdown] minutes=1 facts=["F284", "F285"]
# ### Active Listening
#
# **What it is.** Give the customer your full attention, grasp what worries them, and answer in a way that fits.
#
# **Its counterfeit.** "Mm-hm" while you type the last ticket. Or waiting for your turn to speak.
#
# **Four lines**
# - *Mr Haddad:* The internet drops out each evening, and my daughter has exams on Thursday.
# - *Agent:* So it fails in the evenings, and it has to be stable before Thursday. Is that right?
# - *Mr Haddad:* Yes. Mornings are fine.
# - *Agent:* That helps a lot: a fault only at busy hours points me to the network, not to your box.
#
# **The role play.** *Swap seats.* One is the customer, one the agent. The agent may answer only after giving the
# concern back in other words, and the customer must say "yes, that's it". Then swap. People who have sat in the
# customer's seat feel why an attentive, caring answer counts.

# %% [markdown] minutes=1 facts=["F286", "F287"]
# ### Empathy and Understanding
#
# **What it is.** Understand what another person feels, and share in it. In service that means you let them notice it,
# too.
#
# **Its counterfeit.** "I understand your frustration," in the same voice for every caller. Or your own story: "That
# happened to me once, and …"
#
# **Four lines**
# - *Ms Kowalska:* The line dropped in the middle of my father's call from the hospital!
# - *Agent:* In the middle of that call. That must have been frightening. I am sorry.
# - *Ms Kowalska:* I did not know whether he was still there.
# - *Agent:* Then let us make sure that he can reach you tonight, before anything else.
#
# **The role play.** *Both sides of a bad day.* Act a hard case, such as a furious or a tearful customer, and act it
# twice: first as the customer, then as the agent. After each round, name the feeling you had, in one word.

# %% [markdown] minutes=1 facts=["F288", "F289"]
# ### Effective Communication
#
# **What it is.** Be clear and brief, fit your style to the person in front of you, and check that the message has
# arrived.
#
# **Its counterfeit.** Speaking at length and with confidence. Or asking "Is that clear?", to which everyone says yes.
#
# **Four lines**
# - *Agent:* Your new SIM works from midnight. Until then, please keep the old one in the phone.
# - *Mrs Nguyen:* Midnight, good.
# - *Agent:* May I check that I said it well: what will you do with the old SIM tonight?
# - *Mrs Nguyen:* Leave it in, and change it tomorrow at breakfast.
#
# **The role play.** *One message, three people.* Give the same news to three different customers: one in a hurry, one
# who knows the network better than you, one who is new to the language. Try a different style each time. Each customer
# then tells you what they took from it.

# %% [markdown] facts=["F290", "F291"]
# ### Problem Solving
#
# **What it is.** A large share of service work is settling issues and complaints. Three moves do it: *ask* to make
# the trouble clear, *analyse* what is going on, *propose* a remedy that suits.
#
# **Its counterfeit.** "Have you tried turning it off and on?" A remedy before a question is a guess.
#
# **Four lines**
# - *Farid:* The headset does not work.
# - *Agent:* What do you hear: nothing at all, or a crackle? And is it the same with another phone?
# - *Farid:* Nothing. With my wife's phone it is fine.
# - *Agent:* Then the headset is sound, and your phone is not pairing. I can send you the steps, or we do it together now.
#
# **The role play.** *The sealed card.* The customer holds a card with a hidden cause and may answer questions, but
# not volunteer. The agent has five questions to find the cause and must then offer two remedies.

# %% [markdown] minutes=1 facts=["F293", "F294"]
# ### Conflict Resolution
#
# **What it is.** Conflicts grow from misunderstandings, or from two people who expected different things. Four moves:
# stay calm, listen actively, look for common ground, work toward a result that both can accept.
#
# **Its counterfeit.** Giving in, to make it stop. Or winning the argument and losing the customer.
#
# **Four lines**
# - *Ms Brandt:* I took a day off for your technician. He never came, and your letter says I was out!
# - *Agent:* You stayed at home all day, and then read that you had not. I would be angry too. When were you told to expect him?
# - *Ms Brandt:* "Between eight and five." I was in the garden for ten minutes.
# - *Agent:* So he may have rung once and left. We both want this done: Friday at nine, and he phones you from the van?
#
# **The role play.** *Two briefs.* Each side reads its own sheet, and the sheets clash: other promises, other limits. You
# have six minutes to write one sentence that both will sign.

# %% [markdown] minutes=1 facts=["F295", "F296"]
# ### Product Knowledge
#
# **What it is.** You cannot serve well without a firm grasp of what is sold: what it does, what it does not do, and
# for whom it is right.
#
# **Its counterfeit.** Reciting the data sheet. "Water-resistant to one metre" is a *feature*. "You can rinse it after a
# shift" is a *benefit*.
#
# **Four lines**
# - *Amina:* Will this one last my shift? Twelve hours, no socket.
# - *Agent:* Calls and messages, yes, about fourteen hours. With films in the break it is nearer nine.
# - *Amina:* No films. I sleep in the break.
# - *Agent:* Then take the small one and keep your money. I would not sell you the large one.
#
# **The role play.** *"So what?"* Demonstrate a device to a customer who may ask anything. For every feature that you
# mention, an observer may call "So what?", and you must turn it into a benefit. "I will find out for
# you" is allowed. A bluff is not.

# %% [markdown] facts=["F283"]
# ### Try one now: the wrong door
#
# You sit in Lumen's chat. Ines moved house in March and told you so. Her new SIM card has gone to the old flat. Read
# all the replies on offer, choose one, and see what it does to her. Two or three turns, and you may go back to any.

# %% widget=true minutes=3
from cxcourse import RolePlay

RolePlay("m01-taster")

# %% [markdown] minutes=1 facts=["F285"]
# Play it a second time with the reply that you would *never* give, and watch the trust fall. Then swap seats: read Ines's
# lines aloud, and let somebody, or your own voice, answer. **Talk**, one sentence each: "I felt heard at …", and "Next time
# I would …". Point at words, never at the person. "You wrote 'policy' twice" is feedback. "You were cold" is a verdict.

# %% [markdown] facts=["F297", "F298"]
# ### Why a safe place matters
#
# Somewhere to be wrong at no cost: that is the gift of simulation. You can try a line, watch it fail, hear a kind
# word on why, and try another. A real caller gives you one chance and no comment.
#
# The source goes further. It says that practice brings confidence and skill, that this makes real contacts better, and
# that satisfaction and loyalty follow. *Evidence: opinion of the source.* That is a chain of claims, and each link
# could snap. A skilled agent cannot talk away a hidden fee. You will meet this chain again in module 5.

# %% widget=true checkpoint=true minutes=4
from cxcourse import Quiz

Quiz("m01-techniques")

# %% [markdown] minutes=1 facts=["F301", "F302", "F237"] tags=["activity"]
# ## Practical activity
#
# *Two sign-ups and a nightmare, 20 minutes.* In the source's own class, learners compared screens of two well-known
# products, and then fought with a form that had been built to annoy. We do the same with three invented sign-ups, so
# that you need no account and no network. **Parcello** tracks parcels. **Threadly** is a marketplace for crafts.
# **MazeForm** is hostile by design.
#
# The table has one row for each screen. *Fields* counts the boxes, ticks and choices. *Defaults* tells what is filled
# in before you act. *Error style* tells how the screen answers a mistake. *Timer* is a countdown in seconds, and 0
# means none. *Contrast ratio* tells how much the text stands out: 1 is invisible, 21 is black on white.
#
# **To run a cell:** click on it, then press **Shift+Enter**, or ▶ in the bar above. Go from top to bottom. You need not
# understand the code, and you cannot break anything.

# %% minutes=4 tags=["activity", "table"]
from cxcourse import charts, load_dataset

df = load_dataset("form_audit")
df

# %% [markdown] tags=["activity", "predict"]
# Read the nightmare from its first row to its last, and note the screen where *you* would have left.
#
# **Predict.** How many fields does MazeForm ask for *in all*? Do not add up: guess. Put your number in place of the 20
# and run the cell.

# %% tags=["activity"]
my_guess = 20

# %% [markdown] minutes=4 tags=["activity"]
# In the chart below, each column is one screen, and each mark in it is one field. A taller column asks for more work.

# %% tags=["activity"]
charts.form_effort(df)

# %% [markdown] tags=["activity", "summary"]
# **The chart in words.** Parcello asks for 9 fields on 6 screens, and never for more than 3 at a time. Threadly asks
# for 17 on 8 screens, with a peak of 5 at the delivery address. MazeForm asks for 38 on 10 screens. Its peaks are 9
# fields (an address, with a fax number) and 7 (interests that you must *un*tick). How close was your guess?

# %% tags=["activity"]
total = df.loc[df["product"] == "MazeForm", "fields"].sum()
print(f"Your guess: {my_guess}. MazeForm asks for {total} fields, so you were {abs(total - my_guess)} off.")

# %% [markdown] tags=["activity", "predict"]
# **Predict again.** The Web Content Accessibility Guidelines (WCAG 2.2, level AA) ask for a contrast of at least 4.5
# to 1 for text of normal size. *Evidence: standard.* Will MazeForm's two longest screens be its palest as well?
# Decide, then run the next cell.

# %% minutes=4 tags=["activity"]
charts.form_contrast(df)

# %% [markdown] tags=["activity", "summary"]
# **The chart in words.** The line marks 4.5 to 1. All six Parcello screens pass it. So do seven of Threadly's eight;
# "News and offers" falls short, at 3.1. On MazeForm six of ten fall short, and the palest is "Prove you are human" at
# 1.9. Yet its two longest screens read well, at 6.3 and 7.8. Long and pale are **separate faults**, and a form can have
# either. If you expected them to go together, you now hold a counter-example.
#
# One thing about Threadly should make you stop. Its only pale screen is also the only one with a box already ticked:
# consent to marketing. Accident or intent? The data cannot tell. A good critic says so.

# %% widget=true checkpoint=true minutes=3
from cxcourse import Quiz

Quiz("m01-form")

# %% [markdown] minutes=4 tags=["activity", "worked", "pair"] facts=["F237", "F301", "F302"]
# ### Say what is wrong, and why
#
# A critique names the *screen*, the *fault* and the *factor* that suffers. The factors are the four questions from the
# opening, plus accessibility.
#
# | Screen | Fault | Factor that suffers |
# |---|---|---|
# | MazeForm 2, Email in four boxes | a mistake empties the screen | efficiency: all work is done twice |
# | MazeForm 10, Yes means no | "yes" is no longer "yes" | learnability: … (finish the reason) |
# | MazeForm 9, Prove you are human | 1.9 to 1, and 20 seconds | (your turn: there are two) |
#
# **In pairs, two minutes:** one defends Threadly, the other Parcello, and each must grant the rival one good point.
# **Alone:** write both sides, one sentence each. Then choose the *one* change that would help Threadly most, and name
# its factor. Fair critics agree on the fault more often than on the cure.

# %% [markdown] minutes=1 facts=["F242", "F243"]
# ## Graded exercise
#
# Open [the graded exercise of module 1](../../exercises/m01_intro/m01_intro.ipynb). It takes about 30 minutes, counts
# 20 points, and asks for four things:
#
# - nine short stories: which component does each show? (6 points)
# - the six elements of the model, in order (4 points)
# - techniques matched with role plays; some plays are left over (4 points)
# - 120 to 180 words: how one component and one element change one service contact (6 points)
#
# The last is read by a person, who looks for two things. Are both ideas used correctly, and does the text need both? And
# does it reach an act of an agent that one could see or hear, at a stated moment, with what it changes for the customer?
# Your answers are saved as you go, so you may return another day.

# %% [markdown]
# ## Key points
#
# First try to recall, then read. These questions take you back to the whole module, and two of them ask for a
# judgement. Recalling is the part that makes things stick.

# %% widget=true checkpoint=true minutes=4
from cxcourse import Quiz

Quiz("m01-wrap")

# %% [markdown] minutes=1
# - **CX** is all dealings with a company, before, during and after a purchase. **UX** is using one thing. Good UX is
#   often a part of good CX, and cannot replace it.
# - **The deciding question:** would repairing this one screen end the trouble? Then it is mainly UX.
# - **Nine components** say what to care about. The clue is the detail without which the story loses its point.
# - **Six elements** say what to do in which order: insight, segments, map, design, delivery, measurement, and round
#   again. Each lives on what the one before hands over.
# - **Six techniques** carry both into a conversation. Each has a counterfeit.
# - **Practice** in a safe place makes techniques real. A good role play cannot be won without the technique.
# - **Evidence:** much of this field is framework and opinion. Say so when you use it.

# %% [markdown] tags=["reflect"]
# **One line, for Monday.** What will you do differently? Double-click here, finish the sentence, and press Shift and
# Enter together. It stays on your machine.
#
# > On Monday I will …

# %% [markdown] minutes=1 facts=["F299", "F300", "F301", "F302"]
# ## Module Resources
#
# The source closes with links that its class used in activities and talks. All are optional: nothing in this course
# needs them.
#
# - **What is Customer Service Philosophy?** This text discusses principles that can guide a service team. *Use it to*
#   hold them against the nine components. Which are missing on either side?
# - **[PageFlows, recordings of real sign-ups](https://pageflows.com/).** The class set Netflix beside Linear there and
#   compared their UX. *Use it to* repeat our activity on real products. Parts of it may ask for an account.
# - **[userinyearface, a form built to annoy](https://userinyearface.com/).** A sign-up that learners may well fail to
#   finish. *Use it to* name five faults and their factors. It moves and it hurries you, so skip it if that is unpleasant;
#   MazeForm covers the same ground.
#
# We add three.
#
# - **[Nielsen Norman Group on the definition of UX](https://www.nngroup.com/articles/definition-user-experience/).**
#   It draws UX much wider than we do here. Module 2 takes up the quarrel.
# - **[ISO 9241-210](https://www.iso.org/standard/77520.html)**, the international standard on human-centred design,
#   for the formal definition of UX.
# - **[WCAG 2.2 quick reference](https://www.w3.org/WAI/WCAG22/quickref/)**, for the contrast rule and many others.

# %% [markdown] minutes=1 facts=["F303", "F304", "F326"] tags=["debate"]
# ## What's Next
#
# You now have the components and the strategies. How the message is *conveyed* matters as much, says the source, and
# for its next module it announces user research and Figma. Figma is a tool for prototypes, and learners are to open an
# account there.
#
# **A disagreement to settle.** We take another road. *Evidence: editor's note.*
#
# - **The source's order:** research and a prototype straight away. *For it:* you meet real users early, and making
#   something is the best cure for empty talk.
# - **This course's order:** first sharp words, journey maps, measures and service practice, then research. *For it:*
#   with a map and a measure in hand, you ask users better questions.
#
# Which side are you on, and what would change your mind? Two doors lead on:
#
# - **Next in sequence: module 2**, *Four words, four lenses*. It adds customer service and user interface to the pair,
#   and sets rival definitions side by side.
# - **Straight to research: module 6**, *User research and prototyping*. It needs only module 1. Figma is optional there.
#
# In module 3 you will meet Mark, whose phone fails, and a caller who only wants to pay a bill. Amina sends her regards.

# %% [markdown] facts=["F305"]
# ## Glossary
#
# The source leaves this part empty: its class is to make the list of key terms. So will you. Write your own definition
# first, then compare it with ours. Yours may be better. Cards that you miss come back.

# %% widget=true checkpoint=true minutes=8
from cxcourse import Flashcards

Flashcards("m01")
