"""What the classifier reads in a sentence: words, letters, and the shape of the small words.

Topic is not stance: who is charged with what sits in the small words and their order, so beside
plain n-grams there are n-grams in which every rarer word is reduced to its ending.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Self

from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer

from coach.texting import tokenise

_ENDINGS: Final = ("ing", "ed", "ly", "er", "s")
_SHORTEST_STEM: Final = 3
_FRAME: Final = ("<s>", "</s>")


def tokenised(texts: Iterable[str]) -> list[list[str]]:
    """Return the tokens of each sentence, read once for all three kinds of n-grams."""
    return [tokenise(text) for text in texts]


def ngrams(tokens: Sequence[str], longest: int) -> list[str]:
    """Return all runs of 1 to `longest` tokens, each joined by spaces."""
    return [
        " ".join(tokens[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(tokens) - length + 1)
    ]


def word_ngrams(tokens: Sequence[str]) -> list[str]:
    """Return runs of 1 to 3 words, the sentence's two ends marked."""
    return ngrams([_FRAME[0], *tokens, _FRAME[1]], 3)


class WordShapes(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Tokens to runs of 1 to 4 word shapes.

    The `kept` most frequent tokens of the training sentences keep their form; every other word
    is reduced to its ending ("-ing", "-ed"), a number to "0", anything else to "x".

    Learned: `common_`, the frozen set of kept tokens.
    """

    def __init__(self, kept: int = 300) -> None:
        self.kept = kept

    def fit(self, sentences: Iterable[Sequence[str]], y: object = None) -> Self:  # noqa: ARG002
        """Learn the frequent tokens."""
        counts = Counter(token for tokens in sentences for token in tokens)
        # Ties are settled by the alphabet, so that the same corpus gives the same shapes.
        ranked = sorted(counts, key=lambda token: (-counts[token], token))
        self.common_ = frozenset(ranked[: self.kept])
        return self

    def transform(self, sentences: Iterable[Sequence[str]]) -> list[list[str]]:
        """Return the runs of shapes of each sentence."""
        return [
            ngrams([_FRAME[0], *map(self._shape, tokens), _FRAME[1]], 4) for tokens in sentences
        ]

    def _shape(self, token: str) -> str:
        if token in self.common_ or not token[0].isalnum():
            return token
        if token.isdigit():
            return "0"
        for ending in _ENDINGS:
            if token.endswith(ending) and len(token) >= len(ending) + _SHORTEST_STEM:
                return f"-{ending}"
        return "x"


def sentence_features() -> Pipeline:
    """Return the transformer from sentences to one sparse row each: words, letters, shapes."""
    letters = TfidfVectorizer(
        preprocessor=" ".join, analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True
    )
    return make_pipeline(
        FunctionTransformer(tokenised),
        make_union(
            _weighted_runs(word_ngrams),
            letters,
            make_pipeline(WordShapes(), _weighted_runs(_as_is)),
        ),
    )


def _weighted_runs(analyzer: Callable[[list[str]], list[str]]) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=analyzer, min_df=2, sublinear_tf=True)


def _as_is(runs: list[str]) -> list[str]:
    return runs
