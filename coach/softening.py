"""From what the classifier says of a blaming sentence to the lines that are offered for it.

Apart from the façade, which imports it when there is blame: most messages hold none, and phrase
bank and grammar take a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zlib import crc32

from coach.phrases import load_phrases, load_themes
from coach.register import voice_of
from coach.rephrase import Blame, Softer, soften
from coach.review import Theme
from coach.situating import Situated
from coach.situations import load_situations


def blame_in(text: str, theme: Theme, told: Situated | None, feeling: str = "") -> Blame:
    """Return what is to be softened, with the feeling chosen, else with a guess.

    The guess is always the same for a sentence, and not the same for all.
    """
    feelings = beneath(theme)
    guess = feelings[crc32(text.encode()) % len(feelings)]
    situation = load_situations().get(told.name) if told else None
    sure = told is not None and told.sure
    return Blame(text, theme, feeling or guess, situation, sure=sure, chosen=bool(feeling))


def beneath(theme: Theme) -> tuple[str, ...]:
    """Return what may lie beneath a charge of this kind."""
    return load_themes()[theme].beneath


def softer_lines(
    blames: Sequence[Blame], message: str, is_soft: Callable[[Sequence[str]], list[bool]]
) -> list[Softer]:
    """Return the lines for each sentence, in the voice of their message."""
    return soften(blames, voice_of(message), load_phrases(), is_soft)
