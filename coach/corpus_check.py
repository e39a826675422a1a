"""Is the corpus fit to train on? What `load_corpus` cannot see row by row.

For people who add voices: `coach corpus check [FILE]` names every row that breaks a rule of
`data/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from coach.corpus import ARTICLE, VOICES, load_voices
from coach.deck import load_deck
from coach.errors import ModelError
from coach.phrases import load_phrases
from coach.review import LABELS
from coach.texting import spelt_out

if TYPE_CHECKING:
    import pandas as pd

FEWEST_ROWS: Final = 60
OPENER_SHARE: Final = 0.1
# What every made-up data set is full of, spelt as `spelt_out` spells it.
OPENERS: Final = (
    "you never", "you always", "i feel", "i felt", "i 'm sorry", "can we", "why do you",
)  # fmt: skip
# Levenshtein similarity of two spelt-out sentences, 0 to 100; below FEWEST_WORDS any two people
# may say the same thing.
TOO_ALIKE: Final = 92
FEWEST_WORDS: Final = 5


def faults(corpus: pd.DataFrame) -> list[str]:
    """Return what is wrong, one line each; rows are counted as in a spreadsheet, header 1."""
    return [
        *_small_voices(corpus),
        *_unknown_voices(corpus),
        *_stock_openers(corpus),
        *_shipped_phrases(corpus),
        *_near_copies(corpus),
    ]


def _small_voices(corpus: pd.DataFrame) -> Iterator[str]:
    for voice, rows in corpus["voice"].value_counts().items():
        if rows < FEWEST_ROWS and voice != ARTICLE:
            yield f"voice {voice!r} has {rows} rows; a voice has at least {FEWEST_ROWS}"


def _unknown_voices(corpus: pd.DataFrame) -> Iterator[str]:
    known = {*load_voices()["voice"], ARTICLE}
    for voice in corpus["voice"].unique():
        if voice not in known:
            yield f"voice {voice!r} is not in {VOICES.name}"


def _stock_openers(corpus: pd.DataFrame) -> Iterator[str]:
    for label in LABELS:
        texts = corpus["text"][corpus["label"] == label]
        share = texts.map(spelt_out).str.startswith(OPENERS).mean() if len(texts) else 0.0
        if share > OPENER_SHARE:
            most = f"at most {OPENER_SHARE:.0%}"
            yield f"label {label!r}: {share:.0%} begin with a stock opener, {most}"


def _shipped_phrases(corpus: pd.DataFrame) -> Iterator[str]:
    shipped = dict.fromkeys((spelt_out(phrase.text) for phrase in load_phrases()), "phrase bank")
    for card in load_deck().values():
        shipped |= dict.fromkeys(map(spelt_out, (card.text, card.weak, card.strong)), "deck")
    for row, (text, origin) in enumerate(zip(corpus["text"], corpus["origin"], strict=True), 2):
        if origin != ARTICLE and (where := shipped.get(spelt_out(text))):
            yield f"row {row}: the text is a line of the {where}"


def _near_copies(corpus: pd.DataFrame) -> Iterator[str]:
    """Name each pair of rows that say almost the same, but for the two of a contrast pair."""
    try:
        from rapidfuzz import process  # noqa: PLC0415 - only here, and only maintainers need it
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415
    except ModuleNotFoundError:
        raise ModelError("near-copies cannot be looked for: install the extra `corpus`") from None
    spelt = [spelt_out(text) for text in corpus["text"]]
    rows = np.array([row for row, text in enumerate(spelt) if text.count(" ") + 1 >= FEWEST_WORDS])
    texts = [spelt[row] for row in rows]
    pairs = corpus["pair"].to_numpy()
    for start in range(0, len(texts), 1000):
        alike = process.cdist(
            texts[start : start + 1000],
            texts,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=TOO_ALIKE / 100,
            dtype=np.float32,
            workers=-1,
        )
        for i, j in np.argwhere(alike > 0):
            first, second = rows[start + i], rows[j]
            same_pair = pairs[first] == pairs[second] != ""
            if first < second and not same_pair:
                yield f"row {second + 2}: almost the same as row {first + 2}"
