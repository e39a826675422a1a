"""How good the encoder is by itself, on the voices that it was kept from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.metrics import f1_score

from coach.arrays import softmax
from coach.encoder import SentenceEncoder, said_by
from coach.metrics import f1, share
from coach.passages import in_messages
from coach.review import LABELS, THEMES
from coach.safety_corpus import NO_DANGER

if TYPE_CHECKING:
    import pandas as pd


def held_out_scores(folder: Path, corpus: pd.DataFrame, safety: pd.DataFrame) -> dict[str, Any]:
    """Return how the encoder in `folder`, alone, reads the voices that it was kept from.

    Of danger, the recall and the rate of look-alikes that it would stop where danger is likelier
    than none.
    """
    encoder = SentenceEncoder(folder)
    held_out = encoder.card["voices_held_out"]
    spoken = safety[safety["voice"].isin(held_out)]
    danger = np.asarray(spoken["kind"] != NO_DANGER)
    said = encoder.transform(in_messages(spoken["text"].tolist(), spoken["message"].tolist()))
    stopped = softmax(said_by("safety", said))[:, 0] < 1 / 2
    rows = corpus[corpus["voice"].isin(held_out)]
    passages = in_messages(rows["text"].tolist(), rows["message"].tolist())
    logits = encoder.transform(passages)
    named = np.asarray(LABELS)[said_by("label", logits).argmax(axis=1)]
    about = np.asarray(THEMES)[said_by("theme", logits).argmax(axis=1)]
    told = np.asarray(encoder.situations)[said_by("situation", logits).argmax(axis=1)]
    blame = np.asarray(rows["label"] == "blame")
    asked = np.asarray(rows["situation"] != "")
    return {
        "sentences": len(rows),
        "macro_f1": share(f1_score(rows["label"], named, average="macro")),
        "blame_f1": f1(blame, named == "blame"),
        "theme_accuracy": share((about == rows["theme"])[blame].mean()),
        "situation_accuracy": share((told == rows["situation"])[asked].mean()),
        "danger_sentences": len(spoken),
        "danger_recall": share(stopped[danger].mean()),
        "look_alikes_stopped": share(stopped[~danger].mean()),
    }
