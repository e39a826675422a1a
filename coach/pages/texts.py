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
UNSURE: Final = "not sure"
UNSURE_NEAREST: Final = "not sure, perhaps {label}"
NOTHING_TO_SOFTEN: Final = "Nothing here is likely to be heard as blame."
SOFTEN_ONE: Final = "One sentence may be heard as blame."
SOFTEN_MANY: Final = "{count} sentences may be heard as blame."
CHANGED: Final = "You have changed the message since. Press the button to look again."

UNREAD: Final = {
    "nothing": "There is nothing here to review yet: no words to read.",
    "language": "This coach reads English, and this seems to be another language.",
}

CARDS: Final = "Softer words"
HEARD_AS: Final = "May be heard as “{heard_as}”."
BENEATH: Final = "Beneath it there may be something like:"
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
