"""The trained model and its file: load it where it is ours and still true, else train anew.

A joblib file can run anything when it is loaded, so the program loads only what it wrote itself
on this machine. Beside the model lies a JSON record with the checksums of everything the model
was made from and a signature made with a key that only this user can read; a file whose bytes
or record do not match is never unpickled. Training writes the model first and the record last,
each in one step, so that a run that is stopped half way leaves nothing that will be believed.
"""

from __future__ import annotations

import hmac
import io
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version_tuple
from typing import Any, Final

import joblib
from filelock import FileLock

from coach.classifier import Progress, SentenceClassifier
from coach.corpus import CORPUS, chosen_corpus, load_corpus
from coach.encoder import SentenceEncoder, is_there
from coach.errors import ModelError
from coach.files import PACKAGE, models_folder, private_folder
from coach.metrics import scores
from coach.safety_corpus import SAFETY, load_safety
from coach.texting import TEXTING

FULL: Final = "classifier"
FAST: Final = "classifier-fast"
_KEY: Final = "model.key"
_LIBRARIES: Final = ("scikit-learn", "numpy", "scipy", "joblib", "onnxruntime", "tokenizers")
# A change in how sentences are read makes a stored model as stale as a change in the corpus.
_CODE: Final = tuple(
    PACKAGE / f"{name}.py"
    for name in (
        "classifier",
        "readers",
        "features",
        "texting",
        "perturbations",
        "passages",
        "corpus",
        "encoder",
        "situating",
    )
)
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a model is learned from."""

    corpus: Path
    safety: Path = SAFETY


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a trained model is kept: the model, its record, and the lock that guards both."""

    folder: Path
    name: str

    @property
    def model(self) -> Path:
        """The joblib file."""
        return self.folder / f"{self.name}.joblib"

    @property
    def record(self) -> Path:
        """The JSON file beside it: origin, scores, signature."""
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
    untrained = SentenceClassifier(shipped_encoder(progress) if encoder else None)
    name = FULL if untrained.encoder else FAST
    if sources.corpus != CORPUS:
        name += f"-{sources.corpus.stem}"  # so that somebody's own model does not push out ours
    kept = Kept(folder or models_folder(), name)
    try:
        kept.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(kept.lock):
            return _load_or_train(untrained, sources, kept, progress, anew=anew)
    except OSError as error:
        progress(f"{kept.folder} cannot be written ({error.strerror}): the model will not be kept")
        return _train(untrained, sources, progress)[0]


def shipped_encoder(progress: Progress = lambda _: None) -> SentenceEncoder | None:
    """Return the encoder that ships, or None, which `progress` is told, where it cannot be used."""
    if not is_there():
        progress("the encoder's file is missing: reading by n-grams alone, less sure-footed")
        return None
    try:
        return SentenceEncoder().opened()
    except ModelError as error:
        progress(f"{error} Until then it reads by n-grams alone, less sure-footed.")
        return None


def _load_or_train(
    untrained: SentenceClassifier, sources: Sources, kept: Kept, progress: Progress, *, anew: bool
) -> SentenceClassifier:
    origin = _origin(sources, untrained.encoder)
    if not anew:
        model, reason = _load(kept, origin)
        if model is not None:
            model.encoder = untrained.encoder  # the one that ships here, wherever it was trained
            return model
        progress(f"{reason}: training the coach, once (a minute or so)")
    model, held_out = _train(untrained, sources, progress)
    _save(model, held_out, origin, kept)
    return model


def _train(
    untrained: SentenceClassifier, sources: Sources, progress: Progress
) -> tuple[SentenceClassifier, dict[str, Any]]:
    frame = load_corpus(sources.corpus)
    model = untrained.fit(frame, load_safety(sources.safety), progress)
    labels = frame["label"].iloc[model.held_out_rows_].tolist()
    sure = model.labels_.held_out_.max(axis=1) >= model.unsure_below_
    return model, scores(labels, model.labels_.held_out_, sure)


def _load(kept: Kept, origin: dict[str, Any]) -> tuple[SentenceClassifier | None, str]:
    """Return the kept model, or None and the reason why there is none to be used."""
    try:
        record = json.loads(kept.record.read_bytes())
        content = kept.model.read_bytes()
        signature = bytes.fromhex(record["signature"])
        recorded = record["origin"]
    except FileNotFoundError:
        return None, "No model yet"
    except (ValueError, KeyError, TypeError):
        return None, "The model's record is damaged"
    # First whether it is ours, then whether it is still true: nothing else is ever unpickled.
    if not hmac.compare_digest(signature, _sign(content, recorded)):
        return None, "The model file is damaged or not one that this program wrote"
    if recorded != origin:
        changed = [name for name in origin if recorded.get(name) != origin[name]]
        return None, f"The model is of another {' and '.join(changed)}"
    return joblib.load(io.BytesIO(content)), ""


def _save(
    model: SentenceClassifier, held_out: dict[str, Any], origin: dict[str, Any], kept: Kept
) -> None:
    buffer = io.BytesIO()
    joblib.dump(model, buffer, compress=3)
    content = buffer.getvalue()
    record = {
        "origin": origin,
        "held_out_voices": held_out,
        "unsure_below": round(model.unsure_below_, 4),
        "signature": _sign(content, origin).hex(),
    }
    _write(kept.model, content)
    _write(kept.record, json.dumps(record, indent=2).encode() + b"\n")


def _origin(sources: Sources, encoder: SentenceEncoder | None) -> dict[str, Any]:
    """Return checksums and versions of all that a model is made from."""
    return {
        "corpus": _checksum(sources.corpus),
        "safety": _checksum(sources.safety),
        "reading": _checksum(TEXTING, *_CODE),
        "encoder": encoder.card["sha256"] if encoder else None,
        "versions": {
            "python": ".".join(python_version_tuple()[:2]),
            **{name: version(name) for name in _LIBRARIES},
        },
    }


def _checksum(*paths: Path) -> str:
    digest = sha256()
    for path in paths:
        # A missing corpus is reported by loading it, which can say what to do.
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def _sign(content: bytes, origin: dict[str, Any]) -> bytes:
    signed = json.dumps(origin, sort_keys=True).encode() + sha256(content).digest()
    return hmac.digest(_key(), signed, "sha256")


def _key() -> bytes:
    """Return this user's key, made at first use and readable by nobody else."""
    path = private_folder() / _KEY
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, secrets.token_bytes(_KEY_BYTES))
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    """Write the file in one step: it is there whole, or not at all (readable by its owner)."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
