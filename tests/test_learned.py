"""The plain arrays that the coach reads with answer as the scikit-learn pipeline does."""

import random

import numpy as np
import pytest

from coach import store
from coach.corpus import load_corpus
from coach.encoder import HEADS
from coach.errors import ModelError
from coach.learned import Learned
from coach.texting import read_tokens

READERS = {"labels": "label", "themes": "theme", "dangers": "safety"}
LETTERS = "abcdefghijklmnopqrstuvwxyz'’.,!?… 0189éñß漢😀\u200d\t\n-_" + " " * 8


@pytest.fixture(scope="module")
def pipeline():
    store.load_or_train()
    return store.load_pipeline()


@pytest.fixture(scope="module")
def learned():
    return Learned.of_file(store.Kept(store.models_folder(), store.FULL).learned)


def corpus_sentences():
    return load_corpus()["text"].tolist()


def generated_strings():
    chance = random.Random(7)
    words = sorted({word for text in corpus_sentences()[:2000] for word in text.split()})
    return [
        " ".join(chance.choices(words, k=chance.randrange(12)))
        if chance.random() < 0.5
        else "".join(chance.choices(LETTERS, k=chance.randrange(60)))
        for _ in range(20_000)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("texts", [corpus_sentences, generated_strings])
def test_they_answer_alike(pipeline, learned, texts):
    """Every n-gram, label, theme and danger, whatever the encoder may say of a sentence."""
    tokens = read_tokens(texts())
    theirs, ours = pipeline.features_.transform(tokens), learned.ngrams(tokens)
    assert (np.diff(theirs.indptr) == np.diff(ours.starts)).all()
    chance = np.random.default_rng(7)
    for name, head in READERS.items():
        logits = chance.normal(scale=3, size=(len(tokens), HEADS[head]))
        expected = getattr(pipeline, f"{name}_").predict_proba(theirs, logits)
        found = getattr(learned, name).probabilities(ours, logits)
        assert np.abs(found - expected).max() <= 1e-5
        # Where two are as likely as each other, either may be named.
        near = np.abs(np.sort(expected)[:, -1] - np.sort(expected)[:, -2]) < 1e-9
        assert (found.argmax(axis=1) == expected.argmax(axis=1))[~near].all()


def test_what_is_written_is_read_again(learned, tmp_path):
    path = tmp_path / "again.safetensors"
    path.write_bytes(learned.to_bytes())
    again = Learned.of_file(path)
    tokens = read_tokens(["You never listen.", "I miss you"])
    assert again.known == learned.known
    for name in READERS:
        reader = getattr(again, name)
        said = reader.probabilities(again.ngrams(tokens), np.zeros((2, len(reader.bias))))
        assert said.sum(axis=1) == pytest.approx(1)
    assert again.to_bytes() == learned.to_bytes()


@pytest.mark.parametrize("content", [b"", b"not one of ours", b"\x08" + b"\0" * 7 + b"{}      "])
def test_a_file_that_is_not_one_is_refused(tmp_path, content):
    path = tmp_path / "damaged.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="damaged"):
        Learned.of_file(path)
