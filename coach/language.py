"""Is this English? A coach that cannot read a message should say so, not guess."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Measured on the corpus, each voice against the others' words: 1 sentence in 400 of English, in
# every dialect and in texting, has fewer than a third of its words known; a sentence in another
# language seldom has more. Only below this is the (slower) library asked.
KNOWN_SHARE: Final = 0.4
FEWEST_WORDS: Final = 3
# Nigerian Pidgin is one of the registers that the corpus is written in.
_READ: Final = frozenset({"en", "pcm"})


def known_share(words: Sequence[str], known: Collection[str]) -> float:
    """Return the share of `words` found in `known`, 0 to 1; 1 where there are no words."""
    return sum(word in known for word in words) / len(words) if words else 1.0


def is_foreign(text: str, words: Sequence[str], known: Collection[str]) -> bool:
    """Return whether `text` is in a language that the coach does not read.

    A word or two is never called foreign: it may be a name.
    """
    if len(words) < FEWEST_WORDS or known_share(words, known) >= KNOWN_SHARE:
        return False
    language, _ = _identifier().classify(text)
    return language not in _READ


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE)
