"""The phrase bank and the themes: what experts can review without reading code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, cast

from coach.files import DATA
from coach.review import (
    MOVES,
    SOURCES,
    STRENGTHS,
    THEMES,
    Move,
    Source,
    Strength,
    Suggestion,
    Theme,
)
from coach.tables import anything, fault, filled, one_of, read_table, some_of, split

PHRASES: Final = DATA / "phrases.csv"
THEME_TABLE: Final = DATA / "themes.csv"

_PHRASE_CHECKS: Final = {
    "id": filled,
    "text": filled,
    "move": one_of(MOVES),
    "strength": one_of(STRENGTHS),
    "themes": some_of(THEMES),
    "leads": some_of(THEMES),
    "answers": anything,
    "source": one_of(SOURCES),
    "section": filled,
}
_THEME_CHECKS: Final = {
    "theme": one_of(THEMES),
    "title": filled,
    "heard_as": filled,
    "beneath": filled,
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of the bank.

    `themes` are those it serves, `leads` those for which it comes first, `answers` the blaming
    lines of the article that it is the article's own answer to; `section` is where it stands.
    """

    id: str
    text: str
    move: Move
    strength: Strength
    themes: tuple[Theme, ...]
    leads: tuple[Theme, ...]
    answers: tuple[str, ...]
    source: Source
    section: str

    def as_suggestion(self) -> Suggestion:
        """Return the phrase, word for word, as a suggestion."""
        return Suggestion(self.text, self.move, self.strength, self.source)


@dataclass(frozen=True, slots=True)
class ThemeNote:
    """What an accusation is about: how it may be heard, and what may lie beneath."""

    theme: Theme
    title: str
    heard_as: str
    beneath: tuple[str, ...]


@cache
def load_phrases(path: Path = PHRASES) -> tuple[Phrase, ...]:
    """Return the phrase bank in its own order. Raises `DataError`, naming the row."""
    rows = read_table(path, _PHRASE_CHECKS)
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if not set(split(row["leads"])) <= set(split(row["themes"])):
            raise fault(path, number, "leads a theme that it does not serve")
        for column in ("id", "text"):
            if row[column] in seen:
                raise fault(path, number, f"{column} {row[column]!r} stands there twice")
            seen.add(row[column])
    return tuple(
        Phrase(
            id=row["id"],
            text=row["text"],
            move=cast("Move", row["move"]),
            strength=cast("Strength", row["strength"]),
            themes=cast("tuple[Theme, ...]", split(row["themes"])),
            leads=cast("tuple[Theme, ...]", split(row["leads"])),
            answers=split(row["answers"]),
            source=cast("Source", row["source"]),
            section=row["section"],
        )
        for row in rows
    )


@cache
def load_themes(path: Path = THEME_TABLE) -> dict[Theme, ThemeNote]:
    """Return the note of each of the eight themes. Raises `DataError` if one is missing."""
    rows = read_table(path, _THEME_CHECKS)
    notes = {
        cast("Theme", row["theme"]): ThemeNote(
            cast("Theme", row["theme"]), row["title"], row["heard_as"], split(row["beneath"])
        )
        for row in rows
    }
    if missing := [theme for theme in THEMES if theme not in notes]:
        raise fault(path, len(rows) + 1, f"theme {missing[0]!r} has no row")
    return notes
