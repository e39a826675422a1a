"""How good the classifier is, in figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.metrics import precision_recall_fscore_support

from coach.review import LABELS

if TYPE_CHECKING:
    from coach.classifier import Floats


def scores(labels: Sequence[str], probabilities: Floats, unsure_below: float) -> dict[str, Any]:
    """Return how well (sentences, 5) `probabilities` name `labels`; all shares are 0 to 1.

    `macro_f1` is the plain mean over the five labels; `coverage` the share of sentences at or
    above the confidence `unsure_below`, and `accuracy_where_sure` the accuracy on those.
    """
    truth = np.asarray(labels)
    answer = np.asarray(LABELS)[probabilities.argmax(axis=1)]
    sure = probabilities.max(axis=1) >= unsure_below
    precision, recall, f1, support = precision_recall_fscore_support(
        truth, answer, labels=list(LABELS), zero_division=0.0
    )
    return {
        "sentences": len(truth),
        "accuracy": _share((truth == answer).mean()),
        "macro_f1": _share(f1.mean()),
        "coverage": _share(sure.mean()),
        "accuracy_where_sure": _share((truth == answer)[sure].mean()) if sure.any() else None,
        "labels": {
            label: {
                "precision": _share(precision[i]),
                "recall": _share(recall[i]),
                "f1": _share(f1[i]),
                "sentences": int(support[i]),
            }
            for i, label in enumerate(LABELS)
        },
    }


def _share(value: float) -> float:
    return round(float(value), 4)
