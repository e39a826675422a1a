"""N-grams of sentences as numbers: words, letters, and the shape of the small words.

Topic is not stance: who is charged with what sits in the small words and their order, so beside
plain n-grams there are n-grams in which every rarer word is reduced to its ending.

All sentences of a batch are read at once, as arrays: an n-gram is a number made from its tokens'
numbers, and falls into one of 2**20 buckets of which those that the training sentences filled are
kept. Reading needs NumPy alone; `coach/features.py` learns by the same code what is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Literal, NamedTuple, Self

import numpy as np

from coach.arrays import Floats, Integers
from coach.texting import Tokens, ranges

Unit = Literal["word", "shape", "letter"]
Weights = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Buckets = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
_Hashes = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]

_BITS: Final = 20
_ENDINGS: Final = ("ing", "ed", "ly", "er", "s")
_SHORTEST_STEM: Final = 3
# The sentence's two ends are tokens too: what comes first or last is told apart.
_FIRST: Final = "<s>"
_LAST: Final = "</s>"
# Odd 64-bit constants that scatter neighbouring numbers (Knuth's multiplicative hashing).
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)


class Rows(NamedTuple):
    """Sparse rows: row i has `values[starts[i]:starts[i + 1]]` in these `columns` of `width`."""

    starts: Integers
    columns: Integers
    values: Weights
    width: int

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def take(self, rows: Sequence[int]) -> Rows:
        """Return some rows, in the given order."""
        chosen = np.asarray(rows, dtype=np.int64)
        lengths = np.diff(self.starts)[chosen]
        place = ranges(self.starts[chosen], lengths)
        return Rows(_ends(lengths), self.columns[place], self.values[place], self.width)

    def times(self, weights: Weights) -> Floats:
        """Return the (rows, classes) product with (width, classes) weights."""
        product = np.empty((self.height, weights.shape[1]))
        # One at a time: what a row gives never depends on the others, to the last bit.
        for row, (start, end) in enumerate(zip(self.starts, self.starts[1:], strict=False)):
            product[row] = self.values[start:end] @ weights.take(self.columns[start:end], axis=0)
        return product


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Counts the runs of `shortest` to `longest` units that fall into the buckets that are kept.

    A unit is a word; or its shape, in which `common` words keep their form and every other is
    reduced to its ending ("-ing"), a number to "0", anything else to "x"; or a letter, of each
    word with its two ends. `columns` is (2**20,), the column of each bucket, or -1; there are
    `width` of them.
    """

    unit: Unit
    shortest: int
    longest: int
    common: frozenset[str]
    columns: Buckets
    width: int

    @classmethod
    def of(
        cls,
        unit: Unit,
        shortest: int,
        longest: int,
        common: frozenset[str],
        buckets: Buckets | None = None,
    ) -> Self:
        """Return one that keeps these buckets, in order, or all of them."""
        if buckets is None:
            buckets = np.arange(1 << _BITS, dtype=np.int32)
        columns = np.full(1 << _BITS, -1, dtype=np.int32)
        columns[buckets] = np.arange(len(buckets))
        return cls(unit, shortest, longest, common, columns, len(buckets))

    @property
    def buckets(self) -> Buckets:
        """The buckets that are kept, in order."""
        return np.flatnonzero(self.columns >= 0).astype(np.int32)

    def counted(self, tokens: Tokens) -> Rows:
        """Return how often each kept bucket is filled, one row a sentence, columns in order."""
        if self.unit == "letter":
            # The letters of a word are the same wherever it stands: looked up once for each.
            columns, word = self._filled(*_letters(tokens.words))
            lengths = np.bincount(word, minlength=len(tokens.words))
            place = ranges(_ends(lengths)[:-1][tokens.ids], lengths[tokens.ids])
            column = columns[np.argsort(word, kind="stable")][place]
            row: Integers = np.repeat(_sentences(tokens), lengths[tokens.ids])
        else:
            form = self._shape if self.unit == "shape" else str
            forms = [form(word) for word in (*tokens.words, _FIRST, _LAST)]
            hashes = np.array([_hash(form) for form in forms], dtype=np.uint64)
            column, row = self._filled(*_framed(tokens, hashes))
        places = row << _BITS | column
        places.sort()
        is_first = np.ones(len(places), dtype=bool)
        np.not_equal(places[1:], places[:-1], out=is_first[1:])
        first = np.flatnonzero(is_first)
        found = places[first]
        return Rows(
            _ends(np.bincount(found >> _BITS, minlength=len(tokens))),
            found & ((1 << _BITS) - 1),
            np.diff(first, append=len(places)).astype(np.float32),
            self.width,
        )

    def _filled(self, units: _Hashes, owner: Integers) -> tuple[Integers, Integers]:
        """Return the column and the owner of each run that stays within one owner."""
        filled, owners = [], []
        run = np.zeros(len(units), dtype=np.uint64)
        for length in range(1, self.longest + 1):
            last = units[length - 1 :]
            run = run[: len(last)] * _STEP + last
            if length < self.shortest:
                continue
            whole = owner[: len(last)] == owner[length - 1 :]
            column = self.columns[_bucket(run[whole])]
            known = column >= 0
            filled.append(column[known].astype(np.int64))
            owners.append(owner[: len(last)][whole][known])
        return np.concatenate(filled), np.concatenate(owners)

    def _shape(self, word: str) -> str:
        if word in self.common or word in (_FIRST, _LAST) or not word[0].isalnum():
            return word
        if word.isdigit():
            return "0"
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM:
                return f"-{ending}"
        return "x"


