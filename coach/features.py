"""What the classifier reads in a sentence: words, letters, and the shape of the small words.

Topic is not stance: who is charged with what sits in the small words and their order, so beside
plain n-grams there are n-grams in which every rarer word is reduced to its ending.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from coach.texting import spelt_out, tokenise

_ENDINGS: Final = ("ing", "ed", "ly", "er", "s")
_SHORTEST_STEM: Final = 3
_FRAME: Final = ("<s>", "</s>")


def ngrams(tokens: Sequence[str], longest: int) -> list[str]:
    """Return all runs of 1 to `longest` tokens, each joined by spaces."""
    return [
        " ".join(tokens[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(tokens) - length + 1)
    ]


def word_ngrams(text: str) -> list[str]:
    """Return runs of 1 to 3 words, the sentence's two ends marked."""
    return ngrams([_FRAME[0], *tokenise(text), _FRAME[1]], 3)


class ShapeVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Tf-idf of runs of 1 to 4 word shapes.

    The `kept` most frequent tokens of the training sentences keep their form; every other word
    is reduced to its ending ("-ing", "-ed"), a number to "0", anything else to "x".

    Learned: `common_`, the frozen set of kept tokens; `tfidf_`, the fitted vectoriser.
    """

    def __init__(self, kept: int = 300) -> None:
        self.kept = kept

    def fit(self, texts: Iterable[str], y: object = None) -> Self:
        """Learn the frequent tokens and the weights of their runs from `texts`."""
        self.fit_transform(texts, y)
        return self

    def fit_transform(self, texts: Iterable[str], y: object = None) -> sparse.csr_matrix:  # noqa: ARG002
        """Fit, and return the (sentences, shapes) matrix of `texts`."""
        tokenised = [tokenise(text) for text in texts]
        counts = Counter(token for tokens in tokenised for token in tokens)
        # Ties are settled by the alphabet, so that the same corpus gives the same shapes.
        ranked = sorted(counts, key=lambda token: (-counts[token], token))
        self.common_ = frozenset(ranked[: self.kept])
        self.tfidf_ = TfidfVectorizer(analyzer=_as_is, min_df=2, sublinear_tf=True)
        return self.tfidf_.fit_transform([self._runs(tokens) for tokens in tokenised])

    def transform(self, texts: Iterable[str]) -> sparse.csr_matrix:
        """Return the (sentences, shapes) matrix of `texts`."""
        return self.tfidf_.transform([self._runs(tokenise(text)) for text in texts])

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:  # noqa: ARG002
        """Return the name of each column."""
        return np.asarray(self.tfidf_.get_feature_names_out())

    def _runs(self, tokens: list[str]) -> list[str]:
        return ngrams([_FRAME[0], *map(self._shape, tokens), _FRAME[1]], 4)

    def _shape(self, token: str) -> str:
        if token in self.common_ or not token[0].isalnum():
            return token
        if token.isdigit():
            return "0"
        for ending in _ENDINGS:
            if token.endswith(ending) and len(token) >= len(ending) + _SHORTEST_STEM:
                return f"-{ending}"
        return "x"


def _as_is(runs: list[str]) -> list[str]:
    return runs


def sentence_features() -> FeatureUnion:
    """Return the transformer from sentences to one sparse row each: words, letters, shapes."""
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(analyzer=word_ngrams, min_df=2, sublinear_tf=True)),
            (
                "letters",
                TfidfVectorizer(
                    preprocessor=spelt_out,
                    analyzer="char_wb",
                    ngram_range=(2, 5),
                    min_df=3,
                    sublinear_tf=True,
                ),
            ),
            ("shapes", ShapeVectorizer()),
        ]
    )
