"""Every word that the page says of its own accord, in one place, ready for translation."""

from typing import Final

NAME: Final = "Softer words"
CHECK: Final = "Check"
TAGLINE: Final = "Before you send it: how might it be heard?"

MESSAGE: Final = "Your message"
MESSAGE_HINT: Final = "Paste or type what you are about to send."
REVIEW: Final = "Show me how it may be heard"
EXAMPLE: Final = "Try an example"
EXAMPLE_MESSAGE: Final = (
    "You stopped talking to me. I come home and you don't even look up. "
    "I missed feeling close to you. Can we try that conversation again?"
)
GETTING_READY: Final = "Getting ready …"

RESULT: Final = "How it may be heard"
LABELS: Final = {
    "blame": "blame",
    "feeling": "feeling",
    "curiosity": "curiosity",
    "repair": "repair",
    "neutral": "neutral",
}
STRENGTHS: Final = {"firm": "clear and firm", "pause": "a pause"}
UNSURE: Final = "not sure"
UNSURE_NEAREST: Final = "not sure, perhaps {label}"
GOOD: Final = {
    "feeling": "lets what is in you be heard.",
    "curiosity": "opens a door.",
    "repair": "mends.",
}
NOTHING_TO_SOFTEN: Final = "Nothing here is likely to be heard as blame."
SOFTEN_ONE: Final = "One sentence may be heard as blame."
SOFTEN_MANY: Final = "{count} sentences may be heard as blame."
CHANGED: Final = "You have changed the message since. Press the button to look again."

FIGURE_OF_SPEECH: Final = "This was a figure of speech: go on"
WAVED: Final = (
    "You said it was a figure of speech, so that sentence stays in your words. If it was more "
    "than that, help is one step away at the foot of this page."
)

COUNTRY: Final = "Where are you? (never looked up, forgotten when you leave)"
ANY_COUNTRY: Final = "I would rather not say"
TEXT_TO: Final = "text {number}"

AFRAID: Final = "I'm afraid to say this"
LEAVE: Final = "Leave now"
LEAVE_HINT: Final = (
    "Clears what you typed and shows a plain page instead. So do three presses of Shift. "
    "It does not erase your browser's history."
)

SUPPORT: Final = "Support"
SUPPORT_WORDS: Final = (
    "Some things are not a matter of wording. If you are afraid of what happens when you say "
    "this, or of what happens when you do not, that fear counts, whatever you typed and whatever "
    "this coach answered.",
    "It is not an abuse detector: it misses things, and no notice from it does not mean that you "
    "are safe. You know your life better than it does.",
    "If someone else may look at this device, use another one, or call from a phone that they do "
    "not check.",
)
SUPPORT_HELP: Final = "People who answer"
SUPPORT_THERAPY: Final = "When it is safe, and distance is what hurts"
SUPPORT_THERAPY_WORDS: Final = (
    "The article behind this coach ends with this: if emotional distance has been present for a "
    "while, it is completely normal to need a safe space to reconnect. A couples' therapist, for "
    "instance one who works with Emotionally Focused Therapy, can be that space. Where one "
    "partner is afraid of the other, see someone alone first.",
)
SUPPORT_LEAVING: Final = "Leaving this page"
SUPPORT_LEAVING_WORDS: Final = (
    "“Leave now”, at the top of every page, clears what you typed and puts a plain page in this "
    "one's place; so do three presses of Shift. It does not erase your browser's history, and "
    "programs that watch a device see what they see.",
)

