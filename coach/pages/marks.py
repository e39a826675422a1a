"""A message as marked text: each sentence by colour and by a word, the evidence underlined.

Everything that a user typed is escaped here and nowhere else, and shown with `st.html` only:
Streamlit's markdown would load an image that somebody pasted.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from coach.pages import texts
from coach.review import Evidence, Review, Sentence

_MOST_GOOD: Final = 5


def marked_message(review: Review) -> str:
    """Return the whole message as HTML, its white space kept."""
    parts = []
    position = 0
    for sentence in review.sentences:
        parts.append(escape(review.message[position : sentence.start]))
        parts.append(_marked(review.message, sentence))
        position = sentence.end
    parts.append(escape(review.message[position:]))
    return f'<div class="message" dir="auto">{"".join(parts)}</div>'


def good_sentences(review: Review) -> str:
    """Return what good sentences do, each by name, as HTML; nothing where there are none."""
    good = [s for s in review.sentences if s.label in texts.GOOD and not s.unsure]
    lines = "".join(
        f'<li class="{s.label}"><q dir="auto">{escape(s.text)}</q>'
        f" {escape(texts.GOOD[s.label])}</li>"
        for s in good[:_MOST_GOOD]
    )
    return f'<ul class="opens">{lines}</ul>' if lines else ""


def quoted(sentence: Sentence, message: str) -> str:
    """Return one sentence as a quotation, its evidence underlined."""
    words = _underlined(message, sentence.start, sentence.end, sentence.evidence)
    return f'<blockquote class="quoted" dir="auto">{words}</blockquote>'


def word_for(sentence: Sentence) -> str:
    """Return the word that stands beside a sentence: its label, or that the coach is not sure."""
    label = texts.LABELS[sentence.label]
    if not sentence.unsure:
        return label
    nearest = sentence.label != "neutral"
    return texts.UNSURE_NEAREST.format(label=label) if nearest else texts.UNSURE


def _marked(message: str, sentence: Sentence) -> str:
    kind = f"heard {sentence.label}{' unsure' if sentence.unsure else ''}"
    words = _underlined(message, sentence.start, sentence.end, sentence.evidence)
    return (
        f'<mark class="{kind}">{words}<span class="tag">{escape(word_for(sentence))}</span></mark>'
    )


def _underlined(message: str, start: int, end: int, evidence: Iterable[Evidence]) -> str:
    parts = []
    for found in evidence:
        parts.append(escape(message[start : found.start]))
        parts.append(f"<u>{escape(message[found.start : found.end])}</u>")
        start = found.end
    parts.append(escape(message[start:end]))
    return "".join(parts)
