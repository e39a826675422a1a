"""The façade: one object that reads messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, cast

from coach import safety
from coach.classifier import Readings, SentenceClassifier
from coach.encoder import SentenceEncoder
from coach.errors import MessageError
from coach.language import is_foreign
from coach.learned import Learned
from coach.passages import Passage, alone
from coach.review import LABELS, Evidence, Label, Note, Review, Sentence, Span, Theme, Unread
from coach.sentences import split_sentences
from coach.situating import Situated
from coach.store import Sources, load_or_train
from coach.texting import words_of
from coach.turns import accuses, sets_a_boundary

if TYPE_CHECKING:
    import pandas as pd

    from coach.deck import Card
    from coach.grading import Feedback
    from coach.rephrase import Softer
    from coach.training import Progress

MOST_CHARACTERS: Final = 200_000
# A line is offered where blame is less likely than this.
SOFT_BELOW: Final = 0.25
_UNREAD: Final[dict[Unread, str]] = {
    "nothing": "Write what you would say, in your own words; then look.",
    "language": "The coach reads English, and this seems to be another language.",
}
LONGEST_FEELING: Final = 60  # characters
_I_AM: Final = re.compile(r"^i(?:'|’)?m |^i am |^i was ", re.IGNORECASE)
_I_FEEL: Final = re.compile(r"^i (?:feel|felt) ", re.IGNORECASE)


class Coach:
    """Reads a message and says, sentence by sentence, how it is likely to be heard.

    Everything happens on this machine, and nothing that is read is kept.
    """

    def __init__(self, classifier: SentenceClassifier) -> None:
        self._classifier = classifier

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
        sources = Sources(corpus) if corpus else None
        return cls(load_or_train(sources, models, encoder=encoder, progress=progress))

    @classmethod
    def of_bytes(cls, content: bytes, *, encoder: bool = True) -> Self:
        """Return the coach that `to_bytes` of another one, with an encoder or without, stands for.

        Raises `ModelError` where it is none, or where this machine lacks the encoder's file.
        """
        opened = SentenceEncoder().opened() if encoder else None
        return cls(SentenceClassifier(Learned.of_bytes(content), opened))

    def to_bytes(self) -> bytes:
        """Return all that was learned, to be read on another machine by the same version."""
        return self._classifier.learned.to_bytes()

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
        first, said, alarms = self._gate(message, spans)
        if alarms and (alarms[0].final or not figure_of_speech):
            return Review(message, safety=safety.notice(alarms[0], country))
        if is_foreign(message, self._classifier.known):
            return Review(message, unread="language")
        passages = [view.passage for view in first]
        waved = [alarm.span for alarm in alarms]
        return Review(message, self._sentences(message, spans, passages, said, waved))

    def reword(self, review: Review, start: int, feeling: str) -> Review:
        """Return `review` with the lines of the sentence at `start` saying a chosen feeling.

        `feeling` is one of the sentence's `beneath`, or the writer's own words: what could follow
        "I'm". Without one the lines guess again. Raises `KeyError` where no blaming sentence
        starts, and `MessageError` for what cannot be said after "I'm", or would charge the
        partner again. Words of danger end the review with a notice, as in `review`.
        """
        from coach.softening import blame_in, softer_lines  # noqa: PLC0415 - only wanted here

        sentence = {s.start: s for s in review.blaming}[start]
        feeling = _after_i_am(feeling)
        if feeling and feeling not in sentence.beneath:
            check_readable(feeling)
            if len(feeling) > LONGEST_FEELING:
                raise MessageError("That is long for a feeling: a word or a few are enough.")
            said = f"I'm {feeling}."
            _, _, alarms = self._gate(said, [Span(0, len(said))])
            if alarms:
                alarm = replace(alarms[0], span=Span(sentence.start, sentence.end))
                return Review(review.message, safety=safety.notice(alarm))
            if not all(self._is_soft([said])) or accuses(said):
                raise MessageError(
                    "This may be heard as a charge, not as a feeling. Try what is in you, in a "
                    "word or two: “sad”, “left out”, “scared of losing this”."
                )
        about = Situated(sentence.situation, sure=True) if sentence.situation else None
        blame = blame_in(sentence.text, cast("Theme", sentence.theme), about, feeling)
        (softer,) = softer_lines([blame], review.message, self._is_soft)
        reworded = replace(sentence, suggestions=softer.suggestions)
        sentences = tuple(reworded if s is sentence else s for s in review.sentences)
        return replace(review, sentences=sentences)

    def grade(self, card: Card, attempt: str, *, figure_of_speech: bool = False) -> Feedback:
        """Return how well `attempt` says softly what `card` asks for.

        Raises `MessageError` where there is nothing to read in it, and as `review` does;
        `figure_of_speech` is `review`'s too.
        """
        from coach.grading import grade  # noqa: PLC0415 - only wanted here

        review = self.review(attempt, figure_of_speech=figure_of_speech)
        if review.unread:
            raise MessageError(_UNREAD[review.unread])
        return grade(card, review, self._classifier.probabilities)

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
        known = self._classifier.known
        dangers = safety.classes(texts, said, self._classifier.read, known)
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

    def _gate(
        self, message: str, spans: Sequence[Span]
    ) -> tuple[list[safety.View], Readings, list[safety.Alarm]]:
        """Return the sentences as they are read, what is said of them, and what danger there is."""
        first = safety.first_look(message, spans)
        said = self._classifier.read([view.passage for view in first])
        again = safety.second_look(message, first, said, self._classifier.known)
        told = self._classifier.read([view.passage for view in again])
        return first, said, safety.alarms((first, said), (again, told))

    def _sentences(
        self,
        message: str,
        spans: Sequence[Span],
        passages: Sequence[Passage],
        said: Readings,
        waved: Sequence[Span],
    ) -> tuple[Sentence, ...]:
        """Return the sentences with what was `said` of them; a `waved` one keeps its words."""
        labels, themes, situations = said.labels, said.themes, said.situations
        evidence = self._evidence(passages, labels)
        kept = [any(span.overlaps(other) for other in waved) for span in spans]
        notes: list[Note | None] = [
            None if theme is None else _note(passage.text, waved=keep)
            for passage, theme, keep in zip(passages, themes, kept, strict=True)
        ]
        softer: dict[int, Softer] = {}
        feelings: dict[Theme, tuple[str, ...]] = {}
        if any(themes):
            from coach.softening import beneath, blame_in, softer_lines  # noqa: PLC0415 - seldom

            feelings = {theme: beneath(theme) for theme in themes if theme}
            blames = {
                row: blame_in(passages[row].text, theme, situations[row])
                for row, theme in enumerate(themes)
                if theme and not notes[row]
            }
            lines = softer_lines(list(blames.values()), message, self._is_soft)
            softer = dict(zip(blames, lines, strict=True))
        return tuple(
            Sentence(
                span.start,
                span.end,
                passages[row].text,
                labels[row],
                float(said.probabilities[row].max()),
                float(said.probabilities[row, LABELS.index("blame")]),
                said.unsure[row],
                theme,
                tuple(
                    Evidence(span.start + e.start, span.start + e.end, e.weight)
                    for e in evidence.get(row, ())
                ),
                feelings[theme] if theme else (),
                softer[row].suggestions if row in softer else (),
                "no_matter" if row in softer and not softer[row].about else notes[row],
                situation.name if (situation := situations[row]) else None,
            )
            for row, (span, theme) in enumerate(zip(spans, themes, strict=True))
        )

    def _is_soft(self, lines: Sequence[str]) -> list[bool]:
        """Return whether each line is not blame, surely enough to be offered."""
        blame = self._classifier.probabilities(alone(lines))[:, LABELS.index("blame")]
        return [bool(soft) for soft in blame < SOFT_BELOW]

    def _evidence(
        self, passages: Sequence[Passage], labels: Sequence[Label]
    ) -> dict[int, tuple[Evidence, ...]]:
        """Return the evidence of each row that is not neutral: nothing makes a thing neutral."""
        rows = [row for row, label in enumerate(labels) if label != "neutral"]
        found = self._classifier.evidence([passages[r] for r in rows], [labels[r] for r in rows])
        return dict(zip(rows, found, strict=True))


def _note(text: str, *, waved: bool) -> Note | None:
    """Return why a blaming sentence is left as it is, if it is."""
    if waved:
        return "figure_of_speech"
    return "boundary" if sets_a_boundary(text) else None


def _after_i_am(feeling: str) -> str:
    """Return what the writer feels as it follows "I'm": "I feel small." is "feeling small"."""
    feeling = _I_FEEL.sub("feeling ", _I_AM.sub("", feeling.strip().rstrip(".!")))
    return f"feeling {feeling}" if feeling.startswith(("like ", "as if ")) else feeling


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
