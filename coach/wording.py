"""Lists of words, as data: what is left out of an accusation, and what names nothing."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final

from coach.files import DATA
from coach.tables import anything, filled, one_of, read_table

WORDING: Final = DATA / "wording.csv"
VERBS: Final = DATA / "verbs.csv"

KINDS: Final = (
    "absolute", "filler", "vague", "mass", "day", "span", "state", "sent", "chore", "alone",
    "end", "no_act", "common", "telling",
)  # fmt: skip


@cache
def words_for(kind: str) -> frozenset[str]:
    """Return the words of one of `KINDS`, lower case; some are several words.

    `absolute` and `filler` are left out; `vague` nouns name no matter; a `mass` noun names one
    without "the"; `day` and `span` are times; a `state` is one that a camera can see ("late");
    what is missing may be `sent`; a `chore` is carried for two; a verb says enough `alone`; `end`
    words begin what no longer belongs to a verb; a `no_act` stands before a "you" that does
    nothing; `common` words are no matter's own;
    `telling` words say how a practised line was meant.
    """
    return _lists()[kind]


@cache
def plain_verbs() -> dict[str, str]:
    """Return what verbs of verdict and motive become: a plain one, or nothing.

    "not " before it turns the sentence round: who ignored a text did not answer it.
    """
    rows = read_table(VERBS, {"verb": filled, "plain": anything})
    return {row["verb"]: row["plain"] for row in rows}


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_table(WORDING, {"words": filled, "kind": one_of(KINDS)}):
        lists[row["kind"]].add(row["words"])
    return {kind: frozenset(lists[kind]) for kind in KINDS}
