from types import SimpleNamespace

import numpy as np
import pytest

from coach import safety
from coach.errors import DataError
from coach.passages import Passage
from coach.perils import PERILS
from coach.review import Span
from coach.texting import read_tokens

WARM = (
    "Good morning my love, I hope the train was kind to you. The kids send kisses and the cat has "
    "claimed your pillow. {} I put the soup in the fridge, the one with barley. Your mother rang "
    "and she sounds well. I love you very much and I can't wait for Friday."
)


def said_of(coach, message, **options):
    review = coach.review(message, **options)
    if review.safety:
        assert review.sentences == ()
        assert review.to_dict()["sentences"] == []
        assert review.safety.help
    return review.safety and (review.safety.kind, review.safety.by)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("You only grabbed me.", ("violence", "partner")),
        ("You shoved me into the door again", ("violence", "partner")),
        ("I shouldn't have made you so mad", ("violence", "partner")),
        ("he hits me when he drinks", ("violence", "partner")),
        ("I never hit you that hard.", ("violence", "writer")),
        ("I need your permission to see my sister", ("control", "partner")),
        ("you wont let me see my family", ("control", "partner")),
        ("You hid my\npassport.", ("control", "partner")),
        ("I'm scared of you.", ("control", "partner")),
        ("I'll kill you if you leave", ("threat", "writer")),
        ("Leave and you'll never see the kids again.", ("threat", "writer")),
        ("I don't want to be alive anymore", ("self_harm", "writer")),
        ("everyone would be better off without me", ("self_harm", "writer")),
        ("You said you’d kill yourself if I go.", ("self_harm", "partner")),
    ],
)
def test_danger_ends_the_review_in_both_directions(coach, message, found):
    assert said_of(coach, message) == found


@pytest.mark.parametrize(
    "message",
    [
        "i will k i l l you",
        "i will k.i.l.l you",
        "I w1ll k1ll y0u",
        "YOU HIT ME",
        "u choked me last nite",
        "“You slapped me,” that is what I will tell them.",
        "I never hit you that hard.",
        WARM.format("You slapped me again last night."),
        WARM.format("I don't want to be alive any more."),
        "Say that again.\nI'm going to hurt you.",
        "You put your hands. Around my neck.",
        "no offence but i will kill you 🙂",
    ],
)
def test_danger_is_found_however_it_is_typed_and_wherever_it_stands(coach, message):
    assert said_of(coach, message)


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
        "You left your keys.",
        "I'm not scared of you, I'm only tired.",
        "Please don't read my messages.",
        "I want to disappear for a weekend and sleep.",
        "You never listen to me.",
        WARM.format("You're killing me with those photos of the dog."),
    ],
)
def test_figures_of_speech_and_plain_talk_are_reviewed(coach, message):
    assert said_of(coach, message) is None


def test_the_notice_points_at_the_sentence(coach):
    message = "See you at six. You slapped me. Bye."
    notice = coach.review(message).safety
    assert message[notice.start : notice.end] == "You slapped me."


def test_the_gravest_comes_first(coach):
    notice = coach.review("You slapped me. I'll kill you for that.").safety
    assert notice.kind == "threat"


def test_a_notice_that_is_not_final_can_be_waved_aside(coach):
    message = "You never listen to me. You hit me where it hurts. I'm scared of you."
    assert not coach.review(message).safety.final
    review = coach.review(message, figure_of_speech=True)
    assert review.safety is None
    by_text = {sentence.text: sentence for sentence in review.sentences}
    assert by_text["You never listen to me."].suggestions
    # What the gate stopped at keeps its words: nothing soft is put in their place.
    assert by_text["I'm scared of you."].suggestions == ()


@pytest.mark.parametrize(
    "message", ["I'll kill you if you leave.", "I'm going to kill myself.", "I want to die."]
)
def test_a_threat_and_self_harm_stated_outright_cannot(coach, message):
    notice = coach.review(message).safety
    assert notice.final
    assert coach.review(message, figure_of_speech=True).safety == notice


def test_help_is_that_of_the_chosen_country(coach):
    def phones(**options):
        return [line.phone for line in coach.review("You slapped me.", **options).safety.help]

    assert phones()[0] == "112"
    assert phones(country="GB")[:2] == ["999", "0808 2000 247"]
    with pytest.raises(DataError, match="no helplines for 'Narnia'"):
        phones(country="Narnia")


def test_one_decision_for_messages_and_for_lists(coach):
    texts = ["You slapped me.", "The bus comes at nine.", "k1ll yourself"]
    assert coach.classify(texts)["safety"].tolist() == ["violence", "none", "self_harm"]


@pytest.mark.parametrize("peril", PERILS)
def test_every_peril_has_words_and_help(peril):
    notice = safety.notice(safety.Alarm(Span(0, 1), peril, final=False))
    assert notice.title
    assert notice.body
    assert notice.help
    if peril.kind == "control":
        assert "use a device that no one else checks" in notice.body.lower()
    if peril.kind == "threat":
        assert "do not send" in notice.title


@pytest.mark.parametrize(
    ("kind", "likely", "final"),
    [
        ("threat", 0.4, False),
        ("threat", 0.6, True),
        ("self_harm", 0.6, False),
        ("self_harm", 0.98, True),
        ("violence", 0.99, False),
    ],
)
def test_a_guess_may_be_waved_aside_and_what_is_likely_may_not(kind, likely, final):
    text = "The soup is in the fridge."
    (column, *_) = [n for n, peril in enumerate(PERILS, start=1) if peril.kind == kind]
    dangers = np.zeros((1, 1 + len(PERILS)))
    dangers[0, [0, column]] = 1 - likely, likely
    view = safety.View(Span(0, len(text)), Passage(text))
    said = SimpleNamespace(tokens=read_tokens([text]), dangers=dangers)
    (alarm,) = safety.alarms(([view], said))
    assert alarm.peril.kind == kind
    assert alarm.final is final
