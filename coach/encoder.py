"""The fine-tuned sentence encoder: an ONNX file read with onnxruntime, no torch needed.

It is data and not code: loading it can run nothing. Made by `coach/finetune.py`; what it was made
from, and which voices it has read, is in the JSON file beside it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final, Literal, Self

import numpy as np

from coach.arrays import Floats
from coach.errors import ModelError
from coach.files import MODELS
from coach.passages import Passage
from coach.perils import PERILS
from coach.review import LABELS, THEMES

ENCODER: Final = MODELS / "encoder.onnx"
TOKENIZER: Final = MODELS / "encoder-tokenizer.json"
CARD: Final = MODELS / "encoder.json"

LONGEST: Final = 96  # tokens, a sentence's neighbours included
INPUTS: Final = ("input_ids", "attention_mask", "token_type_ids")
Head = Literal["label", "theme", "safety", "situation"]
# The network's heads in order, and how many logits each has; the first for safety is "no danger".
# Of situations it has as many as its card names, for more may have been written since.
HEADS: Final = {"label": len(LABELS), "theme": len(THEMES), "safety": 1 + len(PERILS)}
# Between the sentence before and the one after, where the sentence itself was.
GAP: Final = " … "

Feed = dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]


class SentenceEncoder:
    """Passages to (passages, n) logits: labels, themes, no danger or its kinds, situations.

    `said_by` takes them apart. `folder` holds the three files of the encoder. Sentences are read
    one at a time, so that an answer never depends on what else is asked: with integer arithmetic,
    a batch would share its rounding.
    """

    def __init__(self, folder: Path = MODELS) -> None:
        self.folder = folder

    def opened(self) -> Self:
        """Open the files now. Raises `ModelError` if they are not whole."""
        with ThreadPoolExecutor(1) as pool:  # side by side: each takes as long as the other
            tokenizer = pool.submit(lambda: self._tokenizer)
            _ = self._session, tokenizer.result()
        return self

    def transform(self, passages: Sequence[Passage]) -> Floats:
        """Return the (passages, n) logits. Raises `ModelError` if the files are not whole."""
        rows = {passage: row for row, passage in enumerate(dict.fromkeys(passages))}
        logits = self.transform_groups([[passage] for passage in rows])
        return logits[[rows[passage] for passage in passages]]

    def transform_groups(self, groups: Sequence[Sequence[Passage]]) -> Floats:
        """Return the logits of all passages, each group read in one batch.

        For groups of passages nearly alike, the variants of one sentence: faster than one by one.
        """
        if not groups:
            return np.empty((0, sum(HEADS.values()) + len(self.situations)))
        session, tokenizer = self._session, self._tokenizer

        def read(group: Sequence[Passage]) -> Floats:
            inputs = feed([tokenize(tokenizer, passage) for passage in group])
            logits: Floats = np.concatenate(session.run(None, inputs), axis=1).astype(np.float64)
            return logits

        if len(groups) == 1:
            return read(groups[0])
        return np.concatenate(list(_pool().map(read, groups)))

    @cached_property
    def card(self) -> dict[str, Any]:
        """What the encoder was made from: base weights, corpus, held-out voices, scores."""
        try:
            return dict(json.loads((self.folder / CARD.name).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            raise ModelError(f"{CARD.name} is missing or damaged in {self.folder}") from None

    @property
    def situations(self) -> tuple[str, ...]:
        """The situations of its last head, in order."""
        return tuple(self.card["situations"])

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - the library has no types
        return open_tokenizer(self.folder / TOKENIZER.name)

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - the library has no types
        import onnxruntime  # noqa: PLC0415 - only where an encoder is used

        path = self.folder / ENCODER.name
        with path.open("rb") as file:
            checksum = file_digest(file, "sha256").hexdigest()
        if checksum != self.card["sha256"]:
            raise ModelError(
                f"{path.name} is damaged or not the one that {CARD.name} describes: "
                "please install the coach again, or make it again with `make encoder`."
            )
        options = onnxruntime.SessionOptions()
        # Sentences run side by side, one thread each: short ones gain nothing from sharing.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __getstate__(self) -> dict[str, Any]:
        """Leave the open session behind: a copy opens its own."""
        return {"folder": self.folder}


@cache
def _pool() -> ThreadPoolExecutor:
    """Return the threads that sentences are read on, one for each core."""
    return ThreadPoolExecutor(os.cpu_count(), "encoder")


def said_of(head: Head, logits: Floats | None, rows: Any = slice(None)) -> Floats | None:  # noqa: ANN401 - numpy's indices
    """Return what one head says of some rows, or None where there is no encoder."""
    return None if logits is None else said_by(head, logits[rows])


def said_by(head: Head, logits: Floats) -> Floats:
    """Return the columns of one head."""
    first = 0
    for name, size in HEADS.items():
        if name == head:
            return logits[:, first : first + size]
        first += size
    return logits[:, first:]


@cache
def opening(folder: Path = MODELS) -> Future[SentenceEncoder]:
    """Begin to open an encoder in the background, once; its `result()` is the encoder, opened.

    It takes as long as all else that a coach needs, and holds up none of that.
    """
    # First, for two threads that import hinder each other.
    import onnxruntime  # noqa: F401, PLC0415
    import tokenizers  # noqa: F401, PLC0415

    return _pool().submit(SentenceEncoder(folder).opened)


def is_there(folder: Path = MODELS) -> bool:
    """Return whether `folder` holds the three files of an encoder."""
    return all((folder / path.name).is_file() for path in (ENCODER, TOKENIZER, CARD))


def open_tokenizer(path: Path) -> Any:  # noqa: ANN401 - the library has no types
    """Return the tokenizer of a JSON file, set to cut at `LONGEST` and to pad nothing."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only where an encoder is used

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def tokenize(tokenizer: Any, passage: Passage) -> Any:  # noqa: ANN401
    """Return the encoding of a passage: the sentence, then its neighbours as a second segment."""
    if not passage.before and not passage.after:
        return tokenizer.encode(passage.text)
    return tokenizer.encode(passage.text, (passage.before + GAP + passage.after).strip())


def feed(encodings: Iterable[Any]) -> Feed:
    """Return the network's inputs, each (sentences, longest) and padded with zeros."""
    columns = [(e.ids, e.attention_mask, e.type_ids) for e in encodings]
    length = max(len(ids) for ids, _, _ in columns)
    return {
        name: np.array([c[i] + [0] * (length - len(c[i])) for c in columns], dtype=np.int64)
        for i, name in enumerate(INPUTS)
    }
