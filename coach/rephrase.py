"""Softer words for a blaming sentence: the article's own, the best fitting first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from coach.phrases import Phrase
from coach.review import Suggestion, Theme

MOST: Final = 3
_NOT_A_WORD: Final = re.compile(r"[^\w']+")


def suggest(
    text: str, theme: Theme, phrases: Sequence[Phrase], offered: Collection[str] = ()
) -> tuple[Suggestion, ...]:
    """Return up to three suggestions for a blaming `text`, each of another move.

    First comes the article's own answer, where `text` is one of the article's own lines; then
    what the same message was not `offered` before; then the phrase that leads the theme; then,
    in the order of the bank, others that serve it.
    """
    line = _plain(text)
    ranked = sorted(
        (phrase for phrase in phrases if theme in phrase.themes or _answers(phrase, line)),
        key=lambda phrase: (
            not _answers(phrase, line),
            phrase.text in offered,
            theme not in phrase.leads,
        ),
    )
    chosen: dict[str, Phrase] = {}
    for phrase in ranked:
        chosen.setdefault(phrase.move, phrase)
    return tuple(phrase.as_suggestion() for phrase in list(chosen.values())[:MOST])


def _answers(phrase: Phrase, line: str) -> bool:
    return line in map(_plain, phrase.answers)


def _plain(text: str) -> str:
    """Return the words alone, so that marks, quotes and capitals make no difference."""
    return _NOT_A_WORD.sub(" ", text.casefold().replace("’", "'")).strip()
