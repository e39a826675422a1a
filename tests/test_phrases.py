import re

import pytest
from conftest import ARTICLE_BLAME

from coach.errors import DataError
from coach.phrases import PHRASES, load_phrases, load_themes
from coach.rephrase import suggest
from coach.review import MOVES, THEMES

ANSWERS = {
    "You pulled away.": "Do I still matter to you?",
    "You stopped caring.": "Do I still matter to you?",
    "You stopped talking to me.": "I missed feeling close to you.",
    "Who caused this?": "What happened to us, and what do we need now?",
}


def test_the_articles_phrases_are_word_for_word(article):
    for phrase in load_phrases():
        assert phrase.source == "article"
        assert f"“{phrase.text}”" in article
        assert phrase.section in article


def test_every_soft_line_of_the_article_is_in_the_bank(article):
    soft = set(re.findall(r"“([^”]+)”", article)) - {
        "new normal,", "You pulled away.", "You stopped caring.", "Who caused this?",
        "You stopped talking to me",
    }  # fmt: skip
    assert soft == {phrase.text for phrase in load_phrases()}


@pytest.mark.parametrize("line", ARTICLE_BLAME)
def test_the_first_suggestion_is_the_articles_own_answer(coach, line):
    for written in (line, line.rstrip(".?"), f"“{line.upper()}”"):
        (sentence,) = coach.review(written).sentences
        assert sentence.label == "blame"
        assert sentence.suggestions[0].text == ANSWERS[line]


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_suggestions_of_every_move(theme):
    suggestions = suggest("You did it again.", theme, load_phrases())
    assert sorted(s.move for s in suggestions) == sorted(MOVES)
    assert 3 <= len(load_themes()[theme].beneath) <= 5


def test_no_suggestion_would_be_heard_as_blame(coach):
    frame = coach.classify([phrase.text for phrase in load_phrases()])
    assert "blame" not in frame["label"].tolist()


def test_a_second_sentence_of_the_same_theme_gets_other_lines(coach):
    first, second = coach.review("You pulled away. You stopped talking to me.").sentences
    assert first.suggestions[0] != second.suggestions[0]


def test_only_blame_gets_suggestions(coach):
    review = coach.review("You stopped talking to me. I missed feeling close to you.")
    assert [bool(s.suggestions) for s in review.sentences] == [True, False]
    assert [bool(s.beneath) for s in review.sentences] == [True, False]


def test_a_wrong_row_is_named(tmp_path):
    path = tmp_path / "phrases.csv"
    path.write_text(PHRASES.read_text(encoding="utf-8").replace("gentle", "soft", 1), "utf-8")
    with pytest.raises(DataError, match=r"phrases.csv, row 2: strength 'soft' is not one of"):
        load_phrases(path)
