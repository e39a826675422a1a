import re

import pytest

from coach.clauses import without_left_out
from coach.frames import as_line, load_frames
from coach.grammar import tagged
from coach.matter import read_matter

# What a frame is read as where that is something else.
READ_AS = {"missing": "wish"}


@pytest.mark.parametrize("frame", load_frames(), ids=lambda frame: frame.fires_on)
def test_each_frame_is_proven_by_its_examples(frame):
    matter = read_matter(frame.fires_on)
    said = [matter.slots.get(slot) for slot in ("when", "ask", "mine", "rival")]
    if frame.form != "none":
        assert matter.form == READ_AS.get(frame.form, frame.form)
        assert frame.reads in said
    else:
        assert matter.form in ("none", "topic")
    words = without_left_out(tagged(frame.not_on))
    assert not frame.pattern.search(as_line(words))


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("You never look up when I'm talking.", "when you don't look up while I'm talking"),
        ("You never put the phone down.", "when you didn't put the phone down"),
        ("ok so u forgot the dentist again, cool cool", "when you forgot the dentist"),
        ("You ALWAYS just leave your fucking plates out again!", "when you leave your plates out"),
        ("you literally never even ask about my day lol", "when you don't ask about my day"),
        ("Why on earth did you tell your sister that?", "when you told your sister"),
        ("You ignored my message on Friday.", "when you didn't answer my message on Friday"),
        ("You refused to come to the scan.", "when you didn't come to the scan"),
        ("u left me on read all day again lol ok", "when you left me on read all day"),
        ("Since Saturday you've slept on the sofa.", "when you slept on the sofa since Saturday"),
    ],
)  # fmt: skip
def test_an_event_is_kept_as_a_camera_would_show_it(sentence, when):
    assert read_matter(sentence).slots["when"] == when


@pytest.mark.parametrize(
    "sentence",
    ["You're impossible.", "You're just like your father.", "You don't care.", "You ruined it.",
     "Unbelievable.", "ur such a child", "You treat me like a maid.", ""],
)  # fmt: skip
def test_a_verdict_has_no_matter(sentence):
    assert read_matter(sentence).form == "none"
    assert not read_matter(sentence).slots


def test_the_words_of_a_not_are_turned_round():
    assert read_matter("You never tell me anything.").slots["ask"] == "tell me something"
    assert read_matter("You didn't call on Tuesday.").slots["ask"] == "call"


def test_names_numbers_and_days_are_kept():
    matter = read_matter("Femi, it's Wednesday and you paid £1,140 at 12:40 for your bike.")
    said = " ".join([*matter.slots.values(), *matter.facts])
    assert matter.name == "Femi"
    for fact in ("Wednesday", "£1,140", "12:40"):
        assert fact in said


def test_any_text_can_be_read():
    for text in ("", "…", "🙄" * 50, "you " * 2000, "a\nb", "you you you didn't", "'"):
        assert not re.search(r"\{|\}", " ".join(read_matter(text).slots.values()))


def test_a_day_takes_its_preposition_with_it():
    asked = read_matter("You said you'd ring the vet by Monday.").slots["ask"]
    assert asked == "ring the vet"
