"""How good the classifier is, in figures: always on voices that no part of the model had read.

`evaluate` trains a few models, each without some of the voices that the encoder has not read
either, and asks each about the voices it lacks. Everything it reports comes from those answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sklearn.model_selection import GroupKFold

from coach import perturbations
from coach.arrays import Floats
from coach.classifier import SentenceClassifier
from coach.corpus import ARTICLE, load_voices
from coach.encoder import SentenceEncoder
from coach.metrics import (
    Strings,
    baselines,
    calibration,
    confusion,
    coverage,
    f1,
    intervals,
    scores,
    share,
)
from coach.ngram_evaluation import learning_curve, ngram_parts
from coach.passages import Passage, alone, in_messages
from coach.readers import SEED
from coach.review import LABELS
from coach.safety_corpus import NO_DANGER
from coach.safety_evaluation import ask, safety_scores
from coach.training import Pipeline, Progress

if TYPE_CHECKING:
    import pandas as pd

FOLDS: Final = 3
EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Answers:
    """What models said of sentences by voices that they had not read, in the same order.

    `probabilities` is (sentences, 5); `sure`, `theme` and `situation` have one entry a sentence;
    an empty `situation` is one that was not told.
    """

    rows: pd.DataFrame
    probabilities: Floats
    sure: np.ndarray
    theme: Strings
    situation: Strings

    @property
    def truth(self) -> Strings:
        """The labels of the corpus."""
        return np.asarray(self.rows["label"], dtype=str)

    @property
    def answer(self) -> Strings:
        """The labels that the models named."""
        named: Strings = np.asarray(LABELS)[self.probabilities.argmax(axis=1)]
        return named


def evaluate(
    corpus: pd.DataFrame,
    safety: pd.DataFrame,
    encoder: SentenceEncoder | None,
    progress: Progress = lambda _: None,
) -> dict[str, Any]:
    """Return the whole report on the corpus and the gate as plain data; takes several minutes."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and this module is imported to train

    found: dict[str, list[Answers]] = {"in the message": [], "alone": [], "n-grams": []}
    changed: list[dict[str, Any]] = []
    gate: list[tuple[pd.DataFrame, pd.DataFrame]] = []
    for fold, voices in enumerate(_folds(corpus, safety, encoder), start=1):
        progress(f"fold {fold} of {FOLDS}: training without {len(voices)} voices")
        (asked, learned), (dangers, known) = (_parted(f, voices) for f in (corpus, safety))
        model = Pipeline(encoder).fit(learned, known).classifier()
        passages = in_messages(asked["text"].tolist(), asked["message"].tolist())
        found["in the message"].append(_answers(model, asked, passages))
        found["alone"].append(_answers(model, asked, alone(asked["text"].tolist())))
        changed.extend(_perturbed(model, asked))
        ordinary = asked.assign(kind=NO_DANGER, style="")
        gate.append((ask(model, dangers), ask(model, ordinary)))
        if encoder:
            fast = Pipeline().fit(learned, known).classifier()
            found["n-grams"].append(_answers(fast, asked, passages))
    answers = {
        name: Answers(
            pd.concat([part.rows for part in parts]),
            np.concatenate([part.probabilities for part in parts]),
            np.concatenate([part.sure for part in parts]),
            np.concatenate([part.theme for part in parts]),
            np.concatenate([part.situation for part in parts]),
        )
        for name, parts in found.items()
        if parts
    }
    whole, single = answers["in the message"], answers["alone"]
    progress("n-grams alone: what each part gives, and the learning curve")
    return {
        "voices": int(whole.rows["voice"].nunique()),
        "scores": scores(whole.truth, whole.probabilities, whole.sure),
        "intervals": intervals(whole.truth, whole.answer, whole.rows["voice"].to_numpy()),
        "confusion": confusion(whole.truth, whole.answer),
        "themes": theme_scores(whole),
        "situations": situation_scores(whole),
        "calibration": calibration(whole.truth, whole.probabilities),
        "coverage": coverage(whole.truth, whole.probabilities),
        "pairs": pairs_right(single),
        "ablation": {name: _brief(part) for name, part in answers.items()},
        "baselines": baselines(single.rows["text"].tolist(), single.truth),
        "behaviour": behaviour(changed),
        "registers": registers(single),
        "safety": safety_scores(*(pd.concat(parts) for parts in zip(*gate, strict=True))),
        "ngram_parts": ngram_parts(corpus, whole.rows),
        "learning_curve": learning_curve(corpus, whole.rows),
    }


def evaluate_file(
    texts: Sequence[str], labels: Sequence[str], model: SentenceClassifier
) -> dict[str, Any]:
    """Return scores, intervals and baselines on somebody's own labelled sentences."""
    truth = np.asarray(labels)
    said = model.read(alone(texts))
    answer = np.asarray(said.labels)
    return {
        "scores": scores(truth, said.probabilities, ~np.asarray(said.unsure)),
        "intervals": intervals(truth, answer, np.arange(len(truth))),
        "confusion": confusion(truth, answer),
        "calibration": calibration(truth, said.probabilities),
        "coverage": coverage(truth, said.probabilities),
        "baselines": baselines(texts, truth),
    }


