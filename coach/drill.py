"""Practice in a terminal: a card, a line, what works and the next step, and when it comes again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast, get_args

from humanize import naturaldelta

from coach.errors import MessageError
from coach.feedback import words_for_quality
from coach.practice import Choice, Effort, Practice, rate
from coach.printing import format_notice, printable
from coach.progress import Progress, time_here

if TYPE_CHECKING:
    from coach.coach import Coach
    from coach.deck import Card
    from coach.quality import Quality

_ASK: Final = "Your words (an empty line: another card; Ctrl+D: stop)\n> "
_RATE: Final = "How did it go? 1 again soon, 2 hard, 3 well, 4 easily\n> "
_TITLES: Final = {
    "soften": "On the tip of your tongue:",
    "repair": "This happened:",
    "article": "This happened:",
}


def practise(
    coach: Coach, progress: Progress, ask: Callable[[str], str], say: Callable[[str], None]
) -> None:
    """Go through the cards until `ask` raises `EOFError`.

    `ask` takes a prompt and returns a line; `say` takes what is to be shown. Raises
    `ProgressError` where what is practised cannot be kept.
    """
    skipped: set[str] = set()
    try:
        while card := _next(Practice.of(progress), skipped):
            say(f"\n{_TITLES[card.kind]}\n  {card.text}")
            if not _practised(card, coach, progress, ask, say):
                skipped.add(card.id)
    except EOFError:
        say("")


def _next(practice: Practice, skipped: set[str]) -> Card | None:
    cards = practice.waiting(Choice(), time_here())
    return next((card for card in cards if card.id not in skipped), None)


def _practised(
    card: Card,
    coach: Coach,
    progress: Progress,
    ask: Callable[[str], str],
    say: Callable[[str], None],
) -> bool:
    """Ask for a line until one can be read; keep it. Return whether there was one."""
    while words := ask(_ASK).strip():
        try:
            feedback = coach.grade(card, words)
        except MessageError as error:
            say(str(error))
            continue
        if feedback.review.safety:
            say(printable(format_notice(feedback.review.safety)))
            continue
        say(
            f"{words_for_quality(cast('Quality', feedback.quality))}.\n  {feedback.works}\n"
            f"  {feedback.next_step}\n  A first try:  {card.weak}\n  Heard:  {card.strong}"
        )
        rating = ask(_RATE).strip()
        if rating in map(str, get_args(Effort)):
            now = time_here()
            due = rate(progress, card, feedback, cast("Effort", int(rating)), now)
            say(f"This one comes back in {naturaldelta(due - now)}.")
            return True
        say("Not kept: then say it once more, or go on with an empty line.")
    return False
