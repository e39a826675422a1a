"""Whatever is typed: no crash, exact offsets, and the same answer to the same text."""

import json
import os
import subprocess
import sys

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.errors import DataError, MessageError
from coach.rows import format_of
from coach.scoring import ADDED
from coach.sentences import split_sentences
from coach.texting import read_tokens

WORDS = st.sampled_from(
    ["you", "never", "I", "miss", "u", "don't", "listen", "hit", "me", "sorry", "…", "?!", "\n\n",
     '"', "“no”", "k i l l", "😀", "Mr.", "3.30", "e.g.", "--", "<b>", "$x$", "{0}", "%s"]
)  # fmt: skip
MESSAGES = st.one_of(
    st.text(max_size=120),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=15).map("".join),
)
OFTEN = settings(
    max_examples=200, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
SELDOM = settings(OFTEN, max_examples=40)


@OFTEN
@given(MESSAGES)
@example("")
@example("\ufeff\u200b.")
def test_sentences_are_stretches_of_the_message(message):
    spans = split_sentences(message)
    ends = [0, *(span.end for span in spans)]
    for span, before in zip(spans, ends, strict=False):
        assert before <= span.start < span.end <= len(message)
        assert message[span.start : span.end].strip() == message[span.start : span.end]
    covered = "".join(message[span.start : span.end] for span in spans)
    assert [c for c in covered if c.isalnum()] == [c for c in message if c.isalnum()]


@OFTEN
@given(st.lists(MESSAGES, max_size=6))
def test_tokens_are_the_same_alone_and_among_others(messages):
    together = read_tokens(messages)
    assert len(together) == len(messages)
    for place, message in enumerate(messages):
        assert together.of(place) == read_tokens([message]).of(0)


@pytest.mark.slow
@SELDOM
@given(message=MESSAGES)
def test_every_message_is_reviewed_or_refused_in_one_line(fast_coach, message):
    if "\0" in message or any("\ud800" <= letter <= "\udfff" for letter in message):
        with pytest.raises(MessageError) as refused:
            fast_coach.review(message)
        assert "\n" not in str(refused.value)
        return
    review = fast_coach.review(message)
    assert review == fast_coach.review(message)
    assert review.message == message
    for sentence in review.sentences:
        assert message[sentence.start : sentence.end] == sentence.text
        assert 0 <= sentence.p_blame <= sentence.confidence <= 1 or sentence.label != "blame"
        for found in sentence.evidence:
            assert sentence.start <= found.start < found.end <= sentence.end
    assert json.loads(json.dumps(review.to_dict()))["message"] == message
    assert review.draft({}) == message
    if review.safety:
        assert not review.sentences


@OFTEN
@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: ("said\n" + text).encode("utf-8", "replace")),
        st.lists(MESSAGES).map(
            lambda rows: "\n".join(json.dumps({"said": row}) for row in rows).encode()
        ),
    ),
    ending=st.sampled_from([".csv", ".tsv", ".jsonl", ".parquet"]),
)
def test_every_file_is_read_or_refused_in_one_line(tmp_path, content, ending):
    path = tmp_path / f"any{ending}"
    path.write_bytes(content)
    refused = ""
    try:
        for block in format_of(path).blocks(path, "said", 3, ADDED):
            assert all(isinstance(text, str) for text in block.texts)
            assert 0 <= block.done <= 1
    except DataError as error:
        refused = str(error)
    assert "\n" not in refused


@pytest.mark.slow
def test_the_same_text_has_the_same_answer_in_every_process():
    """Whatever the seed of Python's own hashes."""
    message = "You never call. I miss you, and u forgot again! Can we talk tonight?"
    said = {
        subprocess.run(
            [sys.executable, "-m", "coach", "check", "--format", "json", message],
            capture_output=True, text=True, check=False, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }  # fmt: skip
    assert len(said) == 1
    assert json.loads(said.pop())["sentences"]
