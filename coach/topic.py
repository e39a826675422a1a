"""Whether a line is about the matter of another: by the things that both name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.grammar import tagged
from coach.wording import words_for

# What names a matter: nouns and names, verbs but auxiliaries, adjectives, numbers.
_NAMING: Final = ("NN", "NP", "VV", "AJ", "CR", "OR")
_SHORTEST: Final = 3


def is_about(line: str, matters: Sequence[str]) -> bool:
    """Return whether `line` names something that one of `matters` names too."""
    named = things(line)
    return any(not named.isdisjoint(things(matter)) for matter in matters)


def things(text: str) -> frozenset[str]:
    """Return the words that name something in a text, in their dictionary form."""
    common = words_for("common")
    return frozenset(
        word.lemma
        for word in tagged(text)
        if (word.tag.startswith(_NAMING) or word.is_number)
        and word.lemma not in common
        and (len(word.lemma) >= _SHORTEST or word.is_number)
    )
