"""The same sentence typed otherwise: changes that must not change how it is heard.

The encoder meets some of them while it is fine-tuned, so that it reads people who type; the
report measures each of them on voices that no part of the model has read (`coach evaluate`).
Each takes a sentence and a random generator, and returns None where it has nothing to change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from coach.texting import texting

Perturb = Callable[[str, random.Random], str | None]

NAMES: Final = (
    "Maria", "James", "Aisha", "Wei", "Priya", "Kwame", "Olga", "Diego", "Fatima", "Liam",
    "Chidi", "Yuki", "Hannah", "Mohammed", "Shanice", "Bjorn", "Siobhan", "Rahul", "Leila", "Tom",
)  # fmt: skip
# None that turns praise into sarcasm.
_EMOJI: Final = ("🙂", "✨", "☀️", "🌧️", "👀", "🍵")
_GENDERED: Final = {
    "he": "she", "she": "he", "him": "her", "his": "her", "himself": "herself",
    "herself": "himself", "husband": "wife", "wife": "husband", "boyfriend": "girlfriend",
    "girlfriend": "boyfriend", "mum": "dad", "mom": "dad", "dad": "mum", "mother": "father",
    "father": "mother", "sister": "brother", "brother": "sister", "son": "daughter",
    "daughter": "son", "man": "woman", "woman": "man", "girl": "boy", "boy": "girl",
    "aunt": "uncle", "uncle": "aunt",
}  # fmt: skip
_CONTRACTED: Final = {
    "don't": "do not", "doesn't": "does not", "didn't": "did not", "can't": "cannot",
    "couldn't": "could not", "won't": "will not", "wouldn't": "would not", "isn't": "is not",
    "aren't": "are not", "wasn't": "was not", "weren't": "were not", "haven't": "have not",
    "hasn't": "has not", "hadn't": "had not", "shouldn't": "should not", "i'm": "I am",
    "you're": "you are", "we're": "we are", "they're": "they are", "i've": "I have",
    "you've": "you have", "we've": "we have", "i'll": "I will", "you'll": "you will",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A capital inside a sentence: most often a name.
_NAME: Final = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][a-z]{2,}\b")
_NOT_NAMES: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Christmas Easter God Mum Dad Mom".split()
)
_LONG_ENOUGH: Final = 5


def typo(text: str, chance: random.Random) -> str | None:
    """Swap two neighbouring letters inside one longer word."""
    long_words = [w for w in _WORD.finditer(text) if len(w[0]) >= _LONG_ENOUGH]
    if not long_words:
        return None
    word = chance.choice(long_words)
    at = word.start() + chance.randrange(1, len(word[0]) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def as_texting(text: str, chance: random.Random) -> str | None:  # noqa: ARG001
    """Type as in a text message: lower case, short forms, no apostrophe, no full stop."""
    short = {"you": "u", "your": "ur", "are": "r", "because": "bc", "please": "pls"}
    short |= {meant: written for written, meant in texting().items() if "'" in meant}
    changed = _WORD.sub(lambda w: short.get(w[0].lower().replace("’", "'"), w[0]), text)
    changed = changed.lower().rstrip(".").replace("'", "").replace("’", "")
    return changed if changed != text else None


def capitals(text: str, chance: random.Random) -> str | None:  # noqa: ARG001
    """Shout."""
    return text.upper() if text != text.upper() else None


def emoji(text: str, chance: random.Random) -> str | None:
    """Put an emoji at the end."""
    return f"{text} {chance.choice(_EMOJI)}"


def another_name(text: str, chance: random.Random) -> str | None:
    """Put another name in the place of each name."""
    found = [w for w in _NAME.finditer(text) if w[0] not in _NOT_NAMES]
    for word in reversed(found):
        other = chance.choice([name for name in NAMES if name != word[0]])
        text = text[: word.start()] + other + text[word.end() :]
    return text if found else None


def another_gender(text: str, chance: random.Random) -> str | None:  # noqa: ARG001
    """Put he for she, husband for wife, and so on."""
    changed = _WORD.sub(lambda w: _cased_like(w[0], _GENDERED.get(w[0].lower(), w[0])), text)
    return changed if changed != text else None


def spelt_out_or_contracted(text: str, chance: random.Random) -> str | None:  # noqa: ARG001
    """Write "do not" for "don't"."""

    def spell(word: re.Match[str]) -> str:
        plain = word[0].replace("’", "'")
        return _cased_like(plain, _CONTRACTED.get(plain.lower(), plain))

    changed = _WORD.sub(spell, text)
    return changed if changed != text.replace("’", "'") else None


def no_offence(text: str, chance: random.Random) -> str | None:
    """Begin with a hedge that changes nothing."""
    hedge = chance.choice(("no offence but ", "not gonna lie, ", "just saying, "))
    return hedge + text[0].lower() + text[1:] if not text.startswith(("I ", "I'")) else hedge + text


def other_marks(text: str, chance: random.Random) -> str | None:
    """Leave the marks at the end out, or overdo them; a question stays one."""
    bare = text.rstrip(".!")
    if bare.endswith("?"):
        return bare + chance.choice(("?", "??"))
    return bare + chance.choice(("", "...", "!!", " .", "!"))


ALL: Final[dict[str, Perturb]] = {
    "typo": typo,
    "texting": as_texting,
    "capitals": capitals,
    "emoji": emoji,
    "name": another_name,
    "gender": another_gender,
    "contraction": spelt_out_or_contracted,
    "no offence but": no_offence,
    "punctuation": other_marks,
}


def _cased_like(model: str, word: str) -> str:
    return word[0].upper() + word[1:] if model[0].isupper() else word
