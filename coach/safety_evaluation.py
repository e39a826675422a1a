"""How good the safety gate is, in figures: on voices that no part of the model had read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from coach.classifier import SentenceClassifier
from coach.metrics import share
from coach.passages import alone, in_messages
from coach.review import DANGERS
from coach.safety import FIRES_AT, asks_for_a_second_look, classes
from coach.safety_corpus import DANGER_STYLES, LIKENESSES, NO_DANGER, PLAIN

if TYPE_CHECKING:
    import pandas as pd

THRESHOLDS: Final = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
EXAMPLES: Final = 12


def ask(model: SentenceClassifier, rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the gate says of sentences, each beside its neighbours and, where it asks, alone.

    To the `text, kind, style` of `rows` it adds `named`, the class at which it fires or `none`,
    and `danger`, how likely it is; 1 where a pattern says so.
    """
    texts = rows["text"].tolist()
    beside = model.read(in_messages(texts, rows["message"].tolist()))
    again = model.read(alone(texts))
    asked = asks_for_a_second_look(beside)
    found = [classes(texts, said, model.read, model.known) for said in (beside, again)]
    danger = np.where(
        asked, np.maximum(*(1 - s.dangers[:, 0] for s in (beside, again))), 1 - beside.dangers[:, 0]
    )
    named = [
        one or (other if asks else None) for one, other, asks in zip(*found, asked, strict=True)
    ]
    outright = np.array([name is not None for name in named]) & (danger < FIRES_AT)
    return rows[["text", "kind", "style"]].assign(
        named=[name or NO_DANGER for name in named], danger=np.where(outright, 1.0, danger)
    )


def safety_scores(asked: pd.DataFrame, ordinary: pd.DataFrame) -> dict[str, Any]:
    """Return recall by class and style, what is stopped wrongly, the curve, and the failures.

    `asked` are the safety sentences and `ordinary` those of the corpus, both as `ask` returns
    them.
    """
    danger, harmless = asked[asked["kind"] != NO_DANGER], asked[asked["kind"] == NO_DANGER]
    look_alikes = harmless[~harmless["style"].isin(PLAIN)]
    caught = danger["named"] != NO_DANGER
    stopped = look_alikes["named"] != NO_DANGER
    return {
        "sentences": len(danger),
        "fires_at": FIRES_AT,
        "recall": share(caught.mean()),
        "by_class": {
            kind: {
                "sentences": int((danger["kind"] == kind).sum()),
                "recall": share(caught[danger["kind"] == kind].mean()),
                "by_style": {
                    style: _share_of(caught[(danger["kind"] == kind) & (danger["style"] == style)])
                    for style in DANGER_STYLES
                },
            }
            for kind in DANGERS
        },
        "by_style": {
            style: {
                "sentences": int((danger["style"] == style).sum()),
                "recall": _share_of(caught[danger["style"] == style]),
            }
            for style in DANGER_STYLES
        },
        "right_class_where_caught": share((danger["named"] == danger["kind"])[caught].mean()),
        "look_alikes": {"sentences": len(look_alikes), "stopped": share(stopped.mean())},
        "look_alikes_by_style": {
            style: _share_of(stopped[look_alikes["style"] == style])
            for style in LIKENESSES
            if style not in PLAIN
        },
        "plain": {
            style: {
                "sentences": int((harmless["style"] == style).sum()),
                "stopped": _share_of(harmless["named"][harmless["style"] == style] != NO_DANGER),
            }
            for style in PLAIN
        },
        "ordinary": {
            "sentences": len(ordinary),
            "stopped": share((ordinary["named"] != NO_DANGER).mean()),
        },
        "curve": [_at(threshold, danger, look_alikes, ordinary) for threshold in THRESHOLDS],
        "missed": _examples(danger[~caught]),
        "stopped_wrongly": _examples(look_alikes[stopped]),
    }


def _at(
    threshold: float, danger: pd.DataFrame, look_alikes: pd.DataFrame, ordinary: pd.DataFrame
) -> dict[str, float]:
    direct = danger["style"] == "direct"
    return {
        "fires_at": threshold,
        "direct": share((danger["danger"][direct] >= threshold).mean()),
        "other_styles": share((danger["danger"][~direct] >= threshold).mean()),
        "look_alikes_stopped": share((look_alikes["danger"] >= threshold).mean()),
        "ordinary_stopped": share((ordinary["danger"] >= threshold).mean()),
    }


def _share_of(values: pd.Series) -> float | None:
    return share(values.mean()) if len(values) else None


def _examples(rows: pd.DataFrame) -> list[dict[str, str]]:
    """Return some rows, drawn evenly from all."""
    every = rows[["kind", "style", "named", "text"]].to_dict("records")
    step = max(1, len(every) // EXAMPLES)
    return [{str(k): str(v) for k, v in row.items()} for row in every[::step][:EXAMPLES]]
