"""The practice deck and the small moments, as data: lines to say otherwise, and things to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast, get_args

from coach.files import DATA
from coach.review import THEMES, Theme
from coach.tables import fault, filled, one_of, read_table

DECK: Final = DATA / "practice.csv"
MOMENTS: Final = DATA / "moments.csv"

Kind = Literal["soften", "repair", "article"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_DIFFICULTIES: Final = ("1", "2", "3")
_CHECKS: Final = {
    "id": filled,
    "kind": one_of(KINDS),
    "theme": one_of(THEMES),
    "difficulty": one_of(_DIFFICULTIES),
    "text": filled,
    "weak": filled,
    "strong": filled,
}


@dataclass(frozen=True, slots=True)
class Card:
    """A card: a blaming line to say otherwise (`soften`), or a moment that asks for a `repair`.

    `article` cards are moments too, for which the article itself has a phrase. `weak` is a first
    try that misses, `strong` one that could be sent. `difficulty` is 1, a plain charge, to 3,
    where the charge hides in irony, a question or a comparison.
    """

    id: str
    kind: Kind
    theme: Theme
    difficulty: int
    text: str
    weak: str
    strong: str


@cache
def load_deck(path: Path = DECK) -> dict[str, Card]:
    """Return the cards by id, in the deck's own order. Raises `DataError`, naming the row."""
    cards: dict[str, Card] = {}
    texts: set[str] = set()
    for number, row in enumerate(read_table(path, _CHECKS), start=2):
        if row["id"] in cards or row["text"] in texts:
            raise fault(path, number, "its id or its text stands there twice")
        texts.add(row["text"])
        cards[row["id"]] = Card(
            id=row["id"],
            kind=cast("Kind", row["kind"]),
            theme=cast("Theme", row["theme"]),
            difficulty=int(row["difficulty"]),
            text=row["text"],
            weak=row["weak"],
            strong=row["strong"],
        )
    return cards


@cache
def load_moments(path: Path = MOMENTS) -> dict[str, str]:
    """Return the article's small moments: id to words. Raises `DataError`, naming the row."""
    return {row["id"]: row["text"] for row in read_table(path, {"id": filled, "text": filled})}
