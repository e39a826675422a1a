"""The things that a sentence names: what it is about, and the facts that must not be lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from coach.grammar import NOUNS, Word, is_noun, joined
from coach.wording import words_for

_LONGEST: Final = 5  # words of a noun phrase
_LONGEST_WHOLE: Final = 10  # with what is said of it: "the message from Dubai on Friday"
_SHORTEST_NOUN: Final = 3
# What tells a price or a time from a bare number: "£40", "12:40", "9pm".
_UNITS: Final = "£$€:m"
_NUMBERS_THAT_ARE_NONE: Final = frozenset({"one", "once"})
_INDEFINITE: Final = frozenset(
    {"a", "an", "no", "what", "which", "whose", "such", "another", "some", "any", "every", "each",
     "its", "one"}
)  # fmt: skip
_OPENERS: Final = frozenset({"AT0", "DT0", "DPS", "CRD", "ORD"})


def best_thing(words: Sequence[Word], *, opens: bool = False, covered: Collection[int] = ()) -> str:
    """Return the thing that says most of what a sentence is about, or nothing.

    That is the one with most facts in it, of these the first. `opens` says that the words begin
    the sentence, `covered` which of them are not to be read.
    """
    best, most = "", -1
    for at, phrase in _phrases(words):
        named = names_a_thing(phrase) and _is_definite(phrase)
        if not named or at in covered or _is_compared(words, at) or _is_called(words, at, phrase):
            continue
        whole = phrase + _said_of_it(words, at + len(phrase))
        facts = sum(_is_fact(word) for word in whole)
        if facts > most:
            best, most = joined(uncapital(whole) if opens and at == 0 else whole), facts
    return best


def facts_in(words: Sequence[Word]) -> list[list[Word]]:
    """Return the names, numbers and days of a sentence, each with the nouns it belongs to."""
    facts = []
    for at, phrase in _phrases(words):
        inside = [word for n, word in enumerate(phrase) if _is_fact(word, opens=at + n == 0)]
        if inside and not _is_bare_number(phrase) and not _is_called(words, at, phrase):
            facts.append(uncapital(phrase) if at == 0 else phrase)
    return facts


def called(words: Sequence[Word], nouns: frozenset[str]) -> str:
    """Return a thing as a sentence calls it by one of `nouns`, if it does: "your mobile"."""
    for at, word in enumerate(words):
        if word.tag not in NOUNS or nouns.isdisjoint((word.lemma, word.lower)):
            continue
        whose = at > 0 and words[at - 1].tag == "DPS"
        return f"{words[at - 1].lower if whose else 'the'} {word.text}"
    return ""


def _is_bare_number(phrase: Sequence[Word]) -> bool:
    """Return whether a number stands without what it counts: "u 2", "4 u", "at sixty"."""
    number, *counted = phrase
    is_bare = number.tag == "CRD" or len(number.text) == 1
    return is_bare and not counted and not any(mark in number.text for mark in _UNITS)


def known(phrase: Sequence[Word]) -> str:
    """Return a phrase as what both know of: "six weeks" is "the six weeks"."""
    if len(phrase) > 1 and phrase[0].tag == "CRD":
        return f"the {joined(phrase)}"
    if phrase[0].lower in ("a", "an"):
        return f"the {joined(phrase[1:])}"
    return joined(phrase)


def name_in(words: Sequence[Word]) -> str:
    """Return the name by which somebody is called: "Femi, you …", "…, Gerald"."""
    for at, word in enumerate(words):
        before, after = words[at - 1 : at] if at else [], words[at + 1 : at + 2]
        called = all(w.is_mark for w in before) and all(w.is_mark for w in after)
        if word.tag == "NP0" and word.text[0].isupper() and called and (before or after):
            return "" if word.lower in words_for("day") else word.text
    return ""


def names_a_thing(phrase: Sequence[Word]) -> bool:
    """Return whether a noun phrase names something that people could talk about."""
    if not phrase or len(phrase) > _LONGEST:
        return False
    head = phrase[-1]
    return not (
        head.tag not in NOUNS
        or any({head.lemma, head.lower} & words_for(kind) for kind in ("vague", "day", "span"))
        or len(head.text) < _SHORTEST_NOUN
        or (head.tag != "NP0" and not is_noun(head.text))
        or phrase[0].lower in _INDEFINITE
    )


def noun_phrase(words: Sequence[Word], at: int) -> list[Word]:
    """Return the longest noun phrase that begins at `at`, or nothing."""
    head = -1
    for place in range(at, len(words)):
        tag, before = words[place].tag, words[place - 1].tag
        if tag in NOUNS:
            head = place
        elif tag == "POS" and head == place - 1:
            continue
        elif not (
            (tag in _OPENERS and place == at)
            or (tag in ("AJ0", "CRD", "ORD") and head < 0)
            or (tag in ("AJ0", "ORD") and before == "POS")
        ):
            break
    return list(words[at : head + 1])


def uncapital(phrase: Sequence[Word]) -> list[Word]:
    """Return the phrase without the capital of a sentence's first word."""
    first = phrase[:1]
    if first and first[0].tag != "NP0":
        return [first[0].saying(first[0].text[0].lower() + first[0].text[1:]), *phrase[1:]]
    return list(phrase)


