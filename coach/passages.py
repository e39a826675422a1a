"""A sentence as it is read: alone, or between its neighbours in a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Passage(NamedTuple):
    """A sentence and, where it stands in a message, the sentences before and after it.

    A bare fragment that serves as evidence for a charge beside it is part of the charge (see
    `data/codebook.md`), so a reader may need the neighbours to label the sentence.
    """

    text: str
    before: str = ""
    after: str = ""


def alone(texts: Sequence[str]) -> list[Passage]:
    """Return each text as a sentence that stands alone."""
    return [Passage(text) for text in texts]


def in_one_message(texts: Sequence[str]) -> list[Passage]:
    """Return the sentences of one message, each with its neighbours."""
    return in_messages(texts, ["message"] * len(texts))


def in_messages(texts: Sequence[str], messages: Sequence[str]) -> list[Passage]:
    """Return each text with its neighbours: those beside it whose message has the same name.

    An empty name in `messages` says that the text at this place stands alone.
    """
    padded = ["", *texts, ""]
    names = ["", *messages, ""]
    return [
        Passage(
            text,
            padded[i] if name and names[i] == name else "",
            padded[i + 2] if name and names[i + 2] == name else "",
        )
        for i, (text, name) in enumerate(zip(texts, messages, strict=True))
    ]