PRACTISE: Final = "Practise"
PRACTISE_TAGLINE: Final = "One line at a time: say it so that it can be heard."
WHAT: Final = "What"
KINDS: Final = {
    "": "everything",
    "soften": "say it softer",
    "repair": "repair a moment",
    "article": "the article's phrases",
}
ABOUT_WHAT: Final = "About"
ANY_THEME: Final = "anything"
WAITING: Final = "{due} due again, {new} new."
ALL_DONE: Final = "Nothing is due here now. Choose something else above, or come back later."
PROMPTS: Final = {
    "soften": "On the tip of your tongue",
    "repair": "This happened",
    "article": "This happened, and the article has words for it",
}
PERHAPS_BENEATH: Final = "Beneath it, perhaps: {beneath}."
MOVES: Final = {
    "soften": "What a camera would have seen · what it was like for you · a door left open.",
    "repair": "What you see in the other · your own part in it · “I'm here”, “can we try again?”",
    "article": "“I see that hurt you. I'm here.” · “I want to understand what happened between "
    "us.” · “Can we try that conversation again?” · “Part of me pulled back to protect myself.”",
}
YOUR_WORDS: Final = "Your words"
SHOW_FEEDBACK: Final = "How does it sound?"
ANOTHER: Final = "Show me another"
WORKS: Final = "What works:"
NEXT_STEP: Final = "One step from here:"
WEAK: Final = "A first try"
STRONG: Final = "One that can be heard"
HOW_WAS_IT: Final = "Change your words and look again as often as you like. How did it go?"
EFFORTS: Final = {1: "Again soon", 2: "It was hard", 3: "It went well", 4: "It came easily"}
RATED: Final = "This one comes back in {wait}."

MOMENTS: Final = "Small moments"
MOMENTS_TAGLINE: Final = "Trust grows through small things, done again and again."
TODAY: Final = "Today"
OWN_MOMENT: Final = "One of your own"
OWN_MOMENT_HINT: Final = "ten minutes on the back step, phones inside"
ADD: Final = "Add"
REMOVE_MOMENT: Final = "Take one of yours away"
REMOVE: Final = "Take away: {words}"
FOUR_WEEKS: Final = "Four weeks"
WEEK_OF: Final = "from {day}"
DAYS_DONE: Final = "{count} of 7 days"

PROGRESS: Final = "Progress"
PROGRESS_TAGLINE: Final = "What you practised. A day without is a day without, nothing is lost."
NO_PROGRESS: Final = "When you have practised a first line, you will see it here."
BY_DAY: Final = "Day by day"
BY_THEME: Final = "By what it is about"
LINES: Final = "lines"
CHART_SAYS: Final = "{lines} lines practised on {days} days, {good} of them ready to be heard."
KEPT: Final = "What is kept"
KEPT_WORDS: Final = (
    "Kept on this machine alone: which cards you practised, when, how it went, and the small "
    "moments you marked. Your words are not kept unless you say so here."
)
KEEP_TEXTS: Final = "Keep the words that I practise, too"
EXPORT_JSON: Final = "Export everything (JSON)"
EXPORT_CSV: Final = "Export the practice (CSV)"
IMPORT: Final = "Bring back an export"
IMPORT_NOW: Final = "Put it in the place of what is kept"
IMPORTED: Final = "Your export is back in its place."
SURE: Final = "Yes, I want everything deleted"
DELETE: Final = "Delete everything"
DELETED: Final = "Everything is deleted."

DEMONSTRATE: Final = "Demonstrate"
VIGNETTE: Final = "A couple"
OWN_TEXT: Final = "your own words"
OWN_TEXT_LABEL: Final = "Your own words"
OWN_TEXT_HINT: Final = "Type a line. It is read whenever you pause, and nothing of it is kept."
STAGE_SENT: Final = "As it is sent"
STAGE_HEARD: Final = "What is heard:"
STAGE_START: Final = "Step by step: the button, or the right arrow key."
STAGE_NEXT: Final = "And now the shift …"
STAGE_BENEATH: Final = "Beneath it:"
CHANCE: Final = "{percent} in 100 to be heard as blame"
BACK: Final = "Back"
NEXT: Final = "Next"

