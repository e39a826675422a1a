"""Score a table of any size: the sentences of one column, each read alone, on every core.

Or on every core of a cluster, with the same blocks and the same bytes (`coach/cluster.py`).

The rows go through in blocks. Each block that is scored is a file of its own beside the output,
written in one step; the output is joined from them at the end, in one step too. So memory does
not grow with the table, an interrupted run goes on where it stopped, and it makes the same bytes
as one that was never interrupted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from coach.cluster import dask_workers
from coach.corpus import chosen_corpus
from coach.errors import DataError, MessageError
from coach.review import LABELS
from coach.rows import Block, Format, Scores, format_of

if TYPE_CHECKING:
    from coach.training import Progress

ADDED: Final = (
    "label", "confidence", "unsure", "theme", "safety", *(f"p_{label}" for label in LABELS),
)  # fmt: skip
ROWS_A_BLOCK: Final = 5_000
# Blocks that wait for each worker: enough that none is idle, few enough to keep memory level.
_WAITING: Final = 2
_DIGITS: Final = 6
_JOB: Final = "job.json"

Engine = Literal["local", "dask"]
Told = Callable[[float], None]
"""Is told which share of the file is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is scored, and how: an interrupted run is gone on with only where all is the same."""

    file: str
    size: int
    changed_ns: int
    column: str
    fast: bool
    corpus: str
    rows_a_block: int


@dataclass(frozen=True, slots=True)
class Done:
    """How many rows were scored, and how many of these could not be read: their label is empty."""

    rows: int
    unread: int


def _silently(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class How:
    """How a table is scored.

    `fast` reads by n-grams alone; `workers` are as many as there are cores where it is None;
    `resume` goes on with a run that was stopped. The engine `dask` runs on the cluster of the
    `scheduler`, an address, or on one of its own on this machine. `progress`, a function of a
    module, is told what takes time before the first row.
    """

    fast: bool = False
    workers: int | None = None
    resume: bool = False
    engine: Engine = "local"
    scheduler: str | None = None
    progress: Progress = _silently


def score(source: Path, column: str, target: Path, how: How, told: Told = lambda _: None) -> Done:
    """Write the rows of `source` with the columns `ADDED`, what is said of each one's `column`.

    The file's ending says its format, which is that of `target` too. Probabilities have six
    digits. A sentence that cannot be read (a NUL byte, over 200,000 characters) gets empty values.
    Raises `DataError` for what cannot be read or written.
    """
    kind = format_of(source)
    if target.suffix.lower() != source.suffix.lower():
        raise DataError(f"{target.name} must end in {source.suffix}, as {source.name} does")
    if target.exists():
        raise DataError(f"{target.name} is there already: delete it, or name another with -o")
    parts = target.with_name(f"{target.name}.parts")
    _begin(parts, _job(source, column, how), resume=how.resume)
    blocks = kind.blocks(source, column, ROWS_A_BLOCK, ADDED)
    done: list[tuple[Path, Done]] = []
    try:
        for path, part, share in _written(blocks, kind, parts, how):
            done.append((path, part))
            told(share)
    finally:
        if not done:  # nothing that would be lost
            shutil.rmtree(parts)
    if not done:
        raise DataError(f"{source.name} has no row to score")
    joined = parts / f"joined{target.suffix}"
    kind.join([path for path, _ in done], joined)
    joined.replace(target)
    shutil.rmtree(parts)
    return Done(sum(d.rows for _, d in done), sum(d.unread for _, d in done))


def _job(source: Path, column: str, how: How) -> Job:
    try:
        found = source.stat()
    except OSError as error:
        raise DataError(f"{source.name} cannot be read ({error.strerror})") from None
    corpus = str(chosen_corpus())
    size, changed = found.st_size, found.st_mtime_ns
    return Job(source.name, size, changed, column, how.fast, corpus, ROWS_A_BLOCK)


def _begin(parts: Path, job: Job, *, resume: bool) -> None:
    """Make the folder of the parts, or check that the one that is there is of the same job."""
    record = parts / _JOB
    if not parts.exists():
        try:
            parts.mkdir(parents=True)
            record.write_text(json.dumps(asdict(job)), "utf-8")
        except OSError as error:
            raise DataError(f"{parts.parent} cannot be written ({error.strerror})") from None
        return
    if not resume:
        raise DataError(
            f"{parts.name} is left from a run that was stopped: --resume goes on with it, "
            "or delete it to begin anew"
        )
    try:
        same = json.loads(record.read_text("utf-8")) == asdict(job)
    except (OSError, ValueError):
        same = False
    if not same:
        raise DataError(
            f"{parts.name} is of another file, column or engine, or the file was changed since: "
            "delete it to begin anew"
        )


def _written(
    blocks: Iterable[Block], kind: Format, parts: Path, how: How
) -> Iterator[tuple[Path, Done, float]]:
    """Yield each block's file, in order, what is in it, and the share of the table done.

    Those that an earlier run has written are not scored again.
    """
    waiting: deque[tuple[Path, Block, Future[Scores] | None]] = deque()

    def first() -> tuple[Path, Done, float]:
        path, block, future = waiting.popleft()
        if future is not None:
            _write(kind, path, block, future.result())
        return path, Done(**json.loads(_note(path).read_text("utf-8"))), block.done

    with _workers(how) as (executor, workers):
        for number, block in enumerate(blocks):
            path = parts / f"{number:08}"
            there = _note(path).exists()
            future = None if there else executor.submit(_scores, block.texts, how.fast)
            waiting.append((path, block, future))
            if len(waiting) >= _WAITING * workers:
                yield first()
        while waiting:
            yield first()


@contextmanager
def _workers(how: How) -> Iterator[tuple[Executor, int]]:
    """Yield what runs the work, and how many blocks at once."""
    if how.engine == "dask":
        from coach.coach import Coach  # noqa: PLC0415 - only wanted here

        content = Coach.load(encoder=not how.fast, progress=how.progress).to_bytes()
        with dask_workers(how.scheduler, partial(_receive, content, how.fast)) as found:
            yield found
        return
    workers = how.workers or os.cpu_count() or 1
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as executor:
        # One first: where there is no model yet it trains, and the others find what it made.
        executor.submit(_load, how.fast, how.progress).result()
        yield executor, workers


def _write(kind: Format, path: Path, block: Block, scores: Scores) -> None:
    """Write a block, and last, in one step, the note that says that it is whole."""
    done = Done(len(scores), sum(score["label"] is None for score in scores))
    unsure = path.with_suffix(".new")
    try:
        kind.write(path, block, scores)
        unsure.write_text(json.dumps(asdict(done)), "utf-8")
        unsure.replace(_note(path))
    except OSError as error:
        raise DataError(
            f"{path.parent.name} cannot be written ({error.strerror}): what is done is kept, "
            "and --resume goes on with it"
        ) from None


def _note(path: Path) -> Path:
    return path.with_suffix(".done")


_coaches: dict[bool, Any] = {}


def _receive(content: bytes, fast: bool) -> None:  # noqa: FBT001 - sent to a worker
    """Make the coach of a worker from what was sent to it."""
    from coach.coach import Coach  # noqa: PLC0415 - where it is needed

    if fast not in _coaches:
        _coaches[fast] = Coach.of_bytes(content, encoder=not fast)


def _load(fast: bool, progress: Progress = _silently) -> None:  # noqa: FBT001 - sent to a worker
    """Load a worker's coach, once."""
    from coach.coach import Coach  # noqa: PLC0415 - where it is needed

    if fast not in _coaches:
        _coaches[fast] = Coach.load(encoder=not fast, progress=progress)


def _scores(texts: Sequence[str], fast: bool) -> Scores:  # noqa: FBT001 - sent to a worker
    """Return what is said of each sentence; in a worker, which loads the coach once."""
    from coach.coach import check_readable  # noqa: PLC0415 - where it is needed

    _load(fast)
    readable = []
    for place, text in enumerate(texts):
        try:
            check_readable(text)
        except MessageError:
            continue
        readable.append(place)
    frame = _coaches[fast].classify([texts[place] for place in readable])
    scores: list[dict[str, Any]] = [dict.fromkeys(ADDED) for _ in texts]
    values = frame[list(ADDED)].to_dict("records")
    for place, row in zip(readable, values, strict=True):
        scores[place] = {str(name): _plain(value) for name, value in row.items()}
    return scores


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of a table
    if isinstance(value, float):
        return None if value != value else round(value, _DIGITS)  # noqa: PLR0124 - not a number
    return value
