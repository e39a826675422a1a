import pytest

from coach.corpus import load_corpus
from coach.errors import DataError
from coach.outright import load_patterns, said_outright
from coach.safety_corpus import NO_DANGER, load_safety
from coach.texting import read_tokens

HEADER = "kind,by,pattern,needs,fires_on,not_on\n"


@pytest.mark.parametrize("pattern", load_patterns(), ids=lambda p: p.fires_on)
def test_each_pattern_has_a_hit_and_a_miss(pattern):
    assert said_outright(read_tokens([pattern.fires_on, pattern.not_on])) == [pattern.peril, None]


def test_they_seldom_fire_on_what_only_looks_like_danger():
    safety = load_safety()
    look_alikes = safety["text"][safety["kind"] == NO_DANGER].tolist()
    ordinary = load_corpus()["text"].tolist()
    for texts, most in ((look_alikes, 0.005), (ordinary, 0.0005)):
        assert sum(p is not None for p in said_outright(read_tokens(texts))) <= most * len(texts)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("violence,partner,(,hit,You hit me.,Hello.", "not a regular expression"),
        ("violence,partner,you slap,hit,You hit me.,Hello.", "does not fire on its own"),
        ("violence,partner,you hit,slap,You hit me.,Hello.", "does not fire on its own"),
        ("violence,partner,hit,hit,You hit me.,We hit traffic.", "on which it must not"),
        ("threat,partner,hit,hit,You hit me.,Hello.", "no 'threat' by 'partner'"),
    ],
)
def test_a_pattern_that_contradicts_its_examples_is_refused(tmp_path, row, wrong):
    path = tmp_path / "patterns.csv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=wrong):
        [pattern.fires_in("You hit me.") for pattern in load_patterns(path)]
