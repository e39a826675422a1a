"""Signatures of the files that the program wrote itself, by a key that only this user can read."""

from __future__ import annotations

import hmac
import json
import secrets
from typing import Any, Final

from coach.files import private_folder, write_whole

_KEY: Final = "model.key"
_KEY_BYTES: Final = 32


def sign(content: Any) -> str:  # noqa: ANN401 - what JSON can hold
    """Return the signature of `content`, in hexadecimal digits."""
    signed = json.dumps(content, sort_keys=True).encode()
    return hmac.new(_key(), signed, "sha256").hexdigest()


def is_signed(content: Any, signature: str) -> bool:  # noqa: ANN401
    """Return whether this user's program signed `content`."""
    return hmac.compare_digest(signature.encode(), sign(content).encode())


def _key() -> bytes:
    """Return this user's key, made at first use and readable by nobody else."""
    path = private_folder() / _KEY
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, secrets.token_bytes(_KEY_BYTES))
    return path.read_bytes()
