"""A message cut into sentences, offsets kept.

Messages between partners are seldom edited prose: full stops are missing, lines do their work,
an emoji ends a thought, and two clauses run into each other. So besides the usual marks a
sentence ends at a line break, after emoji, and, where no mark was typed, before a new subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coach.review import Span

_LINE: Final = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_EMOJI: Final = (
    r"[\u203c\u2049\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    r"[\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]*"
)
_CLOSING: Final = "\"'”’»)\\]*_~"
_END: Final = re.compile(
    # marks, with whatever closes behind them, before white space
    rf"(?P<marks>[.!?…]+)[{_CLOSING}]*(?:\s*{_EMOJI})*(?=\s+(?P<next>\S))"
    # emoji in mid-line
    rf"|(?:{_EMOJI}\s*)+(?=\s\S|[^\W\d_])"
    # a forgotten space: "listen.You pulled away"
    r"|(?<=[a-z]{2})[.!?]+(?=[A-Z][a-z’']*[\s,])"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|approx|dept|no|ave|rd|fig|min|hrs?|tel"
    r"|e\.g|i\.e|a\.m|p\.m|u\.s|u\.k)|\b[a-z])\.$",
    re.IGNORECASE,
)
# These may well end a sentence: a capital after them starts the next.
_MAY_END: Final = re.compile(r"\b(?:etc|a\.m|p\.m|u\.s|u\.k|hrs?|min|no)\.$", re.IGNORECASE)
_MARK: Final = re.compile(r"[.!?…,;:]")
_WORD: Final = re.compile(r"\S+")
_HAS_WORD: Final = re.compile(r"[^\W_]")
_BARE: Final = re.compile(r"[^\w']+")

# A new subject that may begin a clause where no mark was typed …
_SUBJECTS: Final = frozenset(
    "i im ive id you u youre ur youve we weve he hes she shes they theyre its it's thats that's "
    "i'm i've i'd you're you've we've he's she's they're please pls plz sorry idk "
    "anyway dont don't".split()
)
# … but not behind one of these, which want something to follow.
_BINDERS: Final = frozenset(
    "a about after all although am an and any anything are as at be because been before bet but by "
    "can cause cant can't could couldnt couldn't cuz bc cos did didnt didn't do does doesnt "
    "doesn't dont don't each even ever every everything except feel felt figured find for from "
    "girl guess guy had has have hate hope how however i if im i'm in into is it its just kind "
    "knew know like love maybe mean means moment much my never no nor not nothing now of on once "
    "one only or our out over people person promise really reckon said same saw say saying see "
    "seems should shouldnt shouldn't since so some something stuff such somehow suppose supposed "
    "sure swear tell telling than that the their them then there these they thing things think "
    "thinking this those though thought through til till to told too two under "
    "unless until up was wasnt wasn't way we well were what whatever when whenever where "
    "whether which while who whose why will wish with without wont won't would wouldnt wouldn't "
    "you u your ur yes yeah ok okay lol oh well hey hi and/or n tho w that's thats".split()
)
# "i miss u | i wish u were here": before a first person, these close what came before.
_CLAUSE_ENDS: Final = frozenset("you u it too now yeah lol".split())
_FIRST_PERSON: Final = frozenset("i im ive i'm i've we please pls sorry".split())
# "miss u sm" but "miss him | u never ask": a "you" is a subject where one of these follows.
_SECOND_PERSON: Final = frozenset("you u".split())
_YOU_GO_ON: Final = frozenset(
    "act acted always are arent aren't broke came can cant can't come could couldnt couldn't did "
    "didnt didn't do dont don't even forgot gave get go got had have havent haven't hurt just keep "
    "kept knew know left lie lied look looked made need never only promised r really said should "
    "shouldnt shouldn't started still stopped think told took walked want was wasnt went were "
    "werent weren't will wont won't would wouldnt wouldn't".split()
)
# "told me | you could sing" is one.
_TELLING: Final = frozenset("tell told telling promise promised show showed ask asked".split())
_TOLD: Final = frozenset("me us him her them".split())
_DETERMINERS: Final = frozenset(
    "a an the my your ur our his her their every each last first".split()
)
_FEWEST_WORDS_A_SIDE: Final = 3
_RUN_ON: Final = 6
_LONGEST: Final = 60
_LONGEST_CHARACTERS: Final = 600


def split_sentences(message: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of `message`, in order.

    No span is empty or begins or ends in white space, none holds a line break, and each holds at
    least one letter or digit; what lies between them is white space, marks and emoji only. A
    sentence has at most 60 words and 600 characters, so that the time taken grows with the length
    of the message and no faster.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(message):
        for start, end in _at_marks(message, line.start(), line.end()):
            for piece in _at_subjects(message, start, end):
                spans.extend(_at_length(message, *piece))
    return tuple(span for span in spans if _HAS_WORD.search(message, span.start, span.end))


def _at_marks(message: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where a mark or an emoji ends a sentence."""
    begin = start
    for found in _END.finditer(message, start, end):
        if found["marks"] and _goes_on(message, begin, found):
            continue
        if _HAS_WORD.search(message, begin, found.end()):
            yield begin, found.end()
            begin = found.end()
    if begin < end:
        yield begin, end


