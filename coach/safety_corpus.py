"""The sentences that the safety gate learns from: danger, and what only looks like it.

What each class means is in the last section of `data/codebook.md`; who wrote the sentences, and
how, in `data/README.md`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.files import DATA
from coach.perils import PERILS, peril_in
from coach.review import DANGERS
from coach.tables import anything, fault, filled, one_of, read_table

if TYPE_CHECKING:
    import pandas as pd

SAFETY: Final = DATA / "safety.csv"
NO_DANGER: Final = "none"
# The classes that a reader tells apart: no danger, or what and whose act, as "violence:partner".
CLASSES: Final = (NO_DANGER, *(f"{kind}:{by}" for kind, by in PERILS))
# How danger is said, and what its look-alikes are.
DANGER_STYLES: Final = (
    "direct", "indirect", "minimising", "questioning", "reported", "texting",
)  # fmt: skip
LIKENESSES: Final = (
    "figure", "play", "medical", "blame", "anger", "sadness", "scuffle", "logistics", "boundary",
    "denial", "news", "quarrel", "tender",
)  # fmt: skip
# Not written to look like danger: counted apart from the look-alikes that are.
PLAIN: Final = ("quarrel", "tender")

_CHECKS: Final = {
    "text": filled,
    "kind": one_of((*DANGERS, NO_DANGER)),
    "by": one_of(("partner", "writer"), optional=True),
    "style": one_of((*DANGER_STYLES, *LIKENESSES)),
    "voice": filled,
    "message": anything,
}


def classes_of(safety: pd.DataFrame) -> list[str]:
    """Return the class of each row, one of `CLASSES`."""
    return [
        f"{kind}:{by}" if by else kind
        for kind, by in zip(safety["kind"], safety["by"], strict=True)
    ]


def load_safety(path: Path = SAFETY) -> pd.DataFrame:
    """Return the safety sentences, one row each, all columns strings.

    Columns: `text, kind, by, style, voice, message`; `by` says whose act it is and is empty where
    `kind` is `none`. Raises `DataError`, naming the row, for the first thing that is wrong.
    """
    import pandas as pd  # noqa: PLC0415 - slow to import, and a trained coach needs none

    rows = read_table(path, _CHECKS)
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        text, kind, style = row["text"].casefold(), row["kind"], row["style"]
        if text in seen:
            raise fault(path, number, "text stands there twice")
        seen.add(text)
        if kind != NO_DANGER or row["by"]:
            peril_in(row, path, number)
        if (kind == NO_DANGER) != (style in LIKENESSES):
            raise fault(path, number, f"style {style!r} does not go with {kind!r}")
    return pd.DataFrame(rows, columns=list(_CHECKS), dtype="str")
