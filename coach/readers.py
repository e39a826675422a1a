"""Two readers under one head: n-grams learned from the corpus, and the fine-tuned encoder.

The head is a logistic regression over what both say, which also calibrates it. An encoder that
was fine-tuned on a voice flatters that voice, so the head, its calibration and every figure come
from voices that no part of the model had read. `learned` is the same as plain arrays.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_array, vstack
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from coach.arrays import Floats
from coach.learned import Reader, readings

SEED: Final = 20261122
FOLDS: Final = 3
# The coach is sure of nothing where it would be wrong more than one time in four.
LEAST_ACCURACY: Final = 0.75
_WORKERS: Final = min(2, os.cpu_count() or 1)


def ngram_reader() -> LogisticRegression:
    """Return an unfitted classifier over n-gram features."""
    return LogisticRegression(
        C=5.0, class_weight="balanced", max_iter=500, tol=1e-3, random_state=SEED
    )


def _head() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))


class TwoReaders:
    """A calibrated classifier over `classes`, from n-grams and the encoder's logits for them.

    Learned by `fit`: `ngrams_` and `head_` (fitted classifiers) and `held_out_`, the (unread
    sentences, classes) probabilities of each by a model that had not read its voice.
    """

    def __init__(self, classes: Sequence[str]) -> None:
        self.classes = tuple(classes)

    def fit(  # noqa: PLR0913 - what there is to learn from, row by row
        self,
        ngrams: csr_array,
        logits: Floats | None,
        truth: Sequence[str],
        voices: Sequence[str],
        unread: Sequence[int],
        *,
        again: csr_array | None = None,
    ) -> Self:
        """Train on all sentences; the head on the rows `unread` by the encoder only.

        `ngrams` has one row a sentence, and so has `again`, where the same sentences are typed
        once more; `logits` has one for each of `unread`, or is None where there is no encoder.
        """
        answers, speakers, rows = np.asarray(truth), np.asarray(voices), np.asarray(unread)
        by_voice = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
        folds = list(by_voice.split(rows, groups=speakers[rows]))

        # One reader without the voices of each fold, and one of all: side by side, for each takes
        # several seconds of one core.
        lessons = [np.flatnonzero(~np.isin(speakers, speakers[rows[test]])) for _, test in folds]
        *readers, self.ngrams_ = Parallel(n_jobs=_WORKERS)(
            delayed(_learned)(ngrams, again, answers, on)
            for on in (*lessons, np.arange(len(answers)))
        )
        fresh = np.empty((len(rows), len(self.classes)))
        for reader, (_, test) in zip(readers, folds, strict=True):
            said = reader.predict_proba(ngrams[rows[test]])
            fresh[test] = self._ordered(said, reader.classes_)
        both = readings(fresh, logits)
        self.held_out_ = self._ordered(
            cross_val_predict(_head(), both, answers[rows], cv=folds, method="predict_proba"),
            sorted(set(answers[rows])),
        )
        self.head_ = _head().fit(both, answers[rows])
        return self

    def predict_proba(self, ngrams: csr_array, logits: Floats | None) -> Floats:
        """Return the calibrated (sentences, classes) probabilities, columns in the given order."""
        said = self._ordered(self.ngrams_.predict_proba(ngrams), self.ngrams_.classes_)
        return self._ordered(self.head_.predict_proba(readings(said, logits)), self.head_.classes_)

    def learned(self) -> Reader:
        """Return the same as plain arrays."""
        weights, bias = self._columns(self.ngrams_)
        scale, head = self.head_
        head_weights, head_bias = self._columns(head)
        # What scales the head's input goes into its weights.
        head_weights = head_weights / scale.scale_[:, np.newaxis]
        head_bias = head_bias - scale.mean_ @ head_weights
        return Reader(weights.astype(np.float32), bias, head_weights, head_bias)

    def _columns(self, model: LogisticRegression) -> tuple[Floats, Floats]:
        """Return weights and bias in the order of `classes`; a class never met has no chance."""
        weights, bias = model.coef_.T, model.intercept_
        if len(model.classes_) == 2:  # noqa: PLR2004 - of two, scikit-learn weighs the second only
            weights = np.hstack([np.zeros_like(weights), weights])
            bias = np.concatenate([[0.0], bias])
        found = [self.classes.index(name) for name in model.classes_]
        all_weights = np.zeros((len(weights), len(self.classes)))
        all_bias = np.full(len(self.classes), -np.inf)
        all_weights[:, found], all_bias[found] = weights, bias
        return all_weights, all_bias

    def _ordered(self, probabilities: Floats, found: Sequence[str]) -> Floats:
        """Return the columns in the order of `classes`; a class never met has no chance."""
        ordered = np.zeros((len(probabilities), len(self.classes)))
        ordered[:, [self.classes.index(name) for name in found]] = probabilities
        return ordered


def _learned(
    ngrams: csr_array, again: csr_array | None, answers: np.ndarray, rows: np.ndarray
) -> LogisticRegression:
    """Return the n-gram reader of some rows, however often they were typed."""
    copies = [ngrams[rows]] if again is None else [ngrams[rows], again[rows]]
    return ngram_reader().fit(vstack(copies), np.tile(answers[rows], len(copies)))


def confident_from(confidence: Floats, right: Sequence[bool], least: float) -> float:
    """Return the confidence at which at least a share `least` of the answers is `right`."""
    curve = IsotonicRegression(out_of_bounds="clip").fit(confidence, np.asarray(right, dtype=float))
    enough = confidence[curve.predict(confidence) >= least]
    return float(enough.min()) if enough.size else 1.0
