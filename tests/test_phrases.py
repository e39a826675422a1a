import re

import pytest

from coach.errors import DataError
from coach.phrases import PHRASES, load_phrases, load_themes
from coach.review import LABELS, MOVES, THEMES
from coach.turns import accuses

# The lines without the writer's words, which must hold whatever the message says.
FEELINGS = {theme: note.beneath for theme, note in load_themes().items()}


def test_the_articles_phrases_are_word_for_word(article):
    for phrase in load_phrases():
        assert phrase.section in article
        if phrase.source == "article":
            assert f"“{phrase.text}”" in article


def test_every_soft_line_of_the_article_is_in_the_bank(article):
    soft = set(re.findall(r"“([^”]+)”", article)) - {
        "new normal,", "You pulled away.", "You stopped caring.", "Who caused this?",
        "You stopped talking to me",
    }  # fmt: skip
    assert soft == {phrase.text for phrase in load_phrases() if phrase.source == "article"}


def test_there_are_lines_enough_for_every_theme_and_move():
    ours = [phrase for phrase in load_phrases() if phrase.source == "coach"]
    assert len(ours) >= 400
    for theme in THEMES:
        served = [p for p in ours if theme in p.themes and "none" in p.forms]
        assert {phrase.move for phrase in served} == set(MOVES)
        assert {phrase.strength for phrase in served} == {"gentle", "firm", "pause"}
        assert {phrase.feeling for phrase in served} == {"guess", "chosen", "none"}
        assert 3 <= len(load_themes()[theme].beneath) <= 5


def test_no_line_of_the_bank_accuses():
    assert not [phrase.text for phrase in load_phrases() if accuses(phrase.text)]


def test_no_line_without_slots_would_be_heard_as_blame(coach):
    lines = [
        phrase.worded({"feeling": feeling})
        for phrase in load_phrases()
        if phrase.slots <= {"feeling"}
        for theme in phrase.themes[:1]
        for feeling in (FEELINGS[theme] if phrase.slots else [""])
    ]
    blame = coach.classify(lines)[f"p_{LABELS[0]}"]
    assert [line for line, p in zip(lines, blame, strict=True) if p >= 0.5] == []


def test_before_a_choice_no_line_says_what_the_writer_feels():
    says = re.compile(
        r"\bI (?:feel|felt)\b|\bI miss (?:you|us)\b"
        r"|\bI(?:'m| am| was) (?:sad|hurt|lonely|scared|angry)"
    )
    for phrase in load_phrases():
        if phrase.source == "coach" and phrase.feeling != "chosen":
            assert not says.search(phrase.text), phrase.text


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        (",gentle,", ",soft,", r"row \d+: strength 'soft' is not one of"),
        ("{when}", "{matter}{what}", r"row \d+: form 'past\w*' has no \{what\}"),
        ("{feeling}", "sad", r"row \d+: feeling 'guess' does not go with its text"),
    ],
)
def test_a_wrong_row_is_named(changed, old, new, wrong):
    with pytest.raises(DataError, match=wrong):
        load_phrases(changed(PHRASES, old, new))
