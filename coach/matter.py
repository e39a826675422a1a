"""What an accusing sentence is about, in the writer's own words and without the charge.

"You never ask about my day" charges, and it is about asking about my day: that is the matter, and
it is read here so that `coach/rephrase.py` can set it into softer lines. What happened is kept as
a camera would show it ("when you didn't call on Tuesday"); absolutes, motives, verdicts and
insults are left out. A sentence whose matter cannot be read has none: nothing is made up.

How accusations are built is in `data/frames.csv`, what verbs of verdict become in
`data/verbs.csv`, and which words are left out or name nothing in `data/wording.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from coach.acts import LEADS, read_act
from coach.clauses import without_left_out
from coach.frames import Form, find_frames
from coach.grammar import NOUNS, Word, inflected, joined, tagged
from coach.things import best_thing, facts_in, known, name_in, noun_phrase
from coach.wording import plain_verbs, words_for

# What may be read of a sentence of each form; a `matter` only where one is named.
SLOTS: Final = MappingProxyType(
    {
        "past": frozenset({"when", "matter"}),
        "past_not": frozenset({"when", "ask", "asking", "matter"}),
        "habit": frozenset({"when", "matter"}),
        "habit_not": frozenset({"when", "ask", "asking", "matter"}),
        "wish": frozenset({"ask", "asking", "matter"}),
        "mine": frozenset({"mine", "doing", "matter"}),
        "rival": frozenset({"rival"}),
        "topic": frozenset({"matter"}),
        "situation": frozenset({"when", "thing"}),
        "none": frozenset[str](),
        # No sentence is of this one: it is what is put before a line that would lose a fact.
        "facts": frozenset({"facts"}),
    }
)

# A reading that keeps less than this share of what a sentence says speaks of something else.
LEAST_KEPT: Final = 0.4
LEAST_NAMED: Final = 0.6  # where a thing is named, and nothing said of what was done
_LONGEST_OPENING: Final = 12  # words
_WORD: Final = re.compile(r"[\w£$€]+(?:[-'.,:][\w]+)*")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a sentence is about: its `form`, and the words that lines may be made with.

    `slots` holds, as far as they could be read: `when` ("when you didn't call on Tuesday"),
    `ask` and `asking` ("call", "calling"), `mine` and `doing` ("I plan the holidays"), `rival`
    ("your work") and `matter` ("the rent money"). `facts` are the names, numbers and days of the
    sentence, as what both know of, and `name` is the one that the partner is called by. `kept` is
    the share of what the sentence says that the slots hold, 0 to 1.
    """

    form: Form = "none"
    slots: dict[str, str] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    name: str = ""
    kept: float = 0.0


def read_matter(text: str) -> Matter:
    """Return what an accusing sentence is about.

    >>> read_matter("You never ask about my day.").slots["when"]
    "when you don't ask about my day"
    """
    words = without_left_out(tagged(text))
    matter = _matter_of(words)
    facts = tuple(known(fact) for fact in facts_in(words))
    return replace(matter, facts=facts, name=name_in(words), kept=_kept(words, matter.slots))


def _matter_of(words: Sequence[Word]) -> Matter:
    covered: set[int] = set()
    for found in find_frames(words):
        if found.form == "none":
            covered.update(range(found.start, found.end))
        elif found.start not in covered and (act := read_act(found, words)):
            form, slots = act
            if "when" in slots:
                opening = _opening_time(words) or _opening_clause(words[: found.start])
                if opening.lower() not in slots["when"].lower():
                    slots["when"] += f" {opening}"
            others = [*words[: found.start], *words[found.at :]]
            if form == "rival" or _kept(others, slots) >= LEAST_KEPT:
                return Matter(form, slots)
            covered.add(found.start)  # what it says is not all that was said: read no other way
    topic = best_thing(words, opens=True, covered=covered)
    slots = {"matter": topic}
    return Matter("topic", slots) if topic and _kept(words, slots) >= LEAST_NAMED else Matter()


def _kept(words: Sequence[Word], slots: Mapping[str, str]) -> float:
    """Return the share of the words that say something which the slots hold, 0 to 1."""
    said = set(_WORD.findall(" ".join(slots.values()).lower()))
    content = [
        word
        for word in words
        if word.tag in NOUNS | {"CRD"} or (word.tag[:2] == "VV" and word.verb not in LEADS)
    ]
    held = sum(not said.isdisjoint(_forms(word)) for word in content)
    return held / len(content) if content else 1.0


def _forms(word: Word) -> set[str]:
    """Return the forms in which a slot may hold a word."""
    forms = {word.lower, word.lemma}
    return forms | {inflected(word.lemma, "VBD"), plain_verbs().get(word.lemma, "").split(" ")[-1]}


def _opening_clause(words: Sequence[Word]) -> str:
    """Return the clause that a sentence opens with: "whenever I speak about my mother"."""
    opens = words and words[0].lower in ("when", "whenever", "while", "after", "before")
    clause = [word for word in words if not word.is_mark]
    if not opens or any(word.lower == "you" for word in clause) or len(clause) > _LONGEST_OPENING:
        return ""
    first = "whenever" if clause[0].lower == "when" else clause[0].lower
    return joined([clause[0].saying(first), *clause[1:]])


def _opening_time(words: Sequence[Word]) -> str:
    """Return the day or the time that a sentence opens with: "since Saturday", "for two weeks"."""
    phrase = noun_phrase(words, 1)
    times = words_for("day") | words_for("span")
    if not phrase or words[0].tag not in ("PRP", "CJS") or words[0].lower == "like":
        return ""
    time = any(word.lower in times or word.lemma in times for word in phrase)
    return joined([words[0].saying(words[0].lower), *phrase]) if time else ""
