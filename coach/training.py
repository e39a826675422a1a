"""Training: a scikit-learn pipeline learns from the corpus how sentences are heard.

One pair of readers learns the label, a second one, on blame alone, its theme, and a third what
danger is in a sentence. The answers on voices that no part of the model had read set the
confidence below which the coach calls itself unsure. What is learned is handed on as plain arrays
(`coach/learned.py`), with which `coach/classifier.py` reads.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from coach.arrays import Floats
from coach.classifier import SentenceClassifier
from coach.corpus import common_words
from coach.encoder import SentenceEncoder, said_by, said_of
from coach.features import sentence_features
from coach.learned import Kind, Learned
from coach.metrics import scores
from coach.passages import in_messages
from coach.perturbations import typo
from coach.readers import LEAST_ACCURACY, SEED, TwoReaders, confident_from
from coach.review import LABELS, THEMES
from coach.safety_corpus import CLASSES, NO_DANGER, classes_of
from coach.situating import likeliest
from coach.situations import NO_SITUATION
from coach.texting import read_tokens

if TYPE_CHECKING:
    import pandas as pd

# A situation is told where it is right at least so often. Read blind, lines for the right one were
# found fit to send in 66 of 100, lines for a wrong one, which is a near one, in 33, and lines that
# would fit any quarrel in 23.
LEAST_TOLD: Final = 0.35
# How sure the coach is of a situation that it tells, where the corpus names none.
_TELL_FROM: Final = 0.5

Progress = Callable[[str], None]
"""Is told, line by line, what takes time."""


class Pipeline:
    """The scikit-learn side of the classifier, with an `encoder` or on n-grams alone.

    Learned by `fit`: `features_` (tokens to n-grams), `labels_`, `themes_` and `dangers_` (fitted
    readers over them), `known_` (words that at least two voices use), `unsure_below_`,
    `told_from_` and `sure_from_` (confidences), and `held_out_labels_`, the truth of what
    `labels_.held_out_` says.
    """

    def __init__(self, encoder: SentenceEncoder | None = None) -> None:
        self.encoder = encoder

    def fit(
        self, corpus: pd.DataFrame, safety: pd.DataFrame, progress: Progress = lambda _: None
    ) -> Self:
        """Train on the corpus and on the safety sentences; `progress` is told each step."""
        progress("reading the corpus")
        every = [corpus, safety]
        texts, voices = ([v for frame in every for v in frame[c]] for c in ("text", "voice"))
        passages = [
            p for f in every for p in in_messages(f["text"].tolist(), f["message"].tolist())
        ]
        count = len(corpus)
        labels, themes = corpus["label"].tolist(), corpus["theme"].tolist()
        tokens = read_tokens([*texts, *_with_slips(texts[:count])])
        self.known_ = common_words(tokens, voices=voices)
        self.features_ = sentence_features()
        both = self.features_.fit_transform(tokens)
        ngrams, again = both[: len(texts)], both[len(texts) :]
        unread = self._unread(voices)
        logits = self.encoder.transform([passages[row] for row in unread]) if self.encoder else None

        progress("learning how sentences are heard")
        held_out = [row for row in unread if row < count]
        self.labels_ = TwoReaders(LABELS).fit(
            ngrams[:count],
            said_of("label", logits, np.less(unread, count)),
            labels,
            voices[:count],
            held_out,
            again=again,
        )
        self.held_out_labels_ = [labels[row] for row in held_out]
        self.unsure_below_ = _unsure_below(self.labels_.held_out_, self.held_out_labels_)
        progress("learning what blame is about")
        self._learn_when_to_tell(
            [corpus["situation"].iloc[row] if row < count else "" for row in unread], logits
        )
        blame = [row for row, label in enumerate(labels) if label == "blame"]
        self.themes_ = TwoReaders(THEMES).fit(
            ngrams[blame],
            said_of("theme", logits, np.isin(unread, blame)),
            [themes[row] for row in blame],
            [voices[row] for row in blame],
            np.flatnonzero(np.isin(blame, unread)).tolist(),
            again=again[blame],
        )
        progress("learning what danger sounds like")
        self.dangers_ = TwoReaders(CLASSES).fit(
            ngrams,
            said_of("safety", logits),
            [NO_DANGER] * count + classes_of(safety),
            voices,
            unread,
        )
        return self

    def learned(self) -> Learned:
        """Return all that was learned, as plain arrays."""
        parts = (part for _, part in self.features_.transformer_list)
        return Learned(
            tuple(Kind(counter.runs_, rarity.idf_.astype(np.float32)) for counter, rarity in parts),
            self.labels_.learned(),
            self.themes_.learned(),
            self.dangers_.learned(),
            self.known_,
            self.unsure_below_,
            self.told_from_,
            self.sure_from_,
        )

    def classifier(self) -> SentenceClassifier:
        """Return what reads by it."""
        return SentenceClassifier(self.learned(), self.encoder)

    def held_out_scores(self) -> dict[str, Any]:
        """Return how well it names labels, on voices that no part of it had read."""
        said = self.labels_.held_out_
        return scores(self.held_out_labels_, said, said.max(axis=1) >= self.unsure_below_)

    def _learn_when_to_tell(self, truth: Sequence[str], logits: Floats | None) -> None:
        """Learn from the encoder's logits of sentences by voices that it has not read.

        `truth` is empty for a sentence whose situation nobody has read.
        """
        self.told_from_, self.sure_from_ = _TELL_FROM, 1.0
        if logits is None or self.encoder is None:
            return
        found = likeliest(said_by("situation", logits), self.encoder.situations)
        told = [
            (confidence, name == right)
            for (name, confidence), right in zip(found, truth, strict=True)
            if right and name != NO_SITUATION
        ]
        if told:
            confidence, right = (list(part) for part in zip(*told, strict=True))
            self.told_from_, self.sure_from_ = (
                confident_from(np.asarray(confidence), right, least)
                for least in (LEAST_TOLD, LEAST_ACCURACY)
            )

    def _unread(self, voices: Sequence[str]) -> list[int]:
        """Return the rows whose voice the encoder has not read; all, where there is none."""
        read = set(self.encoder.card["voices_read"]) if self.encoder else set()
        return [row for row, voice in enumerate(voices) if voice not in read]


def _with_slips(texts: Sequence[str]) -> list[str]:
    """Return the sentences with a slip of the finger each.

    The n-grams learn from each sentence once more like this, so that they read people who type:
    measured on unread voices, a slip then changes 7 labels in 100 in place of 9, and nothing else
    is read worse. On danger it made no difference that could be measured.
    """
    chance = random.Random(SEED)  # noqa: S311 - not for secrets
    return [typo(text, chance) or text for text in texts]


def _unsure_below(probabilities: Floats, labels: Sequence[str]) -> float:
    """Return the confidence at which, on unread voices, three answers in four are right."""
    named = np.asarray(LABELS)[probabilities.argmax(axis=1)]
    right = (named == np.asarray(labels)).tolist()
    return confident_from(probabilities.max(axis=1), right, LEAST_ACCURACY)
