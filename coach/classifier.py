"""The classifier: a sentence in, how it is likely to be heard out.

One scikit-learn pipeline names the label and a second one, trained on blame alone, its theme.
Probabilities are calibrated on voices that the model had not read (temperature scaling), and the
same held-out answers set the confidence below which the coach calls itself unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logit, logsumexp
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline

from coach.corpus import common_words
from coach.features import sentence_features
from coach.language import known_share
from coach.review import LABELS, Evidence, Label, Theme
from coach.texting import words_of

if TYPE_CHECKING:
    import pandas as pd

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

SEED: Final = 20261122
FOLDS: Final = 5
# The coach is unsure where it would be wrong more than one time in four.
LEAST_ACCURACY: Final = 0.75
# A sentence that is mostly words nobody in the corpus uses is read by its punctuation.
LEAST_KNOWN: Final = 0.5
# Words that moved the decision by less than this share of the strongest one are noise.
_EVIDENCE_SHARE: Final = 0.3
_LEAST_MOVE: Final = 0.05
_TINY: Final = 1e-12
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def pipeline(strength: float) -> Pipeline:
    """Return an unfitted classifier; `strength` is the logistic regression's C."""
    return make_pipeline(
        sentence_features(),
        LogisticRegression(
            C=strength, class_weight="balanced", max_iter=500, tol=1e-3, random_state=SEED
        ),
    )


class SentenceClassifier:
    """Labels, themes, confidence and evidence for single sentences.

    Learned by `fit`: `labels_` and `themes_` (fitted pipelines), `temperature_` (above 1 softens
    the probabilities), `unsure_below_` (a confidence), `known_` (words that at least two voices
    use), and `held_out_`, the (sentences, 5) probabilities of each training sentence by a model
    that had not read its voice.
    """

    def fit(self, corpus: pd.DataFrame, progress: Callable[[str], None] = lambda _: None) -> Self:
        """Train on the corpus; under a minute on two cores. `progress` is told each step."""
        texts, labels = corpus["text"].tolist(), corpus["label"].to_numpy()
        voices = corpus["voice"].to_numpy()
        blame = corpus[corpus["label"] == "blame"]

        progress("measuring on voices it has not read")
        raw = _in_label_order(
            cross_val_predict(
                pipeline(strength=5.0),
                texts,
                labels,
                groups=voices,
                cv=GroupKFold(FOLDS, shuffle=True, random_state=SEED),
                method="predict_proba",
            ),
            sorted(LABELS),
        )
        self.temperature_ = _best_temperature(raw, labels)
        self.held_out_ = _soften(raw, self.temperature_)
        self.unsure_below_ = _unsure_below(self.held_out_, labels)

        progress("reading the whole corpus")
        self.labels_ = pipeline(strength=5.0).fit(texts, labels)
        self.themes_ = pipeline(strength=5.0).fit(blame["text"].tolist(), blame["theme"])
        self.known_ = common_words([words_of(t) for t in texts], voices=voices.tolist())
        return self

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Return the calibrated (texts, 5) probabilities, columns in the order of `LABELS`."""
        if not texts:
            return np.empty((0, len(LABELS)))
        raw = _in_label_order(self.labels_.predict_proba(texts), self.labels_.classes_)
        return _soften(raw, self.temperature_)

    def unsure(self, texts: Sequence[str], probabilities: Floats) -> list[bool]:
        """Return where the coach would rather not say: too close a call, or unknown words."""
        return [
            bool(row.max() < self.unsure_below_)
            or known_share(words_of(text), self.known_) < LEAST_KNOWN
            for text, row in zip(texts, probabilities, strict=True)
        ]

    def themes(self, texts: Sequence[str]) -> list[Theme]:
        """Return what each text, taken as blaming, is about."""
        return self.themes_.predict(texts).tolist() if texts else []

    def evidence(self, texts: Sequence[str], labels: Sequence[Label]) -> list[tuple[Evidence, ...]]:
        """Return, for each text, the words that moved the decision toward its label.

        Each word is left out in turn and the classifier asked again; what lowers the label's
        log-odds most is the evidence. Offsets count from the start of the text.
        """
        words = [list(_WORD.finditer(text)) for text in texts]
        variants = [
            text[: word.start()] + text[word.end() :]
            for text, found in zip(texts, words, strict=True)
            for word in found
        ]
        # Log-odds, not probabilities: where the coach is certain these still tell words apart.
        whole = logit(np.clip(self.probabilities(texts), _TINY, 1 - _TINY))
        without = logit(np.clip(self.probabilities(variants), _TINY, 1 - _TINY))
        results = []
        position = 0
        for row, (found, label) in enumerate(zip(words, labels, strict=True)):
            column = LABELS.index(label)
            moves = whole[row, column] - without[position : position + len(found), column]
            position += len(found)
            results.append(_merge(found, moves))
        return results


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


def _in_label_order(probabilities: Floats, classes: Sequence[str]) -> Floats:
    return probabilities[:, [list(classes).index(label) for label in LABELS]]


def _soften(probabilities: Floats, temperature: float) -> Floats:
    """Return the probabilities with their logits divided by `temperature`."""
    logits = np.log(np.clip(probabilities, _TINY, None)) / temperature
    softened: Floats = np.exp(logits - logsumexp(logits, axis=1, keepdims=True))
    return softened


def _best_temperature(probabilities: Floats, labels: np.ndarray) -> float:
    """Return the temperature of the lowest log loss (Guo et al. 2017)."""
    alphabetical = np.argsort(LABELS)

    def loss(log_temperature: float) -> float:
        softened = _soften(probabilities, np.exp(log_temperature))
        return float(log_loss(labels, softened[:, alphabetical], labels=sorted(LABELS)))

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))


def _unsure_below(probabilities: Floats, labels: np.ndarray) -> float:
    """Return the confidence at which, on unread voices, three answers in four are right."""
    confidence = probabilities.max(axis=1)
    right = np.asarray(LABELS)[probabilities.argmax(axis=1)] == labels
    curve = IsotonicRegression(out_of_bounds="clip").fit(confidence, right.astype(float))
    enough = confidence[curve.predict(confidence) >= LEAST_ACCURACY]
    return float(enough.min()) if enough.size else 1.0
