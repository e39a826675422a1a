"""The classifier: a sentence in, how it is likely to be heard out.

One reader of n-grams and the encoder names the label, a second one its theme, and a third what
danger is in it, which `coach/safety.py` decides on. It reads with NumPy and onnxruntime alone, so
that a message typed now is read now; `coach/training.py` is where it learns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from coach.arrays import Floats
from coach.encoder import SentenceEncoder, said_by, said_of
from coach.language import known_shares
from coach.learned import Learned
from coach.ngrams import Rows
from coach.passages import Passage
from coach.review import LABELS, THEMES, Evidence, Label, Theme
from coach.situating import Situated, situate
from coach.texting import Tokens, read_tokens

# A sentence that is mostly words nobody in the corpus uses is read by its punctuation.
LEAST_KNOWN: Final = 0.5
# Words that moved the decision by less than this share of the strongest one are noise.
_EVIDENCE_SHARE: Final = 0.3
_LEAST_MOVE: Final = 0.05
_TINY: Final = 1e-12
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Readings:
    """What the classifier says of some passages, one entry each, in order.

    `tokens` are those of the texts. `probabilities` is (passages, 5), columns in the order of
    `LABELS`; `unsure` says where the coach would rather not name a label: too close a call, or
    words that it does not know; `themes` is None but for blame, and so is `situations`, also where
    the coach cannot tell what the blame is about. `dangers` is (passages, 8): the
    probability of no danger, then of each of `PERILS`.
    """

    tokens: Tokens
    probabilities: Floats
    labels: tuple[Label, ...]
    unsure: tuple[bool, ...]
    themes: tuple[Theme | None, ...]
    situations: tuple[Situated | None, ...]
    dangers: Floats


class SentenceClassifier:
    """Labels, themes, confidence and evidence for sentences, alone or in their message.

    Without an `encoder` it reads by n-grams alone: faster, and less sure-footed.
    """

    def __init__(self, learned: Learned, encoder: SentenceEncoder | None = None) -> None:
        self.learned = learned
        self._encoder = encoder

    @property
    def known(self) -> frozenset[str]:
        """The words that the coach may call known English."""
        return self.learned.known

    def read(self, passages: Sequence[Passage]) -> Readings:
        """Return how each passage is likely to be heard, and what the blaming ones are about."""
        logits, learned = self._logits(passages), self.learned
        tokens, ngrams = self._ngrams(passages)
        probabilities = learned.labels.probabilities(ngrams, said_of("label", logits))
        labels = tuple(LABELS[column] for column in probabilities.argmax(axis=1).tolist())
        blame = [row for row, label in enumerate(labels) if label == "blame"]
        themes: list[Theme | None] = [None] * len(labels)
        situations: list[Situated | None] = [None] * len(labels)
        for row, theme in zip(blame, self._about(ngrams, logits, blame), strict=True):
            themes[row] = theme
        if logits is not None and self._encoder is not None:
            said = said_by("situation", logits[blame])
            for row, told in zip(
                blame, situate(said, self._encoder.situations, learned), strict=True
            ):
                situations[row] = told
        unsure = (probabilities.max(axis=1, initial=0.0) < learned.unsure_below) | (
            known_shares(tokens, learned.known) < LEAST_KNOWN
        )
        return Readings(
            tokens,
            probabilities,
            labels,
            tuple(unsure.tolist()),
            tuple(themes),
            tuple(situations),
            learned.dangers.probabilities(ngrams, said_of("safety", logits)),
        )

    def probabilities(self, passages: Sequence[Passage]) -> Floats:
        """Return the (passages, 5) probabilities of the labels alone, columns as in `LABELS`."""
        _, ngrams = self._ngrams(passages)
        logits = said_of("label", self._logits(passages))
        return self.learned.labels.probabilities(ngrams, logits)

    def evidence(
        self, passages: Sequence[Passage], labels: Sequence[Label]
    ) -> list[tuple[Evidence, ...]]:
        """Return, for each passage, the words that moved the decision toward its label.

        Each word is left out in turn and the classifier asked again; what lowers the label's
        log-odds most is the evidence. Offsets count from the start of the sentence.
        """
        words = [list(_WORD.finditer(passage.text)) for passage in passages]
        groups = [
            [passage, *(_without(passage, word) for word in found)]
            for passage, found in zip(passages, words, strict=True)
        ]
        logits = self._encoder.transform_groups(groups) if self._encoder else None
        _, ngrams = self._ngrams([variant for group in groups for variant in group])
        found = self.learned.labels.probabilities(ngrams, said_of("label", logits))
        # Log-odds, not probabilities: where the coach is certain these still tell words apart.
        odds = _log_odds(np.clip(found, _TINY, 1 - _TINY))
        results = []
        first = 0
        for group, inside, label in zip(groups, words, labels, strict=True):
            column = odds[first : first + len(group), LABELS.index(label)]
            results.append(_merge(inside, column[0] - column[1:]))
            first += len(group)
        return results

    def about(self, passages: Sequence[Passage]) -> list[Theme]:
        """Return what each passage is about, taken as blame whatever it is."""
        _, ngrams = self._ngrams(passages)
        return self._about(ngrams, self._logits(passages), list(range(len(passages))))

    def _about(self, ngrams: Rows, logits: Floats | None, rows: list[int]) -> list[Theme]:
        said = said_of("theme", logits, rows)
        found = self.learned.themes.probabilities(ngrams.take(rows), said)
        return [THEMES[column] for column in found.argmax(axis=1).tolist()]

    def _ngrams(self, passages: Sequence[Passage]) -> tuple[Tokens, Rows]:
        """Return the tokens of the passages, and the n-grams, one row each."""
        tokens = read_tokens([passage.text for passage in passages])
        return tokens, self.learned.ngrams(tokens)

    def _logits(self, passages: Sequence[Passage]) -> Floats | None:
        return self._encoder.transform(passages) if self._encoder else None


def _log_odds(probabilities: Floats) -> Floats:
    odds: Floats = np.log(probabilities) - np.log1p(-probabilities)
    return odds


def _without(passage: Passage, word: re.Match[str]) -> Passage:
    text = passage.text
    return passage._replace(text=text[: word.start()] + text[word.end() :])


def _merge(words: Sequence[re.Match[str]], moves: Floats) -> tuple[Evidence, ...]:
    """Return the words with the strongest moves, neighbours joined into one span."""
    if not words or moves.max() < _LEAST_MOVE:
        return ()
    strong = moves >= _EVIDENCE_SHARE * moves.max()
    spans: list[tuple[int, int, float]] = []
    last = None
    for index in np.flatnonzero(strong).tolist():
        start, end, move = words[index].start(), words[index].end(), float(moves[index])
        if last is not None and index == last + 1:
            start, move = spans[-1][0], spans.pop()[2] + move
        spans.append((start, end, move))
        last = index
    total = sum(move for _, _, move in spans)
    return tuple(Evidence(start, end, move / total) for start, end, move in spans)
