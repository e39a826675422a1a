"""The safety gate: danger goes to help, never to softer words.

It reads a message before anything is said of it. Where it fires there is no label, no score and
no suggestion for the whole message, only fixed words and where help is. It is no abuse detector:
silence from it does not mean safe.

Two readers, and either is enough: the classifier's, which has learned from `data/safety.csv` how
danger is spoken of, and the patterns of `coach/outright.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Protocol

from coach.arrays import Floats
from coach.disguise import undisguised
from coach.files import DATA
from coach.helplines import help_for
from coach.outright import only_denied, said_outright
from coach.passages import Passage, alone, in_one_message
from coach.perils import PERILS, Peril, peril_in
from coach.review import Danger, SafetyNotice, Span
from coach.tables import filled, read_table
from coach.texting import Tokens, read_tokens

NOTICES: Final = DATA / "notices.csv"

# The gate fires where danger is at least this likely, so that more than nine in ten of each class
# are caught. It errs on the side of firing: what that costs in look-alikes stopped, and what other
# values would, is the trade-off curve of the report.
FIRES_AT: Final = 0.2
# A sentence is read alone and with the next one where danger is at least this likely in it beside
# its neighbours: measured on unread voices, in their own messages and in others' warm ones, all
# that a second look catches lies above, and of what it stops wrongly most lies below.
SECOND_LOOK: Final = 0.05
# Two sentences read as one show what neither says alone, and more that nobody meant.
MORE_FOR_TWO: Final = 0.3
# Nobody may wave it aside where a pattern says so, or where it is at least this likely: a threat
# that is likelier than not, and self-harm that is stated outright. A guess may be mistaken.
FINAL_FROM: Final[Mapping[Danger, float]] = MappingProxyType({"threat": 0.5, "self_harm": 0.97})


class Said(Protocol):
    """What a classifier says of some passages.

    `dangers` is (passages, 8): the probability of no danger, then of each of `PERILS`.
    """

    @property
    def tokens(self) -> Tokens:
        """The tokens of the passages."""

    @property
    def dangers(self) -> Floats:
        """The probabilities."""


@dataclass(frozen=True, slots=True)
class View:
    """One way of reading a stretch of a message, and how much likelier danger must be to count."""

    span: Span
    passage: Passage
    more: float = 0.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the gate found, and where.

    `final` says that nobody may wave it aside: a threat that is likelier than not, or self-harm
    that is stated outright.
    """

    span: Span
    peril: Peril
    final: bool


def first_look(message: str, spans: Sequence[Span]) -> list[View]:
    """Return how the sentences of a message, at `spans`, are read first: beside their neighbours.

    That is how everything else reads them.
    """
    beside = in_one_message([message[span.start : span.end] for span in spans])
    return [View(span, passage) for span, passage in zip(spans, beside, strict=True)]


def second_look(
    message: str, first: Sequence[View], said: Said, known: frozenset[str]
) -> list[View]:
    """Return what the gate reads again, once `first` was read and `said` is known of it.

    A sentence that asks for it alone, so that nothing around it hides it, and with the next one,
    so that it does not hide in two; and any that was typed in disguise, where `known` words help.
    """
    seen = {(view.span, view.passage) for view in first}
    asked = asks_for_a_second_look(said)
    pairs = list(pairwise(first))
    joined = [message[one.span.start : two.span.end] for one, two in pairs]
    outright = said_outright(read_tokens(joined)) if joined else []
    stretches = [
        *((view.span, asks, 0.0) for view, asks in zip(first, asked, strict=True)),
        *(
            (Span(one.span.start, two.span.end), bool(told) or asks or asks_too, MORE_FOR_TWO)
            for (one, two), told, asks, asks_too in zip(
                pairs, outright, asked, asked[1:], strict=False
            )
        ),
    ]
    views = {}
    for span, asks, more in stretches:
        text = message[span.start : span.end]
        plain = undisguised(text, known)
        for passage in alone([text, plain] if asks else [plain] if plain != text else []):
            views[span, passage] = View(span, passage, more)
    return [view for key, view in views.items() if key not in seen]


def asks_for_a_second_look(said: Said) -> list[bool]:
    """Return of each passage whether there may be more danger in it than it shows there."""
    return [bool(asks) for asks in 1 - said.dangers[:, 0] >= SECOND_LOOK]


def alarms(*looks: tuple[Sequence[View], Said]) -> list[Alarm]:
    """Return what there is of danger in a message, the gravest first; empty where nothing fires.

    Each look is some views, and what was said of them.
    """
    # What one sentence says is not said again of it and its neighbour together.
    in_order = sorted(
        (
            Alarm(view.span, *verdict)
            for views, said in looks
            for view, verdict in zip(
                views, _verdicts(said, [view.more for view in views]), strict=True
            )
            if verdict
        ),
        key=lambda alarm: (not alarm.final, alarm.span.end - alarm.span.start, alarm.span.start),
    )
    found: list[Alarm] = []
    starts: set[int] = set()
    ends: set[int] = set()
    for alarm in in_order:
        if alarm.span.start not in starts and alarm.span.end not in ends:
            found.append(alarm)
            starts.add(alarm.span.start)
            ends.add(alarm.span.end)
    return found


def classes(
    texts: Sequence[str],
    said: Said,
    read: Callable[[Sequence[Passage]], Said],
    known: frozenset[str],
) -> list[Danger | None]:
    """Return the class of danger of each sentence alone.

    `said` is what `read` says of them as they are; the disguised ones are read once more, where
    `known` words help.
    """
    named = _verdicts(said, [0.0] * len(texts))
    plain = [undisguised(text, known) for text in texts]
    rows = [row for row, text in enumerate(texts) if plain[row] != text and not named[row]]
    again = _verdicts(read(alone([plain[row] for row in rows])), [0.0] * len(rows))
    for row, verdict in zip(rows, again, strict=True):
        named[row] = verdict
    return [verdict[0].kind if verdict else None for verdict in named]


def notice(alarm: Alarm, country: str = "") -> SafetyNotice:
    """Return the fixed words and the help for what the gate found."""
    kind, by = alarm.peril
    title, body = _notices()[alarm.peril]
    where = help_for(kind, country)
    return SafetyNotice(kind, by, alarm.span.start, alarm.span.end, title, body, where, alarm.final)


def _verdicts(said: Said, more: Sequence[float]) -> list[tuple[Peril, bool] | None]:
    """Return for each text what danger there is, and whether that is final; one decision for all.

    A pattern is believed before the classifier.
    """
    verdicts: list[tuple[Peril, bool] | None] = []
    told = zip(said_outright(said.tokens), only_denied(said.tokens), strict=True)
    for (outright, denied), row, extra in zip(told, said.dangers, more, strict=True):
        likeliest = PERILS[int(row[1:].argmax())]
        peril = outright or likeliest
        if not outright and (denied or 1 - row[0] < FIRES_AT + extra):
            verdicts.append(None)
        else:
            likely = row[1 + PERILS.index(peril)]
            certain = peril.kind in FINAL_FROM and (outright or likely >= FINAL_FROM[peril.kind])
            verdicts.append((peril, bool(certain)))
    return verdicts


@cache
def _notices() -> dict[Peril, tuple[str, str]]:
    checks = dict.fromkeys(("kind", "by", "title", "body"), filled)
    rows = enumerate(read_table(NOTICES, checks), start=2)
    return {peril_in(row, NOTICES, n): (row["title"], row["body"]) for n, row in rows}
