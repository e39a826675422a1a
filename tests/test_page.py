import pytest
from conftest import ARTICLE_BLAME, ROOT
from streamlit.testing.v1 import AppTest

from coach.pages import texts


@pytest.fixture
def page(coach):  # noqa: ARG001 - the model is trained before the page asks for it
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def press(page, label):
    (button,) = [button for button in page.button if button.label == label]
    return button.click().run()


def review(page, message):
    page.text_area(key="message").set_value(message)
    return press(page, texts.REVIEW)


def html(page):
    return "\n".join(element.proto.body for element in page.get("html"))


def test_the_way_of_a_message(page):
    review(page, " ".join(ARTICLE_BLAME) + " I missed feeling close to you.")
    assert not page.exception
    assert html(page).count('<mark class="heard blame">') == 4
    assert html(page).count('<mark class="heard feeling">') == 1
    assert texts.SOFTEN_MANY.format(count=4) in html(page)
    assert len(page.radio) == 4
    taken = page.radio[2].options[1]
    assert taken == "I missed feeling close to you."
    page.radio[2].set_value(taken).run()
    assert page.code[0].value.startswith("You pulled away. You stopped caring. I missed feeling")
    page.text_input[0].set_value("I miss talking with you.").run()
    assert "You stopped caring. I miss talking with you. Who caused this?" in page.code[0].value
    page.radio[2].set_value(texts.KEEP).run()
    assert page.code[0].value == page.text_area[0].value


def test_the_example_works_with_one_press(page):
    press(page, texts.EXAMPLE)
    assert page.text_area[0].value == texts.EXAMPLE_MESSAGE
    assert '<mark class="heard blame' in html(page)


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("", texts.UNREAD["nothing"]),
        ("  \n", texts.UNREAD["nothing"]),
        ("🙄", texts.UNREAD["nothing"]),
        ("Nunca me escuchas cuando te hablo.", texts.UNREAD["language"]),
        ("אתה אף פעם לא מקשיב לי", texts.UNREAD["language"]),
        ("a\0b", "NUL byte"),
        ("x" * 200_001, "200,001 characters long"),
        ("You slapped me.", "This is about being safe."),
        ("I missed feeling close to you.", texts.NOTHING_TO_SOFTEN),
    ],
)
def test_every_message_has_an_answer_and_stays_in_its_box(page, message, answer):
    review(page, message)
    assert not page.exception
    said = [*(e.value for e in page.error), *(i.value for i in page.info), html(page)]
    assert any(answer in text for text in said)
    assert page.text_area[0].value == message


def test_a_notice_has_nothing_beside_it(page):
    review(page, "I love you. You slapped me. You never listen.")
    assert "<mark" not in html(page)
    assert not page.radio
    assert not page.code


def labels(page):
    return [button.label for button in page.button]


def test_help_follows_the_country(page):
    review(page, "You slapped me.")
    assert 'href="tel:112"' in html(page)
    page.selectbox[0].set_value("GB").run()
    assert 'href="tel:999"' in html(page)
    assert 'href="tel:08082000247"' in html(page)


def test_a_figure_of_speech_goes_on_and_says_nothing_stupid(page):
    review(page, "You never listen to me. I'm scared of you.")
    press(page, texts.FIGURE_OF_SPEECH)
    assert [info.value for info in page.info] == [texts.WAVED]
    assert texts.FIGURE_OF_SPEECH not in labels(page)
    assert "I&#x27;m scared of you." in html(page).replace("<u>", "").replace("</u>", "")
    for radio in page.radio:
        assert "You never listen to me." not in radio.options
    review(page, "I'm scared of you.")
    assert texts.FIGURE_OF_SPEECH in labels(page)


@pytest.mark.parametrize("message", ["I'll kill you.", "I'm going to kill myself."])
def test_a_threat_and_self_harm_outright_have_no_way_on(page, message):
    review(page, message)
    assert texts.FIGURE_OF_SPEECH not in labels(page)


def test_leaving_clears_what_was_typed(page):
    review(page, "You slapped me.")
    press(page, texts.LEAVE)
    assert page.text_area[0].value == ""
    assert "safe" not in html(page).replace(texts.FOOTER[1], "")


def test_the_way_to_help_stands_below_whatever_was_typed(page):
    for message in ("", "You pulled away.", "You slapped me."):
        review(page, message)
        assert [link.proto.label for link in page.get("page_link")] == [texts.AFRAID]


def test_the_support_page_says_what_this_is_not():
    page = AppTest.from_string("from coach.pages import support\nsupport.draw()").run()
    assert not page.exception
    assert "not an abuse detector" in html(page)
    assert "does not erase your browser" in html(page)


def test_nothing_that_is_typed_becomes_markup(page):
    hostile = (
        '<img src="https://example.invalid/x"> You stopped <b>talking</b> to me. ![](x) :red[y]'
    )
    review(page, hostile)
    assert "<img" not in html(page)
    assert "<b>" not in html(page)
    for markdown in page.markdown:
        assert "example.invalid" not in markdown.value


def test_an_answer_says_when_the_message_has_changed(page):
    review(page, "You pulled away.")
    page.text_area(key="message").set_value("You pulled away from me.").run()
    assert [info.value for info in page.info] == [texts.CHANGED]


def test_a_very_long_message_shows_its_cards_in_parts(page):
    review(page, "You pulled away. You stopped caring. You stopped talking to me. " * 10)
    assert len(page.radio) == 10
    press(page, texts.MORE)
    assert len(page.radio) == 20


def test_a_feeling_that_is_chosen_rewords_the_lines_at_once(page):
    review(page, "You forgot our anniversary.")
    lines = page.radio[0].options
    page.radio[0].set_value(lines[2]).run()
    page.pills[0].set_value(page.pills[0].options[0]).run()
    assert not page.exception
    reworded = page.radio[0].options
    assert reworded[1] == lines[1]  # the article's, word for word
    assert any(page.pills[0].value in line for line in reworded)
    assert page.radio[0].value == reworded[2]
    assert page.code[0].value == reworded[2]


def test_a_feeling_in_the_users_own_words(page):
    review(page, "You forgot our anniversary.")
    page.pills[0].set_value(texts.SOMETHING_ELSE).run()
    page.text_input[0].set_value("left out").run()
    assert any("left out" in line for line in page.radio[0].options)
    page.text_input[0].set_value("sick of you being so selfish").run()
    assert not page.exception
    assert len(page.error) == 1
    assert page.radio


def test_where_no_matter_was_read_the_card_says_so(page):
    review(page, "You're impossible.")
    assert "cannot tell what this one is about" in html(page)
    assert len(page.radio[0].options) >= 4
