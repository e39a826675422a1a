"""Where things are: the files that ship with the coach, and the folders it may write to."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path, user_data_path

PROGRESS_VARIABLE: Final = "COACH_PROGRESS"
APP_NAME: Final = "softer-words"

_PACKAGE: Final = Path(__file__).resolve().parent
# A wheel carries the page and the data inside the package; in a checkout they lie beside it.
_SHIPPED: Final = _PACKAGE / "_files"
IS_INSTALLED: Final = _SHIPPED.is_dir()
ROOT: Final = _SHIPPED if IS_INSTALLED else _PACKAGE.parent

DATA: Final = ROOT / "data"
# What ships: the fine-tuned encoder. What is trained here goes to `models_folder()`.
MODELS: Final = ROOT / "models"
APP: Final = ROOT / "app.py"
PACKAGE: Final = _PACKAGE


def models_folder() -> Path:
    """Return the folder of trained models: `models/` of a checkout, else the user's cache."""
    return user_cache_path(APP_NAME) if IS_INSTALLED else MODELS


def was_trained() -> bool:
    """Return whether a model was ever trained here; whether it is still true, loading it says."""
    return any(models_folder().glob("classifier*.safetensors"))


def progress_folder() -> Path:
    """Return where practice is kept: what `COACH_PROGRESS` names, or the user's own data folder."""
    named = os.environ.get(PROGRESS_VARIABLE)
    return Path(named) if named else private_folder()


def private_folder() -> Path:
    """Return the user's own data folder, for what must not be shared: the signing key."""
    return user_data_path(APP_NAME)


def write_whole(path: Path, content: bytes) -> None:
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
