"""Softer words for blaming sentences: the article's own first, then the same matter softened.

Each sentence gets the best fitting line of the article, word for word, and then lines of the bank
about this very matter: one that shares a feeling, one that asks, one that is firm, and a pause
where the talk itself has become the matter. The matter is known in two ways: the situation that
the quarrel is about (`coach/situations.py`), and what the sentence itself says was done
(`coach/matter.py`). No line is offered that the coach itself would call blame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from coach.frames import Form
from coach.grammar import tagged
from coach.matter import Matter, read_matter
from coach.phrases import Phrase
from coach.register import Voice
from coach.review import Move, Strength, Suggestion, Theme
from coach.situations import Situation
from coach.things import called
from coach.turns import accuses

IsSoft = Callable[[Sequence[str]], Sequence[bool]]
"""Says of each line whether it may be offered: surely enough, it is not blame."""

# An act is asked about in the sentence's own words where these hold most of what it says.
_LEAST_KEPT: Final = 0.6
# So many lines are tried in a place; the last ones, without slots, fit any message of the theme.
_MOST_TRIES: Final = 8
_MOST_FACTS: Final = 4
_NOT_A_WORD: Final = re.compile(r"[^\w']+")

# What each of the coach's own lines does, and how; None is any move.
_Does = tuple[Move | None, Strength]
_EVERY_TIME: Final[tuple[_Does, ...]] = (
    ("feeling", "gentle"), ("curiosity", "gentle"), (None, "firm"),
)  # fmt: skip
_A_PAUSE: Final[_Does] = (None, "pause")


@dataclass(frozen=True, slots=True)
class Blame:
    """A blaming sentence: what it says, its theme, what may lie beneath, and what it is about.

    `feeling` fits after "I'm" and after "may be"; `chosen` says that the writer chose it.
    `situation` is None where it cannot be told, and `sure` says how it was told.
    """

    text: str
    theme: Theme
    feeling: str
    situation: Situation | None = None
    sure: bool = True
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Softer:
    """The suggestions for a sentence; `about` says whether they speak of its own matter."""

    suggestions: tuple[Suggestion, ...]
    about: bool


def soften(
    sentences: Sequence[Blame], voice: Voice, phrases: Sequence[Phrase], is_soft: IsSoft
) -> list[Softer]:
    """Return softer words for each blaming sentence of a message that is typed in `voice`.

    First comes the article's own answer, where the sentence is one of the article's own lines, or
    the line of the article that fits its situation or its theme best; no line comes twice in a
    message as long as there are others.
    """
    matters = [_matter(blame) for blame in sentences]
    offered: set[str] = set()
    first: list[Suggestion] = []
    for blame in sentences:
        line = _of_the_article(blame, phrases, offered)
        offered.add(line.text)
        first.append(Suggestion(line.text, line.move, line.strength, line.source))
    ours = [phrase for phrase in phrases if phrase.source == "coach"]
    leads = [phrase for phrase in ours if "facts" in phrase.forms]
    places = [
        (row, _ranked(blame, matter, voice, [p for p in ours if _does(p, wanted)], leads))
        for row, (blame, matter) in enumerate(zip(sentences, matters, strict=True))
        for wanted in (*_EVERY_TIME, *([_A_PAUSE] if _may_pause(blame) else []))
    ]
    taken = _filled([ranked for _, ranked in places], offered, is_soft)
    return [
        Softer(
            (first[row], *(t for (r, _), t in zip(places, taken, strict=True) if r == row and t)),
            matter.form != "none" or _names_a_matter(blame.situation),
        )
        for row, (blame, matter) in enumerate(zip(sentences, matters, strict=True))
    ]


def _names_a_matter(situation: Situation | None) -> bool:
    """Return whether a quarrel is about something: a verdict on the person names nothing."""
    return situation is not None and situation.theme != "character"


def _may_pause(blame: Blame) -> bool:
    """Return whether a pause with a promise to come back is offered too: in the midst of a row."""
    return blame.situation.pause if blame.situation else blame.theme == "conflict"


def _matter(blame: Blame) -> Matter:
    """Return what a sentence says was done; where its situation is known, only if that is most."""
    matter = read_matter(blame.text)
    if blame.situation and (matter.form == "topic" or matter.kept < _LEAST_KEPT):
        return replace(matter, form="none", slots={})
    return matter


def _does(phrase: Phrase, wanted: _Does) -> bool:
    move, strength = wanted
    return phrase.strength == strength and move in (None, phrase.move)


def _filled(
    places: Sequence[Iterator[Suggestion]], offered: Collection[str], is_soft: IsSoft
) -> list[Suggestion | None]:
    """Return the first line of each place that may be offered and was not yet, or None.

    All places are asked about together, a round of lines at a time.
    """
    used = set(offered)
    taken: list[Suggestion | None] = [None] * len(places)
    for _ in range(_MOST_TRIES):
        tried: dict[int, Suggestion] = {}
        for place, ranked in enumerate(places):
            if taken[place] is None:
                line = next((s for s in ranked if s.text not in used and not accuses(s.text)), None)
                if line is not None:
                    tried[place] = line
        if not tried:
            break
        verdicts = is_soft([line.text for line in tried.values()])
        for (place, line), soft in zip(tried.items(), verdicts, strict=True):
            if soft and line.text not in used:
                taken[place] = line
                used.add(line.text)
    return taken


def _ranked(
    blame: Blame,
    matter: Matter,
    voice: Voice,
    phrases: Sequence[Phrase],
    leads: Sequence[Phrase],
) -> Iterator[Suggestion]:
    """Yield the lines for a sentence, best first: about its matter, then of its theme alone.

    Among equals the sentence itself decides, always alike: so that two sentences seldom get the
    same line, and one always the same.
    """
    slots, own = _slots(blame, matter)
    forms = _forms(blame, matter, firm=phrases[0].strength == "firm")
    registers = (voice.register, "any")
    wanted = ("chosen", "none") if blame.chosen else ("none", "guess")
    fitting = [
        phrase
        for phrase in phrases
        if _is_about(phrase, blame)
        and not set(forms).isdisjoint(phrase.forms)
        and phrase.register in registers
        and phrase.feeling in wanted
        and phrase.slots <= set(slots)
    ]

    def rank(phrase: Phrase) -> tuple[int, int, int, int, bytes]:
        form = min(forms.index(form) for form in phrase.forms if form in forms)
        feeling = wanted.index(phrase.feeling)
        # What was chosen is said before all else; a guess only where nothing closer is there.
        first, second = (feeling, form) if blame.chosen else (form, feeling)
        others_words = own not in phrase.slots
        register = registers.index(phrase.register)
        return first, second, others_words, register, _dealt(blame.text, phrase.id)

    for phrase in sorted(fitting, key=rank):
        said = phrase.worded(slots)
        if phrase.strength == "firm":
            if left := _left(matter, said):
                said = f"{_facts(blame, left, leads)} {said}"
            if matter.name:
                said = f"{matter.name}, {_within(said)}"
        yield Suggestion(voice.say(said), phrase.move, phrase.strength, phrase.source)


def _slots(blame: Blame, matter: Matter) -> tuple[dict[str, str], str]:
    """Return what the slots hold, and the name of one that holds the writer's own word, if any."""
    slots = {**matter.slots, "feeling": blame.feeling}
    if blame.situation is None:
        return slots, ""
    thing = called(tagged(blame.text), blame.situation.words)
    own = {"thing": thing} if thing else {}
    known = {"when": blame.situation.when, "thing": blame.situation.thing}
    return {**known, **slots, **own}, "thing" if own else ""


