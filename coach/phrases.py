"""The phrase bank and the themes: what experts can review without reading code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Literal, cast, get_args

from coach.files import DATA
from coach.frames import FORMS, Form
from coach.matter import SLOTS
from coach.register import REGISTERS, Register
from coach.review import (
    MOVES,
    SOURCES,
    STRENGTHS,
    THEMES,
    Move,
    Source,
    Strength,
    Theme,
)
from coach.situations import load_situations
from coach.tables import anything, fault, filled, one_of, read_table, some_of, split

PHRASES: Final = DATA / "phrases.csv"
THEME_TABLE: Final = DATA / "themes.csv"

Feeling = Literal["guess", "chosen", "none"]
_SLOT: Final = re.compile(r"\{(\w+)\}")
_PHRASE_CHECKS: Final = {
    "id": filled,
    "text": filled,
    "move": one_of(MOVES),
    "strength": one_of(STRENGTHS),
    "feeling": one_of(get_args(Feeling)),
    "forms": some_of(FORMS),
    "register": one_of(REGISTERS),
    "themes": some_of(THEMES),
    "leads": some_of(THEMES),
    "answers": anything,
    "source": one_of(SOURCES),
    "section": filled,
    "situation": anything,
}
_THEME_CHECKS: Final = {
    "theme": one_of(THEMES),
    "title": filled,
    "heard_as": filled,
    "beneath": filled,
    "names": filled,
}


@dataclass(frozen=True)
class Phrase:
    """A line of the bank.

    `text` may have slots, `{when}` or `{matter}`, which hold the writer's own words
    (`coach/matter.py`) for sentences of the line's `forms`, and `{feeling}`: `feeling` says whether
    the line offers one as a `guess`, says one that was `chosen`, or names `none`. `register` is
    the messages it goes with. `themes` are those it serves, `leads` those for which it comes
    first, `answers` the blaming lines of the article that it is the article's own answer to;
    `section` is where in the article it, or the move that it makes, stands. A line with a
    `situation` is said where that is what the quarrel is about, whatever the theme.
    """

    id: str
    text: str
    move: Move
    strength: Strength
    feeling: Feeling
    forms: tuple[Form, ...]
    register: Register
    themes: tuple[Theme, ...]
    leads: tuple[Theme, ...]
    answers: tuple[str, ...]
    source: Source
    section: str
    situation: str

    @cached_property
    def slots(self) -> frozenset[str]:
        """The slots of the text."""
        return frozenset(_SLOT.findall(self.text))

    def worded(self, slots: Mapping[str, str]) -> str:
        """Return the line with what its slots hold; the writer's voice gives it its capitals."""
        return self.text.format_map(slots)


@dataclass(frozen=True, slots=True)
class ThemeNote:
    """What an accusation is about: how it may be heard, and what may lie beneath.

    `names` are words that speak of it, whatever the matter.
    """

    theme: Theme
    title: str
    heard_as: str
    beneath: tuple[str, ...]
    names: frozenset[str]


@cache
def load_phrases(path: Path = PHRASES) -> tuple[Phrase, ...]:
    """Return the phrase bank in its own order. Raises `DataError`, naming the row."""
    rows = read_table(path, _PHRASE_CHECKS)
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if not set(split(row["leads"])) <= set(split(row["themes"])):
            raise fault(path, number, "leads a theme that it does not serve")
        for form in split(row["forms"]):
            if unknown := set(_SLOT.findall(row["text"])) - SLOTS[form] - {"feeling"}:
                raise fault(path, number, f"form {form!r} has no {{{min(unknown)}}}")
        if row["situation"] and row["situation"] not in load_situations():
            raise fault(path, number, f"situation {row['situation']!r} is not one of ours")
        if ("{feeling}" in row["text"]) != (row["feeling"] != "none"):
            raise fault(path, number, f"feeling {row['feeling']!r} does not go with its text")
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
            feeling=cast("Feeling", row["feeling"]),
            forms=cast("tuple[Form, ...]", split(row["forms"])),
            register=cast("Register", row["register"]),
            themes=cast("tuple[Theme, ...]", split(row["themes"])),
            leads=cast("tuple[Theme, ...]", split(row["leads"])),
            answers=split(row["answers"]),
            source=cast("Source", row["source"]),
            section=row["section"],
            situation=row["situation"],
        )
        for row in rows
    )


@cache
def load_themes(path: Path = THEME_TABLE) -> dict[Theme, ThemeNote]:
    """Return the note of each of the eight themes. Raises `DataError` if one is missing."""
    rows = read_table(path, _THEME_CHECKS)
    notes = {
        cast("Theme", row["theme"]): ThemeNote(
            cast("Theme", row["theme"]),
            row["title"],
            row["heard_as"],
            split(row["beneath"]),
            frozenset(split(row["names"])),
        )
        for row in rows
    }
    if missing := [theme for theme in THEMES if theme not in notes]:
        raise fault(path, len(rows) + 1, f"theme {missing[0]!r} has no row")
    return notes
