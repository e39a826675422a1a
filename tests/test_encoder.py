import shutil
from hashlib import sha256

import numpy as np
import pytest

from coach import Coach, store
from coach.corpus import checksum_of, is_held_out, load_corpus
from coach.encoder import CARD, ENCODER, TOKENIZER, SentenceEncoder, is_there, said_by
from coach.encoder_evaluation import held_out_scores
from coach.errors import ModelError
from coach.files import MODELS
from coach.lessons import Lessons, Recipe
from coach.passages import Passage, alone, in_messages, in_one_message
from coach.review import LABELS
from coach.safety_corpus import load_safety

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@pytest.fixture(scope="module")
def encoder():
    assert is_there(), "the encoder ships with the coach"
    return SentenceEncoder()


def test_it_says_what_it_was_made_from(encoder):
    card = encoder.card
    assert card["base"]["sha256"] == BASE_SHA256
    assert card["base"]["licence"] == "Apache-2.0"
    assert card["sha256"] == sha256(ENCODER.read_bytes()).hexdigest()


def test_it_belongs_to_the_corpus(encoder):
    """What it has read is still there word for word; later voices are simply unread."""
    read = encoder.card["voices_read"]
    assert encoder.card["read_sha256"] == checksum_of(load_corpus(), read)
    assert encoder.card["read_safety_sha256"] == checksum_of(load_safety(), read)
    assert len(encoder.card["voices_held_out"]) >= 20
    assert not any(is_held_out(voice) for voice in encoder.card["voices_read"])


@pytest.mark.slow
def test_it_answers_as_its_card_says(encoder):
    now = held_out_scores(MODELS, load_corpus(), load_safety())
    assert now == pytest.approx(encoder.card["held_out"], abs=0.005)


def test_an_answer_does_not_depend_on_what_else_is_asked(encoder):
    passages = alone(["You never listen.", "I miss you.", "Dinner's at seven, love, bring bread."])
    together = encoder.transform(passages)
    for passage, row in zip(passages, together, strict=True):
        assert np.array_equal(encoder.transform([passage])[0], row)
    assert encoder.transform([]).shape == (0, together.shape[1])


def test_neighbours_are_read(encoder):
    """The same fragment is blame beside a charge, and is not beside plain news."""
    fragment = "Twice this week."
    beside = ["You forgot to pick her up again.", "The boiler went off."]
    logits = encoder.transform([Passage(fragment, before=sentence) for sentence in beside])
    charged, told = (LABELS[said_by("label", row[np.newaxis]).argmax()] for row in logits)
    assert charged == "blame"
    assert told == "neutral"


def test_passages_take_neighbours_from_their_own_message():
    passages = in_messages(["a", "b", "c", "d"], ["m1", "m1", "", "m2"])
    assert passages == [Passage("a", "", "b"), Passage("b", "a", ""), Passage("c"), Passage("d")]
    assert in_one_message(["a", "b"]) == passages[:2]


def copy_of_the_encoder(folder):
    for path in (ENCODER, TOKENIZER, CARD):
        shutil.copy(path, folder / path.name)
    return folder


def test_a_damaged_file_is_refused(tmp_path):
    folder = copy_of_the_encoder(tmp_path)
    content = bytearray((folder / ENCODER.name).read_bytes())
    content[1000] ^= 1
    (folder / ENCODER.name).write_bytes(content)
    with pytest.raises(ModelError, match="damaged"):
        SentenceEncoder(folder).opened()


def test_without_its_file_n_grams_read_and_it_is_said_once(monkeypatch):
    monkeypatch.setattr(store, "is_there", lambda: False)
    lines = []
    coach = Coach.load(progress=lines.append)
    assert [line for line in lines if "n-grams alone" in line] == [lines[0]]
    assert coach.review("You never listen to me.").sentences[0].label == "blame"


# torch, transformers and the ONNX exporter warn of each other's futures.
@pytest.mark.filterwarnings("default")
@pytest.mark.slow
def test_fine_tuning_runs(tmp_path):
    """Ten steps, where torch is installed: the network trains, exports and answers."""
    pytest.importorskip("torch", reason="torch is for maintainers: see `make encoder`")
    finetune = pytest.importorskip("coach.finetune")
    lessons = Lessons.of(load_corpus().iloc[:400], load_safety().iloc[:200])
    recipe = Recipe(epochs=1, most_steps=10)
    reader, tokenizer = finetune.fine_tune(lessons, finetune.base_folder(), recipe)
    finetune.export(reader, tokenizer, tmp_path)
    corpus, safety = load_corpus().iloc[:1500], load_safety().iloc[:900]
    finetune.write_card(tmp_path, corpus, safety, lessons, recipe)
    encoder = SentenceEncoder(tmp_path)
    logits = encoder.transform(alone(["You left."]))
    assert said_by("situation", logits).shape == (1, len(encoder.situations))
