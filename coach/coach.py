"""The façade: one object that reads messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from coach import safety
from coach.classifier import Progress, Readings, SentenceClassifier
from coach.corpus import chosen_corpus
from coach.errors import MessageError
from coach.language import is_foreign
from coach.passages import Passage, alone, in_one_message
from coach.phrases import load_phrases, load_themes
from coach.rephrase import suggest
from coach.review import LABELS, Evidence, Label, Review, Sentence, Span, Suggestion, Theme
from coach.sentences import split_sentences
from coach.store import Sources, load_or_train
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
        corpus: Path | None = None,
        models: Path | None = None,
        *,
        encoder: bool = True,
        progress: Progress = lambda _: None,
    ) -> Self:
        """Return a coach, training it once if there is no valid model yet.

        `corpus` is a labelled CSV file (what `COACH_CORPUS` in the environment names, or ours,
        where it is None), `models` the folder to keep the model in; without
        `encoder`, or where its file is missing, it reads by n-grams alone: faster, and less
        sure-footed. `progress` is told, line by line, what takes time. Raises `DataError` if a
        data file is wrong.
        """
        sources = Sources(corpus or chosen_corpus())
        return cls(load_or_train(sources, models, encoder=encoder, progress=progress))

    def review(self, message: str, *, country: str = "", figure_of_speech: bool = False) -> Review:
        """Return what there is to say of `message`, up to 200,000 characters.

        A safety notice names the helplines of `country`, a code of `helplines.countries()`. With
        `figure_of_speech` the user has waved the notice aside: where it was not final, the
        message is reviewed, but a sentence that the gate stopped at gets no softer words. Raises
        `MessageError` for what cannot be read: a NUL byte, a lone surrogate (text that was
        decoded wrongly), or a longer message; `DataError` for an unknown country.
        """
        check_readable(message)
        spans = split_sentences(message)
        if not any(words_of(message[span.start : span.end]) for span in spans):
            return Review(message, unread="nothing")
        views = safety.views(message, spans, self._classifier.known_)
        said = self._classifier.read([view.passage for view in views])
        alarms = safety.alarms(views, said)
        if alarms and (alarms[0].final or not figure_of_speech):
            return Review(message, safety=safety.notice(alarms[0], country))
        if is_foreign(message, self._classifier.known_):
            return Review(message, unread="language")
        waved = [alarm.span for alarm in alarms]
        return Review(message, self._sentences(message, spans, said, waved))

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
        dangers = safety.classes(texts, said, self._classifier.read)
        return pd.DataFrame(
            {
                "text": pd.Series(texts, dtype="str"),
                "label": pd.Series(said.labels, dtype="str"),
                "confidence": said.probabilities.max(axis=1, initial=0.0),
                "unsure": pd.Series(said.unsure, dtype=bool),
                "theme": pd.Series(said.themes, dtype="str"),
                "safety": pd.Series([kind or "none" for kind in dangers], dtype="str"),
                **{f"p_{label}": said.probabilities[:, i] for i, label in enumerate(LABELS)},
            }
        )

    def _sentences(
        self, message: str, spans: Sequence[Span], said: Readings, waved: Sequence[Span]
    ) -> tuple[Sentence, ...]:
        """Return the sentences with what was `said` of them, first of all that was read.

        Those that overlap a `waved` span keep their words.
        """
        passages = in_one_message([message[span.start : span.end] for span in spans])
        labels, themes = said.labels[: len(spans)], said.themes[: len(spans)]
        evidence = self._evidence(passages, labels)
        kept = [any(span.overlaps(other) for other in waved) for span in spans]
        suggestions = self._suggestions(
            passages, [None if keep else theme for keep, theme in zip(kept, themes, strict=True)]
        )
        return tuple(
            Sentence(
                span.start,
                span.end,
                passages[row].text,
                labels[row],
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
            for row, (span, theme) in enumerate(zip(spans, themes, strict=True))
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
    try:
        message.encode()
    except UnicodeEncodeError:
        raise MessageError(
            "This was not written in UTF-8, so its words cannot be read: please save it as UTF-8."
        ) from None
