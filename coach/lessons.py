"""What the encoder is taught, and how: the recipe of its training, and the lessons.

Needs no torch; `coach/finetune.py` does the teaching.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from coach import perturbations
from coach.corpus import is_held_out
from coach.passages import Passage, in_messages
from coach.review import LABELS, THEMES
from coach.safety_corpus import CLASSES, NO_DANGER, classes_of
from coach.situations import NO_SITUATION, load_situations

if TYPE_CHECKING:
    import pandas as pd

NOT_ASKED: Final = -1  # a head that this sentence teaches nothing
# A slip of the finger comes in many shapes, each rare: it is shown more often than the others.
_HOW_OFTEN: Final = [3 if way == "typo" else 1 for way in perturbations.ALL]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is trained; every choice that changes it."""

    epochs: int = 4
    batch: int = 32
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    smoothing: float = 0.05
    theme_weight: float = 0.5
    safety_weight: float = 1.0
    situation_weight: float = 0.5
    # How often a sentence of a message is read with its neighbours, so that it can be read without.
    in_context: float = 0.7
    # How often a sentence about danger that stands alone is put into somebody's ordinary message.
    among_others: float = 0.4
    # How often a sentence is typed otherwise (`coach/perturbations.py`).
    typed_otherwise: float = 0.3
    seed: int = 20261122
    most_steps: int | None = None


@dataclass(frozen=True, slots=True)
class Lessons:
    """What there is to learn from: passages, and the answers of each head, (passages, heads)."""

    passages: list[Passage]
    answers: list[list[int]]
    # Sentences with no danger in them, to put others among.
    ordinary: list[str]
    # What the answers of the last head stand for.
    situations: tuple[str, ...]

    @classmethod
    def of(cls, corpus: pd.DataFrame, safety: pd.DataFrame) -> Self:
        """Return the sentences of all voices that are not held out."""
        corpus, safety = (f[~f["voice"].map(is_held_out)] for f in (corpus, safety))
        none = CLASSES.index(NO_DANGER)
        situations = (NO_SITUATION, *load_situations())
        told = (corpus[column] for column in ("label", "theme", "situation"))
        answers = [
            [_place(label, LABELS), _place(theme, THEMES), none, _place(situation, situations)]
            for label, theme, situation in zip(*told, strict=True)
        ] + [[NOT_ASKED, NOT_ASKED, CLASSES.index(name), NOT_ASKED] for name in classes_of(safety)]
        passages = [
            passage
            for frame in (corpus, safety)
            for passage in in_messages(frame["text"].tolist(), frame["message"].tolist())
        ]
        return cls(passages, answers, corpus["text"].tolist(), situations)

    def shown(self, row: int, recipe: Recipe, chance: random.Random) -> Passage:
        """Return a passage as it is shown this time: with neighbours or not, typed otherwise."""
        passage = self.passages[row]
        if chance.random() < recipe.typed_otherwise:
            (way,) = chance.choices(list(perturbations.ALL), weights=_HOW_OFTEN)
            typed = perturbations.ALL[way](passage.text, chance)
            passage = passage._replace(text=typed or passage.text)
        about_danger = self.answers[row][0] == NOT_ASKED
        if about_danger and passage == Passage(passage.text):
            if chance.random() < recipe.among_others:
                before, after = chance.choices(self.ordinary, k=2)
                passage = passage._replace(before=before, after=after)
            return passage
        return passage if chance.random() < recipe.in_context else Passage(passage.text)


def _place(answer: str, answers: Sequence[str]) -> int:
    """Return which of the answers it is; none is not asked for."""
    return answers.index(answer) if answer else NOT_ASKED
