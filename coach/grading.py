"""How well a practised line does what the article asks: the matter kept, the charge gone.

A line is read as any message is; what it says is then held beside the card that it answers. The
five qualities are told apart in `benchmarks/practice/README.md`, as a reader would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from coach.deck import Card
from coach.feedback import Next, Works, line_for
from coach.phrases import load_themes
from coach.review import Review, Sentence
from coach.texting import spelt_out
from coach.topic import is_about
from coach.turns import accuses

Quality = Literal["good", "partly", "still_blaming", "empty_of_feeling", "off_topic"]
QUALITIES: Final[tuple[Quality, ...]] = get_args(Quality)

_LONG: Final = 60  # words: more than can be taken in at once
_OPENING: Final = ("feeling", "curiosity", "repair")
# How likely a sentence is heard as blame: enough for a charge, for one that nothing beside it
# makes up for, and for a hint of one.
_CHARGE: Final = 0.4
_CERTAIN: Final = 0.95
_HINT: Final = 0.35

_REQUEST: Final = re.compile(
    r"\b(?:(?:can|could|would|will|shall) (?:we|you|i)|please|let 's|let us|how about|what about|"
    r"i 'd (?:like|love)|i would (?:like|love)|i need (?:us|you))\b"
)
# Hooks that a line may still have when no sentence of it is blame as a whole, and what to say.
_HOOKS: Final[tuple[tuple[Next, re.Pattern[str]], ...]] = (
    ("i_feel_you", re.compile(r"\bi (?:feel|felt) (?:like|that|as if|as though) you\b")),
    ("why", re.compile(r"\bwhy (?:did|do|are|were|ca|wo|have|would|must)\b(?: n't)? you\b")),
    ("sorry_if", re.compile(r"\bsorry (?:if|you feel|you felt|that you feel|you 're upset)\b")),
    ("but", re.compile(r"\b(?:sorry|love you|understand|know)\b[^.?!]*\bbut\b")),
    ("absolute", re.compile(r"\byou (?:always|never|constantly)\b|\bfor once\b|\byet again\b")),
)
# Those that charge the other outright.
_CHARGES: Final = frozenset({"i_feel_you", "why", "sorry_if"})


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


def grade(card: Card, review: Review) -> Feedback:
    """Return the feedback on an attempt at `card`, which was read as `review`."""
    if review.safety:
        return Feedback(None, "", "", review)
    quality, sign, words = _judged(card, review)
    works, shown = _what_works(review)
    return Feedback(quality, line_for(works, shown), line_for(sign, words), review)


def _judged(card: Card, review: Review) -> tuple[Quality, Next, str]:
    """Return the quality of an attempt, what to say next, and of which words."""
    spelt = spelt_out(review.message)
    hook = next(
        ((sign, found[0]) for sign, pattern in _HOOKS if (found := pattern.search(spelt))), None
    )
    worst = max(review.sentences, key=lambda sentence: sentence.p_blame)
    charges = [s for s in review.sentences if s.p_blame >= _CHARGE]
    opening = [s for s in review.sentences if s.label in _OPENING and s not in charges]
    names = load_themes()[card.theme].names
    about = is_about(review.message, (card.text, card.weak, card.strong), names)
    made_up_for = about and len(charges) <= len(opening) and worst.p_blame < _CERTAIN
    if charges or (hook and hook[0] in _CHARGES):
        outright = (hook and hook[0] in _CHARGES) or not made_up_for
        said = hook or ("blame", _evidence(worst))
        return "still_blaming" if outright else "partly", *said
    if not about:
        return "off_topic", "off_topic", ""
    if not opening:
        return "empty_of_feeling", "no_feeling" if card.kind == "soften" else "no_repair", ""
    if hook or worst.p_blame >= _HINT or accuses(review.message):
        return "partly", *(hook or ("hook", worst.text))
    if len(spelt.split()) > _LONG:
        return "partly", "long", ""
    asks = _REQUEST.search(spelt) or any(s.label != "feeling" for s in opening)
    return "good", "aloud" if asks else "door", ""


def _what_works(review: Review) -> tuple[Works, str]:
    signs: tuple[Works, ...] = ("repair", "feeling", "curiosity")
    for label in signs:
        for sentence in review.sentences:
            if sentence.label == label and not sentence.unsure:
                return label, sentence.text
    return "try", ""


def _evidence(sentence: Sentence) -> str:
    """Return the words that made the sentence blame, or all of it."""
    if not sentence.evidence:
        return sentence.text
    strongest = max(sentence.evidence, key=lambda found: found.weight)
    first = strongest.start - sentence.start
    return sentence.text[first : first + strongest.end - strongest.start]
