"""Two readers under one head: n-grams learned from the corpus, and the fine-tuned encoder.

The head is a logistic regression over what both say, which also calibrates it. An encoder that
was fine-tuned on a voice flatters that voice, so the head, its calibration and every figure come
from voices that no part of the model had read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from coach.features import sentence_features

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

SEED: Final = 20261122
FOLDS: Final = 3
_TINY: Final = 1e-9


def ngram_reader() -> Pipeline:
    """Return an unfitted n-gram classifier over sentences."""
    return make_pipeline(
        sentence_features(),
        LogisticRegression(
            C=5.0, class_weight="balanced", max_iter=500, tol=1e-3, random_state=SEED
        ),
    )


def _head() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))


class TwoReaders:
    """A calibrated classifier over `classes`, from sentences and the encoder's logits for them.

    Learned by `fit`: `ngrams_` and `head_` (fitted pipelines) and `held_out_`, the (unread
    sentences, classes) probabilities of each by a model that had not read its voice.
    """

    def __init__(self, classes: Sequence[str]) -> None:
        self.classes = tuple(classes)

    def fit(
        self,
        texts: Sequence[str],
        logits: Floats | None,
        truth: Sequence[str],
        voices: Sequence[str],
        unread: Sequence[int],
    ) -> Self:
        """Train on all `texts`; the head on the rows `unread` by the encoder only.

        `logits` has one row for each of `unread`, or is None where there is no encoder.
        """
        answers, speakers, rows = np.asarray(truth), np.asarray(voices), np.asarray(unread)
        by_voice = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
        folds = list(by_voice.split(rows, groups=speakers[rows]))
        fresh = self._read_fresh(texts, answers, speakers, rows, folds)
        readings = _side_by_side(fresh, logits)
        self.held_out_ = self._ordered(
            cross_val_predict(_head(), readings, answers[rows], cv=folds, method="predict_proba"),
            sorted(set(answers[rows])),
        )
        self.head_ = _head().fit(readings, answers[rows])
        self.ngrams_ = ngram_reader().fit(texts, answers)
        return self

    def predict_proba(self, texts: Sequence[str], logits: Floats | None) -> Floats:
        """Return the calibrated (texts, classes) probabilities, columns in the given order."""
        if not texts:
            return np.empty((0, len(self.classes)))
        said = self._ordered(self.ngrams_.predict_proba(texts), self.ngrams_.classes_)
        return self._ordered(
            self.head_.predict_proba(_side_by_side(said, logits)), self.head_.classes_
        )

    def _read_fresh(
        self,
        texts: Sequence[str],
        answers: np.ndarray,
        voices: np.ndarray,
        unread: np.ndarray,
        folds: Sequence[tuple[np.ndarray, np.ndarray]],
    ) -> Floats:
        """Return what n-grams say of the unread rows, each by a model that lacks its voice."""
        fresh = np.empty((len(unread), len(self.classes)))
        for _, test in folds:
            others = np.flatnonzero(~np.isin(voices, voices[unread[test]]))
            reader = ngram_reader().fit([texts[i] for i in others.tolist()], answers[others])
            said = reader.predict_proba([texts[i] for i in unread[test].tolist()])
            fresh[test] = self._ordered(said, reader.classes_)
        return fresh

    def _ordered(self, probabilities: Floats, found: Sequence[str]) -> Floats:
        """Return the columns in the order of `classes`; a class never met has no chance."""
        ordered = np.zeros((len(probabilities), len(self.classes)))
        ordered[:, [self.classes.index(name) for name in found]] = probabilities
        return ordered


def _side_by_side(probabilities: Floats, logits: Floats | None) -> Floats:
    """Return the head's input: log-probabilities of the n-grams, then the encoder's."""
    readings = [np.log(np.clip(probabilities, _TINY, None))]
    if logits is not None:
        readings.append(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
    return np.hstack(readings)
