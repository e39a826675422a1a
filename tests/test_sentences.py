import pytest

from coach.sentences import split_sentences


def cut(message):
    return [message[span.start : span.end] for span in split_sentences(message)]


@pytest.mark.parametrize(
    ("message", "sentences"),
    [
        (
            "You stopped talking to me. I missed feeling close to you.",
            ["You stopped talking to me.", "I missed feeling close to you."],
        ),
        (
            "“You pulled away.” “You stopped caring.”",
            ["“You pulled away.”", "“You stopped caring.”"],
        ),
        ("Dr. Ali rang at 8 p.m. about the 3.50.", ["Dr. Ali rang at 8 p.m. about the 3.50."]),
        ("We said 8 p.m. You came at nine.", ["We said 8 p.m.", "You came at nine."]),
        ('You said "stop!" and left. Why?!', ['You said "stop!" and left.', "Why?!"]),
        ("You never (ever!) listen.", ["You never (ever!) listen."]),
        ("wait... what. ok", ["wait... what.", "ok"]),
        ("You never listen.You pulled away", ["You never listen.", "You pulled away"]),
        ("See www.example.com now", ["See www.example.com now"]),
        (
            "you never help\nyou never call\n\nI miss us",
            ["you never help", "you never call", "I miss us"],
        ),
    ],
)
def test_marks_and_lines_end_a_sentence(message, sentences):
    assert cut(message) == sentences


@pytest.mark.parametrize(
    ("message", "sentences"),
    [
        ("u never listen 2 me i miss u", ["u never listen 2 me", "i miss u"]),
        (
            "im sorry i was wrong i shouldnt have shouted",
            ["im sorry i was wrong", "i shouldnt have shouted"],
        ),
        ("you never listen 🙄 i miss u", ["you never listen 🙄", "i miss u"]),
        ("u forgot the milk i asked for", ["u forgot the milk i asked for"]),
        ("i love the way u look at me when u laugh", ["i love the way u look at me when u laugh"]),
        ("i know u r busy but i miss u sm today", ["i know u r busy but i miss u sm today"]),
        ("you never told me you could sing", ["you never told me you could sing"]),
        ("You never told me you could sing!", ["You never told me you could sing!"]),
        ("i waited all night u didnt even text", ["i waited all night", "u didnt even text"]),
        ("so ur just gonna ignore me all day", ["so ur just gonna ignore me all day"]),
    ],
)
def test_texting_without_marks(message, sentences):
    assert cut(message) == sentences


@pytest.mark.parametrize("message", ["", "  \n\t ", "🙄", "...", "?! ❤️ 🙏🏽"])
def test_nothing_to_read_is_no_sentence(message):
    assert cut(message) == []


@pytest.mark.parametrize(
    "message",
    [
        "a" * 5000,
        "you never listen " * 400,
        "אתה אף פעם לא מקשיב לי. למה?",
        "\u202eYou stopped. 👩🏽‍🚀 Caring.\r\n\u2028You left.",
        "<script>alert(1)</script> ![x](y) You left.",
        " You left . . . Really ?",
    ],
)
def test_spans_are_exact_ordered_and_short(message):
    spans = split_sentences(message)
    assert spans
    position = 0
    for span in spans:
        text = message[span.start : span.end]
        assert span.start >= position
        assert text == text.strip() != ""
        assert len(text) <= 600
        assert len(text.split()) <= 60
        between = message[position : span.start]
        assert not any(character.isalnum() for character in between)
        position = span.end
    assert not any(character.isalnum() for character in message[position:])
