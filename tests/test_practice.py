from datetime import UTC, datetime, timedelta

import pytest

from coach.drill import practise
from coach.grading import Feedback
from coach.practice import Choice, Practice, rate
from coach.progress import Progress
from coach.review import Review

NOW = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)
FEEDBACK = Feedback("good", "", "", Review("I missed you."))


@pytest.fixture
def progress(tmp_path):
    return Progress(tmp_path)


def practised(progress, card, effort, now=NOW):
    return rate(progress, card, FEEDBACK, effort, now)


def test_new_cards_are_easy_first_and_themes_take_turns(progress):
    first = Practice.of(progress).new(Choice())[:8]
    assert {card.difficulty for card in first} == {1}
    assert len({card.theme for card in first}) == 8


def test_what_is_due_comes_before_what_is_new(progress):
    card = Practice.of(progress).next(Choice(), NOW)
    due = practised(progress, card, 1)
    practice = Practice.of(progress)
    assert practice.next(Choice(), NOW).id != card.id
    assert practice.next(Choice(), due).id == card.id


def test_the_same_practice_always_gives_the_same_days(progress, tmp_path):
    card = Practice.of(progress).next(Choice(), NOW)
    other = Progress(tmp_path / "other")
    now, again = NOW, NOW
    for _ in range(5):
        now, again = practised(progress, card, 3, now), practised(other, card, 3, again)
    assert now == again


def test_what_came_easily_comes_back_later(progress, tmp_path):
    card = Practice.of(progress).next(Choice(), NOW)
    waits = [practised(Progress(tmp_path / str(effort)), card, effort) for effort in (1, 3, 4)]
    assert waits == sorted(waits)
    assert waits[-1] - NOW > timedelta(days=1)


def test_help_fades_as_a_card_matures(progress):
    card = Practice.of(progress).next(Choice(), NOW)
    seen, now = [Practice.of(progress).help_with(card)], NOW
    for _ in range(6):
        now = practised(progress, card, 3, now)
        seen.append(Practice.of(progress).help_with(card))
    assert seen[0] == "full"
    assert seen[-1] == "none"
    order = ["full", "some", "none"]
    assert seen == sorted(seen, key=order.index)


def test_a_choice_is_kept_to(progress):
    choice = Choice("repair", "conflict")
    for card in Practice.of(progress).new(choice):
        assert (card.kind, card.theme) == ("repair", "conflict")


def test_a_state_that_cannot_be_read_makes_the_card_new_again(progress):
    card = Practice.of(progress).next(Choice(), NOW)
    practised(progress, card, 3)
    exported = progress.export()
    exported["cards"][0]["state"] = "{}"
    progress.replace_with(exported)
    assert card in Practice.of(progress).new(Choice())


def test_practice_in_a_terminal(coach, progress):
    card = Practice.of(progress).next(Choice(), NOW)
    said, answers = [], iter(["🙄", "You slapped me.", card.strong, "7", card.strong, "3"])

    def ask(prompt):
        said.append(prompt)
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    practise(coach, progress, ask, said.append)
    shown = "\n".join(said)
    assert card.text in shown
    assert "This is about being safe." in shown
    assert "comes back in" in shown
    (attempt,) = progress.attempts()
    assert (attempt.card, attempt.effort) == (card.id, 3)
