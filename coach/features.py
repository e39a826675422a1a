"""What the classifier reads in a sentence, as scikit-learn transformers: n-grams of three kinds.

They learn which n-grams to keep and how rare each is; the counting is `coach/ngrams.py`'s, for the
trained coach reads with that alone. scikit-learn's own vectorizers build each n-gram as a string,
which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.pipeline import FeatureUnion, make_pipeline

from coach.ngrams import Runs, Unit
from coach.texting import Tokens

PARTS: Final = ("words", "letters", "shapes")


class RunCounter(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Tokens to a sparse (sentences, kept buckets) matrix that counts their runs.

    `unit`, `shortest` and `longest` are those of `ngrams.Runs`; of words, the `kept` most frequent
    are common.

    Learned: `runs_`, which keeps the buckets that at least `least` training sentences fill.
    """

    def __init__(
        self, unit: Unit, shortest: int, longest: int, least: int, kept: int = 300
    ) -> None:
        self.unit = unit
        self.shortest = shortest
        self.longest = longest
        self.least = least
        self.kept = kept

    def fit(self, tokens: Tokens, y: object = None) -> Self:  # noqa: ARG002
        """Learn the frequent words and the buckets to keep."""
        counts = np.bincount(tokens.ids, minlength=len(tokens.words))
        # Ties are settled by the alphabet, so that the same corpus gives the same shapes.
        ranked = sorted(zip((-counts).tolist(), tokens.words, strict=True))
        common = frozenset(word for _, word in ranked[: self.kept])
        every = Runs.of(self.unit, self.shortest, self.longest, common)
        filled = np.bincount(every.counted(tokens).columns)
        kept = np.flatnonzero(filled >= self.least).astype(np.int32)
        self.runs_ = Runs.of(self.unit, self.shortest, self.longest, common, kept)
        return self

    def transform(self, tokens: Tokens) -> csr_array:
        """Return how often each kept bucket is filled, one row a sentence."""
        rows = self.runs_.counted(tokens)
        content = rows.values, rows.columns.astype(np.int32), rows.starts.astype(np.int32)
        return csr_array(content, shape=(rows.height, rows.width))


def sentence_features(parts: Sequence[str] = PARTS) -> FeatureUnion:
    """Return the transformer from tokens to one sparse row a sentence: words, letters, shapes.

    It is trained on most sentences twice (`coach/training.py`), so the least is more than two.
    """
    runs = {
        "words": RunCounter("word", 1, 3, least=3),
        "letters": RunCounter("letter", 2, 5, least=5),
        "shapes": RunCounter("shape", 1, 4, least=3),
    }
    return FeatureUnion(
        [(part, make_pipeline(runs[part], TfidfTransformer(sublinear_tf=True))) for part in parts]
    )
