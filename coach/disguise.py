"""Words typed so that a reader sees them and a program does not: "k1ll", "k i l l", "k.i.l.l"."""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = str.maketrans("013457@$!|", "oieastasil")
_WRITTEN: Final = re.compile(r"\S+")
# Within what is written: a figure or a sign before a letter or a figure.
_MIXED: Final = re.compile(r"\w*[0-9@$!|]\w[\w@$!|]*(?!\w)")
_SIGN: Final = re.compile(r"[0-9@$!|]\w")
_FEWEST_LETTERS: Final = 2
_APART: Final = re.compile(r"(?<![^\W\d_])(?:[^\W\d_][ .*_-]{1,2}){2,}[^\W\d_](?![^\W\d_])")
_BETWEEN: Final = re.compile(r"[ .*_-]")
_LONGEST_WORD: Final = 20
_LONGEST_STRETCH: Final = 200


def undisguised(text: str, known: frozenset[str] = frozenset()) -> str:
    """Return `text` with figures read as letters, and letters typed apart put together.

    A stretch of single letters longer than a word is cut into `known` words where that can be
    done. Equal to `text` where nothing is disguised.

    >>> undisguised("i will k i l l you"), undisguised("k1ll, see you at 8 or l8r")
    ('i will kill you', 'kill, see you at 8 or l8r')
    """
    text = _APART.sub(lambda found: _together(found[0], known), text)
    return _WRITTEN.sub(_with_letters, text) if _SIGN.search(text) else text


def _with_letters(found: re.Match[str]) -> str:
    """Return a word with its figures read as letters, if it has any and is a word at all."""
    written = found[0]
    letters = sum(character.isalpha() for character in written)
    if letters == len(written) or letters < _FEWEST_LETTERS or len(written) > _LONGEST_WORD:
        return written
    return _MIXED.sub(lambda mixed: mixed[0].translate(_LETTERS), written)


def _together(letters: str, known: frozenset[str]) -> str:
    # Two blanks between letters are a blank between words.
    words = [_BETWEEN.sub("", word) for word in re.split(r" {2,}", letters)]
    return " ".join(" ".join(_words_in(word.lower(), known)) or word for word in words)


def _words_in(letters: str, known: frozenset[str]) -> list[str]:
    """Return the fewest known words that make up `letters`, or none."""
    if len(letters) > _LONGEST_STRETCH:
        return []
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        found = [
            [*before, letters[start:end]]
            for start in range(max(0, end - _LONGEST_WORD), end)
            if (before := best[start]) is not None and letters[start:end] in known
        ]
        best.append(min(found, key=len) if found else None)
    return best[-1] or []
