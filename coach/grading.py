"""How well a practised line does what the article asks: the matter kept, the charge gone.

A line is read as any message is; what can be seen in it is then weighed, as readers have graded
lines like it. The five qualities are told apart in `benchmarks/practice/README.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, cast

from coach.deck import Card
from coach.feedback import Next, Works, line_for
from coach.passages import alone
from coach.quality import Quality, quality_of
from coach.review import Review
from coach.signs import Read, clauses, hooks, signs_of
from coach.texting import spelt_out

_LONG: Final = 60  # words: more than can be taken in at once
# A sentence at least this likely to be heard as blame is what to look at next.
_CHARGE: Final = 0.5

_REQUEST: Final = re.compile(
    r"\b(?:(?:can|could|would|will|shall) (?:we|you|i)|please|let 's|let us|how about|what about|"
    r"i 'd (?:like|love)|i would (?:like|love)|i need (?:us|you))\b"
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the coach says of an attempt.

    `works` is one thing that works and `next_step` one step from here, both in plain words.
    Where the safety gate stopped the attempt, `quality` is None, both are empty, and
    `review.safety` holds the notice.
    """

    quality: Quality | None
    works: str
    next_step: str
    review: Review


def grade(card: Card, review: Review, read: Read) -> Feedback:
    """Return the feedback on an attempt at `card`, which was read as `review`."""
    if review.safety:
        return Feedback(None, "", "", review)
    quality = quality_of(signs_of(card, review, read))
    works, shown = _what_works(quality, review)
    sign, words = _next_step(quality, card, review, read)
    return Feedback(quality, line_for(works, shown), line_for(sign, words), review)


def _next_step(quality: Quality, card: Card, review: Review, read: Read) -> tuple[Next, str]:
    """Return what to say next of an attempt, and of which of its words."""
    if quality == "off_topic":
        return "off_topic", ""
    if quality == "empty_of_feeling":
        return ("no_feeling" if card.kind == "soften" else "no_repair"), ""
    if quality == "good":
        return _for_a_good_one(review)
    for sign, words in hooks(review.message).items():
        return cast("Next", sign), words
    worst = max(review.sentences, key=lambda sentence: sentence.p_blame)
    if worst.p_blame >= _CHARGE:
        return "blame", worst.text
    parts = clauses(review.message)
    return "hook", parts[int(read(alone(parts))[:, 0].argmax())]


def _for_a_good_one(review: Review) -> tuple[Next, str]:
    spelt = spelt_out(review.message)
    if len(spelt.split()) > _LONG:
        return "long", ""
    opens = any(s.label in ("curiosity", "repair") for s in review.sentences)
    return ("aloud" if opens or _REQUEST.search(spelt) else "door"), ""


def _what_works(quality: Quality, review: Review) -> tuple[Works, str]:
    """Return what works in an attempt, and the words that do it."""
    signs: tuple[Works, ...] = ("repair", "feeling", "curiosity")
    for label in signs:
        for sentence in review.sentences:
            if sentence.label == label and not sentence.unsure:
                return label, sentence.text
    if quality == "empty_of_feeling":
        asks = [s.text for s in review.sentences if _REQUEST.search(spelt_out(s.text))]
        return ("request", asks[0]) if asks else ("matter", "")
    return "try", ""
