import pytest

from coach.disguise import undisguised

KNOWN = frozenset("i will kill you".split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i will k i l l you", "i will kill you"),
        ("k.i.l.l", "kill"),
        ("k-i-l-l", "kill"),
        ("i w i l l k i l l y o u", "i will kill you"),
        ("k1ll y0u", "kill you"),
        ("h!t me", "hit me"),
        ("u ch0ked me", "u choked me"),
    ],
)
def test_what_is_disguised_is_read(typed, meant):
    assert undisguised(typed, KNOWN) == meant


@pytest.mark.parametrize(
    "text",
    [
        "see you at 8 or l8r",
        "what!! no!",
        "e.g. this",
        "a-b testing",
        "meet @ the 7 bus",
        "",
        "gr8",
    ],
)
def test_what_is_not_stays_as_it_is(text):
    assert undisguised(text, KNOWN) == text


@pytest.mark.parametrize("part", ["!", "1", "a ", "a1", "a.b "])
def test_a_very_long_text_comes_back(part):
    assert len(undisguised(part * 50_000, KNOWN)) <= len(part) * 50_000
