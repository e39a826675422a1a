from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from coach import review as values
from coach.errors import MessageError

MESSAGE = "Hi 👋🏽.  You stopped talking to me.\n\nYou pulled away… I missed feeling close to you. "


def test_offsets_count_code_points_of_the_message_as_given(coach):
    found = coach.review(MESSAGE)
    assert found.message == MESSAGE
    assert len(found.sentences) == 4
    for sentence in found.sentences:
        assert MESSAGE[sentence.start : sentence.end] == sentence.text
        for evidence in sentence.evidence:
            assert sentence.start <= evidence.start < evidence.end <= sentence.end
    blame = found.blaming[0]
    assert any("stopped" in MESSAGE[e.start : e.end] for e in blame.evidence)


def test_json_is_version_1_of_the_contract(coach):
    data = coach.review(MESSAGE).to_dict()
    assert list(data) == ["version", "message", "safety", "sentences"]
    assert data["version"] == 1
    assert data["safety"] is None
    sentence = data["sentences"][1]
    assert list(sentence) == [
        "start", "end", "text", "label", "confidence", "unsure", "theme",
        "evidence", "beneath", "suggestions", "note",
    ]  # fmt: skip
    assert list(sentence["evidence"][0]) == ["start", "end", "weight"]
    assert list(sentence["suggestions"][0]) == ["text", "move", "strength", "source"]
    notice = coach.review("You slapped me.").to_dict()["safety"]
    assert list(notice) == ["kind", "by", "final", "start", "end", "title", "body", "help"]


def test_values_are_frozen():
    for name, value in vars(values).items():
        if is_dataclass(value):
            instance = object.__new__(value)
            with pytest.raises(FrozenInstanceError):
                setattr(instance, fields(value)[0].name, None)
            assert not hasattr(instance, "__dict__"), name


def test_a_draft_changes_only_what_was_chosen(coach):
    found = coach.review(MESSAGE)
    first, second = found.blaming
    assert found.draft({}) == MESSAGE
    line = first.suggestions[0].text
    assert found.draft({first.start: line}) == MESSAGE.replace(first.text, line)
    assert found.draft({first.start: line, second.start: line}) == (
        MESSAGE.replace(first.text, line).replace("\n\n" + second.text, "")
    )
    with pytest.raises(KeyError):
        found.draft({1: "x"})


@pytest.mark.parametrize("message", ["", " \n\t ", "🙄😭", "...", "?!", "❤️", "123", "\ufeff"])
def test_nothing_to_review(coach, message):
    found = coach.review(message)
    assert found.unread == "nothing"
    assert found.sentences == ()


@pytest.mark.parametrize(
    ("message", "complaint"),
    [
        ("You left\0me.", "NUL byte"),
        ("You left \udcff me.", "not written in UTF-8"),
        ("x" * 200_001, "200,001 characters long. The coach reads up to 200,000"),
    ],
)
def test_what_cannot_be_read_is_said(coach, message, complaint):
    for read in (coach.review, lambda text: coach.classify([text])):
        with pytest.raises(MessageError, match=complaint) as caught:
            read(message)
        assert "left" not in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["You never listen to me. ", "you never listen ", "x", "👋 ", "Я "]
)
def test_200_000_characters_have_an_answer(coach, piece):
    message = (piece * 200_000)[:200_000]
    found = coach.review(message)
    assert found.message == message
    assert found.sentences or found.unread
