import random

import numpy as np
import pytest

from coach import perturbations
from coach.metrics import baselines, calibration, confusion, coverage, intervals, scores

CERTAIN = np.eye(5)[[0, 0, 1, 4]]
TRUTH = np.array(["blame", "neutral", "feeling", "neutral"])
ANSWER = np.array(["blame", "blame", "feeling", "neutral"])


def test_scores_count_right():
    result = scores(TRUTH, CERTAIN, np.array([True, False, True, True]))
    assert result["accuracy"] == 0.75
    assert result["labels"]["blame"] == {
        "precision": 0.5,
        "recall": 1,
        "f1": 0.6667,
        "sentences": 1,
    }
    assert result["macro_f1"] == pytest.approx((2 / 3 + 1 + 2 / 3) / 3, abs=1e-4)
    assert result["coverage"] == 0.75
    assert result["accuracy_where_sure"] == 1


def test_confusion_is_truth_then_answer():
    assert confusion(TRUTH, ANSWER)["neutral"] == {
        "blame": 1, "feeling": 0, "curiosity": 0, "repair": 0, "neutral": 1,
    }  # fmt: skip


def test_calibration_error_of_the_certain_is_their_share_of_errors():
    assert calibration(TRUTH, CERTAIN)["expected_calibration_error"] == 0.25


def test_coverage_takes_the_surest_first():
    probabilities = CERTAIN.copy()
    probabilities[1] = [0.4, 0.2, 0.1, 0.1, 0.2]
    curve = {point["coverage"]: point["accuracy"] for point in coverage(TRUTH, probabilities)}
    assert curve[0.7] == 1
    assert curve[1.0] == 0.75


def test_intervals_hold_the_score_and_draw_whole_groups():
    truth, answer = np.tile(TRUTH, 50), np.tile(ANSWER, 50)
    low, high = intervals(truth, answer, np.repeat(np.arange(50), 4))["blame_f1"]
    assert low <= 0.6667 <= high
    assert low == high, "every group is the same, so every draw is"


def test_baselines_are_the_rules_that_they_say():
    texts = ["You always do this.", "You left.", "Who did it?", "Nice day."]
    found = baselines(texts, np.array(["blame", "blame", "blame", "neutral"]))
    assert found["the sentence has a you"] == 0.8
    assert found["you with always or never"] == 0.5


@pytest.mark.parametrize(
    ("name", "text", "changed"),
    [
        ("texting", "You don't listen.", "u dont listen"),
        ("capitals", "You left.", "YOU LEFT."),
        ("gender", "My husband said he left.", "My wife said she left."),
        ("contraction", "You don't listen.", "You do not listen."),
        ("name", "I saw Anna on Monday.", None),
        ("gender", "You left.", None),
        ("typo", "You see me.", None),
    ],
)
def test_a_sentence_typed_otherwise(name, text, changed):
    result = perturbations.ALL[name](text, random.Random(1))
    if name == "name":
        assert result != text
        assert result.startswith("I saw ")
        assert result.endswith(" on Monday.")
    else:
        assert result == changed


@pytest.mark.parametrize("name", perturbations.ALL)
def test_the_same_seed_types_the_same(name):
    text = "You don't even look at Maria when she's talking to you."
    first, second = (perturbations.ALL[name](text, random.Random(4)) for _ in range(2))
    assert first == second != text
