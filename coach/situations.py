"""What couples quarrel over, as data: each situation with the words for it.

`data/situations.csv` names them; which situation a sentence is about, the classifier learns from
the corpus (`coach/classifier.py`), and the lines for each are in the phrase bank.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, cast

from coach.files import DATA
from coach.review import THEMES, Theme
from coach.tables import anything, fault, filled, one_of, read_table, split

SITUATIONS: Final = DATA / "situations.csv"
# What a sentence is said to be about that is about none of them.
NO_SITUATION: Final = "none"
_CHECKS: Final = {
    "situation": filled,
    "theme": one_of(THEMES),
    "title": filled,
    "covers": filled,
    "when": filled,
    "thing": filled,
    "words": anything,
    "article": filled,
    "pause": one_of(["yes", "no"]),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a quarrel is about: "The washing-up".

    `when` is how a camera would tell it ("when the washing-up is left to me"), `thing` what it is
    called ("the washing-up"), and `words` are the nouns by which a writer may call that thing.
    `article` is the article's line that fits best, by its name in the phrase bank. `pause` says
    that this is a quarrel that is going on, in which a pause helps.
    """

    name: str
    theme: Theme
    title: str
    when: str
    thing: str
    words: frozenset[str]
    article: str
    pause: bool


@cache
def load_situations(path: Path = SITUATIONS) -> dict[str, Situation]:
    """Return the situations by name. Raises `DataError`, naming the row."""
    situations: dict[str, Situation] = {}
    for number, row in enumerate(read_table(path, _CHECKS), start=2):
        name = row["situation"]
        if name in situations:
            raise fault(path, number, f"situation {name!r} stands there twice")
        if not row["when"].startswith("when "):
            raise fault(path, number, "when does not begin with 'when '")
        situations[name] = Situation(
            name,
            cast("Theme", row["theme"]),
            row["title"],
            row["when"],
            row["thing"],
            frozenset(split(row["words"])),
            row["article"],
            row["pause"] == "yes",
        )
    return situations
