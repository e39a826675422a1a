"""The n-grams alone, in figures: what each kind of them gives, and what more voices would give."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Final

from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from coach.corpus import ARTICLE
from coach.features import PARTS, sentence_features
from coach.metrics import f1, share
from coach.readers import SEED, ngram_reader
from coach.texting import read_tokens

if TYPE_CHECKING:
    import pandas as pd

VOICE_COUNTS: Final = (10, 20, 40, 80)


def ngram_parts(corpus: pd.DataFrame, asked: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the scores on sentences `asked` of all n-grams, and of all but one kind."""
    others = _others(corpus, asked)
    return [
        {"read": f"all but {left_out}" if left_out else "all n-grams"}
        | _scores(others, asked, tuple(part for part in PARTS if part != left_out))
        for left_out in (None, *PARTS)
    ]


def learning_curve(corpus: pd.DataFrame, asked: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the scores on sentences `asked` by the number of voices read."""
    others = _others(corpus, asked)
    voices = sorted(set(others["voice"]) - {ARTICLE})
    random.Random(SEED).shuffle(voices)  # noqa: S311 - not for secrets
    curve = []
    for count in [*(c for c in VOICE_COUNTS if c < len(voices)), len(voices)]:
        learned = others[others["voice"].isin(voices[:count])]
        curve.append({"voices": count, "sentences": len(learned), **_scores(learned, asked, PARTS)})
    return curve


def _others(corpus: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    return corpus[~corpus["voice"].isin(set(asked["voice"]))]


def _scores(learned: pd.DataFrame, asked: pd.DataFrame, parts: tuple[str, ...]) -> dict[str, float]:
    reader = make_pipeline(sentence_features(parts), ngram_reader())
    reader.fit(read_tokens(learned["text"].tolist()), learned["label"])
    truth = asked["label"].to_numpy(dtype=str)
    answer = reader.predict(read_tokens(asked["text"].tolist()))
    return {
        "macro_f1": share(f1_score(truth, answer, average="macro")),
        "blame_f1": f1(truth == "blame", answer == "blame"),
    }
