"""The article's five steps, and the vignettes that show them: data that a therapist can review."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from coach.files import DATA
from coach.review import THEMES, Theme
from coach.tables import fault, filled, one_of, read_table

STEPS: Final = DATA / "steps.csv"
VIGNETTES: Final = DATA / "vignettes.csv"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the article: its title word for word, and what it asks, in a line."""

    number: int
    title: str
    gist: str


@dataclass(frozen=True, slots=True)
class Vignette:
    """An invented couple, the line that one of them sends, and the shift the article asks for.

    `heard` is what the other hears, `beneath` the fear or longing of the one who wrote it;
    `curiosity`, `feeling`, `moment` and `repair` are the article's steps 1 to 4 for these two.
    """

    id: str
    title: str
    couple: str
    scene: str
    theme: Theme
    line: str
    heard: str
    beneath: str
    curiosity: str
    feeling: str
    moment: str
    repair: str


@cache
def load_steps(path: Path = STEPS) -> tuple[Step, ...]:
    """Return the steps in order. Raises `DataError`, naming the row."""
    rows = read_table(path, {"number": filled, "title": filled, "gist": filled})
    for number, row in enumerate(rows, start=1):
        if row["number"] != str(number):
            raise fault(path, number + 1, f"number is {row['number']}; the steps count from 1")
    return tuple(Step(int(row["number"]), row["title"], row["gist"]) for row in rows)


@cache
def load_vignettes(path: Path = VIGNETTES) -> dict[str, Vignette]:
    """Return the vignettes by id, in their own order. Raises `DataError`, naming the row."""
    names = list(Vignette.__dataclass_fields__)
    vignettes: dict[str, Vignette] = {}
    checks = {**dict.fromkeys(names, filled), "theme": one_of(THEMES)}
    for number, row in enumerate(read_table(path, checks), start=2):
        if row["id"] in vignettes:
            raise fault(path, number, f"id {row['id']!r} stands there twice")
        vignettes[row["id"]] = Vignette(**row)  # type: ignore[arg-type] # the theme is checked
    return vignettes
