"""The façade: one object that reads messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from coach import safety
from coach.classifier import Progress, SentenceClassifier
from coach.corpus import CORPUS
from coach.errors import MessageError
from coach.language import is_foreign
from coach.passages import Passage, alone, in_one_message
from coach.phrases import load_phrases, load_themes
from coach.rephrase import suggest
from coach.review import LABELS, Evidence, Label, Review, Sentence, Span, Suggestion, Theme
from coach.sentences import split_sentences
from coach.store import load_or_train
from coach.texting import words_of

if TYPE_CHECKING:
    import pandas as pd

MOST_CHARACTERS: Final = 200_000


class Coach:
    """Reads a message and says, sentence by sentence, how it is likely to be heard.

    Everything happens on this machine, and nothing that is read is kept.
    """

    def __init__(self, classifier: SentenceClassifier) -> None:
        self._classifier = classifier
        self._phrases = load_phrases()
        self._themes = load_themes()

    @classmethod
    def load(
        cls,
        corpus: Path = CORPUS,
        models: Path | None = None,
        *,
        encoder: bool = True,
        progress: Progress = lambda _: None,
    ) -> Self:
        """Return a coach, training it once if there is no valid model yet.

        `corpus` is a labelled CSV file, `models` the folder to keep the model in; without
        `encoder`, or where its file is missing, it reads by n-grams alone: faster, and less
        sure-footed. `progress` is told, line by line, what takes time. Raises `DataError` if a
        data file is wrong.
        """
        return cls(load_or_train(corpus, models, encoder=encoder, progress=progress))

    def review(self, message: str) -> Review:
        """Return what there is to say of `message`, up to 200,000 characters.

        Raises `MessageError` for what cannot be read: a NUL byte, a lone surrogate (text that
        was decoded wrongly), or a longer message.
        """
        check_readable(message)
        spans = split_sentences(message)
        if not any(words_of(message[span.start : span.end]) for span in spans):
            return Review(message, unread="nothing")
        if notice := safety.check(message, spans):
            return Review(message, safety=notice)
        if is_foreign(message, words_of(message), self._classifier.known_):
            return Review(message, unread="language")
        return Review(message, self._sentences(message, spans))

    def classify(self, sentences: Sequence[str]) -> pd.DataFrame:
        """Return one row a sentence, in order.

        Columns: `text, label, confidence, unsure, theme, safety` and `p_blame … p_neutral`.
        `label` is always one of the five; `theme` is None unless it is blame; `safety` is a
        class of danger or `none`. Raises `MessageError` as `review` does.
        """
        import pandas as pd  # noqa: PLC0415 - slow to import, and a review needs none

        texts = list(sentences)
        for text in texts:
            check_readable(text)
        said = self._classifier.read(alone(texts))
        return pd.DataFrame(
            {
                "text": pd.Series(texts, dtype="str"),
                "label": pd.Series(said.labels, dtype="str"),
                "confidence": said.probabilities.max(axis=1, initial=0.0),
                "unsure": pd.Series(said.unsure, dtype=bool),
                "theme": pd.Series(said.themes, dtype="str"),
                "safety": pd.Series([safety.danger_in(t) or "none" for t in texts], dtype="str"),
                **{f"p_{label}": said.probabilities[:, i] for i, label in enumerate(LABELS)},
            }
        )

    def _sentences(self, message: str, spans: Sequence[Span]) -> tuple[Sentence, ...]:
        passages = in_one_message([message[span.start : span.end] for span in spans])
        said = self._classifier.read(passages)
        evidence = self._evidence(passages, said.labels)
        suggestions = self._suggestions(passages, said.themes)
        return tuple(
            Sentence(
                span.start,
                span.end,
                passages[row].text,
                said.labels[row],
                float(said.probabilities[row].max()),
                said.unsure[row],
                theme,
                tuple(
                    Evidence(span.start + e.start, span.start + e.end, e.weight)
                    for e in evidence.get(row, ())
                ),
                self._themes[theme].beneath if theme else (),
                suggestions.get(row, ()),
            )
            for row, (span, theme) in enumerate(zip(spans, said.themes, strict=True))
        )

    def _suggestions(
        self, passages: Sequence[Passage], themes: Sequence[Theme | None]
    ) -> dict[int, tuple[Suggestion, ...]]:
        """Return the suggestions of each blaming row, the next one's as new as they can be."""
        offered: set[str] = set()
        suggestions = {}
        for row, theme in enumerate(themes):
            if theme:
                suggestions[row] = suggest(passages[row].text, theme, self._phrases, offered)
                offered.update(s.text for s in suggestions[row])
        return suggestions

    def _evidence(
        self, passages: Sequence[Passage], labels: Sequence[Label]
    ) -> dict[int, tuple[Evidence, ...]]:
        """Return the evidence of each row that is not neutral: nothing makes a thing neutral."""
        rows = [row for row, label in enumerate(labels) if label != "neutral"]
        found = self._classifier.evidence([passages[r] for r in rows], [labels[r] for r in rows])
        return dict(zip(rows, found, strict=True))


def check_readable(message: str) -> None:
    """Raise `MessageError` for a message that cannot be read."""
    if len(message) > MOST_CHARACTERS:
        raise MessageError(
            f"This is {len(message):,} characters long. The coach reads up to "
            f"{MOST_CHARACTERS:,} at a time: please give it a part."
        )
    if "\0" in message:
        raise MessageError(
            "This holds a NUL byte, so it is not plain text: please copy the message's words alone."
        )
    if any("\ud800" <= character <= "\udfff" for character in message):
        raise MessageError(
            "This was not written in UTF-8, so its words cannot be read: please save it as UTF-8."
        )
