"""What was learned, and its file: load it where it is ours and still true, else train anew.

Reading needs the plain arrays of `coach/learned.py` alone, which can run nothing. Beside them lies
the scikit-learn pipeline that they were taken from, a joblib file, which could: it is loaded only
when somebody asks for it (`load_pipeline`). A JSON record holds the checksums of both, and of
everything they were made from, and a signature made with a key that only this user can read; a
file that does not match is never loaded. Training writes the record last, each file in one step,
so that a run that is stopped half way leaves nothing that will be believed.
"""

from __future__ import annotations

import io
import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from platform import python_version_tuple
from typing import TYPE_CHECKING, Any, Final

from coach.classifier import SentenceClassifier
from coach.corpus import CORPUS, chosen_corpus, load_corpus
from coach.encoder import SentenceEncoder, is_there, opening
from coach.errors import ModelError
from coach.files import PACKAGE, models_folder, write_whole
from coach.learned import Learned
from coach.safety_corpus import SAFETY, load_safety
from coach.signature import is_signed, sign
from coach.texting import TEXTING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.training import Pipeline, Progress

FULL: Final = "classifier"
FAST: Final = "classifier-fast"
_NONE_YET: Final = "No model yet"
_LIBRARIES: Final = ("scikit-learn", "numpy", "scipy", "joblib")
# A change in how sentences are read makes a stored model as stale as a change in the corpus.
_CODE: Final = tuple(
    PACKAGE / f"{name}.py"
    for name in (
        "training",
        "readers",
        "features",
        "ngrams",
        "learned",
        "texting",
        "perturbations",
        "passages",
        "corpus",
        "encoder",
    )
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a model is learned from."""

    corpus: Path
    safety: Path = SAFETY


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a trained model is kept: its files, and the lock that whoever writes them holds."""

    folder: Path
    name: str

    @property
    def learned(self) -> Path:
        """The plain arrays that the coach reads with."""
        return self.folder / f"{self.name}.safetensors"

    @property
    def pipeline(self) -> Path:
        """The scikit-learn pipeline that they were taken from."""
        return self.folder / f"{self.name}.joblib"

    @property
    def record(self) -> Path:
        """The JSON file beside them: origin, scores, checksums, signature."""
        return self.folder / f"{self.name}.json"

    @property
    def lock(self) -> Path:
        """The file that one process at a time holds."""
        return self.folder / f"{self.name}.lock"


def load_or_train(
    sources: Sources | None = None,
    folder: Path | None = None,
    *,
    encoder: bool = True,
    progress: Progress = lambda _: None,
    anew: bool = False,
) -> SentenceClassifier:
    """Return the trained classifier of `sources`, from `folder` if a valid one is kept there.

    Unless given, `sources` are the chosen corpus and our safety sentences, and `folder` is
    `models/` of a checkout or the user's cache folder. Where the folder cannot be written, the
    model is trained and used but not kept, and `progress` says so. Without `encoder`, or where its
    file is missing (which `progress` says), n-grams read alone. `anew` trains whatever is there.
    Raises `DataError` if a file is wrong.
    """
    sources = sources or Sources(chosen_corpus())
    if encoder and is_there():
        opening()  # while the rest is read
    made_from = _checksums(sources)
    shipped = shipped_encoder(progress) if encoder else None
    kept = _kept(sources, folder, shipped)
    origin = made_from | {"encoder": shipped.card["sha256"] if shipped else None}
    learned, _ = (None, "") if anew else _load(kept, origin)
    if learned is None:
        with _lock(kept):
            learned = _train_and_keep(sources, shipped, kept, origin, progress, anew=anew)
    return SentenceClassifier(learned, shipped)


def load_pipeline(sources: Sources | None = None, folder: Path | None = None) -> Pipeline:
    """Return the scikit-learn pipeline behind the coach that was trained last, to look into it.

    Raises `ModelError` where there is none that this program wrote and that is still true.
    """
    import joblib  # noqa: PLC0415 - the coach reads without it

    sources, encoder = sources or Sources(chosen_corpus()), shipped_encoder()
    kept = _kept(sources, folder, encoder)
    origin = _checksums(sources) | {"encoder": encoder.card["sha256"] if encoder else None}
    content = kept.pipeline.read_bytes() if kept.pipeline.exists() else b""
    if reason := _why_not(kept, kept.pipeline, sha256(content).hexdigest(), origin):
        raise ModelError(f"{reason}: `coach train` makes one")
    if json.loads(kept.record.read_bytes())["versions"] != _versions():
        raise ModelError("The pipeline is of other versions of its libraries: `coach train` again")
    pipeline: Pipeline = joblib.load(io.BytesIO(content))
    pipeline.encoder = encoder  # the one that ships here, wherever it was trained
    return pipeline


def shipped_encoder(progress: Progress = lambda _: None) -> SentenceEncoder | None:
    """Return the encoder that ships, or None, which `progress` is told, where it cannot be used."""
    if not is_there():
        progress("the encoder's file is missing: reading by n-grams alone, less sure-footed")
        return None
    try:
        return opening().result()
    except ModelError as error:
        progress(f"{error} Until then it reads by n-grams alone, less sure-footed.")
        return None


def _kept(sources: Sources, folder: Path | None, encoder: SentenceEncoder | None) -> Kept:
    name = FULL if encoder else FAST
    if sources.corpus != CORPUS:
        name += f"-{sources.corpus.stem}"  # so that somebody's own model does not push out ours
    return Kept(folder or models_folder(), name)


@contextmanager
def _lock(kept: Kept) -> Iterator[None]:
    """Hold the model's lock, so that of two that train one does."""
    from filelock import FileLock  # noqa: PLC0415 - only wanted here

    lock = FileLock(kept.lock)
    with suppress(OSError):  # where nothing can be written there is nothing to guard either
        kept.folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _train_and_keep(  # noqa: PLR0913 - what there is to train from, and where to
    sources: Sources,
    encoder: SentenceEncoder | None,
    kept: Kept,
    origin: dict[str, Any],
    progress: Progress,
    *,
    anew: bool,
) -> Learned:
    """Train and keep the model, unless another process has done so since."""
    learned, reason = (None, "") if anew else _load(kept, origin)
    if learned is None:
        if reason:
            progress(f"{reason}: training the coach, once (a minute or so)")
        from coach.training import Pipeline  # noqa: PLC0415 - scikit-learn is slow to import

        corpus, safety = load_corpus(sources.corpus), load_safety(sources.safety)
        pipeline = Pipeline(encoder).fit(corpus, safety, progress)
        learned = pipeline.learned()
        try:
            _save(pipeline, learned, origin, kept)
        except OSError as error:
            why = error.strerror
            progress(f"{kept.folder} cannot be written ({why}): the model will not be kept")
    return learned


def _load(kept: Kept, origin: dict[str, Any]) -> tuple[Learned | None, str]:
    """Return what was learned, or None and the reason why there is none to be used."""
    try:
        with kept.learned.open("rb") as file:
            checksum = file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None, _NONE_YET
    except OSError as error:
        return None, f"The model cannot be read ({error.strerror})"
    reason = _why_not(kept, kept.learned, checksum, origin)
    return (None, reason) if reason else (Learned.of_file(kept.learned), "")


def _why_not(kept: Kept, path: Path, checksum: str, origin: dict[str, Any]) -> str:
    """Return why a kept file is not to be used; empty if it is."""
    try:
        record = json.loads(kept.record.read_bytes())
        recorded, wanted = record["origin"], record["files"][path.name]
        ours = is_signed([recorded, record["files"]], record["signature"])
    except FileNotFoundError:
        return _NONE_YET
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "The model's record is damaged"
    # First whether it is ours, then whether it is still true: nothing else is ever loaded.
    if not ours or checksum != wanted:
        return "The model file is damaged or not one that this program wrote"
    if recorded != origin:
        changed = [name for name in origin if recorded.get(name) != origin[name]]
        return f"The model is of another {' and '.join(changed)}"
    return ""


def _save(pipeline: Pipeline, learned: Learned, origin: dict[str, Any], kept: Kept) -> None:
    import joblib  # noqa: PLC0415 - the coach reads without it

    buffer = io.BytesIO()
    joblib.dump(pipeline, buffer, compress=3)
    contents = {kept.learned: learned.to_bytes(), kept.pipeline: buffer.getvalue()}
    files = {path.name: sha256(content).hexdigest() for path, content in contents.items()}
    record = {
        "origin": origin,
        "versions": _versions(),
        "held_out_voices": pipeline.held_out_scores(),
        "unsure_below": round(learned.unsure_below, 4),
        "files": files,
        "signature": sign([origin, files]),
    }
    for path, content in contents.items():
        write_whole(path, content)
    write_whole(kept.record, json.dumps(record, indent=2).encode() + b"\n")


def _checksums(sources: Sources) -> dict[str, Any]:
    """Return checksums of all that a model is made from, but for the encoder."""
    return {
        "corpus": _checksum(sources.corpus),
        "safety": _checksum(sources.safety),
        "reading": _checksum(TEXTING, *_CODE),
    }


def _versions() -> dict[str, str]:
    """Return the versions that the pipeline's file depends on; the plain arrays need none."""
    from importlib.metadata import version  # noqa: PLC0415 - reading needs none

    python = ".".join(python_version_tuple()[:2])
    return {"python": python, **{name: version(name) for name in _LIBRARIES}}


def _checksum(*paths: Path) -> str:
    digest = sha256()
    for path in paths:
        # A missing corpus is reported by loading it, which can say what to do.
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()
