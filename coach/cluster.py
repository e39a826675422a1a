"""Workers on other machines: a Dask cluster, which scores blocks as the local processes do.

Each worker needs the same version of the coach installed, and nothing else: what was learned is
sent to it, as plain arrays, so that every machine reads alike. Extra `[dask]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from coach.errors import DataError

Setup = Callable[[], None]
"""What each worker does once, before it is given work."""


@contextmanager
def dask_workers(address: str | None, setup: Setup) -> Iterator[tuple[Executor, int]]:
    """Yield an executor over a cluster, and how many tasks it runs at once.

    `address` is that of a scheduler ("tcp://10.0.0.5:8786"); without one, workers are started on
    this machine. What a lost worker was doing is done again by another. Raises `DataError` where
    Dask is not installed, nothing answers, or there is no worker.
    """
    try:
        from distributed import Client, WorkerPlugin  # noqa: PLC0415 - an extra
    except ImportError:
        raise DataError(
            "the engine dask is not installed: pip install 'softer-words[dask]'"
        ) from None

    class Prepared(WorkerPlugin):
        """Runs `setup` on each worker, those too that join later or start again."""

        name = "coach"

        def setup(self, worker: Any) -> None:  # noqa: ANN401, ARG002
            setup()

    client: Any  # the library has no types
    try:
        client = (
            Client(address, timeout="10s") if address else Client(dashboard_address=None)  # type: ignore[no-untyped-call]
        )
    except (OSError, ValueError):
        raise DataError(f"no Dask scheduler answers at {address}") from None
    with client:
        client.register_plugin(Prepared())
        threads = sum(client.nthreads().values())
        if not threads:
            raise DataError(f"the Dask scheduler at {address} has no workers")
        yield client.get_executor(), threads
