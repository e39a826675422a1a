import pytest

from coach.deck import Card
from coach.errors import MessageError

SUPPER = Card(
    "x1", "soften", "criticism", 1,
    "You picked my curry apart in front of your mother.",
    "I feel like you hate my cooking.",
    "When my curry was picked apart at the table I felt small. What did you like in it?",
)  # fmt: skip
SHOUT = Card(
    "x2", "repair", "conflict", 1,
    "You snapped at her about the shoes in the hall. She has gone quiet.",
    "Sorry, but the hall was a mess.",
    "I snapped at you about the shoes, and I see it hurt. I'm here.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("card", "attempt", "quality"),
    [
        (SUPPER, "I felt small when my curry was picked apart. I love cooking for us.", "good"),
        (SUPPER, "You always humiliate me in front of your mother.", "still_blaming"),
        (SUPPER, "I feel like you hate my curry.", "still_blaming"),
        (SUPPER, "Please taste the curry before Sunday.", "empty_of_feeling"),
        (SUPPER, "I've been feeling sad lately.", "off_topic"),
        (SHOUT, "I snapped at you about the shoes, and I'm sorry. I'm here.", "good"),
        (SHOUT, "I'm sorry you feel that way about the shoes.", "still_blaming"),
    ],
)
def test_the_five_qualities(coach, card, attempt, quality):
    feedback = coach.grade(card, attempt)
    assert feedback.quality == quality
    assert feedback.works
    assert feedback.next_step
    assert feedback.review.message == attempt


def test_the_step_quotes_the_words_that_blame(coach):
    attempt = "I love you. You humiliated me about the curry and you don't even care."
    feedback = coach.grade(SUPPER, attempt)
    assert feedback.quality == "still_blaming"
    (blame,) = feedback.review.blaming
    quoted = feedback.next_step.split("“")[1].split("”")[0]
    assert quoted in blame.text


def test_a_practised_line_can_trip_the_gate(coach):
    feedback = coach.grade(SUPPER, "You slapped me.")
    assert feedback.quality is None
    assert feedback.review.safety.kind == "violence"


@pytest.mark.parametrize("attempt", ["", "  \n", "🙄", "Nunca me escuchas cuando te hablo."])
def test_nothing_to_read_is_said_so(coach, attempt):
    with pytest.raises(MessageError):
        coach.grade(SUPPER, attempt)


def test_the_same_attempt_always_gets_the_same_words(coach):
    attempt = "I felt small when my curry was picked apart."
    assert coach.grade(SUPPER, attempt) == coach.grade(SUPPER, attempt)
