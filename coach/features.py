"""What the classifier reads in a sentence: words, letters, and the shape of the small words.

Topic is not stance: who is charged with what sits in the small words and their order, so beside
plain n-grams there are n-grams in which every rarer word is reduced to its ending.

All sentences of a batch are read at once, as arrays: an n-gram is a number made from its tokens'
numbers, and falls into one of 2**20 buckets of which those that the training sentences filled are
kept. scikit-learn's own vectorizers build each n-gram as a string, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, Literal, Self

import numpy as np
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.pipeline import FeatureUnion, make_pipeline

from coach.arrays import Integers
from coach.texting import Tokens, ranges

Unit = Literal["word", "shape", "letter"]
Hashes = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]

PARTS: Final = ("words", "letters", "shapes")
_ENDINGS: Final = ("ing", "ed", "ly", "er", "s")
_SHORTEST_STEM: Final = 3
# The sentence's two ends are tokens too: what comes first or last is told apart.
_FIRST: Final = "<s>"
_LAST: Final = "</s>"
_BITS: Final = 20
# Odd 64-bit constants that scatter neighbouring numbers (Knuth's multiplicative hashing).
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)


class Runs(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Tokens to a sparse (sentences, kept buckets) matrix that counts their runs.

    `unit` is what runs are made of, `shortest` to `longest` of them: whole words; word shapes, in
    which the `kept` most frequent words keep their form and every other is reduced to its ending
    ("-ing"), a number to "0", anything else to "x"; or the letters of each word with its two ends.

    Learned: `columns_`, the (2**20,) column of each bucket or -1 for those that fewer than
    `least` training sentences fill; `width_`, how many are kept; `common_`, the frequent words.
    """

    def __init__(
        self, unit: Unit, shortest: int, longest: int, least: int, kept: int = 300
    ) -> None:
        self.unit = unit
        self.shortest = shortest
        self.longest = longest
        self.least = least
        self.kept = kept

    def fit(self, tokens: Tokens, y: object = None) -> Self:  # noqa: ARG002
        """Learn the frequent words and the buckets to keep."""
        counts = np.bincount(tokens.ids, minlength=len(tokens.words))
        # Ties are settled by the alphabet, so that the same corpus gives the same shapes.
        ranked = sorted(zip((-counts).tolist(), tokens.words, strict=True))
        self.common_ = frozenset(word for _, word in ranked[: self.kept])
        self.columns_ = np.arange(1 << _BITS, dtype=np.int32)
        self.width_ = 1 << _BITS
        filled = np.bincount(self.transform(tokens).indices, minlength=self.width_)
        keep = filled >= self.least
        self.width_ = int(keep.sum())
        self.columns_ = np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)
        return self

    def transform(self, tokens: Tokens) -> csr_array:
        """Return how often each kept bucket is filled, one row a sentence."""
        if self.unit == "letter":
            # The letters of a word are the same wherever it stands: counted once for each word.
            return self._counts(*_letters(tokens.words), len(tokens.words), by=tokens)
        word = self._shape if self.unit == "shape" else str
        hashes = np.array([_hash(word(w)) for w in (*tokens.words, _FIRST, _LAST)], dtype=np.uint64)
        return self._counts(*_framed(tokens, hashes), len(tokens))

    def _counts(
        self, units: Hashes, owner: Integers, rows: int, by: Tokens | None = None
    ) -> csr_array:
        """Return the counts of the runs of `units` that stay within one `owner`."""
        buckets, owners = [], []
        run = np.zeros(len(units), dtype=np.uint64)
        for length in range(1, self.longest + 1):
            last = units[length - 1 :]
            run = run[: len(last)] * _STEP + last
            if length < self.shortest:
                continue
            whole = owner[: len(last)] == owner[length - 1 :]
            column = self.columns_[_bucket(run[whole])]
            known = column >= 0
            buckets.append(column[known])
            owners.append(owner[: len(last)][whole][known])
        columns, row = np.concatenate(buckets), np.concatenate(owners)
        counts = csr_array(
            (np.ones(len(columns), dtype=np.float32), (row, columns)), shape=(rows, self.width_)
        )
        if by is not None:
            counts = _occurrences(by) @ counts
            counts.sum_duplicates()  # a product's columns come in no order
        return counts

    def _shape(self, word: str) -> str:
        if word in self.common_ or word in (_FIRST, _LAST) or not word[0].isalnum():
            return word
        if word.isdigit():
            return "0"
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM:
                return f"-{ending}"
        return "x"


