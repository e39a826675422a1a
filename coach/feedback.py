"""What is said of a practised line, as data: how it is, what works, and one next step."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args
from zlib import crc32

from coach.files import DATA
from coach.quality import QUALITIES, Quality
from coach.tables import fault, filled, one_of, read_table

FEEDBACK: Final = DATA / "feedback.csv"

Works = Literal["feeling", "curiosity", "repair", "request", "matter", "try"]
Next = Literal[
    "blame",
    "i_feel_you",
    "by_you",
    "sorry_but",
    "why",
    "absolute",
    "but",
    "sorry_if",
    "hook",
    "no_feeling",
    "no_repair",
    "off_topic",
    "long",
    "door",
    "aloud",
]
SIGNS: Final[tuple[str, ...]] = (*QUALITIES, *get_args(Works), *get_args(Next))


def line_for(sign: Works | Next, words: str, path: Path = FEEDBACK) -> str:
    """Return what to say of a sign, with the user's `words` in it; always alike for the same."""
    lines = _lines(path)[sign]
    return lines[crc32(words.encode()) % len(lines)].format(words=words)


def words_for_quality(quality: Quality, path: Path = FEEDBACK) -> str:
    """Return what to call a quality."""
    return _lines(path)[quality][0]


@cache
def _lines(path: Path) -> dict[str, tuple[str, ...]]:
    checks = {
        "id": filled,
        "says": one_of(("is", "works", "next")),
        "sign": one_of(SIGNS),
        "text": filled,
    }
    rows = read_table(path, checks)
    lines = {sign: tuple(row["text"] for row in rows if row["sign"] == sign) for sign in SIGNS}
    if missing := [sign for sign, texts in lines.items() if not texts]:
        raise fault(path, len(rows) + 1, f"sign {missing[0]!r} has no row")
    return lines
