"""Metrics: how well named labels and their probabilities fit the truth. All shares are 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from coach.arrays import Floats
from coach.readers import SEED
from coach.review import LABELS

RESAMPLES: Final = 1000
BINS: Final = 10
COVERAGES: Final = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

_ALWAYS: Final = re.compile(r"\b(?:you|u|ya)\b.*\b(?:always|never)\b", re.IGNORECASE)
_YOU: Final = re.compile(
    r"\b(?:you|your|yours|yourself|u|ur|ya|you['’]?(?:re|ve|d|ll))\b", re.IGNORECASE
)
Strings = np.ndarray[tuple[int, ...], np.dtype[np.str_]]


def scores(
    truth: Sequence[str] | Strings, probabilities: Floats, sure: np.ndarray
) -> dict[str, Any]:
    """Return how well (sentences, 5) `probabilities` name the labels; all shares are 0 to 1.

    `macro_f1` is the plain mean over the labels that occur; `coverage` is the share of sentences
    of which the coach is `sure`, and `accuracy_where_sure` the accuracy on those.
    """
    labels = np.asarray(truth)
    right = np.asarray(LABELS)[probabilities.argmax(axis=1)] == labels
    precision, recall, harmonic, support = precision_recall_fscore_support(
        labels,
        np.asarray(LABELS)[probabilities.argmax(axis=1)],
        labels=list(LABELS),
        zero_division=0.0,
    )
    return {
        "sentences": len(labels),
        "accuracy": share(right.mean()),
        "macro_f1": share(harmonic[support > 0].mean()),
        "coverage": share(sure.mean()),
        "accuracy_where_sure": share(right[sure].mean()) if sure.any() else None,
        "labels": {
            label: {
                "precision": share(precision[i]),
                "recall": share(recall[i]),
                "f1": share(harmonic[i]),
                "sentences": int(support[i]),
            }
            for i, label in enumerate(LABELS)
        },
    }


def intervals(truth: Strings, answer: Strings, groups: np.ndarray) -> dict[str, list[float]]:
    """Return 95 % bootstrap intervals of macro-F1 and of the F1 of blame.

    Whole `groups` are drawn again, for sentences by one voice are not independent.
    """
    names, member = np.unique(groups, return_inverse=True)
    counts = np.stack(
        [
            confusion_matrix(truth[member == i], answer[member == i], labels=list(LABELS))
            for i in range(len(names))
        ]
    )
    draws = np.random.default_rng(SEED).integers(len(names), size=(RESAMPLES, len(names)))
    macro, blame = [], []
    for draw in draws:
        matrix = counts[draw].sum(axis=0)
        hits, asked, said = np.diag(matrix), matrix.sum(axis=1), matrix.sum(axis=0)
        harmonic = 2 * hits / np.maximum(asked + said, 1)
        macro.append(harmonic[asked > 0].mean())
        blame.append(harmonic[LABELS.index("blame")])
    return {
        name: [share(bound) for bound in np.percentile(values, [2.5, 97.5])]
        for name, values in (("macro_f1", macro), ("blame_f1", blame))
    }


def confusion(truth: Strings, answer: Strings) -> dict[str, dict[str, int]]:
    """Return how often each label (first key) was named as each (second key)."""
    matrix = confusion_matrix(truth, answer, labels=list(LABELS))
    return {
        label: dict(zip(LABELS, row, strict=True))
        for label, row in zip(LABELS, matrix.tolist(), strict=True)
    }


def calibration(truth: Strings, probabilities: Floats) -> dict[str, Any]:
    """Return the expected calibration error of the named label, and the curve behind it."""
    confidence = probabilities.max(axis=1)
    right = np.asarray(LABELS)[probabilities.argmax(axis=1)] == truth
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    curve = [
        {
            "confidence": share(confidence[bins == b].mean()),
            "accuracy": share(right[bins == b].mean()),
            "sentences": int((bins == b).sum()),
        }
        for b in np.unique(bins)
    ]
    error = sum(b["sentences"] * abs(b["confidence"] - b["accuracy"]) for b in curve)
    return {"expected_calibration_error": share(error / len(truth)), "curve": curve}


def coverage(truth: Strings, probabilities: Floats) -> list[dict[str, float]]:
    """Return the accuracy on the surest share of the sentences, for several shares."""
    right = np.asarray(LABELS)[probabilities.argmax(axis=1)] == truth
    surest = right[np.argsort(-probabilities.max(axis=1), kind="stable")]
    return [
        {"coverage": part, "accuracy": share(surest[: max(1, round(part * len(right)))].mean())}
        for part in COVERAGES
    ]


def baselines(texts: Sequence[str], truth: Strings) -> dict[str, float]:
    """Return the F1 of blame of simple rules on the same sentences.

    VADER is left out where its package is not installed.
    """
    blame = truth == "blame"
    rules = {
        "the sentence has a you": [bool(_YOU.search(text)) for text in texts],
        "you with always or never": [bool(_ALWAYS.search(text)) for text in texts],
    }
    try:
        from vaderSentiment.vaderSentiment import (  # noqa: PLC0415 - only where installed
            SentimentIntensityAnalyzer,
        )
    except ModuleNotFoundError:
        pass
    else:
        compound = SentimentIntensityAnalyzer().polarity_scores
        rules["VADER negative"] = [compound(text)["compound"] <= -0.05 for text in texts]  # noqa: PLR2004 - its authors' threshold
    return {name: f1(blame, np.asarray(flagged)) for name, flagged in rules.items()}


def f1(truth: np.ndarray, flagged: np.ndarray) -> float:
    """Return the F1 of yes-or-no answers."""
    return share(2 * (truth & flagged).sum() / max(1, truth.sum() + flagged.sum()))


def share(value: float) -> float:
    """Return a share as it is reported: four places."""
    return round(float(value), 4)
