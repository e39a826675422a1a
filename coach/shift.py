"""The shift from blame to curiosity, as the stage and the handout show it.

On one side the line as it is sent, on the other the article's steps for this very matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from coach.article import Step, Vignette, load_steps
from coach.phrases import load_themes
from coach.review import Move, Review, Sentence, Span

# Which step of the article a softer line takes, by what it does.
_STEP_OF: Final[dict[Move, int]] = {"curiosity": 1, "feeling": 2, "repair": 4}
_MOMENT: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """What could be said, or done, at a step of the article."""

    step: Step
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A line as it is `sent`, its `charge` (the words that are heard as blame), and the way on.

    `heard` is what the other may hear, `beneath` what may lie beneath it; `lines` are in the
    article's order.
    """

    sent: str
    charge: tuple[Span, ...]
    heard: str
    beneath: str
    lines: tuple[Line, ...]


def shift_of_vignette(vignette: Vignette, review: Review) -> Shift:
    """Return the shift of a vignette whose line was read as `review`."""
    texts = {
        1: vignette.curiosity,
        2: vignette.feeling,
        _MOMENT: vignette.moment,
        4: vignette.repair,
    }
    charge = tuple(
        Span(found.start, found.end) for sentence in review.blaming for found in sentence.evidence
    )
    return Shift(vignette.line, charge, vignette.heard, vignette.beneath, _lines(texts))


def shifts_of_review(review: Review) -> tuple[Shift, ...]:
    """Return the shift of each blaming sentence that there are softer words for."""
    return tuple(_shift_of(sentence) for sentence in review.blaming if sentence.suggestions)


def _shift_of(sentence: Sentence) -> Shift:
    note = load_themes()[sentence.theme] if sentence.theme else None
    charge = tuple(
        Span(found.start - sentence.start, found.end - sentence.start)
        for found in sentence.evidence
    )
    texts: dict[int, str] = {}
    # A line about this very matter shows more than the article's, where there is one.
    for line in sorted(sentence.suggestions, key=lambda line: line.source == "article"):
        if line.strength == "gentle":
            texts.setdefault(_STEP_OF[line.move], line.text)
    beneath = " · ".join(sentence.beneath)
    return Shift(sentence.text, charge, note.heard_as if note else "", beneath, _lines(texts))


def _lines(texts: dict[int, str]) -> tuple[Line, ...]:
    return tuple(Line(step, texts[step.number]) for step in load_steps() if step.number in texts)
