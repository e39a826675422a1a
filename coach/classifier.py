"""The classifier: a sentence in, how it is likely to be heard out.

One pair of readers names the label, a second one, trained on blame alone, its theme, and a third
what danger is in it, which `coach/safety.py` decides on. The answers on voices that no part of the
model had read set the confidence below which the coach calls itself unsure.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from scipy.sparse import csr_array
from scipy.special import logit

from coach.arrays import Floats
from coach.corpus import common_words
from coach.encoder import Head, SentenceEncoder, said_by
from coach.features import sentence_features
from coach.language import known_shares
from coach.passages import Passage, in_messages
from coach.perturbations import typo
from coach.readers import LEAST_ACCURACY, SEED, TwoReaders, confident_from
from coach.review import LABELS, THEMES, Evidence, Label, Theme
from coach.safety_corpus import CLASSES, NO_DANGER, classes_of
from coach.situating import Situated, SituationTeller
from coach.texting import Tokens, read_tokens

if TYPE_CHECKING:
    import pandas as pd

# A sentence that is mostly words nobody in the corpus uses is read by its punctuation.
LEAST_KNOWN: Final = 0.5
# Words that moved the decision by less than this share of the strongest one are noise.
_EVIDENCE_SHARE: Final = 0.3
_LEAST_MOVE: Final = 0.05
_TINY: Final = 1e-12
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")

Progress = Callable[[str], None]
"""Is told, line by line, what takes time."""


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

    Learned by `fit`: `features_` (n-grams), `labels_`, `themes_` and `dangers_` (fitted readers
    over them), `situations_` (with an encoder), `unsure_below_` (a confidence), `known_` (words
    that at least two voices use), and `held_out_rows_`, the rows of the corpus that
    `labels_.held_out_` speaks of.
    """

    def __init__(self, encoder: SentenceEncoder | None = None) -> None:
        self.encoder = encoder

    def fit(
        self, corpus: pd.DataFrame, safety: pd.DataFrame, progress: Progress = lambda _: None
    ) -> Self:
        """Train on the corpus and on the safety sentences; `progress` is told each step."""
        progress("reading the corpus")
        every = [corpus, safety]
        texts, voices = ([v for frame in every for v in frame[c]] for c in ("text", "voice"))
        passages = [
            p for f in every for p in in_messages(f["text"].tolist(), f["message"].tolist())
        ]
        count = len(corpus)
        labels, themes = corpus["label"].tolist(), corpus["theme"].tolist()
        tokens = read_tokens([*texts, *_with_slips(texts[:count])])
        self.known_ = common_words(tokens, voices=voices)
        self.features_ = sentence_features()
        both = self.features_.fit_transform(tokens)
        ngrams, again = both[: len(texts)], both[len(texts) :]
        unread = self._unread(voices)
        logits = self._logits([passages[row] for row in unread])

        progress("learning how sentences are heard")
        self.held_out_rows_ = [row for row in unread if row < count]
        self.labels_ = TwoReaders(LABELS).fit(
            ngrams[:count],
            _columns("label", logits, np.less(unread, count)),
            labels,
            voices[:count],
            self.held_out_rows_,
            again=again,
        )
        self.unsure_below_ = _unsure_below(
            self.labels_.held_out_, [labels[row] for row in self.held_out_rows_]
        )
        progress("learning what blame is about")
        if self.encoder is not None and logits is not None:
            told = [corpus["situation"].iloc[row] if row < count else "" for row in unread]
            self.situations_ = SituationTeller(self.encoder.situations).fit(logits, told)
        blame = [row for row, label in enumerate(labels) if label == "blame"]
        self.themes_ = TwoReaders(THEMES).fit(
            ngrams[blame],
            _columns("theme", logits, np.isin(unread, blame)),
            [themes[row] for row in blame],
            [voices[row] for row in blame],
            np.flatnonzero(np.isin(blame, unread)).tolist(),
            again=again[blame],
        )
        progress("learning what danger sounds like")
        self.dangers_ = TwoReaders(CLASSES).fit(
            ngrams,
            _columns("safety", logits),
            [NO_DANGER] * count + classes_of(safety),
            voices,
            unread,
        )
        return self

    def read(self, passages: Sequence[Passage]) -> Readings:
        """Return how each passage is likely to be heard, and what the blaming ones are about."""
        logits = self._logits(passages)
        tokens, ngrams = self._ngrams(passages)
        probabilities = self.labels_.predict_proba(ngrams, _columns("label", logits))
        labels = tuple(LABELS[column] for column in probabilities.argmax(axis=1).tolist())
        blame = [row for row, label in enumerate(labels) if label == "blame"]
        themes: list[Theme | None] = [None] * len(labels)
        for row, theme in zip(blame, self._about(ngrams, logits, blame), strict=True):
            themes[row] = theme
        unsure = (probabilities.max(axis=1, initial=0.0) < self.unsure_below_) | (
            known_shares(tokens, self.known_) < LEAST_KNOWN
        )
        told = [None] * len(labels) if logits is None else self.situations_.predict(logits)
        situations = [
            t if label == "blame" else None for t, label in zip(told, labels, strict=True)
        ]
        dangers = self.dangers_.predict_proba(ngrams, _columns("safety", logits))
        return Readings(
            tokens,
            probabilities,
            labels,
            tuple(unsure.tolist()),
            tuple(themes),
            tuple(situations),
            dangers,
        )

    def probabilities(self, passages: Sequence[Passage]) -> Floats:
        """Return the (passages, 5) probabilities of the labels alone, columns as in `LABELS`."""
        _, ngrams = self._ngrams(passages)
        return self.labels_.predict_proba(ngrams, _columns("label", self._logits(passages)))

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
        logits = self.encoder.transform_groups(groups) if self.encoder else None
        _, ngrams = self._ngrams([variant for group in groups for variant in group])
        found = self.labels_.predict_proba(ngrams, _columns("label", logits))
        # Log-odds, not probabilities: where the coach is certain these still tell words apart.
        odds = logit(np.clip(found, _TINY, 1 - _TINY))
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

    def _about(self, ngrams: csr_array, logits: Floats | None, rows: list[int]) -> list[Theme]:
        found = self.themes_.predict_proba(ngrams[rows], _columns("theme", logits, rows))
        return [THEMES[column] for column in found.argmax(axis=1).tolist()]

    def _ngrams(self, passages: Sequence[Passage]) -> tuple[Tokens, csr_array]:
        """Return the tokens of the passages, and the n-grams, one row each."""
        tokens = read_tokens([passage.text for passage in passages])
        if not passages:  # which scikit-learn does not transform
            return tokens, csr_array((0, self.labels_.ngrams_.n_features_in_))
        return tokens, self.features_.transform(tokens)

    def _logits(self, passages: Sequence[Passage]) -> Floats | None:
        return self.encoder.transform(passages) if self.encoder else None

    def _unread(self, voices: Sequence[str]) -> list[int]:
        """Return the rows whose voice the encoder has not read; all, where there is none."""
        read = set(self.encoder.card["voices_read"]) if self.encoder else set()
        return [row for row, voice in enumerate(voices) if voice not in read]


def _columns(head: Head, logits: Floats | None, rows: Any = slice(None)) -> Floats | None:  # noqa: ANN401 - numpy's indices
    """Return what one of the encoder's heads says of some rows, or None without an encoder."""
    return None if logits is None else said_by(head, logits[rows])


def _with_slips(texts: Sequence[str]) -> list[str]:
    """Return the sentences with a slip of the finger each.

    The n-grams learn from each sentence once more like this, so that they read people who type:
    measured on unread voices, a slip then changes 7 labels in 100 in place of 9, and nothing else
    is read worse. On danger it made no difference that could be measured.
    """
    chance = random.Random(SEED)  # noqa: S311 - not for secrets
    return [typo(text, chance) or text for text in texts]


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


def _unsure_below(probabilities: Floats, labels: Sequence[str]) -> float:
    """Return the confidence at which, on unread voices, three answers in four are right."""
    named = np.asarray(LABELS)[probabilities.argmax(axis=1)]
    right = (named == np.asarray(labels)).tolist()
    return confident_from(probabilities.max(axis=1), right, LEAST_ACCURACY)
