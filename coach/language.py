"""Is this English? A coach that cannot read a message should say so, not guess."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from coach.arrays import Floats
from coach.texting import Tokens, is_word, read_tokens

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Measured on the corpus, each voice against the others' words: 1 sentence in 400 of English, in
# every dialect and in texting, has fewer than a third of its words known; a sentence in another
# language seldom has more. Only below this is the (slower) library asked.
KNOWN_SHARE: Final = 0.4
FEWEST_WORDS: Final = 3
# Nigerian Pidgin is one of the registers that the corpus is written in.
_READ: Final = frozenset({"en", "pcm"})


def known_shares(tokens: Tokens, known: Collection[str]) -> Floats:
    """Return for each sentence the share of its words found in `known`, 0 to 1.

    It is 1 where there are no words.
    """
    counted = np.array([is_word(token) for token in tokens.words], dtype=float)
    is_known = np.array([token in known for token in tokens.words], dtype=float) * counted
    sentence = np.repeat(np.arange(len(tokens)), np.diff(tokens.starts))
    words, found = (
        np.bincount(sentence, weights=mask[tokens.ids], minlength=len(tokens))
        for mask in (counted, is_known)
    )
    return np.divide(found, words, out=np.ones(len(tokens)), where=words > 0)


def is_foreign(text: str, known: Collection[str]) -> bool:
    """Return whether `text` is in a language that the coach does not read.

    A word or two is never called foreign: it may be a name.
    """
    tokens = read_tokens([text])
    words = sum(map(is_word, tokens.of(0)))
    if words < FEWEST_WORDS or known_shares(tokens, known)[0] >= KNOWN_SHARE:
        return False
    language, _ = _identifier().classify(text)
    return language not in _READ


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE)