def _goes_on(message: str, begin: int, found: re.Match[str]) -> bool:
    """Return whether the marks stand inside a sentence: "Dr. Ali", "i just... dont know"."""
    marks, following = found["marks"], found["next"]
    if marks[-1] in "!?":
        # 'you said "stop!" and left': a mark that a quotation or bracket closes around
        return (
            found.end() > found.end("marks")
            and message[found.end() - 1] in _CLOSING
            and (following.islower())
        )
    if len(marks) > 1 or marks == "…":
        return following.islower() and not _starts_subject(message, found.end("marks"))
    head = message[max(begin, found.end("marks") - 12) : found.end("marks")]
    if not _ABBREVIATION.search(head):
        return False
    return not (_MAY_END.search(head) and following.isupper())


def _starts_subject(message: str, position: int) -> bool:
    word = _WORD.search(message, position)
    return word is not None and _bare(word[0]) in _SUBJECTS


def _at_subjects(message: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run-on that was typed without marks before each new subject."""
    words = list(_WORD.finditer(message, start, end))
    if len(words) < _RUN_ON or _MARK.search(message, start, end):
        yield start, end
        return
    bare = [_bare(word[0]) for word in words]
    begin, first = start, 0
    for index in range(len(words)):
        far_enough = (
            index - first >= _FEWEST_WORDS_A_SIDE and len(words) - index >= _FEWEST_WORDS_A_SIDE
        )
        if far_enough and _is_new_subject(bare, index):
            yield begin, words[index].start()
            begin, first = words[index].start(), index
    yield begin, end


def _is_new_subject(bare: list[str], index: int) -> bool:
    subject, before = bare[index], bare[index - 1]
    ends_a_clause = before in _CLAUSE_ENDS and subject in _FIRST_PERSON
    if subject not in _SUBJECTS or (before in _BINDERS and not ends_a_clause):
        return False
    if subject in _SECOND_PERSON and bare[index + 1] not in _YOU_GO_ON:
        return False
    if before in _TOLD and bare[index - 2] in _TELLING:
        return False
    # "forgot the milk i asked for": behind a noun with its article the clause belongs to the noun.
    return not _DETERMINERS.intersection(bare[max(0, index - 3) : index - 1])


def _at_length(message: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is still too long for one sentence, at a comma where there is one."""
    words = list(_WORD.finditer(message, start, end))
    begin = 0
    while begin < len(words):
        stop = begin + 1
        while (
            stop < len(words)
            and stop - begin < _LONGEST
            and words[stop].end() - words[begin].start() <= _LONGEST_CHARACTERS
        ):
            stop += 1
        if stop < len(words):
            commas = [i for i in range(begin + _LONGEST // 2, stop) if words[i][0][-1] in ",;:"]
            stop = commas[-1] + 1 if commas else stop
        yield from _by_characters(words[begin].start(), words[stop - 1].end())
        begin = stop


def _by_characters(start: int, end: int) -> Iterator[Span]:
    for cut in range(start, end, _LONGEST_CHARACTERS):
        yield Span(cut, min(cut + _LONGEST_CHARACTERS, end))


def _bare(word: str) -> str:
    return _BARE.sub("", word.lower().replace("’", "'"))
