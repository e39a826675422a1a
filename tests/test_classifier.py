import numpy as np
import pytest
from conftest import ARTICLE_BLAME, ARTICLE_SOFT

from coach.corpus import load_corpus
from coach.evaluation import scores
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
    """Leaving the marked words out lowers the chance of blame, in nine sentences of ten."""
    corpus = load_corpus()
    blame = corpus[corpus["label"] == "blame"]["text"].tolist()[:200]
    reviews = [coach.review(text) for text in blame]
    marked = [
        (review.message, review.sentences[0].evidence)
        for review in reviews
        if len(review.sentences) == 1 and review.blaming and review.blaming[0].evidence
    ]
    assert len(marked) > 100
    whole = coach.classify([text for text, _ in marked])["p_blame"]
    without = coach.classify([leave_out(text, evidence) for text, evidence in marked])["p_blame"]
    assert (without < whole).mean() >= 0.9


def leave_out(text, evidence):
    for found in reversed(evidence):
        text = text[: found.start] + text[found.end :]
    return text


def test_scores_count_right():
    certain = np.eye(5)[[0, 0, 1, 4]]
    result = scores(["blame", "neutral", "feeling", "neutral"], certain, unsure_below=0.5)
    assert result["accuracy"] == 0.75
    assert result["labels"]["blame"] == {
        "precision": 0.5,
        "recall": 1,
        "f1": 0.6667,
        "sentences": 1,
    }
    assert result["coverage"] == 1
    assert result["accuracy_where_sure"] == 0.75
