"""Turns of phrase as data: a pattern in each row, and a sentence it fires on and one it does not.

`data/accusations.csv` holds what no softer line may say, whatever the classifier thinks of it;
`data/boundaries.csv` how people say no, set a boundary or leave, which nobody should soften.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Final

from coach.files import DATA
from coach.tables import Row, fault, filled, read_table
from coach.texting import spelt_out

ACCUSATIONS: Final = DATA / "accusations.csv"
BOUNDARIES: Final = DATA / "boundaries.csv"
# The columns of a pattern that is proven by its examples.
PROVEN: Final = ("pattern", "fires_on", "not_on")


def accuses(text: str) -> bool:
    """Return whether `text` has a turn of phrase by which people accuse."""
    return _has_turn(text, ACCUSATIONS)


def sets_a_boundary(text: str) -> bool:
    """Return whether `text` says no, sets a boundary, or says that the writer leaves."""
    return _has_turn(text, BOUNDARIES)


@cache
def load_turns(path: Path) -> tuple[re.Pattern[str], ...]:
    """Return the patterns; `DataError` names a row that its own examples contradict."""
    patterns = []
    for number, row in enumerate(read_table(path, dict.fromkeys(PROVEN, filled)), start=2):
        pattern = compiled(row["pattern"], path, number)
        check_examples(row, path, number, partial(_says, pattern))
        patterns.append(pattern)
    return tuple(patterns)


def compiled(pattern: str, path: Path, number: int) -> re.Pattern[str]:
    """Return a pattern of a table, to be searched in a sentence's words joined by blanks."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise fault(path, number, f"pattern is not a regular expression: {error}") from None


def check_examples(row: Row, path: Path, number: int, fires: Callable[[str], bool]) -> None:
    """Raise `DataError` if what the row says it fires on, and not on, is not so."""
    if not fires(row["fires_on"]):
        raise fault(path, number, f"does not fire on its own {row['fires_on']!r}")
    if fires(row["not_on"]):
        raise fault(path, number, f"fires on {row['not_on']!r}, on which it must not")


def _has_turn(text: str, path: Path) -> bool:
    spelt = spelt_out(text)
    return any(pattern.search(spelt) for pattern in load_turns(path))


def _says(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(spelt_out(text)))