def theme_scores(answers: Answers) -> dict[str, Any]:
    """Return how often the theme is right on sentences that are blame and were named so or not."""
    blame = answers.truth == "blame"
    themes = answers.rows["theme"].to_numpy(dtype=str)[blame]
    right = answers.theme[blame] == themes
    return {
        "accuracy": share(right.mean()),
        "recall": {str(t): share(right[themes == t].mean()) for t in np.unique(themes)},
    }


def situation_scores(answers: Answers) -> dict[str, float]:
    """Return how often the situation of a blaming sentence is told, and then right.

    Of the sentences that are blame and were named so, and whose situation somebody has read.
    """
    truth = answers.rows["situation"].to_numpy(dtype=str)
    asked = (truth != "") & (answers.answer == "blame")
    told = asked & (answers.situation != "")
    return {
        "sentences": int(asked.sum()),
        "told": share(told.sum() / max(asked.sum(), 1)),
        "right": share((truth == answers.situation)[told].mean()) if told.any() else 0.0,
    }


def pairs_right(answers: Answers) -> dict[str, Any]:
    """Return the share of contrast pairs of which both sides are right, by edge too."""
    rows = answers.rows.assign(right=answers.truth == answers.answer)
    both = rows[rows["pair"] != ""].groupby("pair")["right"].all()
    edges = both.index.str.split(":").str[0].where(both.index.str.contains(":"), "unnamed")
    return {
        "pairs": len(both),
        "both_right": share(both.mean()),
        "edges": {name: share(part.mean()) for name, part in both.groupby(edges)},
    }


def behaviour(changed: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return, for each way of typing otherwise, the share of labels unchanged, and failures."""
    report = {}
    for name in perturbations.ALL:
        tried = [case for case in changed if case["capability"] == name]
        failed = [case for case in tried if case["before"] != case["after"]]
        if tried:
            report[name] = {
                "sentences": len(tried),
                "unchanged": share(1 - len(failed) / len(tried)),
                "failures": failed[:EXAMPLES],
            }
    return report


def registers(answers: Answers) -> dict[str, dict[str, Any]]:
    """Return, for each variety of English and each medium, scores and the rate of false flags.

    A false flag is a sentence that is not blame and is named so.
    """
    rows = answers.rows.merge(load_voices(), on="voice", how="left", validate="many_to_one")
    report = {}
    for column in ("english", "medium"):
        for name in sorted(rows[column].unique()):
            here = np.asarray(rows[column] == name)
            truth, answer = answers.truth[here], answers.answer[here]
            innocent = truth != "blame"
            report[f"{column}: {name}"] = {
                "voices": int(rows["voice"][here].nunique()),
                "sentences": int(here.sum()),
                "false_flags": share((answer[innocent] == "blame").mean()),
                "blame_f1": f1(truth == "blame", answer == "blame"),
            }
    return report


def _folds(
    corpus: pd.DataFrame, safety: pd.DataFrame, encoder: SentenceEncoder | None
) -> Iterator[set[str]]:
    """Yield the voices that the encoder has not read, in parts."""
    read = set(encoder.card["voices_read"]) if encoder else set()
    unread = sorted({*corpus["voice"], *safety["voice"]} - read - {ARTICLE})
    for _, test in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(unread, groups=unread):
        yield {unread[i] for i in test}


def _parted(frame: pd.DataFrame, voices: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of these voices, and all others."""
    theirs = frame["voice"].isin(voices)
    return frame[theirs], frame[~theirs]


def _answers(model: SentenceClassifier, rows: pd.DataFrame, passages: Sequence[Passage]) -> Answers:
    said = model.read(passages)
    about = model.about(passages)
    told = [situation.name if situation else "" for situation in said.situations]
    return Answers(
        rows, said.probabilities, ~np.asarray(said.unsure), np.asarray(about), np.asarray(told)
    )


def _perturbed(model: SentenceClassifier, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what the model says of each sentence before and after each change."""
    chance = random.Random(SEED)  # noqa: S311 - not for secrets
    texts = rows["text"].tolist()
    before = model.read(alone(texts)).labels
    cases = [
        {"capability": name, "before": label, "text": text, "changed": changed}
        for name, perturb in perturbations.ALL.items()
        for text, label in zip(texts, before, strict=True)
        if (changed := perturb(text, chance)) is not None
    ]
    after = model.read(alone([case["changed"] for case in cases])).labels
    return [{**case, "after": label} for case, label in zip(cases, after, strict=True)]


def _brief(answers: Answers) -> dict[str, float]:
    result = scores(answers.truth, answers.probabilities, answers.sure)
    return {
        "macro_f1": result["macro_f1"],
        "blame_f1": result["labels"]["blame"]["f1"],
        "theme_accuracy": theme_scores(answers)["accuracy"],
        "pairs_both_right": pairs_right(answers)["both_right"],
    }
