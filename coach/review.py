"""What the coach says of a message: frozen values that the page, the CLI and the JSON only draw.

Offsets count Unicode code points of the message exactly as it was given, and
``message[start:end] == text`` always. The JSON is version 1 of the contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, get_args

Label = Literal["blame", "feeling", "curiosity", "repair", "neutral"]
Theme = Literal[
    "distance",
    "unheard",
    "unimportant",
    "unsupported",
    "criticism",
    "distrust",
    "conflict",
    "character",
]
Danger = Literal["violence", "control", "threat", "self_harm"]
By = Literal["partner", "writer"]
Move = Literal["curiosity", "feeling", "repair"]
Strength = Literal["gentle", "firm", "pause"]
Source = Literal["article", "coach"]
Unread = Literal["nothing", "language"]
# Why a blaming sentence has no lines about its own matter: none was read, or it is one that
# nobody should soften.
Note = Literal["no_matter", "boundary", "figure_of_speech"]

LABELS: Final[tuple[Label, ...]] = get_args(Label)
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
DANGERS: Final[tuple[Danger, ...]] = get_args(Danger)
MOVES: Final[tuple[Move, ...]] = get_args(Move)
STRENGTHS: Final[tuple[Strength, ...]] = get_args(Strength)
SOURCES: Final[tuple[Source, ...]] = get_args(Source)

JSON_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the message: code points `start` up to, not including, `end`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that moved the decision toward the label.

    `weight` is the share of the sentence's whole evidence, 0 to 1.
    """

    start: int
    end: int
    weight: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return {"start": self.start, "end": self.end, "weight": round(self.weight, 4)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A softer line that could stand in the place of a blaming sentence."""

    text: str
    move: Move
    strength: Strength
    source: Source

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return {
            "text": self.text,
            "move": self.move,
            "strength": self.strength,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, how it is likely to be heard, and what could be sent instead.

    `confidence` is the calibrated probability of `label`, `p_blame` that of blame, 0 to 1;
    `unsure` says that the coach would rather not name one. `theme`, `beneath`, `suggestions` and
    `note` are filled for blame only, and so is `situation`, where the coach can tell what the
    sentence is about: a name of `data/situations.csv`.
    """

    start: int
    end: int
    text: str
    label: Label
    confidence: float
    p_blame: float
    unsure: bool
    theme: Theme | None = None
    evidence: tuple[Evidence, ...] = ()
    beneath: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    note: Note | None = None
    situation: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "label": self.label,
            "confidence": round(self.confidence, 4),
            "unsure": self.unsure,
            "theme": self.theme,
            "evidence": [e.to_dict() for e in self.evidence],
            "beneath": list(self.beneath),
            "suggestions": [s.to_dict() for s in self.suggestions],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Help:
    """Where help is: who answers, for what, and how to reach them (empty: not this way).

    `phone` and `text` are numbers as people write them, `chat` and `website` are hosts.
    """

    name: str
    what_for: str
    phone: str = ""
    text: str = ""
    chat: str = ""
    hours: str = ""
    website: str = ""
    emergency: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SafetyNotice:
    """Calm, fixed words in the place of any review, and where help is.

    `by` says whose act it is; `start` and `end` are the sentence that asked for it. `final` says
    that it may not be waved aside as a figure of speech.
    """

    kind: Danger
    by: By
    start: int
    end: int
    title: str
    body: str
    help: tuple[Help, ...]
    final: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract."""
        return {
            "kind": self.kind,
            "by": self.by,
            "final": self.final,
            "start": self.start,
            "end": self.end,
            "title": self.title,
            "body": self.body,
            "help": [h.to_dict() for h in self.help],
        }


@dataclass(frozen=True, slots=True)
class Review:
    """All that the coach says of one message.

    A review with a `safety` notice has no sentences. `unread` says why a readable message has
    none either: there is `nothing` in it to review, or its `language` is not English.
    """

    message: str
    sentences: tuple[Sentence, ...] = ()
    safety: SafetyNotice | None = None
    unread: Unread | None = None

    @property
    def blaming(self) -> tuple[Sentence, ...]:
        """The sentences labelled blame, in order."""
        return tuple(s for s in self.sentences if s.label == "blame")

    @property
    def chance_of_blame(self) -> float:
        """The chance, 0 to 1, that the sentence likeliest to be heard as blame is heard so."""
        return max((s.p_blame for s in self.sentences), default=0.0)

    def draft(self, choices: Mapping[int, str]) -> str:
        """Return the message with chosen lines in the place of sentences.

        `choices` maps a sentence's `start` to its new text. Every other sentence, and all white
        space between, stays as it is to the character; a line that repeats an earlier choice is
        left out together with the space before it. Raises `KeyError` for a `start` that is no
        sentence's.
        """
        unknown = set(choices) - {s.start for s in self.sentences}
        if unknown:
            raise KeyError(*sorted(unknown))
        parts: list[str] = []
        used: set[str] = set()
        position = 0
        for sentence in self.sentences:
            between = self.message[position : sentence.start]
            line = choices.get(sentence.start, sentence.text)
            if sentence.start not in choices or line not in used:
                parts += [between, line]
            if sentence.start in choices:
                used.add(line)
            position = sentence.end
        parts.append(self.message[position:])
        return "".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the contract, version 1."""
        return {
            "version": JSON_VERSION,
            "message": self.message,
            "safety": self.safety.to_dict() if self.safety else None,
            "sentences": [s.to_dict() for s in self.sentences],
        }
