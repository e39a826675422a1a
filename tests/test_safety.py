import pytest

from coach import safety
from coach.corpus import load_corpus
from coach.errors import DataError
from coach.review import DANGERS
from coach.sentences import split_sentences


@pytest.mark.parametrize("pattern", safety.load_patterns(), ids=lambda p: p.fires_on)
def test_each_pattern_has_a_hit_and_a_miss(pattern):
    assert safety.danger_in(pattern.fires_on) == pattern.kind
    assert safety.danger_in(pattern.not_on) is None


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (
            "Love you so much. Dinner was great. You shoved me into the door again. See you at 6 x",
            "violence",
        ),
        ("YOU HIT ME", "violence"),
        ("u choked me", "violence"),
        ("I never hit you that hard.", "violence"),
        ("he's my brother. you wont let me see my family", "control"),
        ("i will k i l l you", "threat"),
        ("Say that again. I'm going to hurt you.", "threat"),
        ("I don't want to be alive anymore", "self_harm"),
        ("You said you’d kill yourself if I go.", "self_harm"),
        ("You hid my\npassport.", "control"),
    ],
)
def test_danger_ends_the_review(coach, message, kind):
    review = coach.review(message)
    assert review.safety is not None
    assert review.safety.kind == kind
    assert review.sentences == ()
    assert review.to_dict()["sentences"] == []
    assert review.safety.help


@pytest.mark.parametrize(
    "message",
    [
        "You're killing me with those jokes.",
        "I could strangle my boss.",
        "This commute will be the death of me.",
        "I would never hit you.",
        "You're suffocating me.",
        "Shoot me a text.",
        "I'd die for a coffee.",
        "I'm scared of losing you.",
    ],
)
def test_figures_of_speech_are_reviewed(coach, message):
    assert coach.review(message).safety is None


def test_the_notice_points_at_the_sentence():
    message = "See you at six. You slapped me. Bye."
    notice = safety.check(message, split_sentences(message))
    assert message[notice.start : notice.end] == "You slapped me."


def test_ordinary_sentences_are_not_stopped():
    texts = load_corpus()["text"]
    stopped = [text for text in texts if safety.danger_in(text)]
    assert len(stopped) / len(texts) <= 0.003


def test_every_kind_has_words_and_help():
    span = split_sentences("x")[0]
    for kind in DANGERS:
        notice = safety.notice(kind, span)
        assert notice.title
        assert notice.body
        assert notice.help


def test_a_pattern_that_contradicts_its_examples_is_refused(tmp_path):
    path = tmp_path / "safety_patterns.csv"
    path.write_text("kind,pattern,fires_on,not_on\nthreat,boo,moo,foo\n", "utf-8")
    with pytest.raises(DataError, match=r"row 2: does not fire on its own 'moo'"):
        safety.load_patterns(path)