class SideBySide(FeatureUnion):  # type: ignore[misc]
    """A feature union of sparse rows, whose stacking costs less than the reading."""

    def transform(self, X: Tokens) -> csr_array:  # noqa: N803
        """Return the rows of all transformers, one beside the other."""
        blocks = [transformer.transform(X) for _, transformer in self.transformer_list]
        lengths = np.stack([np.diff(block.indptr) for block in blocks])
        ends = np.cumsum(lengths.sum(axis=0))
        begins = ends + np.cumsum(lengths, axis=0) - lengths - lengths.sum(axis=0)
        columns = np.empty(lengths.sum(), dtype=np.int32)
        values = np.empty(len(columns), dtype=np.float32)
        width = 0
        for block, begin, length in zip(blocks, begins, lengths, strict=True):
            place = ranges(begin, length)
            columns[place] = block.indices + width
            values[place] = block.data
            width += block.shape[1]
        indptr = np.concatenate([[0], ends]).astype(np.int32)
        return csr_array((values, columns, indptr), shape=(len(ends), width))


def sentence_features(parts: Sequence[str] = PARTS) -> SideBySide:
    """Return the transformer from tokens to one sparse row a sentence: words, letters, shapes.

    It is trained on most sentences twice (`coach/classifier.py`), so the least is more than two.
    """
    runs = {
        "words": Runs("word", 1, 3, least=3),
        "letters": Runs("letter", 2, 5, least=5),
        "shapes": Runs("shape", 1, 4, least=3),
    }
    return SideBySide(
        [(part, make_pipeline(runs[part], TfidfTransformer(sublinear_tf=True))) for part in parts]
    )


def _framed(tokens: Tokens, hashes: Hashes) -> tuple[Hashes, Integers]:
    """Return the hash of each token with the sentence's ends around them, and whose it is."""
    lengths = np.diff(tokens.starts)
    sentence = np.arange(len(lengths))
    owner = np.repeat(sentence, lengths + 2)
    framed = np.full(len(owner), hashes[-2])
    starts = tokens.starts[:-1] + 2 * sentence
    framed[starts + lengths + 1] = hashes[-1]
    framed[np.arange(len(tokens.ids)) + 2 * np.repeat(sentence, lengths) + 1] = hashes[tokens.ids]
    return framed, owner


def _letters(words: Sequence[str]) -> tuple[Hashes, Integers]:
    """Return the letters of each word with a blank on both sides, and whose they are."""
    letters = np.frombuffer("".join(f" {word} " for word in words).encode("utf-32-le"), np.uint32)
    owner = np.repeat(np.arange(len(words)), [len(word) + 2 for word in words])
    return letters.astype(np.uint64) + np.uint64(1), owner


def _occurrences(tokens: Tokens) -> csr_array:
    """Return the (sentences, distinct words) matrix that says which sentence has which word."""
    return csr_array(
        (np.ones(len(tokens.ids), dtype=np.float32), tokens.ids, tokens.starts),
        shape=(len(tokens), len(tokens.words)),
    )


def _hash(token: str) -> int:
    """Return the token's number: the same in every process and on every machine."""
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "little")


def _bucket(run: Hashes) -> Hashes:
    mixed = (run ^ (run >> _HALF)) * _MIX
    bucket: Hashes = (mixed ^ (mixed >> _HALF)) >> np.uint64(64 - _BITS)
    return bucket