HANDOUT: Final = "A page to print and take home"
HANDOUT_HINT: Final = (
    "With the shift, the article's five steps, room to write, and where help is. It is made on "
    "this machine; the words above will be in it."
)
PAPER: Final = "Paper"
PAPERS: Final = {"a4": "A4", "us-letter": "Letter"}
HANDOUT_PDF: Final = "Save as PDF"
HANDOUT_HTML: Final = "Save as a web page"
HANDOUT_TITLE: Final = "My message"

ABOUT: Final = "About"
ABOUT_WORDS: Final = {
    "": (
        "Between two people, a message often carries more than its words. This coach shows how "
        "each sentence may be heard, and offers words in which the feeling beneath can be heard.",
    ),
    "What it is not": (
        "It is not therapy and not a judge. It labels sentences, never people, and it is often "
        "wrong: you know the two of you, it does not.",
        "It is not an abuse detector. It misses danger, and no notice does not mean safe. Where "
        "you are afraid, the Support page is the place to start.",
    ),
    "How it works": (
        "It reads each sentence between its neighbours, as one of five kinds: blame, feeling, "
        "curiosity, repair, or none of these. It learned them from sentences that were composed "
        "for it, not from anyone's messages. Where it would be wrong more than one time in four "
        "it says that it is not sure.",
        "Before that, a safety check reads the whole message. Where it finds danger, nothing is "
        "reworded, and you see where help is.",
        "Everything happens on this machine. Messages are not kept. Practice is kept only as "
        "described on the Progress page, and you can delete it there.",
    ),
}
ABOUT_STEPS: Final = "The article's five steps"
CREDIT: Final = (
    "The steps and the lines marked “from the article” are those of “How to Rebuild Trust After "
    "Emotional Distance: Guidance from a Marriage & Family Therapist”, quoted word for word."
)
ABOUT_FIGURES: Final = "How well it reads"
FIGURES_WORDS: Final = (
    "On sentences by voices that it has never read, composed as its own were. On real talk, "
    "which is messier, it is wrong more often."
)
FIGURE_COLUMNS: Final = ("kind", "right, where it says so", "found, where it is there")
FIGURES_SAFETY: Final = (
    "Of 100 sentences that speak of danger, by such voices, the safety check stops at {caught}. "
    "It also stops at harmless ones; that is what the button for figures of speech is for. "
    "({voices} voices that the coach had not read.)"
)
NO_FIGURES: Final = "The report of this model is not here, so there are no figures to show."


def plain(words: str) -> str:
    """Return a user's words so that a label shows them as they are: no mark of Markdown works."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~:$&" else c for c in words)


UNREAD: Final = {
    "nothing": "There is nothing here to review yet: no words to read.",
    "language": "This coach reads English, and this seems to be another language.",
}

CARDS: Final = "Softer words"
HEARD_AS: Final = "May be heard as “{heard_as}”."
BENEATH: Final = "Beneath it there may be something like this. Does one of them fit?"
SOMETHING_ELSE: Final = "something else"
OWN_FEELING: Final = "I'm …"
OWN_FEELING_HINT: Final = "in a word or two: sad, left out, afraid of the silence"
NOTES: Final = {
    "no_matter": "The coach cannot tell what this one is about, so the lines below would fit "
    "many messages.",
    "boundary": "This says no, sets a boundary, or says that you are leaving. It is yours to say, "
    "so it stays in your words.",
    "figure_of_speech": "This one stays in your words.",
}
GUESS: Final = "This one is a guess. Leave it if it is wrong."
CHOOSE: Final = "In its place"
KEEP: Final = "Keep my words"
FROM_ARTICLE: Final = "from the article"
OWN: Final = "Change it until it sounds like you"
MORE: Final = "Show more sentences"

DRAFT: Final = "Your draft"
DRAFT_HINT: Final = "Copy it with the button in its corner."

FOOTER: Final = (
    "Everything happens on this machine; your messages are not kept, and nothing is sent anywhere.",
    "This is not therapy and not an abuse detector: no flag does not mean safe.",
    "Softer words from “How to Rebuild Trust After Emotional Distance”, a therapist's article.",
)
