import re

import pytest
from conftest import ARTICLE_BLAME
from harper import Linter

from coach.corpus import load_corpus
from coach.errors import MessageError
from coach.phrases import load_phrases
from coach.register import voice_of
from coach.rephrase import Blame, soften
from coach.review import THEMES
from coach.turns import BOUNDARIES, accuses, load_turns

ANSWERS = {
    "You pulled away.": "Do I still matter to you?",
    "You stopped caring.": "Do I still matter to you?",
    "You stopped talking to me.": "I missed feeling close to you.",
    "Who caused this?": "What happened to us, and what do we need now?",
}
# Of what the checker finds: spelling and capitals are the writer's own.
FAULTS = {"Agreement", "Grammar", "Punctuation", "Repetition", "BoundaryError", "Eggcorn", "Usage"}
NOTHING_IN_IT = "You're impossible."


@pytest.fixture(scope="module")
def softened():
    """Return every blaming sentence of the corpus, with lines chosen without the classifier."""
    corpus = load_corpus()
    blame = corpus[corpus["label"] == "blame"]
    return [
        (text, soften([Blame(text, theme, "lonely")], voice_of(text), load_phrases(), all_soft)[0])
        for text, theme in zip(blame["text"], blame["theme"], strict=True)
    ]


def all_soft(lines):
    return [True] * len(lines)


def one(coach, text):
    (sentence,) = coach.review(text).blaming
    return sentence


def ours(sentence):
    return [line for line in sentence.suggestions if line.source == "coach"]


@pytest.mark.parametrize("line", ARTICLE_BLAME)
def test_the_first_suggestion_is_the_articles_own_answer(coach, line):
    for written in (line, line.rstrip(".?"), f"“{line.upper()}”"):
        assert one(coach, written).suggestions[0].text == ANSWERS[line]


def test_every_blaming_sentence_gets_each_kind_of_line(softened):
    for text, softer in softened:
        lines = softer.suggestions
        assert 3 <= len(lines) <= 5, text
        assert lines[0].source == "article"
        own = [line for line in lines if line.source == "coach"]
        assert {"feeling", "curiosity"} <= {line.move for line in own}, text
        assert "firm" in {line.strength for line in own}, text
        assert len({line.text for line in lines}) == len(lines)


def test_no_suggestion_accuses_or_has_a_hole_in_it(softened):
    for _, softer in softened:
        for line in softer.suggestions:
            assert not accuses(line.text), line.text
            assert not re.search(r"[{}]|  |\bNone\b", line.text), line.text


def test_most_suggestions_about_a_matter_are_nobody_elses(softened):
    lines = [s.text for _, softer in softened if softer.about for s in softer.suggestions[1:]]
    assert len(set(lines)) >= 0.6 * len(lines)


@pytest.mark.slow
def test_a_grammar_checker_faults_few_lines(softened):
    lines = {s.text for _, softer in softened for s in softer.suggestions}
    linter = Linter()
    faulty = [line for line in lines if any(f.lint_kind in FAULTS for f in linter.lint(line))]
    assert len(faulty) <= 0.02 * len(lines), faulty[:10]


def test_what_is_offered_would_not_be_heard_as_blame(coach):
    corpus = load_corpus()
    texts = corpus["text"][corpus["label"] == "blame"].tolist()[::40]
    lines = [line.text for text in texts for s in coach.review(text).blaming for line in ours(s)]
    assert len(lines) > 100
    assert (coach.classify(lines)["label"] != "blame").all()


def test_the_matter_is_kept_in_the_writers_words(coach):
    sentence = one(coach, "You spent the rent money on that bike.")
    said = [line for line in ours(sentence) if line.move != "curiosity"]
    assert all("bike" in line.text or "rent money" in line.text for line in said)
    assert sentence.note is None


def test_where_no_matter_is_read_the_review_says_so(coach):
    sentence = one(coach, NOTHING_IN_IT)
    assert sentence.note == "no_matter"
    assert len(sentence.suggestions) >= 3


def test_a_texter_gets_texts_and_a_letter_gets_sentences(coach):
    texted = ours(one(coach, "u left me on read all day again lol ok"))
    assert all(line.text == line.text.lower() and line.text[-1] != "." for line in texted)
    written = ours(one(coach, "You never ask about my day."))
    assert all(line.text[0].isupper() and line.text[-1] in ".?" for line in written)


def test_a_chosen_feeling_rewords_the_lines_at_once(coach):
    review = coach.review("You forgot our anniversary. I'm at work.")
    (before,) = review.blaming
    said = coach.reword(review, before.start, before.beneath[0])
    (after,) = said.blaming
    assert any(before.beneath[0] in line.text for line in ours(after))
    assert not any(before.beneath[0] in line.text for line in ours(before))
    assert said.sentences[1] == review.sentences[1]
    assert coach.reword(said, before.start, "") == review


def test_a_feeling_in_the_writers_own_words(coach):
    review = coach.review("You forgot our anniversary.")
    for typed in ("left out", "I'm left out", "I feel left out."):
        (sentence,) = coach.reword(review, 0, typed).blaming
        assert any("left out" in line.text for line in ours(sentence))


@pytest.mark.parametrize("typed", ["sick of you being so selfish", "sad " * 30, "a\0b"])
def test_what_is_no_feeling_is_refused_in_one_line(coach, typed):
    review = coach.review("You forgot our anniversary.")
    with pytest.raises(MessageError) as error:
        coach.reword(review, 0, typed)
    assert "\n" not in str(error.value)
    assert typed not in str(error.value)


def test_danger_typed_as_a_feeling_goes_to_help(coach):
    review = coach.review("You forgot our anniversary.")
    stopped = coach.reword(review, 0, "going to kill myself")
    assert stopped.safety is not None
    assert not stopped.sentences


@pytest.mark.parametrize(
    "text", ["I'm leaving you because you never once cared.", "Leave me alone, you've done enough."]
)
def test_a_no_and_a_leaving_stay_in_the_writers_words(coach, text):
    for sentence in coach.review(text).blaming:
        assert sentence.note == "boundary"
        assert not sentence.suggestions


def test_a_second_sentence_of_the_same_theme_gets_other_lines(coach):
    review = coach.review("You pulled away. You stopped talking to me. You never hold my hand.")
    lines = [line.text for sentence in review.blaming for line in sentence.suggestions]
    assert len(set(lines)) == len(lines)


def test_the_same_sentence_gets_the_same_lines(coach):
    assert coach.review("You never listen to me.") == coach.review("You never listen to me.")


def test_only_blame_gets_suggestions(coach):
    review = coach.review("You stopped talking to me. I missed feeling close to you.")
    assert [bool(s.suggestions) for s in review.sentences] == [True, False]
    assert [bool(s.beneath) for s in review.sentences] == [True, False]


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_lines_where_nothing_can_be_read(theme):
    blame = Blame(NOTHING_IN_IT, theme, "lonely")
    (softer,) = soften([blame], voice_of(NOTHING_IN_IT), load_phrases(), all_soft)
    assert not softer.about
    assert len(softer.suggestions) >= 3


def test_boundaries_and_accusations_are_proven_when_they_are_loaded():
    assert len(load_turns(BOUNDARIES)) >= 10


def test_an_unknown_start_is_an_error(coach):
    with pytest.raises(KeyError):
        coach.reword(coach.review("You forgot our anniversary."), 3, "sad")
