"""The writer's register: a line in a texting message is texted, one in a letter is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from coach.texting import texting

Register = Literal["any", "texting", "full"]
REGISTERS: Final[tuple[Register, ...]] = get_args(Register)

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STARTS: Final = re.compile(r"(^[\"“‘']?|[.!?…]\s+)([^\W\d_])")
_STOP: Final = re.compile(r"[.?]")
_LETTER: Final = 250  # characters from which a message in whole sentences is a letter
_SHORTENED: Final = {"you": "u", "your": "ur", "you're": "ur", "are": "r"}


@dataclass(frozen=True, slots=True)
class Voice:
    """How a message is typed.

    `register` is what lines go with it; `capitals` and `stops` say whether its sentences begin
    with a capital and end with a full stop, `small_i` whether its "I" is small, and `shortened`
    which words it writes shorter.
    """

    register: Register
    capitals: bool = True
    stops: bool = True
    small_i: bool = False
    shortened: frozenset[str] = frozenset()

    def say(self, line: str) -> str:
        """Return `line` as this writer would type it.

        >>> voice_of("u left me on read all day again lol ok").say("You were away. I'm lonely.")
        'u were away. i'm lonely'
        """
        if self.shortened:
            line = _WORD.sub(self._short, line)
        if self.capitals:
            line = _STARTS.sub(lambda found: found[1] + found[2].upper(), line)
        else:
            line = _STARTS.sub(lambda found: found[1] + found[2].lower(), line)
        if self.small_i:
            line = re.sub(r"\bI\b", "i", line)
        return line if self.stops else line.removesuffix(".")

    def _short(self, found: re.Match[str]) -> str:
        written = found[0]
        word = written.lower().replace("’", "'")
        return _SHORTENED[word] if word in self.shortened else written


def voice_of(message: str) -> Voice:
    """Return how `message` is typed."""
    written = [word.lower() for word in _WORD.findall(message)]
    starts = [found[2] for found in _STARTS.finditer(message.strip())]
    capitals = any(letter.isupper() for letter in starts) or message.isupper()
    stops = message.rstrip().rstrip('"”)').endswith((".", "!")) or (
        capitals and bool(_STOP.search(message))
    )
    # Who types "u" types "ur" too, in this message or in the next.
    shortened = {"you", "your", "you're"} if {"u", "ur"} & set(written) else set()
    if "r" in written:
        shortened.add("are")
    texted = sum(word in texting() and word not in ("ok", "okay") for word in written)
    if not capitals or texted > 1:
        small_i = not re.search(r"\bI\b", message)
        return Voice("texting", capitals, stops, small_i, frozenset(shortened))
    full = stops and len(message) > _LETTER
    return Voice("full" if full else "any", stops=stops)
