import pytest

from coach.corpus import load_corpus
from coach.language import is_foreign


@pytest.mark.parametrize(
    "message",
    [
        "Nunca me escuchas cuando te hablo. Me siento sola.",
        "Tu ne m'écoutes jamais quand je te parle, je me sens seule.",
        "Du hörst mir nie zu, wenn ich mit dir rede.",
        "tum kabhi meri baat nahi sunte",
        "אתה אף פעם לא מקשיב לי",
        "Ты никогда меня не слушаешь",
        "أنت لا تستمع إلي أبدا",
    ],
)
def test_another_language_is_said_to_be_one(coach, message):
    review = coach.review(message)
    assert review.unread == "language"
    assert review.sentences == ()


@pytest.mark.parametrize(
    "message",
    [
        "u neva lisn 2 me wen i tlk",
        "Why you no dey pick my call?",
        "Dinnae fash, hen.",
        "hola",
        "k x",
    ],
)
def test_english_of_every_kind_is_read(coach, message):
    assert coach.review(message).unread is None


def test_no_message_of_the_corpus_is_called_foreign(coach):
    corpus = load_corpus()
    names = corpus["message"].where(corpus["message"] != "", corpus["id"])
    messages = corpus.groupby(names)["text"].agg("\n".join)
    known = coach._classifier.known
    assert [m for m in messages if is_foreign(m, known)] == []
