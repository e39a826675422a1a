"""Whether a line is about the matter of another: by the things that both name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from coach.grammar import Word, tagged
from coach.wording import words_for

# What names a matter: nouns and names, verbs but auxiliaries, adjectives, numbers.
_NAMING: Final = ("NN", "NP", "VV", "AJ", "CR", "OR")
_SHORTEST: Final = 3


def is_about(line: str, matters: Sequence[str], names: Collection[str] = ()) -> bool:
    """Return whether `line` names something that one of `matters` names, or one of `names`."""
    words = tagged(line)
    named = _things(words)
    return any(word.lemma in names for word in words) or any(
        not named.isdisjoint(_things(tagged(matter))) for matter in matters
    )


def shared(line: str, matter: str) -> int:
    """Return how many things both name."""
    return len(_things(tagged(line)) & _things(tagged(matter)))


def _things(words: Sequence[Word]) -> frozenset[str]:
    """Return the words that name something, in their dictionary form."""
    common = words_for("common")
    return frozenset(
        word.lemma
        for word in words
        if (word.tag.startswith(_NAMING) or word.is_number)
        and word.lemma not in common
        and (len(word.lemma) >= _SHORTEST or word.is_number)
    )
