"""The pages beside Check, as Streamlit runs them."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from coach.article import load_vignettes
from coach.deck import load_deck, load_moments
from coach.pages import texts
from coach.pages.moments import picture
from coach.progress import KEEP_TEXTS, YES, Progress


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_PROGRESS", str(tmp_path))
    return Progress(tmp_path)


def opened(page):
    script = f"from coach.pages import {page}\n{page}.draw()"
    run = AppTest.from_string(script, default_timeout=60).run()
    assert not run.exception
    return run


def press(page, label):
    (button,) = [button for button in page.button if button.label == label]
    page = button.click().run()
    assert not page.exception
    return page


def html(page):
    return "\n".join(element.proto.body for element in page.get("html"))


def prompt(page):
    return next(card for card in load_deck().values() if card.text in unescaped(page))


def unescaped(page):
    return html(page).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def practise(page, words):
    page.text_area[0].set_value(words)
    return press(page, texts.SHOW_FEEDBACK)


def test_a_line_is_practised_rated_and_scheduled(coach, kept):  # noqa: ARG001
    page = opened("practise")
    card = prompt(page)
    practise(page, card.strong)
    assert card.weak in unescaped(page)
    assert card.strong in unescaped(page)
    assert texts.WORKS in html(page)
    press(page, texts.EFFORTS[3])
    (attempt,) = kept.attempts()
    assert attempt.card == card.id
    assert attempt.text is None
    assert prompt(page) != card
    assert page.text_area[0].value in (None, "")
    assert "comes back in" in html(page)


def test_a_reload_in_the_middle_finds_the_same_card(coach):  # noqa: ARG001
    assert prompt(opened("practise")) == prompt(opened("practise"))


def test_nothing_is_graded_before_something_is_written(coach, kept):  # noqa: ARG001
    page = opened("practise")
    practise(page, "  ")
    assert len(page.error) == 1
    assert kept.attempts() == []
    assert texts.EFFORTS[3] not in [button.label for button in page.button]


def test_danger_in_a_practised_line_goes_to_help(coach, kept):  # noqa: ARG001
    page = opened("practise")
    practise(page, "You slapped me.")
    assert "This is about being safe." in html(page)
    assert texts.EFFORTS[3] not in [button.label for button in page.button]
    assert kept.attempts() == []


def test_a_choice_of_what_to_practise_is_kept_to(coach):  # noqa: ARG001
    page = opened("practise")
    page.selectbox[0].set_value("repair").run()
    page.selectbox[1].set_value("conflict").run()
    assert (prompt(page).kind, prompt(page).theme) == ("repair", "conflict")


def test_another_card_can_be_had(coach, kept):  # noqa: ARG001
    page = opened("practise")
    first = prompt(page)
    press(page, texts.ANOTHER)
    assert prompt(page) != first
    assert kept.attempts() == []


def test_a_moment_is_marked_and_one_of_ones_own_added(kept):
    page = opened("moments")
    page.checkbox[0].check().run()
    assert len(kept.done()) == 1
    page.text_input[0].set_value("tea *on* the step").run()
    assert list(kept.own_moments().values()) == ["tea *on* the step"]
    assert "tea *on* the step" in html(page)
    assert len(page.checkbox) == len(load_moments()) + 1
    (remove,) = [button for button in page.button if "Take away" in button.label]
    remove.click().run()
    assert kept.own_moments() == {}
    page.checkbox[0].uncheck().run()
    assert kept.done() == set()


def test_four_weeks_are_drawn_with_words(kept):
    page = opened("moments")
    page.checkbox[0].check().run()
    (day, _) = next(iter(kept.done()))
    long_ago = day - timedelta(weeks=9)
    drawn = picture({"check-in": "Check <in>"}, {(day, "check-in"), (long_ago, "check-in")}, day)
    assert "Check &lt;in&gt;" in drawn
    assert drawn.count('class="on"') == 1
    assert texts.DAYS_DONE.format(count=1) in drawn


def test_progress_is_drawn_kept_and_deleted(coach, kept):  # noqa: ARG001
    page = opened("practise")
    practise(page, "I missed you, and I felt lonely.")
    press(page, texts.EFFORTS[2])
    page = opened("progress")
    assert len(page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")) == 2
    page.toggle[0].set_value(True).run()
    assert kept.setting(KEEP_TEXTS) == YES
    page.checkbox[0].check().run()
    press(page, texts.DELETE)
    assert kept.attempts() == []
    assert kept.setting(KEEP_TEXTS) is None
    assert texts.NO_PROGRESS in [info.value for info in page.info]


def test_what_cannot_be_read_is_one_clear_line(kept):
    kept.path.write_bytes(b"no database " * 100)
    for page in ("moments", "progress", "practise"):
        run = opened(page)
        assert len(run.error) == 1
        assert "cannot be read or written" in run.error[0].value


@pytest.mark.parametrize("vignette", load_vignettes().values(), ids=lambda v: v.id)
def test_each_vignette_is_shown_step_by_step(coach, vignette):  # noqa: ARG001
    page = opened("demonstrate")
    page.selectbox[0].set_value(vignette.id).run()
    assert vignette.scene in unescaped(page)
    for shown in (vignette.heard, vignette.curiosity, vignette.feeling, vignette.moment):
        assert shown not in unescaped(page)
        press(page, texts.NEXT)
        assert shown in unescaped(page)
    press(page, texts.BACK)
    assert vignette.feeling in unescaped(page)


def test_about_shows_the_models_own_figures():
    page = opened("about")
    assert "in 100</td>" in html(page)
    assert "not an abuse detector" in html(page)
