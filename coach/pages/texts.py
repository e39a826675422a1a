"""Every word that the page says of its own accord, in one place, ready for translation."""

from typing import Final

NAME: Final = "Softer words"
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
    "Everything happens on this machine; nothing you type is kept or sent anywhere.",
    "This is not therapy and not an abuse detector: no flag does not mean safe.",
    "Softer words from “How to Rebuild Trust After Emotional Distance”, a therapist's article.",
)
