"""Which situation a blaming sentence is about: the encoder tells, where it is sure enough.

N-grams name it too seldom, and add nothing to what the encoder says (measured on 450 sentences by
other writers).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Self

from scipy.special import softmax

from coach.arrays import Floats
from coach.encoder import said_by
from coach.readers import LEAST_ACCURACY, confident_from
from coach.situations import NO_SITUATION

# A situation is told where it is right at least so often. Read blind, lines for the right one were
# found fit to send in 66 of 100, lines for a wrong one, which is a near one, in 33, and lines that
# would fit any quarrel in 23.
LEAST_TOLD: Final = 0.35
# How sure the coach is of one that it tells, where the corpus names none.
_TELL_FROM: Final = 0.5


class Situated(NamedTuple):
    """What a sentence is about, and whether the coach is sure: right three times in four."""

    name: str
    sure: bool


class SituationTeller:
    """Names one of `situations`, the encoder's own, or none of them.

    Learned by `fit`: `told_from_` and `sure_from_`, the confidence from which one is told, and is
    sure.
    """

    def __init__(self, situations: Sequence[str]) -> None:
        self.situations = tuple(situations)

    def fit(self, logits: Floats, truth: Sequence[str]) -> Self:
        """Learn from the encoder's logits of sentences by voices that it has not read.

        `truth` is empty for a sentence whose situation nobody has read.
        """
        names, confidence = self._named(logits)
        told = [n for n, name in enumerate(truth) if name and names[n] != NO_SITUATION]
        right = [names[n] == truth[n] for n in told]
        self.told_from_, self.sure_from_ = (
            (
                confident_from(confidence[told], right, least)
                for least in (LEAST_TOLD, LEAST_ACCURACY)
            )
            if told
            else (_TELL_FROM, 1.0)
        )
        return self

    def predict(self, logits: Floats) -> list[Situated | None]:
        """Return the situation of each passage; None where the coach cannot tell."""
        return [
            Situated(name, bool(confidence >= self.sure_from_))
            if confidence >= self.told_from_ and name != NO_SITUATION
            else None
            for name, confidence in zip(*self._named(logits), strict=True)
        ]

    def _named(self, logits: Floats) -> tuple[list[str], Floats]:
        """Return the likeliest situation of each passage, and how likely it is."""
        chances = softmax(said_by("situation", logits), axis=1)
        names = [self.situations[column] for column in chances.argmax(axis=1).tolist()]
        return names, chances.max(axis=1, initial=0.0)
