"""The labelled corpus: load it, check it, and split it by voice.

What each label means is in `data/codebook.md`; who wrote the sentences, and how, in
`data/README.md`.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.files import DATA
from coach.review import LABELS, THEMES
from coach.situations import NO_SITUATION, load_situations
from coach.tables import Row, anything, fault, filled, one_of, read_table
from coach.texting import Tokens, is_word

if TYPE_CHECKING:
    import pandas as pd

CORPUS: Final = DATA / "corpus.csv"
# Names somebody's own corpus, such as a clinic's, to be learned from in the place of ours.
CORPUS_VARIABLE: Final = "COACH_CORPUS"
VOICES: Final = DATA / "voices.csv"
ENGLISHES: Final = (
    "american", "african_american", "british", "irish", "scottish", "caribbean", "south_asian",
    "african", "east_asian", "australasian", "second_language", "unmarked",
)  # fmt: skip
MEDIA: Final = ("texting", "spoken", "letter")
ARTICLE: Final = "article"
ORIGINS: Final = (ARTICLE, "written")

_CHECKS: Final = {
    "id": filled,
    "text": filled,
    "label": one_of(LABELS),
    "theme": one_of(THEMES, optional=True),
    "voice": filled,
    "message": anything,
    "pair": anything,
    "origin": one_of(ORIGINS),
    "situation": one_of([*load_situations(), NO_SITUATION], optional=True),
}
HELD_OUT_ONE_IN: Final = 6
_PAIR_SIZE: Final = 2


def chosen_corpus() -> Path:
    """Return the file to learn from: what the environment's `COACH_CORPUS` names, or ours."""
    return Path(os.environ.get(CORPUS_VARIABLE) or CORPUS)


def load_corpus(path: Path = CORPUS) -> pd.DataFrame:
    """Return the corpus, one row a sentence, all columns strings.

    Columns: `id, text, label, theme, voice, message, pair, origin, situation`; `theme` is filled
    for blame only, `message` keeps the sentences of one message together, `pair` the two of a
    contrast pair. `situation` is filled where somebody has read which of `data/situations.csv` a
    blaming sentence is about, or that it is about none; the column may be missing. Raises
    `DataError`, naming the row and the value, for the first thing that is wrong.
    """
    import pandas as pd  # noqa: PLC0415 - slow to import, and a trained coach needs no corpus

    rows = read_table(path, _CHECKS, optional=["situation"])
    _check_rows(path, rows)
    _check_groups(path, rows)
    return pd.DataFrame(rows, columns=list(_CHECKS), dtype="str")


def _check_rows(path: Path, rows: list[Row]) -> None:
    seen: dict[str, set[str]] = {"id": set(), "text": set()}
    for number, row in enumerate(rows, start=2):
        for column, values in seen.items():
            value = row[column].casefold()
            if value in values:
                raise fault(path, number, f"{column} {row[column]!r} stands there twice")
            values.add(value)
        if (row["label"] == "blame") != bool(row["theme"]):
            wanted = "needs a theme" if row["label"] == "blame" else f"has theme {row['theme']!r}"
            raise fault(path, number, f"label {row['label']!r} {wanted}: only blame has one")
        if row["situation"] and row["label"] != "blame":
            raise fault(path, number, f"label {row['label']!r} has a situation: only blame has one")


def _check_groups(path: Path, rows: list[Row]) -> None:
    """Check that pairs and messages hold together: one voice, two unlike labels, no gaps."""
    for name, indices in _groups(rows, "pair").items():
        labels = {rows[i]["label"] for i in indices}
        if len(indices) != _PAIR_SIZE or len(labels) != _PAIR_SIZE:
            raise fault(path, indices[0] + 2, f"pair {name!r} is not two rows of unlike labels")
        _check_voice(path, rows, indices, f"pair {name!r}")
    for name, indices in _groups(rows, "message").items():
        if any(after != before + 1 for before, after in pairwise(indices)):
            raise fault(path, indices[0] + 2, f"message {name!r} is not in consecutive rows")
        _check_voice(path, rows, indices, f"message {name!r}")


def _check_voice(path: Path, rows: list[Row], indices: list[int], group: str) -> None:
    if len({rows[i]["voice"] for i in indices}) > 1:
        raise fault(path, indices[0] + 2, f"{group} has more than one voice")


def _groups(rows: list[Row], column: str) -> dict[str, list[int]]:
    """Return the row indices of each named group of a column."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row[column]:
            groups[row[column]].append(index)
    return groups


def load_voices(path: Path = VOICES) -> pd.DataFrame:
    """Return how each voice speaks: columns `voice, english, medium`. Raises `DataError`."""
    import pandas as pd  # noqa: PLC0415 - slow to import

    checks = {"voice": filled, "english": one_of(ENGLISHES), "medium": one_of(MEDIA)}
    return pd.DataFrame(read_table(path, checks), columns=list(checks), dtype="str")


def is_held_out(voice: str) -> bool:
    """Return whether the encoder must not read this voice: about one in six, never the article.

    The name alone decides, so that a voice stays on its side however the corpus grows.
    """
    drawn = sha256(voice.encode()).digest()[0] % HELD_OUT_ONE_IN == 0
    return drawn and voice != ARTICLE


def checksum_of(corpus: pd.DataFrame, voices: Collection[str]) -> str:
    """Return the SHA-256 of all that a model learns from the rows of these voices, in order."""
    rows = corpus[corpus["voice"].isin(voices)]
    learned = rows.drop(columns=["id", "pair", "origin"], errors="ignore")
    return sha256(learned.to_csv(index=False, lineterminator="\n").encode()).hexdigest()


def common_words(tokens: Tokens, *, voices: Sequence[str]) -> frozenset[str]:
    """Return the words that at least two voices use: what the coach may call known English.

    `voices` are those of the first sentences; what follows them is nobody's.
    """
    users: defaultdict[str, set[str]] = defaultdict(set)
    for row, voice in enumerate(voices):
        for word in filter(is_word, tokens.of(row)):
            users[word].add(voice)
    return frozenset(word for word, names in users.items() if len(names) > 1)
