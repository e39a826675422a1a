"""Danger said outright: the patterns of `data/safety_patterns.csv`, a floor under the gate.

What a model has learned may shift when it is trained again; these do not. Each pattern carries a
sentence that it must fire on and one that it must not, tried before it is first used. So does
each of `data/safety_denials.csv`, whole sentences that only say what nobody would ever do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from coach.files import DATA
from coach.perils import Peril, peril_in
from coach.tables import filled, read_table, split
from coach.texting import Tokens, tokenise
from coach.turns import PROVEN, check_examples, compiled, load_turns

PATTERNS: Final = DATA / "safety_patterns.csv"
DENIALS: Final = DATA / "safety_denials.csv"

_MARKS: Final = re.compile(r" [^\w' ]+(?= |$)|^[^\w' ]+ ")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way of saying something dangerous, read in a sentence's tokens without its marks.

    `needs` are tokens of which a sentence must hold one: few do, and the others cost nothing.
    `row` is where it stands in the file.
    """

    peril: Peril
    written: str
    needs: frozenset[str]
    fires_on: str
    not_on: str
    path: Path
    row: int

    def fires_in(self, text: str) -> bool:
        """Return whether a sentence, as it is written, says this."""
        return self.fires(tokenise(text))

    def fires(self, tokens: Sequence[str]) -> bool:
        """Return whether a sentence says this; `DataError` where its own examples contradict it."""
        return _finds(_proven(self), self.needs, tokens)


def said_outright(tokens: Tokens) -> list[Peril | None]:
    """Return, for each sentence, the first peril that a pattern finds in it, or None."""
    found: list[Peril | None] = [None] * len(tokens)
    for row in _worth_a_look(tokens):
        sentence = tokens.of(row)
        near = (p for p in load_patterns() if not p.needs.isdisjoint(sentence))
        found[row] = next((p.peril for p in near if p.fires(sentence)), None)
    return found


def only_denied(tokens: Tokens) -> list[bool]:
    """Return, for each sentence, whether all that it says is what nobody would ever do."""
    if "never" not in tokens.words:
        return [False] * len(tokens)
    sentences = (" ".join(tokens.of(row)) for row in range(len(tokens)))
    return [any(denial.search(text) for denial in load_turns(DENIALS)) for text in sentences]


@cache
def load_patterns(path: Path = PATTERNS) -> tuple[Pattern, ...]:
    """Return the patterns. Raises `DataError`, naming the row."""
    checks = dict.fromkeys(("kind", "by", "needs", *PROVEN), filled)
    return tuple(
        Pattern(
            peril_in(row, path, number),
            row["pattern"],
            frozenset(split(row["needs"])),
            row["fires_on"],
            row["not_on"],
            path,
            number,
        )
        for number, row in enumerate(read_table(path, checks), start=2)
    )


@cache
def _proven(pattern: Pattern) -> re.Pattern[str]:
    """Return the pattern compiled, after its own examples were tried on it.

    When it is first needed, for most are not, and compiling is most of what starting costs.
    """
    found = compiled(pattern.written, pattern.path, pattern.row)
    check_examples(
        {"fires_on": pattern.fires_on, "not_on": pattern.not_on},
        pattern.path,
        pattern.row,
        lambda text: _finds(found, pattern.needs, tokenise(text)),
    )
    return found


def _finds(pattern: re.Pattern[str], needs: frozenset[str], tokens: Sequence[str]) -> bool:
    return not needs.isdisjoint(tokens) and bool(pattern.search(_plain(tokens)))


def _worth_a_look(tokens: Tokens) -> list[int]:
    """Return the sentences that hold a word which some pattern needs."""
    needed = frozenset().union(*(pattern.needs for pattern in load_patterns()))
    hot = np.array([word in needed for word in tokens.words], dtype=bool)
    sentence = np.repeat(np.arange(len(tokens)), np.diff(tokens.starts))
    rows: list[int] = np.flatnonzero(np.bincount(sentence[hot[tokens.ids]])).tolist()
    return rows


def _plain(tokens: Sequence[str]) -> str:
    return _MARKS.sub("", " ".join(tokens))
