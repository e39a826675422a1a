import random
import re

import numpy as np
import pytest
from conftest import ARTICLE_BLAME, ARTICLE_SOFT

from coach.corpus import is_held_out, load_corpus
from coach.review import LABELS


def test_the_articles_own_lines_are_read_as_the_article_reads_them(coach):
    frame = coach.classify([*ARTICLE_BLAME, *ARTICLE_SOFT])
    assert frame["label"].tolist() == ["blame"] * 4 + list(ARTICLE_SOFT.values())
    assert not frame["unsure"].any()


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("You never listen to a word I say.", "blame"),
        ("u dont even care do u", "blame"),
        ("You left your keys on the table.", "neutral"),
        ("Are you home for dinner?", "neutral"),
        ("I'm scared we are losing each other.", "feeling"),
        ("I'm sorry, I was wrong to raise my voice.", "repair"),
        ("What was that like for you?", "curiosity"),
    ],
)
def test_plain_talk_is_read_right_or_called_unsure(coach, sentence, label):
    row = coach.classify([sentence]).iloc[0]
    assert row["label"] == label or row["unsure"]


def test_classify_gives_the_columns_of_the_contract(coach):
    frame = coach.classify(["You pulled away.", "", "ok"])
    assert list(frame.columns) == [
        "text", "label", "confidence", "unsure", "theme", "safety",
        "p_blame", "p_feeling", "p_curiosity", "p_repair", "p_neutral",
    ]  # fmt: skip
    assert frame["text"].tolist() == ["You pulled away.", "", "ok"]
    assert frame["theme"].notna().tolist() == [True, False, False]
    probabilities = frame[[f"p_{label}" for label in LABELS]].to_numpy()
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert np.allclose(probabilities.max(axis=1), frame["confidence"])
    assert list(coach.classify([]).columns) == list(frame.columns)


def test_unknown_words_are_called_unsure(coach):
    assert coach.classify(["Zorble the frindle quaxingly."])["unsure"].item()


def test_the_same_question_has_the_same_answer(coach):
    texts = load_corpus()["text"].tolist()[:300]
    alone = coach.classify(texts[7:8]).iloc[0]
    together = coach.classify(texts).iloc[7]
    assert alone["label"] == together["label"]
    assert alone["confidence"] == pytest.approx(together["confidence"])


def test_evidence_moves_the_decision(coach):
    """Leaving the marked words out lowers the chance of blame more than leaving out as many
    others, in nine blaming sentences of ten.
    """
    corpus = load_corpus()
    blame = corpus[(corpus["label"] == "blame") & corpus["voice"].map(is_held_out)]["text"]
    chance = random.Random(1)
    marked, others = [], []
    for text in blame.tolist()[:400]:
        review = coach.review(text)
        if len(review.sentences) != 1 or not review.blaming:
            continue
        words = [found.span() for found in re.finditer(r"\w+(?:['’]\w+)*", text)]
        inside = [
            w for w in words if any(e.start <= w[0] < e.end for e in review.blaming[0].evidence)
        ]
        outside = [w for w in words if w not in inside]
        if inside and len(outside) >= len(inside):
            marked.append(leave_out(text, inside))
            others.append(leave_out(text, sorted(chance.sample(outside, len(inside)))))
    assert len(marked) > 100
    lower = coach.classify(marked)["p_blame"] < coach.classify(others)["p_blame"]
    assert lower.mean() >= 0.9


def leave_out(text, words):
    for start, end in reversed(words):
        text = text[:start] + text[end:]
    return text
