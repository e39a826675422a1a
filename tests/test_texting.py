import pytest

from coach.texting import tokenise, words_of


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
