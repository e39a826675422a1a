"""The slots of softer lines, from an act as it was charged: "when you didn't call", "call"."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from coach.clauses import is_compared, says_something, tail_of, without_time
from coach.frames import Form, Found
from coach.grammar import Word, inflected, joined
from coach.things import best_thing, names_a_thing, uncapital
from coach.wording import plain_verbs, words_for

Act = tuple[Form, dict[str, str]]
"""What is read of an act: its form, and the slots of `coach/matter.py`."""

_YOU_ARE: Final = "you're"
_LONGEST_THEN: Final = 8  # words of what was done next
# What a "not" goes with, and what stands in its place without one.
_FLIPPED: Final = MappingProxyType(
    {
        "anything": "something",
        "any": "some",
        "anyone": "someone",
        "anybody": "somebody",
        "anywhere": "somewhere",
    }
)


def read_act(found: Found, words: Sequence[Word]) -> Act | None:
    """Return the form and the slots of what a frame says; None where a camera could not show it."""
    if found.form == "rival":
        thing = words[found.at : found.at_end]
        thing = thing if found.at else uncapital(thing)
        return ("rival", {"rival": joined(thing)}) if names_a_thing(thing) else None
    if found.form == "missing":
        return _missing([*words[found.at : found.at_end], *tail_of(words, found.at_end)])
    if found.form == "wish":
        return _wish(words, found.at)
    if found.form == "mine":
        return _mine(words, found.at)
    being = any(word.lemma == "be" for word in words[found.start : found.at])
    doing = words[found.at].lower.endswith("ing")
    if being and not doing and not words[found.at].is_verb:
        return _state(found, words)
    return _act(found.form, words, found.at, ongoing=being and doing)


def _missing(thing: Sequence[Word]) -> Act | None:
    """Return the slots of what was not given: "not even a kiss goodnight"."""
    kept = without_time(thing)
    says_more = any(word.is_verb for word in kept)
    if not kept or says_more or kept[-1].lower in words_for("vague"):
        return None
    sent = any(word.lower in words_for("sent") for word in kept)
    verb, ing = ("send", "sending") if sent else ("give", "giving")
    article = "an" if kept[0].lower[0] in "aeiou" else "a"
    rest = f"me {article} {joined(kept)}"
    return "wish", {"ask": f"{verb} {rest}", "asking": f"{ing} {rest}"}


def _act(form: Form, words: Sequence[Word], at: int, *, ongoing: bool = False) -> Act | None:
    """Return the slots of what somebody did, was doing or did not do; `at` is the verb."""
    led = _led(form, words, at)
    if led is not None:
        return _act(led[0], words, led[1]) if led[1] < len(words) else None
    past, negated = form.startswith("past"), form.endswith("not")
    verb, tail = words[at].verb, tail_of(words, at + 1)
    compared = is_compared(words, at + 1, tail)
    plain, tail = _plain(verb, tail)
    if not plain or compared:
        return None
    if " " in plain.removeprefix("not ") and tail and tail[0].tag in ("PNP", "AT0", "DPS", "DT0"):
        return None  # "yelled it": raised your voice cannot take an "it"
    if plain.startswith("not "):
        negated, plain = not negated, plain[4:]
    enough = ongoing or verb in words_for("alone") or (negated and tail)
    if not (enough or says_something(tail)):
        return None
    said = _said(plain, tail, past=past, negated=negated, ongoing=ongoing)
    said += "" if negated or ongoing else _and_then(words, at, past=past)
    slots = {"when": f"when {said}"}
    if at and words[at - 1].lower == "i":
        slots["when"] = slots["when"].replace("when you", "when I", 1)
    slots |= (_asking(plain, tail) if negated else {}) | _about(tail)
    return _form(past=past, negated=negated), slots


def _and_then(words: Sequence[Word], at: int, *, past: bool) -> str:
    """Return what the same person did next: "you left the party and took a cab"."""
    place = first = at + 1 + len(tail_of(words, at + 1))
    while place < len(words) and (words[place].text == "," or words[place].lower in ("and", "you")):
        place += 1
    if place >= len(words) or words[place - 1].lower not in ("and", "you"):
        return ""
    if words[first].lower == "you":
        return ""  # "people you have never met": said of them, and not done next
    verb, tail = words[place], tail_of(words, place + 1)
    plain, kept = _plain(verb.verb, tail)
    if verb.lemma == "do" and place + 1 < len(words) and words[place + 1].tag == "XX0":
        return ""
    same = verb.tag in (("VVD", "VHD", "VDD") if past else ("VVB", "VHB", "VDB"))
    if not same or plain != verb.lemma or not says_something(kept) or len(kept) > _LONGEST_THEN:
        return ""
    return f" and {verb.lower}{_after(kept)}"


# Verbs that stand before another one, and whether they say that it was not done; None: only with
# a "not" of their own.
_LEADS_TO: Final = MappingProxyType(
    {"refuse": True, "fail": True, "have": False, "bother": None, "manage": None, "try": None,
     "want": None, "care": None}
)  # fmt: skip

# All verbs that only lead to another one: what is said is in that.
LEADS: Final = frozenset({*_LEADS_TO, "keep", "start", "stop", "use"})


def _led(form: Form, words: Sequence[Word], at: int) -> tuple[Form, int] | None:
    """Return the form and the place of the verb that the one at `at` leads to, if it does.

    "You stopped calling", "you refused to come", "you couldn't be bothered to ring". A place past
    the end says that nothing can be made of it.
    """
    verb, follows = words[at].verb, [word.lower for word in words[at + 1 : at + 3]]
    past, negated = form.startswith("past"), form.endswith("not")
    if verb == "be" and follows[:1] in (["bothered"], ["arsed"]):
        return form, at + 3 if negated else len(words)
    if verb in ("keep", "start", "stop") and at + 1 < len(words) and words[at + 1].tag == "VVG":
        return "habit_not" if verb == "stop" else form, at + 1
    if follows[:1] == ["to"] and verb in _LEADS_TO:
        leads = _LEADS_TO[verb]
        wanted = leads is not None or negated
        return _form(past=past, negated=negated or bool(leads)), at + 2 if wanted else len(words)
    return None


def _state(found: Found, words: Sequence[Word]) -> Act | None:
    """Return the slots of where or how somebody was: "on your phone", "late"."""
    tail = tail_of(words, found.at)
    if not says_something(tail):
        return None
    past = found.form.startswith("past")
    said = f"{'you were' if past else _YOU_ARE}{_after(tail)}"
    return found.form, {"when": f"when {said}"} | _about(tail)


def _wish(words: Sequence[Word], at: int) -> Act | None:
    """Return the slots of what was wanted; `at` is the verb."""
    verb, tail = words[at].verb, tail_of(words, at + 1)
    if _plain(verb, tail)[0] != verb or verb == "have":
        return None
    if verb == "be" and tail and tail[0].tag in ("AJ0", "DT0", "AT0"):
        return None
    if not (says_something(tail) or verb in words_for("alone")):
        return None
    return "wish", _asking(verb, tail) | _about(tail)


def _mine(words: Sequence[Word], at: int) -> Act | None:
    """Return the slots of what the writer carries; `at` is the verb."""
    verb, tail = words[at].verb, tail_of(words, at + 1)
    if tail and tail[0].tag == "CRD":
        return None  # "I did twelve hours": nothing that two could share
    learns = verb in ("find", "discover", "hear", "learn", "be")
    if learns or _plain(verb, tail)[0] != verb or not says_something(tail):
        return None
    said = {"mine": f"I {verb}{_after(tail)}", "doing": f"{inflected(verb, 'VBG')}{_after(tail)}"}
    return "mine", said | _about(tail)


# What stands before a thing that is nobody's to judge.
_OF_A_THING: Final = frozenset({"the", "your", "that", "this", "a"})


def _plain(verb: str, tail: list[Word]) -> tuple[str, list[Word]]:
    """Return the verb, or the plain one for it, and its tail; no verb where it only charges."""
    verbs = plain_verbs()
    for place, word in enumerate(tail):
        # "You put the phone down" is what a camera saw, "you put me down" is not.
        seen = place > 0 and tail[0].lower in _OF_A_THING
        if (phrase := f"{verb} {word.lower}") in verbs and not (seen and not verbs[phrase]):
            return verbs[phrase], [*tail[:place], *tail[place + 1 :]]
    return verbs.get(verb, verb), tail


def _said(verb: str, tail: Sequence[Word], *, past: bool, negated: bool, ongoing: bool) -> str:
    """Return "you" with the verb in its form, and what follows it."""
    first, after = _parted(verb, tail)
    if negated:
        return f"you {'did' if past else 'do'}n't {first}{after}"
    if ongoing:
        return f"{'you were' if past else _YOU_ARE} {inflected(first, 'VBG')}{after}"
    return f"you {inflected(first, 'VBD') if past else first}{after}"


def _asking(verb: str, tail: Sequence[Word]) -> dict[str, str]:
    """Return what is asked for, without the day that is past and the words of a "not"."""
    first, after = _parted(verb, [_flipped(word) for word in without_time(tail)])
    return {"ask": f"{first}{after}", "asking": f"{inflected(first, 'VBG')}{after}"}


def _parted(verb: str, tail: Sequence[Word]) -> tuple[str, str]:
    """Return the verb, and what follows it: "raise", " your voice at me"."""
    first, *rest = verb.split(" ", 1)
    return first, "".join(f" {word}" for word in rest) + _after(tail)


def _flipped(word: Word) -> Word:
    return word.saying(_FLIPPED.get(word.lower, word.text))


def _about(tail: Sequence[Word]) -> dict[str, str]:
    thing = best_thing(tail)
    return {"matter": thing} if thing else {}


def _form(*, past: bool, negated: bool) -> Form:
    if past:
        return "past_not" if negated else "past"
    return "habit_not" if negated else "habit"


def _after(tail: Sequence[Word]) -> str:
    return f" {joined(tail)}" if tail else ""
