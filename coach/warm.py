"""One coach for the whole process, loaded while something else happens.

`coach app` begins to load it while the server starts; whoever asks first waits for the rest.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coach.coach import Coach


_FIRST: Final = "You said you would call, and you never did."


@cache
def loading() -> Future[Coach]:
    """Begin to load the coach in the background, once; its `result()` is the coach."""
    return ThreadPoolExecutor(1, "coach").submit(_load)


def _load() -> Coach:
    from coach.coach import Coach  # noqa: PLC0415 - in the background too

    coach = Coach.load()
    coach.review(_FIRST)  # so that nobody's own message waits for the phrase bank and the grammar
    return coach