def _phrases(words: Sequence[Word]) -> Iterator[tuple[int, list[Word]]]:
    """Yield each noun phrase or lone number, and where it begins."""
    at = 0
    while at < len(words):
        lone = words[at].tag == "CRD" or words[at].is_number
        phrase = noun_phrase(words, at) or ([words[at]] if lone else [])
        if phrase:
            yield at, phrase
        at += max(1, len(phrase))


def _said_of_it(words: Sequence[Word], at: int) -> list[Word]:
    """Return what is said of a thing by prepositions: "from Dubai", "in the garage"."""
    said: list[Word] = []
    while at < len(words) and words[at].tag in ("PRP", "PRF"):
        phrase = noun_phrase(words, at + 1)
        if not phrase or words[at].lower in ("like", "as", "than", "without"):
            break
        if len(said) + len(phrase) + 1 > _LONGEST_WHOLE - _LONGEST:
            break
        said += [words[at], *phrase]
        at += 1 + len(phrase)
    return said


def _is_definite(phrase: Sequence[Word]) -> bool:
    """Return whether both would know which thing is meant."""
    first, head = phrase[0], phrase[-1]
    return (
        first.tag in ("AT0", "DPS", "DT0")
        or any(word.tag == "POS" for word in phrase)
        or head.tag in ("NP0", "NN2")
        or head.lemma in words_for("mass")
    ) and first.tag not in ("CRD", "ORD")


def _is_compared(words: Sequence[Word], at: int) -> bool:
    """Return whether a thing is only there for a comparison: "like a lodger"."""
    return any(word.lower in ("like", "as", "than") for word in words[max(0, at - 3) : at])


def _is_fact(word: Word, *, opens: bool = False) -> bool:
    """Return whether a word is a name, a number or a day."""
    if word.tag == "CRD" or word.is_number:
        return word.lower not in _NUMBERS_THAT_ARE_NONE
    if word.lower in words_for("day"):
        return True
    return word.tag == "NP0" and word.text[0].isupper() and not opens


def _is_called(words: Sequence[Word], at: int, phrase: Sequence[Word]) -> bool:
    """Return whether a noun phrase only says who is spoken to, or what "you" are."""
    before = words[at - 1] if at else None
    if before is not None and before.lower in ("i", "you", "we", "they"):
        return True  # "nothing I cook": a verb that the tagger took for a noun
    after = words[at + len(phrase)] if at + len(phrase) < len(words) else None
    *said_of_them, name = phrase
    is_name = name.tag == "NP0" and name.lower not in words_for("day")
    if is_name and all(word.tag == "AJ0" for word in said_of_them):  # "Typical Brendan."
        return before is None or (before.is_mark and (after is None or after.is_mark))
    return before is not None and before.lemma in ("be", "such") and phrase[0].lower in ("a", "an")
