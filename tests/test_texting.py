import pytest

from coach.texting import read_tokens, tokenise, words_of


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("U never listen 2 me", ["you", "never", "listen", "2", "me"]),
        ("You DON’T listen", ["you", "do", "n't", "listen"]),
        ("dont", ["do", "n't"]),
        ("soooo tired", ["soo", "tired"]),
        ("“Fine…”", ["fine", "..."]),
        ("ok ❤️", ["okay", "❤"]),
    ],
)
def test_texting_and_typing_read_alike(written, tokens):
    assert tokenise(written) == tokens


def test_words_are_tokens_with_letters():
    assert words_of("at 8, ok? 🙄") == ["at", "okay"]


def test_many_sentences_are_read_as_one_by_one():
    texts = ["U never listen", "", "a\0b", "  ", "İf ΣΑΣ e\u0301", "ok ❤️!!", "dont"]
    together = read_tokens(texts)
    assert [together.of(i) for i in range(len(together))] == [tokenise(text) for text in texts]
    assert together.take([6, 0]).of(0) == ["do", "n't"]
