"""How accusations are built: the frames of `data/frames.csv`, found in a tagged sentence.

A frame is a regular expression over the words as `written/dictionary form/tag`, joined by blanks.
A bare word in it stands for that word whatever its tag, `<say|tell>` for all forms of these verbs,
and `{names}` for the pieces below. Each frame carries a sentence with what is read of it, and one
that it must not be found in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast, get_args

from coach.files import DATA
from coach.grammar import Word
from coach.tables import anything, fault, filled, one_of, read_table
from coach.turns import compiled
from coach.wording import words_for

Form = Literal[
    "past", "past_not", "habit", "habit_not", "wish", "mine", "rival", "topic", "none",
    "missing", "situation", "facts",
]  # fmt: skip
FORMS: Final[tuple[Form, ...]] = get_args(Form)
FRAMES: Final = DATA / "frames.csv"

_W: Final = "[^ /]+"
# {a piece}, <dictionary forms>, or a bare word.
_SHORT: Final = re.compile(r"\{([a-z_]+)\}|<([a-z|]+)>|(?<![\w/\\^'])('?[a-z]+|n't)(?![\w/}>'])")


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of building an accusation.

    `form` is what it is read as: `none` that it is not, `missing` that a wish is made of it.
    """

    form: Form
    pattern: re.Pattern[str]
    fires_on: str
    reads: str
    not_on: str


@dataclass(frozen=True, slots=True)
class Found:
    """A frame in a sentence: its words `start` up to `end`, and those that it is about."""

    form: Form
    start: int
    end: int
    at: int
    at_end: int


def find_frames(words: Sequence[Word]) -> Iterator[Found]:
    """Yield the frames of a sentence, the first in it first, and of those the first in the file.

    Nothing else begins in what a frame of form `none` covers, nor at a "you" that does nothing:
    "so you", "if you", "as you".
    """
    line = as_line(words)
    found = [
        _placed(line, frame, match)
        for frame in load_frames()
        for match in frame.pattern.finditer(line)
    ]
    covered = 0
    for frame in sorted(found, key=lambda f: f.start):
        if frame.start < covered or _does_nothing(words, frame.start):
            continue
        yield frame
        if frame.form == "none":
            covered = frame.end


def as_line(words: Sequence[Word]) -> str:
    """Return the words as frames read them."""
    return " ".join(f"{word.lower}/{word.lemma}/{word.tag}" for word in words)


def _does_nothing(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at].lower == "you" and words[at - 1].lower in words_for("no_act")


def _placed(line: str, frame: Frame, match: re.Match[str]) -> Found:
    """Return where in the sentence's words a frame was found."""
    group = "at" if "at" in frame.pattern.groupindex else 0
    start, end, at, at_end = (
        line.count(" ", 0, place)
        for place in (match.start(), match.end(), match.start(group), match.end(group))
    )
    return Found(frame.form, start, end + 1, at, at_end + 1)


@cache
def load_frames() -> tuple[Frame, ...]:
    """Return the frames in their order; `DataError` names a row that is not one."""
    checks = {
        "form": one_of(FORMS),
        "pattern": filled,
        "fires_on": filled,
        "reads": anything,
        "not_on": filled,
    }
    pieces = _pieces()
    frames = []
    for number, row in enumerate(read_table(FRAMES, checks), start=2):
        try:
            spelled = _spelled(row["pattern"], pieces)
        except KeyError as error:
            raise fault(FRAMES, number, f"pattern has an unknown piece {error}") from None
        pattern = compiled(rf"(?:^|(?<= )){spelled}(?= |$)", FRAMES, number)
        frames.append(
            Frame(cast("Form", row["form"]), pattern, row["fires_on"], row["reads"], row["not_on"])
        )
    return tuple(frames)


def _spelled(pattern: str, pieces: Mapping[str, str]) -> str:
    """Return the regular expression that a frame's short spelling stands for."""

    def long(found: re.Match[str]) -> str:
        piece, forms, bare = found.groups()
        if piece:
            return pieces[piece]
        return rf"{_W}/(?:{forms})/\S+" if forms else rf"{bare}/\S+"

    return _SHORT.sub(long, pattern)


def _pieces() -> dict[str, str]:
    """Return what the names in a frame stand for."""

    def one_of_words(kind: str) -> str:
        return "|".join(sorted(words_for(kind)))

    def verb(tags: str) -> str:
        return rf"(?P<at>{_W}/{_W}/{tags})"

    helps_nothing = rf"(?! (?:{_W}/{_W}/AV0 )*{_W}/{_W}/(?:XX0|V\w[BIN]))"
    # The tagger may take "text me" for a noun.
    base = r"(?:V\w[BI]|NN1(?= (?:me|us|my|your|the|him|her|them|back)/))"
    return {
        "you": r"you/\S+",
        "adv": rf"(?:(?!(?:{one_of_words('state')})/){_W}/{_W}/AV0 )*",
        "me": r"(?:me|us|them|everyone)/\S+",
        "not": r"(?:n't|not)/\S+",
        "seldom": r"(?:never|hardly|barely|rarely|scarcely)/\S+",
        "be": r"(?:'m|am|'re|are|were|was)/\S+",
        "have": rf"{_W}/{_W}/VH\w",
        "promise": rf"{_W}/(?:say|promise|swear|tell)/V\S+",
        "thanks": r"(?:thanks/\S+|thank/\S+ you/\S+)",
        "start": r"\A(?:[^ ]+/(?:PUN|ITJ|CJC|AV0) )*",
        "nobody": r"(?!.*(?:^| )(?:i|we|he|she|they|you|myself)/)",
        "any_verb": rf"{_W}/{_W}/V\S+",
        "any_verb_at": verb(r"V[VBDH]\w"),
        "base": verb(base),
        "acts": verb(r"(?:V\w[BI]|NN1)"),
        "base_or_done": verb(r"V\w[BIND]"),
        "past": verb(r"V[VHD][DN]") + helps_nothing,
        "present": verb(r"V[VHD][BI]") + helps_nothing,
        "done": verb(r"V[VHD][DN]"),
        # And "texting her" for an adjective.
        "ing": rf"(?P<at>{_W}/{_W}/V\wG"
        rf"|{_W}ing/{_W}/(?:AJ0|NN1)(?= (?:me|us|him|her|them|it|the|my|your)/))",
        "chore": rf"(?P<at>{_W}/(?:{one_of_words('chore')})/V[VD][BDNI])"
        r"(?! [^ /]+/[^ /]+/(?:XX0|V))",
        "state": rf"(?P<at>(?!(?:like|of|about|for|than|to)/){_W}/{_W}/PRP"
        rf"|(?:{one_of_words('state')})/\S+|[^ ]+ [^ ]+ late/\S+)",
        "thing": r"(?P<at>(?:[^ ]+/(?:AT0|DPS|DT0|AJ0|POS|NN\d|NP0) )*[^ ]+/(?:NN\d|NP0))",
    }
