import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import joblib
import pytest
from conftest import ROOT

from coach import signature, store
from coach.errors import DataError, ModelError
from coach.passages import alone

SENTENCE = alone(["you never listen to me"])
CORPUS = """id,text,label,theme,voice,message,pair,origin
"""
SAFETY = """text,kind,by,style,voice,message
"""


@pytest.fixture(autouse=True)
def own_key(tmp_path, monkeypatch):
    monkeypatch.setattr(signature, "private_folder", lambda: tmp_path / "private")


@pytest.fixture
def corpus(tmp_path):
    """A corpus just large enough to train on: ten voices, the same few shapes."""
    shapes = [
        ("you never listen {} to me", "blame", "unheard"),
        ("you left me {} alone again", "blame", "distance"),
        ("i miss you {} so much", "feeling", ""),
        ("what was that {} like for you", "curiosity", ""),
        ("i was wrong {} to shout", "repair", ""),
        ("the bus {} comes at nine", "neutral", ""),
    ]
    rows = [
        f"{voice}-{n},{shape.format(f'{voice} {n}')},{label},{theme},{voice},,,written"
        for voice in "abcdefghij"
        for n, (shape, label, theme) in enumerate(shapes)
    ]
    path = tmp_path / "corpus.csv"
    path.write_text(CORPUS + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def sources(corpus, tmp_path):
    """The corpus, and as small a set of safety sentences."""
    rows = [
        f"you hit me {voice},violence,partner,direct,{voice}s,\n"
        f"the {voice} hit the road,none,,figure,{voice}s,\n"
        for voice in "abcdefghij"
    ]
    path = tmp_path / "safety.csv"
    path.write_text(SAFETY + "".join(rows), encoding="utf-8")
    return store.Sources(corpus, path)


@pytest.fixture
def kept(tmp_path):
    return store.Kept(tmp_path / "models", f"{store.FAST}-corpus")


@pytest.fixture
def load(sources, kept):
    """Load or train; returns the progress lines, so that a test sees whether it trained."""

    def load(**options):
        lines = []
        model = store.load_or_train(
            sources, kept.folder, encoder=False, progress=lines.append, **options
        )
        assert model.read(SENTENCE).labels == ("blame",)
        return lines

    return load


def test_it_trains_once(load, kept):
    assert load()[0].startswith("No model yet: training")
    assert load() == []
    record = json.loads((kept.record).read_text())
    assert record["versions"]["scikit-learn"]
    assert 0 <= record["held_out_voices"]["macro_f1"] <= 1


@pytest.mark.slow
def test_somebodys_own_corpus_is_learned_from(corpus, kept, monkeypatch):
    monkeypatch.setenv("COACH_CORPUS", str(corpus))
    store.load_or_train(folder=kept.folder, encoder=False)
    assert kept.learned.exists()


def test_training_again_gives_the_same_model(load, sources, kept):
    def read():
        return store.load_or_train(sources, kept.folder, encoder=False).read(SENTENCE)

    load()
    first = read()
    load(anew=True)
    assert first.probabilities.tolist() == read().probabilities.tolist()


def test_another_corpus_is_trained_anew(load, corpus):
    load()
    corpus.write_text(corpus.read_text().replace("nine", "ten"))
    assert load()[0].startswith("The model is of another corpus: training")


def test_other_safety_sentences_are_trained_anew(load, sources):
    load()
    sources.safety.write_text(sources.safety.read_text().replace("road", "town"))
    assert load()[0].startswith("The model is of another safety: training")


def test_another_way_of_reading_is_trained_anew(load, monkeypatch):
    load()
    monkeypatch.setattr(store, "_CODE", store._CODE[:-1])
    assert load()[0].startswith("The model is of another reading: training")


def test_a_pipeline_of_other_libraries_is_not_loaded(load, sources, kept, monkeypatch):
    load()
    monkeypatch.setattr(store, "is_there", lambda: False)
    assert store.load_pipeline(sources, kept.folder).labels_.classes
    monkeypatch.setattr(store, "_LIBRARIES", ("joblib",))
    with pytest.raises(ModelError, match="other versions"):
        store.load_pipeline(sources, kept.folder)


@pytest.mark.parametrize("name", ["learned", "record"])
@pytest.mark.parametrize("damage", ["cut", "edited", "emptied", "missing"])
def test_damage_is_trained_anew(load, kept, name, damage):
    load()
    path = getattr(kept, name)
    content = path.read_bytes()
    match damage:
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "edited":
            path.write_bytes(content.replace(content[100:104], b"\0\1\2\3"))
        case "emptied":
            path.write_bytes(b"")
        case "missing":
            path.unlink()
    assert "training the coach" in load()[0]
    assert load() == []


class Bomb:
    def __reduce__(self):
        return (Path.touch, (Path(os.environ["BOMB"]),))


def test_a_foreign_file_is_never_unpickled(load, sources, kept, tmp_path, monkeypatch):
    """Not even with a record that claims it, unless signed with this user's key."""
    load()
    monkeypatch.setenv("BOMB", str(tmp_path / "exploded"))
    monkeypatch.setattr(store, "is_there", lambda: False)
    joblib.dump(Bomb(), kept.pipeline)
    with pytest.raises(ModelError, match="not one that this program wrote"):
        store.load_pipeline(sources, kept.folder)
    record = json.loads(kept.record.read_text())
    (tmp_path / "private").rename(tmp_path / "elsewhere")
    files = record["files"] | {
        kept.pipeline.name: hashlib.sha256(kept.pipeline.read_bytes()).hexdigest()
    }
    forged = record | {"files": files, "signature": signature.sign([record["origin"], files])}
    kept.record.write_text(json.dumps(forged))
    (tmp_path / "private" / "model.key").unlink()
    with pytest.raises(ModelError, match="not one that this program wrote"):
        store.load_pipeline(sources, kept.folder)
    assert not (tmp_path / "exploded").exists()


def test_a_folder_that_cannot_be_written_is_read(load, kept):
    load()
    kept.lock.unlink()
    kept.folder.chmod(0o500)
    try:
        assert load() == []
        assert not kept.lock.exists(), "reading takes no lock"
    finally:
        kept.folder.chmod(0o700)


def test_the_key_is_this_users_alone(load, tmp_path):
    load()
    mode = (tmp_path / "private" / "model.key").stat().st_mode
    assert os.name == "nt" or mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_does_not_stop_it(sources, tmp_path):
    (tmp_path / "models").write_text("a file where the folder should be")
    lines = []
    model = store.load_or_train(sources, tmp_path / "models", encoder=False, progress=lines.append)
    assert "cannot be written" in lines[-1]
    assert "the model will not be kept" in lines[-1]
    assert model.read(SENTENCE).labels == ("blame",)


def test_without_a_folder_of_ones_own_it_trains_and_reads(load, monkeypatch):
    monkeypatch.setattr(signature, "private_folder", lambda: Path(os.devnull) / "home")
    lines = load()
    assert sum("training the coach" in line for line in lines) == 1
    assert "the model will not be kept" in lines[-1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_full_disk_leaves_nothing_half_written(load, kept):
    """A limit on the size of files stands for it: writing fails as on a full disk."""
    import resource  # noqa: PLC0415 - not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        lines = load()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert any("the model will not be kept" in line for line in lines)
    assert not [path for path in kept.folder.iterdir() if path != kept.lock]
    assert "training the coach" in load()[0]
    assert load() == []


TRAIN = """
import sys
from pathlib import Path
from coach import signature, store
signature.private_folder = lambda: Path(sys.argv[4])
sources = store.Sources(Path(sys.argv[1]), Path(sys.argv[2]))
store.load_or_train(sources, Path(sys.argv[3]), encoder=False)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_at_any_moment_of_training_the_next_start_works(load, sources, kept, tmp_path):
    command = [
        sys.executable, "-c", TRAIN, sources.corpus, sources.safety, kept.folder,
        tmp_path / "private",
    ]  # fmt: skip
    start = time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT)
    whole = time.monotonic() - start
    for part in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        shutil.rmtree(kept.folder)
        with subprocess.Popen(command, cwd=ROOT) as training:
            time.sleep(part * whole)
            training.kill()
        load()
        assert load() == []


def test_two_at_once_train_once(load):
    with ThreadPoolExecutor(2) as pool:
        first, second = [f.result() for f in (pool.submit(load), pool.submit(load))]
    assert sorted([bool(first), bool(second)]) == [False, True]


def test_a_wrong_corpus_is_said_to_be_wrong(load, corpus):
    corpus.write_text(corpus.read_text().replace("neutral", "naturel"))
    with pytest.raises(DataError, match="label 'naturel' is not one of"):
        load()
