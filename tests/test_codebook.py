"""The codebook's own examples: no sentence of theirs is in the corpus, but for the article's."""

import pandas as pd
from conftest import ROOT

from coach.corpus import load_corpus

EXAMPLES = pd.read_csv(ROOT / "tests" / "codebook_examples.csv")


def test_they_are_not_trained_on():
    corpus = load_corpus()
    written = set(corpus["text"][corpus["origin"] == "written"].str.casefold())
    assert not written & set(EXAMPLES["text"].str.casefold())


def test_most_are_read_as_the_codebook_reads_them(coach):
    named = coach.classify(EXAMPLES["text"].tolist())
    right = named["label"].to_numpy() == EXAMPLES["label"].to_numpy()
    wrong = EXAMPLES["text"][~right].tolist()
    assert right.mean() >= 0.85, wrong
    sure = ~named["unsure"].to_numpy()
    assert right[sure].mean() >= 0.9, wrong
