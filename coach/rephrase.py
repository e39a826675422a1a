"""Softer words for blaming sentences: the article's own first, then the same matter softened.

Each sentence gets the best fitting line of the article, word for word, and then lines of the bank
about this very matter: one that shares a feeling, one that asks, one that is firm, and a pause
where the talk itself has become the matter. No line is offered that the coach itself would call
blame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from coach.frames import Form
from coach.matter import Matter, read_matter
from coach.phrases import Phrase
from coach.register import Voice
from coach.review import Move, Strength, Suggestion, Theme
from coach.turns import accuses

IsSoft = Callable[[Sequence[str]], Sequence[bool]]
"""Says of each line whether it may be offered: surely enough, it is not blame."""

# Where the way of talking is the matter, a pause with a promise to come back is offered too.
_PAUSES: Final[frozenset[Theme]] = frozenset({"conflict", "character"})
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
    """A blaming sentence: what it says, its theme, and what may lie beneath.

    `feeling` fits after "I'm" and after "may be"; `chosen` says that the writer chose it.
    """

    text: str
    theme: Theme
    feeling: str
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
    the line of the article that fits its theme best; no line comes twice in a message as long as
    there are others.
    """
    matters = [read_matter(blame.text) for blame in sentences]
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
        for wanted in (*_EVERY_TIME, *([_A_PAUSE] if blame.theme in _PAUSES else []))
    ]
    taken = _filled([ranked for _, ranked in places], offered, is_soft)
    return [
        Softer(
            (first[row], *(t for (r, _), t in zip(places, taken, strict=True) if r == row and t)),
            matter.form != "none",
        )
        for row, matter in enumerate(matters)
    ]


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
    slots = {**matter.slots, "feeling": blame.feeling}
    forms: tuple[Form, ...] = (matter.form, "topic", "none")
    registers = (voice.register, "any")
    wanted = ("chosen", "none") if blame.chosen else ("none", "guess")
    fitting = [
        phrase
        for phrase in phrases
        if blame.theme in phrase.themes
        and not set(forms).isdisjoint(phrase.forms)
        and phrase.register in registers
        and phrase.feeling in wanted
        and phrase.slots <= set(slots)
    ]
    fitting.sort(
        key=lambda phrase: (
            min(forms.index(form) for form in phrase.forms if form in forms),
            wanted.index(phrase.feeling),
            registers.index(phrase.register),
            _dealt(blame.text, phrase.id),
        )
    )
    for phrase in fitting:
        said = phrase.worded(slots)
        if matter.left and matter.form != "none" and phrase.strength == "firm":
            said = f"{_facts(blame, matter, leads)} {said}"
        if matter.name and phrase.strength == "firm":
            said = f"{matter.name}, {_within(said)}"
        line = voice.say(said)
        yield Suggestion(line, phrase.move, phrase.strength, phrase.source)


def _facts(blame: Blame, matter: Matter, leads: Sequence[Phrase]) -> str:
    """Return a sentence that keeps the names, numbers and days that no slot holds."""
    lead = min(leads, key=lambda phrase: _dealt(blame.text, phrase.id))
    *first, last = matter.left[:_MOST_FACTS]
    return lead.worded({"facts": f"{', '.join(first)} and {last}" if first else last})


def _within(line: str) -> str:
    """Return a line as it stands after a name."""
    keeps = line.startswith(("I ", "I'"))
    return line if keeps else line[0].lower() + line[1:]


def _of_the_article(blame: Blame, phrases: Sequence[Phrase], offered: Collection[str]) -> Phrase:
    """Return the article's own answer to the sentence, or its line that fits the theme best."""
    line = _plain(blame.text)
    return min(
        (
            p
            for p in phrases
            if p.source == "article" and (blame.theme in p.themes or _answers(p, line))
        ),
        key=lambda p: (not _answers(p, line), p.text in offered, blame.theme not in p.leads),
    )


def _answers(phrase: Phrase, line: str) -> bool:
    return line in map(_plain, phrase.answers)


def _plain(text: str) -> str:
    """Return the words alone, so that marks, quotes and capitals make no difference."""
    return _NOT_A_WORD.sub(" ", text.casefold().replace("’", "'")).strip()


def _dealt(text: str, line: str) -> bytes:
    return blake2b(f"{text}\0{line}".encode(), digest_size=8).digest()
