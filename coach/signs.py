"""What can be seen in a practised line: how its sentences are heard, its hooks, its matter.

Each sign is a number with a name; `data/quality.csv` says what it speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from coach.arrays import Floats
from coach.deck import Card
from coach.passages import Passage, alone, in_one_message
from coach.phrases import load_themes
from coach.review import LABELS, Review
from coach.texting import spelt_out
from coach.topic import is_about, shared
from coach.turns import accuses
from coach.wording import words_for

Read = Callable[[Sequence[Passage]], Floats]
"""Takes passages; returns the (passages, 5) probabilities of the labels."""

_BLAME: Final = LABELS.index("blame")
_LEAST_CLAUSE: Final = 3  # words
_MOST_SHARED: Final = 3
_CLAUSE: Final = re.compile(r"[,.;!?–—]+| - | and | but | because | though ")
_CAPITALS: Final = re.compile(r"\b[A-Z]{3,}\b")
# Hooks that a line may have even where no sentence of it is blame as a whole.
HOOKS: Final = {
    "i_feel_you": re.compile(r"\bi (?:feel|felt) (?:like|that|as if|as though) you\b"),
    "by_you": re.compile(
        r"\bi (?:feel|felt) (?:(?:so|very|really|completely|a bit|quite) )?"
        r"(?:\w+ed by you|lied to|let down by you|put down by you)\b"
    ),
    "sorry_but": re.compile(r"\bsorry (?:, )?but\b|\bsorry\b[^.?!]*\bbut\b[^.?!]*\byou\b"),
    "why": re.compile(r"\bwhy (?:did|do|are|were|ca|wo|have|would|must)\b(?: n't)? you\b"),
    "sorry_if": re.compile(r"\bsorry (?:if|you feel|you felt|that you feel|you 're upset)\b"),
    "but": re.compile(r"\b(?:love you|understand|know)\b[^.?!]*\bbut\b"),
    "absolute": re.compile(r"\byou (?:always|never|constantly)\b|\bfor once\b|\byet again\b"),
}


def hooks(text: str) -> dict[str, str]:
    """Return the hooks of a text, by name, with the words that are one."""
    spelt = spelt_out(text)
    found = {name: pattern.search(spelt) for name, pattern in HOOKS.items()}
    return {name: words[0] for name, words in found.items() if words}


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, so that a jab at the end of a sentence is seen alone."""
    parts = (part.strip() for part in _CLAUSE.split(text))
    return [part for part in parts if len(part.split()) >= _LEAST_CLAUSE] or [text]


def signs_of(card: Card, review: Review, read: Read) -> dict[str, float]:
    """Return the signs of an attempt at `card`, which was read as `review`, always all of them."""
    text = review.message
    heard = read(in_one_message([sentence.text for sentence in review.sentences]))
    blame = heard[:, _BLAME]
    parts = read(alone(clauses(text)))[:, _BLAME]
    spelt = f" {spelt_out(text)} "
    found = hooks(text)
    about = is_about(text, (card.text, card.weak, card.strong), load_themes()[card.theme].names)
    signs = {
        **{f"most_{label}": heard[:, n].max() for n, label in enumerate(LABELS)},
        **{f"mean_{label}": heard[:, n].mean() for n, label in enumerate(LABELS)},
        "first_blame": blame[0],
        "last_blame": blame[-1],
        "second_blame": np.sort([0.0, *blame])[-2],
        "clause_blame": parts.max(),
        "clauses_blaming": (parts > 0.5).mean(),  # noqa: PLR2004 - likelier than not
        "sentences": len(blame),
        "words": len(text.split()),
        **{f"hook_{name}": name in found for name in HOOKS},
        "accuses": accuses(text),
        "about": about,
        "shares_with_line": min(_MOST_SHARED, shared(text, card.text)),
        "shares_with_weak": min(_MOST_SHARED, shared(text, card.weak)),
        "shares_with_strong": min(_MOST_SHARED, shared(text, card.strong)),
        **{f"says_{word}": f" {word} " in spelt for word in sorted(words_for("telling"))},
        "exclamations": text.count("!"),
        "questions": text.count("?"),
        "rolls_eyes": "🙄" in text or "🙃" in text,
        "shouts": _CAPITALS.search(text) is not None,
        "moment": card.kind != "soften",
    }
    return {name: float(value) for name, value in signs.items()}
