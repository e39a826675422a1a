import pytest

from coach.errors import DataError
from coach.phrases import load_phrases
from coach.register import voice_of
from coach.rephrase import Blame, soften
from coach.situations import NO_SITUATION, SITUATIONS, load_situations

MOVES = {("feeling", "gentle"), ("curiosity", "gentle"), ("feeling", "firm")}


def test_every_situation_has_lines_of_each_kind_and_a_line_of_the_article():
    phrases = load_phrases()
    articles = {phrase.id for phrase in phrases if phrase.source == "article"}
    for name, situation in load_situations().items():
        lines = [phrase for phrase in phrases if phrase.situation == name]
        assert {(line.move, line.strength) for line in lines} == MOVES, name
        assert situation.article in articles
        assert name != NO_SITUATION


def lines_for(text, situation, *, chosen="", theme="unsupported"):
    feeling = chosen or "worn out"
    blame = Blame(text, theme, feeling, load_situations()[situation], chosen=bool(chosen))
    (softer,) = soften([blame], voice_of(text), load_phrases(), lambda lines: [True] * len(lines))
    assert softer.about
    return [line.text for line in softer.suggestions if line.source == "coach"]


def test_a_sentence_gets_the_lines_of_its_situation():
    phrases = [phrase for phrase in load_phrases() if phrase.situation == "dishes"]
    slots = {"thing": "the pans"}
    own = {phrase.worded(slots) for phrase in phrases}
    gentle, question, _ = lines_for("Oh look, the pans again.", "dishes")
    assert {gentle, question} <= own


def test_the_thing_is_called_as_the_writer_calls_it():
    lines = " ".join(lines_for("Oh look, your coffee mugs again.", "dishes"))
    assert "mugs" in lines
    assert "{" not in lines


def test_what_was_done_is_asked_about_where_the_sentence_says_it():
    *_, firm = lines_for("You left your plates in the sink on Friday.", "dishes")
    assert "you left your plates in the sink on Friday" in firm


def test_a_chosen_feeling_is_said():
    gentle, *_ = lines_for("Dishes. Again. Lovely.", "dishes", chosen="at the end of my rope")
    assert "at the end of my rope" in gentle


def test_a_pause_is_offered_only_where_the_quarrel_goes_on():
    def strengths(situation):
        blame = Blame("Here we go.", "conflict", "shut out", load_situations()[situation])
        voice = voice_of(blame.text)
        (softer,) = soften([blame], voice, load_phrases(), lambda lines: [True] * len(lines))
        return {line.strength for line in softer.suggestions}

    assert "pause" in strengths("shouting")
    assert "pause" not in strengths("silent_days")


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        (",unsupported,", ",lazy,", r"row \d+: theme 'lazy' is not one of"),
        (",when ", ",as ", r"row \d+: when does not begin"),
        ("no_touch,", "no_goodnight,", r"row \d+: situation 'no_goodnight' stands there twice"),
    ],
)
def test_a_wrong_row_is_named(changed, old, new, wrong):
    with pytest.raises(DataError, match=wrong):
        load_situations(changed(SITUATIONS, old, new))


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("You left your dirty plates in the sink again.", "dishes"),
        ("You forgot our anniversary.", "birthday_forgotten"),
        ("You were on your phone the whole time I was talking.", "phone_while_talking"),
        ("u said 8 and its half 10", "late"),
    ],
)
def test_the_coach_tells_what_a_sentence_is_about(coach, text, situation):
    (sentence,) = coach.review(text).blaming
    assert sentence.situation == situation


def test_n_grams_alone_tell_no_situation(fast_coach):
    assert fast_coach.review("You forgot our anniversary.").sentences[0].situation is None