def weighed(counts: Rows, rarity: Weights) -> Rows:
    """Return each row with its counts dampened, times the column's `rarity`, at length one.

    Sublinear tf-idf, as scikit-learn's `TfidfTransformer` has it.
    """
    values = (np.log(counts.values) + 1) * rarity[counts.columns]
    row = np.repeat(np.arange(counts.height), np.diff(counts.starts))
    length = np.sqrt(np.bincount(row, weights=np.square(values, dtype=np.float64)))
    return counts._replace(values=(values / length[row]).astype(np.float32))


def beside(blocks: Sequence[Rows]) -> Rows:
    """Return the rows of all blocks, one beside the other."""
    lengths = np.stack([np.diff(block.starts) for block in blocks])
    starts = _ends(lengths.sum(axis=0))
    begins = starts[:-1] + np.cumsum(lengths, axis=0) - lengths
    columns = np.empty(lengths.sum(), dtype=np.int64)
    values = np.empty(len(columns), dtype=np.float32)
    width = 0
    for block, begin, length in zip(blocks, begins, lengths, strict=True):
        place = ranges(begin, length)
        columns[place] = block.columns + width
        values[place] = block.values
        width += block.width
    return Rows(starts, columns, values, width)


def _ends(lengths: Integers) -> Integers:
    """Return where each of several stretches begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _sentences(tokens: Tokens) -> Integers:
    """Return the sentence of each token."""
    return np.repeat(np.arange(len(tokens)), np.diff(tokens.starts))


def _framed(tokens: Tokens, hashes: _Hashes) -> tuple[_Hashes, Integers]:
    """Return the hash of each token with the sentence's ends around them, and whose it is."""
    lengths = np.diff(tokens.starts)
    sentence = np.arange(len(lengths))
    owner = np.repeat(sentence, lengths + 2)
    framed = np.full(len(owner), hashes[-2])
    starts = tokens.starts[:-1] + 2 * sentence
    framed[starts + lengths + 1] = hashes[-1]
    framed[np.arange(len(tokens.ids)) + 2 * _sentences(tokens) + 1] = hashes[tokens.ids]
    return framed, owner


def _letters(words: Sequence[str]) -> tuple[_Hashes, Integers]:
    """Return the letters of each word with a blank on both sides, and whose they are."""
    letters = np.frombuffer("".join(f" {word} " for word in words).encode("utf-32-le"), np.uint32)
    owner = np.repeat(np.arange(len(words)), [len(word) + 2 for word in words])
    return letters.astype(np.uint64) + np.uint64(1), owner


def _hash(token: str) -> int:
    """Return the token's number: the same in every process and on every machine."""
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "little")


def _bucket(run: _Hashes) -> _Hashes:
    mixed = (run ^ (run >> _HALF)) * _MIX
    bucket: _Hashes = (mixed ^ (mixed >> _HALF)) >> np.uint64(64 - _BITS)
    return bucket
