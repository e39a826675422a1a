"""The kinds of array that pass between modules, and the arithmetic that several of them need."""

from __future__ import annotations

import numpy as np

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Integers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithms of the probabilities that each row's scores stand for."""
    likelihoods: Floats = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return likelihoods


def softmax(scores: Floats) -> Floats:
    """Return the probabilities that each row's scores stand for; a row sums to one."""
    return np.exp(log_softmax(scores))
