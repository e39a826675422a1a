"""Texting and punctuation evened out: the words of sentences as everything else reads them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from coach.arrays import Integers
from coach.files import DATA
from coach.tables import filled, read_table

TEXTING: Final = DATA / "texting.csv"

_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?.,…]+|[^\w\s]")
_STRETCHED: Final = re.compile(r"(\w)\1{2,}")
_CONTRACTED: Final = re.compile(r"(.+?)(n't|'re|'ve|'ll|'d|'m|'s)")
_QUOTES: Final = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"'}
# Quotation marks and emoji variation selectors say nothing of who is charged with what.
_SILENT: Final = frozenset('"\ufe0f\u200d')
# Stands between sentences that are read together; no message may hold one.
_BREAK: Final = "\0"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of several sentences, end to end.

    `words` are the distinct tokens in the order they are met; `ids` is (tokens,), each an index
    into `words`; the tokens of sentence i are `ids[starts[i]:starts[i + 1]]`.
    """

    words: tuple[str, ...]
    ids: Integers
    starts: Integers

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.starts) - 1

    def of(self, sentence: int) -> list[str]:
        """Return the tokens of one sentence."""
        ids = self.ids[self.starts[sentence] : self.starts[sentence + 1]]
        return [self.words[i] for i in ids.tolist()]

    def take(self, sentences: Sequence[int] | Integers) -> Tokens:
        """Return the tokens of some sentences, in the given order."""
        rows = np.asarray(sentences, dtype=np.int64)
        firsts, lengths = self.starts[rows], np.diff(self.starts)[rows]
        return Tokens(self.words, self.ids[ranges(firsts, lengths)], _offsets(lengths))


@cache
def texting() -> dict[str, str]:
    """Return what texting spellings mean: `{"u": "you", …}`."""
    rows = read_table(TEXTING, {"written": filled, "meant": filled})
    return {row["written"]: row["meant"] for row in rows}


def read_tokens(texts: Sequence[str]) -> Tokens:
    """Return the tokens of all `texts`, lower case and spelt out.

    They are read as one long text, and each distinct token is spelt out once: a hundred times
    faster for many sentences than one by one, and the same.
    """
    joined = "".join(text.replace(_BREAK, " ") + _BREAK for text in texts)
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", joined)
        for written, plain in _QUOTES.items():
            joined = joined.replace(written, plain)
    numbers = _Numbers()
    found = _TOKEN.findall(joined.replace("`", "'").lower())
    raw = np.fromiter(map(numbers.__getitem__, found), np.int64, len(found))

    words = _Numbers()
    spelt = [[words[word] for word in _spelt(token)] for token in numbers]
    lengths = np.array([len(ids) for ids in spelt], dtype=np.int64)
    flat = np.array([i for ids in spelt for i in ids], dtype=np.int64)
    ids = flat[ranges(_offsets(lengths)[:-1][raw], lengths[raw])]
    ends = np.cumsum(lengths[raw])[raw == numbers.get(_BREAK, -1)]
    return Tokens(tuple(words), ids, np.concatenate([[0], ends]).astype(np.int64))


def ranges(firsts: Integers, lengths: Integers) -> Integers:
    """Return all numbers of several ranges, one range after the other.

    >>> ranges(np.array([5, 0]), np.array([3, 2])).tolist()
    [5, 6, 7, 0, 1]
    """
    offsets = _offsets(lengths)
    return np.arange(offsets[-1]) + np.repeat(firsts - offsets[:-1], lengths)


def tokenise(text: str) -> list[str]:
    """Return the sentence's words, marks and emoji, lower case and spelt out.

    >>> tokenise("U neverrrr listen 2 me, don’t u?")
    ['you', 'neverr', 'listen', '2', 'me', ',', 'do', "n't", 'you', '?']
    """
    return read_tokens([text]).of(0)


def spelt_out(text: str) -> str:
    """Return the tokens as one line."""
    return " ".join(tokenise(text))


def is_word(token: str) -> bool:
    """Return whether a token has letters: it is no mark, number or emoji."""
    return token[-1].isalpha()


def words_of(text: str) -> list[str]:
    """Return the words of `text`, lower case and spelt out."""
    return [token for token in tokenise(text) if is_word(token)]


def _offsets(lengths: Integers) -> Integers:
    """Return where each of several stretches begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


class _Numbers(dict[str, int]):
    """Numbers what it is asked for, from 0 in the order of asking."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


def _spelt(token: str) -> tuple[str, ...]:
    """Return what a token stands for: no words, one or several."""
    if token == _BREAK:
        return ()
    token = _STRETCHED.sub(r"\1\1", token)
    words: list[str] = []
    for word in texting().get(token, token).split():
        parts = _CONTRACTED.fullmatch(word)
        words += parts.groups() if parts else [word]
    return tuple(word for word in words if word not in _SILENT)
