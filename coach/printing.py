"""What the command line prints: reviews and notices as plain text."""

from __future__ import annotations

import unicodedata
from textwrap import fill, indent
from typing import Final

from coach.review import Help, Review, SafetyNotice, Sentence, Suggestion

UNREAD: Final = {
    "nothing": "Nothing here to review: there are no words in it.",
    "language": "This coach reads English, and this seems to be another language.",
}
NOTES: Final = {
    "no_matter": "what this is about cannot be told, so these lines fit any such message",
    "boundary": "a no, a boundary or a leaving: it stays in your words",
    "figure_of_speech": "it stays in your words",
}
_WIDTH: Final = 80
_MARGIN: Final = " " * 11


def printable(text: str) -> str:
    """Return `text` without the control characters that a terminal would obey."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def format_review(review: Review) -> str:
    """Return a review as plain text for a terminal."""
    if review.safety:
        return format_notice(review.safety)
    if review.unread:
        return UNREAD[review.unread]
    lines = [format_sentence(review.message, sentence) for sentence in review.sentences]
    if not review.blaming:
        lines.append("Nothing to soften.")
    return "\n".join(lines)


def format_sentence(message: str, sentence: Sentence) -> str:
    """Return one sentence with its label, and below it why, and what could be said instead."""
    lines = [f"{sentence.label:<11}{sentence.text}"]
    if sentence.unsure:
        lines.append(f"{_MARGIN}not sure: this is a guess")
    if sentence.label == "blame":
        words = " … ".join(message[e.start : e.end] for e in sentence.evidence)
        if words:
            lines.append(f"{_MARGIN}the words:  {words}")
        lines.append(f"{_MARGIN}beneath it, perhaps:  {', '.join(sentence.beneath)}")
        if sentence.note:
            lines.append(f"{_MARGIN}{NOTES[sentence.note]}")
        if sentence.suggestions:
            lines.append(f"{_MARGIN}softer:")
        lines += [f"{_MARGIN}  {s.text}  ({format_origin(s)})" for s in sentence.suggestions]
    return "\n".join(lines)


def format_origin(line: Suggestion) -> str:
    """Return what a line does, and whose it is: "feeling, the article", "firm"."""
    does = line.move if line.strength == "gentle" else line.strength
    return f"{does}, the article" if line.source == "article" else does


def format_notice(notice: SafetyNotice) -> str:
    """Return a safety notice as plain text for a terminal."""
    blocks = [
        notice.title,
        fill(notice.body, _WIDTH),
        *(indent(format_help(line), "  ") for line in notice.help),
    ]
    if not notice.final:
        blocks.append("If this was a figure of speech, add --figure-of-speech to go on.")
    return "\n\n".join(blocks)


def format_help(line: Help) -> str:
    """Return one helpline as plain text: who and how, then for what and when."""
    ways = [line.phone, line.text and f"text {line.text}", line.website]
    how = " · ".join(way for way in ways if way)
    when = f"; {line.hours}" if line.hours else ""
    return f"{line.name}: {how}\n" + fill(f"({line.what_for}{when})", _WIDTH - 2)
