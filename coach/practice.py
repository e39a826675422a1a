"""Practice: which card comes next, how much help it gets, and when it comes again (FSRS)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, Self
from zlib import crc32

import fsrs

from coach.deck import Card, Kind, load_deck
from coach.grading import Feedback
from coach.progress import Attempt, Progress
from coach.review import THEMES, Theme

Effort = Literal[1, 2, 3, 4]
"""FSRS's rating of how a card went: 1 again, 2 hard, 3 good, 4 easy."""
Help = Literal["full", "some", "none"]

# Without chance, so that the same reviews always give the same days.
_SCHEDULER: Final = fsrs.Scheduler(enable_fuzzing=False)
# Help fades as a card is remembered longer: days until one in ten would be forgotten.
_SOME_HELP_FROM: Final = 2.0
_NO_HELP_FROM: Final = 10.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user wants to practise; None is anything."""

    kind: Kind | None = None
    theme: Theme | None = None

    def fits(self, card: Card) -> bool:
        """Return whether the card is one of those chosen."""
        return self.kind in (None, card.kind) and self.theme in (None, card.theme)


@dataclass(frozen=True, slots=True)
class Practice:
    """The deck as one user has practised it: what is due, and the state of every card."""

    deck: Mapping[str, Card]
    states: Mapping[str, fsrs.Card]

    @classmethod
    def of(cls, progress: Progress) -> Self:
        """Return the practice of what is kept. Raises `ProgressError` if it cannot be read."""
        deck = load_deck()
        kept = {card: _state(text) for card, text in progress.states().items() if card in deck}
        return cls(deck, {card: state for card, state in kept.items() if state is not None})

    def due(self, choice: Choice, now: datetime) -> list[Card]:
        """Return the cards that are due at `now` (with a time zone), the longest due first."""
        due = [
            (state.due, self.deck[card]) for card, state in self.states.items() if state.due <= now
        ]
        return [card for _, card in sorted(due, key=lambda pair: pair[0]) if choice.fits(card)]

    def new(self, choice: Choice) -> list[Card]:
        """Return the cards that were never practised: easy ones first, themes taking turns."""
        turns: dict[tuple[str, int], int] = {}
        order = []
        for card in self.deck.values():
            if choice.fits(card) and card.id not in self.states:
                turn = turns[card.theme, card.difficulty] = (
                    turns.get((card.theme, card.difficulty), 0) + 1
                )
                order.append((card.difficulty, turn, THEMES.index(card.theme), card))
        return [card for *_, card in sorted(order, key=lambda row: row[:3])]

    def waiting(self, choice: Choice, now: datetime) -> list[Card]:
        """Return the cards to practise, in order: what is due, then what is new."""
        return [*self.due(choice, now), *self.new(choice)]

    def next(self, choice: Choice, now: datetime) -> Card | None:
        """Return the card to practise now, or None."""
        return next(iter(self.waiting(choice, now)), None)

    def help_with(self, card: Card) -> Help:
        """Return how much help to give before an answer: less, the longer it is remembered."""
        state = self.states.get(card.id)
        stability = (state.stability or 0.0) if state else 0.0
        if stability < _SOME_HELP_FROM:
            return "full"
        return "some" if stability < _NO_HELP_FROM else "none"


def rate(
    progress: Progress, card: Card, feedback: Feedback, effort: Effort, now: datetime
) -> datetime:
    """Keep an attempt and schedule its card; return when it is due again.

    `now` has a time zone; its date is the user's day. Raises `ProgressError`.
    """
    state = _state(progress.states().get(card.id, "")) or fsrs.Card(_number(card.id), due=now)
    state, _ = _SCHEDULER.review_card(state, fsrs.Rating(effort), now.astimezone(UTC))
    text = feedback.review.message
    quality = feedback.quality or ""
    attempt = Attempt(now, now.date(), card.id, card.theme, quality, effort, text)
    progress.record(attempt, state.to_json())
    return state.due


def _state(text: str) -> fsrs.Card | None:
    """Return a card's state as it was kept, or None: then it is new again."""
    try:
        return fsrs.Card.from_json(text)
    except (ValueError, KeyError, TypeError):
        return None


def _number(card: str) -> int:
    return crc32(card.encode())
