"""The stretches of a sentence that softer words are made of: what belongs to a verb, and things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.grammar import NOUNS, Word
from coach.wording import words_for

_LONGEST_TAIL: Final = 24  # words after the verb
_LONGEST_LEFT_OUT: Final = 4
_SUBJECTS: Final = frozenset({"i", "you", "he", "she", "we", "they", "it", "there", "who", "that"})
_CONJUNCTIONS: Final = frozenset({"CJC", "CJS"})
# What begins a clause that still belongs to the verb: "you left before I had said goodbye".
_KEPT_CLAUSES: Final = frozenset({"when", "while", "before", "after", "until", "till"})
# Verbs that have a clause for an object, with no word before it: "you told them I was lazy".
_REPORTS: Final = frozenset(
    {"say", "tell", "ask", "know", "promise", "text", "write", "announce", "see", "hear"}
)
_DANGLING: Final = frozenset({"AT0", "DPS", "CJC", "CJS", "CJT", "PRF", "TO0", "XX0"})
_OPENS_CLAUSE: Final = frozenset({"CJS", "CJT", "DTQ", "AVQ", "PNQ"})
_IS: Final = frozenset({"VBB", "VBD", "VBZ", "VDZ", "VHZ"})
_PARTICLES: Final = frozenset(
    {"me", "us", "out", "off", "away", "home", "back", "up", "everything", "late", "down"}
)
_TIME_WORDS: Final = frozenset(
    "on last this the at by in for other all whole since till until".split()
)


def without_left_out(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words without absolutes, intensifiers and other fillers."""
    left_out = words_for("absolute") | words_for("filler")
    kept: list[Word] = []
    place = 0
    while place < len(words):
        lowers = [word.lower for word in words[place : place + _LONGEST_LEFT_OUT]]
        lengths = range(len(lowers), 0, -1)
        length = next((n for n in lengths if " ".join(lowers[:n]) in left_out), 0)
        if not length or _means_something(words, place):
            kept.append(words[place])
            length = 1
        place += length
    return tuple(kept)


def tail_of(words: Sequence[Word], at: int) -> list[Word]:
    """Return what belongs to a verb: the words from `at` to where something else begins."""
    tail: list[Word] = []
    holds_clause = words[at - 1].lemma in _REPORTS
    for place in range(at, min(at + _LONGEST_TAIL, len(words))):
        word = words[place]
        if word.lower == "when" and place + 1 < len(words) and words[place + 1].lower == "i":
            tail.append(word.saying("while"))
            holds_clause = True
        elif _ends_tail(words, place, tail) or (word.tag in _IS and not holds_clause):
            break
        else:
            tail.append(word)
            holds_clause = holds_clause or word.tag in _OPENS_CLAUSE
    while tail and (tail[-1].tag in _DANGLING or tail[-1].lower in ("while", "to")):
        tail.pop()
    return tail


def is_compared(words: Sequence[Word], at: int, tail: Sequence[Word]) -> bool:
    """Return whether a verb is there for a comparison: "you talk to me like a child"."""
    ended = words[at + len(tail) : at + len(tail) + 1]
    return bool(
        ended
        and ended[0].lower in ("like", "as", "than")
        and not any(word.tag in NOUNS for word in tail)
    )


def says_something(tail: Sequence[Word]) -> bool:
    """Return whether a verb's tail says something: more than "it", "that" or "me"."""
    if [word.lower for word in tail] in (["me"], ["us"]):
        return False
    return any(
        word.tag in NOUNS | {"CRD", "ORD"} or word.tag[:2] == "VV" or word.lower in _PARTICLES
        or word.lower in words_for("state")
        or word.lower in ("something", "anything")
        for word in tail
    )  # fmt: skip


def without_time(tail: Sequence[Word]) -> Sequence[Word]:
    """Return a verb's tail without a day or a time at its end: "on Tuesday", "all evening"."""
    days, spans = words_for("day"), words_for("span")
    for start, word in enumerate(tail):
        rest = [w.lower for w in tail[start:]]
        opens = word.lower in _TIME_WORDS or word.lower in days
        if opens and rest[-1] in days | spans and set(rest) <= _TIME_WORDS | days | spans:
            return tail[:start]
    return tail


def _ends_tail(words: Sequence[Word], at: int, tail: Sequence[Word]) -> bool:
    """Return whether something else begins at `at`: a mark, a comparison, a new clause."""
    word = words[at]
    if word.is_mark or word.tag == "ITJ" or word.lower in words_for("end"):
        return True
    follows = [w.lower for w in words[at + 1 : at + 3]]
    if word.lower in ("every", "each", "any") and follows[:1] in (["time"], ["more"], ["longer"]):
        return True
    if word.tag in _CONJUNCTIONS:
        return word.lower not in _KEPT_CLAUSES and _begins_clause(words, at)
    if word.tag != "PNP" or word.lower not in _SUBJECTS or not _is_subject(words, at):
        return False
    verb = words[at - len(tail) - 1].lemma
    return verb not in _REPORTS and not any(w.tag in _OPENS_CLAUSE for w in tail)


def _is_subject(words: Sequence[Word], at: int) -> bool:
    """Return whether a verb follows the pronoun at `at`, adverbs aside."""
    follows = next((word for word in words[at + 1 :] if word.tag not in ("AV0", "XX0")), None)
    return follows is not None and follows.tag[:2] in ("VV", "VB", "VD", "VH", "VM")


def _begins_clause(words: Sequence[Word], at: int) -> bool:
    """Return whether a clause of its own, not only one more noun, follows the conjunction."""
    if words[at].tag != "CJC":
        return True
    for word in words[at + 1 : at + 7]:
        if word.is_mark:
            return False
        if word.is_verb or word.lower in _SUBJECTS:
            return True
    return False


def _means_something(words: Sequence[Word], at: int) -> bool:
    """Return whether a word that may be left out is needed where it stands."""
    word = words[at]
    if word.tag == "AJ0" and at and words[at - 1].is_verb:
        return True  # "made me look stupid", and not "that stupid game"
    return (
        word.lower == "never"
        or word.is_verb
        or (word.tag in NOUNS and at > 0 and words[at - 1].tag in ("AT0", "DPS", "AJ0"))
        or (word.lower == "like" and word.tag in ("PRP", "CJS"))
        or (word.lower == "once" and word.tag == "CJS")
    )
