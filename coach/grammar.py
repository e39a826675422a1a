"""The words of a sentence with their parts of speech, and verbs in other forms.

Tagging is HanTa's, inflection LemmInflect's; both come with their data. Tags are those of the
British National Corpus (C5): `VVD` a past tense, `PNP` a personal pronoun, `DPS` "my", …
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from coach.texting import texting

if TYPE_CHECKING:
    from HanTa.HanoverTagger import HanoverTagger

Form = Literal["VBD", "VBG"]
NOUNS: Final = frozenset({"NN0", "NN1", "NN2", "NP0"})

_PIECE: Final = re.compile(
    r"(?i:n't)|'[A-Za-z]*"
    r"|[£$€]?\d+(?:[.,:]\d+)*\w*"  # £1,140, 12:40, 9pm
    r"|[^\W_]+?(?=n't)|[^\W_]+(?:-[^\W_]+)*|[^\w\s]"
)
_QUOTES: Final = str.maketrans("’‘ʼ`“”", "''''\"\"")
# "when ur losing" is "when you're losing", and "ur ring" is "your ring".
_YOU_ARE_DOING: Final = re.compile(
    r"\b(when|if|while|bc|cuz|cos|because) ur(?= (?:always |still |just )?[a-z]{3,}ing\b)",
    re.IGNORECASE,
)
_WRITTEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark: as written, its dictionary form, its tag; `glued` to what is before it."""

    text: str
    lemma: str
    tag: str
    glued: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def verb(self) -> str:
        """The verb's dictionary form, also where the tagger took it for something else."""
        from lemminflect import getLemma  # noqa: PLC0415 - slow to import

        return self.lemma if self.is_verb else next(iter(getLemma(self.lower, "VERB")), self.lemma)

    @property
    def is_mark(self) -> bool:
        """Whether it is no word: a full stop, a dash, an emoji."""
        first = self.text[0]
        return not self.is_number and (
            self.tag.startswith("PU") or not (first.isalnum() or first == "'")
        )

    @property
    def is_number(self) -> bool:
        """Whether it is written in figures: "7", "12:40", "£1,140"."""
        return any(character.isdigit() for character in self.text)

    def saying(self, text: str) -> Word:
        """Return the word written otherwise."""
        return replace(self, text=text)

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb or an auxiliary."""
        return self.tag[0] == "V"


def tagged(text: str) -> tuple[Word, ...]:
    """Return the words and marks of `text`, texting spelled out, capitals as they are."""
    pieces = list(_PIECE.finditer(spelled(text)))
    if not pieces:
        return ()
    words = []
    last_end = -1
    for piece, (_, lemma, tag) in zip(
        pieces, _tagger().tag_sent([piece[0] for piece in pieces], taglevel=1), strict=True
    ):
        words.append(Word(piece[0], lemma.lower(), tag, piece.start() == last_end))
        last_end = piece.end()
    return tuple(words)


def spelled(text: str) -> str:
    """Return `text` with straight quotes, texting spellings written out, and a capital "I"."""
    return _WRITTEN.sub(_meant, _YOU_ARE_DOING.sub(r"\1 you're", text.translate(_QUOTES)))


def joined(words: Sequence[Word]) -> str:
    """Return the words as they are written."""
    return "".join(
        word.text if word.glued or not n else f" {word.text}" for n, word in enumerate(words)
    )


@cache
def inflected(verb: str, form: Form) -> str:
    """Return a verb's past tense (`VBD`) or its "-ing" (`VBG`)."""
    from lemminflect import getInflection  # noqa: PLC0415 - slow to import

    return next(iter(getInflection(verb, form)), verb)


@cache
def is_noun(word: str) -> bool:
    """Return whether the dictionary knows `word` as a noun."""
    from lemminflect import getAllLemmas  # noqa: PLC0415 - slow to import

    return "NOUN" in getAllLemmas(word.lower())


def _meant(found: re.Match[str]) -> str:
    written = found[0]
    if written in ("i", "i'm", "i've", "i'd", "i'll"):
        return "I" + written[1:]
    meant = texting().get(written.lower())
    if meant is None:
        return written
    return "I" + meant[1:] if meant in ("i", "i'm", "i've") else meant


@cache
def _tagger() -> HanoverTagger:
    from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 - half a second

    return HanoverTagger("morphmodel_en.pgz")
