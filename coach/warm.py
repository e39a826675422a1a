"""One coach for the whole process, loaded while something else happens.

`coach app` begins to load it while the server starts; whoever asks first waits for the rest.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.coach import Coach


@cache
def loading() -> Future[Coach]:
    """Begin to load the coach in the background, once; its `result()` is the coach."""
    return ThreadPoolExecutor(1, "coach").submit(_load)


def _load() -> Coach:
    from coach.coach import Coach  # noqa: PLC0415 - this import is most of what takes time

    return Coach.load()
