"""The classifier: a sentence in, how it is likely to be heard out.

One pair of readers names the label and a second one, trained on blame alone, its theme. The
answers on voices that no part of the model had read set the confidence below which the coach
calls itself unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from scipy.special import logit
from sklearn.isotonic import IsotonicRegression

from coach.corpus import common_words
from coach.encoder import SentenceEncoder
from coach.language import known_share
from coach.passages import Passage, in_messages
from coach.readers import Floats, TwoReaders
from coach.review import LABELS, THEMES, Evidence, Label, Theme
from coach.texting import words_of

if TYPE_CHECKING:
    import pandas as pd

# The coach is unsure where it would be wrong more than one time in four.
LEAST_ACCURACY: Final = 0.75
# A sentence that is mostly words nobody in the corpus uses is read by its punctuation.
LEAST_KNOWN: Final = 0.5
# Words that moved the decision by less than this share of the strongest one are noise.
_EVIDENCE_SHARE: Final = 0.3
_LEAST_MOVE: Final = 0.05
_TINY: Final = 1e-12
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")

Progress = Callable[[str], None]
"""Is told, line by line, what takes time."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What the classifier says of some passages, one entry each, in order.

    `probabilities` is (passages, 5), columns in the order of `LABELS`; `unsure` says where the
    coach would rather not name a label: too close a call, or words that it does not know; `themes`
    is None but for blame.
    """

    probabilities: Floats
    labels: tuple[Label, ...]
    unsure: tuple[bool, ...]
    themes: tuple[Theme | None, ...]


class SentenceClassifier:
    """Labels, themes, confidence and evidence for sentences, alone or in their message.

    Without an `encoder` it reads by n-grams alone: faster, and less sure-footed.

    Learned by `fit`: `labels_` and `themes_` (fitted readers), `unsure_below_` (a confidence),
    `known_` (words that at least two voices use), and `held_out_rows_`, the rows of the corpus
    that `labels_.held_out_` speaks of.
    """

    def __init__(self, encoder: SentenceEncoder | None = None) -> None:
        self.encoder = encoder

    def fit(self, corpus: pd.DataFrame, progress: Progress = lambda _: None) -> Self:
        """Train on the corpus; `progress` is told each step."""
        texts, voices = corpus["text"].tolist(), corpus["voice"].tolist()
        labels, themes = corpus["label"].tolist(), corpus["theme"].tolist()
        passages = in_messages(texts, corpus["message"].tolist())

        unread = self._unread(voices)
        logits = self._logits([passages[row] for row in unread])
        progress("learning how sentences are heard")
        self.labels_ = TwoReaders(LABELS).fit(texts, _label_columns(logits), labels, voices, unread)
        self.held_out_rows_ = unread
        self.unsure_below_ = _unsure_below(self.labels_.held_out_, [labels[r] for r in unread])

        progress("learning what blame is about")
        blame = [row for row, label in enumerate(labels) if label == "blame"]
        self.themes_ = TwoReaders(THEMES).fit(
            [texts[row] for row in blame],
            _theme_columns(logits[np.isin(unread, blame)] if logits is not None else None),
            [themes[row] for row in blame],
            [voices[row] for row in blame],
            np.flatnonzero(np.isin(blame, unread)).tolist(),
        )
        self.known_ = common_words([words_of(text) for text in texts], voices=voices)
        return self

    def read(self, passages: Sequence[Passage]) -> Readings:
        """Return how each passage is likely to be heard, and what the blaming ones are about."""
        logits = self._logits(passages)
        texts = [passage.text for passage in passages]
        probabilities = self.labels_.predict_proba(texts, _label_columns(logits))
        labels = tuple(LABELS[column] for column in probabilities.argmax(axis=1).tolist())
        blame = [row for row, label in enumerate(labels) if label == "blame"]
        themes: list[Theme | None] = [None] * len(labels)
        for row, theme in zip(blame, self._about(texts, logits, blame), strict=True):
            themes[row] = theme
        unsure = tuple(
            max(row) < self.unsure_below_ or known_share(words_of(text), self.known_) < LEAST_KNOWN
            for text, row in zip(texts, probabilities.tolist(), strict=True)
        )
        return Readings(probabilities, labels, unsure, tuple(themes))

    def evidence(
        self, passages: Sequence[Passage], labels: Sequence[Label]
    ) -> list[tuple[Evidence, ...]]:
        """Return, for each passage, the words that moved the decision toward its label.

        Each word is left out in turn and the classifier asked again; what lowers the label's
        log-odds most is the evidence. Offsets count from the start of the sentence.
        """
        words = [list(_WORD.finditer(passage.text)) for passage in passages]
        groups = [
            [passage, *(_without(passage, word) for word in found)]
            for passage, found in zip(passages, words, strict=True)
        ]
        logits = self.encoder.transform_groups(groups) if self.encoder else None
        texts = [variant.text for group in groups for variant in group]
        found = self.labels_.predict_proba(texts, _label_columns(logits))
        # Log-odds, not probabilities: where the coach is certain these still tell words apart.
        odds = logit(np.clip(found, _TINY, 1 - _TINY))
        results = []
        first = 0
        for group, inside, label in zip(groups, words, labels, strict=True):
            column = odds[first : first + len(group), LABELS.index(label)]
            results.append(_merge(inside, column[0] - column[1:]))
            first += len(group)
        return results

    def about(self, passages: Sequence[Passage]) -> list[Theme]:
        """Return what each passage is about, taken as blame whatever it is."""
        texts = [passage.text for passage in passages]
        return self._about(texts, self._logits(passages), list(range(len(texts))))

    def _about(
        self, texts: Sequence[str], logits: Floats | None, rows: Sequence[int]
    ) -> list[Theme]:
        found = self.themes_.predict_proba(
            [texts[row] for row in rows],
            _theme_columns(logits[list(rows)] if logits is not None else None),
        )
        return [THEMES[column] for column in found.argmax(axis=1).tolist()]

    def _logits(self, passages: Sequence[Passage]) -> Floats | None:
        return self.encoder.transform(passages) if self.encoder else None

    def _unread(self, voices: Sequence[str]) -> list[int]:
        """Return the rows whose voice the encoder has not read; all, where there is none."""
        read = set(self.encoder.card["voices_read"]) if self.encoder else set()
        return [row for row, voice in enumerate(voices) if voice not in read]


def _label_columns(logits: Floats | None) -> Floats | None:
    return None if logits is None else logits[:, : len(LABELS)]


def _theme_columns(logits: Floats | None) -> Floats | None:
    return None if logits is None else logits[:, len(LABELS) :]


def _without(passage: Passage, word: re.Match[str]) -> Passage:
    text = passage.text
    return passage._replace(text=text[: word.start()] + text[word.end() :])


def _merge(words: Sequence[re.Match[str]], moves: Floats) -> tuple[Evidence, ...]:
    """Return the words with the strongest moves, neighbours joined into one span."""
    if not words or moves.max() < _LEAST_MOVE:
        return ()
    strong = moves >= _EVIDENCE_SHARE * moves.max()
    spans: list[tuple[int, int, float]] = []
    last = None
    for index in np.flatnonzero(strong).tolist():
        start, end, move = words[index].start(), words[index].end(), float(moves[index])
        if last is not None and index == last + 1:
            start, move = spans[-1][0], spans.pop()[2] + move
        spans.append((start, end, move))
        last = index
    total = sum(move for _, _, move in spans)
    return tuple(Evidence(start, end, move / total) for start, end, move in spans)


def _unsure_below(probabilities: Floats, labels: Sequence[str]) -> float:
    """Return the confidence at which, on unread voices, three answers in four are right."""
    confidence = probabilities.max(axis=1)
    right = np.asarray(LABELS)[probabilities.argmax(axis=1)] == np.asarray(labels)
    curve = IsotonicRegression(out_of_bounds="clip").fit(confidence, right.astype(float))
    enough = confidence[curve.predict(confidence) >= LEAST_ACCURACY]
    return float(enough.min()) if enough.size else 1.0
