"""The safety gate: danger goes to help, never to softer words.

It reads a message before anything else does. Where it fires there is no label, no score and no
suggestion for the whole message, only fixed words and where help is. It is no abuse detector: it
knows the patterns of `data/safety_patterns.csv`, and silence from it does not mean safe.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, cast

from coach.files import DATA
from coach.review import DANGERS, Danger, Help, SafetyNotice, Span
from coach.tables import fault, filled, one_of, read_table, some_of, split
from coach.texting import spelt_out

PATTERNS: Final = DATA / "safety_patterns.csv"
NOTICES: Final = DATA / "notices.csv"
HELPLINES: Final = DATA / "helplines.csv"

_SPACED: Final = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
_MARKS: Final = re.compile(r" [^\w' ]+(?= |$)|^[^\w' ]+ ")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way of saying something dangerous, with a sentence it fires on and one it must not."""

    kind: Danger
    pattern: re.Pattern[str]
    fires_on: str
    not_on: str


def danger_in(text: str) -> Danger | None:
    """Return the first class of danger that `text` speaks of, or None."""
    plain = _plain(text)
    return next((p.kind for p in load_patterns() if p.pattern.search(plain)), None)


def check(message: str, spans: Sequence[Span]) -> SafetyNotice | None:
    """Return the notice that ends the coaching of `message`, or None.

    Each sentence is read alone, then each with the next; the notice points at the first that fires.
    """
    together = [Span(first.start, second.end) for first, second in pairwise(spans)]
    for span in (*spans, *together):
        if kind := danger_in(message[span.start : span.end]):
            return notice(kind, span)
    return None


def notice(kind: Danger, span: Span) -> SafetyNotice:
    """Return the fixed words and the help for one class of danger."""
    title, body = _notices()[kind]
    return SafetyNotice(kind, span.start, span.end, title, body, _help()[kind])


@cache
def load_patterns(path: Path = PATTERNS) -> tuple[Pattern, ...]:
    """Return the patterns; `DataError` names a row whose examples contradict it."""
    checks = {"kind": one_of(DANGERS), "pattern": filled, "fires_on": filled, "not_on": filled}
    patterns = []
    for number, row in enumerate(read_table(path, checks), start=2):
        try:
            pattern = re.compile(row["pattern"])
        except re.error as error:
            raise fault(path, number, f"pattern is not a regular expression: {error}") from None
        if not pattern.search(_plain(row["fires_on"])):
            raise fault(path, number, f"does not fire on its own {row['fires_on']!r}")
        if pattern.search(_plain(row["not_on"])):
            raise fault(path, number, f"fires on {row['not_on']!r}, on which it must not")
        kind = cast("Danger", row["kind"])
        patterns.append(Pattern(kind, pattern, row["fires_on"], row["not_on"]))
    return tuple(patterns)


@cache
def _notices() -> dict[str, tuple[str, str]]:
    rows = read_table(NOTICES, {"kind": one_of(DANGERS), "title": filled, "body": filled})
    return {row["kind"]: (row["title"], row["body"]) for row in rows}


@cache
def _help() -> dict[str, tuple[Help, ...]]:
    checks = dict.fromkeys(("name", "what_for", "contact", "source", "last_checked"), filled)
    rows = read_table(HELPLINES, {**checks, "kinds": some_of(DANGERS)})
    return {
        kind: tuple(
            Help(row["name"], row["what_for"], row["contact"])
            for row in rows
            if kind in split(row["kinds"])
        )
        for kind in DANGERS
    }


def _plain(text: str) -> str:
    """Return the words in lower case, spelt out, without marks; letters typed apart are joined."""
    together = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return _MARKS.sub("", spelt_out(together))
