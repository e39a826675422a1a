"""Which situation a blaming sentence is about: the encoder tells, where it is sure enough.

N-grams name it too seldom, and add nothing to what the encoder says (measured on 450 sentences by
other writers).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coach.arrays import Floats, softmax
from coach.learned import Learned
from coach.situations import NO_SITUATION


class Situated(NamedTuple):
    """What a sentence is about, and whether the coach is sure: right three times in four."""

    name: str
    sure: bool


def situate(logits: Floats, situations: Sequence[str], learned: Learned) -> list[Situated | None]:
    """Return the situation of each sentence, None where the coach cannot tell.

    `logits` is (sentences, situations), as the encoder's last head gives them.
    """
    return [
        Situated(name, confidence >= learned.sure_from)
        if confidence >= learned.told_from and name != NO_SITUATION
        else None
        for name, confidence in likeliest(logits, situations)
    ]


def likeliest(logits: Floats, situations: Sequence[str]) -> list[tuple[str, float]]:
    """Return the likeliest situation of each sentence, and how likely it is."""
    chances = softmax(logits)
    best = zip(chances.argmax(axis=1).tolist(), chances.max(axis=1, initial=0.0), strict=True)
    return [(situations[column], float(confidence)) for column, confidence in best]
