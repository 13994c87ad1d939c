"""Eighty hand-written sentences about Lumen Mobile; gaps in braces are filled from the lists.

Each has a touchpoint, the set of lenses a panel agreed on (UI the surface, UX the use of one thing, CS help by people,
CX the whole relation; joined by +), and a sentiment. Some sit on a border on purpose: those make the discussion.
"""

from __future__ import annotations

SLOTS = {
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    "n": ["two", "three", "four", "five", "six", "seven"],
    "min": ["10", "15", "20", "25", "35", "40", "50"],
    "name": ["Aiko", "Bilal", "Carmen", "Dorota", "Emeka", "Farah", "Goran"],
    "model": ["Nova 3", "Orbit Mini", "Pebble X", "Quanta 5", "Ridge Lite", "Solis"],
    "euro": ["4", "7", "9", "12", "18", "23"],
    "page": ["bill page", "data-use page", "plan page", "order page", "settings page", "help page"],
    "city": ["Arden", "Bellmere", "Corvo", "Dunholt", "Eastwick", "Fenby"],
    "year": ["two", "three", "five", "eight", "ten", "twelve"],
}

_SENTENCES = """\
app | UI | neg | The grey text on the {page} is so pale that I read it with my hand over the screen.
app | UI | neg | Buttons on the {page} are tiny; I hit the wrong one {n} times.
app | UI | pos | The new colours on the {page} are calm and easy on my eyes.
app | UI | pos | Large type on the {page} at last, thank you from someone over sixty.
app | UI+UX | neg | Red and green dots on the {page} look the same to me, so I cannot tell paid from unpaid.
app | UI+UX | neu | The {page} looks modern, though I needed a moment to see what is a button.
app | UX | neg | It took {n} taps from the start screen to the {page}.
app | UX | neg | Logged out again on {day}, and the reset mail came {min} minutes later.
app | UX | pos | Topping up took under a minute on the {page}. More of that.
app | UX | pos | I moved to the {model} and the app had all my settings ready.
app | UX | neg | The {page} forgets what I typed when a message comes in.
app | UX | neu | The {page} does what it should. Nothing more, nothing less.
app | UX+CS | neg | The chat in the app sent me {n} help articles, and none was about my question.
app | UX+CS | pos | Tapped help on the {page} and {name} already saw what I had tried.
app | CS | pos | {name} in the app chat stayed with me until the {model} worked.
app | CS | neg | On {day} the chat agent wrote one line every {min} minutes.
app | CX | pos | App, shop and phone all knew about my order by {day}. That is why I stay.
app | CX | neg | {year} years a customer, and the app greets me as a stranger on the {page}.
website | UI | neg | Banners jump around on the {page} and push the text away while I read.
website | UI | neu | The {page} looks like every other shop, which is fine by me.
website | UI | pos | Clean photos of the {model}; I could see every edge.
website | UX | neg | The compare table took {min} seconds to load on my old phone.
website | UX | neg | Search finds nothing for {model} unless I spell it their way.
website | UX | neg | I filled in the address {n} times since the form threw it away.
website | UX | pos | Two phones side by side, in plain words: I chose the {model} in {min} minutes.
website | UX | pos | The site put my basket back from {day}. Lovely.
website | UX | neu | Ordering the {model} went as expected.
website | UI+UX | neg | On the {page} I could not see which plan was picked; the tick is nearly invisible.
website | UI+UX | pos | The {page} shows the price to pay in one big line. I never had to search.
website | UX+CX | neg | The site says the {model} is in stock; the shop in {city} says it never was.
website | UX+CX | pos | Started on the site, finished in the {city} shop, and nobody asked me twice.
website | CX | neg | New people get the {model} for {euro} a month less than I do after {year} years.
website | CX | neu | They charge {euro} more than others, but I know what I get.
website | CS | neg | Wrote through the contact form on {day}. Still waiting for any reply.
website | CS | pos | I wrote on {day} and {name} called me back within {min} minutes.
ivr_billing | UX | neg | The voice menu misheard me {n} times and then started over.
ivr_billing | UX | neg | I said pay bill. It heard new deal. {min} minutes of my life.
ivr_billing | UX | neg | Seven menu steps on {day} only to hear what I owe.
ivr_billing | UX | neu | The menu got there in the end, after about {min} minutes.
ivr_billing | UX | pos | Keyed in my number, paid {euro} euro, done. No waiting at all.
ivr_billing | UX+CX | neg | After {year} years with you a machine decides I may not talk to a human.
ivr_billing | UX+CS | neg | By the time {name} picked up I had repeated my number {n} times and was cross.
ivr_billing | UX+CS | neg | The machine knew my account, then {name} asked for all of it again on {day}.
ivr_billing | CX | neg | If paying {euro} euro is this hard, I will find another company.
ivr_billing | CX | neg | First the letter, then the call, then a fee of {euro}: nothing fits together.
phone_agent | CS | pos | {name} listened, said it back in her own words and fixed it in {min} minutes.
phone_agent | CS | pos | {name} did not know at once, said so, and rang back on {day} as promised.
phone_agent | CS | pos | Calm voice, clear next step. Please thank {name}.
phone_agent | CS | neg | {name} read from a script for {min} minutes and never heard my question.
phone_agent | CS | neg | I was told {n} different things by {n} different people.
phone_agent | CS | neg | Put on hold for {min} minutes without a word, then cut off.
phone_agent | CS | neu | {name} was polite, the problem is still there on {day}.
phone_agent | CS+CX | pos | {name} saw my {year} years with Lumen and took the {euro} euro fee off.
phone_agent | CS+CX | neg | They promised a refund of {euro} by {day} and then denied it.
phone_agent | CS+CX | pos | {name} told me the cheaper {model} would do. I trust you more now.
phone_agent | CX | neg | Every year I must phone and bargain for {min} minutes to keep my price. Tiring.
phone_agent | CX | pos | {year} years, one bad day, and you made it good. I told my sister to join.
phone_agent | UX+CS | neg | {name} wanted to help but her system froze for {min} minutes.
shop | CS | pos | {name} in {city} moved my contacts over while I had coffee.
shop | CS | neg | The one person in the {city} shop spoke only to the tablet.
shop | CS | neg | Waited {min} minutes in {city} though I had booked for {day}.
shop | CS | neu | Staff in {city} were fine. They sold me a case I did not ask for.
shop | CX | pos | The {city} shop feels like a neighbour, and has done for {year} years.
shop | CX | neg | The price on the {city} door was {euro} less than the price at the till.
shop | CX | neu | I go to {city} since it is near. I would not travel for it.
shop | UI | neg | The price labels in {city} are printed so small that I had to ask.
shop | UX | neg | The self-service screen in {city} froze after {n} questions.
shop | UX | pos | Held the {model} in my hand, tried the camera, knew in {min} minutes.
shop | CS+CX | pos | {name} sent me away without a sale as my old phone only needed a clean.
shop | CS+CX | neg | They mended the {model} in {city} but nobody said sorry for the lost photos.
delivery | CX | neg | The {model} came on {day}, a week late, and no word from anyone.
delivery | CX | pos | A text an hour before, a friendly driver, the {model} safe. Well done.
delivery | CX | neu | Parcel came on {day}. As announced.
delivery | UX | neg | The tracking link on {day} opened a page that asked me to log in {n} times.
delivery | UX | pos | I changed the address to {city} in the tracking page, easily.
delivery | UI | neg | The tracking map for {city} uses {n} icons and not one of them is explained.
delivery | CS | neg | The hotline told me on {day} to ask the carrier, the carrier to ask the hotline.
delivery | CS | pos | {name} rerouted the parcel to {city} while I was still on the line.
delivery | UX+CX | neg | Activation steps in the box of the {model} are in the wrong order; I lost {day}.
delivery | CS+CX | neg | Box empty on {day}, and {name} asked me to prove it.
"""

TEMPLATES = [tuple(part.strip() for part in line.split("|", 3)) for line in _SENTENCES.splitlines()]
