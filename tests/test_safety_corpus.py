import pytest
from conftest import ROOT

from coach.corpus import is_held_out, load_corpus
from coach.errors import DataError
from coach.perils import PERILS
from coach.review import DANGERS
from coach.safety_corpus import (
    CLASSES,
    DANGER_STYLES,
    LIKENESSES,
    NO_DANGER,
    classes_of,
    load_safety,
)
from coach.tables import filled, read_columns

HEADER = "text,kind,by,style,voice,message\n"


def test_it_is_broad():
    safety = load_safety()
    assert len(safety) >= 1200
    assert (safety["kind"] == NO_DANGER).sum() >= 600
    assert set(classes_of(safety)) == set(CLASSES)
    assert set(safety["style"]) == {*DANGER_STYLES, *LIKENESSES}
    for kind in DANGERS:
        assert set(safety["style"][safety["kind"] == kind]) == set(DANGER_STYLES)
    assert safety["voice"].map(is_held_out).any()


def test_the_datasheet_counts_what_is_there(datasheet_counts):
    kinds = (NO_DANGER, *DANGERS)
    assert datasheet_counts(kinds) == load_safety()["kind"].value_counts().to_dict()


def test_it_shares_no_sentence_with_the_corpus_or_the_kept_aside_cases():
    aside = read_columns(ROOT / "benchmarks" / "safety" / "cases.csv", {"text": filled})
    ours, theirs = (set(frame["text"].str.casefold()) for frame in (load_safety(), load_corpus()))
    assert ours & (theirs | {row["text"].casefold() for row in aside}) == set()
    assert set(load_safety()["voice"]) & set(load_corpus()["voice"]) == set()


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("You hit me.,violence,writer,direct,a,\nyou HIT me.,violence,writer,direct,a,\n", "twice"),
        ("You hit me.,threat,partner,direct,a,\n", "no 'threat' by 'partner'"),
        ("You hit me.,violence,partner,figure,a,\n", "style 'figure' does not go"),
        ("Hello.,none,,direct,a,\n", "style 'direct' does not go"),
        ("Hello.,nonsense,,direct,a,\n", "'nonsense' is not one of"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, rows, wrong):
    path = tmp_path / "safety.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(DataError, match=wrong):
        load_safety(path)


def test_a_class_is_a_kind_and_whose_act_it_is():
    assert (NO_DANGER, *(f"{kind}:{by}" for kind, by in PERILS)) == CLASSES
