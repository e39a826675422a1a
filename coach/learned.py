"""What training leaves behind, as plain arrays: all that reading needs, without scikit-learn.

Kept in the safetensors format, which holds arrays and nothing else: loading it can run nothing,
and takes milliseconds. `coach/training.py` writes it beside the scikit-learn pipeline that it was
taken from, and both answer alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self, cast

import numpy as np
from safetensors import SafetensorError
from safetensors import numpy as safetensors

from coach.arrays import Floats, log_softmax, softmax
from coach.errors import ModelError
from coach.ngrams import Rows, Runs, Unit, Weights, beside, weighed
from coach.texting import Tokens

_TINY: Final = 1e-9
_UNITS: Final[tuple[Unit, ...]] = ("word", "letter", "shape")
_READERS: Final = ("labels", "themes", "dangers")

Arrays = Mapping[str, np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One kind of n-grams: what is counted, and how rare each column is."""

    runs: Runs
    rarity: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A calibrated classifier: a softmax over n-grams, and one over what that and the encoder say.

    `weights` is (n-grams, classes) and `bias` (classes,), minus infinity for a class that training
    never met; `head_weights` is (readings, classes) and `head_bias` (classes,). The readings are
    the log-probabilities of the n-grams, then the encoder's.
    """

    weights: Weights
    bias: Floats
    head_weights: Floats
    head_bias: Floats

    def probabilities(self, ngrams: Rows, logits: Floats | None) -> Floats:
        """Return the (sentences, classes) probabilities; `logits` are the encoder's, if any."""
        said = softmax(ngrams.times(self.weights) + self.bias)
        return softmax(readings(said, logits) @ self.head_weights + self.head_bias)


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """All that was learned: the n-grams, the three readers over them, and where to be unsure.

    `known` are the words that at least two voices use. Below the confidence `unsure_below` a label
    is unsure; from `told_from` a situation is told, and from `sure_from` surely.
    """

    kinds: tuple[Kind, ...]
    labels: Reader
    themes: Reader
    dangers: Reader
    known: frozenset[str]
    unsure_below: float
    told_from: float
    sure_from: float

    def ngrams(self, tokens: Tokens) -> Rows:
        """Return the n-grams of each sentence, one row each."""
        return beside([weighed(kind.runs.counted(tokens), kind.rarity) for kind in self.kinds])

    def to_bytes(self) -> bytes:
        """Return the content of a safetensors file."""
        arrays: dict[str, Any] = {
            "known": _packed(self.known),
            "limits": np.array([self.unsure_below, self.told_from, self.sure_from]),
        }
        for kind in self.kinds:
            runs = kind.runs
            arrays |= {
                f"{runs.unit}.lengths": np.array([runs.shortest, runs.longest]),
                f"{runs.unit}.common": _packed(runs.common),
                f"{runs.unit}.buckets": runs.buckets,
                f"{runs.unit}.rarity": kind.rarity,
            }
        for name in _READERS:
            reader = cast("Reader", getattr(self, name))
            arrays |= {f"{name}.{part}": getattr(reader, part) for part in Reader.__slots__}
        return safetensors.save({name: np.ascontiguousarray(a) for name, a in arrays.items()})

    @classmethod
    def of_bytes(cls, content: bytes) -> Self:
        """Return what `to_bytes` gave. Raises `ModelError` where it is something else."""
        return cls._of(safetensors.load, content)

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Return what a file holds, read where it lies. Raises `ModelError` as `of_bytes` does."""
        return cls._of(safetensors.load_file, path)

    @classmethod
    def _of(cls, load: Callable[[Any], Arrays], source: bytes | Path) -> Self:
        try:
            arrays = load(source)
            unsure_below, told_from, sure_from = arrays["limits"].tolist()
            return cls(
                tuple(_kind(unit, arrays) for unit in _UNITS),
                **{name: _reader(name, arrays) for name in _READERS},
                known=_unpacked(arrays["known"]),
                unsure_below=unsure_below,
                told_from=told_from,
                sure_from=sure_from,
            )
        except (SafetensorError, KeyError, ValueError, TypeError):
            raise ModelError("The model's data file is damaged") from None


def readings(probabilities: Floats, logits: Floats | None) -> Floats:
    """Return a head's input: log-probabilities of the n-grams, then the encoder's."""
    said = np.log(np.clip(probabilities, _TINY, None))
    return said if logits is None else np.hstack([said, log_softmax(logits)])


def _kind(unit: Unit, arrays: Arrays) -> Kind:
    shortest, longest = arrays[f"{unit}.lengths"].tolist()
    common, buckets = _unpacked(arrays[f"{unit}.common"]), arrays[f"{unit}.buckets"]
    return Kind(Runs.of(unit, shortest, longest, common, buckets), arrays[f"{unit}.rarity"])


def _reader(name: str, arrays: Arrays) -> Reader:
    return Reader(*(arrays[f"{name}.{part}"] for part in Reader.__slots__))


def _packed(words: Collection[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return words as the bytes of one text, a line each: the format holds numbers only."""
    return np.frombuffer("\n".join(sorted(words)).encode(), dtype=np.uint8)


def _unpacked(letters: np.ndarray[Any, Any]) -> frozenset[str]:
    return frozenset(letters.tobytes().decode().split("\n"))