def _forms(blame: Blame, matter: Matter, *, firm: bool) -> tuple[Form, ...]:
    """Return the forms of the lines that fit, the closest first.

    What is firm asks about what was done, where the sentence says it; what is gentle speaks of the
    situation, where that is sure. A sentence without an act of its own borrows its situation's.
    """
    if blame.situation is None:
        return matter.form, "topic", "none"
    if matter.form == "none":
        return "situation", "habit", "none"
    if firm or not blame.sure:
        return matter.form, "situation", "none"
    return "situation", matter.form, "none"


def _is_about(phrase: Phrase, blame: Blame) -> bool:
    if phrase.situation:
        return blame.situation is not None and phrase.situation == blame.situation.name
    return blame.theme in phrase.themes


def _left(matter: Matter, said: str) -> list[str]:
    """Return the facts of the sentence that a line would lose."""
    said = said.lower()
    return [fact for fact in matter.facts if fact.lower().removeprefix("the ") not in said]


def _facts(blame: Blame, left: Sequence[str], leads: Sequence[Phrase]) -> str:
    """Return a sentence that keeps facts."""
    lead = min(leads, key=lambda phrase: _dealt(blame.text, phrase.id))
    *first, last = left[:_MOST_FACTS]
    return lead.worded({"facts": f"{', '.join(first)} and {last}" if first else last})


def _within(line: str) -> str:
    """Return a line as it stands after a name."""
    keeps = line.startswith(("I ", "I'"))
    return line if keeps else line[0].lower() + line[1:]


def _of_the_article(blame: Blame, phrases: Sequence[Phrase], offered: Collection[str]) -> Phrase:
    """Return the article's own answer to the sentence, or its line that fits best."""
    line = _plain(blame.text)
    fitting = blame.situation.article if blame.situation else ""

    def rank(phrase: Phrase) -> tuple[bool, bool, bool, bool]:
        return (
            not _answers(phrase, line),
            phrase.text in offered,
            phrase.id != fitting,
            blame.theme not in phrase.leads,
        )

    return min(
        (
            phrase
            for phrase in phrases
            if phrase.source == "article"
            and (blame.theme in phrase.themes or phrase.id == fitting or _answers(phrase, line))
        ),
        key=rank,
    )


def _answers(phrase: Phrase, line: str) -> bool:
    return line in map(_plain, phrase.answers)


def _plain(text: str) -> str:
    """Return the words alone, so that marks, quotes and capitals make no difference."""
    return _NOT_A_WORD.sub(" ", text.casefold().replace("’", "'")).strip()


def _dealt(text: str, line: str) -> bytes:
    return blake2b(f"{text}\0{line}".encode(), digest_size=8).digest()
