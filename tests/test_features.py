import numpy as np

from coach.features import PARTS, RunCounter, sentence_features
from coach.texting import read_tokens

TEXTS = ["you never listen to me", "i miss you", "you never listen", "the bus", "i miss the bus"]


def filled(runs, *texts):
    runs.fit(read_tokens(TEXTS))
    return [set(row.indices) for row in runs.transform(read_tokens(texts))]


def test_the_same_words_fill_the_same_buckets():
    one, other = filled(RunCounter("word", 1, 3, least=1), "you never listen", "listen you never")
    assert len(one & other) >= 3, "the single words"
    assert one != other, "their order"


def test_what_too_few_sentences_say_is_left_out():
    everything = RunCounter("word", 1, 3, least=1).fit(read_tokens(TEXTS)).runs_.width
    repeated = RunCounter("word", 1, 3, least=2).fit(read_tokens(TEXTS)).runs_.width
    assert 0 < repeated < everything


def test_shapes_of_rare_words_are_alike():
    one, other = filled(RunCounter("shape", 1, 4, least=1, kept=3), "you walked", "you talked")
    assert one == other


def test_letters_do_not_cross_words():
    one, other = filled(RunCounter("letter", 2, 5, least=1), "miss bus", "bus miss")
    assert one == other


def test_a_sentence_is_read_the_same_alone_and_among_others():
    features = sentence_features().fit(read_tokens(TEXTS * 5))
    together = features.transform(read_tokens([*TEXTS, ""])).toarray()
    for text, row in zip([*TEXTS, ""], together, strict=True):
        assert np.array_equal(features.transform(read_tokens([text])).toarray()[0], row)


def test_each_kind_of_n_gram_can_be_left_out():
    widths = [
        sentence_features(tuple(p for p in PARTS if p != part))
        .fit_transform(read_tokens(TEXTS * 5))
        .shape[1]
        for part in (None, *PARTS)
    ]
    assert all(0 < width < widths[0] for width in widths[1:])
