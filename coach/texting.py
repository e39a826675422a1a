"""Texting and punctuation evened out: the words of a sentence as everything else reads them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from coach.files import DATA
from coach.tables import filled, read_table

TEXTING: Final = DATA / "texting.csv"

_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?.,…]+|[^\w\s]")
_STRETCHED: Final = re.compile(r"(\w)\1{2,}")
_CONTRACTED: Final = re.compile(r"(.+?)(n't|'re|'ve|'ll|'d|'m|'s)")
_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "`": "'"})
# Quotation marks and emoji variation selectors say nothing of who is charged with what.
_SILENT: Final = frozenset('"\ufe0f\u200d')


@cache
def texting() -> dict[str, str]:
    """Return what texting spellings mean: `{"u": "you", …}`."""
    rows = read_table(TEXTING, {"written": filled, "meant": filled})
    return {row["written"]: row["meant"] for row in rows}


def tokenise(text: str) -> list[str]:
    """Return the sentence's words, marks and emoji, lower case and spelt out.

    >>> tokenise("U neverrrr listen 2 me, don’t u?")
    ['you', 'neverr', 'listen', '2', 'me', ',', 'do', "n't", 'you', '?']
    """
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES).lower()
    meant = texting()
    tokens: list[str] = []
    for found in _TOKEN.findall(_STRETCHED.sub(r"\1\1", text)):
        for word in meant.get(found, found).split():
            parts = _CONTRACTED.fullmatch(word)
            tokens += parts.groups() if parts else [word]
    return [token for token in tokens if token not in _SILENT]


def spelt_out(text: str) -> str:
    """Return the tokens as one line."""
    return " ".join(tokenise(text))


def words_of(text: str) -> list[str]:
    """Return the tokens of `text` that have letters."""
    return [token for token in tokenise(text) if token[-1].isalpha()]
